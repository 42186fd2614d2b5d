/* Where sentences end and what pieces are, through the core with the stock packs. */
#include "tests/unit/segment_sink.h"

static const struct pack *packs;

static struct span cut(const char *lang, int quotes, const char *text, const char *label)
{
	struct segment_options o = {.lang = lang, .quotes = quotes, .max_record = 1 << 20};
	struct document doc = {
		.id = span_text("d"), .text = span_text(text), .file = "test", .line = 1};
	return segment_field(packs, &o, &doc, label);
}

#define ID(text, want, sentence) UNIT_EQUAL(cut("id", QUOTES_KEEP, text, "text"), want, sentence)
#define EN(text, want, sentence) UNIT_EQUAL(cut("en", QUOTES_KEEP, text, "text"), want, sentence)
#define KIND(text, want, sentence) UNIT_EQUAL(cut("id", QUOTES_KEEP, text, "kind"), want, sentence)

static void test_abbreviations(void)
{
	ID("Pasien ditangani dr. Lestari. Ia membaik.", "Pasien ditangani dr. Lestari.|Ia membaik.",
	   "a title before a name does not end the sentence");
	ID("Laporan Kombes Pol. Wira masuk. Berkas lengkap.",
	   "Laporan Kombes Pol. Wira masuk.|Berkas lengkap.",
	   "a rank before a name does not end the sentence");
	ID("Aturan No. 7 Tahun 2019 dicabut. Dewan setuju.",
	   "Aturan No. 7 Tahun 2019 dicabut.|Dewan setuju.",
	   "an abbreviation before a number does not end the sentence");
	ID("Dibawa sayur, buah, dll. Setelah itu pulang.",
	   "Dibawa sayur, buah, dll.|Setelah itu pulang.",
	   "an abbreviation that may end a sentence ends it before a capital");
	ID("Dibawa sayur, dll. ke pasar.", "Dibawa sayur, dll. ke pasar.",
	   "an abbreviation that may end a sentence goes on before lower case");
	ID("Saham PT Sumber Awan Tbk. (SAWN) naik.", "Saham PT Sumber Awan Tbk. (SAWN) naik.",
	   "a company's suffix goes on before a bracket");
	ID("Musik era 1980-an. Penonton penuh.", "Musik era 1980-an.|Penonton penuh.",
	   "an ending behind a hyphen is no abbreviation");
	ID("Pemegang saham Sumber Awan Ltd. C/O PT Bintang hadir. Rapat usai.",
	   "Pemegang saham Sumber Awan Ltd. C/O PT Bintang hadir.|Rapat usai.",
	   "a company's suffix goes on before a letter and a slash");
	ID("Diatur dalam Peraturan Dewan No. XI. B. 02 tahun lalu. Rapat usai.",
	   "Diatur dalam Peraturan Dewan No. XI. B. 02 tahun lalu.|Rapat usai.",
	   "a reference torn behind its Roman numeral stays whole");
	EN("Mr. Doe met Gov. Poe on Jan. 5. Both left.",
	   "Mr. Doe met Gov. Poe on Jan. 5.|Both left.",
	   "titles and months do not end the sentence");
	EN("He moved to the U.S. He likes it.", "He moved to the U.S.|He likes it.",
	   "an acronym ends the sentence before a starter");
	EN("The U.S. Senate voted.", "The U.S. Senate voted.",
	   "an acronym goes on before another capital");
	EN("They met at 9 a.m. and left.", "They met at 9 a.m. and left.",
	   "a clock time goes on before lower case");
}

static void test_initials_and_numbers(void)
{
	ID("Kepala dinas, Rudi S. Lukman, hadir. Rapat usai.",
	   "Kepala dinas, Rudi S. Lukman, hadir.|Rapat usai.",
	   "an initial inside a name does not end the sentence");
	ID("Anak itu diberi vitamin C. Mereka pulang.", "Anak itu diberi vitamin C.|Mereka pulang.",
	   "a letter that is no initial ends the sentence");
	ID("Sebanyak 2.500 orang dan 1,5 ton beras tiba. Gudang penuh.",
	   "Sebanyak 2.500 orang dan 1,5 ton beras tiba.|Gudang penuh.",
	   "separators inside numbers do not end the sentence");
	ID("Nilainya Rp9. 050 per lembar.", "Nilainya Rp9. 050 per lembar.",
	   "a number torn behind its separator stays whole");
	ID("1. Cuci beras. 2. Tanak nasi.", "1. Cuci beras.|2. Tanak nasi.",
	   "a list number begins a sentence and does not end one");
	ID("Pangkatnya ialah: 1. Letnan2. Kapten3. Mayor",
	   "Pangkatnya ialah: 1. Letnan|2. Kapten|3. Mayor",
	   "list items whose line breaks were lost are parted");
	ID("Rabu (5/3). /2025) pagi warga pulang.", "Rabu (5/3). /2025) pagi warga pulang.",
	   "a date that scraping broke stays whole");
}

static void test_addresses(void)
{
	ID("Situs warta.com dan www.kabar.id/a.php?b=C.D ditutup. Warga protes.",
	   "Situs warta.com dan www.kabar.id/a.php?b=C.D ditutup.|Warga protes.",
	   "hosts and addresses hold no sentence end");
	ID("Surel ke Ana.Budi@warta.com dikirim.", "Surel ke Ana.Budi@warta.com dikirim.",
	   "a mail address holds no sentence end");
}

static void test_glued(void)
{
	ID("Warga pulang ke desa tersebut.Ketua RT lega.",
	   "Warga pulang ke desa tersebut.|Ketua RT lega.",
	   "a sentence end without a blank is found");
	ID("\"Kami siap,\" katanya.\"Besok mulai,\" lanjutnya.",
	   "\"Kami siap,\" katanya.|\"Besok mulai,\" lanjutnya.",
	   "a glued quotation begins a new record");
	ID("Gelar S.Kom diraihnya.", "Gelar S.Kom diraihnya.", "a degree is no glued sentence end");
}

static void test_quotes(void)
{
	EN("They did as they were told. ' Nobody saw them leave.",
	   "They did as they were told. '|Nobody saw them leave.",
	   "a lone single mark behind a stop closes what stands in front of it");
	EN("The guard turned. ' Who was it? ' he asked.",
	   "The guard turned.|' Who was it? ' he asked.",
	   "a single mark that another closes opens the next sentence");
	EN("' We waited , ' she wrote . ' Why did nobody come ?",
	   "' We waited , ' she wrote .|' Why did nobody come ?",
	   "a single mark behind a closed pair opens the next sentence");
	const char *text = "\"Kami kecewa. Kami pulang,\" ujar Sari. Rapat batal.";
	ID(text, "\"Kami kecewa. Kami pulang,\" ujar Sari.|Rapat batal.",
	   "a quotation of two sentences with its tag is one record");
	UNIT_EQUAL(cut("id", QUOTES_SPLIT, text, "text"),
		   "\"Kami kecewa.|Kami pulang,\" ujar Sari.|Rapat batal.",
		   "--quotes=split cuts inside the quotation");
	ID("\"Mengapa batal?\" tanya Sari. Tak ada jawaban.",
	   "\"Mengapa batal?\" tanya Sari.|Tak ada jawaban.",
	   "a question inside the marks goes on with its tag");
	ID("\xE2\x80\x9D"
	   "Kami siap. Kami datang,\xE2\x80\x9D ujar Sari. Usai.",
	   "\xE2\x80\x9D"
	   "Kami siap. Kami datang,\xE2\x80\x9D ujar Sari.|Usai.",
	   "closing marks on both sides make a quotation");
	ID("Ia menulis \"rapat batal. Warga pulang. Semua lega.",
	   "Ia menulis \"rapat batal.|Warga pulang.|Semua lega.",
	   "a mark that is never closed holds nothing together");
	EN("Ann (she came late. Very late.) sat down.", "Ann (she came late. Very late.) sat down.",
	   "stops inside brackets do not end the sentence");
}

static void test_lines(void)
{
	ID("Pemerintah daerah menyiapkan\ndana untuk warga. Selesai.",
	   "Pemerintah daerah menyiapkan dana untuk warga.|Selesai.",
	   "a torn line goes on in lower case");
	ID("Kalimat pertama selesai.\nKalimat kedua selesai.",
	   "Kalimat pertama selesai.|Kalimat kedua selesai.", "a line break ends the sentence");
	UNIT_EQUAL(cut("id", QUOTES_KEEP, "Satu  dua\xC2\xA0tiga.", "fold"), "5+1,9+1",
		   "folding is told by position and length");
	UNIT_EQUAL(cut("id", QUOTES_KEEP, "\n \xC2\xA0\n", "text"), "",
		   "a document of blanks gives no record");
}

static void test_kinds(void)
{
	KIND("Harga Cabai Melonjak Tajam\n\nPedagang di pasar induk mengeluh karena pembeli berkurang. Pasokan seret.",
	     "headline|body|body", "the first line without a stop is the headline");
	KIND("Warga sudah kembali ke rumah masing-masing hari ini. Baca juga: Jalan Baru Dibuka\nPolisi berjaga di lokasi.",
	     "body|link|body", "a link in the paragraph is its own record");
	KIND("Warga sudah kembali ke rumah masing-masing hari ini.\n(abc/def)\nKomentar (3)",
	     "body|byline|boilerplate", "initials and the counter of comments are labelled");
	KIND("Warga sudah kembali ke rumah masing-masing. Forum: Kami Menolak Tambang\nMereka menunggu jawaban dari pemerintah kabupaten sampai hari ini juga.",
	     "body|headline|body", "a sub-headline glued to a paragraph is a headline");
	KIND("Wali kota meninjau pasar. (AFP)\n\nHarga Cabai Melonjak\n\nPedagang mengeluh karena pembeli berkurang.",
	     "caption|headline|body", "a line that ends in an outlet's credit is a caption");
	ID("Harga Cabai Naik? Ini Kata Menteri\n\nPedagang mengeluh karena pembeli berkurang.",
	   "Harga Cabai Naik? Ini Kata Menteri|Pedagang mengeluh karena pembeli berkurang.",
	   "a title of two sentences is one headline");
	ID("Warga pulang. (Baca juga: Jalan Baru Dibuka) Polisi berjaga.",
	   "Warga pulang.|(Baca juga: Jalan Baru Dibuka)|Polisi berjaga.",
	   "a link keeps its bracket");
	KIND("Ralat: nama desa dalam berita kemarin keliru.", "correction", "a correction says so");
}

static void test_link_end(void)
{
	ID("Warga pulang. Baca juga: Jalan Desa Baru Dibuka Kemarin Polisi masih berjaga di sana.",
	   "Warga pulang.|Baca juga: Jalan Desa Baru Dibuka Kemarin|Polisi masih berjaga di sana.",
	   "a word that heads sentences ends the title");
	ID("Warga pulang. Baca juga: Jalan Desa Baru Dibuka Menurut Rahmat, warga lega.",
	   "Warga pulang.|Baca juga: Jalan Desa Baru Dibuka|Menurut Rahmat, warga lega.",
	   "a starter with a name and a comma ends the title");
	ID("Warga pulang. Baca juga: Jalan Baru Dibuka di GresikBupati muda itu senang.",
	   "Warga pulang.|Baca juga: Jalan Baru Dibuka di Gresik|Bupati muda itu senang.",
	   "two glued words end the title");
	ID("Warga pulang. Baca juga: Jalan Desa Baru Dibuka Cepat Budi Santoso mengaku lega. Usai.",
	   "Warga pulang.|Baca juga: Jalan Desa Baru Dibuka Cepat Budi Santoso mengaku lega.|Usai.",
	   "an end that is not sure leaves the sentence to the link");
}

int main(void)
{
	struct pack *p = pack_open(NULL, 0);
	packs = p;
	test_abbreviations();
	test_initials_and_numbers();
	test_addresses();
	test_glued();
	test_quotes();
	test_lines();
	test_kinds();
	test_link_end();
	pack_close(p);
	return unit_done();
}

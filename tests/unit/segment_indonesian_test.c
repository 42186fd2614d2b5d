/* What Indonesian sites do to an article, class by class, through the core with the stock packs. All texts are invented. */
#include <stdio.h>

#include "tests/unit/segment_sink.h"

static const struct pack *packs;

static struct span cut(const char *text, const char *label)
{
	struct segment_options o = {.lang = "id", .quotes = QUOTES_KEEP, .max_record = 1 << 20};
	struct document doc = {
		.id = span_text("d"), .text = span_text(text), .file = "test", .line = 1};
	return segment_field(packs, &o, &doc, label);
}

#define TEXT(text, want, sentence) UNIT_EQUAL(cut(text, "text"), want, sentence)
#define KIND(text, want, sentence) UNIT_EQUAL(cut(text, "kind"), want, sentence)

static void test_link_without_title(void)
{
	TEXT("Jembatan itu ditutup. Baca Juga Kepala Dinas Bina Marga Kota Balekarta, Umar Wijaya, "
	     "mengatakan perbaikan dimulai besok.",
	     "Jembatan itu ditutup.|Baca Juga|Kepala Dinas Bina Marga Kota Balekarta, Umar Wijaya, "
	     "mengatakan perbaikan dimulai besok.",
	     "behind an opener without colon whose title is gone the article goes on");
	TEXT("Jembatan itu ditutup. Baca JugaSementara itu, Kepala Dinas Umar Wijaya menunggu laporan.",
	     "Jembatan itu ditutup.|Baca Juga|Sementara itu, Kepala Dinas Umar Wijaya menunggu laporan.",
	     "so it does when the blank is gone too");
}

static void test_link_title_end(void)
{
	TEXT("Bus dikandangkan. Baca: Bus Malam Layak Jalan Ditempeli Stiker Hijau Sementara untuk "
	     "biayanya, dinas menanggung separuh.",
	     "Bus dikandangkan.|Baca: Bus Malam Layak Jalan Ditempeli Stiker Hijau|Sementara untuk "
	     "biayanya, dinas menanggung separuh.",
	     "a starter ends the title across a small word");
	TEXT("Tikar itu laris. Baca: Kampus Buka Kelas Anyaman Rotan Lelaki tua dari hulu "
	     "itu menjual lewat toko daring.",
	     "Tikar itu laris.|Baca: Kampus Buka Kelas Anyaman Rotan|Lelaki tua dari hulu "
	     "itu menjual lewat toko daring.",
	     "a common noun before lower case ends the title");
	TEXT("Soal jurang itu lama. Baca: Kurs Rupiah Menguat Jelang Lebaran Tebing setinggi 12 meter "
	     "itu rawan.",
	     "Soal jurang itu lama.|Baca: Kurs Rupiah Menguat Jelang Lebaran Tebing setinggi 12 meter "
	     "itu rawan.",
	     "a word that stands nowhere in lower case does not");
	TEXT("Soal tebing itu lama. Baca: Kurs Rupiah Menguat Jelang Lebaran Tebing setinggi 12 meter "
	     "itu rawan.",
	     "Soal tebing itu lama.|Baca: Kurs Rupiah Menguat Jelang Lebaran|Tebing setinggi 12 meter "
	     "itu rawan.",
	     "a word that stands in lower case nearby does");
	TEXT("Mesin tua. Baca juga: Lomba Perahu Berlangsung Cepat Budi Santoso mengatakan air surut. "
	     "Warga pulang.",
	     "Mesin tua.|Baca juga: Lomba Perahu Berlangsung Cepat Budi Santoso mengatakan air "
	     "surut.|Warga pulang.",
	     "a name is not torn from its sentence: the link keeps both");
	TEXT("Mesin itu tua, kata Budi Santoso, pemilik perahu. Baca juga: Lomba Perahu Berlangsung "
	     "Cepat Budi Santoso mengatakan air surut. Warga pulang.",
	     "Mesin itu tua, kata Budi Santoso, pemilik perahu.|Baca juga: Lomba Perahu Berlangsung "
	     "Cepat|Budi Santoso mengatakan air surut.|Warga pulang.",
	     "a name that the article had before begins the sentence");
	TEXT("Stok aman. Baca: Sudah Pesan Perahu? Jangan Cemas, Pabrik Janjikan Perahu Tiba "
	     "Pengiriman itu gratis. Selesai.",
	     "Stok aman.|Baca: Sudah Pesan Perahu? Jangan Cemas, Pabrik Janjikan Perahu Tiba "
	     "Pengiriman itu gratis.|Selesai.",
	     "a title in title case goes on behind its question");
	TEXT("Stok aman. Baca juga: Warga Bale Berburu Durian di KebunPolitisi itu menyatakan "
	     "setuju. Selesai.",
	     "Stok aman.|Baca juga: Warga Bale Berburu Durian di Kebun|Politisi itu menyatakan "
	     "setuju.|Selesai.",
	     "words that were glued end the title");
	TEXT("Stok aman. Baca juga: Pelantikan Camat Tunggu Kabar dari KPKSecara umum kerja lancar.",
	     "Stok aman.|Baca juga: Pelantikan Camat Tunggu Kabar dari KPK|Secara umum kerja lancar.",
	     "behind an acronym too");
	TEXT("Stok aman. Baca juga: Perahu Listrik Ramai di YouTube hingga Malam",
	     "Stok aman.|Baca juga: Perahu Listrik Ramai di YouTube hingga Malam",
	     "a brand with a capital inside is one word");
	TEXT("Stok aman. Baca juga: Mulai Besok Warga Wajib Bawa e-KTP ke Loket Semua berjalan lancar.",
	     "Stok aman.|Baca juga: Mulai Besok Warga Wajib Bawa e-KTP ke Loket|Semua berjalan lancar.",
	     "e-KTP is no lower-case word");
}

static void test_lines(void)
{
	KIND("Tim Balekarta menang dalam laga pekan ini di stadion kota.\nPelatih: Umar Wijaya\nTim "
	     "Awan kalah meski bermain lebih baik sepanjang babak pertama laga itu.",
	     "body|body|body", "a label and a name are no sub-headline");
	KIND("Tim Balekarta menang dalam laga pekan ini di stadion kota.\nLumbung Gol Kota\n"
	     "ADVERTISEMENT\nTim itu menyerang sejak awal dan membuat penjaga gawang lawan sibuk "
	     "sepanjang laga.",
	     "body|headline|boilerplate|body", "an ad under a sub-headline does not hide it");
	KIND("Tim Balekarta menang dalam laga pekan ini di stadion kota.\nCek Berita dan Artikel yang "
	     "lain di Google\nNews",
	     "body|boilerplate|boilerplate", "a line torn from the tail belongs to it");
	KIND("Tim Balekarta menang dalam laga pekan ini di stadion kota.\nPemain itu di rumahnya © "
	     "Balefoto.example\nIa pulang lebih awal dari rekan-rekannya karena cedera.",
	     "body|caption|body", "a line that ends with the owner of a picture is its caption");
	KIND("Tim Balekarta menang dalam laga pekan ini di stadion kota. (Halaman selengkapnya di sini)",
	     "body|boilerplate", "a pointer to the next page is not the article's");
}

static void test_byline_in_front(void)
{
	TEXT("Balewisata.com/Rina Astuti BALENEWS.COM - Dunia penuh misteri. Ini daftarnya.",
	     "Balewisata.com/Rina Astuti|BALENEWS.COM - Dunia penuh misteri.|Ini daftarnya.",
	     "a byline in front of the dateline is a piece of its own");
	KIND("Balewisata.com/Rina Astuti BALENEWS.COM - Dunia penuh misteri. Ini daftarnya.",
	     "byline|body|body", "and is a byline");
	KIND("Berita TegalSURYA.co.id | TEGAL - Panen garam mulai berjalan. Warga senang.",
	     "boilerplate|body|body", "the name of a site's part is none");
	TEXT("Berita TegalSURYA.co.id | TEGAL - Panen garam mulai berjalan. Warga senang.",
	     "Berita Tegal|SURYA.co.id | TEGAL - Panen garam mulai berjalan.|Warga senang.",
	     "though it is glued to the host");
}

static void test_glued(void)
{
	TEXT("Laga usai, kata Umar, Sabtu (5/3/2022).\"Saya senang,\" katanya.",
	     "Laga usai, kata Umar, Sabtu (5/3/2022).|\"Saya senang,\" katanya.",
	     "a quotation glued to a bracket begins a sentence");
	TEXT("Pengguna naik 31,2%.Seperti di kota lain, warga belanja lewat gawai.",
	     "Pengguna naik 31,2%.|Seperti di kota lain, warga belanja lewat gawai.",
	     "a per cent sign ends one");
	TEXT("Kabar itu ada di akun @warga_balekarta.Bahkan akun itu mengancam.",
	     "Kabar itu ada di akun @warga_balekarta.|Bahkan akun itu mengancam.",
	     "a handle ends one");
	TEXT("Daftar di https://daftar.balekarta.id.Login memakai akun sendiri.",
	     "Daftar di https://daftar.balekarta.id.|Login memakai akun sendiri.",
	     "an address ends one");
	TEXT("Laju melambat jadi 3,9% pada 2019.WHO menilai wabah reda.",
	     "Laju melambat jadi 3,9% pada 2019.|WHO menilai wabah reda.",
	     "an acronym begins one behind a year");
	TEXT("Surat KEP.BPK-2/2019 sah. Usai.", "Surat KEP.BPK-2/2019 sah.|Usai.",
	     "an acronym in a document's number does not");
	TEXT("Bunga tetap, ujarnya, Kamis (7/3) Selain itu, modal naik.",
	     "Bunga tetap, ujarnya, Kamis (7/3)|Selain itu, modal naik.",
	     "a full stop lost behind a date is made good before an adverb");
	TEXT("Rapat pada Kamis (7/3) Pemerintah Kota Balekarta hadir.",
	     "Rapat pada Kamis (7/3) Pemerintah Kota Balekarta hadir.", "not before a name");
	TEXT("Dilansir dari artikel 'Mengejutkan! Ini Cara Umar Menang' . Umar diam.",
	     "Dilansir dari artikel 'Mengejutkan! Ini Cara Umar Menang' .|Umar diam.",
	     "a title in single marks is not cut behind its exclamation");
	TEXT("Pelakunya Kapten P . Jenderal Umar marah.",
	     "Pelakunya Kapten P .|Jenderal Umar marah.",
	     "a letter apart from its stop is no initial before a rank");
}

static void test_lists(void)
{
	TEXT("Berikut daftarnya. 1. Siapkan bahan 2. Aduk rata 3. Sajikan hangat.",
	     "Berikut daftarnya.|1. Siapkan bahan|2. Aduk rata|3. Sajikan hangat.",
	     "a list behind a sentence has an item a record");
	TEXT("Top Skor Liga1. Umar (Awan) 20 gol2.Budi (Bale) 14 gol3. Rahmat (Kota) 12 gol",
	     "Top Skor Liga|1. Umar (Awan) 20 gol|2.Budi (Bale) 14 gol|3. Rahmat (Kota) 12 gol",
	     "a list that lost its blanks too");
	TEXT("Tuntutannya: I. Naikkan upah II. Hapus kontrak III. Tolak PHK",
	     "Tuntutannya: I. Naikkan upah|II. Hapus kontrak|III. Tolak PHK",
	     "Roman numerals count");
	TEXT("Syaratnya: - Warga kota - Usia 17 tahun - Membawa KTP asli. Pendaftaran gratis.",
	     "Syaratnya:|- Warga kota|- Usia 17 tahun|- Membawa KTP asli.|Pendaftaran gratis.",
	     "dashes behind a colon begin items");
	TEXT("Perang dagang Amerika Serikat - China berlanjut. Harga naik 3 - 5 persen.",
	     "Perang dagang Amerika Serikat - China berlanjut.|Harga naik 3 - 5 persen.",
	     "other dashes do not");
	TEXT("Pasal itu mengatur: i. larangan parkir; ii. denda; iii. pencabutan izin.",
	     "Pasal itu mengatur: i. larangan parkir; ii. denda; iii. pencabutan izin.",
	     "a sentence that counts in lower case stays whole");
	TEXT("Laga itu dimulai pukul 1. Umar datang pukul 2. Budi tidak datang.",
	     "Laga itu dimulai pukul 1.|Umar datang pukul 2.|Budi tidak datang.",
	     "numbers at the ends of sentences are no list");
}

static void test_subheads(void)
{
	TEXT("Sidang usai kemarin. Mencari JalanPerubahan aturan itu tidak mudah, dan perubahan butuh waktu.",
	     "Sidang usai kemarin.|Mencari Jalan|Perubahan aturan itu tidak mudah, dan perubahan butuh waktu.",
	     "a sub-headline glued to its sentence is a piece");
	TEXT("Sidang usai kemarin. Polisi Tangkap Pencuri Sementara itu, warga berjaga.",
	     "Sidang usai kemarin.|Polisi Tangkap Pencuri Sementara itu, warga berjaga.",
	     "three words in front of the adverb are too few");
	TEXT("Sidang usai kemarin. Polisi Tangkap Dua Pencuri Motor Sementara itu, warga berjaga.",
	     "Sidang usai kemarin.|Polisi Tangkap Dua Pencuri Motor|Sementara itu, warga berjaga.",
	     "an adverb with its comma ends it");
	TEXT("Sidang usai. Layanan BaleFiber cepat. Layanan BaleFiber murah, kata fiber.",
	     "Sidang usai.|Layanan BaleFiber cepat.|Layanan BaleFiber murah, kata fiber.",
	     "a brand that comes again is one word");
	TEXT("Sidang usai. Wali Kota BalekartaUmar Wijaya mengatakan lega.",
	     "Sidang usai.|Wali Kota BalekartaUmar Wijaya mengatakan lega.",
	     "a name glued to its office is not torn off");
}

static void test_titles(void)
{
	TEXT("Letkol Inf. Bayu dan drg. Sari hadir di Kep. Awan Prov. Bale. Mereka pulang.",
	     "Letkol Inf. Bayu dan drg. Sari hadir di Kep. Awan Prov. Bale.|Mereka pulang.",
	     "corps, dentists, islands and provinces go on");
	TEXT("Jl. Jend. Umar ditutup. (HR. Muslim) Kapasitasnya 16 gb. Harganya naik.",
	     "Jl. Jend. Umar ditutup.|(HR. Muslim) Kapasitasnya 16 gb.|Harganya naik.",
	     "a source of tradition goes on, a unit ends before a capital");
	TEXT("Ia naik KA. Sementara itu, pelaku NS. Tersangka kabur.",
	     "Ia naik KA.|Sementara itu, pelaku NS.|Tersangka kabur.",
	     "capitals that only look like an abbreviation end the sentence");
}

static void test_captions(void)
{
	KIND("Warga di Balekarta, Senin (3/6/2024). (ANTARA FOTO/Umar/rwa) Kekeringan melanda kota itu.",
	     "caption|body", "a caption ends with its credit in brackets");
	KIND("Warga di Balekarta (Foto: Umar/Balefoto) Kekeringan melanda kota itu.",
	     "caption|body", "though it has no full stop");
}

static struct span dated(const char *line, const char *label)
{
	static char text[400];
	struct segment_options o = {.lang = "id", .quotes = QUOTES_KEEP, .max_record = 1 << 20};
	snprintf(
		text, sizeof text,
		"Harga Cabai Naik\n\n%s\nPedagang di pasar induk mengeluh karena pembeli berkurang.",
		line);
	struct document doc = {
		.id = span_text("d"), .text = span_text(text), .file = "test", .line = 1};
	return segment_field(packs, &o, &doc, label);
}

static void test_date_lines(void)
{
	static const char *const lines[] = {"Tayang 4 Juni 2024 pukul 07.15",
					    "Diterbitkan pada 4 Juni 2024",
					    "Diperbarui: Selasa, 4 Juni 2024 07:15 WIB",
					    "Selasa, 4 Juni 2024 | 07.15",
					    "Oleh Umar Wijaya, 4 Juni 2024",
					    "Ditayangkan 04/06/2024 pukul 7.15 WITA",
					    "Terakhir diperbarui pada 4 Juni 2024 pukul 07.15 WIB"};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		UNIT_EQUAL(dated(lines[i], "kind"), "headline|byline|body", lines[i]);
		UNIT_EQUAL(dated(lines[i], "date_from"), "byline|byline|byline", lines[i]);
		UNIT_EQUAL(dated(lines[i], "date"), "2024-06-04|2024-06-04|2024-06-04", lines[i]);
	}
	UNIT_EQUAL(dated("Harga emas pada Selasa, 4 Juni 2024", "date_from"), "text|text|text",
		   "a line of the text with a date is no byline");
}

static void test_dates(void)
{
	UNIT_EQUAL(cut("Surat Edaran Nomor 12/77/310.4/2021 terbit. Warga setuju.", "date"), "",
		   "a document's number is no date");
	UNIT_EQUAL(
		cut("Pegulat kelahiran Bale, 24 Agustus 1998, siap ke Asian Games 2018. Seleksi 2018 usai. "
		    "Kejuaraan 2018 dimulai.",
		    "date"),
		"", "a birth is not the article's date when the text names later years");
}

int main(void)
{
	struct pack *p = pack_open(NULL, 0);
	packs = p;
	test_link_without_title();
	test_link_title_end();
	test_lines();
	test_byline_in_front();
	test_glued();
	test_lists();
	test_subheads();
	test_titles();
	test_captions();
	test_date_lines();
	test_dates();
	pack_close(p);
	return unit_done();
}

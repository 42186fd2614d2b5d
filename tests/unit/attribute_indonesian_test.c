/* What Indonesian articles asked for when a hundred of them were read: who holds a title, where names begin, what is no
 * speech. */
#include "tests/unit/attribute_sink.h"

static const struct pack *packs;

#define HEADLINE(label, text, expected, name)                                                      \
	UNIT_EQUAL(attribute_field(packs, "id", "headline", text, label), expected, name)

static void test_titles(void)
{
	ID("speaker", "Menteri Agama (Menag) Wira Sanjaya hadir.\n\"Kami siap,\" kata Menag.",
	   "Wira Sanjaya", "the short form of a title is who bears it");
	ID("speaker", "Bupati Wira Sanjaya hadir.\nBupati mengatakan air surut.", "Wira Sanjaya",
	   "a title alone is who bears it");
	ID("speaker", "Bupati Wira Sanjaya hadir.\nKedua bupati mengatakan air surut.",
	   "Kedua bupati", "two who bear a title are not the one named");
	ID("role", "\"Air surut,\" kata Wira Sanjaya, Sekretaris Perusahaan Tirta, Senin.",
	   "Sekretaris Perusahaan", "a title behind the name is his");
	ID("org", "\"Air surut,\" kata Wira Sanjaya, seorang peneliti di Tirta Muara.",
	   "Tirta Muara", "so is what it is over");
	ID("speaker", "Wira Sanjaya, Komisaris Altirta menjelaskan air surut.", "Wira Sanjaya",
	   "an apposition without its second comma does not speak");
	ID("org", "Wira Sanjaya, Komisaris Altirta menjelaskan air surut.", "Altirta",
	   "what follows the title there is what it is over");
	ID("speaker", "Gunawan Lumbana CEO Altirta mengatakan air surut.", "Gunawan Lumbana",
	   "a title right behind the name ends it");
	ID("speaker", "Pakar air dr. Siti Lumbana, M.Si Sp.EM mengatakan air surut.",
	   "Siti Lumbana", "degrees in front of the cue are no name");
	ID("speaker", "\"Air surut,\" kata Ketua KPUD Muna, Kubalis, Senin.", "Kubalis",
	   "the town behind an office is not the person");
	ID("speaker",
	   "Wira Sanjaya, pegawai bendungan, hadir.\nWira mengatakan air surut.\nHujan turun.\n"
	   "\"Jalan kering,\" ujar pria yang akrab disapa Wir itu.",
	   "Wira Sanjaya|Wira Sanjaya", "a described person is the one in focus");
}

static void test_people_apart(void)
{
	ID("speaker",
	   "Wiran Lumbana mengatakan air surut.\n\"Jalan kering,\" ujar Beti Wiran Lumbana.\n"
	   "Wiran menambahkan pintu dibuka.",
	   "Wiran Lumbana|Beti Wiran Lumbana|Wiran Lumbana", "a wife is not her husband");
	ID("speaker",
	   "Tirtana mulai dijual.\nAjang Anugerah Tirtana dibuka.\nTirtana mengatakan air surut.",
	   "Tirtana", "what stood alone before is no short form of a longer name");
	ID("speaker", "\"Air surut,\" ujar Country Manager Tirta.com, Marina Lumbana.",
	   "Marina Lumbana", "the name of a host is nobody");
}

static void test_clauses(void)
{
	ID("speaker", "Saat ini, kata Wira Sanjaya, air sudah surut.", "Wira Sanjaya",
	   "an adjunct may stand in front of the tag");
	ID("speaker", "Wira Sanjaya hadir.\nKata dia, air sudah surut sejak pagi.", "Wira Sanjaya",
	   "a tag may lead the sentence");
	ID("speaker", "Menteri Wira Sanjaya yang ditemui seusai rapat itu mengatakan air surut.",
	   "Wira Sanjaya", "a relative clause with its own time stands behind the subject");
	ID("speaker", "Pintu masih macet Ketua Forum Wira Sanjaya mengatakan air surut.",
	   "Wira Sanjaya", "a sub-headline glued in front is no part of the subject");
	ID("speaker",
	   "Menurut Wira Sanjaya, warga tinggal sampai dinyatakan aman oleh Dewi Lumbana.",
	   "Wira Sanjaya", "an agent deep inside what somebody says does not speak");
	ID("mode", "Penjaga wajib meminta karcis.", "", "a duty is no call");
	ID("stance", "Bupati Wira Sanjaya meminta maaf kepada warga hilir.", "other",
	   "an apology asks nobody to do anything");
	ID("stance", "Bupati Wira Sanjaya meminta warga memaafkan petugas.", "call",
	   "but to ask others to forgive is a call");
	ID("speaker", "Akhir pekan lalu Ketua Forum Hilir Wira Sanjaya mengatakan air surut.",
	   "Wira Sanjaya", "a time in front of the subject is no part of it");
	ID("org", "Menteri Dalam Negeri Jenderal (Purn) Wira Sanjaya mengatakan air surut.", "",
	   "a rank in brackets is no organisation");
	ID("mode", "Hal serupa diungkapkan Wira Sanjaya.", "",
	   "saying the like says nothing by itself");
	ID("mode", "Denda yang tegas agar parkir tertib.", "", "an adjective is no cue");
	ID("via", "\"Air surut,\" kata Wira, yang dikutip tirtaNEWS dari The Verge.", "The Verge",
	   "the outlet behind the preposition had it first");
}

static void test_headlines(void)
{
	HEADLINE("mode", "Arus Muara: Kapal Tertahan Dua Hari", "",
		 "the topic in front of a colon does not speak");
	HEADLINE("mode", "Pengelola Diingatkan Siapkan Perahu", "",
		 "a verb with a capital is no agent");
	HEADLINE("mode", "Kisah Wiguna dari Muara ke Hilir, Tinggalkan Ladang", "",
		 "a story told of somebody is no speech");
	HEADLINE("speaker", "Bupati Wira: Air Sudah Surut", "Wira",
		 "a title in front of a colon speaks");
	HEADLINE("speaker", "Hujan Reda Sejak Pagi, Bupati Wira: Air Sudah Surut", "Wira",
		 "so it does behind the news");
	HEADLINE("mode", "Air Keruh, Begini Kata Perusahaan Tirta", "",
		 "to announce what somebody says is not to say it");
	HEADLINE("speaker", "Polres Muara sebut air sudah surut", "Polres Muara",
		 "a headline may have the capitals of a sentence");
}

static void test_things(void)
{
	ID("mode", "Gol itu memastikan Tirta Muara menang.", "", "a goal says nothing");
	ID("mode", "Kehadiran Wira Sanjaya menegaskan pentingnya bendungan itu.", "",
	   "nor does somebody's presence");
	ID("mode", "Kemenangan itu dipastikan oleh dua gol Wira Sanjaya.", "",
	   "nor do goals behind a passive");
	ID("speaker", "Hasil audit itu menyebutkan bendungan retak.", "Hasil audit itu",
	   "the result of an audit does");
	ID("speaker",
	   "Direktur Risiko, Strategi dan Kepatuhan Altirta Gunawan Sanjaya menyebut air surut.",
	   "Gunawan Sanjaya", "a noun inside a title is no thing");
	HEADLINE("mode", "Hasil Liga Muara Tirta vs Lumbana Jaya: Wira Gagal Penalti", "",
		 "a result in front of a colon speaks neither");
	HEADLINE("speaker", "Harga Cabai Turun, Petani Sebut Panen Melimpah", "Petani",
		 "what happened in front of the comma is not who says why");
}

static void test_first_words(void)
{
	ID("speaker", "Semangat Wira Sanjaya tidak surut.\n\"Kami siap,\" kata Wira.",
	   "Wira Sanjaya", "a noun with the capital of its sentence is no part of a name");
	ID("speaker",
	   "Tirta.com, MUARA - Semangat Wira Sanjaya tidak surut.\n\"Kami siap,\" kata Wira.",
	   "Wira Sanjaya", "nor behind a dateline");
	ID("speaker", "Ujungnya Wira Sanjaya pergi.\n\"Kami siap,\" kata Wira.", "Wira Sanjaya",
	   "nor is an adverb, known by its form");
	ID("speaker", "Kepindahan Wira Sanjaya batal.\n\"Kami siap,\" kata Wira.", "Wira Sanjaya",
	   "nor a noun known by its form");
	ID("speaker", "Ketua Wira Sanjaya hadir.\n\"Kami siap,\" kata Cak Wira.", "Wira Sanjaya",
	   "a familiar word in front of a name is not part of it");
	ID("speaker", "Bupati Wira Sanjaya hadir.\nPihaknya menyebut air surut.", "Wira Sanjaya",
	   "'his side' is he");
	ID("stance", "Terkait kabar itu, Wira Sanjaya belum bisa memastikan.", "decline",
	   "who cannot confirm yet confirms nothing");
	ID("quote", "Bupati Wira Sanjaya meminta kepada pembeli maupun penjual agar bersabar.",
	   "bersabar", "two addressees are both no part of what is said");
	ID("speaker",
	   "Para peneliti hadir.\n\"Air surut,\" tulis peneliti.\nHujan turun.\n"
	   "\"Jalan kering,\" tulisnya.",
	   "peneliti|peneliti", "a clitic goes on with who spoke last, be it a group");
}

static void test_feats(void)
{
	ID("mode", "Tirta Muara mencatat tiga kemenangan dalam lima laga.", "",
	   "a victory is recorded without a word");
	ID("mode", "Wira Sanjaya memastikan lolos ke babak kedua.", "", "a place is secured so");
	ID("stance", "Wira Sanjaya memastikan langkah itu akan diambil.", "confirm",
	   "a clause about a step is said");
	ID("mode", "Wira Sanjaya menambahkan satu gol penutup.", "", "a goal is added so");
	ID("mode", "Panitia dapat menolak berkas yang kurang.", "", "what may be refused is not");
	ID("mode", "Kata sepakat diklaim telah dicapai oleh Wira Sanjaya.", "",
	   "the agent belongs to the verb in front of it");
	ID("quote", "Kenaikan itu, diakui Wira Sanjaya, disebabkan oleh hujan.",
	   "Kenaikan itu, diakui Wira Sanjaya, disebabkan oleh hujan",
	   "a passive between commas is a tag");
	ID("cue", "Wira Sanjaya membantah mentah-mentah tudingan itu.", "membantah mentah-mentah",
	   "how it is denied is no part of what is denied");
	ID("mode", "Wira Sanjaya percaya diri untuk tampil di sana.", "",
	   "who is sure of himself says nothing");
	ID("speaker", "\"Pipa bocor,\" sorot Wira Sanjaya.", "Wira Sanjaya",
	   "a rare verb behind a quotation is a tag");
}

static void test_title_lists(void)
{
	ID("role",
	   "Direktur Izin, Pengawasan, dan Hukum Altirta Gunawan Sanjaya menyebut air surut.",
	   "Direktur", "commas inside a title do not end it");
	ID("speaker", "Setelah rapat dengan Menteri Energi, Wira Sanjaya menyebut air surut.",
	   "Wira Sanjaya", "a title in front of the clause is somebody else's");
	ID("role", "Analis Tirtabank dalam sebuah catatan menyebut air surut.", "Analis",
	   "where somebody wrote it is no part of him");
	ID("org",
	   "MUARA, TIRTA.com \xEF\xBF\xBD Menteri Energi (Menergi) Wira Sanjaya menyebut air surut.",
	   "", "a lost dash ends the dateline");
}

static void test_glued_names(void)
{
	ID("speaker", "Menteri Dalam NegeriWira Sanjayamenyampaikan air sudah surut.",
	   "Wira Sanjaya", "a name glued on both sides is set free");
	ID("role", "CEOTirtaRacing Wira Sanjaya mengatakan air surut.", "CEO",
	   "a title in capitals is no part of a name");
	ID("speaker", "\"Air surut,\" tulisTirta Post.", "Tirta Post",
	   "a verb behind a quotation may be glued to who says it");
	ID("speaker", "Dikutip dariTirta, Rini Wulandari mengatakan air surut.", "Rini Wulandari",
	   "a name may end like a preposition");
	ID("speaker", "Dikutip dariTirta, GlobalFirePower mengatakan air surut.", "GlobalFirePower",
	   "a brand stays whole");
}

int main(void)
{
	struct pack *p = pack_open(NULL, 0);
	packs = p;
	test_titles();
	test_people_apart();
	test_clauses();
	test_headlines();
	test_things();
	test_first_words();
	test_feats();
	test_title_lists();
	test_glued_names();
	pack_close(p);
	return unit_done();
}

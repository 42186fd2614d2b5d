/* Whose words they are: tags, titles, pronouns, clitics, inheritance, outlets. */
#include "tests/unit/attribute_sink.h"

static const struct pack *packs;

static void test_direct(void)
{
	ID("speaker", "\"Airnya surut,\" kata Kepala Dinas Pengairan Wira Sanjaya, Senin (3/2).",
	   "Wira Sanjaya", "the name behind the title speaks");
	ID("role", "\"Airnya surut,\" kata Juru Bicara Kementerian Pertanian Wira Sanjaya.",
	   "Juru Bicara", "the title is the role");
	ID("org", "\"Airnya surut,\" kata Juru Bicara Kementerian Pertanian Wira Sanjaya.",
	   "Kementerian Pertanian", "what stands between title and name is the organisation");
	ID("quote", "\"Airnya surut,\" kata Wira, \"dan jalan sudah kering.\"",
	   "\"Airnya surut,\" kata Wira, \"dan jalan sudah kering.\"",
	   "a split quotation covers both pieces");
	ID("speaker",
	   "\xE2\x80\x9D"
	   "Airnya surut,\xE2\x80\x9D ujar Wira Sanjaya.",
	   "Wira Sanjaya", "a closing mark on both sides is a pair");
	ID("mode", "Wira menilai jembatan itu \"terlalu sempit\" untuk truk.", "mixed",
	   "words in marks inside a clause make it mixed");
	ID("mode", "Buku \"Hujan di Muara\" terbit lagi.", "", "a title in marks is no statement");
	EN("speaker", "\"The water is gone,\" said Mara Quill, the harbour master.", "Mara Quill",
	   "the title behind the name is not the name");
	EN("speaker", "\"The water is gone,\" Harbour Master Mara Quill told reporters.",
	   "Mara Quill", "the speaker may stand before the English verb");
	EN("speaker", "Mara Quill: \"The water is gone for good.\"", "Mara Quill",
	   "a name and a colon speak");
}

/* What stands between a title and a name, without a list that could know it. */
static void test_names(void)
{
	ID("speaker",
	   "Bupati Lengkaran Wira Sanjaya mengatakan air surut.\n\"Jalan kering,\" kata Wira.",
	   "Wira Sanjaya|Wira Sanjaya", "a later short form begins the name");
	ID("org",
	   "Bupati Lengkaran Wira Sanjaya mengatakan air surut.\n\"Jalan kering,\" kata Wira.",
	   "Lengkaran|Lengkaran", "the place in front of it is what the title is over");
	ID("speaker",
	   "Pasar di Lengkaran ditutup.\nKepala BPBD Lengkaran Yusra Talaba mengatakan air surut.",
	   "Yusra Talaba", "a word that stands behind a preposition of place is no name");
	ID("speaker", "LENGKARAN, Antara - Camat Lengkaran Yusra Talaba mengatakan air surut.",
	   "Yusra Talaba", "a word of the dateline is no name");
	ID("speaker",
	   "Ketua Forum Sungai Hilir Wira Sanjaya menolak berkomentar.\nWira mengatakan air surut.",
	   "Wira Sanjaya|Wira Sanjaya",
	   "the last word of an organisation is not the first of a name");
	ID("speaker", "Bupati Tuban Wira Sanjaya mengatakan air surut.", "Wira Sanjaya",
	   "a town of the list stands between title and name");
	ID("speaker", "\"Air surut,\" kata Bima Sanjaya.", "Bima Sanjaya",
	   "a town without a title in front may be a name");
	ID("speaker", "Direktur Lumbung Raya Ahmad Sanjaya mengatakan air surut.", "Ahmad Sanjaya",
	   "a frequent first name begins the name");
	ID("speaker", "Kepala BKN Zaruf Arif Lumbana mengatakan air surut.", "Zaruf Arif Lumbana",
	   "behind an acronym one unknown word may be the first name");
	ID("speaker", "Bupati Lestari Dewi mengatakan air surut.", "Lestari Dewi",
	   "two words are a name");
	ID("speaker",
	   "Bupati Lumbana Raka Tirta Wiguna mengatakan air surut.\n\"Jalan kering,\" kata Lumbana.",
	   "Lumbana Raka Tirta Wiguna|Lumbana Raka Tirta Wiguna",
	   "a first word that speaks alone stays");
	ID("role", "Ketua Komisi VII DPR Wira Sanjaya mengatakan air surut.", "Ketua Komisi VII",
	   "a number stays with the title");
	ID("org", "Wira Sanjaya dari Forum Warga Hilir mengatakan air surut.", "Forum Warga Hilir",
	   "what somebody comes from is the organisation");
	ID("role", "Forum Warga Hilir mengatakan air surut.", "",
	   "a noun for people inside an organisation is no title");
	ID("speaker", "Menteri Pengairan Wira Sanjaya hadir.\nMenteri itu mengatakan air surut.",
	   "Wira Sanjaya", "a title with a demonstrative is who bears it");
	EN("speaker", "Authority spokeswoman Dewi Quill said the gate was shut.", "Dewi Quill",
	   "a small title between an organisation and a name");
	EN("org", "Authority spokeswoman Dewi Quill said the gate was shut.", "Authority",
	   "the organisation may stand in front of the title");
	EN("speaker", "Irrigation Minister Mara Quill came.\nThe minister said the gate was shut.",
	   "Mara Quill", "a title with the article is who bears it");
	EN("speaker", "City spokesman Bill Quill said the gate was shut.", "Bill Quill",
	   "a first name may be a word");
	ID("speaker", "Presiden Ukraina Zielinski mengatakan air surut.", "Volodymyr Zelensky",
	   "a weak alias holds with the role");
	ID("speaker", "Petani Zielinski mengatakan air surut.", "Zielinski",
	   "a weak alias does not hold without it");
	EN("speaker", "Ukrainian President Zelensky said the water was gone.", "Volodymyr Zelensky",
	   "the organisation may stand in front of the role");
	EN("quote", "On \"Meet the River,\" Quill said the water was gone.", "the water was gone",
	   "the title of a broadcast is not speech");
	EN("role", "The minister's cook Mara Quill said the gate was shut.", "",
	   "a title in the genitive is somebody else's");
	EN("speaker", "Quill on Tuesday said the gate was shut.", "Quill",
	   "a day behind the name is no part of it");
}

static void test_no_speech(void)
{
	ID("mode", "Tim Lumbana diterjunkan untuk memastikan warga aman.", "",
	   "an aim is not said");
	ID("mode", "Bola itu ditepis oleh kiper Raka Wiguna.", "",
	   "a ball that is parried is not denied");
	ID("stance", "Bupati Lestari menepis tuduhan itu.", "deny",
	   "an accusation that is parried is denied");
	ID("speaker", "Selanjutnya Sanjaya mengatakan air surut.", "Sanjaya",
	   "an adverb at the start is no first name");
	ID("speaker", "Direktur Dinas Air dr Siti Lumbana, M.Epid, mengatakan air surut.",
	   "Siti Lumbana", "a degree behind a comma is no name");
	ID("role", "Asosiasi Pemain Indonesia mengatakan air surut.", "",
	   "a title inside an organisation's name is nobody's");
	ID("speaker", "Letnan Satu Penerbang Tri Lumbana mengaku melihat perahu.", "Tri Lumbana",
	   "a rank with its arm stands in front of the name");
	ID("speaker", "Kamu mengatakan air surut.", "", "the reader is no speaker");
}

static void test_indirect(void)
{
	ID("quote", "Wira mengatakan bahwa air sudah surut.", "air sudah surut",
	   "the complementizer is not said");
	ID("quote", "Air, kata Wira, sudah surut sejak pagi.",
	   "Air, kata Wira, sudah surut sejak pagi", "a tag in the middle splits the clause");
	ID("quote", "Air sudah surut, menurut Wira Sanjaya.", "Air sudah surut",
	   "what stands before \"menurut\" is said");
	ID("speaker", "Juru bicara bendungan, Wira Sanjaya, mengatakan air sudah surut.",
	   "Wira Sanjaya", "a name set off by commas is the speaker");
	ID("speaker", "Dalam percakapan dengan Bupati Lestari, Wira menambahkan bahwa air surut.",
	   "Wira", "the one spoken to does not speak");
	ID("speaker", "Wira mengatakan air surut dan menambahkan bahwa jalan kering.", "Wira|Wira",
	   "a second verb without a subject shares the first one's");
	ID("mode", "Nyatanya, air tetap tinggi.", "",
	   "an adverb that looks like a verb with a clitic is no cue");
	ID("mode", "Lima rumah dilaporkan rusak.", "", "an impersonal report is no statement");
	ID("mode", "Hal itu dikatakan Wira usai rapat.", "", "pointing back says nothing new");
	EN("quote", "Quill told reporters the water was gone.", "the water was gone",
	   "the addressee is not said");
	EN("quote", "According to Quill, the water was gone.", "the water was gone",
	   "according to X, content");
	EN("mode", "Three sheds were reportedly flooded.", "",
	   "an adverb of report is no statement");
}

static void test_resolution(void)
{
	ID("speaker", "Wira Sanjaya mengatakan air surut.\n\"Jalan sudah kering,\" katanya.",
	   "Wira Sanjaya|Wira Sanjaya", "a clitic is the last speaker");
	ID("speaker", "\"Air surut,\" kata Wira Sanjaya.\n\"Jalan kering.\"",
	   "Wira Sanjaya|Wira Sanjaya", "an untagged quotation goes on with the speaker before");
	ID("resolved", "\"Air surut,\" kata Wira Sanjaya.\n\"Jalan kering.\"", "name|inherited",
	   "an inherited speaker says so");
	ID("speaker",
	   "Wira Sanjaya mengatakan air surut.\nIa menuduh Bupati Darma lalai.\nDia mengatakan pintu air macet.",
	   "Wira Sanjaya|Wira Sanjaya|Wira Sanjaya",
	   "the accused is not meant by the next pronoun");
	ID("speaker", "Bupati Lestari Dewi tiba pagi.\n\"Kami siap,\" kata Lestari.",
	   "Lestari Dewi", "a short form takes the full name");
	ID("speaker", "Gubernur Banten Raka Wiguna hadir.\nGubernur Banten mengatakan air surut.",
	   "Raka Wiguna", "a title with its organisation leads to the name");
	ID("resolved", "\"Kami siap,\" katanya.", "unknown", "nobody to be found is said openly");
	ID("resolved", "Katanya harga beras turun.", "impersonal", "hearsay has no speaker");
	EN("speaker", "Mara Quill said the water was gone.\n\"The road is dry,\" she added.",
	   "Mara Quill|Mara Quill", "she is the last speaker");
	ID("quote", "Nelayan mengatakan tanggul retak.\nNamun pengelola membantahnya.",
	   "tanggul retak|tanggul retak. Namun pengelola membantahnya",
	   "a clitic denial holds what it answers");
}

static void test_via(void)
{
	ID("via", "\"Air surut,\" kata Wira, seperti dilansir Antara, Senin.", "Antara",
	   "an outlet behind \"seperti dilansir\" relays");
	ID("via", "\"Air surut,\" kata Wira, seperti dikutip dariAFP.", "AFP",
	   "a blank that scraping lost does not hide the outlet");
	ID("speaker", "Reuters melaporkan bahwa Wira Sanjaya menolak berkomentar.", "Wira Sanjaya",
	   "the speaker inside a report speaks");
	ID("via", "Reuters melaporkan bahwa Wira Sanjaya menolak berkomentar.", "Reuters",
	   "the outlet around him relays");
	ID("speaker", "Reuters melaporkan bahwa air sudah surut di muara.", "Reuters",
	   "an outlet alone speaks");
	ID("via", "\"Air surut,\" kata Wira Sanjaya.\nDilaporkan oleh AFP.", "AFP",
	   "a sentence that only names the outlet tells of the one before");
	EN("speaker", "The river has fallen, the BBC reported, citing a harbour official.",
	   "a harbour official", "the cited source speaks");
	EN("via", "The river has fallen, the BBC reported, citing a harbour official.", "BBC",
	   "who cites relays");
}

static void test_bytes(void)
{
	ID("speaker", "\"A,\" kata \xFF\xFE Wira.", "", "invalid bytes are no name");
	ID("mode", "\"\"\"\"\"", "", "marks alone are nothing");
	UNIT_EQUAL(attribute_field(packs, "id", "link", "Wira mengatakan air surut.", "mode"), "",
		   "a link has no statement");
	UNIT_EQUAL(attribute_field(packs, "id", "headline", "Pengembang Bantah Kabar Kebocoran",
				   "stance"),
		   "deny", "a bare verb in a headline is a cue");
	UNIT_EQUAL(attribute_field(packs, "und", "body", "Quill said that the water was gone.",
				   "speaker"),
		   "Quill", "without a language the text decides");
}

int main(void)
{
	struct pack *p = pack_open(NULL, 0);
	packs = p;
	test_direct();
	test_names();
	test_no_speech();
	test_indirect();
	test_resolution();
	test_via();
	test_bytes();
	pack_close(p);
	return unit_done();
}

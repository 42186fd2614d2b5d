/* Whose words they are: tags, titles, pronouns, clitics, inheritance, outlets. */
#include "tests/unit/attribute_sink.h"

static const struct pack *packs;

static void test_direct(void)
{
	ID("speaker", "\"Airnya surut,\" kata Kepala Dinas Pengairan Wira Sanjaya, Senin (3/2).", "Wira Sanjaya", "the name behind the title speaks");
	ID("role", "\"Airnya surut,\" kata Juru Bicara Kementerian Pertanian Wira Sanjaya.", "Juru Bicara", "the title is the role");
	ID("org", "\"Airnya surut,\" kata Juru Bicara Kementerian Pertanian Wira Sanjaya.", "Kementerian Pertanian", "what stands between title and name is the organisation");
	ID("quote", "\"Airnya surut,\" kata Wira, \"dan jalan sudah kering.\"", "\"Airnya surut,\" kata Wira, \"dan jalan sudah kering.\"", "a split quotation covers both pieces");
	ID("speaker", "\xE2\x80\x9D" "Airnya surut,\xE2\x80\x9D ujar Wira Sanjaya.", "Wira Sanjaya", "a closing mark on both sides is a pair");
	ID("mode", "Wira menilai jembatan itu \"terlalu sempit\" untuk truk.", "mixed", "words in marks inside a clause make it mixed");
	ID("mode", "Buku \"Hujan di Muara\" terbit lagi.", "", "a title in marks is no statement");
	EN("speaker", "\"The water is gone,\" said Mara Quill, the harbour master.", "Mara Quill", "the title behind the name is not the name");
	EN("speaker", "\"The water is gone,\" Harbour Master Mara Quill told reporters.", "Mara Quill", "the speaker may stand before the English verb");
	EN("speaker", "Mara Quill: \"The water is gone for good.\"", "Mara Quill", "a name and a colon speak");
}

static void test_indirect(void)
{
	ID("quote", "Wira mengatakan bahwa air sudah surut.", "air sudah surut", "the complementizer is not said");
	ID("quote", "Air, kata Wira, sudah surut sejak pagi.", "Air, kata Wira, sudah surut sejak pagi", "a tag in the middle splits the clause");
	ID("quote", "Air sudah surut, menurut Wira Sanjaya.", "Air sudah surut", "what stands before \"menurut\" is said");
	ID("speaker", "Juru bicara bendungan, Wira Sanjaya, mengatakan air sudah surut.", "Wira Sanjaya", "a name set off by commas is the speaker");
	ID("speaker", "Dalam percakapan dengan Bupati Lestari, Wira menambahkan bahwa air surut.", "Wira", "the one spoken to does not speak");
	ID("speaker", "Wira mengatakan air surut dan menambahkan bahwa jalan kering.", "Wira|Wira", "a second verb without a subject shares the first one's");
	ID("mode", "Nyatanya, air tetap tinggi.", "", "an adverb that looks like a verb with a clitic is no cue");
	ID("mode", "Lima rumah dilaporkan rusak.", "", "an impersonal report is no statement");
	ID("mode", "Hal itu dikatakan Wira usai rapat.", "", "pointing back says nothing new");
	EN("quote", "Quill told reporters the water was gone.", "the water was gone", "the addressee is not said");
	EN("quote", "According to Quill, the water was gone.", "the water was gone", "according to X, content");
	EN("mode", "Three sheds were reportedly flooded.", "", "an adverb of report is no statement");
}

static void test_resolution(void)
{
	ID("speaker", "Wira Sanjaya mengatakan air surut.\n\"Jalan sudah kering,\" katanya.", "Wira Sanjaya|Wira Sanjaya", "a clitic is the last speaker");
	ID("speaker", "\"Air surut,\" kata Wira Sanjaya.\n\"Jalan kering.\"", "Wira Sanjaya|Wira Sanjaya", "an untagged quotation goes on with the speaker before");
	ID("resolved", "\"Air surut,\" kata Wira Sanjaya.\n\"Jalan kering.\"", "name|inherited", "an inherited speaker says so");
	ID("speaker", "Wira Sanjaya mengatakan air surut.\nIa menuduh Bupati Darma lalai.\nDia mengatakan pintu air macet.",
	   "Wira Sanjaya|Wira Sanjaya|Wira Sanjaya", "the accused is not meant by the next pronoun");
	ID("speaker", "Bupati Lestari Dewi tiba pagi.\n\"Kami siap,\" kata Lestari.", "Lestari Dewi", "a short form takes the full name");
	ID("speaker", "Gubernur Banten Raka Wiguna hadir.\nGubernur Banten mengatakan air surut.", "Raka Wiguna", "a title with its organisation leads to the name");
	ID("resolved", "\"Kami siap,\" katanya.", "unknown", "nobody to be found is said openly");
	ID("resolved", "Katanya harga beras turun.", "impersonal", "hearsay has no speaker");
	EN("speaker", "Mara Quill said the water was gone.\n\"The road is dry,\" she added.", "Mara Quill|Mara Quill", "she is the last speaker");
	ID("quote", "Nelayan mengatakan tanggul retak.\nNamun pengelola membantahnya.", "tanggul retak|tanggul retak. Namun pengelola membantahnya",
	   "a clitic denial holds what it answers");
}

static void test_via(void)
{
	ID("via", "\"Air surut,\" kata Wira, seperti dilansir Antara, Senin.", "Antara", "an outlet behind \"seperti dilansir\" relays");
	ID("via", "\"Air surut,\" kata Wira, seperti dikutip dariAFP.", "AFP", "a blank that scraping lost does not hide the outlet");
	ID("speaker", "Reuters melaporkan bahwa Wira Sanjaya menolak berkomentar.", "Wira Sanjaya", "the speaker inside a report speaks");
	ID("via", "Reuters melaporkan bahwa Wira Sanjaya menolak berkomentar.", "Reuters", "the outlet around him relays");
	ID("speaker", "Reuters melaporkan bahwa air sudah surut di muara.", "Reuters", "an outlet alone speaks");
	ID("via", "\"Air surut,\" kata Wira Sanjaya.\nDilaporkan oleh AFP.", "AFP", "a sentence that only names the outlet tells of the one before");
	EN("speaker", "The river has fallen, the BBC reported, citing a harbour official.", "a harbour official", "the cited source speaks");
	EN("via", "The river has fallen, the BBC reported, citing a harbour official.", "BBC", "who cites relays");
}

static void test_bytes(void)
{
	ID("speaker", "\"A,\" kata \xFF\xFE Wira.", "", "invalid bytes are no name");
	ID("mode", "\"\"\"\"\"", "", "marks alone are nothing");
	UNIT_EQUAL(attribute_field(packs, "id", "link", "Wira mengatakan air surut.", "mode"), "", "a link has no statement");
	UNIT_EQUAL(attribute_field(packs, "id", "headline", "Pengembang Bantah Kabar Kebocoran", "stance"), "deny", "a bare verb in a headline is a cue");
	UNIT_EQUAL(attribute_field(packs, "und", "body", "Quill said that the water was gone.", "speaker"), "Quill", "without a language the text decides");
}

int main(void)
{
	struct pack *p = pack_open(NULL, 0);
	packs = p;
	test_direct();
	test_indirect();
	test_resolution();
	test_via();
	test_bytes();
	pack_close(p);
	return unit_done();
}

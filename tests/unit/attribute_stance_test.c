/* What the speaker does with what he says: the stance, and that a denial is never invented or lost. */
#include "tests/unit/attribute_sink.h"

static const struct pack *packs;

static void test_denials(void)
{
	ID("stance", "Wali Kota Lestari membantah kabar bahwa jembatan itu roboh.", "deny",
	   "a verb of denying denies");
	ID("polarity", "Wali Kota Lestari membantah kabar bahwa jembatan itu roboh.", "deny",
	   "the denier holds the content false");
	ID("stance", "Kabar itu dibantah Dinas Perhubungan.", "deny", "a passive denial is one");
	ID("speaker", "Kabar itu dibantah oleh Dinas Perhubungan.", "Dinas Perhubungan",
	   "the agent of a passive denial speaks");
	ID("stance", "Lestari mengatakan tudingan pengembang hanyalah kabar bohong.", "deny",
	   "a neutral verb over content that calls a report untrue denies");
	ID("stance", "Lestari menyebut laporan kebocoran itu sebagai hoaks.", "deny",
	   "to call a report a hoax is to deny it");
	EN("stance", "The harbour board denied that the crane had failed.", "deny",
	   "to deny is to deny");
	EN("stance", "The claim was dismissed by the harbour board as nonsense.", "deny",
	   "an English passive with its agent denies");
	EN("speaker", "The claim was dismissed by the Harbour Board.", "Harbour Board",
	   "the agent of an English passive speaks");
}

static void test_negated(void)
{
	ID("stance", "Lestari tidak membantah kabar itu.", "other",
	   "a negated denial is no denial");
	ID("stance", "Lestari tidak membenarkan kabar itu.", "decline",
	   "a negated confirmation is no confirmation");
	ID("stance", "Lestari tidak membenarkan maupun membantah kabar itu.", "decline",
	   "neither confirming nor denying declines");
	ID("polarity", "Lestari tidak membantah maupun membenarkan kabar itu.", "none",
	   "who neither denies nor confirms holds nothing");
	ID("stance", "Lestari mengatakan jembatan itu tidak roboh.", "claim",
	   "a negation in the content does not touch the stance");
	EN("stance", "The board did not deny that the crane had failed.", "other",
	   "a negated denial is no denial in English");
	EN("stance", "The board would neither confirm nor deny the report.", "decline",
	   "neither … nor declines");
}

static void test_declines(void)
{
	ID("stance", "Pengembang menolak berkomentar soal laporan itu.", "decline",
	   "refusing to comment declines");
	ID("stance", "Pengembang enggan menjawab pertanyaan tentang izin.", "decline",
	   "reluctance to answer declines");
	ID("stance", "Pengembang belum menanggapi surat warga.", "decline",
	   "not having answered yet declines");
	ID("stance", "Pengembang menolak tuduhan warga soal limbah.", "deny",
	   "to reject an accusation is to deny it");
	EN("stance", "The developer declined to comment on the report.", "decline",
	   "declining to comment declines");
	EN("stance", "The developer did not immediately respond to a request for comment.",
	   "decline", "not responding declines");
}

static void test_classes(void)
{
	ID("stance", "Warga menuduh pengembang membuang limbah ke sungai.", "accuse",
	   "to accuse accuses");
	ID("stance", "Warga mendesak pengembang memperbaiki saluran itu.", "call", "to urge calls");
	ID("stance", "Lestari memperingatkan bahwa tanggul itu rapuh.", "other",
	   "to warn is neither claim nor call");
	ID("stance", "Dinas Perhubungan membenarkan laporan warga.", "confirm",
	   "to confirm confirms");
	ID("quote", "Pengembang dituduh membuang limbah oleh warga.", "membuang limbah",
	   "what one is accused of is the content");
	ID("speaker", "Pengembang dituduh membuang limbah oleh warga.", "warga",
	   "the accused does not speak");
	EN("speaker", "The yard was accused by residents of dumping waste.", "residents",
	   "the accused does not speak in English");
	EN("stance", "Residents urged the council to act.", "call", "to urge calls in English");
	ID("hedge", "Lestari mengatakan, kebakaran itu diduga akibat korsleting.", "diduga",
	   "a hedge in the content is kept");
	EN("hedge", "Quill said the gate may stay open until May 20.", "may",
	   "a month is no hedge");
	EN("hedge", "Quill said: May 20 is too late for the gate.", "",
	   "a month at the start is no hedge either");
}

int main(void)
{
	struct pack *p = pack_open(NULL, 0);
	packs = p;
	test_denials();
	test_negated();
	test_declines();
	test_classes();
	pack_close(p);
	return unit_done();
}

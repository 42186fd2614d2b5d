#include "cmd/dedupe/article.h"
#include "cmd/dedupe/guard.h"
#include "tests/unit/unit.h"

static struct pack *packs;
static struct rules *rules;
static struct figures *figures;
static struct guard *guard;
static struct text ta, tb;

static struct comparison compared(const char *lang, const char *a, const char *b)
{
	struct comparison c;
	struct span code = span_text(lang);
	text_normalise(&ta, span_text(a), rules_decimal(rules, code), true);
	text_normalise(&tb, span_text(b), rules_decimal(rules, code), true);
	rules_classify(rules, code, &ta);
	rules_classify(rules, code, &tb);
	guard_compare(guard, code, &ta, &tb, &c);
	return c;
}

static bool same(const char *lang, const char *a, const char *b)
{
	return compared(lang, a, b).same;
}

static unsigned differs(const char *lang, const char *a, const char *b)
{
	return compared(lang, a, b).differs;
}

static const char map_en[] = "The museum in Hadley lends its oldest map to the town of Orla.";
static const char peta_id[] = "Museum di Karangsari meminjamkan peta tertua kepada warga kota itu.";

static void test_frames(void)
{
	UNIT_CHECK(
		same("en", map_en,
		     "LONDON (Reuters) - The museum in Hadley lends its oldest map to the town of Orla."),
		"a dateline is no difference");
	UNIT_CHECK(
		same("en",
		     "PARIS, May 16, 2025 (AFP) — The museum in Hadley lends its oldest map to the town of Orla.",
		     map_en),
		"nor with a date in it");
	UNIT_CHECK(differs("en", "PARIS - The museum lends its oldest map to the town of Orla.",
			   "ROME - The museum lends its oldest map to the town of Orla.") ==
			   DIFFERS_NAME,
		   "two places in two datelines are a difference");
	UNIT_CHECK(differs("en", "ROME, May 3 (AP) - The museum lends its map to the town of Orla.",
			   "ROME, May 4 (AP) - The museum lends its map to the town of Orla.") ==
			   DIFFERS_DATE,
		   "two dates are");
	UNIT_CHECK(
		!same("en", map_en,
		      "DEBUNKED - The museum in Hadley lends its oldest map to the town of Orla."),
		"a word in capitals that is no place is no dateline");
	UNIT_CHECK(!same("en", map_en,
			 "Hadley: The museum in Hadley lends its oldest map to the town of Orla."),
		   "a name and a colon is a speaker");
	UNIT_CHECK(
		same("id", peta_id,
		     "Museum di Karangsari meminjamkan peta tertua kepada warga kota itu. (rst/abc)"),
		"editors' initials are no difference");
	UNIT_CHECK(
		!same("id", peta_id,
		      "Museum di Karangsari meminjamkan peta tertua kepada warga kota itu. Walinya membantah."),
		"another sentence is");
}

static void test_look_alikes_of_frames(void)
{
	UNIT_CHECK(!same("id", "Ukraina sepakat menukar tawanan pada akhir pekan.",
			 "Rusia - Ukraina sepakat menukar tawanan pada akhir pekan."),
		   "two countries and a dash are no dateline");
	UNIT_CHECK(
		!same("id", peta_id,
		      "Presiden Prancis - Museum di Karangsari meminjamkan peta tertua kepada warga kota itu."),
		"a role with a country is a speaker");
	UNIT_CHECK(
		!same("id", peta_id,
		      "Museum di Karangsari meminjamkan peta tertua kepada warga kota itu. Editor koran itu mundur."),
		"a sentence about an editor is no credit");
	UNIT_CHECK(
		same("id", peta_id,
		     "Museum di Karangsari meminjamkan peta tertua kepada warga kota itu. Editor: Rani Okta"),
		"a credit is");
	UNIT_CHECK(
		same("id", peta_id,
		     "Museum di Karangsari meminjamkan peta tertua kepada warga kota itu. Baca juga: Jembatan Orla Ditutup"),
		"a link behind the text is no difference");
	UNIT_CHECK(
		!same("id", peta_id,
		      "Museum di Karangsari meminjamkan peta tertua kepada warga kota itu. Baca juga: Wali kota bilang ini tidak benar"),
		"unless it denies");
}

static void test_words(void)
{
	UNIT_CHECK(same("id", peta_id,
			"Museum di Karangsari meminjamkan peta tertuaa kepada warga kota itu."),
		   "a misspelling is no difference");
	UNIT_CHECK(
		differs("id", peta_id,
			"Museum di Karangsari tidak meminjamkan peta tertua kepada warga kota itu.") ==
			DIFFERS_POLARITY,
		"a negation is");
	UNIT_CHECK(!same("id", peta_id,
			 "Museum di Karangsari dipinjamkan peta tertua kepada warga kota itu."),
		   "who does what to whom is");
	UNIT_CHECK(differs("id", peta_id,
			   "Museum di Karangsuri meminjamkan peta tertua kepada warga kota itu.") ==
			   DIFFERS_NAME,
		   "another vowel makes another name");
	UNIT_CHECK(differs("id", "Pasar di kota lama kemarin terbakar habis.",
			   "Pasir di kota lama kemarin terbakar habis.") == DIFFERS_TEXT,
		   "two known words are two words");
	UNIT_CHECK(differs("en", map_en,
			   "The museum in Hadley lends its oldest map to the town of Orla?") ==
			   DIFFERS_HEDGE,
		   "a question is not the claim");
	UNIT_CHECK(
		differs("en", map_en,
			"The museum in Hadley reportedly lends its oldest map to the town of Orla.") ==
			DIFFERS_HEDGE,
		"a hedge is a difference");
	UNIT_CHECK(!same("en", "The ruling was legal under the old town charter.",
			 "The ruling was illegal under the old town charter."),
		   "an affix that turns the sense is");
	UNIT_CHECK(same("en", "The prime minister isn't going to lend the map.",
			"The PM is not going to lend the map."),
		   "words that the pack calls the same are none");
	UNIT_CHECK(same("en", "The museum lends the map to the town.", "Museum lends map to town."),
		   "fillers are none");
	UNIT_CHECK(!same("und", map_en,
			 "The museum in Hadley never lends its oldest map to the town of Orla."),
		   "in an unknown language every pack protects");
}

static void test_numbers(void)
{
	UNIT_CHECK(same("id", "Sebanyak 3.000 rumah di lembah itu terendam.",
			"Sebanyak tiga ribu rumah di lembah itu terendam."),
		   "digits and words of one amount are the same");
	UNIT_CHECK(differs("id", "Sebanyak 3.000 rumah di lembah itu terendam.",
			   "Sebanyak empat ribu rumah di lembah itu terendam.") == DIFFERS_VALUE,
		   "of two amounts they are not");
	UNIT_CHECK(differs("en", "About 40 barns near the mill burned down.",
			   "About 41 barns near the mill burned down.") == DIFFERS_VALUE,
		   "another number is a difference");
	UNIT_CHECK(!same("en", "About 40 barns near the mill burned down.",
			 "Barns near the mill burned down."),
		   "a number more is");
}

static void test_cuts(void)
{
	struct comparison c =
		compared("en", "The museum lends its oldest map to the …",
			 "The museum lends its oldest map to the neighbouring village.");
	UNIT_CHECK(c.same && c.extends,
		   "a cut text is the same as the whole one, which extends it");
	UNIT_CHECK(!same("en", "The museum lends its oldest map.",
			 "The museum lends its oldest map to the neighbouring village."),
		   "a text that ends is not cut");
	UNIT_CHECK(!same("en", "The museum lends its oldest map to …",
			 "The museum lends its oldest map to Orla."),
		   "a name beyond the cut is a difference");
	UNIT_CHECK(!same("en", "The museum lends its oldest map to …",
			 "The museum lends its oldest map to the village if it pays."),
		   "a condition is");
}

static void test_articles(void)
{
	struct comparison c;
	text_normalise(&ta,
		       span_text("one two three four five six seven eight nine ten eleven twelve"),
		       DECIMAL_UNKNOWN, true);
	text_normalise(&tb,
		       span_text("one two three four five six seven eight nine ten eleven twelve"),
		       DECIMAL_UNKNOWN, true);
	article_compare(&ta, &tb, &c);
	UNIT_CHECK(c.same && c.score == 1000, "equal articles share all runs");
	text_normalise(
		&tb, span_text("one two three four five six SEVEN! eight nine ten eleven thirteen"),
		DECIMAL_UNKNOWN, true);
	article_compare(&ta, &tb, &c);
	UNIT_CHECK(c.same && c.score == 777, "seven of nine runs are 0.777");
	text_normalise(&tb, span_text("one two three"), DECIMAL_UNKNOWN, true);
	article_compare(&ta, &tb, &c);
	UNIT_CHECK(!c.same && c.score == 0, "without runs nothing is shared");
}

static const char clear[] =
	"The coopers carried eleven barrels to the barge because the road was wet.";

static void test_garbled(void)
{
	static const char garbled[] =
		"The coopcrs carried e1even barrels t o the barge becau se the r0ad wos wet.";
	struct comparison c = compared("en", garbled, clear);
	UNIT_CHECK(c.same && c.cleaner, "a scanned copy is the same, and the other one cleaner");
	c = compared("en", clear, garbled);
	UNIT_CHECK(c.same && !c.cleaner, "also the other way round");
	UNIT_CHECK(
		!same("en", garbled,
		      "The coopers carried twelve barrels to the barge because the road was wet."),
		"another number word is no scanner's slip");
	UNIT_CHECK(
		!same("en", garbled,
		      "The coopers carried eleven barrels from the barge because the road was wet."),
		"nor is a word for another word");
	UNIT_CHECK(!same("en", "The miners thought tbe tunnel notable and to1d thc wardens so.",
			 "The miners thought the tunnel not able and told the wardens so."),
		   "a negation is no piece of a torn word");
}

static void test_attributions(void)
{
	static const char front[] =
		"Cooper Ana Orla said that the barge would be loaded again before the fair.";
	UNIT_CHECK(
		same("en", front,
		     "\"The barge would be loaded again before the fair,\" explained cooper Ana Orla."),
		"the speaker may stand behind");
	UNIT_CHECK(
		!same("en", front,
		      "\"The barge would be loaded again before the fair,\" claimed cooper Ana Orla."),
		"with the same verb");
	UNIT_CHECK(
		!same("en", front,
		      "\"The barge would be loaded again before the fair,\" said cooper Eva Orla."),
		"the same speaker");
	UNIT_CHECK(
		!same("en", front,
		      "\"The barge would be loaded again before the fair,\" cooper Ana Orla never said."),
		"and nothing else");
}

int main(void)
{
	packs = pack_open(NULL, 0);
	rules = rules_open(packs);
	figures = figures_open(packs);
	guard = guard_new(rules, figures);
	test_frames();
	test_look_alikes_of_frames();
	test_words();
	test_numbers();
	test_cuts();
	test_articles();
	test_garbled();
	test_attributions();
	guard_free(guard);
	figures_close(figures);
	rules_close(rules);
	pack_close(packs);
	text_free(&ta);
	text_free(&tb);
	return unit_done();
}

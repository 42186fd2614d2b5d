/* Short forms, spoken forms and what hangs on words around it. Values follow TIMEX3 (ISO-TimeML). */
#include "tests/unit/timex_values.h"

static void test_clock(void)
{
	UNIT_EQUAL(values("en", "doors open at 7 p . m ."), "T19", "pm that was torn apart");
	UNIT_EQUAL(values("en", "the bus left at ten thirty a m"), "T10:30", "pm in a transcript");
	UNIT_EQUAL(values("en", "nine forty one a m"), "T09:41", "any minute, where am says so");
	UNIT_EQUAL(values("en", "at a quarter past 4pm"), "T16:15", "am glued to its hour");
	UNIT_EQUAL(values("en", "trading ends at 415 p.m."), "T16:15", "three digits before pm");
	UNIT_EQUAL(values("en", "a line of 415 people"), "", "three digits alone are a number");
	UNIT_EQUAL(values("en", "they sail tomorrow am"), "2025-05-15TMO",
		   "behind a day am is its morning");
	UNIT_EQUAL(values("en", "closed Monday p.m."), "2025-05-12TAF", "and pm its afternoon");
	UNIT_EQUAL(values("en", "choir on Tuesdays at 18.30"), "XXXX-WXX-2T18:30",
		   "the hour of a weekday that comes again");
	UNIT_EQUAL(values("en", "market on Tuesdays in 12 towns"), "XXXX-WXX-2",
		   "a count behind it is no hour");
}

static void test_lengths(void)
{
	struct timex_context c = news_of(2025, 5, 14);

	UNIT_EQUAL(values("en", "posted 4d ago"), "2025-05-10", "a letter behind digits and ago");
	UNIT_EQUAL(values("en", "it reopened 2w later"), "2025-W22", "weeks, also before later");
	UNIT_EQUAL(values("en", "they fell 30m later"), "", "m before later is as often metres");
	UNIT_EQUAL(values("en", "the road was shut for 6h."), "PT6H", "a stretch behind for");
	UNIT_EQUAL(values("en", "a bid of $4m"), "", "millions");
	UNIT_EQUAL(values("en", "for 6h each"), "", "what a word follows may be anything");
	UNIT_EQUAL(values("en", "a two and a quarter year term"), "P2.25Y", "a unit and a quarter");
	UNIT_EQUAL(values("en", "it took three quarters of an hour"), "PT45M", "parts of an hour");
	UNIT_EQUAL(values("en", "after a quarter century"), "P25Y", "a quarter of a century");
	UNIT_EQUAL(values("en", "built half a century ago"), "197",
		   "half a century back is fifty years, not none");
	UNIT_EQUAL(values("id", "sekitar tiga perempat jam"), "PT45M", "the same in Indonesian");
	UNIT_EQUAL(values("id", "dibangun seperempat abad lalu"), "200", "a quarter of a century");
	UNIT_EQUAL(values("en", "a four-night cruise"), "P4D", "nights that are counted");
	UNIT_EQUAL(values("en", "one night"), "TNI", "one night is a night");
	UNIT_EQUAL(values("en", "rain within the next hour"), "PT1H", "an hour is a stretch");
	c.has_clock = true;
	c.hour = 8;
	UNIT_EQUAL(values_in("en", "it will stop in a quarter of an hour", &c), "2025-05-14T08:15",
		   "counted from the clock of the document");
}

static void test_shifts(void)
{
	UNIT_EQUAL(values("en", "slower growth this year and next."), "2025 2026",
		   "next with nothing behind it moves the unit before");
	UNIT_EQUAL(values("en", "this month or next, he said"), "2025-05 2025-06", "or joins, too");
	UNIT_EQUAL(values("en", "this year and next door"), "2025", "next that belongs to a noun");
	UNIT_EQUAL(values("en", "by EOY"), "2025", "the end of the year in three letters");
	UNIT_EQUAL(values("en", "reserves at end-March"), "2025-03", "end with a hyphen");
	UNIT_EQUAL(values("en", "in the end March left"), "2025-03", "without one it is none");
	UNIT_EQUAL(values("en", "next 4th of July"), "2025-07-04", "a moved day of a month");
	UNIT_EQUAL(values("en", "the last week of july"), "2024-W30",
		   "a place in it is enough to tell a month");
	UNIT_EQUAL(values("en", "the second monday of june"), "2024-06-10",
		   "and a weekday without its capital");
	UNIT_EQUAL(values("en", "by tues the 6th"), "2025-05-06", "a short weekday with its day");
}

static void test_feasts(void)
{
	UNIT_EQUAL(values("en", "over the Labor Day weekend"), "2024-W35-WE",
		   "the weekend that ends with the Monday");
	UNIT_EQUAL(values("en", "the Halloween 2021 weekend"), "2021-W43-WE", "a Sunday's own");
	UNIT_EQUAL(values("en", "on Black Friday 2010"), "2010-11-26", "the day after a weekday");
	UNIT_EQUAL(values("en", "Orthodox Easter 2024"), "2024-05-05", "by the Julian calendar");
	UNIT_EQUAL(values("en", "Orthodox Easter 2025"), "2025-04-20", "in 2025 both are one day");
	UNIT_EQUAL(values("en", "on Lunar New Year's Eve"), "", "another calendar's New Year");
	UNIT_EQUAL(values("en", "born on Feb 29"), "2024-02-29", "the last year that had the day");
	UNIT_EQUAL(values("en", "it will be 29 February"), "2028-02-29", "or the next that has");
}

static void test_years(void)
{
	struct timex_context c = news_of(2025, 5, 14);
	struct timex *list;

	UNIT_EQUAL(values("en", "no later than 2030"), "2030", "leads of several words");
	UNIT_EQUAL(values("en", "as early as 2027"), "2027", "one that is no bound");
	UNIT_EQUAL(values("en", "2019 Q1 and 2020-H2"), "2019-Q1 2020-H2",
		   "a year before its part");
	UNIT_EQUAL(values("en", "an H1 visa"), "", "a half needs its year");
	UNIT_EQUAL(values("en", "in the late sixties"), "196", "a decade in words");
	UNIT_EQUAL(values("en", "in her late sixties"), "", "an age");
	UNIT_EQUAL(values("id", "pada tahun enam puluhan"), "196", "the Indonesian decade");
	UNIT_EQUAL(values("id", "berusia enam puluhan"), "", "the Indonesian age");
	UNIT_EQUAL(values("en", "born 3/18/41"), "1941-03-18", "two digits look back from 40 on");
	UNIT_EQUAL(values("en", "12-2015"), "2015-12", "month and year alone");
	UNIT_EQUAL(values("en", "docket 12-2015"), "", "the number of a case");
	UNIT_EQUAL(values("en", "on may tenth nineteen eighty one"), "1981-05-10", "spoken");
	UNIT_EQUAL(values("en", "since March twenty five two thousand one"), "2001-03-25",
		   "a day as a cardinal, with its year");
	UNIT_EQUAL(values("en", "In March twenty five people left"), "2025-03", "without, a count");
	UNIT_EQUAL(values("en", "5/28-6/2/2025"), "2025-05-28/2025-06-02", "days of two months");
	UNIT_EQUAL(values("id", "(28/5-2/6/2025)"), "2025-05-28/2025-06-02", "in any order");
	UNIT_EQUAL(values("en", "odds of 5/28-6/2"), "", "without a year it is none");
	tokens_cut(&tokens, span_text("They broke a 1998 treaty and the town's 2004 charter"));
	size_t n = timexes_find(rules, span_text("en"), &tokens, &c, &arena, &list);
	UNIT_CHECK(n == 2 && list[0].label && list[1].label,
		   "a year before a noun tells which thing, not when");
	UNIT_EQUAL(values("en", "a 2000 seat hall, a 1998-seat one"), "", "seats");
}

static void test_reports(void)
{
	struct timex_context c;

	UNIT_EQUAL(values("en", "the same 2021 quarter"), "2021",
		   "four digits before a quarter are its year");
	UNIT_EQUAL(values("en", "in the 2021 fiscal year"), "FY2021", "or a fiscal year's");
	UNIT_EQUAL(values("en", "its fourth-quarter 2021 loss"), "2021-Q4",
		   "a quarter with a hyphen");
	UNIT_EQUAL(values("en", "a second-half goal"), "", "half of a match");
	UNIT_EQUAL(values("en", "growth in the 2021 second half"), "2021-H2", "half of a year");
	UNIT_EQUAL(values("en", "likely to stand trial in June"), "2025-06", "what is likely");
	UNIT_EQUAL(values("en", "a 2000 year history"), "P2000Y", "but a history is as long");
	UNIT_EQUAL(values("en", "well above 2021's total"), "2021", "a year that owns something");
	UNIT_EQUAL(values("en", "against a year-ago loss"), "2024", "ago behind a hyphen");
	UNIT_EQUAL(values("en", "up last Friday from the previous week"), "2025-05-09 2025-W18",
		   "from leads to a second date");
	UNIT_EQUAL(values("en", "due on June six, the bank said"), "2025-06-06",
		   "a day in a word, where nothing follows that it could count");
	UNIT_EQUAL(values("en", "in the 1700s"), "17", "hundreds are a century");
	UNIT_EQUAL(values("id", "akhir tahun 1700-an"), "17", "in both languages");
	UNIT_EQUAL(values("en", "approval as early as June"), "2025-06", "which is to come");
	c = news_of(2024, 12, 23);
	UNIT_EQUAL(values_in("en", "She leaves as of January 2", &c), "2025-01-02",
		   "a day up to a month ahead, over the end of the year, too");
	UNIT_EQUAL(values_in("en", "closed since January 2", &c), "2024-01-02", "since looks back");
	UNIT_EQUAL(values("en", "told the Evening Post"), "", "the name of a paper");
}

static bool is_label(const char *lang, const char *text)
{
	struct timex_context c = news_of(2025, 5, 14);
	struct timex *list;

	tokens_cut(&tokens, span_text(text));
	return timexes_find(rules, span_text(lang), &tokens, &c, &arena, &list) == 1 &&
	       list[0].label;
}

static void test_comparisons(void)
{
	struct timex_context c = news_of(2025, 5, 14);

	UNIT_CHECK(is_label("en", "sales rose compared with 2021"),
		   "what is compared with dates nothing");
	UNIT_CHECK(is_label("id", "laba naik dibandingkan tahun lalu"), "in both languages");
	UNIT_CHECK(!is_label("id", "laba naik tahun lalu"), "without a comparison it does");
	values_in("id", "Laba naik 5 persen dibanding bulan sebelumnya.", &c);
	UNIT_EQUAL(values_in("id", "Pinjaman naik dibanding bulan sebelumnya.", &c), "2025-04",
		   "nor is the next month counted from it");
	values_in("en", "They rose 4 pct from 3 pct a year earlier.", &c);
	UNIT_EQUAL(values_in("en", "Output fell 2 pct from a year earlier.", &c), "2024",
		   "each comparison is with the same year");
	UNIT_EQUAL(values("en", "4 in 2021, from 3 the year before."), "2021 2020",
		   "the year before, at the end of a clause");
	UNIT_EQUAL(values("en", "4 in 2021, the year before the flood"), "2021",
		   "before an event it is not known");
	UNIT_EQUAL(values("en", "profit in the year to October"), "2024-10",
		   "what is reported on is over");
	UNIT_EQUAL(values("en", "the lease runs to October"), "2025-10", "what runs is not");
}

int main(void)
{
	timex_test_open();
	test_clock();
	test_lengths();
	test_shifts();
	test_feasts();
	test_years();
	test_reports();
	test_comparisons();
	return timex_test_done();
}

#include <stdlib.h>

#include "cmd/timeline/dispute.h"
#include "cmd/timeline/timeline.h"
#include "tests/unit/unit.h"

static int64_t day(int32_t year, uint8_t month, uint8_t d)
{
	return calendar_days((struct date){year, month, d});
}

static bool bounds_are(const char *edtf, int64_t lower, int64_t upper)
{
	int64_t low, high;
	return edtf_bounds(span_text(edtf), &low, &high) && low == lower && high == upper;
}

static void test_edtf(void)
{
	int64_t low, high;

	UNIT_CHECK(bounds_are("2024-10-23", day(2024, 10, 23), day(2024, 10, 23)),
		   "a day begins and ends on itself");
	UNIT_CHECK(bounds_are("2024-02", day(2024, 2, 1), day(2024, 2, 29)),
		   "a month ends on its last day");
	UNIT_CHECK(bounds_are("2024-12~", day(2024, 12, 1), day(2024, 12, 31)),
		   "a tilde changes no bound");
	UNIT_CHECK(bounds_are("199X", day(1990, 1, 1), day(1999, 12, 31)), "a decade is ten years");
	UNIT_CHECK(bounds_are("2024-W42", day(2024, 10, 14), day(2024, 10, 20)),
		   "an ISO week begins on Monday");
	UNIT_CHECK(bounds_are("../2024-10-16", TIMEX_NO_DAY, day(2024, 10, 16)),
		   "an open start has no lower bound");
	UNIT_CHECK(bounds_are("2022/..", day(2022, 1, 1), TIMEX_NO_DAY),
		   "an open end has no upper bound");
	UNIT_CHECK(bounds_are("2024-24", day(2024, 12, 1), day(2025, 2, 28)),
		   "winter ends in the next year");
	UNIT_CHECK(!edtf_bounds(span_text("yesterday"), &low, &high) &&
			   !edtf_bounds(span_text("2024-02-30"), &low, &high) &&
			   !edtf_bounds(span_text(""), &low, &high) &&
			   !edtf_bounds(span_text("../.."), &low, &high),
		   "other values and impossible days are refused");
}

static void make(struct record *r, const char *when, const char *doc, const char *at)
{
	record_clear(r);
	record_add(r, span_text("doc"), span_text(doc));
	record_add(r, span_text("at"), span_text(at));
	if (when)
		record_add(r, span_text("when"), span_text(when));
}

static const char *const sorted[][3] = {
	{"2023", "a", "0-9"},           {"../2024-05-01", "z", "0-9"}, {"2024-05-01", "a", "9-12"},
	{"2024-05-01", "a", "100-120"}, {"2024-05-01", "b", "0-5"},    {"2024-05", "a", "0-5"},
	{"2024-05-01/..", "a", "0-5"},  {"2024-05-02", "a", "0-5"},    {NULL, "a", "0-5"},
};
enum { SORTED = sizeof sorted / sizeof *sorted };

/* Feeds the records many times over in a scrambled order and looks whether they come back in order. */
static bool sorts_within(uint64_t memory, size_t copies)
{
	struct sorter *s = sorter_new(memory, "/tmp");
	struct record r = {0}, *got;
	struct known known;
	struct sorted next;
	size_t total = SORTED * copies, n = 0;
	bool good = true;

	for (size_t i = 0; i < total; i++) {
		size_t k = i * 5 % total % SORTED; /* 5 divides no total */
		make(&r, sorted[k][0], sorted[k][1], sorted[k][2]);
		known_find(&r, &known);
		good = good && sorter_add(s, &r, &known, (uint32_t)k);
	}
	good = good && sorter_finish(s);
	while (good && sorter_next(s, &next) == READ_OK) {
		size_t k = n++ / copies;
		got = sorter_record(s);
		good = k < SORTED && next.unit == k &&
		       span_is(record_get(got, "doc"), sorted[k][1]) &&
		       span_is(record_get(got, "at"), sorted[k][2]);
		good = good && (sorted[k][0] ? span_is(record_get(got, "when"), sorted[k][0])
					     : !record_has(got, "when"));
	}
	sorter_free(s);
	record_free(&r);
	return good && n == total;
}

static void test_sorter(void)
{
	UNIT_CHECK(sorts_within(1 << 20, 1),
		   "records come in the order of a timeline, undated last");
	UNIT_CHECK(sorts_within(1 << 12, 64), "through a few temporary files, too");
	UNIT_CHECK(sorts_within(1 << 9, 512), "and through more than are merged at once");
	struct sorter *s = sorter_new(1 << 20, "/tmp");
	struct sorted next;
	UNIT_CHECK(sorter_finish(s) && sorter_next(s, &next) == READ_END, "no record gives none");
	sorter_free(s);
}

/* Records of one place, in their order: compared as lines where that can be done. */
static const char *const alike[] = {
	"id:a\tdoc:a\tat:0-10\twhen:2024-05-01",
	"doc:a\tat:0-9\twhen:2024-05-01",
	"doc:a\tat:0-9\twhen:2024-05-01\tid:w",
	"id:x\tdoc:a\tat:0-9\twhen:2024-05-01",
	"id:x\tdoc:a\tat:0-9\twhen:2024-05-01",
	"id:x\tdoc:a\tat:0-9\twhen:2024-05-01\tn:5",
	"id:x\tdoc:a\tat:0-9\twhen:2024-05-01\tnum:",
	"id:x\tdoc:a\tat:0-9\twhen:2024-05-01\tnum:5",
	"id:x\tdoc:a\tat:0-9\twhen:2024-05-01\tnum:6",
	"id:x\tdoc:a\tat:0-9\twhen:2024-05-01\tnum:10",
	"id:x\tdoc:a\tat:0-9\twhen:2024-05-01\tnum:10\tunit:a",
	"id:x\tdoc:a\tat:0-9\twhen:2024-05-01\tnum:10\tunit:orang",
	"id:xy\tdoc:a\tat:0-9\twhen:2024-05-01\tnum:1",
	"doc:a\tat:0-9\twhen:2024-05-01\tid:y",
};
enum { ALIKE = sizeof alike / sizeof *alike };

static bool sorts_alike(uint64_t memory, size_t step)
{
	struct sorter *s = sorter_new(memory, "/tmp");
	struct record r = {0};
	struct known known;
	struct sorted next;
	bool good = true;
	size_t n = 0;

	for (size_t i = 0; i < ALIKE; i++) {
		record_parse_ltsv(&r, span_text(alike[i * step % ALIKE]));
		known_find(&r, &known);
		good = good && sorter_add(s, &r, &known, 0);
	}
	good = good && sorter_finish(s) && sorter_has_lines(s);
	while (good && sorter_next(s, &next) == READ_OK)
		good = n < ALIKE && span_is(next.line, alike[n++]);
	sorter_free(s);
	record_free(&r);
	return good && n == ALIKE;
}

static void test_alike(void)
{
	UNIT_CHECK(sorts_alike(1 << 20, 1) && sorts_alike(1 << 20, 5) &&
			   sorts_alike(1 << 20, ALIKE - 1),
		   "records of one place come by at, id and fields, whatever order they came in");
	UNIT_CHECK(sorts_alike(64, 1) && sorts_alike(64, ALIKE - 1),
		   "through temporary files, too");
}

static int compare(const char *a, const char *b)
{
	struct arena arena = {0};
	int order = decimal_compare(clash_decimal(&arena, span_text(a)),
				    clash_decimal(&arena, span_text(b)));

	arena_free(&arena);
	return order;
}

static void test_decimals(void)
{
	UNIT_CHECK(compare("3000", "12000") < 0, "more digits are more");
	UNIT_CHECK(compare("007", "7.00") == 0, "zeros at the ends count nothing");
	UNIT_CHECK(compare("-2", "1") < 0 && compare("", "0") == 0,
		   "a sign counts, nothing is zero");
	UNIT_CHECK(compare("1.5", "1.25") > 0, "fractions compare digit by digit");
	UNIT_CHECK(compare("99999999999999999999999999", "100000000000000000000000000") < 0,
		   "numbers of any length compare");
}

int main(void)
{
	test_edtf();
	test_sorter();
	test_alike();
	test_decimals();
	return unit_done();
}

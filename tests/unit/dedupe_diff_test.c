/* Distances as in Damerau's optimal string alignment. */
#include "cmd/dedupe/diff.h"
#include "tests/unit/unit.h"

static unsigned far(const char *a, const char *b)
{
	return edit_distance(span_text(a), span_text(b), 9);
}

static struct diff aligned(const char *a, const char *b)
{
	struct aligner *al = aligner_new();
	struct text ta = {0}, tb = {0};
	struct diff d;
	text_normalise(&ta, span_text(a), DECIMAL_UNKNOWN, true);
	text_normalise(&tb, span_text(b), DECIMAL_UNKNOWN, true);
	diff_words(al, &ta, 0, (uint32_t)ta.count, &tb, 0, (uint32_t)tb.count, &d);
	text_free(&ta);
	text_free(&tb);
	aligner_free(al);
	return d;
}

static bool gap_is(struct diff d, unsigned i, uint32_t a, uint32_t a_end, uint32_t b,
		   uint32_t b_end)
{
	struct gap g = d.gaps[i];
	return i < d.count && g.a == a && g.a_end == a_end && g.b == b && g.b_end == b_end;
}

int main(void)
{
	UNIT_CHECK(far("jembatan", "jembatan") == 0, "equal words are at distance 0");
	UNIT_CHECK(far("jembatan", "jembatann") == 1, "an insertion is one step");
	UNIT_CHECK(far("jembatan", "jebmatan") == 1, "swapped neighbours are one step");
	UNIT_CHECK(far("jembatan", "lembaran") == 2, "two substitutions are two steps");
	UNIT_CHECK(far("", "abc") == 3, "from nothing each letter is a step");
	UNIT_CHECK(edit_distance(span_text("jembatan"), span_text("lembaran"), 1) == 2,
		   "more than the limit is the limit and one");
	UNIT_CHECK(edit_distance(span_text("abcdef"), span_text("badcfe"), 3) == 3,
		   "swaps count within the limit");
	UNIT_CHECK(edit_distance(span_text("kota"), span_text("jembatan"), 2) == 3,
		   "so does a length too different");

	struct diff d = aligned("satu dua tiga", "satu dua tiga");
	UNIT_CHECK(d.count == 0 && d.matched == 11 && d.complete, "equal texts have no gap");
	d = aligned("satu dua tiga", "satu tidak dua tiga");
	UNIT_CHECK(d.count == 1 && gap_is(d, 0, 1, 1, 1, 2),
		   "an inserted word is a gap with one side empty");
	d = aligned("satu dua tiga", "satu dua empat");
	UNIT_CHECK(d.count == 1 && gap_is(d, 0, 2, 3, 2, 3),
		   "another last word is a gap at the end");
	d = aligned("a b kementerian c d", "kementerian a b e f");
	UNIT_CHECK(d.matched == 11, "a long word is not given up for two short ones");
	d = aligned("satu", "");
	UNIT_CHECK(d.count == 1 && d.matched == 0, "against an empty text all is gap");

	struct buffer a = {0}, b = {0};
	for (unsigned i = 0; i <= DIFF_MAX_WORDS; i++) {
		buffer_add_text(&a, "x ");
		buffer_add_text(&b, "y ");
	}
	buffer_add_byte(&a, '\0');
	buffer_add_byte(&b, '\0');
	UNIT_CHECK(!aligned(a.data, b.data).complete, "a difference over 400 words is not aligned");
	buffer_free(&a);
	buffer_free(&b);
	return unit_done();
}

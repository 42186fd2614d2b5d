/* What the terminal view keeps of an entry, how it counts what it leaves out, and how words fall into lines. */
#include <stdio.h>

#include "cmd/timeline/terminal.h"
#include "tests/unit/unit.h"

static struct draft sample(void)
{
	return (struct draft){
		.doc = span_text("d/1.txt"),
		.at = span_text("10-20"),
		.id = span_text("0a"),
		.when = span_text("2025-05-14"),
		.head = span_text("  SAYS Ani\n"),
		.figures = span_text(""),
		.listed = span_text(""),
		.details = span_text("hedged mungkin"),
		.warnings = span_text(""),
		.disputes = span_text("0b,0c"),
		.dispute = span_text("figure"),
		.basis = DRAFT_CARRIED,
		.denies = true,
	};
}

static void test_draft(void)
{
	struct draft d = sample(), back;
	struct buffer out = {0}, other = {0};
	size_t doc_at;

	draft_write(&out, &d, &doc_at);
	UNIT_CHECK(out.len <= draft_room(&d), "a draft fits into its room");
	UNIT_EQUAL(span_sub(buffer_span(&out), doc_at, doc_at + d.doc.len), "d/1.txt",
		   "its document stands where it is told to");
	draft_read(buffer_span(&out), &back);
	UNIT_EQUAL(back.head, "  SAYS Ani\n", "the head comes back");
	UNIT_EQUAL(back.disputes, "0b,0c", "so do the disputes it came with");
	UNIT_EQUAL(back.dispute, "figure", "and the last field");
	UNIT_CHECK(back.basis == DRAFT_CARRIED && back.denies && !back.left_out,
		   "and what it is dated by");
	d.at = span_text("9-30");
	draft_write(&other, &d, &doc_at);
	UNIT_CHECK(draft_compare(buffer_span(&other), buffer_span(&out)) < 0,
		   "drafts are sorted by where they begin, as numbers");
	buffer_free(&out);
	buffer_free(&other);
}

static void test_figures(void)
{
	struct draft_figure f = {.start = 300, .tally = 70000, .place = SHOWN_BEHIND}, back;
	struct buffer figures = {0};

	f.num = span_text("tujuh");
	f.text = span_text("about tujuh orang");
	draft_add_figure(&figures, &f, 6);
	struct span rest = buffer_span(&figures);
	UNIT_CHECK(draft_next_figure(&rest, &back) && back.start == 300 && back.tally == 70000 &&
			   back.place == SHOWN_BEHIND,
		   "a figure comes back with its place");
	UNIT_EQUAL(back.num, "tujuh", "and with its mention");
	UNIT_CHECK(!draft_next_figure(&rest, &back), "there is no further one");
	buffer_free(&figures);
}

static bool leave_out(struct left_out *l, unsigned n)
{
	char id[16];
	struct known k = {.when = span_text("2025-05-14")};

	snprintf(id, sizeof id, "%u", n);
	k.id = span_text(id);
	return left_out_add(l, &k);
}

static void test_left_out(void)
{
	struct left_out all = {.max_bytes = 1 << 20}, few = {.max_bytes = 1 << 10};
	struct known nameless = {.id = {"", 0}};
	bool known = true, remembered = true;

	for (unsigned turn = 0; turn < 2; turn++) {
		for (unsigned n = 0; n < 1000; n++)
			known = leave_out(&all, n) && known;
	}
	left_out_add(&all, &nameless);
	left_out_add(&all, &nameless);
	UNIT_CHECK(known && left_out_count(&all) == 1002,
		   "a unit that comes twice is counted once, one without an id each time");
	for (unsigned n = 0; n < 64; n++)
		leave_out(&few, n);
	for (unsigned n = 0; n < 64; n++)
		remembered = leave_out(&few, n) && remembered;
	UNIT_CHECK(few.full && remembered && !leave_out(&few, 64),
		   "when there is no more memory the known ones are still known");
	UNIT_CHECK(left_out_count(&few) == 64, "and counted once");
	left_out_free(&all);
	left_out_free(&few);
}

static void flow(const char *text, size_t width, bool color, const char *expected, const char *name)
{
	const struct text_style style = {width, color};
	struct buffer out = {0};

	text_add_wrapped_colored(&out, &style, TEXT_RED, span_text(text), 2);
	UNIT_EQUAL(buffer_span(&out), expected, name);
	buffer_free(&out);
}

static void test_lines(void)
{
	flow("satu dua tiga", 10, false, "  satu dua\n  tiga\n", "words go on while they fit");
	flow("  satu   dua ", 40, false, "  satu dua\n", "blanks are one");
	flow("kata-yang-terlalu-panjang di", 10, false, "  kata-yang-terlalu-panjang\n  di\n",
	     "a word longer than a line stands alone on one");
	flow("“satu” “dua”", 14, false, "  “satu” “dua”\n", "characters are counted, not bytes");
	flow("satu\033[2J dua", 40, false, "  satu?[2J dua\n", "a control byte is shown as a mark");
	flow("satu dua", 6, true, "  \033[31msatu\033[0m\n  \033[31mdua\033[0m\n",
	     "colour ends with the line and begins behind the indent");
	flow("", 10, true, "", "nothing makes no line");
}

int main(void)
{
	test_draft();
	test_figures();
	test_left_out();
	test_lines();
	return unit_done();
}

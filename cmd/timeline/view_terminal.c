/* The timeline on a terminal: a heading a day, under it who said what, with stance, figures, source and what disputes it. */
#include <stdlib.h>

#include "cmd/timeline/terminal.h"

enum { SHOWN_DISPUTES = 3, FIGURES = 16 };

struct terminal {
	const struct view_options *options;
	const struct disputes *disputes;
	const struct tally *tally;
	view_write *write;
	void *context;
	struct text_style style;
	struct buffer out, scratch, line;
	struct buffer kept; /* the bytes of the entry at hand */
	struct draft draft;
	uint32_t unit;
	bool pending;
	struct draft_figure *figures;
	size_t figure_count, figure_cap;
	struct buffer further; /* the figures of its drafts behind the first */
	struct buffer when;    /* that the heading last printed was made of */
	struct buffer heading;
	uint64_t shown, left_out;
};

struct terminal *terminal_new(const struct view_options *o, const struct disputes *d,
			      const struct tally *t, view_write *write, void *context)
{
	struct terminal *v = alloc_zeroed(1, sizeof *v);

	v->options = o;
	v->disputes = d;
	v->tally = t;
	v->write = write;
	v->context = context;
	v->style = (struct text_style){o->width, o->color};
	return v;
}

void terminal_free(struct terminal *v)
{
	if (v == NULL)
		return;
	buffer_free(&v->out);
	buffer_free(&v->scratch);
	buffer_free(&v->line);
	buffer_free(&v->kept);
	buffer_free(&v->further);
	buffer_free(&v->when);
	buffer_free(&v->heading);
	free(v->figures);
	free(v);
}

static void flush(struct terminal *v)
{
	v->write(v->context, buffer_span(&v->out));
	v->out.len = 0;
}

static void replace(struct buffer *b, struct span s)
{
	b->len = 0;
	buffer_add_span(b, s);
}

static void put_heading(struct terminal *v)
{
	struct buffer *heading = &v->line;

	if (v->shown && span_equal(v->draft.when, buffer_span(&v->when)))
		return;
	heading->len = 0;
	text_add_heading(heading, v->draft.when);
	if (v->shown == 0 || !span_equal(buffer_span(heading), buffer_span(&v->heading))) {
		if (v->shown)
			buffer_add_byte(&v->out, '\n');
		text_add_colored(&v->out, &v->style, TEXT_BOLD, buffer_span(heading));
		buffer_add_byte(&v->out, '\n');
		replace(&v->heading, buffer_span(heading));
	}
	replace(&v->when, v->draft.when);
}

/* --- its figures --- */

static void add_figures(struct terminal *v, struct span figures)
{
	struct draft_figure f;

	while (draft_next_figure(&figures, &f)) {
		v->figures = alloc_grown(v->figures, v->figure_count, &v->figure_cap,
					 sizeof *v->figures);
		v->figures[v->figure_count++] = f;
	}
}

/* In the order of the records of a unit: what they differ in first is the mention, and there its length goes first. */
static int record_order(const void *a, const void *b)
{
	const struct draft_figure *x = a, *y = b;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	if (x->num.len != y->num.len)
		return x->num.len < y->num.len ? -1 : 1;
	int order = span_compare(x->num, y->num);
	if (order == 0 && x->start != y->start)
		order = x->start < y->start ? -1 : 1;
	return order ? order : span_compare(x->text, y->text);
}

static int text_order(const struct draft_figure *a, const struct draft_figure *b)
{
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	return record_order(a, b);
}

/* A reader wants them as the text has them; of very many, those whose records come first. Returns how many are left out. */
static size_t sort_figures(struct terminal *v)
{
	size_t more = v->figure_count > FIGURES ? v->figure_count - FIGURES : 0;

	if (more)
		qsort(v->figures, v->figure_count, sizeof *v->figures, record_order);
	v->figure_count -= more;
	for (size_t i = 1; i < v->figure_count; i++) {
		struct draft_figure f = v->figures[i];
		size_t k = i;
		for (; k > 0 && text_order(&v->figures[k - 1], &f) > 0; k--)
			v->figures[k] = v->figures[k - 1];
		v->figures[k] = f;
	}
	return more;
}

static void put_figures(struct terminal *v, size_t more)
{
	struct buffer *list = &v->scratch;

	list->len = 0;
	for (size_t i = 0; i < v->figure_count; i++) {
		buffer_add_text(list, i ? "; " : "");
		buffer_add_span(list, v->figures[i].text);
	}
	if (more) {
		buffer_add_text(list, " and ");
		buffer_add_number(list, more);
		buffer_add_text(list, " more");
	}
	text_add_detail(&v->line, "figures", buffer_span(list));
}

/* The small print: figures, hedge, event, how often, warnings. */
static void put_details(struct terminal *v)
{
	struct span when = v->draft.when, details = v->draft.details;
	enum edtf_reach reach = edtf_take_open(&when);
	size_t more = sort_figures(v);

	v->line.len = 0;
	if (reach == EDTF_UNTIL)
		text_add_detail(&v->line, "by", span_text("this date"));
	else if (reach == EDTF_SINCE)
		text_add_detail(&v->line, "from", span_text("this date on"));
	if (v->figure_count)
		put_figures(v, more);
	else if (v->draft.listed.len)
		text_add_detail(&v->line, "figures", v->draft.listed);
	if (v->line.len && details.len)
		buffer_add_text(&v->line, " · ");
	buffer_add_span(&v->line, details);
	if (v->line.len)
		text_add_wrapped(&v->out, &v->style, buffer_span(&v->line), 4);
	buffer_add_span(&v->out, v->draft.warnings);
}

/* "↗ 7 orang, after 3 orang (2025-05-13)": one source, one thing, another value than before. */
static void put_series(struct terminal *v)
{
	for (size_t i = 0; i < v->figure_count; i++) {
		const struct draft_figure *f = &v->figures[i];
		const struct tally_point *before = tally_before_number(v->tally, f->tally);
		if (before == NULL)
			continue;
		v->line.len = 0;
		buffer_add_text(&v->line, "↗ series: ");
		buffer_add_span(&v->line, f->text);
		buffer_add_text(&v->line, ", before it ");
		buffer_add_span(&v->line, before->said);
		buffer_add_text(&v->line, " (");
		calendar_add_iso(&v->line, calendar_date(before->day));
		buffer_add_byte(&v->line, ')');
		text_add_wrapped(&v->out, &v->style, buffer_span(&v->line), 4);
	}
}

/* --- what disputes it --- */

static void put_dispute(struct terminal *v, struct span other, struct span kind)
{
	const struct dispute_note *n = disputes_note(v->disputes, other);
	bool denies = v->draft.denies;
	bool figure = n ? !denies && !n->denies : span_is(kind, "figure");

	v->line.len = 0;
	buffer_add_text(&v->line, figure   ? "≠ other figure: "
				  : denies ? "⇄ disputes: "
					   : "⇄ disputed by: ");
	if (n)
		text_add_note(&v->line, n);
	else
		buffer_add_span(&v->line, other);
	text_add_wrapped_colored(&v->out, &v->style, TEXT_RED, buffer_span(&v->line), 4);
}

/* In the order of the articles; a page is for reading, the records have them all. */
static void put_disputes(struct terminal *v)
{
	struct span list = v->draft.disputes, kind = v->draft.dispute, other;
	uint64_t more = 0;

	v->scratch.len = 0;
	if (disputes_of(v->disputes, v->unit, &v->scratch, &kind))
		list = buffer_span(&v->scratch);
	for (unsigned shown = 0; list_next(&list, &other); shown++) {
		if (shown < SHOWN_DISPUTES)
			put_dispute(v, other, kind);
		else
			more++;
	}
	if (more) {
		v->line.len = 0;
		buffer_add_text(&v->line, "… and ");
		buffer_add_number(&v->line, more);
		buffer_add_text(&v->line, " more");
		text_add_wrapped_colored(&v->out, &v->style, TEXT_RED, buffer_span(&v->line), 4);
	}
}

static void put_reference(struct terminal *v)
{
	static const char *const basis[] = {
		[DRAFT_OWN_DATE] = "",
		[DRAFT_DOCUMENT] = "  (the article's date)",
		[DRAFT_CARRIED] = "  (the speaker's date elsewhere in it)",
		[DRAFT_ORDER] = "  (no date, but earlier than what was told before)",
	};

	if (v->draft.doc.len == 0)
		return;
	replace(&v->line, v->draft.doc);
	buffer_add_byte(&v->line, '#');
	buffer_add_span(&v->line, v->draft.at);
	buffer_add_text(&v->line, basis[v->draft.basis]);
	buffer_add_text(&v->out, "    ");
	text_add_colored(&v->out, &v->style, TEXT_DIM, buffer_span(&v->line));
	buffer_add_byte(&v->out, '\n');
}

/* --- entries --- */

static void put_entry(struct terminal *v)
{
	if (!v->pending)
		return;
	v->pending = false;
	if (v->draft.left_out) {
		v->left_out++;
		return;
	}
	v->figure_count = 0;
	add_figures(v, v->draft.figures);
	add_figures(v, buffer_span(&v->further));
	put_heading(v);
	buffer_add_span(&v->out, v->draft.head);
	put_details(v);
	put_series(v);
	put_disputes(v);
	put_reference(v);
	v->shown++;
	flush(v);
}

void terminal_draft(struct terminal *v, struct span draft, uint32_t unit)
{
	struct draft d;

	draft_read(draft, &d);
	if (v->pending && d.id.len && span_equal(d.id, v->draft.id)) {
		buffer_add_span(&v->further, d.figures);
		return;
	}
	put_entry(v);
	if (terminal_is_full(v))
		return;
	replace(&v->kept, draft);
	draft_read(buffer_span(&v->kept), &v->draft);
	v->unit = unit;
	v->further.len = 0;
	v->pending = true;
}

bool terminal_is_full(const struct terminal *v)
{
	return v->options->max_entries && v->shown >= v->options->max_entries;
}

void terminal_end(struct terminal *v, uint64_t left_out)
{
	struct buffer *line = &v->line;

	put_entry(v);
	left_out += v->left_out;
	line->len = 0;
	if (terminal_is_full(v)) {
		buffer_add_text(line, "(no more was asked for)");
	} else if (v->options->only) {
		buffer_add_byte(&v->out, '\n');
		buffer_add_text(
			line,
			"(sentences without a statement or a date of their own are not shown: --all)");
	} else if (left_out) {
		buffer_add_byte(&v->out, '\n');
		buffer_add_byte(line, '(');
		buffer_add_number(line, left_out);
		buffer_add_text(
			line,
			left_out == 1
				? " sentence without a statement or a date of its own is not shown: --all)"
				: " sentences without a statement or a date of their own are not shown: --all)");
	} else if (v->shown == 0) {
		buffer_add_text(line, "(nothing to show)");
	}
	text_add_wrapped(&v->out, &v->style, buffer_span(line), 0);
	flush(v);
}

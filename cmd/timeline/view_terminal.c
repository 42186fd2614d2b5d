/* The timeline on a terminal: a heading a day, under it who said what, with stance, figures, source and what disputes it. */
#include <stdlib.h>

#include "cmd/timeline/tally.h"
#include "cmd/timeline/view.h"
#include "cmd/timeline/view_text.h"

enum { SHOWN_DISPUTES = 3 };

struct terminal {
	struct view_parts parts;
	struct buffer out, id;
	const struct entry *entry;
	struct buffer heading; /* of the day last printed */
	uint64_t shown;
};

static void flush(struct terminal *v)
{
	v->parts.write(v->parts.context, buffer_span(&v->out));
	v->out.len = 0;
}

static struct text_style style(const struct terminal *v)
{
	return (struct text_style){v->parts.options->width, v->parts.options->color};
}

static void put_heading(struct terminal *v)
{
	struct buffer heading = {0};
	struct text_style s = style(v);

	text_add_heading(&heading, record_get(&v->entry->record, "when"));
	if (v->shown == 0 || !span_equal(buffer_span(&heading), buffer_span(&v->heading))) {
		if (v->shown)
			buffer_add_byte(&v->out, '\n');
		text_add_colored(&v->out, &s, TEXT_BOLD, buffer_span(&heading));
		buffer_add_byte(&v->out, '\n');
		v->heading.len = 0;
		buffer_add_span(&v->heading, buffer_span(&heading));
	}
	buffer_free(&heading);
}

/* ", via Reuters, TASS" */
static void add_via(struct buffer *line, struct span via)
{
	struct span item;

	for (bool first = true; list_next(&via, &item); first = false) {
		buffer_add_text(line, first ? "via " : ", ");
		list_decode(line, item);
	}
}

/* "  REPORTED told by Dewi Pramesthika (DENIES, 2025-04-09 Wednesday)": an event that a statement tells of is that speaker's word. */
static void put_teller(struct terminal *v)
{
	const struct record *r = &v->entry->record;
	struct text_style s = style(v);
	bool forecast = span_is(record_get(r, "when_kind"), "forecast");
	struct span by = record_get(r, "told_by"), on = record_get(r, "told_on");
	enum text_color color;
	struct buffer line = {0};

	size_t column = text_add_flowing(&v->out, &s, TEXT_DIM,
					 span_text(forecast ? "TO COME" : "REPORTED"), 2, 0);
	if (record_has(r, "told_in")) {
		struct span stance = text_stance(record_get(r, "told_as"), &color);
		column = text_add_flowing(&v->out, &s, TEXT_DIM, span_text("told by"), 4, column);
		column =
			text_add_flowing(&v->out, &s, TEXT_BOLD,
					 by.len ? by : span_text("(speaker not named)"), 4, column);
		buffer_add_byte(&line, '(');
		buffer_add_span(&line, stance);
		if (on.len) {
			buffer_add_text(&line, ", ");
			text_add_heading(&line, on);
		}
		buffer_add_byte(&line, ')');
		text_add_flowing(&v->out, &s, color, buffer_span(&line), 4, column);
	}
	buffer_add_byte(&v->out, '\n');
	buffer_free(&line);
}

/* "  DENIES Dewi Pramesthika (juru bicara, Otorita), via Radio Lembah" */
static void put_speaker(struct terminal *v)
{
	const struct record *r = &v->entry->record;
	struct text_style s = style(v);
	struct span role = entry_role(r), org = record_get(r, "org"), via = record_get(r, "via");
	enum text_color color;
	struct buffer line = {0};

	if (!record_has(r, "mode")) {
		put_teller(v);
		return;
	}
	struct span label = text_stance(record_get(r, "stance"), &color);
	size_t column = text_add_flowing(&v->out, &s, color, label, 2, 0);
	buffer_add_span(&line, entry_speaker(r));
	if (via.len && !role.len && !org.len)
		buffer_add_byte(&line, ',');
	column = text_add_flowing(&v->out, &s, TEXT_BOLD, buffer_span(&line), 4, column);
	line.len = 0;
	if (role.len || org.len) {
		buffer_add_byte(&line, '(');
		buffer_add_span(&line, role);
		if (role.len && org.len)
			buffer_add_text(&line, ", ");
		buffer_add_span(&line, org);
		buffer_add_text(&line, via.len ? "), " : ")");
	}
	add_via(&line, via);
	text_add_flowing(&v->out, &s, TEXT_PLAIN, buffer_span(&line), 4, column);
	buffer_add_byte(&v->out, '\n');
	buffer_free(&line);
}

static void put_words(struct terminal *v)
{
	struct text_style s = style(v);
	struct buffer words = {0};

	entry_add_words(&words, &v->entry->record);
	text_add_wrapped(&v->out, &s, buffer_span(&words), 4);
	buffer_free(&words);
}

static void put_figures(const struct terminal *v, struct buffer *line)
{
	struct buffer list = {0};

	for (size_t i = 0; i < v->entry->figure_count; i++) {
		buffer_add_text(&list, i ? "; " : "");
		buffer_add_span(&list, v->entry->figures[i].text);
	}
	if (v->entry->figures_more) {
		buffer_add_text(&list, " and ");
		buffer_add_number(&list, v->entry->figures_more);
		buffer_add_text(&list, " more");
	}
	text_add_detail(line, "figures", buffer_span(&list));
	buffer_free(&list);
}

/* The small print: figures, hedge, event, warnings, how often, where. */
static void put_details(struct terminal *v)
{
	const struct record *r = &v->entry->record;
	struct text_style s = style(v);
	struct buffer line = {0};
	struct span hedge = record_get(r, "hedge"), event = record_get(r, "event"),
		    count = record_get(r, "count");
	struct span figures = record_get(r, "figures");

	struct span when = record_get(r, "when");
	enum edtf_reach reach = edtf_take_open(&when);
	if (reach == EDTF_UNTIL)
		text_add_detail(&line, "by", span_text("this date"));
	else if (reach == EDTF_SINCE)
		text_add_detail(&line, "from", span_text("this date on"));
	if (v->entry->figure_count)
		put_figures(v, &line);
	else if (figures.len)
		text_add_detail(&line, "figures", figures);
	if (hedge.len)
		text_add_detail(&line, "hedged", hedge);
	if (event.len)
		text_add_event(&line, event);
	if (count.len && !span_is(count, "1"))
		text_add_detail(&line, "in", text_documents(&v->id, count));
	if (line.len)
		text_add_wrapped(&v->out, &s, buffer_span(&line), 4);
	buffer_free(&line);
	text_add_warnings(&v->out, &s, record_get(r, "warn"));
}

static void put_dispute(struct terminal *v, struct span other)
{
	const struct dispute_note *n = disputes_note(v->parts.disputes, other);
	bool denies = entry_denies(&v->entry->record);
	bool figure = n ? !denies && !n->denies
			: span_is(record_get(&v->entry->record, "dispute"), "figure");
	struct text_style s = style(v);
	struct buffer line = {0};

	buffer_add_text(&line, figure   ? "≠ other figure: "
			       : denies ? "⇄ disputes: "
					: "⇄ disputed by: ");
	if (n)
		text_add_note(&line, n);
	else
		buffer_add_span(&line, other);
	text_add_wrapped_colored(&v->out, &s, TEXT_RED, buffer_span(&line), 4);
	buffer_free(&line);
}

/* "↗ 7 orang, after 3 orang (2025-05-13)": one source, one thing, another value than before. */
static void put_series(struct terminal *v)
{
	struct text_style s = style(v);
	struct buffer line = {0};

	for (size_t i = 0; i < v->entry->figure_count; i++) {
		const struct entry_figure *f = &v->entry->figures[i];
		if (f->before == NULL)
			continue;
		line.len = 0;
		buffer_add_text(&line, "↗ series: ");
		buffer_add_span(&line, f->text);
		buffer_add_text(&line, ", before it ");
		buffer_add_span(&line, f->before->said);
		buffer_add_text(&line, " (");
		calendar_add_iso(&line, calendar_date(f->before->day));
		buffer_add_byte(&line, ')');
		text_add_wrapped(&v->out, &s, buffer_span(&line), 4);
	}
	buffer_free(&line);
}

/* In the order of the articles; a page is for reading, the records have them all. */
static void put_disputes(struct terminal *v)
{
	struct span disputes = record_get(&v->entry->record, "disputes"), other;
	struct text_style s = style(v);
	struct buffer line = {0};
	uint64_t more = 0;

	for (unsigned shown = 0; list_next(&disputes, &other); shown++) {
		if (shown < SHOWN_DISPUTES)
			put_dispute(v, other);
		else
			more++;
	}
	if (more) {
		buffer_add_text(&line, "… and ");
		buffer_add_number(&line, more);
		buffer_add_text(&line, " more");
		text_add_wrapped_colored(&v->out, &s, TEXT_RED, buffer_span(&line), 4);
	}
	buffer_free(&line);
}

static void put_reference(struct terminal *v)
{
	const struct record *r = &v->entry->record;
	struct text_style s = style(v);
	struct span doc = record_get(r, "doc"), basis = record_get(r, "basis");
	struct buffer line = {0};

	if (doc.len == 0)
		return;
	buffer_add_span(&line, doc);
	buffer_add_byte(&line, '#');
	buffer_add_span(&line, record_get(r, "at"));
	buffer_add_text(&v->out, "    ");
	if (span_is(basis, "document"))
		buffer_add_text(&line, "  (the article's date)");
	else if (span_is(basis, "carried"))
		buffer_add_text(&line, "  (the speaker's date elsewhere in it)");
	else if (span_is(basis, "order"))
		buffer_add_text(&line, "  (no date, but earlier than what was told before)");
	text_add_colored(&v->out, &s, TEXT_DIM, buffer_span(&line));
	buffer_add_byte(&v->out, '\n');
	buffer_free(&line);
}

static void terminal_entry(void *state, const struct entry *e)
{
	struct terminal *v = state;

	v->entry = e;
	put_heading(v);
	put_speaker(v);
	put_words(v);
	put_details(v);
	put_series(v);
	put_disputes(v);
	put_reference(v);
	v->shown++;
	flush(v);
}

static bool terminal_end(void *state, uint64_t left_out)
{
	struct terminal *v = state;
	struct text_style s = style(v);
	struct buffer line = {0};

	if (v->parts.options->max_entries && v->shown >= v->parts.options->max_entries) {
		buffer_add_text(&line, "(no more was asked for)");
	} else if (left_out) {
		buffer_add_byte(&v->out, '\n');
		buffer_add_byte(&line, '(');
		buffer_add_number(&line, left_out);
		buffer_add_text(
			&line,
			left_out == 1
				? " sentence without a statement or a date of its own is not shown: --all)"
				: " sentences without a statement or a date of their own are not shown: --all)");
	} else if (v->shown == 0) {
		buffer_add_text(&line, "(nothing to show)");
	}
	text_add_wrapped(&v->out, &s, buffer_span(&line), 0);
	buffer_free(&line);
	flush(v);
	return true;
}

static void terminal_free(void *state)
{
	struct terminal *v = state;

	buffer_free(&v->out);
	buffer_free(&v->id);
	buffer_free(&v->heading);
	free(v);
}

struct view_form view_terminal(const struct view_parts *p)
{
	struct terminal *v = alloc_zeroed(1, sizeof *v);

	v->parts = *p;
	return (struct view_form){terminal_entry, terminal_end, terminal_free, v};
}

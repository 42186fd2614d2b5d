/* The timeline for people: a heading a day, under it who said what, with stance, figures, source and what disputes it.
 *
 * No quotation is printed without its speaker and stance. Number records of one statement are one entry. */
#include "cmd/timeline/timeline.h"

#include <stdlib.h>

#include "cmd/timeline/view_text.h"

enum { SHOWN_DISPUTES = 3, SHOWN_FIGURES = 16 };

/* A number of the entry. The records of a unit come sorted by their bytes; a reader wants them as the text has them. */
struct figure {
	uint64_t start; /* num_at */
	struct span text;
};

struct view {
	struct view_options options;
	view_write *write;
	void *context;
	struct buffer out, list, id;
	struct figure figures[SHOWN_FIGURES]; /* by start */
	size_t figure_count, figures_more;
	struct arena arena;
	struct record entry; /* the unit being gathered */
	bool pending;
	struct buffer heading; /* of the day last printed */
	uint64_t shown, left_out;
	const struct disputes *disputes;
};

struct view *view_new(const struct view_options *o, view_write *write, void *context)
{
	struct view *v = alloc_zeroed(1, sizeof *v);

	v->options = *o;
	v->write = write;
	v->context = context;
	return v;
}

void view_free(struct view *v)
{
	if (v == NULL)
		return;
	buffer_free(&v->out);
	buffer_free(&v->list);
	buffer_free(&v->id);
	buffer_free(&v->heading);
	arena_free(&v->arena);
	free(v);
}

static void flush(struct view *v)
{
	v->write(v->context, buffer_span(&v->out));
	v->out.len = 0;
}

static struct text_style style(const struct view *v)
{
	return (struct text_style){v->options.width, v->options.color};
}

static void put_heading(struct view *v)
{
	struct buffer heading = {0};
	struct text_style s = style(v);

	text_add_heading(&heading, record_get(&v->entry, "when"));
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

/* 'a witness' with the role 'witness', 'Mayor' with the role 'Mayor': said once is enough. */
static bool speaker_holds(struct span speaker, struct span role)
{
	return role.len && speaker.len >= role.len &&
	       (memcmp(speaker.ptr, role.ptr, role.len) == 0 ||
		memcmp(speaker.ptr + speaker.len - role.len, role.ptr, role.len) == 0);
}

/* "  DENIES Dewi Pramesthika (juru bicara, Otorita), via Radio Lembah" */
static void put_speaker(struct view *v)
{
	const struct record *r = &v->entry;
	struct text_style s = style(v);
	struct span speaker = record_get(r, "speaker"), as = record_get(r, "speaker_as"),
		    kind = record_get(r, "when_kind");
	struct span role = record_get(r, "role"), org = record_get(r, "org"),
		    via = record_get(r, "via");
	enum text_color color;
	struct buffer line = {0};

	if (!record_has(r, "mode")) {
		text_add_wrapped_colored(
			&v->out, &s, TEXT_DIM,
			span_text(span_is(kind, "forecast") ? "TO COME" : "REPORTED"), 2);
		return;
	}
	if (speaker_holds(speaker, role))
		role.len = 0;
	struct span label = text_stance(record_get(r, "stance"), &color);
	size_t column = text_add_flowing(&v->out, &s, color, label, 2, 0);
	speaker = speaker.len ? speaker : as.len ? as : span_text("(speaker not named)");
	buffer_add_span(&line, speaker);
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

static void put_words(struct view *v)
{
	const struct record *r = &v->entry;
	struct text_style s = style(v);
	struct span quote = record_get(r, "quote"), mode = record_get(r, "mode");
	struct buffer words = {0};

	if (quote.len && mode.len) {
		bool direct = span_is(mode, "direct"); /* a mixed one has its marks inside */
		if (direct)
			buffer_add_text(&words, "“");
		text_add_quotation(&words, quote, direct);
		if (direct)
			buffer_add_text(&words, "”");
	} else {
		buffer_add_span(&words, record_get(r, "text"));
	}
	text_add_wrapped(&v->out, &s, buffer_span(&words), 4);
	buffer_free(&words);
}

static void put_figures(const struct view *v, struct buffer *line)
{
	struct buffer list = {0};

	for (size_t i = 0; i < v->figure_count; i++) {
		buffer_add_text(&list, i ? "; " : "");
		buffer_add_span(&list, v->figures[i].text);
	}
	if (v->figures_more) {
		buffer_add_text(&list, " and ");
		buffer_add_number(&list, v->figures_more);
		buffer_add_text(&list, " more");
	}
	text_add_detail(line, "figures", buffer_span(&list));
	buffer_free(&list);
}

/* The small print: figures, hedge, event, warnings, how often, where. */
static void put_details(struct view *v)
{
	const struct record *r = &v->entry;
	struct text_style s = style(v);
	struct buffer line = {0};
	struct span hedge = record_get(r, "hedge"), event = record_get(r, "event"),
		    count = record_get(r, "count");
	struct span figures = record_get(r, "figures");

	struct span when = record_get(r, "when");
	if (span_starts(when, "../"))
		text_add_detail(&line, "by", span_text("this date"));
	else if (when.len > 3 && memcmp(when.ptr + when.len - 3, "/..", 3) == 0)
		text_add_detail(&line, "from", span_text("this date on"));
	if (v->figure_count)
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

static void put_dispute(struct view *v, struct span other)
{
	const struct dispute_note *n = v->disputes ? disputes_note(v->disputes, other) : NULL;
	bool denies = span_is(record_get(&v->entry, "stance"), "deny") ||
		      span_is(record_get(&v->entry, "polarity"), "deny");
	bool figure =
		n ? !denies && !n->denies : span_is(record_get(&v->entry, "dispute"), "figure");
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

/* In the order of the articles; a page is for reading, the records have them all. */
static void put_disputes(struct view *v)
{
	struct span disputes = record_get(&v->entry, "disputes"), other;
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

static void put_reference(struct view *v)
{
	const struct record *r = &v->entry;
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

/* What a reader of the short view wants: statements, and sentences with a date of their own. */
static bool worth_showing(const struct view *v)
{
	const struct record *r = &v->entry;
	struct span basis = record_get(r, "basis"), kind = record_get(r, "kind");

	if (v->options.all || record_has(r, "mode"))
		return true;
	if (span_is(kind, "link") || span_is(kind, "boilerplate") || span_is(kind, "byline") ||
	    span_is(kind, "caption"))
		return false;
	return span_is(basis, "explicit") || span_is(basis, "relative");
}

bool view_is_full(const struct view *v)
{
	return v->options.max_entries && v->shown >= v->options.max_entries;
}

static void finish_entry(struct view *v)
{
	if (!v->pending)
		return;
	v->pending = false;
	if (!worth_showing(v)) {
		v->left_out++;
		return;
	}
	if (view_is_full(v))
		return;
	put_heading(v);
	put_speaker(v);
	put_words(v);
	put_details(v);
	put_disputes(v);
	put_reference(v);
	v->shown++;
	flush(v);
}

static void add_figure(struct view *v, const struct record *r)
{
	struct span num = record_get(r, "num"), unit = record_get(r, "unit");

	struct buffer text = {0};
	uint64_t start = 0, end;
	size_t i = v->figure_count;

	if (num.len == 0 || !text_figure_matters(r))
		return;
	if (i == SHOWN_FIGURES) {
		v->figures_more++;
		return;
	}
	record_range(record_get(r, "num_at"), &start, &end);
	text_add_figure(&text, r, num, unit);
	for (; i > 0 && v->figures[i - 1].start > start; i--)
		v->figures[i] = v->figures[i - 1];
	v->figures[i] = (struct figure){start, arena_copy(&v->arena, buffer_span(&text))};
	v->figure_count++;
	buffer_free(&text);
}

void view_record(struct view *v, const struct record *r, const struct disputes *d)
{
	struct span id = record_get(r, "id");

	v->disputes = d;
	if (v->pending && id.len && span_equal(id, record_get(&v->entry, "id"))) {
		add_figure(v, r);
		return;
	}
	finish_entry(v);
	arena_reset(&v->arena);
	v->figure_count = v->figures_more = 0;
	v->entry = record_copy(r, &v->arena);
	v->pending = true;
	add_figure(v, r);
}

void view_end(struct view *v)
{
	struct text_style s = style(v);
	struct buffer line = {0};

	finish_entry(v);
	if (view_is_full(v)) {
		buffer_add_text(&line, "(no more was asked for)");
	} else if (v->left_out) {
		buffer_add_byte(&v->out, '\n');
		buffer_add_byte(&line, '(');
		buffer_add_number(&line, v->left_out);
		buffer_add_text(
			&line,
			v->left_out == 1
				? " sentence without a statement or a date of its own is not shown: --all)"
				: " sentences without a statement or a date of their own are not shown: --all)");
	} else if (v->shown == 0) {
		buffer_add_text(&line, "(nothing to show)");
	}
	text_add_wrapped(&v->out, &s, buffer_span(&line), 0);
	buffer_free(&line);
	flush(v);
}

/* The page: one HTML file without any request to the outside. It is complete as it is written; the script only hides what a
 * reader does not look for. */
#include "cmd/timeline/html.h"

#include <stdlib.h>

#include "cmd/timeline/context.h"
#include "cmd/timeline/markup.h"
#include "cmd/timeline/tally.h"
#include "cmd/timeline/view_text.h"

enum { AROUND = 2, SHOWN_DISPUTES = 8 };

static struct span field(const struct entry *e, const char *label)
{
	return record_get(&e->record, label);
}

/* --- who and what --- */

static void add_stance(struct buffer *out, enum stance s, bool forecast)
{
	buffer_add_text(out, "<span class=\"stance ");
	buffer_add_text(out, stance_name(s));
	buffer_add_text(out, "\"><svg class=\"i\" viewBox=\"-8 -8 16 16\" aria-hidden=\"true\">");
	lanes_add_mark(out, s);
	buffer_add_text(out, "</svg>");
	buffer_add_text(out, forecast ? "to come" : stance_label(s));
	buffer_add_text(out, "</span> ");
}

static void add_via(struct buffer *out, struct span via)
{
	struct span item;
	bool first = true;

	for (; list_next(&via, &item); first = false) {
		struct buffer name = {0};
		buffer_add_text(out, first ? " <span class=\"via\">via " : ", ");
		list_decode(&name, item);
		markup_add_bdi(out, buffer_span(&name));
		buffer_free(&name);
	}
	if (!first)
		buffer_add_text(out, "</span>");
}

void html_add_speaker(struct buffer *out, const struct entry *e)
{
	struct span role = entry_role(&e->record), org = field(e, "org");
	enum stance stance = stance_of(&e->record);
	bool told = stance == STANCE_NONE;

	add_stance(out, stance, told && span_is(field(e, "when_kind"), "forecast"));
	buffer_add_text(out, "<b class=\"speaker\">");
	markup_add_bdi(out, told ? entry_outlet(e) : entry_speaker(&e->record));
	buffer_add_text(out, "</b>");
	if (!told && (role.len || org.len)) {
		buffer_add_text(out, " <span class=\"role\">");
		markup_add_bdi(out, role);
		buffer_add_text(out, role.len && org.len ? ", " : "");
		markup_add_bdi(out, org);
		buffer_add_text(out, "</span>");
	}
	if (!told)
		add_via(out, field(e, "via"));
}

static void add_language(struct buffer *out, struct span lang)
{
	if (lang.len == 0)
		return;
	buffer_add_text(out, " lang=\"");
	markup_add_plain(out, lang);
	buffer_add_byte(out, '"');
}

void html_add_words(struct buffer *out, const struct entry *e)
{
	struct buffer words = {0};

	entry_add_words(&words, &e->record);
	buffer_add_text(out, "<blockquote dir=\"auto\"");
	add_language(out, field(e, "lang"));
	buffer_add_byte(out, '>');
	markup_add(out, buffer_span(&words));
	buffer_add_text(out, "</blockquote>\n");
	buffer_free(&words);
}

/* --- the small print --- */

static void add_figures(struct buffer *out, const struct entry *e)
{
	for (size_t i = 0; i < e->figure_count; i++) {
		const struct entry_figure *f = &e->figures[i];
		buffer_add_text(out, "<li class=\"number\">");
		markup_add_bdi(out, f->text);
		if (f->before) {
			buffer_add_text(out, " <span class=\"series\">↗ series: before it ");
			markup_add_bdi(out, f->before->said);
			buffer_add_text(out, ", ");
			markup_add_day(out, f->before->day);
			buffer_add_text(out, "</span>");
		}
		buffer_add_text(out, "</li>");
	}
	if (e->figures_more) {
		buffer_add_text(out, "<li>and ");
		buffer_add_number(out, e->figures_more);
		buffer_add_text(out, " more numbers</li>");
	}
}

static void add_fact(struct buffer *out, const char *before, struct span value, const char *behind)
{
	if (value.len == 0)
		return;
	buffer_add_text(out, "<li>");
	buffer_add_text(out, before);
	markup_add_bdi(out, value);
	buffer_add_text(out, behind);
	buffer_add_text(out, "</li>");
}

static void add_warnings(struct buffer *out, struct span warn)
{
	struct span item;

	while (list_next(&warn, &item)) {
		buffer_add_text(out, "<li class=\"warn\">");
		markup_add(out, text_warning(item));
		buffer_add_text(out, "</li>");
	}
}

/* Whose word the event is. */
static void add_teller(struct buffer *out, const struct entry *e)
{
	struct span in = field(e, "told_in"), by = field(e, "told_by"), on = field(e, "told_on");

	if (in.len == 0)
		return;
	buffer_add_text(out, "<li>told by <a href=\"#");
	markup_add_anchor(out, in);
	buffer_add_text(out, "\">");
	markup_add_bdi(out, by.len ? by : span_text("(speaker not named)"));
	buffer_add_text(out, "</a> (");
	buffer_add_text(out, stance_label(stance_named(field(e, "told_as"))));
	if (on.len) {
		buffer_add_text(out, ", ");
		edtf_take_open(&on);
		markup_add_when(out, on);
	}
	buffer_add_text(out, ")</li>");
}

static void add_facts(struct buffer *out, const struct entry *e)
{
	struct span when = field(e, "when"), event = field(e, "event"), count = field(e, "count");
	size_t start = out->len;

	buffer_add_text(out, "<ul class=\"facts\">");
	size_t empty = out->len;
	enum edtf_reach reach = edtf_take_open(&when);
	buffer_add_text(out, reach == EDTF_UNTIL   ? "<li>by this date</li>"
			     : reach == EDTF_SINCE ? "<li>from this date on</li>"
						   : "");
	add_teller(out, e);
	add_figures(out, e);
	if (e->figure_count == 0)
		add_fact(out, "", field(e, "figures"), "");
	add_fact(out, "hedged: ", field(e, "hedge"), "");
	if (event.len) {
		bool until = span_starts(event, "../");
		buffer_add_text(out, until ? "<li>speaks of the time until " : "<li>speaks of ");
		markup_add_when(out, until ? span_sub(event, 3, event.len) : event);
		buffer_add_text(out, "</li>");
	}
	if (!span_is(count, "1"))
		add_fact(out, "in ", count, " articles");
	add_warnings(out, field(e, "warn"));
	if (out->len == empty)
		out->len = start;
	else
		buffer_add_text(out, "</ul>\n");
}

static void add_dispute(struct buffer *out, struct html *h, const struct entry *e, struct span id)
{
	const struct dispute_note *n = disputes_note(h->parts.disputes, id);
	bool denies = entry_denies(&e->record);
	bool figure = n ? !denies && !n->denies : span_is(field(e, "dispute"), "figure");

	buffer_add_text(out, "<li><span class=\"how\">");
	buffer_add_text(out, figure ? "≠ other figure" : denies ? "⇄ disputes" : "⇄ disputed by");
	buffer_add_text(out, "</span> <a href=\"#");
	markup_add_anchor(out, id);
	buffer_add_text(out, "\">");
	if (n) {
		markup_add_bdi(out, n->speaker.len ? n->speaker : span_text("(speaker not named)"));
		buffer_add_byte(out, ' ');
		buffer_add_text(out, stance_label(stance_named(n->stance)));
		buffer_add_text(out, n->words.len ? ": " : "");
		markup_add_bdi(out, n->words);
		buffer_add_text(out, n->cut ? " …" : "");
	} else {
		markup_add_bdi(out, id);
	}
	buffer_add_text(out, "</a></li>");
}

static void add_disputes(struct buffer *out, struct html *h, const struct entry *e)
{
	struct span disputes = field(e, "disputes"), item;
	struct buffer id = {0};
	uint64_t shown = 0;

	if (disputes.len == 0)
		return;
	buffer_add_text(out, "<ul class=\"against\">");
	while (list_next(&disputes, &item)) {
		id.len = 0;
		list_decode(&id, item);
		if (shown++ < SHOWN_DISPUTES)
			add_dispute(out, h, e, buffer_span(&id));
	}
	if (shown > SHOWN_DISPUTES) {
		buffer_add_text(out, "<li>and ");
		buffer_add_number(out, shown - SHOWN_DISPUTES);
		buffer_add_text(out, " more</li>");
	}
	buffer_add_text(out, "</ul>\n");
	buffer_free(&id);
}

/* --- where it stands --- */

static const char *basis_text(struct span basis)
{
	return span_is(basis, "document")  ? "the article’s date"
	       : span_is(basis, "carried") ? "the speaker’s date elsewhere in it"
	       : span_is(basis, "order")   ? "no date, but earlier than what was told before"
					   : NULL;
}

static void add_sentence(struct buffer *out, struct span text, struct span lang, bool own,
			 bool furniture)
{
	buffer_add_text(out, own ? "<p class=\"own\"" : furniture ? "<p class=\"aside\"" : "<p");
	add_language(out, lang);
	buffer_add_text(out, own ? " dir=\"auto\"><mark>" : " dir=\"auto\">");
	markup_add(out, text);
	buffer_add_text(out, own ? "</mark></p>\n" : "</p>\n");
}

static void add_neighbours(struct buffer *out, const struct html *h, const struct entry *e)
{
	const struct context *c = h->parts.options->context;
	const struct context_sentence *first, *end;
	struct span id = field(e, record_has(&e->record, "told_in") ? "told_in" : "id");
	const struct context_sentence *own = c ? context_find(c, id, AROUND, &first, &end) : NULL;

	if (own == NULL) {
		add_sentence(out, field(e, "text"), field(e, "lang"), true, false);
		return;
	}
	for (const struct context_sentence *s = first; s < end; s++)
		add_sentence(out, s->text, s->lang, s == own, s->furniture);
}

static void add_place(struct buffer *out, const struct html *h, const struct entry *e)
{
	struct span doc = field(e, "doc"), source = field(e, "source");
	const char *basis = basis_text(field(e, "basis"));

	if (doc.len == 0)
		return;
	buffer_add_text(out, "<details class=\"place\"><summary>");
	if (source.len) {
		markup_add_bdi(out, source);
		buffer_add_byte(out, ' ');
	}
	buffer_add_text(out, "<code>");
	markup_add_bdi(out, doc);
	buffer_add_byte(out, '#');
	markup_add(out, field(e, "at"));
	buffer_add_text(out, "</code>");
	if (basis) {
		buffer_add_text(out, " <span class=\"basis\">");
		buffer_add_text(out, basis);
		buffer_add_text(out, "</span>");
	}
	buffer_add_text(out, "</summary><div class=\"around\">\n");
	add_neighbours(out, h, e);
	buffer_add_text(out, "</div></details>\n");
}

/* --- an entry --- */

/* An open start stands under its end, an open end under its start. */
static void add_heading(struct html *h, struct span when)
{
	struct buffer *out = &h->list.bytes;

	edtf_take_open(&when);
	if (h->in_day && span_equal(when, buffer_span(&h->heading)))
		return;
	buffer_add_text(out, h->in_day ? "</ol></section>\n" : "");
	buffer_add_text(out, "<section class=\"day\"><h3>");
	markup_add_when(out, when);
	buffer_add_text(out, "</h3><ol>\n");
	h->heading.len = 0;
	buffer_add_span(&h->heading, when);
	h->in_day = true;
}

/* The numbers of all documents that say it: its own, and those of `seen` (DOC#START-END). */
static void add_documents(struct buffer *out, struct story *s, const struct entry *e)
{
	struct span seen = field(e, "seen"), item;
	uint32_t own = story_document(s, field(e, "doc"));
	struct buffer name = {0};

	buffer_add_text(out, " data-d=\"");
	buffer_add_number(out, own);
	while (list_next(&seen, &item)) {
		name.len = 0;
		list_decode(&name, item);
		while (name.len && name.data[name.len - 1] != '#')
			name.len--;
		name.len -= name.len > 0;
		uint32_t other = name.len ? story_document(s, buffer_span(&name)) : own;
		if (other != own) {
			buffer_add_byte(out, ' ');
			buffer_add_number(out, other);
		}
	}
	buffer_add_byte(out, '"');
	buffer_free(&name);
}

static void html_entry(void *state, const struct entry *e)
{
	struct html *h = state;
	struct buffer *out = &h->list.bytes;
	enum stance stance = stance_of(&e->record);
	uint32_t speaker = 0;

	story_add(&h->story, e, &speaker);
	add_heading(h, field(e, "when"));
	buffer_add_text(out, "<li class=\"entry ");
	buffer_add_text(out, stance_name(stance));
	buffer_add_text(out, "\" id=\"");
	markup_add_anchor(out, field(e, "id"));
	buffer_add_text(out, "\" data-k=\"");
	buffer_add_text(out, stance_name(stance));
	if (stance != STANCE_NONE) {
		buffer_add_text(out, "\" data-s=\"");
		buffer_add_number(out, speaker);
	}
	buffer_add_byte(out, '"');
	add_documents(out, &h->story, e);
	buffer_add_text(out, record_has(&e->record, "disputes") ? " data-x>\n<p class=\"head\">"
								: ">\n<p class=\"head\">");
	html_add_speaker(out, e);
	buffer_add_text(out, "</p>\n");
	html_add_words(out, e);
	add_facts(out, e);
	add_disputes(out, h, e);
	add_place(out, h, e);
	buffer_add_text(out, "</li>\n");
	spool_check(&h->list);
}

static bool html_end(void *state, uint64_t left_out)
{
	struct html *h = state;
	struct buffer out = {0};

	if (h->in_day)
		buffer_add_text(&h->list.bytes, "</ol></section>\n");
	html_add_head(&out, h);
	h->parts.write(h->parts.context, buffer_span(&out));
	bool good = spool_copy(&h->list, h->parts.write, h->parts.context);
	out.len = 0;
	html_add_tail(&out, h, left_out);
	if (good)
		h->parts.write(h->parts.context, buffer_span(&out));
	buffer_free(&out);
	return good;
}

static void html_free(void *state)
{
	struct html *h = state;

	story_free(&h->story);
	spool_free(&h->list);
	buffer_free(&h->heading);
	free(h);
}

struct view_form view_html(const struct view_parts *p)
{
	struct html *h = alloc_zeroed(1, sizeof *h);

	h->parts = *p;
	h->list.folder = p->options->temporary;
	return (struct view_form){html_entry, html_end, html_free, h};
}

/* What stands around the entries of the page: the summary, the disputes, the drawings, the filter, the articles. */
#include <stdlib.h>

#include "cmd/timeline/html.h"
#include "cmd/timeline/markup.h"
#include "cmd/timeline/tally.h"

enum {
	SHOWN_THINGS = 4, /* charts before the rest is folded away */
	DRAWN_THINGS = 24,
	SHOWN_GROUPS = 40,     /* disputes before the rest is folded away */
	LISTED_SPEAKERS = 400, /* in the filter */
	COMPARED = 64          /* cards of a group that tell what it counts */
};

/* --- the document --- */

static void add_policy(struct buffer *out, struct span style, struct span script)
{
	buffer_add_text(
		out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		     "style-src '");
	digest_add(out, style);
	buffer_add_text(out, "'; script-src '");
	digest_add(out, script);
	buffer_add_text(out, "'; base-uri 'none'; form-action 'none'\">\n");
}

static struct span title_of(const struct html *h)
{
	return span_text(h->parts.options->title ? h->parts.options->title : "Who said what, when");
}

static void add_start(struct buffer *out, const struct html *h)
{
	struct buffer style = {0};

	buffer_add_span(&style, asset_span(&asset_page_css));
	buffer_add_span(&style, asset_span(&asset_lanes_css));
	buffer_add_text(out,
			"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
	add_policy(out, buffer_span(&style), asset_span(&asset_page_js));
	buffer_add_text(out,
			"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
			"<meta name=\"color-scheme\" content=\"light dark\">\n"
			"<meta name=\"referrer\" content=\"no-referrer\">\n"
			"<meta name=\"generator\" content=\"kabar timeline " KABAR_VERSION
			"\">\n<title>");
	markup_add_plain(out, title_of(h));
	buffer_add_text(out, "</title>\n<style>");
	buffer_add_span(out, buffer_span(&style));
	buffer_add_text(out, "</style>\n</head>\n<body>\n"
			     "<a class=\"skip\" href=\"#entries\">To the entries</a>\n");
	buffer_free(&style);
}

/* --- the summary --- */

static void add_count(struct buffer *out, uint64_t n, const char *one, const char *many,
		      const char *target)
{
	buffer_add_text(out, "<li>");
	if (target) {
		buffer_add_text(out, "<a href=\"");
		buffer_add_text(out, target);
		buffer_add_text(out, "\">");
	}
	buffer_add_text(out, "<b>");
	buffer_add_number(out, n);
	buffer_add_text(out, "</b> ");
	buffer_add_text(out, n == 1 ? one : many);
	buffer_add_text(out, target ? "</a></li>\n" : "</li>\n");
}

static void add_summary(struct buffer *out, const struct html *h, size_t groups, size_t things)
{
	const struct story *s = &h->story;

	buffer_add_text(out, "<header>\n<h1>");
	markup_add_bdi(out, title_of(h));
	buffer_add_text(out, "</h1>\n");
	if (s->entries && s->first != TIMEX_NO_DAY) {
		buffer_add_text(out, "<p class=\"period\">Articles of ");
		markup_add_day(out, s->first);
		if (s->last != s->first) {
			buffer_add_text(out, " to ");
			markup_add_day(out, s->last);
		}
		buffer_add_text(out, "</p>\n");
	}
	buffer_add_text(out, "<ul class=\"counts\">\n");
	add_count(out, s->document_count, "article", "articles",
		  s->document_count ? "#articles" : NULL);
	if (s->outlet_count)
		add_count(out, s->outlet_count, "outlet", "outlets", NULL);
	add_count(out, s->speaker_count, "speaker", "speakers", s->speaker_count ? "#lanes" : NULL);
	add_count(out, s->statements, "statement", "statements", "#entries");
	add_count(out, groups, "dispute", "disputes", groups ? "#disputes" : NULL);
	if (things)
		add_count(out, things, "figure to compare", "figures to compare", "#figures");
	buffer_add_text(
		out,
		"</ul>\n<p class=\"note\">Who said it and who contradicts whom, as the "
		"articles tell it; found by rules, which can err. Not a finding of what is true."
		"</p>\n</header>\n<main>\n");
}

/* --- disputes --- */

/* What most cards of a group count. */
static uint64_t counted_by_most(const struct story *s, const uint32_t *cards, size_t n)
{
	uint64_t best = 0;
	size_t most = 0;

	n = n < COMPARED ? n : COMPARED;
	for (size_t i = 0; i < n; i++) {
		const struct entry *e = &s->cards[cards[i]].entry;
		for (size_t k = 0; k < e->figure_count; k++) {
			size_t same = 0;
			for (size_t j = 0; j < n && e->figures[k].counted; j++) {
				const struct entry *o = &s->cards[cards[j]].entry;
				size_t f = 0;
				while (f < o->figure_count &&
				       o->figures[f].counted != e->figures[k].counted)
					f++;
				same += f < o->figure_count;
			}
			if (same > most) {
				most = same;
				best = e->figures[k].counted;
			}
		}
	}
	return most > 1 ? best : 0;
}

static void add_card_figures(struct buffer *out, const struct entry *e, uint64_t counted)
{
	bool any = false;

	for (size_t i = 0; i < e->figure_count && counted; i++) {
		if (e->figures[i].counted != counted)
			continue;
		buffer_add_text(out, any ? " · " : "<p class=\"big\">");
		markup_add_bdi(out, e->figures[i].text);
		any = true;
	}
	buffer_add_text(out, any ? "</p>\n" : "");
}

static void add_card(struct buffer *out, const struct story_card *c, uint64_t counted)
{
	const struct entry *e = &c->entry;
	struct span source = record_get(&e->record, "source");

	buffer_add_text(out, "<li class=\"card ");
	buffer_add_text(out, stance_name(stance_of(&e->record)));
	buffer_add_text(out, "\">\n<p class=\"head\">");
	html_add_speaker(out, e);
	buffer_add_text(out, "</p>\n");
	add_card_figures(out, e, counted);
	html_add_words(out, e);
	buffer_add_text(out, "<p class=\"from\"><a href=\"#");
	markup_add_anchor(out, record_get(&e->record, "id"));
	buffer_add_text(out, "\">");
	markup_add_when(out, record_get(&e->record, "when"));
	buffer_add_text(out, "</a> · ");
	markup_add_bdi(out, source.len ? source : record_get(&e->record, "doc"));
	buffer_add_text(out, "</p></li>\n");
}

/* The first number of what is counted. */
static struct span value_of(const struct entry *e, uint64_t counted)
{
	for (size_t i = 0; i < e->figure_count; i++) {
		if (e->figures[i].counted == counted)
			return e->figures[i].value;
	}
	return span_of("", 0);
}

static size_t whole_digits(struct span decimal)
{
	const char *point = decimal.len ? memchr(decimal.ptr, '.', decimal.len) : NULL;
	return point ? (size_t)(point - decimal.ptr) : decimal.len;
}

struct counted_card {
	struct span value;
	uint32_t card;
};

/* Counts are not negative, so the longer whole part is the larger one. */
static int counted_compare(const void *a, const void *b)
{
	const struct counted_card *x = a, *y = b;
	size_t m = whole_digits(x->value), n = whole_digits(y->value);
	int order = m != n ? (m > n) - (m < n) : span_compare(x->value, y->value);

	return order ? order : (x->card > y->card) - (x->card < y->card);
}

/* Different numbers side by side, equal ones next to each other. */
static void sort_by_value(const struct story *s, uint32_t *cards, size_t n, uint64_t counted)
{
	struct counted_card *all = alloc_bytes((n + 1) * sizeof *all);

	for (size_t i = 0; i < n; i++)
		all[i] = (struct counted_card){value_of(&s->cards[cards[i]].entry, counted),
					       cards[i]};
	qsort(all, n, sizeof *all, counted_compare);
	for (size_t i = 0; i < n; i++)
		cards[i] = all[i].card;
	free(all);
}

static void add_group(struct buffer *out, const struct story *s, uint32_t *cards, size_t n)
{
	bool denied = false;

	for (size_t i = 0; i < n; i++)
		denied = denied || entry_denies(&s->cards[cards[i]].entry.record);
	uint64_t counted = denied ? 0 : counted_by_most(s, cards, n);
	if (counted)
		sort_by_value(s, cards, n, counted);
	buffer_add_text(out, denied ? "<li class=\"dispute\"><h3>⇄ Said and denied</h3><ul>\n"
				    : "<li class=\"dispute\"><h3>≠ Counted differently</h3><ul>\n");
	for (int turn = 0; turn < 2; turn++) { /* the denials behind what they deny */
		for (size_t i = 0; i < n; i++) {
			const struct story_card *c = &s->cards[cards[i]];
			if (entry_denies(&c->entry.record) == (turn == 1))
				add_card(out, c, counted);
		}
	}
	buffer_add_text(out, "</ul></li>\n");
}

/* Cards come in the order of the timeline, their group is the first of them: a list of each group's cards in one pass. */
static void add_disputes(struct buffer *out, const struct story *s, size_t groups)
{
	uint32_t *next = alloc_zeroed(s->card_count + 1, sizeof *next),
		 *last = alloc_zeroed(s->card_count + 1, sizeof *last),
		 *cards = alloc_bytes((s->card_count + 1) * sizeof *cards);
	size_t shown = 0;

	for (size_t i = 0; i < s->card_count; i++) {
		uint32_t g = s->cards[i].group;
		if (g != i)
			next[last[g]] = (uint32_t)i;
		last[g] = (uint32_t)i;
	}
	buffer_add_text(
		out,
		groups ? "<section id=\"disputes\"><h2>Disputes</h2>\n<ol class=\"disputes\">\n"
		       : "");
	for (size_t i = 0; i < s->card_count; i++) {
		size_t n = 0;
		if (s->cards[i].group != i)
			continue;
		for (uint32_t k = (uint32_t)i;; k = next[k]) {
			cards[n++] = k;
			if (next[k] == 0)
				break;
		}
		if (n < 2)
			continue; /* the others were not asked for */
		if (shown++ == SHOWN_GROUPS)
			buffer_add_text(out, "</ol>\n<details><summary>more disputes</summary>"
					     "<ol class=\"disputes\">\n");
		add_group(out, s, cards, n);
	}
	buffer_add_text(out, groups == 0            ? ""
			     : shown > SHOWN_GROUPS ? "</ol></details></section>\n"
						    : "</ol></section>\n");
	free(next);
	free(last);
	free(cards);
}

/* --- drawings --- */

static void add_lanes(struct buffer *out, const struct story *s)
{
	if (s->mark_count == 0)
		return;
	buffer_add_text(
		out,
		"<section id=\"lanes\"><h2>Who spoke when</h2>\n"
		"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Who spoke when\">\n");
	lanes_draw(out, s, false);
	buffer_add_text(out, "</div>\n");
	lanes_add_legend(out, s);
	buffer_add_text(out, "</section>\n");
}

static void add_charts(struct buffer *out, const struct html *h)
{
	size_t count;
	const struct tally_thing *things = tally_things(h->parts.tally, &count);

	if (count == 0)
		return;
	buffer_add_text(
		out,
		"<section id=\"figures\"><h2>Figures over time</h2>\n"
		"<p class=\"note\">Numbers of one unit with the same word beside them: what to "
		"compare, not proof that they contradict. Filled: a speaker’s words; hollow: an "
		"outlet’s own; steps: one source’s tally that grows or is revised.</p>\n"
		"<div class=\"charts\">\n");
	for (size_t i = 0; i < count && i < DRAWN_THINGS; i++) {
		if (i == SHOWN_THINGS)
			buffer_add_text(out, "</div>\n<details class=\"more\"><summary>More figures"
					     "</summary><div class=\"charts\">\n");
		chart_draw(out, &h->story, &things[i]);
	}
	if (count > DRAWN_THINGS) {
		buffer_add_text(out, "</div>\n<p class=\"note\">");
		buffer_add_number(out, count - DRAWN_THINGS);
		buffer_add_text(out, " more, said less often, are not drawn.</p><div>\n");
	}
	buffer_add_text(out, count > SHOWN_THINGS ? "</div></details></section>\n"
						  : "</div></section>\n");
}

/* --- the filter --- */

static void add_option(struct buffer *out, size_t value, struct span name, uint64_t entries)
{
	buffer_add_text(out, "<option value=\"");
	buffer_add_number(out, value);
	buffer_add_text(out, "\" data-n=\"");
	markup_add_plain(out, name);
	buffer_add_text(out, "\">");
	markup_add_plain(out, name);
	if (entries) {
		buffer_add_text(out, " (");
		buffer_add_number(out, entries);
		buffer_add_byte(out, ')');
	}
	buffer_add_text(out, "</option>\n");
}

struct named {
	struct span name;
	uint32_t document;
};

static int named_compare(const void *a, const void *b)
{
	return span_compare(((const struct named *)a)->name, ((const struct named *)b)->name);
}

/* The caller frees it. */
static uint32_t *documents_by_name(const struct story *s)
{
	struct named *all = alloc_bytes((s->document_count + 1) * sizeof *all);
	uint32_t *order = alloc_bytes((s->document_count + 1) * sizeof *order);

	for (uint32_t i = 0; i < s->document_count; i++)
		all[i] = (struct named){s->documents[i].name, i};
	if (s->document_count)
		qsort(all, s->document_count, sizeof *all, named_compare);
	for (size_t i = 0; i < s->document_count; i++)
		order[i] = all[i].document;
	free(all);
	return order;
}

static void add_choices(struct buffer *out, const struct story *s)
{
	uint32_t speakers[LISTED_SPEAKERS];
	size_t n = story_lanes(s, speakers, LISTED_SPEAKERS);

	buffer_add_text(
		out, "<label>Speaker <select name=\"speaker\"><option value=\"\">all</option>\n");
	for (size_t i = 0; i < n; i++)
		add_option(out, speakers[i], s->speakers[speakers[i]].name,
			   s->speakers[speakers[i]].entries);
	buffer_add_text(out, "</select></label>\n<label>Article <select name=\"doc\">"
			     "<option value=\"\">all</option>\n");
	uint32_t *order = documents_by_name(s);
	for (size_t i = 0; i < s->document_count; i++)
		add_option(out, order[i], s->documents[order[i]].name, 0);
	free(order);
	buffer_add_text(out, "</select></label>\n<fieldset><legend>Stance</legend>");
	for (int k = 0; k < STANCES; k++) {
		if (s->stances[k] == 0)
			continue;
		buffer_add_text(out, "<label class=\"chip ");
		buffer_add_text(out, stance_name((enum stance)k));
		buffer_add_text(out, "\"><input type=\"checkbox\" name=\"stance\" value=\"");
		buffer_add_text(out, stance_name((enum stance)k));
		buffer_add_text(out, "\"> ");
		buffer_add_text(out, stance_label((enum stance)k));
		buffer_add_text(out, "</label>");
	}
	buffer_add_text(out, "</fieldset>\n");
	if (s->card_count)
		buffer_add_text(out,
				"<label class=\"chip\"><input type=\"checkbox\" name=\"disputed\" "
				"value=\"1\"> disputed only</label>\n");
}

static void add_filter(struct buffer *out, const struct story *s)
{
	buffer_add_text(
		out,
		"<section id=\"entries\"><h2>Day by day</h2>\n"
		"<form id=\"filter\" role=\"search\" aria-label=\"Filter the entries\" hidden>\n"
		"<label class=\"q\">Text <input type=\"search\" name=\"q\" autocomplete=\"off\" "
		"placeholder=\"press / to search\"></label>\n");
	add_choices(out, s);
	buffer_add_text(out, "<button type=\"reset\">Show all</button>\n"
			     "<output id=\"shown\" aria-live=\"polite\"></output>\n</form>\n");
}

/* --- */

void html_add_head(struct buffer *out, struct html *h)
{
	size_t groups = story_group(&h->story), things;

	tally_things(h->parts.tally, &things);
	add_start(out, h);
	add_summary(out, h, groups, things);
	add_disputes(out, &h->story, groups);
	add_charts(out, h);
	add_lanes(out, &h->story);
	add_filter(out, &h->story);
	if (h->story.entries == 0)
		buffer_add_text(out, "<p>Nothing to show.</p>\n");
}

static void add_articles(struct buffer *out, const struct story *s)
{
	uint32_t *order = documents_by_name(s);

	buffer_add_text(out,
			"<section id=\"articles\"><h2>Articles</h2>\n<ul class=\"articles\">\n");
	for (size_t i = 0; i < s->document_count; i++) {
		const struct story_document *d = &s->documents[order[i]];
		buffer_add_text(out, "<li><code>");
		markup_add_bdi(out, d->name);
		buffer_add_text(out, "</code> ");
		markup_add_bdi(out, d->outlet);
		buffer_add_byte(out, ' ');
		markup_add_bdi(out, d->date);
		buffer_add_text(out, "</li>\n");
	}
	buffer_add_text(out, "</ul></section>\n");
	free(order);
}

void html_add_tail(struct buffer *out, struct html *h, uint64_t left_out)
{
	buffer_add_text(out, "</section>\n");
	bool only = h->parts.options->only;
	if (only || left_out) {
		buffer_add_text(out, "<p class=\"note\">");
		if (!only)
			buffer_add_number(out, left_out);
		buffer_add_text(out, only ? "Sentences" : " sentences");
		buffer_add_text(out, " without a statement or a date of their own are not shown "
				     "(<code>--all</code> shows them).</p>\n");
	}
	if (h->story.document_count)
		add_articles(out, &h->story);
	buffer_add_text(out, "</main>\n<script>");
	buffer_add_span(out, asset_span(&asset_page_js));
	buffer_add_text(out, "</script>\n</body>\n</html>\n");
}

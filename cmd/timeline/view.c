/* Sorted records gathered into entries for the page and the drawing, and the words that all views share.
 *
 * No quotation is shown without its speaker and stance. Number records of one statement are one entry. */
#include "cmd/timeline/view.h"

#include <stdlib.h>

#include "cmd/timeline/tally.h"
#include "cmd/timeline/view_text.h"

struct view {
	struct view_options options;
	struct view_form form;
	struct tally *tally;
	struct arena arena;
	struct entry entry; /* the unit being gathered */
	bool pending;
	uint64_t shown, left_out;
};

struct view *view_new(const struct view_options *o, const struct disputes *d, struct tally *t,
		      view_write *write, void *context)
{
	struct view *v = alloc_zeroed(1, sizeof *v);
	const struct view_parts parts = {&v->options, write, context, d, t};

	v->options = *o; /* before the form looks at it */
	v->tally = t;
	v->form = o->kind == VIEW_SVG ? view_svg(&parts) : view_html(&parts);
	return v;
}

void view_free(struct view *v)
{
	if (v == NULL)
		return;
	v->form.free(v->form.state);
	arena_free(&v->arena);
	free(v);
}

/* --- what all views say alike --- */

struct span entry_outlet(const struct entry *e)
{
	struct span source = record_get(&e->record, "source");
	return source.len ? source : record_get(&e->record, "doc");
}

struct span words_speaker(struct span speaker, struct span as)
{
	return speaker.len ? speaker : as.len ? as : span_text("(speaker not named)");
}

struct span entry_speaker(const struct record *r)
{
	return words_speaker(record_get(r, "speaker"), record_get(r, "speaker_as"));
}

/* 'a witness' with the role 'witness', 'Mayor' with the role 'Mayor': said once is enough. */
struct span words_role(struct span speaker, struct span role)
{
	bool held = role.len && speaker.len >= role.len &&
		    (memcmp(speaker.ptr, role.ptr, role.len) == 0 || span_ends(speaker, role));
	return held ? span_of("", 0) : role;
}

struct span entry_role(const struct record *r)
{
	return words_role(record_get(r, "speaker"), record_get(r, "role"));
}

bool words_deny(struct span stance, struct span polarity)
{
	return span_is(stance, "deny") || span_is(polarity, "deny");
}

bool entry_denies(const struct record *r)
{
	return words_deny(record_get(r, "stance"), record_get(r, "polarity"));
}

void words_add_said(struct buffer *out, struct span mode, struct span quote, struct span text)
{
	bool direct = span_is(mode, "direct"); /* a mixed one has its marks inside */

	if (quote.len == 0 || mode.len == 0) {
		buffer_add_span(out, text);
		return;
	}
	if (direct)
		buffer_add_text(out, "“");
	text_add_quotation(out, quote, direct);
	if (direct)
		buffer_add_text(out, "”");
}

void entry_add_words(struct buffer *out, const struct record *r)
{
	words_add_said(out, record_get(r, "mode"), record_get(r, "quote"), record_get(r, "text"));
}

/* --- gathering --- */

bool view_shows(const struct view_options *o, const struct known *k)
{
	struct span basis = k->basis, kind = k->kind;

	if (o->all || k->mode.len)
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
	struct known k;
	known_find(&v->entry.record, &k);
	if (!view_shows(&v->options, &k)) {
		v->left_out++;
		return;
	}
	if (view_is_full(v))
		return;
	v->entry.number = ++v->shown;
	v->form.entry(v->form.state, &v->entry);
}

/* The records of a unit come sorted by their bytes; a reader wants its numbers as the text has them. */
static void add_figure(struct view *v, const struct record *r)
{
	struct entry *e = &v->entry;
	struct text_figure f = text_figure_of(r);
	struct buffer text = {0};
	uint64_t start = 0, end;
	size_t i = e->figure_count;

	if (f.num.len == 0 || !text_figure_matters(&f))
		return;
	if (i == ENTRY_FIGURES) {
		e->figures_more++;
		return;
	}
	record_range(record_get(r, "num_at"), &start, &end);
	text_add_figure(&text, &f);
	for (; i > 0 && e->figures[i - 1].start > start; i--)
		e->figures[i] = e->figures[i - 1];
	struct span value = record_get(r, record_has(r, "value") ? "value" : "low");
	e->figures[i] = (struct entry_figure){
		.value = arena_copy(&v->arena, value),
		.start = start,
		.text = arena_copy(&v->arena, buffer_span(&text)),
		.counted = tally_counted(v->tally, r),
		.before = tally_before(v->tally, r),
	};
	e->figure_count++;
	buffer_free(&text);
}

void view_record(struct view *v, const struct record *r)
{
	struct entry *e = &v->entry;
	struct span id = record_get(r, "id");

	if (v->pending && id.len && span_equal(id, record_get(&e->record, "id"))) {
		add_figure(v, r);
		return;
	}
	finish_entry(v);
	arena_reset(&v->arena);
	e->figure_count = e->figures_more = 0;
	e->record = record_copy(r, &v->arena);
	v->pending = true;
	add_figure(v, r);
}

bool view_end(struct view *v)
{
	finish_entry(v);
	return v->form.end(v->form.state, v->left_out);
}

/* Records gathered into drafts while they come in. What the view will not show is only counted. */
#include <stdlib.h>

#include "cmd/timeline/sorter.h"
#include "cmd/timeline/terminal.h"
#include "cmd/timeline/view.h"

struct drafts {
	const struct view_options *options;
	struct sorter *sorter;
	struct left_out left_out;
	bool pending, shown; /* shown: the unit at hand is worth it */
	bool counted;        /* or was left out and counted */
	struct draft draft;  /* the unit at hand; its spans in the buffers */
	uint32_t unit;       /* its number */
	struct buffer names; /* what it has of the record as it came */
	struct buffer head, figures, details, warnings, scratch;
};

struct drafts *drafts_new(const struct view_options *o, struct sorter *sorter, uint64_t max_bytes)
{
	struct drafts *d = alloc_zeroed(1, sizeof *d);

	d->options = o;
	d->sorter = sorter;
	d->left_out.max_bytes = max_bytes;
	return d;
}

void drafts_free(struct drafts *d)
{
	if (d == NULL)
		return;
	buffer_free(&d->names);
	buffer_free(&d->head);
	buffer_free(&d->figures);
	buffer_free(&d->details);
	buffer_free(&d->warnings);
	buffer_free(&d->scratch);
	left_out_free(&d->left_out);
	free(d);
}

uint64_t drafts_bytes(const struct drafts *d)
{
	return left_out_bytes(&d->left_out);
}

uint64_t drafts_left_out(struct drafts *d)
{
	return left_out_count(&d->left_out);
}

/* --- gathering --- */

static struct span kept(struct buffer *names, struct span s)
{
	buffer_add_span(names, s);
	return span_of(names->data + names->len - s.len, s.len);
}

static void start_names(struct drafts *d, const struct known *k, const struct shown *s)
{
	const struct span from[] = {k->doc,     k->at,       k->id,     k->when,
				    s->figures, s->disputes, s->dispute};
	struct span *to[] = {&d->draft.doc,    &d->draft.at,       &d->draft.id,     &d->draft.when,
			     &d->draft.listed, &d->draft.disputes, &d->draft.dispute};
	size_t need = 0;

	for (size_t i = 0; i < sizeof from / sizeof *from; i++)
		need += from[i].len;
	d->names.len = 0;
	buffer_reserve(&d->names, need + 1); /* once: what is kept must not move */
	for (size_t i = 0; i < sizeof from / sizeof *from; i++)
		*to[i] = kept(&d->names, from[i]);
}

static enum draft_basis basis_of(struct span basis)
{
	return span_is(basis, "document")  ? DRAFT_DOCUMENT
	       : span_is(basis, "carried") ? DRAFT_CARRIED
	       : span_is(basis, "order")   ? DRAFT_ORDER
					   : DRAFT_OWN_DATE;
}

static void clear_draft(struct drafts *d)
{
	d->head.len = d->figures.len = d->details.len = d->warnings.len = 0;
}

static void start_draft(struct drafts *d, const struct known *k, const struct shown *s)
{
	const struct text_style style = {d->options->width, d->options->color};

	d->draft.basis = basis_of(k->basis);
	d->draft.denies = words_deny(s->stance, s->polarity);
	draft_add_head(&d->head, &style, k, s, &d->scratch);
	draft_add_details(&d->details, s, &d->scratch);
	text_add_warnings(&d->warnings, &style, s->warn);
}

static bool same_unit(const struct drafts *d, const struct known *k)
{
	return d->pending && k->id.len && span_equal(k->id, d->draft.id) &&
	       span_equal(k->doc, d->draft.doc) && span_equal(k->at, d->draft.at) &&
	       span_equal(k->when, d->draft.when);
}

bool drafts_end(struct drafts *d)
{
	struct draft *draft = &d->draft;

	if (!d->pending)
		return true;
	d->pending = false;
	if (!d->shown && d->counted)
		return true;
	draft->left_out = !d->shown;
	draft->head = buffer_span(&d->head);
	draft->figures = buffer_span(&d->figures);
	draft->details = buffer_span(&d->details);
	draft->warnings = buffer_span(&d->warnings);
	return sorter_add_draft(d->sorter, draft, d->unit);
}

bool drafts_add(struct drafts *d, const struct record *r, const struct known *k, uint32_t unit,
		uint32_t tally)
{
	static const struct shown nothing = {.num = {NULL, 0}};
	bool more = same_unit(d, k), good = more || drafts_end(d);
	struct shown s = nothing;

	if (!more)
		d->shown = view_shows(d->options, k);
	if (d->shown)
		shown_find(r, &s);
	if (!more) {
		d->pending = true;
		d->unit = unit;
		start_names(d, k, &s);
		clear_draft(d);
		if (d->shown)
			start_draft(d, k, &s);
		else
			d->counted = left_out_add(&d->left_out, k);
	}
	if (d->shown)
		draft_add_number(&d->figures, &s, tally, &d->scratch);
	return good;
}

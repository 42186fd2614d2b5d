#include "cmd/extract-numbers/extract.h"

#include <stdlib.h>

#include "common/number.h"
#include "common/offsets.h"

struct extractor {
	struct extract_options options;
	struct number_rules *rules;
	struct tokens tokens;
	struct arena numbers;    /* of one sentence */
	struct arena held_bytes; /* of the records that wait */
	struct record *held;     /* statements of one sentence */
	size_t held_count, held_cap;
	struct record out; /* keeps its array */
	struct buffer range, figures, line;
};

struct extractor *extractor_open(const struct pack *p, const struct extract_options *o)
{
	struct extractor *x = alloc_zeroed(1, sizeof *x);

	x->options = *o;
	x->rules = number_rules_open(p);
	return x;
}

void extractor_close(struct extractor *x)
{
	number_rules_free(x->rules);
	tokens_free(&x->tokens);
	arena_free(&x->numbers);
	arena_free(&x->held_bytes);
	free(x->held);
	record_free(&x->out);
	buffer_free(&x->range);
	buffer_free(&x->figures);
	buffer_free(&x->line);
	free(x);
}

struct view;

/* The numbers of a sentence. */
struct found {
	struct number *numbers;
	size_t count;
	struct offsets offsets;
	const struct view *view; /* of the first record */
};

/* --- which number belongs to which statement --- */

/* The range behind an optional "title:". */
static bool range_of(struct span value, uint64_t *start, uint64_t *end)
{
	size_t colon = 0;

	if (!value.ptr)
		return false;
	while (colon < value.len && value.ptr[colon] != ':')
		colon++;
	return record_range(colon < value.len ? span_sub(value, colon + 1, value.len) : value,
			    start, end);
}

/* The first record whose quotation holds the byte of the document; the first of all when none does. */
static size_t owner_of(const struct record *records, size_t count, uint64_t byte)
{
	for (size_t i = 0; i < count; i++) {
		uint64_t start, end;
		if (range_of(record_get(&records[i], "quote_at"), &start, &end) && byte >= start &&
		    byte < end)
			return i;
	}
	return 0;
}

/* --- writing --- */

/* The fields of a number, in this order. */
enum { FIELD_UNIT = 5, FIELD_COUNT = 10 };
static const struct span field_names[FIELD_COUNT] = {
	{"num", 3},  {"num_at", 6},  {"value", 5},  {"low", 3}, {"high", 4},
	{"unit", 4}, {"numkind", 7}, {"approx", 6}, {"rel", 3}, {"numrole", 7}};

/* The fields that are asked of every record, found in one pass over it: a search for each was a fifth of the time. */
struct view {
	struct span text, lang, id, mode, kind, num, at, fold;
	bool last;
	bool numbered; /* it has fields of a number, which a new one replaces */
};

/* Where the value of a field that is read belongs; the length tells most labels apart. */
static struct span *slot(struct view *v, struct span label)
{
	switch (label.len) {
	case 2: return span_is(label, "id") ? &v->id : span_is(label, "at") ? &v->at : NULL;
	case 3: return span_is(label, "num") ? &v->num : NULL;
	case 4:
		return span_is(label, "text")   ? &v->text
		       : span_is(label, "mode") ? &v->mode
		       : span_is(label, "kind") ? &v->kind
		       : span_is(label, "lang") ? &v->lang
		       : span_is(label, "fold") ? &v->fold
						: NULL;
	default: return NULL;
	}
}

static bool is_number_field(struct span label)
{
	switch (label.len) {
	case 3: return span_is(label, "num") || span_is(label, "low") || span_is(label, "rel");
	case 4: return span_is(label, "high") || span_is(label, "unit");
	case 5: return span_is(label, "value");
	case 6: return span_is(label, "num_at") || span_is(label, "approx");
	case 7: return span_is(label, "numkind") || span_is(label, "numrole");
	default: return false;
	}
}

/* segment's fields stand in their places in nearly every record: no label has to be told from all the others then. */
static size_t view_usual(struct view *v, const struct record *r)
{
	const struct field *f = r->fields;

	if (r->usual < USUAL_LABELS)
		return 0;
	v->id = f[USUAL_ID].value;
	v->at = f[USUAL_AT].value;
	v->kind = f[USUAL_KIND].value;
	v->lang = f[USUAL_LANG].value;
	v->text = f[USUAL_TEXT].value;
	return USUAL_LABELS;
}

static struct view view_of(const struct record *r)
{
	struct view v = {.last = false};

	for (size_t i = view_usual(&v, r); i < r->count; i++) {
		const struct field *f = &r->fields[i];
		struct span *value = slot(&v, f->label);
		if (value)
			*value = f->value;
		v.numbered |= is_number_field(f->label);
		v.last |= span_is(f->label, "last");
	}
	return v;
}

static struct span present(struct span value)
{
	return value.ptr ? value : span_of("", 0);
}

/* What stands in front of their values; copied at full width, which takes one store. */
static const char field_heads[FIELD_COUNT][16] = {
	"\tnum:",  "\tnum_at:",  "\tvalue:",  "\tlow:", "\thigh:",
	"\tunit:", "\tnumkind:", "\tapprox:", "\trel:", "\tnumrole:"};

/* The record's line with the number's fields behind it, where nothing else changes. Nothing has to be cleaned but a unit, which may
 * come from a pack: the rest is made here, or stood in the line. */
static void put_line(struct extractor *x, const struct record *in,
		     const struct span values[FIELD_COUNT], struct sink *out)
{
	size_t room = in->source.len + sizeof field_heads;

	for (size_t i = 0; i < FIELD_COUNT; i++)
		room += values[i].len;
	x->line.len = 0;
	buffer_reserve(&x->line, room);
	buffer_add_span(&x->line, in->source);
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		memcpy(x->line.data + x->line.len, field_heads[i], sizeof field_heads[i]);
		x->line.len += field_names[i].len + 2;
		if (i == FIELD_UNIT)
			record_write_value(&x->line, values[i]);
		else if (values[i].len)
			buffer_add_span(&x->line, values[i]);
	}
	out->put(out, &(struct record){.source = buffer_span(&x->line), .whole = true});
}

static void put_number(struct extractor *x, const struct record *in, const struct found *f,
		       size_t k, struct offsets *o, bool more, struct sink *out)
{
	const struct number *n = &f->numbers[k];
	bool typed = n->value.ptr || n->low.ptr || n->high.ptr, less = more && f->view->last;

	x->range.len = 0;
	offsets_add_range(&x->range, o, n->start, n->end);
	const struct span values[FIELD_COUNT] = {span_sub(x->tokens.text, n->start, n->end),
						 buffer_span(&x->range),
						 present(n->value),
						 present(n->low),
						 present(n->high),
						 present(n->unit),
						 typed ? number_kind_name(n->kind) : span_of("", 0),
						 number_approx_name(n->approx),
						 number_rel_name(n->rel),
						 number_role_name(n->role)};
	if (out->lines && !f->view->numbered && !less && in->unmoved == in->count &&
	    record_is_source(in)) {
		put_line(x, in, values, out);
		return;
	}
	record_assign(&x->out, in);
	if (less)
		record_remove(&x->out, "last");
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		if (f->view->numbered) /* record_set looks at every label, which took a third of the time */
			record_set(&x->out, field_names[i].ptr, values[i]);
		else
			record_add(&x->out, field_names[i], values[i]);
	}
	out->put(out, &x->out);
}

static void put_figures(struct extractor *x, const struct record *in, struct sink *out)
{
	record_assign(&x->out, in);
	record_set(&x->out, "figures", buffer_span(&x->figures));
	out->put(out, &x->out);
}

static void add_figure(struct extractor *x, const struct number *n)
{
	x->range.len = 0;
	number_add_figure(&x->range, n);
	if (x->range.len)
		list_add(&x->figures, buffer_span(&x->range));
}

/* Every number record repeats the text: a long text full of numbers, which is no sentence of anybody, would grow with its square. */
enum { MAX_BYTES_OUT = 256 << 20 };

static bool is_too_much(const struct extractor *x, size_t found)
{
	return !x->options.annotate && x->tokens.text.len > 0 &&
	       found > MAX_BYTES_OUT / x->tokens.text.len;
}

/* Whether number k is one to print for record i of a sentence. */
static bool is_wanted(const struct extractor *x, const struct record *records, size_t count,
		      size_t i, const struct found *f, size_t k)
{
	if (!x->options.all && !number_is_quantity(f->numbers[k].role))
		return false;
	if (count == 1)
		return true;
	struct offsets o = f->offsets;
	return owner_of(records, count, offsets_of(&o, f->numbers[k].start)) == i;
}

/* The numbers of record i of a sentence; how many of them were printed or noted in figures. `last` stays on the final
 * record of the document only: the others lose it. */
static size_t put_numbers(struct extractor *x, const struct record *records, size_t count, size_t i,
			  const struct found *f, struct sink *out)
{
	size_t printed = 0,
	       held = f->count; /* the number to be put next, once another is known to follow */
	struct offsets o = f->offsets;

	for (size_t k = 0; k < f->count; k++) {
		if (!is_wanted(x, records, count, i, f, k))
			continue;
		printed++;
		if (x->options.annotate)
			add_figure(x, &f->numbers[k]);
		else if (held < f->count)
			put_number(x, &records[i], f, held, &o, true, out);
		held = k;
	}
	if (printed && !x->options.annotate)
		put_number(x, &records[i], f, held, &o, false, out);
	return printed;
}

static void find_numbers(struct extractor *x, struct found *f)
{
	const struct view *v = f->view;

	f->count = 0;
	x->tokens.text = v->text;
	if (!numbers_may_stand(x->rules, v->lang, v->text))
		return;
	arena_reset(&x->numbers);
	tokens_cut(&x->tokens, v->text);
	f->count = numbers_find(x->rules, v->lang, &x->tokens, &x->numbers, &f->numbers);
	if (f->count)
		offsets_start_at(&f->offsets, v->at, v->fold);
}

/* The numbers of one sentence, given to its records. */
static void put_sentence(struct extractor *x, const struct record *records, size_t count,
			 const struct view *v, struct sink *out)
{
	struct found f = {.view = v};

	find_numbers(x, &f);
	if (is_too_much(x, f.count)) {
		out->note(
			out, &records[0],
			"a text so long has so many numbers that it is left as one record; see --annotate");
		f.count = 0;
	}
	for (size_t i = 0; i < count; i++) {
		x->figures.len = 0;
		size_t printed = put_numbers(x, records, count, i, &f, out);
		if (x->options.annotate && x->figures.len)
			put_figures(x, &records[i], out);
		else if ((printed == 0 || x->options.annotate) && !x->options.only)
			out->put(out, &records[i]);
	}
}

/* Page furniture counts nothing: 'Comments (0)', '14 May | 17.40'. The title in a link does. */
static bool is_furniture(const struct view *v)
{
	return span_is(v->kind, "byline") || span_is(v->kind, "boilerplate");
}

/* --- holding the statements of a sentence --- */

static void flush_held(struct extractor *x, struct sink *out)
{
	if (x->held_count) {
		struct view v = view_of(&x->held[0]);
		put_sentence(x, x->held, x->held_count, &v, out);
	}
	x->held_count = 0;
	arena_reset(&x->held_bytes);
}

/* Whether another statement of the same sentence may follow: `id` ends in .1, .2, … */
static bool is_one_of_many(const struct view *v)
{
	size_t i = v->mode.len ? v->id.len : 0;

	while (i > 0 && v->id.ptr[i - 1] >= '0' && v->id.ptr[i - 1] <= '9')
		i--;
	return i > 0 && i < v->id.len && v->id.ptr[i - 1] == '.';
}

static bool same_sentence(const struct record *a, const struct record *b)
{
	return span_equal(record_get(a, "doc"), record_get(b, "doc")) &&
	       span_equal(record_get(a, "at"), record_get(b, "at")) &&
	       span_equal(record_get(a, "text"), record_get(b, "text"));
}

static void hold(struct extractor *x, const struct record *in, struct sink *out)
{
	if (x->held_count && !same_sentence(&x->held[0], in))
		flush_held(x, out);
	x->held = alloc_grown(x->held, x->held_count, &x->held_cap, sizeof *x->held);
	x->held[x->held_count++] = record_copy(in, &x->held_bytes);
}

enum step extractor_record(const struct record *in, struct sink *out, void *extractor)
{
	struct extractor *x = extractor;

	if (!in) {
		flush_held(x, out);
		return STEP_OK;
	}
	struct view v = view_of(in);
	if (is_one_of_many(&v) && v.text.len && !v.num.len) {
		hold(x, in, out);
		return STEP_OK;
	}
	flush_held(x, out);
	bool plain = !v.text.len || (is_furniture(&v) && !x->options.all);
	if (v.num.len || (plain && !x->options.only))
		out->put(out, in);
	else if (!plain)
		put_sentence(x, in, 1, &v, out);
	return STEP_OK;
}

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
	bool replace;      /* the sentence has fields of a number already */
	struct buffer range, figures;
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
	free(x);
}

/* The numbers of a sentence. */
struct found {
	struct number *numbers;
	size_t count;
	struct offsets offsets;
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
enum { FIELD_COUNT = 10 };
static const char *const field_names[FIELD_COUNT] = {"num",  "num_at",  "value",  "low", "high",
						     "unit", "numkind", "approx", "rel", "numrole"};

static bool has_number_fields(const struct record *r)
{
	for (size_t i = 0; i < FIELD_COUNT; i++)
		if (record_get(r, field_names[i]).ptr)
			return true;
	return false;
}

static struct span present(struct span value)
{
	return value.ptr ? value : span_of("", 0);
}

static void put_number(struct extractor *x, const struct record *in, const struct number *n,
		       struct offsets *o, bool more, struct sink *out)
{
	bool typed = n->value.ptr || n->low.ptr || n->high.ptr;

	x->range.len = 0;
	offsets_add_range(&x->range, o, n->start, n->end);
	const struct span values[FIELD_COUNT] = {span_sub(x->tokens.text, n->start, n->end),
						 buffer_span(&x->range),
						 present(n->value),
						 present(n->low),
						 present(n->high),
						 present(n->unit),
						 span_text(typed ? number_kind_name(n->kind) : ""),
						 span_text(number_approx_name(n->approx)),
						 span_text(number_rel_name(n->rel)),
						 span_text(number_role_name(n->role))};
	record_assign(&x->out, in);
	if (more)
		record_remove(&x->out, "last");
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		if (x->replace) /* record_set looks at every label, which took a third of the time */
			record_set(&x->out, field_names[i], values[i]);
		else
			record_add(&x->out, span_text(field_names[i]), values[i]);
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
	struct offsets o = f->offsets;
	return (x->options.all || number_is_quantity(f->numbers[k].role)) &&
	       (count == 1 || owner_of(records, count, offsets_of(&o, f->numbers[k].start)) == i);
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
			put_number(x, &records[i], &f->numbers[held], &o, true, out);
		held = k;
	}
	if (printed && !x->options.annotate)
		put_number(x, &records[i], &f->numbers[held], &o, false, out);
	return printed;
}

/* The numbers of one sentence, given to its records. */
static void put_sentence(struct extractor *x, const struct record *records, size_t count,
			 struct sink *out)
{
	struct found f;

	arena_reset(&x->numbers);
	tokens_cut(&x->tokens, record_get(&records[0], "text"));
	f.count = numbers_find(x->rules, record_get(&records[0], "lang"), &x->tokens, &x->numbers,
			       &f.numbers);
	if (f.count) {
		offsets_start(&f.offsets, &records[0]);
		x->replace = has_number_fields(&records[0]);
	}
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
static bool is_furniture(const struct record *r)
{
	static const char *const kinds[] = {"byline", "boilerplate"};
	struct span kind = record_get(r, "kind");
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kind.ptr && span_is(kind, kinds[i]))
			return true;
	return false;
}

/* --- holding the statements of a sentence --- */

static void flush_held(struct extractor *x, struct sink *out)
{
	if (x->held_count)
		put_sentence(x, x->held, x->held_count, out);
	x->held_count = 0;
	arena_reset(&x->held_bytes);
}

/* Whether another statement of the same sentence may follow: `id` ends in .1, .2, … */
static bool is_one_of_many(const struct record *r)
{
	struct span id = record_get(r, "id");
	size_t i = id.ptr && record_has(r, "mode") ? id.len : 0;

	while (i > 0 && id.ptr[i - 1] >= '0' && id.ptr[i - 1] <= '9')
		i--;
	return i > 0 && i < id.len && id.ptr[i - 1] == '.';
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

	if (in && is_one_of_many(in) && record_has(in, "text") && !record_has(in, "num")) {
		hold(x, in, out);
		return STEP_OK;
	}
	flush_held(x, out);
	if (!in)
		return STEP_OK;
	bool plain = !record_has(in, "text") || (is_furniture(in) && !x->options.all);
	if (record_has(in, "num") || (plain && !x->options.only))
		out->put(out, in);
	else if (!plain)
		put_sentence(x, in, 1, out);
	return STEP_OK;
}

#include "cmd/dedupe/figures.h"

#include <stdlib.h>

struct reading {
	const struct text *text;
	struct tokens tokens;
	struct number *numbers;
	size_t count;
};

struct figures {
	const struct number_rules *rules;
	struct number_rules *own; /* the same; NULL: another one's */
	struct arena arena;
	struct reading a, b;
	struct span lang;
	bool read;
	struct buffer left, right;
};

struct figures *figures_open(const struct pack *p)
{
	struct figures *f = alloc_zeroed(1, sizeof *f);
	f->rules = f->own = number_rules_open(p);
	return f;
}

struct figures *figures_beside(const struct figures *f)
{
	struct figures *other = alloc_zeroed(1, sizeof *other);
	other->rules = f->rules;
	return other;
}

void figures_close(struct figures *f)
{
	if (!f)
		return;
	number_rules_free(f->own);
	arena_free(&f->arena);
	tokens_free(&f->a.tokens);
	tokens_free(&f->b.tokens);
	buffer_free(&f->left);
	buffer_free(&f->right);
	free(f);
}

void figures_start(struct figures *f, struct span lang, const struct text *a, const struct text *b)
{
	f->a.text = a;
	f->b.text = b;
	f->lang = lang;
	f->read = false;
}

static void read_text(struct figures *f, struct reading *r)
{
	tokens_cut(&r->tokens, r->text->source);
	r->count = numbers_find(f->rules, f->lang, &r->tokens, &f->arena, &r->numbers);
}

static void read_both(struct figures *f)
{
	if (f->read)
		return;
	arena_reset(&f->arena);
	read_text(f, &f->a);
	read_text(f, &f->b);
	f->read = true;
}

static bool has_amount(const struct number *n)
{
	return number_is_quantity(n->role) && (n->value.ptr || n->low.ptr || n->high.ptr);
}

/* A date, a time, a score or a label has no amount: its own bytes count. */
static void add_amount(struct buffer *out, const struct reading *r, const struct number *n)
{
	out->len = 0;
	if (has_amount(n))
		number_add_figure(out, n);
	else
		buffer_add_span(out, span_sub(r->text->source, n->start, n->end));
}

bool figures_equal(struct figures *f)
{
	read_both(f);
	if (f->a.count != f->b.count)
		return false;
	for (size_t i = 0; i < f->a.count; i++) {
		add_amount(&f->left, &f->a, &f->a.numbers[i]);
		add_amount(&f->right, &f->b, &f->b.numbers[i]);
		if (!span_equal(buffer_span(&f->left), buffer_span(&f->right)))
			return false;
	}
	return true;
}

bool figures_cover(struct figures *f, bool in_a, uint32_t from, uint32_t end)
{
	const struct reading *r = in_a ? &f->a : &f->b;
	size_t n = 0;
	read_both(f);
	for (uint32_t i = from; i < end; i++) {
		const struct word *w = &r->text->words[i];
		while (n < r->count && r->numbers[n].end <= w->raw)
			n++;
		if (n == r->count || w->raw < r->numbers[n].start || w->raw_end > r->numbers[n].end)
			return false;
	}
	return true;
}

/* The amount of words [from, end) read without what stands around them. */
static bool read_alone(struct figures *f, const struct text *t, uint32_t from, uint32_t end,
		       struct buffer *amount)
{
	struct number *numbers;
	struct span source = span_sub(t->source, t->words[from].raw, t->words[end - 1].raw_end);
	f->read = false;
	tokens_cut(&f->a.tokens, source);
	size_t count = numbers_find(f->rules, f->lang, &f->a.tokens, &f->arena, &numbers);
	if (count != 1 || numbers[0].start != 0 || numbers[0].end != source.len ||
	    !has_amount(&numbers[0]))
		return false;
	amount->len = 0;
	number_add_figure(amount, &numbers[0]);
	return true;
}

bool figures_equal_alone(struct figures *f, const struct gap *g)
{
	arena_reset(&f->arena);
	return read_alone(f, f->a.text, g->a, g->a_end, &f->left) &&
	       read_alone(f, f->b.text, g->b, g->b_end, &f->right) &&
	       span_equal(buffer_span(&f->left), buffer_span(&f->right));
}

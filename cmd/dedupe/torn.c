#include "cmd/dedupe/torn.h"

enum { MAX_PIECES = 3, MAX_BYTES = 64 };

/* Words [0, i) of one side and [0, j) of the other are the same. */
struct reached {
	bool yes;
	unsigned repaired, slips, odd_a, odd_b;
};

struct table {
	struct reached cells[TORN_WORDS + 1][TORN_WORDS + 1];
};

/* A zero or a one with a letter glued to it is what a scanner made of a letter: "1ater", "0f". */
static char misread_digit(const struct text *t, const struct word *w)
{
	const struct word *end = t->words + t->count;
	char digit = t->norm.data[w->start];
	bool glued = (w > t->words && !w->before && !(w[-1].flags & WORD_NUMBER)) ||
		     (w + 1 < end && !w[1].before && !(w[1].flags & WORD_NUMBER));
	if (w->len != 1 || !glued)
		return 0;
	return digit == '0' ? 'o' : digit == '1' ? 'l' : digit == '5' ? 's' : 0;
}

/* The letters of some words in a row, into bytes; 0 when they are no torn word. */
static size_t put_together(const struct text *t, const struct word *pieces, unsigned count,
			   char bytes[MAX_BYTES])
{
	size_t len = 0;
	for (unsigned i = 0; i < count; i++) {
		const struct word *w = &pieces[i];
		char letter = w->flags & WORD_NUMBER ? misread_digit(t, w) : 0;
		if (w->flags & WORD_SIGN || (w->flags & WORD_NUMBER && !letter) ||
		    len + w->len > MAX_BYTES)
			return 0;
		if (letter)
			bytes[len] = letter;
		else
			memcpy(bytes + len, t->norm.data + w->start, w->len);
		len += w->len;
	}
	return len;
}

/* Whether pieces may be those of a word at all: nobody tears "not" from "able", and of two whole words with a meaning each none
 * is a piece of a third. */
static bool may_be_pieces(const struct word *pieces, unsigned count)
{
	uint32_t classes = 0;
	bool fragment = false;
	for (unsigned i = 0; i < count; i++) {
		classes |= pieces[i].classes;
		fragment = fragment || !(pieces[i].classes & KNOWN);
	}
	return !(classes & CLASS_NEGATION) && (fragment || !(classes & CLASS_PROTECTED));
}

static unsigned slips_in_torn(const struct sides *s, size_t len, uint32_t pieces, uint32_t whole)
{
	if (whole & CLASS_NEGATION)
		return 0;
	if ((pieces | whole) & CLASS_PROTECTED)
		return s->garbled && len > 6 ? (unsigned)len / 5 : 0;
	return (unsigned)len / (s->garbled ? 4 : 5);
}

/* Whether the pieces are the words of a phrase that the packs join ("prime minister"), each as it is or misspelt. */
static bool is_phrase(struct sides *s, const struct text *t, const struct word *pieces,
		      unsigned count, struct span phrase)
{
	unsigned far = 0;
	for (unsigned i = 0; i < count; i++) {
		const char *blank = phrase.len ? memchr(phrase.ptr, ' ', phrase.len) : NULL;
		size_t len = blank ? (size_t)(blank - phrase.ptr) : phrase.len;
		struct span part = span_sub(phrase, 0, len), piece = word_span(t, &pieces[i]);
		unsigned limit = s->garbled ? (len > 4) * 2u : len > 6;
		bool number = pieces[i].flags & (WORD_NUMBER | WORD_SIGN);
		if (!blank != (i + 1 == count) || edit_distance(part, piece, limit) > limit ||
		    (number && !span_equal(part, piece)))
			return false;
		far += edit_distance(part, piece, limit);
		phrase = span_sub(phrase, blank ? len + 1 : len, phrase.len);
	}
	s->repaired += far < pieces[0].len ? pieces[0].len - far : 0;
	s->slips++;
	return true;
}

/* Whether `count` words of one text are one word of the other. */
static bool is_torn(struct sides *s, const struct text *t, const struct word *pieces,
		    unsigned count, const struct text *other, const struct word *whole)
{
	char bytes[MAX_BYTES];
	if (memchr(other->norm.data + whole->start, ' ', whole->len))
		return is_phrase(s, t, pieces, count, word_span(other, whole));
	size_t len = put_together(t, pieces, count, bytes);
	uint32_t classes = 0;
	if (!len || whole->flags & (WORD_NUMBER | WORD_SIGN) || !may_be_pieces(pieces, count))
		return false;
	for (unsigned i = 0; i < count; i++)
		classes |= pieces[i].classes;
	unsigned limit = slips_in_torn(s, len, classes, whole->classes),
		 far = edit_distance(span_of(bytes, len), word_span(other, whole), limit);
	if (far > limit)
		return false;
	s->repaired += (unsigned)len - (far < len ? far : (unsigned)len);
	s->slips++; /* nobody writes so on purpose */
	return true;
}

static bool may_miss(const struct word *w)
{
	return w->classes & CLASS_FILLER && !(w->classes & CLASS_PROTECTED);
}

/* One step from the words a and b on: da words of the one are db of the other. */
static bool step_equal(struct sides *s, const struct word *a, unsigned da, const struct word *b,
		       unsigned db)
{
	if (da == 0)
		return may_miss(b);
	if (db == 0)
		return may_miss(a);
	if (da == 1 && db == 1) {
		if (a->hash == b->hash)
			s->repaired += a->len;
		return word_differs(s, a, b) == 0;
	}
	bool torn = da > 1 ? is_torn(s, s->a, a, da, s->b, b) : is_torn(s, s->b, b, db, s->a, a);
	*(da > 1 ? &s->odd_a : &s->odd_b) += torn;
	return torn;
}

static struct reached counts_of(const struct sides *s)
{
	return (struct reached){true, s->repaired, s->slips, s->odd_a, s->odd_b};
}

static void counts_set(struct sides *s, const struct reached *r)
{
	s->repaired = r->repaired;
	s->slips = r->slips;
	s->odd_a = r->odd_a;
	s->odd_b = r->odd_b;
}

static void take_step(struct sides *s, struct table *t, const struct gap *g, unsigned i, unsigned j,
		      unsigned da, unsigned db)
{
	const struct reached *from = &t->cells[i][j];
	if (g->a + i + da > g->a_end || g->b + j + db > g->b_end)
		return;
	struct reached *to = &t->cells[i + da][j + db];
	counts_set(s, from);
	if (step_equal(s, &s->a->words[g->a + i], da, &s->b->words[g->b + j], db) &&
	    (!to->yes || s->repaired > to->repaired))
		*to = counts_of(s);
}

bool torn_equal(struct sides *s, const struct gap *g)
{
	static const unsigned char steps[][2] = {{1, 1},          {1, 2}, {2, 1}, {1, MAX_PIECES},
						 {MAX_PIECES, 1}, {1, 0}, {0, 1}};
	struct reached start = counts_of(s);
	struct table t;
	unsigned n = g->a_end - g->a, m = g->b_end - g->b;
	if (n > TORN_WORDS || m > TORN_WORDS)
		return false;
	for (unsigned i = 0; i <= n; i++)
		for (unsigned j = 0; j <= m; j++) /* most gaps are a word or two */
			t.cells[i][j].yes = false;
	t.cells[0][0] = start;
	for (unsigned i = 0; i <= n; i++)
		for (unsigned j = 0; j <= m; j++)
			for (size_t k = 0; t.cells[i][j].yes && k < sizeof steps / sizeof *steps;
			     k++)
				take_step(s, &t, g, i, j, steps[k][0], steps[k][1]);
	const struct reached *end = &t.cells[n][m];
	counts_set(s, end->yes ? end : &start);
	return end->yes;
}

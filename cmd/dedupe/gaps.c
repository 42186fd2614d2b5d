#include "cmd/dedupe/sides.h"
#include "cmd/dedupe/torn.h"

enum { STRAY_BYTES = 1 };

enum { MAX_SIDE = 24 };

struct side {
	const struct word *words[MAX_SIDE];
	unsigned count;
	unsigned bytes;
	bool over; /* more words than a misspelling can have */
};

static void side_take(struct side *out, const struct text *t, uint32_t from, uint32_t end,
		      bool skip_fillers)
{
	*out = (struct side){.over = false};
	for (uint32_t i = from; i < end; i++) {
		const struct word *w = &t->words[i];
		if (skip_fillers && w->classes & CLASS_FILLER && !(w->classes & CLASS_PROTECTED))
			continue;
		out->bytes += w->len;
		if (out->count < MAX_SIDE)
			out->words[out->count++] = w;
		else
			out->over = true;
	}
}

static unsigned side_protected(const struct text *t, uint32_t from, uint32_t end)
{
	unsigned differs = 0;
	for (uint32_t i = from; i < end; i++) {
		const struct word *w = &t->words[i];
		if (w->flags & WORD_SIGN)
			differs |= word_sign_differs(t, w);
		else if (w->flags & WORD_NUMBER || w->classes & CLASS_PROTECTED)
			differs |= word_class_differs(w);
	}
	return differs;
}

/* he, from, will: closed-class words turn a claim where they stand against each other, not where one is cut away with the rest. */
static bool weighs_in_tail(const struct word *w)
{
	return w->flags & (WORD_NUMBER | WORD_SIGN) ||
	       (w->classes & CLASS_PROTECTED &&
		!((w->classes & CLASS_PROTECTED) == CLASS_POLARITY && w->classes & CLASS_FUNCTION));
}

static unsigned tail_protected(const struct text *t, uint32_t from, uint32_t end)
{
	unsigned differs = 0;
	for (uint32_t i = from; i < end; i++)
		if (weighs_in_tail(&t->words[i]))
			differs |= side_protected(t, i, i + 1);
	return differs;
}

/* "Ana L. Orla" is Ana Orla, where no other initial stands instead. */
static bool middle_initial(const struct text *t, uint32_t from, uint32_t end)
{
	return end - from == 1 && from > 0 && end < t->count && t->words[from].len == 1 &&
	       t->words[from].flags & t->words[from - 1].flags & t->words[end].flags &
		       WORD_CAPITAL &&
	       t->words[end].before & GAP_STOP && !(t->words[from].before & ~GAP_BLANK) &&
	       !(t->words[from - 1].classes & KNOWN) && !(t->words[end].classes & KNOWN);
}

/* Words that one text has and the other has not. At the end of the text they may be what a cut took away, if they are
 * words of no weight: no number, no name, nothing protected. */
static unsigned missing_differs(struct sides *s, const struct gap *g)
{
	bool in_a = g->a < g->a_end;
	const struct text *t = in_a ? s->a : s->b;
	uint32_t from = in_a ? g->a : g->b, end = in_a ? g->a_end : g->b_end;
	bool loud = in_a ? s->loud_a : s->loud_b;
	bool at_end = g->a_end == s->fa.end && g->b_end == s->fb.end;
	bool cut = at_end && (in_a ? s->fb.cut : s->fa.cut);
	unsigned differs = cut ? tail_protected(t, from, end) : side_protected(t, from, end);
	struct side side;

	if (middle_initial(t, from, end))
		return 0;
	if (differs)
		return differs;
	side_take(&side, t, from, end, true);
	if (side.count == 0)
		return 0;
	bool stray = side.bytes <= STRAY_BYTES;
	for (unsigned i = 0; i < side.count; i++) {
		if (word_named(side.words[i], loud))
			return DIFFERS_NAME;
		stray = stray && !(side.words[i]->classes & KNOWN);
	}
	if (stray)
		return 0;
	if (cut) {
		*(in_a ? &s->extends_a : &s->extends_b) = true;
		return 0;
	}
	return DIFFERS_TEXT;
}

/* The last word of a cut text is often half a word. */
static bool half_word(const struct sides *s, const struct gap *g)
{
	if (g->a_end != s->fa.end || g->b_end != s->fb.end)
		return false;
	const struct text *cut = s->fa.cut ? s->a : s->b, *whole = s->fa.cut ? s->b : s->a;
	uint32_t i = s->fa.cut ? g->a : g->b, k = s->fa.cut ? g->b : g->a;
	if (s->fa.cut == s->fb.cut || (s->fa.cut ? g->a_end : g->b_end) - i != 1)
		return false;
	struct span half = word_span(cut, &cut->words[i]),
		    full = word_span(whole, &whole->words[k]);
	return half.len < full.len && memcmp(half.ptr, full.ptr, half.len) == 0;
}

/* The same amounts written otherwise: "3.000" and "tiga ribu". */
static bool same_figures(const struct sides *s, const struct gap *g)
{
	struct figures *f = s->figures;
	unsigned both = side_protected(s->a, g->a, g->a_end) & side_protected(s->b, g->b, g->b_end);
	if (!(both & DIFFERS_VALUE))
		return false;
	return figures_equal_alone(f, g) ||
	       (figures_cover(f, true, g->a, g->a_end) && figures_cover(f, false, g->b, g->b_end) &&
		figures_equal(f));
}

/* Word by word; 0 only when each is a misspelling of the other. */
static unsigned words_differ(struct sides *s, const struct side *a, const struct side *b)
{
	unsigned differs = 0;
	for (unsigned i = 0; i < a->count; i++)
		differs |= word_differs(s, a->words[i], b->words[i]);
	return differs;
}

static unsigned without_fillers(struct sides *s, const struct gap *g)
{
	struct side a, b;
	side_take(&a, s->a, g->a, g->a_end, true);
	side_take(&b, s->b, g->b, g->b_end, true);
	if (a.over || b.over)
		return DIFFERS_TEXT;
	if (a.count == 0 && b.count == 0)
		return 0;
	if (a.count == 0)
		return missing_differs(s, &(struct gap){g->a_end, g->a_end, g->b, g->b_end});
	if (b.count == 0)
		return missing_differs(s, &(struct gap){g->a, g->a_end, g->b_end, g->b_end});
	if (a.count == b.count)
		return words_differ(s, &a, &b);
	unsigned differs =
		side_protected(s->a, g->a, g->a_end) | side_protected(s->b, g->b, g->b_end);
	return differs ? differs : DIFFERS_TEXT;
}

unsigned gap_differs(struct sides *s, const struct gap *g)
{
	struct side a, b;
	unsigned repaired = s->repaired, slips = s->slips, seen;
	if (g->a == g->a_end || g->b == g->b_end)
		return missing_differs(s, g);
	if (half_word(s, g)) {
		bool cut_a = s->fa.cut;
		return missing_differs(s, &(struct gap){cut_a ? g->a_end : g->a, g->a_end,
							cut_a ? g->b : g->b_end, g->b_end});
	}
	side_take(&a, s->a, g->a, g->a_end, false);
	side_take(&b, s->b, g->b, g->b_end, false);
	if (!a.over && a.count == b.count && words_differ(s, &a, &b) == 0)
		return 0;
	seen = s->slips; /* also those of words that were refused */
	s->repaired = repaired;
	s->slips = slips;
	if (torn_equal(s, g) || same_figures(s, g))
		return 0;
	unsigned differs = without_fillers(s, g);
	if (differs)
		s->slips = seen;
	return differs;
}

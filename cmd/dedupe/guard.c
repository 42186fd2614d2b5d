#include "cmd/dedupe/guard.h"

#include <stdlib.h>

#include "cmd/dedupe/frame.h"

enum {
	MIN_WORDS = 4, /* of the claim: shorter ones must be equal */
	MIN_SCORE = 500,
	STRAY_BYTES = 2
};

struct guard {
	const struct rules *rules;
	struct aligner *aligner;
	struct diff diff;
};

/* One comparison under way. */
struct sides {
	const struct guard *g;
	struct span lang;
	const struct text *a, *b;
	struct frame fa, fb;
	bool loud_a, loud_b; /* capitals tell nothing: headlines, or all in capitals */
	unsigned repaired;   /* bytes of misspelt words that agree */
	unsigned differs;
	bool extends_a, extends_b; /* that side goes on where the other was cut */
};

struct guard *guard_new(const struct rules *r)
{
	struct guard *g = alloc_zeroed(1, sizeof *g);
	g->rules = r;
	g->aligner = aligner_new();
	return g;
}

void guard_free(struct guard *g)
{
	if (!g)
		return;
	aligner_free(g->aligner);
	free(g);
}

void differs_add(struct buffer *out, unsigned differs)
{
	static const char *const names[] = {"value", "speaker", "polarity", "hedge", "date", "name", "kind", "field", "text"};
	bool first = true;
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		if (differs >> i & 1) {
			if (!first)
				buffer_add_byte(out, ',');
			buffer_add_text(out, names[i]);
			first = false;
		}
}

/* --- single words --- */

static const uint32_t KNOWN = CLASS_PROTECTED | CLASS_FILLER | CLASS_FUNCTION | CLASS_COMMON;

static unsigned class_differs(const struct word *w)
{
	if (w->flags & WORD_NUMBER || w->classes & CLASS_VALUE)
		return DIFFERS_VALUE;
	if (w->classes & CLASS_DATE)
		return DIFFERS_DATE;
	if (w->classes & CLASS_POLARITY)
		return DIFFERS_POLARITY;
	if (w->classes & CLASS_HEDGE)
		return DIFFERS_HEDGE;
	if (w->classes & CLASS_REPORT)
		return DIFFERS_SPEAKER;
	return DIFFERS_TEXT;
}

static bool named(const struct word *w, bool loud)
{
	return (w->flags & WORD_CAPITAL && !loud) || w->classes & (CLASS_PLACE | CLASS_OUTLET);
}

static unsigned sign_differs(const struct text *t, const struct word *w)
{
	return t->norm.data[w->start] == '?' ? DIFFERS_HEDGE : DIFFERS_VALUE;
}

/* How many letters of the longer word may be wrong. A name bears less than a word: Susanto is not Susanti. */
static unsigned slips_allowed(size_t len, bool name, bool known)
{
	if (name)
		return len < 6 ? 0 : len < 9 ? 1 : 2;
	if (len < 6)
		return len > 3 || known;
	return len < 9 ? 2 : (unsigned)(len * 3 / 10);
}

static bool only_last_letter(struct span a, struct span b)
{
	return a.len == b.len && memcmp(a.ptr, b.ptr, a.len - 1) == 0;
}

/* Whether one word is a misspelling of the other; else what differs. */
static unsigned word_differs(struct sides *s, const struct word *wa, const struct word *wb)
{
	struct span a = word_span(s->a, wa), b = word_span(s->b, wb);
	bool known_a = wa->classes & KNOWN, known_b = wb->classes & KNOWN;
	bool name_a = named(wa, s->loud_a), name_b = named(wb, s->loud_b);
	/* where one side shouts, the other one tells */
	bool name = (name_a && (name_b || s->loud_b)) || (name_b && s->loud_a);
	unsigned verdict = name_a || name_b ? DIFFERS_NAME : DIFFERS_TEXT;
	const struct word *protected_word = wa->classes & CLASS_PROTECTED ? wa : wb;

	if ((wa->flags | wb->flags) & WORD_SIGN)
		return wa->flags & WORD_SIGN ? sign_differs(s->a, wa) : sign_differs(s->b, wb);
	if ((wa->flags | wb->flags) & WORD_NUMBER)
		return DIFFERS_VALUE;
	if ((wa->classes | wb->classes) & CLASS_PROTECTED) {
		verdict = class_differs(protected_word);
		if (protected_word->len < 6)
			return verdict;
		name = true; /* a misspelt "membantah" is still that word, but with one slip only */
	}
	if (known_a && known_b)
		return verdict;
	size_t len = a.len > b.len ? a.len : b.len;
	unsigned far = edit_distance(a, b);
	if (far > slips_allowed(len, name, known_a || known_b) || (name && !known_a && !known_b && only_last_letter(a, b)))
		return verdict;
	if (rules_affix_differs(s->g->rules, s->lang, a, b))
		return DIFFERS_POLARITY;
	s->repaired += (unsigned)(len - far);
	return 0;
}

/* --- gaps --- */

enum { MAX_SIDE = 24 };

struct side {
	const struct word *words[MAX_SIDE];
	unsigned count;
	unsigned bytes;
	bool over; /* more words than a misspelling can have */
};

static void side_take(struct side *out, const struct text *t, uint32_t from, uint32_t end)
{
	*out = (struct side){.over = false};
	for (uint32_t i = from; i < end; i++) {
		const struct word *w = &t->words[i];
		if (w->classes & CLASS_FILLER && !(w->classes & CLASS_PROTECTED))
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
			differs |= sign_differs(t, w);
		else if (w->flags & WORD_NUMBER || w->classes & CLASS_PROTECTED)
			differs |= class_differs(w);
	}
	return differs;
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
	unsigned differs = side_protected(t, from, end);
	struct side side;

	if (differs)
		return differs;
	side_take(&side, t, from, end);
	if (side.count == 0)
		return 0;
	bool stray = side.bytes <= STRAY_BYTES;
	for (unsigned i = 0; i < side.count; i++) {
		if (named(side.words[i], loud))
			return DIFFERS_NAME;
		stray = stray && !(side.words[i]->classes & KNOWN);
	}
	if (stray)
		return 0;
	if (at_end && (in_a ? s->fb.cut : s->fa.cut)) {
		*(in_a ? &s->extends_a : &s->extends_b) = true;
		return 0;
	}
	return DIFFERS_TEXT;
}

/* Words run together or torn apart: "Preid en" for "Presiden". */
static unsigned joined_differs(struct sides *s, const struct side *a, const struct side *b)
{
	char bytes[2][64];
	size_t lens[2] = {0, 0};
	const struct side *sides[2] = {a, b};
	for (unsigned k = 0; k < 2; k++)
		for (unsigned i = 0; i < sides[k]->count; i++) {
			const struct word *w = sides[k]->words[i];
			if (lens[k] + w->len > sizeof bytes[k])
				return DIFFERS_TEXT;
			memcpy(bytes[k] + lens[k], (k ? s->b : s->a)->norm.data + w->start, w->len);
			lens[k] += w->len;
		}
	size_t len = lens[0] > lens[1] ? lens[0] : lens[1];
	unsigned far = edit_distance(span_of(bytes[0], lens[0]), span_of(bytes[1], lens[1]));
	if (far > len / 5)
		return DIFFERS_TEXT;
	s->repaired += (unsigned)(len - far);
	return 0;
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
	struct span half = word_span(cut, &cut->words[i]), full = word_span(whole, &whole->words[k]);
	return half.len < full.len && memcmp(half.ptr, full.ptr, half.len) == 0;
}

static unsigned gap_differs(struct sides *s, const struct gap *g)
{
	struct side a, b;
	if (g->a == g->a_end || g->b == g->b_end)
		return missing_differs(s, g);
	if (half_word(s, g)) {
		struct gap rest = s->fa.cut ? (struct gap){g->a_end, g->a_end, g->b, g->b_end} : (struct gap){g->a, g->a_end, g->b_end, g->b_end};
		return missing_differs(s, &rest);
	}
	side_take(&a, s->a, g->a, g->a_end);
	side_take(&b, s->b, g->b, g->b_end);
	if (a.over || b.over)
		return DIFFERS_TEXT;
	if (a.count == 0 || b.count == 0) {
		struct gap rest = a.count == 0 ? (struct gap){g->a_end, g->a_end, g->b, g->b_end}
					       : (struct gap){g->a, g->a_end, g->b_end, g->b_end};
		return a.count == b.count ? 0 : missing_differs(s, &rest);
	}
	if (a.count != b.count) {
		unsigned differs = side_protected(s->a, g->a, g->a_end) | side_protected(s->b, g->b, g->b_end);
		return differs ? differs : joined_differs(s, &a, &b);
	}
	unsigned differs = 0;
	for (unsigned i = 0; i < a.count; i++)
		differs |= word_differs(s, a.words[i], b.words[i]);
	return differs;
}

/* --- texts --- */

static uint32_t core_bytes(const struct text *t, const struct frame *f)
{
	uint32_t sum = 0;
	for (uint32_t i = f->first; i < f->end; i++)
		sum += t->words[i].len;
	return sum;
}

static bool is_loud(const struct text *t, const struct frame *f)
{
	uint32_t capitals = 0, letters = 0;
	for (uint32_t i = f->first; i < f->end; i++) {
		if (t->words[i].flags & (WORD_NUMBER | WORD_SIGN))
			continue;
		letters++;
		capitals += (t->words[i].flags & WORD_CAPITAL) != 0;
	}
	return capitals * 5 > letters * 3;
}

static unsigned frames_differ(const struct frame *a, const struct frame *b)
{
	unsigned differs = 0;
	if (a->place && b->place && a->place != b->place)
		differs |= DIFFERS_NAME;
	if (a->date && b->date && a->date != b->date)
		differs |= DIFFERS_DATE;
	return differs;
}

void guard_compare(struct guard *g, struct span lang, const struct text *a, const struct text *b, struct comparison *c)
{
	struct sides s = {.g = g, .lang = lang, .a = a, .b = b};
	struct diff *d = &g->diff;

	*c = (struct comparison){.same = false};
	frame_find(&s.fa, a);
	frame_find(&s.fb, b);
	s.loud_a = is_loud(a, &s.fa);
	s.loud_b = is_loud(b, &s.fb);
	diff_words(g->aligner, a, s.fa.first, s.fa.end, b, s.fb.first, s.fb.end, d);
	uint32_t total = core_bytes(a, &s.fa) + core_bytes(b, &s.fb);
	s.differs = frames_differ(&s.fa, &s.fb);
	for (unsigned i = 0; i < d->count; i++) {
		unsigned differs = gap_differs(&s, &d->gaps[i]);
		if (differs && !s.differs)
			c->gap = d->gaps[i];
		s.differs |= differs;
	}
	bool extended = s.extends_a || s.extends_b;
	uint32_t shorter = s.extends_a ? core_bytes(b, &s.fb) : core_bytes(a, &s.fa);
	if (extended) /* the part that was cut is not counted, but half must be there */
		total = shorter * 4 > total ? shorter * 2 : total;
	c->score = total ? (unsigned)((uint64_t)(d->matched + s.repaired) * 2000 / total) : 1000;
	c->score = c->score > 1000 ? 1000 : c->score;
	bool enough = d->count == 0 || (s.fa.end - s.fa.first >= MIN_WORDS && s.fb.end - s.fb.first >= MIN_WORDS && c->score >= MIN_SCORE);
	if (!s.differs && !enough)
		s.differs = DIFFERS_TEXT;
	c->differs = d->complete ? s.differs : s.differs | DIFFERS_TEXT;
	c->same = c->differs == 0;
	c->extends = c->same && s.extends_b && !s.extends_a;
}

#include "cmd/dedupe/guard.h"

#include <stdlib.h>

#include "cmd/dedupe/frame.h"
#include "cmd/dedupe/spelling.h"

enum {
	MIN_WORDS = 4, /* of the claim: shorter ones must be equal */
	MIN_SCORE = 500,
	MIN_MATCHED = 150, /* thousandths of equal words, also of a garbled text */
	MIN_SLIPS = 2,     /* that make a text garbled */
	STRAY_BYTES = 1
};

struct guard {
	const struct rules *rules;
	struct figures *figures;
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
	unsigned slips;      /* misspelt words of which one spelling is a known word */
	bool garbled;
	unsigned differs;
	bool extends_a, extends_b; /* that side goes on where the other was cut */
};

struct guard *guard_new(const struct rules *r, struct figures *f)
{
	struct guard *g = alloc_zeroed(1, sizeof *g);
	g->rules = r;
	g->figures = f;
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
	static const char *const names[] = {"value", "speaker", "polarity", "hedge", "date",
					    "name",  "kind",    "field",    "text"};
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
	if (w->classes & (CLASS_POLARITY | CLASS_NEGATION))
		return DIFFERS_POLARITY;
	if (w->classes & CLASS_HEDGE)
		return DIFFERS_HEDGE;
	if (w->classes & CLASS_REPORT)
		return DIFFERS_SPEAKER;
	return DIFFERS_TEXT;
}

/* A known word that begins a sentence has its capital from there. */
static bool starts_sentence(const struct word *w)
{
	return w->raw == 0 || w->before & (GAP_STOP | GAP_QUOTE | GAP_OPEN | GAP_DASH);
}

static bool named(const struct word *w, bool loud)
{
	bool capital =
		w->flags & WORD_CAPITAL && !loud && !(w->classes & KNOWN && starts_sentence(w));
	return capital || w->classes & (CLASS_PLACE | CLASS_OUTLET);
}

static unsigned sign_differs(const struct text *t, const struct word *w)
{
	return t->norm.data[w->start] == '?' ? DIFFERS_HEDGE : DIFFERS_VALUE;
}

/* How many letters of the longer word may be wrong. A name bears less than a word. One odd word may be another word; in a
 * text full of slips it is a slip, and more is let through (`garbled`: scanned or badly typed copies). */
static unsigned slips_in_name(size_t len, bool garbled)
{
	if (garbled)
		return len < 5 ? 0 : len < 9 ? 1 : 2;
	return len < 7 ? 0 : len < 12 ? 1 : 2;
}

static unsigned slips_in_word(size_t len, bool known, bool garbled)
{
	if (len < 4)
		return known;
	if (garbled)
		return len < 6 ? 1 : len < 9 ? 2 : (unsigned)(len * 3 / 10);
	return len < 8 ? 1 : len < 12 ? 2 : (unsigned)(len / 4);
}

/* A protected word misspelt is still that word ("membamtah"), if what stands there is no other word. */
static unsigned slips_in_protected(size_t len, const struct word *w)
{
	if (w->classes & CLASS_NEGATION || (w->classes & CLASS_VALUE && len < 5))
		return 0;
	return len < 9 ? 1 : 2;
}

static bool is_name(const struct sides *s, const struct word *wa, const struct word *wb)
{
	if ((wa->classes | wb->classes) & KNOWN && starts_sentence(wa) && starts_sentence(wb))
		return false;
	bool name_a = named(wa, s->loud_a), name_b = named(wb, s->loud_b);
	/* where one side shouts, the other one tells */
	/* and where both do, nobody tells: a word that no pack knows may be one */
	if (s->loud_a && s->loud_b)
		return !((wa->classes | wb->classes) & KNOWN) &&
		       wa->flags & wb->flags & WORD_CAPITAL;
	return (name_a && (name_b || s->loud_b)) || (name_b && s->loud_a);
}

/* Whether two spellings cannot both be words: only one of them is known, or has a digit inside. */
static bool is_slip(const struct word *wa, const struct word *wb, bool known_a, bool known_b)
{
	return known_a != known_b || (wa->flags ^ wb->flags) & WORD_MIXED;
}

/* Whether one word, no number and no sign, is a misspelling of the other; else what differs. */
static unsigned spelling_differs(struct sides *s, const struct word *wa, const struct word *wb)
{
	struct span a = word_span(s->a, wa), b = word_span(s->b, wb);
	bool known_a = wa->classes & KNOWN, known_b = wb->classes & KNOWN, other;
	const struct word *guarded = wa->classes & CLASS_PROTECTED ? wa : wb;
	unsigned verdict =
			 named(wa, s->loud_a) || named(wb, s->loud_b) ? DIFFERS_NAME : DIFFERS_TEXT,
		 slips;
	size_t len = a.len > b.len ? a.len : b.len;
	bool listed =
		s->garbled &&
		!wa->classes != !wb->classes; /* one is a name of the packs, the other is nothing */

	if (guarded->classes & CLASS_PROTECTED) {
		verdict = class_differs(guarded);
		slips = slips_in_protected(len, guarded);
		other = false;
	} else {
		bool name = is_name(s, wa, wb);
		if (name && spelling_equal(a, b)) {
			s->repaired += (unsigned)len;
			return 0;
		}
		other = name ? !listed && spelling_other_name(a, b, s->garbled)
			     : !s->garbled && spelling_other_start(a, b);
		slips = name ? slips_in_name(len, s->garbled)
			     : slips_in_word(len, known_a || known_b, s->garbled);
	}
	if ((known_a && known_b) || other)
		return verdict;
	unsigned far = edit_distance(a, b, slips);
	if (far > slips)
		return verdict;
	if (rules_affix_differs(s->g->rules, s->lang, a, b, s->garbled))
		return DIFFERS_POLARITY;
	s->repaired += (unsigned)(len - far);
	s->slips += is_slip(wa, wb, known_a, known_b) || (verdict == DIFFERS_TEXT && len > 4);
	return 0;
}

static unsigned word_differs(struct sides *s, const struct word *wa, const struct word *wb)
{
	if (wa->hash == wb->hash)
		return 0;
	if (wa->flags & WORD_SIGN)
		return sign_differs(s->a, wa);
	if (wb->flags & WORD_SIGN)
		return sign_differs(s->b, wb);
	if ((wa->flags | wb->flags) & WORD_NUMBER)
		return DIFFERS_VALUE;
	return spelling_differs(s, wa, wb);
}

/* --- gaps --- */

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
	side_take(&side, t, from, end, true);
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
	unsigned limit = (unsigned)len / (s->garbled ? 4 : 5);
	unsigned far = edit_distance(span_of(bytes[0], lens[0]), span_of(bytes[1], lens[1]), limit);
	if (far > limit)
		return DIFFERS_TEXT;
	s->repaired += (unsigned)(len - far);
	s->slips++; /* nobody writes so on purpose */
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
	struct span half = word_span(cut, &cut->words[i]),
		    full = word_span(whole, &whole->words[k]);
	return half.len < full.len && memcmp(half.ptr, full.ptr, half.len) == 0;
}

/* The same amounts written otherwise: "3.000" and "tiga ribu". */
static bool same_figures(const struct sides *s, const struct gap *g)
{
	struct figures *f = s->g->figures;
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
	return differs ? differs : joined_differs(s, &a, &b);
}

static unsigned gap_differs(struct sides *s, const struct gap *g)
{
	struct side a, b;
	unsigned repaired = s->repaired;
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
	s->repaired = repaired;
	if (same_figures(s, g))
		return 0;
	return without_fillers(s, g);
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

static void judge_gaps(struct sides *s, const struct diff *d, struct gap *first)
{
	s->repaired = s->slips = 0;
	s->extends_a = s->extends_b = false;
	s->differs = frames_differ(&s->fa, &s->fb);
	for (unsigned i = 0; i < d->count; i++) {
		unsigned differs = gap_differs(s, &d->gaps[i]);
		if (differs && !s->differs)
			*first = d->gaps[i];
		s->differs |= differs;
	}
}

/* Bytes of equal and misspelt words, of all, in thousandths. What a cut took away is not counted, but half must be there. */
static unsigned score_of(const struct sides *s, const struct diff *d)
{
	uint32_t a = core_bytes(s->a, &s->fa), b = core_bytes(s->b, &s->fb), total = a + b;
	uint32_t shorter = s->extends_a ? b : a;
	if ((s->extends_a || s->extends_b) && shorter * 4 > total)
		total = shorter * 2;
	uint64_t score = total ? (uint64_t)(d->matched + s->repaired) * 2000 / total : 1000;
	return score > 1000 ? 1000 : (unsigned)score;
}

void guard_compare(struct guard *g, struct span lang, const struct text *a, const struct text *b,
		   struct comparison *c)
{
	struct sides s = {.g = g, .lang = lang, .a = a, .b = b};
	struct diff *d = &g->diff;

	*c = (struct comparison){.same = false};
	figures_start(g->figures, lang, a, b);
	frame_find(&s.fa, a);
	frame_find(&s.fb, b);
	s.loud_a = is_loud(a, &s.fa);
	s.loud_b = is_loud(b, &s.fb);
	diff_words(g->aligner, a, s.fa.first, s.fa.end, b, s.fb.first, s.fb.end, d);
	if ((uint64_t)d->matched * 2000 <
	    (uint64_t)MIN_MATCHED * (core_bytes(a, &s.fa) + core_bytes(b, &s.fb))) {
		c->differs = DIFFERS_TEXT; /* they share some words; the gaps would tell nothing */
		return;
	}
	judge_gaps(&s, d, &c->gap);
	if (s.slips >= MIN_SLIPS && s.differs) {
		s.garbled = true;
		judge_gaps(&s, d, &c->gap);
	}
	c->score = score_of(&s, d);
	bool enough = s.fa.end - s.fa.first >= MIN_WORDS && s.fb.end - s.fb.first >= MIN_WORDS &&
		      c->score >= MIN_SCORE;
	if (!s.differs && d->count > 0 && !enough)
		s.differs = DIFFERS_TEXT;
	c->differs = d->complete ? s.differs : s.differs | DIFFERS_TEXT;
	c->same = c->differs == 0;
	c->extends = c->same && s.extends_b && !s.extends_a;
}

#include "cmd/dedupe/guard.h"

#include <stdlib.h>

#include "cmd/dedupe/moved.h"

enum {
	MIN_WORDS = 4, /* of the claim: shorter ones must be equal */
	MIN_SCORE = 500,
	MIN_MATCHED = 150, /* thousandths of equal words, also of a garbled text */
	MIN_SLIPS = 2      /* that make a text garbled */
};

struct guard {
	const struct rules *rules;
	struct figures *figures;
	struct aligner *aligner;
	struct diff diff;
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
	s->repaired = s->slips = s->odd_a = s->odd_b = 0;
	s->extends_a = s->extends_b = false;
	s->differs = frames_differ(&s->fa, &s->fb);
	unsigned ends = attribution_moved(s, d); /* gaps at each end that are no difference */
	for (unsigned i = ends; i + ends < d->count; i++) {
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
	struct sides s = {.rules = g->rules, .figures = g->figures, .lang = lang, .a = a, .b = b};
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
	c->cleaner = c->same && s.odd_a > s.odd_b && !s.extends_a;
}

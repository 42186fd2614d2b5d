/* One comparison under way, as the parts of the guard share it: words, torn words, gaps. */
#ifndef KABAR_DEDUPE_SIDES_H
#define KABAR_DEDUPE_SIDES_H

#include "cmd/dedupe/frame.h"
#include "cmd/dedupe/guard.h"

struct sides {
	const struct rules *rules;
	struct figures *figures;
	struct span lang;
	const struct text *a, *b;
	struct frame fa, fb;
	bool loud_a, loud_b;   /* capitals tell nothing: headlines, or all in capitals */
	unsigned repaired;     /* bytes of misspelt words that agree */
	unsigned slips;        /* misspelt words of which one spelling is a known word */
	unsigned odd_a, odd_b; /* words of that side that are the misspelt ones */
	bool garbled;
	unsigned differs;
	bool extends_a, extends_b; /* that side goes on where the other was cut */
};

/* Known to the packs: not a misspelling of another known word. */
static const uint32_t KNOWN = CLASS_PROTECTED | CLASS_FILLER | CLASS_FUNCTION | CLASS_COMMON;

/* What is another when this word is: enum differs. */
unsigned word_class_differs(const struct word *w);

/* The same of a sign: %, a currency, "?". */
unsigned word_sign_differs(const struct text *t, const struct word *w);

/* Whether it is written as a name, or is one of the packs. `loud`: capitals tell nothing here. */
bool word_named(const struct word *w, bool loud);

/* 0 when one word of text a is the other of text b, as it is or misspelt; else what differs. Counts into s. */
unsigned word_differs(struct sides *s, const struct word *wa, const struct word *wb);

/* 0 when the gap is no difference that counts; else what differs. Counts into s. */
unsigned gap_differs(struct sides *s, const struct gap *g);

#endif

/* The token-diff guard: whether two texts that look alike make the same claim.
 *
 * They do when nothing differs but datelines and boilerplate, fillers, words the pack calls the same, misspellings, and the
 * missing end of a text that was cut. A similarity threshold cannot do this: of statements that differ in one number or one
 * "not", plain MinHash with J >= 0.9 merges a third. */
#ifndef KABAR_DEDUPE_GUARD_H
#define KABAR_DEDUPE_GUARD_H

#include "cmd/dedupe/diff.h"
#include "cmd/dedupe/figures.h"
#include "cmd/dedupe/rules.h"

enum differs { /* or-ed; what a user reads in `differs` */
	       DIFFERS_VALUE = 1,
	       DIFFERS_SPEAKER = 2,
	       DIFFERS_POLARITY = 4,
	       DIFFERS_HEDGE = 8,
	       DIFFERS_DATE = 16,
	       DIFFERS_NAME = 32,
	       DIFFERS_KIND = 64,
	       DIFFERS_FIELD = 128, /* one of --same */
	       DIFFERS_TEXT = 256
};

/* Appends the names, joined by commas. */
void differs_add(struct buffer *out, unsigned differs);

struct comparison {
	bool same;
	bool extends;     /* same, and b goes on where a was cut */
	bool cleaner;     /* same, b has fewer misspelt words than a and goes as far */
	unsigned score;   /* 0 to 1000: bytes of equal and misspelt words, of all */
	unsigned differs; /* enum differs, when not the same */
	struct gap gap;   /* the first one that counts, for --explain */
};

/* A text ready to be compared: normalised with words, classified. */
struct guard;

/* Both must outlive it. */
struct guard *guard_new(const struct rules *r, struct figures *f);
void guard_free(struct guard *g);

/* Time: the product of the words that differ in the middle, at most 400 x 400. */
void guard_compare(struct guard *g, struct span lang, const struct text *a, const struct text *b,
		   struct comparison *c);

#endif

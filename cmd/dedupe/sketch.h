/* MinHash (Broder 1997): texts that share many shingles agree in whole bands of minima, so that candidates are found
 * by looking up a few keys instead of comparing with everything. */
#ifndef KABAR_DEDUPE_SKETCH_H
#define KABAR_DEDUPE_SKETCH_H

#include "cmd/dedupe/normalise.h"

/* Bands of four rows. A text that repeats another holds the same numbers, so most bands have the numbers hashed in: the ten
 * thousand earthquake bulletins of a year then spread over the index. The last ones have not: they find
 * "3.000" beside "tiga ribu", and the look-alikes that only differ in a number. */
enum { SKETCH_ROWS = 4, SKETCH_BANDS = 24, SKETCH_BANDS_NUMBERED = 16, SKETCH_BANDS_ARTICLE = 16 };

struct sketch {
	uint32_t keys[SKETCH_BANDS];
	uint64_t numbers; /* over the numbers of the text, in any order; 0: none */
	unsigned count;	  /* of keys; 0: too short to be like anything */
};

/* Statements: all runs of five bytes of the normalised text. Values are integers with fixed seeds: the same everywhere. */
void sketch_statement(struct sketch *s, struct span norm);

/* Articles: runs of five words; characters would make all long texts alike. Needs t->words. */
void sketch_article(struct sketch *s, const struct text *t);

/* The hash of the five words from word i. */
uint64_t sketch_five_words(const struct text *t, size_t i);

#endif

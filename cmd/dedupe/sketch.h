/* MinHash (Broder 1997): texts that share many shingles agree in whole bands of minima, so that candidates are found
 * by looking up a few keys instead of comparing with everything. */
#ifndef KABAR_DEDUPE_SKETCH_H
#define KABAR_DEDUPE_SKETCH_H

#include "cmd/dedupe/normalise.h"

/* Bands of four rows: of texts with J = 0.6 (one letter in twenty garbled) 94 in 100 share a band. Sixteen bands find 0.5 %
 * fewer repeats, 24 no more; three rows give twenty times the candidates. A text that repeats another holds the same
 * numbers, so most bands have the numbers hashed in: the ten thousand earthquake bulletins of a year then spread over the
 * index. The others have not: they find "3.000" beside "tiga ribu", and the look-alikes that only differ in a number. */
enum { SKETCH_ROWS = 4, SKETCH_BANDS = 20, SKETCH_BANDS_NUMBERED = 12, SKETCH_BANDS_ARTICLE = 16 };

struct sketch {
	uint32_t keys[SKETCH_BANDS];
	uint64_t wide
		[SKETCH_BANDS]; /* what keys are cut from: for more units than one machine holds */
	uint64_t numbers;       /* over the numbers of the text, in any order; 0: none */
	uint64_t
		bits; /* one bit of each of 64 rows: two texts agree in (1 + J) / 2 of them (Li and Koenig 2010) */
	unsigned count; /* of keys; 0: too short to be like anything */
};

enum { SKETCH_MINIMA = SKETCH_ROWS * SKETCH_BANDS };

struct permutations;
typedef void sketch_block(const uint16_t *x, size_t count, const struct permutations *p,
			  int16_t low[SKETCH_MINIMA]);

/* The permutations x*a+b of the rows, from fixed seeds. */
struct permutations {
	sketch_block *block; /* takes shingles into the minima: the fastest this processor has */
	uint16_t a[SKETCH_MINIMA], b[SKETCH_MINIMA];
	uint32_t article_a[SKETCH_ROWS * SKETCH_BANDS_ARTICLE],
		article_b[SKETCH_ROWS * SKETCH_BANDS_ARTICLE];
};

void permutations_init(struct permutations *p);

/* What `block` is where nothing faster is known. */
sketch_block sketch_block_portable;

/* Statements: all runs of five bytes of the normalised text. Values are integers with fixed seeds: the same everywhere. */
void sketch_statement(struct sketch *s, const struct permutations *p, struct span norm);

/* Whether the bits of two statements allow for J of 0.4, give or take; spares most comparisons. */
static inline bool sketch_plausible(uint64_t a, uint64_t b)
{
	enum { MIN_EQUAL = 45 };
	uint64_t x = a ^ b;
	x -= x >> 1 & 0x5555555555555555u;
	x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
	x = (x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Fu;
	return x * 0x0101010101010101u >> 56 <= 64 - MIN_EQUAL;
}

/* Articles: runs of five words; characters would make all long texts alike. Needs t->words. */
void sketch_article(struct sketch *s, const struct permutations *p, const struct text *t);

/* The hash of the five words from word i. */
uint64_t sketch_five_words(const struct text *t, size_t i);

#endif

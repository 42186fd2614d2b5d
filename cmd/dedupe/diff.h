/* Where two texts differ: alignment of words, and how far two words are apart. */
#ifndef KABAR_DEDUPE_DIFF_H
#define KABAR_DEDUPE_DIFF_H

#include "cmd/dedupe/normalise.h"

/* Words [a, a_end) of one text stand against [b, b_end) of the other; one side may be empty. */
struct gap {
	uint32_t a, a_end, b, b_end;
};

enum { DIFF_MAX_GAPS = 64, DIFF_MAX_WORDS = 400 };

struct diff {
	struct gap gaps[DIFF_MAX_GAPS];
	unsigned count;
	uint32_t matched; /* bytes of the words that are equal */
	bool complete;    /* false: too many gaps, or too long to align */
};

struct aligner; /* working memory, 320 kB */

struct aligner *aligner_new(void);
void aligner_free(struct aligner *al);

/* Aligns words [a, a_end) of ta and [b, b_end) of tb: the common subsequence with the most bytes, so that a long word is not
 * given up for two short ones. After the equal ends are cut off, at most DIFF_MAX_WORDS are aligned on a side. */
void diff_words(struct aligner *al, const struct text *ta, uint32_t a, uint32_t a_end,
		const struct text *tb, uint32_t b, uint32_t b_end, struct diff *d);

/* Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment) from a to b, or `limit` + 1 when
 * there are more than `limit`; anything longer than 64 bytes is too far. */
unsigned edit_distance(struct span a, struct span b, unsigned limit);

#endif

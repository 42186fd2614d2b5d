/* Sets of bytes in a stretch of text as bits, bit i for byte i: what is rare (a stop, a capital, two blanks) is found by
 * counting zeros instead of by looking at each byte. A paragraph is looked at once, for all that follows. */
#ifndef KABAR_SEGMENT_MASK_H
#define KABAR_SEGMENT_MASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/bytes16.h"
#include "common/span.h"

enum { MASK_BYTES = 64 };

/* Index of the lowest bit; mask is not 0. */
static inline unsigned mask_first(uint64_t mask)
{
#if defined __GNUC__
	return (unsigned)__builtin_ctzll(mask);
#else
	unsigned n = 0;
	for (; !(mask & 1); mask >>= 1)
		n++;
	return n;
#endif
}

/* Index of the highest bit; mask is not 0. */
static inline unsigned mask_last(uint64_t mask)
{
#if defined __GNUC__
	return 63 - (unsigned)__builtin_clzll(mask);
#else
	unsigned n = 0;
	while (mask >>= 1)
		n++;
	return n;
#endif
}

/* Without the bits below `from`, which may be 64 and more. */
static inline uint64_t mask_from(uint64_t mask, size_t from)
{
	return from < MASK_BYTES ? mask & ~(uint64_t)0 << from : 0;
}

/* Without the bits from `count` on, which may be 64 and more. */
static inline uint64_t mask_below(uint64_t mask, size_t count)
{
	return count < MASK_BYTES ? mask & ~(~(uint64_t)0 << count) : mask;
}

/* The sets of 64 bytes. */
struct mask_sets {
	uint64_t marks;    /* . ? ! " ( ) [ { and first bytes of other marks */
	uint64_t capitals; /* that no letter stands in front of: where a phrase may begin */
	/* Where folding may change something: bytes under a space, a space behind a space, first bytes of what may be a wider
	 * blank. */
	uint64_t folds;
};

/* Of the first 64 of the n bytes at p; before: the byte in front of p, NUL when there is none. */
struct mask_sets mask_block(const char *p, size_t n, char before);

/* ASCII letters of the first 64 of the n bytes at p. */
uint64_t mask_letters(const char *p, size_t n);

/* Those of the n bytes at p, 64 at most, that are a or b. */
static inline uint64_t mask_either(const char *p, size_t n, char a, char b)
{
	uint64_t found = 0;
	size_t i = 0;
#ifdef BYTES16
	for (; i + 16 <= n; i += 16) {
		bytes16 v = bytes16_load(p + i);
		found |= bytes16_bits(bytes16_or(bytes16_is(v, a), bytes16_is(v, b))) << i;
	}
#endif
	for (; i < n; i++)
		found |= (uint64_t)(p[i] == a || p[i] == b) << i;
	return found;
}

/* The sets of [start, end) of a text; {0} is ready, mask_map_free ends it. */
struct mask_map {
	size_t start;
	bool folds; /* there is one */
	bool parts; /* | or a bullet may stand there: lines that were put side by side */
	bool colon; /* one may stand there */
	struct mask_sets *sets;
	size_t cap;
};

/* mask_block of `count` whole blocks at p, the folds of all but the last of them in one, and what the map says of all: by AVX2 or AVX-512.
 * False when the processor has neither. */
bool mask_fill_wide(struct mask_map *m, const char *p, size_t count, uint64_t *folds);

void mask_map_fill(struct mask_map *m, struct span text, size_t start, size_t end);
void mask_map_free(struct mask_map *m);

/* The next mark (fold) in [at, end), else end; both lie inside what the map was filled with. */
static inline size_t mask_next_mark(const struct mask_map *m, size_t at, size_t end)
{
	while (at < end) {
		size_t i = at - m->start;
		uint64_t marks = m->sets[i / MASK_BYTES].marks >> i % MASK_BYTES;
		if (marks != 0) {
			at += mask_first(marks);
			break;
		}
		at += MASK_BYTES - i % MASK_BYTES;
	}
	return at < end ? at : end;
}

static inline size_t mask_next_fold(const struct mask_map *m, size_t at, size_t end)
{
	while (m->folds && at < end) {
		size_t i = at - m->start;
		uint64_t folds = m->sets[i / MASK_BYTES].folds >> i % MASK_BYTES;
		if (folds != 0) {
			at += mask_first(folds);
			return at < end ? at : end;
		}
		at += MASK_BYTES - i % MASK_BYTES;
	}
	return end;
}

#endif

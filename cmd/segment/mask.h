/* Sets of bytes in 64 bytes of text as 64-bit masks, bit i for byte i: what is rare (a stop, a capital, two blanks) is found
 * by counting zeros instead of by looking at each byte. Sixteen bytes at a time with SSE2, which every x86-64 has, else byte by
 * byte with the same result. */
#ifndef KABAR_SEGMENT_MASK_H
#define KABAR_SEGMENT_MASK_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined __SSE2__ && !defined KABAR_NO_SIMD
#include <emmintrin.h>
#define MASK_SSE2 1
#endif

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

/* Without the bits below `from`, which may be 64 and more. */
static inline uint64_t mask_from(uint64_t mask, size_t from)
{
	return from < MASK_BYTES ? mask & ~(uint64_t)0 << from : 0;
}

/* 64 bytes of which n are text; the others are NUL, in `room`. */
static inline const char *mask_padded(const char *p, size_t n, char room[MASK_BYTES])
{
	if (n >= MASK_BYTES)
		return p;
	memset(room, 0, MASK_BYTES);
	memcpy(room, p, n);
	return room;
}

/* What the scanner may have to look at: marks, and capitals that no letter stands in front of. `letter`: whether one stands
 * in front of p. */
uint64_t mask_marks(const char *p, size_t n, int letter);

/* Where folding may change something: bytes under a space, a space behind a space, first bytes of wider blanks. `space`:
 * whether one stands in front of p. */
uint64_t mask_folds(const char *p, size_t n, int space);

/* First bytes of double quotation marks, and of whatever begins with the same byte. */
uint64_t mask_quotes(const char *p, size_t n);

/* ASCII letters. */
uint64_t mask_letters(const char *p, size_t n);

#endif

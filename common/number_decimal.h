/* Exact decimal numbers of any length: what a mention says, digit for digit.
 *
 * A decimal is digits times a power of ten, with its digits in the caller's arena or in the text itself; it is never changed, so copies are free.
 * Only what number words need is here: shifting by a scale, adding a smaller part, a small factor, a fraction. */
#ifndef KABAR_NUMBER_DECIMAL_H
#define KABAR_NUMBER_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "common/alloc.h"
#include "common/span.h"

struct decimal {
	struct span digits; /* most significant first, no zeros at either end; empty is zero */
	int64_t power;      /* value = digits * 10^power */
	bool negative;
};

/* Digits with anything between them left out (grouping marks); `fraction` of the digits stand behind the point. */
struct decimal decimal_parse(struct arena *a, struct span digits, size_t fraction);
struct decimal decimal_of(struct arena *a, uint64_t n);

/* Sum of two that are not negative. Cost: the number of places from the highest to the lowest digit. */
struct decimal decimal_add(struct arena *a, struct decimal x, struct decimal y);
struct decimal decimal_times(struct arena *a, struct decimal x, uint32_t factor);

/* n/d, exact where it has an end within DECIMAL_PLACES digits behind the point, else rounded there (1/3 = 0.333333333). d > 0. */
enum { DECIMAL_PLACES = 9 };
struct decimal decimal_ratio(struct arena *a, uint64_t n, uint64_t d);

static inline struct decimal decimal_shift(struct decimal x, int64_t power)
{
	x.power += power;
	return x;
}

static inline bool decimal_is_zero(struct decimal x)
{
	return x.digits.len == 0;
}

/* -1, 0, 1. Linear in the digits. */
int decimal_compare(struct decimal x, struct decimal y);

/* A whole number, not negative, that fits. */
bool decimal_small(struct decimal x, uint64_t *n);

/* "-0.5", "12000": no exponent, no zeros that say nothing. */
struct span decimal_text(struct arena *a, struct decimal x);

#endif

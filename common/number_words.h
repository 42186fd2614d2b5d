/* Inside the number reader: the parts of a number in words. */
#ifndef KABAR_NUMBER_WORDS_H
#define KABAR_NUMBER_WORDS_H

#include "common/number_rules.h"

/* Up to two scale words at *next, which moves behind them: juta, ribu triliun, lakh crore. Their powers of ten together. */
unsigned number_read_scales(struct number_reader *r, size_t *next);

/* 1/2 in digits at token i: three tokens. */
bool number_read_slashed(struct number_reader *r, size_t i, uint64_t *n, uint64_t *d);

/* The number read so far over what follows: dua pertiga, 3/4. */
void number_read_denominator(struct number_reader *r, struct amount *out);

/* These begin a number of their own at token i; false leaves *out as it is. */
bool number_read_fraction(struct number_reader *r, size_t i, struct amount *out);
bool number_read_part_of(struct number_reader *r, size_t i, struct amount *out);
bool number_read_vague(struct number_reader *r, size_t i, struct amount *out);

/* Where a vague amount of `high` scale units ends: 99 of thousands at 99999; 0 stays 0, no end. */
struct decimal number_vague_high(struct number_reader *r, uint64_t high, unsigned power);

#endif

/* Numbers as amounts, so that "3.000 rumah" and "tiga ribu rumah" are seen to be equal. */
#ifndef KABAR_DEDUPE_FIGURES_H
#define KABAR_DEDUPE_FIGURES_H

#include "cmd/dedupe/diff.h"
#include "common/number.h"

struct figures;

struct figures *figures_open(const struct pack *p);
/* Another one with the same rules, which must outlive it: for another thread. */
struct figures *figures_beside(const struct figures *f);
void figures_close(struct figures *f);

/* Takes up two texts; nothing is read before it is asked for. They must live until the next figures_start. */
void figures_start(struct figures *f, struct span lang, const struct text *a, const struct text *b);

/* Whether both texts hold the same amounts in the same order. */
bool figures_equal(struct figures *f);

/* Whether words [from, end) of text a (or b) all belong to mentions of numbers. */
bool figures_cover(struct figures *f, bool in_a, uint32_t from, uint32_t end);

/* Whether the two sides of a gap, neither empty, are the same amount when read alone: the day in "17 September" and in "tujuh
 * belas September", where the mention is a date and not a number. */
bool figures_equal_alone(struct figures *f, const struct gap *g);

#endif

/* What is counted in a story, and which numbers are given for it: figures over time, and tallies that grow.
 *
 * Numbers of one unit belong to one thing when a word beside them is the same: "tujuh orang meninggal", "three people were
 * killed". That is a way to draw them side by side and no proof: whether two of them contradict each other is what
 * disputes say, which are stricter. */
#ifndef KABAR_TIMELINE_TALLY_H
#define KABAR_TIMELINE_TALLY_H

#include "cmd/timeline/timeline.h"

/* One value by one source on one day. Spans live as long as the tally. */
struct tally_point {
	struct span id;        /* of the first record that says it */
	struct span source;    /* the speaker, else the outlet */
	struct span said;      /* as written, with its unit */
	struct span low, high; /* decimal strings, an open end empty */
	int64_t day;
	uint64_t times; /* it is said on that day */
	bool statement;
	bool grows; /* a count of a named speaker, no measure */
	const struct tally_point
		*before; /* the source's last other value of an earlier day; NULL: none */
};

struct tally_thing {
	struct span unit, word;
	const struct tally_point *points; /* by day, source, value */
	size_t count, sources;
	uint64_t times; /* that a value is said */
};

struct tally *tally_new(const struct pack *p);
void tally_free(struct tally *t);
/* Each number record, in any order. From TALLY_MAX numbers on they are passed over. */
enum { TALLY_MAX = 200000 };
/* The number of the number, from 1; 0: passed over. */
uint32_t tally_add(struct tally *t, const struct record *r);
void tally_link(struct tally *t); /* behind the last record; n log n, once */

/* The things with two values at least, those of most sources first. */
const struct tally_thing *tally_things(const struct tally *t, size_t *count);
/* The value before this one in a series: the same source, of the same thing, on an earlier day. NULL: none. */
const struct tally_point *tally_before(const struct tally *t, const struct record *number);
/* The same by what tally_add gave. */
const struct tally_point *tally_before_number(const struct tally *t, uint32_t number);
/* A key for what a number counts, 0 when it counts nothing that another one could be held against. */
uint64_t tally_counted(struct tally *t, const struct record *number);

#endif

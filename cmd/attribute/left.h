/* What stands to the left of a verb. Places are tokens; `left` is where the walk ends at the latest. */
#ifndef KABAR_ATTRIBUTE_LEFT_H
#define KABAR_ATTRIBUTE_LEFT_H

#include "cmd/attribute/model.h"

enum { LEFT_MAX = 60 }; /* tokens that are walked over */

struct left_walk {
	uint32_t begin; /* of the noun phrase */
	bool embedded;  /* a verb stands before it: its object, or nothing */
	bool comma;     /* bounded by a comma */
};

/* Walks left from *e to where the clause begins; *e moves in front of a relative clause that stands there. */
struct left_walk left_walk(const struct article *x, const struct language *l, uint32_t *e,
			   uint32_t left);

/* Where the bracket opens that `close` closes, or `close`. */
uint32_t left_bracket(const struct article *x, uint32_t close, uint32_t left);

/* Behind the connectors, times and the like in front of a subject. */
uint32_t left_strip(const struct article *x, uint32_t i, uint32_t end);

/* "Dalam laporannya Reuters": what follows the prepositional phrase without a comma, or end. */
uint32_t left_past_preposition(const struct article *x, uint32_t i, uint32_t end);

#endif

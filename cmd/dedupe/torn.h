/* Words run together or torn apart ("a sia tengora"), and stretches of a text in which several neighbours are misspelt. */
#ifndef KABAR_DEDUPE_TORN_H
#define KABAR_DEDUPE_TORN_H

#include "cmd/dedupe/sides.h"

enum { TORN_WORDS = 12 }; /* on a side: the table grows with the product */

/* Whether the two sides of a gap are the same words, each as it is, misspelt, torn or run together with its neighbours; fillers
 * may be missing. Counts into s when they are. At most TORN_WORDS on a side. */
bool torn_equal(struct sides *s, const struct gap *g);

#endif

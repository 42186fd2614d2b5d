/* The speaker in front or behind: 'Ana Orla said that the mine would open' and '"The mine would open," said Ana Orla'. */
#ifndef KABAR_DEDUPE_MOVED_H
#define KABAR_DEDUPE_MOVED_H

#include "cmd/dedupe/sides.h"

/* Whether the first and the last gap are one attribution, the same speaker by the same words and the same reporting verb, that
 * stands in front in one text and behind in the other. Counts into s. */
bool attribution_moved(struct sides *s, const struct diff *d);

#endif

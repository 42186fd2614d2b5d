/* Placing the groups of a batch. */
#ifndef KABAR_DEDUPE_PLACE_H
#define KABAR_DEDUPE_PLACE_H

#include "cmd/dedupe/cluster.h"

/* Lets every group that shares a band with another one, by rank, join the leader it repeats, or lead; frees the bands. Origins
 * must have been ordered. */
void place_groups(struct clusters *c);

#endif

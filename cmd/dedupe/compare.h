/* A group beside the leaders that it may repeat: which of them it joins, and which it only looks like. */
#ifndef KABAR_DEDUPE_COMPARE_H
#define KABAR_DEDUPE_COMPARE_H

#include "cmd/dedupe/candidates.h"

struct clusters;
struct leader;

/* What tells without a look at the texts that two groups are not the same, or not alike. */
struct likeness {
	uint64_t bits, numbers; /* sketch.h */
	uint64_t guard, when;   /* unit_key_hash, and what is not in it */
};

enum {
	MAX_VERIFIED =
		6 /* candidates compared for one text, those with the most shared bands first */
};

struct choice {
	uint32_t leaders
		[MAX_VERIFIED]; /* places of those that are worth comparing, in their order */
	unsigned count;
	uint32_t best, near; /* the group it joins, the one it looks like; NO_UNIT: none */
	unsigned best_score, near_score;
	unsigned differs;               /* from near: enum differs */
	bool replaces;                  /* its text is the better one to compare others with */
	struct span best_why, near_why; /* --explain */
};

/* Working memory of one thread; the clusters must outlive it. They are only read, but for --explain, which adds to the arena of
 * the store: then one thread only. */
struct comparer;
struct comparer *comparer_new(const struct clusters *c);
void comparer_free(struct comparer *m);

/* Fills in the leaders that are worth comparing, of candidates in their order; asks for the memory of their texts. */
void compare_sift(const struct clusters *c, const struct likeness *mine,
		  const struct candidate *found, unsigned count, struct choice *choice);

/* Fills in the rest: compares the texts. */
void compare_choose(struct comparer *m, const struct leader *mine, struct choice *choice);

#endif

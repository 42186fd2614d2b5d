/* Units that say the same: exact groups in a hash table, near groups joined to leaders found through the band index.
 *
 * A unit is compared with leaders only and joins the best, never with other members: unions over near edges chain
 * A-B-C until A and C have nothing in common (four times as many claims lost). Leaders are placed in rank order (date, then
 * id), so the result does not depend on the order of the input. Groups are what a shard would send on: a hash, a
 * key, a text. */
#ifndef KABAR_DEDUPE_CLUSTER_H
#define KABAR_DEDUPE_CLUSTER_H

#include "cmd/dedupe/guard.h"
#include "cmd/dedupe/index.h"
#include "cmd/dedupe/sketch.h"
#include "cmd/dedupe/store.h"
#include "cmd/dedupe/unit.h"

#define NO_UNIT UINT32_MAX

/* 24 bytes each; one for every unit of the input. */
struct unit {
	const char *bytes; /* in the store; of a dropped unit only where it stood */
	uint32_t origin;
	uint32_t next; /* in its group, NO_UNIT: none */
	uint32_t group;
	bool whole; /* bytes are its records; else a record of the fields that `seen` needs */
};

/* Units with equal text and key. */
struct group {
	uint64_t hash;
	uint64_t guard;	  /* unit_key_hash */
	uint64_t numbers, bits; /* sketch.h */
	uint32_t best;	  /* the unit of lowest rank: the one whose records stay */
	uint32_t units;	  /* the last one added */
	uint32_t leader;  /* group; itself: it leads */
	uint32_t next;	  /* group of the same leader, NO_UNIT: none */
	uint32_t tail;	  /* of a leader: the last of its groups */
	uint32_t place;	  /* of a leader: in clusters.leaders */
	uint32_t text;	  /* of a leader: the group whose text is compared; not itself when it was cut and another one is whole */
	uint32_t near;	  /* the leader it looks like and is not, NO_UNIT: none */
	uint32_t length;  /* of the text */
	uint16_t differs; /* from near */
	uint16_t score;	  /* of joining */
	struct span why;  /* --explain */
};

struct clusters {
	const struct dedupe_options *options;
	const struct rules *rules;
	struct guard *guard;
	struct store *store;
	struct unit *units;
	size_t unit_count, unit_cap;
	struct group *groups;
	size_t group_count, group_cap;
	uint32_t *table; /* groups by hash, plus one; a power of two */
	size_t table_size;
	struct band_index index; /* gives places in `leaders` */
	uint32_t *leaders;	 /* groups in the order they were placed, which is the order of rank */
	size_t leader_count, leader_cap;
	struct permutations permutations;
	/* working memory of one placement */
	struct unit_view view, other;
	struct text mine, theirs;
	struct record record;
	struct buffer scratch;
};

void clusters_init(struct clusters *c, const struct dedupe_options *o, const struct rules *r, struct figures *f, struct store *s);
void clusters_free(struct clusters *c);

/* The group of a view; *added tells whether it is new. Does not touch the list of units. */
uint32_t cluster_group(struct clusters *c, struct unit_view *v, bool *added);

/* Asks for the memory of a group's text. */
void cluster_prefetch(const struct clusters *c, uint32_t group);

/* The sketch of a group's text; asks for the memory that cluster_place will look at, so that another group can be placed
 * meanwhile. The text comes from the store. */
void cluster_sketch(struct clusters *c, uint32_t group, struct sketch *s);

/* Lets a group join the leader it repeats, or lead. */
void cluster_place(struct clusters *c, uint32_t group, const struct sketch *s);

/* Negative when unit a ranks before unit b: the earlier date, then the smaller id. Both whole. */
int cluster_rank(struct clusters *c, uint32_t a, uint32_t b);

/* The id of a whole unit; empty when it has none. Valid as long as the store. */
struct span cluster_id(struct clusters *c, uint32_t unit);

/* Reads all records of a whole unit into a view. */
void cluster_view(struct clusters *c, uint32_t unit, struct unit_view *v);

#endif

/* Units that say the same: exact groups in a hash table, near groups joined to leaders found through the band index.
 *
 * A unit is compared with leaders only and joins the best, never with other members: unions over near edges chain
 * A-B-C until A and C have nothing in common (four times as many claims lost). Leaders are placed in rank order (date, then
 * id), so the result does not depend on the order of the input. Groups are what a shard would send on: a hash, a
 * key, a text. */
#ifndef KABAR_DEDUPE_CLUSTER_H
#define KABAR_DEDUPE_CLUSTER_H

#include "cmd/dedupe/bands.h"
#include "cmd/dedupe/compare.h"
#include "cmd/dedupe/figures.h"
#include "cmd/dedupe/index.h"
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
	bool known; /* printed by an earlier run */
};

/* Units with equal text and key. 32 bytes: --as exact needs no more, and a repeat is counted in one line of the cache. */
struct group {
	uint64_t hash;
	uint32_t best;   /* the unit of lowest rank: the one whose records stay */
	uint32_t units;  /* the last one added */
	uint32_t leader; /* group; itself: it leads */
	uint32_t next;   /* group of the same leader, NO_UNIT: none */
	uint32_t length; /* of the text */
	uint32_t known; /* its claim's number among those of earlier runs, plus one; 0: it is new */
};

/* The rest of a group where near ones are looked for. */
struct kin {
	struct likeness likeness;
	uint32_t tail;    /* of a leader: the last of its groups */
	uint32_t row;     /* in clusters.bands; NO_UNIT: too short for a sketch */
	uint32_t place;   /* of a leader that may be repeated: in clusters.leaders */
	uint32_t near;    /* the leader it looks like and is not, NO_UNIT: none */
	uint16_t differs; /* from near */
};

/* A group that others may join, with all that is looked at while they are compared; when all groups are placed at once each has a
 * place, and those that joined another one are never found. */
struct leader {
	/* of the unit whose text is compared; another group's when its own was cut and that one is whole */
	struct likeness likeness;
	const char *bytes;
	uint32_t origin;
	uint32_t group;
	uint32_t row;      /* in links */
	uint32_t replaced; /* in which batch its text was last, place.c */
};

/* A place in the table of groups; the low half of the hash tells most of them apart without a look at the group. */
struct group_slot {
	uint32_t hash;
	uint32_t group; /* plus one; 0: free */
};

struct clusters {
	const struct dedupe_options *options;
	const struct rules *rules;
	struct figures *figures;
	struct store *store;
	struct unit *units;
	size_t unit_count, unit_cap;
	struct group *groups;
	struct kin *kin; /* of the groups; NULL: --as exact */
	size_t group_count, group_cap, kin_cap;
	struct span *why; /* --explain: by group, else NULL */
	size_t why_cap;
	struct group_slot *table;
	size_t table_size;       /* a power of two, at most 2^32 */
	struct band_index index; /* in a stream: gives places in `leaders` */
	struct leader *leaders;  /* in the order they were placed, which is the order of rank */
	size_t leader_count, leader_cap;
	struct permutations permutations;
	struct bands bands;        /* of all groups, until they are placed */
	struct sketch sketch;      /* of the group added last */
	struct comparer *comparer; /* of a stream; NULL: not needed yet */
	struct text mine;          /* of the unit that was read last */
	/* the text that stands folded in `mine`, and its hash; 0: none does */
	struct buffer said;
	enum decimal_mark said_decimal;
	uint64_t said_hash;
	struct record record;
};

void clusters_init(struct clusters *c, const struct dedupe_options *o, const struct rules *r,
		   struct figures *f, struct store *s);
void clusters_free(struct clusters *c);

/* What exact repeats share: over the folded text, which is left in `norm`, and the key. 0: there is no text. */
uint64_t cluster_hash(const struct dedupe_options *o, const struct unit_view *v, struct text *norm);

/* What near ones share some keys of; count 0: nothing is near it. */
void cluster_sketch(const struct dedupe_options *o, const struct permutations *p,
		    const struct text *norm, struct sketch *s);

/* What a unit is told from others by. */
struct identity {
	uint64_t hash; /* 0: it is like no other */
	uint64_t guard, when;
};

/* The identity of a view, whose folded text is left in c->mine; asks for the memory that cluster_group will look at. Takes the
 * text out of the view. */
struct identity cluster_identity(struct clusters *c, struct unit_view *v);

/* The group of a unit with this folded text (its words only with --as article); *added tells whether it is new: then c->sketch
 * is its sketch. Does not touch the list of units. */
uint32_t cluster_group(struct clusters *c, const struct identity *id, const struct text *norm,
		       bool *added);

/* The leader that a group looks like and is not, and in what it differs; NO_UNIT: none. */
uint32_t cluster_near(const struct clusters *c, uint32_t group, unsigned *differs);

/* The records of a unit. */
struct unit_reader cluster_open(const struct clusters *c, uint32_t unit);

/* What a group is like, and where its best unit is. */
struct leader cluster_leader(const struct clusters *c, uint32_t group);

/* Asks for the memory of a unit's records: the numbers in front, and where the text begins. */
void cluster_expect(const char *bytes);
void cluster_expect_unit(const struct clusters *c, uint32_t unit);

/* Lets a group join the leader that was chosen for it, or lead. Returns the leader that is to be found by the group's keys from now
 * on: itself, the one whose text it replaces, or NO_UNIT. */
uint32_t cluster_settle(struct clusters *c, uint32_t group, const struct choice *choice);

/* In a stream: lets a group join the leader it repeats, or lead. */
void cluster_place(struct clusters *c, uint32_t group, const struct sketch *s);

/* In a stream: makes a group lead without a look at the others: an earlier run has told it apart from them. */
void cluster_lead(struct clusters *c, uint32_t group, const struct sketch *s);

/* What joined a group to its leader or blocked it, as text; ptr NULL: nothing, or not asked for. */
struct span cluster_why(const struct clusters *c, uint32_t group);

/* Sorts groups: those of claims already known in their order, then by date and id, so that the order of the input decides nothing.
 * Once the origins have been numbered. */
void clusters_rank(struct clusters *c, uint32_t *groups, size_t count);

/* Negative when unit a ranks before unit b: the earlier date, then the smaller id. Both whole. */
int cluster_rank(struct clusters *c, uint32_t a, uint32_t b);

/* The id of a whole unit; empty when it has none. Valid as long as the store. */
struct span cluster_id(struct clusters *c, uint32_t unit);

#endif

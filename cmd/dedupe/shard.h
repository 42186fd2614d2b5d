/* The work of dedupe cut into filters of lines, for sort and whatever spreads it over machines.
 *
 * Two units can only be compared, and be found to be the same or alike, when they share a key (the hash of exact repeats, or a
 * band of the sketch). So units that no chain of shared keys connects have nothing to do with each other: each such component,
 * deduped by itself, gives what one process gives, byte for byte, whatever is in the other ones.
 *
 *   keys     record           -> KEY TAB UNIT            (map)
 *   pairs    KEY TAB UNIT     -> UNIT TAB UNIT           (lines sorted by key: each bucket a star around its first unit)
 *   cluster  UNIT TAB UNIT    -> UNIT TAB COMPONENT      (the smallest unit of it; sorted)
 *   tag      record           -> COMPONENT TAB record    (map; a unit that shares no key is its own component)
 *   verify   COMPONENT TAB record -> record              (lines sorted by component)
 *
 * KEY, UNIT and COMPONENT are 16 hexadecimal digits. Texts travel once, with their component. */
#ifndef KABAR_DEDUPE_SHARD_H
#define KABAR_DEDUPE_SHARD_H

#include "cmd/dedupe/dedupe.h"

enum shard_stage { SHARD_NONE, SHARD_KEYS, SHARD_PAIRS, SHARD_CLUSTER, SHARD_TAG, SHARD_VERIFY };

struct shard_options {
	bool keys, pairs, cluster, verify;
	const char *tag; /* file of labels: what cluster wrote; NULL */
	uint64_t cap;    /* units of a key beyond which it is reported */
};

void shard_options_init(struct shard_options *o);

/* SHARD_NONE: none was asked for. False: more than one was; reported. */
bool shard_stage_of(const struct shard_options *o, enum shard_stage *stage);

/* Runs the stage; false: failed and reported. */
bool shard_run(struct run *run, enum shard_stage stage, const struct shard_options *o,
	       const struct dedupe_options *core, const struct pack *packs);

#endif

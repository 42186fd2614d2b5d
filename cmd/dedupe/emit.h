/* What is written about a claim: how many documents, where, since when; and what it repeats or only looks like. */
#ifndef KABAR_DEDUPE_EMIT_H
#define KABAR_DEDUPE_EMIT_H

#include "cmd/dedupe/cluster.h"

struct emitter;

struct emitter *emitter_new(struct clusters *c);
void emitter_free(struct emitter *e);

/* Chooses which unit of each cluster is printed (--keep). Call when all groups are placed. */
void emitter_choose(struct emitter *e);

/* The unit of a leader's cluster that stays. */
uint32_t emitter_kept(const struct emitter *e, uint32_t leader);

/* Puts the records of a unit: with the fields of its claim when it is the one that stays, with dup_of under --mark when not, else nothing. */
void emitter_put(struct emitter *e, uint32_t unit, struct sink *out);

/* Streaming: a unit as it comes, `group` placed; `first`: the first of its group. */
void emitter_put_now(struct emitter *e, uint32_t unit, uint32_t group, bool first,
		     struct sink *out);

/* The fields of a record that `seen` and `outlets` need, for a unit whose records go. */
void emitter_stub(const struct dedupe_options *o, const struct record *r, const struct shape *shape,
		  struct record *stub);

#endif

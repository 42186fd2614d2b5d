/* The rank of groups. */
#include <stdlib.h>

#include "cmd/dedupe/cluster.h"

struct ranked {
	uint64_t id_start;
	uint32_t order; /* of the date */
	uint32_t group, known;
	struct clusters *c;
};

static int by_rank(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->known != y->known) /* minus one: what is not known comes last */
		return x->known - 1 < y->known - 1 ? -1 : 1;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	if (x->id_start != y->id_start)
		return x->id_start < y->id_start ? -1 : 1;
	const struct group *groups = x->c->groups;
	int order = cluster_rank(x->c, groups[x->group].best, groups[y->group].best);
	if (order)
		return order;
	uint64_t g = groups[x->group].hash, h = groups[y->group].hash;
	return (g > h) - (g < h);
}

static struct ranked rank_of(struct clusters *c, uint32_t g)
{
	const struct group *group = &c->groups[g];
	uint32_t order = c->store->origins[c->units[group->best].origin].order;
	struct span id = cluster_id(c, group->best);
	uint64_t start = 0;
	for (size_t i = 0; i < sizeof start; i++)
		start = start << 8 | (i < id.len ? (unsigned char)id.ptr[i] : 0);
	return (struct ranked){start, order, g, group->known, c};
}

enum { AHEAD = 8 /* ids on their way when one is read */ };

void clusters_rank(struct clusters *c, uint32_t *groups, size_t count)
{
	if (count < 2)
		return;
	struct ranked *ranked = alloc_resized(NULL, count, sizeof *ranked);
	for (size_t i = 0; i < count; i++) {
		if (i + AHEAD < count)
			cluster_expect_unit(c, c->groups[groups[i + AHEAD]].best);
		ranked[i] = rank_of(c, groups[i]);
	}
	qsort(ranked, count, sizeof *ranked, by_rank);
	for (size_t i = 0; i < count; i++)
		groups[i] = ranked[i].group;
	free(ranked);
}

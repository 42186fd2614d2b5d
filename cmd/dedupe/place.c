#include "cmd/dedupe/place.h"

#include <stdlib.h>

enum {
	AHEAD = 8 /* groups whose keys have been read, and whose memory is on its way, when one is placed */
};

static bool is_linked(const struct clusters *c, size_t group)
{
	return group < c->group_count && c->kin[group].row != NO_UNIT &&
	       bands_linked(&c->bands, c->kin[group].row);
}

/* In order of rank nothing stands in order of memory: waiting for it was a fifth of the time of the whole program. */
static void look_ahead(struct clusters *c, uint32_t group, struct sketch *s)
{
	bands_read(&c->bands, c->kin[group].row, s);
	cluster_expect(c, group, s);
}

/* The other groups lead as they are. */
void place_groups(struct clusters *c)
{
	struct sketch ahead[AHEAD];
	index_reserve(&c->index, bands_link(&c->bands));
	uint32_t *groups = alloc_resized(NULL, c->group_count, sizeof *groups);
	size_t count = 0;
	for (uint32_t g = 0; g < c->group_count; g++)
		if (is_linked(c, g))
			groups[count++] = g;
	clusters_rank(c, groups, count);
	for (size_t i = 0; i < AHEAD && i < count; i++)
		look_ahead(c, groups[i], &ahead[i]);
	for (size_t i = 0; i < count; i++) {
		struct sketch *s = &ahead[i % AHEAD];
		if (i + 3 * AHEAD < count)
			bands_expect(&c->bands, c->kin[groups[i + 3 * AHEAD]].row);
		if (i + 2 * AHEAD < count)
			bands_expect_keys(&c->bands, c->kin[groups[i + 2 * AHEAD]].row);
		if (c->groups[groups[i]].known)
			cluster_lead(c, groups[i], s);
		else
			cluster_place(c, groups[i], s);
		if (i + AHEAD < count)
			look_ahead(c, groups[i + AHEAD], s);
	}
	bands_free(&c->bands);
	free(groups);
}

#include "cmd/timeline/hash_index.h"

#include <stdlib.h>

#include "common/alloc.h"

void hash_index_start(struct hash_index *x, size_t room)
{
	free(x->slots);
	x->mask = 15;
	while (x->mask + 1 < 2 * room)
		x->mask = x->mask * 2 + 1;
	x->slots = alloc_zeroed(x->mask + 1, sizeof *x->slots);
}

void hash_index_put(struct hash_index *x, uint64_t hash, size_t number)
{
	size_t at = (size_t)hash & x->mask;

	while (x->slots[at])
		at = (at + 1) & x->mask;
	x->slots[at] = (uint32_t)number + 1;
}

void hash_index_free(struct hash_index *x)
{
	free(x->slots);
	*x = (struct hash_index){0};
}

#include "cmd/dedupe/index.h"

#include <stdlib.h>

#include "common/pages.h"

static size_t slot_of(const struct band_index *x, uint32_t key)
{
	return (size_t)((uint64_t)key * x->size >> 32);
}

static void slot_put(struct band_index *x, uint32_t key, uint32_t item)
{
	unsigned same = 0;
	size_t i = slot_of(x, key);
	for (; x->slots[i].item; i = i + 1 == x->size ? 0 : i + 1)
		if (x->slots[i].key == key && ++same == INDEX_BUCKET)
			return;
	x->slots[i] = (struct band_slot){key, item + 1};
	x->used++;
}

/* Growing by a half, not by two: the index is most of what dedupe keeps. Entries are taken over from the first free
 * slot on, so that those of one key stay in their order. */
static void index_resize(struct band_index *x, size_t size)
{
	struct band_index bigger = {.size = size};
	size_t start = 0;
	bigger.slots = pages_zeroed(bigger.size, sizeof *bigger.slots);
	while (start < x->size && x->slots[start].item)
		start++;
	for (size_t n = 0; n < x->size; n++) {
		const struct band_slot *s = &x->slots[(start + n) % x->size];
		if (s->item)
			slot_put(&bigger, s->key, s->item - 1);
	}
	free(x->slots);
	*x = bigger;
}

void index_put(struct band_index *x, uint32_t key, uint32_t item)
{
	if (x->used >= x->size / 5 * 4)
		index_resize(x, x->size ? x->size + x->size / 2 : 4096);
	slot_put(x, key, item);
}

unsigned index_get(const struct band_index *x, uint32_t key, uint32_t items[INDEX_BUCKET])
{
	unsigned count = 0;
	if (!x->size)
		return 0;
	for (size_t i = slot_of(x, key); x->slots[i].item && count < INDEX_BUCKET;
	     i = i + 1 == x->size ? 0 : i + 1)
		if (x->slots[i].key == key)
			items[count++] = x->slots[i].item - 1;
	return count;
}

void index_prefetch(const struct band_index *x, uint32_t key)
{
#if defined(__GNUC__)
	if (x->size)
		__builtin_prefetch(&x->slots[slot_of(x, key)], 1);
#else
	(void)x;
	(void)key;
#endif
}

void index_reserve(struct band_index *x, size_t count)
{
	if (count / 4 * 5 + 8 > x->size)
		index_resize(x, count / 4 * 5 + 8);
}

void index_free(struct band_index *x)
{
	free(x->slots);
	*x = (struct band_index){0};
}

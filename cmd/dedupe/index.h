/* From a band's key to the leaders that have it. Eight bytes an entry, open addressing, load up to 0.8. */
#ifndef KABAR_DEDUPE_INDEX_H
#define KABAR_DEDUPE_INDEX_H

#include <stddef.h>
#include <stdint.h>

/* A key gives at most this many leaders, the first ones put: what bounds the work on a million near-equal lines. */
enum { INDEX_BUCKET = 16 };

struct band_slot {
	uint32_t key;
	uint32_t item; /* plus one; 0: free */
};

struct band_index {
	struct band_slot *slots;
	size_t size, used;
};

void index_put(struct band_index *x, uint32_t key, uint32_t item);

/* Items with the key, in the order they were put; returns how many, at most INDEX_BUCKET. */
unsigned index_get(const struct band_index *x, uint32_t key, uint32_t items[INDEX_BUCKET]);

/* Asks for the memory of a key ahead of index_get: the look-ups of one text then wait together. */
void index_prefetch(const struct band_index *x, uint32_t key);

/* Makes room for `count` entries at once: growing moves all of them. */
void index_reserve(struct band_index *x, size_t count);

void index_free(struct band_index *x);

#endif

/* Where in an array something stands, by a hash: open addressing, at most half full. The caller tells apart what shares a place. */
#ifndef KABAR_TIMELINE_HASH_INDEX_H
#define KABAR_TIMELINE_HASH_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hash_index {      /* {0}: empty */
	uint32_t *slots; /* number + 1 */
	size_t mask;
};

/* Empties it and makes room for so many. */
void hash_index_start(struct hash_index *x, size_t room);

/* Whether so many stay within half of it. */
static inline bool hash_index_has_room(const struct hash_index *x, size_t count)
{
	return x->slots && 2 * count <= x->mask + 1;
}

/* There must be room. */
void hash_index_put(struct hash_index *x, uint64_t hash, size_t number);

/* Candidates in the order they were put: the number + 1, 0 behind the last one. *at starts as the hash. */
static inline uint32_t hash_index_next(const struct hash_index *x, uint64_t *at)
{
	return x->slots ? x->slots[(size_t)(*at)++ & x->mask] : 0;
}

void hash_index_free(struct hash_index *x);

#endif

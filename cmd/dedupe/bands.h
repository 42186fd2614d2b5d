/* The band keys of all units, and which of them occur more than once: the others can find nothing.
 *
 * Of the keys of usual news one in ten occurs twice. Only those are looked up (numbered from 0, their lists of leaders side by
 * side in memory), and a unit without any is known to repeat nothing before it is looked at again. */
#ifndef KABAR_DEDUPE_BANDS_H
#define KABAR_DEDUPE_BANDS_H

#include "cmd/dedupe/sketch.h"

enum {
	BANDS_CHUNK = 1000
}; /* no power of two: the columns of a chunk would share the cache's lines */

struct bands_chunk {
	uint32_t keys[SKETCH_BANDS][BANDS_CHUNK];
};

/* Start with {0}. */
struct bands {
	struct bands_chunk **chunks;
	size_t chunk_count, chunk_cap;
	size_t rows;
	unsigned columns; /* keys of a row: of all rows the same */
};

/* Appends the keys of a sketch that has some; returns its row. */
uint32_t bands_add(struct bands *b, const struct sketch *s);

/* A key that rows share, and the leaders that have it: a unit is compared with the first ones only, which bounds the work on
 * a million near-equal lines. */
enum { LINK_LEADERS = 16 };

struct link {
	uint32_t start; /* of its leaders in links.leaders */
	uint8_t count;  /* of them, so far */
	uint8_t room;   /* at most LINK_LEADERS */
};

struct links {
	uint32_t *first; /* by row: where its keys begin in `keys`; one more at the end */
	uint32_t *keys;  /* the linked keys of the rows, as places in `links` */
	struct link *links;
	uint32_t *leaders; /* their places */
	size_t rows, count;
};

static inline bool links_any(const struct links *l, uint32_t row)
{
	return l->first[row] < l->first[row + 1];
}

static inline void link_put(struct links *l, uint32_t key, uint32_t leader)
{
	struct link *k = &l->links[key];
	if (k->count < k->room)
		l->leaders[k->start + k->count++] = leader;
}

/* Finds the keys that stand twice in their column. Linear in the keys; beside the result, 20 bytes of memory a row and thread
 * while it works. Owned by the caller. */
struct links bands_link(const struct bands *b, unsigned threads);
void links_free(struct links *l);

void bands_free(struct bands *b);

#endif

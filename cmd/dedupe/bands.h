/* The band keys of all units, and which of them occur more than once: the others can find nothing.
 *
 * Of the keys of usual news one in ten occurs twice. Only those go into the index (which then fits into the cache: look-ups
 * of all keys took a quarter of the time), and a unit without any is known to repeat nothing before it is looked at again. */
#ifndef KABAR_DEDUPE_BANDS_H
#define KABAR_DEDUPE_BANDS_H

#include "cmd/dedupe/sketch.h"

enum {
	BANDS_CHUNK = 1000
}; /* no power of two: the columns of a chunk would share the cache's lines */

struct bands_chunk {
	uint32_t keys[SKETCH_BANDS][BANDS_CHUNK];
	uint32_t linked
		[BANDS_CHUNK]; /* by bands_link: a bit for each key that occurs more than once */
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

/* Finds the keys that stand twice in their column (and a few that do not); returns how many there are in all. Linear in the
 * keys; 12 bytes of memory a row while it works. */
size_t bands_link(struct bands *b);

bool bands_linked(const struct bands *b, uint32_t row);

/* The linked keys of a row, into s->keys and s->count. */
void bands_read(const struct bands *b, uint32_t row, struct sketch *s);

/* Ask for the memory that bands_read will look at: which keys are linked, and, when that is there, those. */
void bands_expect(const struct bands *b, uint32_t row);
void bands_expect_keys(const struct bands *b, uint32_t row);

void bands_free(struct bands *b);

#endif

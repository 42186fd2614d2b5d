/* The leaders that share bands with a text. */
#ifndef KABAR_DEDUPE_CANDIDATES_H
#define KABAR_DEDUPE_CANDIDATES_H

#include "cmd/dedupe/index.h"
#include "cmd/dedupe/sketch.h"

struct candidate {
	uint32_t place; /* in clusters.leaders */
	unsigned bands; /* shared */
};

enum { CANDIDATES_MAX = SKETCH_BANDS * INDEX_BUCKET };

/* The places found, one for each band that is shared, as candidates: most shared bands first; among equals the leader that
 * ranks first. Returns how many. */
unsigned candidates_sort(const uint32_t *found, unsigned total,
			 struct candidate out[CANDIDATES_MAX]);

/* Those that share keys in the index. */
unsigned candidates_find(const struct band_index *x, const struct sketch *s,
			 struct candidate out[CANDIDATES_MAX]);

#endif

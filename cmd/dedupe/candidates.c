#include "cmd/dedupe/candidates.h"

#include <stdlib.h>

static int by_place(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* Most shared bands first; among equals the leader that ranks first. */
static int by_bands(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->bands != y->bands)
		return x->bands > y->bands ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

enum { FEW = 24 /* from here on qsort takes less time than moving each to its place */ };

static void sort_places(uint32_t *places, unsigned count)
{
	if (count > FEW) {
		qsort(places, count, sizeof *places, by_place);
		return;
	}
	for (unsigned i = 1; i < count; i++) {
		uint32_t place = places[i];
		unsigned k = i;
		for (; k > 0 && places[k - 1] > place; k--)
			places[k] = places[k - 1];
		places[k] = place;
	}
}

static void sort_candidates(struct candidate *found, unsigned count)
{
	if (count > FEW) {
		qsort(found, count, sizeof *found, by_bands);
		return;
	}
	for (unsigned i = 1; i < count; i++) {
		struct candidate c = found[i];
		unsigned k = i;
		for (; k > 0 && by_bands(&c, &found[k - 1]) < 0; k--)
			found[k] = found[k - 1];
		found[k] = c;
	}
}

unsigned candidates_find(const struct band_index *x, const struct sketch *s,
			 struct candidate out[CANDIDATES_MAX])
{
	uint32_t found[CANDIDATES_MAX];
	unsigned total = 0, count = 0;
	for (unsigned i = 0; i < s->count; i++)
		total += index_get(x, s->keys[i], found + total);
	if (total == 0)
		return 0;
	sort_places(found, total);
	for (unsigned i = 0; i < total; i++) {
		if (count && out[count - 1].place == found[i])
			out[count - 1].bands++;
		else
			out[count++] = (struct candidate){found[i], 1};
	}
	sort_candidates(out, count);
	return count;
}

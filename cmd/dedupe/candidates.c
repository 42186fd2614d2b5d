#include "cmd/dedupe/candidates.h"

#include <stdlib.h>

/* Most shared bands first; among equals the leader that ranks first. */
static int by_bands(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->bands != y->bands)
		return x->bands > y->bands ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

/* Each place once, with how often it was there, in no order. */
static unsigned count_places(const uint32_t *found, unsigned total,
			     struct candidate out[CANDIDATES_MAX])
{
	enum { SLOTS = 512 };
	_Static_assert(SLOTS > CANDIDATES_MAX + CANDIDATES_MAX / 2, "a table that is never full");
	uint16_t slots[SLOTS] = {0}; /* place in `out`, plus one */
	unsigned count = 0;
	for (unsigned i = 0; i < total; i++) {
		unsigned at = found[i] * 0x9E3779B1u >> 23;
		while (slots[at] && out[slots[at] - 1].place != found[i])
			at = (at + 1) & (SLOTS - 1);
		if (slots[at]) {
			out[slots[at] - 1].bands++;
			continue;
		}
		out[count++] = (struct candidate){found[i], 1};
		slots[at] = (uint16_t)count;
	}
	return count;
}

/* The same for a few: to clear the table would take longer. */
static unsigned count_few(const uint32_t *found, unsigned total,
			  struct candidate out[CANDIDATES_MAX])
{
	unsigned count = 0;
	for (unsigned i = 0; i < total; i++) {
		unsigned k = 0;
		while (k < count && out[k].place != found[i])
			k++;
		if (k == count)
			out[count++] = (struct candidate){found[i], 0};
		out[k].bands++;
	}
	return count;
}

enum {
	FEW = 24, /* from here on qsort takes less time than moving each to its place */
	FEW_FOUND = 8
};

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

unsigned candidates_sort(const uint32_t *found, unsigned total,
			 struct candidate out[CANDIDATES_MAX])
{
	unsigned count =
		total > FEW_FOUND ? count_places(found, total, out) : count_few(found, total, out);
	sort_candidates(out, count);
	return count;
}

unsigned candidates_find(const struct band_index *x, const struct sketch *s,
			 struct candidate out[CANDIDATES_MAX])
{
	uint32_t found[CANDIDATES_MAX];
	unsigned total = 0;
	for (unsigned i = 0; i < s->count; i++)
		total += index_get(x, s->keys[i], found + total);
	return candidates_sort(found, total, out);
}

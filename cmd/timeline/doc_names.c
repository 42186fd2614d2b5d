/* Numbers for the names of documents: most ties of a day are decided by the document, and names begin alike. Comparing the few
 * names once, and numbers from then on, took a quarter of the time of the whole tool away. */
#include "cmd/timeline/sorter.h"

#include <stdlib.h>

#include "common/hash.h"

enum { FIRST_SLOTS = 64 };

static void grow(struct doc_names *d)
{
	size_t count = d->slots ? 2 * (d->mask + 1) : FIRST_SLOTS;

	free(d->slots);
	d->slots = alloc_zeroed(count, sizeof *d->slots);
	d->mask = count - 1;
	for (size_t k = 0; k < d->count; k++) {
		size_t i = (size_t)hash64(d->names[k], 0) & d->mask;
		while (d->slots[i])
			i = (i + 1) & d->mask;
		d->slots[i] = (uint32_t)k + 1;
	}
}

uint32_t doc_names_add(struct doc_names *d, struct span doc)
{
	if (d->count && span_equal(d->names[d->last], doc))
		return d->last;
	if (d->slots == NULL || 2 * d->count > d->mask)
		grow(d);
	size_t i = (size_t)hash64(doc, 0) & d->mask;
	while (d->slots[i]) {
		if (span_equal(d->names[d->slots[i] - 1], doc))
			return d->last = d->slots[i] - 1;
		i = (i + 1) & d->mask;
	}
	d->names = alloc_grown(d->names, d->count, &d->cap, sizeof *d->names);
	d->names[d->count++] = arena_copy(&d->arena, doc);
	d->slots[i] = (uint32_t)d->count;
	/* the name and its place, the slots, which may be a quarter full, and what ranking them needs */
	d->bytes += doc.len + 16 + 4 * sizeof doc + 8 * sizeof *d->slots;
	return d->last = (uint32_t)d->count - 1;
}

static int compare_names(const void *a, const void *b)
{
	const struct span *const *x = a, *const *y = b;
	return span_compare(**x, **y);
}

uint32_t *doc_names_rank(const struct doc_names *d)
{
	const struct span **sorted = alloc_bytes((d->count + 1) * sizeof(const struct span *));
	uint32_t *rank = alloc_bytes((d->count + 1) * sizeof *rank);

	for (size_t k = 0; k < d->count; k++)
		sorted[k] = &d->names[k];
	if (d->count)
		qsort(sorted, d->count, sizeof(const struct span *), compare_names);
	for (size_t k = 0; k < d->count; k++)
		rank[sorted[k] - d->names] = (uint32_t)k;
	free(sorted);
	return rank;
}

void doc_names_clear(struct doc_names *d)
{
	arena_reset(&d->arena);
	if (d->slots)
		memset(d->slots, 0, (d->mask + 1) * sizeof *d->slots);
	d->count = 0;
	d->bytes = 0;
}

void doc_names_free(struct doc_names *d)
{
	arena_free(&d->arena);
	free(d->names);
	free(d->slots);
	*d = (struct doc_names){.count = 0};
}

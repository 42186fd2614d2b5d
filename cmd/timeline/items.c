/* Sorting what stands for the records in memory.
 *
 * By counting, a byte at a time from the least one on (LSD radix sort, Knuth 5.2.5), and only the bytes in which any two of them
 * differ: eight or so of the twenty in an archive of news, where merging compared each record seventeen times. What is still
 * equal then, the records of one sentence, is merged by a comparison. */
#include "cmd/timeline/sorter.h"

#include <stdlib.h>

enum { BYTES = 256, KEYS = 3 };

/* The keys, the weightiest last. */
static inline uint64_t key_of(const struct item *i, int key)
{
	return key == 0 ? i->start : key == 1 ? i->doc : i->days;
}

static inline bool same_place(const struct item *a, const struct item *b)
{
	return a->days == b->days && a->doc == b->doc && a->start == b->start;
}

static bool in_order(const struct item *items, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		const struct item *a = &items[i - 1], *b = &items[i];
		bool above = a->days != b->days ? a->days > b->days
			     : a->doc != b->doc ? a->doc > b->doc
						: a->start > b->start;
		if (above)
			return false;
	}
	return true;
}

/* Which bits of a key differ in any two items. */
static uint64_t bits_that_differ(const struct item *items, size_t count, int key)
{
	uint64_t bits = 0;

	for (size_t i = 1; i < count; i++)
		bits |= key_of(&items[i], key) ^ key_of(&items[0], key);
	return bits;
}

static void sort_by_byte(const struct item *from, struct item *to, size_t count, int key, int shift)
{
	size_t next[BYTES] = {0}, sum = 0;

	for (size_t i = 0; i < count; i++)
		next[key_of(&from[i], key) >> shift & 0xFF]++;
	for (size_t b = 0; b < BYTES; b++) {
		size_t these = next[b];
		next[b] = sum;
		sum += these;
	}
	for (size_t i = 0; i < count; i++)
		to[next[key_of(&from[i], key) >> shift & 0xFF]++] = from[i];
}

static void merge(const struct item *from, struct item *to, size_t mid, size_t end,
		  item_compare *compare, void *context)
{
	for (size_t i = 0, j = mid, k = 0; k < end; k++) {
		bool left = j >= end || (i < mid && compare(context, &from[i], &from[j]) <= 0);
		to[k] = left ? from[i++] : from[j++];
	}
}

/* Bottom-up merge sort: qsort has no context argument in C11 and may be quadratic. */
static void sort_equal(struct item *items, struct item *other, size_t count, item_compare *compare,
		       void *context)
{
	struct item *from = items, *to = other;

	for (size_t width = 1; width < count; width *= 2) {
		for (size_t start = 0; start < count; start += 2 * width) {
			size_t left = count - start;
			merge(from + start, to + start, width < left ? width : left,
			      2 * width < left ? 2 * width : left, compare, context);
		}
		struct item *swap = from;
		from = to;
		to = swap;
	}
	if (from != items)
		memcpy(items, from, count * sizeof *from);
}

struct item *items_sort(struct item *items, struct item *other, size_t count, item_compare *compare,
			void *context)
{
	bool done = in_order(items, count);

	for (int key = 0; key < KEYS && !done; key++) {
		uint64_t bits = bits_that_differ(items, count, key);
		for (int shift = 0; shift < 64; shift += 8) {
			if ((bits >> shift & 0xFF) == 0)
				continue;
			sort_by_byte(items, other, count, key, shift);
			struct item *swap = items;
			items = other;
			other = swap;
		}
	}
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && same_place(&items[i], &items[end]); end++)
			;
		if (end - i > 1)
			sort_equal(items + i, other, end - i, compare, context);
	}
	return items;
}

/* How many units are not shown. Each once, as those that are shown stand there once: a document may come twice. Hashes in a row
 * are sorted when all have come; looked up in a table one by one they were waited for, and took twice the memory. */
#include <stdlib.h>

#include "cmd/timeline/terminal.h"
#include "common/hash.h"
#include "common/pages.h"

enum { BYTES = 256 };

void left_out_free(struct left_out *l)
{
	pages_array_free(l->hashes, l->cap, sizeof *l->hashes);
	*l = (struct left_out){.count = 0};
}

uint64_t left_out_bytes(const struct left_out *l)
{
	return l->count * 2 * sizeof *l->hashes; /* once more while they are sorted */
}

/* By counting, as in items.c. Time is linear. */
static uint64_t *sort_hashes(uint64_t *from, uint64_t *to, size_t count)
{
	for (int shift = 0; shift < 64; shift += 8) {
		size_t next[BYTES] = {0}, sum = 0;
		for (size_t i = 0; i < count; i++)
			next[from[i] >> shift & 0xFF]++;
		for (size_t b = 0; b < BYTES; b++) {
			size_t these = next[b];
			next[b] = sum;
			sum += these;
		}
		for (size_t i = 0; i < count; i++)
			to[next[from[i] >> shift & 0xFF]++] = from[i];
		uint64_t *swap = from;
		from = to;
		to = swap;
	}
	return from; /* eight times: where they were */
}

/* Sorts them and lets each stand once. */
static void settle(struct left_out *l)
{
	uint64_t *other = alloc_bytes((l->count + 1) * sizeof *other);
	size_t kept = 0;

	l->hashes = l->count ? sort_hashes(l->hashes, other, l->count) : l->hashes;
	free(other);
	for (size_t i = 0; i < l->count; i++) {
		if (kept == 0 || l->hashes[kept - 1] != l->hashes[i])
			l->hashes[kept++] = l->hashes[i];
	}
	l->count = kept;
}

static bool is_known(const struct left_out *l, uint64_t hash)
{
	size_t low = 0, high = l->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (l->hashes[mid] < hash)
			low = mid + 1;
		else
			high = mid;
	}
	return low < l->count && l->hashes[low] == hash;
}

bool left_out_add(struct left_out *l, const struct known *k)
{
	uint64_t hash = hash64(k->id, hash64(k->when, 0));

	if (k->id.len == 0) {
		l->nameless++;
		return true;
	}
	if (l->full)
		return is_known(l, hash);
	l->hashes = pages_grown_array(l->hashes, l->count, &l->cap, sizeof *l->hashes);
	l->hashes[l->count++] = hash;
	if (left_out_bytes(l) >= l->max_bytes) {
		settle(l);
		l->full = left_out_bytes(l) >= l->max_bytes / 2;
	}
	return true;
}

uint64_t left_out_count(struct left_out *l)
{
	if (!l->full)
		settle(l);
	return l->nameless + l->count;
}

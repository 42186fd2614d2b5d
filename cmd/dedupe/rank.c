/* The rank of groups. */
#include <stdlib.h>

#include "cmd/dedupe/cluster.h"
#include "common/pages.h"

struct ranked {
	uint64_t id_start; /* the first bytes of the id, as a number */
	uint32_t order;    /* of the date */
	uint32_t known;    /* minus one: what is not known comes last */
	uint32_t group;
};

/* The whole rank: for a few, and for those that agree in what is above. */
static int compare_ranks(struct clusters *c, uint32_t a, uint32_t b)
{
	uint32_t x = c->groups[a].known - 1, y = c->groups[b].known - 1;
	if (x != y)
		return x < y ? -1 : 1;
	int order = cluster_rank(c, c->groups[a].best, c->groups[b].best);
	uint64_t g = c->groups[a].hash, h = c->groups[b].hash;
	return order ? order : (g > h) - (g < h);
}

static struct ranked rank_of(struct clusters *c, uint32_t g)
{
	const struct group *group = &c->groups[g];
	uint32_t order = c->store->origins[c->units[group->best].origin].order;
	struct span id = cluster_id(c, group->best);
	uint64_t start = 0;
	for (size_t i = 0; i < sizeof start; i++)
		start = start << 8 | (i < id.len ? (unsigned char)id.ptr[i] : 0);
	return (struct ranked){start, order, group->known - 1, g};
}

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

/* What is sorted by, from the last to the first: the words, and where in them a digit begins. */
static unsigned digit_of(const struct ranked *r, unsigned digit)
{
	enum { ID_DIGITS = 6, WORD_DIGITS = 3 };
	if (digit < ID_DIGITS)
		return (unsigned)(r->id_start >> (digit * DIGIT_BITS)) & (DIGITS - 1);
	digit -= ID_DIGITS;
	if (digit < WORD_DIGITS)
		return r->order >> (digit * DIGIT_BITS) & (DIGITS - 1);
	return r->known >> ((digit - WORD_DIGITS) * DIGIT_BITS) & (DIGITS - 1);
}

/* One pass of a radix sort; false when all have the same digit, and nothing was moved. */
static bool sort_digit(const struct ranked *from, struct ranked *to, size_t count, unsigned digit)
{
	uint32_t at[DIGITS] = {0}, sum = 0;
	for (size_t i = 0; i < count; i++)
		at[digit_of(&from[i], digit)]++;
	if (at[digit_of(&from[0], digit)] == count)
		return false;
	for (size_t i = 0; i < DIGITS; i++) {
		uint32_t here = at[i];
		at[i] = sum;
		sum += here;
	}
	for (size_t i = 0; i < count; i++)
		to[at[digit_of(&from[i], digit)]++] = from[i];
	return true;
}

static bool same_so_far(const struct ranked *a, const struct ranked *b)
{
	return a->id_start == b->id_start && a->order == b->order && a->known == b->known;
}

/* Merge sort: of a few, or of a run that all agree so far: the same article twice, or ids with a long common start. */
static void sort_merging(struct clusters *c, uint32_t *groups, uint32_t *other, size_t count)
{
	for (size_t width = 1; width < count; width *= 2) {
		for (size_t from = 0; from < count; from += 2 * width) {
			size_t middle = from + width < count ? from + width : count;
			size_t end = middle + width < count ? middle + width : count;
			for (size_t a = from, b = middle, to = from; to < end; to++) {
				bool left =
					b == end ||
					(a < middle && compare_ranks(c, groups[a], groups[b]) <= 0);
				other[to] = left ? groups[a++] : groups[b++];
			}
		}
		memcpy(groups, other, count * sizeof *groups);
	}
}

static void sort_ranked(struct clusters *c, struct ranked *ranked, struct ranked *other,
			uint32_t *groups, size_t count)
{
	enum { ALL_DIGITS = 12 };
	for (unsigned digit = 0; digit < ALL_DIGITS; digit++) {
		if (!sort_digit(ranked, other, count, digit))
			continue;
		struct ranked *swap = ranked;
		ranked = other;
		other = swap;
	}
	for (size_t i = 0; i < count; i++)
		groups[i] = ranked[i].group;
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && same_so_far(&ranked[i], &ranked[end]);)
			end++;
		if (end - i > 1)
			sort_merging(c, groups + i, (uint32_t *)(void *)other, end - i);
	}
}

enum {
	AHEAD = 8, /* ids on their way when one is read */
	FEW = 64   /* to count all the values that a digit has would take longer */
};

void clusters_rank(struct clusters *c, uint32_t *groups, size_t count)
{
	uint32_t other_few[FEW];
	if (count <= FEW) {
		sort_merging(c, groups, other_few, count);
		return;
	}
	struct ranked *ranked = pages_grown(NULL, 0, count * sizeof *ranked),
		      *other = pages_grown(NULL, 0, count * sizeof *other);
	for (size_t i = 0; i < count; i++) {
		if (i + AHEAD < count)
			cluster_expect_unit(c, c->groups[groups[i + AHEAD]].best);
		ranked[i] = rank_of(c, groups[i]);
	}
	sort_ranked(c, ranked, other, groups, count);
	free(ranked);
	free(other);
}

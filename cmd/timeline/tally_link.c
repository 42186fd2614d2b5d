/* Numbers joined to things: for each pair of unit and word, the most frequent first, the numbers that have both and belong to
 * nothing yet; then things, and numbers left alone, that give the same uncommon value of one unit. One pass over the pairs and
 * one over the values, so the time is that of sorting them. */
#include "cmd/timeline/tally_parts.h"

#include <stdlib.h>

enum {
	WINDOW_DAYS =
		60 /* around the middle of the numbers: older stories are told for comparison */
};

/* --- joining --- */

struct posting_of_word {
	uint64_t key;
	uint32_t number;
};

struct pair { /* a unit and a word */
	size_t first, count;
	uint64_t key;
};

/* By key; those of one key stay in order. By counting (LSD radix sort, Knuth 5.2.5): qsort took a fifteenth of the time of the whole
 * tool. *all: may become another array. */
static void sort_postings(struct posting_of_word **all, size_t count)
{
	enum { BYTES = 256 };
	struct posting_of_word *from = *all, *to = alloc_bytes((count + 1) * sizeof *to);

	for (int shift = 0; shift < 64; shift += 8) {
		size_t next[BYTES] = {0}, sum = 0;
		for (size_t i = 0; i < count; i++)
			next[from[i].key >> shift & 0xFF]++;
		for (size_t k = 0; k < BYTES; k++) {
			size_t these = next[k];
			next[k] = sum;
			sum += these;
		}
		for (size_t i = 0; i < count; i++)
			to[next[from[i].key >> shift & 0xFF]++] = from[i];
		struct posting_of_word *swap = from;
		from = to;
		to = swap;
	}
	free(to);
	*all = from;
}

static int pair_compare(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return (x->key > y->key) - (x->key < y->key);
}

/* The days that the middle half of the numbers are told of, and WINDOW_DAYS around: neither history nor an article with a
 * wrong date must stretch the drawing. The numbers are sorted by day. */
static void find_window(struct tally *t)
{
	size_t first = 0;

	while (first < t->count && t->numbers[first].point.day == TIMEX_NO_DAY)
		first++;
	size_t n = t->count - first, edge = n / 4;
	t->first_day = n ? t->numbers[first + edge].point.day - WINDOW_DAYS : 0;
	t->last_day = n ? t->numbers[t->count - 1 - edge].point.day + WINDOW_DAYS : 0;
}

static bool in_story(const struct tally *t, const struct tally_number *n)
{
	return n->point.day != TIMEX_NO_DAY && n->point.day >= t->first_day &&
	       n->point.day <= t->last_day;
}

static int key_compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

static void find_names(struct tally *t)
{
	t->names = alloc_bytes((t->count + 1) * sizeof *t->names);
	for (size_t i = 0; i < t->count; i++) {
		if (t->numbers[i].naming == NAMED_BY_WORD)
			t->names[t->name_count++] = t->numbers[i].counted;
	}
	if (t->name_count)
		qsort(t->names, t->name_count, sizeof *t->names, key_compare);
}

static bool is_name(const struct tally *t, uint64_t counted)
{
	return t->name_count &&
	       bsearch(&counted, t->names, t->name_count, sizeof counted, key_compare);
}

static struct posting_of_word *post_words(const struct tally *t, size_t *count)
{
	struct posting_of_word *all = alloc_bytes((t->word_count + t->count + 1) * sizeof *all);
	size_t n = 0;

	for (size_t i = 0; i < t->count; i++) {
		const struct tally_number *k = &t->numbers[i];
		if (!in_story(t, k))
			continue;
		for (size_t w = 0; w < k->word_count; w++)
			all[n++] = (struct posting_of_word){t->words[k->first_word + w].key,
							    (uint32_t)i};
		if (k->decimal && is_name(t, k->counted))
			all[n++] = (struct posting_of_word){k->counted, (uint32_t)i};
	}
	sort_postings(&all, n);
	*count = n;
	return all;
}

static struct span surface_of(const struct tally *t, const struct tally_number *n, uint64_t key)
{
	for (size_t w = 0; w < n->word_count; w++) {
		if (t->words[n->first_word + w].key == key)
			return t->words[n->first_word + w].surface;
	}
	return span_of("", 0);
}

static bool is_free(const struct tally *t, const struct posting_of_word *all, size_t i)
{
	return t->numbers[all[i].number].thing == 0;
}

/* Two values at least, by more than one source or on more than one day. */
static void try_thing(struct tally *t, const struct posting_of_word *all, const struct pair *p)
{
	const struct tally_number *first = NULL;
	bool differs = false, apart = false;

	for (size_t i = p->first; i < p->first + p->count; i++) {
		const struct tally_number *n = &t->numbers[all[i].number];
		if (!is_free(t, all, i))
			continue;
		if (first == NULL)
			first = n;
		differs = differs || !span_equal(n->point.low, first->point.low) ||
			  !span_equal(n->point.high, first->point.high);
		apart = apart || n->source != first->source || n->point.day != first->point.day;
	}
	if (!differs || !apart)
		return;
	t->things = alloc_grown(t->things, t->thing_count, &t->thing_cap, sizeof *t->things);
	t->things[t->thing_count++] =
		(struct tally_thing){.unit = first->unit, .word = surface_of(t, first, p->key)};
	for (size_t i = p->first; i < p->first + p->count; i++) {
		if (is_free(t, all, i))
			t->numbers[all[i].number].thing = (uint32_t)t->thing_count;
	}
}

static void join_by_words(struct tally *t)
{
	size_t n = 0, count = 0, cap = 0;
	struct posting_of_word *all = post_words(t, &n);
	struct pair *pairs = NULL;

	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && all[end].key == all[i].key; end++)
			;
		if (end - i == 1)
			continue; /* most: a word that one number has */
		pairs = alloc_grown(pairs, count, &cap, sizeof *pairs);
		pairs[count++] = (struct pair){i, end - i, all[i].key};
	}
	if (count)
		qsort(pairs, count, sizeof *pairs, pair_compare);
	for (size_t i = 0; i < count; i++)
		try_thing(t, all, &pairs[i]);
	free(pairs);
	free(all);
}

static uint32_t root_of(uint32_t *root, uint32_t i)
{
	while (root[i] != i) {
		root[i] = root[root[i]];
		i = root[i];
	}
	return i;
}

/* All things with one uncommon value become the most frequent of them; numbers alone that give it, too. */
static void join_value(struct tally *t, uint32_t *root, const struct posting_of_word *all, size_t n)
{
	uint32_t to = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t thing = t->numbers[all[i].number].thing;
		uint32_t own = thing ? root_of(root, thing) : 0;
		if (own && to && own != to) {
			root[own > to ? own : to] = own < to ? own : to;
			to = own < to ? own : to;
		} else if (own) {
			to = own;
		}
	}
	for (size_t i = 0; i < n && to; i++)
		t->numbers[all[i].number].thing = to;
}

static void join_by_values(struct tally *t)
{
	struct posting_of_word *all = alloc_bytes((t->count + 1) * sizeof *all);
	uint32_t *root = alloc_bytes((t->thing_count + 1) * sizeof *root);
	size_t n = 0;

	for (uint32_t i = 0; i <= t->thing_count; i++)
		root[i] = i;
	for (size_t i = 0; i < t->count; i++) {
		if (t->numbers[i].value && in_story(t, &t->numbers[i]))
			all[n++] = (struct posting_of_word){t->numbers[i].value, (uint32_t)i};
	}
	sort_postings(&all, n);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && all[end].key == all[i].key; end++)
			;
		join_value(t, root, all + i, end - i);
	}
	for (size_t i = 0; i < t->count; i++)
		t->numbers[i].thing = root_of(root, t->numbers[i].thing);
	free(root);
	free(all);
}

void tally_join(struct tally *t)
{
	find_window(t);
	find_names(t);
	join_by_words(t);
	join_by_values(t);
}

/* --- points --- */

static bool same_point(const struct tally_number *a, const struct tally_number *b)
{
	return a->thing == b->thing && a->source == b->source && a->point.day == b->point.day &&
	       span_equal(a->point.low, b->point.low) && span_equal(a->point.high, b->point.high);
}

struct source_seen {
	uint64_t source;
	uint32_t last; /* point + 1 */
};

/* Which value each source gave before, on an earlier day. */
static void link_series(struct tally *t, struct tally_thing *thing, const uint64_t *sources)
{
	size_t mask = 15, first = (size_t)(thing->points - t->points);

	while (mask + 1 < 2 * thing->count)
		mask = mask * 2 + 1;
	struct source_seen *seen = alloc_zeroed(mask + 1, sizeof *seen);
	for (size_t i = first; i < first + thing->count; i++) {
		struct tally_point *p = &t->points[i];
		size_t at = (size_t)sources[i] & mask;
		while (seen[at].last && seen[at].source != sources[i])
			at = (at + 1) & mask;
		thing->sources += seen[at].last == 0;
		thing->times += p->times;
		const struct tally_point *last =
			seen[at].last ? &t->points[seen[at].last - 1] : NULL;
		/* Two values on one day: the ones before that day are what went before both. */
		while (last && last->day == p->day)
			last = last->before;
		if (last && p->grows &&
		    !(span_equal(last->low, p->low) && span_equal(last->high, p->high)))
			p->before = last;
		seen[at] = (struct source_seen){sources[i], (uint32_t)i + 1};
	}
	free(seen);
}

/* The numbers are sorted; those of a thing are gathered behind each other, repeats counted. */
void tally_points(struct tally *t)
{
	size_t *next = alloc_zeroed(t->thing_count + 1, sizeof *next);
	uint64_t *sources = alloc_bytes((t->count + 1) * sizeof *sources);
	uint32_t *last = alloc_zeroed(t->thing_count + 1, sizeof *last); /* number + 1 */

	t->points = alloc_bytes((t->count + 1) * sizeof *t->points);
	t->point_of = alloc_zeroed(t->count + 1, sizeof *t->point_of);
	for (size_t i = 0; i < t->count; i++)
		t->things[t->numbers[i].thing ? t->numbers[i].thing - 1 : 0].count +=
			t->numbers[i].thing > 0;
	for (size_t k = 0, at = 0; k < t->thing_count; k++) {
		next[k] = at;
		at += t->things[k].count;
		t->things[k].points = t->points + next[k];
		t->things[k].count = 0;
	}
	for (size_t i = 0; i < t->count; i++) {
		const struct tally_number *n = &t->numbers[i];
		size_t k = n->thing;
		if (k == 0)
			continue;
		k--;
		if (last[k] && same_point(&t->numbers[last[k] - 1], n)) {
			t->points[next[k] - 1].times++;
		} else {
			sources[next[k]] = n->source;
			t->points[next[k]++] = n->point;
			t->things[k].count++;
		}
		last[k] = (uint32_t)i + 1;
		t->point_of[i] = (uint32_t)next[k];
	}
	for (size_t k = 0; k < t->thing_count; k++)
		link_series(t, &t->things[k], sources);
	free(next);
	free(last);
	free(sources);
}

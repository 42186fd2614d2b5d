#include "cmd/dedupe/diff.h"

#include <stdlib.h>

enum { MAX_EDIT = 64, MAX_WEIGHT = 16 };

struct aligner {
	uint16_t best[DIFF_MAX_WORDS + 1]
		     [DIFF_MAX_WORDS + 1]; /* weight of the best common part of the two rests */
};

struct aligner *aligner_new(void)
{
	return alloc_bytes(sizeof(struct aligner));
}

void aligner_free(struct aligner *al)
{
	free(al);
}

/* At most 400 * 17: fits 16 bits. */
static uint16_t weight(const struct word *w)
{
	return (uint16_t)(1 + (w->len < MAX_WEIGHT ? w->len : MAX_WEIGHT));
}

static void add_gap(struct diff *d, uint32_t a, uint32_t a_end, uint32_t b, uint32_t b_end)
{
	if (a == a_end && b == b_end)
		return;
	if (d->count == DIFF_MAX_GAPS)
		d->complete = false;
	else
		d->gaps[d->count++] = (struct gap){a, a_end, b, b_end};
}

static void fill(struct aligner *al, const struct word *wa, uint32_t n, const struct word *wb,
		 uint32_t m)
{
	for (uint32_t j = 0; j <= m; j++)
		al->best[n][j] = 0;
	for (uint32_t i = n; i-- > 0;) {
		al->best[i][m] = 0;
		for (uint32_t j = m; j-- > 0;) {
			uint16_t skip = al->best[i + 1][j] > al->best[i][j + 1]
						? al->best[i + 1][j]
						: al->best[i][j + 1];
			if (wa[i].hash == wb[j].hash) {
				uint16_t take = (uint16_t)(al->best[i + 1][j + 1] + weight(&wa[i]));
				skip = take > skip ? take : skip;
			}
			al->best[i][j] = skip;
		}
	}
}

static void walk(const struct aligner *al, const struct text *ta, uint32_t a, uint32_t n,
		 const struct text *tb, uint32_t b, uint32_t m, struct diff *d)
{
	uint32_t i = 0, j = 0, gap_i = 0, gap_j = 0;
	while (i < n && j < m) {
		const struct word *w = &ta->words[a + i];
		if (w->hash == tb->words[b + j].hash &&
		    al->best[i][j] == al->best[i + 1][j + 1] + weight(w)) {
			add_gap(d, a + gap_i, a + i, b + gap_j, b + j);
			d->matched += w->len;
			gap_i = ++i;
			gap_j = ++j;
		} else if (al->best[i + 1][j] >= al->best[i][j + 1]) {
			i++;
		} else {
			j++;
		}
	}
	add_gap(d, a + gap_i, a + n, b + gap_j, b + m);
}

void diff_words(struct aligner *al, const struct text *ta, uint32_t a, uint32_t a_end,
		const struct text *tb, uint32_t b, uint32_t b_end, struct diff *d)
{
	d->count = d->matched = 0;
	d->complete = true;
	for (; a < a_end && b < b_end && ta->words[a].hash == tb->words[b].hash; a++, b++)
		d->matched += ta->words[a].len;
	for (; a < a_end && b < b_end && ta->words[a_end - 1].hash == tb->words[b_end - 1].hash;
	     a_end--, b_end--)
		d->matched += ta->words[a_end - 1].len;
	if (a == a_end || b == b_end) {
		add_gap(d, a, a_end, b, b_end);
	} else if (a_end - a > DIFF_MAX_WORDS || b_end - b > DIFF_MAX_WORDS) {
		d->complete = false;
	} else {
		fill(al, ta->words + a, a_end - a, tb->words + b, b_end - b);
		walk(al, ta, a, a_end - a, tb, b, b_end - b, d);
	}
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Only the band of cells that can be within the limit is filled (Ukkonen 1985); most pairs end after a row or two. */
unsigned edit_distance(struct span a, struct span b, unsigned limit)
{
	unsigned rows[3][MAX_EDIT + 2];
	unsigned *before = rows[0], *last = rows[1], *now = rows[2], n = (unsigned)a.len,
		 m = (unsigned)b.len;
	if (n > MAX_EDIT || m > MAX_EDIT || n > m + limit || m > n + limit)
		return limit + 1;
	if (limit == 0)
		return !span_equal(a, b);
	for (unsigned j = 0; j <= m + 1; j++)
		last[j] = before[j] = now[j] = j;
	for (unsigned i = 1; i <= n; i++) {
		unsigned from = i > limit ? i - limit : 1, to = i + limit < m ? i + limit : m,
			 best = i;
		now[from - 1] = from == 1 ? i : limit + 1;
		for (unsigned j = from; j <= to; j++) {
			unsigned other = a.ptr[i - 1] != b.ptr[j - 1];
			now[j] = least(last[j - 1] + other, least(last[j], now[j - 1]) + 1);
			if (other && i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] &&
			    a.ptr[i - 2] == b.ptr[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
			best = least(best, now[j]);
		}
		now[to + 1] = limit + 1;
		if (best > limit + 1) /* a swap may still save one step */
			return limit + 1;
		unsigned *reused = before;
		before = last;
		last = now;
		now = reused;
	}
	return least(last[m], limit + 1);
}

#include "cmd/dedupe/article.h"

#include <stdlib.h>

#include "cmd/dedupe/sketch.h"

enum { RUN = 5, SAME_SCORE = 700 };

static int by_value(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* The sorted set of a text's runs; *count without repeats. */
static uint64_t *runs_of(const struct text *t, size_t *count)
{
	size_t n = t->count >= RUN ? t->count - RUN + 1 : 0, kept = 0;
	uint64_t *runs = alloc_zeroed(n, sizeof *runs);
	for (size_t i = 0; i < n; i++)
		runs[i] = sketch_five_words(t, i);
	if (n > 1)
		qsort(runs, n, sizeof *runs, by_value);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || runs[i] != runs[i - 1])
			runs[kept++] = runs[i];
	*count = kept;
	return runs;
}

void article_compare(const struct text *a, const struct text *b, struct comparison *c)
{
	size_t n, m, i = 0, j = 0, shared = 0;
	uint64_t *x = runs_of(a, &n), *y = runs_of(b, &m);
	while (i < n && j < m) {
		shared += x[i] == y[j];
		uint64_t least = x[i] < y[j] ? x[i] : y[j];
		i += x[i] == least;
		j += y[j] == least;
	}
	free(x);
	free(y);
	*c = (struct comparison){
		.score = n + m > shared ? (unsigned)(1000 * shared / (n + m - shared)) : 0};
	c->same = c->score >= SAME_SCORE;
	c->differs = c->same ? 0 : DIFFERS_TEXT;
}

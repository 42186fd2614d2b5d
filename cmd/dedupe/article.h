/* Articles: the same when they share most runs of five words. */
#ifndef KABAR_DEDUPE_ARTICLE_H
#define KABAR_DEDUPE_ARTICLE_H

#include "cmd/dedupe/guard.h"

/* Jaccard of the sets of five-word runs, in thousandths, at least 700. No guard: an edited article has words put in and taken
 * out everywhere; its claims are compared one by one by --as statement. Time n log n. */
void article_compare(const struct text *a, const struct text *b, struct comparison *c);

#endif

/* The core of extract-numbers: records in, one record a number out. */
#ifndef KABAR_EXTRACT_H
#define KABAR_EXTRACT_H

#include <stdbool.h>

#include "common/pack.h"
#include "common/run.h"

struct extract_options {
	bool only;     /* leave out records without a number */
	bool all;      /* labels, dates, times, identifiers too, with their role */
	bool annotate; /* one line a record, its numbers in `figures` */
};

struct extractor;

/* The pack must outlive it. */
struct extractor *extractor_open(const struct pack *p, const struct extract_options *o);
void extractor_close(struct extractor *x);

/* A record_step. A record with text gives one record a number, itself when there is none; one that has `num` passes as it is.
 * The statements of one sentence (`id` with .1, .2, …) share its numbers: each takes those inside its quote_at, the first also
 * those outside of every quotation. They are held until the sentence ends. */
enum step extractor_record(const struct record *in, struct sink *out, void *extractor);

#endif

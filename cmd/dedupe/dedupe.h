/* The core of dedupe: units in, distinct claims out. Pure: no files, no clock, no exit but out of memory. */
#ifndef KABAR_DEDUPE_H
#define KABAR_DEDUPE_H

#include <stdbool.h>

#include "common/pack.h"
#include "common/run.h"

enum dedupe_as { AS_EXACT, AS_STATEMENT, AS_ARTICLE }; /* in the order of the choices of --as */
enum dedupe_keep { KEEP_FIRST, KEEP_LONGEST };

struct dedupe_options {
	int as, keep;
	const char *same;  /* FIELD,... that must agree; NULL: none */
	const char *field; /* compared instead of quote or text; NULL */
	const char *id;    /* the field that names a unit */
	bool mark, explain, stream;
	uint64_t
		threads; /* that look for near repeats; 0: as many as can run at once. The result is the same */
	uint64_t memory;    /* bytes of records; the others go to a temporary file */
	const char *folder; /* where that stands */
};

void dedupe_options_init(struct dedupe_options *o);

struct dedupe;

/* The pack and the strings of the options must outlive it. */
struct dedupe *dedupe_open(const struct dedupe_options *o, const struct pack *p);
void dedupe_close(struct dedupe *d);

/* A record_step. Puts nothing before the end of the stream, unless `stream` is set. */
enum step dedupe_record(const struct record *in, struct sink *out, void *dedupe);

/* Puts the claims of the records so far, as at the end of the stream, and forgets them all. */
void dedupe_flush(struct dedupe *d, struct sink *out);

/* --- what earlier runs printed --- */

/* Before the first dedupe_record: the lines that dedupe_remember gave once, in their order; a claim's first record opens it, with
 * its number and the last day it was said (calendar_days; INT64_MIN: not known). What repeats it is not printed, or marked. */
void dedupe_know(struct dedupe *d, uint64_t number, int64_t last, const struct record *in);
void dedupe_know_more(struct dedupe *d, const struct record *in); /* a further record of it */
void dedupe_know_end(struct dedupe *d);

/* Lines as state_format.h describes them, each with its LF. */
typedef void dedupe_line(void *context, struct span line);

/* The claims printed since the last call, numbered on from those known, and the new days of known ones. Behind the end of the
 * stream; with `stream` at any time. */
void dedupe_remember(struct dedupe *d, dedupe_line *line, void *context);

/* All claims, known and new, numbered from 0. Behind the end; once. */
void dedupe_remember_all(struct dedupe *d, dedupe_line *line, void *context);

#endif

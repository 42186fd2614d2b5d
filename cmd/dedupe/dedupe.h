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
};

void dedupe_options_init(struct dedupe_options *o);

struct dedupe;

/* The pack and the strings of the options must outlive it. */
struct dedupe *dedupe_open(const struct dedupe_options *o, const struct pack *p);
void dedupe_close(struct dedupe *d);

/* A record_step. Puts nothing before the end of the stream, unless `stream` is set. */
enum step dedupe_record(const struct record *in, struct sink *out, void *dedupe);

#endif

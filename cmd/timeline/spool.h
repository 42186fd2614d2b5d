/* Bytes held back until what stands before them is known: in memory, from SPOOL_MEMORY on in a temporary file. */
#ifndef KABAR_TIMELINE_SPOOL_H
#define KABAR_TIMELINE_SPOOL_H

#include <stdio.h>

#include "cmd/timeline/timeline.h"

enum { SPOOL_MEMORY = 16 << 20 };

struct spool {
	const char *folder;
	struct buffer bytes;
	FILE *file;
	bool failed; /* reported */
};

void spool_check(struct spool *s); /* after bytes were added to s->bytes */
/* Writes all of it; false: a temporary file failed. */
bool spool_copy(struct spool *s, view_write *write, void *context);
void spool_free(struct spool *s);

#endif

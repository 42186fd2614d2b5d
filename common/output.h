/* Checked output: every write error is seen, reported once, and decides the exit status. */
#ifndef KABAR_OUTPUT_H
#define KABAR_OUTPUT_H

#include <stdbool.h>

#include "common/alloc.h"

struct output {
	int fd;
	const char *name; /* for messages; NULL: standard output */
	struct buffer pending;
	bool failed;
};

enum { OUTPUT_BLOCK = 256 * 1024 };

/* Writes all that is pending; false (reported the first time) on an error, and from then on. Short writes, EINTR and
 * EAGAIN are gone through. */
bool output_flush(struct output *o);

/* Flushes when a block has gathered. */
static inline bool output_check(struct output *o)
{
	return o->pending.len < OUTPUT_BLOCK || output_flush(o);
}

/* Flushes and closes; false on any error so far. */
bool output_close(struct output *o);

/* A closed descriptor 0, 1 or 2 would be given to the next file opened, and records written into it. Fills the
 * gaps with one that cannot be used in that direction, so that use gives EBADF as it should. */
void output_guard_descriptors(void);

#endif

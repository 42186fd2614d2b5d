/* Inside the sorter: sorter.c keeps records in memory, spill.c in temporary files. */
#ifndef KABAR_TIMELINE_SORTER_H
#define KABAR_TIMELINE_SORTER_H

#include <stdio.h>

#include "cmd/timeline/timeline.h"

/* A record as it is kept: eight bytes that say how long it is and in which form, then
 * its LTSV line where it came as one (copied in a run, and written as one again), else its labels and values with their
 * lengths, so that a JSON value with a line feed in it comes out as it went in. */
enum { KEPT_HEAD = sizeof(uint64_t) };
struct kept {
	uint64_t len;
	bool packed;
};
struct kept kept_head(const char *bytes);
void kept_add(struct buffer *b, const struct record *r);
void kept_read(const struct kept *k, const char *bytes, struct record *r); /* sharing the bytes */

/* A record in memory with what it is sorted by, so that sorting opens none but those of one place in one document. */
struct item {
	uint64_t days, start; /* as in struct order_key */
	size_t at;            /* in its chunk */
	uint32_t chunk;
	uint32_t doc_rank; /* of its document among those in memory, in byte order */
};

struct doc_run { /* records of one document that came together */
	struct span doc;
	size_t first, end; /* items */
};

struct spills;
struct spills *spills_new(const char *folder);
void spills_free(struct spills *s);
size_t spills_count(const struct spills *s);
/* A new file; spills_put appends to it; false: reported. */
bool spills_begin(struct spills *s);
bool spills_put(struct spills *s, struct span kept); /* with its head */
bool spills_end(struct spills *s);
/* Merging, once all have been written. */
bool spills_merge(struct spills *s);
enum read_result spills_next(struct spills *s, struct record **r);

#endif

/* Which fields a record has, in which order: the records of a stream have one or a few shapes, so a field is found by
 * looking up its place instead of comparing labels (a sixth of the time on segment's records). */
#ifndef KABAR_DEDUPE_SHAPE_H
#define KABAR_DEDUPE_SHAPE_H

#include "common/alloc.h"
#include "common/record.h"

enum field_name { /* what dedupe reads; FIELD_ID and FIELD_COMPARED have the names that --id and --field give them */
		  FIELD_ID,
		  FIELD_COMPARED,
		  FIELD_DOC,
		  FIELD_AT,
		  FIELD_KIND,
		  FIELD_LANG,
		  FIELD_DATE,
		  FIELD_SOURCE,
		  FIELD_TEXT,
		  FIELD_QUOTE,
		  FIELD_QUOTE_AT,
		  FIELD_MODE,
		  FIELD_SPEAKER,
		  FIELD_SPEAKER_KIND,
		  FIELD_POLARITY,
		  FIELD_STANCE,
		  FIELD_HEDGE,
		  FIELD_EVENT,
		  FIELD_BASIS,
		  FIELD_WHEN,
		  FIELD_NUM_AT,
		  FIELD_VALUE,
		  FIELD_LOW,
		  FIELD_HIGH,
		  FIELD_APPROX,
		  FIELD_COUNT,
		  FIELD_SEEN,
		  FIELD_FIRST,
		  FIELD_OUTLETS,
		  FIELD_DUP_OF,
		  FIELD_NEAR_OF,
		  FIELD_DIFFERS,
		  FIELD_WHY,
		  FIELD_NAMES
};

struct shape {
	uint64_t hash;
	uint32_t number; /* in the order they were met */
	uint32_t count;
	struct span *labels;
	int32_t place[FIELD_NAMES]; /* -1: no such field */
	bool fresh;                 /* has none of the fields that dedupe adds */
};

enum { RECENT_SHAPES = 4 };

/* Owns the shapes, which stay where they are. */
struct shapes {
	struct arena *arena;
	const char *id, *compared; /* NULL: none */
	struct shape **items;
	size_t count, cap;
	uint32_t *table; /* by hash, plus one; a power of two */
	size_t table_size;
	const struct shape *recent[RECENT_SHAPES];
	unsigned next_recent;
};

/* The arena and the names must outlive it. */
void shapes_init(struct shapes *s, struct arena *a, const char *id, const char *compared);
void shapes_free(struct shapes *s);

/* The shape of a record. */
const struct shape *shape_of(struct shapes *s, const struct record *r);

/* A field of a record of this shape; ptr NULL when it has none. */
static inline struct span shape_get(const struct shape *s, const struct record *r,
				    enum field_name f)
{
	return s->place[f] < 0 ? span_of(NULL, 0) : r->fields[s->place[f]].value;
}

#endif

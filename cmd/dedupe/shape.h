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

/* What a field may be kept as beside its bytes: compact.h. */
enum field_part {
	PART_OTHER,
	PART_COMMON,
	PART_TEXT,
	PART_QUOTE,
	PART_DOC,
	PART_DATE,
	PART_OUTLET
};

enum { COMMON_VALUES = 32, COMMON_BYTES = 16 };

struct common_value {
	uint64_t first, last; /* the bytes once more, for comparing */
	char bytes[COMMON_BYTES];
	size_t len; /* 0: no value yet */
};

/* Values that a field often has, each in the place that its hash gives. */
struct common_values {
	struct common_value values[COMMON_VALUES];
	uint16_t missed, found; /* of late */
};

struct shape {
	uint64_t hash;
	uint32_t number; /* in the order they were met */
	uint32_t count;
	uint32_t met; /* how often, as far as it matters */
	struct span *labels;
	unsigned char *parts;         /* enum field_part */
	struct common_values *common; /* by field; NULL: not met so often */
	struct span
		heads; /* "id:", then TAB "doc:" and so on; bytes may be read up to HEAD_BYTES behind */
	int32_t place[FIELD_NAMES]; /* -1: no such field */
	bool fresh;                 /* has none of the fields that dedupe adds */
};

enum { RECENT_SHAPES = 4, HEAD_BYTES = 16 };

/* Owns the shapes, which stay where they are. */
struct shapes {
	struct arena *arena;
	const char *id, *compared; /* NULL: none */
	struct shape **items;
	size_t count, cap;
	uint32_t *table; /* by hash, plus one; a power of two */
	size_t table_size;
	struct shape *recent[RECENT_SHAPES];
	size_t common; /* shapes with common values */
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

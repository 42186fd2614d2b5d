/* Records kept until the end of the input: in front the shape, then the values, as compact.h has them. Nothing is parsed again. */
#ifndef KABAR_DEDUPE_STORE_H
#define KABAR_DEDUPE_STORE_H

#include "cmd/dedupe/compact.h"
#include "cmd/dedupe/shape.h"
#include "cmd/dedupe/shelf.h"

/* Where and when something was said: the fields doc, date and source of a record, kept once for all records alike. */
struct origin {
	struct span doc, date, outlet;     /* ptr NULL: no such field */
	struct span doc_item, outlet_item; /* the same, encoded for a list */
	uint64_t hash;
	int64_t day;    /* of the date; INT64_MAX: none that can be read */
	uint32_t order; /* by date, undated last: set by store_order_origins */
};

struct store {
	struct arena arena;
	struct shelf shelf; /* units */
	unsigned views;     /* units looked at since the shelf rested */
	struct shapes shapes;
	struct origin *origins;
	size_t origin_count, origin_cap;
	uint32_t *table; /* origins by hash; a power of two, index plus one */
	size_t table_size;
	struct buffer list;
};

/* id, compared: fields by name, as in shapes_init. max_bytes: of units in memory; the others go to a temporary file in the folder. */
void store_init(struct store *s, const char *id, const char *compared, uint64_t max_bytes,
		const char *folder);
void store_free(struct store *s);

uint32_t store_origin(struct store *s, const struct record *r, const struct shape *shape);

/* Negative, 0 or positive as a was earlier than b; undated is last. */
int origin_compare(const struct origin *a, const struct origin *b);

/* Numbers the origins by date. */
void store_order_origins(struct store *s);

/* Appends a record to a unit under construction. */
void store_encode(const struct store *s, struct buffer *unit, const struct record *r,
		  const struct shape *shape, uint32_t origin, struct coded *coded);

/* A unit's bytes, copied to stay; its end is known by the count in front. */
const char *store_keep(struct store *s, uint32_t records, struct span unit);

/* The records of a unit that are not read yet. */
struct unit_reader {
	const char *at;
	uint32_t left;
	const struct origin *origin;
};

/* Reads the records of a kept unit one by one; of one that is not kept yet: its bytes, and `left` as it is known. */
struct unit_reader store_open(struct store *s, const char *unit, uint32_t origin);
struct unit_reader store_open_bytes(const struct store *s, const char *bytes, uint32_t records,
				    uint32_t origin);

/* The next record; fields are spans into the store, valid as long as it is, or as the bytes. */
const struct shape *store_read(const struct store *s, struct unit_reader *u, struct record *r);

/* A field of the next record, which stays the next one. */
struct span store_peek(const struct store *s, const struct unit_reader *u, enum field_name name);

/* Whether a record that has just been read was a line: then its values may be written as they are, by store_line. */
bool store_is_line(const struct record *r);

/* Writes the record that has just been read as the line that it was, without LF, over what `line` held; the fields are spans
 * into it from now on. */
void store_line(struct record *r, const struct shape *shape, struct buffer *line);

#endif

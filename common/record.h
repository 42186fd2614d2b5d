/* A record: labelled values, kabar-record(5).
 *
 * Fields are spans into the buffer of the line they were read from (valid until the next read) or
 * into whatever the tool that set them owns; a record owns nothing but its array of fields.
 * Labels stand once; their order is kept. */
#ifndef KABAR_RECORD_H
#define KABAR_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "common/alloc.h"
#include "common/span.h"

struct field {
	struct span label, value;
	bool number; /* JSON input had it unquoted: pass the same bytes on; never set by tools */
};

/* segment's labels and where it puts them: for looking there first. */
enum usual_label {
	USUAL_ID,
	USUAL_DOC,
	USUAL_SENT,
	USUAL_PAR,
	USUAL_AT,
	USUAL_KIND,
	USUAL_LANG,
	USUAL_DATE,
	USUAL_DATE_FROM,
	USUAL_SOURCE,
	USUAL_TEXT,
	USUAL_LABELS
};

struct record {
	struct field *fields;
	size_t count, cap;
	const char *file; /* where it was read, for messages; NULL when made by a tool */
	uint64_t line;
	struct span
		source; /* the LTSV line it was parsed from: values inside it are known to be clean; else empty */
	size_t unmoved; /* so many first fields stand as source begins, one behind another: kept by the functions below */
	size_t usual; /* so many first labels, or more, are those of enum usual_label in their order: 0 is always right */
	bool not_last; /* no field that was read is labelled `last`: false is always right */
	bool whole; /* source is the record, field for field: set by a tool that made the line, never by reading one */
};

void record_free(struct record *r);

static inline void record_clear(struct record *r)
{
	r->count = 0;
	r->unmoved = 0;
	r->usual = 0;
	r->not_last = false;
}

/* Appends without looking for the label. */
static inline void record_add(struct record *r, struct span label, struct span value)
{
	if (r->count == r->cap)
		r->fields = alloc_grown(r->fields, r->count, &r->cap, sizeof *r->fields);
	r->fields[r->count++] = (struct field){.label = label, .value = value};
}

/* The value, or a span with ptr NULL. Cost: one length comparison a field. */
struct span record_get(const struct record *r, const char *label);

/* As record_get, and true when the value is there and not empty. */
bool record_has(const struct record *r, const char *label);

/* Replaces in place, else appends. */
void record_set(struct record *r, const char *label, struct span value);

void record_remove(struct record *r, const char *label);

/* All fields and their bytes copied to the arena; the copy's array is in the arena too (never record_free it). */
struct record record_copy(const struct record *r, struct arena *a);

/* Makes `out` (which keeps its array) hold the same fields, sharing their bytes: for building a changed record. */
void record_assign(struct record *out, const struct record *r);

/* "START-END" (plain text only): false when it has another form, as in "title:0-57". */
bool record_range(struct span value, uint64_t *start, uint64_t *end);

/* Whether s may be a label: [A-Za-z_][A-Za-z0-9_]* */
bool record_is_label(struct span s);

/* --- LTSV --- */

/* Parses one line without its line end. NULL on success, else the reason (a constant text).
 * Refused: a field without a colon, a label outside [A-Za-z_][A-Za-z0-9_]*, a label twice, NUL or CR in it.
 * Time is linear in the line up to 64 fields and n log n beyond (100,000 labels are fine). */
const char *record_parse_ltsv(struct record *r, struct span line);

/* The same for the line that the window begins with, found on the way: r->source is it, without LF or CR LF, and *reason what
 * record_parse_ltsv would answer. False when that cannot be: the line does not end well before the window does, or has very many fields;
 * the record is then as it was. A third faster than a search for the LF first. */
bool record_parse_front(struct record *r, struct span window, const char **reason);

/* Appends the record and LF. TAB, LF, CR, NUL, VT and FF in a value become one space each, so that offsets into it hold.
 * Values that came from an LTSV line are copied as they are. */
void record_write_ltsv(struct buffer *out, const struct record *r);

/* Appends a value as record_write_ltsv does that of a tool: for tools that make their lines (`whole`). */
void record_write_value(struct buffer *out, struct span value);

/* Whether the record is as it was read, field for field: its source may be put on as it is. The fields of a record that was
 * read must not have been changed but by functions of this header that shorten or lengthen it at the end. */
bool record_is_source(const struct record *r);

/* --- JSON Lines --- */

/* Appends one flat object and LF: strings, but `sent`, `par`, `count` and fields that were JSON numbers as they came;
 * empty fields are left out. Bytes that are not UTF-8 become U+FFFD: returns how many. */
size_t record_write_json(struct buffer *out, const struct record *r);

/* --- TSV --- */

/* The named fields only, empty where missing, TAB separated. */
void record_write_tsv(struct buffer *out, const struct record *r, const struct span *labels,
		      size_t count);

/* --- lists: items joined by commas; inside an item % is %25 and a comma %2C --- */
void list_add(struct buffer *list, struct span item);
/* The next item of *list, still encoded; false at the end. Moves *list on. */
bool list_next(struct span *list, struct span *item);
void list_decode(struct buffer *out, struct span item);

#endif

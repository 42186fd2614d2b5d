/* What the readers of the forms (document_text.c, document_json.c, document_wet.c) share. */
#ifndef KABAR_DOCUMENT_PARTS_H
#define KABAR_DOCUMENT_PARTS_H

#include "common/document.h"
#include "common/hash.h"
#include "common/json.h"

enum part { /* of a document */
	    PART_TEXT,
	    PART_TITLE,
	    PART_DATE,
	    PART_URL,
	    PART_SOURCE,
	    PART_AUTHOR,
	    PART_LANGUAGE,
	    PART_ID,
	    PART_COUNT
};

/* The best value seen so far for each part. */
struct found {
	struct json_field field[PART_COUNT];
	unsigned rank
		[PART_COUNT]; /* place of the name among its part's names, from 1; 0: none seen */
	bool crawl;
	enum json_kind odd_text; /* a name for text had a value of this kind, which is no text */
};

struct text_reader {
	bool in_unit;      /* a piece of a document has been given, and another follows */
	uint64_t offset;   /* of that piece */
	uint64_t line;     /* where the document begins */
	size_t line_start; /* in the window: of a line that has been blank so far, or 0 */
	size_t scanned;    /* in the window: looked at up to here */
};

struct json_document_reader {
	unsigned open_arrays;
	uint64_t column; /* of the next byte in its line; UINT64_MAX: not known */
	enum {
		SKIP_NOTHING,
		SKIP_VALUE,
		SKIP_LINES
	} skip;                /* how to go on behind a refused element */
	struct json_scan scan; /* SKIP_VALUE: of the element that is passed over */
	uint64_t
		column_max; /* SKIP_LINES: a line begins an element when its bracket stands no further right */
	char reason[160];
};

struct wet_reader {
	struct buffer header; /* of the last record, unfolded */
	bool told_html;
	bool lost; /* the next record must be searched */
};

struct documents {
	struct input *in;
	const char *file;
	int form; /* enum form; FORM_AUTO until the first bytes are known */
	struct document_options o;
	size_t pending; /* bytes of the window that the last answer points into; consumed by the next call */
	bool ended; /* nothing follows the pending bytes: nobody asks for a line number behind them */
	uint64_t line;      /* of the first byte not consumed */
	struct arena arena; /* decoded values of one document */
	struct buffer id;
	struct found found;
	struct lines lines;
	struct record record;
	struct text_reader text;
	struct json_document_reader json;
	struct wet_reader wet;
};

/* Takes count bytes of the window and counts their lines. */
void documents_consume(struct documents *d, size_t count);

/* A field of the input; names that are not known are passed over. */
void found_add(struct found *f, struct span name, const struct json_field *value);

/* Fills doc from d->found. NULL, or the reason why it is no document. */
const char *documents_fill(struct documents *d, struct document *doc);

/* Appends the 20 hex digits that stand for a text without a name. */
void documents_hash_text(struct documents *d, struct span text);

/* The first line of s, at most 64 KiB: what --rejects keeps of a refused document. */
struct span documents_first_line(struct span s);

enum { LOOK_MAX = 64 * 1024 }; /* as far as white space is passed over to see what follows */

/* The first byte at or behind `from` that is none of `blanks`, and its place; reads on for it. '\0' when there is none. */
char look_past(struct input *in, size_t from, const char *blanks, size_t *at);

/* Whether `text` stands in the window at `from`; reads on for it. */
bool look_at_text(struct input *in, size_t from, const char *text);

enum read_result documents_next_text(struct documents *d, struct document *doc);
enum read_result documents_next_json(struct documents *d, struct document *doc, const char **reason,
				     struct span *refused);
enum read_result documents_next_wet(struct documents *d, struct document *doc, const char **reason,
				    struct span *refused);

#endif

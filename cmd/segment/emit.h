/* Records from pieces. */
#ifndef KABAR_SEGMENT_EMIT_H
#define KABAR_SEGMENT_EMIT_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/segment/scan.h"
#include "common/hash.h"
#include "common/record.h"
#include "common/run.h"

enum { EMIT_FIELDS = 18 }; /* eleven, fold, last, and those of --with */

/* What all records of a document share, and where the next one stands. */
struct emit {
	struct sink *out;
	struct span doc, lang, date, date_from, source;
	const struct field *with; /* --with, behind all others */
	size_t with_count;
	uint64_t sent, par; /* of the record that is put next */
	uint64_t max_bytes; /* of a text */
	bool body_only;

	/* made once a document by emit_start */
	struct hash_doc hash;
	struct buffer doc_part, lang_part; /* "\tdoc:…\tsent:" and "\tlang:…\ttext:" */
	bool clean;                        /* nothing in them that LTSV cannot hold */

	struct record held; /* the last one made: put when it is known whether another follows */
	bool holding;
	struct buffer line; /* all bytes of the held record */
	struct buffer text, fold;
	struct field fields
		[EMIT_FIELDS]; /* of `held`; those that all records of a document share are set by emit_start */
};

void emit_free(struct emit *e);

/* After the fields that a document's records share were set. */
void emit_start(struct emit *e);

/* Bytes [start, end) of text, trimmed, which the map covers; offset: where text begins in the document; field "" or "title". */
void emit_piece(struct emit *e, struct span text, const struct mask_map *map, size_t start,
		size_t end, uint64_t offset, struct span field, enum kind kind);

/* The document is at its end: the held record goes out with last:1. */
void emit_last(struct emit *e);

/* Another piece follows and is not there yet: the held record is put (it may then turn out to have been the last and stays
 * without last:1). */
void emit_now(struct emit *e);

#endif

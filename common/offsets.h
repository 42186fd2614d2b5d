/* From bytes of a record's `text` back to bytes of its document.
 *
 * text is the range `at` with white space folded; where folding changed a length, segment writes `fold`: a list of POS+N
 * (ascending), each saying that in front of byte POS of text N source bytes were left out. */
#ifndef KABAR_OFFSETS_H
#define KABAR_OFFSETS_H

#include <stdbool.h>
#include <stdint.h>

#include "common/alloc.h"
#include "common/record.h"

struct offsets {
	struct span field; /* "title:" in front of the range, or empty */
	uint64_t base;     /* document offset of text byte 0 */
	struct span
		fold; /* still encoded; walked from the start when a smaller position is asked for */
	struct span rest;
	uint64_t position, added; /* up to where fold has been applied, and by how much */
};

/* From the fields at and fold. Without a usable `at` the text itself counts as the document (base 0): false then. */
bool offsets_start(struct offsets *o, const struct record *r);
bool offsets_start_at(struct offsets *o, struct span at, struct span fold);

/* Document offset of the byte at `pos` of text; for the end of a range ask for offsets_end (the byte before, plus one). */
uint64_t offsets_of(struct offsets *o, uint64_t pos);
uint64_t offsets_end(struct offsets *o, uint64_t pos);

/* Appends "START-END" of text bytes [start, end). */
void offsets_add_range(struct buffer *out, struct offsets *o, uint64_t start, uint64_t end);

#endif

/* Records kept until the end of the input, in a third to a half of their bytes: without the labels, which their shape has, and
 * without what is known already.
 *
 * A code for each value, in front of the value where that has to be kept:
 *   0 to 191   its length
 *   192 to 223 one of the values that records of this shape often have in this place
 *   ORIGIN     the document, date or outlet of the unit
 *   EARLIER    a run of bytes further in front in the same unit: how far back, how long
 *   LONG       its length, 192 or more
 *   NUMBER     its length; JSON input had it unquoted
 * Memory is touched for the first time for every byte that is kept, which in a virtual machine took longer than to make it short. */
#ifndef KABAR_DEDUPE_COMPACT_H
#define KABAR_DEDUPE_COMPACT_H

#include "cmd/dedupe/shape.h"

struct origin;

enum { VARINT_BYTES = 10 };

size_t varint_put(char out[VARINT_BYTES], uint64_t n);
const char *varint_read(const char *p, uint64_t *n);

/* Copies a value to where there is room for COPY_BYTES more. `ahead`: so many bytes may be read from its start on. Most values are so
 * short that a call to copy them, or a look at their length, would cost more. */
enum { COPY_BYTES = 16 };
static inline void value_copy(char *to, struct span v, size_t ahead)
{
	if (v.len > COPY_BYTES || ahead < COPY_BYTES) {
		if (v.len)
			memcpy(to, v.ptr, v.len);
	} else {
		memcpy(to, v.ptr, COPY_BYTES);
	}
}

/* What a later record of the unit may repeat: where it stands in the buffer. {0} when a unit begins. */
struct coded {
	size_t text, text_len, quote, quote_len;
};

/* Appends the values of a record, which are of this origin or not, to its unit. */
void compact_add(struct buffer *unit, const struct record *r, const struct shape *shape,
		 const struct origin *origin, struct coded *coded);

/* The values of a record that has its labels; they stay where they are, and COPY_BYTES from the start of each may be read. Returns its
 * end. */
const char *compact_read(const char *at, const struct shape *shape, const struct origin *origin,
			 struct record *r);

/* The value of one field, without a look at those behind it. */
struct span compact_field(const char *at, const struct shape *shape, const struct origin *origin,
			  int32_t place);

#endif

/* JSON (RFC 8259) read in one pass, without recursion, as flat objects.
 *
 * A document of an article or a record is an object whose values are strings, numbers, true, false or null; arrays
 * and objects inside are stepped over (depth 64 at most), except that an array of strings can be read as one value.
 * Strings are decoded: \u0000 stays a NUL byte, a lone surrogate becomes U+FFFD, a pair one character. Numbers keep
 * their bytes. Read although RFC 8259 forbids it: control bytes in strings other than LF (an LF means that the closing
 * quote is missing: that is how a torn line of JSON Lines is known), bytes that are not UTF-8, and NaN, Infinity and
 * -Infinity as null (Python writes them). */
#ifndef KABAR_JSON_H
#define KABAR_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "common/alloc.h"
#include "common/record.h"
#include "common/span.h"

enum json_result {
	JSON_OK,
	JSON_INCOMPLETE, /* the bytes end inside the value: read on and call again */
	JSON_BAD,        /* *reason says why, *used is the offset of the fault */
	JSON_DONE        /* json_field_next only: the object is closed */
};

/* Reads one object at the start of `bytes` (which begins with '{'). Fields go to r (which is cleared first) in their
 * order; on a repeated key the last value wins, at the place of the first. Decoded strings that hold escapes are put
 * into `a`; others are spans into `bytes`.
 * null values, arrays without strings and objects are left out. An array of strings gives its items joined by ", ".
 * *used: bytes of the object. Time linear, n log n for more than 64 keys. Called again from the start on
 * JSON_INCOMPLETE the caller doubles its bytes each time to stay linear (json_end finds the end cheaply first). */
enum json_result json_object(struct span bytes, struct record *r, struct arena *a, size_t *used,
			     const char **reason);

/* Steps over one value that starts at bytes.ptr, resumable: state starts as {0} and keeps what was seen, so that each byte is
 * looked at once over all calls. JSON_OK: *used is the end of the value. A number or word ends where another byte follows. */
struct json_scan {
	size_t at; /* bytes seen; a caller that drops bytes in front may lower it by as many */
	uint64_t arrays; /* bit d: the value open at depth d + 1 is an array */
	unsigned depth;
	unsigned outer; /* levels around the value, for the limit of 64 */
	int expect;
	bool key, escaped;
};
enum json_result json_end(struct json_scan *s, struct span bytes, size_t *used,
			  const char **reason);

/* --- an object field by field, decoding only what is asked for --- */

enum json_kind {
	JSON_STRING,
	JSON_NUMBER,
	JSON_WORD, /* true, false */
	JSON_NULL,
	JSON_ARRAY,
	JSON_OBJECT
};

struct json_field {
	struct span key; /* decoded */
	struct span
		value; /* as it stands: a string without its quotes, anything else with all its bytes */
	enum json_kind kind;
	bool escaped; /* the string holds escapes */
};

struct json_reader {
	struct span bytes;
	size_t at;
	bool begun, first;
	struct arena *arena; /* for keys with escapes */
};

/* bytes begins with '{' and need not hold the whole object. */
void json_reader_start(struct json_reader *r, struct span bytes, struct arena *a);

/* JSON_DONE: r->at is the end of the object. JSON_BAD: r->at is the offset of the fault. */
enum json_result json_field_next(struct json_reader *r, struct json_field *f, const char **reason);

/* The decoded string, the bytes of a number or word, the joined strings of an array; ptr NULL for null, objects and
 * arrays without strings. In `a`, or where the field stands. */
struct span json_value(const struct json_field *f, struct arena *a);

#endif

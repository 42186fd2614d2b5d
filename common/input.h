/* Bytes in: read(2), inflate, several files.
 *
 * gzip is known by its magic bytes, on standard input too, with any number of members; a truncated
 * or damaged member is an error after all that could be read before it has been given out. Zero bytes
 * behind the last member are padding, other bytes there give a warning. Other compressors and UTF-16
 * are named with what to do. read(2) and inflate rather than gzread: gzread waits for a whole block on
 * a pipe, gives 0 for a truncated file, and loses the last block before a CRC error. */
#ifndef KABAR_INPUT_H
#define KABAR_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "common/alloc.h"
#include "common/span.h"

/* Three answers that cannot be confused. */
enum read_result {
	READ_FAILED = -1, /* has been reported; what came before it is complete */
	READ_END = 0,
	READ_OK = 1,
	READ_REFUSED = 2 /* readers of lines and documents only: this one is bad, go on */
};

struct input;

/* Called before a read that may wait (a pipe, a terminal), so that output can be flushed. */
typedef void input_wait_function(void *context);

/* file "-" is standard input. NULL when it cannot be opened or is a directory (reported). Owns nothing of `file`,
 * which must live on. before_wait may be NULL. */
struct input *input_open(const char *file, input_wait_function *before_wait, void *context);
void input_close(struct input *in);

/* The name for messages: "<stdin>" for "-". */
const char *input_name(const struct input *in);

/* All bytes that are buffered and not consumed; reads when there are none. READ_OK: at least one byte. READ_END: all is
 * consumed and the file ended well. READ_FAILED: all good bytes have been consumed and the rest is lost (reported once,
 * answered from then on). A caller that needs more than it sees consumes nothing and calls input_more; the buffer grows
 * without limit, so the caller keeps the bound. *bytes is valid until the next input_peek or input_more. */
enum read_result input_peek(struct input *in, struct span *bytes);

/* Reads on, keeping what is not consumed. READ_OK: *bytes is longer than before; READ_END: no more bytes come and
 * *bytes are the last ones (may be empty); READ_FAILED: as READ_END, but the end is a failure, already reported.
 * Cost: each byte is moved a constant number of times, however much is kept. */
enum read_result input_more(struct input *in, struct span *bytes);

/* count: at most what the last input_peek or input_more showed. */
void input_consume(struct input *in, size_t count);

/* What is buffered and not consumed; reads nothing, so it may be empty. Valid as of input_peek. */
struct span input_buffered(const struct input *in);

/* Passes over a UTF-8 byte order mark; does nothing but at the start of the file. Readers of lines and of JSON call it;
 * a plain text document keeps the mark, so that its offsets are those of the file. */
void input_skip_bom(struct input *in);

/* --- lines --- */

struct lines {
	struct input *in;
	uint64_t number; /* of the line last given, from 1 */
	size_t max_bytes; /* a longer line is READ_REFUSED (reported) and passed over in constant memory */
	bool quiet;     /* a longer line is not reported: the caller does */
	size_t pending; /* internal: bytes of the last line, consumed at the next call */
	bool skipping; /* internal: the rest of a line that was too long is still to be passed over */
};

void lines_start(struct lines *l, struct input *in, size_t max_bytes);

/* The next line without LF or CR LF, valid until the next call. A last line without LF is a line, but not when the
 * input failed inside it. READ_REFUSED: *line holds the first max_bytes bytes. */
enum read_result lines_next(struct lines *l, struct span *line);

/* What is buffered behind the last line, nothing being read: for a caller that finds lines in it by itself. Empty at the start of a file
 * and behind a line that was too long. */
struct span lines_window(struct lines *l);

/* Takes a line out of it, with its line end; it is valid as one of lines_next is. */
static inline void lines_take(struct lines *l, size_t bytes)
{
	l->number++;
	l->pending = bytes;
}

#endif

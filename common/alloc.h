/* Memory that is never NULL: on failure the program says "out of memory" and exits with status 2.
 *
 * struct arena: many small pieces, one free. Pointers stay valid until arena_reset or arena_free.
 * struct buffer: one growing run of bytes. data may move on any append; a buffer set to {0} is ready. */
#ifndef KABAR_ALLOC_H
#define KABAR_ALLOC_H

#include <stddef.h>
#include <stdint.h>

#include "common/span.h"

void *alloc_bytes(size_t size);
void *alloc_zeroed(size_t count, size_t size);
void *alloc_resized(void *old, size_t count, size_t size);

/* Makes room for one more element of `size` bytes in an array of *cap, doubling it; returns the array. */
void *alloc_grown(void *array, size_t used, size_t *cap, size_t size);

struct arena_block;
struct arena {
	struct arena_block *block; /* the one being filled; the others hang on it */
	char *next, *end;
	size_t block_size; /* 0: 64 KiB */
};

void *arena_alloc(struct arena *a, size_t size); /* aligned to 16 bytes */
struct span arena_copy(struct arena *a, struct span s);
void arena_reset(struct arena *a); /* keeps the largest block */
void arena_free(struct arena *a);

struct buffer {
	char *data;
	size_t len, cap;
};

void buffer_grow(struct buffer *b, size_t more); /* of buffer_reserve */
void buffer_free(struct buffer *b);

/* Makes room for `more` bytes behind the length. */
static inline void buffer_reserve(struct buffer *b, size_t more)
{
	if (b->cap - b->len < more)
		buffer_grow(b, more);
}

static inline void buffer_add(struct buffer *b, const void *bytes, size_t len)
{
	buffer_reserve(b, len);
	if (len)
		memcpy(b->data + b->len, bytes, len);
	b->len += len;
}

static inline void buffer_add_byte(struct buffer *b, char c)
{
	buffer_reserve(b, 1);
	b->data[b->len++] = c;
}

static inline void buffer_add_span(struct buffer *b, struct span s)
{
	buffer_add(b, s.ptr, s.len);
}

static inline void buffer_add_text(struct buffer *b, const char *text)
{
	buffer_add(b, text, strlen(text));
}

void buffer_add_number(struct buffer *b, uint64_t n);

/* Sixteen hex digits, so that numbers sort as their text does. */
void buffer_add_hex(struct buffer *b, uint64_t n);

/* "START-END" as the ranges of records are written. */
void buffer_add_range(struct buffer *b, uint64_t start, uint64_t end);

static inline struct span buffer_span(const struct buffer *b)
{
	return (struct span){b->data ? b->data : "", b->len};
}

#endif

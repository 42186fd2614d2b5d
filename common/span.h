/* A stretch of bytes that somebody else owns.
 *
 * Text is bytes with a length: a span may hold NUL and invalid UTF-8 and is never NUL-terminated.
 * ptr is NULL exactly when there is nothing ("no such field"); an empty value has ptr set and len 0.
 * A span is valid as long as what it points into; copy it to an arena to keep it longer. */
#ifndef KABAR_SPAN_H
#define KABAR_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct span {
	const char *ptr;
	size_t len;
};

static inline struct span span_of(const char *ptr, size_t len)
{
	return (struct span){ptr, len};
}

static inline struct span span_text(const char *text)
{
	return (struct span){text, strlen(text)};
}

/* The bytes [start, end) of s; the caller keeps start <= end <= s.len. Nothing stays nothing. */
static inline struct span span_sub(struct span s, size_t start, size_t end)
{
	return (struct span){s.ptr ? s.ptr + start : NULL, end - start};
}

/* The first bytes differ mostly where anything does: that saves the call. */
static inline bool span_equal(struct span a, struct span b)
{
	return a.len == b.len &&
	       (a.len == 0 || (*a.ptr == *b.ptr && memcmp(a.ptr, b.ptr, a.len) == 0));
}

static inline bool span_is(struct span s, const char *text)
{
	size_t n = strlen(text); /* a constant where the text is one: no call is left then */
	return s.len == n && memcmp(s.ptr, text, n) == 0;
}

static inline bool span_starts(struct span s, const char *text)
{
	size_t n = strlen(text);
	return s.len >= n && memcmp(s.ptr, text, n) == 0;
}

static inline bool span_ends(struct span s, struct span end)
{
	return s.len >= end.len &&
	       (end.len == 0 || memcmp(s.ptr + s.len - end.len, end.ptr, end.len) == 0);
}

/* Byte order, the shorter first when one begins the other: as LC_ALL=C sort. */
static inline int span_compare(struct span a, struct span b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int order = n ? memcmp(a.ptr, b.ptr, n) : 0;
	return order ? order : (a.len > b.len) - (a.len < b.len);
}

#endif

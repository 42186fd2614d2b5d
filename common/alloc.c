#include "common/alloc.h"

#include <stdlib.h>

#include "common/report.h"

enum { ARENA_BLOCK = 64 * 1024, ARENA_ALIGN = 16 };

static _Noreturn void out_of_memory(void)
{
	report("out of memory");
	exit(STATUS_FAILED);
}

void *alloc_bytes(size_t size)
{
	void *p = malloc(size ? size : 1);
	if (!p)
		out_of_memory();
	return p;
}

void *alloc_zeroed(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);
	if (!p)
		out_of_memory();
	return p;
}

void *alloc_resized(void *old, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		out_of_memory();
	size_t bytes = count * size;
	void *p = realloc(old, bytes > 0 ? bytes : 1);
	if (!p)
		out_of_memory();
	return p;
}

void *alloc_grown(void *array, size_t used, size_t *cap, size_t size)
{
	if (used < *cap)
		return array;
	if (*cap > SIZE_MAX / 2)
		out_of_memory();
	*cap = *cap ? *cap * 2 : 16;
	return alloc_resized(array, *cap, size);
}

struct arena_block {
	_Alignas(ARENA_ALIGN) struct arena_block *before; /* so are the bytes behind the header */
	size_t size;                                      /* of those */
};

static void arena_add_block(struct arena *a, size_t size)
{
	size_t want = a->block_size ? a->block_size : ARENA_BLOCK;
	if (want < size)
		want = size;
	struct arena_block *b = alloc_bytes(sizeof *b + want);
	b->before = a->block;
	b->size = want;
	a->block = b;
	a->next = (char *)(b + 1);
	a->end = a->next + want;
}

void *arena_alloc(struct arena *a, size_t size)
{
	if (size > SIZE_MAX / 2)
		out_of_memory();
	size = (size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
	if ((size_t)(a->end - a->next) < size || !a->block)
		arena_add_block(a, size);
	void *p = a->next;
	a->next += size;
	return p;
}

struct span arena_copy(struct arena *a, struct span s)
{
	if (!s.ptr)
		return s;
	char *p = arena_alloc(a, s.len);
	if (s.len)
		memcpy(p, s.ptr, s.len);
	return span_of(p, s.len);
}

void arena_reset(struct arena *a)
{
	struct arena_block *largest = NULL;
	for (struct arena_block *b = a->block, *before; b; b = before) {
		before = b->before;
		struct arena_block *loser = b;
		if (!largest || b->size > largest->size) {
			loser = largest;
			largest = b;
		}
		free(loser);
	}
	a->block = largest;
	if (!largest)
		return;
	largest->before = NULL;
	a->next = (char *)(largest + 1);
	a->end = a->next + largest->size;
}

void arena_free(struct arena *a)
{
	for (struct arena_block *b = a->block, *before; b; b = before) {
		before = b->before;
		free(b);
	}
	*a = (struct arena){.block_size = a->block_size};
}

void buffer_grow(struct buffer *b, size_t more)
{
	if (more > SIZE_MAX / 2 - b->len)
		out_of_memory();
	size_t want = b->cap ? b->cap : 256;
	while (want < b->len + more)
		want *= 2;
	b->data = alloc_resized(b->data, want, 1);
	b->cap = want;
}

void buffer_free(struct buffer *b)
{
	free(b->data);
	*b = (struct buffer){0};
}

#define TEN(d)                                                                                     \
	{d, '0'}, {d, '1'}, {d, '2'}, {d, '3'}, {d, '4'}, {d, '5'}, {d, '6'}, {d, '7'}, {d, '8'},  \
	{                                                                                          \
		d, '9'                                                                             \
	}
static const char two_digits[100][2] = {TEN('0'), TEN('1'), TEN('2'), TEN('3'), TEN('4'),
					TEN('5'), TEN('6'), TEN('7'), TEN('8'), TEN('9')};
#undef TEN

/* The digits of n behind to, which has room for 20; how many. */
static size_t put_number(char *to, uint64_t n)
{
	/* most are places in a text: their length without a branch */
	size_t len = 1u + (n >= 10) + (n >= 100) + (n >= 1000);
	for (uint64_t limit = 10000; n >= limit && len < 20; limit *= 10)
		len++;
	size_t i = len;
	for (; n >= 100; n /= 100)
		memcpy(to + (i -= 2), two_digits[n % 100], 2);
	if (n >= 10)
		memcpy(to, two_digits[n], 2);
	else
		*to = (char)('0' + n);
	return len;
}

void buffer_add_number(struct buffer *b, uint64_t n)
{
	buffer_reserve(b, 20);
	b->len += put_number(b->data + b->len, n);
}

void buffer_add_hex(struct buffer *b, uint64_t n)
{
	buffer_reserve(b, 16);
	for (int shift = 60; shift >= 0; shift -= 4)
		b->data[b->len++] = "0123456789abcdef"[n >> shift & 15];
}

void buffer_add_range(struct buffer *b, uint64_t start, uint64_t end)
{
	buffer_reserve(b, 41);
	b->len += put_number(b->data + b->len, start);
	b->data[b->len++] = '-';
	b->len += put_number(b->data + b->len, end);
}

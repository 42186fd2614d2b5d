#include "cmd/segment/mask.h"

#include <stdlib.h>

#include "cmd/segment/text.h"
#include "common/alloc.h"
#include "common/bytes16.h"

#ifdef BYTES16

/* 64 bytes of which n are text; the others are NUL, in `room`. */
static const char *padded(const char *p, size_t n, char room[MASK_BYTES])
{
	if (n >= MASK_BYTES)
		return p;
	memset(room, 0, MASK_BYTES);
	memcpy(room, p, n);
	return room;
}

struct mask_sets mask_block(const char *p, size_t n, char before)
{
	char room[MASK_BYTES];
	uint64_t marks = 0, letters = 0, capitals = 0, folds = 0, spaces = 0;
	p = padded(p, n, room);
	for (unsigned at = 0; at < MASK_BYTES; at += 16) {
		bytes16 v = bytes16_load(p + at), folded = bytes16_without_case(v);
		bytes16 high = bytes16_is(folded, 0xE2);
		bytes16 ends = bytes16_or(bytes16_is(v, '.'), bytes16_within(v, '!', 2));
		bytes16 brackets = bytes16_or(bytes16_within(v, '(', 2), bytes16_is(folded, '{'));
		ends = bytes16_or(ends, bytes16_or(bytes16_is(v, '?'), high));
		bytes16 wide = bytes16_or(high, bytes16_is(v, 0xEF));
		marks |= bytes16_bits(bytes16_or(ends, brackets)) << at;
		letters |= bytes16_bits(bytes16_letters(v)) << at;
		capitals |= bytes16_bits(bytes16_within(v, 'A', 26)) << at;
		folds |= bytes16_bits(bytes16_or(bytes16_within(v, 0, ' '), wide)) << at;
		spaces |= bytes16_bits(bytes16_is(v, ' ')) << at;
	}
	capitals &= ~(letters << 1 | (uint64_t)is_alpha(before));
	folds |= spaces & (spaces << 1 | (uint64_t)(before == ' '));
	if (n < MASK_BYTES)
		folds &= ~(~(uint64_t)0 << n);
	return (struct mask_sets){marks, capitals, folds};
}

uint64_t mask_letters(const char *p, size_t n)
{
	char room[MASK_BYTES];
	uint64_t letters = 0;
	p = padded(p, n, room);
	for (unsigned at = 0; at < MASK_BYTES; at += 16)
		letters |= bytes16_bits(bytes16_letters(bytes16_load(p + at))) << at;
	return letters;
}

#else

static uint64_t bit(size_t at)
{
	return (uint64_t)1 << at;
}

static bool high_first(char c)
{
	return c == '\xC2' || c == '\xE2';
}

static bool is_mark(char c)
{
	return c == '.' || c == '?' || c == '!' || c == '"' || c == '(' || c == ')' || c == '[' ||
	       c == '{' || high_first(c);
}

static bool is_fold(char c)
{
	return (unsigned char)c < ' ' || high_first(c) || c == '\xEF';
}

struct mask_sets mask_block(const char *p, size_t n, char before)
{
	struct mask_sets sets = {0, 0, 0};
	for (size_t i = 0; i < MASK_BYTES && i < n; before = p[i], i++) {
		if (is_lower(p[i])) /* most bytes */
			continue;
		if (is_mark(p[i]))
			sets.marks |= bit(i);
		if (is_upper(p[i]) && !is_alpha(before))
			sets.capitals |= bit(i);
		if (p[i] == ' ' ? before == ' ' : is_fold(p[i]))
			sets.folds |= bit(i);
	}
	return sets;
}

uint64_t mask_letters(const char *p, size_t n)
{
	uint64_t letters = 0;
	for (size_t i = 0; i < MASK_BYTES && i < n; i++)
		letters |= (uint64_t)is_alpha(p[i]) << i;
	return letters;
}

#endif

void mask_map_fill(struct mask_map *m, struct span text, size_t start, size_t end)
{
	size_t count = (end - start + MASK_BYTES - 1) / MASK_BYTES, i = 0;
	uint64_t folds = 0;
	while (m->cap < count)
		m->sets = alloc_grown(m->sets, m->cap, &m->cap, sizeof *m->sets);
	m->start = start;
	m->parts = m->colon = false;
	/* A block may reach beyond `end`: its readers stop there, and reading a whole one is what is fast. */
	size_t whole = (text.len - start) / MASK_BYTES;
	if (mask_fill_wide(m, text.ptr + start, count < whole ? count : whole, &folds))
		i = count < whole ? count : whole;
	m->parts |= i < count; /* not looked for in what follows */
	m->colon |= i < count;
	for (; i < count; i++) {
		size_t at = start + i * MASK_BYTES;
		folds |= i > 0 ? m->sets[i - 1].folds : 0;
		m->sets[i] =
			mask_block(text.ptr + at, text.len - at, i > 0 ? text.ptr[at - 1] : '\0');
	}
	if (count > 0)
		folds |= mask_below(m->sets[count - 1].folds,
				    end - start - (count - 1) * MASK_BYTES);
	m->folds = folds != 0;
}

void mask_map_free(struct mask_map *m)
{
	free(m->sets);
}

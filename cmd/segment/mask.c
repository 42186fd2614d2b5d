#include "cmd/segment/mask.h"

#include <stdlib.h>

#include "cmd/segment/bytes16.h"
#include "cmd/segment/text.h"
#include "common/alloc.h"

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

#if defined __SSE2__ && defined __GNUC__ && !defined KABAR_NO_SIMD
#define WIDE 1
#include <immintrin.h>

/* Both sets by one look at each half of a byte (as G. Langdale and D. Lemire find the marks of JSON, 2019): a byte's classes are those
 * that its high and its low half have in common. */
enum {
	C_2X = 1 << 0,   /* ! " ( ) . */
	C_3F = 1 << 1,   /* ? */
	C_XB = 1 << 2,   /* [ { */
	C_HIGH = 1 << 3, /* 0xC2 0xE2, which may be folded too */
	C_LOW = 1 << 4,  /* under a space */
	C_EF = 1 << 5,
	C_BAR = 1 << 6,
	C_COLON = -128, /* the eighth bit of a char */
	C_MARK = C_2X | C_3F | C_XB | C_HIGH,
	C_FOLD = C_HIGH | C_LOW | C_EF
};

struct half {
	uint64_t marks, folds, spaces, letters, capitals;
	uint64_t high;  /* bytes beyond ASCII */
	uint64_t tails; /* last bytes of NBSP, ZWSP and BOM */
};

/* The sets of 32 bytes; their classes are added to *seen. Made part of its caller, or its result goes through memory. */
__attribute__((target("avx2"), always_inline)) static inline struct half half_sets(const char *p,
										   __m256i *seen)
{
	const __m256i high_classes = _mm256_broadcastsi128_si256(
		_mm_setr_epi8(C_LOW, C_LOW, C_2X, C_3F | C_COLON, 0, C_XB, 0, C_XB | C_BAR, 0, 0, 0, 0,
			      C_HIGH, 0, C_HIGH | C_EF, 0));
	const __m256i low_classes = _mm256_broadcastsi128_si256(
		_mm_setr_epi8(C_LOW, C_LOW | C_2X, C_LOW | C_2X | C_HIGH, C_LOW, C_LOW, C_LOW,
			      C_LOW, C_LOW, C_LOW | C_2X, C_LOW | C_2X, C_LOW | C_COLON,
			      C_LOW | C_XB, C_LOW | C_BAR, C_LOW, C_LOW | C_2X, C_LOW | C_3F | C_EF));
	const __m256i nibble = _mm256_set1_epi8(0x0F), zero = _mm256_setzero_si256();
	__m256i v = _mm256_loadu_si256((const __m256i *)(const void *)p);
	__m256i high = _mm256_and_si256(_mm256_srli_epi16(v, 4), nibble);
	__m256i classes =
		_mm256_and_si256(_mm256_shuffle_epi8(high_classes, high),
				 _mm256_shuffle_epi8(low_classes, _mm256_and_si256(v, nibble)));
	*seen = _mm256_or_si256(*seen, classes);
	__m256i no_mark =
		_mm256_cmpeq_epi8(_mm256_and_si256(classes, _mm256_set1_epi8(C_MARK)), zero);
	__m256i no_fold =
		_mm256_cmpeq_epi8(_mm256_and_si256(classes, _mm256_set1_epi8(C_FOLD)), zero);
	__m256i letter =
		_mm256_sub_epi8(_mm256_or_si256(v, _mm256_set1_epi8(0x20)), _mm256_set1_epi8('a'));
	letter = _mm256_cmpeq_epi8(_mm256_min_epu8(letter, _mm256_set1_epi8(25)), letter);
	uint32_t letters = (uint32_t)_mm256_movemask_epi8(letter);
	/* a letter's bit 5 says which case it has; shifted it is the one that movemask takes */
	uint32_t lower = (uint32_t)_mm256_movemask_epi8(_mm256_slli_epi16(v, 2));
	__m256i tail = _mm256_or_si256(_mm256_cmpeq_epi8(v, _mm256_set1_epi8('\xA0')),
				       _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\x8B')));
	tail = _mm256_or_si256(tail, _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\xBF')));
	return (struct half){
		.marks = ~(uint32_t)_mm256_movemask_epi8(no_mark),
		.folds = ~(uint32_t)_mm256_movemask_epi8(no_fold),
		.spaces =
			(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, _mm256_set1_epi8(' '))),
		.letters = letters,
		.capitals = letters & ~lower,
		.high = (uint32_t)_mm256_movemask_epi8(v),
		.tails = (uint32_t)_mm256_movemask_epi8(tail),
	};
}

/* mask_block of `count` whole blocks; the folds of all but the last, in one. *parts and *colon as in a map. Of segment's instructions on
 * an article corpus this takes 3 %, SSE2's took 10 %. A first byte of a wide blank counts only with a last one behind it: curly quotes
 * begin as blanks do. */
__attribute__((target("avx2"))) static uint64_t wide_blocks(struct mask_map *m, const char *p,
							    size_t count)
{
	const uint64_t beyond = (uint64_t)3 << 62; /* what is behind these two bytes is not known here */
	uint64_t letter = 0, space = 0;            /* in front */
	uint64_t folds = 0, last = 0;
	__m256i seen = _mm256_setzero_si256();
	for (size_t i = 0; i < count; i++, p += MASK_BYTES) {
		struct half a = half_sets(p, &seen), b = half_sets(p + 32, &seen);
		uint64_t letters = a.letters | b.letters << 32, spaces = a.spaces | b.spaces << 32;
		uint64_t tails = a.tails | b.tails << 32, high = a.high | b.high << 32;
		uint64_t wide = tails >> 1 | tails >> 2 | beyond;
		struct mask_sets *sets = &m->sets[i];
		sets->marks = a.marks | b.marks << 32;
		sets->capitals = (a.capitals | b.capitals << 32) & ~(letters << 1 | letter);
		sets->folds = ((a.folds | b.folds << 32) & (wide | ~high)) |
			      (spaces & (spaces << 1 | space));
		letter = letters >> 63;
		space = spaces >> 63;
		folds |= last;
		last = sets->folds;
	}
	m->parts = !_mm256_testz_si256(seen, _mm256_set1_epi8(C_BAR | C_HIGH));
	m->colon = !_mm256_testz_si256(seen, _mm256_set1_epi8(C_COLON));
	return folds;
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
#ifdef WIDE
	if (__builtin_cpu_supports("avx2")) {
		size_t whole = (text.len - start) / MASK_BYTES;
		i = count < whole ? count : whole;
		folds = wide_blocks(m, text.ptr + start, i);
	}
#endif
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

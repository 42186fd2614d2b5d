#include "cmd/segment/mask.h"

#include "cmd/segment/text.h"

#if MASK_SSE2

static __m128i all(int byte)
{
	return _mm_set1_epi8((char)byte);
}

static __m128i is(__m128i v, int byte)
{
	return _mm_cmpeq_epi8(v, all(byte));
}

/* first <= byte < first + count, unsigned */
static __m128i within(__m128i v, int first, int count)
{
	__m128i x = _mm_sub_epi8(v, all(first));
	return _mm_cmpeq_epi8(_mm_min_epu8(x, all(count - 1)), x);
}

/* A letter's capital and its small form, [ and {, 0xC2 and 0xE2 differ in this bit. */
static __m128i without_case(__m128i v)
{
	return _mm_or_si128(v, all(0x20));
}

static uint64_t bits(__m128i v, unsigned at)
{
	return (uint64_t)(unsigned)_mm_movemask_epi8(v) << at;
}

static __m128i load(const char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

uint64_t mask_marks(const char *p, size_t n, int letter)
{
	char room[MASK_BYTES];
	uint64_t marks = 0, letters = 0, capitals = 0;
	p = mask_padded(p, n, room);
	for (unsigned at = 0; at < MASK_BYTES; at += 16) {
		__m128i v = load(p + at), folded = without_case(v);
		__m128i ends =
			_mm_or_si128(is(v, '.'), _mm_or_si128(is(v, '?'), within(v, '!', 2)));
		__m128i brackets = _mm_or_si128(within(v, '(', 2), is(folded, '{'));
		__m128i high = is(folded, 0xE2);
		marks |= bits(_mm_or_si128(ends, _mm_or_si128(brackets, high)), at);
		letters |= bits(within(folded, 'a', 26), at);
		capitals |= bits(within(v, 'A', 26), at);
	}
	return marks | (capitals & ~(letters << 1 | (uint64_t)(letter != 0)));
}

uint64_t mask_folds(const char *p, size_t n, int space)
{
	char room[MASK_BYTES];
	uint64_t folds = 0, spaces = 0;
	p = mask_padded(p, n, room);
	for (unsigned at = 0; at < MASK_BYTES; at += 16) {
		__m128i v = load(p + at);
		__m128i wide = _mm_or_si128(is(without_case(v), 0xE2), is(v, 0xEF));
		folds |= bits(_mm_or_si128(within(v, 0, ' '), wide), at);
		spaces |= bits(is(v, ' '), at);
	}
	folds |= spaces & (spaces << 1 | (uint64_t)(space != 0));
	return n < MASK_BYTES ? folds & ~(~(uint64_t)0 << n) : folds;
}

uint64_t mask_letters(const char *p, size_t n)
{
	char room[MASK_BYTES];
	uint64_t letters = 0;
	p = mask_padded(p, n, room);
	for (unsigned at = 0; at < MASK_BYTES; at += 16)
		letters |= bits(within(without_case(load(p + at)), 'a', 26), at);
	return letters;
}

uint64_t mask_quotes(const char *p, size_t n)
{
	char room[MASK_BYTES];
	uint64_t quotes = 0;
	p = mask_padded(p, n, room);
	for (unsigned at = 0; at < MASK_BYTES; at += 16) {
		__m128i v = load(p + at);
		quotes |= bits(_mm_or_si128(is(v, '"'), is(without_case(v), 0xE2)), at);
	}
	return quotes;
}

#else

/* Most bytes are small letters and spaces: they leave the loops first. */

static uint64_t bit(size_t at)
{
	return (uint64_t)1 << at;
}

static size_t at_most(size_t n)
{
	return n < MASK_BYTES ? n : MASK_BYTES;
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

uint64_t mask_marks(const char *p, size_t n, int letter)
{
	uint64_t marks = 0;
	for (size_t i = 0, end = at_most(n); i < end; i++) {
		if (is_lower(p[i]) || p[i] == ' ')
			continue;
		bool behind_letter = i > 0 ? is_alpha(p[i - 1]) : letter != 0;
		if (is_upper(p[i]) ? !behind_letter : is_mark(p[i]))
			marks |= bit(i);
	}
	return marks;
}

uint64_t mask_folds(const char *p, size_t n, int space)
{
	uint64_t folds = 0;
	for (size_t i = 0, end = at_most(n); i < end; i++) {
		if (!may_be_blank(p[i]))
			continue;
		bool behind_space = i > 0 ? p[i - 1] == ' ' : space != 0;
		if (p[i] == ' ' ? behind_space
				: (unsigned char)p[i] < ' ' || high_first(p[i]) || p[i] == '\xEF')
			folds |= bit(i);
	}
	return folds;
}

uint64_t mask_letters(const char *p, size_t n)
{
	uint64_t letters = 0;
	for (size_t i = 0, end = at_most(n); i < end; i++)
		letters |= (uint64_t)is_alpha(p[i]) << i;
	return letters;
}

uint64_t mask_quotes(const char *p, size_t n)
{
	uint64_t quotes = 0;
	for (size_t i = 0, end = at_most(n); i < end; i++)
		if (p[i] == '"' || high_first(p[i]))
			quotes |= bit(i);
	return quotes;
}

#endif

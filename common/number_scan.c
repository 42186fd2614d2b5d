/* Whether a text may hold a number at all: a look at its bytes before anything is cut into tokens.
 *
 * Half of all sentences in news have neither a digit nor a number word, and cutting and looking up was half of the time that
 * extract-numbers took on them. A number begins with a digit or with a word that a bit table knows by its first eight
 * letters; the table has 2^16 bits, so that two in a thousand other words pass it by chance. */
#include "common/number_rules.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
	TABLE_BITS = 16,
	CHUNK = 64,
	PREFIX = 8,
};

/* One bit a byte of a chunk. */
struct byte_classes {
	uint64_t letters, high;
};

static bool is_letter(unsigned char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

#ifdef __SSE2__
static uint64_t between(__m128i bytes, char low, int count)
{
	__m128i from_low = _mm_add_epi8(bytes, _mm_set1_epi8((char)(128 - low)));
	__m128i hits = _mm_cmplt_epi8(from_low, _mm_set1_epi8((char)(-128 + count)));
	return (uint64_t)(unsigned)_mm_movemask_epi8(hits);
}

static struct byte_classes classes_of(const char *p)
{
	struct byte_classes c = {0};
	for (unsigned i = 0; i < CHUNK; i += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
		c.letters |= between(_mm_or_si128(bytes, _mm_set1_epi8(32)), 'a', 26) << i;
		c.high |= (uint64_t)(unsigned)_mm_movemask_epi8(bytes) << i;
	}
	return c;
}
#else
static struct byte_classes classes_of(const char *p)
{
	struct byte_classes c = {0};
	for (unsigned i = 0; i < CHUNK; i++) {
		unsigned char byte = (unsigned char)p[i];
		c.letters |= (uint64_t)is_letter(byte) << i;
		c.high |= (uint64_t)(byte >> 7) << i;
	}
	return c;
}
#endif

/* The first `len` letters, in lower case. */
static uint64_t word_key(const char *p, size_t len)
{
	uint64_t key = 0;

	for (size_t i = 0; i < len; i++)
		key |= (uint64_t)((unsigned char)p[i] | 32) << 8 * i;
	return key;
}

/* The same of PREFIX readable bytes at once. */
static uint64_t word_key_at(const char *p, unsigned len)
{
	const unsigned char *b = (const unsigned char *)p;
	uint64_t word = (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 |
			(uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 |
			(uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
	return (word | 0x2020202020202020u) & ~UINT64_C(0) >> (64 - 8 * len);
}

/* The first two bytes of a character beyond ASCII: ½ */
static uint64_t high_key(const char *p)
{
	return (uint64_t)(unsigned char)p[0] << 8 | (unsigned char)p[1];
}

static uint32_t table_bit(uint64_t key)
{
	return (uint32_t)((key * 0x9E3779B97F4A7C15u) >> (64 - TABLE_BITS));
}

static bool table_has(const uint64_t *table, uint64_t key)
{
	return table[table_bit(key) / 64] >> table_bit(key) % 64 & 1;
}

static void table_add(struct number_language *l, uint64_t key)
{
	l->scan[table_bit(key) / 64] |= UINT64_C(1) << table_bit(key) % 64;
}

void number_scan_add(struct number_rules *r, struct number_language *l, struct span phrase)
{
	size_t len = 0;

	if (!l->scan) {
		size_t bytes = ((size_t)1 << TABLE_BITS) / 8;
		l->scan = arena_alloc(&r->memory, bytes);
		memset(l->scan, 0, bytes);
	}
	while (len < phrase.len && len < PREFIX && is_letter((unsigned char)phrase.ptr[len]))
		len++;
	if (len)
		table_add(l, word_key(phrase.ptr, len));
	else if (phrase.len > 1 && phrase.ptr[0] & 0x80)
		table_add(l, high_key(phrase.ptr));
	else
		l->scan_all |= phrase.len > 0;
}

/* Whether a word or character that begins in the chunk at p is in the table. before: the letter in front of the chunk. */
static bool chunk_has(const uint64_t *table, const char *p, struct byte_classes c, uint64_t next,
		      uint64_t before)
{
	uint64_t starts = c.letters & ~(c.letters << 1 | before);

	for (; starts; starts &= starts - 1) {
		unsigned at = (unsigned)__builtin_ctzll(starts);
		uint64_t rest = c.letters >> at | next << 1 << (CHUNK - 1 - at);
		unsigned len = (unsigned)__builtin_ctzll(~rest | 1u << PREFIX);
		if (table_has(table, word_key_at(p + at, len)))
			return true;
	}
	for (; c.high; c.high &= c.high - 1)
		if (table_has(table, high_key(p + __builtin_ctzll(c.high))))
			return true;
	return false;
}

/* Looked for first: most texts with a number have one, and it costs a tenth of looking at the words. */
static bool has_digit(const char *p, size_t len)
{
	size_t i = 0;

#ifdef __SSE2__
	for (; i + 16 <= len; i += 16)
		if (between(_mm_loadu_si128((const __m128i *)(const void *)(p + i)), '0', 10))
			return true;
#endif
	for (; i < len; i++)
		if (p[i] >= '0' && p[i] <= '9')
			return true;
	return false;
}

static bool has_word(const uint64_t *table, struct span text)
{
	char tail[3 * CHUNK];
	const char *p = text.ptr;
	uint64_t before = 0;
	struct byte_classes c, next = {0};
	bool copied = false;

	for (size_t left = text.len; left > 0; left = left > CHUNK ? left - CHUNK : 0) {
		if (left < 2 * CHUNK &&
		    !copied) { /* what is read stands in the text, or in zeros */
			memcpy(tail, p, left);
			memset(tail + left, 0, 2 * CHUNK + PREFIX - left);
			p = tail;
			copied = true;
		}
		c = left == text.len ? classes_of(p) : next;
		next = left > CHUNK ? classes_of(p + CHUNK) : (struct byte_classes){0};
		if (chunk_has(table, p, c, next.letters, before))
			return true;
		before = c.letters >> (CHUNK - 1);
		p += CHUNK;
	}
	return false;
}

bool numbers_may_stand(const struct number_rules *rules, struct span lang, struct span text)
{
	const struct number_language *l = number_language_of(rules, lang);

	return l->scan_all || has_digit(text.ptr, text.len) || has_word(l->scan, text);
}

#include "common/hash.h"

#include <string.h>

#include "common/alloc.h"

#if defined __SSE2__ && !defined KABAR_NO_SIMD
#include <emmintrin.h>
#endif

static const uint64_t P1 = 0x9E3779B185EBCA87u, P2 = 0xC2B2AE3D27D4EB4Fu, P3 = 0x165667B19E3779F9u,
		      P4 = 0x85EBCA77C2B2AE63u, P5 = 0x27D4EB2F165667C5u;

static uint64_t rotated(uint64_t x, unsigned by)
{
	return x << by | x >> (64 - by);
}

/* Little endian whatever the machine; compilers make one load of it. */
static uint64_t load64(const unsigned char *p)
{
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
	       (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
	       (uint64_t)p[7] << 56;
}

static uint64_t load32(const unsigned char *p)
{
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24;
}

static uint64_t round64(uint64_t sum, uint64_t word)
{
	return rotated(sum + word * P2, 31) * P1;
}

static uint64_t merged(uint64_t sum, uint64_t lane)
{
	return (sum ^ round64(0, lane)) * P1 + P4;
}

static uint64_t finished(uint64_t h, const unsigned char *p, const unsigned char *end)
{
	for (; end - p >= 8; p += 8)
		h = rotated(h ^ round64(0, load64(p)), 27) * P1 + P4;
	if (end - p >= 4) {
		h = rotated(h ^ load32(p) * P1, 23) * P2 + P3;
		p += 4;
	}
	for (; p < end; p++)
		h = rotated(h ^ *p * P5, 11) * P1;
	h = (h ^ h >> 33) * P2;
	h = (h ^ h >> 29) * P3;
	return h ^ h >> 32;
}

uint64_t hash64(struct span bytes, uint64_t seed)
{
	static const unsigned char none[1];
	const unsigned char *p = bytes.len ? (const unsigned char *)bytes.ptr : none,
			    *end = p + bytes.len;
	uint64_t h = seed + P5;

	if (bytes.len >= 32) {
		uint64_t a = seed + P1 + P2, b = seed + P2, c = seed, d = seed - P1;
		do {
			a = round64(a, load64(p));
			b = round64(b, load64(p + 8));
			c = round64(c, load64(p + 16));
			d = round64(d, load64(p + 24));
			p += 32;
		} while (end - p >= 32);
		h = rotated(a, 1) + rotated(b, 7) + rotated(c, 12) + rotated(d, 18);
		h = merged(merged(merged(merged(h, a), b), c), d);
	}
	return finished(h + bytes.len, p, end);
}

uint64_t hash_mix(uint64_t a, uint64_t b)
{
	uint64_t h = round64(merged(a + P3, b), b);
	h = (h ^ h >> 29) * P3;
	return h ^ h >> 32;
}

struct hash_doc hash_doc(struct span doc)
{
	return (struct hash_doc){hash64(doc, 0), hash64(doc, P5)};
}

/* Eight hex digits at once: each nibble gets a byte of one word, the highest nibble the lowest byte. */
static void add_hex(uint32_t value, char *out)
{
	uint64_t x = (uint64_t)(value & 0xFFFF) << 32 | value >> 16;
	x = (x & 0x000000FF000000FFu) << 16 | (x >> 8 & 0x000000FF000000FFu);
	x = (x & 0x000F000F000F000Fu) << 8 | (x >> 4 & 0x000F000F000F000Fu);
	uint64_t over_nine = (x + 0x0606060606060606u) >> 4 & 0x0101010101010101u;
	x += 0x3030303030303030u + over_nine * ('a' - '0' - 10);
	/* compilers make one store of it */
	out[0] = (char)x, out[1] = (char)(x >> 8), out[2] = (char)(x >> 16),
	out[3] = (char)(x >> 24);
	out[4] = (char)(x >> 32), out[5] = (char)(x >> 40), out[6] = (char)(x >> 48),
	out[7] = (char)(x >> 56);
}

#if defined __SSE2__ && !defined KABAR_NO_SIMD
/* Sixteen hex digits at once: the high and low nibbles of the bytes in turns. */
static void add_hex16(uint64_t value, char *out)
{
	uint64_t reversed = (value & 0x00FF00FF00FF00FFu) << 8 | (value >> 8 & 0x00FF00FF00FF00FFu);
	reversed = (reversed & 0x0000FFFF0000FFFFu) << 16 | (reversed >> 16 & 0x0000FFFF0000FFFFu);
	__m128i bytes = _mm_set_epi64x(0, (long long)(reversed << 32 | reversed >> 32));
	__m128i high = _mm_srli_epi16(bytes, 4);
	__m128i x = _mm_and_si128(_mm_unpacklo_epi8(high, bytes), _mm_set1_epi8(0x0F));
	__m128i letter = _mm_cmpgt_epi8(x, _mm_set1_epi8(9));
	x = _mm_add_epi8(x, _mm_set1_epi8('0'));
	x = _mm_add_epi8(x, _mm_and_si128(letter, _mm_set1_epi8('a' - '0' - 10)));
	_mm_storeu_si128((__m128i *)(void *)out, x);
}
#else
static void add_hex16(uint64_t value, char *out)
{
	add_hex((uint32_t)(value >> 32), out);
	add_hex((uint32_t)value, out + 8);
}
#endif

void hash_doc_id(const struct hash_doc *doc, struct span field, uint64_t start, uint64_t end,
		 char out[HASH_ID_LEN])
{
	uint64_t range = hash_mix(start, end) ^ (field.len ? hash64(field, 0) : 0);
	uint64_t high = hash_mix(doc->high, range), low = hash_mix(doc->low, range);
	char last[8];

	add_hex16(high, out);
	add_hex((uint32_t)(low >> 32), last);
	memcpy(out + 16, last, HASH_ID_LEN - 16);
}

void hash_id(struct span doc, struct span field, uint64_t start, uint64_t end,
	     char out[HASH_ID_LEN])
{
	struct hash_doc hashed = hash_doc(doc);
	hash_doc_id(&hashed, field, start, end, out);
}

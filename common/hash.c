#include "common/hash.h"

#include <stdbool.h>
#include <string.h>

#include "common/alloc.h"

#if defined __SSE2__ && !defined KABAR_NO_SIMD
#include <emmintrin.h>
#endif

#if defined __x86_64__ && defined __GNUC__ && !defined KABAR_NO_SIMD
#include <immintrin.h>
#define WIDE 1
enum { WIDE_BLOCKS = 64 }; /* fewer are hashed before the processor is asked */
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

/* The sums of the four words of each 32 bytes. */
struct lanes {
	uint64_t a, b, c, d;
};

static struct lanes lanes_of(uint64_t seed)
{
	return (struct lanes){seed + P1 + P2, seed + P2, seed, seed - P1};
}

static uint64_t lanes_joined(const struct lanes *l)
{
	uint64_t h = rotated(l->a, 1) + rotated(l->b, 7) + rotated(l->c, 12) + rotated(l->d, 18);
	return merged(merged(merged(merged(h, l->a), l->b), l->c), l->d);
}

uint64_t hash64(struct span bytes, uint64_t seed)
{
	static const unsigned char none[1];
	const unsigned char *p = bytes.len ? (const unsigned char *)bytes.ptr : none,
			    *end = p + bytes.len;
	uint64_t h = seed + P5;

	if (bytes.len >= 32) {
		struct lanes l = lanes_of(seed);
		do {
			l.a = round64(l.a, load64(p));
			l.b = round64(l.b, load64(p + 8));
			l.c = round64(l.c, load64(p + 16));
			l.d = round64(l.d, load64(p + 24));
			p += 32;
		} while (end - p >= 32);
		h = lanes_joined(&l);
	}
	return finished(h + bytes.len, p, end);
}

uint64_t hash_mix(uint64_t a, uint64_t b)
{
	uint64_t h = round64(merged(a + P3, b), b);
	h = (h ^ h >> 29) * P3;
	return h ^ h >> 32;
}

/* --- of two seeds at once: a text that names its document is read once, and half of the products are the same --- */

static void lanes_add_both(struct lanes *l, struct lanes *m, const unsigned char *p, size_t blocks)
{
	for (; blocks > 0; blocks--, p += 32) {
		uint64_t a = load64(p) * P2, b = load64(p + 8) * P2, c = load64(p + 16) * P2,
			 d = load64(p + 24) * P2;
		l->a = rotated(l->a + a, 31) * P1, m->a = rotated(m->a + a, 31) * P1;
		l->b = rotated(l->b + b, 31) * P1, m->b = rotated(m->b + b, 31) * P1;
		l->c = rotated(l->c + c, 31) * P1, m->c = rotated(m->c + c, 31) * P1;
		l->d = rotated(l->d + d, 31) * P1, m->d = rotated(m->d + d, 31) * P1;
	}
}

#ifdef WIDE
/* The four sums of one seed beside those of the other. */
__attribute__((target("avx512f,avx512dq"))) static void
lanes_add_wide(struct lanes *l, struct lanes *m, const unsigned char *p, size_t blocks)
{
	const __m512i p1 = _mm512_set1_epi64((long long)P1), p2 = _mm512_set1_epi64((long long)P2);
	__m512i sums = _mm512_set_epi64((long long)m->d, (long long)m->c, (long long)m->b,
					(long long)m->a, (long long)l->d, (long long)l->c,
					(long long)l->b, (long long)l->a);
	uint64_t out[8];

	for (; blocks > 0; blocks--, p += 32) {
		__m256i four = _mm256_loadu_si256((const __m256i *)(const void *)p);
		__m512i words = _mm512_mullo_epi64(_mm512_broadcast_i64x4(four), p2);
		sums = _mm512_rol_epi64(_mm512_add_epi64(sums, words), 31);
		sums = _mm512_mullo_epi64(sums, p1);
	}
	_mm512_storeu_si512(out, sums);
	*l = (struct lanes){out[0], out[1], out[2], out[3]};
	*m = (struct lanes){out[4], out[5], out[6], out[7]};
}

/* A product takes three cycles on AMD's processors, fifteen on Intel's, where the plain way is faster. */
static bool wide_is_fast(void)
{
	return __builtin_cpu_is("amd") && __builtin_cpu_supports("avx512dq");
}
#endif

struct hash_doc hash_doc(struct span doc)
{
	struct lanes l = lanes_of(0), m = lanes_of(P5);
	size_t blocks = doc.len / 32;

	if (blocks == 0)
		return (struct hash_doc){hash64(doc, 0), hash64(doc, P5)};
	const unsigned char *p = (const unsigned char *)doc.ptr, *end = p + doc.len;
#ifdef WIDE
	if (blocks >= WIDE_BLOCKS && wide_is_fast())
		lanes_add_wide(&l, &m, p, blocks);
	else
#endif
		lanes_add_both(&l, &m, p, blocks);
	p += 32 * blocks;
	return (struct hash_doc){finished(lanes_joined(&l) + doc.len, p, end),
				 finished(lanes_joined(&m) + doc.len, p, end)};
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

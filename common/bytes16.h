/* Sixteen bytes at a time: SSE2, which every x86-64 has, or NEON, which every AArch64 has. Where neither is (or with
 * KABAR_NO_SIMD) BYTES16 is not defined, and what uses it looks at byte after byte with the same result. */
#ifndef KABAR_BYTES16_H
#define KABAR_BYTES16_H

#include <stdint.h>

#if defined __SSE2__ && !defined KABAR_NO_SIMD
#include <emmintrin.h>
#define BYTES16 1
typedef __m128i bytes16;

static inline bytes16 bytes16_load(const char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static inline bytes16 bytes16_all(int byte)
{
	return _mm_set1_epi8((char)byte);
}

static inline bytes16 bytes16_or(bytes16 a, bytes16 b)
{
	return _mm_or_si128(a, b);
}

static inline bytes16 bytes16_same(bytes16 a, bytes16 b)
{
	return _mm_cmpeq_epi8(a, b);
}

static inline bytes16 bytes16_is(bytes16 v, int byte)
{
	return _mm_cmpeq_epi8(v, bytes16_all(byte));
}

/* first <= byte < first + count, unsigned */
static inline bytes16 bytes16_within(bytes16 v, int first, int count)
{
	__m128i x = _mm_sub_epi8(v, bytes16_all(first));
	return _mm_cmpeq_epi8(_mm_min_epu8(x, bytes16_all(count - 1)), x);
}

/* Bit i: whether byte i of a comparison's result is set. */
static inline uint64_t bytes16_bits(bytes16 v)
{
	return (uint64_t)(unsigned)_mm_movemask_epi8(v);
}

#elif defined __aarch64__ && defined __ARM_NEON && !defined KABAR_NO_SIMD
#include <arm_neon.h>
#define BYTES16 1
typedef uint8x16_t bytes16;

static inline bytes16 bytes16_load(const char *p)
{
	return vld1q_u8((const uint8_t *)p);
}

static inline bytes16 bytes16_all(int byte)
{
	return vdupq_n_u8((uint8_t)byte);
}

static inline bytes16 bytes16_or(bytes16 a, bytes16 b)
{
	return vorrq_u8(a, b);
}

static inline bytes16 bytes16_same(bytes16 a, bytes16 b)
{
	return vceqq_u8(a, b);
}

static inline bytes16 bytes16_is(bytes16 v, int byte)
{
	return vceqq_u8(v, bytes16_all(byte));
}

static inline bytes16 bytes16_within(bytes16 v, int first, int count)
{
	return vcltq_u8(vsubq_u8(v, bytes16_all(first)), bytes16_all(count));
}

/* NEON has no such instruction: each byte keeps its own bit, and the bytes of a half are added. */
static inline uint64_t bytes16_bits(bytes16 v)
{
	static const uint8_t own[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
	uint8x16_t bits = vandq_u8(v, vld1q_u8(own));
	return (uint64_t)vaddv_u8(vget_low_u8(bits)) | (uint64_t)vaddv_u8(vget_high_u8(bits)) << 8;
}
#endif

#ifdef BYTES16
/* A letter's capital and its small form, [ and {, 0xC2 and 0xE2 differ in this bit. */
static inline bytes16 bytes16_without_case(bytes16 v)
{
	return bytes16_or(v, bytes16_all(0x20));
}

static inline bytes16 bytes16_letters(bytes16 v)
{
	return bytes16_within(bytes16_without_case(v), 'a', 26);
}

static inline bytes16 bytes16_alnum(bytes16 v)
{
	return bytes16_or(bytes16_letters(v), bytes16_within(v, '0', 10));
}
#endif

#endif

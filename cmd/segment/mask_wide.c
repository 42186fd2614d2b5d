/* The masks of a paragraph by 32 or 64 bytes at once, where the processor can: of segment's time on the bench corpus AVX2 takes 5 %, AVX-512
 * 3 %. */
#include "cmd/segment/mask.h"

#if defined __SSE2__ && defined __GNUC__ && !defined KABAR_NO_SIMD
#include <immintrin.h>

/* All sets by one look at each half of a byte (as G. Langdale and D. Lemire find the marks of JSON, 2019): a byte's classes are those
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
	C_FOLD = C_HIGH | C_LOW | C_EF,
	C_PART = C_BAR | C_HIGH
};

/* By the upper half of a byte, by the lower half. */
static const char high_classes[16] = {
	[0x0] = C_LOW, [0x1] = C_LOW,        [0x2] = C_2X,   [0x3] = C_3F | C_COLON,
	[0x5] = C_XB,  [0x7] = C_XB | C_BAR, [0xC] = C_HIGH, [0xE] = C_HIGH | C_EF,
};
static const char low_classes[16] = {
	[0x0] = C_LOW,
	[0x1] = C_LOW | C_2X,
	[0x2] = C_LOW | C_2X | C_HIGH,
	[0x3] = C_LOW,
	[0x4] = C_LOW,
	[0x5] = C_LOW,
	[0x6] = C_LOW,
	[0x7] = C_LOW,
	[0x8] = C_LOW | C_2X,
	[0x9] = C_LOW | C_2X,
	[0xA] = C_LOW | C_COLON,
	[0xB] = C_LOW | C_XB,
	[0xC] = C_LOW | C_BAR,
	[0xD] = C_LOW,
	[0xE] = C_LOW | C_2X,
	[0xF] = C_LOW | C_3F | C_EF,
};

/* Sets of 64 bytes, before what stands in front of each is looked at. */
struct raw {
	uint64_t marks, folds, spaces, letters, lower;
	uint64_t high;  /* bytes beyond ASCII */
	uint64_t tails; /* last bytes of NBSP, ZWSP and BOM */
};

/* What the blocks in front say; made part of its caller, as all of this, or it goes through memory. */
struct carry {
	uint64_t letter, space; /* in front of the block */
	uint64_t folds, last;   /* of the blocks in front of the last, of the last */
};

/* A first byte of a wide blank counts only with a last one behind it: curly quotes begin as blanks do. */
__attribute__((always_inline)) static inline void put_sets(struct mask_sets *sets, struct raw r,
							   struct carry *c)
{
	const uint64_t beyond = (uint64_t)3 << 62; /* what is behind these two is not known here */
	uint64_t wide = r.tails >> 1 | r.tails >> 2 | beyond;
	sets->marks = r.marks;
	sets->capitals = r.letters & ~r.lower & ~(r.letters << 1 | c->letter);
	sets->folds = (r.folds & (wide | ~r.high)) | (r.spaces & (r.spaces << 1 | c->space));
	c->letter = r.letters >> 63;
	c->space = r.spaces >> 63;
	c->folds |= c->last;
	c->last = sets->folds;
}

#define AVX2 __attribute__((target("avx2")))
#define AVX2_PART __attribute__((target("avx2"), always_inline)) static inline

AVX2_PART uint64_t bits32(__m256i v)
{
	return (uint32_t)_mm256_movemask_epi8(v);
}

/* Of 32 bytes; their classes are added to *seen. */
AVX2_PART struct raw half_sets(const char *p, __m256i *seen)
{
	const __m256i nibble = _mm256_set1_epi8(0x0F), zero = _mm256_setzero_si256();
	const __m256i high = _mm256_broadcastsi128_si256(
		_mm_loadu_si128((const __m128i *)(const void *)high_classes));
	const __m256i low = _mm256_broadcastsi128_si256(
		_mm_loadu_si128((const __m128i *)(const void *)low_classes));
	__m256i v = _mm256_loadu_si256((const __m256i *)(const void *)p);
	__m256i upper_half = _mm256_and_si256(_mm256_srli_epi16(v, 4), nibble);
	__m256i classes = _mm256_and_si256(_mm256_shuffle_epi8(high, upper_half),
					   _mm256_shuffle_epi8(low, _mm256_and_si256(v, nibble)));
	__m256i no_mark =
		_mm256_cmpeq_epi8(_mm256_and_si256(classes, _mm256_set1_epi8(C_MARK)), zero);
	__m256i no_fold =
		_mm256_cmpeq_epi8(_mm256_and_si256(classes, _mm256_set1_epi8(C_FOLD)), zero);
	__m256i letter =
		_mm256_sub_epi8(_mm256_or_si256(v, _mm256_set1_epi8(0x20)), _mm256_set1_epi8('a'));
	__m256i tail = _mm256_or_si256(_mm256_cmpeq_epi8(v, _mm256_set1_epi8('\xA0')),
				       _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\x8B')));
	*seen = _mm256_or_si256(*seen, classes);
	return (struct raw){
		.marks = bits32(no_mark) ^ 0xFFFFFFFF,
		.folds = bits32(no_fold) ^ 0xFFFFFFFF,
		.spaces = bits32(_mm256_cmpeq_epi8(v, _mm256_set1_epi8(' '))),
		.letters = bits32(
			_mm256_cmpeq_epi8(_mm256_min_epu8(letter, _mm256_set1_epi8(25)), letter)),
		/* a letter's bit 5 says which case it has; shifted it is the one that movemask takes */
		.lower = bits32(_mm256_slli_epi16(v, 2)),
		.high = bits32(v),
		.tails = bits32(
			_mm256_or_si256(tail, _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\xBF')))),
	};
}

AVX2 static uint64_t fill_avx2(struct mask_map *m, const char *p, size_t count)
{
	struct carry c = {0, 0, 0, 0};
	__m256i seen = _mm256_setzero_si256();
	for (size_t i = 0; i < count; i++, p += MASK_BYTES) {
		struct raw a = half_sets(p, &seen), b = half_sets(p + 32, &seen);
		struct raw both = {a.marks | b.marks << 32,   a.folds | b.folds << 32,
				   a.spaces | b.spaces << 32, a.letters | b.letters << 32,
				   a.lower | b.lower << 32,   a.high | b.high << 32,
				   a.tails | b.tails << 32};
		put_sets(&m->sets[i], both, &c);
	}
	m->parts = !_mm256_testz_si256(seen, _mm256_set1_epi8(C_PART));
	m->colon = !_mm256_testz_si256(seen, _mm256_set1_epi8(C_COLON));
	return c.folds;
}

#define AVX512 __attribute__((target("avx512f,avx512bw")))

/* A comparison's result is the 64 bits that are asked for. */
AVX512 static uint64_t fill_avx512(struct mask_map *m, const char *p, size_t count)
{
	const __m512i nibble = _mm512_set1_epi8(0x0F);
	const __m512i high = _mm512_broadcast_i32x4(
		_mm_loadu_si128((const __m128i *)(const void *)high_classes));
	const __m512i low =
		_mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(const void *)low_classes));
	struct carry c = {0, 0, 0, 0};
	__m512i seen = _mm512_setzero_si512();
	for (size_t i = 0; i < count; i++, p += MASK_BYTES) {
		__m512i v = _mm512_loadu_si512(p);
		__m512i upper_half = _mm512_and_si512(_mm512_srli_epi16(v, 4), nibble);
		__m512i classes =
			_mm512_and_si512(_mm512_shuffle_epi8(high, upper_half),
					 _mm512_shuffle_epi8(low, _mm512_and_si512(v, nibble)));
		__m512i letter = _mm512_sub_epi8(_mm512_or_si512(v, _mm512_set1_epi8(0x20)),
						 _mm512_set1_epi8('a'));
		seen = _mm512_or_si512(seen, classes);
		struct raw r = {
			.marks = _mm512_test_epi8_mask(classes, _mm512_set1_epi8(C_MARK)),
			.folds = _mm512_test_epi8_mask(classes, _mm512_set1_epi8(C_FOLD)),
			.spaces = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(' ')),
			.letters = _mm512_cmple_epu8_mask(letter, _mm512_set1_epi8(25)),
			.lower = _mm512_test_epi8_mask(v, _mm512_set1_epi8(0x20)),
			.high = _mm512_movepi8_mask(v),
			.tails = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\xA0')) |
				 _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\x8B')) |
				 _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\xBF')),
		};
		put_sets(&m->sets[i], r, &c);
	}
	m->parts = _mm512_test_epi8_mask(seen, _mm512_set1_epi8(C_PART)) != 0;
	m->colon = _mm512_test_epi8_mask(seen, _mm512_set1_epi8(C_COLON)) != 0;
	return c.folds;
}

bool mask_fill_wide(struct mask_map *m, const char *p, size_t count, uint64_t *folds)
{
	if (__builtin_cpu_supports("avx512bw"))
		*folds = fill_avx512(m, p, count);
	else if (__builtin_cpu_supports("avx2"))
		*folds = fill_avx2(m, p, count);
	else
		return false;
	return true;
}

#else

bool mask_fill_wide(struct mask_map *m, const char *p, size_t count, uint64_t *folds)
{
	(void)m, (void)p, (void)count, (void)folds;
	return false;
}

#endif

#include "cmd/dedupe/sketch.h"

#if defined(__GNUC__) && defined(__x86_64__)
#include <immintrin.h>
#endif

#include "common/hash.h"

enum {
	ROWS = SKETCH_MINIMA,
	ARTICLE_ROWS = SKETCH_ROWS * SKETCH_BANDS_ARTICLE,
	SHINGLE = 5,
	MIN_BYTES =
		20, /* a shorter text is compared as a whole: one other letter in "Ia kalah" is another claim */
	BLOCK = 512
};

/* splitmix64 (Steele, Lea, Flood 2014): the fixed seeds of the permutations x*a+b. */
static uint64_t seed_next(uint64_t *state)
{
	uint64_t z = *state += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

static void set_key(struct sketch *s, unsigned band, uint64_t rows, uint64_t numbers)
{
	uint64_t key = ((rows ^ numbers) + band) * 0x9E3779B97F4A7C15u;
	s->wide[band] = key;
	s->keys[band] = (uint32_t)((key ^ key >> 32) * 0xBF58476D1CE4E5B9u >> 32);
}

/* Little endian whatever the machine; compilers make one load of it. */
static inline uint64_t load64(const char *at)
{
	const unsigned char *p = (const unsigned char *)at;
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
	       (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
	       (uint64_t)p[7] << 56;
}

/* Whether one of eight bytes is 0x30 to 0x3F: a digit, or rarely '?', '<' or '>'. */
static bool may_hold_digit(const char *p)
{
	uint64_t x = (load64(p) ^ 0x3030303030303030u) & 0xF0F0F0F0F0F0F0F0u;
	return ((x - 0x0101010101010101u) & ~x & 0x8080808080808080u) != 0;
}

/* The sum does not depend on the order, and the length of a boilerplate head moves nothing. */
static uint64_t sum_numbers(struct span norm)
{
	uint64_t sum = 0;
	const char *p = norm.ptr, *end = p + norm.len;
	while (p < end) {
		if (end - p >= 8 && !may_hold_digit(p)) {
			p += 8;
			continue;
		}
		if (*p > '9' || *p < '0') {
			p++;
			continue;
		}
		const char *from = p;
		while (p < end && *p != ' ')
			p++;
		if (from == norm.ptr || from[-1] == ' ' || from[-1] == '-')
			sum += hash64(span_of(from, (size_t)(p - from)), 1);
	}
	return sum;
}

/* Sixteen bits are enough below some thousand shingles: longer texts only get more candidates. */
void sketch_block_portable(const uint16_t *x, size_t count, const struct permutations *p,
			   int16_t low[ROWS])
{
	int16_t least[ROWS]; /* of its own, so that compilers see that nothing else is written */
	memcpy(least, low, sizeof least);
	for (size_t i = 0; i < count; i++)
		for (unsigned k = 0; k < ROWS; k++) {
			int16_t h = (int16_t)(uint16_t)((uint32_t)x[i] * p->a[k] + p->b[k]);
			least[k] = h < least[k] ? h : least[k];
		}
	memcpy(low, least, sizeof least);
}

#if defined(__GNUC__) && defined(__x86_64__)
enum { LANES = 16 };

__attribute__((target("avx2"), always_inline)) static inline __m256i load_lanes(const void *p,
										unsigned part)
{
	return _mm256_loadu_si256((const __m256i *)p + part);
}

__attribute__((target("avx2"), always_inline)) static inline __m256i
lower(__m256i least, __m256i shingle, __m256i factor, __m256i shift)
{
	return _mm256_min_epi16(least,
				_mm256_add_epi16(_mm256_mullo_epi16(shingle, factor), shift));
}

/* The minima of all rows stay in five registers (written out: an array of them is kept in memory) while the shingles pass by.
 * Row by row, with the shingles in a register, folding sixteen lanes to one minimum cost more than the rest. */
__attribute__((target("avx2"))) static void
take_block_avx2(const uint16_t *x, size_t count, const struct permutations *p, int16_t low[ROWS])
{
	_Static_assert(ROWS == 5 * LANES, "five registers of rows");
	__m256i l0 = load_lanes(low, 0), l1 = load_lanes(low, 1), l2 = load_lanes(low, 2),
		l3 = load_lanes(low, 3), l4 = load_lanes(low, 4);
	const __m256i f0 = load_lanes(p->a, 0), f1 = load_lanes(p->a, 1), f2 = load_lanes(p->a, 2),
		      f3 = load_lanes(p->a, 3), f4 = load_lanes(p->a, 4);
	for (size_t i = 0; i < count; i++) {
		__m256i shingle = _mm256_set1_epi16((short)x[i]);
		l0 = lower(l0, shingle, f0, load_lanes(p->b, 0));
		l1 = lower(l1, shingle, f1, load_lanes(p->b, 1));
		l2 = lower(l2, shingle, f2, load_lanes(p->b, 2));
		l3 = lower(l3, shingle, f3, load_lanes(p->b, 3));
		l4 = lower(l4, shingle, f4, load_lanes(p->b, 4));
	}
	__m256i *out = (__m256i *)(void *)low;
	_mm256_storeu_si256(out, l0);
	_mm256_storeu_si256(out + 1, l1);
	_mm256_storeu_si256(out + 2, l2);
	_mm256_storeu_si256(out + 3, l3);
	_mm256_storeu_si256(out + 4, l4);
}
#endif

static sketch_block *best_block(void)
{
#if defined(__GNUC__) && defined(__x86_64__)
	if (__builtin_cpu_supports("avx2"))
		return take_block_avx2;
#endif
	return sketch_block_portable;
}

void permutations_init(struct permutations *p)
{
	uint64_t seed = 0x6B61626172u;
	p->block = best_block();
	for (unsigned k = 0; k < ROWS; k++) {
		uint64_t z = seed_next(&seed);
		p->a[k] = (uint16_t)(z | 1);
		p->b[k] = (uint16_t)(z >> 32);
	}
	for (unsigned k = 0; k < ARTICLE_ROWS; k++) {
		uint64_t z = seed_next(&seed);
		p->article_a[k] = (uint32_t)(z | 1);
		p->article_b[k] = (uint32_t)(z >> 32);
	}
}

/* The run of five bytes in the low bytes of `window`. */
static uint16_t shingle(uint64_t window)
{
	return (uint16_t)((window & 0xFFFFFFFFFFu) * 0x9E3779B97F4A7C15u >> 48);
}

static void minima(const struct permutations *p, struct span norm, int16_t low[ROWS])
{
	uint16_t x[BLOCK];
	char last[8] = {0};
	size_t end = norm.len - (SHINGLE - 1), whole = norm.len - 7, i = 0;
	for (unsigned k = 0; k < ROWS; k++)
		low[k] = INT16_MAX;
	while (i < end) {
		size_t from = i, stop = i + BLOCK < end ? i + BLOCK : end;
		uint16_t *out = x;
		for (; i + 4 <= stop && i + 4 <= whole; i += 4, out += 4) {
			uint64_t window = load64(norm.ptr + i); /* eight bytes hold four runs */
			out[0] = shingle(window);
			out[1] = shingle(window >> 8);
			out[2] = shingle(window >> 16);
			out[3] = shingle(window >> 24);
		}
		for (; i < stop && i < whole; i++)
			x[i - from] = shingle(load64(norm.ptr + i));
		for (; i < stop; i++) {
			memcpy(last, norm.ptr + i, SHINGLE);
			x[i - from] = shingle(load64(last));
		}
		p->block(x, i - from, p, low);
	}
}

/* The lowest bit of each of four rows of sixteen: the product puts them side by side at 48. */
static uint64_t lowest_bits(uint64_t rows)
{
	return (rows & 0x0001000100010001u) * 0x0001000200040008u >> 48 & 15;
}

void sketch_statement(struct sketch *s, const struct permutations *p, struct span norm)
{
	int16_t low[ROWS];
	s->count = 0;
	s->numbers = s->bits = 0;
	if (norm.len < MIN_BYTES)
		return;
	minima(p, norm, low);
	s->numbers = sum_numbers(norm);
	s->count = SKETCH_BANDS;
	for (unsigned band = 0; band < SKETCH_BANDS; band++) {
		const int16_t *row = &low[band * SKETCH_ROWS];
		uint64_t rows = (uint16_t)row[0] | (uint32_t)(uint16_t)row[1] << 16 |
				(uint64_t)(uint16_t)row[2] << 32 | (uint64_t)(uint16_t)row[3] << 48;
		if (band < 64 / SKETCH_ROWS)
			s->bits |= lowest_bits(rows) << (band * SKETCH_ROWS);
		set_key(s, band, rows, band < SKETCH_BANDS_NUMBERED ? s->numbers : 0);
	}
}

uint64_t sketch_five_words(const struct text *t, size_t i)
{
	uint64_t h = 0;
	for (size_t k = i; k < i + SHINGLE && k < t->count; k++)
		h = hash_mix(h, t->words[k].hash);
	return h;
}

void sketch_article(struct sketch *s, const struct permutations *p, const struct text *t)
{
	uint32_t low[ARTICLE_ROWS];

	s->numbers = s->bits = 0;
	s->count = 0;
	if (t->count < SHINGLE)
		return;
	for (unsigned k = 0; k < ARTICLE_ROWS; k++)
		low[k] = UINT32_MAX;
	for (size_t i = 0; i + SHINGLE <= t->count; i++) {
		uint32_t x = (uint32_t)(sketch_five_words(t, i) >> 32);
		for (unsigned k = 0; k < ARTICLE_ROWS; k++) {
			uint32_t h = x * p->article_a[k] + p->article_b[k];
			low[k] = h < low[k] ? h : low[k];
		}
	}
	s->count = SKETCH_BANDS_ARTICLE;
	for (unsigned band = 0; band < SKETCH_BANDS_ARTICLE; band++) {
		const uint32_t *r = &low[band * SKETCH_ROWS];
		set_key(s, band, hash_mix((uint64_t)r[0] << 32 | r[1], (uint64_t)r[2] << 32 | r[3]),
			0);
	}
}

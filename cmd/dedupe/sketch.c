#include "cmd/dedupe/sketch.h"

#include "common/hash.h"

enum { ROWS = SKETCH_ROWS * SKETCH_BANDS, ARTICLE_ROWS = SKETCH_ROWS * SKETCH_BANDS_ARTICLE, SHINGLE = 5, MIN_BYTES = 20, MIN_BITS = 45 };

/* A shorter text is compared as a whole: one other letter in "Ia kalah" is another claim. */

/* splitmix64 (Steele, Lea, Flood 2014): the fixed seeds of the permutations x*a+b. */
static uint64_t seed_next(uint64_t *state)
{
	uint64_t z = *state += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

static uint32_t band_key(unsigned band, uint64_t rows, uint64_t numbers)
{
	uint64_t key = hash_mix(rows ^ numbers, band);
	return (uint32_t)(key >> 32);
}

/* The sum does not depend on the order, and the length of a boilerplate head moves nothing. */
static uint64_t sum_numbers(struct span norm)
{
	uint64_t sum = 0;
	const char *p = norm.ptr, *end = p + norm.len;
	while (p < end) {
		if (*p > '9' || *p < '0') { /* letters sort behind digits: one comparison for most */
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

/* One row after the other over a block of shingles, so that compilers keep the row's minima in vector registers (nearly twice
 * as fast as shingle by shingle). Sixteen bits are enough below some thousand shingles: longer texts only get more
 * candidates. The same C is compiled twice; which one runs is asked of the processor, the values are the same. */
enum { BLOCK = 512, LANES = 16 };

#if defined(__GNUC__) && defined(__x86_64__)
#define INLINED inline __attribute__((always_inline))
#else
#define INLINED inline
#endif

static INLINED void fold_lanes(int16_t lane[LANES])
{
	for (unsigned width = LANES / 2; width > 0; width /= 2)
		for (unsigned j = 0; j < width; j++)
			lane[j] = lane[j + width] < lane[j] ? lane[j + width] : lane[j];
}

static INLINED void take_rows(const uint16_t x[BLOCK], size_t count, const struct permutations *p, int16_t low[ROWS])
{
	for (unsigned k = 0; k < ROWS; k++) {
		int16_t lane[LANES];
		uint16_t factor = p->a[k], shift = p->b[k];
		for (unsigned j = 0; j < LANES; j++)
			lane[j] = low[k];
		for (size_t i = 0; i < count; i += LANES)
			for (unsigned j = 0; j < LANES; j++) {
				int16_t h = (int16_t)(uint16_t)((uint32_t)x[i + j] * factor + shift);
				lane[j] = h < lane[j] ? h : lane[j];
			}
		fold_lanes(lane);
		low[k] = lane[0];
	}
}

void sketch_block_portable(const uint16_t *x, size_t count, const struct permutations *p, int16_t *low)
{
	take_rows(x, count, p, low);
}

#if defined(__GNUC__) && defined(__x86_64__)
__attribute__((target("avx2"))) static void take_block_avx2(const uint16_t *x, size_t count, const struct permutations *p, int16_t *low)
{
	take_rows(x, count, p, low);
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

static void minima(const struct permutations *p, struct span norm, int16_t low[ROWS])
{
	uint16_t x[BLOCK];
	uint64_t window = 0;
	size_t count = 0;
	for (unsigned k = 0; k < ROWS; k++)
		low[k] = INT16_MAX;
	for (size_t i = 0; i < norm.len; i++) {
		window = window >> 8 | (uint64_t)(unsigned char)norm.ptr[i] << 32;
		if (i < SHINGLE - 1)
			continue;
		x[count++] = (uint16_t)(window * 0x9E3779B97F4A7C15u >> 48);
		if (count == BLOCK) {
			p->block(x, count, p, low);
			count = 0;
		}
	}
	for (; count % LANES; count++) /* the last ones again: a minimum does not mind */
		x[count] = x[count - 1];
	p->block(x, count, p, low);
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
	for (unsigned k = 0; k < 64; k++)
		s->bits = s->bits << 1 | ((uint16_t)low[k] & 1);
	s->count = SKETCH_BANDS;
	for (unsigned band = 0; band < SKETCH_BANDS; band++) {
		uint64_t rows = 0;
		for (unsigned k = 0; k < SKETCH_ROWS; k++)
			rows = rows << 16 | (uint16_t)low[band * SKETCH_ROWS + k];
		s->keys[band] = band_key(band, rows, band < SKETCH_BANDS_NUMBERED ? s->numbers : 0);
	}
}

bool sketch_plausible(uint64_t a, uint64_t b)
{
	unsigned differ = 0;
	for (uint64_t x = a ^ b; x; x &= x - 1)
		differ++;
	return differ <= 64 - MIN_BITS;
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
		s->keys[band] = band_key(band, hash_mix((uint64_t)r[0] << 32 | r[1], (uint64_t)r[2] << 32 | r[3]), 0);
	}
}

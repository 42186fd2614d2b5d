#include "cmd/dedupe/sketch.h"

#include "common/hash.h"

enum { ROWS = SKETCH_ROWS * SKETCH_BANDS, ARTICLE_ROWS = SKETCH_ROWS * SKETCH_BANDS_ARTICLE, SHINGLE = 5, MIN_BYTES = 20 };

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
	for (bool start = true; p < end; p++) {
		if (start && *p >= '0' && *p <= '9') {
			const char *from = p;
			while (p < end && *p != ' ')
				p++;
			sum += hash64(span_of(from, (size_t)(p - from)), 1);
		}
		start = p < end && (*p == ' ' || *p == '-');
	}
	return sum;
}

/* Sixteen bits are enough below some thousand shingles (longer texts only get more candidates), and they need no more
 * than SSE2: compilers turn the inner loop into 12 vector steps. 32 bits with AVX2 were as fast, but only there. */
void sketch_statement(struct sketch *s, struct span norm)
{
	int16_t low[ROWS];
	uint16_t a[ROWS], b[ROWS];
	uint64_t seed = 0x6B61626172u, window = 0;

	s->count = 0;
	if (norm.len < MIN_BYTES)
		return;
	for (unsigned k = 0; k < ROWS; k++) {
		uint64_t z = seed_next(&seed);
		a[k] = (uint16_t)(z | 1);
		b[k] = (uint16_t)(z >> 32);
		low[k] = INT16_MAX;
	}
	for (size_t i = 0; i < norm.len; i++) {
		window = window >> 8 | (uint64_t)(unsigned char)norm.ptr[i] << 32;
		uint16_t x = (uint16_t)(window * 0x9E3779B97F4A7C15u >> 48);
		if (i < SHINGLE - 1)
			continue;
		for (unsigned k = 0; k < ROWS; k++) {
			int16_t h = (int16_t)(uint16_t)(x * a[k] + b[k]);
			low[k] = h < low[k] ? h : low[k];
		}
	}
	s->numbers = sum_numbers(norm);
	s->count = SKETCH_BANDS;
	for (unsigned band = 0; band < SKETCH_BANDS; band++) {
		uint64_t rows = 0;
		for (unsigned k = 0; k < SKETCH_ROWS; k++)
			rows = rows << 16 | (uint16_t)low[band * SKETCH_ROWS + k];
		s->keys[band] = band_key(band, rows, band < SKETCH_BANDS_NUMBERED ? s->numbers : 0);
	}
}

uint64_t sketch_five_words(const struct text *t, size_t i)
{
	uint64_t h = 0;
	for (size_t k = i; k < i + SHINGLE && k < t->count; k++)
		h = hash_mix(h, t->words[k].hash);
	return h;
}

void sketch_article(struct sketch *s, const struct text *t)
{
	uint32_t low[ARTICLE_ROWS], a[ARTICLE_ROWS], b[ARTICLE_ROWS];
	uint64_t seed = 0x6B61626173u;

	s->numbers = 0;
	s->count = 0;
	if (t->count < SHINGLE)
		return;
	for (unsigned k = 0; k < ARTICLE_ROWS; k++) {
		uint64_t z = seed_next(&seed);
		a[k] = (uint32_t)(z | 1);
		b[k] = (uint32_t)(z >> 32);
		low[k] = UINT32_MAX;
	}
	for (size_t i = 0; i + SHINGLE <= t->count; i++) {
		uint32_t x = (uint32_t)(sketch_five_words(t, i) >> 32);
		for (unsigned k = 0; k < ARTICLE_ROWS; k++) {
			uint32_t h = x * a[k] + b[k];
			low[k] = h < low[k] ? h : low[k];
		}
	}
	s->count = SKETCH_BANDS_ARTICLE;
	for (unsigned band = 0; band < SKETCH_BANDS_ARTICLE; band++) {
		const uint32_t *r = &low[band * SKETCH_ROWS];
		s->keys[band] = band_key(band, hash_mix((uint64_t)r[0] << 32 | r[1], (uint64_t)r[2] << 32 | r[3]), 0);
	}
}

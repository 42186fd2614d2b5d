#include "cmd/dedupe/bands.h"

#include <stdlib.h>

#include "common/pages.h"

_Static_assert(SKETCH_BANDS <= 32, "a bit for each band");

uint32_t bands_add(struct bands *b, const struct sketch *s)
{
	size_t at = b->rows % BANDS_CHUNK;
	if (at == 0) {
		b->chunks =
			alloc_grown(b->chunks, b->chunk_count, &b->chunk_cap, sizeof *b->chunks);
		b->chunks[b->chunk_count++] = alloc_bytes(sizeof **b->chunks);
	}
	struct bands_chunk *c = b->chunks[b->chunk_count - 1];
	for (unsigned k = 0; k < s->count; k++)
		c->keys[k][at] = s->keys[k];
	c->linked[at] = 0;
	b->columns = s->count;
	return (uint32_t)b->rows++;
}

static size_t rows_of(const struct bands *b, size_t chunk)
{
	size_t left = b->rows - chunk * BANDS_CHUNK;
	return left < BANDS_CHUNK ? left : BANDS_CHUNK;
}

/* A set of keys that tells once from more often: for each place a bit in the low half of a word and one in the high half. */
struct twice {
	uint64_t *words;
	size_t places; /* a power of two */
};

static inline void twice_put(const struct twice *t, uint32_t key)
{
	size_t at = key & (t->places - 1);
	uint64_t *word = &t->words[at >> 5], bit = 1ull << (at & 31);
	*word |= bit | (*word & bit) << 32;
}

static inline bool twice_has(const struct twice *t, uint32_t key)
{
	size_t at = key & (t->places - 1);
	return t->words[at >> 5] >> (32 + (at & 31)) & 1;
}

static void twice_clear(struct twice *t)
{
	memset(t->words, 0, t->places / 4);
}

struct suspect {
	uint32_t key, row;
};

/* The rows whose key shares its place with another one. */
static size_t find_suspects(const struct bands *b, unsigned column, struct twice *t,
			    struct suspect *out)
{
	size_t count = 0;
	twice_clear(t);
	const struct twice places =
		*t; /* the words written could be anything to the compiler, also *t */
	for (size_t k = 0; k < b->chunk_count; k++) {
		const uint32_t *keys = b->chunks[k]->keys[column];
		for (size_t i = 0, n = rows_of(b, k); i < n; i++)
			twice_put(&places, keys[i]);
	}
	for (size_t k = 0; k < b->chunk_count; k++) {
		const uint32_t *keys = b->chunks[k]->keys[column];
		for (size_t i = 0, n = rows_of(b, k); i < n; i++) {
			out[count] = (struct suspect){keys[i], (uint32_t)(k * BANDS_CHUNK + i)};
			count += twice_has(&places, keys[i]);
		}
	}
	return count;
}

static uint32_t second_hash(uint32_t key)
{
	key *= 0x9E3779B1u;
	return key ^ key >> 15;
}

/* Other bits of the key decide about the few suspects; what is still wrong is one key in a thousand and only costs a look. */
static size_t link_column(struct bands *b, unsigned column, struct twice *t,
			  struct suspect *suspects)
{
	size_t count = find_suspects(b, column, t, suspects), found = 0;
	twice_clear(t);
	for (size_t i = 0; i < count; i++)
		twice_put(t, second_hash(suspects[i].key));
	for (size_t i = 0; i < count; i++) {
		if (!twice_has(t, second_hash(suspects[i].key)))
			continue;
		uint32_t row = suspects[i].row;
		b->chunks[row / BANDS_CHUNK]->linked[row % BANDS_CHUNK] |= 1u << column;
		found++;
	}
	return found;
}

size_t bands_link(struct bands *b)
{
	enum { PLACES_A_ROW = 8 };
	struct twice t = {.places = 64};
	size_t found = 0;
	while (t.places < b->rows * PLACES_A_ROW)
		t.places *= 2;
	t.words = pages_grown(NULL, 0, t.places / 4);
	struct suspect *suspects = alloc_resized(NULL, b->rows + 1, sizeof *suspects);
	for (unsigned column = 0; column < b->columns; column++)
		found += link_column(b, column, &t, suspects);
	free(suspects);
	free(t.words);
	return found;
}

bool bands_linked(const struct bands *b, uint32_t row)
{
	return b->chunks[row / BANDS_CHUNK]->linked[row % BANDS_CHUNK] != 0;
}

void bands_read(const struct bands *b, uint32_t row, struct sketch *s)
{
	const struct bands_chunk *c = b->chunks[row / BANDS_CHUNK];
	uint32_t linked = c->linked[row % BANDS_CHUNK];
	s->count = 0;
	for (unsigned k = 0; linked; k++, linked >>= 1)
		if (linked & 1)
			s->keys[s->count++] = c->keys[k][row % BANDS_CHUNK];
}

void bands_expect(const struct bands *b, uint32_t row)
{
#if defined(__GNUC__)
	__builtin_prefetch(&b->chunks[row / BANDS_CHUNK]->linked[row % BANDS_CHUNK]);
#else
	(void)b, (void)row;
#endif
}

void bands_expect_keys(const struct bands *b, uint32_t row)
{
#if defined(__GNUC__)
	const struct bands_chunk *c = b->chunks[row / BANDS_CHUNK];
	uint32_t linked = c->linked[row % BANDS_CHUNK];
	for (unsigned k = 0; linked; k++, linked >>= 1)
		if (linked & 1)
			__builtin_prefetch(&c->keys[k][row % BANDS_CHUNK]);
#else
	(void)b, (void)row;
#endif
}

void bands_free(struct bands *b)
{
	for (size_t i = 0; i < b->chunk_count; i++)
		free(b->chunks[i]);
	free(b->chunks);
	*b = (struct bands){0};
}

#include "cmd/segment/words.h"

#include <stdlib.h>

#include "cmd/segment/text.h"

struct word {
	struct span text;
	uint32_t bits;
	bool exact;
	struct word *next;
};

struct words *words_new(void)
{
	return alloc_zeroed(1, sizeof(struct words));
}

void words_free(struct words *w)
{
	if (w == NULL)
		return;
	arena_free(&w->arena);
	free(w);
}

/* From the filter's key and the middle byte: no loop whose end the processor cannot foresee. Of 1,500 words few share it. */
static uint32_t word_hash(struct span word)
{
	uint32_t middle = (unsigned char)word.ptr[word.len / 2] & 31;
	uint32_t h = (words_filter_key(word) << 5 | middle) * 0x9E3779B1u;
	return h >> 20;
}

static bool word_equal(struct span a, struct span b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (to_lower(a.ptr[i]) != to_lower(b.ptr[i]))
			return false;
	return true;
}

static bool has_capital(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (is_upper(word.ptr[i]))
			return true;
	return false;
}

void words_add(struct words *w, struct span word, uint32_t bits)
{
	if (word.len == 0)
		return;
	uint32_t hash = word_hash(word);
	struct word **b = &w->buckets[hash];
	struct word *e = arena_alloc(&w->arena, sizeof *e);
	*e = (struct word){word, bits, has_capital(word), *b};
	*b = e;
	uint32_t key = words_filter_key(word);
	w->filter[key / 64] |= 1ull << key % 64;
}

void words_add_section(struct words *w, const struct pack_section *s, uint32_t bits)
{
	for (size_t i = 0; i < s->count; i++)
		words_add(w, s->entries[i].key, bits);
}

uint32_t words_find_hashed(const struct words *w, struct span word)
{
	uint32_t bits = 0;
	for (const struct word *e = w->buckets[word_hash(word)]; e != NULL; e = e->next)
		if (e->exact ? span_equal(e->text, word) : word_equal(e->text, word))
			bits |= e->bits;
	return bits;
}

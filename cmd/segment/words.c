#include "cmd/segment/words.h"

#include <stdlib.h>

#include "cmd/segment/text.h"
#include "common/alloc.h"

enum {
	WORD_MAX = 32, /* longer ones are looked up as "not there": no abbreviation comes near */
	BUCKETS = 4096, /* some 1,500 words a language */
	FILTER_BITS = 1 << 15
};

struct word {
	struct span text;
	uint32_t bits;
	bool exact;
	struct word *next;
};

struct words {
	struct arena arena;
	/* Most words are not there: a bit says so before any byte is hashed, out of 4 KB that stay in the
	 * first-level cache as the 32 KB of buckets do not. */
	uint64_t filter[FILTER_BITS / 64];
	struct word *buckets[BUCKETS];
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

static uint32_t word_hash(struct span word)
{
	uint32_t h = 2166136261u; /* FNV-1a: words are short */
	for (size_t i = 0; i < word.len; i++)
		h = (h ^ (unsigned char)to_lower(word.ptr[i])) * 16777619u;
	return h ^ h >> 15;
}

/* First byte, last byte and length, five bits each; & 31 takes the case of letters away. */
static uint32_t filter_key(struct span word)
{
	uint32_t first = (unsigned char)word.ptr[0], last = (unsigned char)word.ptr[word.len - 1];
	return (first & 31) << 10 | (last & 31) << 5 | ((uint32_t)word.len & 31);
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
	struct word **b = &w->buckets[hash % BUCKETS];
	struct word *e = arena_alloc(&w->arena, sizeof *e);
	*e = (struct word){word, bits, has_capital(word), *b};
	*b = e;
	uint32_t key = filter_key(word);
	w->filter[key / 64] |= 1ull << key % 64;
}

void words_add_section(struct words *w, const struct pack_section *s, uint32_t bits)
{
	for (size_t i = 0; i < s->count; i++)
		words_add(w, s->entries[i].key, bits);
}

uint32_t words_find(const struct words *w, struct span word)
{
	uint32_t bits = 0;
	if (word.len == 0 || word.len > WORD_MAX)
		return 0;
	uint32_t key = filter_key(word);
	if (!(w->filter[key / 64] >> key % 64 & 1))
		return 0;
	for (const struct word *e = w->buckets[word_hash(word) % BUCKETS]; e != NULL; e = e->next)
		if (e->exact ? span_equal(e->text, word) : word_equal(e->text, word))
			bits |= e->bits;
	return bits;
}

#include "cmd/segment/words.h"

#include <stdlib.h>

#include "cmd/segment/text.h"

struct word {           /* two of them fill a cache line */
	uint64_t print; /* another word's is another one, mostly: its bytes stay unread */
	uint64_t mask;  /* the bits of the print that count: all but the case of letters, or all */
	const char *text;
	uint32_t bits;
	unsigned next : 25, len : 6, exact : 1;
};

struct words *words_new(void)
{
	return alloc_zeroed(1, sizeof(struct words));
}

void words_free(struct words *w)
{
	if (w == NULL)
		return;
	free(w->items);
	free(w);
}

/* All bytes of a word of up to eight, the first and last four of a longer one: loads of fixed sizes that overlap, no loop whose end
 * the processor cannot foresee. */
static uint64_t word_print(struct span word)
{
	uint32_t first, last;
	if (word.len < 4) {
		first = (unsigned char)word.ptr[0] |
			(uint32_t)(unsigned char)word.ptr[word.len / 2] << 8 |
			(uint32_t)(unsigned char)word.ptr[word.len - 1] << 16;
		last = (uint32_t)word.len;
	} else {
		memcpy(&first, word.ptr, 4);
		memcpy(&last, word.ptr + word.len - 4, 4);
	}
	return (uint64_t)last << 32 | first;
}

/* Without case. */
static uint64_t word_hash(uint64_t print)
{
	return (print | 0x2020202020202020u) * 0x9E3779B97F4A7C15u >> 53; /* WORD_BUCKETS */
}

/* Of the bytes of a print, the bits that a word without capitals must share. */
static uint64_t mask_without_case(uint64_t print, size_t len)
{
	unsigned bytes = len < 4 ? 3 : 8; /* behind three bytes stands the length */
	uint64_t mask = ~(uint64_t)0;
	for (unsigned i = 0; i < bytes; i++)
		if (is_alpha((char)(print >> 8 * i)))
			mask &= ~((uint64_t)0x20 << 8 * i);
	return mask;
}

static bool word_equal(struct span a, struct span b)
{
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
	if (word.len == 0 || word.len > WORD_MAX)
		return;
	uint64_t print = word_print(word);
	uint32_t *bucket = &w->buckets[word_hash(print)];
	bool exact = has_capital(word);
	w->items = alloc_grown(w->items, w->count, &w->cap, sizeof *w->items);
	w->items[w->count++] = (struct word){
		.print = print,
		.mask = exact ? ~(uint64_t)0 : mask_without_case(print, word.len),
		.text = word.ptr,
		.bits = bits,
		.next = *bucket & 0x1FFFFFF,
		.len = word.len & 0x3F,
		.exact = exact,
	};
	*bucket = (uint32_t)w->count;
	if (word.len > w->longest)
		w->longest = word.len;
	uint32_t key = words_filter_key(word);
	w->filter[key / 64] |= 1ull << key % 64;
}

void words_add_section(struct words *w, const struct pack_section *s, uint32_t bits)
{
	for (size_t i = 0; i < s->count; i++)
		words_add(w, s->entries[i].key, bits);
}

/* Whether the word, of the same print, is the same in what the print does not hold. */
static bool rest_equal(const struct word *e, struct span word)
{
	struct span text = span_of(e->text, e->len);
	if (word.len <= sizeof e->print)
		return true;
	return e->exact ? span_equal(text, word) : word_equal(text, word);
}

uint32_t words_find_hashed(const struct words *w, struct span word)
{
	uint64_t print = word_print(word);
	uint32_t bits = 0;
	for (uint32_t i = w->buckets[word_hash(print)]; i != 0; i = w->items[i - 1].next) {
		const struct word *e = &w->items[i - 1];
		if ((((e->print ^ print) & e->mask) | (e->len ^ word.len)) == 0 &&
		    rest_equal(e, word))
			bits |= e->bits;
	}
	return bits;
}

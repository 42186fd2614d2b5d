/* A trie over tokens, all of its edges in one hash table.
 *
 * A state is a prefix of some phrase. An edge (state, next token, whether a blank stands before it) leads to the
 * longer prefix. Most tokens of a text begin no phrase: a bit table over the hash of first tokens answers those from the
 * first-level cache. With 5,000 phrases it brings a miss from 16 to 9 ns; four times the bits would bring it to 8 and
 * crowd out the text. */
#include "common/lexicon.h"

#include <stdlib.h>

#include "common/alloc.h"

enum {
	FILTER_BITS = 16, /* 8 KiB; 5,000 first words leave 7 of 100 others through */
	FIRST_CAP = 256
};

struct edge {
	uint32_t from;
	uint32_t hash; /* of the token */
	uint32_t to;   /* 0: the slot is free */
	uint32_t word; /* offset of the token's bytes in words */
	uint32_t word_len;
	bool space;
};

struct state {
	const struct meaning *first;
	struct meaning *last;
	bool continues; /* some phrase is longer */
};

struct lexicon {
	uint32_t filter[(1u << FILTER_BITS) / 32];
	struct edge *edges;
	size_t edge_cap, edge_count;
	struct state *states; /* 0: the empty prefix */
	size_t state_count, state_cap;
	struct buffer words;
	struct arena memory;
	struct tokens tokens; /* of the phrase being added */
};

/* A token as it is looked up. */
struct word {
	struct span bytes;
	uint32_t hash;
	bool space;
};

struct lexicon *lexicon_new(void)
{
	struct lexicon *l = alloc_zeroed(1, sizeof *l);

	l->edge_cap = FIRST_CAP;
	l->edges = alloc_zeroed(l->edge_cap, sizeof *l->edges);
	l->states = alloc_grown(NULL, 0, &l->state_cap, sizeof *l->states);
	l->states[l->state_count++] = (struct state){0};
	return l;
}

void lexicon_free(struct lexicon *l)
{
	if (!l)
		return;
	free(l->edges);
	free(l->states);
	buffer_free(&l->words);
	arena_free(&l->memory);
	tokens_free(&l->tokens);
	free(l);
}

/* Jum’at is Jum'at, and a non-breaking hyphen a hyphen: texts and packs type them in every way. */
static struct word word_at(const struct tokens *t, size_t i)
{
	const struct token *token = &t->items[i];
	struct word w = {token_lower(t, i), token->hash, token->space};

	if (token->kind != TOKEN_MARK)
		return w;
	if (token->mark == MARK_APOSTROPHE || token->mark == MARK_SINGLE_OPEN ||
	    token->mark == MARK_SINGLE_CLOSE)
		w.bytes = span_of("'", 1), w.hash = '\'';
	else if (token->mark == MARK_HYPHEN)
		w.bytes = span_of("-", 1), w.hash = '-';
	return w;
}

static size_t edge_slot(uint32_t from, const struct word *w, size_t cap)
{
	uint64_t h = (uint64_t)w->hash << 32 | (from << 1 | w->space);

	h *= 0x9E3779B97F4A7C15u; /* 2^64 / golden ratio (Knuth 1998, TAOCP 3, 6.4) */
	return (size_t)(h >> 32) & (cap - 1);
}

/* Words are short: two loads that overlap instead of a call of memcmp, which was 5 % of attribute's time. */
static bool same_bytes(const char *a, const char *b, size_t n)
{
	uint64_t a8, b8, c8, d8;
	uint32_t a4, b4, c4, d4;

	if (n > 16)
		return memcmp(a, b, n) == 0;
	if (n >= 8) {
		memcpy(&a8, a, 8), memcpy(&b8, b, 8);
		memcpy(&c8, a + n - 8, 8), memcpy(&d8, b + n - 8, 8);
		return ((a8 ^ b8) | (c8 ^ d8)) == 0;
	}
	if (n >= 4) {
		memcpy(&a4, a, 4), memcpy(&b4, b, 4);
		memcpy(&c4, a + n - 4, 4), memcpy(&d4, b + n - 4, 4);
		return ((a4 ^ b4) | (c4 ^ d4)) == 0;
	}
	while (n && a[n - 1] == b[n - 1])
		n--;
	return n == 0;
}

static bool edge_matches(const struct lexicon *l, const struct edge *e, uint32_t from,
			 const struct word *w)
{
	return e->hash == w->hash && e->from == from && e->space == w->space &&
	       e->word_len == w->bytes.len &&
	       same_bytes(l->words.data + e->word, w->bytes.ptr, e->word_len);
}

/* The edge, or the free slot where it would stand. */
static struct edge *edge_find(const struct lexicon *l, uint32_t from, const struct word *w)
{
	size_t i = edge_slot(from, w, l->edge_cap);

	while (l->edges[i].to && !edge_matches(l, &l->edges[i], from, w))
		i = (i + 1) & (l->edge_cap - 1);
	return &l->edges[i];
}

static uint32_t filter_bit(uint32_t hash)
{
	return hash * 0x9E3779B1u >> (32 - FILTER_BITS);
}

static bool may_begin(const struct lexicon *l, uint32_t hash)
{
	return l->filter[filter_bit(hash) / 32] >> filter_bit(hash) % 32 & 1;
}

/* --- building --- */

static void edges_grow(struct lexicon *l, size_t cap)
{
	struct edge *edges = alloc_zeroed(cap, sizeof *edges);

	for (size_t k = 0; k < l->edge_cap; k++) {
		const struct edge *e = &l->edges[k];
		struct word w = {.hash = e->hash, .space = e->space};
		size_t i;

		if (!e->to)
			continue;
		for (i = edge_slot(e->from, &w, cap); edges[i].to; i = (i + 1) & (cap - 1))
			;
		edges[i] = *e;
	}
	free(l->edges);
	l->edges = edges;
	l->edge_cap = cap;
}

static uint32_t state_add(struct lexicon *l)
{
	l->states = alloc_grown(l->states, l->state_count, &l->state_cap, sizeof *l->states);
	l->states[l->state_count] = (struct state){0};
	return (uint32_t)l->state_count++;
}

static uint32_t edge_follow_or_add(struct lexicon *l, uint32_t from, const struct word *w)
{
	struct edge *e;

	if (l->edge_count * 2 >= l->edge_cap)
		edges_grow(l, l->edge_cap * 2);
	e = edge_find(l, from, w);
	if (e->to)
		return e->to;
	*e = (struct edge){
		from,    w->hash, state_add(l), (uint32_t)l->words.len, (uint32_t)w->bytes.len,
		w->space};
	buffer_add_span(&l->words, w->bytes);
	l->edge_count++;
	l->states[from].continues = true;
	if (from == 0)
		l->filter[filter_bit(w->hash) / 32] |= 1u << filter_bit(w->hash) % 32;
	return e->to;
}

static void meaning_add(struct lexicon *l, struct state *s, int kind,
			const struct pack_entry *entry)
{
	struct meaning *m = arena_alloc(&l->memory, sizeof *m);

	*m = (struct meaning){kind, entry, NULL};
	if (s->last)
		s->last->next = m;
	else
		s->first = m;
	s->last = m;
}

void lexicon_add(struct lexicon *l, struct span phrase, int kind, const struct pack_entry *entry)
{
	uint32_t state = 0;

	tokens_cut(&l->tokens, phrase);
	for (size_t i = 0; i < l->tokens.count; i++) {
		struct word w = word_at(&l->tokens, i);

		w.space = i && w.space;
		state = edge_follow_or_add(l, state, &w);
	}
	if (state)
		meaning_add(l, &l->states[state], kind, entry);
}

void lexicon_add_section(struct lexicon *l, const struct pack_section *s, int kind)
{
	size_t cap = l->edge_cap;

	while (cap < (l->edge_count + s->count) * 2)
		cap *= 2;
	if (cap > l->edge_cap)
		edges_grow(l, cap);
	for (size_t i = 0; i < s->count; i++)
		lexicon_add(l, s->entries[i].key, kind, &s->entries[i]);
}

/* --- looking up --- */

const struct meaning *lexicon_find(const struct lexicon *l, const struct tokens *t, size_t i,
				   size_t *length)
{
	const struct meaning *longest = NULL;
	struct word w;
	uint32_t state = 0;
	size_t first = i;

	if (t->items[i].kind != TOKEN_MARK && !may_begin(l, t->items[i].hash))
		return NULL; /* most tokens end here: nothing else of them is looked at */
	w = word_at(t, i);
	if (!may_begin(l, w.hash))
		return NULL;
	w.space = false; /* what stands before the phrase does not matter */
	do {
		state = edge_find(l, state, &w)->to;
		if (!state)
			break;
		if (l->states[state].first) {
			longest = l->states[state].first;
			*length = i - first + 1;
		}
		if (!l->states[state].continues || ++i == t->count)
			break;
		w = word_at(t, i);
	} while (true);
	return longest;
}

const struct meaning *meaning_of(const struct meaning *m, int kind)
{
	while (m && m->kind != kind)
		m = m->next;
	return m;
}

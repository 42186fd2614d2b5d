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
	LATER_BITS = 14,  /* 2 KiB; the same for the edges behind first words */
	FIRST_CAP = 256
};

/* Half a cache line, with all that a lookup needs: the tables are larger than the first-level cache, and waiting for their
 * lines was half of the time. `from` and `to` are states: 0 is the empty prefix, and one edge leads to each other. A token
 * holds no NUL, so the head tells the length of those under 8 bytes. */
struct edge {
	uint64_t head; /* the token's first 8 bytes, zeros behind a shorter one */
	struct meaning *first;
	uint32_t hash; /* of the token */
	uint32_t from; /* twice, plus 1 if a blank stands before the token */
	uint32_t to;   /* twice, plus 1 if some phrase is longer; 0: the slot is free */
	uint32_t
		rest; /* where in `words` the bytes behind the head begin, plus 1; 0: there are none */
};

struct lexicon {
	uint32_t filter[(1u << FILTER_BITS) / 32];
	uint32_t later[(1u << LATER_BITS) / 32];
	struct edge *edges;
	size_t edge_cap, edge_count;
	struct buffer
		words; /* the ends of long ones, each behind its length in the first 4 bytes */
	struct arena memory;
	struct tokens tokens; /* of the phrases being added */
	struct buffer joined; /* those of a section, a line each */
};

/* A token as it is looked up. */
struct word {
	const char *bytes;
	uint64_t head; /* as in an edge */
	uint32_t hash, len;
	bool space;
};

struct lexicon *lexicon_new(void)
{
	struct lexicon *l = alloc_zeroed(1, sizeof *l);

	l->edge_cap = FIRST_CAP;
	l->edges = alloc_zeroed(l->edge_cap, sizeof *l->edges);
	return l;
}

void lexicon_free(struct lexicon *l)
{
	if (!l)
		return;
	free(l->edges);
	buffer_free(&l->words);
	arena_free(&l->memory);
	tokens_free(&l->tokens);
	buffer_free(&l->joined);
	free(l);
}

/* tokens_cut keeps bytes behind the end of `lower` that may be read. */
static uint64_t head_of(const char *bytes, uint32_t len)
{
	const unsigned char *p = (const unsigned char *)bytes;
	uint64_t head = (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
			(uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 |
			(uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
	return len < 8 ? head & ~(~(uint64_t)0 << 8 * len) : head;
}

static inline struct word word_at(const struct tokens *t, size_t i)
{
	const struct token *token = &t->items[i];
	struct word w = {.bytes = t->lower.data + token->start,
			 .hash = token->hash,
			 .len = token->end - token->start,
			 .space = token->space};

	if (token_mark_byte(token->mark)) {
		w.head = token_mark_byte(token->mark);
		w.len = 1;
	} else
		w.head = head_of(w.bytes, w.len);
	return w;
}

static uint64_t edge_hash(uint32_t from, uint32_t hash)
{
	return ((uint64_t)hash << 32 | from) *
	       0x9E3779B97F4A7C15u; /* 2^64 / golden ratio (Knuth 1998, TAOCP 3, 6.4) */
}

static size_t edge_slot(uint32_t from, uint32_t hash, size_t cap)
{
	return (size_t)(edge_hash(from, hash) >> 32) & (cap - 1);
}

/* "Di", "the" and their like begin many phrases; the word behind them is seldom one of those. Without asking here first,
 * looking for its edge was waiting for a line of the table in vain. */
static bool may_follow(const struct lexicon *l, uint32_t from, uint32_t hash)
{
	uint64_t bit = edge_hash(from, hash) >> (64 - LATER_BITS);
	return l->later[bit / 32] >> bit % 32 & 1;
}

static bool rest_matches(const struct lexicon *l, uint32_t rest, const struct word *w)
{
	uint32_t len;

	if (!rest || w->len <= 8)
		return !rest && w->len <= 8;
	memcpy(&len, l->words.data + rest - 1, sizeof len);
	return len == w->len - 8 &&
	       memcmp(l->words.data + rest - 1 + sizeof len, w->bytes + 8, len) == 0;
}

/* The edge, or the free slot where it would stand. from: as in an edge. */
static inline struct edge *edge_find(const struct lexicon *l, uint32_t from, const struct word *w)
{
	size_t i = edge_slot(from, w->hash, l->edge_cap);

	for (;; i = (i + 1) & (l->edge_cap - 1)) {
		struct edge *e = &l->edges[i];
		if (!e->to || (e->hash == w->hash && e->head == w->head && e->from == from &&
			       rest_matches(l, e->rest, w)))
			return e;
	}
}

/* A token's hash is spread already. */
static uint32_t filter_bit(uint32_t hash)
{
	return hash >> (32 - FILTER_BITS);
}

static bool may_begin(const struct lexicon *l, uint32_t hash)
{
	return l->filter[filter_bit(hash) / 32] >> filter_bit(hash) % 32 & 1;
}

/* --- building --- */

static void edges_grow(struct lexicon *l, size_t cap)
{
	struct edge *edges = alloc_resized(NULL, cap, sizeof *edges);

	/* Not calloc: its pages are looked at before they are written to, and would fault twice. */
	memset(edges, 0, cap * sizeof *edges);
	for (size_t k = 0; k < l->edge_cap; k++) {
		const struct edge *e = &l->edges[k];
		size_t i;

		if (!e->to)
			continue;
		for (i = edge_slot(e->from, e->hash, cap); edges[i].to; i = (i + 1) & (cap - 1))
			;
		edges[i] = *e;
	}
	free(l->edges);
	l->edges = edges;
	l->edge_cap = cap;
}

static uint32_t rest_add(struct lexicon *l, const struct word *w)
{
	uint32_t len = w->len - 8, at = (uint32_t)l->words.len + 1;

	if (w->len <= 8)
		return 0;
	buffer_add(&l->words, &len, sizeof len);
	buffer_add(&l->words, w->bytes + 8, len);
	return at;
}

/* Valid until the next call. */
static struct edge *edge_follow_or_add(struct lexicon *l, uint32_t state, const struct word *w)
{
	uint32_t from = state << 1 | w->space;
	struct edge *e;

	if (l->edge_count * 2 >= l->edge_cap)
		edges_grow(l, l->edge_cap * 2);
	e = edge_find(l, from, w);
	if (e->to)
		return e;
	*e = (struct edge){.head = w->head,
			   .hash = w->hash,
			   .from = from,
			   .to = (uint32_t)++l->edge_count << 1,
			   .rest = rest_add(l, w)};
	if (state == 0) {
		l->filter[filter_bit(w->hash) / 32] |= 1u << filter_bit(w->hash) % 32;
	} else {
		uint64_t bit = edge_hash(from, w->hash) >> (64 - LATER_BITS);
		l->later[bit / 32] |= 1u << bit % 32;
	}
	return e;
}

static void meaning_add(struct lexicon *l, struct edge *e, int kind, const struct pack_entry *entry)
{
	struct meaning *m = arena_alloc(&l->memory, sizeof *m);

	*m = (struct meaning){.kind = kind, .entry = entry, .last = m};
	if (e->first)
		e->first->last->next = m;
	else
		e->first = m;
	e->first->last = m;
	if (kind >= 0 && kind < 64)
		e->first->kinds |= UINT64_C(1) << kind;
	else if (kind >= 64 && kind < 96)
		e->first->kinds_above |= UINT32_C(1) << (kind - 64);
}

/* The phrase of the tokens from i up to end. */
static void phrase_add(struct lexicon *l, size_t i, size_t end, int kind,
		       const struct pack_entry *entry)
{
	struct edge *e = NULL;

	for (size_t first = i; i < end; i++) {
		struct word w = word_at(&l->tokens, i);

		w.space = i > first && w.space;
		if (e)
			e->to |= 1;
		e = edge_follow_or_add(l, e ? e->to >> 1 : 0, &w);
	}
	if (e)
		meaning_add(l, e, kind, entry);
}

void lexicon_add(struct lexicon *l, struct span phrase, int kind, const struct pack_entry *entry)
{
	tokens_cut(&l->tokens, phrase);
	phrase_add(l, 0, l->tokens.count, kind, entry);
}

void lexicon_reserve(struct lexicon *l, size_t phrases)
{
	size_t cap = l->edge_cap;

	while (cap < (l->edge_count + phrases) * 2)
		cap *= 2;
	if (cap > l->edge_cap)
		edges_grow(l, cap);
}

/* Cut in one go: the tokenizer is slow at the end of a text, and a phrase alone is nothing else. */
void lexicon_add_section(struct lexicon *l, const struct pack_section *s, int kind)
{
	size_t token = 0, past = 0;

	lexicon_reserve(l, s->count);
	l->joined.len = 0;
	for (size_t i = 0; i < s->count; i++) {
		buffer_add_span(&l->joined, s->entries[i].key);
		buffer_add_byte(&l->joined, '\n');
	}
	tokens_cut(&l->tokens, buffer_span(&l->joined));
	for (size_t i = 0; i < s->count; i++) {
		size_t first = token;

		past += s->entries[i].key.len + 1;
		while (token < l->tokens.count && l->tokens.items[token].start < past)
			token++;
		phrase_add(l, first, token, kind, &s->entries[i]);
	}
}

/* --- looking up --- */

uint64_t lexicon_begins(const struct lexicon *l, const struct tokens *t, size_t i, size_t end)
{
	uint64_t bits = 0;

	if (end - i > 64)
		end = i + 64;
	for (size_t k = end; k-- > i;)
		bits = bits << 1 | may_begin(l, t->items[k].hash);
	for (uint64_t rest = bits; rest; rest &= rest - 1) {
		const struct token *k = &t->items[i + (unsigned)__builtin_ctzll(rest)];
		__builtin_prefetch(&l->edges[edge_slot(0, k->hash, l->edge_cap)]);
	}
	return bits;
}

/* The longest phrase that begins with token i, which begins some. */
static __attribute__((noinline)) const struct meaning *
find_from(const struct lexicon *l, const struct tokens *t, size_t i, size_t *length)
{
	const struct meaning *longest = NULL;
	size_t first = i;
	struct word w = word_at(t, i);
	const struct edge *e =
		edge_find(l, 0, &w); /* what stands before the phrase does not matter */
	while (e->to) {
		if (e->first) {
			longest = e->first;
			*length = i - first + 1;
		}
		if (!(e->to & 1) || ++i == t->count)
			break;
		uint32_t from = (e->to & ~1u) | t->items[i].space;
		if (!may_follow(l, from, t->items[i].hash))
			break;
		w = word_at(t, i);
		e = edge_find(l, from, &w);
	}
	return longest;
}

/* Most tokens end at the filter: nothing else of them is looked at, and no registers are saved for them. */
const struct meaning *lexicon_find(const struct lexicon *l, const struct tokens *t, size_t i,
				   size_t *length)
{
	return may_begin(l, t->items[i].hash) ? find_from(l, t, i, length) : NULL;
}

const struct meaning *meaning_of(const struct meaning *m, int kind)
{
	while (m && m->kind != kind)
		m = m->next;
	return m;
}

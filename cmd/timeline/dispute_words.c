/* The words of statements: which of them say what a statement is about, and how much two statements share.
 *
 * A word counts by how rare it is in the run itself: in a story of a war the names of its parties stand in every second
 * statement and prove nothing. Names are counted apart: two statements about one country need not contradict each other. */
#include "cmd/timeline/dispute.h"

#include <stdlib.h>

#include "common/hash.h"

enum {
	MAX_WORDS = 32, /* of a quotation: the first ones */
	SHORTEST = 3
};

/* A title writes most words with a capital. */
static bool is_title(const struct tokens *t, size_t from, size_t end)
{
	size_t capitals = 0, all = 0;

	for (size_t i = from + 1; i < end; i++) {
		const struct token *k = &t->items[i];
		if (k->kind == TOKEN_WORD && k->end - k->start > SHORTEST) {
			all++;
			capitals += k->capital;
		}
	}
	return all >= 2 && capitals * 2 > all;
}

static uint32_t written(const struct tokens *t, size_t i, size_t from, bool title)
{
	if (!t->items[i].capital)
		return WORD_LOWER;
	if (title || i == from || !t->items[i].space)
		return WORD_UNKNOWN;
	const struct token *before = &t->items[i - 1];
	return before->kind == TOKEN_MARK && before->mark != MARK_COMMA && before->mark != MARK_OPEN
		       ? WORD_UNKNOWN
		       : WORD_CAPITAL;
}

static void add_word(struct disputes *d, size_t first, uint32_t word)
{
	size_t at = first;

	while (at < d->word_count && word_stem(d->words[at]) < word_stem(word))
		at++;
	if (at < d->word_count && word_stem(d->words[at]) == word_stem(word))
		return;
	d->words = alloc_grown(d->words, d->word_count, &d->word_cap, sizeof *d->words);
	memmove(d->words + at + 1, d->words + at, (d->word_count - at) * sizeof *d->words);
	d->words[at] = word;
	d->word_count++;
}

struct words words_add(struct disputes *d, struct span language, size_t from, size_t end)
{
	const struct clash_affixes *affixes = clash_affixes_of(&d->vocabulary, language);
	struct words w = {.first = d->word_count};
	bool title = is_title(&d->tokens, from, end);
	size_t length;

	for (size_t i = from; i < end && d->word_count - w.first < MAX_WORDS; i++) {
		const struct token *t = &d->tokens.items[i];
		if (t->kind != TOKEN_WORD || t->end - t->start < SHORTEST)
			continue;
		const struct meaning *m =
			lexicon_find(d->vocabulary.lexicon, &d->tokens, i, &length);
		if (m && meaning_of(m, CLASH_COMMON)) {
			i += length - 1;
			continue;
		}
		const struct meaning *same = m ? meaning_of(m, CLASH_ACT) : NULL;
		if (m && same == NULL)
			same = meaning_of(m, CLASH_UNIT);
		uint64_t hash = same ? hash64(pack_attribute(same->entry, "value"), 1)
				     : hash64(clash_stem(affixes, token_lower(&d->tokens, i)), 0);
		add_word(d, w.first,
			 word_stem((uint32_t)hash) | written(&d->tokens, i, from, title));
	}
	w.count = (uint8_t)(d->word_count - w.first);
	return w;
}

/* --- the run's own words --- */

/* By stem, the units of one stay in order. Two bytes at a time would touch more memory than there are postings in most runs. */
static void sort_postings(struct disputes *d, size_t n)
{
	enum { BYTES = 256 };
	struct posting *from = d->postings, *to = alloc_bytes((n + 1) * sizeof *to);

	for (unsigned shift = 0; shift < 32; shift += 8) {
		size_t next[BYTES] = {0}, sum = 0;
		for (size_t i = 0; i < n; i++)
			next[word_stem(from[i].word) >> shift & 0xFF]++;
		for (size_t k = 0; k < BYTES; k++) {
			size_t these = next[k];
			next[k] = sum;
			sum += these;
		}
		for (size_t i = 0; i < n; i++)
			to[next[word_stem(from[i].word) >> shift & 0xFF]++] = from[i];
		struct posting *swap = from;
		from = to;
		to = swap;
	}
	d->postings = from; /* four passes: where they began */
	free(to);
}

/* How rare a word is that `count` of all units have, in whole bits, so that no machine rounds it otherwise
 * (inverse document frequency, Spärck Jones 1972). */
static unsigned rarity(const struct disputes *d, size_t count)
{
	unsigned bits = 0;

	while ((count << (bits + 1)) <= d->unit_count && bits < 20)
		bits++;
	return bits;
}

static struct term term_made(const struct disputes *d, size_t first, size_t end)
{
	size_t capital = 0, lower = 0;
	struct term t = {.stem = word_stem(d->postings[first].word),
			 .first = (uint32_t)first,
			 .count = (uint32_t)(end - first)};

	for (size_t i = first; i < end; i++) {
		uint32_t state = d->postings[i].word & WORD_STATES;
		capital += state == WORD_CAPITAL;
		lower += state == WORD_LOWER;
	}
	t.name = capital > lower || (capital + lower == 0 && d->unit_count > 8 && t.count > 1);
	/* a quarter of the bits that the rarest word of the run could have: half of the statements in a story, an eighth
	 * in ten thousand articles */
	t.rarity = (uint8_t)rarity(d, t.count);
	t.specific = !t.name && t.rarity >= rarity(d, 1) / 4;
	return t;
}

/* Once for each word: pairs are weighed many times over, and looking terms up there took a third of the time of a large run. Stems
 * are hashes: their first bits lead to the few terms that it can be. */
static void find_terms(struct disputes *d)
{
	enum { BITS = 16, HEADS = 1 << BITS };
	uint32_t *heads = alloc_zeroed(HEADS + 1, sizeof *heads);

	for (size_t k = 0; k < d->term_count; k++)
		heads[(d->terms[k].stem >> (32 - BITS)) + 1]++;
	for (size_t k = 0; k < HEADS; k++)
		heads[k + 1] += heads[k];
	d->word_terms = alloc_bytes((d->word_count + 1) * sizeof *d->word_terms);
	for (size_t i = 0; i < d->word_count; i++) {
		uint32_t stem = word_stem(d->words[i]), head = stem >> (32 - BITS);
		size_t low = heads[head], high = heads[head + 1], end = high;
		while (low < high) {
			size_t mid = low + (high - low) / 2;
			if (d->terms[mid].stem < stem)
				low = mid + 1;
			else
				high = mid;
		}
		bool found = low < end && d->terms[low].stem == stem;
		d->word_terms[i] = found ? (uint32_t)low + 1 : 0;
	}
	free(heads);
}

void terms_build(struct disputes *d)
{
	size_t n = 0, cap = 0;

	d->postings = alloc_bytes((d->word_count + 1) * sizeof *d->postings);
	for (size_t u = 0; u < d->unit_count; u++) {
		const struct words *w = &d->units[u].said;
		for (size_t k = 0; k < w->count; k++)
			d->postings[n++] = (struct posting){d->words[w->first + k], (uint32_t)u};
	}
	sort_postings(d, n);
	d->posting_count = n;
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1;
		     end < n && word_stem(d->postings[end].word) == word_stem(d->postings[i].word);
		     end++)
			;
		d->terms = alloc_grown(d->terms, d->term_count, &cap, sizeof *d->terms);
		d->terms[d->term_count++] = term_made(d, i, end);
	}
	find_terms(d);
}

struct shared words_share(const struct disputes *d, struct words a, struct words b)
{
	struct shared s = {0};

	for (size_t i = 0, k = 0; i < a.count && k < b.count;) {
		uint32_t x = word_stem(d->words[a.first + i]), y = word_stem(d->words[b.first + k]);
		const struct term *t = x == y ? term_of_word(d, a.first + i) : NULL;
		if (t) {
			s.specific += t->specific;
			s.names += t->name;
			s.common += !t->specific && !t->name;
			s.score += 1u + t->rarity;
		}
		i += x <= y;
		k += y <= x;
	}
	return s;
}

void words_weigh(const struct disputes *d, struct words *w)
{
	w->specific = 0;
	for (size_t i = 0; i < w->count; i++) {
		const struct term *t = term_of_word(d, w->first + i);
		w->specific = (uint8_t)(w->specific + (t && t->specific));
	}
}

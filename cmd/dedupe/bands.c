#include "cmd/dedupe/bands.h"

#include <stdlib.h>

#include "cmd/dedupe/crew.h"
#include "common/pages.h"

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

/* Other bits of the key decide about the few suspects. */
static size_t sift_suspects(struct suspect *suspects, size_t count, struct twice *t)
{
	size_t kept = 0;
	twice_clear(t);
	for (size_t i = 0; i < count; i++)
		twice_put(t, second_hash(suspects[i].key));
	for (size_t i = 0; i < count; i++)
		if (twice_has(t, second_hash(suspects[i].key)))
			suspects[kept++] = suspects[i];
	return kept;
}

/* A few: to count all the values that a digit has would take longer. */
static void sort_few(const struct suspect *s, struct suspect *out, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t k = i;
		for (; k > 0 && out[k - 1].key > s[i].key; k--)
			out[k] = out[k - 1];
		out[k] = s[i];
	}
}

/* By key, equal ones in their order, into `other`: three passes that count. */
static void sort_suspects(struct suspect *s, struct suspect *other, size_t count)
{
	enum { BITS = 11, VALUES = 1 << BITS, FEW = 64 };
	if (count <= FEW) {
		sort_few(s, other, count);
		return;
	}
	for (unsigned shift = 0; shift < 32; shift += BITS) {
		uint32_t at[VALUES] = {0}, sum = 0;
		for (size_t i = 0; i < count; i++)
			at[s[i].key >> shift & (VALUES - 1)]++;
		for (size_t i = 0; i < VALUES; i++) {
			uint32_t here = at[i];
			at[i] = sum;
			sum += here;
		}
		for (size_t i = 0; i < count; i++)
			other[at[s[i].key >> shift & (VALUES - 1)]++] = s[i];
		struct suspect *swap = s;
		s = other;
		other = swap;
	}
}

/* A key that occurs more than once, in one of its rows. */
struct pair {
	uint32_t row, key;
};

struct column {
	struct pair *pairs; /* by key */
	size_t count, keys;
};

/* The suspects are sorted: leaves those whose key is another one's as well, their keys numbered from 0. */
static void number_keys(struct column *c, const struct suspect *s, size_t count)
{
	c->pairs = alloc_resized(NULL, count + 1, sizeof *c->pairs);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && s[end].key == s[i].key;)
			end++;
		if (end - i < 2)
			continue;
		for (size_t k = i; k < end; k++)
			c->pairs[c->count++] = (struct pair){s[k].row, (uint32_t)c->keys};
		c->keys++;
	}
}

/* Room for the work on one column. */
struct linker {
	struct twice twice;
	struct suspect *suspects, *sorted;
};

static struct linker linker_new(const struct bands *b)
{
	enum { PLACES_A_ROW = 4 };
	struct linker l = {.twice.places = 64};
	while (l.twice.places < b->rows * PLACES_A_ROW)
		l.twice.places *= 2;
	l.twice.words = pages_grown(NULL, 0, l.twice.places / 4);
	l.suspects = alloc_resized(NULL, b->rows + 1, sizeof *l.suspects);
	l.sorted = alloc_resized(NULL, b->rows + 1, sizeof *l.sorted);
	return l;
}

static void linker_free(struct linker *l)
{
	free(l->twice.words);
	free(l->suspects);
	free(l->sorted);
}

static void link_column(const struct bands *b, unsigned column, struct linker *l,
			struct column *out)
{
	size_t count = find_suspects(b, column, &l->twice, l->suspects);
	count = sift_suspects(l->suspects, count, &l->twice);
	sort_suspects(l->suspects, l->sorted, count);
	number_keys(out, l->sorted, count);
}

/* Gives each row its keys. Backwards: then first[row] has been the end of them, and comes to be their start. */
static void fill_keys(struct links *l, const struct column *columns, unsigned count)
{
	uint32_t base = 0, sum = 0;
	for (unsigned c = 0; c < count; c++) {
		base += (uint32_t)columns[c].keys;
		for (size_t i = 0; i < columns[c].count; i++)
			l->first[columns[c].pairs[i].row]++;
	}
	for (size_t row = 0; row < l->rows; row++)
		sum = l->first[row] += sum;
	l->first[l->rows] = sum;
	l->keys = alloc_resized(NULL, sum + 1, sizeof *l->keys);
	for (unsigned c = count; c-- > 0;) {
		base -= (uint32_t)columns[c].keys;
		for (size_t i = columns[c].count; i-- > 0;) {
			const struct pair *p = &columns[c].pairs[i];
			l->keys[--l->first[p->row]] = base + p->key;
		}
	}
}

/* Makes room for the leaders of each key: no more than its rows. */
static void fill_links(struct links *l)
{
	uint32_t sum = 0;
	l->links = alloc_zeroed(l->count + 1, sizeof *l->links);
	for (size_t i = 0, end = l->first[l->rows]; i < end; i++) {
		struct link *k = &l->links[l->keys[i]];
		if (k->room < LINK_LEADERS)
			k->room++;
	}
	for (size_t i = 0; i < l->count; i++) {
		l->links[i].start = sum;
		sum += l->links[i].room;
	}
	l->leaders = alloc_resized(NULL, sum + 1, sizeof *l->leaders);
}

struct linking {
	const struct bands *bands;
	struct column columns[SKETCH_BANDS];
};

static void link_columns(void *linking, struct crew *crew, unsigned worker)
{
	(void)worker;
	struct linking *all = linking;
	struct linker l = linker_new(all->bands);
	size_t column;
	while ((column = crew_take(crew, 1)) < all->bands->columns)
		link_column(all->bands, (unsigned)column, &l, &all->columns[column]);
	linker_free(&l);
}

struct links bands_link(const struct bands *b, unsigned threads)
{
	struct linking all = {.bands = b};
	struct links l = {.rows = b->rows};
	if (b->rows > 1)
		crew_run(threads, link_columns, &all);
	l.first = alloc_zeroed(b->rows + 1, sizeof *l.first);
	for (unsigned c = 0; c < b->columns; c++)
		l.count += all.columns[c].keys;
	fill_keys(&l, all.columns, b->columns);
	fill_links(&l);
	for (unsigned c = 0; c < b->columns; c++)
		free(all.columns[c].pairs);
	return l;
}

void links_free(struct links *l)
{
	free(l->first);
	free(l->keys);
	free(l->links);
	free(l->leaders);
	*l = (struct links){0};
}

void bands_free(struct bands *b)
{
	for (size_t i = 0; i < b->chunk_count; i++)
		free(b->chunks[i]);
	free(b->chunks);
	*b = (struct bands){0};
}

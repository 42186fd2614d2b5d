#include "cmd/dedupe/shape.h"

#include <stdlib.h>

#include "common/hash.h"

static const char *const names[FIELD_NAMES] = {
	[FIELD_DOC] = "doc",           [FIELD_AT] = "at",
	[FIELD_KIND] = "kind",         [FIELD_LANG] = "lang",
	[FIELD_DATE] = "date",         [FIELD_SOURCE] = "source",
	[FIELD_TEXT] = "text",         [FIELD_QUOTE] = "quote",
	[FIELD_QUOTE_AT] = "quote_at", [FIELD_MODE] = "mode",
	[FIELD_SPEAKER] = "speaker",   [FIELD_SPEAKER_KIND] = "speaker_kind",
	[FIELD_POLARITY] = "polarity", [FIELD_STANCE] = "stance",
	[FIELD_HEDGE] = "hedge",       [FIELD_EVENT] = "event",
	[FIELD_BASIS] = "basis",       [FIELD_WHEN] = "when",
	[FIELD_NUM_AT] = "num_at",     [FIELD_VALUE] = "value",
	[FIELD_LOW] = "low",           [FIELD_HIGH] = "high",
	[FIELD_APPROX] = "approx",     [FIELD_COUNT] = "count",
	[FIELD_SEEN] = "seen",         [FIELD_FIRST] = "first",
	[FIELD_OUTLETS] = "outlets",   [FIELD_DUP_OF] = "dup_of",
	[FIELD_NEAR_OF] = "near_of",   [FIELD_DIFFERS] = "differs",
	[FIELD_WHY] = "why",
};

void shapes_init(struct shapes *s, struct arena *a, const char *id, const char *compared)
{
	*s = (struct shapes){.arena = a, .id = id, .compared = compared};
}

void shapes_free(struct shapes *s)
{
	free(s->items);
	free(s->table);
}

/* Labels are short, and most calls of memcmp were for them. */
static inline bool same_bytes(const char *a, const char *b, size_t len)
{
	uint32_t x, y, last_x, last_y;
	if (len > 8)
		return memcmp(a, b, len) == 0;
	if (len < 4)
		return len == 0 ||
		       (a[0] == b[0] && a[len / 2] == b[len / 2] && a[len - 1] == b[len - 1]);
	memcpy(&x, a, 4);
	memcpy(&y, b, 4);
	memcpy(&last_x, a + len - 4, 4);
	memcpy(&last_y, b + len - 4, 4);
	return ((x ^ y) | (last_x ^ last_y)) == 0;
}

static bool shape_fits(const struct shape *s, const struct record *r)
{
	if (s->count != r->count)
		return false;
	for (size_t i = 0; i < r->count; i++) {
		struct span mine = s->labels[i], its = r->fields[i].label;
		if (mine.len != its.len || !same_bytes(mine.ptr, its.ptr, its.len))
			return false;
	}
	return true;
}

static uint64_t shape_hash(const struct record *r)
{
	uint64_t hash = r->count;
	for (size_t i = 0; i < r->count; i++)
		hash = hash_mix(hash, hash64(r->fields[i].label, 0));
	return hash;
}

static uint32_t *table_slot(const struct shapes *s, uint64_t hash, const struct record *r)
{
	for (size_t i = hash & (s->table_size - 1);; i = (i + 1) & (s->table_size - 1)) {
		const struct shape *found = s->table[i] ? s->items[s->table[i] - 1] : NULL;
		if (!found || (found->hash == hash && shape_fits(found, r)))
			return &s->table[i];
	}
}

static void table_grow(struct shapes *s)
{
	free(s->table);
	s->table_size = s->table_size ? s->table_size * 2 : 64;
	s->table = alloc_zeroed(s->table_size, sizeof *s->table);
	for (size_t i = 0; i < s->count; i++) {
		size_t at = s->items[i]->hash & (s->table_size - 1);
		while (s->table[at])
			at = (at + 1) & (s->table_size - 1);
		s->table[at] = (uint32_t)i + 1;
	}
}

static void find_places(const struct shapes *s, struct shape *shape)
{
	for (unsigned f = 0; f < FIELD_NAMES; f++) {
		const char *name = f == FIELD_ID         ? s->id
				   : f == FIELD_COMPARED ? s->compared
							 : names[f];
		shape->place[f] = -1;
		for (uint32_t i = 0; name && i < shape->count; i++)
			if (span_is(shape->labels[i], name))
				shape->place[f] = (int32_t)i;
	}
	shape->fresh = true;
	for (unsigned f = FIELD_COUNT; f <= FIELD_WHY; f++)
		shape->fresh = shape->fresh && shape->place[f] < 0;
}

static void find_parts(struct shapes *s, struct shape *shape)
{
	static const struct {
		enum field_name name;
		enum field_part part;
	} parts[] = {{FIELD_DOC, PART_DOC},
		     {FIELD_DATE, PART_DATE},
		     {FIELD_SOURCE, PART_OUTLET},
		     {FIELD_TEXT, PART_TEXT},
		     {FIELD_QUOTE, PART_QUOTE}};
	shape->parts = arena_alloc(s->arena, shape->count);
	memset(shape->parts, PART_OTHER, shape->count);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (shape->place[parts[i].name] >= 0)
			shape->parts[shape->place[parts[i].name]] = (unsigned char)parts[i].part;
}

static void write_heads(struct shapes *s, struct shape *shape)
{
	size_t len = 0;
	for (uint32_t i = 0; i < shape->count; i++)
		len += shape->labels[i].len + 2;
	char *to = arena_alloc(s->arena, len + HEAD_BYTES);
	memset(to, 0, len + HEAD_BYTES);
	shape->heads = span_of(to, len);
	for (uint32_t i = 0; i < shape->count; i++) {
		if (i)
			*to++ = '\t';
		memcpy(to, shape->labels[i].ptr, shape->labels[i].len);
		to += shape->labels[i].len;
		*to++ = ':';
	}
}

static struct shape *shape_new(struct shapes *s, const struct record *r, uint64_t hash)
{
	struct shape *shape = arena_alloc(s->arena, sizeof *shape);
	shape->hash = hash;
	shape->number = (uint32_t)s->count;
	shape->count = (uint32_t)r->count;
	shape->labels = arena_alloc(s->arena, r->count * sizeof *shape->labels);
	for (size_t i = 0; i < r->count; i++)
		shape->labels[i] = arena_copy(s->arena, r->fields[i].label);
	shape->met = 0;
	shape->common = NULL;
	find_places(s, shape);
	find_parts(s, shape);
	write_heads(s, shape);
	s->items = alloc_grown(s->items, s->count, &s->cap, sizeof *s->items);
	s->items[s->count++] = shape;
	return shape;
}

/* A few records of a shape are not worth the memory, nor are the shapes of an input where each record has one of its own. */
static const struct shape *meet(struct shapes *s, struct shape *shape)
{
	enum { OFTEN = 16, SHAPES_MAX = 256 };
	if (shape->met < OFTEN && ++shape->met == OFTEN && s->common < SHAPES_MAX) {
		s->common++;
		shape->common = arena_alloc(s->arena, shape->count * sizeof *shape->common);
		memset(shape->common, 0, shape->count * sizeof *shape->common);
		for (uint32_t i = 0; i < shape->count; i++)
			if (shape->parts[i] == PART_OTHER)
				shape->parts[i] = PART_COMMON;
	}
	return shape;
}

const struct shape *shape_of(struct shapes *s, const struct record *r)
{
	for (unsigned i = 0; i < RECENT_SHAPES; i++)
		if (s->recent[i] && shape_fits(s->recent[i], r))
			return meet(s, s->recent[i]);
	uint64_t hash = shape_hash(r);
	if (s->count * 2 >= s->table_size)
		table_grow(s);
	uint32_t *slot = table_slot(s, hash, r);
	if (!*slot)
		*slot = shape_new(s, r, hash)->number + 1;
	return meet(s, s->recent[s->next_recent++ % RECENT_SHAPES] = s->items[*slot - 1]);
}

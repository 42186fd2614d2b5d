/* All records in the order of the timeline, in bounded memory.
 *
 * Records are kept in chunks, which never move: one growing run of bytes was copied, and its pages faulted in, twice over.
 * When they fill the memory they are sorted and go to a temporary file. */
#include "cmd/timeline/sorter.h"

#include <stdlib.h>

#include "common/pages.h"

struct place_names { /* what an item is made of */
	struct span when, doc, at;
};

enum {
	CHUNK_BYTES = 4 << 20, /* two huge pages */
	FIRST_BYTES = 1 << 18  /* of the first chunk: a short run does not clear huge pages */
};

struct sorter {
	uint64_t max_bytes, held; /* held: in chunks */
	struct buffer
		*chunks; /* the first chunk_used hold records, the others did so before a spill */
	size_t chunk_used, chunk_count, chunk_cap;
	struct item *items, *other; /* other: to sort them into; kept for the next time */
	size_t count, cap, other_cap, next;
	struct doc_names docs;
	struct buffer when;   /* of the record before, */
	uint64_t when_days;   /* and its place: most records have the date of their neighbour */
	struct record record; /* given out */
	struct kept_pair pair;
	struct spills *spills;
	const char *given; /* as it is kept */
	bool packed;       /* some record is */
};

struct sorter *sorter_new(uint64_t max_bytes, const char *temporary)
{
	struct sorter *s = alloc_zeroed(1, sizeof *s);

	s->max_bytes = max_bytes;
	s->spills = spills_new(temporary);
	return s;
}

/* Of the chunks that hold nothing. */
static void drop_chunk(struct sorter *s)
{
	buffer_free(&s->chunks[--s->chunk_count]);
}

void sorter_limit(struct sorter *s, uint64_t max_bytes)
{
	s->max_bytes = max_bytes;
	if (s->chunk_count > s->chunk_used && (uint64_t)s->chunk_count * CHUNK_BYTES > max_bytes)
		drop_chunk(s);
}

/* All records in memory. Memory that was touched is kept for the next ones: given back and taken anew it was cleared again. */
static void forget_items(struct sorter *s)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->chunk_count; i++) {
		s->chunks[i].len = 0;
		if (s->chunks[i].cap == CHUNK_BYTES)
			s->chunks[kept++] = s->chunks[i];
		else
			buffer_free(&s->chunks[i]);
	}
	s->chunk_count = kept;
	s->chunk_used = 0;
	doc_names_clear(&s->docs);
	s->count = 0;
	s->held = 0;
}

static void free_items(struct sorter *s)
{
	while (s->chunk_count)
		drop_chunk(s);
	free(s->chunks);
	free(s->items);
	free(s->other);
	doc_names_free(&s->docs);
	s->chunks = NULL;
	s->items = s->other = NULL;
	s->chunk_cap = s->cap = s->other_cap = s->count = s->chunk_used = 0;
}

void sorter_free(struct sorter *s)
{
	if (s == NULL)
		return;
	free_items(s);
	spills_free(s->spills);
	buffer_free(&s->when);
	record_free(&s->record);
	kept_pair_free(&s->pair);
	free(s);
}

/* --- sorting in memory --- */

static const char *item_bytes(const struct sorter *s, const struct item *i)
{
	return s->chunks[i->chunk].data + i->at;
}

static int compare_items(void *sorter, const struct item *a, const struct item *b)
{
	struct sorter *s = sorter;
	return kept_compare(&s->pair, item_bytes(s, a), item_bytes(s, b));
}

static void sort_items(struct sorter *s)
{
	uint32_t *rank = doc_names_rank(&s->docs);

	if (s->other_cap < s->cap || s->other == NULL) {
		free(s->other);
		s->other_cap = s->cap;
		s->other = alloc_bytes((s->cap + 1) * sizeof *s->other);
	}

	for (size_t i = 0; i < s->count; i++)
		s->items[i].doc = rank[s->items[i].doc];
	free(rank);
	struct item *sorted = items_sort(s->items, s->other, s->count, compare_items, s);
	if (sorted != s->items) {
		size_t cap = s->cap;
		s->other = s->items;
		s->items = sorted;
		s->cap = s->other_cap;
		s->other_cap = cap;
	}
}

static bool spill_items(struct sorter *s)
{
	if (!spills_begin(s->spills))
		return false;
	sort_items(s);
	for (size_t i = 0; i < s->count; i++) {
		const struct item *item = &s->items[i];
		const char *bytes = item_bytes(s, item);
		struct kept k = kept_head(bytes);
		size_t len = sizeof k + kept_bytes(&k, bytes).len;
		if (!spills_put(s->spills, item->days, item->start, span_of(bytes, len)))
			return false;
	}
	forget_items(s);
	return spills_end(s->spills);
}

/* --- gathering --- */

static struct buffer *chunk_for(struct sorter *s, size_t bytes)
{
	struct buffer *last = s->chunk_used ? &s->chunks[s->chunk_used - 1] : NULL;

	if (last && last->cap - last->len >= bytes && last->len < CHUNK_BYTES)
		return last;
	if (s->chunk_used < s->chunk_count && bytes <= CHUNK_BYTES)
		return &s->chunks[s->chunk_used++];
	while (s->chunk_count > s->chunk_used)
		drop_chunk(s);
	size_t size = last ? CHUNK_BYTES : FIRST_BYTES;
	s->chunks = alloc_grown(s->chunks, s->chunk_count, &s->chunk_cap, sizeof *s->chunks);
	last = &s->chunks[s->chunk_count++];
	s->chunk_used = s->chunk_count;
	size = bytes > size ? bytes : size;
	*last = (struct buffer){.data = pages_grown(NULL, 0, size), .cap = size};
	return last;
}

static uint64_t days_of(struct sorter *s, struct span when)
{
	if (!span_equal(when, buffer_span(&s->when))) {
		s->when.len = 0;
		buffer_add_span(&s->when, when);
		s->when_days = order_days(when);
	}
	return when.len ? s->when_days : UINT64_MAX;
}

/* Items are held once more while they are sorted. Records leave a third part for what is not counted: the blocks of the files
 * they are merged from, and the program itself; beside drafts there are tallies, which are not counted anyhow. */
enum { RECORD_ITEMS = 3, DRAFT_ITEMS = 2 };

/* Takes an item for what is to be kept in `room` bytes; the caller puts it behind *chunk. NULL: reported. */
static struct buffer *add_item(struct sorter *s, const struct place_names *p, size_t room,
			       unsigned items)
{
	uint64_t start = 0, end;
	uint64_t taken = s->held + s->docs.bytes + s->count * items * sizeof *s->items;

	if (taken > s->max_bytes && s->count && !spill_items(s))
		return NULL;
	struct buffer *chunk = chunk_for(s, room);
	struct item item = {.days = days_of(s, p->when),
			    .at = (uint32_t)chunk->len,
			    .chunk = (uint32_t)(s->chunk_used - 1),
			    .doc = doc_names_add(&s->docs, p->doc)};
	if (record_range(p->at, &start, &end))
		item.start = start < UINT32_MAX ? (uint32_t)start : UINT32_MAX;
	s->items = alloc_grown(s->items, s->count, &s->cap, sizeof *s->items);
	s->items[s->count++] = item;
	return chunk;
}

bool sorter_add(struct sorter *s, const struct record *r, const struct known *f, uint32_t unit)
{
	const struct place_names place = {f->when, f->doc, f->at};
	struct buffer *chunk = add_item(s, &place, kept_room(r), RECORD_ITEMS);

	if (chunk == NULL)
		return false;
	size_t before = chunk->len;
	kept_add(chunk, r, f, unit);
	s->packed = s->packed || r->source.len == 0;
	s->held += chunk->len - before;
	return true;
}

bool sorter_add_draft(struct sorter *s, const struct draft *d, uint32_t unit)
{
	const struct place_names place = {d->when, d->doc, d->at};
	struct buffer *chunk =
		add_item(s, &place, sizeof(struct kept) + draft_room(d), DRAFT_ITEMS);

	if (chunk == NULL)
		return false;
	size_t before = chunk->len;
	kept_add_draft(chunk, d, unit);
	s->held += chunk->len - before;
	return true;
}

bool sorter_has_lines(const struct sorter *s)
{
	return !s->packed;
}

static bool next_item(void *sorter, uint64_t *days, uint64_t *start, const char **kept)
{
	struct sorter *s = sorter;

	if (s->next == s->count)
		return false;
	const struct item *item = &s->items[s->next++];
	*days = item->days;
	*start = item->start;
	*kept = item_bytes(s, item);
	return true;
}

bool sorter_finish(struct sorter *s)
{
	while (s->chunk_count > s->chunk_used)
		drop_chunk(s);
	sort_items(s);
	return spills_count(s->spills) == 0 || spills_merge(s->spills, next_item, s);
}

enum read_result sorter_next(struct sorter *s, struct sorted *out)
{
	if (spills_count(s->spills)) {
		enum read_result result = spills_next(s->spills, &s->given);
		if (result != READ_OK)
			return result;
	} else if (s->next < s->count) {
		s->given = item_bytes(s, &s->items[s->next++]);
	} else {
		return READ_END;
	}
	struct kept k = kept_head(s->given);
	out->unit = k.unit;
	out->line = kept_form(&k) == KEPT_PACKED ? span_of("", 0) : kept_bytes(&k, s->given);
	return READ_OK;
}

struct record *sorter_record(struct sorter *s)
{
	kept_read(s->given, &s->record);
	return &s->record;
}

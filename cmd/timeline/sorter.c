/* All records in the order of the timeline, in bounded memory.
 *
 * Records are kept in chunks, which never move: one growing run of bytes was copied, and its pages faulted in, twice over.
 * When they fill the memory they are sorted and go to a temporary file. */
#include "cmd/timeline/sorter.h"

#include <stdlib.h>

enum {
	CHUNK_BYTES = 4 << 20,
	LINE_SLACK = 1024,                /* what the resolver adds to a line fits in */
	FIELD_HEAD = 2 * sizeof(uint32_t) /* of a packed one */
};

struct sorter {
	uint64_t max_bytes, held; /* held: in chunks */
	struct buffer *chunks;
	size_t chunk_count, chunk_cap;
	struct item *items;
	size_t count, cap, next;
	struct doc_run *runs;
	size_t run_count, run_cap;
	struct arena docs;    /* names of the runs */
	struct buffer when;   /* of the record before, */
	uint64_t when_days;   /* and its place: most records have the date of their neighbour */
	struct record record; /* given out */
	struct record left, right; /* being compared */
	struct spills *spills;
	bool whole, packed; /* packed: some record is */
};

/* --- records as they are kept --- */

static void add_u32(struct buffer *b, size_t n)
{
	uint32_t word = (uint32_t)n;
	buffer_add(b, &word, sizeof word);
}

static uint32_t get_u32(const char *p)
{
	uint32_t n;
	memcpy(&n, p, sizeof n);
	return n;
}

static void add_packed(struct buffer *b, const struct record *r)
{
	for (size_t i = 0; i < r->count; i++) {
		struct span label = r->fields[i].label, value = r->fields[i].value;
		add_u32(b, label.len << 1 | r->fields[i].number);
		add_u32(b, value.len);
		buffer_add_span(b, label);
		buffer_add_span(b, value);
	}
}

static void read_packed(struct span bytes, struct record *r)
{
	record_clear(r);
	r->source = span_of("", 0);
	for (size_t at = 0; at + FIELD_HEAD <= bytes.len;) {
		uint32_t label = get_u32(bytes.ptr + at), value = get_u32(bytes.ptr + at + 4);
		at += FIELD_HEAD;
		record_add(r, span_of(bytes.ptr + at, label >> 1),
			   span_of(bytes.ptr + at + (label >> 1), value));
		r->fields[r->count - 1].number = label & 1;
		at += (label >> 1) + value;
	}
}

struct kept kept_head(const char *bytes)
{
	uint64_t head;
	memcpy(&head, bytes, sizeof head);
	return (struct kept){head >> 1, head & 1};
}

void kept_add(struct buffer *b, const struct record *r)
{
	uint64_t head = 0;
	size_t at = b->len;

	buffer_add(b, &head, sizeof head);
	if (r->source.len) {
		record_write_ltsv(b, r);
		b->len--; /* without its line feed */
	} else {
		add_packed(b, r);
	}
	head = (uint64_t)(b->len - at - KEPT_HEAD) << 1 | (r->source.len == 0);
	memcpy(b->data + at, &head, sizeof head);
}

void kept_read(const struct kept *k, const char *bytes, struct record *r)
{
	struct span s = span_of(bytes + KEPT_HEAD, (size_t)k->len);

	if (k->packed)
		read_packed(s, r);
	else
		record_parse_ltsv(r, s); /* it was parsed before: nothing to refuse */
}

static const char *item_bytes(const struct sorter *s, const struct item *i)
{
	return s->chunks[i->chunk].data + i->at;
}

static void item_read(const struct sorter *s, const struct item *i, struct record *r)
{
	struct kept k = kept_head(item_bytes(s, i));
	kept_read(&k, item_bytes(s, i), r);
}

/* --- */

struct sorter *sorter_new(uint64_t max_bytes, const char *temporary)
{
	struct sorter *s = alloc_zeroed(1, sizeof *s);

	s->max_bytes = max_bytes;
	s->spills = spills_new(temporary);
	return s;
}

void sorter_limit(struct sorter *s, uint64_t max_bytes)
{
	s->max_bytes = max_bytes;
}

/* All records in memory. */
static void forget_items(struct sorter *s)
{
	for (size_t i = 0; i < s->chunk_count; i++)
		buffer_free(&s->chunks[i]);
	free(s->chunks);
	free(s->items);
	free(s->runs);
	arena_free(&s->docs);
	s->chunks = NULL;
	s->items = NULL;
	s->runs = NULL;
	s->chunk_count = s->chunk_cap = s->count = s->cap = s->run_count = s->run_cap = 0;
	s->held = 0;
}

void sorter_free(struct sorter *s)
{
	if (s == NULL)
		return;
	forget_items(s);
	spills_free(s->spills);
	buffer_free(&s->when);
	record_free(&s->record);
	record_free(&s->left);
	record_free(&s->right);
	free(s);
}

/* --- sorting in memory --- */

static int compare_items(struct sorter *s, const struct item *a, const struct item *b)
{
	if (a->days != b->days)
		return a->days < b->days ? -1 : 1;
	if (a->doc_rank != b->doc_rank)
		return a->doc_rank < b->doc_rank ? -1 : 1;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	item_read(s, a, &s->left);
	item_read(s, b, &s->right);
	struct order_key ka = order_key_of(&s->left), kb = order_key_of(&s->right);
	int order = order_compare(&ka, &kb);
	return order ? order : order_compare_fields(&s->left, &s->right);
}

static int compare_docs(const void *a, const void *b)
{
	return span_compare(((const struct doc_run *)a)->doc, ((const struct doc_run *)b)->doc);
}

/* Most ties of a day are decided by the document, whose names begin alike: comparing the few names once, and numbers
 * from then on, took a quarter of the time of the whole tool away. */
static void rank_documents(struct sorter *s)
{
	uint32_t rank = 0;

	if (s->run_count)
		qsort(s->runs, s->run_count, sizeof *s->runs, compare_docs);
	for (size_t k = 0; k < s->run_count; k++) {
		rank += k > 0 && compare_docs(&s->runs[k - 1], &s->runs[k]) != 0;
		for (size_t i = s->runs[k].first; i < s->runs[k].end; i++)
			s->items[i].doc_rank = rank;
	}
}

static void merge_neighbours(struct sorter *s, const struct item *from, struct item *to, size_t mid,
			     size_t end)
{
	if (mid >= end || compare_items(s, &from[mid - 1], &from[mid]) <= 0) {
		memcpy(to, from, end * sizeof *to); /* documents come in their order */
		return;
	}
	for (size_t i = 0, j = mid, k = 0; k < end; k++) {
		bool left = j >= end || (i < mid && compare_items(s, &from[i], &from[j]) <= 0);
		to[k] = left ? from[i++] : from[j++];
	}
}

/* Bottom-up merge sort: qsort has no context argument in C11 and may be quadratic. */
static void sort_items(struct sorter *s)
{
	struct item *other = alloc_bytes((s->count ? s->count : 1) * sizeof *other),
		    *from = s->items, *to = other;

	rank_documents(s);
	for (size_t width = 1; width < s->count; width *= 2) {
		for (size_t start = 0; start < s->count; start += 2 * width) {
			size_t left = s->count - start;
			merge_neighbours(s, from + start, to + start, width < left ? width : left,
					 2 * width < left ? 2 * width : left);
		}
		struct item *swap = from;
		from = to;
		to = swap;
	}
	if (from != s->items)
		memcpy(s->items, from, s->count * sizeof *from);
	free(other);
}

static bool spill_items(struct sorter *s)
{
	if (!spills_begin(s->spills))
		return false;
	sort_items(s);
	for (size_t i = 0; i < s->count; i++) {
		const char *bytes = item_bytes(s, &s->items[i]);
		size_t len = KEPT_HEAD + (size_t)kept_head(bytes).len;
		if (!spills_put(s->spills, span_of(bytes, len)))
			return false;
	}
	forget_items(s);
	return spills_end(s->spills);
}

/* --- gathering --- */

static struct buffer *chunk_for(struct sorter *s, size_t bytes)
{
	struct buffer *last = s->chunk_count ? &s->chunks[s->chunk_count - 1] : NULL;

	if (last && last->cap - last->len >= bytes)
		return last;
	s->chunks = alloc_grown(s->chunks, s->chunk_count, &s->chunk_cap, sizeof *s->chunks);
	last = &s->chunks[s->chunk_count++];
	*last = (struct buffer){0};
	size_t size = bytes > CHUNK_BYTES ? bytes : CHUNK_BYTES;
	last->data = alloc_bytes(size); /* exactly: buffer_reserve doubles */
	last->cap = size;
	return last;
}

static void note_document(struct sorter *s, struct span doc)
{
	struct doc_run *last = s->run_count ? &s->runs[s->run_count - 1] : NULL;

	if (last == NULL || !span_equal(last->doc, doc)) {
		s->runs = alloc_grown(s->runs, s->run_count, &s->run_cap, sizeof *s->runs);
		last = &s->runs[s->run_count++];
		*last = (struct doc_run){.doc = arena_copy(&s->docs, doc), .first = s->count};
		s->held += 2 * sizeof *last + doc.len; /* twice: the array doubles */
	}
	last->end = s->count + 1;
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

static size_t packed_size(const struct record *r)
{
	size_t size = 0;

	for (size_t i = 0; i < r->count; i++)
		size += FIELD_HEAD + r->fields[i].label.len + r->fields[i].value.len;
	return size;
}

bool sorter_add(struct sorter *s, const struct record *r)
{
	struct known f;
	uint64_t end;

	/* an item once more while it is sorted, and once for the growth of the array */
	if (s->held + s->count * 3 * sizeof *s->items > s->max_bytes && s->count && !spill_items(s))
		return false;
	known_find(r, &f);
	struct buffer *chunk = chunk_for(
		s, KEPT_HEAD + LINE_SLACK + (r->source.len ? r->source.len : packed_size(r)));
	struct item item = {.days = days_of(s, f.when),
			    .at = chunk->len,
			    .chunk = (uint32_t)(s->chunk_count - 1)};
	if (!record_range(f.at, &item.start, &end))
		item.start = 0;
	kept_add(chunk, r);
	s->packed = s->packed || r->source.len == 0;
	s->held += chunk->len - item.at;
	note_document(s, f.doc);
	s->items = alloc_grown(s->items, s->count, &s->cap, sizeof *s->items);
	s->items[s->count++] = item;
	return true;
}

void sorter_give_whole(struct sorter *s)
{
	s->whole = !s->packed && spills_count(s->spills) == 0;
}

bool sorter_finish(struct sorter *s)
{
	if (spills_count(s->spills) == 0) {
		sort_items(s);
		return true;
	}
	return (s->count == 0 || spill_items(s)) && spills_merge(s->spills);
}

/* A record of one field that runs to the end of the line. */
static void read_whole(const char *bytes, struct record *r)
{
	struct span line = span_of(bytes + KEPT_HEAD, (size_t)kept_head(bytes).len);
	const char *colon = line.len ? memchr(line.ptr, ':', line.len) : NULL;

	record_clear(r);
	r->source = line;
	if (colon) {
		size_t label = (size_t)(colon - line.ptr);
		record_add(r, span_sub(line, 0, label), span_sub(line, label + 1, line.len));
		r->unmoved = 1;
	}
}

enum read_result sorter_next(struct sorter *s, struct record **r)
{
	if (spills_count(s->spills))
		return spills_next(s->spills, r);
	if (s->next == s->count)
		return READ_END;
	const struct item *item = &s->items[s->next++];
	if (s->whole)
		read_whole(item_bytes(s, item), &s->record);
	else
		item_read(s, item, &s->record);
	*r = &s->record;
	return READ_OK;
}

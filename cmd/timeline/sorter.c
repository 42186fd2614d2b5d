/* All records in the order of the timeline, in bounded memory.
 *
 * Records are kept as bytes of our own making (labels, values, whether JSON had a number), not as LTSV, so that a JSON value
 * with a line feed in it comes out as it went in. When they fill the memory they are sorted and written to a temporary file
 * that has no name any more; the files are merged at the end, at most MERGE_WAYS at a time. */
#include "cmd/timeline/timeline.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MERGE_WAYS = 64, FIELD_HEAD = 2 * sizeof(uint32_t) };

/* A record in memory with what it is sorted by, so that sorting never unpacks one: ties by date are the rule. */
struct item {
	size_t at, len; /* in bytes.data */
	int64_t lower, upper;
	uint64_t start;
	uint32_t doc_rank; /* of its document among those in memory, in byte order */
	struct part {
		uint32_t offset, len;
	} doc, where, id; /* in the record's bytes */
};

struct spill {
	FILE *file;
	struct buffer bytes; /* the record at its head */
	struct record record;
	struct order_key key;
	bool more;
};

struct sorter {
	uint64_t max_bytes;
	const char *temporary; /* the folder of the spills */
	struct buffer bytes;
	struct item *items;
	size_t count, cap, next;
	struct spill *spills;
	size_t spill_count, spill_cap;
	size_t *heap, heap_count;
	struct record record;
	size_t taken; /* spill whose head was given out: read on at the next call; SIZE_MAX: none */
};

/* Little endian on every machine, since these bytes are the last thing that decides the order. */
static void add_u32(struct buffer *b, size_t n)
{
	const char bytes[4] = {(char)(n & 0xFF), (char)(n >> 8 & 0xFF), (char)(n >> 16 & 0xFF), (char)(n >> 24 & 0xFF)};
	buffer_add(b, bytes, sizeof bytes);
}

static uint32_t get_u32(const char *p)
{
	uint32_t n = 0;
	for (unsigned i = 0; i < 4; i++)
		n |= (uint32_t)(unsigned char)p[i] << (8 * i);
	return n;
}

static void pack_record(struct buffer *b, const struct record *r, struct item *item)
{
	size_t start = b->len;

	for (size_t i = 0; i < r->count; i++) {
		struct span label = r->fields[i].label, value = r->fields[i].value;
		add_u32(b, label.len << 1 | r->fields[i].number);
		add_u32(b, value.len);
		buffer_add_span(b, label);
		struct part part = {(uint32_t)(b->len - start), (uint32_t)value.len};
		buffer_add_span(b, value);
		if (span_is(label, "doc"))
			item->doc = part;
		else if (span_is(label, "at"))
			item->where = part;
		else if (span_is(label, "id"))
			item->id = part;
	}
}

static void unpack_record(struct span bytes, struct record *r)
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

struct sorter *sorter_new(uint64_t max_bytes, const char *temporary)
{
	struct sorter *s = alloc_zeroed(1, sizeof *s);

	s->max_bytes = max_bytes;
	s->temporary = temporary;
	s->taken = SIZE_MAX;
	return s;
}

static void spill_close(struct spill *p)
{
	if (p->file)
		fclose(p->file);
	buffer_free(&p->bytes);
	record_free(&p->record);
}

void sorter_free(struct sorter *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->spill_count; i++)
		spill_close(&s->spills[i]);
	free(s->spills);
	free(s->heap);
	free(s->items);
	buffer_free(&s->bytes);
	record_free(&s->record);
	free(s);
}

/* --- sorting in memory --- */

static struct order_key item_key(const struct sorter *s, const struct item *i)
{
	const char *bytes = s->bytes.data + i->at;

	return (struct order_key){
		.lower = i->lower,
		.upper = i->upper,
		.start = i->start,
		.doc = span_of(bytes + i->doc.offset, i->doc.len),
		.at = span_of(bytes + i->where.offset, i->where.len),
		.id = span_of(bytes + i->id.offset, i->id.len),
		.bytes = span_of(bytes, i->len),
	};
}

static int compare_items(const struct sorter *s, const struct item *a, const struct item *b)
{
	if (a->lower != b->lower)
		return a->lower < b->lower ? -1 : 1;
	if (a->upper != b->upper)
		return a->upper < b->upper ? -1 : 1;
	if (a->doc_rank != b->doc_rank)
		return a->doc_rank < b->doc_rank ? -1 : 1;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	struct order_key ka = item_key(s, a), kb = item_key(s, b);
	return order_compare(&ka, &kb);
}

struct doc_run { /* records of one document that came together */
	struct span doc;
	size_t first, end; /* items */
};

static int compare_docs(const void *a, const void *b)
{
	return span_compare(((const struct doc_run *)a)->doc, ((const struct doc_run *)b)->doc);
}

/* Most ties of a day are decided by the document, whose names begin alike: comparing the few names once, and numbers
 * from then on, took a quarter of the time of the whole tool away. */
static void rank_documents(struct sorter *s)
{
	struct doc_run *runs = NULL;
	size_t count = 0, cap = 0;
	uint32_t rank = 0;

	for (size_t i = 0; i < s->count; i++) {
		struct span doc = item_key(s, &s->items[i]).doc;
		if (count == 0 || !span_equal(runs[count - 1].doc, doc)) {
			runs = alloc_grown(runs, count, &cap, sizeof *runs);
			runs[count++] = (struct doc_run){.doc = doc, .first = i};
		}
		runs[count - 1].end = i + 1;
	}
	if (count)
		qsort(runs, count, sizeof *runs, compare_docs);
	for (size_t k = 0; k < count; k++) {
		rank += k > 0 && compare_docs(&runs[k - 1], &runs[k]) != 0;
		for (size_t i = runs[k].first; i < runs[k].end; i++)
			s->items[i].doc_rank = rank;
	}
	free(runs);
}

/* Bottom-up merge sort: qsort has no context argument in C11 and may be quadratic. */
static void sort_items(struct sorter *s)
{
	struct item *other = alloc_bytes((s->count ? s->count : 1) * sizeof *other),
		    *from = s->items, *to = other;

	rank_documents(s);
	for (size_t width = 1; width < s->count; width *= 2) {
		for (size_t start = 0; start < s->count; start += 2 * width) {
			size_t mid = start + width < s->count ? start + width : s->count;
			size_t end = start + 2 * width < s->count ? start + 2 * width : s->count;
			for (size_t i = start, j = mid, k = start; k < end; k++) {
				bool left = j >= end ||
					    (i < mid && compare_items(s, &from[i], &from[j]) <= 0);
				to[k] = left ? from[i++] : from[j++];
			}
		}
		struct item *swap = from;
		from = to;
		to = swap;
	}
	if (from != s->items)
		memcpy(s->items, from, s->count * sizeof *from);
	free(other);
}

/* --- spilling --- */

static FILE *open_nameless(const char *folder)
{
	static const char pattern[] = "/timeline.XXXXXX";
	struct buffer name = {0};
	FILE *file = NULL;

	buffer_add_text(&name, folder);
	buffer_add(&name, pattern, sizeof pattern);
	int fd = mkstemp(name.data);
	if (fd >= 0) {
		unlink(name.data);
		file = fdopen(fd, "w+b");
	}
	if (file == NULL)
		report("cannot make a temporary file in '%s': %s", folder, strerror(errno));
	buffer_free(&name);
	return file;
}

static bool write_one(FILE *file, struct span bytes)
{
	uint64_t len = bytes.len;
	return fwrite(&len, sizeof len, 1, file) == 1 &&
	       (len == 0 || fwrite(bytes.ptr, (size_t)len, 1, file) == 1);
}

static bool end_spill(struct sorter *s, FILE *file, bool good)
{
	if (!good || fflush(file) != 0 || fseek(file, 0, SEEK_SET) != 0) {
		report("cannot write a temporary file: %s", strerror(errno));
		fclose(file);
		return false;
	}
	s->spills = alloc_grown(s->spills, s->spill_count, &s->spill_cap, sizeof *s->spills);
	s->spills[s->spill_count++] = (struct spill){.file = file};
	return true;
}

static bool spill_items(struct sorter *s)
{
	FILE *file = open_nameless(s->temporary);
	bool good = true;

	if (file == NULL)
		return false;
	sort_items(s);
	for (size_t i = 0; i < s->count && good; i++)
		good = write_one(file, span_of(s->bytes.data + s->items[i].at, s->items[i].len));
	s->count = 0;
	s->bytes.len = 0;
	return end_spill(s, file, good);
}

bool sorter_add(struct sorter *s, const struct record *r)
{
	size_t at = s->bytes.len;

	if (s->bytes.len + s->count * 2 * sizeof *s->items > s->max_bytes && s->count &&
	    !spill_items(s))
		return false;
	if (s->count == 0)
		at = 0;
	struct order_key key = order_key_of(r, span_of("", 0));
	struct item item = {.at = at, .lower = key.lower, .upper = key.upper, .start = key.start};
	pack_record(&s->bytes, r, &item);
	item.len = s->bytes.len - at;
	s->items = alloc_grown(s->items, s->count, &s->cap, sizeof *s->items);
	s->items[s->count++] = item;
	return true;
}

/* --- merging --- */

static bool spill_read(struct spill *p)
{
	uint64_t len;

	p->more = fread(&len, sizeof len, 1, p->file) == 1;
	if (!p->more) {
		if (ferror(p->file))
			report("cannot read a temporary file: %s", strerror(errno));
		return !ferror(p->file);
	}
	p->bytes.len = 0;
	buffer_reserve(&p->bytes, (size_t)len + 1);
	if (len && fread(p->bytes.data, (size_t)len, 1, p->file) != 1) {
		report("a temporary file ended too early");
		return false;
	}
	p->bytes.len = (size_t)len;
	unpack_record(buffer_span(&p->bytes), &p->record);
	p->key = order_key_of(&p->record, buffer_span(&p->bytes));
	return true;
}

static bool heap_less(const struct sorter *s, size_t a, size_t b)
{
	return order_compare(&s->spills[s->heap[a]].key, &s->spills[s->heap[b]].key) < 0;
}

static void heap_sink(struct sorter *s, size_t i)
{
	for (;;) {
		size_t least = i;
		for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < s->heap_count;
		     child++) {
			if (heap_less(s, child, least))
				least = child;
		}
		if (least == i)
			return;
		size_t keep = s->heap[i];
		s->heap[i] = s->heap[least];
		s->heap[least] = keep;
		i = least;
	}
}

/* Takes the spills [first, first+ways) into the heap. */
static bool heap_start(struct sorter *s, size_t first, size_t ways)
{
	s->heap_count = 0;
	for (size_t i = first; i < first + ways; i++) {
		if (!spill_read(&s->spills[i]))
			return false;
		if (s->spills[i].more)
			s->heap[s->heap_count++] = i;
	}
	for (size_t i = s->heap_count; i-- > 0;)
		heap_sink(s, i);
	return true;
}

/* Moves the head of the heap on by one record. */
static bool heap_advance(struct sorter *s)
{
	struct spill *p = &s->spills[s->heap[0]];

	if (!spill_read(p))
		return false;
	if (!p->more)
		s->heap[0] = s->heap[--s->heap_count];
	if (s->heap_count)
		heap_sink(s, 0);
	return true;
}

static bool merge_first(struct sorter *s)
{
	FILE *file = open_nameless(s->temporary);
	bool good = true;

	if (file == NULL || !heap_start(s, 0, MERGE_WAYS))
		return false;
	while (s->heap_count && good) {
		good = write_one(file, buffer_span(&s->spills[s->heap[0]].bytes));
		if (!heap_advance(s))
			return false;
	}
	for (size_t i = 0; i < MERGE_WAYS; i++)
		spill_close(&s->spills[i]);
	s->spill_count -= MERGE_WAYS;
	memmove(s->spills, s->spills + MERGE_WAYS, s->spill_count * sizeof *s->spills);
	return end_spill(s, file, good);
}

bool sorter_finish(struct sorter *s)
{
	if (s->spill_count == 0) {
		sort_items(s);
		return true;
	}
	if (s->count && !spill_items(s))
		return false;
	s->heap = alloc_bytes((MERGE_WAYS + 1) * sizeof *s->heap);
	while (s->spill_count > MERGE_WAYS) {
		if (!merge_first(s))
			return false;
	}
	return heap_start(s, 0, s->spill_count);
}

enum read_result sorter_next(struct sorter *s, struct record *r)
{
	if (s->spill_count == 0) {
		if (s->next == s->count)
			return READ_END;
		const struct item *item = &s->items[s->next++];
		unpack_record(span_of(s->bytes.data + item->at, item->len), &s->record);
		*r = s->record;
		return READ_OK;
	}
	if (s->taken != SIZE_MAX && !heap_advance(s))
		return READ_FAILED;
	s->taken = 0;
	if (s->heap_count == 0)
		return READ_END;
	*r = s->spills[s->heap[0]].record;
	return READ_OK;
}

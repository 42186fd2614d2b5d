/* Sorted records in temporary files that have no name any more, merged at the end, at most MERGE_WAYS at a time. */
#include "cmd/timeline/sorter.h"

#include <errno.h>
#include <stdlib.h>

#include "common/report.h"
#include "common/temporary.h"

enum {
	MERGE_WAYS = 64,
	SPACE = 128 * 1024 /* of a file: a call for each page was a tenth of the time */
};

/* In front of each record: what decides nearly always, so that merging takes none apart. */
struct place {
	uint64_t days, start, bytes; /* of the record as it is kept */
};

struct spill {
	FILE *file;          /* NULL: what is still in memory */
	struct buffer block; /* of the file; read, and from `next` on not yet given out */
	size_t next;
	struct place place; /* of the record at its head */
	const char *kept;
	struct span doc;
	bool more;
};

struct spills {
	const char *folder;
	struct spill *items;
	size_t count, cap;
	FILE *file; /* the one being written */
	struct buffer block;
	spills_held *held; /* gives what is in memory */
	void *context;
	size_t *heap, heap_count;
	struct kept_pair pair;
	bool taken; /* the head was given out: read on at the next call */
};

struct spills *spills_new(const char *folder)
{
	struct spills *s = alloc_zeroed(1, sizeof *s);

	s->folder = folder;
	return s;
}

static void spill_close(struct spill *p)
{
	if (p->file)
		fclose(p->file);
	buffer_free(&p->block);
}

void spills_free(struct spills *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->count; i++)
		spill_close(&s->items[i]);
	if (s->file)
		fclose(s->file);
	buffer_free(&s->block);
	kept_pair_free(&s->pair);
	free(s->items);
	free(s->heap);
	free(s);
}

size_t spills_count(const struct spills *s)
{
	return s->count;
}

/* --- writing --- */

bool spills_begin(struct spills *s)
{
	s->file = temporary_open(s->folder);
	if (s->file == NULL) {
		report("cannot make a temporary file in '%s': %s", s->folder, strerror(errno));
		return false;
	}
	setvbuf(s->file, NULL, _IONBF, 0); /* blocks are gathered here */
	return true;
}

static bool write_block(struct spills *s)
{
	bool good = s->block.len == 0 || fwrite(s->block.data, s->block.len, 1, s->file) == 1;

	s->block.len = 0;
	if (!good)
		report("cannot write a temporary file in '%s': %s", s->folder, strerror(errno));
	return good;
}

bool spills_put(struct spills *s, uint64_t days, uint64_t start, struct span kept)
{
	struct place place = {days, start, kept.len};

	buffer_add(&s->block, &place, sizeof place);
	buffer_add_span(&s->block, kept);
	return s->block.len < SPACE || write_block(s);
}

bool spills_end(struct spills *s)
{
	if (!write_block(s))
		return false;
	if (fseek(s->file, 0, SEEK_SET) != 0) {
		report("cannot read a temporary file back: %s", strerror(errno));
		return false;
	}
	s->items = alloc_grown(s->items, s->count, &s->cap, sizeof *s->items);
	s->items[s->count++] = (struct spill){.file = s->file};
	s->file = NULL;
	return true;
}

/* --- merging --- */

static bool read_failed(void)
{
	report("cannot read a temporary file back");
	return false;
}

/* So many bytes from p->next on; *got: as many as there are, at least them. */
static bool need_bytes(struct spill *p, size_t bytes, size_t *got)
{
	size_t left = p->block.len - p->next;

	while (left < bytes) {
		if (left)
			memmove(p->block.data, p->block.data + p->next, left);
		p->next = 0;
		p->block.len = left;
		buffer_reserve(&p->block, bytes > SPACE ? bytes : SPACE);
		size_t n = fread(p->block.data + left, 1, p->block.cap - left, p->file);
		if (n == 0)
			break;
		p->block.len = left += n;
	}
	*got = left;
	return !ferror(p->file) || read_failed();
}

static bool read_file(struct spill *p)
{
	size_t got;

	if (!need_bytes(p, sizeof p->place, &got))
		return false;
	p->more = got > 0;
	if (!p->more)
		return true;
	if (got < sizeof p->place)
		return read_failed();
	memcpy(&p->place, p->block.data + p->next, sizeof p->place);
	p->next += sizeof p->place;
	if (!need_bytes(p, (size_t)p->place.bytes, &got))
		return false;
	if (got < p->place.bytes)
		return read_failed();
	p->kept = p->block.data + p->next;
	p->next += (size_t)p->place.bytes;
	return true;
}

/* The next record of one of them to its head; the one before is no longer valid. */
static bool spill_read(struct spills *s, struct spill *p)
{
	if (p->file == NULL)
		p->more = s->held(s->context, &p->place.days, &p->place.start, &p->kept);
	else if (!read_file(p))
		return false;
	if (p->more)
		p->doc = kept_doc(p->kept, &s->pair.left);
	return true;
}

static bool heap_less(struct spills *s, size_t a, size_t b)
{
	const struct spill *x = &s->items[s->heap[a]], *y = &s->items[s->heap[b]];

	if (x->place.days != y->place.days)
		return x->place.days < y->place.days;
	int order = span_compare(x->doc, y->doc);
	if (order == 0 && x->place.start != y->place.start)
		return x->place.start < y->place.start;
	return (order ? order : kept_compare(&s->pair, x->kept, y->kept)) < 0;
}

static void heap_sink(struct spills *s, size_t i)
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

/* Takes the first spills into the heap. */
static bool heap_start(struct spills *s, size_t ways)
{
	s->heap_count = 0;
	for (size_t i = 0; i < ways; i++) {
		if (!spill_read(s, &s->items[i]))
			return false;
		if (s->items[i].more)
			s->heap[s->heap_count++] = i;
	}
	for (size_t i = s->heap_count; i-- > 0;)
		heap_sink(s, i);
	return true;
}

/* Moves the head of the heap on by one record. */
static bool heap_advance(struct spills *s)
{
	struct spill *p = &s->items[s->heap[0]];

	if (!spill_read(s, p))
		return false;
	if (!p->more)
		s->heap[0] = s->heap[--s->heap_count];
	if (s->heap_count)
		heap_sink(s, 0);
	return true;
}

static bool merge_first(struct spills *s)
{
	if (!spills_begin(s) || !heap_start(s, MERGE_WAYS))
		return false;
	while (s->heap_count) {
		const struct spill *p = &s->items[s->heap[0]];
		if (!spills_put(s, p->place.days, p->place.start,
				span_of(p->kept, (size_t)p->place.bytes)) ||
		    !heap_advance(s))
			return false;
	}
	for (size_t i = 0; i < MERGE_WAYS; i++)
		spill_close(&s->items[i]);
	s->count -= MERGE_WAYS;
	memmove(s->items, s->items + MERGE_WAYS, s->count * sizeof *s->items);
	return spills_end(s);
}

bool spills_merge(struct spills *s, spills_held *held, void *context)
{
	s->heap = alloc_bytes((MERGE_WAYS + 1) * sizeof *s->heap);
	while (s->count > MERGE_WAYS) {
		if (!merge_first(s))
			return false;
	}
	s->held = held;
	s->context = context;
	s->items = alloc_grown(s->items, s->count, &s->cap, sizeof *s->items);
	s->items[s->count] = (struct spill){.file = NULL};
	return heap_start(s, s->count + 1);
}

enum read_result spills_next(struct spills *s, const char **kept)
{
	if (s->taken && !heap_advance(s))
		return READ_FAILED;
	s->taken = s->heap_count > 0;
	if (s->heap_count == 0)
		return READ_END;
	*kept = s->items[s->heap[0]].kept;
	return READ_OK;
}

/* Sorted records in temporary files that have no name any more, merged at the end, at most MERGE_WAYS at a time. */
#include "cmd/timeline/sorter.h"

#include <errno.h>
#include <stdlib.h>

#include "common/report.h"
#include "common/temporary.h"

enum {
	MERGE_WAYS = 64,
	SPACE = 64 * 1024 /* of a file: a call for each page was a tenth of the time */
};

/* In front of each record: what decides nearly always, so that merging takes none apart. */
struct place {
	uint64_t days, start, bytes; /* of the record as it is kept */
};

struct spill {
	FILE *file;
	char *space; /* of the file */
	struct place place;
	struct buffer kept; /* the record at its head */
	bool more;
};

struct spills {
	const char *folder;
	struct spill *items;
	size_t count, cap;
	FILE *file;  /* the one being written */
	char *space; /* of that */
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
	free(p->space);
	buffer_free(&p->kept);
}

void spills_free(struct spills *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->count; i++)
		spill_close(&s->items[i]);
	if (s->file)
		fclose(s->file);
	free(s->space);
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
	s->space = alloc_bytes(SPACE);
	setvbuf(s->file, s->space, _IOFBF, SPACE);
	return true;
}

static bool write_failed(const struct spills *s)
{
	report("cannot write a temporary file in '%s': %s", s->folder, strerror(errno));
	return false;
}

bool spills_put(struct spills *s, uint64_t days, uint64_t start, struct span kept)
{
	struct place place = {days, start, kept.len};
	return (fwrite(&place, sizeof place, 1, s->file) == 1 &&
		fwrite(kept.ptr, kept.len, 1, s->file) == 1) ||
	       write_failed(s);
}

bool spills_end(struct spills *s)
{
	if (fflush(s->file) != 0 || fseek(s->file, 0, SEEK_SET) != 0)
		return write_failed(s);
	s->items = alloc_grown(s->items, s->count, &s->cap, sizeof *s->items);
	s->items[s->count++] = (struct spill){.file = s->file, .space = s->space};
	s->file = NULL;
	s->space = NULL;
	return true;
}

/* --- merging --- */

static bool read_failed(void)
{
	report("cannot read a temporary file back");
	return false;
}

static bool spill_read(struct spill *p)
{
	size_t got = fread(&p->place, 1, sizeof p->place, p->file);

	p->more = got == sizeof p->place;
	if (!p->more)
		return (got == 0 && !ferror(p->file)) || read_failed();
	p->kept.len = 0;
	buffer_reserve(&p->kept, (size_t)p->place.bytes);
	if (fread(p->kept.data, (size_t)p->place.bytes, 1, p->file) != 1)
		return read_failed();
	p->kept.len = (size_t)p->place.bytes;
	return true;
}

static bool heap_less(struct spills *s, size_t a, size_t b)
{
	const struct spill *x = &s->items[s->heap[a]], *y = &s->items[s->heap[b]];

	if (x->place.days != y->place.days)
		return x->place.days < y->place.days;
	int order = span_compare(kept_doc(x->kept.data, &s->pair.left),
				 kept_doc(y->kept.data, &s->pair.right));
	if (order == 0 && x->place.start != y->place.start)
		return x->place.start < y->place.start;
	return (order ? order : kept_compare(&s->pair, x->kept.data, y->kept.data)) < 0;
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
		if (!spill_read(&s->items[i]))
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

	if (!spill_read(p))
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
		if (!spills_put(s, p->place.days, p->place.start, buffer_span(&p->kept)) ||
		    !heap_advance(s))
			return false;
	}
	for (size_t i = 0; i < MERGE_WAYS; i++)
		spill_close(&s->items[i]);
	s->count -= MERGE_WAYS;
	memmove(s->items, s->items + MERGE_WAYS, s->count * sizeof *s->items);
	return spills_end(s);
}

bool spills_merge(struct spills *s)
{
	s->heap = alloc_bytes((MERGE_WAYS + 1) * sizeof *s->heap);
	while (s->count > MERGE_WAYS) {
		if (!merge_first(s))
			return false;
	}
	return heap_start(s, s->count);
}

enum read_result spills_next(struct spills *s, const char **kept)
{
	if (s->taken && !heap_advance(s))
		return READ_FAILED;
	s->taken = s->heap_count > 0;
	if (s->heap_count == 0)
		return READ_END;
	*kept = s->items[s->heap[0]].kept.data;
	return READ_OK;
}

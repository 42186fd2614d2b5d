#include "cmd/dedupe/store.h"

#include <stdlib.h>

#include "common/calendar.h"
#include "common/hash.h"

enum { BLOCK = 1 << 20 };

void store_init(struct store *s)
{
	*s = (struct store){.arena = {.block_size = BLOCK}};
}

void store_free(struct store *s)
{
	arena_free(&s->arena);
	free(s->labels);
	free(s->origins);
	free(s->table);
	buffer_free(&s->encoded);
}

/* --- origins --- */

static uint64_t span_hash(struct span s, uint64_t seed)
{
	return s.ptr ? hash64(s, seed) : ~seed;
}

static bool origin_equal(const struct origin *o, uint64_t hash, struct span doc, struct span date, struct span outlet)
{
	return o->hash == hash && span_equal(o->doc, doc) && span_equal(o->date, date) && span_equal(o->outlet, outlet) &&
	       !o->doc.ptr == !doc.ptr;
}

static uint32_t *table_slot(const struct store *s, uint64_t hash, struct span doc, struct span date, struct span outlet)
{
	for (size_t i = hash & (s->table_size - 1);; i = (i + 1) & (s->table_size - 1))
		if (!s->table[i] || origin_equal(&s->origins[s->table[i] - 1], hash, doc, date, outlet))
			return &s->table[i];
}

static void table_grow(struct store *s)
{
	free(s->table);
	s->table_size = s->table_size ? s->table_size * 2 : 256;
	s->table = alloc_zeroed(s->table_size, sizeof *s->table);
	for (size_t i = 0; i < s->origin_count; i++) {
		const struct origin *o = &s->origins[i];
		*table_slot(s, o->hash, o->doc, o->date, o->outlet) = (uint32_t)i + 1;
	}
}

static int64_t day_of(struct span date)
{
	struct date d;
	if (!date.ptr || !calendar_parse_iso(date, &d) || !d.year)
		return INT64_MAX;
	return calendar_days((struct date){d.year, d.month ? d.month : 1, d.day ? d.day : 1});
}

uint32_t store_origin(struct store *s, const struct record *r)
{
	struct span doc = record_get(r, "doc"), date = record_get(r, "date"), outlet = record_get(r, "source");
	uint64_t hash = hash_mix(hash_mix(span_hash(doc, 1), span_hash(date, 2)), span_hash(outlet, 3));
	if (s->origin_count) {
		/* most records come from the document of the one before */
		const struct origin *last = &s->origins[s->origin_count - 1];
		if (origin_equal(last, hash, doc, date, outlet))
			return (uint32_t)s->origin_count - 1;
	}
	if (s->origin_count * 2 >= s->table_size)
		table_grow(s);
	uint32_t *slot = table_slot(s, hash, doc, date, outlet);
	if (!*slot) {
		s->origins = alloc_grown(s->origins, s->origin_count, &s->origin_cap, sizeof *s->origins);
		s->origins[s->origin_count++] = (struct origin){
			.doc = arena_copy(&s->arena, doc), .date = arena_copy(&s->arena, date),
			.outlet = arena_copy(&s->arena, outlet), .hash = hash, .day = day_of(date)};
		*slot = (uint32_t)s->origin_count;
	}
	return *slot - 1;
}

int origin_compare(const struct origin *a, const struct origin *b)
{
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return a->day == INT64_MAX ? 0 : span_compare(a->date, b->date); /* the same day: by its clock */
}

static int compare_pointers(const void *a, const void *b)
{
	return origin_compare(*(struct origin *const *)a, *(struct origin *const *)b);
}

void store_order_origins(struct store *s)
{
	struct origin **sorted = alloc_zeroed(s->origin_count, sizeof *sorted);
	for (size_t i = 0; i < s->origin_count; i++)
		sorted[i] = &s->origins[i];
	if (s->origin_count > 1)
		qsort(sorted, s->origin_count, sizeof *sorted, compare_pointers);
	for (size_t i = 1; i < s->origin_count; i++)
		sorted[i]->order = sorted[i - 1]->order + (origin_compare(sorted[i - 1], sorted[i]) != 0);
	free(sorted);
}

/* --- records --- */

static void add_varint(struct buffer *b, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		buffer_add_byte(b, (char)(n | 0x80));
	buffer_add_byte(b, (char)n);
}

static const char *read_varint(const char *p, uint64_t *n)
{
	unsigned shift = 0;
	*n = 0;
	do
		*n |= (uint64_t)(*p & 0x7F) << shift;
	while (shift += 7, *p++ & 0x80);
	return p;
}

/* The records of a stream have the same labels in the same order, so the guess nearly always holds. */
static size_t label_number(struct store *s, struct span label, size_t guess)
{
	if (guess < s->label_count && span_equal(s->labels[guess], label))
		return guess;
	for (size_t i = 0; i < s->label_count && i < 4096; i++)
		if (span_equal(s->labels[i], label))
			return i;
	s->labels = alloc_grown(s->labels, s->label_count, &s->label_cap, sizeof *s->labels);
	s->labels[s->label_count] = arena_copy(&s->arena, label);
	return s->label_count++;
}

void store_encode(struct store *s, struct buffer *unit, const struct record *r)
{
	size_t label = SIZE_MAX;
	add_varint(unit, r->count);
	for (size_t i = 0; i < r->count; i++) {
		const struct field *f = &r->fields[i];
		label = label_number(s, f->label, label + 1);
		add_varint(unit, (uint64_t)label << 1 | f->number);
		add_varint(unit, f->value.len);
		buffer_add_span(unit, f->value);
	}
}

const char *store_keep(struct store *s, uint32_t records, struct span unit)
{
	s->encoded.len = 0;
	add_varint(&s->encoded, records);
	char *bytes = arena_alloc(&s->arena, s->encoded.len + unit.len);
	memcpy(bytes, s->encoded.data, s->encoded.len);
	if (unit.len)
		memcpy(bytes + s->encoded.len, unit.ptr, unit.len);
	return bytes;
}

const char *store_open(const char *unit, uint32_t *left)
{
	uint64_t n;
	unit = read_varint(unit, &n);
	*left = (uint32_t)n;
	return unit;
}

const char *store_read(const struct store *s, const char *at, struct record *r)
{
	uint64_t count, label, len;
	record_clear(r);
	r->file = NULL;
	r->source = span_of("", 0);
	for (at = read_varint(at, &count); count > 0; count--) {
		at = read_varint(at, &label);
		at = read_varint(at, &len);
		record_add(r, s->labels[label >> 1], span_of(at, (size_t)len));
		r->fields[r->count - 1].number = label & 1;
		at += len;
	}
	return at;
}

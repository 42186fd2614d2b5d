#include "cmd/dedupe/store.h"

#include <stdlib.h>

#include "common/calendar.h"
#include "common/hash.h"

enum {
	BLOCK = 1 << 20,
	VIEWS_A_REST = 1 << 18 /* units read in between bring some 100 MB of the file into memory */
};

void store_init(struct store *s, const char *id, const char *compared, uint64_t max_bytes,
		const char *folder)
{
	*s = (struct store){.arena = {.block_size = BLOCK},
			    .shelf = {.max_bytes = max_bytes, .folder = folder}};
	shapes_init(&s->shapes, &s->arena, id, compared);
}

void store_free(struct store *s)
{
	arena_free(&s->arena);
	shelf_free(&s->shelf);
	shapes_free(&s->shapes);
	free(s->origins);
	free(s->table);
	buffer_free(&s->list);
}

/* --- origins --- */

static uint64_t span_hash(struct span s, uint64_t seed)
{
	return s.ptr ? hash64(s, seed) : ~seed;
}

static bool origin_equal(const struct origin *o, uint64_t hash, struct span doc, struct span date,
			 struct span outlet)
{
	return o->hash == hash && span_equal(o->doc, doc) && span_equal(o->date, date) &&
	       span_equal(o->outlet, outlet) && !o->doc.ptr == !doc.ptr &&
	       !o->date.ptr == !date.ptr && !o->outlet.ptr == !outlet.ptr;
}

static uint32_t *table_slot(const struct store *s, uint64_t hash, struct span doc, struct span date,
			    struct span outlet)
{
	for (size_t i = hash & (s->table_size - 1);; i = (i + 1) & (s->table_size - 1))
		if (!s->table[i] ||
		    origin_equal(&s->origins[s->table[i] - 1], hash, doc, date, outlet))
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

static struct span as_item(struct store *s, struct span value)
{
	s->list.len = 0;
	if (value.ptr)
		list_add(&s->list, value);
	return value.ptr ? arena_copy(&s->arena, buffer_span(&s->list)) : value;
}

uint32_t store_origin(struct store *s, const struct record *r, const struct shape *shape)
{
	struct span doc = shape_get(shape, r, FIELD_DOC), date = shape_get(shape, r, FIELD_DATE),
		    outlet = shape_get(shape, r, FIELD_SOURCE);
	if (s->origin_count) {
		/* most records come from the document of the one before */
		const struct origin *last = &s->origins[s->origin_count - 1];
		if (origin_equal(last, last->hash, doc, date, outlet))
			return (uint32_t)s->origin_count - 1;
	}
	uint64_t hash =
		hash_mix(hash_mix(span_hash(doc, 1), span_hash(date, 2)), span_hash(outlet, 3));
	if (s->origin_count * 2 >= s->table_size)
		table_grow(s);
	uint32_t *slot = table_slot(s, hash, doc, date, outlet);
	if (!*slot) {
		s->origins = alloc_grown(s->origins, s->origin_count, &s->origin_cap,
					 sizeof *s->origins);
		s->origins[s->origin_count++] =
			(struct origin){.doc = arena_copy(&s->arena, doc),
					.date = arena_copy(&s->arena, date),
					.outlet = arena_copy(&s->arena, outlet),
					.doc_item = as_item(s, doc),
					.outlet_item = as_item(s, outlet),
					.hash = hash,
					.day = day_of(date)};
		*slot = (uint32_t)s->origin_count;
	}
	return *slot - 1;
}

int origin_compare(const struct origin *a, const struct origin *b)
{
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return a->day == INT64_MAX
		       ? 0
		       : span_compare(a->date, b->date); /* the same day: by its clock */
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
		sorted[i]->order =
			sorted[i - 1]->order + (origin_compare(sorted[i - 1], sorted[i]) != 0);
	free(sorted);
}

/* --- records --- */

enum { VARINT_BYTES = 10 };

static size_t put_varint(char out[VARINT_BYTES], uint64_t n)
{
	size_t len = 0;
	for (; n >= 0x80; n >>= 7)
		out[len++] = (char)(n | 0x80);
	out[len++] = (char)n;
	return len;
}

/* Into room that is there. Most numbers are below 128. */
static inline void add_varint(struct buffer *b, uint64_t n)
{
	if (n < 0x80)
		b->data[b->len++] = (char)n;
	else
		b->len += put_varint(b->data + b->len, n);
}

static const char *read_long_varint(const char *p, uint64_t *n)
{
	unsigned shift = 0;
	*n = 0;
	do
		*n |= (uint64_t)(*p & 0x7F) << shift;
	while (shift += 7, *p++ & 0x80);
	return p;
}

static inline const char *read_varint(const char *p, uint64_t *n)
{
	if (*p & 0x80)
		return read_long_varint(p, n);
	*n = (unsigned char)*p;
	return p + 1;
}

/* The record as one run of bytes "label:value TAB label:value", when it is what was read from an LTSV line; else empty. */
static struct span line_of(const struct record *r)
{
	if (!r->source.len || !r->count)
		return span_of("", 0);
	const char *at = r->fields[0].label.ptr, *from = at;
	for (size_t i = 0; i < r->count; i++) {
		const struct field *f = &r->fields[i];
		if (f->label.ptr != at || f->value.ptr != at + f->label.len + 1 || f->number)
			return span_of("", 0);
		at = f->value.ptr + f->value.len + 1;
	}
	at--;
	bool inside = from >= r->source.ptr && at <= r->source.ptr + r->source.len;
	return inside ? span_of(from, (size_t)(at - from)) : span_of("", 0);
}

/* In front: the shape, with 1 for a line; then the lengths of the values. Values that were no line stand back to back, their
 * lengths with 1 for a JSON number. */
void store_encode(struct buffer *unit, const struct record *r, const struct shape *shape)
{
	struct span line = line_of(r);
	buffer_reserve(unit, (r->count + 1) * VARINT_BYTES);
	add_varint(unit, (uint64_t)shape->number << 1 | (line.len > 0));
	for (size_t i = 0; i < r->count; i++)
		add_varint(unit,
			   line.len ? r->fields[i].value.len
				    : (uint64_t)r->fields[i].value.len << 1 | r->fields[i].number);
	if (line.len)
		buffer_add_span(unit, line);
	for (size_t i = 0; i < r->count && !line.len; i++)
		buffer_add_span(unit, r->fields[i].value);
}

const char *store_keep(struct store *s, uint32_t records, struct span unit)
{
	char count[VARINT_BYTES];
	size_t len = put_varint(count, records);
	char *bytes = shelf_alloc(&s->shelf, len + unit.len);
	memcpy(bytes, count, len);
	if (unit.len)
		memcpy(bytes + len, unit.ptr, unit.len);
	return bytes;
}

const char *store_open(struct store *s, const char *unit, uint32_t *left)
{
	uint64_t n;
	if (++s->views % VIEWS_A_REST == 0 && s->shelf.file)
		shelf_rest(&s->shelf);
	unit = read_varint(unit, &n);
	*left = (uint32_t)n;
	return unit;
}

/* Room for the fields of a shape and for what dedupe adds. */
static void make_room(struct record *r, size_t count)
{
	enum { ADDED = 8 };
	if (r->cap < count + ADDED) {
		r->cap = count + ADDED;
		r->fields = alloc_resized(r->fields, r->cap, sizeof *r->fields);
	}
	r->count = count;
}

static const char *read_line(const struct shape *shape, const char *at, struct record *r)
{
	for (size_t i = 0; i < r->count; i++) {
		size_t len = shape->labels[i].len;
		r->fields[i].label = span_of(at, len);
		r->fields[i].value.ptr = at + len + 1;
		at += len + 1 + r->fields[i].value.len + 1;
	}
	return at - 1;
}

static const char *read_values(const struct shape *shape, const char *at, struct record *r)
{
	for (size_t i = 0; i < r->count; i++) {
		struct field *f = &r->fields[i];
		f->label = shape->labels[i];
		f->number = f->value.len & 1;
		f->value = span_of(at, f->value.len >> 1);
		at += f->value.len;
	}
	return at;
}

const char *store_read(const struct store *s, const char *at, struct record *r,
		       const struct shape **shape)
{
	uint64_t head, len;
	at = read_varint(at, &head);
	const struct shape *its = s->shapes.items[head >> 1];
	make_room(r, its->count);
	for (size_t i = 0; i < r->count; i++) {
		at = read_varint(at, &len);
		r->fields[i].value.len = (size_t)len;
		r->fields[i].number = false;
	}
	const char *end = head & 1 ? read_line(its, at, r) : read_values(its, at, r);
	r->file = NULL;
	r->source = head & 1 ? span_of(at, (size_t)(end - at)) : span_of("", 0);
	r->unmoved = head & 1 ? r->count : 0;
	r->usual = 0;
	*shape = its;
	return end;
}

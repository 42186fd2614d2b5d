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

void store_encode(const struct store *s, struct buffer *unit, const struct record *r,
		  const struct shape *shape, uint32_t origin, struct coded *coded)
{
	bool line = r->count && r->unmoved == r->count;
	buffer_reserve(unit, VARINT_BYTES);
	unit->len += varint_put(unit->data + unit->len, (uint64_t)shape->number << 1 | line);
	compact_add(unit, r, shape, &s->origins[origin], coded);
}

const char *store_keep(struct store *s, uint32_t records, struct span unit)
{
	char count[VARINT_BYTES];
	size_t len = varint_put(count, records);
	char *bytes = shelf_alloc(&s->shelf, len + unit.len, COPY_BYTES);
	memcpy(bytes, count, len);
	if (unit.len)
		memcpy(bytes + len, unit.ptr, unit.len);
	return bytes;
}

struct unit_reader store_open_bytes(const struct store *s, const char *bytes, uint32_t records,
				    uint32_t origin)
{
	return (struct unit_reader){bytes, records, &s->origins[origin]};
}

struct unit_reader store_open(struct store *s, const char *unit, uint32_t origin)
{
	uint64_t n;
	/* without a file nothing is written here: several threads may read */
	if (s->shelf.file && ++s->views % VIEWS_A_REST == 0)
		shelf_rest(&s->shelf);
	unit = varint_read(unit, &n);
	return store_open_bytes(s, unit, (uint32_t)n, origin);
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

const struct shape *store_read(const struct store *s, struct unit_reader *u, struct record *r)
{
	uint64_t head;
	const char *at = varint_read(u->at, &head);
	const struct shape *shape = s->shapes.items[head >> 1];
	make_room(r, shape->count);
	r->file = NULL;
	r->source = span_of("", 0);
	r->unmoved = head & 1 ? r->count : 0;
	r->usual = 0;
	u->at = compact_read(at, shape, u->origin, r);
	u->left--;
	return shape;
}

struct span store_peek(const struct store *s, const struct unit_reader *u, enum field_name name)
{
	uint64_t head;
	const char *at = varint_read(u->at, &head);
	const struct shape *shape = s->shapes.items[head >> 1];
	return compact_field(at, shape, u->origin, shape->place[name]);
}

bool store_is_line(const struct record *r)
{
	return r->unmoved > 0 && !r->source.len;
}

void store_line(struct record *r, const struct shape *shape, struct buffer *line)
{
	size_t len = shape->heads.len + HEAD_BYTES;
	for (size_t i = 0; i < r->count; i++)
		len += r->fields[i].value.len;
	line->len = 0;
	buffer_reserve(line, len);
	const char *head = shape->heads.ptr;
	char *to = line->data;
	for (size_t i = 0; i < r->count; i++) {
		struct field *f = &r->fields[i];
		size_t head_len = f->label.len + 1 + (i > 0);
		memcpy(to, head, HEAD_BYTES); /* both have so much room */
		if (head_len > HEAD_BYTES)
			memcpy(to, head, head_len);
		head += head_len;
		to += head_len;
		value_copy(to, f->value, COPY_BYTES);
		f->label.ptr = to - 1 - f->label.len;
		f->value.ptr = to;
		to += f->value.len;
	}
	line->len = (size_t)(to - line->data);
	r->source = buffer_span(line);
}

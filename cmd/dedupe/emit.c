#include "cmd/dedupe/emit.h"

#include <stdlib.h>

#include "cmd/dedupe/guard.h"

/* One place where a claim stands: "DOC#START-END", list-encoded, the document first. */
struct sighting {
	struct span item;
	size_t doc_len;
	uint32_t origin;
	uint64_t start; /* of the range, for sorting */
};

struct emitter {
	struct clusters *c;
	uint32_t *kept;     /* by leader: the unit that stays; NULL: the best one */
	struct arena arena; /* of one claim */
	struct sighting *sightings;
	size_t sighting_count, sighting_cap;
	struct span *outlets;
	size_t outlet_count, outlet_cap;
	struct record stored;
	const struct shape *shape; /* of stored */
	struct buffer count, seen, list, differs;
	struct buffer line; /* being put */
	struct span first;
	const struct origin *first_origin;
};

struct emitter *emitter_new(struct clusters *c)
{
	struct emitter *e = alloc_zeroed(1, sizeof *e);
	e->c = c;
	return e;
}

void emitter_free(struct emitter *e)
{
	free(e->kept);
	arena_free(&e->arena);
	free(e->sightings);
	free(e->outlets);
	record_free(&e->stored);
	buffer_free(&e->count);
	buffer_free(&e->seen);
	buffer_free(&e->list);
	buffer_free(&e->differs);
	buffer_free(&e->line);
	free(e);
}

void emitter_choose(struct emitter *e)
{
	struct clusters *c = e->c;
	if (c->options->keep != KEEP_LONGEST)
		return;
	e->kept = alloc_zeroed(c->group_count, sizeof *e->kept);
	for (uint32_t g = 0; g < c->group_count; g++) {
		if (c->groups[g].leader != g)
			continue;
		uint32_t chosen = g;
		if (!c->groups[g].known)
			for (uint32_t k = g; k != NO_UNIT; k = c->groups[k].next)
				if (c->groups[k].length > c->groups[chosen].length)
					chosen = k;
		e->kept[g] = c->groups[chosen].best;
	}
}

void emitter_stub(const struct dedupe_options *o, const struct record *r, const struct shape *shape,
		  struct record *stub)
{
	static const enum field_name names[] = {FIELD_AT, FIELD_SEEN, FIELD_OUTLETS, FIELD_FIRST};
	record_clear(stub);
	stub->source = span_of("", 0);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (shape_get(shape, r, names[i]).len)
			record_add(stub, shape->labels[shape->place[names[i]]],
				   shape_get(shape, r, names[i]));
	if (!shape_get(shape, r, FIELD_DOC).len)
		record_add(stub, span_text(o->id), shape_get(shape, r, FIELD_ID));
}

/* --- what a claim's units tell --- */

static void add_sighting(struct emitter *e, struct span item, uint32_t origin)
{
	size_t doc_len = item.len;
	uint64_t start = 0, end;
	for (size_t i = item.len; i-- > 0;)
		if (item.ptr[i] == '#') {
			doc_len = i;
			break;
		}
	if (doc_len < item.len &&
	    !record_range(span_sub(item, doc_len + 1, item.len), &start, &end))
		start = 0;
	e->sightings = alloc_grown(e->sightings, e->sighting_count, &e->sighting_cap,
				   sizeof *e->sightings);
	e->sightings[e->sighting_count++] = (struct sighting){item, doc_len, origin, start};
}

/* Its document and range; without a document its id stands for one. */
static void write_sighting(struct buffer *out, const struct emitter *e, const struct origin *origin)
{
	struct span at = shape_get(e->shape, &e->stored, FIELD_AT);
	bool has_doc = origin->doc.len > 0;
	out->len = 0;
	if (has_doc)
		buffer_add_span(out, origin->doc_item);
	else
		list_add(out, shape_get(e->shape, &e->stored, FIELD_ID));
	if (!out->len || !at.len || (has_doc && e->c->options->as == AS_ARTICLE))
		return;
	buffer_add_byte(out, '#');
	if (memchr(at.ptr, '%', at.len) || memchr(at.ptr, ',', at.len)) {
		struct buffer item = {0};
		list_add(&item, at);
		buffer_add_span(out, buffer_span(&item));
		buffer_free(&item);
	} else {
		buffer_add_span(out, at);
	}
}

static void add_own_sighting(struct emitter *e, uint32_t origin)
{
	write_sighting(&e->list, e, &e->c->store->origins[origin]);
	add_sighting(e, arena_copy(&e->arena, buffer_span(&e->list)), origin);
}

static void add_outlet(struct emitter *e, struct span item)
{
	if (!item.len)
		return;
	e->outlets = alloc_grown(e->outlets, e->outlet_count, &e->outlet_cap, sizeof *e->outlets);
	e->outlets[e->outlet_count++] = item;
}

/* The earliest dated document; one that has been through dedupe before names another of its day, where that comes first. */
static void take_first(struct emitter *e, const struct origin *origin)
{
	struct span first = shape_get(e->shape, &e->stored, FIELD_FIRST);
	if (!first.len)
		first = origin->doc;
	if (origin->day == INT64_MAX || !origin->doc.ptr)
		return;
	int order = e->first_origin ? origin_compare(origin, e->first_origin) : -1;
	if (order > 0 || (order == 0 && span_compare(first, e->first) >= 0))
		return;
	e->first_origin = origin;
	e->first = first;
}

/* A record that has been through dedupe before brings its list along: days or shards can be deduped one by one, then together. */
static void add_unit(struct emitter *e, uint32_t unit)
{
	const struct unit *u = &e->c->units[unit];
	const struct origin *origin = &e->c->store->origins[u->origin];
	struct unit_reader reader = cluster_open(e->c, unit);
	struct span item;
	e->shape = store_read(e->c->store, &reader, &e->stored);
	struct span seen = shape_get(e->shape, &e->stored, FIELD_SEEN),
		    outlets = shape_get(e->shape, &e->stored, FIELD_OUTLETS);
	if (seen.ptr && seen.len)
		while (list_next(&seen, &item))
			add_sighting(e, item, u->origin);
	else
		add_own_sighting(e, u->origin);
	if (outlets.ptr && outlets.len) {
		while (list_next(&outlets, &item))
			add_outlet(e, item);
	} else if (origin->outlet.len) {
		add_outlet(e, origin->outlet_item);
	}
	take_first(e, origin);
}

static int sighting_order(const struct sighting *a, const struct sighting *b)
{
	int order =
		span_compare(span_of(a->item.ptr, a->doc_len), span_of(b->item.ptr, b->doc_len));
	if (order)
		return order;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	return span_compare(a->item, b->item);
}

static int by_document(const void *a, const void *b)
{
	return sighting_order(a, b);
}

static int by_bytes(const void *a, const void *b)
{
	return span_compare(*(const struct span *)a, *(const struct span *)b);
}

static bool sightings_in_order(const struct emitter *e)
{
	for (size_t i = 1; i < e->sighting_count; i++)
		if (sighting_order(&e->sightings[i - 1], &e->sightings[i]) > 0)
			return false;
	return true;
}

/* `seen` is sorted by document and place, `count` counts its documents; units that name no document count one each. */
static void write_sightings(struct emitter *e)
{
	uint64_t count = 0;
	if (!sightings_in_order(e))
		qsort(e->sightings, e->sighting_count, sizeof *e->sightings, by_document);
	e->seen.len = 0;
	for (size_t i = 0; i < e->sighting_count; i++) {
		const struct sighting *s = &e->sightings[i], *last = i ? s - 1 : NULL;
		struct span doc = span_of(s->item.ptr, s->doc_len);
		if (!last || !doc.len || !span_equal(doc, span_of(last->item.ptr, last->doc_len)))
			count++;
		if (!doc.len || (last && span_equal(s->item, last->item)))
			continue;
		if (e->seen.len)
			buffer_add_byte(&e->seen, ',');
		buffer_add_span(&e->seen, s->item);
	}
	e->count.len = 0;
	buffer_add_number(&e->count, count);
}

static void write_outlets(struct emitter *e)
{
	if (e->outlet_count > 1)
		qsort(e->outlets, e->outlet_count, sizeof *e->outlets, by_bytes);
	e->list.len = 0;
	for (size_t i = 0; i < e->outlet_count; i++) {
		if (i && span_equal(e->outlets[i], e->outlets[i - 1]))
			continue;
		if (e->list.len)
			buffer_add_byte(&e->list, ',');
		buffer_add_span(&e->list, e->outlets[i]);
	}
}

/* Most claims are made once. False when the unit brings a list along. Its first record is left in e->stored. */
static bool gather_single(struct emitter *e, uint32_t unit, uint32_t *records)
{
	const struct unit *u = &e->c->units[unit];
	const struct origin *origin = &e->c->store->origins[u->origin];
	struct unit_reader reader = cluster_open(e->c, unit);
	*records = reader.left;
	e->shape = store_read(e->c->store, &reader, &e->stored);
	if (e->shape->place[FIELD_SEEN] >= 0 || e->shape->place[FIELD_OUTLETS] >= 0 ||
	    e->shape->place[FIELD_FIRST] >= 0)
		return false;
	write_sighting(&e->seen, e, origin);
	e->count.len = e->list.len = 0;
	buffer_add_byte(&e->count, '1');
	buffer_add_span(&e->list, origin->outlet.len ? origin->outlet_item : span_of("", 0));
	e->first = origin->day != INT64_MAX && origin->doc.ptr ? origin->doc : span_of("", 0);
	return true;
}

/* True when the claim is one record, which is left in e->stored. */
static bool gather(struct emitter *e, uint32_t leader)
{
	struct clusters *c = e->c;
	uint32_t only = c->groups[leader].units, records;
	if (c->groups[leader].next == NO_UNIT && c->units[only].next == NO_UNIT &&
	    gather_single(e, only, &records))
		return records == 1;
	arena_reset(&e->arena);
	e->sighting_count = e->outlet_count = 0;
	e->first = span_of("", 0);
	e->first_origin = NULL;
	for (uint32_t g = leader; g != NO_UNIT; g = c->groups[g].next)
		for (uint32_t u = c->groups[g].units; u != NO_UNIT; u = c->units[u].next)
			add_unit(e, u);
	write_sightings(e);
	write_outlets(e);
	return false;
}

/* --- records --- */

static struct span id_of(struct emitter *e, uint32_t unit)
{
	return cluster_id(e->c, unit);
}

uint32_t emitter_kept(const struct emitter *e, uint32_t leader)
{
	return e->kept ? e->kept[leader] : e->c->groups[leader].best;
}

struct tail { /* fields to put behind; ptr NULL: not */
	struct span dup_of, near_of, why;
	unsigned differs;
	bool counted;
};

static void set_field(struct emitter *e, enum field_name name, const char *label, struct span value)
{
	if (e->shape->place[name] < 0)
		record_add(&e->stored, span_text(label), value);
	else
		record_set(&e->stored, label, value);
}

static void set_tail(struct emitter *e, const struct tail *tail)
{
	if (tail->counted) {
		set_field(e, FIELD_COUNT, "count", buffer_span(&e->count));
		set_field(e, FIELD_SEEN, "seen", buffer_span(&e->seen));
		set_field(e, FIELD_FIRST, "first", e->first);
		set_field(e, FIELD_OUTLETS, "outlets", buffer_span(&e->list));
	}
	if (tail->dup_of.ptr)
		set_field(e, FIELD_DUP_OF, "dup_of", tail->dup_of);
	if (tail->near_of.ptr) {
		e->differs.len = 0;
		differs_add(&e->differs, tail->differs);
		set_field(e, FIELD_NEAR_OF, "near_of", tail->near_of);
		set_field(e, FIELD_DIFFERS, "differs", buffer_span(&e->differs));
	}
	if (tail->why.ptr)
		set_field(e, FIELD_WHY, "why", tail->why);
}

static void add_tail_value(struct buffer *b, struct span value)
{
	if (value.len)
		record_write_value(b, value);
}

/* What set_tail does, as text. */
static void write_tail(struct emitter *e, struct buffer *b, const struct tail *tail)
{
	if (tail->counted) {
		buffer_add(b, "\tcount:", 7);
		buffer_add_span(b, buffer_span(&e->count));
		buffer_add(b, "\tseen:", 6);
		add_tail_value(b, buffer_span(&e->seen));
		buffer_add(b, "\tfirst:", 7);
		add_tail_value(b, e->first);
		buffer_add(b, "\toutlets:", 9);
		add_tail_value(b, buffer_span(&e->list));
	}
	if (tail->dup_of.ptr) {
		buffer_add(b, "\tdup_of:", 8);
		add_tail_value(b, tail->dup_of);
	}
	if (tail->near_of.ptr) {
		buffer_add(b, "\tnear_of:", 9);
		add_tail_value(b, tail->near_of);
		buffer_add(b, "\tdiffers:", 9);
		differs_add(b, tail->differs);
	}
	if (tail->why.ptr) {
		buffer_add(b, "\twhy:", 5);
		add_tail_value(b, tail->why);
	}
}

/* The record in e->stored, with its tail. To a line the new fields are added as text: to look at all of its fields again took
 * as long as to read them. */
static void put_stored(struct emitter *e, const struct tail *tail, struct sink *out)
{
	struct record *r = &e->stored;

	if (store_is_line(r))
		store_line(r, e->shape, &e->line);
	r->whole = out->lines && r->source.len && e->shape->fresh;
	if (r->whole) {
		write_tail(e, &e->line, tail);
		r->source = buffer_span(&e->line);
	} else {
		set_tail(e, tail);
	}
	out->put(out, r);
	r->whole = false;
}

static void put_records(struct emitter *e, uint32_t unit, const struct tail *tail, struct sink *out)
{
	struct unit_reader reader = cluster_open(e->c, unit);
	while (reader.left > 0) {
		e->shape = store_read(e->c->store, &reader, &e->stored);
		put_stored(e, tail, out);
	}
}

static struct tail tail_of(struct emitter *e, uint32_t leader)
{
	struct tail tail = {.counted = false};
	uint32_t near = cluster_near(e->c, leader, &tail.differs);
	if (near != NO_UNIT) {
		tail.near_of = id_of(e, emitter_kept(e, near));
		tail.why = cluster_why(e->c, leader);
	}
	return tail;
}

/* The unit that stays, with what its claim's units tell. */
static void put_claim(struct emitter *e, uint32_t unit, uint32_t leader, struct sink *out)
{
	struct tail tail = tail_of(e, leader);
	tail.counted = true;
	if (gather(e, leader))
		put_stored(e, &tail, out);
	else
		put_records(e, unit, &tail, out);
}

static void put_repeat(struct emitter *e, uint32_t unit, const struct group *g, bool exact,
		       struct sink *out)
{
	struct tail tail = {.dup_of = id_of(e, emitter_kept(e, g->leader))};
	struct span why = cluster_why(e->c, (uint32_t)(g - e->c->groups));
	if (e->c->options->explain)
		tail.why = exact || !why.ptr ? span_text("exact") : why;
	put_records(e, unit, &tail, out);
}

void emitter_put(struct emitter *e, uint32_t unit, struct sink *out)
{
	const struct group *g = &e->c->groups[e->c->units[unit].group];
	if (e->c->units[unit].known)
		return;
	if (emitter_kept(e, g->leader) == unit)
		put_claim(e, unit, g->leader, out);
	else if (e->c->options->mark)
		put_repeat(e, unit, g, g->leader == e->c->units[unit].group, out);
}

void emitter_put_now(struct emitter *e, uint32_t unit, uint32_t group, bool first, struct sink *out)
{
	const struct group *g = &e->c->groups[group];
	struct tail tail;
	if (first && g->leader == group) {
		tail = tail_of(e, group);
		put_records(e, unit, &tail, out);
	} else if (e->c->options->mark) {
		put_repeat(e, unit, g, g->leader == group, out);
	}
}

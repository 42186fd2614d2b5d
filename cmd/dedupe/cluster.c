#include "cmd/dedupe/cluster.h"

#include <stdlib.h>

#include "common/hash.h"
#include "common/pages.h"

void clusters_init(struct clusters *c, const struct dedupe_options *o, const struct rules *r,
		   struct figures *f, struct store *s)
{
	*c = (struct clusters){.options = o, .rules = r, .figures = f, .store = s};
	permutations_init(&c->permutations);
}

void clusters_free(struct clusters *c)
{
	comparer_free(c->comparer);
	pages_array_free(c->units, c->unit_cap, sizeof *c->units);
	pages_array_free(c->groups, c->group_cap, sizeof *c->groups);
	pages_array_free(c->kin, c->kin_cap, sizeof *c->kin);
	free(c->why);
	free(c->table);
	free(c->leaders);
	index_free(&c->index);
	bands_free(&c->bands);
	text_free(&c->mine);
	buffer_free(&c->said);
	record_free(&c->record);
}

/* --- exact groups --- */

static struct group_slot *table_slot(const struct clusters *c, uint64_t hash)
{
	for (size_t i = hash & (c->table_size - 1);; i = (i + 1) & (c->table_size - 1)) {
		struct group_slot *s = &c->table[i];
		if (!s->group ||
		    (s->hash == (uint32_t)hash && c->groups[s->group - 1].hash == hash))
			return s;
	}
}

static void table_grow(struct clusters *c)
{
	struct group_slot *old = c->table;
	size_t old_size = c->table_size;
	c->table_size = old_size ? old_size * 2 : 1024;
	c->table = pages_zeroed(c->table_size, sizeof *c->table);
	for (size_t i = 0; i < old_size; i++) {
		if (!old[i].group)
			continue;
		size_t at = old[i].hash & (c->table_size - 1);
		while (c->table[at].group)
			at = (at + 1) & (c->table_size - 1);
		c->table[at] = old[i];
	}
	free(old);
}

static uint32_t group_new(struct clusters *c, const struct identity *id, uint32_t length)
{
	uint32_t g = (uint32_t)c->group_count;
	c->groups = pages_grown_array(c->groups, g, &c->group_cap, sizeof *c->groups);
	c->groups[g] = (struct group){.hash = id->hash,
				      .best = NO_UNIT,
				      .units = NO_UNIT,
				      .leader = g,
				      .next = NO_UNIT,
				      .length = length};
	if (c->options->as != AS_EXACT) {
		c->kin = pages_grown_array(c->kin, g, &c->kin_cap, sizeof *c->kin);
		c->kin[g] = (struct kin){.likeness = {.guard = id->guard, .when = id->when},
					 .tail = g,
					 .row = NO_UNIT,
					 .near = NO_UNIT};
	}
	c->group_count++;
	return g;
}

void cluster_sketch(const struct dedupe_options *o, const struct permutations *p,
		    const struct text *norm, struct sketch *s)
{
	s->count = 0;
	if (o->as == AS_ARTICLE)
		sketch_article(s, p, norm);
	else if (o->as == AS_STATEMENT)
		sketch_statement(s, p, buffer_span(&norm->norm));
}

static void sketch_group(struct clusters *c, struct kin *k, const struct text *norm)
{
	cluster_sketch(c->options, &c->permutations, norm, &c->sketch);
	k->likeness.numbers = c->sketch.numbers;
	k->likeness.bits = c->sketch.bits;
	if (c->sketch.count && !c->options->stream)
		k->row = bands_add(&c->bands, &c->sketch);
}

/* Over the folded text, which is left in `norm`. 0: there is none. */
static uint64_t text_hash(const struct dedupe_options *o, const struct unit_view *v,
			  struct text *norm)
{
	text_normalise(norm, buffer_span(&v->text), v->decimal, o->as == AS_ARTICLE);
	uint64_t hash = norm->norm.len ? hash64(buffer_span(&norm->norm), 0) : 0;
	return hash + (hash == 0 && norm->norm.len);
}

static struct identity identity_of(uint64_t text, const struct unit_key *key)
{
	uint64_t guard = unit_key_hash(key),
		 hash = text ? hash_mix(hash_mix(text, guard), key->when) : 0;
	return (struct identity){hash + (hash == 0 && text), guard, key->when};
}

uint64_t cluster_hash(const struct dedupe_options *o, const struct unit_view *v, struct text *norm)
{
	return identity_of(text_hash(o, v, norm), &v->key).hash;
}

/* A text that follows itself is not folded again: logs and copied lists have thousands of them in a row. */
static uint64_t said_hash(struct clusters *c, struct unit_view *v)
{
	struct buffer text = v->text;
	if (c->said_hash && c->said_decimal == v->decimal &&
	    span_equal(buffer_span(&text), buffer_span(&c->said)))
		return c->said_hash;
	c->said_hash = text_hash(c->options, v, &c->mine);
	c->said_decimal = v->decimal;
	v->text = c->said;
	c->said = text;
	return c->said_hash;
}

struct identity cluster_identity(struct clusters *c, struct unit_view *v)
{
	if (!v->comparable)
		return (struct identity){0};
	struct identity id = identity_of(said_hash(c, v), &v->key);
#if defined(__GNUC__)
	if (c->table_size)
		__builtin_prefetch(&c->table[id.hash & (c->table_size - 1)], 1);
#endif
	return id;
}

/* 64 bits: among a hundred million texts the chance of one false match is 3 in 10,000. */
uint32_t cluster_group(struct clusters *c, const struct identity *id, const struct text *norm,
		       bool *added)
{
	*added = true;
	c->sketch.count = 0;
	if (id->hash == 0) /* no text, or nothing but marks: never the same as another one */
		return group_new(c, id, 0);
	if (c->group_count >= c->table_size / 4 * 3)
		table_grow(c);
	struct group_slot *slot = table_slot(c, id->hash);
	*added = slot->group == 0;
	if (*added) {
		*slot = (struct group_slot){(uint32_t)id->hash,
					    group_new(c, id, (uint32_t)norm->norm.len) + 1};
		if (c->kin)
			sketch_group(c, &c->kin[slot->group - 1], norm);
	}
	return slot->group - 1;
}

/* --- rank --- */

struct unit_reader cluster_open(const struct clusters *c, uint32_t unit)
{
	return store_open(c->store, c->units[unit].bytes, c->units[unit].origin);
}

struct span cluster_id(struct clusters *c, uint32_t unit)
{
	struct unit_reader reader = cluster_open(c, unit);
	struct span id = store_peek(c->store, &reader, FIELD_ID);
	return id.ptr ? id : span_of("", 0);
}

int cluster_rank(struct clusters *c, uint32_t a, uint32_t b)
{
	const struct origin *origins = c->store->origins;
	int order = origin_compare(&origins[c->units[a].origin], &origins[c->units[b].origin]);
	if (order)
		return order;
	struct span id = cluster_id(c, a); /* in the store: stays valid */
	order = span_compare(id, cluster_id(c, b));
	return order ? order
		     : span_compare(origins[c->units[a].origin].doc,
				    origins[c->units[b].origin].doc);
}

/* --- near groups --- */

void cluster_expect(const char *bytes)
{
#if defined(__GNUC__)
	enum { LINE = 64, LINES = 4 };
	for (size_t i = 0; i < LINES; i++)
		__builtin_prefetch(bytes + i * LINE);
#else
	(void)bytes;
#endif
}

void cluster_expect_unit(const struct clusters *c, uint32_t unit)
{
	cluster_expect(c->units[unit].bytes);
}

struct leader cluster_leader(const struct clusters *c, uint32_t group)
{
	const struct unit *unit = &c->units[c->groups[group].best];
	const struct kin *kin = &c->kin[group];
	return (struct leader){.likeness = kin->likeness,
			       .bytes = unit->bytes,
			       .origin = unit->origin,
			       .group = group,
			       .row = kin->row};
}

/* From now on the group's text is compared for the leader. */
static void take_over(struct clusters *c, struct leader *leader, uint32_t group)
{
	struct leader mine = cluster_leader(c, group);
	leader->likeness = mine.likeness;
	leader->bytes = mine.bytes;
	leader->origin = mine.origin;
}

static void keep_why(struct clusters *c, uint32_t group, struct span why)
{
	if (!c->options->explain)
		return;
	if (c->why_cap <= group) {
		size_t cap = c->group_cap;
		c->why = alloc_resized(c->why, cap, sizeof *c->why);
		memset(c->why + c->why_cap, 0, (cap - c->why_cap) * sizeof *c->why);
		c->why_cap = cap;
	}
	c->why[group] = why;
}

struct span cluster_why(const struct clusters *c, uint32_t group)
{
	return group < c->why_cap ? c->why[group] : (struct span){NULL, 0};
}

uint32_t cluster_near(const struct clusters *c, uint32_t group, unsigned *differs)
{
	*differs = c->kin ? c->kin[group].differs : 0;
	return c->kin ? c->kin[group].near : NO_UNIT;
}

uint32_t cluster_settle(struct clusters *c, uint32_t group, const struct choice *choice)
{
	struct kin *k = &c->kin[group];
	if (choice->best == NO_UNIT) {
		k->near = choice->near;
		k->differs = choice->near == NO_UNIT ? 0 : (uint16_t)choice->differs;
		keep_why(c, group, choice->near_why);
		return group;
	}
	struct kin *leader = &c->kin[choice->best];
	c->groups[group].leader = choice->best;
	keep_why(c, group, choice->best_why);
	c->groups[leader->tail].next = group;
	leader->tail = group;
	/* the cut text led: from now on the whole one is compared, or it would swallow every ending; so is the clean
	 * copy of a garbled one, which other copies resemble more */
	if (!choice->replaces)
		return NO_UNIT;
	take_over(c, &c->leaders[leader->place], group);
	return choice->best;
}

/* --- in a stream --- */

static void put_bands(struct clusters *c, const struct sketch *s, uint32_t leader)
{
	for (unsigned i = 0; i < s->count; i++)
		index_put(&c->index, s->keys[i], c->kin[leader].place);
}

void cluster_lead(struct clusters *c, uint32_t group, const struct sketch *s)
{
	c->leaders = alloc_grown(c->leaders, c->leader_count, &c->leader_cap, sizeof *c->leaders);
	c->kin[group].place = (uint32_t)c->leader_count;
	c->leaders[c->leader_count++] = cluster_leader(c, group);
	put_bands(c, s, group);
}

void cluster_place(struct clusters *c, uint32_t group, const struct sketch *s)
{
	struct candidate found[CANDIDATES_MAX];
	struct choice choice;

	if (s->count == 0)
		return;
	if (!c->comparer)
		c->comparer = comparer_new(c);
	compare_sift(c, &c->kin[group].likeness, found, candidates_find(&c->index, s, found),
		     &choice);
	struct leader mine = cluster_leader(c, group);
	compare_choose(c->comparer, &mine, &choice);
	uint32_t put = cluster_settle(c, group, &choice);
	if (put == group)
		cluster_lead(c, group, s);
	else if (put != NO_UNIT)
		put_bands(c, s, put);
}

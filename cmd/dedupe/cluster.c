#include "cmd/dedupe/cluster.h"

#include <stdlib.h>

#include "cmd/dedupe/article.h"
#include "cmd/dedupe/candidates.h"
#include "common/hash.h"
#include "common/pages.h"

enum {
	MAX_VERIFIED =
		6, /* candidates compared for one text, those with the most shared bands first */
	MAX_LOOKALIKES = 2, /* of them such that cannot be the same, only looked at for near_of */
	NEAR_SCORE = 650    /* from here on two texts look alike */
};

void clusters_init(struct clusters *c, const struct dedupe_options *o, const struct rules *r,
		   struct figures *f, struct store *s)
{
	*c = (struct clusters){.options = o, .rules = r, .store = s};
	c->guard = guard_new(r, f);
	permutations_init(&c->permutations);
}

void clusters_free(struct clusters *c)
{
	guard_free(c->guard);
	free(c->units);
	free(c->groups);
	free(c->kin);
	free(c->why);
	free(c->table);
	free(c->leaders);
	index_free(&c->index);
	bands_free(&c->bands);
	unit_free(&c->view);
	unit_free(&c->other);
	text_free(&c->mine);
	buffer_free(&c->said);
	text_free(&c->theirs);
	record_free(&c->record);
	buffer_free(&c->scratch);
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
		c->kin[g] = (struct kin){
			.guard = id->guard, .tail = g, .row = NO_UNIT, .near = NO_UNIT};
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
	k->numbers = c->sketch.numbers;
	k->bits = c->sketch.bits;
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
	return (struct identity){hash + (hash == 0 && text), guard};
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
		return (struct identity){0, 0};
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

/* Reads all records of a group's best unit into a view. */
static void view_group(struct clusters *c, uint32_t group, struct unit_view *v)
{
	struct unit_reader unit = cluster_open(c, c->groups[group].best);
	unit_start(v);
	while (unit.left > 0) {
		c->shape = store_read(c->store, &unit, &c->record);
		unit_add(v, c->options, c->rules, &c->record, c->shape);
	}
}

/* --- near groups --- */

static void prepare_text(struct clusters *c, const struct unit_view *v, struct text *t)
{
	text_normalise(t, buffer_span(&v->text), v->decimal, true);
	if (c->options->as == AS_STATEMENT)
		rules_classify(c->rules, buffer_span(&v->lang), t);
}

static void compare(struct clusters *c, const struct kin *leader, struct comparison *result)
{
	view_group(c, leader->text, &c->other);
	prepare_text(c, &c->other, &c->theirs);
	if (c->options->as == AS_ARTICLE)
		article_compare(&c->theirs, &c->mine, result);
	else
		guard_compare(c->guard, buffer_span(&c->view.lang), &c->theirs, &c->mine, result);
	unsigned differs = unit_key_differs(&c->other.key, &c->view.key);
	if (differs)
		result->differs = differs | (result->differs & ~(unsigned)DIFFERS_TEXT);
	result->same = result->same && !differs;
}

static void note_gap(struct buffer *out, const struct text *t, uint32_t from, uint32_t end)
{
	buffer_add_byte(out, '"');
	for (uint32_t i = from; i < end && i < t->count; i++) {
		if (i > from)
			buffer_add_byte(out, ' ');
		buffer_add_span(out, word_span(t, &t->words[i]));
	}
	buffer_add_byte(out, '"');
}

/* near 0.931, or: near 0.931, blocked by "" for "not". */
static struct span explain(struct clusters *c, const struct comparison *r)
{
	struct buffer *b = &c->scratch;
	b->len = 0;
	buffer_add_text(b, "near 0.");
	unsigned thousandths = r->score > 999 ? 999 : r->score;
	for (unsigned scale = 100; scale > 0; scale /= 10)
		buffer_add_byte(b, (char)('0' + thousandths / scale % 10));
	if (!r->same) {
		buffer_add_text(b, ", blocked by ");
		differs_add(b, r->differs);
		if (r->gap.a < r->gap.a_end || r->gap.b < r->gap.b_end) {
			buffer_add_text(b, ": ");
			note_gap(b, &c->mine, r->gap.b, r->gap.b_end);
			buffer_add_text(b, " for ");
			note_gap(b, &c->theirs, r->gap.a, r->gap.a_end);
		}
	}
	return arena_copy(&c->store->arena, buffer_span(b));
}

struct choice {
	struct comparison best, near;
	uint32_t best_leader, near_leader;
	struct span best_why, near_why;
};

static void consider(struct clusters *c, uint32_t leader, struct choice *choice)
{
	struct comparison r;
	compare(c, &c->kin[leader], &r);
	if (r.same && (choice->best_leader == NO_UNIT || r.score > choice->best.score)) {
		choice->best = r;
		choice->best_leader = leader;
		if (c->options->explain)
			choice->best_why = explain(c, &r);
	} else if (!r.same && r.score >= NEAR_SCORE &&
		   (choice->near_leader == NO_UNIT || r.score > choice->near.score)) {
		choice->near = r;
		choice->near_leader = leader;
		if (c->options->explain)
			choice->near_why = explain(c, &r);
	}
}

/* Where the guard fields or the digits differ the texts cannot be the same (but for number words: then the digits of one are
 * none), so only a few are looked at, to be shown as near. */
static bool hopeless(const struct kin *mine, const struct kin *leader)
{
	return mine->guard != leader->guard ||
	       (mine->numbers != leader->numbers && mine->numbers && leader->numbers);
}

/* The candidates worth comparing, in their order; returns how many. */
static unsigned sift(const struct clusters *c, const struct kin *mine,
		     struct candidate found[CANDIDATES_MAX], unsigned count)
{
	unsigned kept = 0, lookalikes = 0;
	bool article = c->options->as == AS_ARTICLE;
	for (unsigned i = 0; i < count && kept < MAX_VERIFIED; i++) {
		const struct kin *leader = &c->kin[c->leaders[found[i].place]];
		if (!article && !sketch_plausible(mine->bits, leader->bits))
			continue;
		if (!article && hopeless(mine, leader) && lookalikes++ >= MAX_LOOKALIKES)
			continue;
		found[kept++] = found[i];
	}
	return kept;
}

static void expect_bytes(const char *bytes)
{
#if defined(__GNUC__)
	enum { LINE = 64, LINES = 5 };
	for (size_t i = 0; i < LINES; i++)
		__builtin_prefetch(bytes + i * LINE);
#else
	(void)bytes;
#endif
}

void cluster_expect_unit(const struct clusters *c, uint32_t unit)
{
	expect_bytes(c->units[unit].bytes);
}

void cluster_expect(const struct clusters *c, uint32_t group, const struct sketch *s)
{
	for (unsigned i = 0; i < s->count; i++)
		index_prefetch(&c->index, s->keys[i]);
	cluster_expect_unit(c, c->groups[group].best);
}

static void choose(struct clusters *c, uint32_t group, const struct sketch *s,
		   struct choice *choice)
{
	struct candidate found[CANDIDATES_MAX];
	unsigned count = sift(c, &c->kin[group], found, candidates_find(&c->index, s, found));
	choice->best_leader = choice->near_leader = NO_UNIT;
	for (unsigned i = 0; i < count; i++)
		cluster_expect_unit(c, c->groups[c->kin[c->leaders[found[i].place]].text].best);
	if (count) {
		c->said_hash = 0;
		view_group(c, group, &c->view);
		prepare_text(c, &c->view, &c->mine);
	}
	for (unsigned i = 0; i < count; i++)
		consider(c, c->leaders[found[i].place], choice);
}

static void put_bands(struct clusters *c, const struct sketch *s, uint32_t leader)
{
	for (unsigned i = 0; i < s->count; i++)
		index_put(&c->index, s->keys[i], c->kin[leader].place);
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

void cluster_lead(struct clusters *c, uint32_t group, const struct sketch *s)
{
	c->leaders = alloc_grown(c->leaders, c->leader_count, &c->leader_cap, sizeof *c->leaders);
	c->kin[group].place = (uint32_t)c->leader_count;
	c->kin[group].text = group;
	c->leaders[c->leader_count++] = group;
	put_bands(c, s, group);
}

void cluster_place(struct clusters *c, uint32_t group, const struct sketch *s)
{
	struct choice choice = {.best_leader = NO_UNIT, .near_leader = NO_UNIT};

	if (s->count == 0)
		return;
	struct kin *k = &c->kin[group];
	choose(c, group, s, &choice);
	if (choice.best_leader == NO_UNIT) {
		k->near = choice.near_leader;
		k->differs = choice.near_leader == NO_UNIT ? 0 : (uint16_t)choice.near.differs;
		keep_why(c, group, choice.near_why);
		cluster_lead(c, group, s);
		return;
	}
	struct kin *leader = &c->kin[choice.best_leader];
	c->groups[group].leader = choice.best_leader;
	keep_why(c, group, choice.best_why);
	c->groups[leader->tail].next = group;
	leader->tail = group;
	/* the cut text led: from now on the whole one is compared, or it would swallow every ending; so is the clean
	 * copy of a garbled one, which other copies resemble more */
	if (choice.best.extends || choice.best.cleaner) {
		leader->text = group;
		leader->numbers = k->numbers;
		leader->bits = k->bits;
		put_bands(c, s, choice.best_leader);
	}
}

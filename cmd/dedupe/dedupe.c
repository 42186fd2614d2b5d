#include "cmd/dedupe/dedupe.h"

#include <stdlib.h>

#include "cmd/dedupe/cluster.h"
#include "cmd/dedupe/emit.h"
#include "cmd/dedupe/known.h"
#include "cmd/dedupe/place.h"
#include "common/pages.h"
#include "common/report.h"

/* Units are looked up in the table of groups some at a time: while the others are read, its memory comes into the cache. To
 * wait for it record by record took a seventh of the time on a million lines. */
enum { QUEUE = 16 };

struct queued {
	struct identity id;
	uint32_t origin, records;
	size_t start, end;     /* in `bytes` */
	size_t norm, norm_end; /* in `norms` */
};

struct dedupe {
	struct dedupe_options options;
	struct rules *rules;
	struct figures *figures;
	struct store store;
	struct clusters clusters;
	struct emitter *emitter;
	struct unit_view view; /* the unit being read */
	uint32_t origin;
	size_t start; /* of its records in `bytes` */
	struct coded coded;
	struct queued queue[QUEUE];
	unsigned queued;
	struct buffer bytes; /* the records of all of them, encoded */
	struct buffer norms; /* and their folded texts */
	struct buffer stub_bytes;
	struct record record, stub;
	const struct shape *shape;
	bool noted_field, noted_id;
	struct known known;
	uint64_t number;   /* of the known claim being read */
	size_t remembered; /* groups looked through by dedupe_remember */
};

void dedupe_options_init(struct dedupe_options *o)
{
	*o = (struct dedupe_options){.as = AS_STATEMENT,
				     .keep = KEEP_FIRST,
				     .id = "id",
				     .memory = 1u << 30,
				     .folder = "/tmp"};
}

struct dedupe *dedupe_open(const struct dedupe_options *o, const struct pack *p)
{
	struct dedupe *d = alloc_zeroed(1, sizeof *d);
	d->options = *o;
	bool exact = o->as == AS_EXACT; /* no text is looked at word by word */
	d->rules = exact ? rules_open_marks(p) : rules_open(p);
	d->figures = exact ? NULL : figures_open(p);
	known_init(&d->known);
	store_init(&d->store, d->options.id, d->options.field, d->options.memory,
		   d->options.folder);
	clusters_init(&d->clusters, &d->options, d->rules, d->figures, &d->store);
	d->emitter = emitter_new(&d->clusters);
	return d;
}

void dedupe_close(struct dedupe *d)
{
	if (!d)
		return;
	emitter_free(d->emitter);
	clusters_free(&d->clusters);
	store_free(&d->store);
	rules_close(d->rules);
	figures_close(d->figures);
	unit_free(&d->view);
	buffer_free(&d->bytes);
	buffer_free(&d->norms);
	buffer_free(&d->stub_bytes);
	record_free(&d->record);
	record_free(&d->stub);
	known_free(&d->known);
	free(d);
}

/* --- units --- */

/* Of a unit whose records go only what `seen` needs stays. */
static const char *keep_stub(struct dedupe *d, struct unit_reader unit, uint32_t origin)
{
	struct coded coded = {0};
	d->shape = store_read(&d->store, &unit, &d->record);
	emitter_stub(&d->options, &d->record, d->shape, &d->stub);
	d->stub_bytes.len = 0;
	store_encode(&d->store, &d->stub_bytes, &d->stub, shape_of(&d->store.shapes, &d->stub),
		     origin, &coded);
	return store_keep(&d->store, 1, buffer_span(&d->stub_bytes));
}

static int64_t day_of(const struct dedupe *d, uint32_t origin)
{
	return d->store.origins[origin].day;
}

static void start_unit(struct dedupe *d, const struct record *in, const struct shape *shape)
{
	unit_start(&d->view);
	d->start = d->bytes.len;
	d->coded = (struct coded){0};
	d->origin = store_origin(&d->store, in, shape);
	known_see_day(&d->known, day_of(d, d->origin));
}

static void take_record(struct dedupe *d, const struct record *in, const struct shape *shape)
{
	unit_add(&d->view, &d->options, d->rules, in, shape);
	store_encode(&d->store, &d->bytes, in, shape, d->origin, &d->coded);
}

static uint32_t unit_new(struct dedupe *d, uint32_t group, const struct queued *q)
{
	struct clusters *c = &d->clusters;
	c->units = pages_grown_array(c->units, c->unit_count, &c->unit_cap, sizeof *c->units);
	c->units[c->unit_count] =
		(struct unit){.origin = q->origin, .next = c->groups[group].units, .group = group};
	c->groups[group].units = (uint32_t)c->unit_count;
	return (uint32_t)c->unit_count++;
}

static void keep_whole(struct dedupe *d, uint32_t unit, const struct queued *q)
{
	d->clusters.units[unit].bytes = store_keep(
		&d->store, q->records, span_of(d->bytes.data + q->start, q->end - q->start));
	d->clusters.units[unit].whole = true;
}

static struct unit_reader reader_of(const struct dedupe *d, const struct queued *q)
{
	return store_open_bytes(&d->store, d->bytes.data + q->start, q->records, q->origin);
}

/* Whether a unit that has been read ranks before one that is kept. */
static bool ranks_before(struct dedupe *d, const struct queued *q, uint32_t best)
{
	const struct origin *mine = &d->store.origins[q->origin],
			    *its = &d->store.origins[d->clusters.units[best].origin];
	int order = origin_compare(mine, its);
	if (order == 0) {
		struct unit_reader unit = reader_of(d, q);
		struct span id = store_peek(&d->store, &unit, FIELD_ID);
		order = span_compare(id.ptr ? id : span_of("", 0), cluster_id(&d->clusters, best));
	}
	if (order == 0)
		order = span_compare(mine->doc, its->doc);
	return order < 0;
}

/* The claim of an earlier run that a group repeats has been said again. */
static void touch(struct dedupe *d, uint32_t group, uint32_t origin)
{
	const struct group *leader = &d->clusters.groups[d->clusters.groups[group].leader];
	if (leader->known)
		known_touch(&d->known, leader->known - 1, day_of(d, origin));
}

/* A repeat by the letter is known at once; only where it stood is kept, unless it ranks before what was there. */
static void add_repeat(struct dedupe *d, const struct queued *q, uint32_t group, uint32_t unit)
{
	struct clusters *c = &d->clusters;
	uint32_t best = c->groups[group].best;
	bool better = !c->groups[group].known && ranks_before(d, q, best);
	if (better)
		c->groups[group].best = unit;
	if (better || d->options.mark)
		keep_whole(d, unit, q);
	else
		c->units[unit].bytes = keep_stub(d, reader_of(d, q), q->origin);
	if (better && !d->options.mark) {
		uint32_t origin = c->units[best].origin;
		c->units[best].bytes =
			keep_stub(d, store_open(&d->store, c->units[best].bytes, origin), origin);
		c->units[best].whole = false;
	}
}

static void settle_unit(struct dedupe *d, const struct queued *q, const struct text *norm)
{
	bool added;
	uint32_t group = cluster_group(&d->clusters, &q->id, norm, &added);
	if (d->clusters.groups[group].known && !d->options.mark) {
		touch(d, group, q->origin);
		return;
	}
	uint32_t unit = unit_new(d, group, q);
	if (added) {
		keep_whole(d, unit, q);
		d->clusters.groups[group].best = unit;
	} else {
		add_repeat(d, q, group, unit);
	}
}

static void settle_queue(struct dedupe *d)
{
	buffer_reserve(&d->norms, 1); /* texts that are all empty have left it without a place */
	for (unsigned i = 0; i < d->queued; i++) {
		const struct queued *q = &d->queue[i];
		struct text norm = {
			.norm = {.data = d->norms.data + q->norm, .len = q->norm_end - q->norm}};
		settle_unit(d, q, &norm);
	}
	d->queued = 0;
	d->bytes.len = d->norms.len = 0;
}

/* The unit that has been read to its end. */
static struct queued unit_read(struct dedupe *d)
{
	return (struct queued){.id = cluster_identity(&d->clusters, &d->view),
			       .origin = d->origin,
			       .records = d->view.records,
			       .start = d->start,
			       .end = d->bytes.len};
}

/* Articles do not wait: their sketches need words, and they are large. */
static void close_in_batch(struct dedupe *d)
{
	struct queued q = unit_read(d);
	if (d->options.as == AS_ARTICLE) {
		settle_unit(d, &q, &d->clusters.mine);
		d->bytes.len = 0;
		return;
	}
	q.norm = d->norms.len;
	buffer_add_span(&d->norms,
			q.id.hash ? buffer_span(&d->clusters.mine.norm) : span_of("", 0));
	q.norm_end = d->norms.len;
	d->queue[d->queued++] = q;
	if (d->queued == QUEUE)
		settle_queue(d);
}

/* First come, first kept. A repeat leaves nothing behind but its group, so that the next one like it is known. */
static void close_in_stream(struct dedupe *d, struct sink *out)
{
	struct clusters *c = &d->clusters;
	struct queued q = unit_read(d);
	bool added;
	uint32_t group = cluster_group(c, &q.id, &c->mine, &added);
	d->bytes.len = 0;
	if (!added)
		touch(d, group, d->origin);
	if (!added && !d->options.mark)
		return;
	uint32_t unit = unit_new(d, group, &q);
	keep_whole(d, unit, &q);
	if (added) {
		c->groups[group].best = unit;
		cluster_place(c, group, &c->sketch);
		touch(d, group, d->origin);
	}
	emitter_put_now(d->emitter, unit, group, added, out);
	if (!added) {
		c->unit_count--;
		c->groups[group].units = c->units[unit].next;
	}
}

static void close_unit(struct dedupe *d, struct sink *out)
{
	if (d->view.records == 0)
		return;
	if (d->options.stream)
		close_in_stream(d, out);
	else
		close_in_batch(d);
	d->view.records = 0;
}

static void note_missing(struct dedupe *d, const struct record *in, struct sink *out)
{
	if (!d->view.comparable && !d->noted_field) {
		d->noted_field = true;
		out->note(
			out, in,
			"a record without the field that is compared: such records are kept as they are (said once)");
	}
	if (d->options.mark && d->view.id.len == 0 && !d->noted_id) {
		d->noted_id = true;
		out->note(
			out, in,
			"a record without id: nothing can name it in dup_of; --id FIELD says which field to take (said once)");
	}
}

/* --- the end of the stream --- */

enum { AHEAD = 8 };

static void finish(struct dedupe *d, struct sink *out)
{
	if (d->options.stream)
		return;
	settle_queue(d);
	store_order_origins(&d->store);
	if (d->options.as != AS_EXACT)
		place_groups(&d->clusters);
	emitter_choose(d->emitter);
	for (uint32_t u = 0; u < d->clusters.unit_count; u++) {
		const struct unit *unit = &d->clusters.units[u];
		if (u + AHEAD < d->clusters.unit_count)
			cluster_expect_unit(&d->clusters, u + AHEAD);
		if (d->known.count && !unit->known)
			touch(d, unit->group, unit->origin);
		emitter_put(d->emitter, u, out);
	}
}

void dedupe_flush(struct dedupe *d, struct sink *out)
{
	close_unit(d, out);
	finish(d, out);
	emitter_free(d->emitter);
	clusters_free(&d->clusters);
	store_free(&d->store);
	store_init(&d->store, d->options.id, d->options.field, d->options.memory,
		   d->options.folder);
	clusters_init(&d->clusters, &d->options, d->rules, d->figures, &d->store);
	d->emitter = emitter_new(&d->clusters);
}

enum step dedupe_record(const struct record *in, struct sink *out, void *dedupe)
{
	struct dedupe *d = dedupe;
	const struct shape *shape = in ? shape_of(&d->store.shapes, in) : NULL;
	if (!in || !unit_continues(&d->view, &d->options, in, shape))
		close_unit(d, out);
	if (!in) {
		finish(d, out);
		return STEP_OK;
	}
	if (d->clusters.unit_count >= NO_UNIT - QUEUE) {
		report("more than 4 billion units: dedupe the input in parts, then the results together");
		return STEP_FAILED;
	}
	if (d->view.records == 0)
		start_unit(d, in, shape);
	take_record(d, in, shape);
	if (d->view.records == 1)
		note_missing(d, in, out);
	if (d->options.stream && !d->view.numbered && d->options.as != AS_ARTICLE)
		close_unit(d, out);
	return STEP_OK;
}

/* --- what earlier runs printed --- */

void dedupe_know(struct dedupe *d, uint64_t number, int64_t last, const struct record *in)
{
	const struct shape *shape = shape_of(&d->store.shapes, in);
	dedupe_know_end(d);
	known_add(&d->known, number, last);
	d->number = number;
	start_unit(d, in, shape);
	take_record(d, in, shape);
}

void dedupe_know_more(struct dedupe *d, const struct record *in)
{
	if (d->view.records)
		take_record(d, in, shape_of(&d->store.shapes, in));
}

/* Two known claims that are now equal (--rebuild, or packs that learned): the first one stands for both. */
void dedupe_know_end(struct dedupe *d)
{
	struct clusters *c = &d->clusters;
	bool added;

	if (d->view.records == 0)
		return;
	struct queued q = unit_read(d);
	uint32_t group = cluster_group(c, &q.id, &c->mine, &added);
	if (added) {
		uint32_t unit = unit_new(d, group, &q);
		keep_whole(d, unit, &q);
		c->units[unit].known = true;
		c->groups[group].best = unit;
		c->groups[group].known = (uint32_t)d->number + 1;
		if (d->options.stream && c->sketch.count)
			cluster_lead(c, group, &c->sketch);
	}
	d->bytes.len = 0;
	d->view.records = 0;
}

/* A claim without a day ages from the newest one that was seen until then. */
static void remember_group(struct dedupe *d, uint32_t group, dedupe_line *line, void *context)
{
	uint32_t unit = emitter_kept(d->emitter, group);
	uint64_t number = d->known.next;
	int64_t day = day_of(d, d->clusters.units[unit].origin);

	known_write_unit(&d->known, &d->clusters, unit, line, context);
	if (day == INT64_MAX)
		known_write_day(&d->known, number, d->known.newest, line, context);
	known_add(&d->known, number, day == INT64_MAX ? d->known.newest : day);
	d->clusters.groups[group].known = (uint32_t)number + 1;
}

/* In order of rank, so that the state of a run does not depend on the order of its input; in a stream as they came. */
static void remember_new(struct dedupe *d, dedupe_line *line, void *context)
{
	struct clusters *c = &d->clusters;
	uint32_t *groups = alloc_resized(NULL, c->group_count - d->remembered + 1, sizeof *groups);
	size_t count = 0;

	for (size_t g = d->remembered; g < c->group_count; g++)
		if (c->groups[g].leader == g && c->groups[g].length > 0 && !c->groups[g].known)
			groups[count++] = (uint32_t)g;
	if (!d->options.stream)
		clusters_rank(c, groups, count);
	for (size_t i = 0; i < count; i++)
		remember_group(d, groups[i], line, context);
	d->remembered = c->group_count;
	free(groups);
}

void dedupe_remember(struct dedupe *d, dedupe_line *line, void *context)
{
	remember_new(d, line, context);
	for (size_t i = 0; i < d->known.count; i++) {
		struct known_claim *claim = &d->known.claims[i];
		if (claim->again)
			known_write_day(&d->known, i, claim->last, line, context);
		claim->again = false;
	}
}

void dedupe_remember_all(struct dedupe *d, dedupe_line *line, void *context)
{
	struct clusters *c = &d->clusters;
	uint64_t number = 0;

	for (uint32_t u = 0; u < c->unit_count; u++) { /* known ones come first, in their order */
		if (!c->units[u].known)
			continue;
		known_write_unit(&d->known, c, u, line, context);
		known_write_day(&d->known, number++,
				d->known.claims[c->groups[c->units[u].group].known - 1].last, line,
				context);
	}
	d->known.next = number;
	remember_new(d, line, context);
}

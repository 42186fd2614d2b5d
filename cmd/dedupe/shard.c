#include "cmd/dedupe/shard.h"

#include <stdlib.h>

#include "cmd/dedupe/cluster.h"
#include "cmd/dedupe/components.h"
#include "common/hash.h"
#include "common/input.h"
#include "common/report.h"

enum {
	HEX = 16,
	BATCH_BYTES = 32 << 20 /* of records: as many components as fill them are deduped at once */
};

struct shard {
	const struct shard_options *options;
	const struct dedupe_options *core_options;
	struct run *run;
	struct buffer line;
	bool failed;
	/* keys */
	struct rules *rules;
	struct shapes shapes;
	struct arena arena;
	struct unit_view view;
	struct text norm;
	struct permutations permutations;
	uint64_t name; /* of the unit at hand */
	/* pairs: the bucket at hand */
	uint64_t key, hub, before, size;
	bool any;
	/* cluster, tag */
	struct components components;
	/* verify */
	struct dedupe *core;
	struct record record;
	uint64_t component;
	size_t batch;
};

void shard_options_init(struct shard_options *o)
{
	*o = (struct shard_options){.cap = 100000};
}

bool shard_stage_of(const struct shard_options *o, enum shard_stage *stage)
{
	const bool asked[] = {false, o->keys, o->pairs, o->cluster, o->tag != NULL, o->verify};
	unsigned count = 0;

	*stage = SHARD_NONE;
	for (int i = SHARD_KEYS; i <= SHARD_VERIFY; i++) {
		count += asked[i];
		if (asked[i])
			*stage = (enum shard_stage)i;
	}
	if (count > 1)
		report("--keys, --pairs, --cluster, --tag and --verify are stages of their own");
	return count <= 1;
}

/* --- lines --- */

static void write_two(struct shard *s, uint64_t a, uint64_t b)
{
	s->line.len = 0;
	buffer_add_hex(&s->line, a);
	buffer_add_byte(&s->line, '\t');
	buffer_add_hex(&s->line, b);
	buffer_add_byte(&s->line, '\n');
	run_write(s->run, buffer_span(&s->line));
}

static bool read_hex(struct span s, uint64_t *n)
{
	*n = 0;
	for (size_t i = 0; i < HEX && i < s.len; i++) {
		char c = s.ptr[i];
		int digit = c >= '0' && c <= '9'   ? c - '0'
			    : c >= 'a' && c <= 'f' ? c - 'a' + 10
						   : -1;
		if (digit < 0)
			return false;
		*n = *n << 4 | (uint64_t)digit;
	}
	return s.len == HEX;
}

/* "KEY TAB REST" */
static bool read_key(struct span line, uint64_t *key, struct span *rest)
{
	if (line.len < HEX + 1 || line.ptr[HEX] != '\t')
		return false;
	*rest = span_sub(line, HEX + 1, line.len);
	return read_hex(span_sub(line, 0, HEX), key);
}

static bool read_two(struct span line, uint64_t *a, uint64_t *b)
{
	struct span rest;
	return read_key(line, a, &rest) && read_hex(rest, b);
}

static enum step refuse(struct sink *out, const struct record *place, const char *reason)
{
	out->refuse(out, place, reason);
	return STEP_OK;
}

static const char *const want_two =
	"not two names of 16 hexadecimal digits with a TAB between them (the stages: dedupe(1))";

/* --- keys and tag: records --- */

/* What a unit is called in all shards. A record without a name is a unit of its own: equal ones are repeats anyway. */
static uint64_t name_of(const struct shard *s, const struct record *in)
{
	struct span id = record_get(in, s->core_options->as == AS_ARTICLE ? "doc"
									  : s->core_options->id),
		    doc = record_get(in, "doc");
	uint64_t name = hash64(doc.len ? doc : span_of("", 0), 11);

	if (id.len)
		return hash_mix(name, hash64(id, 12));
	for (size_t i = 0; i < in->count; i++)
		name = hash_mix(name, hash64(in->fields[i].value, i));
	return name;
}

static void write_keys(struct shard *s)
{
	struct sketch sketch;

	if (s->view.records == 0 || !s->view.comparable)
		return;
	uint64_t hash = cluster_hash(s->core_options, &s->view, &s->norm);
	if (hash == 0)
		return;
	write_two(s, hash, s->name);
	cluster_sketch(s->core_options, &s->permutations, &s->norm, &sketch);
	for (unsigned i = 0; i < sketch.count; i++)
		write_two(s, sketch.wide[i], s->name);
}

static enum step keys_record(const struct record *in, struct sink *out, void *state)
{
	struct shard *s = state;
	const struct shape *shape = in ? shape_of(&s->shapes, in) : NULL;

	(void)out;
	if (!in || !unit_continues(&s->view, s->core_options, in, shape)) {
		write_keys(s);
		unit_start(&s->view);
	}
	if (!in)
		return STEP_OK;
	if (s->view.records == 0)
		s->name = name_of(s, in);
	unit_add(&s->view, s->core_options, s->rules, in, shape);
	return STEP_OK;
}

static enum step tag_record(const struct record *in, struct sink *out, void *state)
{
	struct shard *s = state;

	(void)out;
	if (!in)
		return STEP_OK;
	s->line.len = 0;
	buffer_add_hex(&s->line, components_find(&s->components, name_of(s, in)));
	buffer_add_byte(&s->line, '\t');
	record_write_ltsv(&s->line, in);
	run_write(s->run, buffer_span(&s->line));
	return STEP_OK;
}

/* --- pairs --- */

static void end_bucket(struct shard *s)
{
	if (s->any && s->size > s->options->cap)
		report("skew: %llu units share the key %016llx", (unsigned long long)s->size,
		       (unsigned long long)s->key);
}

static enum step pairs_line(struct span line, const struct record *place, struct sink *out,
			    void *state)
{
	struct shard *s = state;
	uint64_t key, unit;

	if (!line.ptr) {
		end_bucket(s);
		return STEP_OK;
	}
	if (!read_two(line, &key, &unit))
		return refuse(out, place, want_two);
	if (s->any && key < s->key)
		return refuse(out, place, "not sorted by key (LC_ALL=C sort)");
	if (!s->any || key != s->key) {
		end_bucket(s);
		s->any = true;
		s->key = key;
		s->hub = s->before = unit;
		s->size = 1;
		return STEP_OK;
	}
	if (unit != s->hub && unit != s->before)
		write_two(s, s->hub, unit);
	s->size += unit != s->before;
	s->before = unit;
	return STEP_OK;
}

/* --- cluster --- */

static void write_label(void *state, uint64_t unit, uint64_t component)
{
	write_two(state, unit, component);
}

static enum step cluster_line(struct span line, const struct record *place, struct sink *out,
			      void *state)
{
	struct shard *s = state;
	uint64_t a, b;

	if (!line.ptr)
		components_write(&s->components, write_label, s);
	else if (read_two(line, &a, &b))
		components_join(&s->components, a, b);
	else
		return refuse(out, place, want_two);
	return STEP_OK;
}

/* --- verify --- */

static enum step verify_line(struct span line, const struct record *place, struct sink *out,
			     void *state)
{
	struct shard *s = state;
	uint64_t component;
	struct span rest;

	if (!line.ptr) {
		dedupe_flush(s->core, out);
		return STEP_OK;
	}
	if (!read_key(line, &component, &rest))
		return refuse(
			out, place,
			"no component of 16 hexadecimal digits and a TAB in front (the stages: dedupe(1))");
	if (s->any && component < s->component)
		return refuse(out, place, "not sorted by component (LC_ALL=C sort -s -k1,1)");
	if (s->any && component != s->component && s->batch >= BATCH_BYTES) {
		dedupe_flush(s->core, out);
		s->batch = 0;
	}
	s->any = true;
	s->component = component;
	s->batch += rest.len;
	const char *reason = record_parse_ltsv(&s->record, rest);
	s->record.file = place->file;
	s->record.line = place->line;
	return reason ? refuse(out, place, reason) : dedupe_record(&s->record, out, s->core);
}

/* --- */

static bool read_labels(struct shard *s, const char *file)
{
	struct input *in = input_open(file, NULL, NULL);
	enum read_result result = READ_FAILED;
	struct lines lines;
	struct span line;
	uint64_t unit, component;

	if (!in)
		return false;
	lines_start(&lines, in, 2 * HEX + 1);
	while ((result = lines_next(&lines, &line)) == READ_OK) {
		if (!read_two(line, &unit, &component)) {
			report_at(file, lines.number, "%s", want_two);
			result = READ_FAILED;
			break;
		}
		components_join(&s->components, component, unit);
	}
	input_close(in);
	return result == READ_END;
}

static void start(struct shard *s, enum shard_stage stage, const struct pack *packs)
{
	if (stage == SHARD_VERIFY)
		s->core = dedupe_open(s->core_options, packs);
	if (stage != SHARD_KEYS)
		return;
	s->rules = rules_open(packs);
	shapes_init(&s->shapes, &s->arena, s->core_options->id, s->core_options->field);
	permutations_init(&s->permutations);
	unit_start(&s->view);
}

static void end(struct shard *s, enum shard_stage stage)
{
	if (stage == SHARD_KEYS) {
		rules_close(s->rules);
		shapes_free(&s->shapes);
	}
	dedupe_close(s->core);
	arena_free(&s->arena);
	unit_free(&s->view);
	text_free(&s->norm);
	components_free(&s->components);
	record_free(&s->record);
	buffer_free(&s->line);
}

bool shard_run(struct run *run, enum shard_stage stage, const struct shard_options *o,
	       const struct dedupe_options *core, const struct pack *packs)
{
	struct shard s = {.options = o, .core_options = core, .run = run};

	start(&s, stage, packs);
	if (stage == SHARD_TAG && !read_labels(&s, o->tag))
		s.failed = true;
	else if (stage == SHARD_KEYS || stage == SHARD_TAG)
		run_records(run, stage == SHARD_KEYS ? keys_record : tag_record, &s);
	else
		run_lines(run,
			  stage == SHARD_PAIRS     ? pairs_line
			  : stage == SHARD_CLUSTER ? cluster_line
						   : verify_line,
			  &s);
	end(&s, stage);
	return !s.failed;
}

#include "cmd/timeline/context.h"

#include <stdlib.h>

#include "cmd/timeline/hash_index.h"
#include "common/hash.h"
#include "common/input.h"
#include "common/json.h"
#include "common/report.h"

struct context {
	struct arena arena;
	struct context_sentence *sentences;
	uint64_t *ids; /* hashes */
	size_t count, cap, id_cap;
	struct hash_index by_id;
	struct span document;
	uint32_t documents;
	struct arena decoded;
};

void context_free(struct context *c)
{
	if (c == NULL)
		return;
	arena_free(&c->arena);
	arena_free(&c->decoded);
	free(c->sentences);
	free(c->ids);
	hash_index_free(&c->by_id);
	free(c);
}

static void add(struct context *c, const struct record *r)
{
	struct span id = record_get(r, "id"), doc = record_get(r, "doc"),
		    kind = record_get(r, "kind"), lang = record_get(r, "lang");

	if (id.len == 0)
		return;
	if (c->documents == 0 || !span_equal(doc, c->document)) {
		c->document = arena_copy(&c->arena, doc);
		c->documents++;
	}
	/* Few languages: the last one's name is shared. */
	struct span known = c->count ? c->sentences[c->count - 1].lang : span_of("", 0);
	c->sentences = alloc_grown(c->sentences, c->count, &c->cap, sizeof *c->sentences);
	c->ids = alloc_grown(c->ids, c->count, &c->id_cap, sizeof *c->ids);
	c->ids[c->count] = hash64(id, 0);
	c->sentences[c->count++] = (struct context_sentence){
		.text = arena_copy(&c->arena, record_get(r, "text")),
		.lang = span_equal(known, lang) ? known : arena_copy(&c->arena, lang),
		.document = c->documents,
		.furniture = span_is(kind, "link") || span_is(kind, "boilerplate"),
	};
}

static void index_ids(struct context *c)
{
	hash_index_start(&c->by_id, c->count);
	for (size_t i = 0; i < c->count; i++)
		hash_index_put(&c->by_id, c->ids[i], i);
}

static const char *parse(struct context *c, struct span line, struct record *r)
{
	const char *reason = NULL;
	size_t used;

	if (*line.ptr != '{')
		return record_parse_ltsv(r, line);
	arena_reset(&c->decoded);
	return json_object(line, r, &c->decoded, &used, &reason) == JSON_OK ? NULL
	       : reason                                                     ? reason
			: "a JSON object that is not closed on its line";
}

static bool read_all(struct context *c, struct input *in, size_t max_record)
{
	struct record r = {0};
	struct lines lines;
	struct span line;
	bool good = true;

	lines_start(&lines, in, max_record);
	for (;;) {
		enum read_result result = lines_next(&lines, &line);
		if (result == READ_END || result == READ_FAILED) {
			good = good && result == READ_END;
			break;
		}
		if (result == READ_REFUSED || line.len == 0)
			continue; /* reported */
		const char *reason = parse(c, line, &r);
		if (reason == NULL) {
			add(c, &r);
			continue;
		}
		report_at(input_name(in), lines.number, "--context takes segment's records: %s",
			  reason);
		good = false;
		break;
	}
	record_free(&r);
	return good;
}

struct context *context_open(const char *file, size_t max_record)
{
	struct context *c = alloc_zeroed(1, sizeof *c);
	struct input *in = input_open(file, NULL, NULL);
	bool good = in && read_all(c, in, max_record);

	input_close(in);
	if (!good) {
		context_free(c);
		return NULL;
	}
	index_ids(c);
	return c;
}

/* Without the number of a statement: "….1". */
static struct span sentence_id(struct span id)
{
	size_t end = id.len;

	while (end > 0 && id.ptr[end - 1] >= '0' && id.ptr[end - 1] <= '9')
		end--;
	return end > 0 && end < id.len && id.ptr[end - 1] == '.' ? span_sub(id, 0, end - 1) : id;
}

const struct context_sentence *context_find(const struct context *c, struct span id, size_t around,
					    const struct context_sentence **first,
					    const struct context_sentence **end)
{
	uint64_t hash = hash64(sentence_id(id), 0), at = hash;

	for (uint32_t found; (found = hash_index_next(&c->by_id, &at)) != 0;) {
		size_t i = found - 1, from = i, to = i + 1;
		if (c->ids[i] != hash)
			continue;
		while (from > 0 && i - from < around &&
		       c->sentences[from - 1].document == c->sentences[i].document)
			from--;
		while (to < c->count && to - i <= around &&
		       c->sentences[to].document == c->sentences[i].document)
			to++;
		*first = &c->sentences[from];
		*end = &c->sentences[to];
		return &c->sentences[i];
	}
	return NULL;
}

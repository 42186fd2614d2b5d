#include "common/group.h"

#include <stdlib.h>

#include "common/hash.h"

/* Documents seen lately, to notice one that comes back: one slot a hash, so that memory does not grow with the stream. A
 * document goes unnoticed when another has taken its slot since. */
enum { SEEN_DOCUMENTS = 4096 };

struct group {
	group_step *step;
	void *state;
	struct arena arena;
	struct record *records;
	size_t count, cap;
	struct span doc;               /* of the records held; in the arena */
	uint64_t seen[SEEN_DOCUMENTS]; /* by hash: slot = hash mod size */
};

struct group *group_new(group_step *step, void *state)
{
	struct group *g = alloc_zeroed(1, sizeof *g);
	g->step = step;
	g->state = state;
	return g;
}

void group_free(struct group *g)
{
	if (!g)
		return;
	arena_free(&g->arena);
	free(g->records);
	free(g);
}

static enum step finish_document(struct group *g, struct sink *out)
{
	enum step step = STEP_OK;
	if (g->count)
		step = g->step(g->records, g->count, out, g->state);
	g->count = 0;
	g->doc = span_of(NULL, 0);
	arena_reset(&g->arena);
	return step;
}

static void begin_document(struct group *g, const struct record *in, struct span doc,
			   struct sink *out)
{
	uint64_t hash = hash64(doc, 0) | 1;
	uint64_t *slot = &g->seen[(hash >> 1) % SEEN_DOCUMENTS];
	/* A ledger in the order of time has its documents apart on purpose. */
	if (*slot == hash && !record_has(in, "when"))
		out->note(out, in,
			  "a document comes back: its records should stand together "
			  "(sort -s -t TAB -k 2,2)");
	*slot = hash;
	g->doc = arena_copy(&g->arena, doc);
}

/* Whether the record is the last of its document: mostly its last field tells, if any. None of the usual ones does. */
static bool is_last(const struct record *r)
{
	if (r->not_last)
		return false;
	for (size_t i = r->count; i-- > r->usual;) {
		struct span l = r->fields[i].label;
		/* one branch a field, and one that is nearly always right */
		if ((l.len == 4) & (l.ptr[0] == 'l') & (l.ptr[l.len - 1] == 't') &&
		    span_is(l, "last"))
			return span_is(r->fields[i].value, "1");
	}
	return false;
}

enum step group_record(const struct record *in, struct sink *out, void *group)
{
	struct group *g = group;
	enum step step = STEP_OK;

	if (!in)
		return finish_document(g, out);
	struct span doc =
		in->usual > USUAL_DOC ? in->fields[USUAL_DOC].value : record_get(in, "doc");
	if (g->count && (!doc.ptr || !g->doc.ptr || !span_equal(doc, g->doc)))
		step = finish_document(g, out);
	if (step != STEP_OK)
		return step;
	if (!g->count && doc.ptr)
		begin_document(g, in, doc, out);
	g->records = alloc_grown(g->records, g->count, &g->cap, sizeof *g->records);
	g->records[g->count++] = record_copy(in, &g->arena);
	return is_last(in) ? finish_document(g, out) : step;
}

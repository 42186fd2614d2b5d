#include "common/group.h"

#include <stdlib.h>

#include "common/hash.h"

/* Documents seen lately, to notice one that comes back: one slot a hash, so that memory does not grow with the stream. A
 * document goes unnoticed when another has taken its slot since. */
enum { SEEN_DOCUMENTS = 4096 };

struct group_edges {
	struct buffer doc;             /* of the records held */
	bool open, named;              /* some are held; they have a doc */
	uint64_t seen[SEEN_DOCUMENTS]; /* by hash: slot = hash mod size */
};

struct group {
	group_step *step;
	void *state;
	struct arena arena;
	struct record *records;
	size_t count, cap;
	struct group_edges *edges;
};

struct group_edges *group_edges_new(void)
{
	return alloc_zeroed(1, sizeof(struct group_edges));
}

void group_edges_free(struct group_edges *e)
{
	if (!e)
		return;
	buffer_free(&e->doc);
	free(e);
}

struct group *group_new(group_step *step, void *state)
{
	struct group *g = alloc_zeroed(1, sizeof *g);
	g->step = step;
	g->state = state;
	g->edges = group_edges_new();
	return g;
}

void group_free(struct group *g)
{
	if (!g)
		return;
	arena_free(&g->arena);
	free(g->records);
	group_edges_free(g->edges);
	free(g);
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

/* Notes a document that has been here before. */
static void see_again(struct group_edges *e, const struct record *in, struct span doc,
		      struct sink *out)
{
	uint64_t hash = hash64(doc, 0) | 1;
	uint64_t *slot = &e->seen[(hash >> 1) % SEEN_DOCUMENTS];
	/* A ledger in the order of time has its documents apart on purpose. */
	if (*slot == hash && !record_has(in, "when"))
		out->note(out, in,
			  "a document comes back: its records should stand together "
			  "(sort -s -t TAB -k 2,2)");
	*slot = hash;
}

static struct span doc_of(const struct record *in)
{
	return in->usual > USUAL_DOC ? in->fields[USUAL_DOC].value : record_get(in, "doc");
}

bool group_edges_between(const struct group_edges *e, const struct record *in)
{
	struct span doc = doc_of(in);
	return e->open && !(doc.ptr && e->named && span_equal(doc, buffer_span(&e->doc)));
}

void group_edges_end(struct group_edges *e)
{
	e->open = false;
}

void group_edges_take(struct group_edges *e, const struct record *in, struct sink *out)
{
	struct span doc = doc_of(in);
	if (e->open)
		return;
	e->open = true;
	e->doc.len = 0;
	e->named = doc.ptr != NULL;
	buffer_add_span(&e->doc, doc);
	if (doc.ptr)
		see_again(e, in, doc, out);
}

static enum step finish_document(struct group *g, struct sink *out)
{
	enum step step = STEP_OK;
	if (g->count)
		step = g->step(g->records, g->count, out, g->state);
	g->count = 0;
	group_edges_end(g->edges);
	arena_reset(&g->arena);
	return step;
}

enum step group_record(const struct record *in, struct sink *out, void *group)
{
	struct group *g = group;
	enum step step = STEP_OK;

	if (!in)
		return finish_document(g, out);
	if (group_edges_between(g->edges, in))
		step = finish_document(g, out);
	if (step != STEP_OK)
		return step;
	group_edges_take(g->edges, in, out);
	g->records = alloc_grown(g->records, g->count, &g->cap, sizeof *g->records);
	g->records[g->count++] = record_copy(in, &g->arena);
	return is_last(in) ? finish_document(g, out) : step;
}

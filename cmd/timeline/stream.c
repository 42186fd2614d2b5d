/* Dates for records that come and go as lines: fields are put behind them, and nothing else of them changes.
 *
 * A document is held as its lines and what is known of each. Holding records with all their fields, as group.h does, was a fifth of
 * the time of --resolve. */
#include <stdlib.h>

#include "cmd/timeline/resolve.h"
#include "common/group.h"

struct held {
	struct span line;     /* the record as it was read */
	struct record record; /* where no line can stand for it: ptr of line is NULL then */
};

struct stream {
	struct resolver *resolver;
	struct group_edges *edges;
	struct arena arena; /* of the lines and records held */
	struct known *known;
	struct held *held; /* of the same records */
	size_t count, known_cap, held_cap;
	struct buffer line;
	bool only;
};

static void put_record(struct sink *out, const struct record *r, const struct known *k,
		       void *context)
{
	(void)k, (void)context;
	out->put(out, r);
}

struct stream *stream_new(const struct timex_rules *rules, bool only)
{
	struct stream *s = alloc_zeroed(1, sizeof *s);

	s->resolver = resolver_new(rules, put_record, NULL);
	s->edges = group_edges_new();
	s->only = only;
	return s;
}

void stream_free(struct stream *s)
{
	if (s == NULL)
		return;
	resolver_free(s->resolver);
	group_edges_free(s->edges);
	arena_free(&s->arena);
	free(s->known);
	free(s->held);
	buffer_free(&s->line);
	free(s);
}

/* Whether the date's fields can only come behind all others, and the line says all of the record. */
static bool grows_at_end(const struct record *in, const struct known *k)
{
	return (known_is_undated(k) || k->when.len) && in->unmoved == in->count &&
	       record_is_source(in);
}

static void hold(struct stream *s, const struct record *in, bool lines)
{
	s->known = alloc_grown(s->known, s->count, &s->known_cap, sizeof *s->known);
	s->held = alloc_grown(s->held, s->count, &s->held_cap, sizeof *s->held);
	struct known *k = &s->known[s->count];
	struct held *h = &s->held[s->count++];
	known_find(in, k);
	if (lines && grows_at_end(in, k)) {
		h->line = arena_copy(&s->arena, in->source);
		known_move(k, in->source.ptr, h->line.ptr);
		return;
	}
	h->line = span_of(NULL, 0);
	h->record = record_copy(in, &s->arena);
	known_find(&h->record, k);
}

/* Fields that nothing dangerous stands in: words and dates of timeline's own making. */
static struct span line_with(struct buffer *b, struct span line, const struct field *fields,
			     size_t count)
{
	size_t room = line.len;

	for (size_t i = 0; i < count; i++)
		room += fields[i].label.len + fields[i].value.len + 2;
	b->len = 0;
	buffer_reserve(b, room);
	buffer_add_span(b, line);
	for (size_t i = 0; i < count; i++) {
		buffer_add_byte(b, '\t');
		buffer_add_span(b, fields[i].label);
		buffer_add_byte(b, ':');
		buffer_add_span(b, fields[i].value);
	}
	return buffer_span(b);
}

static void put_line(struct stream *s, size_t i, const struct evidence *e, struct sink *out)
{
	struct field fields[RESOLVER_FIELDS];
	struct span line = s->held[i].line;
	size_t count = resolver_fields(s->resolver, &s->known[i], e, fields);

	if (count)
		line = line_with(&s->line, line, fields, count);
	out->put(out, &(struct record){.source = line, .whole = true});
}

static void put_document(struct stream *s, struct sink *out)
{
	if (s->count == 0)
		return;
	const struct evidence *e = resolver_date(s->resolver, s->known, s->count);
	for (size_t i = 0; i < s->count; i++) {
		if (s->only && !known_says_something(&s->known[i], e[i].basis))
			continue;
		if (s->held[i].line.ptr)
			put_line(s, i, &e[i], out);
		else
			resolver_put(s->resolver, &s->held[i].record, &s->known[i], &e[i], out);
	}
	s->count = 0;
	group_edges_end(s->edges);
	arena_reset(&s->arena);
}

enum step stream_record(const struct record *in, struct sink *out, void *stream)
{
	struct stream *s = stream;

	if (in == NULL || group_edges_between(s->edges, in))
		put_document(s, out);
	if (in == NULL)
		return STEP_OK;
	group_edges_take(s->edges, in, out);
	hold(s, in, out->lines);
	if (span_is(s->known[s->count - 1].last, "1"))
		put_document(s, out);
	return STEP_OK;
}

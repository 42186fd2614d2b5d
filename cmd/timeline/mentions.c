/* One record a time expression, for those who want the expressions themselves. */
#include "cmd/timeline/timeline.h"

#include <stdlib.h>

#include "common/offsets.h"

struct mentions {
	const struct timex_rules *rules;
	struct timex_context context;
	struct tokens tokens;
	struct arena arena;
	struct buffer doc, at, sentence; /* sentence: `at` of the record before */
	struct record out;
};

struct timex_context context_of_document(struct span date, struct span date_from)
{
	struct timex_context c = {0};

	if (date.len && !calendar_parse_iso(date, &c.document))
		c.document = (struct date){0};
	c.lower_bound = span_is(date_from, "text");
	if (date.len >= 16 && (date.ptr[10] == 'T' || date.ptr[10] == ' ') && date.ptr[13] == ':') {
		c.hour = (uint8_t)((date.ptr[11] - '0') * 10 + date.ptr[12] - '0');
		c.minute = (uint8_t)((date.ptr[14] - '0') * 10 + date.ptr[15] - '0');
		c.has_clock = c.hour < 24 && c.minute < 60;
	}
	return c;
}

struct mentions *mentions_new(const struct timex_rules *rules)
{
	struct mentions *m = alloc_zeroed(1, sizeof *m);

	m->rules = rules;
	return m;
}

void mentions_free(struct mentions *m)
{
	if (m == NULL)
		return;
	tokens_free(&m->tokens);
	arena_free(&m->arena);
	buffer_free(&m->doc);
	buffer_free(&m->at);
	buffer_free(&m->sentence);
	record_free(&m->out);
	free(m);
}

static void put_mention(struct mentions *m, const struct record *in, const struct timex *t,
			struct offsets *o, struct sink *out)
{
	static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};

	m->at.len = 0;
	offsets_add_range(&m->at, o, t->start, t->end);
	record_assign(&m->out, in);
	record_set(&m->out, "timex", tokens_text(&m->tokens, t->first, t->last));
	record_set(&m->out, "timex_at", buffer_span(&m->at));
	record_set(&m->out, "timex3", t->value);
	record_set(&m->out, "timex_type", span_text(types[t->type]));
	out->put(out, &m->out);
}

enum step mentions_record(const struct record *in, struct sink *out, void *mentions)
{
	struct mentions *m = mentions;
	struct offsets o;
	struct timex *list;

	if (in == NULL)
		return STEP_OK;
	struct span doc = record_get(in, "doc"), text = record_get(in, "text");
	if (doc.ptr == NULL || m->doc.data == NULL || !span_equal(doc, buffer_span(&m->doc))) {
		m->context =
			context_of_document(record_get(in, "date"), record_get(in, "date_from"));
		m->doc.len = 0;
		buffer_add_span(&m->doc, doc);
		m->sentence.len = 0;
	}
	struct span at = record_get(in, "at");
	if (text.len == 0 || (at.len && span_equal(at, buffer_span(&m->sentence))))
		return STEP_OK; /* statements and numbers of one sentence: its expressions once */
	m->sentence.len = 0;
	buffer_add_span(&m->sentence, at);
	arena_reset(&m->arena);
	tokens_cut(&m->tokens, text);
	m->context.at_end = m->tokens.count == 1 && record_get(in, "last").len > 0;
	size_t n = timexes_find(m->rules, record_get(in, "lang"), &m->tokens, &m->context,
				&m->arena, &list);
	offsets_start(&o, in);
	for (size_t i = 0; i < n; i++)
		put_mention(m, in, &list[i], &o, out);
	return STEP_OK;
}

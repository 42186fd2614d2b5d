/* Statements as records: the sentence's fields, then attribute's own in their fixed order. */
#include "cmd/attribute/model.h"

#include "common/offsets.h"

enum { HEDGES_MAX = 8 };

static const char *const core_fields[] = {"mode", "speaker", "speaker_as", "speaker_at", "speaker_kind", "role", "org", "resolved", "cue", "cue_at",
					  "stance", "polarity", "hedge", "via", "quote", "quote_at"};
static const char *const optional_fields[] = {"quote_parts", "why"};

static const char *const modes[] = {"direct", "indirect", "mixed"};
static const char *const kinds[] = {"", "person", "office", "group", "country", "outlet", "document", "anonymous"};
static const char *const ways[] = {"name", "role", "pronoun", "inherited", "impersonal", "unknown"};
static const char *const stances[] = {"claim", "deny", "confirm", "accuse", "decline", "call", "other"};
static const char *const patterns[PATTERN_COUNT] = {"tag after the quotation", "tag before the quotation", "name and colon", "quotation without a tag",
						    "subject, cue, content", "content, then tag", "according to", "passive with agent",
						    "understood subject", "headline", "clitic on the cue"};

/* A value under construction: bytes go to the scratch buffer, which must not move while spans point into it, so fields
 * keep offsets until all of them are there. */
struct value {
	const char *label;
	size_t start, end;
};

struct emission {
	struct attributor *a;
	struct buffer *bytes;
	struct value values[sizeof core_fields / sizeof *core_fields + 2];
	size_t count;
};

static void value_begin(struct emission *e, const char *label)
{
	e->values[e->count++] = (struct value){label, e->bytes->len, e->bytes->len};
}

static void value_end(struct emission *e)
{
	e->values[e->count - 1].end = e->bytes->len;
}

static void put_text(struct emission *e, const char *label, struct span text)
{
	value_begin(e, label);
	buffer_add_span(e->bytes, text);
	value_end(e);
}

static void add_range(struct emission *e, struct spot s)
{
	const struct article *x = &e->a->article;
	if (spot_empty(s))
		return;
	const struct sentence *at = &x->sentences[article_sentence_at(x, s.start)];
	const struct sentence *last = s.end > at->bytes.end ? &x->sentences[article_sentence_at(x, s.end - 1)] : at;
	struct offsets o;
	offsets_start(&o, at->record);
	if (last == at) {
		offsets_add_range(e->bytes, &o, s.start - at->bytes.start, s.end - at->bytes.start);
		return;
	}
	buffer_add_span(e->bytes, o.field); /* over several records: "membantahnya" and what it answers */
	uint64_t start = offsets_of(&o, s.start - at->bytes.start);
	offsets_start(&o, last->record);
	buffer_add_range(e->bytes, start, offsets_end(&o, s.end - last->bytes.start));
}

static void put_range(struct emission *e, const char *label, struct spot s)
{
	value_begin(e, label);
	add_range(e, s);
	value_end(e);
}

static void add_item(struct buffer *list, size_t from, struct span item)
{
	struct buffer one = {0};
	list_add(&one, item);
	if (list->len > from)
		buffer_add_byte(list, ',');
	buffer_add_span(list, buffer_span(&one));
	buffer_free(&one);
}

static void put_speaker(struct emission *e, const struct statement *s)
{
	const struct article *x = &e->a->article;
	const struct entity *who = s->entity != NONE ? &x->entities[s->entity] : NULL;
	struct spot role = !spot_empty(s->speaker.role) ? s->speaker.role : who ? who->role : (struct spot){0, 0};
	struct spot org = !spot_empty(s->speaker.role) && !spot_empty(s->speaker.org) ? s->speaker.org : who ? who->org : s->speaker.org;
	put_text(e, "speaker", who ? names_print(x, s->entity) : span_text(""));
	put_text(e, "speaker_as", spot_text(x, s->speaker.mention));
	put_range(e, "speaker_at", s->speaker.mention);
	put_text(e, "speaker_kind", span_text(kinds[who ? who->kind : s->speaker.kind]));
	put_text(e, "role", spot_text(x, role));
	put_text(e, "org", spot_text(x, org));
	put_text(e, "resolved", span_text(ways[s->resolved]));
}

static void put_lists(struct emission *e, const struct statement *s)
{
	const struct article *x = &e->a->article;
	struct spot hedges[HEDGES_MAX];
	size_t count = stance_hedges(x, s, hedges, HEDGES_MAX);
	value_begin(e, "hedge");
	for (size_t i = 0; i < count; i++)
		add_item(e->bytes, e->values[e->count - 1].start, spot_text(x, hedges[i]));
	value_end(e);
	value_begin(e, "via");
	for (uint8_t i = 0; i < s->via_count; i++)
		add_item(e->bytes, e->values[e->count - 1].start, spot_text(x, s->via[i]));
	value_end(e);
}

static void put_quote(struct emission *e, const struct statement *s)
{
	const struct article *x = &e->a->article;
	struct spot all = {0, 0};
	if (s->part_count)
		all = (struct spot){s->parts[0].start, s->parts[s->part_count - 1].end};
	put_text(e, "quote", spot_text(x, all));
	put_range(e, "quote_at", all);
	if (s->part_count < 2)
		return;
	value_begin(e, "quote_parts");
	for (uint8_t i = 0; i < s->part_count; i++) {
		if (i)
			buffer_add_byte(e->bytes, ',');
		add_range(e, s->parts[i]);
	}
	value_end(e);
}

static void put_why(struct emission *e, const struct statement *s)
{
	const struct article *x = &e->a->article;
	value_begin(e, "why");
	buffer_add_text(e->bytes, patterns[s->pattern]);
	if (s->antecedent != NONE && s->antecedent < x->sentence_count) {
		buffer_add_text(e->bytes, "; speaker from ");
		buffer_add_span(e->bytes, record_has(x->sentences[s->antecedent].record, "id") ? record_get(x->sentences[s->antecedent].record, "id") : span_text("an earlier record"));
	}
	value_end(e);
}

static void remove_fields(struct record *r)
{
	for (size_t i = 0; i < sizeof core_fields / sizeof *core_fields; i++)
		record_remove(r, core_fields[i]);
	for (size_t i = 0; i < sizeof optional_fields / sizeof *optional_fields; i++)
		record_remove(r, optional_fields[i]);
}

/* number 0: the only statement of its sentence. */
static void emit_statement(struct emission *e, const struct record *sentence, const struct statement *s, size_t number, struct sink *out)
{
	struct attributor *a = e->a;
	struct span id = record_get(sentence, "id");
	const struct article *x = &a->article;
	e->count = 0;
	e->bytes->len = 0;
	put_text(e, "mode", span_text(modes[s->mode]));
	put_speaker(e, s);
	put_text(e, "cue", spot_text(x, s->cue));
	put_range(e, "cue_at", s->cue);
	put_text(e, "stance", span_text(stances[s->stance]));
	put_text(e, "polarity", span_text(s->polarity == STANCE_DENY ? "deny" : s->polarity == STANCE_CLAIM ? "affirm" : "none"));
	put_lists(e, s);
	put_quote(e, s);
	if (a->options.explain)
		put_why(e, s);
	record_assign(&a->out, sentence);
	if (number && id.ptr && id.len) {
		size_t start = e->bytes->len;
		buffer_add_span(e->bytes, id);
		buffer_add_byte(e->bytes, '.');
		buffer_add_number(e->bytes, number);
		record_set(&a->out, "id", span_of(e->bytes->data + start, e->bytes->len - start));
	}
	for (size_t i = 0; i < e->count; i++)
		record_set(&a->out, e->values[i].label, span_of(e->bytes->data + e->values[i].start, e->values[i].end - e->values[i].start));
	out->put(out, &a->out);
}

static void emit_plain(struct attributor *a, struct record *r, struct sink *out)
{
	if (a->options.only)
		return;
	if (record_get(r, "mode").ptr) { /* from an earlier run */
		record_assign(&a->out, r);
		remove_fields(&a->out);
		r = &a->out;
	}
	out->put(out, r);
}

void emit_document(struct attributor *a, const struct record *records, size_t count, struct sink *out)
{
	const struct article *x = &a->article;
	struct emission e = {.a = a, .bytes = &a->scratch[0]};
	for (size_t k = 0; k < count; k++) {
		struct record r = records[k];
		size_t first = a->language_count ? x->sentences[k].statement : 0, end = first, loud = 0, number = 0;
		if (a->language_count)
			end = k + 1 < x->sentence_count ? x->sentences[k + 1].statement : x->statement_count;
		for (size_t n = first; n < end; n++)
			loud += !x->statements[n].silent;
		for (size_t n = first; n < end; n++)
			if (!x->statements[n].silent)
				emit_statement(&e, &records[k], &x->statements[n], loud > 1 ? ++number : 0, out);
		if (loud == 0)
			emit_plain(a, &r, out);
	}
}

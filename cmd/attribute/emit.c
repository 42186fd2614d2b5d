/* Statements as records: the sentence's fields, then attribute's own in their fixed order. */
#include "cmd/attribute/model.h"

#include "common/offsets.h"

enum { HEDGES_MAX = 8 };

enum own_field {
	OWN_MODE,
	OWN_SPEAKER,
	OWN_SPEAKER_AS,
	OWN_SPEAKER_AT,
	OWN_SPEAKER_KIND,
	OWN_ROLE,
	OWN_ORG,
	OWN_RESOLVED,
	OWN_CUE,
	OWN_CUE_AT,
	OWN_STANCE,
	OWN_POLARITY,
	OWN_HEDGE,
	OWN_VIA,
	OWN_QUOTE,
	OWN_QUOTE_AT,
	OWN_QUOTE_PARTS,
	OWN_WHY,
	OWN_FIELDS
};

#define LABEL(text)                                                                                \
	{                                                                                          \
		text, sizeof text - 1                                                              \
	}
static const struct span own_labels[OWN_FIELDS] = {
	LABEL("mode"),         LABEL("speaker"), LABEL("speaker_as"), LABEL("speaker_at"),
	LABEL("speaker_kind"), LABEL("role"),    LABEL("org"),        LABEL("resolved"),
	LABEL("cue"),          LABEL("cue_at"),  LABEL("stance"),     LABEL("polarity"),
	LABEL("hedge"),        LABEL("via"),     LABEL("quote"),      LABEL("quote_at"),
	LABEL("quote_parts"),  LABEL("why")};

/* As they begin in a line, in FRONT_BYTES, which is one copy. */
enum { FRONT_BYTES = 16 };
static const char own_fronts[OWN_FIELDS][FRONT_BYTES] = {
	"\tmode:",     "\tspeaker:",     "\tspeaker_as:", "\tspeaker_at:", "\tspeaker_kind:",
	"\trole:",     "\torg:",         "\tresolved:",   "\tcue:",        "\tcue_at:",
	"\tstance:",   "\tpolarity:",    "\thedge:",      "\tvia:",        "\tquote:",
	"\tquote_at:", "\tquote_parts:", "\twhy:"};

#undef LABEL

/* Words that are values: each in as many bytes, so that all of them are one copy. */
enum { WORD_BYTES = 16 };
#define WORD(text)                                                                                 \
	{                                                                                          \
		(const char[WORD_BYTES]){text}, sizeof text - 1                                    \
	}
static const struct span modes[] = {WORD("direct"), WORD("indirect"), WORD("mixed")};
static const struct span kinds[] = {WORD(""),         WORD("person"),   WORD("office"),
				    WORD("group"),    WORD("country"),  WORD("outlet"),
				    WORD("document"), WORD("anonymous")};
static const struct span ways[] = {WORD("name"),      WORD("role"),       WORD("pronoun"),
				   WORD("inherited"), WORD("impersonal"), WORD("unknown")};
static const struct span stances[] = {WORD("claim"),  WORD("deny"),    WORD("confirm"),
				      WORD("accuse"), WORD("decline"), WORD("call"),
				      WORD("other")};
static const struct span polarities[] = {WORD("deny"), WORD("affirm"), WORD("none")};
#undef WORD

static const char *const patterns[PATTERN_COUNT] = {"tag after the quotation",
						    "tag before the quotation",
						    "name and colon",
						    "quotation without a tag",
						    "subject, cue, content",
						    "content, then tag",
						    "according to",
						    "passive with agent",
						    "understood subject",
						    "headline",
						    "clitic on the cue"};

/* A value: bytes of the article or a constant, or (text.ptr NULL) bytes of the line, which may move until all values are
 * there. In the line stand both. */
struct value {
	enum own_field field;
	struct span text;
	size_t start, end;
};

struct emission {
	struct attributor *a;
	struct buffer *line; /* the record as LTSV, if it is made of one; else its own fields */
	bool fields;         /* of the record are wanted besides its line: values are kept */
	struct value values[OWN_FIELDS];
	size_t count;
	size_t start;      /* of the value that has begun */
	uint32_t sentence; /* that `offsets` belong to, or NONE */
	struct offsets offsets;
	uint64_t own_bits; /* label_bit of each field that is written here */
};

/* A filter over labels: most need no comparison. */
static uint64_t label_bit(struct span label)
{
	return UINT64_C(1) << (((unsigned char)label.ptr[0] +
				(unsigned char)label.ptr[label.len - 1] * 40u + label.len * 57) &
			       63);
}

static uint64_t own_bits(void)
{
	uint64_t bits = 0;
	for (size_t i = 0; i < OWN_FIELDS; i++)
		bits |= label_bit(own_labels[i]);
	return bits;
}

/* Whether the record has a field that is written here; if not, all of them can be appended unseen. */
static bool has_own(const struct emission *e, const struct record *r)
{
	for (size_t i = r->usual; i < r->count; i++)
		if (label_bit(r->fields[i].label) & e->own_bits)
			for (size_t k = 0; k < OWN_FIELDS; k++)
				if (span_equal(r->fields[i].label, own_labels[k]))
					return true;
	return false;
}

static void value_begin(struct emission *e, enum own_field field)
{
	buffer_reserve(e->line, FRONT_BYTES);
	memcpy(e->line->data + e->line->len, own_fronts[field], FRONT_BYTES);
	e->line->len += own_labels[field].len + 2;
	e->start = e->line->len;
	if (e->fields)
		e->values[e->count++] = (struct value){.field = field, .start = e->start};
}

static void value_end(struct emission *e)
{
	if (e->fields)
		e->values[e->count - 1].end = e->line->len;
}

static void put_text(struct emission *e, enum own_field field, struct span text)
{
	value_begin(e, field);
	if (e->fields)
		e->values[e->count - 1].text = text;
	record_write_value(e->line, text);
	value_end(e);
}

/* A constant of 15 bytes at the most. */
static void put_word(struct emission *e, enum own_field field, struct span word)
{
	value_begin(e, field);
	if (e->fields)
		e->values[e->count - 1].text = word;
	buffer_reserve(e->line, WORD_BYTES);
	memcpy(e->line->data + e->line->len, word.ptr, WORD_BYTES);
	e->line->len += word.len;
	value_end(e);
}

static struct span value_text(const struct emission *e, const struct value *v)
{
	return v->text.ptr ? v->text : span_of(e->line->data + v->start, v->end - v->start);
}

/* The offsets of a sentence's record, read once for all ranges of its statements. */
static struct offsets *offsets_in(struct emission *e, uint32_t sentence)
{
	const struct sentence *s = &e->a->article.sentences[sentence];
	if (e->sentence != sentence)
		offsets_start_at(&e->offsets, s->at, s->fold);
	e->sentence = sentence;
	return &e->offsets;
}

static void add_range(struct emission *e, struct spot s)
{
	const struct article *x = &e->a->article;
	if (spot_empty(s))
		return;
	uint32_t k = e->sentence;
	if (k == NONE || s.start < x->sentences[k].bytes.start || s.end > x->sentences[k].bytes.end)
		k = article_sentence_at(x, s.start);
	const struct sentence *at = &x->sentences[k];
	uint32_t last = s.end > at->bytes.end ? article_sentence_at(x, s.end - 1) : k;
	struct offsets *o = offsets_in(e, k);
	if (last == k) {
		offsets_add_range(e->line, o, s.start - at->bytes.start, s.end - at->bytes.start);
		return;
	}
	buffer_add_span(e->line,
			o->field); /* over several records: "membantahnya" and what it answers */
	uint64_t start = offsets_of(o, s.start - at->bytes.start);
	buffer_add_range(e->line, start,
			 offsets_end(offsets_in(e, last), s.end - x->sentences[last].bytes.start));
}

static void put_range(struct emission *e, enum own_field field, struct spot s)
{
	value_begin(e, field);
	add_range(e, s);
	value_end(e);
}

static void add_item(struct emission *e, struct span item)
{
	struct buffer *one = &e->a->scratch[1];
	one->len = 0;
	list_add(one, item);
	if (e->line->len > e->start)
		buffer_add_byte(e->line, ',');
	buffer_add_span(e->line, buffer_span(one));
}

static void put_speaker(struct emission *e, const struct statement *s)
{
	const struct article *x = &e->a->article;
	const struct entity *who = s->entity != NONE ? &x->entities[s->entity] : NULL;
	struct spot role = !spot_empty(s->speaker.role) ? s->speaker.role
			   : who                        ? who->role
							: (struct spot){0, 0};
	struct spot org = !spot_empty(s->speaker.org) || !who ? s->speaker.org : who->org;
	put_text(e, OWN_SPEAKER, who ? names_print(x, s->entity) : span_text(""));
	put_text(e, OWN_SPEAKER_AS, spot_text(x, s->speaker.mention));
	put_range(e, OWN_SPEAKER_AT, s->speaker.mention);
	put_word(e, OWN_SPEAKER_KIND, kinds[who ? who->kind : s->speaker.kind]);
	put_text(e, OWN_ROLE, spot_text(x, role));
	put_text(e, OWN_ORG, spot_text(x, org));
	put_word(e, OWN_RESOLVED, ways[s->resolved]);
}

static void put_lists(struct emission *e, const struct statement *s)
{
	const struct article *x = &e->a->article;
	struct spot hedges[HEDGES_MAX];
	size_t count = stance_hedges(x, s, hedges, HEDGES_MAX);
	value_begin(e, OWN_HEDGE);
	for (size_t i = 0; i < count; i++)
		add_item(e, spot_text(x, hedges[i]));
	value_end(e);
	value_begin(e, OWN_VIA);
	for (uint8_t i = 0; i < s->via_count; i++)
		add_item(e, spot_text(x, s->via[i]));
	value_end(e);
}

static void put_quote(struct emission *e, const struct statement *s)
{
	const struct article *x = &e->a->article;
	struct spot all = {0, 0};
	if (s->part_count)
		all = (struct spot){s->parts[0].start, s->parts[s->part_count - 1].end};
	put_text(e, OWN_QUOTE, spot_text(x, all));
	put_range(e, OWN_QUOTE_AT, all);
	if (s->part_count < 2)
		return;
	value_begin(e, OWN_QUOTE_PARTS);
	for (uint8_t i = 0; i < s->part_count; i++) {
		if (i)
			buffer_add_byte(e->line, ',');
		add_range(e, s->parts[i]);
	}
	value_end(e);
}

/* How the name printed comes from the mention, where they are not the same. */
static const char *why_name(const struct article *x, const struct statement *s)
{
	if (s->resolved == RESOLVED_IMPERSONAL)
		return "; hearsay";
	if (s->resolved == RESOLVED_UNKNOWN)
		return "; nobody before it fits";
	if (s->entity == NONE)
		return "";
	const struct entity *who = &x->entities[s->entity];
	if (s->resolved == RESOLVED_ROLE && who->kind == SPEAKER_PERSON)
		return "; who holds the title";
	if (who->alias.ptr && !span_equal(who->alias, spot_text(x, who->name)))
		return "; spelling joined by an alias";
	return s->resolved == RESOLVED_NAME && s->speaker.name &&
			       !span_equal(spot_text(x, who->name),
					   spot_text(x, s->speaker.mention))
		       ? "; short or other form of the name"
		       : "";
}

/* Why the stance is not that of the verb alone. */
static const char *why_stance(const struct statement *s)
{
	if (!s->word || s->stance == s->word->stance)
		return s->negated ? "; negated" : "";
	return s->refused ? "; refusal" : s->negated ? "; negated" : "; stance from the content";
}

static void put_why(struct emission *e, const struct statement *s)
{
	const struct article *x = &e->a->article;
	value_begin(e, OWN_WHY);
	buffer_add_text(e->line, patterns[s->pattern]);
	buffer_add_text(e->line, why_name(x, s));
	buffer_add_text(e->line, why_stance(s));
	if (s->antecedent != NONE && s->antecedent < x->sentence_count) {
		buffer_add_text(e->line, "; speaker from ");
		struct span id = x->sentences[s->antecedent].id;
		buffer_add_span(e->line, id.len ? id : span_text("an earlier record"));
	}
	value_end(e);
}

static void remove_fields(struct record *r)
{
	for (size_t i = 0; i < OWN_FIELDS; i++)
		record_remove(r, own_labels[i].ptr);
}

static void put_fields(struct emission *e, const struct statement *s)
{
	const struct article *x = &e->a->article;
	e->count = 0;
	put_word(e, OWN_MODE, modes[s->mode]);
	put_speaker(e, s);
	put_text(e, OWN_CUE, spot_text(x, s->cue));
	put_range(e, OWN_CUE_AT, s->cue);
	put_word(e, OWN_STANCE, stances[s->stance]);
	put_word(e, OWN_POLARITY,
		 polarities[s->polarity == STANCE_DENY    ? 0
			    : s->polarity == STANCE_CLAIM ? 1
							  : 2]);
	put_lists(e, s);
	put_quote(e, s);
	if (e->a->options.explain)
		put_why(e, s);
}

/* Begins the line with the sentence's fields; number as below, `last` to be left out. False: the record has another form, or
 * own fields of an earlier run, and has to be set field by field. */
static bool line_begin(struct emission *e, const struct record *sentence, size_t number,
		       bool without_last)
{
	struct span source = sentence->source;
	e->line->len = 0;
	if (!record_is_source(sentence) || has_own(e, sentence))
		return false;
	if (without_last && record_get(sentence, "last").ptr) {
		const struct field *f = &sentence->fields[sentence->count - 1];
		if (sentence->count < 2 || !span_is(f->label, "last"))
			return false;
		source.len = (size_t)(f->label.ptr - 1 - source.ptr);
	}
	const struct field *id = &sentence->fields[0];
	if (number && span_is(id->label, "id") && id->value.len) {
		size_t front = (size_t)(id->value.ptr + id->value.len - source.ptr);
		buffer_add(e->line, source.ptr, front);
		buffer_add_byte(e->line, '.');
		buffer_add_number(e->line, number);
		buffer_add_span(e->line, span_sub(source, front, source.len));
		return true;
	}
	buffer_add_span(e->line, source);
	return !number || !record_get(sentence, "id").len;
}

/* Where only lines are looked at. */
static void put_line(const struct record *sentence, struct span line, struct sink *out)
{
	const struct record r = {
		.file = sentence->file, .line = sentence->line, .source = line, .whole = true};
	out->put(out, &r);
}

/* number 0: the only statement of its sentence; more: others of it follow. */
static void emit_statement(struct emission *e, const struct record *sentence,
			   const struct statement *s, size_t number, bool more, struct sink *out)
{
	struct attributor *a = e->a;
	struct record *r = &a->out;
	struct span id = a->article.sentences[s->sentence].id;
	bool whole = line_begin(e, sentence, number, more);
	e->fields = !whole || !out->lines;
	put_fields(e, s);
	if (!e->fields) {
		put_line(sentence, buffer_span(e->line), out);
		return;
	}
	record_assign(r, sentence);
	if (more)
		record_remove(r, "last"); /* that stands on the document's last record alone */
	size_t length = e->line->len;
	if (number && id.ptr && id.len) {
		buffer_add_span(e->line, id);
		buffer_add_byte(e->line, '.');
		buffer_add_number(e->line, number);
		record_set(r, "id", span_of(e->line->data + length, e->line->len - length));
	}
	bool replace = !whole && has_own(e, sentence);
	for (size_t i = 0; i < e->count; i++) {
		struct span value = value_text(e, &e->values[i]);
		if (replace)
			record_set(r, own_labels[e->values[i].field].ptr, value);
		else
			record_add(r, own_labels[e->values[i].field], value);
	}
	r->whole = whole;
	if (whole)
		r->source = span_of(e->line->data, length);
	out->put(out, r);
	r->whole = false;
}

static void emit_plain(struct attributor *a, struct record *r, bool read_before, struct sink *out)
{
	if (a->options.only)
		return;
	if (!read_before) {
		r->whole = record_is_source(r);
		out->put(out, r);
		return;
	}
	record_assign(&a->out, r);
	remove_fields(&a->out);
	out->put(out, &a->out);
}

void emit_document(struct attributor *a, struct record *records, size_t count, struct sink *out)
{
	const struct article *x = &a->article;
	struct emission e = {
		.a = a, .line = &a->scratch[0], .sentence = NONE, .own_bits = own_bits()};
	for (size_t k = 0; k < count; k++) {
		size_t first = a->language_count ? x->sentences[k].statement : 0, end = first,
		       loud = 0, number = 0;
		if (a->language_count)
			end = k + 1 < x->sentence_count ? x->sentences[k + 1].statement
							: x->statement_count;
		for (size_t n = first; n < end; n++)
			loud += !x->statements[n].silent;
		for (size_t n = first; n < end; n++)
			if (!x->statements[n].silent) {
				number++;
				emit_statement(&e, &records[k], &x->statements[n],
					       loud > 1 ? number : 0, number < loud, out);
			}
		if (loud == 0)
			emit_plain(a, &records[k], a->language_count && x->sentences[k].read_before,
				   out);
	}
}

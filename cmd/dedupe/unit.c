#include "cmd/dedupe/unit.h"

#include "cmd/dedupe/guard.h"
#include "common/hash.h"

enum { SHORT_QUOTE = 4 };

void unit_start(struct unit_view *u)
{
	u->id.len = u->text.len = u->lang.len = u->doc.len = u->last_at_bytes.len = 0;
	u->key = (struct unit_key){0};
	u->records = 0;
	u->comparable = u->numbered = false;
	u->quote_start = u->quote_end = 0;
}

void unit_free(struct unit_view *u)
{
	buffer_free(&u->id);
	buffer_free(&u->text);
	buffer_free(&u->lang);
	buffer_free(&u->doc);
	buffer_free(&u->last_at_bytes);
	text_free(&u->scratch);
}

static void buffer_set(struct buffer *b, struct span s)
{
	b->len = 0;
	buffer_add_span(b, s);
}

/* The hash of a value as names and words are compared: without case, accents and marks. 0 when it is missing or empty. */
static uint64_t canonical(struct unit_view *u, struct span value, uint64_t seed)
{
	if (!value.ptr || !value.len)
		return 0;
	text_normalise(&u->scratch, value, u->decimal, false);
	return hash64(buffer_span(&u->scratch.norm), seed);
}

/* Headline, body and caption are the article's own words; a link's title or a correction only counts among its like. */
static uint64_t kind_key(const struct record *in, const struct shape *shape)
{
	struct span kind = shape_get(shape, in, FIELD_KIND);
	bool own = !kind.ptr || !kind.len || span_is(kind, "headline") || span_is(kind, "body") ||
		   span_is(kind, "caption");
	return own ? 0 : hash64(kind, 2);
}

static uint64_t speaker_key(struct unit_view *u, const struct record *in, const struct shape *shape)
{
	uint64_t key = canonical(u, shape_get(shape, in, FIELD_SPEAKER), 3);
	if (span_is(shape_get(shape, in, FIELD_SPEAKER_KIND), "anonymous"))
		return hash_mix(key + 1, hash64(shape_get(shape, in, FIELD_DOC), 3));
	return key;
}

static uint64_t polarity_key(const struct record *in, const struct shape *shape)
{
	struct span polarity = shape_get(shape, in, FIELD_POLARITY),
		    stance = shape_get(shape, in, FIELD_STANCE);
	if (!polarity.ptr)
		polarity = span_of("", 0);
	uint64_t key = hash64(polarity, 4);
	/* to decline an answer and to ask are both neither yes nor no, but not the same */
	return span_is(polarity, "none") && stance.ptr ? hash_mix(key, hash64(stance, 4)) : key;
}

static uint64_t date_key(const struct record *in, const struct shape *shape, bool statement,
			 uint64_t *when)
{
	struct span event = shape_get(shape, in, FIELD_EVENT),
		    basis = shape_get(shape, in, FIELD_BASIS),
		    date = shape_get(shape, in, FIELD_WHEN);
	uint64_t key = event.ptr && event.len ? hash64(event, 5) : 0;
	bool read = date.ptr && date.len && basis.ptr &&
		    (span_is(basis, "explicit") || span_is(basis, "relative"));
	*when = 0;
	if (read && statement)
		*when = hash64(date, 6);
	else if (read)
		key = hash_mix(key, hash64(date, 6));
	return key;
}

static uint64_t same_key(struct unit_view *u, const char *fields, const struct record *in)
{
	uint64_t key = 0;
	char label[64];
	while (fields && *fields) {
		size_t len = strcspn(fields, ",");
		if (len > 0 && len < sizeof label) {
			memcpy(label, fields, len);
			label[len] = '\0';
			key = hash_mix(key, canonical(u, record_get(in, label), 7));
		}
		fields += len + (fields[len] == ',');
	}
	return key;
}

/* Whether there are that many words at the start that nothing can join or take away: letters between blanks. Spares most
 * quotations from being folded only to be counted. */
static bool has_plain_words(struct span text, unsigned count)
{
	size_t start = 0;
	for (size_t i = 0; i < text.len && count > 0; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		if (c == ' ') {
			count -= i > start;
			start = i + 1;
		} else if (c == '<' || c == '&') {
			return false;
		} else if ((c | 32) < 'a' || (c | 32) > 'z') {
			while (i + 1 < text.len && text.ptr[i + 1] != ' ')
				i++;
			start = i + 1;
		}
	}
	return count == 0 && !html_present(text);
}

/* A short quotation leans on its sentence: "Itu tidak benar" is about something else each time. */
struct span unit_text(const struct dedupe_options *o, const struct record *first,
		      const struct shape *shape, enum decimal_mark decimal, struct text *scratch)
{
	struct span text = shape_get(shape, first, FIELD_TEXT),
		    quote = shape_get(shape, first, FIELD_QUOTE);
	if (o->field)
		return shape_get(shape, first, FIELD_COMPARED);
	if (!quote.ptr || !quote.len)
		return text;
	if (!text.ptr || has_plain_words(quote, SHORT_QUOTE))
		return quote;
	text_normalise(scratch, quote, decimal, true);
	return scratch->count < SHORT_QUOTE ? text : quote;
}

static void start_with(struct unit_view *u, const struct dedupe_options *o, const struct rules *r,
		       const struct record *in, const struct shape *shape)
{
	struct span lang = shape_get(shape, in, FIELD_LANG);
	struct span mode = shape_get(shape, in, FIELD_MODE);
	bool statement = mode.ptr && mode.len && o->as != AS_ARTICLE;
	buffer_set(&u->id, shape_get(shape, in, FIELD_ID));
	buffer_set(&u->doc, shape_get(shape, in, FIELD_DOC));
	buffer_set(&u->lang, lang.ptr ? lang : span_of("", 0));
	u->decimal = rules_decimal(r, buffer_span(&u->lang));
	u->key.same = same_key(u, o->same, in);
	if (o->as == AS_ARTICLE)
		return;
	struct span text = unit_text(o, in, shape, u->decimal, &u->scratch);
	u->comparable = text.ptr != NULL;
	buffer_set(&u->text, text);
	u->key.kind = kind_key(in, shape);
	u->key.date = date_key(in, shape, statement, &u->key.when);
	if (!statement)
		return;
	u->key.kind = hash_mix(u->key.kind, 1);
	u->key.speaker = speaker_key(u, in, shape);
	u->key.polarity = polarity_key(in, shape);
	u->key.hedge = canonical(u, shape_get(shape, in, FIELD_HEDGE), 8);
	if (!record_range(shape_get(shape, in, FIELD_QUOTE_AT), &u->quote_start, &u->quote_end))
		u->quote_start = u->quote_end = 0;
}

/* A number outside the quotation is not part of what was said. */
static void add_number(struct unit_view *u, const struct record *in, const struct shape *shape)
{
	struct span at = shape_get(shape, in, FIELD_NUM_AT),
		    value = shape_get(shape, in, FIELD_VALUE);
	uint64_t start, end;
	if (!at.ptr || !at.len)
		return;
	u->numbered = true;
	if (u->quote_end && record_range(at, &start, &end) &&
	    (start < u->quote_start || end > u->quote_end))
		return;
	struct span low = shape_get(shape, in, FIELD_LOW), high = shape_get(shape, in, FIELD_HIGH),
		    approx = shape_get(shape, in, FIELD_APPROX);
	uint64_t key;
	if (value.ptr && value.len)
		key = hash64(value, 9);
	else
		key = hash_mix(low.ptr ? hash64(low, 9) : 0, high.ptr ? hash64(high, 10) : 0);
	if (approx.ptr && span_is(approx, "vague"))
		key = ~key;
	u->key.value = hash_mix(u->key.value, key);
}

/* The sentences of an article in a row; the number records of a sentence repeat its text. */
static void add_sentence(struct unit_view *u, const struct dedupe_options *o,
			 const struct record *in, const struct shape *shape)
{
	struct span at = shape_get(shape, in, FIELD_AT),
		    text = shape_get(shape, in, o->field ? FIELD_COMPARED : FIELD_TEXT);
	if (!text.ptr ||
	    (at.ptr && at.len && u->records > 0 && span_equal(at, buffer_span(&u->last_at_bytes))))
		return;
	buffer_set(&u->last_at_bytes, at.ptr ? at : span_of("", 0));
	buffer_add_span(&u->text, text);
	buffer_add_byte(&u->text, '\n');
	u->comparable = true;
}

void unit_add(struct unit_view *u, const struct dedupe_options *o, const struct rules *r,
	      const struct record *in, const struct shape *shape)
{
	if (u->records == 0)
		start_with(u, o, r, in, shape);
	if (o->as == AS_ARTICLE)
		add_sentence(u, o, in, shape);
	else
		add_number(u, in, shape);
	u->records++;
}

bool unit_continues(const struct unit_view *u, const struct dedupe_options *o,
		    const struct record *in, const struct shape *shape)
{
	struct span mine = buffer_span(o->as == AS_ARTICLE ? &u->doc : &u->id);
	struct span its = shape_get(shape, in, o->as == AS_ARTICLE ? FIELD_DOC : FIELD_ID);
	return u->records > 0 && mine.len > 0 && its.ptr && span_equal(mine, its);
}

/* The parts are hashes already: products with odd numbers keep their places apart. */
uint64_t unit_key_hash(const struct unit_key *k)
{
	uint64_t sum = k->kind * 0x9E3779B97F4A7C15u + k->speaker * 0xC2B2AE3D27D4EB4Fu +
		       k->polarity * 0x165667B19E3779F9u + k->hedge * 0x85EBCA77C2B2AE63u +
		       k->value * 0x27D4EB2F165667C5u + k->date * 0x94D049BB133111EBu +
		       k->same * 0xBF58476D1CE4E5B9u;
	return sum ^ sum >> 32;
}

unsigned unit_key_differs(const struct unit_key *a, const struct unit_key *b)
{
	unsigned differs = 0;
	if (a->value != b->value)
		differs |= DIFFERS_VALUE;
	if (a->speaker != b->speaker)
		differs |= DIFFERS_SPEAKER;
	if (a->polarity != b->polarity)
		differs |= DIFFERS_POLARITY;
	if (a->hedge != b->hedge)
		differs |= DIFFERS_HEDGE;
	if (a->date != b->date || (a->when && b->when && a->when != b->when))
		differs |= DIFFERS_DATE;
	if (a->kind != b->kind)
		differs |= DIFFERS_KIND;
	if (a->same != b->same)
		differs |= DIFFERS_FIELD;
	return differs;
}

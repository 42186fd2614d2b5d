/* A date for every record of a document.
 *
 * What a sentence says of itself goes first (evidence.c). A statement without a date has that of its speaker's last dated
 * statement in the article, else of the next one (a lead is dated by the sentence behind it), else the document's date. */
#include "cmd/timeline/timeline.h"

#include <stdlib.h>

#include "common/hash.h"
#include "common/lexicon.h"

enum { MAX_LANGUAGES = 16 };

struct resolver {
	const struct timex_rules *rules;
	struct lexicon *earlier[MAX_LANGUAGES];
	const struct span *languages;
	size_t language_count;
	resolver_next *next;
	void *context;
	struct tokens tokens;
	struct arena arena; /* of the document */
	struct record out;
	struct buffer value;
};

struct resolver *resolver_new(const struct timex_rules *rules, const struct pack *p,
			      resolver_next *next, void *context)
{
	struct resolver *r = alloc_zeroed(1, sizeof *r);

	r->rules = rules;
	r->next = next;
	r->context = context;
	r->language_count = pack_languages(p, &r->languages);
	if (r->language_count > MAX_LANGUAGES)
		r->language_count = MAX_LANGUAGES;
	for (size_t i = 0; i < r->language_count; i++) {
		char code[16] = {0};
		struct span l = r->languages[i];
		memcpy(code, l.ptr, l.len < sizeof code ? l.len : sizeof code - 1);
		r->earlier[i] = lexicon_new();
		lexicon_add_section(r->earlier[i], pack_section(p, code, "time", "earlier"), 1);
	}
	return r;
}

void resolver_free(struct resolver *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->language_count; i++)
		lexicon_free(r->earlier[i]);
	tokens_free(&r->tokens);
	arena_free(&r->arena);
	record_free(&r->out);
	buffer_free(&r->value);
	free(r);
}

static void find_earlier(const struct resolver *r, struct span lang, struct sentence *s)
{
	const struct lexicon *l = NULL;
	size_t length;

	for (size_t i = 0; i < r->language_count; i++) {
		if (span_equal(r->languages[i], lang))
			l = r->earlier[i];
	}
	for (size_t i = 0; l && i < s->tokens->count && !s->earlier; i++) {
		if (s->tokens->items[i].kind == TOKEN_WORD &&
		    lexicon_find(l, s->tokens, i, &length)) {
			s->earlier = true;
			s->earlier_at = s->tokens->items[i].start;
		}
	}
}

/* Texts around the article (links, tails) have dates of other things: read, but not remembered. */
static bool is_body(const struct record *r)
{
	struct span kind = record_get(r, "kind");
	return !span_is(kind, "link") && !span_is(kind, "boilerplate");
}

static bool same_sentence(const struct record *a, const struct record *b)
{
	struct span at = record_get(a, "at");
	return at.len && span_equal(at, record_get(b, "at")) &&
	       span_equal(record_get(a, "text"), record_get(b, "text"));
}

/* "/2024)" at the head of a sentence: the other half of a date that a stray full stop cut in two. */
static bool is_torn_year(struct span text)
{
	size_t i = 0;

	while (i < text.len && (text.ptr[i] == '/' || text.ptr[i] == ' '))
		i++;
	if (i == 0 || text.len < i + 5 || text.ptr[0] != '/')
		return false;
	for (size_t k = i; k < i + 4; k++) {
		if (text.ptr[k] < '0' || text.ptr[k] > '9')
			return false;
	}
	return text.ptr[i + 4] == ')';
}

static void read_sentences(struct resolver *r, const struct record *records, size_t count,
			   struct timex_context *c, struct evidence *e)
{
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && same_sentence(&records[i], &records[end]); end++)
			;
		struct span text = record_get(&records[i], "text"),
			    lang = record_get(&records[i], "lang");
		struct timex_context aside = *c, *context = is_body(&records[i]) ? c : &aside;
		struct timex *timexes = NULL;
		tokens_cut(&r->tokens, text);
		struct sentence s = {
			.tokens = &r->tokens, .records = records + i, .record_count = end - i};
		s.count = timexes_find(r->rules, lang, &r->tokens, context, &r->arena, &timexes);
		s.timexes = timexes;
		find_earlier(r, lang, &s);
		bool torn = end < count && is_torn_year(record_get(&records[end], "text"));
		for (size_t k = i; k < end; k++) {
			evidence_find(&s, &records[k], c, &e[k]);
			if (torn && e[k].when.len)
				e[k].warn |= TIMEX_WARN_DAMAGED;
		}
	}
}

/* --- carrying dates from statement to statement --- */

struct carried { /* by speaker: open addressing, twice as many slots as records */
	uint64_t key;
	const struct evidence *evidence;
};

static struct carried *carried_find(struct carried *table, size_t mask, uint64_t key)
{
	size_t i = (size_t)key & mask;

	while (table[i].key != 0 && table[i].key != key)
		i = (i + 1) & mask;
	return &table[i];
}

static uint64_t speaker_key(const struct record *r)
{
	struct span speaker = record_get(r, "speaker");
	return speaker.len && record_has(r, "mode") ? hash64(speaker, 0) | 1 : 0;
}

static void put_carried(struct evidence *e, const struct evidence *from)
{
	e->when = from->when;
	e->lower = from->lower;
	e->upper = from->upper;
	e->basis = span_text("carried");
}

/* One walk, forward or back; back, a date is taken from the sentence's own words only. */
static void carry(const struct record *records, size_t count, struct evidence *e,
		  struct carried *table, size_t mask, bool back)
{
	memset(table, 0, (mask + 1) * sizeof *table);
	for (size_t k = 0; k < count; k++) {
		size_t i = back ? count - 1 - k : k;
		uint64_t key = speaker_key(&records[i]);
		if (key == 0)
			continue;
		struct carried *c = carried_find(table, mask, key);
		if (e[i].day && !(back && span_is(e[i].basis, "carried"))) {
			*c = (struct carried){key, &e[i]};
		} else if (e[i].when.len == 0 && c->key && !e[i].earlier) {
			put_carried(&e[i], c->evidence);
			e[i].day = true;
		}
	}
}

/* What nothing else dates: the document's day for what was said, up to it for what is told. What was said "before" was so before
 * the statement in front of it. */
static void put_document(struct resolver *r, const struct timex_context *c,
			 const struct evidence *before, const struct record *in, struct evidence *e)
{
	struct buffer b = {0};
	bool said = record_has(in, "mode");

	if (!c->document.year && !(e->earlier && before))
		return;
	if (!said || e->earlier)
		buffer_add_text(&b, "../");
	if (e->earlier && before)
		buffer_add_span(&b, before->when);
	else
		calendar_add_iso(&b, c->document);
	e->when = arena_copy(&r->arena, buffer_span(&b));
	e->basis = span_text(e->earlier ? "order" : "document");
	buffer_free(&b);
}

/* A `when` from an earlier run dates the speaker's other statements as well. */
static void keep_given(const struct record *records, size_t count, struct evidence *e)
{
	for (size_t i = 0; i < count; i++) {
		struct span when = record_get(&records[i], "when");
		if (when.len == 0)
			continue;
		e[i] = (struct evidence){.when = when, .basis = record_get(&records[i], "basis")};
		if (edtf_bounds(when, &e[i].lower, &e[i].upper))
			e[i].day = e[i].lower == e[i].upper && e[i].lower != TIMEX_NO_DAY;
	}
}

static void add_warning(struct buffer *b, bool on, const char *word)
{
	if (on)
		list_add(b, span_text(word));
}

static void put_record(struct resolver *r, const struct record *in, const struct evidence *e,
		       struct sink *out)
{
	record_assign(&r->out, in);
	if (record_has(in, "when") || e->when.len == 0) {
		r->next(out, &r->out, r->context);
		return;
	}
	record_set(&r->out, "when", e->when);
	record_set(&r->out, "when_kind",
		   span_text(record_has(in, "mode") ? "said"
			     : e->forecast          ? "forecast"
						    : "did"));
	if (e->event.len)
		record_set(&r->out, "event", e->event);
	record_set(&r->out, "basis", e->basis);
	r->value.len = 0;
	add_warning(&r->value, e->warn & TIMEX_WARN_WEEKDAY, "weekday");
	add_warning(&r->value, e->warn & TIMEX_WARN_DAMAGED, "damaged");
	add_warning(&r->value, e->warn & TIMEX_WARN_AMBIGUOUS, "ambiguous");
	add_warning(&r->value, e->warn & EVIDENCE_FUTURE, "future");
	if (r->value.len)
		record_set(&r->out, "warn", buffer_span(&r->value));
	r->next(out, &r->out, r->context);
}

enum step resolve_document(struct record *records, size_t count, struct sink *out, void *resolver)
{
	struct resolver *r = resolver;
	struct timex_context c = context_of_document(&records[0]);
	size_t mask = 15;

	arena_reset(&r->arena);
	struct evidence *e = arena_alloc(&r->arena, count * sizeof *e);
	read_sentences(r, records, count, &c, e);
	keep_given(records, count, e);
	while (mask + 1 < 2 * count)
		mask = mask * 2 + 1;
	struct carried *table = arena_alloc(&r->arena, (mask + 1) * sizeof *table);
	carry(records, count, e, table, mask, false);
	carry(records, count, e, table, mask, true);
	const struct evidence *before = NULL;
	for (size_t i = 0; i < count; i++) {
		if (e[i].when.len == 0)
			put_document(r, &c, before, &records[i], &e[i]);
		if (e[i].day && record_has(&records[i], "mode"))
			before = &e[i];
		put_record(r, &records[i], &e[i], out);
	}
	return STEP_OK;
}

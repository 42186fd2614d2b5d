/* A date for every record of a document.
 *
 * What a sentence says of itself goes first (evidence.c). A statement without a date has that of its speaker's last dated
 * statement in the article, else of the next one (a lead is dated by the sentence behind it), else the document's date. */
#include "cmd/timeline/resolve.h"

#include <stdlib.h>

#include "common/hash.h"

struct resolver *resolver_new(const struct timex_rules *rules, resolver_next *next, void *context)
{
	struct resolver *r = alloc_zeroed(1, sizeof *r);

	r->rules = rules;
	r->next = next;
	r->context = context;
	return r;
}

void resolver_free(struct resolver *r)
{
	if (r == NULL)
		return;
	tokens_free(&r->tokens);
	arena_free(&r->arena);
	record_free(&r->out);
	buffer_free(&r->value);
	free(r->known);
	free(r);
}

/* Texts around the article (links, tails) have dates of other things: read, but not remembered. */
static bool is_body(struct span kind)
{
	return !span_is(kind, "link") && !span_is(kind, "boilerplate");
}

static bool same_sentence(const struct known *a, const struct known *b)
{
	return a->at.len && span_equal(a->at, b->at) && span_equal(a->text, b->text);
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

/* A document on its way: what is known of its records, what dates each. */
struct page {
	const struct known *fields;
	struct evidence *evidence;
	size_t count;
	struct timex_context context;
};

/* The records [i, end) of one sentence. */
static void read_sentence(struct resolver *r, struct page *p, size_t i, size_t end)
{
	const struct known *f = &p->fields[i];
	struct timex_context aside, *context = &p->context;
	struct timex *timexes = NULL;

	if (!is_body(f->kind)) {
		aside = p->context;
		context = &aside;
	}
	context->at_end = end == p->count;
	tokens_cut(&r->tokens, f->text);
	struct sentence s = {.tokens = &r->tokens, .records = f, .record_count = end - i};
	s.count = timexes_find(r->rules, f->lang, &r->tokens, context, &r->arena, &timexes);
	s.timexes = timexes;
	s.earlier = context->earlier;
	s.earlier_at = context->earlier_at;
	bool torn = end < p->count && is_torn_year(p->fields[end].text);
	for (size_t k = i; k < end; k++) {
		evidence_find(&s, &p->fields[k], &p->context, &p->evidence[k]);
		if (torn && p->evidence[k].when.len)
			p->evidence[k].warn |= TIMEX_WARN_DAMAGED;
	}
}

/* The sentences up to the last record that has no date: of those behind it nothing is asked. */
static void read_sentences(struct resolver *r, struct page *p, size_t undated)
{
	for (size_t i = 0, end; i < undated; i = end) {
		for (end = i + 1; end < p->count && same_sentence(&p->fields[i], &p->fields[end]);
		     end++)
			;
		read_sentence(r, p, i, end);
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

static uint64_t speaker_key(const struct known *f)
{
	return f->speaker.len && f->mode.len ? hash64(f->speaker, 0) | 1 : 0;
}

static void put_carried(struct evidence *e, const struct evidence *from)
{
	e->when = from->when;
	e->lower = from->lower;
	e->upper = from->upper;
	e->basis = span_text("carried");
}

/* One walk, forward or back; back, a date is taken from the sentence's own words only. keys: of the speakers, 0 where there is none. */
static void carry(const struct page *p, const uint64_t *keys, struct carried *table, size_t mask,
		  bool back)
{
	struct evidence *e = p->evidence;

	memset(table, 0, (mask + 1) * sizeof *table);
	for (size_t k = 0; k < p->count; k++) {
		size_t i = back ? p->count - 1 - k : k;
		uint64_t key = keys[i];
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
static struct span document_date(struct resolver *r, const struct timex_context *c, bool until)
{
	if (r->until.ptr == NULL) {
		r->value.len = 0;
		buffer_add_text(&r->value, "../");
		calendar_add_iso(&r->value, c->document);
		r->until = arena_copy(&r->arena, buffer_span(&r->value));
		r->on = span_sub(r->until, 3, r->until.len);
	}
	return until ? r->until : r->on;
}

static void put_document(struct resolver *r, const struct timex_context *c,
			 const struct evidence *before, bool said, struct evidence *e)
{
	e->basis = span_text(e->earlier ? "order" : "document");
	if (e->earlier && before) {
		r->value.len = 0;
		buffer_add_text(&r->value, "../");
		buffer_add_span(&r->value, before->when);
		e->when = arena_copy(&r->arena, buffer_span(&r->value));
	} else if (c->document.year) {
		e->when = document_date(r, c, !said || e->earlier);
	}
}

/* A `when` from an earlier run dates the speaker's other statements as well. */
static void keep_given(const struct page *p)
{
	for (size_t i = 0; i < p->count; i++) {
		struct evidence *e = &p->evidence[i];
		struct span when = p->fields[i].when;
		if (when.len == 0)
			continue;
		*e = (struct evidence){.when = when, .basis = p->fields[i].basis};
		if (edtf_bounds(when, &e->lower, &e->upper))
			e->day = e->lower == e->upper && e->lower != TIMEX_NO_DAY;
	}
}

static void carry_dates(struct resolver *r, const struct page *p)
{
	uint64_t *keys = arena_alloc(&r->arena, p->count * sizeof *keys);
	size_t mask = 15;

	for (size_t i = 0; i < p->count; i++)
		keys[i] = speaker_key(&p->fields[i]);
	while (mask + 1 < 2 * p->count)
		mask = mask * 2 + 1;
	struct carried *table = arena_alloc(&r->arena, (mask + 1) * sizeof *table);
	carry(p, keys, table, mask, false);
	carry(p, keys, table, mask, true);
}

static void date_records(struct resolver *r, struct page *p, size_t undated)
{
	read_sentences(r, p, undated);
	keep_given(p);
	carry_dates(r, p);
	const struct evidence *before = NULL;
	for (size_t i = 0; i < p->count; i++) {
		struct evidence *e = &p->evidence[i];
		bool said = p->fields[i].mode.len > 0;
		if (e->when.len == 0)
			put_document(r, &p->context, before, said, e);
		if (e->day && said)
			before = e;
	}
}

const struct evidence *resolver_date(struct resolver *r, const struct known *fields, size_t count)
{
	size_t undated = count;

	arena_reset(&r->arena);
	r->until = (struct span){NULL, 0};
	struct page p = {.fields = fields, .count = count};
	p.evidence = arena_alloc(&r->arena, count * sizeof *p.evidence);
	p.context = context_of_document(fields[0].date, fields[0].date_from);
	while (undated > 0 && fields[undated - 1].when.len)
		undated--;
	if (undated)
		date_records(r, &p, undated);
	return p.evidence;
}

/* --- what becomes of a record --- */

static void add_warning(struct buffer *b, bool on, const char *word)
{
	if (on)
		list_add(b, span_text(word));
}

static struct field field_of(const char *label, struct span value)
{
	return (struct field){.label = span_text(label), .value = value};
}

size_t resolver_fields(struct resolver *r, const struct known *f, const struct evidence *e,
		       struct field out[RESOLVER_FIELDS])
{
	static const struct span kinds[] = {{"did", 3}, {"forecast", 8}, {"said", 4}, {"said", 4}};
	size_t n = 0;

	if (f->when.len || e->when.len == 0)
		return 0;
	out[n++] = field_of("when", e->when);
	/* looked up: which it is cannot be guessed */
	out[n++] = field_of("when_kind", kinds[2 * (f->mode.len > 0) + e->forecast]);
	out[n] = field_of("event", e->event);
	n += e->event.len > 0;
	out[n++] = field_of("basis", e->basis);
	r->value.len = 0;
	if (e->warn) {
		add_warning(&r->value, e->warn & TIMEX_WARN_WEEKDAY, "weekday");
		add_warning(&r->value, e->warn & TIMEX_WARN_DAMAGED, "damaged");
		add_warning(&r->value, e->warn & TIMEX_WARN_AMBIGUOUS, "ambiguous");
		add_warning(&r->value, e->warn & EVIDENCE_FUTURE, "future");
	}
	if (r->value.len)
		out[n++] = field_of("warn", buffer_span(&r->value));
	return n;
}

void resolver_put(struct resolver *r, const struct record *in, const struct known *f,
		  const struct evidence *e, struct sink *out)
{
	struct known k = *f;
	struct field fields[RESOLVER_FIELDS];
	size_t count = resolver_fields(r, f, e, fields);

	if (count == 0) {
		r->next(out, in, &k, r->context);
		return;
	}
	record_assign(&r->out, in);
	/* nearly every record comes without these fields: then there is no need to look for each */
	bool fresh = known_is_undated(f);
	for (size_t i = 0; i < count; i++) {
		if (fresh)
			record_add(&r->out, fields[i].label, fields[i].value);
		else
			record_set(&r->out, fields[i].label.ptr, fields[i].value);
	}
	k.when = e->when;
	k.basis = e->basis;
	if (e->event.len)
		k.event = e->event;
	r->next(out, &r->out, &k, r->context);
}

enum step resolve_document(struct record *records, size_t count, struct sink *out, void *resolver)
{
	struct resolver *r = resolver;

	while (r->known_cap < count)
		r->known = alloc_grown(r->known, r->known_cap, &r->known_cap, sizeof *r->known);
	for (size_t i = 0; i < count; i++)
		known_find(&records[i], &r->known[i]);
	const struct evidence *evidence = resolver_date(r, r->known, count);
	for (size_t i = 0; i < count; i++)
		resolver_put(r, &records[i], &r->known[i], &evidence[i], out);
	return STEP_OK;
}

/* What is known of each statement, gathered while records go by, and who disputes whom when all have gone. */
#include "cmd/timeline/dispute.h"

#include <stdlib.h>

#include "common/hash.h"

enum {
	FIGURE_REACH =
		20, /* tokens around a number that say what it counts: a clause, seldom more */
	UNIT_BYTES = 250,      /* of a unit's spans in the arena, and of its places in the tables */
	ARENA_BLOCK = 1 << 20, /* given back at once when there is too much */
	NOTE_BYTES = 90        /* of the quotation, shown beside what it disputes */
};

const struct said said_nothing = {.num = {NULL, 0}};

struct disputes *disputes_new(const struct pack *p, uint64_t within_days, uint64_t max_bytes)
{
	struct disputes *d = alloc_zeroed(1, sizeof *d);

	d->within = (int64_t)within_days;
	d->max_bytes = max_bytes;
	d->arena.block_size = ARENA_BLOCK;
	clash_words_open(&d->vocabulary, p);
	return d;
}

static void forget(struct disputes *d)
{
	free(d->units);
	free(d->words);
	free(d->figures);
	arena_free(&d->arena);
	d->units = NULL;
	d->words = NULL;
	d->figures = NULL;
	d->unit_count = d->word_count = d->figure_count = 0;
	d->unit_cap = d->word_cap = d->figure_cap = 0;
}

void disputes_free(struct disputes *d)
{
	if (d == NULL)
		return;
	clash_words_close(&d->vocabulary);
	tokens_free(&d->tokens);
	forget(d);
	free(d->word_terms);
	free(d->links);
	free(d->by_id);
	free(d->places);
	free(d->terms);
	free(d);
}

/* --- gathering --- */

/* A statement on its way in. */
struct arrival {
	const struct known *known;
	struct said said;
};

static struct words words_beside(struct disputes *d, const struct unit *u, const struct arrival *a)
{
	tokens_cut(&d->tokens, a->known->text);
	size_t at = a->said.num.len ? tokens_mention(&d->tokens, a->said.num) : d->tokens.count;
	if (at == d->tokens.count)
		return u->said; /* from a tool that wrote the mention in another way */
	size_t end = at + FIGURE_REACH < d->tokens.count ? at + FIGURE_REACH : d->tokens.count;
	return words_add(d, a->known->lang, at > FIGURE_REACH ? at - FIGURE_REACH : 0, end);
}

/* A number that another one can contradict: no part, no addition, nothing vague, not "the two". */
static bool can_clash(struct disputes *d, const struct said *s)
{
	return s->unit.len && !span_is(s->numkind, "ordinal") && !span_is(s->numkind, "fraction") &&
	       s->rel.len == 0 && !span_is(s->approx, "vague") && !span_is(s->value, "1") &&
	       (s->numrole.len == 0 || span_is(s->numrole, "count")) &&
	       !clash_is_definite(&d->vocabulary, &d->tokens, s->num);
}

static void add_figure(struct disputes *d, struct unit *u, const struct arrival *a)
{
	const struct said *s = &a->said;
	struct span low = s->value.len ? s->value : s->low,
		    high = s->value.len ? s->value : s->high;

	if ((low.len == 0 && high.len == 0) || !can_clash(d, s))
		return;
	struct figure f = {.unit = clash_unit(&d->vocabulary, &d->tokens, s->unit),
			   .of = (uint32_t)(u - d->units),
			   .has_low = low.len > 0,
			   .has_high = high.len > 0};
	f.counts = span_is(s->numkind, "cardinal") || span_is(s->numkind, "range");
	f.low = clash_decimal(&d->arena, low);
	f.high = clash_decimal(&d->arena, high);
	f.beside = words_beside(d, u, a);
	d->figures = alloc_grown(d->figures, d->figure_count, &d->figure_cap, sizeof *d->figures);
	d->figures[d->figure_count++] = f;
}

/* The head of the quotation, cut at a blank. */
static void add_note(struct disputes *d, struct unit *u, const struct arrival *a)
{
	struct span quote = a->said.quote;

	if (quote.len > NOTE_BYTES) {
		size_t end = NOTE_BYTES;
		while (end > 0 && quote.ptr[end] != ' ')
			end--;
		u->note.cut = true;
		quote = span_sub(quote, 0, end);
	}
	u->note.words = arena_copy(&d->arena, quote);
	u->note.speaker = arena_copy(&d->arena, a->known->speaker);
	u->note.stance = arena_copy(&d->arena, a->said.stance);
}

/* Two spellings of a name with the same role in the same organisation are one source: its tally grows. */
static uint64_t office_key(const struct said *s)
{
	return s->role.len && s->org.len ? hash_mix(hash64(s->role, 0), hash64(s->org, 0)) | 1 : 0;
}

uint64_t disputes_bytes(const struct disputes *d)
{
	return d->unit_count * (sizeof *d->units + UNIT_BYTES) +
	       d->word_count * (sizeof *d->words + sizeof *d->word_terms + sizeof *d->postings) +
	       d->figure_count * sizeof *d->figures;
}

/* "the claims, made in a book about the harbour": what is denied are claims, told before; not what the book is about. */
static size_t answered_end(const struct disputes *d)
{
	size_t length;

	for (size_t i = 0; i < d->tokens.count; i += length) {
		if (d->tokens.items[i].mark == MARK_COMMA)
			return i > 0 ? i : d->tokens.count;
		if (!clash_word(&d->vocabulary, &d->tokens, i, CLASH_COMMON, &length))
			break;
	}
	return d->tokens.count;
}

static void read_words(struct disputes *d, struct unit *u, const struct arrival *a)
{
	struct span language = a->known->lang;
	size_t length;

	tokens_cut(&d->tokens, a->said.quote);
	u->said = words_add(d, language, 0, u->denies ? answered_end(d) : d->tokens.count);
	bool odd = false; /* two negations of one clause undo each other, those of two do not */
	for (size_t i = 0; i < d->tokens.count; i++) {
		if (d->tokens.items[i].mark == MARK_COMMA) {
			u->negative |= odd;
			odd = false;
		}
		const struct meaning *m =
			lexicon_find(d->vocabulary.lexicon, &d->tokens, i, &length);
		if (m && meaning_of(m, CLASH_NEGATION))
			odd = !odd;
		u->open = u->open || (m && meaning_of(m, CLASH_OPEN));
		i += m ? length - 1 : 0;
	}
	u->negative |= odd;
	tokens_cut(&d->tokens, a->known->speaker);
	for (size_t i = 0; i < d->tokens.count; i++)
		u->named = u->named || d->tokens.items[i].capital;
	u->names = words_add(d, language, 0, d->tokens.count);
}

static void read_dates(struct unit *u, const struct arrival *a)
{
	if (!edtf_bounds(a->known->when, &u->lower, &u->upper))
		u->lower = u->upper = TIMEX_NO_DAY;
	if (u->lower == TIMEX_NO_DAY)
		u->lower = u->upper;
	if (!edtf_bounds(a->said.event, &u->about, &u->about_end))
		u->about = u->about_end = TIMEX_NO_DAY;
}

static uint64_t number_of(struct span digits)
{
	uint64_t n = 0;

	for (size_t i = 0; i < digits.len && i < 18 && digits.ptr[i] >= '0' && digits.ptr[i] <= '9';
	     i++)
		n = n * 10 + (uint64_t)(digits.ptr[i] - '0');
	return n;
}

/* To compare only those that came first would make the answer hang on the order of the input. */
static void check_room(struct disputes *d, const struct record *r, struct sink *out)
{
	if (disputes_bytes(d) <= d->max_bytes)
		return;
	d->overflowed = true;
	forget(d);
	out->note(out, r, "too many statements to look for disputes: give more --memory");
}

static uint64_t speaker_key(const struct arrival *a, uint64_t doc)
{
	struct span speaker = a->known->speaker;
	bool anonymous = span_is(a->said.speaker_kind, "anonymous");

	return speaker.len ? hash64(speaker, anonymous ? doc : 0) : 0;
}

static void add_unit(struct disputes *d, const struct arrival *a)
{
	const struct said *s = &a->said;
	struct unit u = {.id = arena_copy(&d->arena, a->known->id),
			 .doc = hash64(a->known->doc, 0)};
	uint64_t end;

	read_dates(&u, a);
	u.sentence = number_of(s->sent);
	record_range(a->known->at, &u.start, &end);
	u.speaker = speaker_key(a, u.doc);
	u.office = office_key(s);
	bool denies = span_is(s->stance, "deny") || span_is(s->polarity, "deny");
	u.denies = denies && u.speaker; /* whom would it set against whom? */
	u.affirms = span_is(s->polarity, "affirm") && !denies;
	read_words(d, &u, a);
	add_note(d, &u, a);
	u.note.denies = u.denies;
	d->units = alloc_grown(d->units, d->unit_count, &d->unit_cap, sizeof *d->units);
	d->units[d->unit_count++] = u;
}

uint32_t disputes_add(struct disputes *d, const struct record *r, const struct known *k,
		      struct sink *out)
{
	struct arrival a;

	if (d->overflowed || k->mode.len == 0 || k->id.len == 0)
		return (uint32_t)NO_UNIT;
	a.known = k;
	said_find(r, &a.said);
	if (d->unit_count == 0 || !span_equal(d->units[d->unit_count - 1].id, k->id))
		add_unit(d, &a);
	uint32_t unit = (uint32_t)d->unit_count - 1;
	add_figure(d, &d->units[unit], &a);
	check_room(d, r, out);
	return unit;
}

/* --- asking --- */

static uint32_t unit_of(const struct disputes *d, struct span id)
{
	size_t i = (size_t)hash64(id, 0) & d->id_mask;

	while (d->by_id[i]) {
		if (span_equal(d->units[d->by_id[i] - 1].id, id))
			return d->by_id[i] - 1;
		i = (i + 1) & d->id_mask;
	}
	return UINT32_MAX;
}

bool disputes_found(const struct disputes *d)
{
	return d->link_count > 0;
}

bool disputes_of(const struct disputes *d, uint32_t unit, struct buffer *list, struct span *kind)
{
	if (!disputes_found(d) || unit >= d->unit_count)
		return false;
	uint32_t u = d->places[unit];
	size_t low = 0, high = d->link_count;
	bool denial = false;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (d->links[mid].from < u)
			low = mid + 1;
		else
			high = mid;
	}
	size_t first = low;
	for (; low < d->link_count && d->links[low].from == u; low++) {
		list_add(list, d->units[d->links[low].to].id);
		denial = denial || !d->links[low].figure;
	}
	*kind = span_text(denial ? "denial" : "figure");
	return low > first;
}

const struct dispute_note *disputes_note(const struct disputes *d, struct span id)
{
	uint32_t u = id.len && d->by_id ? unit_of(d, id) : UINT32_MAX;
	return u == UINT32_MAX ? NULL : &d->units[u].note;
}

/* Numbers in a text: one pass over the tokens, from number to number.
 *
 * A number begins at digits or at a word that the language's starts hold; its neighbours are asked for what they make of it, and what was
 * taken is not looked at again (reader.floor). */
#include "common/number_mention.h"

struct finder {
	struct number_reader r;
	struct number *numbers;
	size_t count, cap;
	struct number_past past;
	struct arena *arena;
};

static struct number *finder_push(struct finder *f)
{
	if (f->count == f->cap) {
		size_t cap = f->cap ? f->cap * 2 : 8;
		struct number *grown = arena_alloc(f->arena, cap * sizeof *grown);
		if (f->count)
			memcpy(grown, f->numbers, f->count * sizeof *grown);
		f->numbers = grown;
		f->cap = cap;
	}
	f->numbers[f->count] = (struct number){0};
	return &f->numbers[f->count++];
}

static void place(struct finder *f, struct number *n, size_t first, size_t last)
{
	n->first = first;
	n->last = last;
	n->start = f->r.t->items[first].start;
	n->end = f->r.t->items[last].end;
	f->r.floor = last + 1;
}

static size_t push_shape(struct finder *f, const struct number_shape *s)
{
	struct number *n = finder_push(f);

	place(f, n, s->first, s->last);
	n->role = s->role;
	f->past.rel = REL_NONE;
	if (s->role == ROLE_DATE)
		f->r.date_end = s->last + 1;
	else if (s->role == ROLE_LABEL)
		f->r.label_end = s->last + 1;
	else if (s->role == ROLE_SCORE)
		f->r.score_end = s->last + 1;
	return s->last + 1;
}

/* --- words that are no number here --- */

enum { LONGEST_IDIOM = 4 };

/* The end of the idiom that token i is in, or 0: "no one", "satu sama lain". */
static size_t idiom_end(struct number_reader *r, size_t i)
{
	for (size_t n = 0; n < LONGEST_IDIOM && i >= r->floor + n; n++) {
		size_t length;
		if (number_word_at(r, i - n, KIND_IDIOM, &length) && length > n)
			return i - n + length;
	}
	return 0;
}

/* Words that stand in a name or in a compound: Simpang Lima, one-sided, dua-duanya, e-satu. */
static bool in_compound(struct number_reader *r, const struct mention *m)
{
	const struct token *t = &r->t->items[m->first];
	size_t next = m->last + 1;

	if (m->first > r->floor && token_is_dash(r, m->first - 1) && token_is_glued(r, m->first) &&
	    token_is_glued(r, m->first - 1))
		return true;
	if (!r->language->plural_nouns && token_is_dash(r, next) && token_is_glued(r, next) &&
	    token_is_glued(r, next + 1))
		return true;
	if (!t->capital || m->amount.ordinal || m->amount.vague || m->has_unit ||
	    m->first <= r->floor || !token_is_word(r, m->first - 1))
		return false;
	return r->t->items[m->first - 1].capital &&
	       !(token_is_word(r, next) && r->t->items[next].capital);
}

/* "one" stands for a thing unless a noun follows: "which one did they take". */
static bool is_pronoun(struct number_reader *r, const struct mention *m)
{
	uint64_t n;

	if (!r->language->plural_nouns || m->first != m->last || m->has_unit || m->amount.ordinal ||
	    !decimal_small(m->amount.value, &n) || n != 1)
		return false;
	return number_word_at(r, m->last + 1, KIND_NOT_NOUN, NULL) &&
	       !number_word_at(r, m->last + 1, KIND_VAGUE_LINK, NULL);
}

/* kosong, single: a number only as the whole text (in front of a point the amount is longer than the word). */
static bool is_cautious(struct number_reader *r, const struct mention *m)
{
	return m->first == m->last && r->t->count > 1 &&
	       number_word_at(r, m->first, KIND_CAUTIOUS, NULL);
}

/* Half, a quarter: only in front of what it is a part of, or behind a bound. */
static bool is_bare_fraction(struct number_reader *r, const struct mention *m)
{
	bool article;

	if (!r->language->plural_nouns || !m->amount.fraction || m->has_unit ||
	    m->amount.in_digits || m->first != m->amount.last || m->approx != APPROX_NONE)
		return false;
	article = m->first > r->floor && number_word_at(r, m->first - 1, KIND_ARTICLE, NULL);
	return !number_word_at(r, m->last + 1, KIND_FRACTION_LINK, NULL) &&
	       !number_word_at(r, m->last + 1, KIND_ARTICLE, NULL) &&
	       !(article && m->last + 1 >= r->t->count);
}

/* --- one quantity --- */

/* 6 (enam) kampung: the same once more in brackets belongs to it. */
static void take_repetition(struct number_reader *r, struct mention *m)
{
	struct mention again;

	if (!token_is_mark(r, m->last + 1, MARK_OPEN) || m->range || m->amount.vague || m->has_unit)
		return;
	if (!number_read_mention(r, m->last + 2, false, &again) ||
	    !token_is_mark(r, again.last + 1, MARK_CLOSE))
		return;
	if (again.amount.in_digits == m->amount.in_digits ||
	    decimal_compare(again.amount.value, m->amount.value) != 0)
		return;
	m->last = again.last + 1;
	m->behind = m->last + 1;
}

/* kedua negara: both; juara ketiga, kedua kalinya: in a row. */
static void settle_ordinal(struct number_reader *r, struct mention *m)
{
	size_t next = m->last + 1, before = m->first - 1;
	uint64_t n;
	bool after_noun;

	if (!m->amount.ordinal || !m->amount.joined || !decimal_small(m->amount.value, &n))
		return;
	if (token_is_glued(r, next) || !number_is_noun(r, next) ||
	    r->t->items[next].capital > r->t->items[m->first].capital ||
	    number_word_at(r, next, KIND_ORDINAL_NEXT, NULL))
		return;
	after_noun = m->first > r->floor && token_is_word(r, before) &&
		     (n == r->language->both && !m->amount.in_digits
			      ? number_word_at(r, before, KIND_ORDINAL_HEAD, NULL) != NULL
			      : number_is_noun(r, before));
	if (after_noun)
		return;
	m->amount.ordinal = false;
	m->kind = NUMBER_CARDINAL;
}

/* The end of the token that holds the last byte of a phrase. */
static size_t token_behind(const struct number_reader *r, size_t i, struct span phrase)
{
	uint32_t end = (uint32_t)(phrase.ptr + phrase.len - r->t->text.ptr);

	while (i < r->t->count && r->t->items[i].end < end)
		i++;
	return i + 1;
}

static void take_noun(struct number_reader *r, struct mention *m)
{
	size_t at = m->last + 1, length;
	uint64_t n = 0;
	bool many;

	if (m->has_unit)
		return;
	if (m->amount.ordinal) {
		m->unit = number_ordinal_noun(r, m->first);
		return;
	}
	if ((m->amount.vague || m->amount.fraction) &&
	    number_word_at(r, at, KIND_VAGUE_LINK, &length))
		at += length;
	if (number_word_at(r, at, KIND_FRACTION_LINK, &length) && m->amount.fraction)
		at += length;
	if (number_word_at(r, at, KIND_ADDITION_AFTER, &length) && !r->language->plural_nouns &&
	    number_is_noun(r, at + length)) {
		m->added = true; /* dua lagi kapal */
		at += length;
	}
	if (r->language->plural_nouns && token_is_dash(r, at) && token_is_glued(r, at) &&
	    token_is_glued(r, at + 1) && number_is_noun(r, at + 1)) {
		m->unit = token_text(r->t, at + 1); /* six-cylinder */
		m->behind = at + 2;
		return;
	}
	many = m->range || m->amount.vague || !decimal_small(m->amount.value, &n) || n != 1;
	m->unit = number_counted_noun(r, at, many);
	if (m->unit.len)
		m->behind = token_behind(r, at, m->unit);
}

/* Budi (34), Smith, 61, : a number of two digits between marks behind a name. */
static bool is_age_of_name(struct number_reader *r, const struct mention *m)
{
	size_t i = m->first, name;

	if (m->range || m->has_unit || !m->amount.in_digits || m->first != m->last ||
	    token_len(r, i) != 2 || i < r->floor + 2)
		return false;
	name = token_is_mark(r, i - 2, MARK_PERIOD) && i > r->floor + 2 ? i - 3
									: i - 2; /* Jr., 56, */
	if (!token_is_word(r, name) || !r->t->items[name].capital)
		return false;
	if (token_is_mark(r, i - 1, MARK_OPEN))
		return token_is_mark(r, i + 1, MARK_CLOSE);
	return token_is_mark(r, i - 1, MARK_COMMA) && r->t->items[i].space &&
	       (token_is_mark(r, i + 1, MARK_COMMA) ||
		(token_is_mark(r, i + 1, MARK_PERIOD) && i + 2 >= r->t->count));
}

/* "bek tengah 24 tahun itu", "pemain asal Muara 24 tahun tersebut": years behind a person, closed by a demonstrative. */
static bool is_age_of_person(struct number_reader *r, const struct mention *m)
{
	enum { NEAR = 4 }; /* tokens in front */
	const struct number_word *w;

	if (!m->has_unit || m->range || m->kind != NUMBER_MEASURE || !r->language->age_unit.len ||
	    !span_equal(m->unit, r->language->age_unit) ||
	    !(w = number_word_at(r, m->last + 1, KIND_AGE_AFTER, NULL)) || w->variant != AGE_CLOSER)
		return false;
	for (size_t n = 1; n <= NEAR && n <= m->first && token_is_word(r, m->first - n); n++)
		if ((w = number_word_at(r, m->first - n, KIND_AGE_BEFORE, NULL)) &&
		    w->variant == AGE_PERSON)
			return true;
	return false;
}

static bool is_age(struct number_reader *r, const struct mention *m)
{
	const struct number_word *w;
	size_t start;

	if (m->age || is_age_of_name(r, m) || is_age_of_person(r, m))
		return true;
	if (m->amount.ordinal || m->kind == NUMBER_PERCENT || m->kind == NUMBER_MONEY)
		return false;
	w = number_word_before(r, m->before, KIND_AGE_BEFORE, &start);
	if (!w || w->variant == AGE_PERSON)
		w = number_word_at(r, m->before, KIND_AGE_BEFORE, NULL);
	return w && w->variant != AGE_PERSON;
}

static void push_mention(struct finder *f, struct mention *m)
{
	struct number_reader *r = &f->r;
	struct number *n = finder_push(f);
	enum number_rel rel = number_relation(r, m, &f->past);

	n->kind = m->range ? NUMBER_RANGE : m->kind;
	n->dimension = m->kind;
	n->approx = m->approx;
	n->rel = rel;
	n->unit = m->unit.len ? m->unit : span_of(NULL, 0);
	if (m->range || m->amount.vague) {
		n->low = m->open_low ? span_of(NULL, 0) : decimal_text(f->arena, m->low);
		n->high = m->open_high ? span_of(NULL, 0) : decimal_text(f->arena, m->high);
	} else {
		n->value = decimal_text(f->arena, m->amount.value);
	}
	if (is_age(r, m)) {
		n->role = ROLE_AGE;
		if (!n->unit.ptr && r->language->age_unit.len)
			n->unit = r->language->age_unit;
	}
	place(f, n, m->first, m->last);
	f->past.rel = rel;
	f->past.behind = m->behind;
	if (m->kind == NUMBER_CARDINAL && !m->range && !m->amount.vague &&
	    (!f->past.counted || decimal_compare(m->amount.value, f->past.largest) > 0)) {
		f->past.counted = true;
		f->past.largest = m->amount.value;
	}
}

/* July six; not "in May two people" */
static bool is_day_in_words(struct number_reader *r, const struct mention *m)
{
	size_t start;
	uint64_t n;

	return !m->amount.in_digits && !m->has_unit && !m->amount.ordinal && !m->amount.vague &&
	       decimal_small(m->amount.value, &n) && n > 0 && n <= 31 &&
	       number_word_before(r, m->first, KIND_MONTH, &start) && r->t->items[start].capital &&
	       !number_counted_noun(r, m->last + 1, true).len;
}

/* pukul delapan, jam setengah 6 */
static bool is_clock_in_words(struct number_reader *r, const struct mention *m)
{
	size_t start;

	return !m->amount.in_digits && !m->amount.ordinal && !m->amount.vague &&
	       number_word_before(r, m->first, KIND_TIME_BEFORE, &start) != NULL;
}

static size_t clock_end(struct number_reader *r, const struct mention *m)
{
	size_t next = m->amount.last + 1, length;

	if (!m->amount.fraction)
		return m->amount.last;
	if (token_is(r, next, TOKEN_DIGITS) && token_len(r, next) <= 2)
		return next;
	return number_word_at(r, next, KIND_CARDINAL, &length) ? next + length - 1 : m->amount.last;
}

/* a year or two: one to two years */
static void take_unit_in_front(struct number_reader *r, struct mention *m)
{
	const struct number_word *link, *unit;
	size_t start;
	uint64_t n;

	if (m->amount.in_digits || m->has_unit || m->range || !decimal_small(m->amount.value, &n) ||
	    n != 2 || number_kinds_at(r, m->last + 1) & UINT64_C(1) << KIND_FRACTION_LINK)
		return;
	link = number_word_before(r, m->first, KIND_RANGE_LINK, &start);
	if (!link || !link->careful)
		return;
	unit = number_word_before(r, start, KIND_MEASURE, &start);
	if (!unit || unit->digits || !number_word_before(r, start, KIND_ARTICLE, &start))
		return;
	m->low = decimal_of(r->a, 1);
	m->high = m->amount.value;
	m->range = m->has_unit = true;
	m->unit = unit->text;
	m->kind = NUMBER_MEASURE;
	m->first = start;
}

/* "a million", "a dozen": the article belongs to the number. */
static void take_article(struct number_reader *r, struct mention *m)
{
	if (m->first > r->floor && !m->amount.in_digits && m->first == m->amount.first &&
	    number_word_at(r, m->first - 1, KIND_ARTICLE, NULL) &&
	    (m->amount.fraction || number_word_at(r, m->first, KIND_SCALE, NULL) ||
	     number_word_at(r, m->first, KIND_DOZEN, NULL) ||
	     number_word_at(r, m->first, KIND_MULTIPLIER, NULL)))
		m->first--;
}

/* The quantity at token i; gives the token to go on at. */
static size_t find_quantity(struct finder *f, size_t i)
{
	struct number_reader *r = &f->r;
	struct mention m;
	size_t start;
	const struct number_word *opener = number_word_before(r, i, KIND_RANGE_OPEN, &start);
	bool opened = opener != NULL;

	if (!number_read_mention(r, i, opened, &m))
		return i + 1;
	if (number_is_label_in_words(r, &m))
		return push_shape(f, &(struct number_shape){m.first, m.last, ROLE_LABEL});
	if (is_day_in_words(r, &m))
		return push_shape(f, &(struct number_shape){m.first, m.last, ROLE_DATE});
	if (is_clock_in_words(r, &m))
		return push_shape(f, &(struct number_shape){m.first, clock_end(r, &m), ROLE_TIME});
	if (m.first < i)
		opener = number_word_before(r, m.first, KIND_RANGE_OPEN, &start);
	take_article(r, &m);
	if (!m.amount.in_digits && !m.has_unit && in_compound(r, &m) &&
	    !token_is(r, m.last + 2, TOKEN_DIGITS) &&
	    !number_word_at(r, m.last + 2, KIND_CARDINAL, NULL))
		return m.last + 1;
	take_repetition(r, &m);
	if (number_take_range(r, &m, opener) && opener)
		m.first = start;
	take_unit_in_front(r, &m);
	settle_ordinal(r, &m);
	number_take_bounds(r, &m);
	if (!m.amount.in_digits &&
	    (is_pronoun(r, &m) || is_cautious(r, &m) || is_bare_fraction(r, &m)))
		return m.last + 1;
	take_noun(r, &m);
	if (m.unit.len && !m.has_unit)
		number_take_bounds_behind(r, &m);
	push_mention(f, &m);
	return m.last + 1;
}

/* kuartal III, Bab IV */
static size_t find_roman(struct finder *f, size_t i, enum number_roman role, uint64_t value)
{
	struct number_reader *r = &f->r;
	bool prefixed = token_is_dash(r, i - 1);
	struct mention m = {.first = prefixed ? i - 2 : i,
			    .last = i,
			    .before = prefixed ? i - 2 : i,
			    .behind = i + 1,
			    .kind = NUMBER_ORDINAL};

	if (role != ROMAN_ORDINAL)
		return push_shape(f, &(struct number_shape){
					     i, i, role == ROMAN_DATE ? ROLE_DATE : ROLE_LABEL});
	m.amount.value = decimal_of(r->a, value);
	m.amount.ordinal = true;
	take_noun(r, &m);
	push_mention(f, &m);
	return i + 1;
}

/* --- the pass --- */

/* http://…, www.…: nothing in an address counts. */
static bool is_address(const struct number_reader *r, size_t i)
{
	struct span w = token_lower(r->t, i);

	if (w.len < 3 || w.len > 5)
		return false;
	if (span_is(w, "www"))
		return token_is_mark(r, i + 1, MARK_PERIOD);
	return (span_is(w, "http") || span_is(w, "https")) && token_is_mark(r, i + 1, MARK_COLON) &&
	       token_is_mark(r, i + 2, MARK_SLASH);
}

static size_t skip_run(const struct number_reader *r, size_t i)
{
	do
		i++;
	while (i < r->t->count && !r->t->items[i].space);
	return i;
}

static size_t find_at(struct finder *f, size_t i)
{
	struct number_reader *r = &f->r;
	const struct token *t = &r->t->items[i];
	struct number_shape shape;
	size_t length, end;
	uint64_t value;
	enum number_roman roman;

	if (t->kind == TOKEN_DIGITS)
		return number_read_shape(r, i, &shape) ? push_shape(f, &shape)
						       : find_quantity(f, i);
	if (t->kind == TOKEN_MARK && t->mark == MARK_PERIOD)
		return t->space && token_is(r, i + 1, TOKEN_DIGITS) && token_is_glued(r, i + 1)
			       ? find_quantity(f, i)
			       : i + 1;
	if (t->kind == TOKEN_MARK && t->mark != MARK_OTHER)
		return i + 1;
	if (number_may_start(r->language, t->hash) &&
	    lexicon_find(r->language->starts, r->t, i, &length)) {
		end = idiom_end(r, i);
		return end > i ? end : find_quantity(f, i);
	}
	if (t->kind != TOKEN_WORD)
		return i + 1;
	if (t->capital && (roman = number_read_roman(r, i, &value)) != ROMAN_NONE)
		return find_roman(f, i, roman, value);
	return token_is_glued(r, i + 1) && is_address(r, i) ? skip_run(r, i) : i + 1;
}

size_t numbers_find(const struct number_rules *rules, struct span lang, const struct tokens *t,
		    struct arena *a, struct number **out)
{
	struct finder
		f; /* field by field: the reader's caches are cheaper to mark empty than to clear */

	f.numbers = NULL;
	f.count = f.cap = 0;
	f.past = (struct number_past){0};
	f.arena = a;
	number_reader_start(&f.r, rules, lang, t, a);
	for (size_t i = 0; i < t->count;)
		i = find_at(&f, i);
	*out = f.numbers;
	return f.count;
}

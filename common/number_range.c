/* Two numbers that are the ends of one, and words that leave an end open. */
#include "common/number_mention.h"

/* --- ranges --- */

static bool link_fits(const struct number_word *link, const struct number_word *opener)
{
	struct span list = link->text;

	if (!list.ptr)
		return true;
	if (!opener)
		return false;
	for (size_t start = 0, i = 0; i <= list.len; i++) {
		if (i < list.len && list.ptr[i] != '|')
			continue;
		if (span_equal(span_sub(list, start, i), opener->entry.key))
			return true;
		start = i + 1;
	}
	return false;
}

/* What joins the two: the first token of the second number in *next. loose: a dash between blanks; close: "or", for neighbours only. */
static bool range_link(struct number_reader *r, size_t at, const struct number_word *opener,
		       size_t *next, bool *loose, bool *close)
{
	size_t length;
	const struct number_word *w;

	*loose = *close = false;
	if (token_is_dash(r, at) && at + 1 < r->t->count) {
		*next = at + 1;
		if (r->t->items[at].space == r->t->items[at + 1].space) {
			*loose = r->t->items[at].space;
			return true;
		}
		at++; /* 3- to 9-meter */
	}
	w = number_word_at(r, at, KIND_RANGE_LINK, &length);
	if (!w || !link_fits(w, opener))
		return false;
	*next = at + length;
	*close = w->careful;
	return true;
}

/* Over "about", a currency mark and a minus to the second number itself. */
static size_t second_number(struct number_reader *r, size_t i)
{
	size_t length;
	const struct number_word *w = number_word_at(r, i, KIND_BEFORE, &length);

	if (w && w->approx == APPROX_ABOUT)
		i += length;
	if (number_word_at(r, i, KIND_CURRENCY, &length))
		i += length;
	if (token_is_dash(r, i) && token_is_glued(r, i + 1))
		i++;
	return i;
}

/* Whether units let the two be ends of one range. */
static bool units_fit(const struct mention *a, const struct mention *b, bool tight)
{
	if (a->has_unit && b->has_unit)
		return a->kind == b->kind && span_equal(a->unit, b->unit);
	/* Rp 625 miliar hingga 787 miliar */
	return !a->has_unit || tight ||
	       (a->kind == NUMBER_MONEY && a->amount.power && a->amount.power == b->amount.power);
}

/* 30-35 juta, six to nine thousand: the first end takes the second's scale, if it is smaller without it. */
static struct decimal carried_low(const struct mention *a, const struct mention *b)
{
	unsigned power = b->amount.power;

	if (power && !a->amount.power &&
	    decimal_compare(a->amount.value, decimal_shift(b->amount.value, -(int64_t)power)) < 0)
		return decimal_shift(a->amount.value, power);
	return a->amount.value;
}

static bool is_end(const struct mention *m)
{
	return !m->amount.vague && !m->amount.ordinal;
}

bool number_take_range(struct number_reader *r, struct mention *m, const struct number_word *opener)
{
	struct mention second;
	struct number_shape shape;
	struct decimal low, high;
	size_t next;
	bool loose, close, dash = token_is_dash(r, m->last + 1);

	if (!is_end(m) || !range_link(r, m->last + 1, opener, &next, &loose, &close))
		return false;
	next = second_number(r, next);
	if (token_is(r, next, TOKEN_DIGITS) && !dash && number_read_shape(r, next, &shape))
		return false;
	if (!number_read_mention(r, next, false, &second) || !is_end(&second) ||
	    !units_fit(m, &second, dash || opener))
		return false;
	if (loose &&
	    ((m->has_unit && !second.has_unit) || !m->amount.in_digits || !second.amount.in_digits))
		return false;
	if (close && (second.first != next ||
		      decimal_compare(decimal_add(r->a, m->amount.value, decimal_of(r->a, 1)),
				      decimal_shift(second.amount.value,
						    -(int64_t)second.amount.power)) != 0))
		return false;
	low = carried_low(m, &second);
	high = second.amount.value;
	if (decimal_compare(low, high) > 0 && low.negative) { /* -18 to -34 */
		struct decimal swap = low;
		low = high;
		high = swap;
	}
	if (decimal_compare(low, high) >= 0)
		return false;
	m->low = low;
	m->high = high;
	m->range = true;
	m->last = second.last;
	m->behind = second.behind;
	m->age |= second.age;
	if (!m->has_unit) {
		m->unit = second.unit;
		m->kind = second.kind;
		m->has_unit = second.has_unit;
	}
	return true;
}

/* --- bounds --- */

/* One end open. A vague amount or a range stays what it is. */
static void open_end(struct mention *m, enum number_approx approx)
{
	bool low = approx == APPROX_MIN || approx == APPROX_OVER;

	if (m->range || m->amount.vague)
		return;
	m->low = m->high = m->amount.value;
	m->open_high = low;
	m->open_low = !low;
	m->range = true;
}

static void apply(struct mention *m, enum number_approx approx)
{
	if (approx == APPROX_NONE)
		return;
	if (approx != APPROX_ABOUT)
		open_end(m, approx);
	if (m->approx == APPROX_NONE || m->approx == APPROX_ABOUT)
		m->approx = approx;
}

/* Up to two in front: "hampir sekitar". */
static void bounds_before(struct number_reader *r, struct mention *m)
{
	m->before = m->first;
	for (int n = 0; n < 2; n++) {
		size_t start;
		const struct number_word *w = number_word_before(r, m->before, KIND_BEFORE, &start);
		if (!w || m->amount.ordinal)
			return;
		m->before = start;
		apply(m, w->approx);
		if (w->approx != APPROX_NONE && w->approx != APPROX_ABOUT)
			m->first = start;
	}
}

/* 20 lebih orang, 500+, 5 orang atau lebih */
static void bounds_behind(struct number_reader *r, struct mention *m, size_t at, bool noun_follows)
{
	size_t length;
	const struct number_word *w = number_word_at(r, at, KIND_AFTER, &length);

	if (token_is_mark(r, at, MARK_PLUS) && token_is_glued(r, at) && at == m->last + 1 &&
	    !token_is(r, at + 1, TOKEN_DIGITS)) {
		apply(m, APPROX_MIN);
		m->last = at;
		m->behind = at + 1;
	} else if (w && w->approx != APPROX_NONE && !m->amount.ordinal &&
		   (length > 1 || (noun_follows && number_is_noun(r, at + length)))) {
		apply(m, w->approx);
		if (at == m->last + 1)
			m->last = at + length - 1;
		m->behind = at + length;
	}
}

/* minimal 5 dan maksimal 10, more than 30 and less than 45: the second bound closes what the first left open. */
static void second_bound(struct number_reader *r, struct mention *m)
{
	struct mention other;
	size_t at = m->last + 1, length;
	const struct number_word *w;
	bool lower;

	if (m->open_low == m->open_high || !number_word_at(r, at, KIND_JOIN, &length))
		return;
	at += length;
	w = number_word_at(r, at, KIND_BEFORE, &length);
	lower = w && (w->approx == APPROX_MIN || w->approx == APPROX_OVER);
	if (!w || w->approx == APPROX_NONE || w->approx == APPROX_ABOUT || lower == m->open_high)
		return;
	if (!number_read_mention(r, second_number(r, at + length), false, &other) ||
	    !is_end(&other) || !units_fit(m, &other, true))
		return;
	if (decimal_compare(lower ? other.amount.value : m->low,
			    lower ? m->high : other.amount.value) >= 0)
		return;
	*(lower ? &m->low : &m->high) = other.amount.value;
	m->open_low = m->open_high = false;
	m->last = other.last;
	m->behind = other.behind;
	if (!m->has_unit) {
		m->unit = other.unit;
		m->kind = other.kind;
		m->has_unit = other.has_unit;
	}
}

void number_take_bounds(struct number_reader *r, struct mention *m)
{
	bounds_before(r, m);
	second_bound(r, m);
	bounds_behind(r, m, m->last + 1, !m->has_unit);
}

void number_take_bounds_behind(struct number_reader *r, struct mention *m)
{
	bounds_behind(r, m, m->behind, false);
}

/* --- relations --- */

enum { LONGEST_SUBJECT = 5 };

/* kenaikan harga beras sebesar 5 persen: over the nouns in front of token i back to the word of change. */
static bool is_change_of(struct number_reader *r, size_t i)
{
	size_t start;

	for (int words = 0; words < LONGEST_SUBJECT && i > r->floor; words++, i--) {
		if (number_word_before(r, i, KIND_CHANGE, &start))
			return true;
		if (!number_is_noun(r, i - 1))
			return false;
	}
	return false;
}

/* Over "sebesar", "by" back to the word of change. */
static bool is_change(struct number_reader *r, size_t at)
{
	size_t start;
	const struct number_word *link = number_word_before(r, at, KIND_CHANGE_LINK, &start);

	if (link && link->variant == LINK_AMOUNT && is_change_of(r, start))
		return true;
	for (int n = 0; n < 2; n++) {
		if (number_word_before(r, at, KIND_CHANGE, &start))
			return true;
		if (!number_word_before(r, at, KIND_CHANGE_LINK, &start))
			return false;
		at = start;
	}
	return number_word_before(r, at, KIND_CHANGE, &start) != NULL;
}

/* termasuk 40 bayi dan 12 lansia: only a joining word or comma between this number and the last one. */
static bool is_joined(struct number_reader *r, size_t from, size_t to)
{
	size_t length;

	if (from >= to || to - from > 2)
		return false;
	if (token_is_mark(r, from, MARK_COMMA))
		from++;
	return from == to || (number_word_at(r, from, KIND_JOIN, &length) && from + length == to);
}

/* termasuk 40 bayi; "yakni" only behind a larger count */
static bool is_part(struct number_reader *r, const struct mention *m,
		    const struct number_past *past)
{
	size_t start;
	const struct number_word *w = number_word_before(r, m->before, KIND_PART, &start);

	if (w && w->variant == PART_EXPLAINED)
		return m->kind == NUMBER_CARDINAL && past->counted && !m->amount.vague &&
		       decimal_compare(m->amount.value, past->largest) < 0;
	return w || (past->rel == REL_PART && is_joined(r, past->behind, m->before));
}

/* 75 orang lagi, 14 negara Barat lainnya; not "9 hari lagi", which is nine days from now, nor "20 % more" or "four times more" */
static bool is_additional(struct number_reader *r, const struct mention *m)
{
	size_t start, length, at = m->behind;

	if (m->added || number_word_before(r, m->before, KIND_ADDITION_BEFORE, &start) ||
	    (m->unit.len && !m->has_unit &&
	     number_word_at(r, m->last + 1, KIND_ADDITION_AFTER, NULL)))
		return true;
	if (m->kind == NUMBER_MEASURE || m->kind == NUMBER_PERCENT ||
	    (r->language->plural_nouns && m->unit.len && !m->has_unit))
		return false;
	if (number_word_at(r, at, KIND_ADDITION_AFTER, &length))
		return true;
	return !r->language->plural_nouns && m->unit.len && !m->has_unit && number_is_noun(r, at) &&
	       number_word_at(r, at + 1, KIND_ADDITION_AFTER, &length);
}

/* turun 5 persen atau 12 poin */
static bool is_same_change(struct number_reader *r, const struct mention *m,
			   const struct number_past *past)
{
	const struct number_word *w = number_word_at(r, past->behind, KIND_RANGE_LINK, NULL);

	return past->rel == REL_CHANGE && w && w->careful && past->behind + 1 == m->before &&
	       m->has_unit;
}

enum number_rel number_relation(struct number_reader *r, const struct mention *m,
				const struct number_past *past)
{
	if (m->amount.ordinal)
		return REL_NONE;
	if (is_part(r, m, past))
		return REL_PART;
	if (is_additional(r, m))
		return REL_ADDITIONAL;
	if (is_change(r, m->before) || is_same_change(r, m, past))
		return REL_CHANGE;
	return m->has_unit && number_word_at(r, m->behind, KIND_CHANGE_AFTER, NULL) ? REL_CHANGE
										    : REL_NONE;
}

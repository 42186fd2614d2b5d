/* A number with what is glued to it: currency, scale letters, percent, measures, signs. */
#include "common/number_mention.h"

#include "common/number_words.h"

/* --- currency, percent, measure --- */

static bool case_fits(const struct number_reader *r, const struct number_word *w, size_t i,
		      size_t last)
{
	if (!w->capital)
		return true;
	if (w->unit != w) /* a form: S$, Nm; the code itself only in capitals */
		return r->t->items[i].capital;
	return last > i || token_len(r, i) == 1 ? r->t->items[i].capital
						: r->t->items[i].all_capital;
}

static bool is_genitive(const struct number_reader *r, size_t i)
{
	return token_is_glued(r, i) && (token_is_mark(r, i - 1, MARK_APOSTROPHE) ||
					token_is_mark(r, i - 1, MARK_SINGLE_CLOSE));
}

static void take_currency_before(struct number_reader *r, struct mention *m)
{
	size_t start, at = m->first;
	bool sign = at > r->floor && token_is_dash(r, at - 1) && token_is_glued(r, at);
	const struct number_word *w;

	if (sign && !number_word_before(r, at - 1, KIND_CURRENCY, &start))
		return;
	if (sign) {
		m->amount.value.negative = !decimal_is_zero(m->amount.value);
		at--;
	}
	w = number_word_before(r, at, KIND_CURRENCY, &start);
	if (w && start + 1 < at && is_genitive(r, start)) { /* Obama's $5 has no S$ */
		start = at - 1;
		w = number_word_at(r, start, KIND_CURRENCY, NULL);
	}
	if (!w || !case_fits(r, w, start, at - 1) || w->digits)
		return;
	if (r->language->plural_nouns && token_is_word(r, start) && token_len(r, start) > 3 &&
	    number_is_year(r, m->amount.first) && m->amount.last == m->amount.first)
		return; /* Euro 2028 */
	if (!r->t->items[at].space || token_is(r, m->amount.first, TOKEN_DIGITS) ||
	    !token_is_word(r, at - 1)) {
		m->first = start;
		m->unit = w->text;
		m->kind = NUMBER_MONEY;
		m->has_unit = true;
	}
}

/* magnitudo 5,6; M5,6 */
static void take_unit_before(struct number_reader *r, struct mention *m)
{
	size_t start;
	const struct number_word *w = number_word_before(r, m->first, KIND_UNIT_BEFORE, &start);

	if (!w || m->has_unit || !m->amount.in_digits || m->amount.power || m->amount.ordinal ||
	    (w->capital && !r->t->items[start].capital))
		return;
	m->unit = w->text;
	m->kind = NUMBER_MEASURE;
	m->has_unit = true;
}

/* "9m people", "2m tonnes"; but "60m hurdles", "800m in a record". */
static bool counts_behind(struct number_reader *r, size_t i)
{
	const struct number_word *unit = number_word_at(r, i, KIND_MEASURE, NULL),
				 *race = number_word_at(r, i, KIND_BEHIND, NULL);
	if (race && race->variant == BEHIND_RACE)
		return false;
	return (unit && !unit->last) || number_word_at(r, i, KIND_CURRENCY, NULL) ||
	       number_counted_noun(r, i, true).len;
}

/* 3M, 3 M, Rp3M, 20m: what the letter means hangs on the money in front and on the blank. */
static void take_short_scale(struct number_reader *r, struct mention *m)
{
	size_t at = m->last + 1, length;
	const struct number_word *w = !m->amount.power && !m->amount.vague
					      ? number_word_at(r, at, KIND_SHORT_SCALE, &length)
					      : NULL;
	bool glued = token_is_glued(r, at);
	unsigned power;

	if (!w || (w->capital && !r->t->items[at].capital) ||
	    token_is_mark(r, at + length, MARK_APOSTROPHE))
		return;
	if (w->careful && !r->t->items[at].capital && m->kind != NUMBER_MONEY &&
	    !counts_behind(r, at + length))
		return; /* 9m is a length, 9m people are millions */
	if (!m->amount.in_digits && (glued || token_len(r, at) < 2))
		return; /* two mln, but not "one T" */
	power = m->kind == NUMBER_MONEY && w->money ? w->money : glued ? w->glued : w->spaced;
	if (power == 0 || (token_is_glued(r, at + length) && token_is_word(r, at + length)))
		return;
	m->amount.value = decimal_shift(m->amount.value, power);
	m->amount.power = power;
	m->last = at + length - 1;
}

/* Where a unit may stand: behind the number, or behind a hyphen (9-meter). */
static size_t unit_place(struct number_reader *r, size_t last, bool *hyphen)
{
	size_t at = last + 1;

	*hyphen = token_is_dash(r, at) && token_is_glued(r, at) && token_is_glued(r, at + 1);
	return *hyphen ? at + 1 : at;
}

static bool take_currency_or_percent(struct number_reader *r, struct mention *m, size_t at)
{
	size_t length;
	const struct number_word *w = number_word_at(r, at, KIND_PERCENT, &length);

	if (w && m->kind != NUMBER_MONEY) {
		m->unit = span_of("%", 1);
		m->kind = NUMBER_PERCENT;
	} else if ((w = number_word_at(r, at, KIND_CURRENCY, &length)) &&
		   case_fits(r, w, at, at + length - 1)) {
		if (m->kind == NUMBER_MONEY && !span_equal(m->unit, w->text))
			return false; /* $10 €20 */
		if (token_is_mark(r, at, MARK_CURRENCY) && token_is(r, at + length, TOKEN_DIGITS) &&
		    token_is_glued(r, at + length))
			return false; /* 1 $10 */
		if (token_is_dash(r, at - 1) && token_is(r, at + length, TOKEN_DIGITS))
			return false; /* Rp 1.500-Rp 1.750 */
		m->unit = w->text;
		m->kind = NUMBER_MONEY;
	} else {
		return false;
	}
	m->last = at + length - 1;
	m->has_unit = true;
	return true;
}

static bool ends_clause(const struct number_reader *r, size_t i)
{
	return i >= r->t->count || (r->t->items[i].kind == TOKEN_MARK && !token_is_dash(r, i));
}

static bool take_measure(struct number_reader *r, struct mention *m, size_t at)
{
	size_t length;
	const struct number_word *w = number_word_at(r, at, KIND_MEASURE, &length), *other;

	if (w && (other = number_word_again(r, at, KIND_MEASURE)) &&
	    case_fits(r, other, at, at + length - 1) &&
	    (other->capital || !case_fits(r, w, at, at + length - 1)))
		w = other; /* 90 Nm, 3 nm */
	if (!w || (w->digits && !m->amount.in_digits) ||
	    (w->last && !ends_clause(r, at + length)) || !case_fits(r, w, at, at + length - 1))
		return false;
	if (w->digits && token_is_glued(r, at + length) && !ends_clause(r, at + length))
		return false;
	if (w->digits && !w->capital && token_is_glued(r, at) && r->t->items[at].capital &&
	    token_len(r, at) == 1)
		return false; /* 5G */
	if (number_word_at(r, at, KIND_YEAR_BEFORE, NULL) && number_is_year(r, at + length))
		return false; /* UU No. 11 Tahun 2008 */
	m->unit = w->text;
	m->measure = w->unit;
	m->kind = NUMBER_MEASURE;
	m->last = at + length - 1;
	m->has_unit = true;
	return true;
}

/* years old, year-old */
static void take_age(struct number_reader *r, struct mention *m)
{
	bool hyphen;
	size_t at = unit_place(r, m->last, &hyphen), length;

	const struct number_word *w = number_word_at(r, at, KIND_AGE_AFTER, &length);

	if (w && w->variant != AGE_CLOSER) {
		m->age = true;
		m->last = at + length - 1;
	}
}

/* 50-an, 500-an miliar, 80s: up to the next one that is as round */
static void take_decade(struct number_reader *r, struct mention *m, uint64_t n, size_t next)
{
	uint64_t step = 10;
	unsigned power;

	while (n % (step * 10) == 0)
		step *= 10;
	power = number_read_scales(r, &next);
	m->amount.vague = true;
	m->amount.low = decimal_shift(decimal_of(r->a, n), power);
	m->amount.high = number_vague_high(r, n + step - 1, power);
	m->amount.power = power;
	m->last = next - 1;
}

/* yang ke 30: without a hyphen only behind a noun that such numbers follow, since "ke" is "to" as well */
static bool is_spaced_ordinal(struct number_reader *r, size_t i)
{
	size_t start;

	return i >= r->floor + 2 && r->t->items[i].space &&
	       number_word_at(r, i - 1, KIND_ORDINAL_PREFIX, NULL) &&
	       number_word_before(r, i - 1, KIND_ORDINAL_HEAD, &start);
}

/* ke-3, 31st, 50-an, 50s */
static void take_digit_marks(struct number_reader *r, struct mention *m)
{
	size_t at = m->last + 1, length, i = m->amount.first;
	uint64_t n;

	if (!m->amount.in_digits || m->amount.power)
		return;
	if (token_is_glued(r, at) && number_word_at(r, at, KIND_ORDINAL_SUFFIX, &length)) {
		m->amount.ordinal = true;
		m->last = at + length - 1;
	} else if (token_is_glued(r, at) && number_word_at(r, at, KIND_DECADE, &length) &&
		   decimal_small(m->amount.value, &n) && n % 10 == 0 && n) {
		take_decade(r, m, n, at + length);
	} else if (i >= r->floor + 2 && token_is_dash(r, i - 1) && token_is_glued(r, i) &&
		   number_word_at(r, i - 2, KIND_ORDINAL_PREFIX, NULL)) {
		m->amount.ordinal = m->amount.joined = true;
		m->first = i - 2;
	} else if (is_spaced_ordinal(r, i) && !number_is_noun(r, at)) {
		m->amount.ordinal = true;
		m->first = i - 1;
	}
}

static bool may_stand_before_sign(const struct number_reader *r, size_t i)
{
	enum token_mark mark = (enum token_mark)r->t->items[i].mark;

	return r->t->items[i].kind == TOKEN_MARK && mark != MARK_PERCENT && mark != MARK_CURRENCY &&
	       mark != MARK_CLOSE;
}

/* A dash in front of digits, behind a blank or bracket, is a minus. */
static void take_sign(struct number_reader *r, struct mention *m)
{
	size_t i = m->first;

	if (!m->amount.in_digits || i <= r->floor || !token_is_dash(r, i - 1) ||
	    !token_is_glued(r, i))
		return;
	if (i - 1 > 0 && !r->t->items[i - 1].space && !may_stand_before_sign(r, i - 2))
		return;
	m->amount.value.negative = !decimal_is_zero(m->amount.value);
	m->first = i - 1;
}

/* How many of `part` the unit has: a yard has 36 inches. 0: it has none. */
static uint32_t parts_of(const struct number_word *unit, const struct number_word *part)
{
	uint64_t times = 1;

	for (int steps = 0;
	     steps < 3 && unit->smaller && unit->value && times < UINT32_MAX / unit->value;
	     steps++) {
		times *= unit->value;
		unit = unit->smaller;
		if (unit == part)
			return (uint32_t)times;
	}
	return 0;
}

/* 5-foot-11: the next smaller unit goes without saying. */
static bool take_bare_inches(struct number_reader *r, struct mention *m, size_t at)
{
	const struct number_word *unit = m->measure, *part;
	uint64_t n;

	if (!token_is_dash(r, at) || !token_is_glued(r, at) || !token_is_dash(r, at - 2) ||
	    !token_is(r, at + 1, TOKEN_DIGITS) || !token_is_glued(r, at + 1))
		return false;
	n = number_digits_value(r, at + 1);
	if (n >= unit->value || m->amount.value.negative)
		return false;
	m->amount.value =
		decimal_add(r->a, decimal_times(r->a, m->amount.value, (uint32_t)unit->value),
			    decimal_of(r->a, n));
	m->measure = unit->smaller;
	m->unit = unit->smaller->text;
	m->last = at + 1;
	if (token_is_dash(r, at + 2) && token_is_glued(r, at + 2) &&
	    (part = number_word_at(r, at + 3, KIND_MEASURE, NULL)) && part->unit == m->measure)
		m->last = at + 3; /* 5-foot-11-inch */
	return true;
}

/* 5 feet 10 inches, 4 km, 20 meters and 5 cm: one quantity, in the smallest of its units so that it is exact. */
static void take_smaller_units(struct number_reader *r, struct mention *m)
{
	for (int n = 0; n < 3 && m->measure && m->measure->smaller; n++) {
		struct mention part = {0};
		size_t at = m->last + 1, length;
		uint32_t times;
		if (token_is_mark(r, at, MARK_COMMA))
			at++;
		if (number_word_at(r, at, KIND_AND, &length))
			at += length;
		if (take_bare_inches(r, m, at))
			return;
		if ((!token_is(r, at, TOKEN_DIGITS) &&
		     !number_word_at(r, at, KIND_CARDINAL, NULL)) ||
		    !number_read_amount(r, at, false, &part.amount))
			return;
		part.last = part.amount.last;
		part.kind = NUMBER_CARDINAL;
		if (part.amount.ordinal || part.amount.vague ||
		    !take_measure(r, &part, part.last + 1))
			return;
		times = parts_of(m->measure, part.measure);
		if (times == 0 || m->amount.value.negative)
			return;
		m->amount.value = decimal_add(r->a, decimal_times(r->a, m->amount.value, times),
					      part.amount.value);
		m->unit = part.unit;
		m->measure = part.measure;
		m->last = part.last;
	}
}

static void take_units(struct number_reader *r, struct mention *m)
{
	bool hyphen;
	size_t at, length;

	take_short_scale(r, m);
	at = unit_place(r, m->last, &hyphen);
	if (m->amount.vague && number_word_at(r, at, KIND_VAGUE_LINK, &length) &&
	    (number_word_at(r, at + length, KIND_CURRENCY, NULL) ||
	     number_word_at(r, at + length, KIND_MEASURE, NULL)))
		at += length; /* billions of dollars */
	if (m->amount.ordinal || take_currency_or_percent(r, m, at))
		return;
	if (m->kind == NUMBER_CARDINAL && take_measure(r, m, at)) {
		take_smaller_units(r, m);
		take_age(r, m);
	}
}

/* six dollars and twenty cents: hundredths of the money in front. */
static void take_hundredths(struct number_reader *r, struct mention *m)
{
	struct amount cents;
	size_t at = m->last + 1, length;
	uint64_t n;

	if (m->kind != NUMBER_MONEY || m->amount.power || m->amount.vague)
		return;
	if (number_word_at(r, at, KIND_AND, &length))
		at += length;
	if (!number_read_amount(r, at, false, &cents) || cents.ordinal || cents.vague ||
	    !decimal_small(cents.value, &n) || n >= 100 ||
	    !number_word_at(r, cents.last + 1, KIND_HUNDREDTH, &length))
		return;
	m->amount.value = decimal_add(r->a, m->amount.value, decimal_shift(cents.value, -2));
	m->last = cents.last + length;
}

/* 12 degrees below zero */
static void take_negative_after(struct number_reader *r, struct mention *m)
{
	size_t length;
	const struct number_word *w;

	if (m->kind == NUMBER_MONEY || m->amount.ordinal ||
	    !(w = number_word_at(r, m->last + 1, KIND_BEHIND, &length)) ||
	    w->variant != BEHIND_NEGATIVE)
		return;
	m->amount.value.negative = !decimal_is_zero(m->amount.value);
	m->last += length;
}

/* 40 USD million */
static void take_late_scale(struct number_reader *r, struct mention *m)
{
	size_t length;
	const struct number_word *w = number_word_at(r, m->last + 1, KIND_SCALE, &length);

	if (!w || m->amount.power || m->kind != NUMBER_MONEY)
		return;
	m->amount.value = decimal_shift(m->amount.value, w->power);
	m->amount.power = w->power;
	m->last += length;
}

/* The number at token i with what belongs to it directly. */
bool number_read_mention(struct number_reader *r, size_t i, bool opened, struct mention *m)
{
	*m = (struct mention){.first = i};
	if (!number_read_amount(r, i, opened, &m->amount))
		return false;
	m->last = m->amount.last;
	m->kind = NUMBER_CARDINAL;
	take_digit_marks(r, m);
	take_currency_before(r, m);
	take_unit_before(r, m);
	take_sign(r, m);
	take_units(r, m);
	take_late_scale(r, m);
	take_hundredths(r, m);
	take_negative_after(r, m);
	if (m->amount.ordinal)
		m->kind = NUMBER_ORDINAL;
	else if (m->amount.fraction && m->kind == NUMBER_CARDINAL)
		m->kind = NUMBER_FRACTION;
	if (m->amount.vague) {
		m->low = m->amount.low;
		m->high = m->amount.high;
		m->open_high = decimal_is_zero(m->high);
		m->approx = APPROX_VAGUE;
	}
	m->behind = m->last + 1;
	return true;
}

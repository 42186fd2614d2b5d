/* Years, decades and eras. */
#include "common/timex_parts.h"

/* "1990-an", "1990s", "'90s", "40-an". */
static size_t decade_at(const struct scan *s, size_t i, bool headed, struct reading *r)
{
	int n;
	size_t at = i, length;
	bool apostrophe = (mark_is(s, at, MARK_APOSTROPHE) || mark_is(s, at, MARK_SINGLE_CLOSE) ||
			   mark_is(s, at, MARK_SINGLE_OPEN)) &&
			  glued(s, at + 1);

	at += apostrophe;
	bool full = digits_at(s, at, 4, 4, &n) && n >= 1000 && n < 3000;
	if (!full && !digits_at(s, at, 2, 2, &n))
		return 0;
	if (n % 10 != 0)
		return 0;
	at++;
	bool hyphen = mark_is(s, at, MARK_HYPHEN) && glued(s, at);
	at += hyphen;
	if (full && !hyphen && glued(s, at) &&
	    (mark_is(s, at, MARK_APOSTROPHE) || mark_is(s, at, MARK_SINGLE_CLOSE)))
		at++; /* the 1980's */
	if (!glued(s, at) || !word_entry(s, at, KIND_DECADE, &length) ||
	    (!full && !apostrophe && !headed && hyphen == 0))
		return 0;
	r->year = (int16_t)(full ? n : 1900 + n);
	r->digits = full && n % 100 == 0 && n < 2000 ? 2 : 3; /* the 1600s are a century */
	r->slots |= SLOT_DECADE;
	return at + length - i;
}

/* "the nineties", "the late sixties", "tahun delapan puluhan". */
static size_t decade_word(const struct scan *s, size_t i, bool headed, struct reading *r)
{
	size_t length, word = i; /* the modifier in front, or itself */
	const struct pack_entry *e = word_entry(s, i, KIND_DECADE_WORD, &length);

	if (e == NULL)
		return 0;
	if ((r->slots & SLOT_MOD) && i > 1)
		word -= mark_is(s, i - 1, MARK_HYPHEN) ? 2 : 1;
	bool the = (i > 0 && word_is(s, i - 1, KIND_ARTICLE)) ||
		   (word > 0 && word_is(s, word - 1, KIND_ARTICLE));
	if (!headed && !the)
		return 0;
	r->year = (int16_t)timex_int(pack_attribute(e, "value"));
	r->digits = 3;
	r->slots |= SLOT_DECADE;
	return length;
}

/* A text that is nothing but a year: the heading of what was done in it. */
static bool is_heading(const struct scan *s, int year)
{
	return s->heads && s->count == 1 && year >= 1500;
}

static bool leads_strongly(const struct scan *s, size_t i)
{
	const struct pack_entry *lead = lead_before(s, i + 1);

	return lead && pack_attribute(lead, "weak").ptr == NULL;
}

/* A year among others: "in 2003, 2005 and 2009", "(2005, 2007, dan 2011)". */
static bool is_listed(const struct scan *s, size_t i)
{
	size_t length;
	int year;

	for (int n = 0; n < 8; n++) { /* back to the first of them */
		size_t before = i;
		before -= before > 0 && word_is(s, before - 1, KIND_JOIN);
		before -= before > 0 && mark_is(s, before - 1, MARK_COMMA);
		if (before == i || before == 0 || !read_year(s, before - 1, &year) || year < 1900 ||
		    year > 2100)
			return false;
		i = before - 1;
		if (i > 0 && (leads_strongly(s, i - 1) || mark_is(s, i - 1, MARK_OPEN) ||
			      word_head(s, i - 1, "year", &length)))
			return true;
	}
	return false;
}

/* A hyphen at i with digits close on both sides. */
static bool hyphen_joins(const struct scan *s, size_t i)
{
	return mark_is(s, i, MARK_HYPHEN) && glued(s, i) && glued(s, i + 1) &&
	       s->t->items[i - 1].kind == TOKEN_DIGITS && s->t->items[i + 1].kind == TOKEN_DIGITS;
}

enum timex_unit year_of_unit(const struct scan *s, size_t i)
{
	size_t length;
	int year;
	const struct pack_entry *e = word_entry(s, i + 1, KIND_UNIT, &length),
				*a = i > 0 ? word_entry(s, i - 1, KIND_NUMBER, &length) : NULL;

	if (e == NULL || !s->lang->month_first || pack_attribute(e, "vague").ptr ||
	    (a && pack_attribute(a, "unit").ptr) || !read_year(s, i, &year) || year < 1900 ||
	    year > 2040)
		return TU_NONE;
	enum timex_unit unit = unit_at(s, i + 1, &length);
	return unit == TU_YEAR || unit == TU_QUARTER ? unit : TU_NONE;
}

/* 's */
static bool possessive_behind(const struct scan *s, size_t i)
{
	if (!(mark_is(s, i, MARK_APOSTROPHE) || mark_is(s, i, MARK_SINGLE_CLOSE)) || !glued(s, i) ||
	    !glued(s, i + 1))
		return false;
	const struct token *t = &s->t->items[i + 1];
	return t->kind == TOKEN_WORD && t->end - t->start == 1;
}

/* "a 1998 contract", "2003's harvest", "the firm's 1986 results": between an article or possessive and a noun. Round numbers are amounts as often. */
static bool is_attribute(const struct scan *s, size_t i, int year)
{
	size_t length;

	if (i > 0 && year >= 1900 && year <= 2040 && possessive_behind(s, i + 1))
		return true;
	if (i == 0 || year < 1800 || year > 2040 || year % 100 == 0 || i + 1 >= s->count ||
	    glued(s, i + 1) || s->t->items[i + 1].kind != TOKEN_WORD ||
	    word_is(s, i + 1, KIND_SCALE))
		return false;
	if (word_is(s, i + 1, KIND_UNIT))
		return year_of_unit(s, i) != TU_NONE;
	const struct pack_entry *e = word_entry(s, i - 1, KIND_NUMBER, &length);
	if (e && pack_attribute(e, "unit").ptr)
		return true;
	return i > 2 && possessive_behind(s, i - 2);
}

/* "2019 Q1", "2019-H2", "1986 fourth quarter": a part of the year behind it. */
static bool numbered_period(const struct scan *s, size_t i)
{
	size_t at = i + (mark_is(s, i, MARK_HYPHEN) && glued(s, i) && glued(s, i + 1)), length;
	int n;

	if (word_entry(s, at, KIND_PERIOD, &length))
		return digits_at(s, at + length, 1, 1, &n) && glued(s, at + length);
	length = at == i ? read_ordinal(s, at, &n) : 0;
	return length && word_is(s, at + length, KIND_PERIOD);
}

/* Whether four digits that nothing names as a year are one: a word in front that leads to times, brackets around, a year before. */
static bool year_stands(const struct scan *s, size_t i, int year, const struct reading *r)
{
	size_t length;
	int other;

	if (r->slots & (SLOT_MONTH | SLOT_MOD | SLOT_SEASON | SLOT_PERIOD))
		return true;
	if (year >= 1200 && year <= 2100 && numbered_period(s, i + 1))
		return true;
	if (year < 1200 || year > 2100 || word_is(s, i + 1, KIND_UNIT) ||
	    word_is(s, i + 1, KIND_SCALE))
		return false;
	if (glued(s, i + 1) &&
	    (s->t->items[i + 1].kind == TOKEN_WORD || mark_is(s, i + 1, MARK_SLASH)))
		return false;
	if (hyphen_joins(s, i + 1) && (hyphen_joins(s, i + 3) || (i > 1 && hyphen_joins(s, i - 1))))
		return false; /* 2011-2014-77 */
	if ((mark_is(s, i + 1, MARK_HYPHEN) || mark_is(s, i + 1, MARK_DASH)) &&
	    read_year(s, i + 2, &other) && other > year && other < 2100)
		return true; /* 1861-1863 */
	if (i == 0)
		return mark_is(s, 1, MARK_COLON) || is_heading(s, year);
	if (i + 1 == s->count && mark_is(s, i - 1, MARK_COMMA) && i > 2 &&
	    s->t->items[i - 2].kind == TOKEN_WORD)
		return true; /* a heading: Blockade, 1861 */
	if (i == 2 && s->count == 3 && word_is(s, 1, KIND_JOIN))
		return false; /* 2003 to 2007, and nothing that says what of */
	const struct pack_entry *lead = lead_before(s, i);
	if (lead)
		return pack_attribute(lead, "weak").ptr == NULL ||
		       (year >= 1900 && year <= 2040 && s->count > i + 1 &&
			s->t->items[i + 1].kind == TOKEN_WORD);
	if (word_is(s, i - 1, KIND_JOIN) || mark_is(s, i - 1, MARK_HYPHEN) ||
	    mark_is(s, i - 1, MARK_DASH))
		return is_listed(s, i) ||
		       (i >= 2 && digits_at(s, i - 2, 4, 4, &other) && other >= 1000 &&
			other < 3000 && (i < 3 || digits_start_clean(s, i - 2)));
	if (mark_is(s, i - 1, MARK_OPEN))
		return mark_is(s, i + 1, MARK_CLOSE) || mark_is(s, i + 1, MARK_HYPHEN) ||
		       mark_is(s, i + 1, MARK_DASH) ||
		       (mark_is(s, i + 1, MARK_COMMA) && read_year(s, i + 2, &other));
	if (mark_is(s, i - 1, MARK_COMMA) &&
	    (i + 1 == s->count || s->t->items[i + 1].kind == TOKEN_MARK ||
	     word_is(s, i + 1, KIND_JOIN)) &&
	    is_listed(s, i))
		return true;
	const struct pack_entry *tail = word_entry(s, i + 1, KIND_SHIFT, &length);
	return tail && pack_attribute(tail, "the").ptr == NULL && year >= 1900 &&
	       !span_is(pack_attribute(tail, "place"), "before") && !glued(s, i);
}

size_t read_era(const struct scan *s, size_t i, int *year, struct reading *r)
{
	size_t length;
	const struct pack_entry *e = word_entry(s, i, KIND_ERA, &length);

	if (e == NULL || !(s->t->items[i].capital || length > 1))
		return 0;
	struct span value = pack_attribute(e, "value");
	r->era = span_is(value, "before");
	int shift = timex_int(value); /* 0 for the words */
	if (shift) {
		if (*year + shift < 1)
			return 0;
		*year += shift;
	}
	return length;
}

/* Two digits of a year as a word, "eighty six", "oh" not: 10 to 99. */
static size_t two_digits(const struct scan *s, size_t i, int *n)
{
	struct amount a = {0};
	size_t used = word_is(s, i, KIND_NUMBER) ? read_count(s, i, &a) : 0;

	*n = a.whole;
	return used && !a.vague && !a.milli && a.whole >= 10 && a.whole <= 99 ? used : 0;
}

size_t read_year_words(const struct scan *s, size_t i, int *year)
{
	struct amount a = {0};
	int tens = 0;
	size_t length, used = word_is(s, i, KIND_NUMBER) ? read_count(s, i, &a) : 0;

	if (used == 0 || a.vague || a.milli || s->t->items[i].kind == TOKEN_DIGITS)
		return 0;
	if (a.whole >= 1000 && a.whole <= 2100) { /* two thousand and five, dua ribu lima */
		struct amount more = {0};
		if (a.whole % 1000 == 0 && word_entry(s, i + used, KIND_JOIN, &length) &&
		    word_is(s, i + used + length, KIND_NUMBER)) {
			size_t rest = read_count(s, i + used + length, &more);
			if (rest && more.whole < 100 && !more.milli && !more.vague) {
				a.whole += more.whole;
				used += length + rest;
			}
		}
		*year = a.whole;
		return word_is(s, i + used, KIND_UNIT) ? 0 : used;
	}
	/* nineteen eighty six, twenty twenty: read_count stops where the second pair begins */
	if (a.whole >= 15 && a.whole <= 20 && (length = two_digits(s, i + used, &tens))) {
		*year = a.whole * 100 + tens;
		return word_is(s, i + used + length, KIND_UNIT) ? 0 : used + length;
	}
	return 0;
}

/* A year in words needs a head or "in" in front. */
static size_t spoken_year(const struct scan *s, size_t i, bool headed, int *year)
{
	const struct pack_entry *e = lead_before(s, i);

	if (!headed && (e == NULL || pack_attribute(e, "weak").ptr))
		return 0;
	return read_year_words(s, i, year);
}

/* The 94 of "in 1990-94". */
static bool is_year_tail(const struct scan *s, size_t i, const struct reading *r)
{
	int year;

	return digits_at(s, i, 2, 2, &year) && i >= 2 && mark_is(s, i - 1, MARK_HYPHEN) &&
	       glued(s, i) && glued(s, i - 1) && r->slots == 0 && number_ends(s, i);
}

static size_t year_tail(const struct scan *s, size_t i, struct reading *r)
{
	int year = timex_int(token_text(s->t, i)), before;

	if (!read_year(s, i - 2, &before) || before % 100 >= year || i < 3 ||
	    !(leads_strongly(s, i - 3) || mark_is(s, i - 3, MARK_OPEN)))
		return 0;
	r->year = (int16_t)(before - before % 100 + year);
	r->slots |= SLOT_YEAR;
	return 1;
}

size_t piece_year(const struct scan *s, size_t i, struct reading *r)
{
	size_t head = 0, used;
	int year;

	if ((r->slots & (SLOT_YEAR | SLOT_DECADE)) ||
	    ((r->slots & SLOT_SHIFT) && r->shift.unit != TU_MONTH))
		return 0;
	bool headed = word_head(s, i, "year", &head);
	used = decade_word(s, i + head, headed, r);
	if (used == 0)
		used = decade_at(s, i + head, headed, r);
	if (used)
		return head + used;
	if (headed &&
	    (mark_is(s, i + head, MARK_APOSTROPHE) || mark_is(s, i + head, MARK_SINGLE_CLOSE) ||
	     mark_is(s, i + head, MARK_SINGLE_OPEN)) &&
	    glued(s, i + head + 1) && digits_at(s, i + head + 1, 2, 2, &year)) {
		r->year = full_year(year); /* tahun '98 */
		r->slots |= SLOT_YEAR;
		return head + 2;
	}
	if (!headed && i < s->count && s->t->items[i].kind == TOKEN_DIGITS &&
	    !digits_start_clean(s, i) && !mark_is(s, i - 1, MARK_HYPHEN) &&
	    !(r->slots & SLOT_MONTH))
		return 0;
	if (is_year_tail(s, i, r))
		return year_tail(s, i, r);
	if (!read_year(s, i + head, &year)) {
		int early;
		struct reading try = *r;
		if (digits_at(s, i + head, 1, 3, &early) && early > 0 &&
		    (used = read_era(s, i + head + 1, &early, &try))) {
			*r = try;
			used++;
		} else if ((used = spoken_year(s, i + head, headed, &early)) == 0) {
			return 0;
		}
		year = early;
	} else {
		struct reading try = *r;
		used = 1 + read_era(s, i + head + 1, &year, &try);
		if (used == 1 && year_of_unit(s, i + head) == TU_YEAR) {
			try.year = (int16_t)year; /* the 1987 fiscal year */
			try.slots |= SLOT_YEAR;
			try.fiscal = word_is_fiscal(s, i + head + 1, KIND_UNIT);
			*r = try;
			return head + 1 + s->hits[i + head + 1].length;
		}
		if (!headed && used == 1 && !year_stands(s, i, year, r)) {
			if (!is_attribute(s, i, year))
				return 0;
			try.attribute = true;
		}
		*r = try;
	}
	r->year = (int16_t)year;
	r->slots |= SLOT_YEAR;
	r->fiscal = headed && word_is_fiscal(s, i, KIND_HEAD);
	return head + used;
}

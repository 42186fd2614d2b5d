/* Calendar dates in digits. */
#include "common/timex_parts.h"

/* Digits that hang on a word, a slash or other digits ("/2025/05/17/", "133-03-03-2020") are part of something else. */
bool digits_start_clean(const struct scan *s, size_t i)
{
	if (i == 0 || !glued(s, i))
		return true;
	const struct token *before = &s->t->items[i - 1];
	switch (before->kind == TOKEN_MARK ? before->mark : MARK_NONE) {
	case MARK_OPEN:
	case MARK_QUOTE:
	case MARK_QUOTE_OPEN:
	case MARK_DASH:
	case MARK_BULLET:
	case MARK_SINGLE_OPEN: return true;
	case MARK_COMMA:
	case MARK_HYPHEN:
	case MARK_CLOSE:
	case MARK_COLON:
	case MARK_PERIOD:
		return i < 2 || s->t->items[i - 2].kind != TOKEN_DIGITS || s->t->items[i - 1].space;
	default: return false;
	}
}

bool digits_end_clean(const struct scan *s, size_t last)
{
	if (!glued(s, last + 1))
		return true;
	const struct token *next = &s->t->items[last + 1];
	if (next->kind == TOKEN_WORD)
		return next->end - next->start ==
		       1; /* the T of ISO 8601; words glued on by scraping end sentences, not digits */
	bool more = next->mark == MARK_SLASH || next->mark == MARK_HYPHEN ||
		    next->mark == MARK_PERIOD || next->mark == MARK_COLON;
	return !(more && glued(s, last + 2) && s->t->items[last + 2].kind == TOKEN_DIGITS);
}

int16_t full_year(int two)
{
	/* POSIX says 69; but news looks back to the war of '41 more often than so far ahead */
	return (int16_t)(two < 40 ? 2000 + two : 1900 + two);
}

/* Puts day and month in the order of the language; swapped (and said) when only that gives a month. */
static bool take_day_month(const struct scan *s, int a, int b, struct reading *r)
{
	int day = s->lang && s->lang->month_first ? b : a;
	int month = s->lang && s->lang->month_first ? a : b;

	if (month > 12 && day <= 12 && day > 0) {
		int keep = day;
		day = month;
		month = keep;
		if (!s->lang || !s->lang->month_first)
			r->warn |= TIMEX_WARN_AMBIGUOUS;
	} else if (s->lang && s->lang->month_first && month <= 12 && day <= 12 && day != month) {
		r->warn |= TIMEX_WARN_AMBIGUOUS;
	}
	if (day < 1 || day > 31 || month < 1 || month > 12)
		return false;
	r->day = (uint8_t)day;
	r->month = (uint8_t)month;
	if (day > (int)calendar_month_days(r->year ? r->year : 2000, r->month))
		return false;
	r->slots |= SLOT_DAY | SLOT_MONTH;
	return true;
}

/* A separator between two numbers. Space around it is damage, forgiven only where a weekday or bracket says it is a date. */
static bool separator(const struct scan *s, size_t i, enum token_mark m, bool forgiving,
		      struct reading *r)
{
	if (!mark_is(s, i, m) || i + 1 >= s->count)
		return false;
	if (glued(s, i) && glued(s, i + 1))
		return true;
	r->warn |= TIMEX_WARN_DAMAGED;
	return forgiving && m == MARK_SLASH;
}

static size_t three_numbers(const struct scan *s, size_t i, bool forgiving, struct reading *r)
{
	static const enum token_mark marks[] = {MARK_SLASH, MARK_HYPHEN, MARK_PERIOD};
	int a, b, c;

	for (size_t k = 0; k < 3; k++) {
		struct reading try = *r;
		if (!separator(s, i + 1, marks[k], forgiving, &try) ||
		    !separator(s, i + 3, marks[k], forgiving, &try))
			continue;
		if (!digits_end_clean(s, i + 4))
			return 0;
		if (digits_at(s, i, 4, 4, &a) && digits_at(s, i + 2, 1, 2, &b) &&
		    digits_at(s, i + 4, 1, 2, &c)) {
			try.year = (int16_t)a;
			try.month = (uint8_t)b;
			try.day = (uint8_t)c;
			if (!calendar_valid((struct date){a, try.month, try.day}))
				return 0;
			try.slots |= SLOT_YEAR | SLOT_MONTH | SLOT_DAY;
		} else if (digits_at(s, i, 1, 2, &a) && digits_at(s, i + 2, 1, 2, &b)) {
			if (digits_at(s, i + 4, 4, 4, &c) && c >= 1000 && c < 3000)
				try.year = (int16_t)c;
			else if (marks[k] == MARK_SLASH && digits_at(s, i + 4, 2, 2, &c))
				try.year = full_year(c);
			else
				return 0;
			if (!take_day_month(s, a, b, &try))
				return 0;
			try.slots |= SLOT_YEAR;
		} else {
			return 0;
		}
		*r = try;
		return 5;
	}
	return 0;
}

/* "24/10). /2024)": a scraper put a full stop and a bracket into the date. */
static size_t damaged_year(const struct scan *s, size_t i, struct reading *r)
{
	size_t at = i;
	int year;

	while (at < i + 3 && (mark_is(s, at, MARK_CLOSE) || mark_is(s, at, MARK_PERIOD) ||
			      mark_is(s, at, MARK_COMMA)))
		at++;
	if (!mark_is(s, at, MARK_SLASH) || !read_year(s, at + 1, &year))
		return 0;
	if (at > i)
		r->bracket = r->bracket || mark_is(s, at + 2, MARK_CLOSE);
	r->year = (int16_t)year;
	r->slots |= SLOT_YEAR;
	r->warn |= TIMEX_WARN_DAMAGED;
	return at + 2 - i;
}

/* "20240309" that stands by itself. */
static size_t eight_digits(const struct scan *s, size_t i, struct reading *r)
{
	struct span d = token_text(s->t, i);
	struct date day;

	if (d.len != 8 || !digits_end_clean(s, i) || (glued(s, i + 1) && !number_ends(s, i)))
		return 0;
	day.year = timex_int(span_sub(d, 0, 4));
	day.month = (uint8_t)timex_int(span_sub(d, 4, 6));
	day.day = (uint8_t)timex_int(span_sub(d, 6, 8));
	if (day.year < 1900 || day.year > 2099 || !calendar_valid(day))
		return 0;
	r->year = (int16_t)day.year;
	r->month = day.month;
	r->day = day.day;
	r->slots |= SLOT_YEAR | SLOT_MONTH | SLOT_DAY;
	return 1;
}

/* "2024-3", "2024-03"; "2011-12" and "2007-08" are a season or a fiscal year as well. */
static size_t year_and_month(const struct scan *s, size_t i, struct reading *r)
{
	int year, month;

	if (!digits_at(s, i, 4, 4, &year) || year < 1900 || year > 2099 ||
	    !mark_is(s, i + 1, MARK_HYPHEN) || !glued(s, i + 1) || !glued(s, i + 2) ||
	    !digits_at(s, i + 2, 1, 2, &month) || month < 1 || month > 9 ||
	    month == year % 100 + 1 || !digits_end_clean(s, i + 2) ||
	    (glued(s, i + 3) && mark_is(s, i + 3, MARK_HYPHEN)))
		return 0;
	r->year = (int16_t)year;
	r->month = (uint8_t)month;
	r->slots |= SLOT_YEAR | SLOT_MONTH;
	return 3;
}

/* "12-2015": where it is all there is, or behind a word that leads to times; else the number of a law or case. */
static size_t month_and_year(const struct scan *s, size_t i, struct reading *r)
{
	int month, year;

	if (!digits_at(s, i, 1, 2, &month) || month < 1 || month > 12 ||
	    !mark_is(s, i + 1, MARK_HYPHEN) || !glued(s, i + 1) || !glued(s, i + 2) ||
	    !read_year(s, i + 2, &year) || year < 1900 || year > 2099 ||
	    !digits_end_clean(s, i + 2) || (glued(s, i + 3) && mark_is(s, i + 3, MARK_HYPHEN)))
		return 0;
	bool alone = i == 0 && (s->count == 3 || (s->count == 4 && mark_is(s, 3, MARK_PERIOD)));
	const struct pack_entry *lead = lead_before(s, i);
	if (!alone && (lead == NULL || pack_attribute(lead, "weak").ptr))
		return 0;
	r->year = (int16_t)year;
	r->month = (uint8_t)month;
	r->slots |= SLOT_YEAR | SLOT_MONTH;
	return 3;
}

/* D/M or M/YYYY: without anything beside it, it could be a fraction or a score. */
static size_t two_numbers(const struct scan *s, size_t i, bool forgiving, struct reading *r)
{
	struct reading try = *r;
	int a, b;

	if (!separator(s, i + 1, MARK_SLASH, forgiving, &try) || !digits_at(s, i, 1, 2, &a))
		return 0;
	if (read_year(s, i + 2, &b) && a >= 1 && a <= 12 && digits_end_clean(s, i + 2)) {
		try.month = (uint8_t)a;
		try.year = (int16_t)b;
		try.slots |= SLOT_MONTH | SLOT_YEAR;
		*r = try;
		return 3;
	}
	bool led = i > 0 && word_is(s, i - 1, KIND_LEAD) &&
		   s->t->items[i + 2].end - s->t->items[i + 2].start == 2;
	/* "(16/05)" in brackets of its own, but no 1/2 or 3/4 */
	bool gloss = s->lang && !s->lang->month_first && i > 0 && mark_is(s, i - 1, MARK_OPEN) &&
		     mark_is(s, i + 3, MARK_CLOSE) && digits_at(s, i + 2, 1, 2, &b) &&
		     (a > b || b > 4);
	bool alone = s->lang && s->lang->month_first && digits_at(s, i + 2, 2, 2, &b) &&
		     (a > 12 || b > 12);
	if (!digits_at(s, i + 2, 1, 2, &b) || !(forgiving || led || alone || gloss) ||
	    !digits_end_clean(s, i + 2))
		return 0;
	if (!take_day_month(s, a, b, &try))
		return 0;
	size_t used = 3;
	if (forgiving)
		used += damaged_year(s, i + 3, &try);
	*r = try;
	return used;
}

/* "21-23/10/2024": the days before the month. */
static size_t day_range(const struct scan *s, size_t i, struct reading *r)
{
	struct reading try = *r;
	int first;

	if (!digits_at(s, i, 1, 2, &first) || first < 1 ||
	    !(mark_is(s, i + 1, MARK_HYPHEN) || mark_is(s, i + 1, MARK_DASH)))
		return 0;
	size_t used = three_numbers(s, i + 2, true, &try);
	if (used == 0) {
		try = *r;
		used = two_numbers(s, i + 2, true, &try);
	}
	if (used == 0 || first >= try.day)
		return 0;
	try.to_day = try.day;
	try.to_month = try.month;
	try.day = (uint8_t)first;
	*r = try;
	return used + 2;
}

/* "28/10-2/11/2024": the first day's year is told behind the last. Without a year it could be odds. */
static size_t month_range(const struct scan *s, size_t i, struct reading *r)
{
	struct reading from = *r, to = reading_none;
	int a, b;

	if (!digits_at(s, i, 1, 2, &a) || !mark_is(s, i + 1, MARK_SLASH) || !glued(s, i + 1) ||
	    !glued(s, i + 2) || !digits_at(s, i + 2, 1, 2, &b) ||
	    !(mark_is(s, i + 3, MARK_HYPHEN) || mark_is(s, i + 3, MARK_DASH)))
		return 0;
	size_t used = three_numbers(s, i + 4, false, &to);
	if (used == 0 || !mark_is(s, i + 5, MARK_SLASH) || !take_day_month(s, a, b, &from))
		return 0;
	bool wraps = to.month < from.month;
	if (to.month == from.month && to.day <= from.day)
		return 0;
	from.year = (int16_t)(to.year - wraps);
	from.slots |= SLOT_YEAR;
	from.to_day = to.day;
	from.to_month = to.month;
	from.to_years = wraps;
	*r = from;
	return used + 4;
}

size_t piece_numeric(const struct scan *s, size_t i, struct reading *r)
{
	if (i >= s->count || s->t->items[i].kind != TOKEN_DIGITS ||
	    (r->slots & (SLOT_DAY | SLOT_MONTH | SLOT_YEAR)))
		return 0;
	bool mark = i + 1 < s->count && s->t->items[i + 1].kind == TOKEN_MARK;
	if (!mark && s->t->items[i].end - s->t->items[i].start != 8)
		return 0; /* most numbers */
	bool forgiving = r->bracket || (r->slots & SLOT_WEEKDAY);
	if (!forgiving && !digits_start_clean(s, i))
		return 0;
	struct reading try = *r;
	size_t used = three_numbers(s, i, forgiving, &try);
	if (used == 0) {
		try = *r;
		used = month_range(s, i, &try);
	}
	if (used == 0)
		used = two_numbers(s, i, forgiving, &try);
	if (used == 0) {
		try = *r;
		used = forgiving ? day_range(s, i, &try) : eight_digits(s, i, &try);
	}
	if (used == 0) {
		try = *r;
		used = year_and_month(s, i, &try);
		if (used == 0)
			used = month_and_year(s, i, &try);
	}
	if (used)
		*r = try;
	return used;
}

/* Calendar dates in digits and with month names, and years. */
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

/* The second day of "26-30 November": what stands in front is a smaller day number that itself begins cleanly. */
static bool ends_day_range(const struct scan *s, size_t i)
{
	int first, second;

	if (i >= 3 && (mark_is(s, i - 1, MARK_HYPHEN) || mark_is(s, i - 1, MARK_DASH)) &&
	    read_year(s, i - 2, &first) && word_is(s, i - 3, KIND_MONTH))
		return true; /* 28 December 2024-3 January 2025 */
	return i >= 2 && (mark_is(s, i - 1, MARK_HYPHEN) || mark_is(s, i - 1, MARK_DASH)) &&
	       digits_at(s, i - 2, 1, 2, &first) && digits_at(s, i, 1, 2, &second) && first >= 1 &&
	       first < second && digits_start_clean(s, i - 2);
}

static bool ends_clean(const struct scan *s, size_t last)
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

static int16_t full_year(int two)
{
	return (int16_t)(two < 50
				 ? 2000 + two
				 : 1900 + two); /* POSIX says 69; news does not look 50 years ahead */
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
		if (!ends_clean(s, i + 4))
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

	if (d.len != 8 || !ends_clean(s, i) || (glued(s, i + 1) && !number_ends(s, i)))
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
	    month == year % 100 + 1 || !ends_clean(s, i + 2) ||
	    (glued(s, i + 3) && mark_is(s, i + 3, MARK_HYPHEN)))
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
	if (read_year(s, i + 2, &b) && a >= 1 && a <= 12 && ends_clean(s, i + 2)) {
		try.month = (uint8_t)a;
		try.year = (int16_t)b;
		try.slots |= SLOT_MONTH | SLOT_YEAR;
		*r = try;
		return 3;
	}
	bool led = i > 0 && word_is(s, i - 1, KIND_LEAD) &&
		   s->t->items[i + 2].end - s->t->items[i + 2].start == 2;
	bool alone = s->lang && s->lang->month_first && digits_at(s, i + 2, 2, 2, &b) &&
		     (a > 12 || b > 12);
	if (!digits_at(s, i + 2, 1, 2, &b) || !(forgiving || led || alone) || !ends_clean(s, i + 2))
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

size_t piece_numeric(const struct scan *s, size_t i, struct reading *r)
{
	if (i >= s->count || s->t->items[i].kind != TOKEN_DIGITS ||
	    (r->slots & (SLOT_DAY | SLOT_MONTH | SLOT_YEAR)))
		return 0;
	bool forgiving = r->bracket || (r->slots & SLOT_WEEKDAY);
	if (!forgiving && !digits_start_clean(s, i))
		return 0;
	struct reading try = *r;
	size_t used = three_numbers(s, i, forgiving, &try);
	if (used == 0) {
		try = *r;
		used = two_numbers(s, i, forgiving, &try);
	}
	if (used == 0) {
		try = *r;
		used = forgiving ? day_range(s, i, &try) : eight_digits(s, i, &try);
	}
	if (used == 0) {
		try = *r;
		used = year_and_month(s, i, &try);
	}
	if (used)
		*r = try;
	return used;
}

/* The year behind a month: "2024", ", 2024", "tahun 2024", "-2016", "'96", "96" where it cannot be anything else. */
static size_t year_behind(const struct scan *s, size_t i, bool has_day, struct reading *r)
{
	size_t at = i, length;
	int year;

	if (mark_is(s, at, MARK_COMMA) && (glued(s, at) || has_day))
		at++;
	else if ((mark_is(s, at, MARK_HYPHEN) || mark_is(s, at, MARK_SLASH)) && glued(s, at) &&
		 glued(s, at + 1))
		at++;
	else if (word_head(s, at, "year", &length))
		at += length;
	else if (!has_day && word_is(s, at, KIND_LINK) &&
		 (read_year(s, at + 1, &year) ||
		  (digits_at(s, at + 1, 2, 2, &year) && year > 31 && number_ends(s, at + 1))))
		at++; /* April of 2024, April of 87 */
	if (at >= s->count)
		return 0;
	if (digits_at(s, at, 1, 4, &year) && year > 0 && (length = read_era(s, at + 1, &year, r))) {
		r->year = (int16_t)year;
		at += 1 + length;
	} else if (read_year(s, at, &year)) {
		r->year = (int16_t)year;
		at++;
	} else if ((mark_is(s, at, MARK_APOSTROPHE) || mark_is(s, at, MARK_SINGLE_CLOSE)) &&
		   glued(s, at + 1) && digits_at(s, at + 1, 2, 2, &year)) {
		r->year = full_year(year);
		at += 2;
	} else if ((at == i + (at > i && glued(s, at)) || (at > i && word_is(s, at - 1, KIND_LINK))) && digits_at(s, at, 2, 2, &year) &&
		   year > 31 && number_ends(s, at) && !mark_is(s, at + 1, MARK_COLON)) {
		r->year = full_year(year);
		at++;
	} else {
		size_t used = read_year_words(s, at, &year);
		if (used == 0)
			return 0;
		r->year = (int16_t)year;
		at += used;
	}
	r->slots |= SLOT_YEAR;
	return at - i;
}

/* Month name at i, with the dot of a short form when a number or comma follows. */
static size_t month_at(const struct scan *s, size_t i, bool supported, struct reading *r)
{
	size_t length;
	const struct pack_entry *e = word_entry(s, i, KIND_MONTH, &length);

	if (e == NULL)
		return 0;
	int next;
	size_t after = i + length + (mark_is(s, i + length, MARK_PERIOD) ? 1 : 0);
	bool number = digits_at(s, after, 1, 4, &next) && (next <= 31 || next >= 1000);
	bool short_year = span_is(pack_attribute(e, "alone"), "no") && s->t->items[i].capital &&
			  digits_at(s, after, 2, 2, &next) && next > 31 && number_ends(s, after) &&
			  !glued(s, after) && !word_is(s, after + 1, KIND_UNIT);
	bool linked = digits_at(s, after + 1, 4, 4, &next) &&
		      (mark_is(s, after, MARK_COMMA) || word_is(s, after, KIND_LINK));
	bool ordinal = s->lang && s->lang->month_first && s->t->items[i].capital &&
		       read_ordinal(s, after, &next) && next <= 31;
	if (!name_stands(s, i, e, supported || number || linked || ordinal || short_year))
		return 0;
	r->month = (uint8_t)timex_int(pack_attribute(e, "value"));
	r->slots |= SLOT_MONTH;
	return after > i + length && number ? length + 1 : length;
}

static size_t day_at(const struct scan *s, size_t i, int *day)
{
	size_t used = read_ordinal(s, i, day);

	if (used && *day >= 1 && *day <= 31)
		return used;
	if (digits_at(s, i, 1, 2, day) && *day >= 1 && *day <= 31 && number_ends(s, i))
		return 1;
	return 0;
}

/* D Month [Y]: "23 Oktober 2024", "the 2nd of March", "05-Aug-2016". */
static size_t day_then_month(const struct scan *s, size_t i, struct reading *r)
{
	struct reading try = *r;
	int day;
	size_t at = i, used, length;

	if (word_is(s, at, KIND_ARTICLE))
		at++;
	used = day_at(s, at, &day);
	if (used == 0 ||
	    (at == i && !r->bracket && !digits_start_clean(s, i) && !ends_day_range(s, i)))
		return 0;
	at += used;
	if (word_entry(s, at, KIND_LINK, &length))
		at += length;
	else if ((mark_is(s, at, MARK_HYPHEN) || mark_is(s, at, MARK_SLASH)) && glued(s, at) &&
		 glued(s, at + 1))
		at++;
	else if (word_head(s, at, "month", &length))
		at += length;
	used = month_at(s, at, true, &try);
	if (used == 0)
		return 0;
	try.day = (uint8_t)day;
	try.slots |= SLOT_DAY;
	at += used;
	at += year_behind(s, at, true, &try);
	if (day > (int)calendar_month_days(try.year ? try.year : 2000, try.month))
		return 0;
	*r = try;
	return at - i;
}

/* Month D [Y], only where the language writes it so. */
static size_t day_behind(const struct scan *s, size_t i, struct reading *r)
{
	int day;
	size_t at = i + (mark_is(s, i, MARK_COMMA) ? 1 : 0), length;

	if (s->lang == NULL || !s->lang->month_first)
		return 0;
	if (word_is(s, at, KIND_ARTICLE))
		at++;
	size_t used = day_at(s, at, &day);
	if (used == 0 || mark_is(s, at + used, MARK_COLON) ||
	    word_entry(s, at + used, KIND_MERIDIEM, &length) ||
	    word_entry(s, at, KIND_NUMBER, &length))
		return 0;
	if (at > i && s->t->items[at].kind == TOKEN_DIGITS &&
	    !word_is(s, at + 1, KIND_ORDINAL_MARK))
		return 0;
	r->day = (uint8_t)day;
	r->slots |= SLOT_DAY;
	return at + used - i;
}

static size_t month_first(const struct scan *s, size_t i, bool supported, struct reading *r)
{
	struct reading try = *r;
	size_t used = month_at(s, i, supported, &try);

	if (used == 0)
		return 0;
	size_t at = i + used;
	at += day_behind(s, at, &try);
	at += year_behind(s, at, (try.slots & SLOT_DAY) != 0, &try);
	if (try.day && try.day > calendar_month_days(try.year ? try.year : 2000, try.month))
		return 0;
	*r = try;
	return at - i;
}

/* "last December" */
static size_t moved_month(const struct scan *s, size_t i, struct reading *r)
{
	size_t length, used;
	const struct pack_entry *e = word_entry(s, i, KIND_SHIFT, &length);

	if (e == NULL || span_is(pack_attribute(e, "place"), "after") || r->slots ||
	    !word_is(s, i + length, KIND_MONTH) || (used = month_first(s, i + length, false, r)) == 0)
		return 0;
	r->name_shift = (struct shift){(int8_t)timex_int(pack_attribute(e, "value")), TU_DAY,
				       ANCHOR_DOCUMENT, true};
	if (span_is(pack_attribute(e, "anchor"), "last"))
		r->name_shift.anchor = ANCHOR_LAST;
	return length + used;
}

/* "2024/mar/09", "2024-09-Mar" */
static size_t year_first(const struct scan *s, size_t i, struct reading *r)
{
	struct reading try = *r;
	int year, day;
	size_t used;

	if (!read_year(s, i, &year) || s->count < i + 5)
		return 0;
	enum token_mark m = s->t->items[i + 1].mark;
	if ((m != MARK_SLASH && m != MARK_HYPHEN) || !mark_is(s, i + 3, m))
		return 0;
	for (size_t k = i + 1; k < i + 5; k++) {
		if (!glued(s, k))
			return 0;
	}
	bool named = word_is(s, i + 2, KIND_MONTH);
	used = month_at(s, named ? i + 2 : i + 4, true, &try);
	if (used != 1 || !digits_at(s, named ? i + 4 : i + 2, 1, 2, &day) || day < 1 ||
	    day > (int)calendar_month_days(year, try.month) || !ends_clean(s, i + 4))
		return 0;
	try.year = (int16_t)year;
	try.day = (uint8_t)day;
	try.slots |= SLOT_YEAR | SLOT_DAY;
	*r = try;
	return 5;
}

size_t piece_named(const struct scan *s, size_t i, struct reading *r)
{
	size_t head = 0, used, length;
	int day;

	if (r->slots & (SLOT_MONTH | SLOT_DAY))
		return 0;
	bool date_head = word_head(s, i, "date", &head),
	     month_head = !date_head && word_head(s, i, "month", &head);
	if (date_head && mark_is(s, i + head, MARK_PERIOD))
		head++; /* tgl. */
	used = (r->slots & SLOT_YEAR) ? 0 : year_first(s, i + head, r);
	if (used == 0)
		used = day_then_month(s, i + head, r);
	if (used == 0 && date_head) {
		used = piece_numeric(s, i + head, r);
		if (used == 0 && digits_at(s, i + head, 1, 2, &day) && day >= 1 && day <= 31 &&
		    number_ends(s, i + head)) {
			r->day = (uint8_t)day;
			r->slots |= SLOT_DAY;
			used = 1;
		}
	}
	if (used == 0 && head == 0 && (used = moved_month(s, i, r)))
		return used;
	if (used == 0)
		used = month_first(s, i + head,
				   month_head || (r->slots & (SLOT_YEAR | SLOT_WEEKDAY | SLOT_MOD)),
				   r);
	if (used == 0 && (r->slots & SLOT_WEEKDAY) && s->lang && s->lang->month_first &&
	    word_is(s, i, KIND_ARTICLE)) {
		length = read_ordinal(s, i + 1, &day); /* Friday the 26th */
		if (length && day <= 31) {
			r->day = (uint8_t)day;
			r->slots |= SLOT_DAY;
			return length + 1;
		}
	}
	return used ? used + head : 0;
}

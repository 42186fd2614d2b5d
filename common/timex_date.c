/* Calendar dates with month names. */
#include "common/timex_parts.h"

enum { NAME_VIEW = 6 }; /* words to each side by which a heading is told from a sentence */

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

/* The year behind a month: "2024", ", 2024", "tahun 2024", "-2016", "'96", "96" where it cannot be anything else. */
static size_t year_behind(const struct scan *s, size_t i, bool has_day, struct reading *r)
{
	size_t at = i, length;
	int year;

	if (mark_is(s, at, MARK_OPEN) && read_year(s, at + 1, &year) &&
	    mark_is(s, at + 2, MARK_CLOSE)) { /* April (2019) */
		r->year = (int16_t)year;
		r->slots |= SLOT_YEAR;
		return 3;
	}
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
	} else if ((at == i + (at > i && glued(s, at)) ||
		    (at > i && word_is(s, at - 1, KIND_LINK))) &&
		   digits_at(s, at, 2, 2, &year) && year > 31 && number_ends(s, at) &&
		   !mark_is(s, at + 1, MARK_COLON)) {
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

/* "Tan Mei Ling": between two capitals of a text that has small letters, too, and with nothing of time beside it. */
static bool is_name_part(const struct scan *s, size_t i, size_t length, const struct pack_entry *e)
{
	const struct token *t = s->t->items;
	size_t first = i > NAME_VIEW ? i - NAME_VIEW : 0, end = i + length + NAME_VIEW, small = 0,
	       large = 0;

	if (pack_attribute(e, "alone").ptr == NULL || i == 0 || i + length >= s->count ||
	    !t[i].capital || !t[i - 1].capital || !t[i + length].capital || s->hits[i - 1].kinds ||
	    s->hits[i + length].kinds)
		return false;
	for (size_t k = first; k < end && k < s->count; k++) {
		if (t[k].kind != TOKEN_WORD)
			continue;
		small += !t[k].capital;
		large += t[k].capital;
	}
	return small >= large;
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
	struct span alone = pack_attribute(e, "alone");
	bool short_year = (span_is(alone, "no") || span_is(alone, "led")) &&
			  s->t->items[i].capital && digits_at(s, after, 2, 2, &next) && next > 31 &&
			  number_ends(s, after) && !glued(s, after) &&
			  !word_is(s, after + 1, KIND_UNIT);
	bool linked = digits_at(s, after + 1, 4, 4, &next) &&
		      (mark_is(s, after, MARK_COMMA) || word_is(s, after, KIND_LINK));
	/* march first, may second: mostly no dates; march eighteenth is one */
	bool ordinal = s->lang && s->lang->month_first && read_ordinal(s, after, &next) &&
		       next <= 31 &&
		       (s->t->items[i].capital || next > 3 || !span_is(alone, "inner-capital"));
	if (!supported && !number && is_name_part(s, i, length, e))
		return 0;
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

/* "the 21st of this month", "the 5th next month"; i: where the day begins, at: behind the link. */
static size_t day_of_moved_month(const struct scan *s, size_t i, size_t at, int day,
				 struct reading *r)
{
	int n;
	size_t start = i + word_is(s, i, KIND_ARTICLE);

	if (!s->lang || !s->lang->month_first || !word_is(s, at, KIND_SHIFT))
		return 0;
	size_t used = read_ordinal(s, start, &n);
	if (used == 0 || (start + used == at && s->t->items[start].kind != TOKEN_DIGITS))
		return 0;
	struct reading try = *r;
	size_t more = piece_shift(s, at, &try);
	if (more == 0 || try.shift.unit != TU_MONTH || !(try.slots & SLOT_SHIFT))
		return 0;
	try.day = (uint8_t)day;
	try.slots |= SLOT_DAY;
	*r = try;
	return at + more - i;
}

/* "from", "since": what stands behind it is a date of its own. */
static bool bounds(const struct scan *s, size_t i)
{
	size_t length;
	const struct pack_entry *lead = word_entry(s, i, KIND_LEAD, &length);

	return lead && !span_is(pack_attribute(lead, "value"), "at");
}

/* D Month [Y]: "23 Oktober 2024", "the 2nd of March", "05-Aug-2016". */
static size_t day_then_month(const struct scan *s, size_t i, struct reading *r)
{
	int day;
	size_t at = i, used, length;

	if (word_is(s, at, KIND_ARTICLE))
		at++;
	used = day_at(s, at, &day);
	if (used == 0 ||
	    (at == i && !r->bracket && !digits_start_clean(s, i) && !ends_day_range(s, i)))
		return 0;
	at += used;
	if (word_entry(s, at, KIND_LINK, &length) && !bounds(s, at))
		at += length;
	else if ((mark_is(s, at, MARK_HYPHEN) || mark_is(s, at, MARK_SLASH)) && glued(s, at) &&
		 glued(s, at + 1))
		at++;
	else if (word_head(s, at, "month", &length))
		at += length;
	struct reading try = *r;
	used = month_at(s, at, true, &try);
	if (used == 0)
		return day_of_moved_month(s, i, at, day, r);
	try.day = (uint8_t)day;
	try.slots |= SLOT_DAY;
	at += used;
	at += year_behind(s, at, true, &try);
	if (day > (int)calendar_month_days(try.year ? try.year : 2000, try.month))
		return 0;
	*r = try;
	return at - i;
}

/* "January twenty five nineteen eighty six", "On March six, ": what follows says that the number counts nothing. */
static size_t spoken_day(const struct scan *s, size_t i, int *day)
{
	struct amount n = {0};
	int year;
	size_t used = word_is(s, i, KIND_NUMBER) ? read_count(s, i, &n) : 0;

	if (used == 0 || n.vague || n.milli || n.whole < 1 || n.whole > 31)
		return 0;
	size_t end = i + used;
	bool dated = read_year(s, end, &year) || read_year_words(s, end, &year),
	     ends = end >= s->count || mark_is(s, end, MARK_PERIOD) ||
		    mark_is(s, end, MARK_COMMA) || bounds(s, end); /* on March six by two votes */
	if (!dated && !(ends && s->t->items[i - 1].capital))
		return 0;
	*day = n.whole;
	return used;
}

/* Month D [Y], only where the language writes it so. */
static size_t day_behind(const struct scan *s, size_t i, struct reading *r)
{
	int day;
	size_t at = i + (mark_is(s, i, MARK_COMMA) ? 1 : 0), length;

	if (s->lang == NULL || !s->lang->month_first || (r->slots & SLOT_MOD))
		return 0; /* the end of May the second one came */
	if (word_is(s, at, KIND_ARTICLE))
		at++;
	size_t used = day_at(s, at, &day);
	if (used == 0 && at == i && (used = spoken_day(s, at, &day))) {
		r->day = (uint8_t)day;
		r->slots |= SLOT_DAY;
		return used;
	}
	if (used == 0 || mark_is(s, at + used, MARK_COLON) ||
	    word_entry(s, at + used, KIND_MERIDIEM, &length) ||
	    (word_entry(s, at, KIND_NUMBER, &length) && used == length))
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

/* "last December", "next 6th of April" */
static size_t moved_month(const struct scan *s, size_t i, struct reading *r)
{
	size_t length, used;
	const struct pack_entry *e = word_entry(s, i, KIND_SHIFT, &length);

	int day;
	if (e == NULL || span_is(pack_attribute(e, "place"), "after") || r->slots)
		return 0;
	used = word_is(s, i + length, KIND_MONTH)      ? month_first(s, i + length, false, r)
	       : read_ordinal(s, i + length, &day) > 0 ? day_then_month(s, i + length, r)
						       : 0;
	if (used == 0 || (r->slots & SLOT_SHIFT))
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
	    day > (int)calendar_month_days(year, try.month) || !digits_end_clean(s, i + 4))
		return 0;
	try.year = (int16_t)year;
	try.day = (uint8_t)day;
	try.slots |= SLOT_YEAR | SLOT_DAY;
	*r = try;
	return 5;
}

/* A bare number with nothing behind it that it could count. */
static size_t bare_number(const struct scan *s, size_t i, int *day)
{
	size_t length, end = i + 1;

	if (glued(s, i) || !digits_at(s, i, 1, 2, day) || !number_ends(s, i))
		return 0;
	const struct pack_entry *link = word_entry(s, end, KIND_LINK, &length);
	bool stands = end >= s->count || mark_is(s, end, MARK_PERIOD) ||
		      mark_is(s, end, MARK_COMMA) || mark_is(s, end, MARK_CLOSE) ||
		      mark_is(s, end, MARK_QUESTION) || mark_is(s, end, MARK_EXCLAMATION);
	return stands || (link && pack_attribute(link, "clock").ptr);
}

/* "Friday the 26th", "Friday 13th", "Sunday 31": the day behind its weekday. */
static size_t day_of_weekday(const struct scan *s, size_t i, struct reading *r)
{
	bool article = word_is(s, i, KIND_ARTICLE);
	int day;
	size_t used = read_ordinal(s, i + article, &day), end = i + article + used;

	if (used && !article &&
	    (s->t->items[i].kind != TOKEN_DIGITS || (end < s->count && s->t->items[end].capital)))
		used = 0; /* Sunday first; the Friday 13th Street */
	if (used == 0 && !article)
		used = bare_number(s, i, &day);
	if (used == 0 || day < 1 || day > 31)
		return 0;
	r->day = (uint8_t)day;
	r->slots |= SLOT_DAY;
	return used + article;
}

size_t piece_named(const struct scan *s, size_t i, struct reading *r)
{
	size_t head = 0, used;
	int day;

	if ((r->slots & (SLOT_MONTH | SLOT_DAY)) || r->fiscal)
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
	if (used == 0 && (r->slots & SLOT_WEEKDAY) && s->lang && s->lang->month_first)
		return day_of_weekday(s, i, r);
	return used ? used + head : 0;
}

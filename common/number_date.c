/* Digits that are a date or a clock time, as far as their neighbours tell it without a calendar.
 *
 * Each rule looks at a few tokens only, and a run that is refused is taken whole, so that no run is read twice. */
#include "common/number_rules.h"

uint64_t number_digits_value(const struct number_reader *r, size_t i)
{
	uint64_t n = 0;
	struct span text = token_text(r->t, i);

	for (size_t k = 0; k < text.len && k < 18; k++)
		n = n * 10 + (uint64_t)(text.ptr[k] - '0');
	return n;
}

/* --- dates --- */

enum { FIRST_YEAR = 1001, LAST_YEAR = 2199, FIRST_RECENT = 1900, LAST_RECENT = 2049 };

bool number_is_year(const struct number_reader *r, size_t i)
{
	return token_is(r, i, TOKEN_DIGITS) && token_len(r, i) == 4 &&
	       number_digits_value(r, i) >= FIRST_YEAR && number_digits_value(r, i) <= LAST_YEAR;
}

static bool is_day(const struct number_reader *r, size_t i)
{
	return token_is(r, i, TOKEN_DIGITS) && token_len(r, i) <= 2 &&
	       number_digits_value(r, i) >= 1 && number_digits_value(r, i) <= 31;
}

/* A month's name: in capitals or as the first letter, since may and march are words. */
static size_t month_length(struct number_reader *r, size_t i)
{
	size_t length;

	if (i >= r->t->count || !r->t->items[i].capital ||
	    !number_word_at(r, i, KIND_MONTH, &length))
		return 0;
	return length;
}

/* 23/10/2024, 2024-10-23, 23.10.24 at s->at; other runs of three and more parts are identifiers, versions, addresses. */
static bool three_parts(struct number_reader *r, size_t i, struct number_shape *s)
{
	size_t end;
	enum token_mark mark =
		i + 1 < r->t->count ? (enum token_mark)r->t->items[i + 1].mark : MARK_NONE;
	bool day_first, year_first;

	if ((mark != MARK_SLASH && mark != MARK_HYPHEN && mark != MARK_PERIOD) ||
	    !number_digits_glued(r, i + 1, mark) || !number_digits_glued(r, i + 3, mark))
		return false;
	day_first = is_day(r, i) && is_day(r, i + 2) &&
		    (number_is_year(r, i + 4) || token_len(r, i + 4) == 2);
	year_first = number_is_year(r, i) && is_day(r, i + 2) && is_day(r, i + 4);
	end = number_run_end(r, i + 4);
	if ((day_first && (mark != MARK_PERIOD || number_is_year(r, i + 4))) || year_first)
		return number_shape_set(s, ROLE_DATE, i, end);
	if (mark == MARK_PERIOD) {
		size_t last;
		struct decimal value;
		if (number_read_digits(r, i, &last, &value) && last >= i + 4 &&
		    !number_digits_glued(r, last + 1, MARK_PERIOD))
			return false; /* 1.250.000.000 */
		return number_shape_set(s, ROLE_ID, i, end);
	}
	if (mark == MARK_HYPHEN && token_len(r, i) < 3 && token_len(r, i + 2) < 3)
		return number_shape_set(s, ROLE_LABEL, i, end); /* 4-3-3 */
	return number_shape_set(s, mark == MARK_HYPHEN ? ROLE_PHONE : ROLE_ID, i, end);
}

/* 2008-2017, 2013-14, 2024/2025: spans of years; in Indonesian 23/10 is a day. */
static bool two_parts(struct number_reader *r, size_t i, struct number_shape *s)
{
	bool slash = number_digits_glued(r, i + 1, MARK_SLASH);
	size_t length;

	if (!slash && !number_digits_glued(r, i + 1, MARK_HYPHEN) &&
	    !number_digits_glued(r, i + 1, MARK_DASH))
		return false;
	if (number_is_year(r, i) &&
	    (number_is_year(r, i + 2) ||
	     (token_len(r, i + 2) == 2 &&
	      number_digits_value(r, i + 2) == number_digits_value(r, i) % 100 + 1)))
		return number_shape_set(s, ROLE_DATE, i, i + 2);
	if (number_word_at(r, i + 3, KIND_YEAR_AFTER, &length) && r->t->items[i + 3].all_capital)
		return number_shape_set(s, ROLE_DATE, i, i + 2 + length); /* 512-511 SM */
	if (slash && is_day(r, i) && token_len(r, i + 2) <= 2 &&
	    number_digits_value(r, i + 2) <= 12 && r->language->point == ',' &&
	    !number_word_at(r, i + 3, KIND_PERCENT, NULL) && !number_is_noun(r, i + 3))
		return number_shape_set(s, ROLE_DATE, i, i + 2);
	if (slash && number_digits_value(r, i) > number_digits_value(r, i + 2) &&
	    token_len(r, i) <= 2)
		return number_shape_set(s, ROLE_LABEL, i, i + 2); /* 24/7, 9/11 is an idiom */
	return false;
}

/* Behind a month and a day: ", 2019", "2019". */
static size_t with_year(struct number_reader *r, size_t last)
{
	if (token_is_mark(r, last + 1, MARK_COMMA) && number_is_year(r, last + 2))
		return last + 2;
	return number_is_year(r, last + 1) ? last + 1 : last;
}

/* 21 dan 22 Agustus, 3, 4, dan 5 Mei: days, up to four, that share the month behind them. */
static bool joins_days(struct number_reader *r, size_t i)
{
	size_t length;

	for (int n = 0; n < 3; n++) {
		bool comma = token_is_mark(r, i, MARK_COMMA);
		if (comma)
			i++;
		if (number_word_at(r, i, KIND_JOIN, &length) ||
		    number_word_at(r, i, KIND_RANGE_LINK, &length))
			i += length;
		else if (!comma)
			return false;
		if (!is_day(r, i))
			return false;
		if (month_length(r, i + 1))
			return true;
		i++;
	}
	return false;
}

/* 17 Agustus 1945, 21-23 Agustus, 5th May; March 29, Dec. 2, Aug. 14-16, June of 2018. */
static bool month_date(struct number_reader *r, size_t i, struct number_shape *s)
{
	size_t end = i, length, before = i;
	bool named;

	if (before > r->floor && token_is_mark(r, before - 1, MARK_PERIOD) &&
	    token_is_glued(r, before - 1))
		before--;
	named = before > r->floor && month_length(r, before - 1);
	if (is_day(r, i) && !named) {
		if (number_digits_glued(r, i + 1, MARK_HYPHEN) && is_day(r, i + 2))
			end = i + 2;
		else if (token_is_dash(r, i + 1) && is_day(r, i + 2) && month_length(r, i + 3))
			end = i + 2;
		if (number_word_at(r, end + 1, KIND_ORDINAL_SUFFIX, NULL) &&
		    token_is_glued(r, end + 1))
			end++;
		if (joins_days(r, end + 1))
			return number_shape_set(s, ROLE_DATE, i, end);
		length = month_length(r, end + 1);
		if (length)
			return number_shape_set(s, ROLE_DATE, i, with_year(r, end + length));
	}
	if (!named)
		return false;
	if (number_is_year(r, i))
		return number_shape_set(s, ROLE_DATE, before - 1, i);
	if (!is_day(r, i) || number_word_at(r, i + 1, KIND_PERCENT, NULL))
		return false;
	if (number_word_at(r, i + 1, KIND_ORDINAL_SUFFIX, NULL) && token_is_glued(r, i + 1))
		end = i + 1;
	if ((number_digits_glued(r, end + 1, MARK_HYPHEN) ||
	     number_digits_glued(r, end + 1, MARK_DASH)) &&
	    is_day(r, end + 2) && number_digits_value(r, end + 2) > number_digits_value(r, i))
		end += 2; /* Aug. 14-16 */
	return number_shape_set(s, ROLE_DATE, before - 1, with_year(r, end));
}

static bool is_plural(struct number_reader *r, size_t i)
{
	struct span w;

	if (!r->language->plural_nouns || !token_is_word(r, i) || r->t->items[i].capital ||
	    number_word_at(r, i, KIND_NOT_NOUN, NULL))
		return false;
	w = token_lower(r->t, i);
	return w.len > 3 && w.ptr[w.len - 1] == 's' && w.ptr[w.len - 2] != 's';
}

/* Whether the digits go on behind a mark: 1945.000, 1,500. */
static bool goes_on(const struct number_reader *r, size_t i)
{
	return number_digits_glued(r, i + 1, MARK_PERIOD) ||
	       number_digits_glued(r, i + 1, MARK_COMMA);
}

/* Rp 2000; but Euro 2028 is a tournament */
static bool is_price(struct number_reader *r, size_t i)
{
	size_t start;

	return number_word_before(r, i, KIND_CURRENCY, &start) &&
	       !(r->language->plural_nouns && token_is_word(r, start) && token_len(r, start) > 3);
}

/* lebih dari 1500, sebanyak 1200; and with a noun behind, outside of the years that news writes of, 1250 paket */
static bool is_told_amount(struct number_reader *r, size_t i)
{
	size_t start;
	const struct number_word *w = number_word_before(r, i, KIND_BEFORE, &start);
	uint64_t n = number_digits_value(r, i);
	bool recent = n >= FIRST_RECENT && n <= LAST_RECENT;

	if (w && (w->approx == APPROX_OVER || w->approx == APPROX_UNDER) &&
	    (start + 1 < i || !recent))
		return true; /* not "beyond 2030" */
	w = number_word_before(r, i, KIND_CHANGE_LINK, &start);
	if (w && w->variant == LINK_AMOUNT)
		return true;
	return !r->language->plural_nouns && !recent && number_counted_noun(r, i + 1, true).len &&
	       !number_word_before(r, i, KIND_YEAR_BEFORE, &start);
}

/* pada 1998 mahasiswa turun ke jalan: whatever is counted elsewhere */
static bool is_told_year(struct number_reader *r, size_t i)
{
	size_t start;
	uint64_t n = number_digits_value(r, i);

	return !r->language->plural_nouns && n >= FIRST_RECENT && n <= LAST_RECENT && n % 100 &&
	       number_word_before(r, i, KIND_YEAR_BEFORE, &start) &&
	       number_word_at(r, i + 1, KIND_COUNTED, NULL) && r->t->items[i + 1].space;
}

static bool plain_year(struct number_reader *r, size_t i, struct number_shape *s)
{
	size_t start, length;

	if (number_word_at(r, i + 1, KIND_YEAR_AFTER, &length) &&
	    (r->t->items[i + 1].all_capital ||
	     (r->t->items[i + 1].capital && token_len(r, i + 1) > 2)) &&
	    !number_digits_glued(r, i + 1, MARK_PERIOD))
		return number_shape_set(s, ROLE_DATE, i, i + length);
	if (!number_is_year(r, i) || goes_on(r, i))
		return false;
	if (token_is_glued(r, i + 1) && number_word_at(r, i + 1, KIND_DECADE, &length))
		return number_shape_set(s, ROLE_DATE, i, i + length);
	if (is_told_year(r, i))
		return number_shape_set(s, ROLE_DATE, i, i);
	if (is_price(r, i) || number_is_counting(r, i + 1) || is_told_amount(r, i) ||
	    (token_is_dash(r, i + 1) && number_is_counting(r, i + 2)))
		return false;
	if (number_digits_glued(r, i + 1, MARK_HYPHEN) ||
	    number_digits_glued(r, i + 1, MARK_DASH) ||
	    (token_is_glued(r, i + 1) && token_is_word(r, i + 1)))
		return false;
	if (is_plural(r, i + 1) &&
	    (number_digits_value(r, i) % 1000 == 0 || number_digits_value(r, i) < FIRST_RECENT ||
	     number_digits_value(r, i) > LAST_RECENT) &&
	    !number_word_before(r, i, KIND_YEAR_BEFORE, &start))
		return false;
	if (is_plural(r, i + 1) && number_digits_value(r, i) % 1000 == 0)
		return false;
	return number_shape_set(s, ROLE_DATE, i, i);
}

/* --- times --- */

enum { TIME_BEHIND_DATE = 1 }; /* tokens between: "14 Mei 2025 | 17.40" */

/* 1550 GMT, 0900 hrs EDT */
static bool military_time(struct number_reader *r, size_t i, struct number_shape *s)
{
	size_t length, next = i + 1;
	const struct number_word *hours = number_word_at(r, next, KIND_MEASURE, &length);

	if (token_len(r, i) != 4 || number_digits_value(r, i) > 2400 ||
	    number_digits_value(r, i) % 100 > 59)
		return false;
	if (hours && r->t->items[next].space)
		next += length;
	if (!number_word_at(r, next, KIND_TIME_AFTER, &length))
		return false;
	return number_shape_set(s, ROLE_TIME, i, next + length - 1);
}

/* 10:30, pukul 10.30, 19.00 WIB, 2 pm; T10:38:07 belongs to its date. */
static bool clock_time(struct number_reader *r, size_t i, struct number_shape *s)
{
	size_t start, length, end = i;
	bool hour = token_len(r, i) <= 2 && number_digits_value(r, i) <= 24;

	if (hour && number_digits_glued(r, i + 1, MARK_COLON) && token_len(r, i + 2) == 2)
		end = number_run_end(r, i + 2);
	if (end > i)
		return number_shape_set(
			s, ROLE_TIME, i,
			number_word_at(r, end + 1, KIND_TIME_AFTER, &length) ? end + length : end);
	if (!hour)
		return military_time(r, i, s);
	if (number_digits_glued(r, i + 1, MARK_PERIOD) && token_len(r, i + 2) == 2)
		end = i + 2;
	if (number_word_at(r, end + 1, KIND_TIME_AFTER, &length))
		return number_shape_set(s, ROLE_TIME, i, end + length);
	if (number_word_before(r, i, KIND_TIME_BEFORE, &start) ||
	    (end > i && r->date_end && i - r->date_end <= TIME_BEHIND_DATE))
		return number_shape_set(s, ROLE_TIME, i, end);
	if (end > i && (token_is_dash(r, end + 1) || token_is_mark(r, end + 1, MARK_SLASH)) &&
	    number_digits_glued(r, end + 3, MARK_PERIOD) &&
	    number_word_at(r, end + 5, KIND_TIME_AFTER, &length)) /* 08.00-10.00 WIB */
		return number_shape_set(s, ROLE_TIME, i, end + 4 + length);
	return false;
}

/* tanggal 5 */
static bool numbered_day(struct number_reader *r, size_t i, struct number_shape *s)
{
	size_t start;

	if (!is_day(r, i) || !number_word_before(r, i, KIND_DATE_BEFORE, &start))
		return false;
	return number_shape_set(s, ROLE_DATE, i, i);
}

/* '98 */
static bool short_year(const struct number_reader *r, size_t i, struct number_shape *s)
{
	if (i == 0 || token_len(r, i) != 2 || !token_is_glued(r, i) ||
	    (token_is_glued(r, i + 1) && r->t->items[i + 1].kind != TOKEN_MARK) ||
	    !(token_is_mark(r, i - 1, MARK_APOSTROPHE) ||
	      token_is_mark(r, i - 1, MARK_SINGLE_OPEN) ||
	      token_is_mark(r, i - 1, MARK_SINGLE_CLOSE)) ||
	    !r->t->items[i - 1].space)
		return false;
	return number_shape_set(s, ROLE_DATE, i, i);
}

bool number_read_date(struct number_reader *r, size_t i, struct number_shape *s)
{
	return short_year(r, i, s) || three_parts(r, i, s) || clock_time(r, i, s) ||
	       two_parts(r, i, s) || month_date(r, i, s) || numbered_day(r, i, s) ||
	       plain_year(r, i, s);
}

/* EDTF values back to days: `when` may come from an earlier run or from another tool. */
#include "cmd/timeline/timeline.h"

static bool take_digits(struct span *s, size_t count, int32_t *n, size_t *unknown)
{
	if (s->len < count)
		return false;
	*n = 0;
	for (size_t i = 0; i < count; i++) {
		char c = s->ptr[i];
		if (c == 'X' && unknown) {
			++*unknown;
			*n *= 10;
		} else if (c >= '0' && c <= '9' && !(unknown && *unknown)) {
			*n = *n * 10 + (c - '0');
		} else {
			return false;
		}
	}
	*s = span_sub(*s, count, s->len);
	return true;
}

static bool take_byte(struct span *s, char c)
{
	if (s->len == 0 || s->ptr[0] != c)
		return false;
	*s = span_sub(*s, 1, s->len);
	return true;
}

static void skip_doubt(struct span *s)
{
	while (s->len && (s->ptr[0] == '~' || s->ptr[0] == '?' || s->ptr[0] == '%'))
		*s = span_sub(*s, 1, s->len);
}

/* Months that a season's code (21 spring … 24 winter) stands for; winter ends in the next year. */
static void season_bounds(int32_t year, int32_t code, int64_t *lower, int64_t *upper)
{
	unsigned first = 3u * (unsigned)(code - 20), last = first + 2;
	int32_t last_year = last > 12 ? year + 1 : year;

	last = last > 12 ? last - 12 : last;
	*lower = calendar_days((struct date){year, (uint8_t)first, 1});
	*upper = calendar_days((struct date){last_year, (uint8_t)last,
					     (uint8_t)calendar_month_days(last_year, last)});
}

/* One date, not an interval. */
static bool date_bounds(struct span s, int64_t *lower, int64_t *upper)
{
	int32_t year, month = 0, day = 0;
	size_t unknown = 0;

	if (!take_digits(&s, 4, &year, &unknown) || unknown > 2 || year < 1)
		return false;
	int32_t years = unknown == 2 ? 100 : unknown == 1 ? 10 : 1;
	skip_doubt(&s);
	if (take_byte(&s, '-')) {
		if (take_byte(&s, 'W')) {
			if (!take_digits(&s, 2, &month, NULL) || month < 1 || month > 53 || s.len)
				return false;
			*lower = calendar_week_start(year, (unsigned)month);
			*upper = *lower + 6;
			return true;
		}
		if (unknown || !take_digits(&s, 2, &month, NULL))
			return false;
		skip_doubt(&s);
		if (take_byte(&s, '-') && !take_digits(&s, 2, &day, NULL))
			return false;
		skip_doubt(&s);
	}
	if (s.len && s.ptr[0] != 'T')
		return false;
	if (month >= 21 && month <= 24 && day == 0) {
		season_bounds(year, month, lower, upper);
		return true;
	}
	if (month > 12 ||
	    (month && day && !calendar_valid((struct date){year, (uint8_t)month, (uint8_t)day})))
		return false;
	unsigned last = month ? (unsigned)month : 12;
	struct date from = {year, (uint8_t)(month ? month : 1), (uint8_t)(day ? day : 1)};
	struct date to = {year + years - 1, (uint8_t)last, (uint8_t)day};
	if (day == 0)
		to.day = (uint8_t)calendar_month_days(to.year, last);
	*lower = calendar_days(from);
	*upper = calendar_days(to);
	return true;
}

bool edtf_bounds(struct span edtf, int64_t *lower, int64_t *upper)
{
	const char *slash = edtf.len ? memchr(edtf.ptr, '/', edtf.len) : NULL;
	int64_t other;

	*lower = TIMEX_NO_DAY;
	*upper = TIMEX_NO_DAY;
	if (slash == NULL)
		return date_bounds(edtf, lower, upper);
	size_t at = (size_t)(slash - edtf.ptr);
	struct span from = span_sub(edtf, 0, at), to = span_sub(edtf, at + 1, edtf.len);
	bool open_from = from.len == 0 || span_is(from, ".."),
	     open_to = to.len == 0 || span_is(to, "..");
	if (open_from && open_to)
		return false;
	if (!open_from && !date_bounds(from, lower, &other))
		return false;
	return open_to || date_bounds(to, &other, upper);
}

enum edtf_reach edtf_take_open(struct span *edtf)
{
	if (span_starts(*edtf, "../")) {
		*edtf = span_sub(*edtf, 3, edtf->len);
		return EDTF_UNTIL;
	}
	if (edtf->len > 3 && span_ends(*edtf, span_text("/.."))) {
		edtf->len -= 3;
		return EDTF_SINCE;
	}
	return EDTF_CLOSED;
}

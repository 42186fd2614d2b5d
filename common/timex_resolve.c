/* Readings against the document's date and the last date of the text. */
#include "common/timex_parts.h"

/* Dates with a year that is not the document's say that the text tells history, the more the further they are away; then a month
 * without a year belongs to the last year named (WikiWars). One or two such dates are common in any report, and a list of
 * bare years does not count unless they are far. */
enum { HISTORY_ENOUGH = 4, HISTORY_MOST = 8, FAR_YEARS = 3, ASIDE_YEARS = 20, MOST_AHEAD = 6 };

static bool narrates(const struct timex_context *c)
{
	return c->history >= HISTORY_ENOUGH && c->last.year;
}

/* In a narrative a month goes on from the last date; half a year back is taken for the next year. */
static int32_t narrative_year(const struct timex_context *c, const struct reading *r)
{
	int ahead = (int)c->last.month - (int)r->month;
	return c->last.month && ahead > 8 ? c->last.year + 1 : c->last.year;
}

/* The year in which the weekday fits, the nearest one to the base; 0 when none of them does. */
static int32_t year_of_weekday(const struct reading *r, struct date base)
{
	static const int order[] = {0, -1, 1};
	struct date same = {base.year, r->month, r->day};
	int64_t near = calendar_valid(same) ? calendar_days(same) - calendar_days(base) : INT64_MAX;

	if (near < 60 && near > -60)
		return base.year; /* a wrong weekday is likelier than a date a year away */
	for (size_t i = 0; i < 3; i++) {
		struct date d = {base.year + order[i], r->month, r->day};
		if (!calendar_valid(d) || calendar_weekday(calendar_days(d)) != r->weekday)
			continue;
		int64_t far = calendar_days(d) - calendar_days(base);
		if (far < 200 && far > -400)
			return d.year;
	}
	return 0;
}

static int32_t infer_year(const struct reading *r, const struct timex_context *c, struct moment *m)
{
	struct date base = timex_anchor_date(c, ANCHOR_DOCUMENT);
	int32_t year = base.year;

	if (narrates(c) && r->month)
		return narrative_year(c, r);
	if (!c->document.year)
		return 0; /* the last year of the text is as often another's */
	if (!base.month)
		return base.year;
	if (r->name_shift.set && r->name_shift.anchor == ANCHOR_LAST && c->last.year)
		return c->last.year;
	if (r->weekday && r->day && date_is_whole(base)) {
		year = year_of_weekday(r, base);
		if (year)
			return year;
		year = base.year;
	}
	int ahead = (int)m->month - (int)base.month;
	bool later = ahead > 0 || (ahead == 0 && m->day > base.day && base.day);
	bool earlier = ahead < 0 || (ahead == 0 && m->day && m->day < base.day);
	bool still = ahead == 0 && !m->day && /* akhir Mei mendatang, said on 9 May */
		     ((r->name_shift.by > 0 && r->mod == MOD_END) ||
		      (r->name_shift.by < 0 && r->mod == MOD_START));
	if (r->name_shift.set && r->name_shift.by != 0 && !still) {
		if (r->name_shift.by > 0)
			return earlier || (!later && !m->day) ? year + 1 : year;
		return later || (!m->day && ahead == 0) ? year - 1 : year;
	}
	if (r->name_shift.set)
		return year;
	if (r->signal == TIMEX_UNTIL && ahead > 0)
		return year; /* hingga September, said in July */
	if (r->future)       /* what is half a year ahead or more has its year with it */
		return earlier && ahead <= (m->day ? -MOST_AHEAD : -3) ? year + 1 : year;
	if (m->day && base.day && ahead == 1 - 12 && r->signal != TIMEX_SINCE &&
	    m->day <= base.day && !r->name_shift.set)
		return year + 1; /* January 2, told on 23 December */
	/* a day up to a month ahead is an appointment; what is further ahead was last year */
	if (later && m->day)
		return ahead > 1 ? year - 1 : year;
	return later ? year - 1 : year;
}

static void resolve_weekday(const struct reading *r, const struct timex_context *c,
			    struct moment *m, struct timex *out)
{
	struct date base = timex_anchor_date(c, narrates(c) ? ANCHOR_LAST : ANCHOR_DOCUMENT);

	if (!date_is_whole(base)) {
		m->weekday = r->weekday;
		return;
	}
	int64_t day = calendar_days(base);
	int back = (int)(calendar_weekday(day) + 7 - r->weekday) % 7;
	out->relative = true;
	if (r->beside && date_is_whole(c->last_day)) {
		day = calendar_days(c->last_day);
		back = (int)(calendar_weekday(day) + 7 - r->weekday) % 7;
		back -= back > 3 ? 7 : 0;
	} else if (r->name_shift.set && r->name_shift.anchor == ANCHOR_LAST &&
		   date_is_whole(c->last_day)) {
		day = calendar_days(c->last_day);
		back = (int)(calendar_weekday(day) + 7 - r->weekday) % 7;
		if (r->name_shift.by > 0)
			back -= 7;
		else if (r->name_shift.by < 0 && back == 0)
			back = 7;
	} else if (r->name_shift.set && r->name_shift.by > 0) {
		back -= r->name_shift.unit == TU_WEEK && back > 0 &&
					r->weekday > calendar_weekday(day)
				? 14
				: 7;
	} else if (r->name_shift.set && r->name_shift.by == 0) {
		back = (int)calendar_weekday(day) - r->weekday;
	} else if (r->name_shift.set && back == 0 && !c->lower_bound &&
		   !(c->said_weekdays >> r->weekday & 1u)) {
		back = 7;
	} else if (r->future && back > 0 && !r->name_shift.set) {
		back -= 7;
	}
	if (r->name_shift.set && r->name_shift.by < 0 && back == 0)
		out->warn |= TIMEX_WARN_AMBIGUOUS;
	moment_put_day(m, day - back);
}

/* 29 February without a year: the last one that there was, or the next. */
static int32_t leap_year_near(int32_t year, bool future)
{
	while (year > 0 && !calendar_valid((struct date){year, 2, 29}))
		year += future ? 1 : -1;
	return year;
}

static void resolve_month(const struct reading *r, const struct timex_context *c, struct moment *m,
			  struct timex *out)
{
	m->month = r->month;
	m->day = r->day;
	if (r->slots & SLOT_YEAR) {
		m->year = r->year_shift.set ? timex_shifted_year(c, r->year_shift) : r->year;
		out->relative = r->year_shift.set;
	} else {
		struct moment near = *m;
		near.year = timex_anchor_date(c, ANCHOR_DOCUMENT).year;
		if (r->nth_kind >= NTH_EASTER && near.year)
			moment_put_nth(r, &near);
		m->year = infer_year(r, c, &near);
		out->relative = r->name_shift.set;
	}
	if (r->month == 2 && r->day == 29 && !(r->slots & SLOT_YEAR))
		m->year = leap_year_near(m->year, r->future);
	if (m->year && m->day && !calendar_valid((struct date){m->year, m->month, m->day}))
		m->day = 0; /* 29 Februari of a year that has none */
}

/* "Minggu (31)", "Friday the 13th": the month at hand or next to it, farther on in what is to come, in which that day is that weekday. */
static bool put_day_of_weekday(const struct reading *r, struct date base, struct moment *m)
{
	static const int back[] = {0, -1, 1}, on[] = {0, 1, 2, 3, 4, 5, 6};
	size_t count = r->future ? sizeof on / sizeof *on : sizeof back / sizeof *back;

	for (size_t i = 0; i < count; i++) {
		struct date d = {base.year, base.month, 1};
		d = date_add_months(d, r->future ? on[i] : back[i]);
		d.day = r->day;
		if (!calendar_valid(d) || calendar_weekday(calendar_days(d)) != r->weekday)
			continue;
		m->year = d.year;
		m->month = d.month;
		return true;
	}
	return false;
}

/* A day number alone: the month at hand, or the one before when that day has not come yet. */
static void resolve_day(const struct reading *r, const struct timex_context *c, struct moment *m,
			struct timex *out)
{
	struct date base = timex_anchor_date(c, narrates(c) ? ANCHOR_LAST : ANCHOR_DOCUMENT);

	m->day = r->day;
	out->relative = true;
	if (!base.year || !base.month)
		return;
	if ((r->slots & SLOT_WEEKDAY) && put_day_of_weekday(r, base, m))
		return;
	int months = r->name_shift.set ? (r->name_shift.by > 0 && r->day < base.day)
		     : r->day > base.day && !r->future && !narrates(c) ? -1
								       : 0;
	if (r->name_shift.set && r->name_shift.by < 0 && r->day > base.day)
		months = -1;
	if (base.day && months) {
		base.day = 1;
		base = date_add_months(base, months);
	}
	if (r->day <= calendar_month_days(base.year, base.month)) {
		m->year = base.year;
		m->month = base.month;
	}
}

/* "fell in the fourth quarter", told in April: a part of the year that has not begun is the one of last year. */
static bool to_come(const struct reading *r, struct date document)
{
	int months = r->period_unit == TU_QUARTER ? 3 : r->period_unit == TU_HALF ? 6 : 0;
	return (r->slots & SLOT_PERIOD) && months && document.month &&
	       months * (r->period - 1) + 1 > document.month;
}

static int32_t year_of(const struct reading *r, const struct timex_context *c, struct timex *out)
{
	if (r->year_shift.set) {
		out->relative = true;
		return timex_shifted_year(c, r->year_shift);
	}
	if (r->slots & SLOT_YEAR)
		return r->year;
	out->relative = true;
	if ((r->slots & SLOT_SHIFT) && r->shift.unit == TU_YEAR)
		return timex_shifted_year(c, r->shift);
	return narrates(c) ? c->last.year
			   : c->document.year - (to_come(r, c->document) && !r->future);
}

static void check_weekday(const struct reading *r, const struct moment *m, struct timex *out)
{
	struct date d = {m->year, m->month, m->day};

	if ((r->slots & SLOT_WEEKDAY) && (r->slots & SLOT_DAY) && calendar_valid(d) &&
	    calendar_weekday(calendar_days(d)) != r->weekday)
		out->warn |= TIMEX_WARN_WEEKDAY;
}

/* "8 malam" is 20: the part of the day says which half of it an hour belongs to. */
static uint8_t hour_in_part(const struct reading *r, uint8_t hour)
{
	bool night = memcmp(r->part, "NI", 2) == 0, noon = memcmp(r->part, "AF", 2) == 0,
	     evening = memcmp(r->part, "EV", 2) == 0;

	if (hour >= 12)
		return hour;
	bool late = (night && hour >= 6) || (noon && hour <= 9) || (evening && hour >= 3);
	return (uint8_t)(late ? hour + 12 : hour);
}

static void resolve_clock(struct reading *r)
{
	if (!(r->slots & SLOT_CLOCK) || !(r->slots & SLOT_PART))
		return;
	if (!r->has_meridiem)
		r->hour = hour_in_part(r, r->hour);
	if (r->has_to && !r->to_has_meridiem)
		r->to_hour = hour_in_part(r, r->to_hour);
}

static void resolve_point(struct reading *r, const struct timex_context *c, struct moment *m,
			  struct timex *out)
{
	const uint16_t dated = SLOT_MONTH | SLOT_DAY | SLOT_WEEKDAY | SLOT_SEASON | SLOT_PERIOD |
			       SLOT_YEAR | SLOT_DECADE | SLOT_SHIFT;

	resolve_clock(r);
	if (r->shift.anchor == ANCHOR_HAND)
		r->shift.anchor = narrates(c) ? ANCHOR_LAST : ANCHOR_DOCUMENT;
	if (r->slots & SLOT_DECADE) {
		m->year = r->year;
		m->digits = r->digits;
	} else if (r->slots & SLOT_PERIOD) {
		m->year = year_of(r, c, out);
		m->quarter = r->period_unit == TU_QUARTER ? r->period : 0;
		m->half = r->period_unit == TU_HALF ? r->period : 0;
	} else if (r->slots & SLOT_SEASON) {
		m->year = year_of(r, c, out);
	} else if (r->slots & SLOT_MONTH) {
		resolve_month(r, c, m, out);
	} else if (r->slots & SLOT_SHIFT) {
		out->relative = true;
		moment_move_unit(r, c, m);
		if ((r->slots & SLOT_YEAR) && r->shift.unit == TU_MONTH)
			m->year = r->year; /* the same month in 2004 */
		m->no_date = m->year == 0 && (r->slots & (SLOT_CLOCK | SLOT_PART));
	} else if (r->slots & SLOT_DAY) {
		resolve_day(r, c, m, out);
	} else if (r->slots & SLOT_WEEKDAY) {
		resolve_weekday(r, c, m, out);
	} else if (r->slots & SLOT_YEAR) {
		m->year = r->year;
	}
	if (!(r->slots & dated)) { /* only a clock: the day at hand */
		out->relative = true;
		m->no_date = !c->last_day.year || r->generic;
		m->year = c->last_day.year;
		m->month = c->last_day.month;
		m->day = c->last_day.day;
	}
	check_weekday(r, m, out);
}

static void weigh_history(const struct reading *r, const struct moment *m, struct timex_context *c)
{
	int32_t far = c->document.year ? c->document.year - m->year : 0;

	if (r->kind != READ_POINT || !(r->slots & SLOT_YEAR) || r->year_shift.set ||
	    r->signal == TIMEX_SINCE) /* the lowest since 2009: a comparison */
		return;
	if (r->whole && r->slots == SLOT_YEAR)
		c->history = far == 0 ? 0 : HISTORY_MOST; /* the heading of what was done in it */
	else if (far == 0)
		c->history = 0;
	else if (far > 0)
		c->history += (unsigned)(far >= FAR_YEARS) + ((r->slots & SLOT_MONTH) != 0);
	if (c->history > HISTORY_MOST)
		c->history = HISTORY_MOST;
}

/* A year far from those that are told of is an aside until a second one follows it: "as Napoleon had in 1812". */
static bool is_aside(const struct reading *r, const struct moment *m, struct timex_context *c)
{
	int32_t far = m->year - c->last.year, again = m->year - c->aside_year;

	if (!narrates(c) || !(r->slots & SLOT_YEAR) || r->year_shift.set ||
	    (far <= ASIDE_YEARS && far >= -ASIDE_YEARS) || m->year == c->document.year) {
		c->aside_year = 0;
		return false;
	}
	if (c->aside_year && again <= ASIDE_YEARS && again >= -ASIDE_YEARS) {
		c->aside_year = 0;
		return false;
	}
	c->aside_year = m->year;
	return true;
}

static void remember_clock(const struct reading *r, struct timex_context *c)
{
	if (r->has_to || r->hour > 23)
		return;
	c->has_last_clock = r->slots & SLOT_CLOCK;
	c->last_hour = r->hour;
	c->last_minute = r->minute;
}

/* "up from a year earlier", "dari bulan sebelumnya": in a report each of them is told beside the same date; days are gone back to. */
static bool compares(const struct reading *r)
{
	return (r->kind == READ_AGO && r->anchor == ANCHOR_LAST && r->ago < 0 &&
		r->amount.unit > TU_DAY) ||
	       (r->shift.set && r->shift.anchor == ANCHOR_LAST && r->shift.by < 0 &&
		r->shift.unit > TU_DAY);
}

static void remember(const struct reading *r, const struct moment *m, struct timex_context *c)
{
	if (m->no_date)
		remember_clock(r, c);
	if (m->year <= 0 || m->no_date || r->era || r->attribute)
		return;
	struct date d = {m->year, m->month, m->day};
	if (m->week)
		d = (struct date){m->year, 0, 0};
	if (compares(r) && !narrates(c))
		return;
	bool own = r->slots & (SLOT_YEAR | SLOT_MONTH | SLOT_DAY | SLOT_WEEKDAY | SLOT_SHIFT);
	if (!own || is_aside(r, m, c))
		return;
	weigh_history(r, m, c);
	if (narrates(c) && r->kind == READ_POINT && (r->slots & SLOT_SHIFT) &&
	    r->shift.anchor == ANCHOR_DOCUMENT)
		return; /* "today" among dates of history does not end it */
	if (d.day && calendar_valid(d) && c->document.day && m->day == c->document.day &&
	    m->month == c->document.month && m->year == c->document.year &&
	    (r->slots & SLOT_WEEKDAY))
		c->said_weekdays |= (uint8_t)(1u << r->weekday);
	c->last = d;
	if (d.day && d.month)
		c->last_day = d;
	if (d.day)
		remember_clock(r, c);
}

static void resolve_set(const struct reading *r, struct arena *a, struct timex *out)
{
	struct buffer b = {0};

	out->type = TIMEX_SET;
	if (r->ref.ptr) {
		out->value = r->ref;
		return;
	}
	if (r->weekday) {
		buffer_add_text(&b, "XXXX-WXX-");
		buffer_add_number(&b, r->weekday);
		if (r->slots & SLOT_CLOCK) {
			timex_add_clock(&b, r);
		} else if (r->part[0]) {
			buffer_add_byte(&b, 'T');
			buffer_add_text(&b, r->part);
		}
	} else if (r->slots & SLOT_CLOCK) {
		buffer_add_text(&b, "XXXX-XX-XX");
		timex_add_clock(&b, r);
	} else if (r->season[0]) {
		buffer_add_text(&b, "XXXX-");
		buffer_add_text(&b, r->season);
	} else if (r->part[0]) {
		buffer_add_text(&b, "XXXX-XX-XXT");
		buffer_add_text(&b, r->part);
	}
	out->value = b.len ? arena_copy(a, buffer_span(&b)) : value_of_length(r, a);
	buffer_free(&b);
}

void timex_resolve(const struct reading *reading, struct timex_context *c, struct arena *a,
		   struct timex *out)
{
	struct reading own = *reading, *r = &own;
	struct moment m = {0};

	out->warn |= r->warn;
	out->signal = r->signal;
	if (r->kind == READ_SET) {
		resolve_clock(r);
		resolve_set(r, a, out);
		return;
	}
	if (r->kind == READ_REF) {
		out->value = r->ref;
		return;
	}
	if (r->kind == READ_AGO && r->ahead && narrates(c))
		r->kind = READ_DURATION; /* what "would" come in eight days came long ago */
	if (r->kind == READ_DURATION) {
		out->type = TIMEX_DURATION;
		out->value = value_of_length(r, a);
		return;
	}
	if (r->kind == READ_AGO) {
		out->relative = true;
		if (!moment_put_ago_clock(r, c, &m) && !moment_put_ago(r, c, &m)) {
			out->value = span_text(r->ago < 0 ? "PAST_REF" : "FUTURE_REF");
			return;
		}
		r->slots |= SLOT_SHIFT;
	} else {
		resolve_point(r, c, &m, out);
		if (r->nth_kind)
			moment_put_nth(r, &m);
		if (r->near_weekend)
			moment_put_near_weekend(&m);
	}
	if (m.year < 0 || m.year > 9999) /* ISO 8601 has four digits */
		m = (struct moment){.month = m.month, .day = m.day};
	out->type = r->slots & (SLOT_CLOCK | SLOT_PART) ? TIMEX_TIME : TIMEX_DATE;
	out->value = value_of_point(r, &m, a);
	out->day = m.year && m.month && m.day;
	edtf_of_point(r, &m, a, out);
	if (r->to_day)
		timex_put_range(r, &m, a, out);
	remember(r, &m, c);
}

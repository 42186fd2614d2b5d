/* Dates counted from an anchor: units moved by a few, lengths of time ago or ahead. */
#include "common/timex_parts.h"

bool date_is_whole(struct date d)
{
	return d.year && d.month && d.day;
}

struct date timex_anchor_date(const struct timex_context *c, uint8_t anchor)
{
	if (anchor == ANCHOR_LAST) {
		if (c->last_day.year)
			return c->last_day;
		if (c->last.year)
			return c->last;
	}
	return c->document;
}

/* "the year before" counts from the year last named, though a day of another year was named earlier. */
static struct date shift_anchor(const struct timex_context *c, struct shift s)
{
	if (s.anchor == ANCHOR_LAST && c->last.year &&
	    (s.unit >= TU_YEAR || (s.unit >= TU_MONTH && c->last.month)))
		return c->last;
	return timex_anchor_date(c, s.anchor);
}

struct date date_add_months(struct date d, int months)
{
	int32_t n = d.year * 12 + d.month - 1 + months;

	d.year = n / 12;
	d.month = (uint8_t)(n % 12 + 1);
	unsigned days = calendar_month_days(d.year, d.month);
	if (d.day > days)
		d.day = (uint8_t)days;
	return d;
}

void moment_put_day(struct moment *m, int64_t days)
{
	struct date d = calendar_date(days);

	m->year = d.year;
	m->month = d.month;
	m->day = d.day;
}

static void put_week(struct moment *m, int64_t days)
{
	unsigned week;

	calendar_week(days, &m->year, &week);
	m->week = (uint8_t)week;
	m->month = 0;
	m->day = 0;
}

static void put_year(struct moment *m, int32_t year, enum timex_unit unit)
{
	m->year = unit == TU_DECADE    ? year - year % 10
		  : unit == TU_CENTURY ? year - year % 100
				       : year;
	m->digits = unit == TU_DECADE ? 3 : unit == TU_CENTURY ? 2 : 0;
}

/* 0 when the anchor is not known. */
int32_t timex_shifted_year(const struct timex_context *c, struct shift s)
{
	int32_t year = shift_anchor(c, s).year;
	return year ? year + s.by : 0;
}

/* A unit moved by a few against the anchor. */
void moment_move_unit(const struct reading *r, const struct timex_context *c, struct moment *m)
{
	struct date base = shift_anchor(c, r->shift);
	int by = r->shift.by;

	if (!base.year)
		return;
	switch (r->shift.unit) {
	case TU_DAY:
		if (date_is_whole(base))
			moment_put_day(m, calendar_days(base) + by);
		break;
	case TU_WEEK:
	case TU_WEEKEND:
		if (!date_is_whole(base))
			break;
		put_week(m, calendar_days(base) + 7 * by);
		m->weekend = r->shift.unit == TU_WEEKEND;
		if (r->slots & SLOT_WEEKDAY) {
			int64_t start = calendar_week_start(m->year, m->week);
			m->week = 0;
			moment_put_day(m, start + r->weekday - 1);
		}
		break;
	case TU_MONTH:
		if (base.year && base.month) {
			base.day = 1;
			base = date_add_months(base, by);
			m->year = base.year;
			m->month = base.month;
			m->day = r->day;
		}
		break;
	case TU_QUARTER:
		if (base.year && base.month) {
			base = date_add_months(base, 3 * by);
			m->year = base.year;
			m->quarter = (uint8_t)((base.month - 1) / 3 + 1);
		}
		break;
	case TU_DECADE: put_year(m, base.year + 10 * by, TU_DECADE); break;
	case TU_CENTURY: put_year(m, base.year + 100 * by, TU_CENTURY); break;
	default: put_year(m, base.year + by, TU_YEAR); break;
	}
}

/* False when the date is not known well enough for the unit. */
static bool add_to_date(struct date *d, const struct amount *n, int way)
{
	int by = n->whole * way * (n->times ? n->times : 1);

	if (n->vague || n->whole > 5000 || !d->year || (n->unit <= TU_MONTH && !d->month) ||
	    (n->unit <= TU_WEEK && !date_is_whole(*d)))
		return false;
	switch (n->unit) {
	case TU_HOUR:
		if (by % 24 || n->milli)
			return false;
		*d = calendar_date(calendar_days(*d) + by / 24);
		break;
	case TU_DAY: *d = calendar_date(calendar_days(*d) + by); break;
	case TU_WEEK:
	case TU_WEEKEND: *d = calendar_date(calendar_days(*d) + 7 * by); break;
	case TU_MONTH: *d = date_add_months(*d, by); break;
	case TU_QUARTER: *d = date_add_months(*d, 3 * by); break;
	case TU_HALF: *d = date_add_months(*d, 6 * by); break;
	case TU_YEAR:
		if (d->month)
			*d = date_add_months(*d, 12 * by + (n->milli == 500 ? 6 * way : 0));
		else
			d->year += by;
		break;
	case TU_DECADE: d->year += 10 * by + n->milli * way / 100; break;
	case TU_CENTURY: d->year += 100 * by + n->milli * way / 10; break;
	default: return false;
	}
	return true;
}

/* "dua tahun lalu": as fine as its finest unit; to the day in a bare stamp, or counted from a day. */
bool moment_put_ago(const struct reading *r, const struct timex_context *c, struct moment *m)
{
	struct date d = timex_anchor_date(c, r->anchor);
	enum timex_unit finest = r->more_count ? r->more[r->more_count - 1].unit : r->amount.unit;
	bool half_year = r->amount.milli == 500;

	if (!add_to_date(&d, &r->amount, r->ago))
		return false;
	for (size_t i = 0; i < r->more_count; i++) {
		if (!add_to_date(&d, &r->more[i], r->ago))
			return false;
	}
	if (finest == TU_CENTURY) { /* half a century ago: some year of that decade */
		put_year(m, d.year, r->amount.milli ? TU_DECADE : TU_CENTURY);
		return true;
	}
	if (!r->whole && !r->exact) {
		if (finest == TU_WEEK || finest == TU_WEEKEND) {
			put_week(m, calendar_days(d));
			return true;
		}
		if (finest > TU_WEEK)
			d.day = 0;
		if (finest == TU_DECADE || (finest == TU_YEAR && !half_year))
			d.month = 0;
	}
	m->year = d.year;
	m->month = d.month;
	m->day = d.month ? d.day : 0;
	return m->year > 0;
}

/* Seconds of the length when all of it is hours, minutes, seconds; else -1. */
static int64_t clock_length(const struct reading *r)
{
	static const int seconds[] = {[TU_SECOND] = 1, [TU_MINUTE] = 60, [TU_HOUR] = 3600};
	int64_t sum = 0;

	for (size_t i = 0; i <= r->more_count; i++) {
		const struct amount *n = i ? &r->more[i - 1] : &r->amount;
		if (n->unit < TU_SECOND || n->unit > TU_HOUR || n->vague || n->whole > 5000)
			return -1;
		sum += (n->whole * (int64_t)seconds[n->unit] + n->milli * seconds[n->unit] / 1000) *
		       (n->times ? n->times : 1);
	}
	return sum;
}

/* Hours and minutes from the document's clock, or from the time of day last named. */
bool moment_put_ago_clock(struct reading *r, const struct timex_context *c, struct moment *m)
{
	int64_t length = clock_length(r), at;
	struct date day = c->document;

	if (length < 0)
		return false;
	if (r->anchor == ANCHOR_LAST && c->has_last_clock) {
		at = c->last_hour * 3600 + c->last_minute * 60;
		day = c->last_day;
	} else if (c->has_clock && !r->exact && (r->anchor == ANCHOR_DOCUMENT || r->whole)) {
		at = c->hour * 3600 + c->minute * 60;
	} else {
		return false;
	}
	m->no_date = !date_is_whole(day);
	at += (m->no_date ? 0 : calendar_days(day)) * 86400 + r->ago * length;
	int64_t on = at / 86400, rest = at % 86400;
	if (rest < 0) {
		rest += 86400;
		on--;
	}
	if (!m->no_date)
		moment_put_day(m, on);
	r->hour = (uint8_t)(rest / 3600);
	r->minute = (uint8_t)(rest / 60 % 60);
	r->has_minute = true;
	r->slots = SLOT_CLOCK;
	return true;
}

/* Dates counted from an anchor: units moved by a few, lengths of time ago or ahead. */
#include "common/timex_parts.h"

enum { NEAR_HOURS = 12 }; /* "five hours ago" is mostly the same day */

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
	return c->document.year ? c->document : c->last_day;
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

/* "dua tahun lalu": as fine as its unit, in a bare stamp to the day. */
bool moment_put_ago(const struct reading *r, const struct timex_context *c, struct moment *m)
{
	struct date base = timex_anchor_date(c, r->anchor);
	const struct amount *n = &r->amount;
	int by = n->whole * r->ago * (n->times ? n->times : 1);

	if (n->vague || !base.year || (n->unit <= TU_MONTH && !base.month) || n->whole > 5000)
		return false;
	if (n->unit <= TU_WEEK && !date_is_whole(base))
		return false;
	switch (n->unit) {
	case TU_DAY: moment_put_day(m, calendar_days(base) + by); return true;
	case TU_WEEK:
	case TU_WEEKEND:
		if (r->whole)
			moment_put_day(m, calendar_days(base) + 7 * by);
		else
			put_week(m, calendar_days(base) + 7 * by);
		return true;
	case TU_MONTH: base = date_add_months(base, by); break;
	case TU_QUARTER: base = date_add_months(base, 3 * by); break;
	case TU_HALF: base = date_add_months(base, 6 * by); break;
	case TU_YEAR:
		base.year += by;
		if (n->tenths == 5 && base.month)
			base = date_add_months(base, 6 * r->ago);
		else if (!r->whole)
			base.month = 0;
		break;
	case TU_DECADE:
		base.year += 10 * by;
		base.month = 0;
		break;
	case TU_CENTURY: put_year(m, base.year + 100 * by, TU_CENTURY); return true;
	default: return false;
	}
	m->year = base.year;
	m->month = base.month;
	m->day = r->whole && base.month ? base.day : 0;
	return m->year > 0;
}

/* Hours, minutes, seconds from a document date with a clock. */
bool moment_put_ago_clock(struct reading *r, const struct timex_context *c, struct moment *m)
{
	static const int seconds[] = {[TU_SECOND] = 1, [TU_MINUTE] = 60, [TU_HOUR] = 3600};
	const struct amount *n = &r->amount;

	if (n->unit < TU_SECOND || n->unit > TU_HOUR || n->vague || !c->has_clock ||
	    r->anchor != ANCHOR_DOCUMENT || !date_is_whole(c->document))
		return false;
	int64_t at = calendar_days(c->document) * 86400 + c->hour * 3600 + c->minute * 60;
	at += (int64_t)r->ago *
	      (n->whole * (int64_t)seconds[n->unit] + n->tenths * seconds[n->unit] / 10);
	int64_t day = at / 86400, rest = at % 86400;
	if (rest < 0) {
		rest += 86400;
		day--;
	}
	moment_put_day(m, day);
	r->hour = (uint8_t)(rest / 3600);
	r->minute = (uint8_t)(rest / 60 % 60);
	r->second = (uint8_t)(rest % 60);
	r->has_minute = true;
	r->has_second = n->unit == TU_SECOND;
	r->slots = SLOT_CLOCK;
	return true;
}

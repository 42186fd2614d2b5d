/* The first week of a month, its last Friday, the week of a day: days and weeks told by their place in something longer. */
#include "common/timex_parts.h"

enum { WEDNESDAY = 3 };

/* "first", "ke-3", "last"; digits only with their mark. */
static size_t place_at(const struct scan *s, size_t i, int *n)
{
	size_t length;
	const struct pack_entry *e = word_entry(s, i, KIND_NTH, &length);

	if (e) {
		*n = timex_int(pack_attribute(e, "value"));
		return length;
	}
	return read_ordinal(s, i, n);
}

/* What has a place: a week, a weekend, a day or a weekday by its name. */
static size_t placed_at(const struct scan *s, size_t i, struct reading *r)
{
	size_t length;
	const struct pack_entry *e = word_entry(s, i, KIND_WEEKDAY, &length);

	if (e && (s->t->items[i].capital || !s->lang->ordinals_behind) &&
	    pack_attribute(e, "alone").ptr == NULL) {
		r->nth_kind = NTH_WEEKDAY;
		r->nth_weekday = (uint8_t)timex_int(pack_attribute(e, "value"));
		return length;
	}
	enum timex_unit unit = unit_at(s, i, &length);
	e = word_entry(s, i, KIND_UNIT, &length);
	if (e == NULL || pack_attribute(e, "vague").ptr)
		return 0;
	r->nth_kind = unit == TU_DAY       ? NTH_DAY
		      : unit == TU_WEEK    ? NTH_WEEK
		      : unit == TU_WEEKEND ? NTH_WEEKEND
					   : NTH_NONE;
	return r->nth_kind ? length : 0;
}

static bool within_limits(const struct reading *r, const struct reading *whole)
{
	bool year = !(whole->slots & SLOT_MONTH) &&
		    !((whole->slots & SLOT_SHIFT) && whole->shift.unit == TU_MONTH);

	if (r->nth < 0)
		return true;
	switch (r->nth_kind) {
	case NTH_WEEK: return r->nth >= 1 && r->nth <= (year ? 53 : 5);
	case NTH_DAY: return r->nth >= 1 && r->nth <= (year ? 1 : 31);
	default: return r->nth >= 1 && r->nth <= (year ? 1 : 5);
	}
}

/* "of the month": the one that the text is in. */
static size_t whole_at_hand(const struct scan *s, size_t i, size_t link, struct reading *r)
{
	size_t length, at = i + link;
	bool article = word_is(s, at, KIND_ARTICLE) || (link > 1 && word_is(s, i, KIND_LINK));

	at += word_is(s, at, KIND_ARTICLE);
	enum timex_unit unit = unit_at(s, at, &length);
	if (!article || (unit != TU_MONTH && unit != TU_YEAR))
		return 0;
	r->shift = (struct shift){0, (uint8_t)unit, ANCHOR_HAND, true};
	r->slots |= SLOT_SHIFT;
	return at + length - i - link;
}

/* The month or year around it. */
static size_t whole_behind(const struct scan *s, size_t i, bool linked, struct reading *r)
{
	size_t link = 0, length;
	struct reading whole = reading_none;

	if (word_entry(s, i, KIND_LINK, &length))
		link = length;
	else if (linked)
		return 0;
	size_t used = read_point(s, i + link, &whole);
	if (used == 0 && word_is(s, i + link, KIND_MONTH)) {
		whole.slots =
			SLOT_MOD; /* a place in it is enough to tell a month: the last week of dec */
		used = read_point(s, i + link, &whole);
		whole.slots &= (uint16_t)~SLOT_MOD;
	}
	if (used == 0 && link)
		used = whole_at_hand(s, i, link, &whole);
	const uint16_t good = SLOT_MONTH | SLOT_YEAR | SLOT_TAIL;
	bool moved = whole.slots == SLOT_SHIFT &&
		     (whole.shift.unit == TU_MONTH || whole.shift.unit == TU_YEAR);
	if (used == 0 || !(moved || (whole.slots && !(whole.slots & ~good))) || whole.era ||
	    whole.to_day || !within_limits(r, &whole))
		return 0;
	whole.nth = r->nth;
	whole.nth_kind = r->nth_kind;
	whole.nth_weekday = r->nth_weekday;
	*r = whole;
	return link + used;
}

/* "the week of April 10", "the weekend of Halloween" */
static size_t week_of_day(const struct scan *s, size_t i, struct reading *r)
{
	size_t length, link;
	enum timex_unit unit = unit_at(s, i, &length);
	struct reading day = reading_none;

	if ((unit != TU_WEEK && unit != TU_WEEKEND) || !word_entry(s, i + length, KIND_LINK, &link))
		return 0;
	size_t used = read_point(s, i + length + link, &day);
	if (used == 0 || (day.slots & ~(SLOT_MONTH | SLOT_DAY | SLOT_YEAR)) || !day.day ||
	    !day.month || day.to_day)
		return 0;
	*r = day;
	r->nth_kind = unit == TU_WEEK ? NTH_WEEK_OF : NTH_WEEKEND_OF;
	return length + link + used;
}

size_t read_nth(const struct scan *s, size_t i, struct reading *r)
{
	size_t at = i + word_is(s, i, KIND_ARTICLE), used, place;
	int n;

	used = week_of_day(s, at, r);
	if (used)
		return at + used - i;
	r->kind = READ_POINT;
	/* the third week, or pekan ketiga */
	place = s->lang && s->lang->ordinals_behind ? 0 : place_at(s, at, &n);
	bool first = place > 0;
	at += place;
	used = placed_at(s, at, r);
	if (used == 0)
		return 0;
	at += used;
	if (!first) {
		place = place_at(s, at, &n);
		if (place == 0)
			return 0;
		at += place;
	}
	r->nth = (int8_t)n;
	used = whole_behind(s, at, first, r);
	return used ? at + used - i : 0;
}

/* --- which days that is --- */

/* Day of the n-th weekday of a month; n -1: the last. 0 when it has none. */
static unsigned nth_weekday(int32_t year, unsigned month, unsigned weekday, int n)
{
	struct date first = {year, (uint8_t)month, 1};
	unsigned days = calendar_month_days(year, month);
	unsigned day = 1 + (weekday + 7 - calendar_weekday(calendar_days(first))) % 7;

	if (n < 0)
		return day + (days - day) / 7 * 7;
	day += 7 * (unsigned)(n - 1);
	return day <= days ? day : 0;
}

/* Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher: Nature 13, 1876, p. 487). */
static int64_t easter_day(int32_t year)
{
	int32_t a = year % 19, b = year / 100, c = year % 100;
	int32_t g = (8 * b + 13) / 25, h = (19 * a + b - b / 4 - g + 15) % 30;
	int32_t i = c / 4, l = (32 + 2 * (b % 4) + 2 * i - h - c % 4) % 7;
	int32_t n = h + l - 7 * ((a + 11 * h + 19 * l) / 433);
	int32_t month = (n + 90) / 25, day = (n + 33 * month + 19) % 32;

	return calendar_days((struct date){year, (uint8_t)month, (uint8_t)day});
}

/* Easter Sunday of the Julian calendar (Meeus, Astronomical Algorithms, 1991, p. 69), 13 days behind from 1900 to 2099. */
static int64_t julian_easter_day(int32_t year)
{
	int32_t d = (19 * (year % 19) + 15) % 30,
		e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
	int32_t n = d + e + 114;

	return calendar_days((struct date){year, (uint8_t)(n / 31), (uint8_t)(n % 31 + 1)}) + 13;
}

static void put_week_of(struct moment *m, int64_t day, bool weekend)
{
	unsigned week;

	calendar_week(day, &m->year, &week);
	*m = (struct moment){.year = m->year, .week = (uint8_t)week, .weekend = weekend};
}

/* ISO 8601: a week belongs to the month or year that has its Thursday. */
static void put_nth_week(const struct reading *r, struct moment *m)
{
	unsigned month = m->month ? m->month : r->nth < 0 ? 12 : 1;
	unsigned day = nth_weekday(m->year, month, 4, m->month || r->nth < 0 ? r->nth : 1);
	struct date thursday = {m->year, (uint8_t)month, (uint8_t)day};

	if (day == 0)
		return;
	int64_t at = calendar_days(thursday);
	if (!m->month && r->nth > 0)
		at += 7 * (r->nth - 1);
	put_week_of(m, at, false);
}

void moment_put_nth(const struct reading *r, struct moment *m)
{
	struct date d = {m->year, m->month, m->day};
	unsigned month = m->month ? m->month : r->nth < 0 ? 12 : 1, day;

	if (m->year <= 0)
		return;
	switch (r->nth_kind) {
	case NTH_EASTER: moment_put_day(m, easter_day(m->year) + r->nth); return;
	case NTH_JULIAN_EASTER: moment_put_day(m, julian_easter_day(m->year) + r->nth); return;
	case NTH_WEEK_OF:
	case NTH_WEEKEND_OF:
		if (calendar_valid(d))
			put_week_of(m, calendar_days(d), r->nth_kind == NTH_WEEKEND_OF);
		return;
	case NTH_WEEK: put_nth_week(r, m); return;
	case NTH_WEEKEND: /* the one whose Saturday is the n-th */
		day = nth_weekday(m->year, month, 6, r->nth);
		if (day)
			put_week_of(
				m,
				calendar_days((struct date){m->year, (uint8_t)month, (uint8_t)day}),
				true);
		return;
	case NTH_WEEKDAY: day = nth_weekday(m->year, month, r->nth_weekday, r->nth); break;
	default:
		day = calendar_month_days(m->year, month);
		if (r->nth > 0)
			day = (unsigned)r->nth <= day ? (unsigned)r->nth : 0;
		break;
	}
	if (day) {
		m->month = (uint8_t)month;
		m->day = (uint8_t)day;
	}
	if (day && r->nth_after)
		moment_put_day(m, calendar_days((struct date){m->year, m->month, m->day}) +
					  r->nth_after);
}

void moment_put_near_weekend(struct moment *m)
{
	struct date d = {m->year, m->month, m->day};

	if (!calendar_valid(d))
		return;
	int64_t day = calendar_days(d);
	unsigned weekday = calendar_weekday(day);
	put_week_of(m, weekday < WEDNESDAY ? day - weekday : day, true);
}

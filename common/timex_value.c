/* Resolved points and lengths written as TIMEX3 values and EDTF. */
#include "common/timex_parts.h"

static void add_padded(struct buffer *b, int n, int width)
{
	char digits[12];

	for (int i = width - 1; i >= 0; i--, n /= 10)
		digits[i] = (char)('0' + n % 10);
	buffer_add(b, digits, (size_t)width);
}

void timex_add_clock(struct buffer *b, const struct reading *r)
{
	buffer_add_byte(b, 'T');
	add_padded(b, r->hour, 2);
	if (r->has_minute) {
		buffer_add_byte(b, ':');
		add_padded(b, r->minute, 2);
	}
	if (r->has_second) {
		buffer_add_byte(b, ':');
		add_padded(b, r->second, 2);
	}
	buffer_add_span(b, r->zone);
}

/* "yesterday" of no known day is still a day. */
static const char *unknown_shift(const struct reading *r)
{
	if (r->kind != READ_POINT || !(r->slots & SLOT_SHIFT) ||
	    (r->slots & (SLOT_MONTH | SLOT_DAY | SLOT_WEEKDAY)))
		return "XXXX";
	switch (r->shift.unit) {
	case TU_DAY: return "XXXX-XX-XX";
	case TU_WEEK: return "XXXX-WXX";
	case TU_WEEKEND: return "XXXX-WXX-WE";
	case TU_MONTH: return "XXXX-XX";
	case TU_QUARTER: return "XXXX-QX";
	default: return "XXXX";
	}
}

static void add_date(struct buffer *b, const struct reading *r, const struct moment *m)
{
	if (r->era)
		buffer_add_text(b, "BC");
	if (r->fiscal && m->year)
		buffer_add_text(b, "FY");
	if (m->digits == 3 || m->digits == 2) {
		add_padded(b, m->digits == 3 ? m->year / 10 : m->year / 100, m->digits);
		return;
	}
	if (m->year)
		add_padded(b, m->year, 4);
	else
		buffer_add_text(b, m->month || m->day || m->week ? "XXXX" : unknown_shift(r));
	if (m->week || m->weekday) {
		buffer_add_text(b, "-W");
		if (m->week)
			add_padded(b, m->week, 2);
		else
			buffer_add_text(b, "XX");
		if (m->weekend)
			buffer_add_text(b, "-WE");
		else if (m->weekday) {
			buffer_add_byte(b, '-');
			add_padded(b, m->weekday, 1);
		}
	} else if (m->quarter || m->half) {
		buffer_add_text(b, m->quarter ? "-Q" : "-H");
		add_padded(b, m->quarter ? m->quarter : m->half, 1);
	} else if (r->season[0]) {
		buffer_add_byte(b, '-');
		buffer_add_text(b, r->season);
	} else if (m->month || m->day) {
		buffer_add_byte(b, '-');
		if (m->month)
			add_padded(b, m->month, 2);
		else
			buffer_add_text(b, "XX");
		if (m->day) {
			buffer_add_byte(b, '-');
			add_padded(b, m->day, 2);
		}
	}
}

static struct span arena_take(struct buffer *b, struct arena *a)
{
	struct span copy = arena_copy(a, buffer_span(b));
	buffer_free(b);
	return copy;
}

struct span value_of_point(const struct reading *r, const struct moment *m, struct arena *a)
{
	struct buffer b = {0};

	if (!m->no_date)
		add_date(&b, r, m);
	else if (r->generic)
		buffer_add_text(&b, "XXXX-XX-XX");
	if (r->slots & SLOT_CLOCK)
		timex_add_clock(&b, r);
	else if (r->slots & SLOT_PART) {
		buffer_add_byte(&b, 'T');
		buffer_add_text(&b, r->part);
	}
	if (r->has_to) {
		struct reading to = {.hour = r->to_hour,
				     .minute = r->to_minute,
				     .has_minute = r->to_has_minute,
				     .zone = r->zone};
		buffer_add_byte(&b, '/');
		if (!m->no_date)
			add_date(&b, r, m);
		timex_add_clock(&b, &to);
	}
	return arena_take(&b, a);
}

static const char *unit_code(enum timex_unit u, bool *time)
{
	static const char *const codes[] = {
		[TU_NONE] = "X",     [TU_SECOND] = "S",   [TU_MINUTE] = "M", [TU_HOUR] = "H",
		[TU_DAY] = "D",      [TU_WEEKEND] = "WE", [TU_WEEK] = "W",   [TU_MONTH] = "M",
		[TU_QUARTER] = "Q",  [TU_HALF] = "H",     [TU_YEAR] = "Y",   [TU_DECADE] = "DE",
		[TU_CENTURY] = "CE",
	};

	*time = u == TU_SECOND || u == TU_MINUTE || u == TU_HOUR;
	return codes[u];
}

/* A part of a unit in the next finer one: half an hour is PT30M, a quarter of a year P3M. False where it has no whole number of them. */
static bool add_part(struct buffer *b, const struct amount *n)
{
	static const struct {
		uint8_t unit;
		int parts;
		const char *before;
		char code;
	} finer[] = {
		{TU_MINUTE, 60, "PT", 'S'}, {TU_HOUR, 60, "PT", 'M'},  {TU_DAY, 24, "PT", 'H'},
		{TU_YEAR, 12, "P", 'M'},    {TU_DECADE, 10, "P", 'Y'}, {TU_CENTURY, 100, "P", 'Y'},
	};

	for (size_t i = 0; i < sizeof finer / sizeof *finer; i++) {
		if (finer[i].unit != n->unit || n->milli * finer[i].parts % 1000)
			continue;
		buffer_add_text(b, finer[i].before);
		buffer_add_number(b, (uint64_t)(n->milli * finer[i].parts / 1000));
		buffer_add_byte(b, finer[i].code);
		return true;
	}
	return false;
}

/* One amount with its unit; time: the T of the finer units stands already. */
static void add_amount(struct buffer *b, const struct amount *n, bool *time)
{
	bool clock;
	const char *code = unit_code(n->unit, &clock);
	int32_t times = n->times ? n->times : 1;

	if (clock && !*time)
		buffer_add_byte(b, 'T');
	*time = clock;
	if (n->vague) {
		buffer_add_byte(b, 'X');
	} else {
		if (n->unit == TU_DECADE && n->milli == 0) { /* ISO 8601 has no decades */
			times *= 10;
			code = "Y";
		}
		buffer_add_number(b, (uint64_t)n->whole * (uint64_t)times);
		if (n->milli) {
			int digits = n->milli % 100 == 0 ? 1 : n->milli % 10 == 0 ? 2 : 3;
			buffer_add_byte(b, '.');
			add_padded(b,
				   n->milli / (digits == 1   ? 100
					       : digits == 2 ? 10
							     : 1),
				   digits);
		}
	}
	buffer_add_text(b, code);
}

struct span value_of_length(const struct reading *r, struct arena *a)
{
	struct buffer b = {0};
	const struct amount *n = &r->amount;
	bool time = false;

	if (!n->vague && n->whole == 0 && n->milli && add_part(&b, n))
		return arena_take(&b, a);
	buffer_add_byte(&b, 'P');
	if (n->unit == TU_WEEK && r->more_count) { /* ISO 8601 has weeks alone only */
		struct amount days = r->more[0];
		days.whole += 7 * n->whole;
		add_amount(&b, &days, &time);
		return arena_take(&b, a);
	}
	add_amount(&b, n, &time);
	for (size_t i = 0; i < r->more_count; i++)
		add_amount(&b, &r->more[i], &time);
	return arena_take(&b, a);
}

/* First and last day that the point names. */
static void bounds(const struct reading *r, const struct moment *m, int64_t *lower, int64_t *upper,
		   struct date *from, struct date *to)
{
	static const struct {
		char code[3];
		uint8_t month;
	} seasons[] = {{"SP", 3}, {"SU", 6}, {"FA", 9}, {"WI", 12}};
	unsigned first = 1, months = 12;
	int32_t years = m->digits == 3 ? 10 : m->digits == 2 ? 100 : 1;

	if (m->week) {
		*lower = calendar_week_start(m->year, m->week) + (m->weekend ? 5 : 0);
		*upper = calendar_week_start(m->year, m->week) + 6;
		*from = calendar_date(*lower);
		*to = calendar_date(*upper);
		return;
	}
	if (m->quarter || m->half) {
		months = m->quarter ? 3 : 6;
		first = 1 + months * ((m->quarter ? m->quarter : m->half) - 1u);
	} else if (m->month) {
		first = m->month;
		months = 1;
	}
	for (size_t i = 0; r->season[0] && i < sizeof seasons / sizeof *seasons; i++) {
		if (memcmp(seasons[i].code, r->season, 2) == 0) {
			first = seasons[i].month;
			months = 3;
		}
	}
	int32_t last_year = m->year + years - 1;
	unsigned last = first + months - 1;
	if (last > 12) {
		last -= 12;
		last_year++;
	}
	*from = (struct date){m->year, (uint8_t)first, m->day ? m->day : 1};
	*to = (struct date){last_year, (uint8_t)last,
			    m->day ? m->day : (uint8_t)calendar_month_days(last_year, last)};
	*lower = calendar_days(*from);
	*upper = calendar_days(*to);
}

static void add_edtf(struct buffer *b, const struct reading *r, const struct moment *m,
		     struct date from, struct date to)
{
	bool year_only =
		!m->month && !m->week && !m->quarter && !m->half && !r->season[0] && !m->digits;

	if (m->week || m->quarter || m->half || r->season[0]) {
		if (!m->week) {
			from.day = 0;
			to.day = 0;
		}
		calendar_add_iso(b, from);
		buffer_add_byte(b, '/');
		calendar_add_iso(b, to);
	} else if (m->digits) {
		add_padded(b, m->digits == 3 ? m->year / 10 : m->year / 100, m->digits);
		buffer_add_text(b, m->digits == 3 ? "X" : "XX");
	} else if (year_only && (r->mod == MOD_START || r->mod == MOD_END)) {
		calendar_add_iso(b, (struct date){m->year, r->mod == MOD_START ? 1 : 12, 0});
		buffer_add_byte(b, '~'); /* akhir tahun: December, or about then */
	} else {
		calendar_add_iso(b, (struct date){m->year, m->month, m->day});
		if (year_only && r->mod == MOD_MID)
			buffer_add_byte(b, '~');
	}
}

/* A modifier narrows what is sorted by: the end of a year does not sort before its summer. */
static void narrow(const struct reading *r, struct timex *out)
{
	int64_t third = (out->upper - out->lower + 1) / 3;

	if (third == 0)
		return; /* the end of tomorrow is tomorrow */
	if (r->mod == MOD_END)
		out->lower = out->upper - (third > 31 ? 30 : third) + 1;
	else if (r->mod == MOD_START)
		out->upper = out->lower + (third > 31 ? 30 : third) - 1;
	else if (r->mod == MOD_MID) {
		out->lower += third;
		out->upper -= third;
	}
}

void edtf_of_point(const struct reading *r, const struct moment *m, struct arena *a,
		   struct timex *out)
{
	struct buffer b = {0};
	struct date from, to;
	bool interval = m->week || m->quarter || m->half || r->season[0];

	if (m->no_date || m->year <= 0 || r->era || (m->weekday && !m->week) ||
	    (m->day && !m->month))
		return;
	bounds(r, m, &out->lower, &out->upper, &from, &to);
	narrow(r, out);
	if (r->signal == TIMEX_UNTIL || r->signal == TIMEX_BEFORE) {
		buffer_add_text(&b, "../");
		if (interval || m->digits)
			calendar_add_iso(&b, to);
		else
			add_edtf(&b, r, m, from, to);
		out->lower = TIMEX_NO_DAY;
	} else if (r->signal == TIMEX_SINCE || r->signal == TIMEX_AFTER) {
		if (interval || m->digits)
			calendar_add_iso(&b, from);
		else
			add_edtf(&b, r, m, from, to);
		buffer_add_text(&b, "/..");
		out->upper = TIMEX_NO_DAY;
	} else {
		add_edtf(&b, r, m, from, to);
	}
	out->edtf = arena_take(&b, a);
}

/* "10-22 August 2024": both days, whatever stands in front of them. */
void timex_put_range(const struct reading *r, const struct moment *m, struct arena *a,
		     struct timex *out)
{
	struct moment end = {.month = r->to_month, .day = r->to_day};
	struct buffer b = {0};

	end.year = m->year ? m->year + r->to_years : 0;
	buffer_add_span(&b, out->value);
	buffer_add_byte(&b, '/');
	add_date(&b, r, &end);
	out->value = arena_take(&b, a);
	struct date from = {m->year, m->month, m->day}, to = {end.year, end.month, end.day};
	if (r->era || !calendar_valid(from) || !calendar_valid(to))
		return;
	calendar_add_iso(&b, from);
	buffer_add_byte(&b, '/');
	calendar_add_iso(&b, to);
	out->edtf = arena_take(&b, a);
	out->lower = calendar_days(from);
	out->upper = calendar_days(to);
	out->day = false;
}

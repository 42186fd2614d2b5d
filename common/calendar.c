#include "common/calendar.h"

int64_t calendar_days(struct date d)
{
	int64_t y = d.year - (d.month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t year_of_era = y - era * 400;
	int64_t shifted = (d.month + 9) % 12; /* March is 0 */
	int64_t day_of_year = (153 * shifted + 2) / 5 + d.day - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
	       day_of_year - 719468;
}

struct date calendar_date(int64_t days)
{
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t day_of_era = z - era * 146097;
	int64_t year =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
	int64_t shifted = (5 * day_of_year + 2) / 153;
	struct date d;
	d.day = (uint8_t)(day_of_year - (153 * shifted + 2) / 5 + 1);
	d.month = (uint8_t)(shifted < 10 ? shifted + 3 : shifted - 9);
	d.year = (int32_t)(year + era * 400 + (d.month <= 2));
	return d;
}

unsigned calendar_weekday(int64_t days)
{
	/* 1970-01-01 was a Thursday. */
	int64_t from_monday = (days + 3) % 7;
	return (unsigned)(from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

unsigned calendar_month_days(int32_t year, unsigned month)
{
	static const unsigned char days[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	if (month < 1 || month > 12)
		return 0;
	return days[month] + (month == 2 && leap ? 1u : 0u);
}

bool calendar_valid(struct date d)
{
	return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.day >= 1 &&
	       d.day <= calendar_month_days(d.year, d.month);
}

void calendar_week(int64_t days, int32_t *year, unsigned *week)
{
	/* The week belongs to the year its Thursday is in. */
	int64_t thursday = days - (int64_t)calendar_weekday(days) + 4;
	*year = calendar_date(thursday).year;
	*week = (unsigned)((thursday - calendar_days((struct date){*year, 1, 1})) / 7) + 1;
}

int64_t calendar_week_start(int32_t year, unsigned week)
{
	int64_t fourth = calendar_days((struct date){year, 1, 4});
	return fourth - (int64_t)calendar_weekday(fourth) + 1 + 7 * ((int64_t)week - 1);
}

static bool digits(struct span s, size_t at, size_t count, unsigned *value)
{
	*value = 0;
	if (s.len < at + count)
		return false;
	for (size_t i = at; i < at + count; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
		*value = *value * 10 + (unsigned)(s.ptr[i] - '0');
	}
	return true;
}

bool calendar_parse_iso(struct span s, struct date *d)
{
	unsigned year, month = 0, day = 0, next;
	*d = (struct date){0};
	if (!digits(s, 0, 4, &year) || year == 0)
		return false;
	if (s.len >= 8 && digits(s, 4, 2, &month) && digits(s, 6, 2, &day)) {
		if (s.len > 8 && digits(s, 8, 1, &next))
			return false;
	} else if (s.len > 4) {
		month = day = 0;
		if (s.ptr[4] != '-' || !digits(s, 5, 2, &month))
			return false;
		if (s.len > 7 && s.ptr[7] == '-' && !digits(s, 8, 2, &day))
			return false;
	}
	if (month > 12 || (s.len > 4 && month == 0))
		return false;
	*d = (struct date){(int32_t)year, (uint8_t)month, (uint8_t)day};
	return day == 0 || calendar_valid(*d);
}

static void add_padded(struct buffer *out, unsigned n, unsigned width)
{
	char digits_of[4];
	for (unsigned i = width; i-- > 0; n /= 10)
		digits_of[i] = (char)('0' + n % 10);
	buffer_add(out, digits_of, width);
}

void calendar_add_iso(struct buffer *out, struct date d)
{
	add_padded(out, (unsigned)d.year, 4);
	if (!d.month)
		return;
	buffer_add_byte(out, '-');
	add_padded(out, d.month, 2);
	if (!d.day)
		return;
	buffer_add_byte(out, '-');
	add_padded(out, d.day, 2);
}

/* The proleptic Gregorian calendar without the C library's clock or time zones. */
#ifndef KABAR_CALENDAR_H
#define KABAR_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "common/alloc.h"
#include "common/span.h"

struct date {
	int32_t year;       /* 0: not known */
	uint8_t month, day; /* 0: not known; a day only with a month */
};

/* Days since 1970-01-01 (negative before). Needs year, month and day. Hinnant 2013, "chrono-Compatible Low-Level Date Algorithms". */
int64_t calendar_days(struct date d);
struct date calendar_date(int64_t days);
unsigned calendar_weekday(int64_t days); /* 1 Monday … 7 Sunday (ISO 8601) */
unsigned calendar_month_days(int32_t year, unsigned month);
bool calendar_valid(struct date d); /* years 1 to 9999 */

/* ISO 8601 week of a day: the year the week belongs to and its number. */
void calendar_week(int64_t days, int32_t *year, unsigned *week);
int64_t calendar_week_start(int32_t year, unsigned week); /* its Monday */

/* "2024-10-23", "2024-10", "2024" at the start of s (a time may follow 'T' or ' '; also 20241023 alone). False when it is none. */
bool calendar_parse_iso(struct span s, struct date *d);

/* Appends YYYY[-MM[-DD]]. */
void calendar_add_iso(struct buffer *out, struct date d);

#endif

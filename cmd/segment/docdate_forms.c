/* The forms of a date: in prose, in an address, in metadata. */
#include <string.h>

#include "cmd/segment/docdate.h"
#include "cmd/segment/text.h"

static void add_section(struct words *w, const struct pack_section *s, uint32_t flag)
{
	for (size_t i = 0; i < s->count; i++) {
		struct span value = pack_attribute(&s->entries[i], "value");
		uint32_t n = 0;
		for (size_t k = 0; k < value.len && is_digit(value.ptr[k]); k++)
			n = n * 10 + (uint32_t)(value.ptr[k] - '0');
		words_add(w, s->entries[i].key, flag ? flag : n);
	}
}

void date_words_add(struct words *w, const struct pack *packs, const char *language)
{
	add_section(w, pack_section(packs, language, "time", "months"), 0);
	add_section(w, pack_section(packs, language, "time", "weekdays"), DATE_WEEKDAY);
	add_section(w, pack_section(packs, language, "time", "future"), DATE_FUTURE);
}

static bool setting_is(const struct pack *packs, const char *language, const char *name,
		       const char *value)
{
	const struct pack_section *s = pack_section(packs, language, "time", "settings");
	for (size_t i = 0; i < s->count; i++)
		if (span_is(s->entries[i].key, name))
			return span_is(pack_attribute(&s->entries[i], "value"), value);
	return false;
}

void date_words_set(struct date_words *w, const struct pack *packs, const char *language)
{
	w->month_first = setting_is(packs, language, "order", "mdy");
	w->weekday_only = !setting_is(packs, language, "document-date", "any");
}

bool docdate_is_word(const struct date_words *w, struct span word)
{
	uint32_t bits = words_find(w->words, word);
	return (bits & DATE_WEEKDAY) || (bits & DATE_MONTH);
}

static unsigned number_of(struct span digits)
{
	unsigned n = 0;
	for (size_t i = 0; i < digits.len && i < 8; i++)
		n = n * 10 + (unsigned)(digits.ptr[i] - '0');
	return n;
}

/* --- backward from a year --- */

struct back {
	const struct date_words *w;
	struct span text;
	size_t at; /* everything in front of it is unread */
};

static void back_skip(struct back *b, const char *marks)
{
	for (unsigned n = 0; n < 6 && b->at > 0; n++) {
		size_t trimmed = text_trim_end(b->text, 0, b->at);
		if (trimmed < b->at)
			b->at = trimmed;
		else if (b->text.ptr[b->at - 1] != '\0' &&
			 strchr(marks, b->text.ptr[b->at - 1]) != NULL)
			b->at--;
		else
			break;
	}
}

static struct span back_digits(struct back *b, size_t most)
{
	size_t end = b->at;
	while (b->at > 0 && end - b->at < most && is_digit(b->text.ptr[b->at - 1]))
		b->at--;
	return span_sub(b->text, b->at, end);
}

static struct span back_word(struct back *b)
{
	size_t end = b->at;
	while (b->at > 0 && end - b->at < 16 &&
	       (is_alpha(b->text.ptr[b->at - 1]) || b->text.ptr[b->at - 1] == '\''))
		b->at--;
	return span_sub(b->text, b->at, end);
}

static unsigned back_month(struct back *b)
{
	uint32_t bits = words_find(b->w->words, back_word(b));
	return bits & (DATE_WEEKDAY | DATE_FUTURE) ? 0 : bits & DATE_MONTH;
}

/* The day in front of a month: "23", "4th", "4th of". 'sold 5 in May' has none. */
static unsigned back_day(struct back *b)
{
	struct span word = back_word(b);
	if (word.len > 2)
		return 0;
	if (word.len > 0 && b->at > 0 && !is_digit(b->text.ptr[b->at - 1])) {
		back_skip(b, "");
		word = back_word(b);
		if (word.len == 0 || word.len > 2)
			return 0;
	}
	return number_of(back_digits(b, 2));
}

/* "23 Oktober" */
static bool back_day_month(struct back *b, struct date *d)
{
	back_skip(b, ".,-");
	d->month = (uint8_t)back_month(b);
	if (d->month == 0)
		return false;
	back_skip(b, "-");
	d->day = (uint8_t)back_day(b);
	return d->day > 0;
}

/* "October 23," */
static bool back_month_day(struct back *b, struct date *d)
{
	back_skip(b, ",");
	struct span suffix = back_word(b);
	struct span day = back_digits(b, 2);
	if (day.len == 0 || suffix.len > 2)
		return false;
	d->day = (uint8_t)number_of(day);
	back_skip(b, ".");
	d->month = (uint8_t)back_month(b);
	return d->month > 0;
}

/* "24/10/" with what scraping put between */
static bool back_numeric(struct back *b, struct date *d)
{
	size_t from = b->at;
	back_skip(b, "/.-)");
	if (b->at == from || memchr(b->text.ptr + b->at, '/', from - b->at) == NULL) {
		bool dashed = from - b->at == 1 && b->text.ptr[b->at] != ')' &&
			      utf8_blank(b->text.ptr + b->at, b->text.ptr + from) == 0;
		if (!dashed)
			return false;
	}
	unsigned second = number_of(back_digits(b, 2));
	from = b->at;
	back_skip(b, "/.-");
	if (b->at == from)
		return false;
	unsigned first = number_of(back_digits(b, 2));
	if (b->at > 0 && is_digit(b->text.ptr[b->at - 1])) /* '310.4/2021' is a document's number */
		return false;
	bool month_first = (b->w->month_first || second > 12) && first <= 12;
	d->day = (uint8_t)(month_first ? second : first);
	d->month = (uint8_t)(month_first ? first : second);
	return true;
}

/* "Jun 04 07:15:00 UTC", as date(1) and asctime(3) write it */
static bool back_clock(struct back *b, struct date *d)
{
	enum { ZONE_MAX = 5 };
	back_skip(b, "");
	if (back_word(b).len > ZONE_MAX)
		return false;
	back_skip(b, "");
	unsigned colons = 0;
	for (size_t from = b->at; b->at > 0 && from - b->at < 8; b->at--) {
		char c = b->text.ptr[b->at - 1];
		if (c != ':' && !is_digit(c))
			break;
		colons += c == ':';
	}
	return colons > 0 && back_month_day(b, d);
}

static bool weekday_before(struct back *b)
{
	back_skip(b, "(,[");
	struct span word = back_word(b);
	return (words_find(b->w->words, word) & DATE_WEEKDAY) != 0;
}

/* "2024-10-23" with the year at `at` */
static bool forward_iso(struct span text, size_t at, size_t end, struct found_date *f)
{
	const char *p = text.ptr + at;
	if (end - at < 10 || (p[4] != '-' && p[4] != '/') || p[7] != p[4])
		return false;
	for (int i = 5; i < 10; i++)
		if (i != 7 && !is_digit(p[i]))
			return false;
	f->date.month = (uint8_t)number_of(span_sub(text, at + 5, at + 7));
	f->date.day = (uint8_t)number_of(span_sub(text, at + 8, at + 10));
	f->start = at;
	f->end = at + 10;
	return calendar_valid(f->date);
}

static bool date_at_year(const struct date_words *w, struct span text, size_t at, size_t end,
			 struct found_date *f)
{
	bool (*const forms[])(struct back *, struct date *) = {back_day_month, back_month_day,
							       back_numeric, back_clock};
	f->date = (struct date){.year = (int32_t)number_of(span_sub(text, at, at + 4))};
	f->weekday = false;
	if (forward_iso(text, at, end, f))
		return true;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct back b = {w, text, at};
		if (!forms[i](&b, &f->date) || !calendar_valid(f->date))
			continue;
		f->start = b.at;
		f->end = at + 4;
		f->weekday = weekday_before(&b);
		return true;
	}
	return false;
}

/* The next digit, else end. Eight bytes at a time, of which none is 0x30 to 0x3F: digits are rare in prose. */
static size_t next_digit(struct span text, size_t at, size_t end)
{
	const uint64_t ones = 0x0101010101010101u;
	for (; end - at >= 8; at += 8) {
		uint64_t bytes;
		memcpy(&bytes, text.ptr + at, 8);
		bytes = (bytes ^ 0x30 * ones) & 0xF0 * ones;
		if ((bytes - ones) & ~bytes & 0x80 * ones)
			break;
	}
	while (at < end && !is_digit(text.ptr[at]))
		at++;
	return at;
}

bool docdate_next(const struct date_words *w, struct span text, size_t at, size_t end,
		  struct found_date *f)
{
	for (at = next_digit(text, at, end); end - at >= 4; at = next_digit(text, at, end)) {
		size_t stop = at;
		while (stop < end && is_digit(text.ptr[stop]))
			stop++;
		bool century = text.ptr[at] == '2' ? text.ptr[at + 1] == '0'
						   : text.ptr[at] == '1' && text.ptr[at + 1] == '9';
		/* 'June 4, 20247:15 AM' has lost a line break */
		bool glued =
			(stop - at == 5 || stop - at == 6) && stop < end && text.ptr[stop] == ':';
		if ((stop - at == 4 || glued) && century && date_at_year(w, text, at, end, f))
			return true;
		at = stop;
	}
	return false;
}

/* --- addresses --- */

static bool digits_date(struct span run, size_t at, unsigned year_digits, struct date *d)
{
	if (run.len < at + year_digits + 4)
		return false;
	unsigned year = number_of(span_sub(run, at, at + year_digits));
	*d = (struct date){
		.year = (int32_t)(year_digits == 2 ? 2000 + year : year),
		.month = (uint8_t)number_of(span_sub(run, at + year_digits, at + year_digits + 2)),
		.day = (uint8_t)number_of(
			span_sub(run, at + year_digits + 2, at + year_digits + 4))};
	return d->year >= 1995 && d->year < 2100 && calendar_valid(*d);
}

/* YYMMDDhhmmss somewhere in a run of digits: six fields that all fit leave one false hit in some hundred random runs. */
static bool inner_stamp(struct span run, struct date *d)
{
	for (size_t at = 0; at + 12 <= run.len && run.len <= 24; at++) {
		unsigned hour = number_of(span_sub(run, at + 6, at + 8)),
			 minute = number_of(span_sub(run, at + 8, at + 10));
		unsigned second = number_of(span_sub(run, at + 10, at + 12));
		if (hour < 24 && minute < 60 && second < 60 && digits_date(run, at, 2, d) &&
		    d->year < 2040)
			return true;
	}
	return false;
}

/* "/2024/10/23/" or "2024-10-23" with the year at `at` */
static bool path_date(struct span url, size_t at, struct date *d)
{
	size_t i = at + 4;
	unsigned part[2] = {0, 0};
	for (int k = 0; k < 2; k++) {
		if (i >= url.len || (url.ptr[i] != '/' && url.ptr[i] != '-'))
			return false;
		size_t from = ++i;
		while (i < url.len && i - from < 2 && is_digit(url.ptr[i]))
			i++;
		part[k] = number_of(span_sub(url, from, i));
	}
	if (i < url.len && is_digit(url.ptr[i]))
		return false;
	*d = (struct date){.year = (int32_t)number_of(span_sub(url, at, at + 4)),
			   .month = (uint8_t)part[0],
			   .day = (uint8_t)part[1]};
	return d->year >= 1995 && d->year < 2100 && calendar_valid(*d);
}

bool docdate_from_url(struct span url, struct date *d)
{
	for (size_t at = 0; at < url.len;) {
		size_t stop = at;
		while (stop < url.len && is_digit(url.ptr[stop]))
			stop++;
		struct span run = span_sub(url, at, stop);
		if (run.len == 4 && path_date(url, at, d))
			return true;
		if (run.len >= 8 && run.len != 10 && digits_date(run, 0, 4, d))
			return true;
		if (run.len >= 12 && inner_stamp(run, d))
			return true;
		at = stop > at ? stop : at + 1;
	}
	return false;
}

/* --- metadata --- */

/* Seconds since 1970, also with a fraction, or thousandths and smaller parts of them. */
static bool from_epoch(struct span value, struct date *d)
{
	int64_t seconds = 0;
	size_t n = 0;
	while (n < value.len && n < 19 && is_digit(value.ptr[n]))
		seconds = seconds * 10 + (value.ptr[n++] - '0');
	bool fraction = n == 10 && n < value.len && value.ptr[n] == '.';
	for (size_t i = n + fraction; i < value.len; i++)
		if (!is_digit(value.ptr[i]))
			return false;
	if ((n != 10 && n != 13 && n != 16 && n != 19) || (n < value.len && !fraction))
		return false;
	for (; n > 10; n--)
		seconds /= 10;
	*d = calendar_date(seconds / 86400);
	return true;
}

/* "20240604071500", "20240604T0715", "D:20240604…" */
static bool from_digits(struct span value, struct date *d)
{
	size_t at = 0, stop;
	while (at < value.len && at < 2 && !is_digit(value.ptr[at]))
		at++;
	for (stop = at; stop < value.len && is_digit(value.ptr[stop]);)
		stop++;
	return (stop - at == 8 || stop - at == 12 || stop - at == 14) &&
	       digits_date(span_sub(value, at, stop), 0, 4, d);
}

/* "2024/6/4", "2024.06.04"; "04.06.2024" has the day in front in every language */
static bool from_parts(struct span value, struct date *d)
{
	unsigned part[3] = {0, 0, 0};
	size_t digits[3] = {0, 0, 0}, i = 0;
	char mark = '\0';
	for (int k = 0; k < 3; k++) {
		for (; i < value.len && is_digit(value.ptr[i]) && digits[k] < 5; i++, digits[k]++)
			part[k] = part[k] * 10 + (unsigned)(value.ptr[i] - '0');
		if (digits[k] == 0 || (k < 2 && i == value.len))
			return false;
		if (k == 0)
			mark = value.ptr[i];
		if (k < 2 && value.ptr[i++] != mark)
			return false;
	}
	bool year_first = digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2;
	bool day_first = mark == '.' && digits[0] <= 2 && digits[1] <= 2 && digits[2] == 4;
	if (!(year_first && strchr("-/.", mark)) && !day_first)
		return false;
	*d = (struct date){.year = (int32_t)part[year_first ? 0 : 2],
			   .month = (uint8_t)part[1],
			   .day = (uint8_t)part[year_first ? 2 : 0]};
	return part[1] < 100 && calendar_valid(*d);
}

/* "June 2024": a month is better than nothing. */
static bool from_month(const struct date_words *w, struct span value, struct date *d)
{
	struct back b = {w, value, value.len};
	struct span year = back_digits(&b, 4);
	if (year.len != 4)
		return false;
	back_skip(&b, ",");
	*d = (struct date){.year = (int32_t)number_of(year), .month = (uint8_t)back_month(&b)};
	return d->month > 0 && b.at == 0;
}

/* What programs write when they know no date is none: the first second of 1970, the first or last day they can hold. */
static bool is_date(struct date d)
{
	enum { FIRST_YEAR = 1600, LAST_YEAR = 2200 }; /* newspapers began in 1605 */
	return d.year >= FIRST_YEAR && d.year < LAST_YEAR &&
	       !(d.year == 1970 && d.month == 1 && d.day == 1);
}

bool docdate_from_metadata(const struct date_words *w, struct span value, struct date *d)
{
	struct found_date f;
	size_t start = text_skip_blank(value, 0, value.len);
	value = span_sub(value, start, text_trim_end(value, start, value.len));
	bool found = from_epoch(value, d) || (calendar_parse_iso(value, d) && d->day > 0) ||
		     from_digits(value, d) || from_parts(value, d);
	if (!found && docdate_next(w, value, 0, value.len, &f)) {
		*d = f.date;
		found = true;
	}
	found = found || from_month(w, value, d) || calendar_parse_iso(value, d);
	if (!found || !is_date(*d))
		*d = (struct date){0};
	return d->year > 0;
}

/* Two digits at `at`, or none. */
static bool two_digits(struct span s, size_t at, unsigned *n)
{
	if (at + 2 > s.len || !is_digit(s.ptr[at]) || !is_digit(s.ptr[at + 1]))
		return false;
	*n = number_of(span_sub(s, at, at + 2));
	return true;
}

int docdate_minute(struct span value)
{
	enum { HOURS = 24, MINUTES = 60 };
	unsigned hour, minute, second = 0;
	for (size_t i = 2; i < value.len; i++) {
		if (value.ptr[i] != ':' || !two_digits(value, i - 2, &hour) ||
		    !two_digits(value, i + 1, &minute))
			continue;
		char before = i > 2 ? value.ptr[i - 3] : '\0';
		size_t end = i + 3;
		if (end < value.len && value.ptr[end] == ':' && two_digits(value, end + 1, &second))
			end += 3;
		size_t next = text_skip_blank(value, end, value.len);
		char half = next < value.len ? (char)(value.ptr[next] | 32) : '\0';
		bool half_day = half == 'a' || half == 'p';
		if ((before != 'T' && before != ' ') || half_day || hour >= HOURS ||
		    minute >= MINUTES)
			return -1; /* a zone's offset, or "05:21 PM" */
		return hour + minute + second > 0 ? (int)(hour * MINUTES + minute) : -1;
	}
	return -1;
}

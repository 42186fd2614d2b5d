#include "cmd/segment/docdate.h"

#include <string.h>

#include "cmd/segment/kind.h"
#include "cmd/segment/text.h"

enum {
	WEEKDAY_BIT = 1 << 8, /* the low byte holds the number of a month */
	FUTURE_BIT = 1 << 9,
	FUTURE_BYTES = 90, /* so far in front of a date a word of the future speaks of it */
	LEAD_BYTES = 2500, /* "the first sentences": some 20 */
	ADDRESS_MAX = 600, /* bytes of a line that is an address */
	TOP_LINES = 8      /* a byline stands among these */
};

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
	add_section(w, pack_section(packs, language, "time", "weekdays"), WEEKDAY_BIT);
	add_section(w, pack_section(packs, language, "time", "future"), FUTURE_BIT);
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
	return bits & (WEEKDAY_BIT | FUTURE_BIT) ? 0 : bits & 0xFF;
}

/* "23 Oktober" */
static bool back_day_month(struct back *b, struct date *d)
{
	back_skip(b, ".,-");
	d->month = (uint8_t)back_month(b);
	if (d->month == 0)
		return false;
	back_skip(b, "-");
	d->day = (uint8_t)number_of(back_digits(b, 2));
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
	bool month_first = (b->w->month_first || second > 12) && first <= 12;
	d->day = (uint8_t)(month_first ? second : first);
	d->month = (uint8_t)(month_first ? first : second);
	return true;
}

static bool weekday_before(struct back *b)
{
	back_skip(b, "(,[");
	struct span word = back_word(b);
	return (words_find(b->w->words, word) & WEEKDAY_BIT) != 0;
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
							       back_numeric};
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

bool docdate_next(const struct date_words *w, struct span text, size_t at, size_t end,
		  struct found_date *f)
{
	while (at + 4 <= end) {
		if (!is_digit(text.ptr[at])) {
			at++;
			continue;
		}
		size_t stop = at;
		while (stop < end && is_digit(text.ptr[stop]))
			stop++;
		bool century = text.ptr[at] == '2' ? text.ptr[at + 1] == '0'
						   : text.ptr[at] == '1' && text.ptr[at + 1] == '9';
		if (stop - at == 4 && century && date_at_year(w, text, at, end, f))
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

static bool from_epoch(struct span value, struct date *d)
{
	int64_t seconds = 0;
	for (size_t i = 0; i < value.len; i++) {
		if (!is_digit(value.ptr[i]))
			return false;
		seconds = seconds * 10 + (value.ptr[i] - '0');
	}
	*d = calendar_date((value.len == 13 ? seconds / 1000 : seconds) / 86400);
	return true;
}

bool docdate_from_metadata(const struct date_words *w, struct span value, struct date *d)
{
	struct found_date f;
	if ((value.len == 10 || value.len == 13) && from_epoch(value, d))
		return true;
	if (calendar_parse_iso(value, d) && d->day > 0)
		return true;
	if (docdate_next(w, value, 0, value.len, &f)) {
		*d = f.date;
		return true;
	}
	return calendar_parse_iso(value, d); /* a year or month is better than nothing */
}

/* --- the document --- */

static bool from_byline(const struct date_words *w, const struct phrases *phrases, struct span text,
			struct date *d)
{
	size_t at = 0;
	struct paragraph p;
	for (unsigned n = 0; n < TOP_LINES && layout_next(text, &at, phrases, &p); n++) {
		struct found_date f;
		struct span line = span_sub(text, p.start, p.end);
		if ((kind_is_byline(phrases, line) || kind_is_date_line(line)) &&
		    docdate_next(w, text, p.start, p.end, &f)) {
			*d = f.date;
			return true;
		}
	}
	return false;
}

/* The address behind 'Sumber:' on a line of its own. */
static bool from_source_line(const struct phrases *phrases, struct span text, struct date *d)
{
	for (size_t at = 0; at < text.len;) {
		const char *colon = memchr(text.ptr + at, ':', text.len - at);
		if (colon == NULL)
			return false;
		size_t i = (size_t)(colon - text.ptr), line = i, len;
		at = i + 1;
		while (line > 0 && i - line < 24 && text.ptr[line - 1] != '\n')
			line--;
		bool line_start = line == 0 || text.ptr[line - 1] == '\n';
		if (!line_start || phrases_find(phrases, text, line, text.len, 1u << PHRASE_SOURCE,
						&len) == PHRASE_NONE)
			continue;
		size_t limit = text.len - i > ADDRESS_MAX ? i + ADDRESS_MAX : text.len;
		const char *lf = memchr(colon, '\n', limit - i);
		if (docdate_from_url(span_sub(text, i, lf ? (size_t)(lf - text.ptr) : limit), d))
			return true;
	}
	return false;
}

static bool date_before(struct date a, struct date b)
{
	return calendar_days(a) < calendar_days(b);
}

/* 'akan digelar pada 12 Mei 2025': the date of something to come is not the article's. */
static bool is_announced(const struct date_words *w, struct span text, size_t at)
{
	size_t i = at > FUTURE_BYTES ? at - FUTURE_BYTES : 0;
	bool announced = false;
	while (i < at) {
		size_t end = text_word_end(text, i, at);
		if (end > i && (words_find(w->words, span_sub(text, i, end)) & FUTURE_BIT))
			announced = true;
		bool stop = end == i && text.ptr[i] == '.' && i + 1 < at &&
			    utf8_blank(text.ptr + i + 1, text.ptr + at) > 0;
		if (stop || (end == i && text.ptr[i] == '\n'))
			announced = false; /* that was the sentence before, or a headline */
		i = end > i ? end : i + 1;
	}
	return announced;
}

/* The first date with its weekday in the first sentences; else the latest full date, not behind `limit` when that is known.
 * Announced dates without a weekday are passed over: they gave English articles 60 wrong dates of 86. With a weekday they are
 * kept: passing over those lost as many right dates as wrong ones (2,668 Indonesian articles). */
static bool from_text(const struct date_words *w, struct span text, struct date limit,
		      struct date *d)
{
	struct found_date f;
	bool found = false;
	for (size_t at = 0; docdate_next(w, text, at, text.len, &f); at = f.end) {
		if (limit.day > 0 && date_before(limit, f.date))
			continue;
		if (f.weekday && f.start < LEAD_BYTES) {
			*d = f.date;
			return true;
		}
		if (is_announced(w, text, f.start))
			continue;
		if (!found || date_before(*d, f.date))
			*d = f.date;
		found = true;
	}
	return found;
}

void docdate_find(const struct date_words *w, const struct phrases *phrases,
		  const struct document *doc, struct docdate *out)
{
	struct date crawled = {0};
	*out = (struct docdate){.from = ""};
	if (doc->date.len > 0 && !doc->date_is_crawl &&
	    docdate_from_metadata(w, doc->date, &out->date))
		out->from = "metadata";
	else if (from_byline(w, phrases, doc->text, &out->date))
		out->from = "byline";
	else if (docdate_from_url(doc->url, &out->date) ||
		 from_source_line(phrases, doc->text, &out->date))
		out->from = "url";
	if (*out->from)
		return;
	if (doc->date_is_crawl &&
	    (!docdate_from_metadata(w, doc->date, &crawled) || crawled.day == 0))
		crawled = (struct date){0};
	if (from_text(w, doc->text, crawled, &out->date))
		out->from = "text";
}

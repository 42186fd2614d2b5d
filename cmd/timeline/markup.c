#include "cmd/timeline/markup.h"

#include "cmd/timeline/timeline.h"
#include "common/utf8.h"

static bool turns_direction(uint32_t c)
{
	return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069);
}

/* No character of XML 1.0, or one that HTML forbids. */
static bool is_forbidden(uint32_t c)
{
	return c == UTF8_INVALID || (c < 0x20 && c != '\t' && c != '\n') ||
	       (c >= 0x7F && c < 0xA0) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

static const char *entity_of(uint32_t c)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '\'': return "&#39;";
	default: return NULL;
	}
}

static void add(struct buffer *out, struct span text, bool plain)
{
	const char *p = text.ptr, *end = text.len ? p + text.len : p;

	while (p < end) {
		unsigned len;
		uint32_t c = utf8_decode(p, end, &len);
		const char *entity = entity_of(c);
		if (entity)
			buffer_add_text(out, entity);
		else if (is_forbidden(c))
			buffer_add_text(out, "\xEF\xBF\xBD");
		else if (!(plain && turns_direction(c)))
			buffer_add(out, p, len);
		p += len;
	}
}

void markup_add(struct buffer *out, struct span text)
{
	add(out, text, false);
}

void markup_add_plain(struct buffer *out, struct span text)
{
	add(out, text, true);
}

void markup_add_bdi(struct buffer *out, struct span text)
{
	buffer_add_text(out, "<bdi>");
	add(out, text, false);
	buffer_add_text(out, "</bdi>");
}

void markup_add_anchor(struct buffer *out, struct span id)
{
	static const char digits[] = "0123456789abcdef";

	buffer_add_text(out, "e-");
	for (size_t i = 0; i < id.len; i++) {
		unsigned char c = (unsigned char)id.ptr[i];
		bool kept = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
			    (c >= 'A' && c <= 'Z') || c == '.' || c == '-';
		if (kept) {
			buffer_add_byte(out, (char)c);
		} else {
			buffer_add_byte(out, '_');
			buffer_add_byte(out, digits[c >> 4]);
			buffer_add_byte(out, digits[c & 15]);
		}
	}
}

void markup_add_percent(struct buffer *out, uint64_t per_mille)
{
	buffer_add_number(out, per_mille / 10);
	buffer_add_byte(out, '.');
	buffer_add_number(out, per_mille % 10);
	buffer_add_byte(out, '%');
}

static const char *const months[] = {"",        "January",  "February", "March",  "April",
				     "May",     "June",     "July",     "August", "September",
				     "October", "November", "December"};

static void add_date(struct buffer *out, struct date d)
{
	if (d.day) {
		buffer_add_number(out, d.day);
		buffer_add_byte(out, ' ');
	}
	if (d.month) {
		buffer_add_text(out, months[d.month]);
		buffer_add_byte(out, ' ');
	}
	buffer_add_number(out, (uint64_t)d.year);
}

void markup_add_day(struct buffer *out, int64_t day)
{
	add_date(out, calendar_date(day));
}

static void add_one(struct buffer *out, struct span when, bool weekday)
{
	static const char *const days[] = {"",           "Monday, ", "Tuesday, ",  "Wednesday, ",
					   "Thursday, ", "Friday, ", "Saturday, ", "Sunday, "};
	struct buffer again = {0};
	bool about = when.len && when.ptr[when.len - 1] == '~';
	struct date d;

	if (about) {
		buffer_add_text(out, "about ");
		when.len--;
	}
	bool known = calendar_parse_iso(when, &d) && d.year > 0;
	if (known) /* "20XX" and "2025-21" are no plain dates */
		calendar_add_iso(&again, d);
	if (!known || !span_equal(buffer_span(&again), when)) {
		markup_add(out, when);
	} else {
		if (d.day && weekday)
			buffer_add_text(out, days[calendar_weekday(calendar_days(d))]);
		add_date(out, d);
	}
	buffer_free(&again);
}

void markup_add_when(struct buffer *out, struct span when)
{
	const char *slash = when.len ? memchr(when.ptr, '/', when.len) : NULL;

	if (when.len == 0) {
		buffer_add_text(out, "Undated");
	} else if (slash == NULL) {
		add_one(out, when, true);
	} else {
		size_t at = (size_t)(slash - when.ptr);
		struct span from = span_sub(when, 0, at), to = span_sub(when, at + 1, when.len);
		if (span_is(from, "..")) {
			buffer_add_text(out, "by ");
			add_one(out, to, false);
		} else if (span_is(to, "..")) {
			buffer_add_text(out, "since ");
			add_one(out, from, false);
		} else {
			add_one(out, from, false);
			buffer_add_text(out, " to ");
			add_one(out, to, false);
		}
	}
}

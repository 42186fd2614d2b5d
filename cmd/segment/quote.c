/* Double quotation marks: which side they are, and where a quotation ends.
 *
 * Marks in scraped text cannot be trusted: straight ones have no side, Kompas prints a closing mark on both sides, one
 * in twenty-five lines with straight marks has an odd number. So a mark's neighbours decide first, its form second. */
#include "cmd/segment/scan.h"
#include "cmd/segment/text.h"

enum {
	QUOTATION_MAX =
		2000 /* bytes; a longer "quotation" is a lost mark (longest seen in 215,013 sentences: about 1,300) */
};

static bool blank_or_opening(const struct scan *s, size_t at)
{
	if (at == s->start)
		return true;
	size_t before = text_before(s->text, s->start, at);
	char c = s->text.ptr[before];
	return utf8_blank(s->text.ptr + before, s->text.ptr + s->end) > 0 || c == '(' || c == '[' ||
	       c == '{';
}

static bool blank_or_mark(const struct scan *s, size_t at)
{
	if (at >= s->end || utf8_blank(s->text.ptr + at, s->text.ptr + s->end) > 0)
		return true;
	char c = s->text.ptr[at];
	return c == '.' || c == ',' || c == ';' || c == ':' || c == '?' || c == '!' || c == ')' ||
	       c == ']';
}

enum quote_side quote_side(const struct scan *s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s->text.ptr + at;
	unsigned len = quote_length(s->text, at, s->end);
	bool before = blank_or_opening(s, at), behind = blank_or_mark(s, at + len);
	if (before != behind)
		return before ? QUOTE_OPENS : QUOTE_CLOSES;
	if (len == 1)
		return QUOTE_EITHER;
	if (len == 2)
		return p[1] == 0xAB ? QUOTE_OPENS : QUOTE_CLOSES;
	return p[2] == 0x9C || p[2] == 0x9E ? QUOTE_OPENS
	       : p[2] == 0x9D               ? QUOTE_CLOSES
					    : QUOTE_EITHER;
}

/* The next double quotation mark in [at, limit), else limit. */
static size_t next_mark(const struct scan *s, size_t at, size_t limit)
{
	at = mask_next_mark(s->map, at, limit);
	while (at < limit && quote_length(s->text, at, s->end) == 0)
		at = mask_next_mark(s->map, at + 1, limit);
	return at;
}

size_t quote_find_close(const struct scan *s, size_t at)
{
	size_t limit = s->end - at > QUOTATION_MAX ? at + QUOTATION_MAX : s->end;
	bool straight = s->text.ptr[at] == '"';
	size_t mark = next_mark(s, at + quote_length(s->text, at, s->end), limit);
	while (mark < limit) {
		if (quote_side(s, mark) != QUOTE_OPENS)
			return mark;
		if (straight == (s->text.ptr[mark] == '"'))
			return 0; /* a second opening mark of the same sort: the first was never closed */
		mark = next_mark(s, mark + quote_length(s->text, mark, s->end), limit);
	}
	return 0;
}

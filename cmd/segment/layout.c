#include "cmd/segment/layout.h"

#include <string.h>

#include "cmd/segment/text.h"

static size_t line_end(struct span text, size_t at)
{
	const char *lf = memchr(text.ptr + at, '\n', text.len - at);
	return lf ? (size_t)(lf - text.ptr) : text.len;
}

/* text_skip_blank where line ends are what mostly stands there. */
static size_t skip_line_ends(struct span text, size_t at)
{
	while (at < text.len && text.ptr[at] == '\n')
		at++;
	return text_skip_blank(text, at, text.len);
}

/* Whether the sentence of a line that ends at `end` is still going on there. */
static bool goes_on(struct span text, size_t start, size_t end)
{
	size_t last = text_before(text, start, end);
	return text_letter(text, last, end) != LETTER_NONE || text.ptr[last] == ',';
}

/* 'Baca juga: TITLE' and 'Editor: NAME' are whole lines, whatever comes below them. */
static bool stands_alone(struct span text, size_t start, size_t end, const struct phrases *phrases)
{
	size_t len;
	uint32_t kinds = 1u << PHRASE_LINK | 1u << PHRASE_BYLINE | 1u << PHRASE_LINE |
			 1u << PHRASE_INLINE | 1u << PHRASE_SOURCE;
	return phrases_find(phrases, text, start, end, kinds, &len) != PHRASE_NONE;
}

/* 'Rp 2,5 miliar', 'US$ 40', '450 rumah' (no '1.' or '1)'): an amount whose sentence began on the line above. A short line without a
 * stop ('5 hours ago') stands for itself. */
static bool starts_with_amount(struct span text, size_t at)
{
	enum { SHORT = 24 };
	size_t i = at, digits;
	while (i < text.len && i - at < 3 && is_alpha(text.ptr[i]))
		i++;
	while (i < text.len && i - at < 5 && (text.ptr[i] == '$' || text.ptr[i] == ' '))
		i++;
	digits = i;
	while (i < text.len &&
	       (is_digit(text.ptr[i]) || ((text.ptr[i] == '.' || text.ptr[i] == ',') &&
					  i + 1 < text.len && is_digit(text.ptr[i + 1]))))
		i++;
	if (i == digits || i + 1 >= text.len || text.ptr[i] != ' ' || !is_lower(text.ptr[i + 1]))
		return false;
	size_t line = line_end(text, at);
	return line - at > SHORT || text.ptr[text_trim_end(text, at, line) - 1] == '.';
}

/* 'kabarkota.com, KOTA - …': a dateline may begin in lower case. */
static bool starts_with_host(struct span text, size_t at)
{
	while (at < text.len && (is_alnum(text.ptr[at]) || text.ptr[at] == '-'))
		at++;
	return at + 1 < text.len && text.ptr[at] == '.' && is_alnum(text.ptr[at + 1]);
}

/* The last word of a line is in lower case: no title in title case, no name. */
static bool ends_lower(struct span text, size_t start, size_t end)
{
	size_t i = end;
	while (i > start && is_alpha(text.ptr[i - 1]))
		i--;
	return i < end && is_lower(text.ptr[i]);
}

/* Whether the sentence goes on below. Above a long line even one word may be torn off ('Jamaican' as a link of its own, 'made the most …' below); among short lower-case
 * lines only a line of several words is: they are a column of items. */
static bool continues_below(struct span text, size_t start, size_t end, size_t next,
			    const struct phrases *phrases)
{
	enum { WORDS = 3, LONG = 60 };
	if (!goes_on(text, start, end)) /* mostly */
		return false;
	bool amount = starts_with_amount(text, next) && ends_lower(text, start, end);
	bool lower = text_letter(text, next, text.len) == LETTER_LOWER &&
		     !is_high(text.ptr[next]) && !starts_with_host(text, next);
	if (!(amount || lower))
		return false;
	size_t stop = line_end(text, next), words = 0;
	for (size_t i = start; i < end && words < WORDS; i++)
		words += text.ptr[i] == ' ';
	if (words + 1 < WORDS && stop - next < LONG)
		return false;
	return !stands_alone(text, start, end, phrases) &&
	       !stands_alone(text, next, stop, phrases) && next + 1 < text.len &&
	       text.ptr[next + 1] != ')' && text.ptr[next + 1] != '.';
}

/* 'by Jane Doe', 'in News, Local': near the top a short line without a stop whose second word has a capital stands for itself. */
static bool is_head_line(struct span text, size_t start, size_t next)
{
	enum { TOP_BYTES = 600, SHORT = 40 };
	size_t stop = text_trim_end(text, next, line_end(text, next)), i = next;
	if (start > TOP_BYTES || stop - next > SHORT || strchr(".,;:", text.ptr[stop - 1]) != NULL)
		return false;
	while (i < stop && text.ptr[i] != ' ')
		i++;
	return i + 1 < stop && is_upper(text.ptr[i + 1]);
}

static bool long_line(struct span text, size_t at)
{
	enum { LONG = 60 };
	return line_end(text, at) - at >= LONG;
}

bool layout_next(struct span text, size_t *at, const struct phrases *phrases, struct paragraph *p)
{
	size_t start = skip_line_ends(text, *at);
	if (start >= text.len)
		return false;
	size_t line = start;
	for (;;) {
		size_t lf = line_end(text, line);
		p->start = start;
		p->end = text_trim_end(text, start, lf);
		*at = lf;
		p->blank_behind = true;
		if (lf == text.len)
			return true;
		size_t next = skip_line_ends(text, lf + 1);
		const char *second =
			next > lf + 1 ? memchr(text.ptr + lf + 1, '\n', next - lf - 1) : NULL;
		p->blank_behind = second != NULL || next >= text.len;
		if (next >= text.len || !continues_below(text, line, p->end, next, phrases))
			return true;
		if (second != NULL && (text.ptr[p->end - 1] == ',' || !long_line(text, next)))
			return true;
		if (is_head_line(text, start, next))
			return true;
		line = next;
	}
}

struct span layout_line_below(const struct phrases *phrases, struct span text, size_t at, bool ads)
{
	enum { ADS = 3 };
	uint32_t kinds = 1u << PHRASE_INLINE | 1u << PHRASE_LINE;
	for (int n = 0;; n++) {
		const char *lf = memchr(text.ptr + at, '\n', text.len - at);
		size_t end = lf ? (size_t)(lf - text.ptr) : text.len, len = 0;
		if (!ads || n == ADS ||
		    phrases_find(phrases, text, at, end, kinds, &len) == PHRASE_NONE ||
		    text_skip_blank(text, at + len, end) < end)
			return span_sub(text, at, end);
		at = text_skip_blank(text, end, text.len);
	}
}

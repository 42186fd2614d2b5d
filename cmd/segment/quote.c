/* Double quotation marks: which side they are, and where a quotation ends.
 *
 * Marks in scraped text cannot be trusted: straight ones have no side, Kompas prints a closing mark on both sides, one
 * in twenty-five lines with straight marks has an odd number. So a mark's neighbours decide first, its form second. */
#include <string.h>

#include "cmd/segment/mask.h"
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

/* 'Roe replied, "No."': the tag of the quotation that follows. */
static bool opens_speech(const struct scan *s, size_t at)
{
	size_t next = text_skip_blank(s->text, at + 1, s->end);
	unsigned len = next < s->end ? quote_length(s->text, next, s->end) : 0;
	return s->text.ptr[at] == ':' || (len > 0 && next + len < s->end &&
					  text_letter(s->text, next + len, s->end) == LETTER_UPPER);
}

/* Behind the verb: '… Roe asked.', '… Roe asked in court', '… Roe asked Monday', '… Roe asked reporters.'; 'Roe asked the court to wait'
 * is a sentence of its own. */
static bool tag_closes(const struct scan *s, size_t at)
{
	static const char stops[] = ".,;:?!";
	for (int words = 0; words < 2; words++) {
		if (at >= s->end)
			return true;
		if (memchr(stops, s->text.ptr[at], sizeof stops - 1) != NULL)
			return s->text.ptr[at] == '.' || !opens_speech(s, at);
		size_t word = text_skip_blank(s->text, at, s->end);
		at = text_word_end(s->text, word, s->end);
		if (at == word)
			return false;
		if (words_find(s->rules->words, span_sub(s->text, word, at)) &
		    (WORD_PREPOSITION | WORD_TIMED))
			return true;
	}
	return false;
}

bool quote_tag_follows(const struct scan *s, size_t at)
{
	enum { WORDS = 8 };
	bool named = false;
	for (int n = 0; n < WORDS && at < s->end; n++) {
		size_t end = text_word_end(s->text, at, s->end);
		struct span word = span_sub(s->text, at, end);
		uint32_t bits = words_find(s->rules->words, word);
		if (end == at)
			return false;
		if (named && (bits & WORD_SPEECH))
			return tag_closes(s, end);
		bool upper = text_letter(s->text, at, s->end) == LETTER_UPPER;
		if (!upper && !(bits & WORD_SMALL))
			return false;
		named = true;
		if (end < s->end && s->text.ptr[end] == '.' &&
		    (word.len == 1 || (bits & WORD_TITLE)))
			end++;
		at = text_skip_blank(s->text, end, s->end);
		if (at == end)
			return false;
	}
	return false;
}

bool quote_title_goes_on(const struct scan *s, const struct stop *t)
{
	enum { TITLE = 160 };
	size_t from = t->start - s->sentence > TITLE ? t->start - TITLE : s->sentence;
	size_t limit = s->end - t->next > TITLE ? t->next + TITLE : s->end;
	bool open = false;
	if (t->close > t->end)
		return false;
	for (size_t i = from; i < t->start; i++)
		if (s->text.ptr[i] == '\'')
			open = i > s->start && s->text.ptr[i - 1] == ' ' &&
			       is_upper(s->text.ptr[i + 1]);
	for (size_t i = t->next; open && i + 1 < limit; i++) {
		char c = s->text.ptr[i];
		if (c == '"' || c == '!' || c == '?' || (c == '.' && s->text.ptr[i + 1] == ' '))
			return false;
		if (c == '\'')
			return !is_alnum(s->text.ptr[i + 1]) && s->text.ptr[i - 1] != ' ';
	}
	return false;
}

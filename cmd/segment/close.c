/* What closes behind a full stop: quotation marks, brackets, a note's number. */
#include <string.h>

#include "cmd/segment/scan.h"
#include "cmd/segment/text.h"

/* "[12]" behind a full stop is a note's number: its end, or `at`. */
static size_t note_number(const struct scan *s, size_t at)
{
	size_t i = at + 1;
	if (at >= s->end || s->text.ptr[at] != '[')
		return at;
	while (i < s->end && i - at < 6 && is_digit(s->text.ptr[i]))
		i++;
	return i > at + 1 && i < s->end && s->text.ptr[i] == ']' ? i + 1 : at;
}

/* Whether the single mark at `at` closes: not when a letter follows ('Jum'at', '80s). */
static unsigned closing_single(const struct scan *s, size_t at)
{
	unsigned len = s->text.ptr[at] == '\'' ? 1 : 0;
	if (len == 0 && s->end - at >= 3 && memcmp(s->text.ptr + at, "\xE2\x80\x99", 3) == 0)
		len = 3;
	return len && (at + len >= s->end || text_letter(s->text, at + len, s->end) == LETTER_NONE)
		       ? len
		       : 0;
}

size_t close_marks(struct scan *s, size_t at)
{
	size_t i = at;
	while (i < s->end) {
		char c = s->text.ptr[i];
		if (c == ' ' || is_alnum(c)) /* mostly */
			break;
		unsigned len = quote_length(s->text, i, s->end);
		if (len > 0) {
			enum quote_side side = quote_side(s, i);
			if (side == QUOTE_OPENS || (side == QUOTE_EITHER && !s->quote_open))
				break;
			s->quote_open = false;
		} else if (c == ')' || c == ']' || c == '}') {
			len = 1;
		} else if (c == '[') {
			len = (unsigned)(note_number(s, i) - i);
		} else {
			len = closing_single(s, i);
		}
		if (len == 0)
			break;
		i += len;
	}
	return i;
}

enum { SINGLE_LOOKED_AT = 400 }; /* bytes on each side for the partner of a single mark */

/* Whether a single mark was opened in the sentence and not closed. */
static bool single_open(const struct scan *s, size_t at)
{
	size_t from = at - s->sentence > SINGLE_LOOKED_AT ? at - SINGLE_LOOKED_AT : s->sentence;
	bool open = false;
	for (size_t i = from; i < at; i++) {
		if (s->text.ptr[i] != '\'' || (i + 1 < at && s->text.ptr[i + 1] == '\''))
			continue;
		bool apart =
			i == s->start || s->text.ptr[i - 1] == ' ' || s->text.ptr[i - 1] == '\'';
		open = apart ? !open : open && i + 1 < s->end && is_alnum(s->text.ptr[i + 1]);
	}
	return open;
}

/* Whether a single mark stands in [at, end) of which no letter follows: it closes, or is the partner of another. */
static bool single_between(const struct scan *s, size_t at, size_t end)
{
	for (; at < end; at++) {
		const char *mark = memchr(s->text.ptr + at, '\'', end - at);
		if (mark == NULL)
			return false;
		at = (size_t)(mark - s->text.ptr);
		if (at + 1 >= s->end || text_letter(s->text, at + 1, s->end) == LETTER_NONE)
			return true;
	}
	return false;
}

/* Whether the single mark in [at, end), which blanks surround, closes what stands in front of it: one was opened, or there is no
 * other in the paragraph ('to do ? ' Graham was convicted.'). */
static bool single_closes(const struct scan *s, size_t at, size_t end)
{
	size_t from = at - s->start > SINGLE_LOOKED_AT ? at - SINGLE_LOOKED_AT : s->start;
	size_t limit = s->end - end > SINGLE_LOOKED_AT ? end + SINGLE_LOOKED_AT : s->end;
	if (end >= s->end || utf8_blank(s->text.ptr + end, s->text.ptr + s->end) == 0)
		return false;
	return single_open(s, at) ||
	       (!single_between(s, from, at) && !single_between(s, end, limit));
}

size_t close_torn(struct scan *s, size_t at)
{
	size_t i = text_skip_blank(s->text, at, s->end), single = i;
	if (note_number(s, i) > i) { /* '. [1][2] It' */
		while (note_number(s, i) > i)
			i = text_skip_blank(s->text, note_number(s, i), s->end);
		return text_trim_end(s->text, at, i);
	}
	while (single < s->end && s->text.ptr[single] == '\'' && single - i < 2)
		single++;
	if (single > i && single_closes(s, i, single))
		return single;
	if (i == at || i >= s->end || !s->quote_open)
		return at;
	unsigned len = quote_length(s->text, i, s->end);
	if (len == 0 || quote_side(s, i) == QUOTE_OPENS)
		return at;
	s->quote_open = false;
	return i + len;
}

#include "cmd/segment/front.h"

#include <string.h>

#include "cmd/segment/text.h"

size_t front_reporter(const struct phrases *phrases, const struct words *words, struct span text,
		      size_t start, size_t end)
{
	enum { LOOKED_AT = 160 };
	size_t len, limit = end - start > LOOKED_AT ? start + LOOKED_AT : end, found = start;
	if (phrases_find(phrases, text, start, end, 1u << PHRASE_BYLINE, &len) == PHRASE_NONE)
		return start;
	for (size_t i = start; i + 1 < limit; i++) {
		size_t stop = i + 1;
		if (text.ptr[i] == '-' && text.ptr[i + 1] == ' ')
			break;
		if (text.ptr[i] != ' ')
			continue;
		while (stop < end && !strchr(" ,|(", text.ptr[stop]))
			stop++;
		if (dateline_is_host(words, span_sub(text, i + 1, stop)))
			found = i + 1;
	}
	return found;
}

/* The first | or bullet in [start, limit), else limit. */
static size_t parting_mark(struct span text, size_t start, size_t limit)
{
	size_t at = start;
	for (; (at = text_find_any(text, at, limit, "||\xE2")) < limit; at++)
		if (text.ptr[at] == '|' ||
		    (at + 3 < limit && memcmp(text.ptr + at, "\xE2\x80\xA2", 3) == 0))
			break;
	return at;
}

size_t front_byline(const struct outlets *outlets, const struct date_words *dates, struct span text,
		    size_t start, size_t end)
{
	enum { LOOKED_AT = 120 };
	size_t limit = end - start > LOOKED_AT ? start + LOOKED_AT : end;
	struct dateline d;
	for (size_t i = parting_mark(text, start, limit); i + 1 < limit; i++) {
		if (text.ptr[i] != ' ')
			continue;
		size_t stop = i + 1;
		while (stop < end && !strchr(" ,|(", text.ptr[stop]))
			stop++;
		if (dateline_is_host(dates->rule, span_sub(text, i + 1, stop)) &&
		    dateline_find(outlets, dates, text, i + 1, end, &d))
			return i + 1;
	}
	return start;
}

/* Lines of names, dates and credits around an article. */
#include <string.h>

#include "cmd/segment/docdate.h"
#include "cmd/segment/kind.h"
#include "cmd/segment/text.h"

enum {
	BYLINE_MAX = 110,
	INITIALS_MAX = 14 /* (fdl/fdl), (mdk/bal) */
};

/* "17:21" or "17.21 W": a time of day, as bylines give it. */
static bool has_clock(struct span s)
{
	for (size_t i = 2; i + 3 <= s.len; i++) {
		if (s.ptr[i] != ':' && s.ptr[i] != '.')
			continue;
		bool digits = is_digit(s.ptr[i - 2]) && is_digit(s.ptr[i - 1]) &&
			      is_digit(s.ptr[i + 1]) && is_digit(s.ptr[i + 2]);
		if (digits && (s.ptr[i] == ':' ||
			       (i + 4 < s.len && s.ptr[i + 3] == ' ' && is_upper(s.ptr[i + 4]))))
			return true;
	}
	return false;
}

/* (fdl/fdl) (FJR) (*) (site.id/First Name) */
static bool bracketed_names(struct span s)
{
	if (s.len < 3 || s.ptr[0] != '(' || s.ptr[s.len - 1] != ')')
		return false;
	struct span in = span_sub(s, 1, s.len - 1);
	bool slash = memchr(in.ptr, '/', in.len) != NULL,
	     blank = memchr(in.ptr, ' ', in.len) != NULL;
	bool code = in.len <= 4 && is_alpha(in.ptr[0]); /* (K24): a correspondent's number */
	for (size_t i = 0; i < in.len; i++)
		if (is_digit(in.ptr[i]) && !slash && !code)
			return false;
	return (!blank && s.len <= INITIALS_MAX) ||
	       (slash && s.len <= BYLINE_MAX && text_word_count(in) <= 8);
}

/* A year, or more: four digits in a row, one of which stands where i is. */
static bool four_digits(struct span s)
{
	for (size_t i = 3; i < s.len; i += 4) {
		size_t from = i, to = i;
		while (to < s.len && is_digit(s.ptr[to]))
			to++;
		while (to > i && from > 0 && is_digit(s.ptr[from - 1]))
			from--;
		if (to - from >= 4)
			return true;
	}
	return false;
}

bool kind_is_byline(const struct phrases *phrases, struct span line)
{
	size_t len;
	if (line.len > BYLINE_MAX || line.len < 2)
		return false;
	if (phrases_find(phrases, line, 0, line.len, 1u << PHRASE_BYLINE, &len) != PHRASE_NONE)
		return true;
	if (bracketed_names(line))
		return true;
	if (line.ptr[line.len - 1] == '.' || line.ptr[line.len - 1] == ',')
		return false;
	if (!four_digits(line)) /* mostly */
		return false;
	struct span inside = span_sub(line, text_bullet(line, 0, line.len), line.len);
	bool parted = text_holds(inside, "\xE2\x80\xA2") || text_holds(inside, " | ");
	return (parted || has_clock(line)) && !text_has_words(line, 13);
}

bool kind_is_date_line(struct span s)
{
	enum { WORDS = 5 };
	bool year = false;
	unsigned numbers = 0;
	if (s.len < 8 || s.len > 40 || text_has_words(s, WORDS + 1))
		return false;
	for (size_t i = 0; i < s.len; i++) {
		bool start = i == 0 || !is_alnum(s.ptr[i - 1]);
		numbers += is_digit(s.ptr[i]) && (i == 0 || !is_digit(s.ptr[i - 1]));
		if (start && is_lower(s.ptr[i]))
			return false;
		year |= start && i + 4 <= s.len &&
			(memcmp(s.ptr + i, "20", 2) == 0 || memcmp(s.ptr + i, "19", 2) == 0) &&
			is_digit(s.ptr[i + 2]) && is_digit(s.ptr[i + 3]) &&
			(i + 4 == s.len || !is_alnum(s.ptr[i + 4]));
	}
	return year && (numbers == 2 || numbers == 3) && s.ptr[s.len - 1] != '.';
}

/* Whether each word is a name or known on bylines, and the last one is a trade when `trade` is asked for. */
static bool names_only(const struct place *pl, struct span s, size_t i, bool trade)
{
	static const uint32_t known = WORD_SMALL | WORD_TRADE | WORD_STAMP;
	uint32_t bits = 0;
	unsigned capitals = 0;
	bool lower = false;
	while (i < s.len) {
		size_t end = text_word_end(s, i, s.len);
		bool address = i > 0 && (s.ptr[i - 1] == '@' || s.ptr[i - 1] == '.');
		if (end > i) {
			bits = words_find(pl->rules->words, span_sub(s, i, end));
			lower = text_letter(s, i, s.len) == LETTER_LOWER && !address &&
				(end == s.len || s.ptr[end] != '@');
			capitals += text_letter(s, i, s.len) == LETTER_UPPER;
			if (lower && !(bits & known))
				return false;
		}
		i = end > i ? end : i + 1;
	}
	return capitals > 0 && (!trade || (lower && (bits & WORD_TRADE) && capitals >= 2));
}

bool kind_is_names(const struct place *pl, struct span line)
{
	return names_only(pl, line, 0, false);
}

/* 'By Jane Doe and John Roe', 'ByJane Doe | Associated Press' */
static bool names_behind_by(const struct place *pl, struct span s)
{
	enum { WORDS = 18 };
	size_t i = 0;
	while (i < s.len && is_alpha(s.ptr[i]) && (i < 2 || !is_upper(s.ptr[i])))
		i++;
	return (words_find(pl->rules->words, span_sub(s, 0, i)) & WORD_BY) &&
	       !text_has_words(s, WORDS) && names_only(pl, s, i, false);
}

/* 'Associated Press', 'BBC News, Leeds', 'CNN —' */
static bool is_outlet_line(const struct place *pl, struct span s)
{
	enum { LINE_MAX_BYTES = 60 };
	const char *comma = memchr(s.ptr, ',', s.len);
	size_t end = comma ? (size_t)(comma - s.ptr) : s.len;
	while (end > 0 && !is_alnum(s.ptr[end - 1]))
		end = text_before(s, 0, end);
	return s.len <= LINE_MAX_BYTES &&
	       (words_find(pl->rules->words, span_sub(s, 0, end)) & WORD_OUTLET);
}

bool kind_is_head_byline(const struct place *pl, struct span s)
{
	enum { WORDS = 9 };
	bool handle = s.ptr[0] == '@' && memchr(s.ptr, ' ', s.len) == NULL;
	if (pl->stamp_below && pl->headline_seen && names_only(pl, s, 0, false))
		return true; /* 'Jane Doe in Leeds', below it 'Tue 4 Jun 2024' */
	return handle || kind_is_date_line(s) || names_behind_by(pl, s) || is_outlet_line(pl, s) ||
	       (pl->headline_seen && !text_has_words(s, WORDS) && names_only(pl, s, 0, true));
}

bool kind_is_closing_credit(const struct place *pl, struct span s)
{
	static const uint32_t known = WORD_SMALL | WORD_TRADE | WORD_STAMP | WORD_REPORTED;
	enum { CREDIT_BYTES = 160 };
	unsigned reported = 0;
	if (!pl->rules->closing_credits || s.len > CREDIT_BYTES || !is_upper(s.ptr[0]))
		return false;
	for (size_t i = 1; i < s.len; i++) {
		if (s.ptr[i - 1] != ' ' || !is_lower(s.ptr[i]))
			continue;
		size_t end = text_word_end(s, i, s.len);
		uint32_t bits = words_find(pl->rules->words, span_sub(s, i, end));
		if (!(bits & known))
			return false;
		reported += (bits & WORD_REPORTED) != 0;
		i = end;
	}
	return reported >= 2;
}

bool kind_is_stamp_line(const struct place *pl, struct span s)
{
	struct span first = span_sub(s, 0, text_word_end(s, 0, s.len));
	return (!pl->body_seen || (words_find(pl->rules->words, first) & WORD_AGO)) &&
	       docdate_is_stamp(pl->rules->dates, s);
}

/* Where the title behind 'Baca juga:' ends when its paragraph goes on behind it.
 *
 * The title has no full stop, so only what follows can tell. Taken as sure: a stop, an opening quotation, a word that heads
 * sentences (Namun, Polisi) with a lower-case word or comma behind it, and in a title in sentence case the second
 * coming of its first word ('Harga emas naik lagi Harga emas …'). Cutting in front of any capital that a lower-case
 * word follows was tried: it tears names ('… Cepat Budi | Santoso mengatakan'). When nothing is sure the
 * link reaches to the next sentence end: nobody's words are then attributed to a title. */
#include "cmd/segment/scan.h"
#include "cmd/segment/text.h"

enum {
	TITLE_MAX = 240, /* bytes; longer titles than about 150 were not seen */
	TITLE_WORDS = 3  /* a title is at least so long before a starter ends it */
};

struct title {
	size_t begin, at; /* at: start of the word being looked at */
	struct span first, word;
	unsigned words, lower; /* content words in lower case */
};

static bool title_stops(const struct scan *s, const struct title *t, size_t end)
{
	char c = end < s->end ? s->text.ptr[end] : '\0';
	bool mark = c == '?' || c == '!' || (c == '.' && t->word.len > 2);
	if (!mark)
		return false;
	size_t behind = text_skip_blank(s->text, end + 1, s->end);
	return behind >= s->end ||
	       (behind > end + 1 && text_letter(s->text, behind, s->end) != LETTER_LOWER);
}

/* 'Menurut Markus, warga': capitals up to a comma, then a lower-case word; in 'Menurut Pakar, Ini Sebabnya' the title goes on. */
static bool comma_then_lower(const struct scan *s, size_t at)
{
	enum { WORDS = 5 };
	for (int n = 0; n < WORDS && at < s->end && is_upper(s->text.ptr[at]); n++) {
		size_t end = text_word_end(s->text, at, s->end);
		at = text_skip_blank(s->text, end + (end < s->end && s->text.ptr[end] == ','),
				     s->end);
		if (end < s->end && s->text.ptr[end] == ',')
			return at < s->end && text_letter(s->text, at, s->end) == LETTER_LOWER;
	}
	return false;
}

/* Whether the word at [at, end) begins a sentence: a starter before a lower-case word or comma, or the title's first word again. */
static bool heads_sentence(const struct scan *s, const struct title *t, size_t end)
{
	uint32_t bits = words_find(s->rules->words, t->word);
	size_t next = text_skip_blank(s->text, end, s->end);
	if (next >= s->end || !is_upper(t->word.ptr[0]))
		return false;
	if (t->lower * 2 >= t->words && t->words >= TITLE_WORDS && span_equal(t->word, t->first))
		return true;
	if (!(bits & (WORD_STARTER | WORD_HEAD)))
		return false;
	if (s->text.ptr[end] == ',')
		return (bits & WORD_STARTER) != 0;
	if ((bits & WORD_STARTER) && comma_then_lower(s, next))
		return true;
	struct span word = span_sub(s->text, next, text_word_end(s->text, next, s->end));
	bool lower = text_letter(s->text, next, s->end) == LETTER_LOWER;
	return lower && !(words_find(s->rules->words, word) & WORD_SMALL) &&
	       t->lower * 2 < t->words + 1;
}

/* 'Baca Juga' without a colon, whose title is gone: a quotation, or two lower-case words among the first six, which no title
 * in title case has. */
static bool title_missing(const struct scan *s, size_t opener, size_t at)
{
	enum { LOOKED_AT = 6, ENOUGH = 2 };
	unsigned words = 0, lower = 0;
	if (s->text.ptr[opener - 1] == ':')
		return false;
	if (quote_length(s->text, at, s->end) > 0)
		return true;
	for (size_t i = at;
	     i < s->end && words < LOOKED_AT && lower < ENOUGH && s->text.ptr[i] != '.';) {
		size_t end = text_word_end(s->text, i, s->end);
		if (end > i &&
		    !(words_find(s->rules->words, span_sub(s->text, i, end)) & WORD_SMALL)) {
			words++;
			lower += text_letter(s->text, i, s->end) == LETTER_LOWER;
		}
		i = end > i ? end : i + 1;
	}
	return lower >= ENOUGH;
}

/* A capital inside the word [at, end), between letters in lower case; `at` when there is none. */
static size_t inner_capital(struct span text, size_t at, size_t end)
{
	for (size_t i = at + 3; i + 3 <= end; i++)
		if (is_upper(text.ptr[i]) && is_lower(text.ptr[i - 1]) &&
		    is_lower(text.ptr[i + 1]) && is_lower(text.ptr[i + 2]))
			return i;
	return at;
}

/* Where two words were glued in [at, end): 'GresikBupati' gives the B; `at` when they were not, or nothing in lower case follows
 * (a title goes on behind 'YouTube', a sentence behind 'RumahPelajaran pertama'). */
static size_t glued_at(const struct scan *s, size_t at, size_t end)
{
	size_t capital = inner_capital(s->text, at, end);
	if (capital == at)
		return at;
	size_t next = text_skip_blank(s->text, end, s->end),
	       word = text_word_end(s->text, next, s->end);
	if (next == end || next >= s->end || text_letter(s->text, next, s->end) != LETTER_LOWER ||
	    (words_find(s->rules->words, span_sub(s->text, next, word)) & WORD_SMALL))
		return at;
	return capital;
}

/* Another 'Baca juga:', an ad or the tail begins at the word. */
static bool phrase_begins(const struct scan *s, size_t at)
{
	size_t len;
	uint32_t kinds = 1u << PHRASE_LINK | 1u << PHRASE_INLINE | 1u << PHRASE_TAIL;
	return is_upper(s->text.ptr[at]) &&
	       phrases_find(s->rules->phrases, s->text, at, s->end, kinds, &len) != PHRASE_NONE;
}

static size_t next_sure(const struct scan *s, size_t at, size_t limit)
{
	for (size_t i = at; i + 1 < limit; i++) {
		char c = s->text.ptr[i];
		if (c == '.' && utf8_blank(s->text.ptr + i + 1, s->text.ptr + s->end) > 0)
			return i + 1;
	}
	return limit;
}

/* Opener and title are the whole paragraph: it has no full stop, so nothing in it is a sentence. */
static bool own_line(const struct scan *s, size_t begin)
{
	enum { LINE_MAX_BYTES = 170 };
	bool first = text_skip_blank(s->text, s->start, s->end) == s->sentence;
	return first && s->end - begin <= LINE_MAX_BYTES && s->text.ptr[s->end - 1] != '.' &&
	       next_sure(s, begin, s->end) == s->end;
}

size_t link_title_end(const struct scan *s, size_t at)
{
	size_t begin = text_skip_blank(s->text, at, s->end);
	if (begin >= s->end)
		return s->end;
	if (own_line(s, begin))
		return s->end;
	if (title_missing(s, at, begin))
		return at;
	size_t limit = s->end - begin > TITLE_MAX ? begin + TITLE_MAX : s->end;
	struct title t = {.begin = begin, .at = begin};
	while (t.at < limit) {
		if (quote_length(s->text, t.at, s->end) > 0 && t.words >= TITLE_WORDS &&
		    quote_side(s, t.at) == QUOTE_OPENS && s->end - t.at > 40 &&
		    quote_find_close(s, t.at) > t.at + 25)
			return t.at;
		size_t end = text_word_end(s->text, t.at, s->end);
		if (end == t.at) {
			t.at++;
			continue;
		}
		t.word = span_sub(s->text, t.at, end);
		if (t.words > 0 && phrase_begins(s, t.at))
			return t.at;
		if (t.words >= TITLE_WORDS && glued_at(s, t.at, end) > t.at)
			return glued_at(s, t.at, end);
		if (t.words == 0)
			t.first = t.word;
		else if (t.words >= TITLE_WORDS && heads_sentence(s, &t, end))
			return t.at;
		bool small = words_find(s->rules->words, t.word) & WORD_SMALL;
		t.lower += text_letter(s->text, t.at, s->end) == LETTER_LOWER && !small;
		t.words += !small;
		if (title_stops(s, &t, end))
			return end + 1;
		t.at = end;
	}
	return limit == s->end ? limit : next_sure(s, limit, s->end);
}

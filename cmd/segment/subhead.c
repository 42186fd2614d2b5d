/* Sub-headlines that lost their line break and stand in front of a sentence: 'Mencari JalanPerubahan aturan itu', 'Polisi Tangkap
 * Pencuri Motor Sementara itu, warga'. Looked for where a piece begins with two capitalised words. Sure is the end only where
 * a word in title case was glued to one that heads sentences, or where a starter with a comma near it follows at least four words;
 * a name in front of its verb is never cut. */
#include "cmd/segment/scan.h"
#include "cmd/segment/text.h"

enum {
	SUBHEAD_BYTES = 110,
	WORDS_GLUED = 2, /* at least, with the glued one */
	WORDS_APART = 4,
	COMMA_WITHIN = 24 /* 'Dalam kesempatan itu,' */
};

/* The capital inside [at, end) where another word begins; `at` when there is none. */
static size_t inner_capital(struct span text, size_t at, size_t end)
{
	for (size_t i = at + 3; i + 3 < end; i++)
		if (is_upper(text.ptr[i]) && is_lower(text.ptr[i + 1]) &&
		    is_lower(text.ptr[i + 2]) &&
		    (is_lower(text.ptr[i - 1]) || is_upper(text.ptr[i - 2])))
			return i;
	return at;
}

static bool lower_behind(const struct scan *s, size_t at)
{
	size_t next = text_skip_blank(s->text, at, s->end);
	return next > at && next < s->end && is_lower(s->text.ptr[next]);
}

/* Whether the part of a glued word from `at` on heads a sentence. */
static bool glued_heads(const struct scan *s, size_t word, size_t at, size_t end)
{
	struct span tail = span_sub(s->text, at, end);
	uint32_t bits = words_find(s->rules->words, tail);
	if (words_find(s->rules->words, span_sub(s->text, word, end)) & WORD_CAMEL)
		return false;
	if (!(bits &
	      (WORD_STARTER | WORD_HEAD))) /* 'BaleFiber' comes again, 'JalanPerubahan' does not */
		return lower_behind(s, end) && link_common_word(s, tail) &&
		       !link_said_again(s, span_sub(s->text, word, end));
	return lower_behind(s, end) || (!(bits & WORD_HEAD) && s->text.ptr[end] == ',');
}

/* Whether the word at [at, end) opens a sentence with an adverb: 'Sementara itu,', 'Namun,'. */
static bool adverb_opens(const struct scan *s, size_t at, size_t end)
{
	uint32_t bits = words_find(s->rules->words, span_sub(s->text, at, end));
	if (!(bits & WORD_STARTER) || (bits & WORD_HEAD) || end >= s->end)
		return false;
	if (s->text.ptr[end] == ',')
		return true;
	size_t limit = s->end - end > COMMA_WITHIN ? end + COMMA_WITHIN : s->end;
	for (size_t i = end; i < limit && lower_behind(s, end); i++) {
		if (s->text.ptr[i] == ',')
			return true;
		if (s->text.ptr[i] != ' ' && !is_lower(s->text.ptr[i]))
			return false;
	}
	return false;
}

/* Whether the words in title case from `at` on hold a glued one, or are enough for one that is not: asked of each piece that
 * begins with two capitalised words, so nothing is looked up; a small word is short, and another is not small. */
static bool worth_a_look(const char *at, const char *end)
{
	enum { SMALL = 6 };
	unsigned capitals = 0;
	bool lower = false;
	while (at < end) {
		const char *start = at;
		bool capital = is_upper(*at);
		if (!capital && lower)
			break;
		for (at++; at < end && is_alnum(*at); at++)
			if (is_upper(*at) && is_lower(at[-1]))
				return true;
		if (at == end || (*at != ' ' && *at != '-') || (!capital && at - start > SMALL))
			break;
		capitals += capital;
		lower = !capital;
		at++;
	}
	return capitals > WORDS_APART;
}

size_t subhead_end(const struct scan *s, size_t start, size_t end)
{
	size_t limit = end - start > SUBHEAD_BYTES ? start + SUBHEAD_BYTES : end, at = start;
	if (!worth_a_look(s->text.ptr + start, s->text.ptr + limit))
		return start;
	for (unsigned words = 1; at < limit; words++) {
		size_t stop = text_word_end(s->text, at, limit);
		if (stop == at || stop >= limit)
			return start;
		bool capital = is_upper(s->text.ptr[at]) || is_digit(s->text.ptr[at]);
		size_t glued = capital ? inner_capital(s->text, at, stop) : at;
		if (!capital &&
		    !(words_find(s->rules->words, span_sub(s->text, at, stop)) & WORD_SMALL))
			return start;
		if (glued > at && words >= WORDS_GLUED && glued_heads(s, at, glued, stop))
			return glued;
		if (capital && words > WORDS_APART && adverb_opens(s, at, stop))
			return at;
		if (s->text.ptr[stop] != ' ')
			return start;
		at = stop + 1;
	}
	return start;
}

/* What stands to the left of a verb: the walk to where its clause begins, and what a subject does not begin with. */
#include "cmd/attribute/left.h"

enum { RELATIVE_MAX = 6 };

uint32_t left_bracket(const struct article *x, uint32_t close, uint32_t left)
{
	for (uint32_t k = close; k > left && close - k < 14; k--)
		if (mark_is(x, k - 1, MARK_OPEN))
			return k - 1;
	return close;
}

/* The relative word that opens the clause whose verb is at i, or NONE: "yang meminta namanya tidak ditulis". */
static uint32_t relative_before(const struct article *x, uint32_t i, uint32_t left)
{
	for (uint32_t n = 0; n < RELATIVE_MAX && i > left; n++, i--) {
		if (word_is(x, i - 1, WORD_RELATIVE))
			return i - 1;
		if (!token_is_word(x, i - 1) ||
		    word_any(x, i - 1, WORD_BIT(WORD_CONJUNCTION) | WORD_BIT(WORD_COMPLEMENTIZER)))
			return NONE;
	}
	return NONE;
}

static bool clause_mark(const struct article *x, uint32_t i)
{
	uint8_t m = x->tokens.items[i].mark;
	return m == MARK_COMMA || m == MARK_COLON || m == MARK_SEMICOLON || m == MARK_DASH ||
	       m == MARK_QUESTION || m == MARK_EXCLAMATION || m == MARK_QUOTE ||
	       m == MARK_QUOTE_OPEN || m == MARK_QUOTE_CLOSE || m == MARK_BULLET ||
	       ((m == MARK_HYPHEN || mark_lost_dash(x, i)) &&
		(x->tokens.items[i].space || x->tokens.items[i + 1].space));
}

/* "11 hingga 15 tahun" */
static bool between_digits(const struct article *x, uint32_t i)
{
	return i > 0 && x->tokens.items[i - 1].kind == TOKEN_DIGITS &&
	       x->tokens.items[i + 1].kind == TOKEN_DIGITS;
}

/* "Both rules need other tests and Justice Anna Brell said": too long for one of two subjects, so its verb is not known. */
static bool clause_before(const struct article *x, uint32_t first, uint32_t cut, uint32_t end)
{
	enum { SUBJECT_MIN = 7, TITLED_MAX = 6 }; /* tokens */
	bool titled = word_any(x, cut, WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_HONORIFIC)) &&
		      x->tokens.items[cut].capital;
	if (!titled || cut - first < SUBJECT_MIN || end - cut > TITLED_MAX ||
	    x->tokens.items[cut - 2].capital)
		return false;
	for (uint32_t i = first; i < cut; i++)
		if (word_any(x, i, WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_PEOPLE)))
			return false;
	return true;
}

struct left_walk left_walk(const struct article *x, const struct language *l, uint32_t *e,
			   uint32_t left)
{
	struct left_walk r = {.begin = *e};
	uint32_t k = *e, cut = NONE, floor = *e - left > LEFT_MAX ? *e - LEFT_MAX : left;
	while (k > floor) {
		uint32_t t = k - 1;
		if (x->tokens.items[t].kind == TOKEN_MARK) {
			if (mark_is(x, t, MARK_CLOSE)) {
				k = left_bracket(x, t, floor);
				if (k == t)
					break;
				continue;
			}
			/* the cue goes on behind "K.L." in front of it */
			if (clause_mark(x, t) || article_sentence_end(x, t, *e + 1)) {
				r.comma = mark_is(x, t, MARK_COMMA);
				break;
			}
		} else if (word_is(x, t, WORD_RELATIVE) && t > floor && k < *e &&
			   !speaker_second_title(x, t, *e)) {
			*e = t; /* a relative clause without a known verb: the subject stands before it */
			cut = NONE;
		} else if (article_is_verb(x, l, t) &&
			   !(t > floor && mark_is(x, t - 1, MARK_HYPHEN)) &&
			   /* "the reports show" */
			   !(t + 1 == *e && word_is(x, t, WORD_DOCUMENT))) {
			uint32_t relative = relative_before(x, t, floor);
			if (relative == NONE) {
				r.embedded = cut == NONE;
				break;
			}
			*e = relative;
			k = relative;
			cut = NONE;
			continue;
		} else if (word_is(x, t, WORD_CONJUNCTION) && !x->tokens.items[t].capital)
			cut = cut == NONE ? k : cut;
		else if (word_any(x, t,
				  WORD_BIT(WORD_SUBORDINATOR) | WORD_BIT(WORD_COMPLEMENTIZER)) &&
			 !word_any(x, t, WORD_BIT(WORD_CONNECTOR) | WORD_BIT(WORD_ADVERB)) &&
			 word_length(x, t) <= *e - t && !between_digits(x, t)) {
			/* "Menteri X yang datang seusai rapat mengatakan" */
			uint32_t relative = t > floor && article_is_verb(x, l, t - 1)
						    ? relative_before(x, t - 1, floor)
						    : NONE;
			if (relative == NONE)
				break;
			*e = relative;
			k = relative;
			cut = NONE;
			continue;
		}
		k = t;
	}
	r.begin = cut != NONE && ((k > floor && x->tokens.items[k - 1].kind == TOKEN_WORD &&
				   article_is_verb(x, l, k - 1)) ||
				  clause_before(x, k, cut, *e))
			  ? cut
			  : k;
	return r;
}

/* "Pada tanggal 13 Mei", "Dalam kesempatan itu": behind it, or i when it is no such phrase. */
static uint32_t past_time(const struct article *x, uint32_t i, uint32_t end)
{
	uint32_t k = i + 1;
	while (k < end && (word_is(x, k, WORD_TIME) || x->tokens.items[k].kind == TOKEN_DIGITS ||
			   mark_is(x, k, MARK_SLASH)))
		k++;
	if (k > i + 1)
		return k;
	for (; k < end && k < i + 5; k++)
		if (word_is(x, k, WORD_AFTER_DETERMINER) && !x->tokens.items[i + 1].capital)
			return k + 1;
	return i;
}

uint32_t left_strip(const struct article *x, uint32_t i, uint32_t end)
{
	for (;;) {
		uint32_t n = word_length(x, i);
		if (i + n >= end)
			return i;
		bool skip = word_any(x, i,
				     WORD_BIT(WORD_LEAD) | WORD_BIT(WORD_TIME) |
					     WORD_BIT(WORD_CONJUNCTION) | WORD_BIT(WORD_ADVERB) |
					     WORD_BIT(WORD_RELAY)) ||
			    (word_is(x, i, WORD_SUBORDINATOR) &&
			     !word_any(x, i, WORD_BIT(WORD_PEOPLE) | WORD_BIT(WORD_PRONOUN)));
		if (word_any(x, i,
			     WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_ORGANISATION) |
				     WORD_BIT(WORD_PRONOUN)) &&
		    n == 1)
			skip = false;
		if (!skip && x->tokens.items[i].kind == TOKEN_MARK && !mark_is(x, i, MARK_OPEN))
			skip = true;
		if (!skip && word_is(x, i, WORD_PREPOSITION) && !word_is(x, i, WORD_ROLE)) {
			uint32_t past = past_time(x, i, end);
			if (past < end && past > i) {
				i = past;
				continue;
			}
		}
		if (!skip)
			return i;
		i += n;
		while (i < end &&
		       (x->tokens.items[i].kind == TOKEN_DIGITS && word_is(x, i - 1, WORD_TIME)))
			i++;
	}
}

uint32_t left_past_preposition(const struct article *x, uint32_t i, uint32_t end)
{
	if (!word_is(x, i, WORD_PREPOSITION) || x->tags[i].kinds & WORD_BIT(WORD_ROLE))
		return i;
	for (uint32_t k = i + 2; k < end; k++)
		if (word_any(x, k,
			     WORD_BIT(WORD_PRONOUN) | WORD_BIT(WORD_ROLE) |
				     WORD_BIT(WORD_HONORIFIC)) &&
		    !word_is(x, k - 1, WORD_PREPOSITION))
			return k;
	return end;
}

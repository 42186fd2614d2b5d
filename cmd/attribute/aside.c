/* What stands beside a subject and is no part of it: times, degrees, asides between commas, a glued sub-headline. */
#include "cmd/attribute/model.h"

/* "S.H.", "M.Si Sp.EM", "Ph.D": short words, each beside a full stop without a blank. */
bool aside_degree(const struct article *x, struct stretch s)
{
	enum { LONGEST = 4 };
	const struct token *t = x->tokens.items;
	if (s.end < s.first + 2)
		return false;
	for (uint32_t i = s.first; i < s.end; i++) {
		bool word =
			t[i].kind == TOKEN_WORD && t[i].capital && t[i].end - t[i].start <= LONGEST;
		bool before = i > s.first && t[i - 1].mark == MARK_PERIOD && !t[i].space,
		     behind = i + 1 < s.end && t[i + 1].mark == MARK_PERIOD && !t[i + 1].space;
		if (word ? !before && !behind : t[i].mark != MARK_PERIOD || t[i].space)
			return false;
	}
	return true;
}

/* R-Ariz., D-Calif. */
bool aside_party(const struct article *x, struct stretch s)
{
	const struct token *t = &x->tokens.items[s.first];
	return s.first + 2 < s.end && t->capital && t->end - t->start == 1 &&
	       mark_is(x, s.first + 1, MARK_HYPHEN) && !t[1].space && !t[2].space;
}

/* "backed by the mayor": a participle and its agent. */
bool aside_agent(const struct article *x, const struct language *l, struct stretch s)
{
	return s.first + 2 < s.end && word_is(x, s.first + 1, WORD_AGENT) &&
	       article_is_verb(x, l, s.first);
}

/* An aside between commas that is no noun phrase of the speaker: a date, a place, a relative clause, a degree. */
bool aside_is(const struct article *x, struct stretch s)
{
	if (aside_degree(x, s) || aside_party(x, s) || /* "accused of theft" */
	    (s.first + 1 < s.end && x->tags[s.first].cue &&
	     x->tags[s.first].cue->form == CUE_FINITE && word_is(x, s.first + 1, WORD_PREPOSITION)))
		return true;
	return s.first < s.end &&
	       (word_any(x, s.first,
			 WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_TIME) |
				 WORD_BIT(WORD_RELATIVE) | WORD_BIT(WORD_SUBORDINATOR)) ||
		x->tokens.items[s.first].kind == TOKEN_DIGITS) &&
	       !word_any(x, s.first, WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_PRONOUN));
}

bool aside_times(const struct article *x, uint32_t i, uint32_t end)
{
	if (i >= end || !word_any(x, i, WORD_BIT(WORD_TIME) | WORD_BIT(WORD_PREPOSITION)))
		return false;
	if (word_is(x, i, WORD_PREPOSITION) && !word_is(x, i, WORD_ROLE))
		return true;
	for (; i < end; i++)
		if (token_is_word(x, i) && !word_is(x, i, WORD_TIME))
			return false;
	return true;
}

/* "Bupati Lestari kemarin", "Mara Quill on Monday": the end without the time. */
uint32_t aside_trim_times(const struct article *x, uint32_t first, uint32_t end)
{
	enum { WORDS_MAX = 4 }; /* "over the weekend" */
	uint32_t k = end, n = WORDS_MAX;
	while (n > 0) {
		bool room = k > first + n, digits = room && n == 1 &&
						    x->tokens.items[k - 1].kind == TOKEN_DIGITS &&
						    word_is(x, k - 2, WORD_TIME);
		if (digits ||
		    (room && word_is(x, k - n, WORD_TIME) && word_length(x, k - n) == n)) {
			k -= n;
			n = WORDS_MAX;
		} else
			n--;
	}
	if (k == end || k <= first + 1)
		return end;
	return word_is(x, k - 1, WORD_PREPOSITION) && k > first + 2 ? k - 1 : k;
}

/* "Pintu masih macet Ketua Forum Wira mengatakan": a sub-headline glued to the sentence ends where a title with a
 * capital begins behind small words that are no title themselves. */
uint32_t aside_subheadline(const struct article *x, uint32_t first, uint32_t end)
{
	const uint64_t phrase = WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_ORGANISATION) |
				WORD_BIT(WORD_PEOPLE) | WORD_BIT(WORD_INSTITUTION) |
				WORD_BIT(WORD_ROLE_PART) | WORD_BIT(WORD_PREPOSITION) |
				WORD_BIT(WORD_CONJUNCTION) | WORD_BIT(WORD_RELATIVE) |
				WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_PRONOUN);
	for (uint32_t i = first; i < end; i++) {
		const struct token *t = &x->tokens.items[i];
		if (i > first && t->capital && word_is(x, i, WORD_ROLE) && !t[-1].capital)
			return i;
		if (t->kind != TOKEN_WORD || (i > first && t->capital) || word_any(x, i, phrase))
			return first;
	}
	return first;
}

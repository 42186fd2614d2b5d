/* The parts of a speaker's noun phrase: shared by speaker.c and the speaker_*.c. */
#ifndef KABAR_ATTRIBUTE_SPEAKER_H
#define KABAR_ATTRIBUTE_SPEAKER_H

#include "cmd/attribute/model.h"

/* Tokens: longer ones are no speakers; seen up to 31 in Kompas. */
enum { PHRASE_MAX = 40, PAREN_MAX = 12 };

/* No word of a name. */
#define NOT_NAME                                                                                   \
	(WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_ORGANISATION) | WORD_BIT(WORD_INSTITUTION) |          \
	 WORD_BIT(WORD_PLACE) | WORD_BIT(WORD_OUTLET) | WORD_BIT(WORD_PEOPLE) |                    \
	 WORD_BIT(WORD_DOCUMENT) | WORD_BIT(WORD_LEAD) | WORD_BIT(WORD_HONORIFIC) |                \
	 WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_PRONOUN) | WORD_BIT(WORD_TIME) |                \
	 WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_SUBORDINATOR) | WORD_BIT(WORD_OUTLET_HEAD) |   \
	 WORD_BIT(WORD_OWN) | WORD_BIT(WORD_INNER) | WORD_BIT(WORD_THING))

/* A mark between the parts of one word or name: Abdul-Aziz, O'Hara, Covid-19, Johnson & Johnson. */
static inline bool phrase_glues(const struct article *x, uint32_t i, uint32_t end)
{
	const struct token *t = &x->tokens.items[i];
	if (t->kind != TOKEN_MARK || i + 1 >= end)
		return false;
	if (t->mark == MARK_AMPERSAND)
		return true;
	if (t->mark == MARK_HYPHEN && t[1].kind == TOKEN_DIGITS)
		return !t->space && !t[1].space; /* Covid-19 */
	return !t->space && !t[1].space && t[1].kind == TOKEN_WORD &&
	       (t->mark == MARK_HYPHEN || t->mark == MARK_APOSTROPHE ||
		t->mark == MARK_SINGLE_CLOSE || t->mark == MARK_SLASH || t->mark == MARK_PERIOD);
}

/* "P." in "Joko P.", "Sen." before a name. */
static inline bool phrase_initial(const struct article *x, uint32_t i, uint32_t first)
{
	const struct token *t = &x->tokens.items[i];
	return mark_is(x, i, MARK_PERIOD) && !t->space && i > first &&
	       (t[-1].end - t[-1].start <= 2 ||
		word_any(x, i - 1, WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_HONORIFIC)));
}

/* Index behind the closing bracket, or i when there is none near. */
static inline uint32_t phrase_past_bracket(const struct article *x, uint32_t i, uint32_t end)
{
	for (uint32_t k = i + 1; k < end && k <= i + PAREN_MAX; k++)
		if (mark_is(x, k, MARK_CLOSE))
			return k + 1;
	return i;
}

/* Where the phrase's comma-separated segment that begins at i ends. */
static inline uint32_t phrase_segment_end(const struct article *x, uint32_t i, uint32_t end)
{
	while (i < end && !mark_is(x, i, MARK_COMMA))
		i = mark_is(x, i, MARK_OPEN) && phrase_past_bracket(x, i, end) > i
			    ? phrase_past_bracket(x, i, end)
			    : i + 1;
	return i < end ? i : end;
}

/* The possessive mark at i: "the prime minister|'s aide" is no prime minister. */
static inline bool speaker_possessive(const struct article *x, uint32_t i, uint32_t end)
{
	const struct token *t = &x->tokens.items[i];
	return i + 1 < end && !t->space && !t[1].space &&
	       (mark_is(x, i, MARK_APOSTROPHE) || mark_is(x, i, MARK_SINGLE_CLOSE)) &&
	       t[1].end - t[1].start == 1;
}

/* The name in phrase s, and where the segment between commas begins that it stands in; first == end: it has none. */
void speaker_find_name(const struct article *x, struct stretch s, struct stretch *name,
		       uint32_t *segment);

/* Nothing but words with a capital that no list gives another meaning than a name's: a person, for all the rules here. s is not
 * empty. */
bool speaker_plain_name(const struct article *x, struct stretch s);

/* "Markus Lenggana |dari Forum Warga Hilir": what stands behind the preposition at the start of s; empty: it has none. */
struct spot speaker_membership(const struct article *x, struct stretch s);

/* Sets out->role, a title and the words that stay with it, and out->org, what else stands in its segment. */
void speaker_find_title(const struct article *x, struct stretch s, struct stretch name,
			struct speaker *out);

#endif

/* Companies: their short forms, and "the company". */
#include "cmd/attribute/names.h"

/* No company goes by one of these alone: General, American, First. */
#define NOT_ALONE                                                                                  \
	(WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_ROLE_PART) | WORD_BIT(WORD_INSTITUTION) |             \
	 WORD_BIT(WORD_PLACE) | WORD_BIT(WORD_LEAD) | WORD_BIT(WORD_GIVEN) |                       \
	 WORD_BIT(WORD_ORGANISATION) | WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_TIME) |               \
	 WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_PREPOSITION))

const struct language *names_language(const struct article *x, uint32_t i)
{
	return x->sentences[article_sentence_at(x, x->tokens.items[i].start)].language;
}

bool names_listed(const struct article *x, const struct pack_section *words, uint32_t i)
{
	for (size_t k = 0; k < words->count; k++)
		if (span_equal(token_lower(&x->tokens, i), words->entries[k].key))
			return true;
	return false;
}

static bool ends_firm(const struct article *x, uint32_t i)
{
	return names_listed(x, names_language(x, i)->firms, i);
}

/* The ALTIRTA of a headline is the firm too. */
static void firm_take_over(struct article *x, uint32_t said, uint32_t entity)
{
	struct entity *old = said == NONE || said == entity ? NULL : &x->entities[said];
	if (!old || old->kind != SPEAKER_GROUP || old->firm ||
	    !x->tokens.items[old->first].all_capital)
		return;
	old->name = x->entities[entity].name;
	old->firm = true;
}

/* "Altirta" and "GT" are "Altirta Corp" and "Gerana Tirta Inc" from now on, unless the article has given the short form to
 * somebody else. */
void names_set_firm(struct article *x, uint32_t entity, struct spot name)
{
	enum { INITIALS_MAX = 5 };
	char initials[INITIALS_MAX];
	uint32_t first = article_token_at(x, name.start),
		 end = article_token_at(x, name.end - 1) + 1;
	size_t count = 0;
	uint32_t last = end;
	while (last > first + 1 && (mark_is(x, last - 1, MARK_PERIOD) || ends_firm(x, last - 1)))
		last--;
	if (last == end)
		return;
	x->entities[entity].firm = true;
	for (uint32_t i = first; i < last; i++) {
		char c = x->text.data[x->tokens.items[i].start];
		if (!token_is_word(x, i) || !x->tokens.items[i].capital || c < 'A' || c > 'Z' ||
		    count == INITIALS_MAX)
			return;
		initials[count++] = (char)(c - 'A' + 'a');
	}
	struct spot brief = {name.start, x->tokens.items[last - 1].end};
	uint64_t keys[3] = {name_key(spot_lower(x, brief), SALT_NAME)};
	size_t keys_count = 1;
	if (count > 1)
		keys[keys_count++] = name_key((struct span){initials, count}, SALT_NAME);
	if (count > 1 && !word_any(x, first, NOT_ALONE))
		keys[keys_count++] =
			name_key(token_lower(&x->tokens, first), SALT_NAME); /* Amoco Oil Co */
	for (size_t k = 0; k < keys_count; k++)
		firm_take_over(x, slot_get(x, keys[k]), entity);
	for (size_t k = 0; k < keys_count; k++)
		if (slot_get(x, keys[k]) == NONE)
			names_set_slot(x, keys[k], entity);
}

/* "The company", "the group": no name, but a word that firms have at the end of theirs. */
bool names_the_firm(const struct article *x, const struct speaker *s)
{
	uint32_t i = s->phrase.first;
	return s->kind == SPEAKER_GROUP && s->phrase.end == i + 2 && word_is(x, i, WORD_ARTICLE) &&
	       !x->tokens.items[i + 1].capital && ends_firm(x, i + 1);
}

/* The firm that was spoken of last, else `otherwise`. */
uint32_t names_focus_firm(const struct article *x, uint32_t otherwise)
{
	for (int i = 0; i < FOCI_MAX && x->foci[i].entity != NONE; i++)
		if (x->entities[x->foci[i].entity].firm)
			return x->foci[i].entity;
	return otherwise;
}

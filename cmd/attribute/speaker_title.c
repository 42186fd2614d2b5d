/* The title in the noun phrase of a speaker, and the organisation it belongs to. */
#include "cmd/attribute/speaker.h"

/* "president of National Semiconductor |Corp": the words belong to a body. */
static bool ends_body(const struct article *x, uint32_t i, uint32_t stop)
{
	while (i < stop && token_is_word(x, i) && x->tokens.items[i].capital &&
	       !word_is(x, i, WORD_ORGANISATION))
		i++;
	return i < stop && word_is(x, i, WORD_ORGANISATION) && x->tokens.items[i].capital;
}

/* "Menteri Komunikasi dan Digital", "Penjabat (Pj) Gubernur": where the title ends. */
static uint32_t role_end(const struct article *x, uint32_t i, uint32_t stop)
{
	uint32_t role = i;
	while (i < stop) {
		if (i > role && i + 1 < stop && word_is(x, i, WORD_CONNECTOR) &&
		    word_is(x, i + 1, WORD_DETERMINER))
			break;
		bool part = word_any(x, i,
				     WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_ROLE_PART) |
					     WORD_BIT(WORD_INSTITUTION)) &&
			    !(word_any(x, i, WORD_BIT(WORD_ORGANISATION)) &&
			      !word_is(x, i, WORD_ROLE)) &&
			    !(x->tokens.items[i].all_capital && word_is(x, i, WORD_INSTITUTION) &&
			      !word_any(x, i, WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_ROLE_PART)));
		uint32_t past = mark_is(x, i, MARK_OPEN) ? phrase_past_bracket(x, i, stop) : i;
		if (part)
			i += word_length(x, i);
		else if (past > i && past < stop && word_is(x, past, WORD_ROLE))
			i = past;
		else if (i + 1 < stop &&
			 (word_is(x, i, WORD_CONJUNCTION) || mark_is(x, i, MARK_COMMA) ||
			  mark_is(x, i, MARK_AMPERSAND)) &&
			 word_is(x, i + 1, WORD_INSTITUTION) && x->tokens.items[i + 1].capital)
			i++;
		else if (i + 2 < stop && mark_is(x, i, MARK_COMMA) &&
			 word_is(x, i + 1, WORD_CONJUNCTION) &&
			 word_is(x, i + 2, WORD_INSTITUTION) && x->tokens.items[i + 2].capital)
			i += 2;
		else
			break;
	}
	if (i < stop && i > role + 1 && x->tokens.items[i].capital &&
	    (word_is(x, i, WORD_ORGANISATION) ||
	     ends_body(x, i, stop))) /* "chairman of the House Intelligence" Committee */
		for (uint32_t k = i; k > role; k--)
			if (word_is(x, k - 1, WORD_CONNECTOR) && !x->tokens.items[k - 1].capital) {
				i = k - 1;
				break;
			}
	while (i > role + 1 &&
	       word_any(x, i - 1, WORD_BIT(WORD_CONNECTOR) | WORD_BIT(WORD_DETERMINER)) &&
	       !x->tokens.items[i - 1].capital)
		i--; /* "head of the" */
	return i < stop ? i : stop;
}

/* "President Trump's attorney": the owner's title is not the speaker's. */
static bool owns(const struct article *x, uint32_t i, uint32_t name, uint32_t end)
{
	for (i += word_length(x, i); i < name && token_is_word(x, i) && x->tokens.items[i].capital;)
		i++;
	return speaker_possessive(x, i, end);
}

struct spot speaker_membership(const struct article *x, struct stretch s)
{
	if (s.end - s.first < 2 || s.first >= s.end ||
	    !word_any(x, s.first, WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_CONNECTOR)) ||
	    x->tokens.items[s.first].capital || !x->tokens.items[s.first + 1].capital)
		return (struct spot){0, 0};
	struct stretch org = {s.first + 1, phrase_segment_end(x, s.first + 1, s.end)};
	for (uint32_t i = org.first; i < org.end; i++)
		if (word_any(x, i, WORD_BIT(WORD_ORGANISATION) | WORD_BIT(WORD_INSTITUTION)) ||
		    (i == org.first && x->tokens.items[i].all_capital))
			return spot_of(x, org);
	return (struct spot){0, 0};
}

/* "Trump's personal", "Guo's": the owner alone, unless an office of his follows ("Qatar's foreign ministry"). */
static struct stretch without_genitive(const struct article *x, struct stretch org)
{
	for (uint32_t i = org.first + 1; i < org.end; i++) {
		if (!speaker_possessive(x, i, org.end))
			continue;
		for (uint32_t k = i + 2; k < org.end; k++)
			if (x->tokens.items[k].capital ||
			    word_any(x, k, WORD_BIT(WORD_ORGANISATION) | WORD_BIT(WORD_PLACE)))
				return org;
		return (struct stretch){org.first, i};
	}
	return org;
}

/* "president of Mexico |from 2000", "head of the Guard |who …": what follows belongs to no organisation. */
static uint32_t office_end(const struct article *x, struct stretch org)
{
	for (uint32_t i = org.first; i < org.end; i++)
		if (word_is(x, i, WORD_RELATIVE) ||
		    (word_any(x, i, WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_TIME)) &&
		     !x->tokens.items[i].capital && i + 1 < org.end &&
		     x->tokens.items[i + 1].kind == TOKEN_DIGITS) ||
		    (i == org.first && x->tokens.items[i].kind == TOKEN_DIGITS))
			return i;
	return org.end;
}

/* "head of |third party services at| Altirta": the body is behind the last connector. */
static uint32_t past_nouns(const struct article *x, struct stretch org)
{
	uint32_t i = org.first;
	while (i < org.end && token_is_word(x, i) && !x->tokens.items[i].capital)
		i++;
	return i > org.first + 1 && i < org.end && x->tokens.items[i].capital &&
			       word_is(x, i - 1, WORD_CONNECTOR) &&
			       !word_any(x, i, WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_PLACE))
		       ? i
		       : org.first;
}

/* The organisation in front of the title at `role`: "the White House spokesman". */
static struct stretch org_in_front(const struct article *x, struct stretch s, struct stretch name,
				   uint32_t role)
{
	struct stretch org = {role, role};
	while (org.first > s.first && !mark_is(x, org.first - 1, MARK_COMMA))
		org.first--;
	while (org.first < org.end &&
	       word_any(x, org.first,
			WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_LEAD) | WORD_BIT(WORD_HONORIFIC) |
				WORD_BIT(WORD_ROLE_PART)))
		org.first++;
	if (org.first < org.end && !x->tokens.items[org.first].capital)
		org.end = org.first;
	if (name.first < name.end && org.first <= name.first && name.first < org.end)
		org.end = org.first;
	return org;
}

/* Role: a title and the words that stay with it; organisation: what else stands in the segment. */
void speaker_find_title(const struct article *x, struct stretch s, struct stretch name,
			struct speaker *out)
{
	uint32_t i = s.first;
	bool inside = false; /* an organisation: "Forum Warga Hilir" */
	while (i < s.end && !word_is(x, i, WORD_ROLE))
		i++;
	for (i = i < s.end ? s.first : i;
	     i < s.end && !(word_is(x, i, WORD_ROLE) &&
			    !owns(x, i, i < name.first ? name.first : s.end, s.end) &&
			    !(inside && x->tokens.items[i].capital &&
			      (name.first >= name.end || (word_is(x, i, WORD_PEOPLE) &&
							  i + word_length(x, i) != name.first))));
	     i++)
		inside = token_is_word(x, i) && x->tokens.items[i].capital &&
			 (inside || word_is(x, i, WORD_ORGANISATION));
	if (i == s.end && name.first < name.end)
		out->org = speaker_membership(x, (struct stretch){name.end, s.end});
	if (i == s.end || (i >= name.first && i < name.end))
		return;
	while (i > s.first && word_is(x, i - 1, WORD_ROLE_PART) && token_is_word(x, i - 1) &&
	       !word_is(x, i - 1, WORD_ORGANISATION) && i != name.end &&
	       x->tokens.items[i - 1].capital == x->tokens.items[i].capital)
		i--; /* the White House deputy press secretary */
	uint32_t role = i,
		 stop = i < name.first ? (name.first < s.end ? name.first : s.end) : s.end;
	i = role_end(x, i, stop);
	out->role = spot_of(x, (struct stretch){role, i});
	if (i < stop && mark_is(x, i, MARK_OPEN)) /* (Mensos) */
		i = phrase_past_bracket(x, i, stop);
	struct stretch org = {i, phrase_segment_end(x, i, stop)};
	if (org.first < org.end && word_is(x, org.first, WORD_AGENT) && i != role)
		org.end = org.first; /* "a lawyer by training" */
	while (org.first < org.end &&
	       (mark_is(x, org.first, MARK_PERIOD) ||
		word_any(x, org.first,
			 WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_DETERMINER) |
				 WORD_BIT(WORD_CONNECTOR) | WORD_BIT(WORD_HONORIFIC))))
		org.first++;
	org.end = office_end(x, org);
	org.first = past_nouns(x, org);
	while (org.first < org.end &&
	       word_any(x, org.end - 1,
			WORD_BIT(WORD_HONORIFIC) | WORD_BIT(WORD_AFTER_DETERMINER) |
				WORD_BIT(WORD_NOUN_VERB)))
		org.end--;
	if (org.end - org.first == 3 && mark_is(x, org.first, MARK_OPEN) &&
	    word_is(x, org.first + 1, WORD_HONORIFIC)) /* Jenderal (Purn) */
		org.first = org.end;
	if (org.first >= org.end)
		org = org_in_front(x, s, name, role);
	out->org = spot_of(x, article_trim(x, without_genitive(x, org)));
}

/* Through whom the article has it: "seperti dilansir Reuters", "citing TASS", an outlet that closes the sentence. */
#include "cmd/attribute/model.h"

enum { OUTLET_MAX = 6 };

/* Whether the phrase is an outlet: a known name, or a name behind the word for an agency or a paper. */
bool via_is_outlet(const struct article *x, struct stretch s)
{
	while (s.first < s.end && word_is(x, s.first, WORD_DETERMINER) &&
	       !word_is(x, s.first, WORD_OUTLET))
		s.first++;
	if (s.first >= s.end)
		return false;
	if (word_is(x, s.first, WORD_OUTLET) && !x->tokens.items[s.first].capital &&
	    s.first + 1 < s.end && x->tokens.items[s.first + 1].capital &&
	    s.first + word_length(x, s.first) >= s.end)
		return true; /* the Los Angeles Times */
	if (word_is(x, s.first, WORD_OUTLET) && x->tokens.items[s.first].capital &&
	    s.first + word_length(x, s.first) >= s.end)
		return true;
	uint32_t first = s.first;
	while (first < s.end && token_is_word(x, first) && x->tokens.items[first].capital)
		first++;
	if (first == s.end && s.end - s.first > 1 && word_is(x, s.end - 1, WORD_OUTLET_PART))
		return true; /* the Northern Post */
	return word_is(x, s.first, WORD_OUTLET_HEAD) && s.first + word_length(x, s.first) < s.end;
}

/* The outlet's own name: without the words for what it is. */
struct stretch via_name(const struct article *x, uint32_t i, uint32_t end)
{
	while (i < end &&
	       word_any(x, i,
			WORD_BIT(WORD_OUTLET_HEAD) | WORD_BIT(WORD_AGENT) |
				WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_PREPOSITION)) &&
	       !(word_is(x, i, WORD_OUTLET) && x->tokens.items[i].capital) &&
	       !(word_is(x, i, WORD_OUTLET_HEAD) && word_length(x, i) == 1 && i + 1 < end &&
		 x->tokens.items[i].capital && x->tokens.items[i + 1].capital))
		i += word_length(
			x, i); /* "Radio Lembah" is a name, "kantor berita Antara" is Antara */
	if (i >= end || (word_is(x, i, WORD_PLATFORM) && x->tokens.items[i].capital &&
			 !word_is(x, i, WORD_OUTLET)))
		return (struct stretch){end, end}; /* a platform relays nothing by itself */
	if (word_is(x, i, WORD_OUTLET) &&
	    (x->tokens.items[i].capital || x->tokens.items[i].kind == TOKEN_DIGITS))
		return (struct stretch){i,
					i + word_length(x, i) < end ? i + word_length(x, i) : end};
	if (word_any(x, i,
		     WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_HONORIFIC) | WORD_BIT(WORD_ORGANISATION) |
			     WORD_BIT(WORD_PEOPLE) | WORD_BIT(WORD_DOCUMENT)))
		return (struct stretch){end, end}; /* a source, not an outlet */
	uint32_t k = i;
	while (k < end && k < i + OUTLET_MAX) {
		const struct token *t = &x->tokens.items[k];
		bool part = t->kind == TOKEN_WORD     ? t->capital && !word_is(x, k, WORD_TIME)
			    : t->kind == TOKEN_DIGITS ? k > i
						      : false;
		bool joint = k > i && k + 1 < end && t->kind == TOKEN_MARK && !t->space &&
			     !t[1].space && (t->mark == MARK_PERIOD || t->mark == MARK_HYPHEN);
		if (joint)
			k++; /* Kompas.com: what follows the period may be small */
		else if (!part)
			break;
		k++;
	}
	return (struct stretch){i, k};
}

/* A relay phrase at i with its outlet. *past: behind the outlet. */
bool via_relay(const struct article *x, uint32_t i, uint32_t end, struct stretch *outlet,
	       uint32_t *past)
{
	if (!word_is(x, i, WORD_RELAY))
		return false;
	uint32_t name = i + word_length(x, i);
	*outlet = via_name(x, name, end);
	/* "dikutip tirtaNEWS dari The Verge": the one behind the preposition had it first */
	if (outlet->first >= outlet->end && name < end && token_is_word(x, name) &&
	    !word_any(x, name, WORD_BIT(WORD_DOCUMENT) | WORD_BIT(WORD_PLATFORM)) &&
	    name + 1 < end && word_is(x, name + 1, WORD_PREPOSITION) &&
	    word_is(x, name + 1, WORD_LOCATIVE))
		*outlet = via_name(x, name + 2, end);
	*past = outlet->end;
	return outlet->first < outlet->end;
}

/* What a speaker is called as a relay: an outlet by its own name. */
struct spot via_spot(const struct article *x, const struct speaker *s)
{
	struct stretch own = s->kind == SPEAKER_OUTLET ? via_name(x, s->phrase.first, s->phrase.end)
						       : (struct stretch){0, 0};
	return own.first < own.end ? spot_of(x, own) : s->mention;
}

void via_add(struct statement *s, struct spot outlet)
{
	for (uint8_t i = 0; i < s->via_count; i++)
		if (s->via[i].start == outlet.start)
			return;
	if (s->via_count < VIA_MAX && !spot_empty(outlet))
		s->via[s->via_count++] = outlet;
}

/* A sentence that only names the outlet ("Dilaporkan oleh AFP.", "(Reuters)") tells of the statement before it. */
void via_alone(struct article *x)
{
	for (uint32_t k = 1; k < x->sentence_count; k++) {
		struct stretch s = x->sentences[k].tokens;
		struct stretch outlet = {0, 0};
		uint32_t past;
		if (s.end - s.first > 12 || s.end - s.first < 2 ||
		    x->sentences[k].paragraph != x->sentences[k - 1].paragraph)
			continue;
		if (s.first < s.end && mark_is(x, s.first, MARK_OPEN) &&
		    via_is_outlet(x, (struct stretch){s.first + 1,
						      s.first + 1 + word_length(x, s.first + 1)}))
			outlet = (struct stretch){s.first + 1,
						  s.first + 1 + word_length(x, s.first + 1)};
		else if (s.first < s.end && !via_relay(x, s.first, s.end, &outlet, &past))
			continue;
		if (outlet.first < outlet.end && outlet.end + 3 >= s.end)
			x->sentences[k - 1].relay = spot_of(x, outlet);
	}
}

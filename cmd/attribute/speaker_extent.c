/* How far the noun phrase of a speaker goes. */
#include "cmd/attribute/speaker.h"

enum { APPOSITION_MAX = 16, BARE_NAME_MAX = 6 }; /* tokens */

struct extent {
	bool role, org, named, people, noun_verb;
};

/* A few capital words between here and the next comma or small word: a name set off. */
static bool bare_name(const struct article *x, uint32_t i, uint32_t end)
{
	uint32_t first = i;
	while (i < end &&
	       (token_is_word(x, i) ? x->tokens.items[i].capital
				    : phrase_initial(x, i, first) || phrase_glues(x, i, end))) {
		if (word_any(x, i, NOT_NAME & ~WORD_BIT(WORD_INSTITUTION)))
			return false;
		i++;
	}
	return i > first && i - first <= BARE_NAME_MAX &&
	       (i >= end || mark_is(x, i, MARK_COMMA) || mark_is(x, i, MARK_PERIOD) ||
		word_any(x, i, WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_TIME)));
}

static bool comma_goes_on(const struct article *x, uint32_t i, uint32_t end, const struct extent *e)
{
	if (i + 1 < end && word_is(x, i + 1, WORD_CONJUNCTION))
		i++; /* "Politik, Hukum, dan Keamanan" */
	if (i + 1 >= end || !token_is_word(x, i + 1))
		return false;
	if (e->role && !e->named && word_is(x, i + 1, WORD_INSTITUTION) &&
	    x->tokens.items[i + 1].capital)
		return true;
	const struct token *t = &x->tokens.items[i + 1];
	if (word_any(x, i + 1,
		     WORD_BIT(WORD_TIME) | WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_RELAY) |
			     WORD_BIT(WORD_LEAD)))
		return false;
	if (!(e->role || e->people) || !t->capital)
		return false;
	if (e->named && e->role && bare_name(x, i + 1, end) && i + 2 < end &&
	    token_is_word(x, i + 2))
		return true; /* "juru bicara Otorita, Dewi Pramesthika" */
	return !e->named ||
	       (e->org && (word_is(x, i + 1, WORD_ORGANISATION) || bare_name(x, i + 1, end)));
}

/* "yang juga Ketua …": a second title, not a clause. i is the relative word. */
bool speaker_second_title(const struct article *x, uint32_t i, uint32_t end)
{
	uint32_t k = i + 1;
	while (k < end && k < i + 3 && word_is(x, k, WORD_ADVERB))
		k++;
	return k < end && word_is(x, k, WORD_ROLE) && (k > i + 1 || x->tokens.items[k].capital);
}

/* "Taylor's |letter": a genitive never ends a phrase. */
static bool behind_genitive(const struct article *x, uint32_t i, uint32_t first)
{
	const struct token *t = &x->tokens.items[i];
	return i >= first + 3 && t[-1].kind == TOKEN_WORD && t[-1].end - t[-1].start == 1 &&
	       phrase_glues(x, i - 2, i) && !mark_is(x, i - 2, MARK_HYPHEN) && t->space;
}

/* "head of |third party services at Altirta", "analyst at |research firm Tirta": small nouns between a title and its body. */
static bool leads_to_name(const struct article *x, const struct language *l, uint32_t i,
			  uint32_t end)
{
	enum { NOUNS_MAX = 5 };
	for (uint32_t k = i; k < end && k < i + NOUNS_MAX && token_is_word(x, k); k++) {
		if (x->tokens.items[k].capital)
			return true;
		if (article_is_verb(x, l, k) || x->tags[k].cue ||
		    (word_any(x, k,
			      WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_PRONOUN) |
				      WORD_BIT(WORD_TIME) | WORD_BIT(WORD_SUBORDINATOR)) &&
		     !word_is(x, k, WORD_CONNECTOR)))
			return false;
	}
	return false;
}

static bool word_stops(const struct article *x, const struct language *l, uint32_t i,
		       uint32_t first, uint32_t end, const struct extent *e)
{
	const struct word_tag *g = &x->tags[i];
	const struct token *t = &x->tokens.items[i];
	if (!g->kinds && t->kind == TOKEN_WORD) /* most words: what is left of the rules below */
		return !t->capital && !behind_genitive(x, i, first) &&
		       (e->named || article_is_verb(x, l, i));
	if (behind_genitive(x, i, first) && t->kind == TOKEN_WORD &&
	    !(g->kinds & (WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_VERB) |
			  WORD_BIT(WORD_CONJUNCTION) | WORD_BIT(WORD_ADVERB))))
		return false;
	if (t->kind == TOKEN_DIGITS)
		return !(e->noun_verb || e->org ||
			 (i > first && x->tokens.items[i - 1].capital && !e->named));
	if (e->noun_verb && (g->kinds & WORD_BIT(WORD_TIME)))
		return false;
	if (g->kinds & WORD_BIT(WORD_CONJUNCTION))
		return !(i > first && i + 1 < end && x->tokens.items[i + 1].capital &&
			 !word_is(x, i + 1, WORD_TIME));
	if ((g->kinds & WORD_BIT(WORD_CONNECTOR)) && !t->capital && !e->named && i > first &&
	    i + 1 < end && (e->org || e->role || e->people))
		return !(x->tokens.items[i + 1].capital ||
			 word_any(x, i + 1,
				  WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_ORGANISATION)) ||
			 (e->role && !word_is(x, i, WORD_ADDRESSEE) &&
			  leads_to_name(x, l, i + 1, end)));
	if ((g->kinds & WORD_BIT(WORD_RELATIVE)) && i > first)
		return !speaker_second_title(x, i, end);
	if (t->capital && i > first && !(g->kinds & (WORD_BIT(WORD_TIME) | WORD_BIT(WORD_RELAY))))
		return false;
	if (g->kinds &
	    (WORD_BIT(WORD_TIME) | WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_SUBORDINATOR) |
	     WORD_BIT(WORD_RELATIVE) | WORD_BIT(WORD_RELAY) | WORD_BIT(WORD_AGENT) |
	     WORD_BIT(WORD_COMPLEMENTIZER) | WORD_BIT(WORD_OWN)))
		return i > first || !(g->kinds & (WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_PEOPLE)));
	if (i > first &&
	    (g->kinds &
	     (WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_NEGATOR) | WORD_BIT(WORD_PRONOUN))) &&
	    !(g->kinds & (WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_INSTITUTION))))
		return true;
	if (article_is_verb(x, l, i) && !(g->kinds & (WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_PEOPLE) |
						      WORD_BIT(WORD_ORGANISATION))))
		return true;
	if (e->named && !t->capital)
		return !(g->kinds & (WORD_BIT(WORD_PARTICLE) | WORD_BIT(WORD_AFTER_DETERMINER) |
				     WORD_BIT(WORD_FOLLOWER)));
	return false;
}

/* "Ketua KPUD Muna, Wira", "Kapolsek Hilir, AKP …": a town behind what it belongs to is no person yet. */
static bool names_place(const struct article *x, uint32_t i)
{
	const struct token *t = &x->tokens.items[i];
	if (i > 0 && i + 2 < x->tokens.count && word_is(x, i - 1, WORD_TERRITORY) &&
	    mark_is(x, i + 1, MARK_COMMA) && word_is(x, i + 2, WORD_HONORIFIC))
		return true;
	return i > 0 && word_is(x, i, WORD_TOWN) && t[-1].capital &&
	       (word_any(x, i - 1,
			 WORD_BIT(WORD_TERRITORY) | WORD_BIT(WORD_ORGANISATION) |
				 WORD_BIT(WORD_INSTITUTION) | WORD_BIT(WORD_LOCATIVE) |
				 WORD_BIT(WORD_INNER)) ||
		(t[-1].all_capital && t[-1].end - t[-1].start > 2));
}

static void extent_note(const struct article *x, uint32_t i, struct extent *e)
{
	uint64_t k = x->tags[i].kinds;
	const struct token *t = &x->tokens.items[i];
	if (k) {
		e->role |= (k & WORD_BIT(WORD_ROLE)) != 0;
		e->org |= (k & WORD_BIT(WORD_ORGANISATION)) != 0;
		e->people |= (k & WORD_BIT(WORD_PEOPLE)) != 0;
		e->noun_verb |= (k & WORD_BIT(WORD_NOUN_VERB)) != 0;
	}
	if (!e->named)
		e->named = t->kind == TOKEN_WORD && t->capital && !t->all_capital &&
			   !(k & NOT_NAME) && t->end - t->start > 1 && !names_place(x, i) &&
			   !(i > 0 && word_is(x, i - 1, WORD_ORGANISATION) && t[-1].capital);
}

/* "Ben Wikler|, the Washington director of MoveOn|.": behind a title that a comma or the end closes, or i. */
static uint32_t past_apposition(const struct article *x, const struct language *l, uint32_t i,
				uint32_t end)
{
	uint32_t k = i + 1;
	bool role = false;
	if (k >= end || x->tokens.items[k].capital || !word_is(x, k, WORD_DETERMINER) ||
	    !word_is(x, k, WORD_ATTACHED))
		return i;
	for (k++; k < end && k < i + APPOSITION_MAX; k++) {
		if (x->tokens.items[k].kind == TOKEN_MARK) {
			if (phrase_glues(x, k, end) || phrase_initial(x, k, i))
				continue;
			break;
		}
		if (word_any(x, k, WORD_BIT(WORD_RELATIVE) | WORD_BIT(WORD_PRONOUN)))
			break;
		if (!x->tokens.items[k].capital && !word_is(x, k, WORD_ROLE) &&
		    (article_is_verb(x, l, k) || word_is(x, k, WORD_AGENT)))
			return i;
		role |= word_is(x, k, WORD_ROLE);
	}
	bool closed = k >= end || mark_is(x, k, MARK_COMMA) || mark_is(x, k, MARK_PERIOD) ||
		      word_is(x, k, WORD_RELATIVE);
	return role && closed ? k : i;
}

/* Where the noun phrase that begins at i ends. */
uint32_t speaker_extend(const struct article *x, const struct language *l, uint32_t i, uint32_t end)
{
	struct extent e = {0};
	uint32_t first = i, limit = end - i > PHRASE_MAX ? i + PHRASE_MAX : end;
	if (i < end && word_is(x, i, WORD_PRONOUN))
		return i + word_length(x, i) > end ? end : i + word_length(x, i);
	while (i < limit) {
		const struct token *t = &x->tokens.items[i];
		if (t->kind == TOKEN_MARK) {
			uint32_t past;
			if (phrase_glues(x, i, limit) || phrase_initial(x, i, first))
				i++;
			else if (t->mark == MARK_OPEN && i > first &&
				 (past = phrase_past_bracket(x, i, limit)) > i &&
				 token_is_word(x, i + 1) && !word_is(x, i + 1, WORD_TIME))
				i = past;
			else if (t->mark == MARK_COMMA && comma_goes_on(x, i, limit, &e))
				i++;
			else if (t->mark == MARK_COMMA && e.named &&
				 (past = past_apposition(x, l, i, limit)) > i) {
				i = past;
				break;
			} else
				break;
			continue;
		}
		if (t->capital && !x->tags[i].kinds && x->tags[i].length == 0) {
			extent_note(x, i++, &e); /* most words of names */
			continue;
		}
		if (!(i > first && phrase_glues(x, i - 1, limit)) &&
		    word_stops(x, l, i, first, limit, &e))
			break;
		uint32_t n = word_length(x, i);
		for (uint32_t k = 0; k < n && i + k < limit; k++)
			extent_note(x, i + k, &e);
		if (word_is(x, i, WORD_AFTER_DETERMINER) && !t->capital) {
			i += n;
			break;
		}
		i += word_any(x, i,
			      WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_ORGANISATION) |
				      WORD_BIT(WORD_INSTITUTION))
			     ? n
			     : 1;
	}
	return article_trim(x, (struct stretch){first, i < limit ? i : limit}).end;
}

/* "kata Budi, Sekretaris Perusahaan Tirta": behind the title, or `end` when what follows is no title. */
uint32_t speaker_past_title(const struct article *x, const struct language *l, uint32_t end,
			    uint32_t limit)
{
	uint32_t k = end + 1;
	if (k >= limit || !mark_is(x, end, MARK_COMMA))
		return end;
	while (k < limit && word_any(x, k, WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_ROLE_PART)) &&
	       !word_is(x, k, WORD_ROLE))
		k += word_length(x, k);
	if (k >= limit || !word_is(x, k, WORD_ROLE))
		return end;
	uint32_t stop = speaker_extend(x, l, k, limit);
	bool clause =
		stop < limit && (article_is_verb(x, l, stop) ||
				 word_any(x, stop, WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_NEGATOR)));
	return clause ? end : stop;
}

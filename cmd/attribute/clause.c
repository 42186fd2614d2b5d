/* Around a cue: the words of its verb group and the content behind it; subject.c finds the subject before it. */
#include "cmd/attribute/model.h"

enum { PHRASE_TOKENS = 4, FRAME_MAX = 30, PLACE_MAX = 6 };

/* Start of the phrase of one of `kinds` that ends right before i, or NONE. */
static uint32_t phrase_before(const struct article *x, uint32_t i, uint32_t left, uint64_t kinds)
{
	for (uint32_t n = PHRASE_TOKENS; n >= 1; n--)
		if (i >= left + n && word_any(x, i - n, kinds) && word_length(x, i - n) == n)
			return i - n;
	return NONE;
}

/* "bantah maupun benarkan": a second cue behind a coordinator belongs to the group. */
static void take_coordinated(const struct article *x, struct verb_group *v, uint32_t right)
{
	while (v->end + 1 < right && word_is(x, v->end, WORD_COORDINATOR)) {
		uint32_t next = v->end + 1;
		const struct cue_word *c = x->tags[next].cue;
		const struct cue_word *own = x->tags[v->cue].cue;
		if (!c || !own || c->form == CUE_BARE || c->form == CUE_CLITIC ||
		    !((c->stance == STANCE_CONFIRM && own->stance == STANCE_DENY) ||
		      (c->stance == STANCE_DENY && own->stance == STANCE_CONFIRM)))
			return;
		v->second_confirm = true;
		v->end = next + word_length(x, next);
	}
}

/* "the states", "Editor's note": a word that is a noun as well, behind a determiner or a genitive. */
bool clause_noun(const struct article *x, uint32_t k, uint32_t left)
{
	const struct cue_word *c = x->tags[k].cue;
	if (word_is(x, k, WORD_INNER))
		return true; /* the United States */
	if (c->form == CUE_BARE)
		return c->noun && k > left && x->tags[k - 1].cue;
	if (k > left + 2 && c->form == CUE_FINITE &&
	    x->tokens.items[k - 1].end - x->tokens.items[k - 1].start == 1 &&
	    token_is_word(x, k - 1) && !x->tokens.items[k - 1].space &&
	    (mark_is(x, k - 2, MARK_APOSTROPHE) || mark_is(x, k - 2, MARK_SINGLE_CLOSE)) &&
	    !word_any(x, k - 3,
		      WORD_BIT(WORD_PRONOUN) | WORD_BIT(WORD_NEGATOR) | WORD_BIT(WORD_REFUSAL) |
			      WORD_BIT(WORD_VERB)))
		return true; /* "Herring's proposed cuts" */
	if ((!c->noun && c->form != CUE_BASE) || k == left)
		return false;
	uint32_t n = k - 1;
	const struct token *t = &x->tokens.items[n];
	if (c->noun && c->form == CUE_BASE && n > left && word_is(x, n, WORD_ADVERB) &&
	    word_is(x, n - 1, WORD_PREPOSITION) && !word_is(x, n - 1, WORD_ADDRESSEE))
		return true; /* "in an earlier appeal to voters" */
	if (word_any(x, n,
		     WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_NEGATOR) | WORD_BIT(WORD_REFUSAL) |
			     WORD_BIT(WORD_ADDRESSEE)))
		return false; /* "did not comment", "declined to comment" */
	bool genitive =
		t->end - t->start == 1 && n > left &&
		(mark_is(x, n - 1, MARK_APOSTROPHE) || mark_is(x, n - 1, MARK_SINGLE_CLOSE));
	if (c->form == CUE_BASE && word_is(x, n, WORD_PEOPLE) && word_is(x, n, WORD_DETERMINER))
		return false; /* "Some say" */
	uint32_t past = k + word_length(x, k);
	bool opener = past < x->tokens.count && word_is(x, past, WORD_COMPLEMENTIZER) &&
		      !word_is(x, past, WORD_ADDRESSEE);
	if (mark_is(x, n, MARK_COMMA) && opener && c->form == CUE_FINITE)
		return false; /* "The lawsuit, filed in May, claims that" */
	bool article = n > left && word_is(x, n - 1, WORD_DETERMINER);
	if (c->noun && c->form == CUE_FINITE && !t->capital && n > left &&
	    word_is(x, n - 1, WORD_PREPOSITION) &&
	    !word_any(x, n,
		      WORD_BIT(WORD_PRONOUN) | WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_TIME)))
		return true; /* "on criminal charges that include" */
	if (c->noun && past < x->tokens.count &&
	    (word_is(x, past, WORD_BE) ||
	     (word_is(x, past, WORD_ADVERB) && word_is(x, past, WORD_VERB))))
		return true; /* "one of his great claims is", "the attacks have" */
	if (c->noun && past < x->tokens.count && mark_is(x, past, MARK_COMMA) &&
	    (!t->capital || article) && !word_is(x, n, WORD_PRONOUN))
		return true; /* "by bringing discrimination claims, said" */
	return genitive || t->kind != TOKEN_WORD ||
	       word_any(x, n, WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_PREPOSITION)) ||
	       (c->noun && c->form == CUE_BASE &&
		!(word_is(x, n, WORD_PRONOUN) || x->text.data[t->end - 1] == 's' ||
		  word_is(x, n, WORD_PLURAL)));
}

/* Whether a word of one of `kinds` stands so near in front of i that a phrase of them may end there. */
static bool near_before(const struct article *x, uint32_t i, uint32_t left, uint64_t kinds)
{
	uint64_t seen = 0;
	for (uint32_t k = i - left > PHRASE_TOKENS ? i - PHRASE_TOKENS : left; k < i; k++)
		seen |= x->tags[k].kinds;
	return (seen & kinds) != 0;
}

/* The verb group of the cue at `cue`, looking no further than `within`. */
struct verb_group clause_verb(const struct article *x, const struct language *l, uint32_t cue,
			      struct stretch within)
{
	struct verb_group v = {
		.first = cue, .cue = cue, .end = cue + word_length(x, cue), .named_first = cue};
	(void)l;
	take_coordinated(x, &v, within.end);
	for (uint32_t steps = 0; steps < 8 && v.first > within.first; steps++) {
		uint32_t p;
		if (!near_before(x, v.first, within.first,
				 WORD_BIT(WORD_REFUSAL) | WORD_BIT(WORD_NEGATOR) |
					 WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_ADVERB_HEAD)))
			break; /* most: the rest asks one by one */
		if (v.first >= within.first + 2 && word_is(x, v.first - 2, WORD_ADVERB_HEAD) &&
		    token_is_word(x, v.first - 1) && !x->tokens.items[v.first - 1].capital &&
		    !word_any(x, v.first - 1, WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_PEOPLE)) &&
		    !(x->tags[v.first - 1].cue && x->tags[v.first - 1].cue->form != CUE_BARE)) {
			v.first -= 2;
			continue;
		}
		if ((p = phrase_before(x, v.first, within.first, WORD_BIT(WORD_REFUSAL))) != NONE)
			v.refused = true;
		else if ((p = phrase_before(x, v.first, within.first, WORD_BIT(WORD_NEGATOR))) !=
			 NONE)
			v.negated = !v.negated || v.second_confirm;
		else if ((p = phrase_before(x, v.first, within.first, WORD_BIT(WORD_ADVERB))) ==
				 NONE ||
			 (x->tokens.items[p].capital && !x->tokens.items[cue].capital))
			break;
		else {
			v.first = p;
			continue;
		}
		v.first = p;
		v.named_first = p;
	}
	v.infinitive = !v.refused && v.first > within.first &&
		       word_is(x, v.first - 1, WORD_ADDRESSEE) &&
		       word_is(x, v.first - 1, WORD_COMPLEMENTIZER);
	return v;
}

/* The word that opens the content clause, when only times, places and addressees stand before it; else NONE. */
static uint32_t find_opener(const struct article *x, const struct language *l, uint32_t i,
			    uint32_t right, bool addressee)
{
	uint32_t limit = right - i > FRAME_MAX ? i + FRAME_MAX : right;
	bool frame = addressee;
	for (uint32_t k = i; k < limit; k++) {
		if (word_is(x, k, WORD_COMPLEMENTIZER) && !word_is(x, k, WORD_ADDRESSEE))
			return k;
		if (word_is(x, k, WORD_COMPLEMENTIZER) && addressee && k > i)
			return k;
		if (!addressee && k > i && word_is(x, k - 1, WORD_TIME) &&
		    word_any(x, k,
			     WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_PRONOUN) |
				     WORD_BIT(WORD_OWN)) &&
		    !word_is(x, k, WORD_COMPLEMENTIZER))
			return NONE; /* "said Sunday the problems that Congress has" */
		if (k == i)
			frame |= word_any(x, k,
					  WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_TIME) |
						  WORD_BIT(WORD_ADDRESSEE) |
						  WORD_BIT(WORD_ADVERB)) ||
				 mark_is(x, k, MARK_COMMA) || mark_is(x, k, MARK_OPEN);
		if (!frame || article_sentence_end(x, k, right))
			return NONE;
		if (k > i && article_is_verb(x, l, k) && !word_is(x, k - 1, WORD_RELATIVE) &&
		    (!word_any(x, k, WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_TIME)) ||
		     (addressee && word_is(x, k, WORD_VERB))))
			return NONE;
	}
	return NONE;
}

/* "the Guardian |newspaper" */
static uint32_t past_outlet(const struct article *x, uint32_t i, uint32_t right)
{
	i += word_length(x, i);
	return i < right && word_is(x, i, WORD_OUTLET_HEAD) ? i + word_length(x, i) : i;
}

/* Behind the addressee of "told": a pronoun, reporters, a name, "the committee"; where the content begins. */
uint32_t clause_addressee(const struct article *x, const struct language *l, uint32_t i,
			  uint32_t right)
{
	if (i >= right)
		return i;
	if (word_any(x, i, WORD_BIT(WORD_OWN) | WORD_BIT(WORD_PRONOUN) | WORD_BIT(WORD_ANAPHOR)))
		return i + 1;
	if (word_is(x, i, WORD_PEOPLE) && !word_is(x, i, WORD_DETERMINER) &&
	    !x->tokens.items[i].capital)
		return i + word_length(x, i);
	uint32_t end = speaker_extend(x, l, i, right);
	if (word_is(x, i, WORD_OUTLET) && i + word_length(x, i) < end &&
	    !x->tokens.items[i + word_length(x, i)].capital)
		return past_outlet(x, i, right); /* "told the BBC progress had been made" */
	if (end < right && word_is(x, end, WORD_PREPOSITION))
		for (uint32_t k = end + 1; k < right && k < end + PLACE_MAX; k++) {
			if (word_is(x, k, WORD_PRONOUN))
				return k; /* "told people across the country they would" */
			if (article_is_verb(x, l, k))
				break;
		}
	/* "told Fox News he was": the pronoun ends the phrase; "told the crowd the ads": the second determiner does */
	for (uint32_t k = i + 1; k < end; k++)
		if (word_any(x, k, WORD_BIT(WORD_DETERMINER)) &&
		    !word_is(x, k - 1, WORD_PREPOSITION))
			return k;
	return end;
}

/* "admitted Tuesday she was wrong", "said on Monday it was late": behind the day, unless a verb makes it the subject. */
static uint32_t past_leading_time(const struct article *x, const struct language *l, uint32_t i,
				  uint32_t right)
{
	uint32_t k = i;
	if (k < right && word_is(x, k, WORD_PREPOSITION) && !word_is(x, k, WORD_TIME))
		k++;
	if (k >= right || !word_is(x, k, WORD_TIME))
		return i;
	while (k < right && (word_is(x, k, WORD_TIME) || x->tokens.items[k].kind == TOKEN_DIGITS))
		k += word_length(x, k);
	bool subject =
		k < right && token_is_word(x, k) && !article_is_verb(x, l, k) &&
		!word_any(x, k,
			  WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_CONJUNCTION) |
				  WORD_BIT(WORD_RELATIVE)) &&
		(x->tokens.items[k].capital ||
		 word_any(x, k,
			  WORD_BIT(WORD_PRONOUN) | WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_OWN)));
	return subject ? k : i;
}

/* "kepada pembeli |dan penjual| agar": behind one more addressee, or i. */
static uint32_t past_coordinated(const struct article *x, const struct language *l, uint32_t i,
				 uint32_t right)
{
	if (i + 1 >= right || !word_is(x, i, WORD_COORDINATOR) || x->tags[i + 1].cue ||
	    article_is_verb(x, l, i + 1) || word_is(x, i + 1, WORD_ADVERB))
		return i;
	uint32_t end = speaker_extend(x, l, i + 1, right);
	return end > i + 1 ? end : i;
}

/* What the cue says: up to `right`. *clause is set when a complementizer, a comma or a colon opens it. */
struct stretch clause_content(const struct article *x, const struct language *l,
			      const struct verb_group *v, const struct cue_word *c, uint32_t right,
			      bool *clause)
{
	uint32_t i = v->end;
	bool told = c->takes == TAKES_ADDRESSEE ||
		    (i + 1 < right && word_is(x, i, WORD_ADDRESSEE) &&
		     (x->tokens.items[i + 1].capital ||
		      word_any(x, i + 1,
			       WORD_BIT(WORD_PEOPLE) | WORD_BIT(WORD_PRONOUN) |
				       WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_ROLE) |
				       WORD_BIT(WORD_OUTLET_HEAD) | WORD_BIT(WORD_ORGANISATION))));
	uint32_t opener = find_opener(x, l, i, right, told);
	*clause = false;
	if (opener != NONE) {
		*clause = true;
		i = opener;
		/* "said that was wrong": the subject itself */
		bool subject = i == v->end && i + 1 < right && word_is(x, i, WORD_ANAPHOR) &&
			       word_is(x, i + 1, WORD_VERB);
		if (!subject && !word_is(x, i, WORD_QUESTION) && !word_is(x, i, WORD_ADDRESSEE))
			i += word_length(x, i);
	} else if (i < right && (mark_is(x, i, MARK_COMMA) || mark_is(x, i, MARK_COLON))) {
		*clause = true;
		i++;
		struct stretch s = {i, i};
		while (s.end < right && s.end < i + 12 && !mark_is(x, s.end, MARK_COMMA))
			s.end++;
		if (s.end < right && mark_is(x, s.end, MARK_COMMA) &&
		    word_any(x, i, WORD_BIT(WORD_TIME) | WORD_BIT(WORD_RELAY)))
			i = s.end + 1; /* "berharap, dikutip dari Y, harga turun" */
	} else if (told) {
		if (word_is(x, i, WORD_ADDRESSEE))
			i++;
		i = clause_addressee(x, l, i, right);
		for (uint32_t next; (next = past_coordinated(x, l, i, right)) > i;)
			i = next;
		if (i < right && (mark_is(x, i, MARK_COMMA) || mark_is(x, i, MARK_COLON))) {
			*clause = true;
			i++;
		}
	}
	if (opener == NONE)
		i = past_leading_time(x, l, i, right);
	return article_trim(x, (struct stretch){i < right ? i : right, right});
}

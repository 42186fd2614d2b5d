/* Whether what stands behind a cue is what somebody says: a clause, a claim that is denied; no visa, no place and time. */
#include "cmd/attribute/reading.h"

enum {
	MATTER_MAX = 6,
	NEAR_MAX = 4,
	PRIZE_MAX = 8,
	GRANT_MAX = 4, /* "denied the young widow access" */
	WEAK_MAX = 6   /* tokens of a subject without a name */
};

bool content_adjunct(const struct article *x, const struct language *l, struct stretch s)
{
	if (!word_any(x, s.first,
		      WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_LEAD) | WORD_BIT(WORD_TIME) |
			      WORD_BIT(WORD_SUBORDINATOR) | WORD_BIT(WORD_ADVERB)))
		return false;
	for (uint32_t i = s.first; i < s.end; i++)
		if (article_is_verb(x, l, i) || word_is(x, i, WORD_PRONOUN))
			return false;
	return true;
}

/* A report, an accusation, or a word for one of them, near the start of the stretch. */
bool content_matter(const struct article *x, const struct language *l, struct stretch s)
{
	if (s.first < s.end && word_is(x, s.first, WORD_SUBORDINATOR) &&
	    !word_is(x, s.first, WORD_COMPLEMENTIZER) && !word_is(x, s.first, WORD_ADVERB) &&
	    l->plurals->count == 0)
		return false; /* "mengelak ketika ditanya soal kabar itu" */
	for (uint32_t i = s.first; i < s.end && i < s.first + MATTER_MAX; i++)
		if (word_is(x, i, WORD_REPORT) ||
		    (word_is(x, i, WORD_COMPLEMENTIZER) && !word_is(x, i, WORD_ADDRESSEE)) ||
		    (i == s.first &&
		     (word_is(x, i, WORD_ANAPHOR) ||
		      (l->plurals->count == 0 &&
		       (word_any(x, i, WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_PRONOUN)) ||
			article_is_verb(x, l, i))))))
			return true;
	return false;
}

/* "denied her request", "denied the union access": an act, no speech. */
bool content_withheld(const struct article *x, const struct cue_word *c, struct stretch s)
{
	if (c->stance != STANCE_DENY)
		return false;
	for (uint32_t i = s.first; i < s.end && i < s.first + GRANT_MAX; i++) {
		if (word_is(x, i, WORD_GRANT))
			return true;
		if (word_any(x, i, WORD_BIT(WORD_REPORT) | WORD_BIT(WORD_PREPOSITION)))
			return false;
	}
	return false;
}

/* "claimed his third indoor title": won it. */
static bool names_prize(const struct article *x, struct stretch s)
{
	for (uint32_t i = s.first; i < s.end && i < s.first + PRIZE_MAX; i++) {
		if (word_is(x, i, WORD_PRIZE))
			return true;
		if (i > s.first && word_is(x, i, WORD_PREPOSITION))
			return false;
	}
	return false;
}

static bool holds_verb(const struct article *x, const struct language *l, struct stretch s)
{
	for (uint32_t i = s.first; i < s.end; i++)
		if (article_is_verb(x, l, i))
			return true;
	return false;
}

static bool holds_denial(const struct article *x, struct stretch s)
{
	for (uint32_t i = s.first; i < s.end; i++)
		if (word_is(x, i, WORD_DENIAL))
			return true;
	return false;
}

/* Nothing but a relative clause or a time stands between them. */
static bool reaches_verb(const struct article *x, const struct speaker *sp,
			 const struct verb_group *v)
{
	uint32_t i = sp->phrase.end;
	if (i >= v->first)
		return true;
	if (word_is(x, sp->phrase.first, WORD_DETERMINER))
		return word_any(x, i, WORD_BIT(WORD_RELATIVE) | WORD_BIT(WORD_TIME)) ||
		       (i + 1 < v->first + 1 && mark_is(x, i, MARK_COMMA) &&
			word_is(x, i + 1, WORD_RELATIVE));
	return word_is(x, i, WORD_TIME);
}

/* "The airline said flights were late": a subject that no list of words knows, where only speech can be meant. */
static bool weak_subject_fits(const struct article *x, const struct language *l,
			      const struct cue_word *c, const struct verb_group *v,
			      const struct speaker *sp, struct stretch quote)
{
	uint32_t words = sp ? sp->phrase.end - sp->phrase.first : 0;
	if (!sp || words > WEAK_MAX || c->noun || !token_is_word(x, sp->phrase.first) ||
	    (words > 2 && !word_is(x, sp->phrase.first, WORD_DETERMINER)) ||
	    word_is(x, sp->phrase.first, WORD_LEAD) ||
	    word_is(x, sp->phrase.end - 1, WORD_PREPOSITION) || !reaches_verb(x, sp, v))
		return false;
	if (c->stance == STANCE_DENY || c->stance == STANCE_CONFIRM ||
	    c->stance == STANCE_DECLINE || v->refused)
		return true;
	return (c->stance == STANCE_CLAIM || c->stance == STANCE_OTHER) && holds_verb(x, l, quote);
}

/* "tiga kemenangan", "merebut tiket": done, not said; but "langkah itu akan diambil" is a clause. */
static bool is_feat(const struct article *x, const struct language *l, struct stretch s)
{
	if (s.first + 1 < s.end && !words_listed(x, l, s.first, WORD_FEAT))
		s.first++; /* the number, if it is one */
	if (!words_listed(x, l, s.first, WORD_FEAT))
		return false;
	for (uint32_t i = s.first + 1; i < s.end && token_is_word(x, i); i++) {
		if (word_any(x, i,
			     WORD_BIT(WORD_SUBORDINATOR) | WORD_BIT(WORD_CONJUNCTION) |
				     WORD_BIT(WORD_PREPOSITION)))
			break;
		if (article_is_verb(x, l, i) && !word_is(x, i - 1, WORD_RELATIVE))
			return false;
	}
	return true;
}

/* Whether what stands behind the cue is what it takes. */
bool content_fits(const struct article *x, const struct language *l, const struct cue_word *c,
		  const struct verb_group *v, const struct speaker *sp, struct stretch quote,
		  bool clause)
{
	bool strong = sp && (sp->name || sp->pronoun || sp->kind != SPEAKER_NONE);
	if (quote.first >= quote.end) /* "menolak berkomentar." */
		return sp && (c->stance == STANCE_DECLINE || v->refused ||
			      (c->stance == STANCE_DENY &&
			       (v->end - v->cue > 1 || (strong && c->form == CUE_ACTIVE))) ||
			      (v->negated && c->negated == STANCE_DECLINE));
	if (!strong && c->noun && c->form != CUE_BASE && sp &&
	    (quote.first > v->end + 1 || !word_is(x, v->end, WORD_COMPLEMENTIZER)))
		return false; /* "pool individual claims into a single action that" */
	if (clause && quote.end - quote.first <= 2 && c->stance != STANCE_DENY &&
	    word_is(x, quote.first - 1, WORD_ANAPHOR) && !holds_verb(x, l, quote))
		return false; /* "underscoring that threat" */
	bool weak = !strong && weak_subject_fits(x, l, c, v, sp, quote);
	if (!clause && word_is(x, quote.first, WORD_CONJUNCTION) && c->takes != TAKES_QUOTE)
		return false; /* "the wall that X had demanded and was the same" */
	if ((v->negated || v->refused || c->stance != STANCE_CLAIM) && !clause &&
	    word_is(x, quote.first, WORD_BE))
		return false; /* "among what he did not disclose was a fee" */
	if (!clause &&
	    (c->stance == STANCE_CLAIM || c->stance == STANCE_OTHER ||
	     (c->stance == STANCE_CONFIRM && v->end - v->cue == 1)) &&
	    !v->refused && !v->negated && content_adjunct(x, l, quote))
		return false; /* "said at an event this month" */
	switch (c->takes) {
	case TAKES_QUOTE:
		if (strong && quote.first > v->end && quote.first < v->end + NEAR_MAX &&
		    word_is(x, quote.first - 1, WORD_COMPLEMENTIZER) &&
		    !(quote.first > v->end + 1 && word_is(x, quote.first - 2, WORD_PREPOSITION)))
			return true; /* but not "speaks about that time" */
		return v->refused || (v->negated && c->negated >= 0);
	case TAKES_FACT:
		if (!clause && !v->refused && !v->negated && is_feat(x, l, quote))
			return false;
		if (strong && holds_verb(x, l, quote))
			return true;
		/* fall through */
	case TAKES_CLAUSE:
		return clause || v->refused || (v->negated && c->negated >= 0) ||
		       (strong && quote.end - quote.first >= 4);
	case TAKES_ASSERTION:
		return clause || v->refused || (v->negated && c->negated >= 0) ||
		       (strong && quote.end - quote.first >= 4 && !names_prize(x, quote));
	case TAKES_EVIDENCE:
		if (sp && sp->kind == SPEAKER_PERSON)
			return false; /* "showed that he could run" */
				      /* fall through */
	case TAKES_THAT:
		return quote.first > v->end && word_is(x, quote.first - 1, WORD_COMPLEMENTIZER);
	case TAKES_REPORT: return clause || strong;
	case TAKES_ADDRESSEE: return clause || quote.end - quote.first >= 3;
	case TAKES_MATTER:
		return (strong || weak) &&
		       (v->negated || content_matter(x, l, (struct stretch){v->end, quote.end}));
	case TAKES_NAME: return (strong || holds_denial(x, quote)) && quote.end - quote.first >= 2;
	default:
		return strong || clause || weak ||
		       (x->tokens.items[quote.first].capital && quote.end - quote.first >= 3);
	}
}

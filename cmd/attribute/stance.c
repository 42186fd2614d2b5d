/* What the speaker does with what he says: stance, polarity, hedges.
 *
 * Order of precedence: refusals and negated answers (decline); neither … nor (decline); a negated denial is no denial and a
 * negated confirmation no confirmation; the verb's class; a neutral verb over content that calls a report untrue (deny). The
 * negator counts in the verb group only, never in the content: a flipped polarity is the worst error there is. */
#include "cmd/attribute/model.h"

enum {
	CONTENT_MAX = 60,     /* tokens looked at for a denial: it stands in the main clause */
	SUBJECT_MAX = 6,      /* of them the subject's head is one of these */
	INTERJECTION_MAX = 2, /* "Tidak, itu …" */
	MATTER_MAX = 6,
	ALONE_MIN = 3, /* words */
	ALONE_REACH = 12
};

static struct stretch content_tokens(const struct article *x, const struct statement *s)
{
	if (s->part_count == 0)
		return (struct stretch){0, 0};
	struct stretch t = {article_token_at(x, s->parts[0].start), 0};
	t.end = article_token_from(x, s->parts[0].end);
	if (t.end > t.first + CONTENT_MAX)
		t.end = t.first + CONTENT_MAX;
	return t;
}

/* "There is no truth in it", "none of this is true": phrases that need no report in front of them. */
static bool denies_alone(const struct article *x, uint32_t i)
{
	return word_is(x, i, WORD_DENIAL) && word_length(x, i) >= ALONE_MIN;
}

/* "no" of "no lie"; but not "is not" in front of "true", which runs into it. */
static bool negated_before(const struct article *x, uint32_t i)
{
	return i > 0 && word_is(x, i - 1, WORD_NEGATOR) && i - 1 + word_length(x, i - 1) <= i;
}

static bool ends_here(const struct article *x, uint32_t i, uint32_t end)
{
	return i >= end || (x->tokens.items[i].kind == TOKEN_MARK && !mark_is(x, i, MARK_HYPHEN));
}

/* "Tidak benar kabar itu", "Fitnah itu!", "Bohong kalau …": the predicate stands alone or in front of its subject; but
 * "Hoaks harus dilawan" speaks of hoaxes. */
static bool verdict_first(const struct article *x, uint32_t i, uint32_t end, bool direct)
{
	if (!word_is(x, i, WORD_DENIAL) || (!direct && word_length(x, i) == 1))
		return false; /* "mengungkapkan kebohongan": an object */
	i += word_length(x, i);
	if (ends_here(x, i, end))
		return true;
	if (word_is(x, i, WORD_AFTER_DETERMINER))
		return ends_here(x, i + word_length(x, i), end);
	return word_any(x, i,
			WORD_BIT(WORD_ANAPHOR) | WORD_BIT(WORD_REPORT) | WORD_BIT(WORD_OWN) |
				WORD_BIT(WORD_SUBORDINATOR) | WORD_BIT(WORD_COMPLEMENTIZER));
}

/* Whether the word of untruth at i is said of the subject; not so in "tuduhan palsu tentang …", "dugaan suap dan fitnah". */
static bool is_predicate(const struct article *x, uint32_t i, uint32_t end)
{
	if (word_any(x, i - 1, WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_CONJUNCTION)) ||
	    mark_is(x, i - 1, MARK_OPEN))
		return false;
	return !word_is(x, i - 1, WORD_REPORT) || word_length(x, i) > 1 || ends_here(x, i + 1, end);
}

/* "It is absurd that we wait", "it is ridiculous to say so", "it's fake tears": no report is called untrue. */
static bool appraises(const struct article *x, uint32_t i, struct stretch t)
{
	const struct language *l =
		x->sentences[article_sentence_at(x, x->tokens.items[i].start)].language;
	uint32_t past = i + word_length(x, i);
	if (l->plurals->count == 0 || past >= t.end || !token_is_word(x, past))
		return false;
	if (word_is(x, past, WORD_ADDRESSEE))
		return true;
	return word_length(x, i) == 1 &&
	       !word_any(x, past,
			 WORD_BIT(WORD_REPORT) | WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_TIME) |
				 WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_CONJUNCTION) |
				 WORD_BIT(WORD_SUBORDINATOR) | WORD_BIT(WORD_COMPLEMENTIZER) |
				 WORD_BIT(WORD_DENIAL) | WORD_BIT(WORD_LEAD) |
				 WORD_BIT(WORD_PRONOUN) | WORD_BIT(WORD_RELATIVE));
}

/* his remarks were "wildly inaccurate"; not so where a noun is meant, were "another fable" */
static bool quoted_predicate(const struct article *x, uint32_t i)
{
	uint32_t mark = x->quotations[x->quoted[i]].tokens.first;
	for (uint32_t k = mark + 1; k < i; k++)
		if (word_is(x, k, WORD_DETERMINER))
			return false;
	return mark > 0 && word_is(x, mark - 1, WORD_BE);
}

/* A clause whose subject is a report, and what is said of the report is that it is untrue. A word of untruth in another
 * clause or negated says nothing of the subject. */
static bool clause_denies(const struct article *x, struct stretch t, bool report, bool names,
			  bool direct)
{
	bool attribute = false; /* "kabar bahwa …": what comes may belong to the subject */
	if (direct && word_is(x, t.first, WORD_SUBORDINATOR) &&
	    !word_is(x, t.first, WORD_ANAPHOR) && !word_is(x, t.first, WORD_DENIAL))
		return false; /* "If this is false" */
	for (uint32_t i = t.first; i < t.end && i < t.first + ALONE_REACH; i++)
		if (denies_alone(x, i))
			return !negated_before(x, i);
	if (!report && verdict_first(x, t.first, t.end, direct))
		return true;
	for (uint32_t i = t.first; i < t.end; i++) {
		bool denial = word_is(x, i, WORD_DENIAL);
		if (!denial && i < t.first + SUBJECT_MAX &&
		    word_any(x, i, WORD_BIT(WORD_REPORT) | WORD_BIT(WORD_ANAPHOR)))
			report = true;
		else if (!report && i >= t.first + SUBJECT_MAX)
			return false;
		else if (!names && !attribute && word_is(x, i, WORD_SUBORDINATOR) &&
			 !word_any(x, i, WORD_BIT(WORD_COMPLEMENTIZER) | WORD_BIT(WORD_ADVERB)))
			return false;
		else if (word_is(x, i, WORD_COMPLEMENTIZER))
			attribute = true;
		else if (report && denial && appraises(x, i, t))
			return false;
		else if (report && denial &&
			 (direct || names || x->quoted[i] == NONE || quoted_predicate(x, i))) {
			if (i > t.first && negated_before(x, i))
				return false;
			if (names || i == t.first || is_predicate(x, i, t.end))
				return true;
		}
	}
	return false;
}

/* "No comment." */
static bool says_nothing(const struct article *x, const struct statement *s)
{
	struct stretch t = content_tokens(x, s);
	for (uint32_t i = t.first; i < t.end && i < t.first + 3; i++)
		if (word_is(x, i, WORD_SILENCE))
			return true;
	return false;
}

/* "Tuduhan itu hanyalah rumor": what is said calls what others say untrue. Of a quotation each of the first sentences may. */
static bool content_denies(const struct article *x, const struct statement *s)
{
	struct stretch t = content_tokens(x, s);
	bool names = s->word && s->word->names;
	if (article_next(x, MAP_DENIAL, t.first, t.end) == t.end)
		return false; /* most: nothing below denies without such a word */
	if (s->mode != MODE_DIRECT)
		return clause_denies(x, t, names, names, false);
	for (uint32_t i = t.first; i < t.end;) {
		while (i < t.end && x->tokens.items[i].kind == TOKEN_MARK)
			i++;
		struct stretch clause = {i, i};
		while (clause.end < t.end && !article_sentence_end(x, clause.end, t.end) &&
		       !(mark_is(x, clause.end, MARK_COMMA) &&
			 clause.end - clause.first <= INTERJECTION_MAX))
			clause.end++;
		if (clause.first < clause.end && clause_denies(x, clause, false, false, true))
			return true;
		i = clause.end + 1;
	}
	return false;
}

/* What is rejected is a report: "the claim", "that", "that he had fled"; no offer, no plan. */
static bool answers_report(const struct article *x, const struct statement *s)
{
	struct stretch t = content_tokens(x, s);
	if (t.first >= t.end || s->mode == MODE_DIRECT)
		return true;
	if (t.first > 0 && word_is(x, t.first - 1, WORD_COMPLEMENTIZER) &&
	    !word_is(x, t.first - 1, WORD_ADDRESSEE))
		return true;
	if (word_is(x, t.first, WORD_ANAPHOR))
		return t.first + 1 == t.end || !token_is_word(x, t.first + 1) ||
		       word_any(x, t.first + 1,
				WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_SUBORDINATOR) |
					WORD_BIT(WORD_TIME));
	for (uint32_t i = t.first; i < t.end && i < t.first + MATTER_MAX; i++)
		if (word_is(x, i, WORD_REPORT) && !word_is(x, i, WORD_ANAPHOR))
			return true;
	return false;
}

/* "Bantahan juga disampaikan X": what is said is a denial by its name. */
bool stance_denial_noun(const struct article *x, const struct statement *s)
{
	struct stretch t = content_tokens(x, s);
	return t.first < t.end && s->mode != MODE_DIRECT && word_is(x, t.first, WORD_DENIAL) &&
	       word_is(x, t.first, WORD_REPORT);
}

static bool begins_with(const struct article *x, const struct statement *s, enum word kind)
{
	struct stretch t = content_tokens(x, s);
	for (uint32_t i = t.first; i < t.end && i < t.first + 2; i++)
		if (word_is(x, i, kind))
			return true;
	return false;
}

static enum stance negated_stance(const struct article *x, const struct statement *s)
{
	if (s->word->negated >= 0)
		return (enum stance)s->word->negated;
	return begins_with(x, s, WORD_QUESTION) ? STANCE_DECLINE : STANCE_OTHER;
}

/* A neutral verb; "memastikan kabar itu hoaks" is no more, but who confirms or admits a report holds it true. */
static bool reports_only(const struct cue_word *c)
{
	return c->stance == STANCE_CLAIM || (c->stance == STANCE_CONFIRM && c->takes == TAKES_FACT);
}

/* "asked the court |to stop it": what is wanted of somebody; not "asked about plans to stop it". */
static bool has_aim(const struct article *x, const struct statement *s)
{
	enum { ADDRESSEE_MAX = 10 };
	struct stretch t = content_tokens(x, s);
	if (s->mode == MODE_DIRECT || word_is(x, t.first, WORD_QUESTION))
		return false;
	for (uint32_t i = t.first; i + 1 < t.end && i < t.first + ADDRESSEE_MAX; i++) {
		if (word_is(x, i, WORD_ADDRESSEE) && word_is(x, i, WORD_COMPLEMENTIZER))
			return !x->tokens.items[i + 1].capital;
		if (word_any(x, i, WORD_BIT(WORD_QUESTION) | WORD_BIT(WORD_PREPOSITION)))
			return false;
	}
	return false;
}

static enum stance stance_of(const struct article *x, const struct statement *s)
{
	if (!s->word)
		return STANCE_CLAIM;
	enum stance verb = (enum stance)s->word->stance;
	if (s->refused && verb == STANCE_CONFIRM && s->word->negated == STANCE_OTHER)
		return STANCE_OTHER; /* "refused to admit defeat" */
	if (s->refused)
		return verb == STANCE_CLAIM || verb == STANCE_CONFIRM || verb == STANCE_DENY
			       ? STANCE_DECLINE
			       : STANCE_OTHER;
	if (s->negated && s->second_confirm)
		return STANCE_DECLINE;
	if (s->negated)
		return negated_stance(x, s);
	if (verb == STANCE_OTHER && begins_with(x, s, WORD_REPORT) && s->cue.end > s->cue.start &&
	    word_is(x, article_token_at(x, s->cue.start), WORD_REFUSAL))
		return STANCE_DENY; /* menolak tuduhan */
	if (verb == STANCE_CALL && begins_with(x, s, WORD_APOLOGY))
		return STANCE_OTHER; /* meminta maaf */
	if (s->word->aim >= 0 && has_aim(x, s))
		return (enum stance)s->word->aim;
	if (s->word->takes == TAKES_ANSWER && !answers_report(x, s))
		return STANCE_OTHER;
	if (verb == STANCE_CLAIM && says_nothing(x, s))
		return STANCE_DECLINE;
	if (reports_only(s->word) && (content_denies(x, s) || stance_denial_noun(x, s)))
		return STANCE_DENY;
	return verb;
}

void stance_set(struct article *x, struct statement *s)
{
	s->stance = (uint8_t)stance_of(x, s);
	switch (s->stance) {
	case STANCE_CLAIM:
	case STANCE_CONFIRM:
	case STANCE_ACCUSE: s->polarity = STANCE_CLAIM; break;
	case STANCE_DENY: s->polarity = STANCE_DENY; break;
	default: s->polarity = STANCE_OTHER;
	}
}

/* Of a word that may be one. "May 14", "in May", "Will": a capital inside a sentence, or before a number, makes it a name. */
static bool is_hedge(const struct article *x, uint32_t i, uint32_t first)
{
	const struct token *t = &x->tokens.items[i];
	bool starts = i == first || (i > 0 && t[-1].kind == TOKEN_MARK && t[-1].mark != MARK_COMMA);
	bool digits = i + 1 < x->tokens.count && t[1].kind == TOKEN_DIGITS;
	return !t->capital || t->all_capital || (starts && !digits);
}

/* Words in what is said that weaken it. */
size_t stance_hedges(const struct article *x, const struct statement *s, struct spot *out,
		     size_t max)
{
	size_t count = 0;
	for (uint8_t p = 0; p < s->part_count; p++) {
		uint32_t i = article_token_at(x, s->parts[p].start), first = i,
			 end = article_token_from(x, s->parts[p].end);
		while ((i = article_next(x, MAP_HEDGE, i, end)) < end && count < max) {
			uint32_t n = word_length(x, i);
			if (is_hedge(x, i, first) && i + n <= x->tokens.count &&
			    x->tokens.items[i + n - 1].end <= s->parts[p].end) {
				out[count++] = spot_of(x, (struct stretch){i, i + n});
				i += n;
			} else
				i++;
		}
	}
	return count;
}

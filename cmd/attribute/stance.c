/* What the speaker does with what he says: stance, polarity, hedges.
 *
 * Order of precedence: refusals and negated answers (decline); neither … nor (decline); a negated denial is no denial and a
 * negated confirmation no confirmation; the verb's class; a neutral verb over content that calls a report untrue (deny). The
 * negator counts in the verb group only, never in the content: a flipped polarity is the worst error there is. */
#include "cmd/attribute/model.h"

enum { CONTENT_MAX = 60 }; /* tokens looked at for a denial: it stands in the main clause */

static struct stretch content_tokens(const struct article *x, const struct statement *s)
{
	if (s->part_count == 0)
		return (struct stretch){0, 0};
	struct stretch t = {article_token_at(x, s->parts[0].start), 0};
	t.end = t.first;
	while (t.end < x->tokens.count && x->tokens.items[t.end].start < s->parts[0].end &&
	       t.end - t.first < CONTENT_MAX)
		t.end++;
	return t;
}

/* "Tuduhan itu hanyalah rumor": the content's subject is a report, and what is said of it is that it is untrue. */
static bool content_denies(const struct article *x, const struct statement *s)
{
	struct stretch t = content_tokens(x, s);
	bool report = s->word && s->word->names;
	if (s->mode == MODE_DIRECT)
		return false;
	for (uint32_t i = t.first; i < t.end; i++) {
		if (i < t.first + 6 && word_is(x, i, WORD_REPORT) && !word_is(x, i, WORD_DENIAL))
			report = true;
		else if (report && word_is(x, i, WORD_DENIAL) &&
			 (x->quoted[i] == NONE || s->word->names))
			return i == t.first || !word_is(x, i - 1, WORD_NEGATOR);
	}
	return false;
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

static enum stance stance_of(const struct article *x, const struct statement *s)
{
	if (!s->word)
		return STANCE_CLAIM;
	enum stance verb = (enum stance)s->word->stance;
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
	if (verb == STANCE_CLAIM && content_denies(x, s))
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

/* "May 14", "in May", "Will": a capital inside a sentence, or before a number, makes it a name. */
static bool is_hedge(const struct article *x, uint32_t i, uint32_t first)
{
	const struct token *t = &x->tokens.items[i];
	if (!word_is(x, i, WORD_HEDGE))
		return false;
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
		uint32_t i = article_token_at(x, s->parts[p].start), first = i;
		while (i < x->tokens.count && x->tokens.items[i].start < s->parts[p].end &&
		       count < max) {
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

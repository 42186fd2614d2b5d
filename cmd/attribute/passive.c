/* The passive: its agent speaks, and its subject is what is said, or whom it is said of. */
#include "cmd/attribute/reading.h"

enum {
	AGENT_MAX = 10, /* tokens between a passive and its agent */
	TARGET_MAX = 20 /* the same for "dituduh … oleh X" */
};

/* "Hal itu", "pernyataan tersebut", "demikian": what was said stands elsewhere. */
static bool points_back(const struct article *x, struct stretch s)
{
	return s.first >= s.end ||
	       (s.end - s.first <= 3 &&
		(word_any(x, s.end - 1, WORD_BIT(WORD_AFTER_DETERMINER) | WORD_BIT(WORD_ANAPHOR)) ||
		 word_any(x, s.first,
			  WORD_BIT(WORD_OPENER) | WORD_BIT(WORD_ANAPHOR) | WORD_BIT(WORD_LEAD))));
}

/* "…, namun dibantah oleh X": what the statement before it says, else the clause. */
static struct stretch before_answer(const struct reading *r, uint32_t first, uint32_t end)
{
	const struct article *x = r->x;
	if (x->statement_count > r->first_statement) {
		const struct statement *s = &x->statements[x->statement_count - 1];
		if (s->part_count && s->parts[0].start >= x->tokens.items[first].start &&
		    s->parts[0].end <= x->tokens.items[end].end)
			first = article_token_at(x, s->parts[0].start);
	}
	return (struct stretch){first, end};
}

/* "Kenaikan itu, diakui X, disebabkan oleh hujan": a tag inside what is said. end: of X. */
static bool between_commas(const struct article *x, const struct verb_group *v, uint32_t end,
			   struct stretch s)
{
	return v->first > s.first + 1 && mark_is(x, v->first - 1, MARK_COMMA) && end + 1 < s.end &&
	       mark_is(x, end, MARK_COMMA);
}

/* A passive: its agent speaks; its subject is what is said, or whom it is said of. Returns past it. */
uint32_t passive_read(struct reading *r, uint32_t k, struct stretch s)
{
	struct article *x = r->x;
	const struct cue_word *c = x->tags[k].cue;
	struct verb_group v = clause_verb(x, r->l, k, s);
	uint32_t agent = v.end;
	struct speaker sp, subject;
	bool dropped, by = false;
	bool target = c->target || (c->form == CUE_FINITE &&
				    (c->stance == STANCE_ACCUSE || c->stance == STANCE_CALL));
	for (uint32_t i = v.end; i < s.end && i < v.end + (target ? TARGET_MAX : AGENT_MAX); i++)
		if (word_is(x, i, WORD_AGENT)) {
			agent = i + word_length(x, i);
			by = true;
			break;
		} else if (!target && article_is_verb(x, r->l, i) && !word_is(x, i, WORD_ADVERB))
			break; /* "diklaim telah disetujui oleh X": by whom it was approved */
	uint32_t end = agent < s.end ? speaker_extend(x, r->l, agent, s.end) : agent;
	if ((!by && (c->agent || target)) || (c->form == CUE_FINITE && c->takes == TAKES_QUOTE) ||
	    end <= agent || !speaker_parse(x, r->l, (struct stretch){agent, end}, &sp) ||
	    sp.kind == SPEAKER_NONE || speaker_thing(x, r->l, sp.phrase))
		return v.end;
	if (!by && x->sentences[r->sentence].kind == SENTENCE_HEADLINE && !names_vouched(x, &sp))
		return v.end; /* "Altirta Diklaim Telah Unggul" */
	bool has_subject = clause_subject(x, r->l, &v, s.first, &subject, &dropped);
	if (c->takes == TAKES_MATTER && (!has_subject || !content_matter(x, r->l, subject.phrase)))
		return v.end;
	if (has_subject && content_withheld(x, c, subject.phrase))
		return v.end;
	struct stretch quote = {end, end};
	if (target) /* accused of: what stands between the verb and its agent, or behind the agent */
		quote = by && agent > v.end + 2 ? (struct stretch){v.end, agent - 1}
						: (struct stretch){end, s.end};
	else if (end < s.end && word_is(x, end, WORD_COMPLEMENTIZER))
		quote = (struct stretch){end + 1, s.end};
	else if (has_subject)
		quote = subject.phrase;
	else if (dropped && v.first == s.first && end < s.end && mark_is(x, end, MARK_COMMA))
		quote = (struct stretch){end + 1, s.end}; /* Dijelaskan Menkeu, C */
	else if (dropped && v.first > s.first + 1)
		quote = before_answer(r, s.first, v.first - 1);
	quote = article_trim(x, quote);
	if (quote.first < quote.end && word_is(x, quote.first, WORD_PREPOSITION) && target)
		quote.first++;
	struct stretch behind = {s.end, s.end};
	if (!by && !target && between_commas(x, &v, end, s)) {
		quote = (struct stretch){s.first, v.first - 1};
		behind.first = end + 1;
	}
	struct statement *st = reading_add(r, PATTERN_PASSIVE, &sp,
					   (struct stretch){v.named_first, v.end}, c, quote);
	st->negated = v.negated;
	if (behind.first < behind.end)
		st->parts[st->part_count++] = spot_of(x, behind);
	st->silent = points_back(x, quote) && !stance_denial_noun(x, st) &&
		     (c->stance == STANCE_CLAIM || c->stance == STANCE_OTHER ||
		      c->stance == STANCE_CALL);
	return s.end;
}

/* "Calls to the company seeking comment |were not returned", "A message left for X |went unanswered": who was asked. */
bool passive_unanswered(const struct reading *r, uint32_t cue, uint32_t left, struct speaker *out)
{
	enum { REACH = 14 };
	const struct article *x = r->x;
	uint32_t floor = cue - left > REACH ? cue - REACH : left, k = cue;
	while (k > floor && !word_is(x, k - 1, WORD_MESSAGE))
		k--;
	if (k == floor)
		return false;
	for (; k + 1 < cue; k++) {
		if (!word_is(x, k, WORD_CONNECTOR) || x->tokens.items[k].capital ||
		    !(x->tokens.items[k + 1].capital || word_is(x, k + 1, WORD_DETERMINER)))
			continue;
		uint32_t end = speaker_extend(x, r->l, k + 1, cue);
		return end > k + 1 && speaker_parse(x, r->l, (struct stretch){k + 1, end}, out) &&
		       out->kind != SPEAKER_NONE;
	}
	return false;
}

bool passive_by_auxiliary(const struct reading *r, const struct verb_group *v, uint32_t end)
{
	const struct article *x = r->x;
	if (x->tags[v->cue].cue->form != CUE_FINITE || v->first == v->cue)
		return false;
	uint32_t reach = x->tags[v->cue].cue->stance == STANCE_ACCUSE ? TARGET_MAX : 2;
	for (uint32_t i = v->end; i < end && i < v->end + reach && !mark_is(x, i, MARK_COMMA); i++)
		if (word_is(x, i, WORD_AGENT)) /* "were accused of lying by X" */
			return true;
	return false;
}

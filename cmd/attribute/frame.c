/* Frames: the tag behind or inside a clause without marks, and "menurut X". */
#include "cmd/attribute/reading.h"

enum { POSTPOSED_MAX = 20 }; /* tokens between the comma and the cue: a name with its titles */

/* A form of "be" among the auxiliaries: a passive, which has no speaker without its agent. */
bool frame_passive(const struct article *x, const struct verb_group *v)
{
	for (uint32_t i = v->first; i < v->cue; i++)
		if (word_is(x, i, WORD_BE))
			return true;
	return false;
}

bool frame_closes(const struct article *x, uint32_t i, uint32_t end)
{
	if (i < end && word_any(x, i, WORD_BIT(WORD_COMPLEMENTIZER) | WORD_BIT(WORD_QUESTION)) &&
	    !word_is(x, i, WORD_ADDRESSEE))
		return false;
	return i >= end || mark_is(x, i, MARK_COMMA) || mark_is(x, i, MARK_PERIOD) ||
	       mark_is(x, i, MARK_OPEN) || mark_is(x, i, MARK_SEMICOLON) ||
	       mark_is(x, i, MARK_DASH) ||
	       word_any(x, i,
			WORD_BIT(WORD_TIME) | WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_RELAY) |
				WORD_BIT(WORD_SUBORDINATOR) | WORD_BIT(WORD_ADDRESSEE) |
				WORD_BIT(WORD_CONJUNCTION));
}

/* "Mayor Defends Plan, Says City Is Safe": a clause, no speaker. */
static bool holds_verb(const struct article *x, struct stretch s)
{
	for (uint32_t i = s.first; i < s.end; i++)
		if (word_is(x, i, WORD_VERB))
			return true;
	return false;
}

static bool frame_cue_first(struct reading *r, uint32_t i, uint32_t end, struct frame *f)
{
	struct article *x = r->x;
	uint32_t start = i;
	if (word_is(x, i, WORD_OPENER))
		i += word_length(x, i);
	const struct cue_word *c = i < end ? x->tags[i].cue : NULL;
	if (!c)
		return false;
	f->word = c;
	f->cue = (struct stretch){start, i + word_length(x, i)};
	if (c->form == CUE_CLITIC && speaker_clitic(x, r->l, i, &f->speaker)) {
		f->tag.end = f->cue.end;
		f->clitic = true;
		return frame_closes(x, f->tag.end, end);
	}
	if (c->form != CUE_BARE && c->form != CUE_ACCORDING && c->form != CUE_FINITE)
		return false;
	uint32_t stop = f->cue.end < end ? speaker_extend(x, r->l, f->cue.end, end) : end;
	if (stop <= f->cue.end ||
	    !speaker_parse(x, r->l, (struct stretch){f->cue.end, stop}, &f->speaker) ||
	    (c->takes == TAKES_QUOTE && f->speaker.kind == SPEAKER_NONE))
		return false;
	bool clause = c->takes == TAKES_CLAUSE && f->speaker.name && !c->noun &&
		      (stop >= end || mark_is(x, stop, MARK_COMMA) ||
		       mark_is(x, stop, MARK_PERIOD)); /* ", thinks Tim Holt" */
	if (c->form == CUE_FINITE &&
	    (f->speaker.kind == SPEAKER_NONE || !frame_closes(x, stop, end) ||
	     (f->speaker.pronoun && stop < end && word_is(x, stop, WORD_CONJUNCTION)) ||
	     (c->takes != TAKES_ANY && !clause) || c->stance != STANCE_CLAIM ||
	     holds_verb(x, f->speaker.phrase)))
		return false;
	uint32_t title = f->speaker.name && spot_empty(f->speaker.role)
				 ? speaker_past_title(x, r->l, stop, end)
				 : stop;
	if (title > stop && frame_closes(x, title, end)) {
		stop = title;
		speaker_parse(x, r->l, (struct stretch){f->cue.end, stop}, &f->speaker);
	}
	f->tag.end = stop;
	f->relays = c->form == CUE_ACCORDING;
	return true;
}

/* "…, a lobbyist said.": whom no list knows, where nothing else can be meant. */
static bool may_tag(const struct article *x, const struct frame *f, uint32_t past, uint32_t end)
{
	return f->speaker.kind != SPEAKER_NONE ||
	       (past >= end && word_is(x, f->speaker.phrase.first, WORD_DETERMINER));
}

static bool frame_speaker_first(struct reading *r, uint32_t i, uint32_t end, struct frame *f)
{
	struct article *x = r->x;
	uint32_t limit = end - i > POSTPOSED_MAX ? i + POSTPOSED_MAX : end;
	if (article_next(x, MAP_CUE, i + 1, limit) == limit)
		return false;
	for (uint32_t k = i + 1;
	     k < limit && !mark_is(x, k, MARK_COLON) && !mark_is(x, k, MARK_SEMICOLON); k++) {
		const struct cue_word *c = x->tags[k].cue;
		bool dropped;
		if (!c || (c->form != CUE_FINITE && c->form != CUE_ACTIVE && c->form != CUE_BASE) ||
		    c->takes == TAKES_NAME || c->takes == TAKES_QUOTE || clause_noun(x, k, i) ||
		    (c->stance != STANCE_CLAIM && c->stance != STANCE_CONFIRM &&
		     c->stance != STANCE_OTHER))
			continue;
		struct verb_group v = clause_verb(x, r->l, k, (struct stretch){i, end});
		if (v.negated || v.refused)
			continue; /* "…, ia belum bisa memastikan" */
		if (frame_passive(x, &v))
			continue; /* "…, the plan had barely been mentioned in" */
		if (c->stance == STANCE_OTHER && v.end < end && word_is(x, v.end, WORD_ADDRESSEE))
			continue; /* "Looking ahead, he pledged to …" */
		if (c->takes == TAKES_ADDRESSEE && v.end < end && !frame_closes(x, v.end, end))
			v.end = clause_addressee(x, r->l, v.end, end);
		if (!frame_closes(x, v.end, end) || (v.end < end && c->form == CUE_ACTIVE &&
						     !c->via && !word_is(x, v.end, WORD_TIME)))
			continue;
		/* "…, analysts say, as it is a firm that …": a comma closes the tag */
		uint32_t reach = v.end < end && mark_is(x, v.end, MARK_COMMA) ? 2 : 12;
		for (uint32_t j = v.end; j < end && j < v.end + reach; j++)
			if (word_is(x, j, WORD_COMPLEMENTIZER) && !word_is(x, j, WORD_ADDRESSEE))
				return false;
		if (!clause_subject(x, r->l, &v, i, &f->speaker, &dropped) ||
		    f->speaker.phrase.first > i || !may_tag(x, f, v.end, end))
			return false;
		f->tag.end = v.end;
		f->cue = (struct stretch){v.named_first, v.end};
		f->word = c;
		f->relays = f->speaker.kind == SPEAKER_OUTLET;
		return true;
	}
	return false;
}

/* "Kata dia, …" at the start of a sentence. */
static bool frame_leads(struct reading *r, struct stretch s, struct frame *f)
{
	struct article *x = r->x;
	const struct sentence *at = &x->sentences[r->sentence];
	const struct cue_word *c = x->tags[s.first].cue;
	*f = (struct frame){.tag = {s.first, s.first}};
	return c && c->form == CUE_BARE && s.first == at->tokens.first &&
	       at->kind == SENTENCE_BODY && frame_cue_first(r, s.first, s.end, f) &&
	       f->tag.end + 2 < s.end && mark_is(x, f->tag.end, MARK_COMMA) &&
	       f->speaker.kind != SPEAKER_NONE;
}

bool frame_find(struct reading *r, struct stretch s, struct frame *f)
{
	struct article *x = r->x;
	if (frame_leads(r, s, f))
		return true;
	for (uint32_t i = s.first; (i = article_next_of(x, MAP_COMMA, MAP_CUE, i, s.end)) < s.end;
	     i++) {
		if (mark_is(x, i, MARK_COMMA)) {
			if (i <= s.first || i + 1 >= s.end || !token_is_word(x, i + 1))
				continue;
			*f = (struct frame){.tag = {i, i}};
			if (frame_cue_first(r, i + 1, s.end, f) ||
			    frame_speaker_first(r, i + 1, s.end, f))
				return true;
		} else if (x->tags[i].cue->form == CUE_ACCORDING) {
			*f = (struct frame){.tag = {i, i}};
			if (frame_cue_first(r, i, s.end, f))
				return true;
		}
	}
	return false;
}

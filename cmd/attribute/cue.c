/* The cues of a stretch from left to right, and what "membantahnya" denies.
 *
 * What a cue says reaches to the end of the stretch, or to the next cue that shares its subject; cues inside it are no
 * statements of the article. An outlet that relays ("Reuters melaporkan bahwa …") gives way to the speaker inside. */
#include "cmd/attribute/reading.h"

/* "Tirta klaim minat naik": a headline with the capitals of a sentence; the verb stands right behind a name. */
static bool small_headline(const struct article *x, uint32_t k, struct stretch s)
{
	enum { SUBJECT_END = 6 };
	const struct cue_word *c = x->tags[k].cue;
	return k - s.first < SUBJECT_END && k + 2 < s.end && c->takes != TAKES_QUOTE &&
	       x->tokens.items[k - 1].capital && token_is_word(x, k + 1) &&
	       !(x->tokens.items[k + 1].capital && x->tokens.items[k + 2].capital);
}

static bool is_cue_here(const struct reading *r, uint32_t k, const struct stretch s)
{
	const struct article *x = r->x;
	const struct cue_word *c = x->tags[k].cue;
	if (!c || c->form == CUE_ACCORDING || clause_noun(x, k, s.first))
		return false;
	if (x->tokens.items[k].capital && k > s.first && c->noun && c->form == CUE_BASE)
		return false;
	if (word_is(x, k, WORD_REFUSAL) && k + word_length(x, k) < s.end &&
	    x->tags[k + word_length(x, k)].cue)
		return false; /* "menolak berkomentar": the verb behind it is the cue */
	if (k + 1 < s.end && mark_is(x, k + 1, MARK_HYPHEN) && !x->tokens.items[k + 1].space &&
	    k + 2 < s.end && !x->tokens.items[k + 2].space)
		return false; /* state-sanctioned */
	if (k > s.first && mark_is(x, k - 1, MARK_HYPHEN) && !x->tokens.items[k].space &&
	    !x->tokens.items[k - 1].space)
		return false; /* Trump-branded */
	if (k > s.first && c->form == CUE_FINITE && word_is(x, k - 1, WORD_ATTACHED) &&
	    !x->tokens.items[k - 1].all_capital)
		return false; /* a promised vote */
	if (c->form ==
	    CUE_BARE) /* as a verb with its subject before it: headlines, and "minta agar" */
		return k > s.first &&
		       (x->sentences[r->sentence].kind == SENTENCE_HEADLINE
				? x->tokens.items[k].capital || small_headline(x, k, s)
				: k + 1 < s.end && c->takes != TAKES_QUOTE &&
					  word_is(x, k + 1, WORD_COMPLEMENTIZER));
	if (c->form == CUE_CLITIC)
		return k == s.first ||
		       (k > s.first && !mark_is(x, k - 1, MARK_COMMA) && c->stance == STANCE_DENY);
	return true;
}

/* The object of a clitic denial ("membantahnya") is what was said before. */
static bool denies_before(const struct reading *r, uint32_t k)
{
	const struct cue_word *c = r->x->tags[k].cue;
	struct speaker none;
	return c->form == CUE_ACTIVE && c->stance == STANCE_DENY &&
	       speaker_clitic(r->x, r->l, k, &none);
}

static void read_clitic_object(struct reading *r, uint32_t k, struct stretch s)
{
	struct article *x = r->x;
	struct verb_group v = clause_verb(x, r->l, k, s);
	struct speaker sp, object;
	bool dropped;
	if (!clause_subject(x, r->l, &v, s.first, &sp, &dropped) ||
	    !speaker_clitic(x, r->l, k, &object))
		return;
	struct statement *st =
		reading_add(r, PATTERN_ACTIVE, &sp, (struct stretch){v.named_first, v.end},
			    x->tags[k].cue, (struct stretch){k, k});
	st->negated = v.negated;
	st->parts[st->part_count++] = object.mention;
	st->answers = true;
}

/* Outlets met so far that give way to a speaker inside what they say, and the outlet's own statement while none has come. */
struct relayed {
	struct spot outlets[VIA_MAX];
	uint8_t count;
	uint32_t own; /* statement, or NONE */
};

/* A statement inside an outlet's report takes its place. */
static void give_way(struct article *x, struct relayed *o)
{
	if (o->own == NONE || o->own + 1 >= x->statement_count)
		return;
	if (o->count < VIA_MAX)
		o->outlets[o->count++] = via_spot(x, &x->statements[o->own].speaker);
	memmove(&x->statements[o->own], &x->statements[o->own + 1],
		(x->statement_count - o->own - 1) * sizeof *x->statements);
	x->statement_count--;
	o->own = NONE;
}

static void add_outlets(struct article *x, size_t from, const struct relayed *o)
{
	for (size_t n = from; n < x->statement_count; n++)
		for (uint8_t i = o->count; i-- > 0;)
			via_add(&x->statements[n], o->outlets[i]);
}

static uint32_t read_cue(struct reading *r, uint32_t k, struct stretch *s, struct heard *h,
			 struct relayed *o)
{
	struct article *x = r->x;
	struct verb_group v = clause_verb(x, r->l, k, *s);
	uint32_t past = k + 1;
	if (x->tags[k].cue->form == CUE_PASSIVE || passive_by_auxiliary(r, &v, s->end))
		return passive_read(r, k, *s);
	if (denies_before(r, k)) {
		read_clitic_object(r, k, *s);
		return past;
	}
	struct statement *st = active_read(r, k, *s, h, &past);
	if (!st)
		return past;
	h->any = true;
	h->speaker = st->speaker;
	h->any = st->has_speaker;
	h->tag = false;
	give_way(x, o);
	st = &x->statements[x->statement_count - 1];
	if (st->speaker.kind != SPEAKER_OUTLET || !x->tags[k].cue->via)
		return past;
	/* the outlet relays: what it says is read for a speaker of its own */
	o->own = (uint32_t)x->statement_count - 1;
	h->any = false;
	for (past = v.end; past < s->end && x->tokens.items[past].start < st->parts[0].start;)
		past++;
	s->first = past;
	return past;
}

size_t cues_read(struct reading *r, struct stretch s)
{
	struct article *x = r->x;
	size_t before = x->statement_count;
	struct heard h = {0};
	if (r->tag && r->tag->has_speaker)
		h = (struct heard){true, true, r->tag->speaker}; /* “…,” he said, adding that … */
	struct relayed o = {.own = NONE};
	for (uint32_t k = s.first; (k = article_next(x, MAP_CUE, k, s.end)) < s.end;) {
		uint32_t past = is_cue_here(r, k, s) ? read_cue(r, k, &s, &h, &o) : k + 1;
		give_way(x, &o);
		k = past > k ? past : k + 1;
	}
	add_outlets(x, before, &o);
	return x->statement_count - before;
}

/* The first reading of an article: every name outside quotations. */
#include "cmd/attribute/names.h"

static bool beside_cue(const struct article *x, uint32_t first, uint32_t end, struct stretch s)
{
	if (end < s.end && x->tags[end].cue && !x->tokens.items[end].capital)
		return true;
	if (end + 2 < s.end && mark_is(x, end, MARK_OPEN) &&
	    x->tokens.items[end + 1].kind == TOKEN_DIGITS && mark_is(x, end + 2, MARK_CLOSE))
		return true; /* "Rini (28)" */
	return first > s.first && x->tags[first - 1].cue &&
	       (x->tags[first - 1].cue->form == CUE_BARE ||
		x->tags[first - 1].cue->form == CUE_ACCORDING);
}

/* "President Trump's |decision": the end of the owner's name, whom the article names so; or `end`. */
static uint32_t owner_end(const struct article *x, uint32_t first, uint32_t end)
{
	for (uint32_t i = first + 2; i + 1 < end; i++) {
		const struct token *t = &x->tokens.items[i];
		if (mark_is(x, i, MARK_COMMA))
			return end;
		if ((mark_is(x, i, MARK_APOSTROPHE) || mark_is(x, i, MARK_SINGLE_CLOSE)) &&
		    !t->space && !t[1].space && t[1].end - t[1].start == 1)
			return i;
	}
	return end;
}

/* "director of the |Harbour Safety Centre (HSC)": the letters mean the body, not who heads it. */
static void learn_acronym(struct article *x, const struct language *l, struct stretch s,
			  const struct speaker *whole)
{
	struct speaker body = *whole;
	if (!spot_empty(whole->role) && whole->org.start > whole->role.start) {
		s.first = article_token_at(x, whole->org.start);
		if (!speaker_parse(x, l, s, &body) || body.name)
			return;
	}
	names_learn_acronym(x, &body, names_find(x, &body));
}

/* "Altirta Boat Inc |officials": the firm is named, though others speak. */
static void collect_firm(struct article *x, const struct language *l, struct stretch s)
{
	struct speaker firm;
	if (s.end > s.first + 2 && word_is(x, s.end - 1, WORD_PEOPLE) &&
	    names_listed(x, l->firms, s.end - 2) &&
	    speaker_parse(x, l, (struct stretch){s.first, s.end - 1}, &firm) &&
	    firm.kind == SPEAKER_GROUP)
		names_find(x, &firm);
}

/* One word alone names nobody yet. */
static void note_alone(struct article *x, uint32_t i)
{
	uint64_t key = word_key(x, i, SALT_ALONE);
	if (slot_get(x, key) == NONE)
		names_set_slot(x, key, i);
}

static void collect_sentence(struct article *x, const struct sentence *s)
{
	for (uint32_t i = s->tokens.first;
	     (i = article_next(x, MAP_START, i, s->tokens.end)) < s->tokens.end;) {
		struct speaker sp;
		uint32_t end;
		if (x->quoted[i] != NONE ||
		    (end = speaker_extend(x, s->language, i, s->tokens.end)) <= i) {
			i++;
			continue;
		}
		end = owner_end(x, i, end);
		if (end - i < 2 || !speaker_parse(x, s->language, (struct stretch){i, end}, &sp) ||
		    sp.pronoun) {
			if (end - i < 2)
				note_alone(x, i);
			i++;
			continue;
		}
		bool several = sp.name && name_has_words(x, sp.mention);
		if (several || (sp.name && !spot_empty(sp.role))) {
			struct mention m = {names_find(x, &sp), i, !spot_empty(sp.role)};
			x->entities[m.entity].speaks |= beside_cue(x, i, end, s->tokens);
			x->mentions = alloc_grown(x->mentions, x->mention_count, &x->mention_cap,
						  sizeof *x->mentions);
			x->mentions[x->mention_count++] = m;
		} else if (!sp.name && end - i > 3 && mark_is(x, end - 1, MARK_CLOSE))
			learn_acronym(x, s->language, (struct stretch){i, end}, &sp);
		else if (!sp.name && sp.kind != SPEAKER_OFFICE)
			collect_firm(x, s->language, (struct stretch){i, end});
		i = end;
	}
}

void names_collect(struct article *x)
{
	names_forget(x);
	/* every word of a headline has a capital, of the titles that links quote as well */
	for (size_t k = 0; k < x->sentence_count; k++)
		if (x->sentences[k].kind == SENTENCE_BODY || x->owner->options.all_kinds)
			collect_sentence(x, &x->sentences[k]);
	for (size_t e = x->entity_count;
	     e-- > 0;) /* where two share a word, the first named has it to begin with */
		names_touch(x, (uint32_t)e);
}

/* Whom a pronoun, a clitic, a title or nobody at all stands for.
 *
 * A list of four foci is kept, latest first: speakers, and subjects of sentences that report no speech. A pronoun takes the
 * first that fits its number and gender. Addressees and names inside quotations never enter the list. */
#include "cmd/attribute/model.h"

enum {
	FOCUS_REACH = 14,
	ONLY_ONE_REACH = 30,
	DESCRIPTION = 4, /* tokens: a longer one describes, "pria itu" may be another */
	UNTAGGED_REACH = 2,
	QUIET_AFTER = 3,
	GROUP_REACH = 3,
	OPENING_MAX = 14,
	SUBJECT_REACH = 30 /* tokens */
};                         /* sentences; Kompas goes on with -nya over a dozen of them */

void resolve_start(struct article *x)
{
	for (int i = 0; i < FOCI_MAX; i++)
		x->foci[i] = (struct focus){.entity = NONE};
	x->last_statement = NONE;
	x->mention_next = 0;
}

static void focus_push(struct article *x, uint32_t entity, uint32_t sentence, bool spoke)
{
	int i = 0;
	while (i < FOCI_MAX - 1 && x->foci[i].entity != entity)
		i++;
	spoke |= x->foci[i].entity == entity && x->foci[i].spoke;
	memmove(&x->foci[1], &x->foci[0], (size_t)i * sizeof *x->foci);
	x->foci[0] = (struct focus){entity, sentence, spoke};
}

static bool focus_fits(const struct article *x, const struct focus *f, const struct speaker *s,
		       uint32_t sentence)
{
	if (f->entity == NONE || sentence - f->sentence > FOCUS_REACH)
		return false;
	const struct entity *e = &x->entities[f->entity];
	bool group = e->kind == SPEAKER_GROUP || e->kind == SPEAKER_COUNTRY ||
		     e->kind == SPEAKER_DOCUMENT || e->kind == SPEAKER_OUTLET;
	if (s->gender == 'n')
		return group;
	if (s->plural)
		return group || e->plural || e->kind == SPEAKER_ANONYMOUS;
	if (group || (s->gender && e->plural) ||
	    (e->vague && (sentence - f->sentence > 1 ||
			  !(word_is(x, e->first, WORD_INDEFINITE) ||
			    (e->first > 0 && word_is(x, e->first - 1, WORD_ARTICLE))))))
		return false;
	return !(s->gender && e->gender && s->gender != e->gender);
}

/* "Laporan menyebut X akan mundur. Ia …": a report is no person; whom it names may be. */
static uint32_t person_named(const struct article *x, uint32_t sentence)
{
	for (size_t m = x->mention_next; m-- > 0;) {
		const struct mention *at = &x->mentions[m];
		uint32_t k = article_sentence_at(x, x->tokens.items[at->token].start);
		if (sentence - k > 1)
			break;
		if (k < sentence && x->entities[at->entity].kind == SPEAKER_PERSON)
			return at->entity;
	}
	return NONE;
}

/* A clitic: who spoke is meant before who was only spoken of. */
static uint32_t antecedent(const struct article *x, const struct speaker *s, uint32_t sentence)
{
	for (int i = 0; i < FOCI_MAX && s->clitic; i++)
		if (x->foci[i].spoke && focus_fits(x, &x->foci[i], s, sentence))
			return (uint32_t)i;
	for (int i = 0; i < FOCI_MAX; i++)
		if (focus_fits(x, &x->foci[i], s, sentence))
			return (uint32_t)i;
	/* nobody else has been spoken of since: a long report of one person's words */
	if (x->foci[0].entity != NONE && x->foci[1].entity == NONE &&
	    sentence - x->foci[0].sentence <= ONLY_ONE_REACH) {
		struct focus only = x->foci[0];
		only.sentence = sentence;
		if (focus_fits(x, &only, s, sentence))
			return 0;
	}
	/* nothing fits: a group that speaks through "dia" beats nobody */
	uint32_t reach = s->clitic && x->foci[0].spoke ? GROUP_REACH : 1;
	return x->foci[0].entity != NONE && s->gender != 'n' &&
			       !(s->gender && x->entities[x->foci[0].entity].plural) &&
			       sentence - x->foci[0].sentence <= reach
		       ? 0
		       : NONE;
}

static void settle(struct statement *s, uint32_t entity, enum resolved how)
{
	s->entity = entity;
	s->resolved = (uint8_t)how;
}

/* The noun phrase at i, when a verb or a comma follows it and the pronoun can mean it; its entity, or NONE. */
static uint32_t subject_at(struct article *x, uint32_t i, const struct sentence *in,
			   const struct speaker *pronoun)
{
	struct speaker sp;
	uint32_t end = i < pronoun->phrase.first || i > pronoun->phrase.end
			       ? speaker_extend(x, in->language, i, in->tokens.end)
			       : i;
	if (end <= i || x->quoted[i] != NONE ||
	    (i < pronoun->phrase.first && end > pronoun->phrase.first) || end >= in->tokens.end ||
	    !(article_is_verb(x, in->language, end) || word_is(x, end, WORD_ADVERB) ||
	      (mark_is(x, end, MARK_COMMA) && end + 1 < in->tokens.end &&
	       word_is(x, end + 1, WORD_RELATIVE))) ||
	    !speaker_parse(x, in->language, (struct stretch){i, end}, &sp) || sp.pronoun ||
	    sp.kind == SPEAKER_NONE || sp.kind == SPEAKER_DOCUMENT)
		return NONE;
	bool group = !sp.name && sp.kind != SPEAKER_OFFICE && sp.kind != SPEAKER_ANONYMOUS;
	if (pronoun->plural ? !(group || sp.plural) : group || sp.plural)
		return NONE;
	if (!pronoun->plural && sp.gender && pronoun->gender && sp.gender != pronoun->gender)
		return NONE;
	uint32_t e = sp.name ? names_known(x, &sp) : names_find(x, &sp);
	if (e == NONE || (!pronoun->plural && x->entities[e].gender && pronoun->gender &&
			  x->entities[e].gender != pronoun->gender))
		return NONE;
	return e;
}

/* The subject of the sentence that the pronoun stands in: "CIA officers … because they believed", "As he left, Mr. Hale
 * said". */
static uint32_t same_sentence(struct article *x, const struct statement *s)
{
	const struct sentence *in = &x->sentences[s->sentence];
	uint32_t i = in->tokens.first, p = s->speaker.phrase.first;
	if (s->speaker.clitic || s->speaker.gender == 'n' ||
	    (!s->speaker.gender && !s->speaker.plural) || p < i || p >= in->tokens.end ||
	    s != &x->statements[in->statement])
		return NONE;
	if (p <= i + 2 && word_is(x, i, WORD_SUBORDINATOR) && s->pattern == PATTERN_ACTIVE) {
		for (i = p; i < in->tokens.end && i < p + SUBJECT_REACH; i++)
			if (mark_is(x, i, MARK_COMMA))
				return i + 1 < in->tokens.end
					       ? subject_at(x, i + 1, in, &s->speaker)
					       : NONE;
		return NONE;
	}
	while (i < p && word_any(x, i, WORD_BIT(WORD_LEAD) | WORD_BIT(WORD_TIME)) &&
	       !word_is(x, i, WORD_SUBORDINATOR))
		i += word_length(x, i);
	if (i < p && mark_is(x, i, MARK_COMMA))
		i++;
	uint32_t own = i < p ? subject_at(x, i, in, &s->speaker) : NONE;
	/* "A month ago, when Mr. Bush released his returns, he said" */
	for (; own == NONE && i + 1 < p && s->pattern != PATTERN_POSTPOSED &&
	       s->pattern != PATTERN_TAG_AFTER && mark_is(x, p - 1, MARK_COMMA);
	     i++)
		if (word_is(x, i, WORD_SUBORDINATOR) && !word_is(x, i, WORD_CONJUNCTION))
			own = subject_at(x, i + 1, in, &s->speaker);
	return own;
}

static void resolve_pronoun(struct article *x, struct statement *s)
{
	uint32_t own = same_sentence(x, s), i = antecedent(x, &s->speaker, s->sentence), named;
	/* "Mr Hale has failed, he said" is said of Hale rather than by him */
	if (own != NONE && (i == NONE || s->pattern != PATTERN_POSTPOSED)) {
		settle(s, own, RESOLVED_PRONOUN);
		s->antecedent = s->sentence;
		return;
	}
	if (i != NONE && x->entities[x->foci[i].entity].kind == SPEAKER_DOCUMENT &&
	    !s->speaker.plural && (named = person_named(x, s->sentence)) != NONE) {
		settle(s, named, RESOLVED_PRONOUN);
		s->antecedent = s->sentence - 1;
		return;
	}
	if (i == NONE) {
		s->resolved = RESOLVED_UNKNOWN;
		return;
	}
	settle(s, x->foci[i].entity, RESOLVED_PRONOUN);
	s->antecedent = x->foci[i].sentence;
	if (s->speaker.gender && s->speaker.gender != 'n' && !x->entities[s->entity].gender)
		x->entities[s->entity].gender = s->speaker.gender;
}

/* A described person ("pria berusia 65 tahun itu") is the one in focus; a named group or title looks for its own. */
static bool described(const struct article *x, const struct statement *s)
{
	return s->speaker.anaphor && !word_is(x, s->speaker.phrase.first, WORD_INDEFINITE) &&
	       (s->speaker.kind == SPEAKER_ANONYMOUS || s->speaker.kind == SPEAKER_OFFICE ||
		(s->speaker.kind == SPEAKER_GROUP &&
		 word_is(x, s->speaker.phrase.first, WORD_PEOPLE) &&
		 !word_is(x, s->speaker.phrase.first, WORD_ORGANISATION))) &&
	       x->foci[0].entity != NONE && x->entities[x->foci[0].entity].kind == SPEAKER_PERSON &&
	       s->sentence - x->foci[0].sentence <=
		       (s->speaker.phrase.end - s->speaker.phrase.first > DESCRIPTION ? FOCUS_REACH
										      : 2) &&
	       s->speaker.phrase.end - s->speaker.phrase.first > 2;
}

static void resolve_named(struct article *x, struct statement *s)
{
	bool vague = s->speaker.kind == SPEAKER_NONE; /* "the airline" */
	if (vague)
		s->speaker.kind = SPEAKER_ANONYMOUS;
	if (described(x, s)) {
		settle(s, x->foci[0].entity, RESOLVED_PRONOUN);
		s->antecedent = x->foci[0].sentence;
		return;
	}
	uint32_t e = names_find(x, &s->speaker);
	x->entities[e].vague |= vague;
	bool by_role = !s->speaker.name && x->entities[e].kind == SPEAKER_PERSON &&
		       !(s->speaker.kind == SPEAKER_GROUP && spot_empty(s->speaker.role));
	settle(s, e, by_role || s->speaker.kind == SPEAKER_OFFICE ? RESOLVED_ROLE : RESOLVED_NAME);
}

/* An untagged quotation goes on with who spoke last. */
static void resolve_inherited(struct article *x, struct statement *s)
{
	const struct statement *last =
		x->last_statement == NONE ? NULL : &x->statements[x->last_statement];
	const struct focus *f = &x->foci[0];
	bool newer = f->entity != NONE && last && f->sentence > last->sentence && !f->spoke &&
		     f->sentence + 1 == s->sentence &&
		     x->sentences[f->sentence].paragraph !=
			     x->sentences[s->sentence]
				     .paragraph; /* "Ms. Hale doubled down." “As we said …” */
	if (last && !newer && s->sentence - last->sentence <= UNTAGGED_REACH &&
	    (last->entity != NONE || last->has_speaker)) {
		settle(s, last->entity,
		       last->entity != NONE ? RESOLVED_INHERITED : RESOLVED_UNKNOWN);
		s->antecedent = last->sentence;
		s->speaker.mention = last->speaker.mention;
		s->speaker.kind = last->speaker.kind;
		if (last->mode == MODE_DIRECT)
			for (uint8_t i = 0; i < last->via_count; i++)
				via_add(s, last->via[i]);
	} else if (x->foci[0].entity != NONE &&
		   s->sentence - x->foci[0].sentence <= UNTAGGED_REACH) {
		settle(s, x->foci[0].entity, RESOLVED_INHERITED);
		s->antecedent = x->foci[0].sentence;
	} else
		s->resolved = RESOLVED_UNKNOWN;
}

static void resolve_statement(struct article *x, uint32_t n)
{
	struct statement *s = &x->statements[n];
	if (s->hearsay)
		s->resolved = RESOLVED_IMPERSONAL;
	else if (!s->has_speaker)
		resolve_inherited(x, s);
	else if (s->speaker.pronoun)
		resolve_pronoun(x, s);
	else
		resolve_named(x, s);
	if (s->entity != NONE) {
		focus_push(x, s->entity, s->sentence, true);
		names_touch(x, s->entity);
	}
	x->last_statement = n;
}

/* "At almost all of his rallies, Mr. Hale …": behind the comma of what opens the sentence. */
static uint32_t past_opening(const struct article *x, uint32_t i, uint32_t end)
{
	for (uint32_t k = i; k < end && k < i + OPENING_MAX; k++)
		if (mark_is(x, k, MARK_COMMA))
			return k + 1;
	return i;
}

/* The person a sentence without speech is about: its first name, if it stands before the first verb; else one with a title. */
static uint32_t subject_of(const struct article *x, const struct sentence *s, uint32_t first,
			   uint32_t end)
{
	uint32_t titled = NONE, count = 0;
	for (uint32_t m = first; m < end; m++) {
		const struct mention *at = &x->mentions[m];
		if (x->entities[at->entity].kind != SPEAKER_PERSON ||
		    (!x->entities[at->entity].speaks && x->foci[0].entity != NONE))
			continue;
		count++;
		if (at->titled && titled == NONE)
			titled = at->entity;
		if (m > first)
			continue;
		uint32_t i = s->tokens.first;
		/* where the tag has its speaker as a clitic, who has the word keeps it */
		if (s->language->clitics->count == 0 && word_is(x, i, WORD_PREPOSITION) &&
		    !word_is(x, i, WORD_ROLE))
			i = past_opening(x, i, s->tokens.end);
		if (i > at->token || words_thing(x, s->language, i))
			continue; /* "Kehadiran Wira" is about no Wira */
		while (i < at->token && i < s->tokens.first + OPENING_MAX + 12 &&
		       !article_is_verb(x, s->language, i) &&
		       !(word_is(x, i, WORD_PREPOSITION) && !word_is(x, i, WORD_ROLE)))
			i++;
		if (i == at->token && (x->entities[at->entity].speaks || x->foci[0].entity == NONE))
			return at->entity; /* for sure a person, or nobody else yet */
	}
	/* a title in the middle of a sentence tells little while somebody has the word */
	bool quiet = x->foci[0].entity == NONE || !x->foci[0].spoke ||
		     article_sentence_at(x, s->bytes.start) - x->foci[0].sentence > QUIET_AFTER;
	return count == 1 && quiet ? titled : NONE;
}

/* Short forms name persons too: "Putin" alone at the start of a sentence. */
static uint32_t short_subject(struct article *x, const struct sentence *s)
{
	struct speaker sp;
	uint32_t i = s->tokens.first;
	while (i < s->tokens.end && i < s->tokens.first + 6 &&
	       word_any(x, i, WORD_BIT(WORD_LEAD) | WORD_BIT(WORD_TIME)))
		i += word_length(x, i);
	if (i < s->tokens.end && mark_is(x, i, MARK_COMMA))
		i++;
	if (s->language->clitics->count == 0 && i < s->tokens.end &&
	    word_any(x, i, WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_ADVERB)) &&
	    !word_is(x, i, WORD_ROLE))
		i = past_opening(x, i, s->tokens.end);
	if (i >= s->tokens.end || !x->tokens.items[i].capital || x->quoted[i] != NONE)
		return NONE;
	uint32_t end = speaker_extend(x, s->language, i, s->tokens.end);
	bool verb = end < s->tokens.end &&
		    (article_is_verb(x, s->language, end) ||
		     word_any(x, end, WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_NEGATOR)) ||
		     (mark_is(x, end, MARK_COMMA) && end + 1 < s->tokens.end &&
		      word_any(x, end + 1,
			       WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_RELATIVE) |
				       WORD_BIT(WORD_LEAD) | WORD_BIT(WORD_DETERMINER) |
				       WORD_BIT(WORD_ROLE)))),
	     title = false;
	for (uint32_t k = i; k < end && !title; k++)
		title = word_is(x, k, WORD_ROLE);
	if ((!verb && !title) || end <= i ||
	    !speaker_parse(x, s->language, (struct stretch){i, end}, &sp) || sp.pronoun ||
	    sp.kind == SPEAKER_NONE || sp.kind == SPEAKER_DOCUMENT ||
	    speaker_thing(x, s->language, sp.phrase))
		return NONE;
	if (sp.name) {
		if (!verb)
			return NONE;
	} else if (sp.kind != SPEAKER_OFFICE)
		return NONE;
	uint32_t e = names_known(x, &sp);
	return e != NONE && x->entities[e].kind == SPEAKER_PERSON && !x->entities[e].speaks ? NONE
											    : e;
}

void resolve_sentence(struct article *x, uint32_t sentence)
{
	const struct sentence *s = &x->sentences[sentence];
	uint32_t first = (uint32_t)x->mention_next, m = first;
	while (m < x->mention_count && x->mentions[m].token < s->tokens.end)
		names_touch(x, x->mentions[m++].entity);
	x->mention_next = m;
	if (x->statement_count > s->statement) {
		for (uint32_t n = s->statement; n < x->statement_count; n++)
			resolve_statement(x, n);
		return;
	}
	if (s->kind == SENTENCE_OTHER)
		return;
	uint32_t e = subject_of(x, s, first, m);
	if (e == NONE)
		e = short_subject(x, s);
	if (e != NONE)
		focus_push(x, e, sentence, false);
}

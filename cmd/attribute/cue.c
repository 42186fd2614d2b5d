/* The clause behind a cue, the passive, and what "membantahnya" denies.
 *
 * What a cue says reaches to the end of the stretch, or to the next cue that shares its subject; cues inside it are no
 * statements of the article. An outlet that relays ("Reuters melaporkan bahwa …") gives way to the speaker inside. */
#include "cmd/attribute/reading.h"

enum {
	AGENT_MAX = 10,   /* tokens between a passive and its agent */
	TARGET_MAX = 20,  /* the same for "dituduh … oleh X" */
	SUBJECT_MAX = 40, /* tokens in front of the first verb */
	MATTER_MAX = 6,
	LEADING_MAX = 20,
	INVERTED_MAX = 8,
	SHARED_MAX = 400 /* tokens: keeps a sentence of any length linear */
};

/* "Nobody denied it", but not "No 10 denied it". */
static bool is_nobody(const struct article *x, const struct speaker *sp)
{
	uint32_t i = sp->phrase.first;
	return word_is(x, i, WORD_NOBODY) && (i + 1 >= sp->phrase.end || token_is_word(x, i + 1));
}

/* Where the content of one cue ends because the next shares its subject: "…, tetapi mengatakan". The token of that cue, or NONE. */
static uint32_t next_shared(const struct reading *r, uint32_t i, uint32_t end, uint32_t *cut)
{
	const struct article *x = r->x;
	for (uint32_t k = i + 1; k < end && k - i < SHARED_MAX; k++) {
		const struct cue_word *c = x->tags[k].cue;
		bool answered = c && c->form == CUE_PASSIVE &&
				(c->stance == STANCE_DENY || c->stance == STANCE_CONFIRM);
		if (!c ||
		    (c->form != CUE_ACTIVE && c->form != CUE_FINITE && c->form != CUE_PARTICIPLE &&
		     !answered) ||
		    x->tokens.items[k].capital)
			continue;
		struct verb_group v = clause_verb(x, r->l, k, (struct stretch){i, end});
		if (v.first <= i + 1)
			continue;
		bool and = word_is(x, v.first - 1, WORD_CONJUNCTION) ||
			   (word_is(x, v.first - 1, WORD_SUBORDINATOR) && c->form == CUE_ACTIVE &&
			    word_is(x, k + 1 < end ? k + 1 : k, WORD_COMPLEMENTIZER));
		if (!and&&!(c->form == CUE_PARTICIPLE && mark_is(x, v.first - 1, MARK_COMMA)))
			continue;
		*cut = and? v.first - 1 : v.first;
		return k;
	}
	return NONE;
}

/* "A said C and B said D": where the conjunction in front of B stands, or end. */
static uint32_t next_spoken(const struct reading *r, uint32_t i, uint32_t end)
{
	const struct article *x = r->x;
	struct speaker sp;
	for (uint32_t k = i + 2; k + 2 < end && k - i < SHARED_MAX; k++) {
		if (!word_is(x, k, WORD_CONJUNCTION) || x->tokens.items[k].capital ||
		    x->quoted[k] != NONE || !x->tokens.items[k + 1].capital)
			continue;
		uint32_t stop = speaker_extend(x, r->l, k + 1, end);
		const struct cue_word *c = stop < end ? x->tags[stop].cue : NULL;
		if (c && c->form == CUE_FINITE && c->stance == STANCE_CLAIM &&
		    c->takes == TAKES_ANY && !x->tokens.items[stop].capital &&
		    speaker_parse(x, r->l, (struct stretch){k + 1, stop}, &sp) &&
		    (sp.name || sp.kind == SPEAKER_GROUP || sp.kind == SPEAKER_OFFICE))
			return k;
	}
	return end;
}

/* The main subject of the stretch: what stands before its first verb. */
static bool main_subject(const struct reading *r, struct stretch s, struct speaker *out)
{
	const struct article *x = r->x;
	for (uint32_t k = s.first; k < s.end && k < s.first + SUBJECT_MAX; k++) {
		bool dropped;
		if (!article_is_verb(x, r->l, k) ||
		    (k > s.first && word_is(x, k - 1, WORD_RELATIVE)))
			continue;
		struct verb_group v = clause_verb(x, r->l, k, s);
		return clause_subject(x, r->l, &v, s.first, out, &dropped) &&
		       out->kind != SPEAKER_NONE;
	}
	return false;
}

/* The noun phrase at the start of the stretch, when it looks like a speaker. */
static bool leading_phrase(const struct reading *r, struct stretch s, uint32_t verb,
			   struct speaker *out)
{
	const struct article *x = r->x;
	uint32_t i = s.first;
	while (i < verb && i < s.first + 4 &&
	       word_any(x, i, WORD_BIT(WORD_LEAD) | WORD_BIT(WORD_TIME)))
		i += word_length(x, i);
	if (i >= verb || word_any(x, i, WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_SUBORDINATOR)))
		return false;
	uint32_t end = speaker_extend(x, r->l, i, verb);
	return end > i && speaker_parse(x, r->l, (struct stretch){i, end}, out) &&
	       out->kind != SPEAKER_NONE;
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
		return k > s.first && (x->sentences[r->sentence].kind == SENTENCE_HEADLINE
					       ? x->tokens.items[k].capital
					       : k + 1 < s.end && c->takes != TAKES_QUOTE &&
							 word_is(x, k + 1, WORD_COMPLEMENTIZER));
	if (c->form == CUE_CLITIC)
		return k == s.first ||
		       (k > s.first && !mark_is(x, k - 1, MARK_COMMA) && c->stance == STANCE_DENY);
	return true;
}

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

/* A passive: its agent speaks; its subject is what is said, or whom it is said of. Returns past it. */
static uint32_t read_passive(struct reading *r, uint32_t k, struct stretch s)
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
		}
	uint32_t end = agent < s.end ? speaker_extend(x, r->l, agent, s.end) : agent;
	if ((!by && (c->agent || target)) || end <= agent ||
	    !speaker_parse(x, r->l, (struct stretch){agent, end}, &sp) || sp.kind == SPEAKER_NONE)
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
	struct statement *st = reading_add(r, PATTERN_PASSIVE, &sp,
					   (struct stretch){v.named_first, v.end}, c, quote);
	st->negated = v.negated;
	st->silent = points_back(x, quote) && !stance_denial_noun(x, st) &&
		     (c->stance == STANCE_CLAIM || c->stance == STANCE_OTHER ||
		      c->stance == STANCE_CALL);
	return s.end;
}

static bool passive_by_auxiliary(const struct reading *r, const struct verb_group *v, uint32_t end)
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

struct heard {
	bool any, tag;          /* tag: of the quotation in front of the stretch */
	struct speaker speaker; /* of the statement before, for an understood subject */
};

/* "Tim diterjunkan untuk memastikan …" says nothing; "mengeluarkan pernyataan untuk meminta" does. */
static bool only_aim(const struct article *x, uint32_t left, uint32_t verb)
{
	if (verb <= left || !word_is(x, verb - 1, WORD_PURPOSE))
		return false;
	for (uint32_t i = verb - 1; i > left && verb - i < MATTER_MAX; i--)
		if (word_any(x, i - 1, WORD_BIT(WORD_REPORT) | WORD_BIT(WORD_DOCUMENT)))
			return false;
	return true;
}

/* "penjaga wajib meminta karcis", "harus memastikan pintu tertutup": what somebody may or must do, not what he says. */
static bool only_duty(const struct article *x, const struct verb_group *v, const struct cue_word *c)
{
	if (v->negated || v->refused ||
	    !(c->stance == STANCE_CALL ||
	      (c->stance == STANCE_CONFIRM && c->takes == TAKES_CLAUSE)))
		return false;
	for (uint32_t i = v->first; i < v->cue; i++)
		if (word_is(x, i, WORD_MODAL))
			return true;
	return false;
}

/* A description, an aim or a duty: no statement of the article. */
static bool only_describes(const struct article *x, uint32_t left, const struct verb_group *v,
			   const struct cue_word *c)
{
	bool states = c->stance == STANCE_CLAIM || c->stance == STANCE_CONFIRM;
	if (v->first > left && word_is(x, v->first - 1, WORD_RELATIVE) && !states &&
	    c->stance != STANCE_DENY && c->stance != STANCE_ACCUSE)
		return true; /* "yang meminta namanya tidak ditulis": describes, reports nothing */
	return ((states || c->stance == STANCE_CALL) && only_aim(x, left, v->first)) ||
	       only_duty(x, v, c);
}

static bool ends_conjunction(const struct article *x, uint32_t k, uint32_t left)
{
	if (k > left + 2 && word_is(x, k - 1, WORD_DOCUMENT) && word_is(x, k - 2, WORD_INDEFINITE))
		return true; /* "issued a statement denying" */
	return k > left &&
	       (word_any(x, k - 1, WORD_BIT(WORD_CONJUNCTION) | WORD_BIT(WORD_ADVERB)) ||
		word_is(x, k - 1, WORD_AGENT));
}

/* "nor did he acknowledge": the negator and the auxiliary stand in front of the subject. */
static bool asks_negated(const struct article *x, const struct verb_group *v, uint32_t left)
{
	for (uint32_t i = v->first, n = 0; i > left + 1 && n < INVERTED_MAX; i--, n++) {
		if (mark_is(x, i - 1, MARK_COMMA))
			return false;
		if (word_is(x, i - 2, WORD_NEGATOR) && word_length(x, i - 2) == 1 &&
		    word_any(x, i - 1, WORD_BIT(WORD_VERB)))
			return true;
	}
	return false;
}

/* "Contrary to what the ministry said, …": what was said is the relative itself, not what follows. */
static bool is_fused(const struct article *x, const struct speaker *sp, uint32_t left,
		     struct stretch quote)
{
	uint32_t i = sp->phrase.first;
	return i >= left + 2 && word_is(x, i - 1, WORD_QUESTION) &&
	       word_is(x, i - 2, WORD_PREPOSITION) && quote.first > i &&
	       mark_is(x, quote.first - 1, MARK_COMMA);
}

/* "The driver, who denies it, is due in court": an aside ends at the comma in front of the main verb. */
static uint32_t aside_end(const struct article *x, const struct language *l,
			  const struct verb_group *v, uint32_t left, uint32_t end)
{
	if (v->first < left + 2 || !word_is(x, v->first - 1, WORD_RELATIVE) ||
	    !mark_is(x, v->first - 2, MARK_COMMA))
		return end;
	for (uint32_t i = v->end; i + 1 < end; i++)
		if (mark_is(x, i, MARK_COMMA) &&
		    (article_is_verb(x, l, i + 1) || x->tags[i + 1].cue ||
		     word_is(x, i + 1, WORD_ADVERB)))
			return i;
	return end;
}

/* "Denying the charge, Governor Anna Holt said": the subject of a participle that opens the sentence. *end: the comma. */
static bool behind_comma(const struct reading *r, uint32_t k, struct stretch s, struct speaker *sp,
			 uint32_t *end)
{
	const struct article *x = r->x;
	uint32_t comma = k;
	if (k != x->sentences[r->sentence].tokens.first ||
	    (k + 1 < s.end && word_is(x, k + 1, WORD_PREPOSITION)))
		return false;
	while (comma < s.end && comma < k + LEADING_MAX && !mark_is(x, comma, MARK_COMMA))
		comma++;
	if (comma + 1 >= s.end || !mark_is(x, comma, MARK_COMMA))
		return false;
	uint32_t stop = speaker_extend(x, r->l, comma + 1, s.end);
	if (stop <= comma + 1 || !speaker_parse(x, r->l, (struct stretch){comma + 1, stop}, sp) ||
	    sp->kind == SPEAKER_NONE || stop >= s.end ||
	    !(article_is_verb(x, r->l, stop) || x->tags[stop].cue || word_is(x, stop, WORD_ADVERB)))
		return false;
	*end = comma;
	return true;
}

/* "with Health Minister Rist saying there were risks": the subject of the participle stands in front of it. */
static bool absolute(const struct reading *r, uint32_t k, uint32_t left, struct speaker *sp)
{
	const struct article *x = r->x;
	for (uint32_t i = k; i > left && k - i < SUBJECT_MAX / 4; i--)
		if (word_is(x, i - 1, WORD_ABSOLUTE))
			return i < k && speaker_extend(x, r->l, i, k) == k &&
			       speaker_parse(x, r->l, (struct stretch){i, k}, sp) &&
			       sp->kind != SPEAKER_NONE;
	return false;
}

/* "mengaku sudah lelah dan data menunjukkan …": what goes on without a subject of its own ends where one comes. */
static uint32_t subject_returns(const struct article *x, const struct language *l,
				struct stretch quote)
{
	uint32_t i = quote.first;
	while (i < quote.end && word_any(x, i, WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_NEGATOR)))
		i += word_length(x, i);
	if (i >= quote.end || !article_is_verb(x, l, i))
		return quote.end;
	for (; i + 2 < quote.end && i < quote.first + SUBJECT_MAX; i++)
		if (word_is(x, i, WORD_COORDINATOR) &&
		    (word_any(x, i + 1, WORD_BIT(WORD_DOCUMENT) | WORD_BIT(WORD_PEOPLE)) ||
		     word_is(x, i + 1, WORD_ORGANISATION)) &&
		    word_length(x, i + 1) == 1 && article_is_verb(x, l, i + 2))
			return i;
	return quote.end;
}

static enum pattern active_pattern(const struct reading *r, const struct cue_word *c, bool dropped)
{
	bool headline = r->x->sentences[r->sentence].kind == SENTENCE_HEADLINE;
	return dropped                 ? PATTERN_DROPPED
	       : c->form == CUE_CLITIC ? PATTERN_CLITIC
	       : headline              ? PATTERN_HEADLINE
				       : PATTERN_ACTIVE;
}

static struct statement *read_active(struct reading *r, uint32_t k, struct stretch s,
				     struct heard *h, uint32_t *past)
{
	struct article *x = r->x;
	const struct cue_word *c = x->tags[k].cue;
	struct verb_group v = clause_verb(x, r->l, k, s);
	struct speaker sp;
	bool dropped = false, clause, has;
	uint32_t cut, end = s.end;
	*past = k + 1;
	if (c->form == CUE_FINITE &&
	    ((v.end < s.end && word_is(x, v.end, WORD_AGENT)) || frame_passive(x, &v)))
		return NULL; /* "as shown by", "it is estimated" */
	if (c->form == CUE_FINITE && c->stance == STANCE_ACCUSE && v.first == k && v.end < s.end &&
	    word_is(x, v.end, WORD_PREPOSITION) && !word_is(x, v.end, WORD_DETERMINER))
		return NULL; /* "Tiel, accused of theft, denies it": whom he accuses would follow */
	bool leads = c->form == CUE_PARTICIPLE && v.first == k &&
		     (behind_comma(r, k, s, &sp, &end) || absolute(r, k, s.first, &sp));
	if (c->form == CUE_PARTICIPLE && v.first == k && !leads &&
	    !(dropped = (k > s.first || (r->tag && k > 0)) && mark_is(x, k - 1, MARK_COMMA)) &&
	    !ends_conjunction(x, k, s.first))
		return NULL;
	if (only_describes(x, s.first, &v, c))
		return NULL;
	bool understood = c->form == CUE_PARTICIPLE && v.first == k;
	has = leads        ? true
	      : understood ? false
	      : c->form == CUE_CLITIC && c->stance != STANCE_DENY
		      ? speaker_clitic(x, r->l, k, &sp)
		      : clause_subject(x, r->l, &v, s.first, &sp, &dropped);
	if (!has && (dropped || c->form == CUE_PARTICIPLE)) {
		if (h->any && k > s.first && word_is(x, k - 1, WORD_DOCUMENT))
			return NULL; /* whose statement it is cannot be told */
		if (h->tag && c->form != CUE_PARTICIPLE &&
		    !(v.first > 0 && word_is(x, v.first - 1, WORD_CONJUNCTION)))
			return NULL;
		if (!h->any && !main_subject(r, (struct stretch){s.first, v.first}, &h->speaker))
			return NULL;
		sp = h->speaker;
		has = true;
	}
	if (!has && !h->any && v.end < s.end &&
	    (word_is(x, v.end, WORD_COMPLEMENTIZER) || mark_is(x, v.end, MARK_COMMA)) &&
	    !v.infinitive)
		has = leading_phrase(r, s, v.first,
				     &sp); /* a subject with verbs of its own in it */
	if (!has || is_nobody(x, &sp))
		return NULL;
	if (c->names && v.first == k && k > s.first && mark_is(x, k - 1, MARK_COMMA) && !sp.name &&
	    c->form == CUE_FINITE)
		return NULL; /* a trade, called an exchange */
	if (c->form == CUE_FINITE && c->stance != STANCE_CLAIM && v.first == k && k > s.first &&
	    mark_is(x, k - 1, MARK_COMMA) && !sp.name && !sp.pronoun && v.end < s.end &&
	    word_any(x, v.end, WORD_BIT(WORD_TIME) | WORD_BIT(WORD_PREPOSITION)))
		return NULL; /* "The memorandum, agreed last month, extended it" */
	if (c->form == CUE_BASE && !v.negated && asks_negated(x, &v, s.first))
		v.negated = true;
	if (c->form == CUE_BARE && sp.kind == SPEAKER_NONE && !sp.pronoun &&
	    x->sentences[r->sentence].kind == SENTENCE_HEADLINE)
		return NULL; /* "Ini Prediksi Panen" */
	if (next_shared(r, v.end, end, &cut) != NONE)
		end = cut;
	end = aside_end(x, r->l, &v, s.first, end);
	end = next_spoken(r, v.end, end);
	struct stretch quote = clause_content(x, r->l, &v, c, end, &clause);
	quote.end = subject_returns(x, r->l, quote);
	if ((v.refused || v.negated) && quote.first < quote.end &&
	    word_is(x, quote.first, WORD_SUBORDINATOR) && !clause &&
	    !word_is(x, quote.first, WORD_QUESTION))
		quote.end = quote.first; /* "enggan berkomentar ketika dihubungi" */
	if (c->stance == STANCE_DECLINE && quote.first < quote.end &&
	    word_is(x, quote.first, WORD_CONJUNCTION))
		quote.end = quote.first; /* "could not be reached, and an aide said" */
	if (!content_fits(x, r->l, c, &v, &sp, quote, clause) ||
	    (!clause && content_withheld(x, c, quote)) || is_fused(x, &sp, s.first, quote))
		return NULL;
	bool hearsay =
		c->form == CUE_CLITIC && c->stance != STANCE_DENY && word_is(x, k, WORD_HEDGE);
	struct statement *st = reading_add(r, active_pattern(r, c, dropped), hearsay ? NULL : &sp,
					   (struct stretch){v.named_first, v.end}, c, quote);
	st->hearsay = hearsay;
	st->negated = v.negated;
	st->refused = v.refused;
	st->second_confirm = v.second_confirm;
	*past = end > *past ? end : *past;
	return st;
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
		return read_passive(r, k, *s);
	if (denies_before(r, k)) {
		read_clitic_object(r, k, *s);
		return past;
	}
	struct statement *st = read_active(r, k, *s, h, &past);
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
	for (uint32_t k = s.first; k < s.end;) {
		uint32_t past = is_cue_here(r, k, s) ? read_cue(r, k, &s, &h, &o) : k + 1;
		give_way(x, &o);
		k = past > k ? past : k + 1;
	}
	add_outlets(x, before, &o);
	return x->statement_count - before;
}

/* The active clause behind a cue: who its subject is, and how far what he says reaches. */
#include "cmd/attribute/reading.h"

enum {                   /* tokens */
       SUBJECT_MAX = 40, /* in front of the first verb */
       MATTER_MAX = 6,
       LEADING_MAX = 20,
       INVERTED_MAX = 8,
       HEDGE_MAX = 3,
       SHARED_MAX = 400 /* keeps a sentence of any length linear */
};

/* "Nobody denied it", but not "No 10 denied it". */
static bool is_nobody(const struct article *x, const struct language *l, const struct speaker *sp)
{
	uint32_t i = sp->phrase.first;
	if (word_is(x, i, WORD_QUESTION) ||
	    (word_is(x, i, WORD_ADVERB) && i + word_length(x, i) >= sp->phrase.end))
		return true; /* "Apakah Anda yakin", "Tak hanya menilai …" */
	bool titled = sp->name && !spot_empty(sp->role); /* behind a glued sub-headline */
	if (!titled && speaker_thing(x, l, sp->phrase))
		return true; /* "Kehadiran Wira menegaskan …" */
	return word_is(x, i, WORD_NOBODY) && (i + 1 >= sp->phrase.end || token_is_word(x, i + 1));
}

/* A comma in front of token i, or one inside the quotation that ends there: called it “absurd,” saying. */
static bool behind_pause(const struct article *x, uint32_t i)
{
	if (i == 0 || mark_is(x, i - 1, MARK_COMMA))
		return i > 0;
	return i > 1 && x->quoted[i - 1] != NONE && x->quoted[i] == NONE &&
	       mark_is(x, i - 2, MARK_COMMA);
}

/* Where the content of one cue ends because the next shares its subject: "…, tetapi mengatakan". The token of that cue, or NONE. */
static uint32_t next_shared(const struct reading *r, uint32_t i, uint32_t end, uint32_t *cut)
{
	const struct article *x = r->x;
	uint32_t stop = end > i + SHARED_MAX ? i + SHARED_MAX : end;
	for (uint32_t k = i + 1; (k = article_next(x, MAP_CUE, k, stop)) < stop; k++) {
		const struct cue_word *c = x->tags[k].cue;
		bool answered = c->form == CUE_PASSIVE &&
				(c->stance == STANCE_DENY || c->stance == STANCE_CONFIRM);
		if ((c->form != CUE_ACTIVE && c->form != CUE_FINITE && c->form != CUE_PARTICIPLE &&
		     !answered) ||
		    x->tokens.items[k].capital)
			continue;
		struct verb_group v = clause_verb(x, r->l, k, (struct stretch){i, end});
		if (v.first <= i + 1)
			continue;
		bool and = word_is(x, v.first - 1, WORD_CONJUNCTION) ||
			   (word_is(x, v.first - 1, WORD_SUBORDINATOR) && c->form == CUE_ACTIVE &&
			    word_is(x, k + 1 < end ? k + 1 : k, WORD_COMPLEMENTIZER));
		if (!and&&!(c->form == CUE_PARTICIPLE && behind_pause(x, v.first)))
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
	if (article_next(x, MAP_CUE, i + 2, end) == end)
		return end;
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

/* "Hale Defends Plan, Says …": every word has a capital, so the subject is whom the article names at the start. */
static bool headline_subject(const struct reading *r, struct stretch s, struct speaker *out)
{
	struct article *x = r->x;
	uint32_t name = s.first, whose = NONE;
	while (name < s.end && word_any(x, name, WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_HONORIFIC)))
		name += word_length(x, name);
	uint32_t end = name;
	for (; end < s.end && token_is_word(x, end); end++) {
		struct speaker word = {.name = true,
				       .mention = spot_of(x, (struct stretch){end, end + 1})};
		uint32_t e = names_known(x, &word);
		if (e == NONE || (whose != NONE && e != whose))
			break;
		whose = e;
	}
	return whose != NONE && speaker_parse(x, r->l, (struct stretch){s.first, end}, out) &&
	       out->name;
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
	bool opened = v->end < x->tokens.count && word_is(x, v->end, WORD_COMPLEMENTIZER);
	if (v->negated || v->refused ||
	    !(c->stance == STANCE_CALL ||
	      (!opened && (c->takes == TAKES_REPORT || c->stance == STANCE_OTHER)) ||
	      (c->stance == STANCE_CONFIRM && c->takes == TAKES_FACT)))
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

/* The clause around a cue. */
struct clause {
	uint32_t cue; /* its token */
	struct stretch all;
	const struct cue_word *word;
	struct verb_group verbs;
	struct speaker subject;
	bool dropped;    /* the subject is understood */
	uint32_t reach;  /* what is said ends here at the latest */
	bool participle; /* without an auxiliary: "adding that …" */
};

/* A passive, a description, an aim or a duty. */
static bool says_nothing(const struct article *x, const struct clause *c)
{
	const struct verb_group *v = &c->verbs;
	for (uint32_t i = c->cue; i > c->all.first && c->cue - i < HEDGE_MAX; i--)
		if (word_is(x, i - 1, WORD_HEDGE) && i - 1 + word_length(x, i - 1) > c->cue)
			return true; /* "are thought to": nobody in particular thinks */
	if (c->word->form == CUE_FINITE &&
	    ((v->end < c->all.end && word_is(x, v->end, WORD_AGENT)) || frame_passive(x, v)))
		return true; /* "as shown by", "it is estimated" */
	if (c->word->form == CUE_FINITE && c->word->stance == STANCE_ACCUSE && v->first == c->cue &&
	    v->end < c->all.end && word_is(x, v->end, WORD_PREPOSITION) &&
	    !word_is(x, v->end, WORD_DETERMINER))
		return true; /* "Tiel, accused of theft, denies it": whom he accuses would follow */
	return only_describes(x, c->all.first, v, c->word);
}

/* "…, Says Congress Knew" in a headline: its subject is no part of what stands in front of the comma. */
static bool in_title_case(const struct reading *r, const struct clause *c)
{
	return r->x->sentences[r->sentence].kind == SENTENCE_HEADLINE &&
	       r->x->tokens.items[c->cue].capital && c->word->form == CUE_FINITE &&
	       c->verbs.first > c->all.first && mark_is(r->x, c->verbs.first - 1, MARK_COMMA);
}

/* The subject of a clause that has none of its own: who spoke before, or the subject of the main verb. */
static bool understood_subject(const struct reading *r, struct clause *c, struct heard *h)
{
	const struct article *x = r->x;
	if (h->any && c->cue > c->all.first && word_is(x, c->cue - 1, WORD_DOCUMENT))
		return false; /* whose statement it is cannot be told */
	if (h->tag && c->word->form != CUE_PARTICIPLE &&
	    !(c->verbs.first > 0 && word_is(x, c->verbs.first - 1, WORD_CONJUNCTION)))
		return false;
	struct stretch before = {c->all.first, c->verbs.first};
	if (!h->any && !(in_title_case(r, c) ? headline_subject(r, before, &h->speaker)
					     : main_subject(r, before, &h->speaker)))
		return false;
	c->subject = h->speaker;
	return true;
}

static bool find_subject(const struct reading *r, struct clause *c, struct heard *h)
{
	const struct article *x = r->x;
	const struct verb_group *v = &c->verbs;
	uint32_t left = c->all.first;
	bool has = false;
	if (c->word->target && c->word->stance == STANCE_DECLINE)
		return passive_unanswered(r, c->cue, left, &c->subject);
	if (c->participle) {
		has = behind_comma(r, c->cue, c->all, &c->subject, &c->reach) ||
		      absolute(r, c->cue, left, &c->subject);
		c->dropped = !has && (c->cue > left || (r->tag && c->cue > 0)) &&
			     behind_pause(x, c->cue);
		if (!has && !c->dropped && !ends_conjunction(x, c->cue, left))
			return false;
	} else if (c->word->form == CUE_CLITIC && c->word->stance != STANCE_DENY)
		has = speaker_clitic(x, r->l, c->cue, &c->subject);
	else if (!(c->dropped = in_title_case(r, c)))
		has = clause_subject(x, r->l, v, left, &c->subject, &c->dropped);
	if (!has && (c->dropped || c->word->form == CUE_PARTICIPLE)) {
		if (!understood_subject(r, c, h))
			return false;
		has = true;
	}
	if (!has && !h->any && v->end < c->all.end && !v->infinitive &&
	    (word_is(x, v->end, WORD_COMPLEMENTIZER) || mark_is(x, v->end, MARK_COMMA)))
		has = leading_phrase(r, c->all, v->first,
				     &c->subject); /* a subject with verbs of its own in it */
	return has && !is_nobody(x, r->l, &c->subject);
}

/* A participle behind its noun that only looks like a verb, or a headline's noun phrase that speaks for nobody. */
static bool is_apposition(const struct reading *r, const struct clause *c)
{
	const struct article *x = r->x;
	const struct speaker *sp = &c->subject;
	const struct verb_group *v = &c->verbs;
	if (c->word->form == CUE_BARE)
		return sp->kind == SPEAKER_NONE && !sp->pronoun &&
		       x->sentences[r->sentence].kind ==
			       SENTENCE_HEADLINE; /* "Ini Prediksi Panen" */
	if (c->word->form != CUE_FINITE || v->first != c->cue || c->cue <= c->all.first ||
	    !mark_is(x, c->cue - 1, MARK_COMMA) || sp->name)
		return false;
	if (c->word->names)
		return true; /* a trade, called an exchange */
	if (sp->kind == SPEAKER_DOCUMENT && v->end < c->all.end &&
	    word_is(x, v->end, WORD_PREPOSITION) && !word_is(x, v->end, WORD_COMPLEMENTIZER))
		return true; /* "The letters, disclosed in June, …" */
	/* "The memorandum, agreed last month, extended it" */
	return c->word->stance != STANCE_CLAIM && !sp->pronoun && v->end < c->all.end &&
	       word_any(x, v->end, WORD_BIT(WORD_TIME) | WORD_BIT(WORD_PREPOSITION));
}

/* What is said. *opened: something opens it ("that"). */
static struct stretch find_content(const struct reading *r, struct clause *c, bool *opened)
{
	const struct article *x = r->x;
	const struct verb_group *v = &c->verbs;
	uint32_t cut;
	if (next_shared(r, v->end, c->reach, &cut) != NONE)
		c->reach = cut;
	c->reach = aside_end(x, r->l, v, c->all.first, c->reach);
	c->reach = next_spoken(r, v->end, c->reach);
	struct stretch quote = clause_content(x, r->l, v, c->word, c->reach, opened);
	quote.end = subject_returns(x, r->l, quote);
	if (quote.first >= quote.end)
		return quote;
	if ((v->refused || v->negated) && word_is(x, quote.first, WORD_SUBORDINATOR) && !*opened &&
	    !word_is(x, quote.first, WORD_QUESTION))
		quote.end = quote.first; /* "enggan berkomentar ketika dihubungi" */
	if (c->word->stance == STANCE_DECLINE && word_is(x, quote.first, WORD_CONJUNCTION))
		quote.end = quote.first; /* "could not be reached, and an aide said" */
	return quote;
}

struct statement *active_read(struct reading *r, uint32_t k, struct stretch s, struct heard *h,
			      uint32_t *past)
{
	struct article *x = r->x;
	const struct cue_word *word = x->tags[k].cue;
	struct clause c = {.cue = k,
			   .all = s,
			   .word = word,
			   .verbs = clause_verb(x, r->l, k, s),
			   .reach = s.end};
	struct verb_group *v = &c.verbs;
	bool opened;
	*past = k + 1;
	c.participle = word->form == CUE_PARTICIPLE && v->first == k;
	if (says_nothing(x, &c) || !find_subject(r, &c, h) || is_apposition(r, &c) ||
	    (word->form == CUE_BARE && !x->tokens.items[k].capital &&
	     x->sentences[r->sentence].kind == SENTENCE_HEADLINE && !names_vouched(x, &c.subject)))
		return NULL;
	if (word->form == CUE_BASE && !v->negated && asks_negated(x, v, s.first))
		v->negated = true;
	struct stretch quote = find_content(r, &c, &opened);
	if (!content_fits(x, r->l, word, v, &c.subject, quote, opened) ||
	    (!opened && content_withheld(x, word, quote)) ||
	    is_fused(x, &c.subject, s.first, quote))
		return NULL;
	bool hearsay = word->form == CUE_CLITIC && word->stance != STANCE_DENY &&
		       word_is(x, k, WORD_HEDGE);
	struct statement *st =
		reading_add(r, active_pattern(r, word, c.dropped), hearsay ? NULL : &c.subject,
			    (struct stretch){v->named_first, v->end}, word, quote);
	st->hearsay = hearsay;
	st->negated = v->negated;
	st->refused = v->refused;
	st->second_confirm = v->second_confirm;
	*past = c.reach > *past ? c.reach : *past;
	return st;
}

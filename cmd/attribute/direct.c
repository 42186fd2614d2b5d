/* Which quotations are direct speech, and the tag that says whose.
 *
 * Length decides nothing (a minimum of 12 bytes lost every short real quotation tried): a quotation is speech when a tag stands
 * behind it or before it, when it goes on from one that is, or when it is all of its sentence. Others are words that the
 * outlet sets apart; they stay part of their clause. */
#include "cmd/attribute/model.h"

enum { DESCRIPTION_MAX = 16, TITLE_MAX = 12, TAG_MAX = 28, ADDRESSEE_MAX = 24, JOINT_MAX = 5 };
enum { SET_OFF_MAX = 6, ABSOLUTE_MAX = 6 };

static bool tag_form(const struct cue_word *c)
{
	return c->form == CUE_ACTIVE || c->form == CUE_FINITE || c->form == CUE_BASE;
}

static void tag_set(struct article *x, struct quotation *q, enum pattern pattern,
		    struct stretch tag, struct stretch cue, const struct cue_word *word)
{
	q->direct = q->tagged = true;
	q->tag = tag;
	q->head.pattern = (uint8_t)pattern;
	q->head.mode = MODE_DIRECT;
	q->head.cue = spot_of(x, cue);
	q->head.word = word;
}

/* A comma or the end of a sentence stands in front of the closing mark. */
static bool ends_clause(const struct article *x, const struct quotation *q)
{
	uint32_t k = q->tokens.end - 1;
	while (k > q->tokens.first && x->tokens.items[k].kind == TOKEN_MARK &&
	       q->tokens.end - k < 5) {
		uint8_t m = x->tokens.items[k].mark;
		if (m == MARK_COMMA || m == MARK_PERIOD || m == MARK_QUESTION ||
		    m == MARK_EXCLAMATION || m == MARK_ELLIPSIS || m == MARK_DASH)
			return true;
		k--;
	}
	return false;
}

static bool opens_sentence(const struct article *x, const struct quotation *q)
{
	uint32_t i = q->tokens.first;
	return x->sentences[article_sentence_at(x, x->tokens.items[i].start)].tokens.first == i;
}

/* "ujar pria yang akrab disapa Wir itu": behind the relative clause that ends with its determiner, or `end`. */
static uint32_t past_description(const struct article *x, uint32_t end, uint32_t limit)
{
	if (end >= limit || !word_any(x, end, WORD_BIT(WORD_RELATIVE) | WORD_BIT(WORD_NOUN_VERB)))
		return end;
	for (uint32_t k = end + 1; k < limit && k < end + DESCRIPTION_MAX; k++) {
		if (!token_is_word(x, k) && x->tokens.items[k].kind != TOKEN_DIGITS)
			return end;
		if (word_is(x, k, WORD_AFTER_DETERMINER) && !x->tokens.items[k].capital)
			return k + 1;
	}
	return end;
}

/* kata X; said X; katanya; demikian pernyataan X */
static bool cue_first(struct article *x, const struct language *l, struct quotation *q, uint32_t i,
		      uint32_t limit)
{
	struct speaker *sp = &q->head.speaker;
	uint32_t cue = i, n;
	if (word_is(x, i, WORD_OPENER))
		i += word_length(x, i);
	if (i >= limit)
		return false;
	const struct cue_word *c = x->tags[i].cue;
	n = c ? word_length(x, i) : 0;
	if (c && c->form == CUE_CLITIC && speaker_clitic(x, l, i, sp)) {
		tag_set(x, q, PATTERN_CLITIC, (struct stretch){cue, i + n},
			(struct stretch){cue, i + n}, c);
		q->head.has_speaker = true;
		return true;
	}
	if (!c && cue == i)
		return false;
	if (c && c->noun && c->form == CUE_FINITE && !ends_clause(x, q))
		return false; /* Russia's “brutal” attacks */
	if (c && c->form == CUE_ACCORDING && !opens_sentence(x, q))
		return false; /* X wrote that more was to come, “a load,” according to Y */
	if (c && c->form != CUE_BARE && c->form != CUE_FINITE && c->form != CUE_ACCORDING &&
	    !(c->form == CUE_ACTIVE && cue < i) && !(c->form == CUE_PASSIVE && !c->agent))
		return false;
	uint32_t name = i + n;
	while (name < limit && word_any(x, name, WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_AGENT)) &&
	       !x->tokens.items[name].capital)
		name += word_length(x, name);
	uint32_t end = name < limit ? speaker_extend(x, l, name, limit) : name;
	if (end <= name || !speaker_parse(x, l, (struct stretch){name, end}, sp))
		return false;
	if (sp->name && spot_empty(sp->role)) {
		end = speaker_past_title(x, l, end, limit);
		speaker_parse(x, l, (struct stretch){name, end}, sp);
	} else if (!sp->name && (sp->kind == SPEAKER_GROUP || sp->kind == SPEAKER_OFFICE ||
				 sp->kind == SPEAKER_ANONYMOUS)) {
		uint32_t past = past_description(x, end, limit);
		if (past > end) {
			sp->anaphor = true;
			sp->phrase.end = end = past;
		}
	}
	tag_set(x, q, PATTERN_TAG_AFTER, (struct stretch){cue, end},
		(struct stretch){cue, n ? i + n : i}, c);
	q->head.has_speaker = true;
	return true;
}

/* X said; dia menambahkan */
static bool speaker_first(struct article *x, const struct language *l, struct quotation *q,
			  uint32_t i, uint32_t limit)
{
	uint32_t end = limit - i > TAG_MAX ? i + TAG_MAX : limit;
	if (article_next(x, MAP_CUE, i + 1, end) == end)
		return false;
	for (uint32_t k = i + 1; k < end && !article_sentence_end(x, k, limit); k++) {
		const struct cue_word *c = x->tags[k].cue;
		bool dropped;
		if (x->quoted[k] != NONE && !x->quotations[x->quoted[k]].single)
			return false;
		if (!c || !tag_form(c) || c->takes == TAKES_NAME || x->tokens.items[k].capital ||
		    clause_noun(x, k, i))
			continue;
		struct verb_group v = clause_verb(x, l, k, (struct stretch){i, limit});
		if (!clause_subject(x, l, &v, i, &q->head.speaker, &dropped) ||
		    q->head.speaker.phrase.first > i + 2) {
			/* "Scott Pruitt, the attorney general of Oklahoma, one of the states suing the agency, said" */
			uint32_t stop = speaker_extend(x, l, i, v.first);
			if (stop <= i ||
			    !speaker_parse(x, l, (struct stretch){i, stop}, &q->head.speaker) ||
			    !q->head.speaker.name)
				continue;
		}
		tag_set(x, q, PATTERN_TAG_AFTER, (struct stretch){i, v.end},
			(struct stretch){v.named_first, v.end}, c);
		q->head.negated = v.negated;
		q->head.has_speaker = true;
		return true;
	}
	return false;
}

static bool tag_after(struct article *x, struct quotation *q)
{
	uint32_t i = q->tokens.end;
	const struct sentence *s =
		&x->sentences[article_sentence_at(x, x->tokens.items[q->tokens.end - 1].start)];
	if (i < s->tokens.end && (mark_is(x, i, MARK_COMMA) || mark_is(x, i, MARK_DASH)))
		i++;
	if (i >= s->tokens.end || !token_is_word(x, i))
		return false;
	if (word_is(x, i, WORD_CONJUNCTION) && i + 1 < s->tokens.end && !x->tags[i + 1].cue &&
	    (word_is(x, i + 1, WORD_PRONOUN) || x->tokens.items[i + 1].capital))
		return false; /* "…”, and he called for": a clause of its own */
	if (cue_first(x, s->language, q, i, s->tokens.end))
		return true;
	return (i > q->tokens.end || ends_clause(x, q)) &&
	       speaker_first(x, s->language, q, i, s->tokens.end);
}

/* The cue that leads up to token i (a quotation begins there), or NONE. Between them stand addressees, times, places. */
static uint32_t cue_before(const struct article *x, const struct language *l, uint32_t i,
			   uint32_t left, bool marked)
{
	uint32_t floor = i - left > ADDRESSEE_MAX ? i - ADDRESSEE_MAX : left;
	uint32_t word = marked ? i + 2 : i + 1; /* behind the mark */
	bool fragment = word < x->tokens.count && !x->tokens.items[word].capital;
	if (article_next(x, MAP_CUE, floor, i) == i)
		return NONE;
	for (uint32_t k = i; k > floor; k--) {
		const struct cue_word *c = x->tags[k - 1].cue;
		if (x->quoted[k - 1] != NONE || article_sentence_end(x, k - 1, i))
			return NONE;
		if (k < i && fragment && word_is(x, k - 1, WORD_PRONOUN))
			return NONE; /* said it had begun the assault, “to impose …” */
		if (k < i && fragment && word_is(x, k - 1, WORD_COMPLEMENTIZER) &&
		    !word_any(x, k - 1, WORD_BIT(WORD_ADDRESSEE) | WORD_BIT(WORD_QUESTION)))
			return NONE; /* wrote that more was to come, “a load every week” */
		if (c && c->noun && clause_noun(x, k - 1, left))
			continue; /* "said in a post on X:" */
		if (c && c->form != CUE_ACCORDING &&
		    (c->form != CUE_BARE || k - 1 == left || marked) && c->takes != TAKES_NAME)
			return c->form == CUE_PASSIVE ||
					       (!marked &&
						(c->names || k - 1 + word_length(x, k - 1) != i))
				       ? NONE
				       : k - 1;
		if (k < i && article_is_verb(x, l, k - 1) && !word_is(x, k - 1, WORD_ADVERB))
			return NONE;
	}
	return NONE;
}

static uint32_t sentence_start_before(const struct article *x, uint32_t i, uint32_t left)
{
	uint32_t k = i;
	while (k > left && i - k < TAG_MAX * 2 && !article_sentence_end(x, k - 1, i) &&
	       x->quoted[k - 1] == NONE)
		k--;
	return k;
}

/* "X: “…”": the name stands alone before the colon. */
static bool colon_tag(struct article *x, const struct language *l, struct quotation *q,
		      uint32_t colon, uint32_t left)
{
	uint32_t first = sentence_start_before(x, colon, left);
	struct speaker *sp = &q->head.speaker;
	const struct sentence *s =
		&x->sentences[article_sentence_at(x, x->tokens.items[colon].start)];
	if (s->kind == SENTENCE_HEADLINE && q->tokens.end < s->tokens.end &&
	    token_is_word(x, q->tokens.end))
		return false; /* "Hale: 'Small chance' nets will hold": indirect.c takes all of it */
	if (first >= colon || colon - first > 12 ||
	    (token_is_word(x, colon - 1) &&
	     word_any(x, colon - 1, WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_VERB))) ||
	    !speaker_parse(x, l, (struct stretch){first, colon}, sp))
		return false;
	if (sp->name && spot_empty(sp->role) &&
	    sp->mention.start != x->tokens.items[sp->phrase.first].start)
		return false; /* "Republicans Defend Roy Moore: ‘It Was …’" */
	if (sp->kind == SPEAKER_NONE || sp->kind == SPEAKER_DOCUMENT ||
	    (sp->phrase.end - sp->phrase.first > 6 && !sp->name))
		return false;
	tag_set(x, q, PATTERN_COLON, (struct stretch){first, q->tokens.first},
		(struct stretch){first, first}, NULL);
	q->head.has_speaker = true;
	return true;
}

/* "But Mr Roe had a warning: “The dam …”": the subject of the clause in front of the colon, where a whole sentence follows. */
static bool colon_subject(const struct article *x, const struct language *l,
			  const struct quotation *q, uint32_t colon, uint32_t left,
			  struct speaker *sp)
{
	enum { WORDS_MIN = 4 };
	uint32_t i = sentence_start_before(x, colon, left), first = q->tokens.first + 1;
	while (i < colon && (word_is(x, i, WORD_LEAD) || word_is(x, i, WORD_CONJUNCTION)))
		i += word_length(x, i);
	if (i >= colon || q->tokens.end - first < WORDS_MIN || !x->tokens.items[first].capital ||
	    !ends_clause(x, q) || word_is(x, i, WORD_PREPOSITION))
		return false;
	uint32_t end = speaker_extend(x, l, i, colon);
	return end > i && end < colon &&
	       (article_is_verb(x, l, end) || word_is(x, end, WORD_ADVERB)) &&
	       speaker_parse(x, l, (struct stretch){i, end}, sp) &&
	       (sp->name || (sp->pronoun && sp->gender != 'n') || sp->kind == SPEAKER_OFFICE);
}

/* The subject of a participle: behind a comma that of the sentence, behind "with" the phrase in front of it. */
static bool participle_subject(const struct article *x, const struct language *l,
			       const struct verb_group *v, uint32_t start, struct speaker *out,
			       bool has)
{
	struct speaker sp;
	if (v->first > start &&
	    (mark_is(x, v->first - 1, MARK_COMMA) || word_is(x, v->first - 1, WORD_AGENT))) {
		/* "Mr. Ziegler sought to justify it by …, saying, “Mary …”", "began by saying" */
		uint32_t stop = speaker_extend(x, l, start, v->first);
		if (stop > start && stop < v->first &&
		    speaker_parse(x, l, (struct stretch){start, stop}, &sp) &&
		    (sp.name || sp.pronoun || sp.kind == SPEAKER_OFFICE ||
		     sp.kind == SPEAKER_GROUP)) {
			*out = sp;
			return true;
		}
	}
	for (uint32_t k = v->first; k > start && (!has || v->first - k < ABSOLUTE_MAX);
	     k--) /* with finance minister Gaymard telling parliament: “…” */
		if (word_is(x, k - 1, WORD_ABSOLUTE) && !x->tokens.items[k - 1].capital)
			return speaker_extend(x, l, k, v->first) == v->first &&
			       speaker_parse(x, l, (struct stretch){k, v->first}, out) &&
			       out->kind != SPEAKER_NONE;
	return has;
}

/* Who says it in a tag that stands in front of the quotation; within: from the start of the sentence to the mark. */
static bool speaker_before(const struct article *x, const struct language *l,
			   const struct verb_group *v, struct stretch within, struct speaker *out)
{
	const struct cue_word *c = x->tags[v->cue].cue;
	bool dropped, has = c->form == CUE_CLITIC
				    ? speaker_clitic(x, l, v->cue, out)
				    : clause_subject(x, l, v, within.first, out, &dropped);
	if (c->form == CUE_PARTICIPLE)
		return participle_subject(x, l, v, within.first, out, has);
	if (has || c->form != CUE_BARE)
		return has;
	uint32_t stop = speaker_extend(x, l, v->end, within.end);
	return stop > v->end && speaker_parse(x, l, (struct stretch){v->end, stop}, out);
}

static bool tag_before(struct article *x, struct quotation *q)
{
	uint32_t i = q->tokens.first;
	const struct sentence *s = &x->sentences[article_sentence_at(x, x->tokens.items[i].start)];
	uint32_t left = s->tokens.first;
	if (i == left && i > 0 && mark_is(x, i - 1, MARK_COLON) && s > x->sentences) {
		s--; /* "The Times reports:" and the quotation in a paragraph of its own */
		left = s->tokens.first;
	}
	if (i <= left || s->kind == SENTENCE_OTHER)
		return false;
	bool colon = mark_is(x, i - 1, MARK_COLON), marked = colon || mark_is(x, i - 1, MARK_COMMA);
	uint32_t end = marked ? i - 1 : i;
	if (!colon && end > left && word_is(x, end - 1, WORD_COMPLEMENTIZER))
		return false; /* "said that, “…” against": words of a clause */
	uint32_t cue = cue_before(x, s->language, end, left, marked);
	uint32_t words = q->tokens.end - q->tokens.first;
	if (cue == NONE) {
		if (!colon || colon_tag(x, s->language, q, i - 1, left))
			return colon;
		if (!colon_subject(x, s->language, q, i - 1, left, &q->head.speaker))
			return false;
		tag_set(x, q, PATTERN_COLON, (struct stretch){i, i}, (struct stretch){i, i}, NULL);
		q->head.has_speaker = true;
		return true;
	}
	if (!marked && (words < 6 || (i + 1 < s->tokens.end && !x->tokens.items[i + 1].capital)))
		return false;
	const struct cue_word *c = x->tags[cue].cue;
	uint32_t start = sentence_start_before(x, cue, left);
	struct verb_group v = clause_verb(x, s->language, cue, (struct stretch){start, end});
	q->head.has_speaker =
		speaker_before(x, s->language, &v, (struct stretch){start, end}, &q->head.speaker);
	if (!q->head.has_speaker && colon && c->form == CUE_PARTICIPLE)
		q->head.has_speaker =
			colon_subject(x, s->language, q, i - 1, left, &q->head.speaker);
	q->head.from_before = !q->head.has_speaker;
	uint32_t tag = q->head.has_speaker && q->head.speaker.phrase.first < v.first
			       ? q->head.speaker.phrase.first
			       : v.first;
	tag_set(x, q, PATTERN_TAG_BEFORE, (struct stretch){tag, i},
		(struct stretch){v.named_first, v.end}, c);
	return true;
}

/* All of its sentence but the marks at the end. */
static bool fills_sentence(const struct article *x, const struct quotation *q)
{
	const struct sentence *first =
		&x->sentences[article_sentence_at(x, x->tokens.items[q->tokens.first].start)];
	const struct sentence *last =
		&x->sentences[article_sentence_at(x, x->tokens.items[q->tokens.end - 1].start)];
	uint32_t end = q->tokens.end;
	while (end < last->tokens.end && !token_is_word(x, end) && last->tokens.end - end < 3)
		end++;
	return q->tokens.first == first->tokens.first && end >= last->tokens.end &&
	       q->tokens.end - q->tokens.first > 3;
}

/* "We never will!” | X told reporters. A sentence that holds a tag and nothing else, cut off behind the mark. */
static bool tag_behind(struct article *x, struct quotation *q)
{
	uint32_t i = q->tokens.end;
	if (q->tokens.end - q->tokens.first < 3 || i >= x->tokens.count || !token_is_word(x, i) ||
	    !(mark_is(x, i - 2, MARK_QUESTION) || mark_is(x, i - 2, MARK_EXCLAMATION)) ||
	    !fills_sentence(x, q))
		return false;
	uint32_t at = article_sentence_at(x, x->tokens.items[i].start);
	const struct sentence *s = &x->sentences[at];
	if (s->tokens.first != i || s->paragraph != s[-1].paragraph || s->kind != SENTENCE_BODY ||
	    s->tokens.end - i > TAG_MAX)
		return false;
	if (!speaker_first(x, s->language, q, i, s->tokens.end) &&
	    !cue_first(x, s->language, q, i, s->tokens.end))
		return false;
	uint32_t end = q->tag.end;
	const struct cue_word *c = q->head.word;
	if (c && c->takes == TAKES_ADDRESSEE && end < s->tokens.end)
		end = clause_addressee(x, s->language, end, s->tokens.end);
	struct stretch rest = article_trim(x, (struct stretch){end, s->tokens.end});
	if (rest.first >= rest.end ||
	    word_any(x, rest.first, WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_TIME))) {
		q->tag = (struct stretch){q->tokens.end, q->tokens.end};
		return true;
	}
	q->tagged = q->direct = false;
	q->head = (struct statement){
		.entity = NONE, .quotation = q->head.quotation, .antecedent = NONE};
	return false;
}

/* …," says X in the film titled "Strong.": a few words that belong to the tag. */
static bool is_set_off(const struct article *x, uint32_t k)
{
	const struct quotation *q = &x->quotations[k];
	uint32_t i = q->tokens.first;
	return k > 0 && q[-1].direct && q[-1].tagged && q[-1].tag.end > q[-1].tokens.end &&
	       i > q[-1].tag.end && i - q[-1].tag.end <= JOINT_MAX &&
	       q->tokens.end - i <= SET_OFF_MAX && token_is_word(x, i - 1) && !x->tags[i - 1].cue;
}

/* A second quotation of the record that the tag of the first one stands between: "A," kata X, "B". */
static bool goes_on(const struct article *x, uint32_t k)
{
	const struct quotation *q = &x->quotations[k], *p;
	if (k == 0)
		return false;
	p = &x->quotations[k - 1];
	if (!p->direct || (!p->tagged && !p->claimed) ||
	    article_sentence_at(x, x->tokens.items[p->tokens.end - 1].start) !=
		    article_sentence_at(x, x->tokens.items[q->tokens.first].start))
		return false;
	uint32_t from = p->tagged && p->tag.end > p->tokens.end ? p->tag.end : p->tokens.end;
	if (q->tokens.first < from || is_set_off(x, k))
		return false;
	if (q->tokens.first - from <= JOINT_MAX)
		return true;
	for (uint32_t i = from; i < q->tokens.first;
	     i++) /* the tag's sentence ends right before it */
		if (token_is_word(x, i) && (x->tags[i].cue || i - from > TAG_MAX))
			return false;
	return mark_is(x, q->tokens.first - 1, MARK_PERIOD) ||
	       mark_is(x, q->tokens.first - 1, MARK_COMMA);
}

/* Gives every piece of a chain the tag of the piece that has one. */
static void share_tags(struct article *x)
{
	for (size_t k = x->quotation_count; k-- > 0;) {
		struct quotation *q = &x->quotations[k];
		if (!q->tagged && q->next != NONE && x->quotations[q->next].tagged) {
			q->head = x->quotations[q->next].head;
			q->tagged = q->direct = true;
			q->tag = (struct stretch){q->tokens.end, q->tokens.end};
		}
	}
	for (size_t k = 0; k < x->quotation_count; k++) {
		struct quotation *q = &x->quotations[k];
		if (!q->tagged && q->before != NONE && x->quotations[q->before].tagged) {
			q->head = x->quotations[q->before].head;
			q->tagged = q->direct = true;
			q->tag = (struct stretch){q->tokens.end, q->tokens.end};
		}
	}
}

/* Trump's, CBS’ */
static bool ends_genitive(const struct article *x, uint32_t i)
{
	const struct token *t = &x->tokens.items[i];
	return t->kind == TOKEN_WORD
		       ? t->end - t->start == 1
		       : !t->space && i > 0 && token_is_word(x, i - 1) &&
				 (t->mark == MARK_APOSTROPHE || t->mark == MARK_SINGLE_CLOSE);
}

/* on “Meet the Press,” he said: behind a preposition or a genitive, and every long word has a capital. */
static bool is_title(const struct article *x, const struct quotation *q)
{
	uint32_t i = q->tokens.first, words = 0;
	if (i < 1 || q->tokens.end - i > TITLE_MAX ||
	    !(word_is(x, i - 1, WORD_PREPOSITION) || ends_genitive(x, i - 1) ||
	      (x->tags[i - 1].cue && x->tags[i - 1].cue->takes == TAKES_ADDRESSEE)) ||
	    word_is(x, i - 1, WORD_COMPLEMENTIZER))
		return false;
	for (i++; i < q->tokens.end; i++) {
		const struct token *t = &x->tokens.items[i];
		if (!token_is_word(x, i))
			continue;
		if (!t->capital && t->end - t->start > 3 && !word_is(x, i, WORD_PREPOSITION))
			return false;
		words += t->capital;
	}
	return words > 1;
}

void direct_find(struct article *x)
{
	for (uint32_t k = 0; k < x->quotation_count; k++) {
		struct quotation *q = &x->quotations[k];
		q->head = (struct statement){.entity = NONE, .quotation = k, .antecedent = NONE};
		const struct sentence *s = &x->sentences[article_sentence_at(
			x, x->tokens.items[q->tokens.first].start)];
		if (s->kind == SENTENCE_OTHER || q->tokens.end - q->tokens.first < 3 ||
		    is_title(x, q))
			continue;
		if (goes_on(x, k)) {
			q->direct = q->claimed = true;
			continue;
		}
		if (is_set_off(x, k))
			continue;
		if (tag_after(x, q) || (!q->torn && tag_before(x, q)) || tag_behind(x, q))
			continue;
		if (fills_sentence(x, q) && !q->single) {
			q->direct = true;
			q->head.pattern = PATTERN_UNTAGGED;
			q->head.mode = MODE_DIRECT;
			q->head.from_before = true;
		}
	}
	share_tags(x);
}

/* Speech without marks: the clause behind a cue, the clause before a tag, "menurut X", the passive.
 *
 * A sentence is cut at its direct quotations and their tags; each stretch between is read once from left to right. What a
 * cue says reaches to the end of the stretch, or to the next cue that shares its subject; cues inside it are no statements
 * of the article. An outlet that relays ("Reuters melaporkan bahwa …") gives way to the speaker inside. */
#include "cmd/attribute/model.h"

enum {
	POSTPOSED_MAX = 20,
	AGENT_MAX = 10,
	SHARED_MAX = 400 /* tokens: keeps a sentence of any length linear */
};

struct reading {
	struct article *x;
	const struct language *l;
	uint32_t sentence;
	struct stretch region;
	struct spot relays[VIA_MAX];
	uint8_t relay_count;
	uint32_t first_statement; /* of the sentence's indirect ones */
};

static struct statement *add(struct reading *r, enum pattern pattern, const struct speaker *sp, struct stretch cue, const struct cue_word *c, struct stretch quote)
{
	struct statement *s = statement_new(r->x, r->sentence);
	s->pattern = (uint8_t)pattern;
	s->mode = MODE_INDIRECT;
	s->has_speaker = sp != NULL;
	if (sp)
		s->speaker = *sp;
	s->cue = spot_of(r->x, cue);
	s->word = c;
	if (quote.first < quote.end)
		s->parts[s->part_count++] = spot_of(r->x, quote);
	for (uint32_t i = quote.first; i < quote.end; i++)
		if (r->x->quoted[i] != NONE)
			s->mode = MODE_MIXED;
	return s;
}

/* --- frames: ", kata X", ", X said", "menurut X", ", Reuters melaporkan" --- */

struct frame {
	struct stretch tag; /* with the comma in front of it */
	struct stretch cue;
	struct speaker speaker;
	const struct cue_word *word;
	bool relays; /* gives way to a speaker inside */
	bool clitic;
};

static bool closes(const struct article *x, uint32_t i, uint32_t end)
{
	return i >= end || mark_is(x, i, MARK_COMMA) || mark_is(x, i, MARK_PERIOD) || mark_is(x, i, MARK_OPEN) || mark_is(x, i, MARK_SEMICOLON) ||
	       mark_is(x, i, MARK_DASH) || word_any(x, i, WORD_BIT(WORD_TIME) | WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_RELAY) | WORD_BIT(WORD_SUBORDINATOR) | WORD_BIT(WORD_ADDRESSEE) | WORD_BIT(WORD_CONJUNCTION));
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
		return closes(x, f->tag.end, end);
	}
	if (c->form != CUE_BARE && c->form != CUE_ACCORDING && c->form != CUE_FINITE)
		return false;
	uint32_t stop = f->cue.end < end ? speaker_extend(x, r->l, f->cue.end, end) : end;
	if (stop <= f->cue.end || !speaker_parse(x, r->l, (struct stretch){f->cue.end, stop}, &f->speaker))
		return false;
	if (c->form == CUE_FINITE && (f->speaker.kind == SPEAKER_NONE || !closes(x, stop, end)))
		return false;
	f->tag.end = stop;
	f->relays = c->form == CUE_ACCORDING;
	return true;
}

static bool frame_speaker_first(struct reading *r, uint32_t i, uint32_t end, struct frame *f)
{
	struct article *x = r->x;
	uint32_t limit = end - i > POSTPOSED_MAX ? i + POSTPOSED_MAX : end;
	for (uint32_t k = i + 1; k < limit && !mark_is(x, k, MARK_COLON) && !mark_is(x, k, MARK_SEMICOLON); k++) {
		const struct cue_word *c = x->tags[k].cue;
		bool dropped;
		if (!c || (c->form != CUE_FINITE && c->form != CUE_ACTIVE && c->form != CUE_BASE) || c->takes == TAKES_NAME)
			continue;
		struct verb_group v = clause_verb(x, r->l, k, (struct stretch){i, end});
		if (!closes(x, v.end, end) || (v.end < end && c->form == CUE_ACTIVE && !c->via && !word_is(x, v.end, WORD_TIME)))
			continue;
		for (uint32_t j = v.end; j < end && j < v.end + 12; j++)
			if (word_is(x, j, WORD_COMPLEMENTIZER) && !word_is(x, j, WORD_ADDRESSEE) && j != v.end)
				return false;
		if (!clause_subject(x, r->l, &v, i, &f->speaker, &dropped) || f->speaker.phrase.first > i || f->speaker.kind == SPEAKER_NONE)
			return false;
		f->tag.end = v.end;
		f->cue = (struct stretch){v.named_first, v.end};
		f->word = c;
		f->relays = f->speaker.kind == SPEAKER_OUTLET;
		return true;
	}
	return false;
}

/* The first frame of the region: at its start ("Menurut X, …") or behind a comma. */
static bool find_frame(struct reading *r, struct stretch s, struct frame *f)
{
	struct article *x = r->x;
	for (uint32_t i = s.first; i < s.end; i++) {
		*f = (struct frame){.tag = {i, i}};
		bool comma = mark_is(x, i, MARK_COMMA);
		if (comma && i > s.first && i + 1 < s.end && token_is_word(x, i + 1) &&
		    (frame_cue_first(r, i + 1, s.end, f) || frame_speaker_first(r, i + 1, s.end, f)))
			return true;
		*f = (struct frame){.tag = {i, i}};
		if (!comma && x->tags[i].cue && x->tags[i].cue->form == CUE_ACCORDING && frame_cue_first(r, i, s.end, f))
			return true;
	}
	return false;
}

/* --- the clause behind a cue --- */

/* Whether what stands behind the cue is what it takes. */
static bool content_fits(const struct article *x, const struct cue_word *c, const struct verb_group *v, const struct speaker *sp, struct stretch quote, bool clause)
{
	bool strong = sp && (sp->name || sp->pronoun || sp->kind != SPEAKER_NONE);
	if (quote.first >= quote.end)
		return c->stance == STANCE_DECLINE;
	switch (c->takes) {
	case TAKES_QUOTE:
		return v->refused || (v->negated && c->negated >= 0);
	case TAKES_CLAUSE:
		return clause || v->refused || (strong && quote.end - quote.first >= 4);
	case TAKES_REPORT:
		return clause || strong;
	case TAKES_ADDRESSEE:
		return clause || quote.end - quote.first >= 3;
	case TAKES_NAME:
		return strong && quote.end - quote.first >= 2;
	default:
		return strong || clause || (x->tokens.items[quote.first].capital && quote.end - quote.first >= 3);
	}
}

/* Where the content of one cue ends because the next shares its subject: "…, tetapi mengatakan". The token of that cue, or NONE. */
static uint32_t next_shared(const struct reading *r, uint32_t i, uint32_t end, uint32_t *cut)
{
	const struct article *x = r->x;
	for (uint32_t k = i + 1; k < end && k - i < SHARED_MAX; k++) {
		const struct cue_word *c = x->tags[k].cue;
		bool answered = c && c->form == CUE_PASSIVE && (c->stance == STANCE_DENY || c->stance == STANCE_CONFIRM);
		if (!c || (c->form != CUE_ACTIVE && c->form != CUE_FINITE && c->form != CUE_PARTICIPLE && !answered) || x->tokens.items[k].capital)
			continue;
		struct verb_group v = clause_verb(x, r->l, k, (struct stretch){i, end});
		if (v.first <= i + 1)
			continue;
		bool and = word_is(x, v.first - 1, WORD_CONJUNCTION) || (word_is(x, v.first - 1, WORD_SUBORDINATOR) && c->form == CUE_ACTIVE && word_is(x, k + 1 < end ? k + 1 : k, WORD_COMPLEMENTIZER));
		if (!and && !(c->form == CUE_PARTICIPLE && mark_is(x, v.first - 1, MARK_COMMA)))
			continue;
		*cut = and ? v.first - 1 : v.first;
		return k;
	}
	return NONE;
}

/* The main subject of the stretch: what stands before its first verb. */
static bool main_subject(const struct reading *r, struct stretch s, struct speaker *out)
{
	const struct article *x = r->x;
	for (uint32_t k = s.first; k < s.end && k < s.first + POSTPOSED_MAX * 2; k++) {
		bool dropped;
		if (!article_is_verb(x, r->l, k) || (k > s.first && word_is(x, k - 1, WORD_RELATIVE)))
			continue;
		struct verb_group v = clause_verb(x, r->l, k, s);
		return clause_subject(x, r->l, &v, s.first, out, &dropped) && out->kind != SPEAKER_NONE;
	}
	return false;
}

static bool is_cue_here(const struct reading *r, uint32_t k, const struct stretch s)
{
	const struct article *x = r->x;
	const struct cue_word *c = x->tags[k].cue;
	if (!c || c->form == CUE_ACCORDING)
		return false;
	if (word_is(x, k, WORD_REFUSAL) && k + word_length(x, k) < s.end && x->tags[k + word_length(x, k)].cue)
		return false; /* "menolak berkomentar": the verb behind it is the cue */
	if (c->form == CUE_BARE) /* as a verb with its subject before it: headlines, and "minta agar" */
		return k > s.first && (x->sentences[r->sentence].kind == SENTENCE_HEADLINE ? x->tokens.items[k].capital
				: k + 1 < s.end && word_is(x, k + 1, WORD_COMPLEMENTIZER));
	if (c->form == CUE_CLITIC)
		return k == s.first || (k > s.first && !mark_is(x, k - 1, MARK_COMMA) && c->stance == STANCE_DENY);
	return true;
}

/* "Hal itu", "pernyataan tersebut", "demikian": what was said stands elsewhere. */
static bool points_back(const struct article *x, struct stretch s)
{
	return s.first >= s.end || (s.end - s.first <= 3 && (word_any(x, s.end - 1, WORD_BIT(WORD_AFTER_DETERMINER) | WORD_BIT(WORD_ANAPHOR)) ||
							     word_any(x, s.first, WORD_BIT(WORD_OPENER) | WORD_BIT(WORD_ANAPHOR) | WORD_BIT(WORD_LEAD))));
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
	bool target = c->target || (c->form == CUE_FINITE && (c->stance == STANCE_ACCUSE || c->stance == STANCE_CALL));
	for (uint32_t i = v.end; i < s.end && i < v.end + (target ? POSTPOSED_MAX : AGENT_MAX); i++)
		if (word_is(x, i, WORD_AGENT)) {
			agent = i + word_length(x, i);
			by = true;
			break;
		}
	uint32_t end = agent < s.end ? speaker_extend(x, r->l, agent, s.end) : agent;
	if ((!by && (c->agent || target)) || end <= agent || !speaker_parse(x, r->l, (struct stretch){agent, end}, &sp) || sp.kind == SPEAKER_NONE)
		return v.end;
	bool has_subject = clause_subject(x, r->l, &v, s.first, &subject, &dropped);
	struct stretch quote = {end, end};
	if (target) /* accused of: what stands between the verb and its agent, or behind the agent */
		quote = by && agent > v.end + 2 ? (struct stretch){v.end, agent - 1} : (struct stretch){end, s.end};
	else if (end < s.end && word_is(x, end, WORD_COMPLEMENTIZER))
		quote = (struct stretch){end + 1, s.end};
	else if (has_subject)
		quote = subject.phrase;
	else if (dropped && v.first > s.first + 1)
		quote = (struct stretch){s.first, v.first - 1};
	quote = article_trim(x, quote);
	if (quote.first < quote.end && word_is(x, quote.first, WORD_PREPOSITION) && target)
		quote.first++;
	struct statement *st = add(r, PATTERN_PASSIVE, &sp, (struct stretch){v.named_first, v.end}, c, quote);
	st->negated = v.negated;
	st->silent = points_back(x, quote) && (c->stance == STANCE_CLAIM || c->stance == STANCE_OTHER || c->stance == STANCE_CALL);
	return s.end;
}

static bool passive_by_auxiliary(const struct reading *r, const struct verb_group *v, uint32_t end)
{
	const struct article *x = r->x;
	if (x->tags[v->cue].cue->form != CUE_FINITE || v->first == v->cue)
		return false;
	for (uint32_t i = v->end; i < end && i < v->end + 2; i++)
		if (word_is(x, i, WORD_AGENT))
			return true;
	return false;
}

struct heard {
	bool any;
	struct speaker speaker; /* of the statement before, for an understood subject */
};

static struct statement *read_active(struct reading *r, uint32_t k, struct stretch s, struct heard *h, uint32_t *past)
{
	struct article *x = r->x;
	const struct cue_word *c = x->tags[k].cue;
	struct verb_group v = clause_verb(x, r->l, k, s);
	struct speaker sp;
	bool dropped = false, clause, has;
	uint32_t cut, end = s.end;
	*past = k + 1;
	has = c->form == CUE_CLITIC && c->stance != STANCE_DENY ? speaker_clitic(x, r->l, k, &sp) : clause_subject(x, r->l, &v, s.first, &sp, &dropped);
	if (!has && (dropped || c->form == CUE_PARTICIPLE)) {
		if (!h->any && !main_subject(r, (struct stretch){s.first, v.first}, &h->speaker))
			return NULL;
		sp = h->speaker;
		has = true;
	}
	if (!has)
		return NULL;
	if (c->form == CUE_PARTICIPLE && !dropped && !(v.first > s.first && mark_is(x, v.first - 1, MARK_COMMA)))
		return NULL;
	if (next_shared(r, v.end, end, &cut) != NONE)
		end = cut;
	struct stretch quote = clause_content(x, r->l, &v, c, end, &clause);
	if (!content_fits(x, c, &v, &sp, quote, clause))
		return NULL;
	struct statement *st = add(r, dropped ? PATTERN_DROPPED : c->form == CUE_CLITIC ? PATTERN_CLITIC : x->sentences[r->sentence].kind == SENTENCE_HEADLINE ? PATTERN_HEADLINE : PATTERN_ACTIVE,
				   &sp, (struct stretch){v.named_first, v.end}, c, quote);
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
	return c->form == CUE_ACTIVE && c->stance == STANCE_DENY && speaker_clitic(r->x, r->l, k, &none);
}

static void read_clitic_object(struct reading *r, uint32_t k, struct stretch s)
{
	struct article *x = r->x;
	struct verb_group v = clause_verb(x, r->l, k, s);
	struct speaker sp, object;
	bool dropped;
	if (!clause_subject(x, r->l, &v, s.first, &sp, &dropped) || !speaker_clitic(x, r->l, k, &object))
		return;
	struct statement *st = add(r, PATTERN_ACTIVE, &sp, (struct stretch){v.named_first, v.end}, x->tags[k].cue, (struct stretch){k, k});
	st->negated = v.negated;
	st->parts[st->part_count++] = object.mention;
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
		o->outlets[o->count++] = x->statements[o->own].speaker.mention;
	memmove(&x->statements[o->own], &x->statements[o->own + 1], (x->statement_count - o->own - 1) * sizeof *x->statements);
	x->statement_count--;
	o->own = NONE;
	for (uint8_t i = o->count; i-- > 0;)
		via_add(&x->statements[x->statement_count - 1], o->outlets[i]);
}

static uint32_t read_cue(struct reading *r, uint32_t k, struct stretch *s, struct heard *h, struct relayed *o)
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

/* Reads the cues of a stretch; how many statements it gave. */
static size_t read_cues(struct reading *r, struct stretch s)
{
	struct article *x = r->x;
	size_t before = x->statement_count;
	struct heard h = {0};
	struct relayed o = {.own = NONE};
	for (uint32_t k = s.first; k < s.end;) {
		uint32_t past = is_cue_here(r, k, s) ? read_cue(r, k, &s, &h, &o) : k + 1;
		give_way(x, &o);
		k = past > k ? past : k + 1;
	}
	return x->statement_count - before;
}

static struct stretch from_frame(const struct article *x, struct stretch s, uint32_t i)
{
	return article_trim(x, (struct stretch){i < s.end ? i : s.end, s.end});
}

/* One stretch without direct speech. */
static void read_region(struct reading *r, struct stretch s)
{
	struct article *x = r->x;
	struct frame f;
	s = article_trim(x, s);
	if (s.end - s.first < 2 || s.first >= s.end)
		return;
	if (!find_frame(r, s, &f)) {
		read_cues(r, s);
		return;
	}
	struct stretch first = article_trim(x, (struct stretch){s.first, f.tag.first});
	bool inserted = f.tag.end < s.end && (mark_is(x, f.tag.end, MARK_COMMA) || first.first >= first.end || f.word->form == CUE_ACCORDING);
	struct stretch second = inserted ? from_frame(x, s, f.tag.end) : (struct stretch){s.end, s.end};
	uint32_t before = (uint32_t)x->statement_count;
	if (f.relays && (read_cues(r, first.first < first.end ? first : second) > 0)) {
		for (size_t n = before; n < x->statement_count; n++)
			via_add(&x->statements[n], f.speaker.mention);
		return;
	}
	if (second.first < second.end && word_is(x, second.first, WORD_TIME) && first.first < first.end)
		second.first = second.end;
	struct stretch quote = first.first < first.end ? first : second;
	if (quote.end <= quote.first)
		return;
	struct statement *st = add(r, f.word->form == CUE_ACCORDING ? PATTERN_ACCORDING : PATTERN_POSTPOSED, &f.speaker, f.cue, f.word, quote);
	if (first.first < first.end && second.first < second.end && second.end - second.first > 1)
		st->parts[st->part_count++] = spot_of(x, second);
}

/* Relays of the sentence, in order; the region ends before one that closes it. */
static void read_relays(struct reading *r, struct stretch *s)
{
	struct article *x = r->x;
	for (uint32_t i = s->first; i < s->end; i++) {
		struct stretch outlet;
		uint32_t past;
		if (!word_is(x, i, WORD_RELAY) || (x->tags[i].cue && x->tags[i].cue->form == CUE_ACCORDING) || !via_relay(x, i, s->end, &outlet, &past))
			continue;
		if (r->relay_count < VIA_MAX)
			r->relays[r->relay_count++] = spot_of(x, outlet);
		if (i <= s->first + 1) { /* leads the sentence: go on behind its comma */
			uint32_t k = past;
			while (k < s->end && k < past + 12 && !mark_is(x, k, MARK_COMMA))
				k++;
			s->first = k < s->end && mark_is(x, k, MARK_COMMA) ? k + 1 : past;
			i = s->first ? s->first - 1 : 0;
		} else if (past >= s->end || mark_is(x, past, MARK_COMMA) || closes(x, past, s->end)) {
			uint32_t k = past; /* ", as quoted by Interfax, that troops": an aside, not an end */
			if (k + 1 < s->end && mark_is(x, k, MARK_COMMA) && word_is(x, k + 1, WORD_COMPLEMENTIZER))
				continue;
			s->end = i;
		}
	}
}

/* "X: clause" in headlines, also those glued to a paragraph. */
static void read_headline_colon(struct reading *r, struct stretch s)
{
	struct article *x = r->x;
	struct speaker sp;
	for (uint32_t i = s.first + 1; i < s.end && i < s.first + 8; i++) {
		if (!mark_is(x, i, MARK_COLON))
			continue;
		struct stretch quote = article_trim(x, (struct stretch){i + 1, s.end});
		if (quote.end - quote.first < 3 || !x->tokens.items[i + 1].space || !speaker_parse(x, r->l, (struct stretch){s.first, i}, &sp))
			return;
		if (sp.kind == SPEAKER_NONE || sp.kind == SPEAKER_DOCUMENT || sp.role.end == sp.mention.end)
			return;
		add(r, PATTERN_COLON, &sp, (struct stretch){i, i}, NULL, quote)->mode = MODE_INDIRECT;
		return;
	}
}

void indirect_find(struct article *x, uint32_t sentence)
{
	const struct sentence *s = &x->sentences[sentence];
	struct reading r = {.x = x, .l = s->language, .sentence = sentence, .first_statement = (uint32_t)x->statement_count};
	uint32_t i = s->tokens.first;
	while (i < s->tokens.end) {
		struct stretch region = {i, i};
		while (region.end < s->tokens.end) {
			uint32_t q = x->quoted[region.end];
			if (q != NONE && x->quotations[q].direct)
				break;
			region.end++;
		}
		uint32_t past = region.end;
		if (past < s->tokens.end) {
			const struct quotation *q = &x->quotations[x->quoted[past]];
			past = q->tokens.end > past ? q->tokens.end : past + 1;
			if (q->tagged && q->tag.first < q->tokens.first && q->tag.first >= region.first && q->tag.first < region.end)
				region.end = q->tag.first;
			if (q->tagged && q->tag.end > q->tokens.end)
				past = q->tag.end;
		}
		read_relays(&r, &region);
		size_t before = x->statement_count;
		if (region.first < region.end)
			read_region(&r, region);
		if (x->statement_count == before && region.first == s->tokens.first && region.first < region.end && s->kind == SENTENCE_HEADLINE)
			read_headline_colon(&r, region);
		i = past > i ? past : i + 1;
	}
	for (size_t n = s->statement; n < x->statement_count; n++)
		for (uint8_t k = 0; k < r.relay_count; k++)
			via_add(&x->statements[n], r.relays[k]);
}

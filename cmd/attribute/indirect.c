/* Speech without marks: a sentence is cut at its direct quotations and their tags, each stretch between is read once. */
#include "cmd/attribute/reading.h"

enum {
	SUBJECT_WORDS = 4,
	NAME_WORDS = 20,
	DATELINE_MAX = 20
}; /* tokens: "MUARA, Banten, May 16, 2025 (Northern Wire) -" */

struct statement *reading_add(struct reading *r, enum pattern pattern, const struct speaker *sp,
			      struct stretch cue, const struct cue_word *c, struct stretch quote)
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
	return s;
}

static struct stretch from_frame(const struct article *x, struct stretch s, uint32_t i)
{
	return article_trim(x, (struct stretch){i < s.end ? i : s.end, s.end});
}

/* ", citing a military source": the source speaks, the outlet in front of it relays. */
static void read_source(struct reading *r, struct stretch s, uint32_t from, uint32_t statement)
{
	struct article *x = r->x;
	struct speaker sp;
	for (uint32_t i = from; i < s.end; i++) {
		uint32_t name = i + word_length(x, i);
		if (!word_is(x, i, WORD_RELAY) ||
		    (x->tags[i].cue && x->tags[i].cue->form == CUE_ACCORDING) || name >= s.end)
			continue;
		uint32_t end = speaker_extend(x, r->l, name, s.end);
		if (end <= name || !speaker_parse(x, r->l, (struct stretch){name, end}, &sp) ||
		    sp.kind == SPEAKER_NONE || sp.kind == SPEAKER_OUTLET)
			return;
		struct statement *st = &x->statements[statement];
		via_add(st, via_spot(x, &st->speaker));
		st->speaker = sp;
		st->cue = spot_of(x, (struct stretch){i, name});
		return;
	}
}

/* "Bantah Keracunan, Kepala Sekolah: …": a headline with its subject behind the comma. */
static bool read_inverted(struct reading *r, struct stretch s)
{
	struct article *x = r->x;
	const struct cue_word *c = x->tags[s.first].cue;
	struct speaker sp;
	if (x->sentences[r->sentence].kind != SENTENCE_HEADLINE || !c || c->form != CUE_BARE ||
	    c->noun || c->takes == TAKES_QUOTE)
		return false;
	uint32_t comma = s.first;
	while (comma < s.end && !mark_is(x, comma, MARK_COMMA))
		comma++;
	uint32_t end = comma + 1;
	while (end < s.end && !mark_is(x, end, MARK_COLON))
		end++;
	if (comma + 1 >= s.end || !speaker_parse(x, r->l, (struct stretch){comma + 1, end}, &sp) ||
	    sp.kind == SPEAKER_NONE)
		return false;
	uint32_t cue_end = s.first + word_length(x, s.first);
	reading_add(r, PATTERN_HEADLINE, &sp, (struct stretch){s.first, cue_end}, c,
		    (struct stretch){cue_end, comma});
	struct stretch rest = article_trim(x, (struct stretch){end, s.end});
	if (rest.end > rest.first + 1)
		reading_add(r, PATTERN_COLON, &sp, (struct stretch){end, end}, NULL, rest);
	return true;
}

/* "Berkata Wira kepada anaknya: …": the verb leads, a colon opens what is said. */
static bool read_verb_first(struct reading *r, struct stretch s)
{
	enum { BEHIND_MAX = 6 }; /* tokens of the addressee */
	struct article *x = r->x;
	struct speaker sp;
	uint32_t reach = s.end - s.first > DATELINE_MAX ? s.first + DATELINE_MAX + 1 : s.end,
		 i = article_next(x, MAP_CUE, s.first, reach);
	const struct cue_word *c = i < reach ? x->tags[i].cue : NULL;
	if (!c || (i > s.first && !mark_is(x, i - 1, MARK_COMMA)) || c->takes != TAKES_ANY ||
	    c->stance != STANCE_CLAIM || (c->form != CUE_ACTIVE && c->form != CUE_BARE) ||
	    c->noun || x->sentences[r->sentence].kind == SENTENCE_HEADLINE)
		return false;
	uint32_t name = i + word_length(x, i),
		 end = name < s.end ? speaker_extend(x, r->l, name, s.end) : name, colon = end;
	while (colon < s.end && colon < end + BEHIND_MAX && !mark_is(x, colon, MARK_COLON))
		colon++;
	if (end <= name || colon + 1 >= s.end || !mark_is(x, colon, MARK_COLON) ||
	    !speaker_parse(x, r->l, (struct stretch){name, end}, &sp) || sp.kind == SPEAKER_NONE)
		return false;
	reading_add(r, PATTERN_ACTIVE, &sp, (struct stretch){i, name}, c,
		    article_trim(x, (struct stretch){colon + 1, s.end}));
	return true;
}

/* "MUARA, Antara - ": behind it, or s.first. */
static uint32_t past_dateline(const struct reading *r, struct stretch s)
{
	const struct article *x = r->x;
	if (s.first >= s.end || s.first != x->sentences[r->sentence].tokens.first ||
	    !x->tokens.items[s.first].all_capital)
		return s.first;
	for (uint32_t i = s.first + 1; i + 2 < s.end && i < s.first + DATELINE_MAX; i++)
		if ((mark_is(x, i, MARK_DASH) || mark_is(x, i, MARK_HYPHEN) ||
		     mark_lost_dash(x, i)) &&
		    x->tokens.items[i + 1].space)
			return i + 1;
	return s.first;
}

/* "The special counsel, Robert Shaw, revealed …": no clause stands in front of the comma. */
static bool is_subject_alone(const struct reading *r, struct stretch s)
{
	const struct article *x = r->x;
	struct speaker sp;
	uint32_t comma = s.first;
	while (comma < s.end && !mark_is(x, comma, MARK_COMMA))
		comma++;
	struct stretch name = {s.first, comma};
	bool called = comma > s.first && speaker_parse(x, r->l, name, &sp) && sp.name &&
		      sp.mention.end == x->tokens.items[comma - 1].end &&
		      (sp.mention.start == x->tokens.items[s.first].start || !spot_empty(sp.role));
	/* "Hale's former press officer, Lena Ford, described …" */
	bool titled = comma == s.end && word_is(x, s.end - 1, WORD_ROLE) &&
		      !x->tokens.items[s.end - 1].capital;
	if (s.end - s.first > (called || titled ? NAME_WORDS : SUBJECT_WORDS))
		return false;
	for (uint32_t i = s.first; i < s.end; i++)
		if (article_is_verb(x, r->l, i) || x->quoted[i] != NONE)
			return false;
	return called || titled ||
	       word_any(x, s.first, WORD_BIT(WORD_ARTICLE) | WORD_BIT(WORD_TIME)) ||
	       x->tokens.items[s.first].all_capital;
}

/* "Saat ini, kata X, harga naik": the cue leads the tag and a comma closes it. */
static bool tag_inserted(const struct article *x, struct stretch s, const struct frame *f)
{
	return f->word->form != CUE_ACTIVE && f->word->form != CUE_FINITE &&
	       f->word->form != CUE_BASE && f->cue.first <= f->tag.first + 1 &&
	       f->tag.end + 2 < s.end && mark_is(x, f->tag.end, MARK_COMMA);
}

/* "Menurut X, Y meminta …": the statement is the main clause of what X says, not "… sampai dinyatakan aman oleh Y". */
static bool leads(const struct article *x, uint32_t statement, struct stretch inside)
{
	enum { LEADS_MAX = 4 };
	const struct statement *s = &x->statements[statement];
	uint32_t first = s->has_speaker ? s->speaker.phrase.first : inside.end;
	if (s->part_count && article_token_at(x, s->parts[0].start) < first)
		first = article_token_at(x, s->parts[0].start);
	uint32_t cue = article_token_at(x, s->cue.start);
	for (uint32_t i = inside.first; i < cue && i < inside.end; i++)
		if (word_is(x, i, WORD_SUBORDINATOR) && !word_is(x, i, WORD_COMPLEMENTIZER))
			return false;
	return first <= inside.first + LEADS_MAX;
}

/* What stands behind a frame that is set in, or that leads the stretch; empty when the frame ends it. */
static struct stretch behind_frame(const struct article *x, struct stretch s, const struct frame *f,
				   bool leads)
{
	bool according = f->word->form == CUE_ACCORDING;
	if (f->tag.end >= s.end || !(mark_is(x, f->tag.end, MARK_COMMA) || leads || according))
		return (struct stretch){s.end, s.end};
	if (leads && according && word_is(x, f->tag.end, WORD_PREPOSITION))
		for (uint32_t k = f->tag.end; k + 1 < s.end && k < f->tag.end + NAME_WORDS; k++)
			if (mark_is(x, k, MARK_COMMA)) /* a report in the Post, */
				return from_frame(x, s, k + 1);
	return from_frame(x, s, f->tag.end);
}

/* One stretch without direct speech. */
static void read_region(struct reading *r, struct stretch s)
{
	struct article *x = r->x;
	struct frame f;
	s.first = past_dateline(r, s);
	s = article_trim(x, s);
	if (s.end - s.first < 2 || s.first >= s.end || read_inverted(r, s) || read_verb_first(r, s))
		return;
	if (!frame_find(r, s, &f)) {
		cues_read(r, s);
		return;
	}
	struct stretch first = article_trim(x, (struct stretch){s.first, f.tag.first});
	bool closed = f.tag.end < s.end && mark_is(x, f.tag.end, MARK_COMMA);
	if (f.word->form != CUE_ACCORDING && first.first < first.end &&
	    ((content_adjunct(x, r->l, first) && !tag_inserted(x, s, &f)) ||
	     (!closed && is_subject_alone(r, first)))) {
		cues_read(r, s); /* "At a rally in Florida, X said …" */
		return;
	}
	struct stretch second = behind_frame(x, s, &f, first.first >= first.end);
	uint32_t before = (uint32_t)x->statement_count;
	struct stretch inside = first.first < first.end ? first : second;
	if (f.relays && cues_read(r, inside) > 0 &&
	    (f.speaker.kind == SPEAKER_OUTLET || leads(x, before, inside))) {
		for (size_t n = before; n < x->statement_count; n++)
			via_add(&x->statements[n], via_spot(x, &f.speaker));
		return;
	}
	x->statement_count = before;
	if (second.first < second.end && word_is(x, second.first, WORD_TIME) &&
	    first.first < first.end)
		second.first = second.end;
	if (r->tag && f.relays && first.first < first.end &&
	    (content_adjunct(x, r->l, first) ||
	     word_any(x, first.first, WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_SUBORDINATOR))))
		first.end = first.first; /* “…,” he said in 2014, according to the AP */
	struct stretch quote = first.first < first.end ? first : second;
	bool full = r->relay_count == VIA_MAX;
	if (quote.end <= quote.first || /* "…,” lanjutnya, menurut X" */
	    (r->tag && f.relays && first.first >= first.end && !full)) {
		if (f.relays && !full)
			r->relays[r->relay_count++] = via_spot(x, &f.speaker);
		return;
	}
	struct statement *st = reading_add(
		r, f.word->form == CUE_ACCORDING ? PATTERN_ACCORDING : PATTERN_POSTPOSED,
		&f.speaker, f.cue, f.word, quote);
	bool source = f.speaker.kind == SPEAKER_OUTLET && second.first < second.end &&
		      word_is(x, second.first, WORD_RELAY);
	if (source)
		read_source(r, s, second.first, (uint32_t)(st - x->statements));
	else if (first.first < first.end && second.first < second.end &&
		 second.end - second.first > 1)
		st->parts[st->part_count++] = spot_of(x, second);
}

/* "X berharap, dikutip dari Y, …": what the cue says comes behind the relay. */
static bool behind_cue(const struct article *x, uint32_t relay, uint32_t first)
{
	return relay >= first + 2 && mark_is(x, relay - 1, MARK_COMMA) && x->tags[relay - 2].cue &&
	       x->tags[relay - 2].cue->form == CUE_ACTIVE;
}

/* Relays of the sentence, in order; the region ends before one that closes it. */
static void read_relays(struct reading *r, struct stretch *s)
{
	struct article *x = r->x;
	for (uint32_t i = s->first; i < s->end; i++) {
		struct stretch outlet;
		uint32_t past;
		if (!word_is(x, i, WORD_RELAY) ||
		    (x->tags[i].cue && x->tags[i].cue->form == CUE_ACCORDING) ||
		    !via_relay(x, i, s->end, &outlet, &past))
			continue;
		if (r->relay_count < VIA_MAX)
			r->relays[r->relay_count++] = spot_of(x, outlet);
		if (i <= s->first + 1) { /* leads the sentence: go on behind its comma */
			uint32_t k = past;
			while (k < s->end && k < past + 12 && !mark_is(x, k, MARK_COMMA))
				k++;
			s->first = k < s->end && mark_is(x, k, MARK_COMMA) ? k + 1 : past;
			i = s->first ? s->first - 1 : 0;
		} else if (past >= s->end || mark_is(x, past, MARK_COMMA) ||
			   frame_closes(x, past, s->end)) {
			uint32_t k =
				past; /* ", as quoted by Interfax, that troops": an aside, not an end */
			if (k + 1 < s->end && mark_is(x, k, MARK_COMMA) &&
			    (word_is(x, k + 1, WORD_COMPLEMENTIZER) || behind_cue(x, i, s->first)))
				continue;
			s->end = i;
		}
	}
}

/* "X: clause" in headlines, also those glued to a paragraph; "Hujan Deras, X: clause". */
static void read_headline_colon(struct reading *r, struct stretch s)
{
	enum { NAME_MAX = 8, TOPIC_MAX = 24 }; /* tokens in front of the colon */
	struct article *x = r->x;
	struct speaker sp;
	uint32_t first = s.first, i = s.first + 1;
	while (i < s.end && i < s.first + TOPIC_MAX && !mark_is(x, i, MARK_COLON)) {
		if (mark_is(x, i, MARK_COMMA))
			first = i + 1;
		i++;
	}
	if (i >= s.end || i - first >= NAME_MAX || !mark_is(x, i, MARK_COLON))
		return;
	struct stretch quote = article_trim(x, (struct stretch){i + 1, s.end});
	if (quote.end - quote.first < 3 || !x->tokens.items[i + 1].space ||
	    !speaker_parse(x, r->l, (struct stretch){first, i}, &sp) ||
	    speaker_thing(x, r->l, sp.phrase))
		return;
	if (!names_vouched(x, &sp) || sp.role.end == sp.mention.end)
		return; /* "Arus Muara: …" names the topic */
	if (word_is(x, i + 1, WORD_ROLE) && word_is(x, i + 2, WORD_CONNECTOR))
		return; /* "Ruben Hale: King of the nets" tells who he is */
	reading_add(r, PATTERN_COLON, &sp, (struct stretch){i, i}, NULL, quote)->mode =
		MODE_INDIRECT;
}

/* "NO NEED FOR NEW NETS - HALE": whom the article names behind the last dash of its headline. */
static void read_headline_dash(struct reading *r, struct stretch s)
{
	enum { NAME_MAX = 5, CONTENT_MIN = 3 };
	struct article *x = r->x;
	struct speaker sp;
	uint32_t i = s.end;
	while (i > s.first + CONTENT_MIN && s.end - i < NAME_MAX &&
	       !(x->tokens.items[i - 1].kind == TOKEN_MARK && x->tokens.items[i - 1].space))
		i--;
	if (i >= s.end || i <= s.first + CONTENT_MIN || !x->tokens.items[i].space ||
	    !(mark_is(x, i - 1, MARK_HYPHEN) || mark_is(x, i - 1, MARK_DASH)) ||
	    !speaker_parse(x, r->l, (struct stretch){i, s.end}, &sp) || !names_vouched(x, &sp) ||
	    sp.kind == SPEAKER_OUTLET || sp.kind == SPEAKER_COUNTRY)
		return;
	reading_add(r, PATTERN_COLON, &sp, (struct stretch){i, i}, NULL,
		    article_trim(x, (struct stretch){s.first, i - 1}));
}

/* "A witness said he heard engines," the paper wrote: who speaks inside what an outlet says; the outlet relays. */
static void read_outlet_quotation(struct reading *r, const struct quotation *q)
{
	struct article *x = r->x;
	const struct speaker outlet = q->head.speaker;
	uint32_t end = x->sentences[r->sentence].tokens.end;
	size_t before = x->statement_count;
	if (!q->tagged || !q->head.has_speaker || outlet.kind != SPEAKER_OUTLET ||
	    q->tokens.first < x->sentences[r->sentence].tokens.first)
		return;
	end = q->tokens.end < end ? q->tokens.end : end;
	r->tag = NULL;
	cues_read(r, article_trim(x, (struct stretch){q->tokens.first + 1, end - 1}));
	for (size_t n = before; n < x->statement_count; n++)
		via_add(&x->statements[n], via_spot(x, &outlet));
}

void indirect_find(struct article *x, uint32_t sentence)
{
	const struct sentence *s = &x->sentences[sentence];
	struct reading r = {.x = x,
			    .l = s->language,
			    .sentence = sentence,
			    .first_statement = (uint32_t)x->statement_count};
	uint32_t i = s->tokens.first;
	while (i < s->tokens.end) {
		struct stretch region = {i, i};
		while ((region.end = article_next(x, MAP_QUOTED, region.end, s->tokens.end)) <
			       s->tokens.end &&
		       !x->quotations[x->quoted[region.end]].direct)
			region.end++;
		uint32_t past = region.end;
		const struct statement *tag = NULL;
		if (past < s->tokens.end) {
			const struct quotation *q = &x->quotations[x->quoted[past]];
			past = q->tokens.end > past ? q->tokens.end : past + 1;
			if (q->tagged && q->tag.first < q->tokens.first &&
			    q->tag.first >= region.first && q->tag.first < region.end)
				region.end = q->tag.first;
			if (q->tagged && q->tag.end > q->tokens.end)
				past = q->tag.end;
			tag = q->tagged ? &q->head : NULL;
			read_outlet_quotation(&r, q);
		}
		if (s->relay_word)
			read_relays(&r, &region);
		size_t before = x->statement_count;
		if (region.first < region.end)
			read_region(&r, region);
		r.tag = tag;
		if (x->statement_count == before && region.first == s->tokens.first &&
		    region.first < region.end && s->kind == SENTENCE_HEADLINE)
			read_headline_colon(&r, region);
		if (x->statement_count == before && s->kind == SENTENCE_HEADLINE &&
		    region.first == s->tokens.first && region.end == s->tokens.end)
			read_headline_dash(&r, region);
		i = past > i ? past : i + 1;
	}
	for (size_t n = s->statement; n < x->statement_count; n++)
		for (uint8_t k = 0; k < r.relay_count; k++)
			via_add(&x->statements[n], r.relays[k]);
}

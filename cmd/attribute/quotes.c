/* Pairs the quotation marks of an article.
 *
 * Each paragraph starts anew, so a stray mark cannot shift the pairs of a whole article. A mark without direction opens or
 * closes by the blanks around it; Kompas writes the closing mark on both sides. What stays open at the end of a paragraph goes
 * on in the next one when that begins with a mark (the English rule for several paragraphs), else it ends there. A closing
 * mark without an opening one gives a quotation from the start of its sentence. */
#include "cmd/attribute/model.h"

enum { TAG_MAX = 40 }; /* tokens of a tag with its titles, places and dates */

enum side { SIDE_NONE, SIDE_OPEN, SIDE_CLOSE, SIDE_EITHER };

struct pairing {
	struct article *x;
	uint32_t open; /* token of the open mark, or NONE */
	uint32_t open_single;
	uint32_t depth;   /* directed marks inside directed marks of one sentence */
	uint32_t waiting; /* quotation that goes on in the next paragraph, or NONE */
};

/* '' typed for one mark: the first of two apostrophes that touch. */
static bool doubled(const struct article *x, uint32_t i, uint32_t end)
{
	return mark_is(x, i, MARK_APOSTROPHE) && i + 1 < end &&
	       mark_is(x, i + 1, MARK_APOSTROPHE) && !x->tokens.items[i + 1].space;
}

static enum side side_by_blanks(const struct article *x, uint32_t i, uint32_t width,
				struct stretch par)
{
	const struct token *t = x->tokens.items;
	bool before = i == par.first || t[i].space || t[i - 1].mark == MARK_OPEN ||
		      t[i - 1].mark == MARK_DASH;
	bool after =
		i + width >= par.end || t[i + width].space ||
		(t[i + width].kind == TOKEN_MARK && t[i + width].mark != MARK_OPEN &&
		 t[i + width].mark != MARK_ELLIPSIS && t[i + width].mark != MARK_CURRENCY &&
		 t[i + width].mark != MARK_APOSTROPHE && t[i + width].mark != MARK_SINGLE_OPEN);
	if (before == after)
		return SIDE_EITHER;
	return before ? SIDE_OPEN : SIDE_CLOSE;
}

static enum side side_of(const struct pairing *p, uint32_t i, uint32_t width, struct stretch par)
{
	const struct article *x = p->x;
	enum side blanks = side_by_blanks(x, i, width, par);
	if (x->tokens.items[i].mark == MARK_QUOTE_OPEN)
		return SIDE_OPEN;
	if (x->tokens.items[i].mark == MARK_QUOTE_CLOSE)
		return p->open == NONE && (blanks == SIDE_OPEN ||
					   (blanks == SIDE_EITHER && x->tokens.items[i].space))
			       ? SIDE_OPEN
			       : SIDE_CLOSE;
	if (p->open != NONE && i > par.first && i + width < par.end &&
	    mark_is(x, i - 1, MARK_COMMA) && x->tags[i + width].cue &&
	    (x->tags[i + width].cue->form == CUE_BARE ||
	     x->tags[i + width].cue->form == CUE_CLITIC))
		return SIDE_CLOSE; /* …, "katanya */
	if (blanks == SIDE_EITHER)
		return p->open == NONE ? SIDE_OPEN : SIDE_CLOSE;
	return blanks;
}

static uint32_t quotation_add(struct article *x, struct stretch s, bool torn, bool single)
{
	struct quotation q = {
		.tokens = s, .torn = torn, .single = single, .next = NONE, .before = NONE};
	x->quotations = alloc_grown(x->quotations, x->quotation_count, &x->quotation_cap,
				    sizeof *x->quotations);
	x->quotations[x->quotation_count] = q;
	for (uint32_t i = s.first; i < s.end; i++)
		x->quoted[i] = (uint32_t)x->quotation_count;
	for (uint32_t i = s.first; i < s.end; i = (i | 63) + 1) {
		uint64_t bits = ~UINT64_C(0) << i % 64;
		x->maps[MAP_QUOTED][i / 64] |=
			s.end > (i | 63) ? bits : bits & ((UINT64_C(1) << s.end % 64) - 1);
	}
	return (uint32_t)x->quotation_count++;
}

static bool starts_sentence(const struct article *x, uint32_t i)
{
	return x->sentences[article_sentence_at(x, x->tokens.items[i].start)].tokens.first == i;
}

/* The first quotation of a paragraph that goes on from the one before; or of a sentence, where line breaks got lost. */
static void chain(struct pairing *p, uint32_t q, struct stretch par)
{
	struct article *x = p->x;
	uint32_t first = x->quotations[q].tokens.first;
	if (p->waiting != NONE && (first == par.first || starts_sentence(x, first))) {
		x->quotations[q].before = p->waiting;
		x->quotations[p->waiting].next = q;
	}
	p->waiting = NONE;
}

static void close_quote(struct pairing *p, uint32_t i, uint32_t width, struct stretch par)
{
	struct article *x = p->x;
	if (p->open != NONE) {
		chain(p, quotation_add(x, (struct stretch){p->open, i + width}, false, false), par);
		p->open = NONE;
		return;
	}
	const struct sentence *s = &x->sentences[article_sentence_at(x, x->tokens.items[i].start)];
	uint32_t first = s->tokens.first;
	uint32_t last = x->quotation_count ? x->quotations[x->quotation_count - 1].tokens.end : 0;
	if (first < last || first >= i)
		return; /* stray behind another quotation: only a mark */
	quotation_add(x, (struct stretch){first, i + width}, true, false);
}

static void open_quote(struct pairing *p, uint32_t i, struct stretch par)
{
	struct article *x = p->x;
	if (p->open !=
	    NONE) { /* the one before was never closed: it ends with the sentence in front of this one */
		uint32_t start =
			x->sentences[article_sentence_at(x, x->tokens.items[i].start)].tokens.first;
		uint32_t end = start > p->open ? start : i;
		bool goes_on = start == i && start > p->open;
		uint32_t q = quotation_add(x, (struct stretch){p->open, end}, !goes_on, false);
		chain(p, q, par);
		if (goes_on)
			p->waiting = q;
	}
	p->open = i;
}

/* Single marks count inside one sentence only, where an apostrophe cannot be meant. */
static void single_mark(struct pairing *p, uint32_t i, struct stretch par)
{
	struct article *x = p->x;
	enum side side = side_by_blanks(x, i, 1, par);
	if (x->tokens.items[i].mark == MARK_SINGLE_OPEN && side == SIDE_EITHER)
		side = SIDE_OPEN;
	if (side == SIDE_OPEN && p->open_single == NONE)
		p->open_single = i;
	else if (side == SIDE_CLOSE && p->open_single != NONE && i > p->open_single + 2) {
		quotation_add(x, (struct stretch){p->open_single, i + 1}, false, true);
		p->open_single = NONE;
	}
}

static void pair_token(struct pairing *p, uint32_t i, uint32_t width, struct stretch par)
{
	switch (side_of(p, i, width, par)) {
	case SIDE_OPEN:
		if (p->open != NONE && p->x->tokens.items[i].mark == MARK_QUOTE_OPEN &&
		    article_sentence_at(p->x, p->x->tokens.items[p->open].start) ==
			    article_sentence_at(p->x, p->x->tokens.items[i].start))
			p->depth++;
		else
			open_quote(p, i, par);
		break;
	default:
		if (p->depth)
			p->depth--;
		else
			close_quote(p, i, width, par);
	}
}

static bool is_double(const struct article *x, uint32_t i)
{
	uint8_t m = x->tokens.items[i].mark;
	return m == MARK_QUOTE || m == MARK_QUOTE_OPEN || m == MARK_QUOTE_CLOSE;
}

/* "Kami mengungsi, kata Wira." without its closing mark: behind the comma in front of the tag, or NONE. */
static uint32_t lost_close(const struct article *x, uint32_t open, uint32_t end)
{
	uint32_t floor = end - open > TAG_MAX ? end - TAG_MAX : open;
	for (uint32_t i = end; i > floor + 2; i--) {
		const struct cue_word *c = x->tags[i - 1].cue;
		if (c && (c->form == CUE_BARE || c->form == CUE_CLITIC) &&
		    mark_is(x, i - 2, MARK_COMMA))
			return i - 1;
	}
	return NONE;
}

static void pair_paragraph(struct pairing *p, struct stretch par, uint32_t next)
{
	struct article *x = p->x;
	uint32_t sentence = NONE;
	for (uint32_t i = par.first; (i = article_next(x, MAP_QUOTE, i, par.end)) < par.end; i++) {
		if (is_double(x, i))
			pair_token(p, i, 1, par);
		else if (doubled(x, i, par.end)) {
			pair_token(p, i, 2, par);
			i++;
		} else if (p->open == NONE &&
			   (mark_is(x, i, MARK_SINGLE_OPEN) || mark_is(x, i, MARK_SINGLE_CLOSE) ||
			    mark_is(x, i, MARK_APOSTROPHE))) {
			uint32_t at = article_sentence_at(x, x->tokens.items[i].start);
			if (at != sentence)
				p->open_single = NONE;
			sentence = at;
			single_mark(p, i, par);
		}
	}
	uint32_t tag;
	if (p->open != NONE && (tag = lost_close(x, p->open, par.end)) != NONE) {
		chain(p, quotation_add(x, (struct stretch){p->open, tag}, true, false), par);
		p->waiting = NONE;
	} else if (p->open != NONE) {
		bool goes_on = next < x->tokens.count && is_double(x, next);
		uint32_t q = quotation_add(x, (struct stretch){p->open, par.end}, !goes_on, false);
		chain(p, q, par);
		p->waiting = goes_on ? q : NONE;
	} else
		p->waiting = NONE;
	p->open = p->open_single = NONE;
	p->depth = 0;
}

void quotes_pair(struct article *x)
{
	struct pairing p = {.x = x, .open = NONE, .open_single = NONE, .waiting = NONE};
	size_t k = 0;
	if (x->tokens.count)
		memset(x->quoted, 0xFF, x->tokens.count * sizeof *x->quoted); /* NONE */
	while (k < x->sentence_count) {
		struct stretch par = x->sentences[k].tokens;
		size_t j = k + 1;
		while (j < x->sentence_count && x->sentences[k].paragraph != 0 &&
		       x->sentences[j].paragraph == x->sentences[k].paragraph)
			par.end = x->sentences[j++].tokens.end;
		pair_paragraph(&p, par, par.end);
		k = j;
	}
}

#include "cmd/segment/kind.h"

#include <string.h>

#include "cmd/segment/text.h"

enum {
	HEADLINE_MAX = 160, /* bytes of a title; the longest of 4,000 articles has 148 */
	SUBHEAD_MAX = 110,
	CREDIT_MAX = 40,
	CREDITS = 3,   /* sentences of a paragraph of credits */
	BODY_MIN = 30, /* a stopped sentence so long is the article's: some five words */
	NEXT_MIN = 70  /* a sub-headline is followed by a paragraph */
};

static struct span piece_text(const struct place *pl, const struct piece *p)
{
	return span_sub(pl->text, p->start, p->end);
}

static bool is_address(struct span s)
{
	return !memchr(s.ptr, ' ', s.len) && (text_holds(s, "://") || span_starts(s, "www."));
}

/* Words that are capitalised, of those that a title capitalises. */
static bool title_case(const struct place *pl, struct span s)
{
	unsigned capital = 0, lower = 0;
	/* until the words that are left, of two bytes with their blanks, cannot make up for those in lower case */
	for (size_t i = 0; i < s.len && lower * 6 <= capital + (s.len - i + 1) / 2;) {
		size_t end = text_word_end(s, i, s.len);
		if (end == i) {
			i++;
			continue;
		}
		enum letter l = text_letter(s, i, s.len);
		bool small = words_find(pl->rules->words, span_sub(s, i, end)) & WORD_SMALL;
		capital += l == LETTER_UPPER;
		lower += l == LETTER_LOWER && !small;
		i = end;
	}
	return capital >= 2 && lower * 6 <= capital;
}

static bool has_picture_word(const struct place *pl, struct span s)
{
	for (size_t i = 0; i < s.len;) {
		size_t end = text_word_end(s, i, s.len);
		if (end > i && (words_find(pl->rules->words, span_sub(s, i, end)) & WORD_CAPTION))
			return true;
		i = end > i ? end : i + 1;
	}
	return false;
}

/* '(AFP)', '(Foto: X/detik)' at the end of a caption. */
static bool is_credit(const struct place *pl, struct span s)
{
	size_t len;
	if (s.len < 4 || s.len > CREDIT_MAX || s.ptr[0] != '(' || s.ptr[s.len - 1] != ')')
		return false;
	uint32_t kinds = 1u << PHRASE_CAPTION | 1u << PHRASE_CREDIT;
	if (phrases_find(pl->rules->phrases, s, 1, s.len, kinds, &len) != PHRASE_NONE)
		return true;
	return words_find(pl->rules->words, span_sub(s, 1, text_word_end(s, 1, s.len - 1))) &
	       WORD_OUTLET;
}

static bool no_word_behind(struct span s, size_t at)
{
	while (at < s.len && !is_alnum(s.ptr[at]) && !is_high(s.ptr[at]))
		at++;
	return at == s.len;
}

/* '*****', '-----': rules between articles. */
static bool only_marks(struct span s)
{
	return s.len >= 3 && no_word_behind(s, 0);
}

/* 'Follow Jane Doe on Twitter.' */
static bool leads_to_network(const struct place *pl, struct span s)
{
	enum { PROMO_MAX = 240 };
	for (size_t i = 0; i < s.len && s.len <= PROMO_MAX;) {
		size_t end = text_word_end(s, i, s.len);
		if (end > i && (words_find(pl->rules->words, span_sub(s, i, end)) & WORD_NETWORK))
			return true;
		i = end > i ? end : i + 1;
	}
	return false;
}

/* What a piece's first words say. PHRASE_LINE counts only when nothing follows it. */
static enum kind kind_by_phrase(const struct place *pl, struct span s)
{
	static const uint32_t kinds = 1u << PHRASE_START | 1u << PHRASE_SOURCE |
				      1u << PHRASE_CORRECTION | 1u << PHRASE_TAIL |
				      1u << PHRASE_INLINE | 1u << PHRASE_INVITE;
	const struct phrases *ph = pl->rules->phrases;
	size_t len = 0;
	if (only_marks(s))
		return KIND_BOILERPLATE;
	if (phrases_find(ph, s, 0, s.len, ~0u, &len) == PHRASE_NONE) /* most sentences leave here */
		return is_address(s) ? KIND_LINK : KIND_BODY;
	if (phrases_find(ph, s, 0, s.len, 1u << PHRASE_LINE, &len) != PHRASE_NONE &&
	    no_word_behind(s, len))
		return KIND_BOILERPLATE;
	switch (phrases_find(ph, s, 0, s.len, kinds, &len)) {
	case PHRASE_START:
	case PHRASE_TAIL:
	case PHRASE_INLINE: return KIND_BOILERPLATE;
	case PHRASE_CORRECTION: return KIND_CORRECTION;
	case PHRASE_INVITE: return leads_to_network(pl, s) ? KIND_BOILERPLATE : KIND_BODY;
	case PHRASE_SOURCE:
		return text_holds(s, "://") || text_holds(s, "www.") ? KIND_LINK : KIND_BODY;
	default: return is_address(s) ? KIND_LINK : KIND_BODY;
	}
}

/* Photo credit in front of the caption: 'AFP/NAME', 'STR via AFP'. */
static bool starts_with_credit(const struct place *pl, struct span s)
{
	enum { LOOKED_AT = 30, ROUND = 32 };
	const struct phrases *ph = pl->rules->phrases;
	size_t len, limit = s.len < LOOKED_AT ? s.len : LOOKED_AT;
	size_t behind = (size_t)(pl->text.ptr + pl->text.len - s.ptr);
	bool block = behind >= MASK_BYTES + sizeof(uint32_t);
	if (s.len < 3)
		return false;
	uint64_t slashes = mask_either(s.ptr, block ? ROUND : limit, '/', '/');
	bool first = phrases_may_start(&ph->all, s, 0);
	if (mask_below(slashes, limit) == 0 && !is_upper(s.ptr[1]) && s.ptr[0] != '(' && !first)
		return false;
	if (first && phrases_find(ph, s, 0, s.len, 1u << PHRASE_CREDIT | 1u << PHRASE_CAPTION,
				  &len) != PHRASE_NONE)
		return true;
	uint64_t blanks = mask_either(s.ptr, block ? ROUND : limit, ' ', ' ');
	uint64_t places = mask_below((blanks | slashes) << 1, limit);
	if (block)
		places = phrases_may_start_in(&ph->all, s.ptr, places);
	for (; places != 0; places &= places - 1) {
		size_t i = mask_first(places);
		/* 'STR via AFP', 'Lee Parks/Getty Images' */
		uint32_t kind = s.ptr[i - 1] == ' ' ? 1u << PHRASE_CREDIT : 1u << PHRASE_CAPTION;
		if (phrases_find(ph, s, i, s.len, kind, &len) != PHRASE_NONE)
			return true;
	}
	return false;
}

/* A caption reaches to where its paragraph was glued to it, else, or when `whole`, to the end. */
static void set_caption(struct pieces *p, size_t first, bool whole)
{
	for (size_t i = first; i < p->count; i++) {
		if (!p->items[i].fixed)
			p->items[i].kind = KIND_CAPTION;
		p->items[i].fixed = true;
		if (p->items[i].glued && !whole)
			break;
	}
}

bool kind_is_caption_line(const struct phrases *phrases, struct span line)
{
	size_t len;
	bool label =
		line.len > 0 && (line.ptr[line.len - 1] == ',' || line.ptr[line.len - 1] == ':');
	return !label &&
	       phrases_find(phrases, line, 0, line.len, 1u << PHRASE_CREDIT | 1u << PHRASE_CAPTION,
			    &len) != PHRASE_NONE;
}

/* 'Juru bicara itu. (AFP)' is one caption. */
static void join_credit(const struct place *pl, struct pieces *p, size_t first)
{
	if (p->count != first + 2)
		return;
	enum { NAMES_MAX = 80 };
	struct span second = piece_text(pl, &p->items[first + 1]);
	bool unstopped = !p->items[first + 1].stopped && second.len <= NAMES_MAX;
	if ((!pl->body_seen || unstopped) &&
	    kind_is_caption_line(pl->rules->phrases, second)) /* '… di Desa Itu. Photo: NAME' */
		set_caption(p, first, unstopped);
	if (!is_credit(pl, second))
		return;
	if (p->items[first].end - p->items[first].start > HEADLINE_MAX * 2)
		return;
	p->items[first].end = p->items[first + 1].end;
	p->count--;
	set_caption(p, first, false);
}

/* 'Penyanyi itu di rumahnya © site.id/Name': a caption ends with the owner of its picture. */
static bool ends_with_owner(struct span s)
{
	enum { OWNER_MAX = 50 };
	for (size_t i = s.len > OWNER_MAX ? s.len - OWNER_MAX : 1; i + 3 < s.len; i++)
		if (s.ptr[i] == '\xC2' && s.ptr[i + 1] == '\xA9' && s.ptr[i - 1] == ' ')
			return !text_has_words(span_sub(s, i + 2, s.len), 5);
	return false;
}

static bool starts_item(struct span s)
{
	size_t i = 0;
	while (i < s.len && i < 3 && is_alnum(s.ptr[i]))
		i++;
	return s.ptr[0] == '-' || s.ptr[0] == '*' ||
	       (i > 0 && i + 1 < s.len && (s.ptr[i] == '.' || s.ptr[i] == ')') &&
		s.ptr[i + 1] == ' ');
}

/* Figures of a table: more than one byte in five is a digit or full stop. */
static bool mostly_figures(struct span s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.len; i++)
		n += is_digit(s.ptr[i]) || s.ptr[i] == '.';
	return n * 5 > s.len;
}

static bool could_be_headline(struct span s, size_t max)
{
	char last = s.ptr[s.len - 1];
	if (s.len > max || s.ptr[0] == '(' || mostly_figures(s))
		return false;
	return text_has_words(s, 2) && strchr(",;:-", last) == NULL && !is_lower(s.ptr[0]) &&
	       !starts_item(s) && quote_length(s, 0, s.len) == 0;
}

/* 'NATO: Kami punya bukti': a speaker's name and a colon within the first words. */
static bool colon_form(struct span s)
{
	const char *colon = memchr(s.ptr, ':', s.len < 40 ? s.len : 40);
	return colon != NULL && colon + 1 < s.ptr + s.len && colon[1] == ' ' &&
	       text_word_count(span_of(s.ptr, (size_t)(colon - s.ptr))) <= 4;
}

/* 'Pelatih: Budi Santoso', 'Cadangan: …': a line of a form, no headline. */
static bool is_labelled(const struct place *pl, struct span s)
{
	const char *colon = memchr(s.ptr, ':', s.len < 40 ? s.len : 40);
	if (colon == NULL)
		return false;
	size_t end = (size_t)(colon - s.ptr), at = end;
	while (at > 0 && is_alpha(s.ptr[at - 1]))
		at--;
	return at < end && (words_find(pl->rules->words, span_sub(s, at, end)) & WORD_LABEL);
}

/* A sub-headline whose line break was lost: text without a stop behind the last sentence of a paragraph. */
static void set_glued_headline(const struct place *pl, struct pieces *p, size_t first)
{
	struct piece *last = &p->items[p->count - 1];
	struct span s = piece_text(pl, last);
	if (p->count == first + 1 || last->fixed || last->stopped || pl->last ||
	    !last[-1].stopped || last[-1].kind != KIND_BODY)
		return;
	if (could_be_headline(s, SUBHEAD_MAX) && !is_labelled(pl, s) &&
	    (title_case(pl, s) || colon_form(s) || text_word_count(s) <= 8))
		last->kind = KIND_HEADLINE;
}

/* The first line of a document without a stop: its title, or the caption of the picture that stood above it. */
static enum kind first_line(const struct place *pl, struct span s)
{
	if (title_case(pl, s) || pl->paragraph.blank_behind)
		return KIND_HEADLINE;
	return has_picture_word(pl, s) ? KIND_CAPTION : KIND_HEADLINE;
}

/* Bytes of the next line; below a line that ends in a word, of the next that is no advertisement. */
static size_t length_below(const struct place *pl)
{
	bool unstopped = is_alnum(pl->text.ptr[pl->paragraph.end - 1]);
	return layout_line_below(pl->rules->phrases, pl->text, pl->below, unstopped).len;
}

static enum kind unstopped_line(struct place *pl, struct span s)
{
	if (!pl->body_seen && kind_is_head_byline(pl, s))
		return KIND_BYLINE;
	if (s.ptr[0] == '[' && s.ptr[s.len - 1] == ']' && text_word_count(s) <= 4)
		return KIND_BOILERPLATE;
	if (is_credit(pl, span_sub(s, s.len > CREDIT_MAX ? s.len - CREDIT_MAX : 0, s.len)))
		return KIND_CAPTION;
	if (ends_with_owner(s))
		return KIND_CAPTION;
	if (pl->ended)
		return KIND_BOILERPLATE;
	if (pl->last && !pl->body_seen)
		return KIND_BODY;
	if (!pl->body_seen && !pl->headline_seen && could_be_headline(s, HEADLINE_MAX))
		return first_line(pl, s);
	/* lines of a table or list stand among lines as short */
	size_t next_length = length_below(pl);
	if (next_length < NEXT_MIN || next_length < s.len || pl->short_before ||
	    !could_be_headline(s, SUBHEAD_MAX) || is_labelled(pl, s))
		return KIND_BODY;
	return title_case(pl, s) || !text_has_words(s, 10) ? KIND_HEADLINE : KIND_BODY;
}

/* Without a stop, or with that of 'p.m.'. */
static bool could_be_stamp(const struct piece *piece, struct span s)
{
	return !piece->stopped || (s.len > 3 && s.ptr[s.len - 3] == '.');
}

/* A sentence of a paragraph of `count` that names who wrote the article. */
static bool is_credit_below(const struct place *pl, const struct piece *piece, size_t count)
{
	return pl->body_seen && count <= CREDITS &&
	       kind_is_closing_credit(pl, piece_text(pl, piece));
}

static void set_one(struct place *pl, struct pieces *p, size_t i, size_t first)
{
	struct piece *piece = &p->items[i];
	struct span s = piece_text(pl, piece);
	bool alone = p->count == first + 1;
	enum kind kind = kind_by_phrase(pl, s);
	if (kind != KIND_BODY) {
		piece->kind = kind;
		pl->ended |= kind == KIND_BOILERPLATE && alone && pl->body_seen &&
			     s.ptr[0] != '[' && s.ptr[0] != '(';
	} else if (is_credit_below(pl, piece, p->count - first)) {
		piece->kind = KIND_BOILERPLATE;
	} else if (kind_is_byline(pl->rules->phrases, s) ||
		   (alone && could_be_stamp(piece, s) && kind_is_stamp_line(pl, s))) {
		piece->kind = KIND_BYLINE;
		pl->ended |= pl->body_seen && i + 1 == p->count;
	} else if (alone && !piece->stopped) {
		piece->kind = unstopped_line(pl, s);
	} else if (alone && pl->ended && could_be_headline(s, SUBHEAD_MAX) &&
		   title_case(pl, s)) { /* 'Begini Rumahnya, Cantik!' */
		piece->kind = KIND_BOILERPLATE;
	}
	piece->fixed = piece->kind != KIND_BODY;
	pl->headline_seen |= piece->kind == KIND_HEADLINE;
	if (piece->kind == KIND_BODY && piece->stopped && s.len >= BODY_MIN) {
		pl->body_seen = true;
		pl->ended = false;
	}
}

/* Sets the kind of each piece. Returns whether all are the article's sentences, which say nothing of each other. */
static bool set_each(struct place *pl, struct pieces *p, size_t first)
{
	bool plain = pl->opened == KIND_BODY;
	for (size_t i = first; i < p->count; i++) {
		const struct piece *piece = &p->items[i];
		if (piece->fixed) {
			plain = false;
		} else if (!pl->ended && kind_is_plain(pl, piece) &&
			   !is_credit_below(pl, piece, p->count - first)) {
			pl->body_seen = true;
		} else {
			set_one(pl, p, i, first);
			plain = false;
		}
	}
	if (plain)
		pl->short_before = false;
	return plain;
}

/* 'New Delhi | Updated: …': what stands in front of a byline is one. */
static void set_names_before(const struct place *pl, struct pieces *p, size_t first)
{
	for (size_t i = first; i + 1 < p->count; i++)
		if (p->items[i].kind == KIND_BODY && !p->items[i].stopped &&
		    p->items[i + 1].kind == KIND_BYLINE &&
		    kind_is_names(pl, piece_text(pl, &p->items[i])))
			p->items[i].kind = KIND_BYLINE;
}

/* A paragraph that is announced, and whether this one announces the next: an opener and nothing behind it. */
static void set_announced(struct place *pl, struct pieces *p, size_t first)
{
	enum { OPENER_MAX = 40 };
	const uint32_t kinds = 1u << PHRASE_LINK | 1u << PHRASE_CAPTION | 1u << PHRASE_LINE;
	struct piece *piece = &p->items[first];
	struct span s = piece_text(pl, piece);
	size_t len = 0;
	bool alone = p->count == first + 1;
	if (pl->opened != KIND_BODY && alone && s.ptr[s.len - 1] != ':' &&
	    (!piece->stopped || pl->opened == KIND_CAPTION) && s.len <= SUBHEAD_MAX * 2)
		piece->kind = pl->opened;
	pl->opened = KIND_BODY;
	if (!alone || piece->stopped || s.len > OPENER_MAX)
		return;
	char last = s.ptr[s.len - 1];
	enum phrase_kind found = phrases_find(pl->rules->phrases, s, 0, s.len, kinds, &len);
	if (found == PHRASE_NONE || !no_word_behind(s, len))
		return;
	if (piece->kind == KIND_CAPTION && (last == ',' || last == ':'))
		pl->opened = KIND_CAPTION;
	else if (piece->kind == KIND_LINK)
		pl->opened = KIND_LINK;
}

/* 'Correction: The name is wrong. It is Roe.' */
static void set_rest_of_correction(struct pieces *p, size_t first)
{
	for (size_t i = first + 1; i < p->count && p->items[first].kind == KIND_CORRECTION; i++)
		if (p->items[i].kind == KIND_BODY)
			p->items[i].kind = KIND_CORRECTION;
}

static bool looks_like_title(const struct place *pl, struct span s)
{
	if (pl->body_seen || pl->headline_seen || pl->last || s.len > HEADLINE_MAX ||
	    s.ptr[s.len - 1] == '.')
		return false;
	return title_case(pl, s) && kind_by_phrase(pl, s) == KIND_BODY &&
	       !kind_is_byline(pl->rules->phrases, s) && !starts_with_credit(pl, s);
}

/* A title of two sentences, or one that asks: 'Harga Naik? Ini Kata Menteri' stands above the text in title case. */
static void join_title(struct place *pl, struct pieces *p, size_t first)
{
	struct piece *last = &p->items[p->count - 1];
	struct span s = span_sub(pl->text, p->items[first].start, last->end);
	if (!pl->is_title && !looks_like_title(pl, s))
		return;
	for (size_t i = first; i < p->count; i++)
		if (p->items[i].fixed)
			return;
	p->items[first] = (struct piece){p->items[first].start, last->end,  KIND_HEADLINE, true,
					 last->stopped,         last->glued};
	p->count = first + 1;
	pl->headline_seen = true;
}

/* 'Cek Berita … di Google' above a torn line 'News'. */
static bool starts_tail(const struct place *pl, const struct piece *p)
{
	size_t len;
	if (!pl->body_seen || p->kind != KIND_BOILERPLATE)
		return false;
	return phrases_find(pl->rules->phrases, pl->text, p->start, p->end, 1u << PHRASE_TAIL,
			    &len) != PHRASE_NONE;
}

void kind_set(struct place *pl, struct pieces *p, size_t first)
{
	if (p->count == first)
		return;
	join_title(pl, p, first);
	join_credit(pl, p, first);
	bool above_credit = pl->caption_below && !pl->body_seen &&
			    pl->paragraph.end - pl->paragraph.start < HEADLINE_MAX * 2;
	if (above_credit || starts_with_credit(pl, piece_text(pl, &p->items[first])))
		set_caption(p, first, false);
	if (set_each(pl, p, first))
		return;
	set_names_before(pl, p, first);
	set_announced(pl, p, first);
	set_rest_of_correction(p, first);
	set_glued_headline(pl, p, first);
	pl->ended |= starts_tail(pl, &p->items[p->count - 1]);
	const struct piece *last = &p->items[p->count - 1];
	pl->short_before =
		!last->stopped && last->kind == KIND_BODY && last->end - last->start < SUBHEAD_MAX;
}

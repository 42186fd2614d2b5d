#include "cmd/segment/scan.h"

#include <string.h>

#include "cmd/segment/text.h"
#include "common/alloc.h"

enum byte_class {
	BYTE_PLAIN,
	BYTE_STOP,
	BYTE_QUOTE,
	BYTE_HIGH,
	BYTE_BRACKET,
	BYTE_CAPITAL,
	BYTE_CLOSE
};

enum {
	/* bytes; a longer bracket holds sentences of its own or is never closed */
	BRACKET_MAX = 400,
	PLACES_BLOCKS = 32,
	PLACES = PLACES_BLOCKS * MASK_BYTES + 4
};

void scan_classes(uint8_t classes[256])
{
	memset(classes, BYTE_PLAIN, 256);
	classes['.'] = classes['!'] = classes['?'] = BYTE_STOP;
	classes['"'] = BYTE_QUOTE;
	classes[0xE2] = classes[0xC2] = BYTE_HIGH;
	classes['('] = classes['{'] = BYTE_BRACKET;
	classes['['] =
		BYTE_CAPITAL; /* '[Gambas:' is looked up as a phrase, then taken as a bracket */
	classes[')'] = BYTE_CLOSE;
	for (int c = 'A'; c <= 'Z'; c++)
		classes[c] = BYTE_CAPITAL;
}

/* A place for the next piece. */
static struct piece *next_piece(struct scan *s)
{
	struct pieces *p = s->out;
	p->items = alloc_grown(p->items, p->count, &p->cap, sizeof *p->items);
	return &p->items[p->count++];
}

/* Whether the piece begins with two capitalised words, which most sentences do not, and another stands in front of it in its
 * paragraph. */
static bool begins_like_title(const struct scan *s, size_t start, size_t end)
{
	const char *p = s->text.ptr;
	size_t i = text_alnum_end(s->text, start, end);
	if (i + 2 >= end) /* seldom, as what follows is: one branch for all of it */
		return false;
	bool first = is_upper(p[start]), second = is_upper(p[i + 1]);
	return (start != s->start) & (start >= s->protect) & first & (p[i] == ' ') & second;
}

static size_t cut_subhead(struct scan *s, size_t start, size_t end)
{
	size_t behind = subhead_end(s, start, end);
	size_t head = text_trim_end(s->text, start, behind);
	if (behind > start)
		*next_piece(s) =
			(struct piece){start, head, KIND_HEADLINE, true, false, head == behind};
	return behind;
}

void scan_cut(struct scan *s, size_t at, size_t next, enum kind kind, bool stopped)
{
	size_t start = text_skip_blank(s->text, s->sentence, at);
	size_t end = text_trim_end(s->text, start, at);
	s->sentence = next;
	if (start >= end)
		return;
	if (kind == KIND_BODY)
		kind = s->forced;
	if (kind == KIND_BODY && begins_like_title(s, start, end))
		start = cut_subhead(s, start, end);
	*next_piece(s) = (struct piece){
		start, end, kind, kind != KIND_BODY, stopped, (next == end) & (end < s->end)};
}

static bool is_ellipsis(const struct scan *s, size_t at)
{
	return s->end - at >= 3 && memcmp(s->text.ptr + at, "\xE2\x80\xA6", 3) == 0;
}

static unsigned stop_length(const struct scan *s, size_t at)
{
	char c = s->text.ptr[at];
	if (c == '.' || c == '!' || c == '?')
		return 1;
	return is_ellipsis(s, at) ? 3 : 0;
}

/* The run of stops from `at`, with blanks inside when the same mark comes again ('. . .', '? ? ?'). */
static void stop_run(const struct scan *s, size_t at, struct stop *t)
{
	size_t i = at, count = 0;
	while (i < s->end) {
		unsigned len = stop_length(s, i);
		if (len == 0 && s->text.ptr[i] == ' ' && i + 1 < s->end &&
		    stop_length(s, i + 1) == 1)
			len = 1;
		if (len == 0)
			break;
		char c = s->text.ptr[i];
		t->mark |= c == '!' || c == '?';
		count += c == '.' ? 1 : len == 3 ? 2 : 0;
		i += len;
	}
	t->ellipsis = count >= 2 && !t->mark;
	t->end = i;
}

/* At a run of stops whose closing marks begin at `close`. */
static size_t scan_stop_closed(struct scan *s, struct stop *t)
{
	t->close = close_torn(s, close_marks(s, t->end));
	t->next = text_skip_blank(s->text, t->close, s->end);
	if (boundary_ends(s, t))
		scan_cut(s, t->close, t->next, KIND_BODY, true);
	return t->close > t->end ? t->close : t->end;
}

/* One mark at the end of the paragraph, or with a space and a letter or digit behind it: nothing closes behind it, nothing was torn
 * off. So end nine in ten sentences. */
static bool stop_stands_plain(const struct scan *s, size_t at)
{
	if ((unsigned char)s->text.ptr[at] == 0xE2 || s->text.len - at < 3)
		return false;
	bool space = s->text.ptr[at + 1] == ' ', word = is_alnum(s->text.ptr[at + 2]);
	/* without branches: sentences end in both ways as often */
	return (at + 1 == s->end) | ((at + 2 < s->end) & space & word);
}

static size_t scan_stop(struct scan *s, size_t at)
{
	if (!s->list.style && boundary_is_plain(s, at)) {
		size_t next = at + 2 < s->end ? at + 2 : s->end;
		scan_cut(s, at + 1, next, KIND_BODY, true);
		return at + 1;
	}
	if (s->text.ptr[at] == '.' && list_may_stop(s, at) && list_stop(s, at))
		return at + 1;
	struct stop t = {.start = at};
	if (!stop_stands_plain(s, at)) {
		stop_run(s, at, &t);
		return scan_stop_closed(s, &t);
	}
	t.end = t.close = at + 1;
	t.next = at + 1 == s->end ? s->end : at + 2;
	t.mark = s->text.ptr[at] != '.';
	if (boundary_ends(s, &t))
		scan_cut(s, t.close, t.next, KIND_BODY, true);
	return t.end;
}

/* 'ujarnya, Kamis (7/3) Selain itu, harga': the full stop was lost behind the bracket of a date. Only a word that begins sentences
 * and heads none, with lower case or a comma behind it, is taken for one. */
static bool date_bracket_ends(const struct scan *s, size_t close)
{
	if (s->text.ptr[close] != ')' || !is_digit(s->text.ptr[close - 1]) || close + 2 >= s->end)
		return false;
	size_t word = close + 1 + (s->text.ptr[close + 1] == ' '), open = close;
	if (!is_upper(s->text.ptr[word]))
		return false;
	size_t end = text_word_end(s->text, word, s->end);
	while (open > s->sentence &&
	       (is_digit(s->text.ptr[open - 1]) || s->text.ptr[open - 1] == '/'))
		open--;
	bool date = memchr(s->text.ptr + open, '/', close - open) != NULL && open > s->sentence &&
		    s->text.ptr[open - 1] == '(';
	uint32_t bits = words_find(s->rules->words, span_sub(s->text, word, end));
	if (!date || !(bits & WORD_STARTER) || (bits & WORD_HEAD) || end >= s->end)
		return false;
	size_t next = text_skip_blank(s->text, end, s->end);
	return s->text.ptr[end] == ',' ||
	       (next < s->end && text_letter(s->text, next, s->end) == LETTER_LOWER);
}

/* Behind the closing mark at `close`: a sentence may end when a stop stands in front of it. */
static size_t scan_closed(struct scan *s, size_t close, unsigned len)
{
	size_t last = text_trim_end(s->text, s->sentence, close);
	struct stop t = {.start = last, .end = last};
	while (t.start > s->sentence) {
		size_t before = text_before(s->text, s->sentence, t.start);
		unsigned n = stop_length(s, before);
		if (n == 0)
			break;
		t.mark |= s->text.ptr[before] != '.' && n == 1;
		t.ellipsis |= n == 3 || t.end - t.start >= 1;
		t.start = before;
	}
	if (t.start == t.end) {
		if (date_bracket_ends(s, close))
			scan_cut(s, close + len, close + len, KIND_BODY, false);
		return close + len;
	}
	t.ellipsis = t.ellipsis && !t.mark;
	t.close = close_marks(s, close + len);
	t.next = text_skip_blank(s->text, t.close, s->end);
	if (boundary_ends(s, &t))
		scan_cut(s, t.close, t.next, KIND_BODY, true);
	return t.close;
}

static size_t scan_quote(struct scan *s, size_t at, unsigned len)
{
	enum quote_side side = quote_side(s, at);
	if (!s->rules->keep_quotes) {
		s->quote_open = side == QUOTE_OPENS || (side == QUOTE_EITHER && !s->quote_open);
		return at + len;
	}
	if (side == QUOTE_CLOSES && s->text.ptr[at] == '"')
		return at + len;
	size_t close = quote_find_close(s, at);
	if (close == 0)
		return at + len;
	return scan_closed(s, close, quote_length(s->text, close, s->end));
}

/* Whether a phrase may stand here: at the start, behind a stop or closing mark, or with its own colon. */
static bool phrase_stands_apart(const struct scan *s, size_t at, size_t len)
{
	size_t before = text_trim_end(s->text, s->sentence, at);
	if (before == s->sentence || s->text.ptr[at + len - 1] == ':')
		return true;
	char c = s->text.ptr[before - 1];
	return strchr(".!?)]:\"'", c) != NULL || (c & (char)0x80) != 0;
}

static size_t scan_phrase(struct scan *s, size_t at, enum phrase_kind kind, size_t len)
{
	size_t end = at + len;
	if (kind == PHRASE_TAIL && at > s->sentence && s->text.ptr[at - 1] == '(')
		at--; /* '(Reporting by' */
	scan_cut(s, at, at, KIND_BODY, false);
	if (kind == PHRASE_TAIL) {
		s->forced = KIND_BOILERPLATE;
	} else if (kind == PHRASE_INLINE) {
		scan_cut(s, end, end, KIND_BOILERPLATE, false);
	} else if (kind == PHRASE_BYLINE) {
		end = link_byline_end(s, end);
		if (end > at + len)
			scan_cut(s, end, end, KIND_BYLINE, false);
	} else if (kind == PHRASE_LINK) {
		end = link_title_end(s, end);
		scan_cut(s, end, end, KIND_LINK, false);
	}
	return end;
}

static size_t scan_capital(struct scan *s, size_t at)
{
	if (at > s->start && is_alpha(s->text.ptr[at - 1]))
		return at + 1;
	size_t len = 0;
	enum phrase_kind kind =
		phrases_find_started(s->rules->phrases, s->text, at, s->end, PHRASE_INSIDE, &len);
	if (kind == PHRASE_NONE || (kind != PHRASE_TAIL && !phrase_stands_apart(s, at, len)))
		return at + 1;
	return scan_phrase(s, at, kind, len);
}

/* '(Baca juga: TITLE)': the bracket is the link's. '… di Balekarta (Foto: Umar/Balefoto) Warga': it ends the caption that opens the
 * paragraph. Its end, or `at` when it is another bracket. */
static size_t labelled_bracket(struct scan *s, size_t at)
{
	enum { CREDIT = 70, CAPTION = 320 };
	size_t len, limit = s->end - at > BRACKET_MAX ? at + BRACKET_MAX : s->end;
	uint32_t kinds = 1u << PHRASE_LINK | 1u << PHRASE_CAPTION | 1u << PHRASE_CREDIT;
	enum phrase_kind kind =
		phrases_find(s->rules->phrases, s->text, at + 1, s->end, kinds, &len);
	if (kind == PHRASE_NONE)
		return at;
	char want = s->text.ptr[at] == '(' ? ')' : ']';
	const char *close = memchr(s->text.ptr + at, want, limit - at);
	size_t end = close ? (size_t)(close - s->text.ptr) + 1 : at;
	if (kind == PHRASE_LINK && end > at) {
		scan_cut(s, at, at, KIND_BODY, false);
		scan_cut(s, end, end, KIND_LINK, false);
		return end;
	}
	bool caption = kind != PHRASE_LINK && end > at && end - at <= CREDIT &&
		       at - s->start < CAPTION && at > s->start && end + 1 < s->end &&
		       s->text.ptr[end] == ' ' && is_upper(s->text.ptr[end + 1]);
	struct piece *first = s->out->count == 1 ? s->out->items : NULL;
	if (!caption || s->out->count > 1)
		return at;
	if (first != NULL && text_skip_blank(s->text, s->sentence, s->end) == at &&
	    first->start >= s->start) { /* '… Balekarta. (Foto: Umar) Warga' */
		*first = (struct piece){first->start, end, KIND_CAPTION, true, false, false};
		s->sentence = end;
		return end;
	}
	if (first == NULL)
		scan_cut(s, end, end, KIND_CAPTION, false);
	return first == NULL ? end : at;
}

/* Stops inside brackets do not end the sentence around them: '(see no. 5. Ed.)'. */
static size_t scan_bracket(struct scan *s, size_t at)
{
	size_t labelled = labelled_bracket(s, at);
	if (labelled > at)
		return labelled;
	size_t limit = s->end - at > BRACKET_MAX ? at + BRACKET_MAX : s->end;
	size_t from = s->no_bracket > at ? s->no_bracket : at + 1;
	if (from >= limit || text_skip_blank(s->text, s->sentence, s->end) == at)
		return at + 1;
	char want =
		s->text.ptr[at] == '('
			? ')'
			: (char)(s->text.ptr[at] + 2); /* [ ] and { } stand two apart in ASCII */
	const char *close = memchr(s->text.ptr + from, want, limit - from);
	if (close == NULL) {
		s->no_bracket = limit;
		return at + 1;
	}
	return scan_closed(s, (size_t)(close - s->text.ptr), 1);
}

static size_t scan_step(struct scan *s, size_t at)
{
	unsigned len;
	switch (s->rules->classes[(unsigned char)s->text.ptr[at]]) {
	case BYTE_STOP: return scan_stop(s, at);
	case BYTE_CAPITAL:
		if (s->list.dashes && at > s->start + 2 && s->text.ptr[at - 2] == '-')
			list_dash(s, at);
		if (s->end - at < 3 || !phrases_may_start(&s->rules->phrases->inside, s->text, at))
			return s->text.ptr[at] == '[' ? scan_bracket(s, at) : at + 1;
		if (s->text.ptr[at] != '[')
			return scan_capital(s, at);
		len = (unsigned)(scan_capital(s, at) - at);
		return len > 1 ? at + len : scan_bracket(s, at);
	case BYTE_BRACKET: return scan_bracket(s, at);
	case BYTE_CLOSE: list_close(s, at); return at + 1;
	default:
		len = quote_length(s->text, at, s->end);
		if (len > 0)
			return scan_quote(s, at, len);
		return is_ellipsis(s, at) ? scan_stop(s, at) : list_bullet(s, at);
	}
}

/* Where to look in a block: marks, and capitals where a phrase may begin, which few do. */
static uint64_t block_marks(const struct scan *s, size_t block)
{
	const struct mask_sets *sets = &s->map->sets[(block - s->map->start) / MASK_BYTES];
	uint64_t capitals = sets->capitals;
	if (s->text.len - block >= MASK_BYTES + sizeof(uint32_t) && !s->list.dashes)
		capitals = phrases_may_start_in(&s->rules->phrases->inside, s->text.ptr + block,
						capitals);
	return sets->marks | capitals;
}

static size_t block_start(const struct mask_map *map, size_t at)
{
	return at - (at - map->start) % MASK_BYTES;
}

/* Where to look from `at` on, counted from the start of its block: in as many blocks as there is room for. Returns where it ended. Found in
 * front, not one after the other: how many a block has no processor foresees. */
static size_t find_places(const struct scan *s, size_t at, uint16_t places[PLACES], size_t *count)
{
	size_t first = block_start(s->map, at), block = first;
	uint16_t *to = places;
	for (; block < s->end && block - first < PLACES_BLOCKS * MASK_BYTES; block += MASK_BYTES) {
		uint64_t marks = mask_below(block_marks(s, block), s->end - block);
		if (block < at)
			marks = mask_from(marks, at - block);
		do {
			for (int n = 0; n < 2; n++) {
				*to = (uint16_t)(block - first +
						 mask_first(marks | (uint64_t)1 << 63));
				to += marks != 0;
				marks &= marks - 1;
			}
		} while (marks != 0);
	}
	*count = (size_t)(to - places);
	return block;
}

void scan_paragraph(const struct rules *r, struct span text, const struct mask_map *map,
		    size_t start, size_t end, size_t protect, struct pieces *out)
{
	struct scan s = {.rules = r,
			 .text = text,
			 .map = map,
			 .start = start,
			 .end = end,
			 .sentence = start,
			 .protect = protect,
			 .out = out};
	if (start < end && !is_upper(text.ptr[start]))
		list_start(&s);
	s.list.dashes = map->colon && list_has_dashes(text, start, end);
	for (size_t at = start, next = start; at < end;) {
		uint16_t places[PLACES];
		size_t count, block = block_start(map, at);
		at = find_places(&s, at, places, &count);
		for (size_t i = 0; i < count; i++)
			if (block + places[i] >= next)
				next = scan_step(&s, block + places[i]);
		at = next > at ? next : at;
	}
	scan_cut(&s, end, end, KIND_BODY, false);
}

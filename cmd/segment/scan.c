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

/* bytes; a longer bracket holds sentences of its own or is never closed */
enum { BRACKET_MAX = 400 };

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

void scan_cut(struct scan *s, size_t at, size_t next, enum kind kind, bool stopped)
{
	size_t start = text_skip_blank(s->text, s->sentence, at);
	size_t end = text_trim_end(s->text, start, at);
	s->sentence = next;
	if (start >= end)
		return;
	struct pieces *p = s->out;
	p->items = alloc_grown(p->items, p->count, &p->cap, sizeof *p->items);
	if (kind == KIND_BODY)
		kind = s->forced;
	p->items[p->count++] = (struct piece){
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

/* "[12]" behind a full stop is a note's number: its end, or `at`. */
static size_t note_number(const struct scan *s, size_t at)
{
	size_t i = at + 1;
	if (at >= s->end || s->text.ptr[at] != '[')
		return at;
	while (i < s->end && i - at < 6 && is_digit(s->text.ptr[i]))
		i++;
	return i > at + 1 && i < s->end && s->text.ptr[i] == ']' ? i + 1 : at;
}

/* Whether the single mark at `at` closes: not when a letter follows ('Jum'at', '80s). */
static unsigned closing_single(const struct scan *s, size_t at)
{
	unsigned len = s->text.ptr[at] == '\'' ? 1 : 0;
	if (len == 0 && s->end - at >= 3 && memcmp(s->text.ptr + at, "\xE2\x80\x99", 3) == 0)
		len = 3;
	return len && (at + len >= s->end || text_letter(s->text, at + len, s->end) == LETTER_NONE)
		       ? len
		       : 0;
}

static size_t closing_marks(struct scan *s, size_t at)
{
	size_t i = at;
	while (i < s->end) {
		char c = s->text.ptr[i];
		if (c == ' ' || is_alnum(c)) /* mostly */
			break;
		unsigned len = quote_length(s->text, i, s->end);
		if (len > 0) {
			enum quote_side side = quote_side(s, i);
			if (side == QUOTE_OPENS || (side == QUOTE_EITHER && !s->quote_open))
				break;
			s->quote_open = false;
		} else if (c == ')' || c == ']' || c == '}') {
			len = 1;
		} else if (c == '[') {
			len = (unsigned)(note_number(s, i) - i);
		} else {
			len = closing_single(s, i);
		}
		if (len == 0)
			break;
		i += len;
	}
	return i;
}

enum { SINGLE_LOOKED_AT = 400 }; /* bytes on each side for the partner of a single mark */

/* Whether a single mark was opened in the sentence and not closed. */
static bool single_open(const struct scan *s, size_t at)
{
	size_t from = at - s->sentence > SINGLE_LOOKED_AT ? at - SINGLE_LOOKED_AT : s->sentence;
	bool open = false;
	for (size_t i = from; i < at; i++) {
		if (s->text.ptr[i] != '\'' || (i + 1 < at && s->text.ptr[i + 1] == '\''))
			continue;
		bool apart =
			i == s->start || s->text.ptr[i - 1] == ' ' || s->text.ptr[i - 1] == '\'';
		open = apart ? !open : open && i + 1 < s->end && is_alnum(s->text.ptr[i + 1]);
	}
	return open;
}

/* Whether a single mark stands in [at, end) of which no letter follows: it closes, or is the partner of another. */
static bool single_between(const struct scan *s, size_t at, size_t end)
{
	for (; at < end; at++) {
		const char *mark = memchr(s->text.ptr + at, '\'', end - at);
		if (mark == NULL)
			return false;
		at = (size_t)(mark - s->text.ptr);
		if (at + 1 >= s->end || text_letter(s->text, at + 1, s->end) == LETTER_NONE)
			return true;
	}
	return false;
}

/* Whether the single mark in [at, end), which blanks surround, closes what stands in front of it: one was opened, or there is no
 * other in the paragraph ('to do ? ' Graham was convicted.'). */
static bool single_closes(const struct scan *s, size_t at, size_t end)
{
	size_t from = at - s->start > SINGLE_LOOKED_AT ? at - SINGLE_LOOKED_AT : s->start;
	size_t limit = s->end - end > SINGLE_LOOKED_AT ? end + SINGLE_LOOKED_AT : s->end;
	if (end >= s->end || utf8_blank(s->text.ptr + end, s->text.ptr + s->end) == 0)
		return false;
	return single_open(s, at) ||
	       (!single_between(s, from, at) && !single_between(s, end, limit));
}

/* A closing quote that was torn off its sentence: '… ini? " ujar Rini'. */
static size_t torn_quote(struct scan *s, size_t at)
{
	size_t i = text_skip_blank(s->text, at, s->end), single = i;
	if (note_number(s, i) > i) { /* '. [1][2] It' */
		while (note_number(s, i) > i)
			i = text_skip_blank(s->text, note_number(s, i), s->end);
		return text_trim_end(s->text, at, i);
	}
	while (single < s->end && s->text.ptr[single] == '\'' && single - i < 2)
		single++;
	if (single > i && single_closes(s, i, single))
		return single;
	if (i == at || i >= s->end || !s->quote_open)
		return at;
	unsigned len = quote_length(s->text, i, s->end);
	if (len == 0 || quote_side(s, i) == QUOTE_OPENS)
		return at;
	s->quote_open = false;
	return i + len;
}

/* At a run of stops whose closing marks begin at `close`. */
static size_t scan_stop_closed(struct scan *s, struct stop *t)
{
	t->close = torn_quote(s, closing_marks(s, t->end));
	t->next = text_skip_blank(s->text, t->close, s->end);
	if (boundary_ends(s, t))
		scan_cut(s, t->close, t->next, KIND_BODY, true);
	return t->close > t->end ? t->close : t->end;
}

/* The next number of a list that runs on inside the paragraph: '1. Siapkan 2. Aduk'. Returns true when it was one. */
static bool scan_list_marker(struct scan *s, size_t at)
{
	size_t i = at;
	unsigned value = 0, scale = 1;
	if (s->list.style == 'a' && i > s->sentence && is_lower(s->text.ptr[i - 1])) {
		i--;
		value = (unsigned)(s->text.ptr[i] - 'a') + 1;
	}
	while (s->list.style == '1' && i > s->sentence && is_digit(s->text.ptr[i - 1]) &&
	       at - i < 3) {
		i--;
		value += scale * (unsigned)(s->text.ptr[i] - '0');
		scale *= 10;
	}
	if (i == at || value != s->list.value + 1 || at + 1 >= s->end || i == s->start)
		return false;
	bool apart = utf8_blank(s->text.ptr + i - 1, s->text.ptr + s->end) > 0;
	if (!apart &&
	    (s->list.style != '1' || is_digit(s->text.ptr[i - 1]) || s->text.ptr[i - 1] == '.'))
		return false; /* 'Kapten3. Mayor4.' has lost its line breaks */
	size_t behind = at + (s->text.ptr[at + 1] == ')' ? 2 : 1);
	if (behind >= s->end || utf8_blank(s->text.ptr + behind, s->text.ptr + s->end) == 0)
		return false;
	s->list.value = value;
	if (text_skip_blank(s->text, s->sentence, s->end) < i)
		scan_cut(s, i, i, KIND_BODY, false);
	return true;
}

/* 'ialah: 1. Budi 2. Siti': a list begins in the middle of its paragraph. */
static bool scan_list_inside(struct scan *s, size_t at)
{
	if (s->list.style || at <= s->sentence || s->text.ptr[at - 1] != '1' || at + 1 >= s->end ||
	    s->text.ptr[at + 1] != ' ')
		return false;
	size_t before = text_trim_end(s->text, s->sentence, at - 1);
	if (before == s->sentence || s->text.ptr[before - 1] != ':')
		return false;
	s->list = (struct list_marker){'1', 1};
	return true;
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
	if (s->text.ptr[at] == '.' && scan_list_inside(s, at))
		return at + 1;
	if (s->list.style && s->list.style != '*' && s->text.ptr[at] == '.' &&
	    scan_list_marker(s, at))
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
	if (t.start == t.end)
		return close + len;
	t.ellipsis = t.ellipsis && !t.mark;
	t.close = closing_marks(s, close + len);
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
	return strchr(".!?)]\"'", c) != NULL || (c & (char)0x80) != 0;
}

/* 'Laporan Wartawan Tribunnews.com, Budi TRIBUNNEWS.COM, JAKARTA - Polisi': where the dateline's host stands, in capitals. */
static size_t byline_end(const struct scan *s, size_t at)
{
	enum { BYLINE_MAX = 140 };
	size_t limit = s->end - at > BYLINE_MAX ? at + BYLINE_MAX : s->end;
	for (size_t i = at; i + 1 < limit; i++) {
		size_t end = i + 1;
		if (s->text.ptr[i] != ' ' || !is_upper(s->text.ptr[end]))
			continue;
		while (end < limit && (is_upper(s->text.ptr[end]) || is_digit(s->text.ptr[end]) ||
				       s->text.ptr[end] == '.'))
			end++;
		if (memchr(s->text.ptr + i + 1, '.', end - i - 1) != NULL && end - i > 6 &&
		    !is_alnum(s->text.ptr[end - 1 + (end < limit)]))
			return i + 1;
	}
	return at;
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
		end = byline_end(s, end);
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

/* '(Baca juga: TITLE)': the bracket is the link's. Its end, or `at` when it is another bracket. */
static size_t bracket_link_end(const struct scan *s, size_t at)
{
	size_t len, limit = s->end - at > BRACKET_MAX ? at + BRACKET_MAX : s->end;
	if (phrases_find(s->rules->phrases, s->text, at + 1, s->end, 1u << PHRASE_LINK, &len) ==
	    PHRASE_NONE)
		return at;
	char want = s->text.ptr[at] == '(' ? ')' : ']';
	const char *close = memchr(s->text.ptr + at, want, limit - at);
	return close ? (size_t)(close - s->text.ptr) + 1 : at;
}

/* Stops inside brackets do not end the sentence around them: '(see no. 5. Ed.)'. */
static size_t scan_bracket(struct scan *s, size_t at)
{
	size_t link = bracket_link_end(s, at);
	if (link > at) {
		scan_cut(s, at, at, KIND_BODY, false);
		scan_cut(s, link, link, KIND_LINK, false);
		return link;
	}
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

static void scan_list_start(struct scan *s)
{
	size_t i = text_skip_blank(s->text, s->start, s->end), from = i;
	if (i < s->end && is_lower(s->text.ptr[i])) {
		s->list = (struct list_marker){'a', (unsigned)(s->text.ptr[i] - 'a') + 1};
		i++;
	}
	while (i < s->end && i - from < 2 && is_digit(s->text.ptr[i])) {
		s->list.style = '1';
		s->list.value = s->list.value * 10 + (unsigned)(s->text.ptr[i] - '0');
		i++;
	}
	if (text_bullet(s->text, from, s->end) == 3) {
		s->list.style = '*';
		return;
	}
	bool marked =
		i > from && i + 1 < s->end && (s->text.ptr[i] == '.' || s->text.ptr[i] == ')');
	if (!marked || s->list.value != 1)
		s->list.style = 0;
}

/* The bullet of the next item, in a paragraph that begins with one. */
static size_t scan_bullet(struct scan *s, size_t at)
{
	unsigned len = text_bullet(s->text, at, s->end);
	if (len == 3 && s->list.style == '*' && at > s->sentence)
		scan_cut(s, at, at, KIND_BODY, false);
	return at + (len ? len : 1);
}

static size_t scan_step(struct scan *s, size_t at)
{
	unsigned len;
	switch (s->rules->classes[(unsigned char)s->text.ptr[at]]) {
	case BYTE_STOP: return scan_stop(s, at);
	case BYTE_CAPITAL:
		if (s->end - at < 3 || !phrases_may_start(&s->rules->phrases->inside, s->text, at))
			return s->text.ptr[at] == '[' ? scan_bracket(s, at) : at + 1;
		if (s->text.ptr[at] != '[')
			return scan_capital(s, at);
		len = (unsigned)(scan_capital(s, at) - at);
		return len > 1 ? at + len : scan_bracket(s, at);
	case BYTE_BRACKET: return scan_bracket(s, at);
	case BYTE_CLOSE:
		if (s->list.style && s->list.style != '*')
			scan_list_marker(s, at);
		return at + 1;
	default:
		len = quote_length(s->text, at, s->end);
		if (len > 0)
			return scan_quote(s, at, len);
		return is_ellipsis(s, at) ? scan_stop(s, at) : scan_bullet(s, at);
	}
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
	scan_list_start(&s);
	for (size_t at = start; at < end;) {
		size_t i = at - map->start, block = at - i % MASK_BYTES;
		uint64_t marks = mask_from(map->sets[i / MASK_BYTES].marks, i % MASK_BYTES);
		for (at = block + MASK_BYTES; marks != 0;) {
			size_t mark = block + mask_first(marks);
			size_t next = mark < end ? scan_step(&s, mark) : end;
			marks &= marks - 1;
			if (next <= mark + 1)
				continue;
			marks = mask_from(marks, next - block);
			at = next > at ? next : at;
		}
	}
	scan_cut(&s, end, end, KIND_BODY, false);
}

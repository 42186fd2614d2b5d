#include "cmd/segment/dateline.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/segment/text.h"

enum {
	DATELINE_MAX = 90, /* bytes up to the dash */
	DATELINE_WORDS = 9,
	NAMES_MAX = 40, /* more of both behind 'By Jane Doe and John Roe' */
	NAMES_WORDS = 5
};

/* Behind the last full stop of a word that may be a host; 0 when it has none. */
static size_t last_label(struct span word)
{
	size_t at = text_alnum_start(word, 0, word.len);
	while (at > 0 && word.ptr[at - 1] == '-')
		at = text_alnum_start(word, 0, at - 1);
	return at > 0 && word.ptr[at - 1] == '.' ? at : 0;
}

bool dateline_is_host(const struct words *words, struct span word)
{
	size_t last = last_label(word), label = 0;
	if (last < 2 || last == word.len ||
	    !(words_find(words, span_sub(word, last, word.len)) & WORD_HOST))
		return false;
	for (size_t i = 0; i < last; i++) {
		char c = word.ptr[i];
		if (c == '.' && i == label)
			return false;
		if (c == '.')
			label = i + 1;
		else if (!is_alnum(c) && c != '-')
			return false;
	}
	return true;
}

static bool wide_dash(struct span text, size_t at, size_t end)
{
	return end - at >= 3 && text.ptr[at] == '\xE2' && text.ptr[at + 1] == '\x80' &&
	       text.ptr[at + 2] >= '\x93' && text.ptr[at + 2] <= '\x95'; /* – — ― */
}

/* The dash at `at` with the blanks around it: its end, or `at` when there is none. One hyphen needs a blank on one side. */
static size_t dash_end(struct span text, size_t at, size_t end)
{
	size_t i = text_skip_blank(text, at, end), from = i;
	if (i < end && is_alnum(text.ptr[i]))
		return at;
	while (i < end && text.ptr[i] == '-')
		i++;
	bool lost = i == from && from > at && end - i >= 3 &&
		    memcmp(text.ptr + i, "\xEF\xBF\xBD", 3) == 0; /* U+FFFD */
	if (i == from && (lost || wide_dash(text, i, end)))
		i += 3;
	if (i == from)
		return at;
	size_t behind = text_skip_blank(text, i, end);
	return i - from > 1 || from > at || behind > i ? behind : at;
}

/* A word of a dateline: bytes up to a blank, a dash or , ( ) |. *dots: how many full stops stand in it. */
static size_t word_end(struct span text, size_t at, size_t end, unsigned *dots)
{
	*dots = 0;
	for (; (at = text_alnum_end(text, at, end)) < end; at++) {
		char c = text.ptr[at];
		*dots += c == '.';
		if (c == '.')
			continue;
		if (c == ' ' || c == ',' || c == '(' || c == ')' || c == '|' ||
		    utf8_blank(text.ptr + at, text.ptr + end) != 0 || dash_end(text, at, end) != at)
			break;
	}
	return at;
}

struct head {
	const struct date_words *dates;
	struct span text;
	struct span host, bracket, place, date;
	struct span before; /* what was read in front of the host */
	size_t end;
	unsigned words;
	bool dashed, names; /* it begins with the names of a byline */
	bool byline;        /* one stands in front of the host */
};

static void head_add(struct span *part, struct span word)
{
	*part = part->len ? span_of(part->ptr, (size_t)(word.ptr + word.len - part->ptr)) : word;
}

/* 'June', '4', 'June 4, 2024' behind the place: digits stand beside a month only. */
static bool head_add_date(struct head *h, struct span word, size_t behind, size_t end)
{
	bool digits = is_digit(word.ptr[0]);
	size_t next = text_skip_blank(h->text, behind, end);
	bool stands = digits || h->place.len > 0 || (next < end && is_digit(h->text.ptr[next]));
	if (!stands || (!digits && !docdate_is_word(h->dates, word)))
		return false;
	struct span second = span_sub(h->text, next, text_word_end(h->text, next, end));
	bool beside = h->date.len > 0 || (second.len > 0 && docdate_is_word(h->dates, second));
	bool counts = !digits || (beside && (word.len <= 2 || word.len == 4));
	if (counts)
		head_add(&h->date, word);
	return counts;
}

/* '(CNN Business)', '/PRNewswire/': its end, or `at`. */
static size_t head_add_bracket(struct head *h, size_t at, size_t limit)
{
	char close = h->text.ptr[at] == '(' ? ')' : h->text.ptr[at];
	const char *mark = memchr(h->text.ptr + at + 1, close, limit - at - 1);
	size_t stop = mark ? (size_t)(mark - h->text.ptr) : at;
	struct span inside = span_sub(h->text, at + 1, stop > at ? stop : at + 1);
	bool is_host = dateline_is_host(h->dates->rule, inside);
	if (inside.len == 0 || (is_lower(inside.ptr[0]) && !is_host))
		return at;
	h->bracket = inside;
	if (is_host)
		h->host = inside;
	h->words++;
	h->end = stop + 1;
	return h->end;
}

/* 'ISLAMABAD (APP): ' ends as a dash would. */
static size_t colon_end(const struct head *h, size_t at, size_t end)
{
	bool colon = at == h->end && h->bracket.len > 0 && h->text.ptr[at] == ':';
	return colon ? text_skip_blank(h->text, at + 1, end) : at;
}

/* Words in front of the host are the town when a comma or the like parts them ('KOTA, SITE.com'), else a byline or heading
 * ('Laporan Wartawan X SITE.COM, KOTA'). */
static void head_set_host(struct head *h, struct span word)
{
	if (h->place.len > 0 && h->host.len == 0) {
		size_t host = (size_t)(word.ptr - h->text.ptr),
		       last = text_trim_end(h->text, 0, host) - 1;
		bool town = strchr(",|(", h->text.ptr[last]) != NULL || text_all_capital(h->place);
		if (town)
			h->before = h->place;
		else
			h->byline = true;
	}
	h->host = word;
	h->place = span_of(NULL, 0);
}

/* 'SITE.co.id I KOTA': the letter is a bar. */
static bool is_bar(const struct head *h, struct span word)
{
	return h->host.len > 0 && h->place.len == 0 && word.len == 1 && *word.ptr == 'I';
}

/* One word of the head; false when no dateline holds it. */
static bool head_add_word(struct head *h, size_t i, size_t limit, size_t end)
{
	char c = h->text.ptr[i];
	unsigned dots;
	size_t stop = word_end(h->text, i, limit, &dots);
	struct span word = span_sub(h->text, i, stop);
	bool is_host = dots > 0 && dateline_is_host(h->dates->rule, word);
	if (stop == i)
		return false;
	h->names |= h->words == 0 && (words_find(h->dates->rule, word) & WORD_BY);
	if (is_host)
		head_set_host(h, word);
	else if (!is_bar(h, word) && !head_add_date(h, word, stop, end)) {
		if (!is_upper(c) && !is_high(c) &&
		    !(h->names && (words_find(h->dates->rule, word) & WORD_SMALL)))
			return false;
		head_add(&h->place, word);
	}
	h->words++;
	h->end = stop;
	return true;
}

/* Reads words from `start` up to a dash; false when something stands there that no dateline holds. */
static bool head_read(struct head *h, size_t start, size_t end)
{
	struct span text = h->text;
	size_t limit = end - start > DATELINE_MAX ? start + DATELINE_MAX : end, i = start;
	while (i < limit && h->words < DATELINE_WORDS + (h->names ? NAMES_WORDS : 0)) {
		char c = text.ptr[i];
		size_t dash = is_alnum(c) ? i : dash_end(text, i, end);
		if (dash == i)
			dash = colon_end(h, i, end);
		if (dash != i && h->words > 0) {
			h->end = dash;
			h->dashed = true;
			return true;
		}
		unsigned blank = utf8_blank(text.ptr + i, text.ptr + end);
		size_t bracket = c == '(' || c == '/' ? head_add_bracket(h, i, limit) : i;
		if (bracket > i)
			i = bracket;
		else if (blank || c == ',' || c == '|' || c == ')' || c == '(')
			i += blank ? blank : 1;
		else if (head_add_word(h, i, limit, end)) {
			i = h->end;
			if (h->names && h->words == 1)
				limit = end - limit > NAMES_MAX ? limit + NAMES_MAX : end;
		} else
			break;
	}
	return h->host.len > 0;
}

/* 'KONTAN.CO.ID - JAKARTA. Gaet': the town in capitals behind the dash belongs to the dateline. */
static size_t town_behind(struct span text, size_t at, size_t end, struct span *place)
{
	size_t i = at;
	while (i < end && i - at < 30 && (is_upper(text.ptr[i]) || text.ptr[i] == ' '))
		i++;
	if (i == at || i >= end || text.ptr[i] != '.')
		return at;
	*place = span_sub(text, at, i);
	return text_skip_blank(text, i + 1, end);
}

/* 'By Jane Doe and John Roe LONDON': the place is the words in capitals at the end. */
static struct span place_behind_names(struct span place)
{
	size_t at = place.len;
	while (at > 0) {
		size_t word = at;
		while (word > 0 && place.ptr[word - 1] != ' ')
			word--;
		if (!text_all_capital(span_sub(place, word, at)) || word == 0)
			break;
		at = text_trim_end(place, 0, word);
	}
	return span_sub(place, text_skip_blank(place, at, place.len), place.len);
}

/* An outlet's name at the front of a bracket ('CNN Business') or the end of a place ('Washington CNN'), else empty. */
static struct span outlet_part(const struct outlets *o, struct span s, bool front)
{
	for (size_t i = front ? s.len : 0; front ? i > 0 : i < s.len; i += front ? (size_t)-1 : 1) {
		bool edge = front ? i == s.len || s.ptr[i] == ' ' : i == 0 || s.ptr[i - 1] == ' ';
		struct span part = front ? span_sub(s, 0, i) : span_sub(s, i, s.len);
		if (edge && outlets_host(o, part).len > 0)
			return part;
	}
	return span_of("", 0);
}

/* Bytes of the word in front of the outlet's host that were glued to it: 'KotaSITE.co.id'. */
static size_t glued_length(const struct outlets *o, struct span host)
{
	size_t at = host.len - outlets_known_host(o, host).len;
	return at > 0 && is_lower(host.ptr[at - 1]) && is_upper(host.ptr[at]) ? at : 0;
}

/* 'Liputan6.com, Jakarta Real Madrid membuka': without a dash the town is one word, and a second one that only towns have
 * ('Jakarta Selatan', 'Bandar Lampung'). */
static struct span town_undashed(const struct words *words, struct span text, size_t at, size_t end)
{
	if (at >= end || text.ptr[at] != ',')
		return span_of("", 0);
	at = text_skip_blank(text, at + 1, end);
	size_t stop = text_word_end(text, at, end), next = text_skip_blank(text, stop, end);
	if (stop == at || !is_upper(text.ptr[at]) || next >= end || next == stop)
		return span_of("", 0);
	struct span town = span_sub(text, at, stop);
	size_t behind = text_word_end(text, next, end);
	struct span second = span_sub(text, next, behind);
	if (behind > next && is_upper(text.ptr[next]) &&
	    ((words_find(words, town) & WORD_TOWN_FIRST) ||
	     (words_find(words, second) & WORD_TOWN_SECOND)))
		return span_sub(text, at, behind);
	return town;
}

/* The place is all words that are not host or outlet; 'Jakarta, CNN Indonesia' has its outlet behind the comma. */
static void split_outlet(const struct outlets *o, struct head *h, struct dateline *d)
{
	if (h->place.len == 0)
		h->place = h->before;
	const char *comma = h->place.len ? memchr(h->place.ptr, ',', h->place.len) : NULL;
	struct span named = outlet_part(o, h->bracket, true);
	d->source = h->host.len ? h->host : named.len ? named : h->bracket;
	d->place = h->place;
	if (comma == NULL && d->source.len == 0) {
		d->source = outlet_part(o, h->place, false);
		d->place = span_sub(h->place, 0,
				    text_trim_end(h->place, 0, h->place.len - d->source.len));
	}
	if (comma == NULL)
		return;
	size_t at = text_skip_blank(h->place, (size_t)(comma - h->place.ptr) + 1, h->place.len);
	struct span behind = span_sub(h->place, at, h->place.len);
	if (d->source.len == 0 && outlets_host(o, behind).len == 0)
		return;
	if (outlets_host(o, behind).len > 0)
		d->source = behind;
	d->place = span_of(h->place.ptr, (size_t)(comma - h->place.ptr));
}

/* 'The board - who met in May - voted': a dash again before the sentence ends. */
static bool dash_again(struct span text, size_t at, size_t end)
{
	enum { LOOKED_AT = 240 };
	size_t limit = end - at > LOOKED_AT ? at + LOOKED_AT : end;
	for (size_t i = at; i + 1 < limit && !(text.ptr[i] == '.' && text.ptr[i + 1] == ' '); i++)
		if (text.ptr[i] == ' ' && dash_end(text, i, limit) > i + 1)
			return true;
	return false;
}

/* Whether a place without an outlet is one: 'LEEDS — ', 'Leeds - Police said', not 'Mr Roe - who said'. */
static bool stands_for_place(const struct head *h, size_t end)
{
	size_t first = text_word_end(h->place, 0, h->place.len);
	struct span word = span_sub(h->place, 0, first);
	if (h->words > 3 + (h->date.len > 0 ? 3 : 0) || first == 0)
		return false;
	if (word.len > 1 && text_all_capital(word))
		return true;
	if (words_find(h->dates->rule, word) & (WORD_STARTER | WORD_TITLE))
		return false;
	return h->end < end && text_letter(h->text, h->end, end) != LETTER_LOWER &&
	       !dash_again(h->text, h->end, end);
}

/* 'The board approved': one word in lower case behind the first, which is no host. Most paragraphs leave here. */
static bool begins_prose(struct span text, size_t start, size_t end)
{
	size_t i = start;
	while (i < end && is_alpha(text.ptr[i]))
		i++;
	return i > start && i + 1 < end && text.ptr[i] == ' ' && is_lower(text.ptr[i + 1]);
}

/* Whether what head_read asks for may be there: a dash or '):' among the first bytes, or a full stop in the first word. Most paragraphs have
 * neither, and are not read word by word. */
static bool may_be_head(struct span text, size_t start, size_t end)
{
	size_t limit = end - start > DATELINE_MAX ? start + DATELINE_MAX : end, i = start;
	limit = text_skip_blank(text, limit, end);
	limit += limit < end;
	for (; (i = text_find_any(text, i, limit, "-:\xE2")) < limit; i++)
		if (text.ptr[i] == ':' ? i > start && text.ptr[i - 1] == ')'
		    : text.ptr[i] == '-'
			    ? i == start || i + 1 == end || !is_alnum(text.ptr[i - 1]) ||
				      !is_alnum(text.ptr[i + 1])
			    : wide_dash(text, i, end))
			return true; /* 'orang-orang' has none of a dash's blanks */
	if (memchr(text.ptr + start, '\xEF', limit - start) != NULL) /* U+FFFD */
		return true;
	for (i = text_alnum_end(text, start, end); i < end && text.ptr[i] == '-';)
		i = text_alnum_end(text, i + 1, end);
	return i < end && text.ptr[i] == '.';
}

bool dateline_find(const struct outlets *o, const struct date_words *w, struct span text,
		   size_t start, size_t end, struct dateline *d)
{
	struct span none = span_of("", 0);
	*d = (struct dateline){.start = start, .source = none, .place = none, .date = none};
	if (start >= end || begins_prose(text, start, end) || !may_be_head(text, start, end))
		return false;
	struct head h = {.dates = w,
			 .text = text,
			 .host = none,
			 .bracket = none,
			 .place = none,
			 .before = none,
			 .date = none};
	if (!head_read(&h, start, end))
		return false;
	unsigned dots;
	size_t first = word_end(text, start, end, &dots);
	bool host_first = dateline_is_host(w->rule, span_sub(text, start, first));
	if (!h.dashed && !host_first)
		return false;
	d->end = h.dashed ? h.end : first;
	d->date = h.date;
	d->names = h.names && h.dashed;
	if (d->names) {
		h.place = place_behind_names(h.place);
		d->start = h.place.len ? (size_t)(h.place.ptr - text.ptr) : start;
	} else if (h.byline) {
		d->start = (size_t)(h.host.ptr - text.ptr) + glued_length(o, h.host);
	}
	split_outlet(o, &h, d);
	if (h.dashed && host_first && d->place.len == 0)
		d->end = town_behind(text, h.end, end, &d->place);
	if (!h.dashed)
		d->place = town_undashed(w->rule, text, first, end);
	return d->source.len > 0 || stands_for_place(&h, end);
}

struct span dateline_byline_host(const struct words *words, struct span text)
{
	enum { LOOKED_AT = 600 };
	size_t from = text.len > LOOKED_AT ? text.len - LOOKED_AT : 0;
	struct span host = span_of("", 0);
	for (size_t i = from; i < text.len; i++) {
		const char *bracket = memchr(text.ptr + i, '(', text.len - i);
		if (bracket == NULL)
			break;
		i = (size_t)(bracket - text.ptr);
		size_t word = i + 1, stop = word;
		bool line_start = i == 0 || text.ptr[i - 1] == '\n' || text.ptr[i - 1] == ' ';
		while (line_start && stop < text.len && stop - word < 60 && text.ptr[stop] != '/' &&
		       text.ptr[stop] != ')')
			stop++;
		struct span name = span_sub(text, word, stop);
		if (line_start && stop < text.len && text.ptr[stop] == '/' &&
		    dateline_is_host(words, name))
			host = name; /* the last one counts */
	}
	return host;
}

#include "cmd/segment/dateline.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/segment/text.h"

enum {
	DATELINE_MAX = 90, /* bytes up to the dash */
	DATELINE_WORDS = 9,
	NAMES_MAX = 40, /* more of both behind 'By Jane Doe and John Roe' */
	NAMES_WORDS = 5,
	OUTLET_BUCKETS = 256
};

struct outlet {
	struct span name, host;
	struct outlet *next;
};

/* The end of a known host as a number: asked of each article's host, and a comparison of numbers is foreseen. */
struct host_tail {
	uint64_t bytes,
		mask; /* the last eight bytes; mask leaves out what a shorter host does not have */
	struct span host;
};

struct outlets {
	struct arena arena;
	struct outlet *buckets[OUTLET_BUCKETS];
	struct host_tail *tails; /* in the order of the buckets */
	size_t tail_count, tail_cap;
};

static unsigned outlet_hash(struct span name)
{
	uint32_t h = 5381;
	for (size_t i = 0; i < name.len; i++)
		h = h * 33 ^ (unsigned char)to_lower(name.ptr[i]);
	return (h ^ h >> 8) % OUTLET_BUCKETS;
}

static void outlets_add(struct outlets *o, const struct pack_section *s)
{
	for (size_t i = 0; i < s->count; i++) {
		struct outlet **b = &o->buckets[outlet_hash(s->entries[i].key)];
		struct outlet *e = arena_alloc(&o->arena, sizeof *e);
		*e = (struct outlet){s->entries[i].key, pack_attribute(&s->entries[i], "host"), *b};
		*b = e;
	}
}

/* The last eight bytes in lower case, the last one lowest; fewer when the host is shorter. */
static uint64_t tail_bytes(struct span host)
{
	uint64_t bytes = 0;
	for (size_t i = host.len > 8 ? host.len - 8 : 0; i < host.len; i++)
		bytes = bytes << 8 | (unsigned char)to_lower(host.ptr[i]);
	return bytes;
}

static void outlets_add_tails(struct outlets *o)
{
	for (unsigned b = 0; b < OUTLET_BUCKETS; b++)
		for (const struct outlet *e = o->buckets[b]; e != NULL; e = e->next) {
			if (e->host.len == 0)
				continue;
			uint64_t mask = e->host.len < 8 ? ((uint64_t)1 << 8 * e->host.len) - 1
							: ~(uint64_t)0;
			o->tails = alloc_grown(o->tails, o->tail_count, &o->tail_cap,
					       sizeof *o->tails);
			o->tails[o->tail_count++] =
				(struct host_tail){tail_bytes(e->host), mask, e->host};
		}
}

struct outlets *outlets_new(const struct pack *packs)
{
	struct outlets *o = alloc_zeroed(1, sizeof *o);
	const struct span *languages;
	size_t count = pack_languages(packs, &languages);
	for (size_t i = 0; i < count; i++) {
		char code[16];
		if (languages[i].len >= sizeof code)
			continue;
		memcpy(code, languages[i].ptr, languages[i].len);
		code[languages[i].len] = '\0';
		outlets_add(o, pack_section(packs, code, "outlets", "outlets"));
	}
	outlets_add_tails(o);
	return o;
}

void outlets_free(struct outlets *o)
{
	if (o == NULL)
		return;
	arena_free(&o->arena);
	free(o->tails);
	free(o);
}

struct span outlets_host(const struct outlets *o, struct span name)
{
	for (const struct outlet *e = o->buckets[outlet_hash(name)]; e != NULL; e = e->next) {
		size_t i = 0;
		while (e->name.len == name.len && i < name.len &&
		       to_lower(e->name.ptr[i]) == to_lower(name.ptr[i]))
			i++;
		if (i == name.len && e->name.len == name.len)
			return e->host.ptr ? e->host : e->name;
	}
	return span_of("", 0);
}

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
	if (i == from && wide_dash(text, i, end))
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
	size_t end;
	unsigned words;
	bool dashed, names; /* it begins with the names of a byline */
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
		h->host = word;
	else if (!head_add_date(h, word, stop, end)) {
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

/* The place is all words that are not host or outlet; 'Jakarta, CNN Indonesia' has its outlet behind the comma. */
static void split_outlet(const struct outlets *o, struct head *h, struct dateline *d)
{
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
	if (h.names && h.dashed) {
		h.place = place_behind_names(h.place);
		d->start = h.place.len ? (size_t)(h.place.ptr - text.ptr) : start;
	}
	split_outlet(o, &h, d);
	if (h.dashed && host_first && d->place.len == 0)
		d->end = town_behind(text, h.end, end, &d->place);
	if (!h.dashed) /* 'Liputan6.com, Jakarta Real Madrid membuka': where the town ends nobody can tell */
		d->place = none;
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

/* 'SURABAYASURYA.co.id' (a lost blank) and 'regional.kompas.com' both end in an outlet's host. */
static struct span known_host(const struct outlets *o, struct span host)
{
	enum { TELLING = 8 }; /* bytes: "bbc.com" ends other hosts by chance */
	uint64_t bytes = tail_bytes(host);
	for (size_t k = 0; k < o->tail_count; k++) {
		const struct host_tail *t = &o->tails[k];
		if (((bytes ^ t->bytes) & t->mask) != 0 || t->host.len >= host.len)
			continue;
		size_t at = host.len - t->host.len, i = 0;
		while (i < t->host.len && to_lower(host.ptr[at + i]) == t->host.ptr[i])
			i++;
		if (i == t->host.len && (t->host.len >= TELLING || host.ptr[at - 1] == '.'))
			return t->host;
	}
	return host;
}

void dateline_add_source(struct buffer *out, const struct outlets *o, struct span source)
{
	struct span host = outlets_host(o, source);
	if (host.len == 0)
		host = known_host(o, source);
	if (host.len > 4 && (host.ptr[0] == 'w' || host.ptr[0] == 'W') &&
	    memcmp(host.ptr + 1, "ww.", 3) == 0)
		host = span_sub(host, 4, host.len);
	for (size_t i = 0; i < host.len; i++)
		buffer_add_byte(out, to_lower(host.ptr[i]));
}

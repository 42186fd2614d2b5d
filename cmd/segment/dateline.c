#include "cmd/segment/dateline.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/segment/text.h"

enum {
	DATELINE_MAX = 90, /* bytes up to the dash */
	DATELINE_WORDS = 9,
	OUTLET_BUCKETS = 256
};

struct outlet {
	struct span name, host;
	struct outlet *next;
};

struct outlets {
	struct arena arena;
	struct outlet *buckets[OUTLET_BUCKETS];
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
	return o;
}

void outlets_free(struct outlets *o)
{
	if (o == NULL)
		return;
	arena_free(&o->arena);
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

bool dateline_is_host(const struct words *words, struct span word)
{
	size_t label = 0;
	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];
		if (c == '.' && i == label)
			return false;
		if (c == '.')
			label = i + 1;
		else if (!is_alnum(c) && c != '-')
			return false;
	}
	return label > 1 && label < word.len &&
	       (words_find(words, span_sub(word, label, word.len)) & WORD_HOST);
}

/* The dash at `at` with the blanks around it: its end, or `at` when there is none. One hyphen needs a blank on one side. */
static size_t dash_end(struct span text, size_t at, size_t end)
{
	size_t i = text_skip_blank(text, at, end), from = i;
	while (i < end && text.ptr[i] == '-')
		i++;
	if (i == from && end - i >= 3 && text.ptr[i] == '\xE2' && text.ptr[i + 1] == '\x80' &&
	    (text.ptr[i + 2] == '\x93' || text.ptr[i + 2] == '\x94'))
		i += 3;
	if (i == from)
		return at;
	size_t behind = text_skip_blank(text, i, end);
	return i - from > 1 || from > at || behind > i ? behind : at;
}

/* A word of a dateline: bytes up to a blank, a dash or , ( ) | */
static size_t word_end(struct span text, size_t at, size_t end)
{
	for (; at < end; at++) {
		char c = text.ptr[at];
		if (is_alnum(c) || c == '.')
			continue;
		if (c == ',' || c == '(' || c == ')' || c == '|' || utf8_blank(text.ptr + at, text.ptr + end) != 0 ||
		    dash_end(text, at, end) != at)
			break;
	}
	return at;
}

struct head {
	struct span host, bracket, place;
	size_t end;
	unsigned words;
	bool dashed;
};

static void head_add_place(struct head *h, struct span word)
{
	h->place = h->place.len
			   ? span_of(h->place.ptr, (size_t)(word.ptr + word.len - h->place.ptr))
			   : word;
}

/* Reads words from `start` up to a dash; false when something stands there that no dateline holds. */
static bool head_read(struct head *h, const struct words *words, struct span text, size_t start,
		      size_t end)
{
	size_t limit = end - start > DATELINE_MAX ? start + DATELINE_MAX : end, i = start;
	while (i < limit && h->words < DATELINE_WORDS) {
		size_t dash = dash_end(text, i, end);
		if (dash != i && h->words > 0) {
			h->end = dash;
			h->dashed = true;
			return true;
		}
		char c = text.ptr[i];
		unsigned blank = utf8_blank(text.ptr + i, text.ptr + end);
		if (blank || c == ',' || c == '|' || c == ')' || c == '(') {
			i += blank ? blank : 1;
			continue;
		}
		size_t stop = word_end(text, i, limit);
		if (stop == i ||
		    (!is_upper(c) && !dateline_is_host(words, span_sub(text, i, stop))))
			return h->host.len > 0;
		struct span word = span_sub(text, i, stop);
		if (dateline_is_host(words, word))
			h->host = word;
		else if (i > start && text.ptr[i - 1] == '(')
			h->bracket = word;
		else if (h->host.len == 0 || text.ptr[i - 1] != ' ' || h->place.len == 0 ||
			 h->dashed)
			head_add_place(h, word);
		else
			head_add_place(h, word);
		h->words++;
		h->end = stop;
		i = stop;
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

/* The place is all words that are not host or outlet; 'Jakarta, CNN Indonesia' has its outlet behind the comma. */
static void split_outlet(const struct outlets *o, struct head *h, struct dateline *d)
{
	const char *comma = h->place.len ? memchr(h->place.ptr, ',', h->place.len) : NULL;
	d->source = h->host.len ? h->host : h->bracket;
	d->place = h->place;
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

bool dateline_find(const struct outlets *o, const struct words *words, struct span text,
		   size_t start, size_t end, struct dateline *d)
{
	struct head h = {0};
	*d = (struct dateline){.source = span_of("", 0), .place = span_of("", 0)};
	if (start >= end || !head_read(&h, words, text, start, end))
		return false;
	size_t first = word_end(text, start, end);
	bool host_first = dateline_is_host(words, span_sub(text, start, first));
	if (!h.dashed && !host_first)
		return false;
	d->end = h.dashed ? h.end : first;
	split_outlet(o, &h, d);
	if (h.dashed && host_first && d->place.len == 0)
		d->end = town_behind(text, h.end, end, &d->place);
	if (!h.dashed) /* 'Liputan6.com, Jakarta Real Madrid membuka': where the town ends nobody can tell */
		d->place = span_of("", 0);
	return d->source.len > 0 || h.words <= 3;
}

/* 'SURABAYASURYA.co.id' (a lost blank) and 'regional.kompas.com' both end in an outlet's host. */
static struct span known_host(const struct outlets *o, struct span host)
{
	enum { TELLING = 8 }; /* bytes: "bbc.com" ends other hosts by chance */
	for (unsigned b = 0; b < OUTLET_BUCKETS; b++)
		for (const struct outlet *e = o->buckets[b]; e != NULL; e = e->next) {
			if (e->host.len >= host.len || e->host.len == 0)
				continue;
			size_t at = host.len - e->host.len, i = 0;
			while (i < e->host.len && to_lower(host.ptr[at + i]) == e->host.ptr[i])
				i++;
			if (i == e->host.len && (e->host.len >= TELLING || host.ptr[at - 1] == '.'))
				return e->host;
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

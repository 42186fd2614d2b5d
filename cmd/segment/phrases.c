#include "cmd/segment/phrases.h"

#include <string.h>

#include "common/alloc.h"

struct phrase {
	struct span text;
	enum phrase_kind kind;
	bool exact;
	uint64_t first, mask; /* its bytes up to the first blank, eight at most, without case */
	struct phrase *next;  /* longest first */
};

/* Of fewer than eight bytes the others are NUL. */
static uint64_t first_bytes(const char *at, size_t count)
{
	uint64_t bytes = 0;
	if (count >= sizeof bytes)
		memcpy(&bytes, at, sizeof bytes);
	else
		memcpy(&bytes, at, count);
	return bytes | 0x2020202020202020u;
}

static uint32_t hash_three(const char *at)
{
	return phrase_hash((uint32_t)(unsigned char)at[0] | (uint32_t)(unsigned char)at[1] << 8 |
			   (uint32_t)(unsigned char)at[2] << 16);
}

static void starts_add(struct phrase_starts *s, const char start[4])
{
	uint32_t bytes, hash;
	memcpy(&bytes, start, sizeof bytes);
	hash = phrase_hash(bytes);
	s->bits[hash >> 5] |= 1u << (hash & 31);
}

/* First bytes of blanks; 0xC2 is 0xE2 without case. */
static const char blanks[] = " \t\n\v\f\r\xE2\xEF";

/* start: three bytes of the phrase as a text may have them, and room for a fourth. */
static void starts_add_all(struct phrase_starts *s, struct span text, char start[4])
{
	bool blank = text.ptr[2] == ' ' || (text.len > 3 && text.ptr[3] == ' ');
	for (unsigned c = 0; text.len == 3 && c <= 0xFF; c++) {
		start[3] = (char)c;
		starts_add(s, start);
	}
	/* a blank of the phrase is any, and may be several, in a text */
	for (const char *b = blanks; blank && *b; b++) {
		start[3] = *b;
		starts_add(s, start);
	}
	if (text.len > 3) {
		start[3] = text.ptr[3];
		starts_add(s, start);
	}
}

static void phrase_add(struct phrases *p, struct span text, enum phrase_kind kind, char start[4])
{
	struct phrase *e = arena_alloc(&p->arena, sizeof *e);
	char first[8] = {0}, mask[8] = {0};
	*e = (struct phrase){.text = text, .kind = kind};
	for (size_t i = 0; i < text.len; i++)
		e->exact |= is_upper(text.ptr[i]);
	for (size_t i = 0; i < text.len && i < sizeof first && text.ptr[i] != ' '; i++) {
		first[i] = text.ptr[i];
		mask[i] = '\xFF';
	}
	memcpy(&e->mask, mask, sizeof mask);
	e->first = first_bytes(first, sizeof first) & e->mask;
	struct phrase **at = &p->buckets[hash_three(start) % PHRASE_BUCKETS];
	while (*at != NULL && (*at)->text.len >= text.len)
		at = &(*at)->next;
	e->next = *at;
	*at = e;
	starts_add_all(&p->all, text, start);
	if (PHRASE_INSIDE >> kind & 1)
		starts_add_all(&p->inside, text, start);
}

/* A blank in third place is any blank in a text: it is added under the first byte of each. */
static void phrase_add_starts(struct phrases *p, struct span text, enum phrase_kind kind)
{
	char start[4];
	memcpy(start, text.ptr, 3);
	if (start[2] != ' ') {
		phrase_add(p, text, kind, start);
		return;
	}
	for (const char *b = blanks; *b; b++) {
		start[2] = *b;
		phrase_add(p, text, kind, start);
	}
}

void phrases_add_section(struct phrases *p, const struct pack_section *s, enum phrase_kind kind)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->entries[i].key.len >= 3)
			phrase_add_starts(p, s->entries[i].key, kind);
}

void phrases_free(struct phrases *p)
{
	arena_free(&p->arena);
}

/* Length of the phrase in the text at `at`, 0 when it is another text. */
static size_t phrase_length(const struct phrase *e, struct span text, size_t at, size_t end)
{
	size_t i = at;
	for (size_t j = 0; j < e->text.len; j++) {
		char want = e->text.ptr[j];
		if (want == ' ') {
			size_t next = text_skip_blank(text, i, end);
			if (next == i)
				return 0;
			i = next;
			continue;
		}
		if (i >= end || (e->exact ? text.ptr[i] : to_lower(text.ptr[i])) != want)
			return 0;
		i++;
	}
	char last = e->text.ptr[e->text.len - 1];
	/* 'via AFPTentara', 'Baca JugaInflasi' */
	bool glued = (e->kind == PHRASE_CREDIT || e->kind == PHRASE_LINK) && i < end &&
		     is_upper(text.ptr[i]);
	bool digits = is_digit(last) && i < end && is_digit(text.ptr[i]); /* 'Copyright 20' */
	if (is_alnum(last) && i < end && is_alnum(text.ptr[i]) && !glued && !digits)
		return 0;
	return i - at;
}

enum phrase_kind phrases_find_started(const struct phrases *p, struct span text, size_t at,
				      size_t end, uint32_t mask, size_t *len)
{
	const struct phrase *e = p->buckets[hash_three(text.ptr + at) % PHRASE_BUCKETS];
	uint64_t first = first_bytes(text.ptr + at, text.len - at);
	for (; e != NULL; e = e->next) {
		/* one branch, mostly taken, for both: kinds that are not asked for come in no order */
		if ((((first & e->mask) ^ e->first) | (~mask >> e->kind & 1)) != 0)
			continue;
		*len = phrase_length(e, text, at, end);
		if (*len > 0)
			return e->kind;
	}
	return PHRASE_NONE;
}

#include "cmd/segment/phrases.h"

#include <string.h>

#include "common/alloc.h"

struct phrase {
	struct span text;
	enum phrase_kind kind;
	bool exact;
	struct phrase *next; /* longest first */
};

/* Bucket of the first byte and the letters behind it, six at most: phrase and text agree on them whatever follows. */
static unsigned phrase_hash(const char *at, size_t len)
{
	uint32_t h = (unsigned char)to_lower(at[0]);
	for (size_t i = 1; i < len && i < 6 && is_alnum(at[i]); i++)
		h = h * 31 + (unsigned char)to_lower(at[i]);
	return (h ^ h >> 10) & 1023;
}

static void phrase_add(struct phrases *p, struct span text, enum phrase_kind kind)
{
	struct phrase *e = arena_alloc(&p->arena, sizeof *e);
	*e = (struct phrase){text, kind, false, NULL};
	for (size_t i = 0; i < text.len; i++)
		e->exact |= is_upper(text.ptr[i]);
	struct phrase **at = &p->buckets[phrase_hash(text.ptr, text.len)];
	while (*at != NULL && (*at)->text.len >= text.len)
		at = &(*at)->next;
	e->next = *at;
	*at = e;
	unsigned h = phrase_start(text.ptr);
	p->starts[h >> 5] |= 1u << (h & 31);
}

void phrases_add_section(struct phrases *p, const struct pack_section *s, enum phrase_kind kind)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->entries[i].key.len >= 3)
			phrase_add(p, s->entries[i].key, kind);
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
	const struct phrase *e = p->buckets[phrase_hash(text.ptr + at, end - at)];
	for (; e != NULL; e = e->next) {
		if (!(mask >> e->kind & 1))
			continue;
		*len = phrase_length(e, text, at, end);
		if (*len > 0)
			return e->kind;
	}
	return PHRASE_NONE;
}

#include "common/token.h"

#include "common/utf8.h"

#include <stdlib.h>

enum byte_class { BYTE_MARK, BYTE_LETTER, BYTE_UPPER, BYTE_DIGIT, BYTE_BLANK, BYTE_HIGH };

/* One class a byte: the loop below never compares characters one by one. */
#define M BYTE_MARK
#define L BYTE_LETTER
#define U BYTE_UPPER
#define D BYTE_DIGIT
#define B BYTE_BLANK
#define H BYTE_HIGH
static const unsigned char byte_class[256] = {
	B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B,
	B, M, M, M, M, M, M, M, M, M, M, M, M, M, M, M, D, D, D, D, D, D, D, D, D, D, M, M, M, M, M, M,
	M, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, M, M, M, M, M,
	M, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, M, M, M, M, B,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
};
#undef M
#undef L
#undef U
#undef D
#undef B
#undef H

static const unsigned char ascii_marks[128] = {
	['.'] = MARK_PERIOD, [','] = MARK_COMMA, [':'] = MARK_COLON, [';'] = MARK_SEMICOLON,
	['?'] = MARK_QUESTION, ['!'] = MARK_EXCLAMATION, ['('] = MARK_OPEN, ['['] = MARK_OPEN,
	['{'] = MARK_OPEN, [')'] = MARK_CLOSE, [']'] = MARK_CLOSE, ['}'] = MARK_CLOSE,
	['"'] = MARK_QUOTE, ['\''] = MARK_APOSTROPHE, ['`'] = MARK_APOSTROPHE, ['-'] = MARK_HYPHEN,
	['/'] = MARK_SLASH, ['%'] = MARK_PERCENT, ['$'] = MARK_CURRENCY, ['@'] = MARK_AT,
	['+'] = MARK_PLUS, ['&'] = MARK_AMPERSAND, ['_'] = MARK_UNDERSCORE, ['*'] = MARK_BULLET,
};

static enum token_mark wide_mark(uint32_t cp)
{
	switch (cp) {
	case 0x2026: return MARK_ELLIPSIS;
	case 0x201C: case 0x201E: case 0xAB: return MARK_QUOTE_OPEN;
	case 0x201D: case 0xBB: return MARK_QUOTE_CLOSE;
	case 0x2033: case 0xFF02: return MARK_QUOTE;
	case 0x2018: case 0x201A: case 0x2039: return MARK_SINGLE_OPEN;
	case 0x2019: case 0x203A: return MARK_SINGLE_CLOSE;
	case 0xB4: return MARK_APOSTROPHE;
	case 0x2010: case 0x2011: return MARK_HYPHEN;
	case 0x2013: case 0x2014: case 0x2015: case 0x2212: return MARK_DASH;
	case 0x20AC: case 0xA3: case 0xA5: case 0xA2: case 0x20B9: return MARK_CURRENCY;
	case 0x2022: case 0xB7: case 0x25CF: return MARK_BULLET;
	default: return MARK_OTHER;
	}
}

/* FNV-1a, 32 bits (Fowler, Noll, Vo): words are short, so a byte at a time is as fast as any. */
enum { HASH_START = (int)0x811C9DC5u };

static inline uint32_t hash_step(uint32_t h, char c)
{
	return (h ^ (unsigned char)c) * 0x01000193u;
}

/* Adds the high character at *p to the word when it is a letter; false when it is a mark or blank. */
static bool take_high_letter(const char **p, const char *end, char *lower, struct token *t, bool *has_lower)
{
	unsigned len, lower_len;
	uint32_t cp = utf8_decode(*p, end, &len), low;
	char bytes[4];
	if (cp == UTF8_INVALID || !utf8_is_letter(cp))
		return false;
	low = utf8_lower(cp);
	lower_len = utf8_encode(low, bytes);
	if (lower_len == len && low != cp) /* a folding that changes the length would move every offset */
		memcpy(lower, bytes, len);
	else
		memcpy(lower, *p, len);
	for (unsigned i = 0; i < len; i++)
		t->hash = hash_step(t->hash, lower[i]);
	if (low == cp)
		*has_lower = true;
	*p += len;
	return true;
}

static const char *cut_word(const char *p, const char *end, char *lower, struct token *t)
{
	const char *start = p;
	bool has_lower = false;
	uint32_t h = t->hash;
	while (p < end) {
		unsigned class = byte_class[(unsigned char)*p];
		if (class == BYTE_LETTER || class == BYTE_UPPER) {
			char c = (char)(*p | 32);
			lower[p - start] = c;
			h = hash_step(h, c);
			has_lower |= class == BYTE_LETTER;
			p++;
			continue;
		}
		t->hash = h;
		if (class != BYTE_HIGH || !take_high_letter(&p, end, lower + (p - start), t, &has_lower))
			break;
		h = t->hash;
	}
	t->hash = h;
	t->all_capital = !has_lower && p - start > 1;
	return p;
}

static const char *cut_mark(const char *p, const char *end, char *lower, struct token *t)
{
	unsigned len = 1;
	if (*p & 0x80) {
		uint32_t cp = utf8_decode(p, end, &len);
		t->mark = (uint8_t)wide_mark(cp);
	} else {
		unsigned char mark = ascii_marks[(unsigned char)*p];
		t->mark = mark ? mark : MARK_OTHER;
	}
	memcpy(lower, p, len);
	for (unsigned i = 0; i < len; i++)
		t->hash = hash_step(t->hash, p[i]);
	return p + len;
}

static const char *cut_digits(const char *p, const char *end, char *lower, struct token *t)
{
	for (const char *start = p; p < end && byte_class[(unsigned char)*p] == BYTE_DIGIT; p++) {
		lower[p - start] = *p;
		t->hash = hash_step(t->hash, *p);
	}
	return p;
}

static bool starts_upper(const char *p, const char *end)
{
	unsigned len;
	uint32_t cp = utf8_decode(p, end, &len);
	return cp != UTF8_INVALID && utf8_is_upper(cp);
}

static unsigned blank_at(const char *p, const char *end)
{
	unsigned class = byte_class[(unsigned char)*p];
	if (class == BYTE_BLANK)
		return 1;
	return class == BYTE_HIGH ? utf8_blank(p, end) : 0;
}

void tokens_cut(struct tokens *t, struct span text)
{
	const char *p = text.ptr, *end = p + text.len;
	bool space = true;

	t->text = text;
	t->count = 0;
	t->lower.len = 0;
	buffer_reserve(&t->lower, text.len);
	while (p < end) {
		unsigned blank = blank_at(p, end);
		if (blank) {
			memset(t->lower.data + (p - text.ptr), ' ', blank);
			p += blank;
			space = true;
			continue;
		}
		t->items = alloc_grown(t->items, t->count, &t->cap, sizeof *t->items);
		struct token *k = &t->items[t->count++];
		char *lower = t->lower.data + (p - text.ptr);
		const char *start = p;
		unsigned class = byte_class[(unsigned char)*p];
		*k = (struct token){.start = (uint32_t)(p - text.ptr), .hash = (uint32_t)HASH_START, .space = space};
		if (class == BYTE_DIGIT) {
			k->kind = TOKEN_DIGITS;
			p = cut_digits(p, end, lower, k);
		} else if (class != BYTE_MARK) {
			p = cut_word(p, end, lower, k);
			k->capital = class == BYTE_UPPER || (class == BYTE_HIGH && starts_upper(start, end));
		}
		if (p == start) {
			k->kind = TOKEN_MARK;
			p = cut_mark(p, end, lower, k);
		}
		k->end = (uint32_t)(p - text.ptr);
		space = false;
	}
	t->lower.len = text.len;
}

void tokens_free(struct tokens *t)
{
	free(t->items);
	buffer_free(&t->lower);
	*t = (struct tokens){0};
}

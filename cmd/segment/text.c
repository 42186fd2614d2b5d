#include "cmd/segment/text.h"

#include <string.h>

size_t text_skip_blanks(struct span text, size_t at, size_t end)
{
	while (at < end) {
		unsigned n = utf8_blank(text.ptr + at, text.ptr + end);
		if (n == 0)
			break;
		at += n;
	}
	return at;
}

size_t text_find_any(struct span text, size_t at, size_t end, const char bytes[3])
{
#ifdef BYTES16
	while (at < end && text.len - at >= 16) {
		bytes16 v = bytes16_load(text.ptr + at);
		bytes16 any = bytes16_or(bytes16_is(v, bytes[0]), bytes16_is(v, bytes[1]));
		uint64_t bits = bytes16_bits(bytes16_or(any, bytes16_is(v, bytes[2])));
		at += bits ? mask_first(bits) : 16;
		if (bits || at >= end)
			return at < end ? at : end;
	}
#endif
	while (at < end && text.ptr[at] != bytes[0] && text.ptr[at] != bytes[1] &&
	       text.ptr[at] != bytes[2])
		at++;
	return at;
}

size_t text_find_pair(struct span text, size_t at, size_t end, char byte, char second_behind)
{
#ifdef BYTES16
	while (at < end && text.len - at >= 18) {
		uint64_t bits = bytes16_bits(bytes16_is(bytes16_load(text.ptr + at), byte));
		bits &= bytes16_bits(bytes16_is(bytes16_load(text.ptr + at + 2), second_behind));
		at += bits ? mask_first(bits) : 16;
		if (bits || at >= end)
			return at < end ? at : end;
	}
#endif
	while (at < end &&
	       !(text.ptr[at] == byte && text.len - at > 2 && text.ptr[at + 2] == second_behind))
		at++;
	return at;
}

/* Length of the blank that ends at `at`. No byte of a blank character but its first can start one, so reading backward
 * finds the same blanks as reading forward. */
static unsigned blank_before(struct span text, size_t start, size_t at)
{
	for (unsigned n = 1; n <= 3 && n <= at - start; n++)
		if (utf8_blank(text.ptr + at - n, text.ptr + at) == n)
			return n;
	return 0;
}

size_t text_trim_blanks(struct span text, size_t start, size_t end)
{
	while (end > start) {
		unsigned n = blank_before(text, start, end);
		if (n == 0)
			break;
		end -= n;
	}
	return end;
}

size_t text_before(struct span text, size_t start, size_t at)
{
	if (!is_high(text.ptr[at - 1]))
		return at - 1;
	size_t i = at - 1;
	for (unsigned n = 0; n < 3 && i > start && ((unsigned char)text.ptr[i] & 0xC0) == 0x80; n++)
		i--;
	unsigned len;
	utf8_decode(text.ptr + i, text.ptr + at, &len);
	return i + len == at ? i : at - 1;
}

enum letter text_letter_high(struct span text, size_t at, size_t end)
{
	unsigned len;
	uint32_t cp = utf8_decode(text.ptr + at, text.ptr + end, &len);
	if (cp == UTF8_INVALID || !utf8_is_letter(cp))
		return LETTER_NONE;
	return utf8_is_upper(cp) || cp >= 0x590 ? LETTER_UPPER : LETTER_LOWER;
}

static bool joins_word(struct span text, size_t at, size_t end)
{
	char c = text.ptr[at];
	if (c == '-' || c == '\'')
		return true;
	return end - at >= 3 && memcmp(text.ptr + at, "\xE2\x80\x99", 3) == 0;
}

size_t text_word_end(struct span text, size_t at, size_t end)
{
	for (;;) {
		unsigned len = 1;
		at = text_alnum_end(text, at, end);
		if (at == end)
			break;
		if (!is_high(text.ptr[at]) && text.ptr[at] != '-' && text.ptr[at] != '\'')
			break; /* mostly a blank */
		if (is_high(text.ptr[at]))
			utf8_decode(text.ptr + at, text.ptr + end, &len);
		if (text_letter(text, at, end) != LETTER_NONE) {
			at += len;
			continue;
		}
		if (!joins_word(text, at, end) || at + len >= end ||
		    text_letter(text, at + len, end) == LETTER_NONE)
			break;
		at += len;
	}
	return at;
}

unsigned text_bullet(struct span text, size_t at, size_t end)
{
	if (at < end && (text.ptr[at] == '*' || text.ptr[at] == '-'))
		return 1;
	if (end - at < 3 || text.ptr[at] != '\xE2')
		return 0;
	const char *p = text.ptr + at + 1;
	return memcmp(p, "\x80\xA2", 2) == 0 || memcmp(p, "\x80\xA3", 2) == 0 ||
			       memcmp(p, "\x81\x83", 2) == 0
		       ? 3
		       : 0;
}

bool text_all_capital(struct span word)
{
	bool upper = false;
	for (size_t i = 0; i < word.len; i++) {
		if (is_lower(word.ptr[i]))
			return false;
		upper |= is_upper(word.ptr[i]);
	}
	return upper;
}

bool text_same_line(struct span a, struct span b)
{
	size_t i = text_skip_blank(a, 0, a.len), j = text_skip_blank(b, 0, b.len);
	for (;;) {
		size_t x = text_skip_blank(a, i, a.len), y = text_skip_blank(b, j, b.len);
		if (x == a.len || y == b.len)
			return x == a.len && y == b.len;
		if ((x > i) != (y > j) || to_lower(a.ptr[x]) != to_lower(b.ptr[y]))
			return false;
		i = x + 1;
		j = y + 1;
	}
}

bool text_holds(struct span s, const char *text)
{
	size_t n = strlen(text);
	for (size_t i = 0; i + n <= s.len; i++)
		if (s.ptr[i] == *text && memcmp(s.ptr + i, text, n) == 0)
			return true;
	return false;
}

unsigned text_word_count(struct span s)
{
	unsigned n = 0;
	for (size_t i = 0; i < s.len; i++)
		n += s.ptr[i] != ' ' && (i == 0 || s.ptr[i - 1] == ' ');
	return n;
}

bool text_has_words(struct span s, unsigned least)
{
	unsigned n = 0;
	for (size_t i = 0; i < s.len && n < least; i++)
		n += s.ptr[i] != ' ' && (i == 0 || s.ptr[i - 1] == ' ');
	return n == least;
}

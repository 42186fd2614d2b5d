/* Bytes of text, as the rules of segment see them. ASCII by comparison, the rest through utf8.h. */
#ifndef KABAR_SEGMENT_TEXT_H
#define KABAR_SEGMENT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "common/bytes16.h"
#include "cmd/segment/mask.h"
#include "common/span.h"
#include "common/utf8.h"

static inline bool is_lower(char c)
{
	return (unsigned char)(c - 'a') < 26;
}

static inline bool is_upper(char c)
{
	return (unsigned char)(c - 'A') < 26;
}

static inline bool is_digit(char c)
{
	return (unsigned char)(c - '0') < 10;
}

static inline bool is_high(char c)
{
	return (unsigned char)c >= 0x80;
}

static inline bool is_alpha(char c)
{
	return (unsigned char)((c | 32) - 'a') < 26;
}

static inline bool is_alnum(char c)
{
	return is_alpha(c) || is_digit(c);
}

static inline char to_lower(char c)
{
	return is_upper(c) ? (char)(c + 32) : c;
}

/* End of the run of ASCII letters and digits at `at`, `end` at most. Sixteen bytes at once: few words are longer, and the end of a
 * loop over their bytes is what a processor foresees worst. */
static inline size_t text_alnum_end(struct span text, size_t at, size_t end)
{
#ifdef BYTES16
	while (at < end && text.len - at >= 16) {
		uint64_t others =
			~bytes16_bits(bytes16_alnum(bytes16_load(text.ptr + at))) & 0xFFFF;
		at += others ? mask_first(others) : 16;
		if (others || at >= end)
			return at < end ? at : end;
	}
#endif
	while (at < end && is_alnum(text.ptr[at]))
		at++;
	return at;
}

/* Start of the run of ASCII letters and digits that ends at `at`, not before `start`. */
static inline size_t text_alnum_start(struct span text, size_t start, size_t at)
{
#ifdef BYTES16
	while (at > start && at >= 16) {
		uint64_t others =
			~bytes16_bits(bytes16_alnum(bytes16_load(text.ptr + at - 16))) & 0xFFFF;
		at -= others ? 15 - mask_last(others) : 16;
		if (others || at <= start)
			return at > start ? at : start;
	}
#endif
	while (at > start && is_alnum(text.ptr[at - 1]))
		at--;
	return at;
}

/* The first of the three bytes in [at, end), else end. */
size_t text_find_any(struct span text, size_t at, size_t end, const char bytes[3]);

/* The first `byte` in [at, end) two bytes behind which `second_behind` stands, else end. */
size_t text_find_pair(struct span text, size_t at, size_t end, char byte, char second_behind);

/* What may be a blank, or its first or last byte. */
static inline bool may_be_blank(char c)
{
	return (unsigned char)(c - '!') > 0x7F - '!';
}

size_t text_skip_blanks(struct span text, size_t at, size_t end);
size_t text_trim_blanks(struct span text, size_t start, size_t end);

/* First position in [at, end) that is not blank, else end. Mostly `at` or behind one space, so that is asked here. */
static inline size_t text_skip_blank(struct span text, size_t at, size_t end)
{
	if (at < end && text.ptr[at] == ' ')
		at++;
	return at < end && !may_be_blank(text.ptr[at]) ? at : text_skip_blanks(text, at, end);
}

/* `end` moved back over blanks, not before `start`. */
static inline size_t text_trim_end(struct span text, size_t start, size_t end)
{
	if (end > start && text.ptr[end - 1] == ' ')
		end--;
	if (end > start && !may_be_blank(text.ptr[end - 1]))
		return end;
	/* last bytes of NBSP, ZWSP and BOM; a quotation mark has another */
	unsigned char last = end > start ? (unsigned char)text.ptr[end - 1] : ' ';
	bool blank = last < 0x80 || last == 0xA0 || last == 0x8B || last == 0xBF;
	return blank ? text_trim_blanks(text, start, end) : end;
}

/* The character that ends in front of `at` (ASCII byte, or the whole UTF-8 character): its start. at > start. */
size_t text_before(struct span text, size_t start, size_t at);

enum letter {
	LETTER_NONE,
	LETTER_LOWER,
	LETTER_UPPER, /* also a letter without case */
	LETTER_DIGIT
};

enum letter text_letter_high(struct span text, size_t at, size_t end);

/* What the character at `at` is; at < end. */
static inline enum letter text_letter(struct span text, size_t at, size_t end)
{
	char c = text.ptr[at];
	return is_lower(c)   ? LETTER_LOWER
	       : is_upper(c) ? LETTER_UPPER
	       : is_digit(c) ? LETTER_DIGIT
	       : is_high(c)  ? text_letter_high(text, at, end)
			     : LETTER_NONE;
}

/* End of the word (letters, digits and what joins them: - ' ’) at `at`. */
size_t text_word_end(struct span text, size_t at, size_t end);

/* Length of a bullet (• ‣ ⁃ * -) at `at`, 0 when there is none. */
unsigned text_bullet(struct span text, size_t at, size_t end);

/* Whether the word [start, end) holds no lower-case letter but at least one upper-case one. */
bool text_all_capital(struct span word);

/* Equal without case (ASCII), white space folded and trimmed on both sides. */
bool text_same_line(struct span a, struct span b);

/* Whether `part` stands in s. */
bool text_holds(struct span s, const char *part);

/* Words by their blanks; text_has_words: `least` or more. */
unsigned text_word_count(struct span s);
bool text_has_words(struct span s, unsigned least);

#endif

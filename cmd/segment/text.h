/* Bytes of text, as the rules of segment see them. ASCII by comparison, the rest through utf8.h. */
#ifndef KABAR_SEGMENT_TEXT_H
#define KABAR_SEGMENT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

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
	return end > start && !may_be_blank(text.ptr[end - 1]) ? end
							       : text_trim_blanks(text, start, end);
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

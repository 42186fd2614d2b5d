/* Text cut into words, digit runs and single marks: the view that all rule engines share.
 *
 * Tokens are atoms: a run of letters ("Zelensky"), a run of ASCII digits ("12"), or one other character. So "Rp12.500" is
 * Rp 12 . 500, "ke-3" is ke - 3, "Jum'at" is Jum ' at, "Hong-kyun" is Hong - kyun; `space` tells what stands together.
 * Letters: ASCII, and every character of U+00AA and up that is no known mark or blank; a run may hold combining marks.
 * One pass, a byte table for ASCII; about 300 MB/s. */
#ifndef KABAR_TOKEN_H
#define KABAR_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/alloc.h"
#include "common/span.h"

enum token_kind {
	TOKEN_WORD,
	TOKEN_DIGITS,
	TOKEN_MARK, /* any other character, also an invalid byte */
};

enum token_mark { /* what a TOKEN_MARK is; others are MARK_OTHER */
		  MARK_NONE,
		  MARK_PERIOD,
		  MARK_COMMA,
		  MARK_COLON,
		  MARK_SEMICOLON,
		  MARK_QUESTION,
		  MARK_EXCLAMATION,
		  MARK_ELLIPSIS /* … */,
		  MARK_OPEN,
		  MARK_CLOSE, /* ( [ {   ) ] } */
		  MARK_QUOTE, /* " ″ ＂ : no direction */
		  MARK_QUOTE_OPEN,
		  MARK_QUOTE_CLOSE, /* “ „ «    ” » */
		  MARK_APOSTROPHE,  /* ' ` ´ : no direction */
		  MARK_SINGLE_OPEN,
		  MARK_SINGLE_CLOSE, /* ‘    ’ (also the curly apostrophe) */
		  MARK_HYPHEN,
		  MARK_DASH, /* - ‐ ‑    – — ― */
		  MARK_SLASH,
		  MARK_PERCENT,
		  MARK_CURRENCY /* $ € £ ¥ */,
		  MARK_AT,
		  MARK_PLUS,
		  MARK_AMPERSAND,
		  MARK_BULLET,
		  MARK_UNDERSCORE,
		  MARK_OTHER
};

struct token {
	uint32_t start, end; /* bytes in the text */
	/* of the lower-cased bytes; of marks that look alike, the same (token_mark_byte) */
	uint32_t hash;
	uint8_t kind, mark;
	bool space;       /* blank (or the start of the text) stands before it */
	bool capital;     /* the first letter is upper case */
	bool all_capital; /* every letter is upper case, two or more */
};

struct tokens {
	struct token *items;
	size_t count, cap;
	struct span text;
	struct buffer
		lower; /* the text in lower case, same offsets: folding that would change a length is not done;
			  16 bytes behind it may be read */
};

/* Cuts text (at most 2^32-1 bytes; the caller refuses longer) into t, which keeps its arrays between calls. */
void tokens_cut(struct tokens *t, struct span text);
void tokens_free(struct tokens *t);

/* What a mark is looked up as, or 0 for as it is. Jum’at is Jum'at, and a non-breaking hyphen a hyphen: texts and packs type
 * them in every way. */
static inline unsigned char token_mark_byte(unsigned mark)
{
	return mark == MARK_APOSTROPHE || mark == MARK_SINGLE_OPEN || mark == MARK_SINGLE_CLOSE
		       ? '\''
	       : mark == MARK_HYPHEN ? '-'
				     : 0;
}

static inline struct span token_text(const struct tokens *t, size_t i)
{
	return span_of(t->text.ptr + t->items[i].start, t->items[i].end - t->items[i].start);
}

static inline struct span token_lower(const struct tokens *t, size_t i)
{
	return span_of(t->lower.data + t->items[i].start, t->items[i].end - t->items[i].start);
}

/* The bytes from the start of token `first` to the end of token `last` (included). */
static inline struct span tokens_text(const struct tokens *t, size_t first, size_t last)
{
	return span_of(t->text.ptr + t->items[first].start,
		       t->items[last].end - t->items[first].start);
}

#endif

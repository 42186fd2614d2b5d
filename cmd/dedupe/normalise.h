/* Text as dedupe compares it: words in lower case without accents, one space between them.
 *
 * Kept because they carry meaning: digits (group marks removed, the decimal mark written '.'), a minus sign, '%', currency
 * signs, and '?' (a question is not the claim). Gone: other marks, HTML tags, invisible characters, combining marks,
 * the apostrophe inside a word. Folding is by table, so the result is the same in every locale; NORMALISE_VERSION changes with it. */
#ifndef KABAR_DEDUPE_NORMALISE_H
#define KABAR_DEDUPE_NORMALISE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/alloc.h"
#include "common/span.h"

enum { NORMALISE_VERSION = 2 };

enum decimal_mark { DECIMAL_UNKNOWN, DECIMAL_COMMA, DECIMAL_POINT };

enum word_flag {
	WORD_CAPITAL = 1, /* as written it begins with a capital */
	WORD_UPPER = 2,   /* all capitals, two or more */
	WORD_NUMBER = 4,  /* begins with a digit */
	WORD_MIXED = 8,   /* letters around one digit: what OCR makes of "rocket" */
	WORD_SIGN = 16    /* %, currency, ? */
};

enum gap_mark { /* what stands between two words, or-ed */
		GAP_BLANK = 1,
		GAP_DASH = 2, /* – —, or a hyphen with a blank before it */
		GAP_OPEN = 4, /* ( [ */
		GAP_CLOSE = 8,
		GAP_COLON = 16,
		GAP_COMMA = 32,
		GAP_STOP = 64, /* . ! ? */
		GAP_ELLIPSIS = 128,
		GAP_QUOTE = 256,
		GAP_BAR = 512,
		GAP_SLASH = 1024,
		GAP_HYPHEN = 2048
};

struct word {
	uint64_t hash;  /* of its normalised bytes; equal words have equal hashes */
	uint32_t start; /* in the normalised text */
	uint32_t len;
	uint32_t raw, raw_end; /* in the source, when it needed no cleaning */
	uint32_t classes;      /* enum word_class of rules.h; 0 after normalising */
	uint16_t before;       /* enum gap_mark between this word and the one before it */
	uint8_t flags;         /* enum word_flag */
};

/* Start with {0}; the arrays are kept between calls. */
struct text {
	struct buffer norm;
	struct word *words; /* filled only on request */
	size_t count, cap;
	uint16_t after; /* enum gap_mark behind the last word */
	struct span
		source; /* what raw and raw_end of the words count in: the bytes given, or `clean` */
	struct buffer clean; /* the source without tags and entities, when it had any */
};

/* Normalises `raw`, at most 2^31 bytes, any bytes. Time is linear. */
void text_normalise(struct text *t, struct span raw, enum decimal_mark decimal, bool words);
void text_free(struct text *t);

static inline struct span word_span(const struct text *t, const struct word *w)
{
	return span_of(t->norm.data + w->start, w->len);
}

/* Whether there may be a tag or an entity; raw.len > 0. */
bool html_present(struct span raw);

/* Appends raw without HTML tags and with entities decoded (also doubly escaped ones). */
void html_clean(struct buffer *out, struct span raw);

/* The folded form of a character: 0 bytes when it is left out (combining, invisible). False when it is no letter or digit. */
bool fold_letter(uint32_t cp, char out[4], unsigned *len);

#endif

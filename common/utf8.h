/* UTF-8 as bytes, without locale.
 *
 * Invalid bytes are ordinary: each stands for itself (length 1, code point UTF8_INVALID) and no
 * function ever reads past `end` or splits a valid character. Overlong forms, surrogates and code
 * points over U+10FFFF are invalid (RFC 3629). */
#ifndef KABAR_UTF8_H
#define KABAR_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/span.h"

#define UTF8_INVALID 0xFFFFFFFFu

/* Code point at p (p < end) and its length in bytes in *len. */
uint32_t utf8_decode(const char *p, const char *end, unsigned *len);

/* Bytes written to out: 1 to 4. cp must be a valid code point. */
unsigned utf8_encode(uint32_t cp, char out[4]);

/* Simple case folding of one code point: ASCII, Latin-1, Latin Extended-A, Greek, Cyrillic; others as they are. */
uint32_t utf8_lower(uint32_t cp);
bool utf8_is_upper(uint32_t cp);
bool utf8_is_letter(uint32_t cp); /* letters of any script, by block; combining marks count */

/* Length in bytes of the blank at p: ASCII white space, NBSP, ZWSP or BOM; 0 when p is not blank.
 * These are the blanks of the promise that every non-blank byte stands in one record. */
static inline unsigned utf8_blank(const char *p, const char *end)
{
	unsigned char c = (unsigned char)*p;
	if (c == ' ' || (c >= '\t' && c <= '\r'))
		return 1;
	if (c == 0xC2 && end - p >= 2 && (unsigned char)p[1] == 0xA0)
		return 2;
	if (c == 0xE2 && end - p >= 3 && (unsigned char)p[1] == 0x80 && (unsigned char)p[2] == 0x8B)
		return 3;
	if (c == 0xEF && end - p >= 3 && (unsigned char)p[1] == 0xBB && (unsigned char)p[2] == 0xBF)
		return 3;
	return 0;
}

/* Columns that s takes on a terminal: one a character, none for combining marks, two for wide East Asian ones. */
size_t utf8_columns(struct span s);

#endif

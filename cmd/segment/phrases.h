/* Fixed phrases that scraping leaves in articles ("Baca juga:", "SCROLL TO CONTINUE"), found at a place in the text.
 *
 * A phrase with capitals matches as written; one without matches any case. A blank in it stands for a run of blanks;
 * a phrase that ends in a letter ends at a word's end. phrases_may_start is the cheap test for each capital of the text. */
#ifndef KABAR_SEGMENT_PHRASES_H
#define KABAR_SEGMENT_PHRASES_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/segment/text.h"
#include "common/pack.h"

enum phrase_kind {
	PHRASE_NONE,
	PHRASE_LINE,    /* alone on its line: boilerplate */
	PHRASE_START,   /* opens a sentence that is boilerplate */
	PHRASE_INLINE,  /* boilerplate by itself, in the middle of a paragraph too */
	PHRASE_TAIL,    /* from here on the paragraph is boilerplate */
	PHRASE_LINK,    /* a title without full stop follows */
	PHRASE_SOURCE,  /* 'Sumber:': a link when an address follows */
	PHRASE_BYLINE,  /* 'Editor:' and names */
	PHRASE_CAPTION, /* opens a caption */
	PHRASE_CREDIT,  /* photo credit in front of a caption */
	PHRASE_CORRECTION,
	PHRASE_INVITE /* boilerplate when it leads to a network */
};

enum { PHRASE_STARTS = 8192 };

struct phrases {
	uint32_t starts[PHRASE_STARTS / 32]; /* one bit for each hash of three first bytes */
	struct phrase *buckets[1024];
	struct arena arena;
};

void phrases_add_section(struct phrases *p, const struct pack_section *s, enum phrase_kind kind);
void phrases_free(struct phrases *p);

/* Hash of the first three bytes, without case; any byte that may be part of a blank counts as a space. */
static inline unsigned phrase_start(const char *at)
{
	unsigned third = (unsigned char)to_lower(at[2]);
	if (third < ' ' || third >= 0x80)
		third = ' ';
	return ((unsigned char)to_lower(at[0]) * 961u + (unsigned char)to_lower(at[1]) * 31u +
		third * 7u) %
	       PHRASE_STARTS;
}

/* Three bytes must be there. */
static inline bool phrases_may_start(const struct phrases *p, const char *at)
{
	unsigned h = phrase_start(at);
	return p->starts[h >> 5] >> (h & 31) & 1;
}

/* phrases_find behind that test. */
enum phrase_kind phrases_find_started(const struct phrases *p, struct span text, size_t at,
				      size_t end, uint32_t mask, size_t *len);

/* The longest phrase at `at`, its length in the text in *len; only kinds whose bit (1 << kind) is in `mask`. */
static inline enum phrase_kind phrases_find(const struct phrases *p, struct span text, size_t at,
					    size_t end, uint32_t mask, size_t *len)
{
	return end - at < 3 || !phrases_may_start(p, text.ptr + at)
		       ? PHRASE_NONE
		       : phrases_find_started(p, text, at, end, mask, len);
}

#endif

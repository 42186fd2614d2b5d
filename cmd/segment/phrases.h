/* Fixed phrases that scraping leaves in articles ("Baca juga:", "SCROLL TO CONTINUE"), found at a place in the text.
 *
 * A phrase with capitals matches as written; one without matches any case. A blank in it stands for a run of blanks;
 * a phrase that ends in a letter ends at a word's end. */
#ifndef KABAR_SEGMENT_PHRASES_H
#define KABAR_SEGMENT_PHRASES_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/segment/text.h"
#include "common/alloc.h"
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

enum { PHRASE_STARTS = 1 << 15, PHRASE_BUCKETS = 1024 };

/* Kinds that begin in the middle of a paragraph too: looked for at each capital of a text. */
#define PHRASE_INSIDE                                                                              \
	(1u << PHRASE_INLINE | 1u << PHRASE_TAIL | 1u << PHRASE_LINK | 1u << PHRASE_BYLINE)

/* One bit for each hash of four first bytes. */
struct phrase_starts {
	uint32_t bits[PHRASE_STARTS / 32];
};

struct phrases {
	struct phrase_starts all, inside;       /* inside: PHRASE_INSIDE only */
	struct phrase *buckets[PHRASE_BUCKETS]; /* by three bytes */
	struct arena arena;
};

void phrases_add_section(struct phrases *p, const struct pack_section *s, enum phrase_kind kind);
void phrases_free(struct phrases *p);

/* 15 bits of the first bytes without case. */
static inline uint32_t phrase_hash(uint32_t bytes)
{
	return (bytes | 0x20202020) * 0x9E3779B1u >> 17;
}

/* Whether a phrase may start at `at`: most places are told by four bytes. */
static inline bool phrases_may_start(const struct phrase_starts *s, struct span text, size_t at)
{
	uint32_t bytes, hash;
	if (text.len - at < sizeof bytes)
		return text.len - at == 3;
	memcpy(&bytes, text.ptr + at, sizeof bytes);
	hash = phrase_hash(bytes);
	return s->bits[hash >> 5] >> (hash & 31) & 1;
}

/* Of the places of a block of 64 bytes those where a phrase may start; four bytes and more stand behind the block. Four places at once,
 * and mostly no more: a loop for each would end where no processor foresees it. */
static inline uint64_t phrases_may_start_in(const struct phrase_starts *s, const char *block,
					    uint64_t places)
{
	uint64_t left = places, found = 0;
	do {
		for (int n = 0; n < 3; n++) {
			unsigned i = mask_first(left | (uint64_t)1 << 63);
			uint32_t bytes, hash;
			memcpy(&bytes, block + i, sizeof bytes);
			hash = phrase_hash(bytes);
			found |= (uint64_t)(s->bits[hash >> 5] >> (hash & 31) & 1) << i;
			left &= left - 1;
		}
	} while (left != 0);
	return found & places;
}

/* phrases_find behind that test. */
enum phrase_kind phrases_find_started(const struct phrases *p, struct span text, size_t at,
				      size_t end, uint32_t mask, size_t *len);

/* The longest phrase at `at`, its length in the text in *len; only kinds whose bit (1 << kind) is in `mask`. */
static inline enum phrase_kind phrases_find(const struct phrases *p, struct span text, size_t at,
					    size_t end, uint32_t mask, size_t *len)
{
	return end - at < 3 || !phrases_may_start(&p->all, text, at)
		       ? PHRASE_NONE
		       : phrases_find_started(p, text, at, end, mask, len);
}

#endif

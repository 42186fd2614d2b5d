/* Words with class bits: the abbreviations and sentence starters of a language, looked up by their bytes.
 * lexicon.h needs tokens; cutting all text into tokens would cost more than everything else segment does, while
 * a word is looked up only at a full stop. */
#ifndef KABAR_SEGMENT_WORDS_H
#define KABAR_SEGMENT_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "common/alloc.h"
#include "common/pack.h"
#include "common/span.h"

enum word_class {
	WORD_TITLE = 1 << 0,   /* dr, prof: a name follows */
	WORD_NUMBER = 1 << 1,  /* no, hal: a number follows */
	WORD_COMPANY = 1 << 2, /* inc, tbk */
	WORD_MAY_END = 1 << 3, /* dll, etc: the next word decides */
	WORD_INNER = 1 << 4,   /* vs, e.g: never ends a sentence */
	WORD_CLOCK = 1 << 5,   /* a.m, p.m */
	WORD_LETTER = 1 << 6,  /* vitamin, blok: the single letter behind it is no initial */
	WORD_STARTER = 1 << 7, /* Namun, The: begins sentences */
	WORD_HOST = 1 << 8,    /* com, id: ends a host name */
	WORD_SMALL = 1 << 9,   /* di, of: lower case in a title */
	WORD_HEAD =
		1 << 10, /* Presiden, Police: heads a sentence that follows an unstopped title */
	WORD_CAPTION = 1 << 11,     /* ilustrasi: speaks of a picture */
	WORD_OUTLET = 1 << 12,      /* one word of an outlet's name, alone: AFP, ANTARA */
	WORD_MEASURE = 1 << 13,     /* ft, oz: a number may go on behind it */
	WORD_PREPOSITION = 1 << 14, /* at, pada: opens a sentence with its time */
	WORD_CAPITAL = 1 << 15,     /* I: has a capital anywhere, which says nothing */
	WORD_BY = 1 << 16,          /* by, oleh: names follow on a byline */
	WORD_LABEL = 1 << 27,       /* Pelatih, Skor: a line of a form when a colon follows */
	WORD_TOWN_FIRST = 1 << 28,  /* bandar, kuala: a town's name has another word */
	WORD_TOWN_SECOND = 1 << 29, /* selatan, city: belongs to the town in front of it */
	WORD_CAMEL = 1 << 30,       /* YouTube: has a capital inside */
	WORD_SPEECH = 1 << 17,      /* asked, said: behind the speaker of a question */
	WORD_NAMED = 1 << 18,       /* Boulevard, Day: the rest of a name that has Jr. in it */
	WORD_TIMED = 1 << 19,       /* Monday, Eastern: the rest of a time that has a.m. in it */
	WORD_STATE = 1 << 20,       /* Calif: behind a town and a comma */
	WORD_STAMP = 1 << 21,       /* published, at, updated: beside the date of a byline */
	WORD_TRADE = 1 << 22,       /* correspondent: behind the name of a byline */
	WORD_NETWORK = 1 << 23,     /* Twitter, newsletter: where a promo leads */
	WORD_REPORTED = 1 << 24,    /* contributed, reported: in a line of credits below the text */
	WORD_AGO = 1 << 25,         /* ago, read: makes a stamp of a line that has no date */
	WORD_FIRM = 1 << 26         /* inc: of a company and no place */
};

enum {
	WORD_MAX = 32, /* longer ones are looked up as "not there": no abbreviation comes near */
	WORD_BUCKETS = 2048, /* some 1,500 words a language */
	WORD_FILTER_BITS = 1 << 15
};

struct words {
	/* Most words are not there: a bit says so before any byte is hashed, out of 4 KB that stay in the
	 * first-level cache as buckets and words do not. */
	uint64_t filter[WORD_FILTER_BITS / 64];
	size_t longest;                 /* of the words, WORD_MAX at most */
	uint32_t buckets[WORD_BUCKETS]; /* number of the first word, from 1 */
	struct word *items; /* side by side: a look at one mostly finds the line in a cache */
	size_t count, cap;
};

struct words *words_new(void);
void words_free(struct words *w);

/* A word with capitals matches that spelling only; one without matches any. Bits of equal words add up. The bytes are not copied. */
void words_add(struct words *w, struct span word, uint32_t bits);
void words_add_section(struct words *w, const struct pack_section *s, uint32_t bits);

/* First, second and last byte, five bits each (& 31 takes the case of letters away), and the length. The word is not empty. */
static inline uint32_t words_filter_key(struct span word)
{
	uint32_t first = (unsigned char)word.ptr[0], last = (unsigned char)word.ptr[word.len - 1];
	uint32_t second = (unsigned char)word.ptr[word.len > 1];
	return ((first & 31) << 10 | (second & 31) << 5 | (last & 31)) ^
	       ((uint32_t)word.len * 0x0B59 & (WORD_FILTER_BITS - 1));
}

/* The filter: false when the word is not there, or longer than any. */
static inline bool words_may_find(const struct words *w, struct span word)
{
	if (word.len - 1 >= w->longest) /* and none without a byte */
		return false;
	uint32_t key = words_filter_key(word);
	return w->filter[key / 64] >> key % 64 & 1;
}

/* words_find behind the filter. */
uint32_t words_find_hashed(const struct words *w, struct span word);

/* The bits of the word; 0 when it is not there or longer than any. */
static inline uint32_t words_find(const struct words *w, struct span word)
{
	return words_may_find(w, word) ? words_find_hashed(w, word) : 0;
}

#endif

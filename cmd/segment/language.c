#include "cmd/segment/language.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/segment/mask.h"
#include "cmd/segment/text.h"

enum {
	LOOKED_AT = 2048, /* bytes: some 300 words; a headline alone has too few */
	CLEAR = 2,        /* the leader has at least twice the hits of the other */
	ENOUGH = 12,      /* hits of the leader that decide at once, when it is ahead so far: */
	FAR = 6 /* reading on cost a tenth of segment's time and changed no answer in 6,500 articles */
};

const char *const language_codes[LANGUAGE_COUNT] = {"id", "en", "und"};

bool language_from_code(struct span code, enum language *language)
{
	if (code.len == 0)
		return false;
	char a = to_lower(code.ptr[0]), b = code.len > 1 ? to_lower(code.ptr[1]) : '\0';
	*language = LANGUAGE_UND;
	if (a == 'i' &&
	    (b == 'd' || b == 'n')) /* "in" is the code of before 1989; "ind" ISO 639-2 */
		*language = LANGUAGE_ID;
	else if (a == 'e' && b == 'n')
		*language = LANGUAGE_EN;
	return true;
}

enum {
	SLOTS = 2048, /* for some 320 words: few stand in another's place */
	SHORT = 8,
	LONGEST = 64, /* no word of a language is so long */
	LANE = 16     /* bits of a counter */
};

/* Of a place: a bit for each language that has the word there; a word went by it to another. */
enum { LANGUAGE_BITS = (1 << LANGUAGE_COUNT) - 1, PASSED = 1 << 7 };

/* 1 in the lane of each language that has its bit. */
#define LANES(id, en, third)                                                                       \
	((uint64_t)(id) << LANE * LANGUAGE_ID | (uint64_t)(en) << LANE * LANGUAGE_EN |             \
	 (uint64_t)(third) << LANE * LANGUAGE_UND)
static const uint64_t lanes[LANGUAGE_BITS + 1] = {
	LANES(0, 0, 0), LANES(1, 0, 0), LANES(0, 1, 0), LANES(1, 1, 0),
	LANES(0, 0, 1), LANES(1, 0, 1), LANES(0, 1, 1), LANES(1, 1, 1),
};
#undef LANES

/* A short word without capitals is found by one look at its eight bytes; all words are counted alike, there or not, since a branch for
 * each would be foreseen for none. Longer words and those with capitals stand in `others`. */
struct function_words {
	uint64_t masks[LONGEST]; /* by length: a word's bytes among eight, none of a longer one */
	/* apart, for every word of a text is looked up in some place, and both together would fill the first-level cache */
	uint64_t keys[SLOTS]; /* 0: free */
	uint8_t bits[SLOTS];
	size_t used;
	struct words *others;
	uint64_t other_lengths; /* bit n: one of them has n bytes */
};

struct function_words *function_words_new(void)
{
	struct function_words *f = alloc_zeroed(1, sizeof *f);
	f->others = words_new();
	for (size_t len = 1; len <= SHORT; len++)
		memset(&f->masks[len], 0xFF, len);
	return f;
}

void function_words_free(struct function_words *f)
{
	if (f == NULL)
		return;
	words_free(f->others);
	free(f);
}

/* The first `len` of eight bytes, without case; 0, which no word has, when the word is longer. */
static inline uint64_t short_key(const struct function_words *f, const char bytes[SHORT],
				 size_t len)
{
	uint64_t key;
	memcpy(&key, bytes, sizeof key);
	return (key | 0x2020202020202020u) & f->masks[len];
}

static inline size_t slot_of(uint64_t key)
{
	return key * 0x9E3779B97F4A7C15u >> 53;
}

static void add_short(struct function_words *f, uint64_t key, enum language language)
{
	size_t i = slot_of(key);
	for (; f->keys[i] != key && f->keys[i] != 0; i = (i + 1) % SLOTS)
		f->bits[i] |= PASSED;
	f->used += f->keys[i] == 0;
	f->keys[i] = key;
	f->bits[i] |= (uint8_t)(1u << language);
}

static inline unsigned bits_at(const struct function_words *f, size_t i, uint64_t key)
{
	return f->bits[i] & (0 - (unsigned)(f->keys[i] == key));
}

static inline uint64_t find_short(const struct function_words *f, uint64_t key)
{
	size_t i = slot_of(key);
	unsigned found = bits_at(f, i, key);
	while (f->bits[i] & PASSED) { /* seldom */
		i = (i + 1) % SLOTS;
		found |= bits_at(f, i, key);
	}
	return lanes[found & LANGUAGE_BITS];
}

static void add_word(struct function_words *f, struct span word, enum language language)
{
	bool capital = false;
	for (size_t i = 0; i < word.len; i++)
		capital |= is_upper(word.ptr[i]);
	bool full = f->used >= SLOTS / 2;
	if (word.len == 0 || word.len > SHORT || capital || full) {
		words_add(f->others, word, 1u << language);
		f->other_lengths |= (uint64_t)(word.len < LONGEST) << word.len % LONGEST;
		return;
	}
	char bytes[SHORT] = {0};
	memcpy(bytes, word.ptr, word.len);
	add_short(f, short_key(f, bytes, word.len), language);
}

void function_words_add(struct function_words *f, const struct pack_section *s,
			enum language language)
{
	for (size_t i = 0; i < s->count; i++)
		add_word(f, s->entries[i].key, language);
}

/* In lanes, the languages that have the word of letters [start, end). A word of a third language with a capital is a part of a name: 'La
 * Paz'. */
static inline uint64_t languages_of(const struct function_words *f, struct span text, size_t start,
				    size_t end)
{
	char near_end[SHORT] = {0};
	const char *bytes = text.ptr + start;
	size_t len = end - start;
	if (len >= LONGEST)
		return 0;
	if (text.len - start < SHORT)
		bytes = memcpy(near_end, bytes, len);
	uint64_t counts = find_short(f, short_key(f, bytes, len));
	if (f->other_lengths >> len & 1) {
		uint32_t bits = words_find(f->others, span_sub(text, start, end));
		for (unsigned l = 0; l < LANGUAGE_COUNT; l++)
			counts |= (uint64_t)(bits >> l & 1) << LANE * l;
	}
	return counts & ~((uint64_t)is_upper(text.ptr[start]) << LANE * LANGUAGE_UND);
}

static unsigned lane(uint64_t counts, int l)
{
	return (unsigned)(counts >> LANE * l) & 0xFFFF;
}

/* What speaks against `l`: the other language, or words of a third. */
static unsigned hits_against(uint64_t hits, int l)
{
	unsigned other = lane(hits, 1 - l), third = lane(hits, LANGUAGE_UND);
	return other > third ? other : third;
}

/* Whether the hits decide, of which `last` are the last word's. */
static bool decided(uint64_t hits, uint64_t last, enum language *language)
{
	for (int l = 0; l < LANGUAGE_UND; l++) {
		/* a word of both counts for the first before it counts against it */
		uint64_t then = l == 0 ? hits - (last & (uint64_t)1 << LANE) : hits;
		if (lane(hits, l) >= ENOUGH && lane(hits, l) >= FAR * hits_against(then, l)) {
			*language = (enum language)l;
			return true;
		}
	}
	return false;
}

/* Adds the word's languages; whether it decides at once. */
static inline bool word_decides(const struct function_words *f, struct span text, size_t start,
				size_t end, uint64_t *hits, enum language *language)
{
	const uint64_t beyond = 0x8000 - ENOUGH; /* a lane with enough reaches its highest bit */
	uint64_t last = languages_of(f, text, start, end);
	*hits += last;
	return ((*hits + (beyond | beyond << LANE)) & 0x80008000) != 0 && last != 0 &&
	       decided(*hits, last, language);
}

/* Whether more than a third of the text is in letters beyond ASCII: another script. */
static bool other_script(struct span text, size_t end)
{
	size_t high = 0;
	for (size_t i = 0; i < end; i++)
		high += is_high(text.ptr[i]);
	return high * 3 > end;
}

enum language language_detect(const struct function_words *f, struct span text)
{
	uint64_t hits = 0;
	enum language sure;
	size_t end = text.len < LOOKED_AT ? text.len : LOOKED_AT, word = 0;
	uint64_t before = 0; /* 1: a letter stands in front of the block */
	for (size_t block = 0; block < end; block += MASK_BYTES) {
		size_t n = end - block < MASK_BYTES ? end - block : MASK_BYTES;
		uint64_t letters = mask_letters(text.ptr + block, n);
		uint64_t starts = letters & ~(letters << 1 | before);
		uint64_t ends = ~letters & (letters << 1 | before);
		before = letters >> 63;
		for (; ends != 0; ends &= ends - 1) {
			size_t at = block + mask_first(ends);
			uint64_t in_front = starts & (ends ^ (ends - 1));
			if (in_front != 0)
				word = block + mask_first(in_front);
			starts ^= in_front;
			if (word_decides(f, text, word, at, &hits, &sure))
				return sure;
		}
		if (starts != 0)
			word = block + mask_first(starts);
	}
	if (before && word_decides(f, text, word, end, &hits, &sure))
		return sure;
	int best = lane(hits, LANGUAGE_EN) > lane(hits, LANGUAGE_ID) ? LANGUAGE_EN : LANGUAGE_ID;
	return lane(hits, best) > 0 && lane(hits, best) >= CLEAR * hits_against(hits, best) &&
			       !other_script(text, end)
		       ? (enum language)best
		       : LANGUAGE_UND;
}

#include "cmd/segment/language.h"

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

struct detection {
	const struct words *words;
	unsigned hits[LANGUAGE_COUNT];
};

/* What speaks against `l`: the other language, or words of a third. */
static unsigned hits_against(const struct detection *d, int l)
{
	unsigned other = d->hits[1 - l], third = d->hits[LANGUAGE_UND];
	return other > third ? other : third;
}

/* Counts the word; whether it decides at once. A word of a third language with a capital is a part of a name: 'La Paz'. */
static bool word_decides(struct detection *d, struct span word, enum language *language)
{
	uint32_t bits = words_find_hashed(d->words, word);
	if (bits == 0)
		return false;
	d->hits[LANGUAGE_UND] += (bits >> LANGUAGE_UND & 1) && !is_upper(word.ptr[0]);
	for (int l = 0; l < LANGUAGE_UND; l++) {
		d->hits[l] += bits >> l & 1;
		if (d->hits[l] >= ENOUGH && d->hits[l] >= FAR * hits_against(d, l)) {
			*language = (enum language)l;
			return true;
		}
	}
	return false;
}

/* Whether more than a third of the text is in letters beyond ASCII: another script. */
static bool other_script(struct span text, size_t end)
{
	size_t high = 0;
	for (size_t i = 0; i < end; i++)
		high += is_high(text.ptr[i]);
	return high * 3 > end;
}

enum language language_detect(const struct words *function_words, struct span text)
{
	struct detection d = {.words = function_words};
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
			struct span w = span_sub(text, word, at);
			if (words_may_find(d.words, w) && word_decides(&d, w, &sure))
				return sure;
		}
		if (starts != 0)
			word = block + mask_first(starts);
	}
	if (before && words_may_find(d.words, span_sub(text, word, end)) &&
	    word_decides(&d, span_sub(text, word, end), &sure))
		return sure;
	enum language best = d.hits[LANGUAGE_EN] > d.hits[LANGUAGE_ID] ? LANGUAGE_EN : LANGUAGE_ID;
	return d.hits[best] > 0 && d.hits[best] >= CLEAR * hits_against(&d, (int)best) &&
			       !other_script(text, end)
		       ? best
		       : LANGUAGE_UND;
}

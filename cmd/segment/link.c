/* Where the title behind 'Baca juga:' ends when its paragraph goes on behind it.
 *
 * The title has no full stop, so only what follows can tell. Taken as sure: a stop, an opening quotation, a word that heads
 * sentences (Namun, Polisi) with a lower-case word or comma behind it, and in a title in sentence case the second
 * coming of its first word ('Harga emas naik lagi Harga emas …'). Cutting in front of any capital that a lower-case
 * word follows was tried: it tears names ('… Cepat Budi | Santoso mengatakan'). When nothing is sure the
 * link reaches to the next sentence end: nobody's words are then attributed to a title. */
#include <string.h>

#include "cmd/segment/scan.h"
#include "cmd/segment/text.h"

enum {
	TITLE_MAX = 240, /* bytes; longer titles than about 150 were not seen */
	TITLE_WORDS = 3  /* a title is at least so long before a starter ends it */
};

struct title {
	size_t begin, at; /* at: start of the word being looked at */
	struct span first, word;
	unsigned words, lower; /* content words in lower case */
};

/* 'Sudah Pesan? Jangan Cemas, Ini Caranya': in title case, and words in title case follow, of which none heads a sentence. */
static bool title_goes_on(const struct scan *s, const struct title *t, size_t at)
{
	enum { ENOUGH = 5 };
	unsigned words = 0;
	if (t->lower > 0)
		return false;
	while (words < ENOUGH) {
		at = text_skip_blank(s->text, at, s->end);
		size_t end = text_word_end(s->text, at, s->end);
		if (end == at)
			return false;
		uint32_t bits = words_find(s->rules->words, span_sub(s->text, at, end));
		bool capital = text_letter(s->text, at, s->end) == LETTER_UPPER;
		if ((words == 0 && (bits & WORD_HEAD)) || (!capital && !(bits & WORD_SMALL)))
			return false;
		words += capital;
		at = end + (end < s->end && s->text.ptr[end] == ',');
		if (at < s->end && memchr(".?!", s->text.ptr[at], 3) != NULL)
			return words > 1;
	}
	return true;
}

static bool title_stops(const struct scan *s, const struct title *t, size_t end)
{
	char c = end < s->end ? s->text.ptr[end] : '\0';
	bool mark = c == '?' || c == '!' || (c == '.' && t->word.len > 2);
	if (!mark)
		return false;
	size_t behind = text_skip_blank(s->text, end + 1, s->end);
	if (behind >= s->end)
		return true;
	struct span word = span_sub(s->text, behind, text_word_end(s->text, behind, s->end));
	if (behind == end + 1) /* 'Tersangka?Saat ini' */
		return is_upper(s->text.ptr[behind]) &&
		       (words_find(s->rules->words, word) & (WORD_STARTER | WORD_HEAD));
	if (text_letter(s->text, behind, s->end) == LETTER_LOWER)
		return false;
	return c == '.' || !title_goes_on(s, t, behind);
}

/* 'Menurut Markus, warga': capitals up to a comma, then a lower-case word; in 'Menurut Pakar, Ini Sebabnya' the title goes on. */
static bool comma_then_lower(const struct scan *s, size_t at)
{
	enum { WORDS = 5 };
	for (int n = 0; n < WORDS && at < s->end && is_upper(s->text.ptr[at]); n++) {
		size_t end = text_word_end(s->text, at, s->end);
		at = text_skip_blank(s->text, end + (end < s->end && s->text.ptr[end] == ','),
				     s->end);
		if (end < s->end && s->text.ptr[end] == ',')
			return at < s->end && text_letter(s->text, at, s->end) == LETTER_LOWER;
	}
	return false;
}

/* The first word at or behind `at` that is none of the small ones ('di', 'untuk'): a title has it with a capital. */
static struct span content_word(const struct scan *s, size_t at)
{
	enum { SMALL_WORDS = 3 };
	struct span word = span_of(NULL, 0);
	for (int n = 0; n <= SMALL_WORDS; n++) {
		at = text_skip_blank(s->text, at, s->end);
		size_t end = text_word_end(s->text, at, s->end);
		if (end == at)
			return span_of(NULL, 0);
		word = span_sub(s->text, at, end);
		if (is_upper(s->text.ptr[at]) || !(words_find(s->rules->words, word) & WORD_SMALL))
			break;
		at = end;
	}
	return word;
}

/* Not counting 'e-KTP', 'e-library' and 'iPhone', which a title has too. */
static bool lower_follows(const struct scan *s, size_t at)
{
	struct span word = content_word(s, at);
	for (size_t i = 1; i < word.len; i++)
		if (is_upper(word.ptr[i]) || (i == 1 && word.ptr[i] == '-'))
			return false;
	return word.len > 0 && text_letter(word, 0, word.len) == LETTER_LOWER;
}

/* Whether the word begins at i: a place where its first letter stands. */
static bool word_at(struct span text, size_t i, struct span word)
{
	size_t end = i + word.len;
	return memcmp(text.ptr + i + 1, word.ptr + 1, word.len - 1) == 0 &&
	       (i == 0 || !is_alnum(text.ptr[i - 1])) &&
	       (end == text.len || !is_alnum(text.ptr[end]));
}

/* Whether the word stands whole in [from, limit), but not at `but`; its first byte may be `first` too. Its first
 * and last byte are looked for together: a first letter alone stands everywhere. */
static bool word_stands(struct span text, size_t from, size_t limit, struct span word, char first,
			size_t but)
{
	size_t i = from, last = word.len - 1;
#ifdef BYTES16
	char end = last > 0 ? word.ptr[last] : first;
	for (; i + last + 16 <= limit; i += 16) {
		bytes16 v = bytes16_load(text.ptr + i);
		bytes16 begins = bytes16_or(bytes16_is(v, *word.ptr), bytes16_is(v, first));
		bytes16 w = bytes16_load(text.ptr + i + last);
		bytes16 ends = bytes16_or(bytes16_is(w, word.ptr[last]), bytes16_is(w, end));
		uint64_t bits = bytes16_bits(begins) & bytes16_bits(ends);
		for (; bits != 0; bits &= bits - 1)
			if (i + mask_first(bits) != but &&
			    word_at(text, i + mask_first(bits), word))
				return true;
	}
#endif
	for (; i + last < limit; i++)
		if ((text.ptr[i] == *word.ptr || text.ptr[i] == first) && i != but &&
		    word_at(text, i, word))
			return true;
	return false;
}

/* Whether the bytes stand as a word within reach of `at`, but not there. */
static bool word_near(const struct scan *s, size_t at, const char *word, size_t len)
{
	enum { NEAR = 3000 };
	size_t from = at > NEAR ? at - NEAR : 0,
	       limit = s->text.len - at > NEAR ? at + NEAR : s->text.len;
	return word_stands(s->text, from, limit, span_of(word, len), *word, at);
}

bool link_common_word(const struct scan *s, struct span word)
{
	enum { LENGTH = 5 };
	char lower[WORD_MAX];
	if (word.len < LENGTH || word.len > sizeof lower)
		return false;
	for (size_t i = 0; i < word.len; i++) {
		if (!is_alpha(word.ptr[i]) || (i > 0 && is_upper(word.ptr[i])))
			return false;
		lower[i] = to_lower(word.ptr[i]);
	}
	return word_near(s, (size_t)(word.ptr - s->text.ptr), lower, word.len);
}

bool link_said_again(const struct scan *s, struct span word)
{
	return word_near(s, (size_t)(word.ptr - s->text.ptr), word.ptr, word.len);
}

/* 'Namun, Presiden Umar Wijaya menolak', not 'Artinya, Sudah Tahu Semua?' */
static bool soon_lower(const struct scan *s, size_t at)
{
	enum { WORDS = 6 };
	for (int n = 0; n < WORDS; n++) {
		struct span word = content_word(s, at);
		if (word.len == 0)
			return false;
		if (text_letter(word, 0, word.len) == LETTER_LOWER)
			return true;
		at = (size_t)(word.ptr - s->text.ptr) + word.len;
		at += at < s->end && s->text.ptr[at] == ',';
	}
	return false;
}

/* Whether the word at [at, end) begins a sentence: a starter before a lower-case word or comma, a common noun before a lower-case
 * word, or the title's first word again. */
static bool heads_sentence(const struct scan *s, const struct title *t, size_t end)
{
	uint32_t bits = words_find(s->rules->words, t->word);
	size_t next = text_skip_blank(s->text, end, s->end);
	if (next >= s->end || !is_upper(t->word.ptr[0]))
		return false;
	if (t->lower * 2 >= t->words && t->words >= TITLE_WORDS && span_equal(t->word, t->first))
		return true;
	if (s->text.ptr[end] == ',')
		return (bits & WORD_STARTER) && !(bits & WORD_HEAD) && soon_lower(s, end + 1);
	if ((bits & WORD_STARTER) && comma_then_lower(s, next))
		return true;
	if (t->lower * 2 >= t->words + 1 || next == end || !lower_follows(s, next))
		return false;
	if (bits & (WORD_STARTER | WORD_HEAD))
		return true;
	return t->lower == 0 && t->words > TITLE_WORDS && s->text.ptr[t->at - 2] != ',' &&
	       !(bits & WORD_SMALL) && text_letter(s->text, next, s->end) == LETTER_LOWER &&
	       link_common_word(s, t->word);
}

/* 'Baca Juga' without a colon, whose title is gone (in all of 966 places of the corpus where more text stood behind it on the
 * line): a quotation, or a lower-case word among the first twenty, which no title in title case has. */
static bool title_missing(const struct scan *s, size_t opener, size_t at)
{
	enum { LOOKED_AT = 20, COLON = 8 };
	unsigned words = 0;
	if (s->text.ptr[opener - 1] == ':' || /* 'Simak juga Video: TITLE' */
	    memchr(s->text.ptr + at, ':', s->end - at > COLON ? COLON : s->end - at) != NULL)
		return false;
	if (quote_length(s->text, at, s->end) > 0)
		return true;
	for (size_t i = at; i < s->end && words < LOOKED_AT && s->text.ptr[i] != '.';) {
		size_t end = text_word_end(s->text, i, s->end);
		if (end > i &&
		    !(words_find(s->rules->words, span_sub(s->text, i, end)) & WORD_SMALL)) {
			words++;
			if (text_letter(s->text, i, s->end) == LETTER_LOWER)
				return true;
		}
		i = end > i ? end : i + 1;
	}
	return false;
}

/* Where two words were glued in [at, end): 'GresikBupati' gives the B, 'KPKSecara' the S; `at` when they were not. A capital inside
 * a word is a brand's too ('YouTube', 'AirAsia'): what it begins must be a word that heads sentences, or lower case must follow
 * (a title goes on behind 'YouTube', a sentence behind 'RumahPelajaran pertama'). */
static size_t glued_at(const struct scan *s, size_t at, size_t end)
{
	size_t next = text_skip_blank(s->text, end, s->end);
	for (size_t i = at + 2; i + 3 <= end; i++) {
		if (!is_upper(s->text.ptr[i]) || !is_lower(s->text.ptr[i + 1]) ||
		    !is_lower(s->text.ptr[i + 2]))
			continue;
		if (words_find(s->rules->words, span_sub(s->text, at, end)) & WORD_CAMEL)
			return at;
		struct span tail = span_sub(s->text, i, end);
		bool heads = words_find(s->rules->words, tail) & (WORD_STARTER | WORD_HEAD);
		bool lower = next > end && next < s->end && is_lower(s->text.ptr[next]) &&
			     !(words_find(s->rules->words, content_word(s, next)) & WORD_SMALL) &&
			     lower_follows(s, next);
		if (is_lower(s->text.ptr[i - 1]) ? i > at + 2 && (heads || lower) : heads)
			return i;
	}
	return at;
}

/* Whether `name` stands in the text in front of `at`, as whole words; its first letter in any case ('sinar UV'). */
static bool said_before(const struct scan *s, struct span name, size_t at)
{
	enum { LOOKED_AT = 6000 };
	size_t from = at > LOOKED_AT ? at - LOOKED_AT : 0;
	return word_stands(s->text, from, at > 0 ? at - 1 : 0, name, to_lower(*name.ptr), SIZE_MAX);
}

/* Where the word that ends at `end` begins, or what was glued to it: the B of 'KotaBudi'. */
static size_t name_start(const struct scan *s, size_t from, size_t end)
{
	size_t i = end;
	while (i > from && (is_alnum(s->text.ptr[i - 1]) || is_high(s->text.ptr[i - 1]) ||
			    s->text.ptr[i - 1] == '-')) {
		i--;
		if (i > from && is_upper(s->text.ptr[i]) && is_lower(s->text.ptr[i - 1]))
			break;
	}
	return i;
}

/* A subject stands behind a word, and not behind 'di'. */
static bool may_be_subject(const struct scan *s, size_t from, size_t at)
{
	size_t end = text_trim_end(s->text, from, at);
	size_t word = name_start(s, from, end);
	if (word == end)
		return false;
	bool small = words_find(s->rules->words, span_sub(s->text, word, end)) & WORD_SMALL;
	return !small || is_upper(s->text.ptr[word]);
}

/* The title is in title case and a lower-case word stands at t->at: the words in front of it may be the sentence's subject. They
 * are when the article named it before: '… Cepat | Budi Santoso mengatakan'. Its start, or 0. */
static size_t known_subject(const struct scan *s, const struct title *t)
{
	enum { WORDS = 4 };
	size_t end = text_trim_end(s->text, t->begin, t->at), i = end, found = 0;
	unsigned words = 0;
	for (int n = 0; n < WORDS && i > t->begin; n++) {
		size_t word = name_start(s, t->begin, i);
		if (word == i && i > t->begin + 3 && s->text.ptr[i - 1] == '.' &&
		    s->text.ptr[i - 3] == ' ') /* 'Umar S. Wijaya' */
			word = i - 2;
		if (word == i || !is_upper(s->text.ptr[word]) ||
		    !said_before(s, span_sub(s->text, word, end), t->begin))
			break;
		found = word;
		if (s->text.ptr[word - 1] != ' ')
			break;
		i = word - 1;
	}
	for (size_t k = t->begin; k < found; k++)
		words += s->text.ptr[k] == ' ';
	if (words_find(s->rules->words, span_sub(s->text, found, end)) & WORD_SMALL)
		return 0;
	return words >= TITLE_WORDS && may_be_subject(s, t->begin, found) ? found : 0;
}

/* Another 'Baca juga:', an ad or the tail begins at the word. */
static bool phrase_begins(const struct scan *s, size_t at)
{
	size_t len;
	uint32_t kinds = 1u << PHRASE_LINK | 1u << PHRASE_INLINE | 1u << PHRASE_TAIL;
	return is_upper(s->text.ptr[at]) &&
	       phrases_find(s->rules->phrases, s->text, at, s->end, kinds, &len) != PHRASE_NONE;
}

static size_t next_sure(const struct scan *s, size_t at, size_t limit)
{
	for (size_t i = at; i + 1 < limit; i++) {
		char c = s->text.ptr[i];
		if (c == '.' && utf8_blank(s->text.ptr + i + 1, s->text.ptr + s->end) > 0)
			return i + 1;
	}
	return limit;
}

/* Opener and title are the whole paragraph: it has no full stop, so nothing in it is a sentence. */
static bool own_line(const struct scan *s, size_t begin)
{
	enum { LINE_MAX_BYTES = 170 };
	bool first = text_skip_blank(s->text, s->start, s->end) == s->sentence;
	return first && s->end - begin <= LINE_MAX_BYTES && s->text.ptr[s->end - 1] != '.' &&
	       next_sure(s, begin, s->end) == s->end;
}

size_t link_title_end(const struct scan *s, size_t at)
{
	size_t begin = text_skip_blank(s->text, at, s->end);
	if (begin >= s->end)
		return s->end;
	if (own_line(s, begin))
		return s->end;
	if (title_missing(s, at, begin))
		return at;
	size_t limit = s->end - begin > TITLE_MAX ? begin + TITLE_MAX : s->end;
	struct title t = {.begin = begin, .at = begin};
	while (t.at < limit) {
		if (quote_length(s->text, t.at, s->end) > 0 && t.words >= TITLE_WORDS &&
		    quote_side(s, t.at) == QUOTE_OPENS && s->end - t.at > 40 &&
		    quote_find_close(s, t.at) > t.at + 25)
			return t.at;
		size_t end = text_word_end(s->text, t.at, s->end);
		if (end == t.at) {
			t.at++;
			continue;
		}
		t.word = span_sub(s->text, t.at, end);
		if (t.words > 0 && phrase_begins(s, t.at))
			return t.at;
		if (t.words >= TITLE_WORDS && glued_at(s, t.at, end) > t.at)
			return glued_at(s, t.at, end);
		if (t.words == 0)
			t.first = t.word;
		else if (t.words >= TITLE_WORDS && heads_sentence(s, &t, end))
			return t.at;
		bool small = words_find(s->rules->words, t.word) & WORD_SMALL;
		bool lower = text_letter(s->text, t.at, s->end) == LETTER_LOWER && !small;
		if (lower && t.lower == 0 && t.words > TITLE_WORDS && known_subject(s, &t) > 0)
			return known_subject(s, &t);
		t.lower += lower;
		t.words += !small;
		if (title_stops(s, &t, end))
			return end + 1;
		t.at = end;
	}
	return limit == s->end ? limit : next_sure(s, limit, s->end);
}

size_t link_byline_end(const struct scan *s, size_t at)
{
	enum { BYLINE_MAX = 140 };
	size_t limit = s->end - at > BYLINE_MAX ? at + BYLINE_MAX : s->end;
	for (size_t i = at; i + 1 < limit; i++) {
		size_t end = i + 1;
		if (s->text.ptr[i] != ' ' || !is_upper(s->text.ptr[end]))
			continue;
		while (end < limit && (is_upper(s->text.ptr[end]) || is_digit(s->text.ptr[end]) ||
				       s->text.ptr[end] == '.'))
			end++;
		if (memchr(s->text.ptr + i + 1, '.', end - i - 1) != NULL && end - i > 6 &&
		    !is_alnum(s->text.ptr[end - 1 + (end < limit)]))
			return i + 1;
	}
	return at;
}

/* What is counted: the noun phrase behind a number, by closed word lists and the shape of the words.
 *
 * There is no part-of-speech tagger. Where the noun stands right behind the number (Indonesian) the next word is it, unless the
 * lists or a verb's prefix say no; where nouns show their plural (English) it is all up to the first plural. Rather nothing than a
 * wrong unit: prepositions, conjunctions, marks and names end the search. */
#include "common/number_rules.h"

static bool has_verb_prefix(const struct number_reader *r, size_t i)
{
	const struct pack_section *s = r->language->verb_prefixes;
	struct span word = token_lower(r->t, i);

	for (size_t k = 0; k < s->count; k++) {
		struct span prefix = s->entries[k].key;
		if (word.len >= prefix.len + 3 && memcmp(word.ptr, prefix.ptr, prefix.len) == 0)
			return true;
	}
	return false;
}

/* Kinds of words and phrases that never begin a noun phrase ("di antaranya" hides the "di" that the list of no nouns has). */
static const uint64_t no_noun_kinds =
	UINT64_C(1) << KIND_NOT_NOUN | UINT64_C(1) << KIND_CARDINAL | UINT64_C(1) << KIND_ORDINAL |
	UINT64_C(1) << KIND_BEFORE | UINT64_C(1) << KIND_AFTER | UINT64_C(1) << KIND_RANGE_LINK |
	UINT64_C(1) << KIND_RANGE_OPEN | UINT64_C(1) << KIND_PART | UINT64_C(1) << KIND_NEGATIVE |
	UINT64_C(1) << KIND_SCALE | UINT64_C(1) << KIND_FEW | UINT64_C(1) << KIND_DATE_BEFORE;

static bool is_no_noun(struct number_reader *r, size_t i)
{
	uint64_t kinds = number_kinds_at(r, i);

	if (kinds & no_noun_kinds)
		return true;
	/* pada tahun; but tahun is counted too */
	return (kinds >> KIND_YEAR_BEFORE & 1) && !(kinds >> KIND_MEASURE & 1);
}

/* orang-orang, non-Astra, K/L: words joined by hyphens, capitals by strokes. The last token of it. */
static size_t compound_end(const struct number_reader *r, size_t i)
{
	while (token_is_glued(r, i + 1) && token_is_glued(r, i + 2) && token_is_word(r, i + 2) &&
	       (token_is_mark(r, i + 1, MARK_HYPHEN) ||
		(token_is_mark(r, i + 1, MARK_SLASH) && r->t->items[i].capital &&
		 r->t->items[i + 2].capital && token_len(r, i + 2) < 3)))
		i += 2;
	return i;
}

bool number_is_noun(struct number_reader *r, size_t i)
{
	if (!token_is_word(r, i) || is_no_noun(r, i))
		return false;
	if (number_word_at(r, i, KIND_NOUN, NULL) || number_word_at(r, i, KIND_COUNTED, NULL))
		return true;
	return (token_len(r, i) > 1 || compound_end(r, i) > i) && !has_verb_prefix(r, i);
}

/* The end of the bytes of the noun at token i without a suffix like -nya. */
static uint32_t noun_end(const struct number_reader *r, size_t i)
{
	const struct pack_section *s = r->language->noun_suffixes;
	struct span word = token_lower(r->t, i);

	for (size_t k = 0; k < s->count; k++) {
		struct span suffix = s->entries[k].key;
		if (word.len >= suffix.len + 4 && span_ends(word, suffix))
			return r->t->items[i].end - (uint32_t)suffix.len;
	}
	return r->t->items[i].end;
}

static struct span phrase(const struct number_reader *r, size_t first, size_t last)
{
	uint32_t start = r->t->items[first].start;

	return span_of(r->t->text.ptr + start, noun_end(r, last) - start);
}

/* --- the noun right behind the number --- */

/* A capital is a name, unless the line is a headline: the words around have capitals as well. */
static bool is_common_noun(struct number_reader *r, size_t i)
{
	bool headline;

	if (!number_is_noun(r, i) || token_is_glued(r, i))
		return false;
	if (!r->t->items[i].capital || number_word_at(r, i, KIND_COUNTED, NULL) ||
	    number_word_at(r, i, KIND_NOUN, NULL))
		return true;
	if ((r->t->items[i].all_capital || compound_end(r, i) > i) && r->t->items[i].space)
		return true; /* 10 PLTU, 3 BUMN */
	headline = (r->floor == 0 && i < 2 && i + 1 < r->t->count && r->t->items[i + 1].capital) ||
		   (i >= 3 && r->t->items[i - 2].capital && r->t->items[i - 3].capital) ||
		   (i + 1 < r->t->count && r->t->items[i + 1].capital && i >= 3 &&
		    (r->t->items[i - 2].capital || r->t->items[i - 3].capital));
	return headline;
}

/* anak sekolah, warga sipil: a word that belongs to any noun in front, or to those its entry names. */
static bool is_adjunct(struct number_reader *r, size_t i)
{
	const struct number_word *w = number_word_at(r, i, KIND_ADJUNCT, NULL);
	struct span head, list;

	if (!w || token_is_glued(r, i) || i == 0)
		return false;
	list = w->text;
	head = token_lower(r->t, i - 1);
	for (size_t start = 0, k = 0; list.ptr && k <= list.len; k++) {
		if (k < list.len && list.ptr[k] != '|')
			continue;
		if (span_equal(span_sub(list, start, k), head) ||
		    span_is(span_sub(list, start, k), "any"))
			return true;
		start = k + 1;
	}
	return false;
}

static struct span next_noun(struct number_reader *r, size_t i)
{
	const struct number_word *classifier = number_word_at(r, i, KIND_CLASSIFIER, NULL);
	size_t first = i, last;

	if (!is_common_noun(r, i) && !(classifier && !token_is_glued(r, i)))
		return span_of(NULL, 0);
	if (classifier && number_word_at(r, i + 1, KIND_COUNTED, NULL) &&
	    !span_is(classifier->text, "alone")) {
		if (span_is(classifier->text, "drop"))
			first = i + 1;
		i++;
	} else if (classifier && span_is(classifier->text, "keep") && is_common_noun(r, i + 1) &&
		   !r->t->items[i + 1].capital) {
		i++;
	}
	last = compound_end(r, i);
	if (is_adjunct(r, last + 1) && noun_end(r, last) == r->t->items[last].end)
		last++;
	return phrase(r, first, last);
}

/* --- the first plural --- */

enum { LONGEST_PHRASE = 5 }; /* words up to the head: "seven new public housing blocks" */

static bool is_plural(struct number_reader *r, size_t i)
{
	struct span w = token_lower(r->t, i);

	if (number_word_at(r, i, KIND_PLURAL, NULL))
		return true;
	if (w.len < 4 || w.ptr[w.len - 1] != 's' || number_word_at(r, i, KIND_SINGULAR, NULL))
		return false;
	return w.ptr[w.len - 2] != 's' && w.ptr[w.len - 2] != 'u';
}

static bool is_adjective(const struct number_reader *r, size_t i)
{
	const struct pack_section *s = r->language->adjective_suffixes;
	struct span word = token_lower(r->t, i);

	for (size_t k = 0; k < s->count; k++) {
		struct span suffix = s->entries[k].key;
		if (word.len >= suffix.len + 3 && span_ends(word, suffix))
			return true;
	}
	return false;
}

static struct span plural_noun(struct number_reader *r, size_t i, bool many)
{
	size_t k = i;

	for (int words = 0; words < LONGEST_PHRASE; words++) {
		size_t head = compound_end(r, k);
		if (!token_is_word(r, k) || token_is_glued(r, k) || is_no_noun(r, k))
			return span_of(NULL, 0);
		if (!many && r->t->items[k].capital)
			return span_of(NULL, 0);
		if (!many && !is_adjective(r, k))
			return phrase(r, i, head);
		if (!many) {
			k = head + 1;
			continue;
		}
		if (is_plural(r, head))
			return phrase(r, i, head);
		k = head + 1;
	}
	return span_of(NULL, 0);
}

struct span number_counted_noun(struct number_reader *r, size_t i, bool many)
{
	size_t length;

	if (!token_is_word(r, i))
		return span_of(NULL, 0);
	if (!r->language->plural_nouns)
		return next_noun(r, i);
	if (number_word_at(r, i, KIND_ADDITION_AFTER, &length) && token_is_word(r, i + length) &&
	    !number_word_at(r, i + length, KIND_NOT_NOUN, NULL))
		i += number_word_at(r, i, KIND_NOT_NOUN, NULL) ? length : 0; /* two more tanks */
	return plural_noun(r, i, many);
}

enum { LONGEST_NAME = 5 };

/* Juara ketiga, Gedung sekolah pertama: the noun, and an adjunct of it, in front. */
struct span number_ordinal_noun(struct number_reader *r, size_t i)
{
	size_t last = i - 1, first, near;

	if (r->language->plural_nouns || r->t->items[i].kind != TOKEN_WORD)
		return span_of(NULL, 0);
	if (number_word_at(r, i + 1, KIND_ORDINAL_NEXT, NULL) && !token_is_glued(r, i + 1))
		return phrase(r, i + 1, i + 1); /* pertama kalinya */
	if (i <= r->floor || !token_is_word(r, last))
		return span_of(NULL, 0);
	first = near = last > r->floor && is_adjunct(r, last) ? last - 1 : last;
	for (int words = 0; words < LONGEST_NAME && r->t->items[first].capital &&
			    first > r->floor && token_is_word(r, first - 1) &&
			    r->t->items[first - 1].capital && !token_is_glued(r, first);
	     words++)
		first--; /* Ketua Umum Pertama */
	if (!r->t->items[i].capital && first < near)
		last = first; /* Gubernur DKI Jakarta ke-4 is a governor */
	if (!number_is_noun(r, first) || number_word_at(r, first, KIND_ORDINAL_PLACE, NULL))
		return span_of(NULL, 0);
	return phrase(r, first, last);
}

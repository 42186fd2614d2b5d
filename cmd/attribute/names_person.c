/* Persons by their words: which of the names met before a name means. */
#include "cmd/attribute/names.h"

enum { CONSONANTS_MIN = 4, SPELLING_LETTERS = 2, SUFFIX_BYTES = 5, NAMESAKES_MAX = 64 };

struct spelling {
	uint32_t entity;
	struct spot name;
};

/* Key of the consonants of a word, doubled ones once, h and y left out: Zelensky, Zelenskiy and Zielinski are z l n s k.
 * 0 when they are too few to tell a name. The first letter counts whatever it is. */
static uint64_t consonants(struct span word)
{
	static const bool left_out[256] = {['a'] = true, ['e'] = true, ['i'] = true, ['o'] = true,
					   ['u'] = true, ['y'] = true, ['h'] = true, ['w'] = true};
	uint64_t key = SALT_CONSONANTS;
	unsigned n = 0, last = 256;
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.ptr[i];
		bool counts = !((left_out[c] & (i > 0)) | (c == last));
		/* chosen by a mask: a branch on which letters count could not be guessed */
		uint64_t mask = (uint64_t)0 - counts;
		uint64_t with = (key ^ c) * UINT64_C(0x100000001B3); /* FNV-1a */
		key ^= (key ^ with) & mask;
		last ^= (last ^ c) & (unsigned)mask;
		n += counts;
	}
	return n < CONSONANTS_MIN ? 0 : hash_mix(key, n) | 1;
}

void names_add_spelling(struct article *x, uint32_t entity, struct spot name)
{
	x->spellings = alloc_grown(x->spellings, x->spelling_count, &x->spelling_cap,
				   sizeof *x->spellings);
	x->spellings[x->spelling_count++] = (struct spelling){entity, name};
}

/* Enters the words that begin with that byte. Few articles spell a name in two ways, and few words of theirs are looked up. */
static void read_spellings(struct article *x, char first)
{
	uint32_t *read = &x->spellings_read[(unsigned char)first];
	for (; *read < x->spelling_count; ++*read) {
		struct spelling s = x->spellings[*read];
		for (uint32_t i = article_token_at(x, s.name.start);
		     i < x->tokens.count && x->tokens.items[i].start < s.name.end; i++) {
			struct span word = token_lower(&x->tokens, i);
			uint64_t key = *word.ptr == first ? consonants(word) : 0;
			if (key)
				names_set_slot(x, key, s.entity);
		}
	}
}

static bool holds_word(const struct article *x, struct spot name, uint32_t hash)
{
	for (uint32_t i = article_token_at(x, name.start);
	     i < x->tokens.count && x->tokens.items[i].start < name.end; i++)
		if (x->tokens.items[i].hash == hash)
			return true;
	return false;
}

bool names_hold(const struct article *x, struct spot longer, struct spot shorter)
{
	for (uint32_t i = article_token_at(x, shorter.start);
	     i < x->tokens.count && x->tokens.items[i].start < shorter.end; i++)
		if (token_is_word(x, i) && !holds_word(x, longer, x->tokens.items[i].hash))
			return false;
	return true;
}

/* Jr., III: behind a comma or at the end of the name. */
static bool has_suffix(const struct article *x, struct spot name)
{
	uint32_t last = article_token_at(x, name.end - 1);
	return word_is(x, last, WORD_PARTICLE) && last > article_token_at(x, name.start);
}

/* "Donald Trump Jr." is not the "Trump" named before him, nor is "Donald Trump" he. */
static bool other_generation(const struct article *x, struct spot known, struct spot name)
{
	bool before = has_suffix(x, known), now = has_suffix(x, name);
	if (before == now)
		return false;
	uint32_t words = 0;
	for (uint32_t i = article_token_at(x, name.start);
	     i < x->tokens.count && x->tokens.items[i].start < name.end; i++)
		words += token_is_word(x, i);
	return now || (words > 1 && names_hold(x, known, name) &&
		       known.end - known.start < name.end - name.start + SUFFIX_BYTES);
}

/* One name is part of the other. Not the same are "Wira Lumbana" and, later, "Beti Wira Lumbana": his wife; nor "Tirtana",
 * which stood alone before, and "Anugerah Tirtana", whom nothing shows to be a person. */
static bool same_person(const struct article *x, const struct entity *e, struct spot name)
{
	if (names_hold(x, e->name, name)) {
		uint32_t i = article_token_at(x, name.start);
		uint32_t alone =
			e->speaks || name_has_words(x, name) || word_is(x, e->first, WORD_GIVEN)
				? NONE
				: slot_get(x, word_key(x, i, SALT_ALONE));
		return alone == NONE || alone > e->first;
	}
	if (!names_hold(x, name, e->name))
		return false;
	uint32_t first = article_token_at(x, name.start);
	return !name_has_words(x, e->name) ||
	       x->tokens.items[first].hash == x->tokens.items[e->first].hash;
}

uint32_t names_person(struct article *x, struct spot name)
{
	uint32_t words = 0, last = 0;
	for (uint32_t i = article_token_at(x, name.start);
	     i < x->tokens.count && x->tokens.items[i].start < name.end; i++) {
		if (!token_is_word(x, i) || x->tokens.items[i].end - x->tokens.items[i].start < 2)
			continue;
		uint32_t e = slot_get(x, word_key(x, i, SALT_WORD));
		words++;
		last = i;
		if (e != NONE && other_generation(x, x->entities[e].name, name))
			continue;
		if (e != NONE && same_person(x, &x->entities[e], name))
			return e;
	}
	if (words != 1)
		return NONE;
	struct span word = token_lower(&x->tokens, last);
	uint64_t key = consonants(word);
	if (key)
		read_spellings(x, *word.ptr);
	uint32_t e = key ? slot_get(x, key) : NONE;
	if (e == NONE)
		return NONE;
	for (uint32_t i = article_token_at(x, x->entities[e].name.start);
	     i < x->tokens.count && x->tokens.items[i].start < x->entities[e].name.end; i++) {
		struct span w = token_lower(&x->tokens, i);
		size_t difference = w.len > word.len ? w.len - word.len : word.len - w.len;
		if (difference <= SPELLING_LETTERS && !span_equal(w, word) && consonants(w) == key)
			return e;
	}
	return NONE;
}

uint32_t names_behind_capital(struct article *x, struct spot name)
{
	uint32_t first = article_token_at(x, name.start);
	const struct sentence *s = &x->sentences[article_sentence_at(x, name.start)];
	if (first != s->tokens.first || first + 1 >= s->tokens.end ||
	    x->tokens.items[first + 1].start >= name.end)
		return NONE;
	struct spot rest = {x->tokens.items[first + 1].start, name.end};
	uint32_t e = names_person(x, rest);
	if (e == NONE)
		return NONE;
	/* but Azmat Begg is not Moazzam Begg: a family name alone joins nobody */
	struct spot known = x->entities[e].name;
	bool family = known.end - known.start > rest.end - rest.start &&
		      x->tokens.items[article_token_at(x, known.end - 1)].hash ==
			      x->tokens.items[article_token_at(x, rest.end - 1)].hash;
	return family ? NONE : e;
}

bool names_other_gender(const struct article *x, uint32_t entity, uint8_t gender)
{
	uint8_t known = x->entities[entity].gender;
	return gender && known && known != 'n' && known != gender;
}

uint32_t names_namesake(const struct article *x, struct spot name, uint8_t gender)
{
	size_t floor = x->entity_count > NAMESAKES_MAX ? x->entity_count - NAMESAKES_MAX : 0;
	for (size_t e = x->entity_count; e-- > floor;)
		if (x->entities[e].kind == SPEAKER_PERSON &&
		    !names_other_gender(x, (uint32_t)e, gender) &&
		    names_hold(x, x->entities[e].name, name))
			return (uint32_t)e;
	return NONE;
}

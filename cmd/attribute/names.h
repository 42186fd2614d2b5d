/* The table behind the names of an article: shared by names.c and the names_*.c.
 *
 * One hash table holds, under different salts: whole names, single words of persons' names, their consonants, titles with
 * organisation, and head nouns ("pejabat itu"). A word that two persons share means the one met last. */
#ifndef KABAR_ATTRIBUTE_NAMES_H
#define KABAR_ATTRIBUTE_NAMES_H

#include "cmd/attribute/model.h"

#include "common/hash.h"

struct name_slot {
	uint64_t key;
	uint32_t entity;
	uint32_t
		age; /* free when it is not the article's: nothing is cleared between two articles */
};

enum salt {
	SALT_NAME = 1,
	SALT_WORD,
	SALT_CONSONANTS,
	SALT_TITLE,
	SALT_HEAD,
	SALT_ALONE,
	SALT_BODY
};

static inline uint64_t name_key(struct span s, enum salt salt)
{
	uint64_t key = hash64(s, salt);
	return key ? key : 1;
}

/* The tokenizer's hash of a word is one already, spread over 64 bits so that no salt meets another. */
static inline uint64_t word_key(const struct article *x, uint32_t i, enum salt salt)
{
	uint64_t key = ((uint64_t)salt << 32 | x->tokens.items[i].hash) * 0x9E3779B97F4A7C15u;
	return key ^ key >> 29;
}

static inline struct name_slot *slot_find(const struct article *x, uint64_t key)
{
	size_t at = key & (x->slot_cap - 1);
	while (x->slots[at].age == x->slot_age && x->slots[at].key != key)
		at = (at + 1) & (x->slot_cap - 1);
	return &x->slots[at];
}

static inline uint32_t slot_get(const struct article *x, uint64_t key)
{
	if (x->slot_cap == 0)
		return NONE;
	const struct name_slot *s = slot_find(x, key);
	return s->age == x->slot_age ? s->entity : NONE;
}

void names_grow_slots(struct article *x);

static inline void names_set_slot(struct article *x, uint64_t key, uint32_t entity)
{
	if (x->slot_used * 2 >= x->slot_cap)
		names_grow_slots(x);
	struct name_slot *s = slot_find(x, key);
	x->slot_used += s->age != x->slot_age;
	*s = (struct name_slot){key, entity, x->slot_age};
}

/* "AS" in "Amerika Serikat (AS)" means the same from now on. */
void names_learn_acronym(struct article *x, const struct speaker *s, uint32_t entity);

static inline bool name_has_words(const struct article *x, struct spot name)
{
	return memchr(x->text.data + name.start, ' ', name.end - name.start) != NULL;
}

/* --- names_firm.c --- */

const struct language *names_language(const struct article *x, uint32_t i);

/* Whether word i stands in the list. */
bool names_listed(const struct article *x, const struct pack_section *words, uint32_t i);

/* "Altirta" and "GT" are "Altirta Corp" and "Gerana Tirta Inc" from now on. */
void names_set_firm(struct article *x, uint32_t entity, struct spot name);

/* Whether the phrase is "the company", "the group". */
bool names_the_firm(const struct article *x, const struct speaker *s);

/* The firm that was spoken of last, else `otherwise`. */
uint32_t names_focus_firm(const struct article *x, uint32_t otherwise);

/* --- names_person.c: numbers of entities, or NONE --- */

/* A person is called so: his words can be found by a spelling close to theirs from now on. */
void names_add_spelling(struct article *x, uint32_t entity, struct spot name);

/* Whether all words of one name stand in the other. */
bool names_hold(const struct article *x, struct spot longer, struct spot shorter);

/* A person by one of his words, or by a spelling close to one. */
uint32_t names_person(struct article *x, struct spot name);

/* "Praktis Bima" at the start of a sentence is Bima: the capital of the first word tells nothing. */
uint32_t names_behind_capital(struct article *x, struct spot name);

bool names_other_gender(const struct article *x, uint32_t entity, uint8_t gender);

/* "Mr. Cruz" where Heidi Cruz was named last: the other Cruz. */
uint32_t names_namesake(const struct article *x, struct spot name, uint8_t gender);

#endif

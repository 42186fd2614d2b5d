/* Who the article names: full names and their short forms, titles and who holds them, acronyms, spellings.
 *
 * One hash table holds, under different salts: whole names, single words of persons' names, their consonants, titles with
 * organisation, and head nouns ("pejabat itu"). A word that two persons share means the one met last. */
#include "cmd/attribute/model.h"

#include <stdlib.h>

#include "common/hash.h"

struct name_slot {
	uint64_t key; /* 0: free */
	uint32_t entity;
};

struct alias {
	uint64_t key;
	struct span name; /* to print */
	struct span roles; /* a weak alias asks for one of them */
	size_t order;	   /* the first given wins */
};

enum salt { SALT_NAME = 1, SALT_WORD, SALT_CONSONANTS, SALT_TITLE, SALT_HEAD };

enum { FOLD_MAX = 200, CONSONANTS_MIN = 4, SPELLING_LETTERS = 2 };

/* --- keys --- */

static uint64_t key_of(struct span s, enum salt salt)
{
	uint64_t key = hash64(s, salt);
	return key ? key : 1;
}

static struct span lower_spot(const struct article *x, struct spot s)
{
	return span_of(x->tokens.lower.data + s.start, s.end - s.start);
}

/* Consonants of a word, doubled ones once, h and y left out: Zelensky, Zelenskiy and Zielinski are z l n s k. */
static size_t consonants(struct span word, char out[FOLD_MAX])
{
	size_t n = 0;
	for (size_t i = 0; i < word.len && n < FOLD_MAX; i++) {
		char c = word.ptr[i];
		bool vowel = c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || c == 'h' || c == 'w';
		if ((vowel && i > 0) || (n > 0 && out[n - 1] == c))
			continue;
		out[n++] = c;
	}
	return n;
}

/* The tokenizer's hash of a word is one already. */
static uint64_t word_key(const struct article *x, uint32_t i)
{
	return hash_mix(x->tokens.items[i].hash, SALT_WORD) | 1;
}

static void slots_grow(struct article *x)
{
	size_t cap = x->slot_cap ? x->slot_cap * 2 : 256;
	struct name_slot *old = x->slots, *slots = alloc_zeroed(cap, sizeof *slots);
	for (size_t i = 0; i < x->slot_cap; i++) {
		if (!old[i].key)
			continue;
		size_t at = old[i].key & (cap - 1);
		while (slots[at].key)
			at = (at + 1) & (cap - 1);
		slots[at] = old[i];
	}
	free(old);
	x->slots = slots;
	x->slot_cap = cap;
}

static struct name_slot *slot_find(const struct article *x, uint64_t key)
{
	size_t at = key & (x->slot_cap - 1);
	while (x->slots[at].key && x->slots[at].key != key)
		at = (at + 1) & (x->slot_cap - 1);
	return &x->slots[at];
}

static void slot_set(struct article *x, uint64_t key, uint32_t entity)
{
	if (x->slot_used * 2 >= x->slot_cap)
		slots_grow(x);
	struct name_slot *s = slot_find(x, key);
	x->slot_used += s->key == 0;
	*s = (struct name_slot){key, entity};
}

static uint32_t slot_get(const struct article *x, uint64_t key)
{
	if (x->slot_cap == 0)
		return NONE;
	const struct name_slot *s = slot_find(x, key);
	return s->key ? s->entity : NONE;
}

/* --- aliases --- */

static int alias_order(const void *a, const void *b)
{
	const struct alias *x = a, *y = b;
	if (x->key != y->key)
		return x->key > y->key ? 1 : -1;
	return (x->order > y->order) - (x->order < y->order);
}

static void alias_add(struct attributor *a, struct span written, struct span name, struct span roles)
{
	struct tokens t = {0};
	tokens_cut(&t, written);
	a->aliases = alloc_grown(a->aliases, a->alias_count, &a->alias_cap, sizeof *a->aliases);
	a->aliases[a->alias_count++] = (struct alias){key_of(span_of(t.lower.data ? t.lower.data : "", written.len), SALT_NAME), name, roles, a->alias_count};
	tokens_free(&t);
}

static void alias_section(struct attributor *a, const struct pack_section *s)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct pack_entry *e = &s->entries[i];
		const char *const lists[] = {"names", "weak"};
		alias_add(a, e->key, e->key, (struct span){0});
		for (int k = 0; k < 2; k++) {
			struct span list = pack_attribute(e, lists[k]);
			while (list.ptr && list.len) {
				const char *bar = memchr(list.ptr, '|', list.len);
				size_t n = bar ? (size_t)(bar - list.ptr) : list.len;
				alias_add(a, span_of(list.ptr, n), e->key, k ? pack_attribute(e, "role") : (struct span){0});
				list = bar ? span_of(bar + 1, list.len - n - 1) : span_of(list.ptr + n, 0);
			}
		}
	}
}

static void alias_pack(struct attributor *a, const struct pack *p)
{
	const struct span *codes;
	size_t count = p ? pack_languages(p, &codes) : 0;
	for (size_t i = 0; i < count; i++) {
		char code[64];
		if (codes[i].len >= sizeof code)
			continue;
		memcpy(code, codes[i].ptr, codes[i].len);
		code[codes[i].len] = 0;
		alias_section(a, pack_section(p, code, "aliases", "aliases"));
	}
}

void names_open(struct attributor *a, const struct pack *packs)
{
	alias_pack(a, a->options.names); /* the user's come first: the first of equal keys is taken */
	alias_pack(a, packs);
	if (a->alias_count)
		qsort(a->aliases, a->alias_count, sizeof *a->aliases, alias_order);
}

void names_close(struct attributor *a)
{
	free(a->aliases);
}

static const struct alias *alias_find(const struct attributor *a, uint64_t key)
{
	size_t low = 0, high = a->alias_count;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (a->aliases[mid].key < key)
			low = mid + 1;
		else
			high = mid;
	}
	return low < a->alias_count && a->aliases[low].key == key ? &a->aliases[low] : NULL;
}

/* Whether the list of roles holds "ROLE ORG" in any letter case (ASCII: titles of the packs are). */
static bool role_listed(const struct article *x, const struct entity *e, struct span roles)
{
	struct buffer b = {0};
	struct tokens t = {0};
	buffer_add_span(&b, lower_spot(x, e->role));
	buffer_add_byte(&b, ' ');
	buffer_add_span(&b, lower_spot(x, e->org));
	bool found = false;
	while (roles.len && !found) {
		const char *bar = memchr(roles.ptr, '|', roles.len);
		size_t n = bar ? (size_t)(bar - roles.ptr) : roles.len;
		tokens_cut(&t, span_of(roles.ptr, n));
		found = n == b.len && memcmp(t.lower.data, b.data, n) == 0;
		roles = bar ? span_of(bar + 1, roles.len - n - 1) : span_of(roles.ptr + n, 0);
	}
	tokens_free(&t);
	buffer_free(&b);
	return found;
}

static void alias_apply(struct article *x, struct entity *e)
{
	const struct alias *a = alias_find(x->owner, key_of(lower_spot(x, e->name), SALT_NAME));
	if (a && (!a->roles.ptr || (!spot_empty(e->role) && role_listed(x, e, a->roles))))
		e->alias = a->name;
}

/* --- entities --- */

static uint64_t title_key(const struct article *x, struct spot role, struct spot org)
{
	return hash_mix(key_of(lower_spot(x, role), SALT_TITLE), spot_empty(org) ? 0 : key_of(lower_spot(x, org), SALT_TITLE)) | 1;
}

/* The words of a person's name lead to him from now on. */
void names_touch(struct article *x, uint32_t entity)
{
	struct entity *e = &x->entities[entity];
	if (e->kind != SPEAKER_PERSON)
		return;
	for (uint32_t i = e->first; i < x->tokens.count && x->tokens.items[i].start < e->name.end; i++)
		if (token_is_word(x, i) && x->tokens.items[i].end - x->tokens.items[i].start > 1)
			slot_set(x, word_key(x, i), entity);
}

/* A new name, or a longer form of one: its words and their consonants. */
static void name_set(struct article *x, uint32_t entity, struct spot name)
{
	struct entity *e = &x->entities[entity];
	e->name = name;
	e->first = article_token_at(x, name.start);
	alias_apply(x, e);
	slot_set(x, key_of(lower_spot(x, name), SALT_NAME), entity);
	if (e->kind != SPEAKER_PERSON)
		return;
	names_touch(x, entity);
	for (uint32_t i = e->first; i < x->tokens.count && x->tokens.items[i].start < name.end; i++) {
		char letters[FOLD_MAX];
		size_t n = consonants(token_lower(&x->tokens, i), letters);
		if (n >= CONSONANTS_MIN)
			slot_set(x, key_of(span_of(letters, n), SALT_CONSONANTS), entity);
	}
}

static uint32_t entity_new(struct article *x, struct spot name, const struct speaker *s)
{
	struct entity e = {.kind = s->kind, .gender = s->gender, .plural = s->plural};
	x->entities = alloc_grown(x->entities, x->entity_count, &x->entity_cap, sizeof *x->entities);
	x->entities[x->entity_count++] = e;
	name_set(x, (uint32_t)x->entity_count - 1, name);
	return (uint32_t)x->entity_count - 1;
}

static bool holds_word(const struct article *x, struct spot name, uint32_t hash)
{
	for (uint32_t i = article_token_at(x, name.start); i < x->tokens.count && x->tokens.items[i].start < name.end; i++)
		if (x->tokens.items[i].hash == hash)
			return true;
	return false;
}

/* Whether all words of one name stand in the other. */
static bool holds_name(const struct article *x, struct spot longer, struct spot shorter)
{
	for (uint32_t i = article_token_at(x, shorter.start); i < x->tokens.count && x->tokens.items[i].start < shorter.end; i++)
		if (token_is_word(x, i) && !holds_word(x, longer, x->tokens.items[i].hash))
			return false;
	return true;
}

/* A person by one of his words, or by a spelling close to one. */
static uint32_t person_find(const struct article *x, struct spot name)
{
	uint32_t words = 0, last = 0;
	for (uint32_t i = article_token_at(x, name.start); i < x->tokens.count && x->tokens.items[i].start < name.end; i++) {
		if (!token_is_word(x, i) || x->tokens.items[i].end - x->tokens.items[i].start < 2)
			continue;
		uint32_t e = slot_get(x, word_key(x, i));
		words++;
		last = i;
		if (e != NONE && (holds_name(x, x->entities[e].name, name) || holds_name(x, name, x->entities[e].name)))
			return e;
	}
	if (words != 1)
		return NONE;
	char letters[FOLD_MAX];
	struct span word = token_lower(&x->tokens, last);
	size_t n = consonants(word, letters);
	uint32_t e = n >= CONSONANTS_MIN ? slot_get(x, key_of(span_of(letters, n), SALT_CONSONANTS)) : NONE;
	if (e == NONE)
		return NONE;
	for (uint32_t i = article_token_at(x, x->entities[e].name.start); i < x->tokens.count && x->tokens.items[i].start < x->entities[e].name.end; i++) {
		char other[FOLD_MAX];
		struct span w = token_lower(&x->tokens, i);
		size_t difference = w.len > word.len ? w.len - word.len : word.len - w.len;
		if (difference <= SPELLING_LETTERS && consonants(w, other) == n && memcmp(other, letters, n) == 0)
			return e;
	}
	return NONE;
}

static void entity_learn(struct article *x, uint32_t entity, const struct speaker *s)
{
	struct entity *e = &x->entities[entity];
	if (s->name && s->mention.end - s->mention.start > e->name.end - e->name.start && holds_name(x, s->mention, e->name)) {
		name_set(x, entity, s->mention);
	}
	if (!spot_empty(s->role) && spot_empty(e->role)) {
		e->role = s->role;
		e->org = s->org;
		alias_apply(x, e);
	}
	e->speaks |= !spot_empty(s->role) && s->name;
	if (!spot_empty(s->role) && e->kind == SPEAKER_PERSON)
		slot_set(x, title_key(x, s->role, s->org), entity);
}

/* The phrase without article in front and bracket behind: what a group is called. */
static struct spot plain_phrase(const struct article *x, const struct speaker *s)
{
	struct stretch p = s->phrase;
	if (s->kind == SPEAKER_OUTLET) {
		struct stretch own = via_name(x, p.first, p.end);
		if (own.first < own.end)
			return spot_of(x, own);
	}
	for (uint32_t i = p.first + 1; i < p.end; i++)
		if (mark_is(x, i, MARK_OPEN)) {
			p.end = i;
			break;
		}
	if (p.end - p.first > 1 && word_is(x, p.first, WORD_ARTICLE))
		p.first++;
	return spot_of(x, p);
}

static uint32_t head_token(const struct article *x, const struct speaker *s)
{
	uint32_t i = s->phrase.first;
	while (i + 1 < s->phrase.end && word_is(x, i, WORD_DETERMINER))
		i++;
	return i;
}

/* "AS" in "Amerika Serikat (AS)" means the same from now on. */
static void learn_acronym(struct article *x, const struct speaker *s, uint32_t entity)
{
	for (uint32_t i = s->phrase.first + 1; i + 1 < s->phrase.end; i++)
		if (mark_is(x, i, MARK_OPEN) && x->tokens.items[i + 1].all_capital)
			slot_set(x, key_of(token_lower(&x->tokens, i + 1), SALT_NAME), entity);
}

static uint32_t find_by_title(struct article *x, const struct speaker *s)
{
	return spot_empty(s->role) || spot_empty(s->org) ? NONE : slot_get(x, title_key(x, s->role, s->org));
}

/* "Praktis Bima" at the start of a sentence is Bima: the capital of the first word tells nothing. */
static uint32_t behind_capital(const struct article *x, struct spot name)
{
	uint32_t first = article_token_at(x, name.start);
	const struct sentence *s = &x->sentences[article_sentence_at(x, name.start)];
	if (first != s->tokens.first || first + 1 >= s->tokens.end || x->tokens.items[first + 1].start >= name.end)
		return NONE;
	return person_find(x, (struct spot){x->tokens.items[first + 1].start, name.end});
}

/* Whether the article has named this speaker already. */
uint32_t names_known(const struct article *x, const struct speaker *s)
{
	struct spot name = s->name ? s->mention : plain_phrase(x, s);
	uint32_t e = slot_get(x, key_of(lower_spot(x, name), SALT_NAME));
	return e == NONE && s->name ? person_find(x, name) : e;
}

/* The entity a speaker (no pronoun) is; a new one when the article has not named it yet. */
uint32_t names_find(struct article *x, const struct speaker *s)
{
	struct spot name = s->name ? s->mention : plain_phrase(x, s);
	uint32_t e = slot_get(x, key_of(lower_spot(x, name), SALT_NAME));
	if (s->name && e == NONE)
		e = person_find(x, name);
	if (s->name && e == NONE && (e = behind_capital(x, name)) != NONE)
		return e;
	else if (!s->name && e == NONE && s->kind == SPEAKER_OFFICE)
		e = find_by_title(x, s);
	if (!s->name && e == NONE && s->anaphor)
		e = slot_get(x, key_of(token_lower(&x->tokens, head_token(x, s)), SALT_HEAD));
	if (e == NONE)
		e = entity_new(x, name, s);
	entity_learn(x, e, s);
	if (!s->name) {
		if (!s->anaphor)
			slot_set(x, key_of(token_lower(&x->tokens, head_token(x, s)), SALT_HEAD), e);
		learn_acronym(x, s, e);
	}
	return e;
}

struct span names_print(const struct article *x, uint32_t entity)
{
	const struct entity *e = &x->entities[entity];
	return e->alias.ptr ? e->alias : spot_text(x, e->name);
}

/* --- the first reading: every name outside quotations --- */

static bool name_may_begin(const struct article *x, uint32_t i)
{
	return token_is_word(x, i) && (word_is(x, i, WORD_ROLE) || word_is(x, i, WORD_HONORIFIC) || x->tokens.items[i].capital);
}

static bool beside_cue(const struct article *x, uint32_t first, uint32_t end, struct stretch s)
{
	if (end < s.end && x->tags[end].cue && !x->tokens.items[end].capital)
		return true;
	if (end + 2 < s.end && mark_is(x, end, MARK_OPEN) && x->tokens.items[end + 1].kind == TOKEN_DIGITS && mark_is(x, end + 2, MARK_CLOSE))
		return true; /* "Rini (28)" */
	return first > s.first && x->tags[first - 1].cue && (x->tags[first - 1].cue->form == CUE_BARE || x->tags[first - 1].cue->form == CUE_ACCORDING);
}

static void collect_sentence(struct article *x, const struct sentence *s)
{
	for (uint32_t i = s->tokens.first; i < s->tokens.end;) {
		struct speaker sp;
		uint32_t end;
		if (x->quoted[i] != NONE || !name_may_begin(x, i) || (end = speaker_extend(x, s->language, i, s->tokens.end)) <= i) {
			i++;
			continue;
		}
		if (!speaker_parse(x, s->language, (struct stretch){i, end}, &sp) || sp.pronoun) {
			i++;
			continue;
		}
		bool several = sp.name && memchr(x->text.data + sp.mention.start, ' ', sp.mention.end - sp.mention.start) != NULL;
		if (several || (sp.name && !spot_empty(sp.role))) {
			struct mention m = {names_find(x, &sp), i, !spot_empty(sp.role)};
			x->entities[m.entity].speaks |= beside_cue(x, i, end, s->tokens);
			x->mentions = alloc_grown(x->mentions, x->mention_count, &x->mention_cap, sizeof *x->mentions);
			x->mentions[x->mention_count++] = m;
		} else if (!sp.name && end - i > 3 && mark_is(x, end - 1, MARK_CLOSE))
			learn_acronym(x, &sp, names_find(x, &sp));
		i = end;
	}
}

void names_collect(struct article *x)
{
	names_forget(x);
	for (size_t k = 0; k < x->sentence_count; k++) /* every word of a headline has a capital */
		if (x->sentences[k].kind != SENTENCE_HEADLINE)
			collect_sentence(x, &x->sentences[k]);
	for (size_t e = x->entity_count; e-- > 0;) /* where two share a word, the first named has it to begin with */
		names_touch(x, (uint32_t)e);
}

void names_forget(struct article *x)
{
	x->entity_count = x->mention_count = x->mention_next = 0;
	x->slot_used = 0;
	if (x->slot_cap > 4096) { /* after a large document start small again, so that a small one costs little */
		free(x->slots);
		x->slots = NULL;
		x->slot_cap = 0;
	} else if (x->slot_cap)
		memset(x->slots, 0, x->slot_cap * sizeof *x->slots);
}

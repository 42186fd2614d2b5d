/* Where a person's name begins when a title stands in front of it: "Bupati Tuban Aditya …", "Kepala BPBD Muara Yusran …".
 *
 * Between the title and the name stands what the title is over: a place, an office, a company. No list holds them all, so
 * what the article does with the words elsewhere decides first: who is called by a word alone, and which two neighbours are
 * also seen apart. Where the words with a capital stand is noted once an article; a word is counted when a name asks for it. */
#include "cmd/attribute/model.h"

#include <stdlib.h>

enum { RUN_MAX = 12, LONG_RUN = 5 /* words: more than most names have */ };

struct use { /* of a word, or of two neighbours */
	uint64_t key;
	uint32_t age;
	uint32_t count : 29;
	/* once at least: beside a verb that reports; behind a word for a place */
	uint32_t spoken : 1, placed : 1;
	uint32_t paired : 1; /* its neighbours have been counted */
};

struct capital { /* a word with a capital; numbers from 1, 0: none */
	uint32_t token;
	uint32_t before; /* the one before it whose hash falls into the same slot */
};

struct evidence {
	bool ready, small_ready;
	struct capital *capitals;
	size_t capital_cap;
	uint32_t *last; /* by the hash: the last capital */
	size_t last_slots, last_cap;
	uint32_t *small;               /* words seen without a capital, by hash; 0: free */
	size_t small_slots, small_cap; /* as many as the article needs */
	struct use *uses;
	size_t cap, used;
	uint32_t age;
};

/* next 0: the word alone */
static uint64_t use_key(uint32_t word, uint32_t next)
{
	uint64_t key = ((uint64_t)word << 32 | next) * 0x9E3779B97F4A7C15u;
	return key ^ key >> 29;
}

static struct use *use_find(const struct evidence *e, uint64_t key)
{
	size_t at = key & (e->cap - 1);
	while (e->uses[at].age == e->age && e->uses[at].key != key)
		at = (at + 1) & (e->cap - 1);
	return &e->uses[at];
}

static void uses_grow(struct evidence *e)
{
	struct evidence old = *e;
	e->cap = old.cap ? old.cap * 2 : 256;
	e->uses = alloc_zeroed(e->cap, sizeof *e->uses);
	e->age = 1;
	for (size_t i = 0; i < old.cap; i++)
		if (old.uses[i].age == old.age) {
			struct use *u = use_find(e, old.uses[i].key);
			*u = old.uses[i];
			u->age = 1;
		}
	free(old.uses);
}

static struct use *use_add(struct evidence *e, uint64_t key)
{
	if (e->used * 2 >= e->cap)
		uses_grow(e);
	struct use *u = use_find(e, key);
	if (u->age != e->age) {
		*u = (struct use){.key = key, .age = e->age};
		e->used++;
	}
	u->count++;
	return u;
}

/* One that was never seen has all counts 0. */
static struct use use_get(const struct evidence *e, uint64_t key)
{
	const struct use *u = use_find(e, key);
	return u->age == e->age ? *u : (struct use){0};
}

static bool capital_word(const struct article *x, uint32_t i, struct stretch s)
{
	return i >= s.first && i < s.end && token_is_word(x, i) && x->tokens.items[i].capital;
}

/* Whether a person stands at i for sure: beside a verb that reports. */
static bool spoken(const struct article *x, uint32_t i, struct stretch s)
{
	if (capital_word(x, i - 1, s) && i > s.first && !x->tags[i - 1].cue)
		return false;
	const struct cue_word *before = i > s.first ? x->tags[i - 1].cue : NULL,
			      *behind = i + 1 < s.end ? x->tags[i + 1].cue : NULL;
	if (before && (before->form == CUE_BARE || before->form == CUE_ACCORDING))
		return true;
	return behind && (behind->form == CUE_ACTIVE || behind->form == CUE_FINITE) &&
	       !x->tokens.items[i + 1].capital;
}

/* Whether a place stands at i: behind a word for it, or in a dateline. */
static bool placed(const struct article *x, uint32_t i, struct stretch s)
{
	const struct token *t = &x->tokens.items[i];
	if (i == s.first || (i == s.first + 1 && mark_is(x, s.first, MARK_OPEN)))
		return t->all_capital && i + 1 < s.end && !token_is_word(x, i + 1);
	return word_is(x, i - 1, WORD_LOCATIVE);
}

/* The number of the last capital at n or before it that is the word. */
static uint32_t capital_of(const struct article *x, const struct evidence *e, uint32_t n,
			   uint32_t word)
{
	while (n && x->tokens.items[e->capitals[n - 1].token].hash != word)
		n = e->capitals[n - 1].before;
	return n;
}

static uint32_t last_capital(const struct article *x, const struct evidence *e, uint32_t word)
{
	return capital_of(x, e, e->last[word & (e->last_slots - 1)], word);
}

static uint32_t next_capital(const struct article *x, const struct evidence *e, uint32_t n,
			     uint32_t word)
{
	return capital_of(x, e, e->capitals[n - 1].before, word);
}

static struct stretch sentence_of(const struct article *x, uint32_t i)
{
	return x->sentences[article_sentence_at(x, x->tokens.items[i].start)].tokens;
}

/* Of the word alone. Where it is first spoken no place is looked for. Valid until the next call. */
static struct use *word_count(const struct article *x, struct evidence *e, uint32_t word)
{
	struct use *u = use_find(e, use_key(word, 0));
	if (u->age == e->age)
		return u;
	uint32_t count = 0, places = 0;
	bool is_spoken = false, is_placed = false; /* at the first that is spoken, so far */
	for (uint32_t n = last_capital(x, e, word); n; n = next_capital(x, e, n, word), count++) {
		uint32_t i = e->capitals[n - 1].token;
		struct stretch s = sentence_of(x, i);
		bool place = placed(x, i, s);
		places += place;
		if (spoken(x, i, s)) {
			is_spoken = true;
			is_placed = place;
		}
	}
	u = use_add(e, use_key(word, 0));
	u->count = count & 0x1FFFFFFF;
	u->spoken = is_spoken;
	u->placed = places > is_placed;
	return u;
}

/* Of the word and each word with a capital behind it, once. */
static void pairs_count(const struct article *x, struct evidence *e, uint32_t word)
{
	struct use *u = word_count(x, e, word);
	if (u->paired)
		return;
	u->paired = true;
	for (uint32_t n = last_capital(x, e, word); n; n = next_capital(x, e, n, word)) {
		uint32_t i = e->capitals[n - 1].token;
		if (capital_word(x, i + 1, sentence_of(x, i)))
			use_add(e, use_key(word, x->tokens.items[i + 1].hash));
	}
}

static void capitals_note(const struct article *x, struct evidence *e)
{
	uint32_t count = 0;
	e->last_slots = 64;
	while (e->last_slots < x->tokens.count / 4)
		e->last_slots *= 2;
	if (e->last_slots > e->last_cap)
		e->last = alloc_resized(e->last, e->last_cap = e->last_slots, sizeof *e->last);
	memset(e->last, 0, e->last_slots * sizeof *e->last);
	if (x->tokens.count > e->capital_cap)
		e->capitals = alloc_resized(e->capitals, e->capital_cap = x->tokens.count,
					    sizeof *e->capitals);
	for (size_t k = 0; k < x->sentence_count; k++) {
		struct stretch s = x->sentences[k].tokens;
		if (x->sentences[k].kind == SENTENCE_HEADLINE)
			continue; /* where every word has a capital, it tells nothing */
		for (uint32_t i = s.first; (i = article_next(x, MAP_CAPITAL, i, s.end)) < s.end;
		     i++) {
			uint32_t *last = &e->last[x->tokens.items[i].hash & (e->last_slots - 1)];
			e->capitals[count] = (struct capital){i, *last};
			*last = ++count;
		}
	}
}

static struct evidence *evidence_of(const struct article *x)
{
	struct evidence *e = x->evidence;
	if (e->ready)
		return e;
	e->ready = true;
	e->small_ready = false;
	e->used = 0;
	if (e->cap == 0 || e->cap > 8192 || ++e->age == 0) {
		free(e->uses);
		e->uses = NULL;
		e->cap = 0;
		uses_grow(e);
	}
	capitals_note(x, e);
	return e;
}

static uint32_t *small_find(const struct evidence *e, uint32_t hash)
{
	size_t at = hash * UINT64_C(0x9E3779B97F4A7C15) >> 32 & (e->small_slots - 1);
	while (e->small[at] && e->small[at] != hash)
		at = (at + 1) & (e->small_slots - 1);
	return &e->small[at];
}

/* Which words the article has without a capital: a question of its own, for it is asked of few articles. All of them are kept,
 * for a filter's false alarms would give a title another's name. */
static void small_count(const struct article *x, struct evidence *e)
{
	size_t slots = 64;
	while (slots < x->tokens.count * 2)
		slots *= 2;
	if (slots > e->small_cap)
		e->small = alloc_resized(e->small, e->small_cap = slots, sizeof *e->small);
	memset(e->small, 0, slots * sizeof *e->small);
	e->small_slots = slots;
	for (size_t k = 0; k < x->sentence_count; k++) {
		struct stretch s = x->sentences[k].tokens;
		if (x->sentences[k].kind == SENTENCE_HEADLINE)
			continue;
		for (uint32_t i = s.first; i < s.end; i++) {
			const struct token *t = &x->tokens.items[i];
			if (t->kind == TOKEN_WORD && !t->capital)
				*small_find(e, t->hash) = t->hash;
		}
	}
	e->small_ready = true;
}

void split_start(struct article *x)
{
	if (!x->evidence)
		x->evidence = alloc_zeroed(1, sizeof *x->evidence);
	x->evidence->ready = false;
}

void split_free(struct article *x)
{
	if (x->evidence) {
		free(x->evidence->uses);
		free(x->evidence->small);
		free(x->evidence->capitals);
		free(x->evidence->last);
	}
	free(x->evidence);
}

/* The words of a run of capitals, and what stands in front of it. */
struct run {
	const struct article *x;
	struct evidence *e;
	uint32_t words[RUN_MAX];
	uint32_t count;
	bool territory, portfolio, organisation, acronym;
};

static uint32_t hash_at(const struct run *r, uint32_t k)
{
	return r->x->tokens.items[r->words[k]].hash;
}

static struct use word_use(const struct run *r, uint32_t k)
{
	return *word_count(r->x, r->e, hash_at(r, k));
}

static bool is_spoken(const struct run *r, uint32_t k)
{
	return word_use(r, k).spoken;
}

/* How often the article has the two neighbours side by side. */
static uint32_t pair_count(const struct run *r, uint32_t k)
{
	pairs_count(r->x, r->e, hash_at(r, k));
	return use_get(r->e, use_key(hash_at(r, k), hash_at(r, k + 1))).count;
}

/* Both neighbours stand elsewhere without each other. */
static bool seen_apart(const struct run *r, uint32_t k)
{
	uint32_t pairs = pair_count(r, k);
	return word_use(r, k).count > pairs && word_use(r, k + 1).count > pairs;
}

static bool seen_small(const struct run *r, uint32_t k)
{
	if (!r->e->small_ready)
		small_count(r->x, r->x->evidence);
	return *small_find(r->e, hash_at(r, k)) != 0;
}

static bool initial_at(const struct run *r, uint32_t k)
{
	const struct token *t = &r->x->tokens.items[r->words[k]];
	return t->end - t->start == 1;
}

/* How many words of the run are no name. */
static uint32_t foreign_words(const struct run *r)
{
	uint32_t n = r->count;
	if (is_spoken(
		    r,
		    0)) { /* he, or the firm that he speaks for: "Altirta menegaskan", "kata Wira" */
		for (uint32_t k = 1; k < n && !word_is(r->x, r->words[0], WORD_GIVEN); k++)
			if (word_is(r->x, r->words[k], WORD_GIVEN) &&
			    (is_spoken(r, k) || is_spoken(r, n - 1)))
				return k;
		return 0;
	}
	for (uint32_t k = n - 1; k-- > 0;)
		if (word_any(r->x, r->words[k],
			     WORD_BIT(WORD_INSTITUTION) | WORD_BIT(WORD_ORGANISATION)))
			return k + 1;
	/* behind an acronym one unknown word may well be the first name: "BKN Zudan Arif" */
	for (uint32_t k = r->acronym && n > 2 ? 2 : 1; k < n; k++)
		if (word_is(r->x, r->words[k], WORD_GIVEN))
			return initial_at(r, k - 1) ? k - 1 : k;
	for (uint32_t k = n - 1; k-- > 0;)
		if (seen_apart(r, k) && !is_spoken(r, k) && !initial_at(r, k) && n - k > 2)
			return k + 1;
	for (uint32_t k = 1; k + 1 < n; k++)
		if (is_spoken(r, k))
			return k;
	if (word_use(r, 0).placed && (n > 2 || r->territory))
		return 1;
	if (n >= (r->territory ? 3 : 4) && is_spoken(r, n - 1))
		return n - 2; /* called by the last word, as English texts do */
	if (n >= 3 && r->portfolio && seen_small(r, 0))
		return 1;
	if (n == 2 && is_spoken(r, 1) && word_use(r, 0).count > pair_count(r, 0))
		return 1; /* "Direktur Altirta Wiguna" */
	return n >= 4 && r->territory ? n - 2 : 0;
}

static void note_title(struct run *r, uint32_t first, uint32_t end)
{
	const struct article *x = r->x;
	for (uint32_t i = first; i < end; i++) {
		r->territory |= word_is(x, i, WORD_TERRITORY);
		r->portfolio |= word_is(x, i, WORD_PORTFOLIO);
	}
	r->organisation =
		word_any(x, end - 1, WORD_BIT(WORD_ORGANISATION) | WORD_BIT(WORD_INSTITUTION)) &&
		!word_is(x, end - 1, WORD_ROLE);
	const struct token *t = &x->tokens.items[end - 1];
	r->acronym = t->all_capital && t->end - t->start > 2 &&
		     !word_any(x, end - 1, WORD_BIT(WORD_HONORIFIC) | WORD_BIT(WORD_ROLE));
	r->organisation |= r->acronym;
}

/* The name alone, when the run of capitals `name` stands behind a title that begins in `segment`. */
struct stretch split_name(const struct article *x, uint32_t segment, struct stretch name)
{
	if (name.first <= segment || !token_is_word(x, name.first - 1) ||
	    word_is(x, name.first - 1, WORD_HONORIFIC) || word_is(x, name.first, WORD_GIVEN) ||
	    (word_is(x, name.first - 1, WORD_PLACE) && name.end - name.first < LONG_RUN))
		return name;
	struct run r = {.x = x};
	for (uint32_t i = name.first; i < name.end && r.count < RUN_MAX; i++)
		if (token_is_word(x, i) && x->tokens.items[i].space)
			r.words[r.count++] = i;
	if (r.count < 2)
		return name;
	note_title(&r, segment, name.first);
	if (!r.territory && !r.portfolio && !r.organisation)
		return name;
	uint32_t town = word_is(x, name.first, WORD_TOWN) ? word_length(x, name.first) : 0;
	if (town && name.first + town < name.end)
		return (struct stretch){name.first + town, name.end};
	r.e = evidence_of(x);
	return (struct stretch){r.words[foreign_words(&r)], name.end};
}

/* Who the article names: full names and their short forms, titles and who holds them, acronyms, spellings. */
#include "cmd/attribute/names.h"

#include <stdlib.h>

uint64_t names_key(struct span lower)
{
	return name_key(lower, SALT_NAME);
}

void names_grow_slots(struct article *x)
{
	size_t cap = x->slot_cap ? x->slot_cap * 2 : 256;
	struct name_slot *old = x->slots, *slots = alloc_zeroed(cap, sizeof *slots);
	for (size_t i = 0; i < x->slot_cap; i++) {
		if (old[i].age != x->slot_age)
			continue;
		size_t at = old[i].key & (cap - 1);
		while (slots[at].age)
			at = (at + 1) & (cap - 1);
		slots[at] = old[i];
	}
	free(old);
	x->slots = slots;
	x->slot_cap = cap;
}

static uint64_t title_key(const struct article *x, struct spot role, struct spot org)
{
	return hash_mix(name_key(spot_lower(x, role), SALT_TITLE),
			spot_empty(org) ? 0 : name_key(spot_lower(x, org), SALT_TITLE)) |
	       1;
}

/* Whether the entity's title is that word alone: beside a president, a vice president is not "the president". */
static bool holds_office(const struct article *x, uint32_t entity, uint32_t word)
{
	if (entity == NONE || spot_empty(x->entities[entity].role))
		return false;
	uint32_t own = article_token_at(x, x->entities[entity].role.start);
	return x->tokens.items[own].hash == x->tokens.items[word].hash &&
	       x->tokens.items[own].end == x->entities[entity].role.end;
}

/* The short form of a title, "(Menag)" in "Menteri Agama (Menag) …", or NONE. */
static uint32_t short_title(const struct article *x, struct spot role)
{
	uint32_t i = article_token_at(x, role.end - 1) + 1;
	return i + 2 < x->tokens.count && mark_is(x, i, MARK_OPEN) &&
			       word_is(x, i + 1, WORD_ROLE) && mark_is(x, i + 2, MARK_CLOSE)
		       ? i + 1
		       : NONE;
}

/* "menteri itu", "the minister": the first and the last word of his title, and its short form. */
static void title_touch(struct article *x, uint32_t entity)
{
	const struct entity *e = &x->entities[entity];
	uint32_t first = article_token_at(x, e->role.start),
		 last = article_token_at(x, e->role.end - 1), brief = short_title(x, e->role);
	names_set_slot(x, word_key(x, first, SALT_HEAD), entity);
	if (last != first && !holds_office(x, slot_get(x, word_key(x, last, SALT_HEAD)), last) &&
	    !names_listed(x, names_language(x, first)->deputies, first))
		names_set_slot(x, word_key(x, last, SALT_HEAD), entity);
	if (brief != NONE)
		names_set_slot(x, word_key(x, brief, SALT_HEAD), entity);
}

/* Whether word i of the entity's name, which means `other` so far, goes on to do so. */
static bool stays_with(const struct article *x, uint32_t i, uint32_t other, uint32_t entity)
{
	/* "Wira" is Wira Lumbana, also when his wife Beti Wira Lumbana was met last */
	if (i != x->entities[entity].first &&
	    x->tokens.items[x->entities[other].first].hash == x->tokens.items[i].hash)
		return true;
	/* "Ryan" stays Paul Ryan behind "the Romney-Ryan Medicare plan": what nothing shows to be a person takes no name
	 * from one */
	return x->entities[other].speaks && !x->entities[entity].speaks;
}

static void words_touch(struct article *x, uint32_t entity)
{
	const struct entity *e = &x->entities[entity];
	for (uint32_t i = e->first; i < x->tokens.count && x->tokens.items[i].start < e->name.end;
	     i++) {
		if (!token_is_word(x, i) || x->tokens.items[i].end - x->tokens.items[i].start < 2)
			continue;
		uint64_t key = word_key(x, i, SALT_WORD);
		uint32_t now = slot_get(x, key);
		if (now == entity)
			continue;
		x->names_shared |= now != NONE;
		if (now == NONE || !stays_with(x, i, now, entity))
			names_set_slot(x, key, entity);
	}
}

/* The words of a person's name, and his title, lead to him from now on. While no two names share a word they do so anyway. */
void names_touch(struct article *x, uint32_t entity)
{
	const struct entity *e = &x->entities[entity];
	if (e->kind != SPEAKER_PERSON)
		return;
	if (!spot_empty(e->role))
		title_touch(x, entity);
	if (x->names_shared)
		words_touch(x, entity);
}

/* A new name, or a longer form of one: its words and their consonants. */
static void name_set(struct article *x, uint32_t entity, struct spot name, uint64_t key)
{
	struct entity *e = &x->entities[entity];
	e->name = name;
	e->first = article_token_at(x, name.start);
	alias_apply(x, e, key);
	names_set_slot(x, key, entity);
	if (e->kind == SPEAKER_GROUP)
		names_set_firm(x, entity, name);
	if (e->kind != SPEAKER_PERSON)
		return;
	if (!spot_empty(e->role))
		title_touch(x, entity);
	words_touch(x, entity);
	names_add_spelling(x, entity, name);
}

static uint32_t entity_new(struct article *x, struct spot name, uint64_t key,
			   const struct speaker *s)
{
	struct entity e = {.kind = s->kind, .gender = s->gender, .plural = s->plural};
	x->entities =
		alloc_grown(x->entities, x->entity_count, &x->entity_cap, sizeof *x->entities);
	x->entities[x->entity_count++] = e;
	name_set(x, (uint32_t)x->entity_count - 1, name, key);
	return (uint32_t)x->entity_count - 1;
}

/* "Altirta chief executive Ruben Hale", "Tirta delegate Lena Ford": one word in front of a title names a body. */
static void body_set(struct article *x, const struct speaker *s)
{
	uint32_t i = article_token_at(x, s->org.start);
	if (s->org.end <= s->role.start && x->tokens.items[i].end == s->org.end &&
	    x->tokens.items[i].capital && x->tokens.items[i + 1].end <= s->role.end &&
	    token_is_word(x, i + 1))
		names_set_slot(x, word_key(x, i, SALT_BODY), i);
}

/* "Altirta |said it has", "Altirta |said that it would": a thing; but "Hale said it was late". */
static bool says_of_itself(const struct article *x, uint32_t i)
{
	if (i + 3 >= x->tokens.count || !x->tags[i].cue || x->tags[i].cue->form != CUE_FINITE)
		return false;
	i += word_length(x, i);
	i += word_is(x, i, WORD_COMPLEMENTIZER);
	return i + 1 < x->tokens.count && word_is(x, i, WORD_PRONOUN) && x->tags[i].gender == 'n' &&
	       token_is_word(x, i + 1) && !word_is(x, i + 1, WORD_BE) &&
	       !word_is(x, i + 1, WORD_NEGATOR);
}

/* "Altirta predicts": one word that is no known person's, and that the article puts in front of titles. */
static bool is_body_alone(const struct article *x, const struct speaker *s)
{
	uint32_t i = article_token_at(x, s->mention.start);
	return s->name && !s->gender && spot_empty(s->role) &&
	       s->phrase.end - s->phrase.first == 1 &&
	       (slot_get(x, word_key(x, i, SALT_BODY)) != NONE || says_of_itself(x, i + 1));
}

static void entity_learn(struct article *x, uint32_t entity, const struct speaker *s)
{
	struct entity *e = &x->entities[entity];
	if (s->name && s->mention.end - s->mention.start > e->name.end - e->name.start &&
	    names_hold(x, s->mention, e->name)) {
		name_set(x, entity, s->mention, name_key(spot_lower(x, s->mention), SALT_NAME));
	}
	if (!spot_empty(s->role) && spot_empty(e->role)) {
		e->role = s->role;
		e->org = s->org;
		alias_apply(x, e, name_key(spot_lower(x, e->name), SALT_NAME));
	}
	if (spot_empty(e->org) && s->name)
		e->org = s->org;
	if (s->name && !spot_empty(s->role) && !spot_empty(s->org))
		body_set(x, s);
	e->speaks |= s->name && (!spot_empty(s->role) || s->gender);
	if (!e->gender && s->gender != 'n')
		e->gender = s->gender;
	if (!spot_empty(s->role) && e->kind == SPEAKER_PERSON)
		names_set_slot(x, title_key(x, s->role, s->org), entity);
}

/* "Altirta Corp |<ALT.JK>", "Altirta Corp |<ALT> (AC)" */
static bool opens_ticker(const struct article *x, uint32_t i, uint32_t end)
{
	enum { TICKER_MAX = 5 };
	if (!mark_is(x, i, MARK_OTHER) || x->text.data[x->tokens.items[i].start] != '<' ||
	    (token_is_word(x, i - 1) && !x->tokens.items[i - 1].capital))
		return false;
	for (uint32_t k = i + 1; k < end && k < i + TICKER_MAX; k++)
		if (x->text.data[x->tokens.items[k].start] == '>')
			return k + 1 == end || mark_is(x, k + 1, MARK_OPEN);
	return false;
}

/* The phrase without article in front and bracket behind: what a group is called. */
static struct spot plain_phrase(const struct article *x, const struct speaker *s)
{
	struct stretch p = s->phrase;
	if (s->kind == SPEAKER_OUTLET) {
		struct stretch own = via_name(x, p.first, p.end);
		if (own.first < own.end && via_is_outlet(x, own))
			return spot_of(x, own);
	}
	for (uint32_t i = p.first + 1; i < p.end; i++)
		if (mark_is(x, i, MARK_OPEN) || opens_ticker(x, i, p.end)) {
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
	if (s->kind == SPEAKER_OFFICE && !spot_empty(s->role) && spot_empty(s->org) &&
	    word_is(x, i, WORD_ARTICLE))
		return article_token_at(x, s->role.start); /* "the new president" */
	while (i + 1 < s->phrase.end &&
	       (word_is(x, i, WORD_DETERMINER) ||
		(word_is(x, i, WORD_ROLE_PART) && word_is(x, i + 1, WORD_ROLE))))
		i++;
	return i;
}

void names_learn_acronym(struct article *x, const struct speaker *s, uint32_t entity)
{
	for (uint32_t i = s->phrase.first + 1; i + 1 < s->phrase.end; i++)
		if (mark_is(x, i, MARK_OPEN) && x->tokens.items[i + 1].all_capital)
			names_set_slot(x, name_key(token_lower(&x->tokens, i + 1), SALT_NAME),
				       entity);
}

/* "Bupati membantah": who holds the title that stands alone; the one met last, when there are two. */
static uint32_t find_by_bare_title(const struct article *x, const struct speaker *s)
{
	if (word_is(x, s->phrase.first, WORD_DETERMINER) &&
	    !word_any(x, s->phrase.first, WORD_BIT(WORD_HONORIFIC) | WORD_BIT(WORD_ARTICLE)))
		return NONE; /* "kedua menteri" */
	uint32_t e = slot_get(x, word_key(x, head_token(x, s), SALT_HEAD));
	if (e == NONE || x->entities[e].kind != SPEAKER_PERSON || spot_empty(x->entities[e].role))
		return NONE;
	struct span title = spot_lower(x, s->role), his = spot_lower(x, x->entities[e].role);
	if (his.len >= title.len && memcmp(his.ptr, title.ptr, title.len) == 0 &&
	    (his.len == title.len || his.ptr[title.len] == ' '))
		return e;
	uint32_t brief = short_title(x, x->entities[e].role);
	return brief != NONE && span_equal(token_lower(&x->tokens, brief), title) ? e : NONE;
}

static uint32_t find_by_title(const struct article *x, const struct speaker *s)
{
	if (spot_empty(s->role))
		return NONE;
	return spot_empty(s->org) ? find_by_bare_title(x, s)
				  : slot_get(x, title_key(x, s->role, s->org));
}

static uint32_t person_by_title(const struct article *x, const struct speaker *s,
				uint32_t otherwise)
{
	uint32_t e = slot_get(x, word_key(x, head_token(x, s), SALT_HEAD));
	return e != NONE && x->entities[e].kind == SPEAKER_PERSON ? e : otherwise;
}

/* Whether the article has named this speaker already. */
uint32_t names_known(struct article *x, const struct speaker *s)
{
	struct spot name = s->name ? s->mention : plain_phrase(x, s);
	uint32_t e = slot_get(x, name_key(spot_lower(x, name), SALT_NAME));
	return e == NONE && s->name ? names_person(x, name) : e;
}

/* Whether more than capitals, which every word of a headline has, says that this is a speaker: a title, a word for a body or
 * people, or a name that the text has as well. */
bool names_vouched(struct article *x, const struct speaker *s)
{
	if (s->pronoun || s->kind == SPEAKER_NONE || s->kind == SPEAKER_DOCUMENT)
		return false;
	uint32_t i = head_token(x, s);
	bool acronym = s->phrase.end - s->phrase.first == 1 && x->tokens.items[i].all_capital;
	return s->kind == SPEAKER_COUNTRY || s->kind == SPEAKER_OUTLET || acronym ||
	       (!spot_empty(s->role) && s->role.start == x->tokens.items[s->phrase.first].start) ||
	       word_any(x, i,
			WORD_BIT(WORD_ORGANISATION) | WORD_BIT(WORD_PEOPLE) |
				WORD_BIT(WORD_PLACE)) ||
	       names_known(x, s) != NONE;
}

/* "The new president", where the text is about a man whose title it has not told: he, or NONE. */
static uint32_t focus_without_title(const struct article *x, const struct speaker *s)
{
	enum { REACH = 2 }; /* sentences */
	const struct focus *f = &x->foci[0];
	uint32_t at = article_sentence_at(x, s->mention.start);
	if (f->entity == NONE || x->entities[f->entity].kind != SPEAKER_PERSON ||
	    !spot_empty(x->entities[f->entity].role) ||
	    names_other_gender(x, f->entity, s->gender) || at - f->sentence > REACH)
		return NONE;
	const struct stretch in = x->sentences[at].tokens;
	uint32_t last = article_token_at(x, x->entities[f->entity].name.end - 1);
	for (uint32_t i = in.first; i < in.end; i++)
		if (x->tokens.items[i].hash == x->tokens.items[last].hash)
			return NONE; /* "The premier said Mr Brown would stay" */
	return f->entity;
}

/* "The Rovers coach" */
static bool is_titled(const struct article *x, const struct speaker *s)
{
	return s->kind == SPEAKER_OFFICE && !spot_empty(s->role) && !spot_empty(s->org) &&
	       word_is(x, s->phrase.first, WORD_ARTICLE) && s->org.end <= s->role.start;
}

/* "The French coach" behind "France coach Ruben Hale": who was spoken of last, when his title is the same. */
static uint32_t focus_in_office(const struct article *x, const struct speaker *s)
{
	enum { STEM = 2 };
	const struct focus *f = &x->foci[0];
	const struct entity *e = f->entity == NONE ? NULL : &x->entities[f->entity];
	if (!e || e->kind != SPEAKER_PERSON || spot_empty(e->role) || spot_empty(e->org) ||
	    names_other_gender(x, f->entity, s->gender) ||
	    !span_equal(spot_lower(x, e->role), spot_lower(x, s->role)))
		return NONE;
	struct span his = spot_lower(x, e->org), body = spot_lower(x, s->org);
	return his.len > STEM && body.len > STEM && memcmp(his.ptr, body.ptr, STEM) == 0 ? f->entity
											 : NONE;
}

/* "… - LYNG", "TREASURY'S BAKER": the person of that name. "DELEGATES" of a headline are "delegates" as soon as the text
 * has them. */
static uint32_t name_in_capitals(struct article *x, const struct speaker *s, uint32_t e)
{
	enum { ACRONYM = 2 };
	uint32_t last = s->phrase.end - 1;
	const struct token *t = &x->tokens.items[last];
	bool own = s->phrase.first == last ||
		   (last > s->phrase.first + 2 && t[-1].end - t[-1].start == 1 &&
		    (mark_is(x, last - 2, MARK_APOSTROPHE) ||
		     mark_is(x, last - 2, MARK_SINGLE_CLOSE)));
	if (e == NONE && own && t->all_capital && t->end - t->start > ACRONYM) {
		uint32_t person = slot_get(x, word_key(x, last, SALT_WORD));
		if (person != NONE && x->entities[person].kind == SPEAKER_PERSON)
			return person;
	}
	if (e != NONE && x->tokens.items[x->entities[e].first].all_capital &&
	    !x->tokens.items[head_token(x, s)].all_capital &&
	    x->entities[e].name.end - x->entities[e].name.start ==
		    plain_phrase(x, s).end - plain_phrase(x, s).start) {
		x->entities[e].name = plain_phrase(x, s);
		x->names_shared = true; /* its words have not been entered */
	}
	return e;
}

/* The entity a speaker (no pronoun) is; a new one when the article has not named it yet. */
uint32_t names_find(struct article *x, const struct speaker *s)
{
	struct spot name = s->name ? s->mention : plain_phrase(x, s);
	uint64_t key = name_key(spot_lower(x, name), SALT_NAME);
	uint32_t e = slot_get(x, key);
	if (s->name && (e == NONE || x->entities[e].kind != SPEAKER_PERSON)) {
		uint32_t person = names_person(x, name); /* SHULTZ of a headline is George Shultz */
		e = person != NONE ? person : e;
	}
	if (s->name && e != NONE && names_other_gender(x, e, s->gender))
		e = names_namesake(x, name, s->gender);
	if (s->name && e == NONE && (e = names_behind_capital(x, name)) != NONE)
		return e;
	else if (!s->name && e == NONE && s->kind == SPEAKER_OFFICE)
		e = find_by_title(x, s);
	if (!s->name && s->kind == SPEAKER_GROUP)
		e = name_in_capitals(x, s, e);
	bool definite = !s->name && !spot_empty(s->role) && spot_empty(s->org) &&
			word_is(x, s->phrase.first, WORD_ARTICLE) &&
			word_is(x, head_token(x, s), WORD_ROLE);
	bool other_body = s->kind == SPEAKER_OFFICE && !spot_empty(s->org) &&
			  x->tokens.items[article_token_at(x, s->org.start)].capital;
	if (!s->name && e == NONE && ((s->anaphor && !other_body) || definite))
		e = slot_get(x, word_key(x, head_token(x, s), SALT_HEAD));
	else if (definite && x->entities[e].kind != SPEAKER_PERSON)
		e = person_by_title(
			x, s, e); /* "Minister Denies …", then his name, then "the minister" */
	if (e == NONE && (definite || is_titled(x, s)))
		e = focus_without_title(x, s);
	if (e == NONE && is_titled(x, s))
		e = focus_in_office(x, s);
	if (!s->name && (e == NONE || x->entities[e].firm) && names_the_firm(x, s))
		e = names_focus_firm(x, e);
	if (e == NONE) {
		struct speaker body = *s;
		if (is_body_alone(x, s))
			body.kind = SPEAKER_GROUP;
		e = entity_new(x, name, key, &body);
		x->entities[e].firm |= body.kind != s->kind;
	}
	entity_learn(x, e, s);
	if (!s->name) {
		if (!s->anaphor)
			names_set_slot(x, word_key(x, head_token(x, s), SALT_HEAD), e);
		if (s->kind == SPEAKER_ANONYMOUS && !spot_empty(s->role)) /* "a Kelso |official" */
			names_set_slot(
				x, word_key(x, article_token_at(x, s->role.end - 1), SALT_HEAD), e);
		names_learn_acronym(x, s, e);
	}
	return e;
}

struct span names_print(const struct article *x, uint32_t entity)
{
	const struct entity *e = &x->entities[entity];
	return e->alias.ptr ? e->alias : spot_text(x, e->name);
}

void names_forget(struct article *x)
{
	x->entity_count = x->mention_count = x->mention_next = 0;
	x->slot_used = 0;
	x->spelling_count = 0;
	x->names_shared = false;
	memset(x->spellings_read, 0, sizeof x->spellings_read);
	if (x->slot_cap > 4096 ||
	    ++x->slot_age ==
		    0) { /* after a large document start small again; ages have all been used */
		free(x->slots);
		x->slots = NULL;
		x->slot_cap = 0;
		x->slot_age = 1;
	}
}

/* From packs to word tags: one lexicon a language, looked up once for every token. */
#include "cmd/attribute/model.h"

#include <stdlib.h>

static const struct section_kind {
	const char *file, *section;
	enum word kind;
} section_kinds[] = {
	{"clauses", "negators", WORD_NEGATOR},
	{"clauses", "refusals", WORD_REFUSAL},
	{"clauses", "adverbs", WORD_ADVERB},
	{"clauses", "adverb-heads", WORD_ADVERB_HEAD},
	{"clauses", "modals", WORD_MODAL},
	{"clauses", "subordinators", WORD_SUBORDINATOR},
	{"clauses", "complementizers", WORD_COMPLEMENTIZER},
	{"clauses", "questions", WORD_QUESTION},
	{"clauses", "prepositions", WORD_PREPOSITION},
	{"clauses", "addressees", WORD_ADDRESSEE},
	{"clauses", "conjunctions", WORD_CONJUNCTION},
	{"clauses", "coordinators", WORD_COORDINATOR},
	{"clauses", "relatives", WORD_RELATIVE},
	{"clauses", "agents", WORD_AGENT},
	{"clauses", "leads", WORD_LEAD},
	{"clauses", "times", WORD_TIME},
	{"clauses", "verbs", WORD_VERB},
	{"clauses", "not-verbs", WORD_NOT_VERB},
	{"clauses", "noun-verbs", WORD_NOUN_VERB},
	{"clauses", "after-determiners", WORD_AFTER_DETERMINER},
	{"clauses", "particles", WORD_PARTICLE},
	{"clauses", "purposes", WORD_PURPOSE},
	{"clauses", "grants", WORD_GRANT},
	{"clauses", "prizes", WORD_PRIZE},
	{"clauses", "messages", WORD_MESSAGE},
	{"clauses", "silences", WORD_SILENCE},
	{"clauses", "nobodies", WORD_NOBODY},
	{"clauses", "absolutes", WORD_ABSOLUTE},
	{"clauses", "passives", WORD_BE},
	{"clauses", "articles", WORD_ARTICLE},
	{"clauses", "openers", WORD_OPENER},
	{"clauses", "reports", WORD_REPORT},
	{"clauses", "denials", WORD_DENIAL},
	{"clauses", "apologies", WORD_APOLOGY},
	{"clauses", "anaphora", WORD_ANAPHOR},
	{"pronouns", "pronouns", WORD_PRONOUN},
	{"pronouns", "own", WORD_OWN},
	{"pronouns", "female", WORD_FEMALE},
	{"pronouns", "male", WORD_MALE},
	{"hedges", "hedges", WORD_HEDGE},
	{"relays", "relays", WORD_RELAY},
	{"relays", "outlet-heads", WORD_OUTLET_HEAD},
	{"relays", "outlets", WORD_OUTLET},
	{"relays", "outlet-words", WORD_OUTLET_PART},
	{"relays", "platforms", WORD_PLATFORM},
	{"roles", "heads", WORD_ROLE},
	{"roles", "head-words", WORD_ROLE_PART},
	{"roles", "honorifics", WORD_HONORIFIC},
	{"roles", "organisations", WORD_ORGANISATION},
	{"roles", "institution-words", WORD_INSTITUTION},
	{"roles", "places", WORD_PLACE},
	{"roles", "territories", WORD_TERRITORY},
	{"roles", "portfolios", WORD_PORTFOLIO},
	{"roles", "towns", WORD_TOWN},
	{"roles", "locatives", WORD_LOCATIVE},
	{"roles", "given-names", WORD_GIVEN},
	{"roles", "people", WORD_PEOPLE},
	{"roles", "documents", WORD_DOCUMENT},
	{"roles", "determiners", WORD_DETERMINER},
	{"roles", "attached", WORD_ATTACHED},
	{"roles", "followers", WORD_FOLLOWER},
	{"roles", "plurals", WORD_PLURAL},
	{"roles", "indefinite", WORD_INDEFINITE},
	{"roles", "connectors", WORD_CONNECTOR},
};

static int choice(struct span value, const char *const *names, int otherwise)
{
	if (value.ptr)
		for (int i = 0; names[i]; i++)
			if (span_is(value, names[i]))
				return i;
	return otherwise;
}

static void cue_set(struct cue_word *w, struct span name, struct span value)
{
	static const char *const stances[] = {"claim",   "deny", "confirm", "accuse",
					      "decline", "call", "other",   NULL};
	static const char *const forms[] = {"active", "bare", "clitic",     "passive", "according",
					    "finite", "base", "participle", NULL};
	static const char *const takes[] = {"any",      "clause", "quote",  "name",   "addressee",
					    "report",   "that",   "matter", "answer", "assertion",
					    "evidence", "fact",   NULL};
	if (span_is(name, "stance"))
		w->stance = (uint8_t)choice(value, stances, STANCE_CLAIM);
	else if (span_is(name, "form"))
		w->form = (uint8_t)choice(value, forms, CUE_ACTIVE);
	else if (span_is(name, "takes"))
		w->takes = (uint8_t)choice(value, takes, TAKES_ANY);
	else if (span_is(name, "negated"))
		w->negated = (int8_t)choice(value, stances, -1);
	else if (span_is(name, "aim"))
		w->aim = (int8_t)choice(value, stances, -1);
	w->noun |= span_is(name, "noun");
	w->via |= span_is(name, "via");
	w->names |= span_is(name, "names");
	w->target |= span_is(name, "target");
	w->agent |= span_is(name, "agent");
}

/* Once over the attributes: there are some two thousand cues to read at each start. */
static struct cue_word cue_read(const struct pack_entry *e)
{
	struct cue_word w = {.stance = STANCE_CLAIM,
			     .form = CUE_ACTIVE,
			     .takes = TAKES_ANY,
			     .negated = -1,
			     .aim = -1};
	for (size_t i = 0; i < e->attribute_count; i++)
		cue_set(&w, e->attributes[i].name, e->attributes[i].value);
	return w;
}

static struct pronoun_word pronoun_read(const struct pack_entry *e)
{
	struct span gender = pack_attribute(e, "gender"), number = pack_attribute(e, "number");
	return (struct pronoun_word){
		.gender = gender.ptr && gender.len ? (uint8_t)gender.ptr[0] : 0,
		.plural = number.ptr && span_is(number, "p"),
	};
}

/* "ke*an": what stands before and behind the star; all of a form without one is its front. */
static struct word_forms forms_read(struct attributor *a, const struct pack_section *section)
{
	struct word_forms forms = {
		arena_alloc(&a->arena, (section->count + 1) * sizeof *forms.items), section->count};
	for (size_t i = 0; i < section->count; i++) {
		struct span f = section->entries[i].key;
		const char *star = memchr(f.ptr, '*', f.len);
		size_t front = star ? (size_t)(star - f.ptr) : f.len;
		forms.items[i].front = span_sub(f, 0, front);
		forms.items[i].back = span_sub(f, star ? front + 1 : front, f.len);
	}
	return forms;
}

static void language_open(struct attributor *a, struct language *l, const struct pack *packs,
			  const char *code)
{
	size_t phrases = pack_section(packs, code, "cues", "cues")->count;
	for (size_t i = 0; i < sizeof section_kinds / sizeof *section_kinds; i++)
		phrases +=
			pack_section(packs, code, section_kinds[i].file, section_kinds[i].section)
				->count;
	l->words = lexicon_new();
	lexicon_reserve(l->words, phrases);
	for (size_t i = 0; i < sizeof section_kinds / sizeof *section_kinds; i++)
		lexicon_add_section(
			l->words,
			pack_section(packs, code, section_kinds[i].file, section_kinds[i].section),
			(int)section_kinds[i].kind);
	l->cue_section = pack_section(packs, code, "cues", "cues");
	l->cues = arena_alloc(&a->arena, (l->cue_section->count + 1) * sizeof *l->cues);
	for (size_t i = 0; i < l->cue_section->count; i++)
		l->cues[i] = cue_read(&l->cue_section->entries[i]);
	lexicon_add_section(l->words, l->cue_section, WORD_CUE);
	l->pronoun_section = pack_section(packs, code, "pronouns", "pronouns");
	l->pronouns = arena_alloc(&a->arena, (l->pronoun_section->count + 1) * sizeof *l->pronouns);
	for (size_t i = 0; i < l->pronoun_section->count; i++)
		l->pronouns[i] = pronoun_read(&l->pronoun_section->entries[i]);
	l->prefixes = pack_section(packs, code, "clauses", "verb-prefixes");
	l->suffixes = pack_section(packs, code, "clauses", "verb-suffixes");
	l->plurals = pack_section(packs, code, "roles", "plural-suffixes");
	l->deputies = pack_section(packs, code, "roles", "deputies");
	l->firms = pack_section(packs, code, "roles", "firms");
	l->things = lexicon_new();
	lexicon_add_section(l->things, pack_section(packs, code, "roles", "things"), WORD_THING);
	lexicon_add_section(l->things, pack_section(packs, code, "clauses", "feats"), WORD_FEAT);
	l->thing_forms = forms_read(a, pack_section(packs, code, "roles", "thing-forms"));
	l->lead_forms = forms_read(a, pack_section(packs, code, "clauses", "lead-forms"));
	l->clitics = pack_section(packs, code, "clauses", "clitics");
	for (size_t i = 0; i < l->prefixes->count; i++)
		l->prefix_letter[(unsigned char)l->prefixes->entries[i].key.ptr[0]] = true;
	for (size_t i = 0; i < l->suffixes->count; i++)
		l->suffix_letter[(unsigned char)l->suffixes->entries[i]
					 .key.ptr[l->suffixes->entries[i].key.len - 1]] = true;
}

static void tails_add(struct language *l, const struct pack_section *section)
{
	for (size_t i = 0; i < section->count; i++) {
		struct span w = section->entries[i].key;
		if (w.len < TAIL_LETTERS)
			continue;
		unsigned bit = tail_bit(w.ptr + w.len - TAIL_LETTERS);
		l->tails[bit / 64] |= UINT64_C(1) << bit % 64;
	}
}

static void tails_open(struct language *l, const struct pack *packs, const char *code)
{
	static const char *const sections[] = {"prepositions", "negators",     "relatives",
					       "addressees",   "conjunctions", "subordinators",
					       "verbs"};
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		tails_add(l, pack_section(packs, code, "clauses", sections[i]));
	tails_add(l, l->cue_section);
}

void words_open(struct attributor *a, const struct pack *packs)
{
	const struct span *codes;
	size_t count = pack_languages(packs, &codes);
	a->languages = arena_alloc(&a->arena, (count + 1) * sizeof *a->languages);
	for (size_t i = 0; i < count; i++) {
		struct language *l = &a->languages[a->language_count];
		struct span code = codes[i];
		char *name = arena_alloc(&a->arena, code.len + 1);
		memcpy(name, code.ptr, code.len);
		name[code.len] = 0;
		if (pack_section(packs, name, "cues", "cues")->count == 0)
			continue; /* a pack for other tools */
		*l = (struct language){.code = span_of(name, code.len)};
		language_open(a, l, packs, name);
		tails_open(l, packs, name);
		a->language_count++;
	}
}

void words_close(struct attributor *a)
{
	for (size_t i = 0; i < a->language_count; i++) {
		lexicon_free(a->languages[i].words);
		lexicon_free(a->languages[i].things);
	}
}

#define NAMING                                                                                     \
	(WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_ORGANISATION) | WORD_BIT(WORD_INSTITUTION) |          \
	 WORD_BIT(WORD_PLACE) | WORD_BIT(WORD_OUTLET) | WORD_BIT(WORD_HONORIFIC) |                 \
	 WORD_BIT(WORD_ROLE_PART))

/* A phrase and its first word may both have a meaning ("wakil presiden" and "wakil"): the longest wins for all kinds,
 * but a shorter cue is not looked for inside it. The tag at i is clear but for WORD_INNER. */
static uint64_t tag_token(struct article *x, const struct language *l, uint32_t i, uint32_t end)
{
	struct word_tag *t = &x->tags[i];
	size_t length;
	const struct meaning *m = lexicon_find(l->words, &x->tokens, i, &length);
	if (!m)
		return 0;
	uint64_t kinds = m->kinds;
	if (x->tokens.items[i].all_capital && (kinds & WORD_BIT(WORD_PLACE)))
		kinds &= ~WORD_BIT(WORD_OWN); /* US is not us */
	t->length = (uint8_t)(length < 255 ? length : 255);
	t->kinds |= kinds;
	t->rare = m->kinds_above;
	if ((kinds & (WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_HONORIFIC))) && token_is_word(x, i))
		article_mark(x, MAP_START, i);
	if (kinds & NAMING)
		for (uint32_t k = 1; k < t->length && i + k < end; k++)
			x->tags[i + k].kinds |= WORD_BIT(WORD_INNER);
	if (kinds & WORD_BIT(WORD_HEDGE))
		article_mark(x, MAP_HEDGE, i);
	if (kinds & WORD_BIT(WORD_DENIAL))
		article_mark(x, MAP_DENIAL, i);
	if (!(kinds & (WORD_BIT(WORD_CUE) | WORD_BIT(WORD_PRONOUN))))
		return kinds;
	if (kinds & WORD_BIT(WORD_CUE))
		article_mark(x, MAP_CUE, i);
	for (; m; m = m->next) {
		if (m->kind == WORD_CUE)
			t->cue = &l->cues[m->entry - l->cue_section->entries];
		else if (m->kind == WORD_PRONOUN) {
			const struct pronoun_word *p =
				&l->pronouns[m->entry - l->pronoun_section->entries];
			t->gender = p->gender;
			t->plural = p->plural;
		}
	}
	return kinds;
}

static bool has_form(const struct word_forms *forms, struct span w)
{
	enum { STEM_MIN = 3 }; /* letters for the star: Keenan and Dean are names */
	for (size_t i = 0; i < forms->count; i++) {
		struct span front = forms->items[i].front, back = forms->items[i].back;
		if ((front.len == 0 || front.ptr[0] == w.ptr[0]) &&
		    (back.len == 0 || back.ptr[back.len - 1] == w.ptr[w.len - 1]) &&
		    w.len >= front.len + back.len + STEM_MIN &&
		    memcmp(w.ptr, front.ptr, front.len) == 0 &&
		    memcmp(w.ptr + w.len - back.len, back.ptr, back.len) == 0)
			return true;
	}
	return false;
}

#define SPEAKING                                                                                   \
	(WORD_BIT(WORD_ORGANISATION) | WORD_BIT(WORD_PEOPLE) | WORD_BIT(WORD_ROLE) |               \
	 WORD_BIT(WORD_DOCUMENT) | WORD_BIT(WORD_PLACE))

bool words_listed(const struct article *x, const struct language *l, uint32_t i, enum word kind)
{
	size_t length;
	const struct meaning *m = lexicon_find(l->things, &x->tokens, i, &length);
	for (; m; m = m->next)
		if (m->kind == (int)kind)
			return true;
	return false;
}

static bool listed_thing(const struct article *x, const struct language *l, uint32_t i)
{
	return words_listed(x, l, i, WORD_THING) &&
	       !word_any(x, i, SPEAKING) &&                                    /* "Gedung Putih" */
	       !(i + 1 < x->tokens.count && word_is(x, i + 1, WORD_DOCUMENT)); /* "hasil survei" */
}

bool words_thing(const struct article *x, const struct language *l, uint32_t i)
{
	return word_is(x, i, WORD_THING) || listed_thing(x, l, i) ||
	       (x->tags[i].kinds == 0 && token_is_word(x, i) &&
		has_form(&l->thing_forms, token_lower(&x->tokens, i)));
}

/* "Kehadiran Wira", "Akhirnya Wira": the capital of the first word tells nothing, its form does. */
static void tag_first(struct article *x, const struct language *l, struct stretch s)
{
	if (s.first + 2 > s.end)
		return;
	const struct token *t = &x->tokens.items[s.first];
	if (!(t->capital & t[1].capital) || t[1].kind != TOKEN_WORD || t->all_capital ||
	    word_any(x, s.first, SPEAKING | WORD_BIT(WORD_GIVEN)))
		return;
	struct span w = token_lower(&x->tokens, s.first);
	if (listed_thing(x, l, s.first))
		x->tags[s.first].kinds |= WORD_BIT(WORD_THING);
	else if (x->tags[s.first].kinds)
		return;
	else if (has_form(&l->lead_forms, w))
		x->tags[s.first].kinds |= WORD_BIT(WORD_LEAD);
	else if (has_form(&l->thing_forms, w))
		x->tags[s.first].kinds |= WORD_BIT(WORD_THING);
}

/* "Tirta.com, MUARA - |Kehadiran Wira": the first word behind the dash of a dateline, or s.first. */
static uint32_t behind_dateline(const struct article *x, struct stretch s)
{
	enum { DATELINE_MAX = 12 }; /* tokens */
	for (uint32_t i = s.first + 1; i + 1 < s.end && i < s.first + DATELINE_MAX; i++)
		if ((mark_is(x, i, MARK_DASH) || mark_is(x, i, MARK_HYPHEN)) &&
		    x->tokens.items[i + 1].space)
			return i + 1;
	return s.first;
}

void words_tag(struct article *x, struct sentence *from, const struct sentence *past)
{
	const struct language *l = from->language;
	enum { LEAD_SENTENCES = 3 }; /* title, byline, the sentence with the dateline */
	uint32_t end = past[-1].tokens.end;
	struct sentence *s = from;
	for (uint32_t chunk = s->tokens.first; chunk < end; chunk += 64)
		for (uint64_t bits = lexicon_begins(l->words, &x->tokens, chunk, end); bits;
		     bits &= bits - 1) {
			uint32_t i = chunk + (uint32_t)__builtin_ctzll(bits);
			while (i >= s->tokens.end)
				s++;
			uint64_t kinds = tag_token(x, l, i, s->tokens.end);
			s->cue |= (kinds & WORD_BIT(WORD_CUE)) != 0;
			s->relay_word |= (kinds & WORD_BIT(WORD_RELAY)) != 0;
		}
	for (s = from; s < past; s++) {
		tag_first(x, l, s->tokens);
		if (s - x->sentences < LEAD_SENTENCES && s->tokens.first < s->tokens.end)
			tag_first(x, l,
				  (struct stretch){behind_dateline(x, s->tokens), s->tokens.end});
	}
}

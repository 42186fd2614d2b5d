#include "common/number_rules.h"

#include <stdlib.h>

/* Where the words of each kind stand. Starts: a number may begin with one. */
struct section {
	const char *file, *name;
	enum number_word_kind kind;
	bool starts;
	enum number_word_variant variant;
};

static const struct section sections[] = {
	{"numbers", "cardinals", KIND_CARDINAL, true, VARIANT_NONE},
	{"numbers", "cautious", KIND_CAUTIOUS, false, VARIANT_NONE},
	{"numbers", "teens", KIND_TEEN, false, VARIANT_NONE},
	{"numbers", "multipliers", KIND_MULTIPLIER, true, VARIANT_NONE},
	{"numbers", "scales", KIND_SCALE, true, VARIANT_NONE},
	{"numbers", "one-scales", KIND_ONE_SCALE, true, VARIANT_NONE},
	{"numbers", "short-scales", KIND_SHORT_SCALE, false, VARIANT_NONE},
	{"numbers", "dozens", KIND_DOZEN, true, VARIANT_NONE},
	{"numbers", "fractions", KIND_FRACTION, true, VARIANT_NONE},
	{"numbers", "fraction-links", KIND_FRACTION_LINK, false, VARIANT_NONE},
	{"numbers", "denominators", KIND_DENOMINATOR, false, VARIANT_NONE},
	{"numbers", "ratio-links", KIND_BEHIND, false, BEHIND_RATIO},
	{"numbers", "points", KIND_POINT, true, VARIANT_NONE},
	{"numbers", "negatives", KIND_NEGATIVE, true, VARIANT_NONE},
	{"numbers", "ands", KIND_AND, false, VARIANT_NONE},
	{"numbers", "articles", KIND_ARTICLE, false, VARIANT_NONE},
	{"numbers", "ordinals", KIND_ORDINAL, true, VARIANT_NONE},
	{"numbers", "ordinal-scales", KIND_ORDINAL_SCALE, true, VARIANT_NONE},
	{"numbers", "ordinal-prefixes", KIND_ORDINAL_PREFIX, false, VARIANT_NONE},
	{"numbers", "ordinal-suffixes", KIND_ORDINAL_SUFFIX, false, VARIANT_NONE},
	{"numbers", "vague", KIND_VAGUE, true, VARIANT_NONE},
	{"numbers", "vague-links", KIND_VAGUE_LINK, false, VARIANT_NONE},
	{"numbers", "few", KIND_FEW, true, VARIANT_NONE},
	{"numbers", "decades", KIND_DECADE, false, VARIANT_NONE},
	{"numbers", "before", KIND_BEFORE, false, VARIANT_NONE},
	{"numbers", "after", KIND_AFTER, false, VARIANT_NONE},
	{"numbers", "range-opens", KIND_RANGE_OPEN, false, VARIANT_NONE},
	{"numbers", "range-links", KIND_RANGE_LINK, false, VARIANT_NONE},
	{"numbers", "labels", KIND_LABEL, false, VARIANT_NONE},
	{"numbers", "ranks", KIND_LABEL, false, LABEL_RANK},
	{"numbers", "gauges", KIND_LABEL, false, LABEL_GAUGE},
	{"numbers", "ids", KIND_ID, false, VARIANT_NONE},
	{"numbers", "phones", KIND_ID, false, ID_PHONE},
	{"numbers", "plates", KIND_ID, false, ID_PLATE},
	{"numbers", "times-before", KIND_TIME_BEFORE, false, VARIANT_NONE},
	{"numbers", "times-after", KIND_TIME_AFTER, false, VARIANT_NONE},
	{"numbers", "years-before", KIND_YEAR_BEFORE, false, VARIANT_NONE},
	{"numbers", "years-after", KIND_YEAR_AFTER, false, VARIANT_NONE},
	{"numbers", "dates-before", KIND_DATE_BEFORE, false, VARIANT_NONE},
	{"time", "months", KIND_MONTH, false, VARIANT_NONE},
	{"numbers", "ages-before", KIND_AGE_BEFORE, false, VARIANT_NONE},
	{"numbers", "ages-after", KIND_AGE_AFTER, false, VARIANT_NONE},
	{"numbers", "ages-persons", KIND_AGE_BEFORE, false, AGE_PERSON},
	{"numbers", "ages-closers", KIND_AGE_AFTER, false, AGE_CLOSER},
	{"numbers", "parts", KIND_PART, false, VARIANT_NONE},
	{"numbers", "explanations", KIND_PART, false, PART_EXPLAINED},
	{"numbers", "joins", KIND_JOIN, false, VARIANT_NONE},
	{"numbers", "additions-before", KIND_ADDITION_BEFORE, false, VARIANT_NONE},
	{"numbers", "additions-after", KIND_ADDITION_AFTER, false, VARIANT_NONE},
	{"numbers", "changes", KIND_CHANGE, false, VARIANT_NONE},
	{"numbers", "change-links", KIND_CHANGE_LINK, false, VARIANT_NONE},
	{"numbers", "amount-links", KIND_CHANGE_LINK, false, LINK_AMOUNT},
	{"numbers", "changes-after", KIND_CHANGE_AFTER, false, VARIANT_NONE},
	{"numbers", "races", KIND_BEHIND, false, BEHIND_RACE},
	{"numbers", "scores", KIND_SCORE, false, VARIANT_NONE},
	{"numbers", "idioms", KIND_IDIOM, false, VARIANT_NONE},
	{"numbers", "classifiers", KIND_CLASSIFIER, false, VARIANT_NONE},
	{"numbers", "counted", KIND_COUNTED, false, VARIANT_NONE},
	{"numbers", "adjuncts", KIND_ADJUNCT, false, VARIANT_NONE},
	{"numbers", "nouns", KIND_NOUN, false, VARIANT_NONE},
	{"numbers", "not-nouns", KIND_NOT_NOUN, false, VARIANT_NONE},
	{"numbers", "plurals", KIND_PLURAL, false, VARIANT_NONE},
	{"numbers", "singulars", KIND_SINGULAR, false, VARIANT_NONE},
	{"numbers", "ordinal-heads", KIND_ORDINAL_HEAD, false, VARIANT_NONE},
	{"numbers", "ordinal-places", KIND_ORDINAL_PLACE, false, VARIANT_NONE},
	{"numbers", "ordinal-nexts", KIND_ORDINAL_NEXT, false, VARIANT_NONE},
	{"numbers", "negatives-after", KIND_BEHIND, false, BEHIND_NEGATIVE},
	{"units", "percents", KIND_PERCENT, false, VARIANT_NONE},
	{"units", "hundredths", KIND_HUNDREDTH, false, VARIANT_NONE},
};

/* --- reading attributes --- */

static uint64_t number_of(struct span text)
{
	uint64_t n = 0;

	for (size_t i = 0;
	     i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9' && n < UINT64_MAX / 10 - 1;
	     i++)
		n = n * 10 + (uint64_t)(text.ptr[i] - '0');
	return n;
}

/* 1000 is 3. */
static unsigned power_of(struct span text)
{
	unsigned power = 0;

	while (power + 1 < text.len && text.ptr[power + 1] == '0')
		power++;
	return power;
}

static enum number_approx approx_of(struct span name)
{
	for (int a = APPROX_ABOUT; a <= APPROX_VAGUE; a++)
		if (name.ptr && span_equal(name, number_approx_name((enum number_approx)a)))
			return (enum number_approx)a;
	return APPROX_NONE;
}

static void word_read(struct number_word *w, enum number_word_kind kind)
{
	const struct pack_entry *e = &w->entry;
	struct span value = pack_attribute(e, "value"), capital = pack_attribute(e, "capital");
	size_t slash = 0;

	w->text = value;
	w->value = number_of(value);
	w->power = power_of(value);
	if (kind == KIND_MEASURE)
		w->value = number_of(pack_attribute(e, "times"));
	if (kind == KIND_ADJUNCT)
		w->text = pack_attribute(e, "after");
	w->approx = approx_of(pack_attribute(e, "approx"));
	if (kind == KIND_FRACTION) {
		while (slash < value.len && value.ptr[slash] != '/')
			slash++;
		w->other = slash < value.len ? number_of(span_sub(value, slash + 1, value.len)) : 1;
	} else if (kind == KIND_VAGUE) {
		w->value = number_of(pack_attribute(e, "low"));
		w->other = number_of(pack_attribute(e, "high"));
	} else if (kind == KIND_SHORT_SCALE) {
		w->spaced = power_of(pack_attribute(e, "spaced"));
		w->glued = power_of(pack_attribute(e, "glued"));
		w->money = power_of(pack_attribute(e, "money"));
		w->capital = capital.ptr && span_is(capital, "only");
		w->careful = capital.ptr && !w->capital;
	} else if (kind == KIND_RANGE_LINK) {
		w->text = pack_attribute(e, "after");
		w->careful = pack_attribute(e, "close").ptr != NULL;
	}
}

static struct number_word *word_new(struct number_rules *r, const struct pack_entry *e,
				    enum number_word_kind kind)
{
	struct number_word *w = arena_alloc(&r->memory, sizeof *w);

	*w = (struct number_word){.entry = *e};
	word_read(w, kind);
	return w;
}

/* --- one language --- */

static void start_add(struct number_rules *r, struct number_language *l, struct span phrase,
		      const struct number_word *w, enum number_word_kind kind)
{
	struct tokens first = {0};

	lexicon_add(l->starts, phrase, (int)kind, &w->entry);
	number_scan_add(r, l, phrase);
	tokens_cut(&first, phrase);
	if (first.count) {
		uint32_t bit = first.items[0].hash >> (32 - HEAD_BITS);
		l->heads[bit / 32] |= 1u << bit % 32;
	}
	tokens_free(&first);
}

static void romans_add(struct number_rules *r, struct number_language *l)
{
	char letters[LONGEST_ROMAN];

	for (unsigned n = 1; n <= LARGEST_ROMAN; n++)
		number_scan_add(r, l, span_of(letters, number_roman_text(n, letters)));
}

static void section_add(struct number_rules *r, struct number_language *l,
			const struct pack_section *s, const struct section *rule)
{
	for (size_t i = 0; i < s->count; i++) {
		struct number_word *w = word_new(r, &s->entries[i], rule->kind);
		w->variant = rule->variant;
		lexicon_add(l->words, s->entries[i].key, (int)rule->kind, &w->entry);
		if (rule->starts)
			start_add(r, l, s->entries[i].key, w, rule->kind);
	}
}

/* ke + tiga: every cardinal and one-scale behind a prefix is an ordinal of one word. */
static void ordinals_add(struct number_rules *r, struct number_language *l,
			 const struct pack_section *prefixes, const struct pack_section *cardinals)
{
	for (size_t p = 0; p < prefixes->count; p++)
		for (size_t c = 0; c < cardinals->count; c++) {
			struct buffer joined = {0};
			struct number_word *w = word_new(r, &cardinals->entries[c], KIND_ORDINAL);
			w->joined = true;
			buffer_add_span(&joined, prefixes->entries[p].key);
			buffer_add_span(&joined, cardinals->entries[c].key);
			if (w->value) {
				struct span phrase = arena_copy(&r->memory, buffer_span(&joined));
				lexicon_add(l->words, phrase, KIND_ORDINAL, &w->entry);
				start_add(r, l, phrase, w, KIND_ORDINAL);
			}
			buffer_free(&joined);
		}
}

/* The forms of one unit in an attribute ("a|b|c"), with what they need. */
static void forms_add(struct number_rules *r, struct number_language *l,
		      const struct number_word *unit, const char *attribute,
		      enum number_word_kind kind)
{
	const struct pack_entry *e = &unit->entry;
	struct span list = pack_attribute(e, attribute);

	for (size_t start = 0, i = 0; list.ptr && i <= list.len; i++) {
		if (i < list.len && list.ptr[i] != '|')
			continue;
		struct number_word *w = word_new(r, e, kind);
		w->text = e->key;
		w->unit = unit;
		w->digits = kind == KIND_MEASURE && strcmp(attribute, "forms") != 0;
		w->last = strcmp(attribute, "last") == 0;
		w->capital = strcmp(attribute, "capital") == 0 ||
			     strcmp(attribute, "front-capital") == 0;
		if (i > start)
			lexicon_add(l->words, span_sub(list, start, i), (int)kind, &w->entry);
		start = i + 1;
	}
}

static void units_add(struct number_rules *r, struct number_language *l,
		      const struct pack_section *s, enum number_word_kind kind)
{
	struct number_word **units = arena_alloc(&r->memory, (s->count + 1) * sizeof *units);

	for (size_t i = 0; i < s->count; i++) {
		struct number_word *w = units[i] = word_new(r, &s->entries[i], kind);
		forms_add(r, l, w, "forms", kind);
		forms_add(r, l, w, "short", kind);
		forms_add(r, l, w, "capital", kind);
		forms_add(r, l, w, "last", kind);
		forms_add(r, l, w, "front", KIND_UNIT_BEFORE);
		forms_add(r, l, w, "front-capital", KIND_UNIT_BEFORE);
		w->text = w->entry.key;
		w->unit = w;
		w->capital = kind == KIND_CURRENCY; /* ALL, TRY and TOP are words too */
		lexicon_add(l->words, w->text, (int)kind, &w->entry);
	}
	for (size_t i = 0; i < s->count; i++)
		for (size_t k = 0; k < s->count && kind == KIND_MEASURE; k++)
			if (span_equal(units[k]->text, pack_attribute(&units[i]->entry, "smaller")))
				units[i]->smaller = units[k];
}

static struct span setting_of(const struct pack *p, const char *language, const char *name)
{
	const struct pack_section *s = pack_section(p, language, "numbers", "settings");

	for (size_t i = 0; i < s->count; i++)
		if (span_is(s->entries[i].key, name))
			return pack_attribute(&s->entries[i], "value");
	return span_of("", 0);
}

static void language_open(struct number_rules *r, struct number_language *l, const struct pack *p,
			  struct span name)
{
	char code[16] = "";
	struct span group, point;

	memcpy(code, name.ptr, name.len < sizeof code - 1 ? name.len : sizeof code - 1);
	l->name = name;
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		section_add(r, l, pack_section(p, code, sections[i].file, sections[i].name),
			    &sections[i]);
	ordinals_add(r, l, pack_section(p, code, "numbers", "ordinal-prefixes"),
		     pack_section(p, code, "numbers", "cardinals"));
	ordinals_add(r, l, pack_section(p, code, "numbers", "ordinal-prefixes"),
		     pack_section(p, code, "numbers", "one-scales"));
	units_add(r, l, pack_section(p, code, "units", "currencies"), KIND_CURRENCY);
	units_add(r, l, pack_section(p, code, "units", "measures"), KIND_MEASURE);
	group = setting_of(p, code, "group");
	point = setting_of(p, code, "point");
	l->group = group.len ? group.ptr[0] : 0;
	l->point = point.len ? point.ptr[0] : 0;
	l->ordinal_first = span_is(setting_of(p, code, "ordinal"), "first");
	l->bare_scales = span_is(setting_of(p, code, "bare-scales"), "yes");
	l->plural_nouns = span_is(setting_of(p, code, "nouns"), "plural");
	l->age_unit = setting_of(p, code, "age-unit");
	l->both = number_of(setting_of(p, code, "both"));
	l->verb_prefixes = pack_section(p, code, "numbers", "verb-prefixes");
	l->noun_suffixes = pack_section(p, code, "numbers", "noun-suffixes");
	l->adjective_suffixes = pack_section(p, code, "numbers", "adjective-suffixes");
}

/* A text of no known language: money and percent of all packs, digits by their shape, no words. */
static void fallback_open(struct number_rules *r, struct number_language *l, const struct pack *p)
{
	const struct span *names;
	size_t count = pack_languages(p, &names);

	l->name = span_of("", 0);
	l->verb_prefixes = l->noun_suffixes = l->adjective_suffixes =
		pack_section(p, "", "numbers", "verb-prefixes");
	for (size_t i = 0; i < count; i++) {
		char code[16] = "";
		memcpy(code, names[i].ptr,
		       names[i].len < sizeof code - 1 ? names[i].len : sizeof code - 1);
		units_add(r, l, pack_section(p, code, "units", "currencies"), KIND_CURRENCY);
		section_add(
			r, l, pack_section(p, code, "units", "percents"),
			&(struct section){"units", "percents", KIND_PERCENT, false, VARIANT_NONE});
		section_add(r, l, pack_section(p, code, "time", "months"),
			    &(struct section){"time", "months", KIND_MONTH, false, VARIANT_NONE});
	}
}

struct number_rules *number_rules_open(const struct pack *p)
{
	struct number_rules *r = alloc_zeroed(1, sizeof *r);
	const struct span *names;
	size_t count = pack_languages(p, &names);

	r->count = count + 1;
	r->languages = alloc_zeroed(r->count, sizeof *r->languages);
	for (size_t i = 0; i < r->count; i++) {
		r->languages[i].words = lexicon_new();
		r->languages[i].starts = lexicon_new();
		r->languages[i].heads = arena_alloc(&r->memory, HEAD_BYTES);
		memset(r->languages[i].heads, 0, HEAD_BYTES);
		romans_add(r, &r->languages[i]);
		if (i < count)
			language_open(r, &r->languages[i], p, names[i]);
		else
			fallback_open(r, &r->languages[i], p);
	}
	return r;
}

void number_rules_free(struct number_rules *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->count; i++) {
		lexicon_free(r->languages[i].words);
		lexicon_free(r->languages[i].starts);
	}
	free(r->languages);
	arena_free(&r->memory);
	free(r);
}

/* --- looking words up --- */

_Static_assert(KIND_BEHIND < 64, "kinds are bits of a uint64_t");

const struct number_language *number_language_of(const struct number_rules *rules, struct span lang)
{
	size_t i = 0;

	while (i + 1 < rules->count && !span_equal(rules->languages[i].name, lang))
		i++;
	return &rules->languages[i];
}

void number_reader_start(struct number_reader *r, const struct number_rules *rules,
			 struct span lang, const struct tokens *t, struct arena *a)
{
	size_t i;

	r->t = t;
	r->a = a;
	r->floor = r->date_end = r->label_end = r->score_end = 0;
	r->language = number_language_of(rules, lang);
	for (i = 0; i < READER_CACHE; i++)
		r->phrases[i].token = SIZE_MAX;
	for (i = 0; i < READER_CACHE / 4; i++)
		r->endings[i].token = SIZE_MAX;
}

void number_look_at(struct number_reader *r, size_t i)
{
	struct reader_phrase *p = &r->phrases[i % READER_CACHE];

	p->token = i;
	p->length = 0;
	p->meaning = lexicon_find(r->language->words, r->t, i, &p->length);
	p->kinds = p->meaning ? p->meaning->kinds : 0;
}

const struct number_word *number_word_of(const struct reader_phrase *p, enum number_word_kind kind)
{
	return (const struct number_word *)(const void *)meaning_of(p->meaning, (int)kind)->entry;
}

const struct number_word *number_word_again(struct number_reader *r, size_t i,
					    enum number_word_kind kind)
{
	const struct meaning *m;

	if (!number_word_at(r, i, kind, NULL))
		return NULL;
	m = meaning_of(r->phrases[i % READER_CACHE].meaning, (int)kind);
	m = meaning_of(m->next, (int)kind);
	return m ? (const struct number_word *)(const void *)m->entry : NULL;
}

/* Every number asks a dozen questions about what ends in front of it: the phrases are looked up for the first one. */
void number_look_before(struct number_reader *r, size_t i)
{
	struct reader_ending *e = &r->endings[i % (READER_CACHE / 4)];

	e->token = i;
	e->count = 0;
	e->kinds = 0;
	for (size_t n = i < LONGEST_BEFORE ? i : LONGEST_BEFORE; n > 0; n--) {
		const struct reader_phrase *p = &r->phrases[(i - n) % READER_CACHE];
		if (!number_kinds_at(r, i - n) || p->length != n)
			continue;
		e->phrases[e->count++] = *p;
		e->kinds |= p->kinds;
	}
}

const struct number_word *number_word_ending(const struct number_reader *r, size_t i,
					     enum number_word_kind kind, size_t *start)
{
	const struct reader_ending *e = &r->endings[i % (READER_CACHE / 4)];

	for (size_t k = 0; k < e->count; k++) {
		const struct reader_phrase *p = &e->phrases[k];
		if (p->token < r->floor || !(p->kinds >> kind & 1))
			continue;
		*start = p->token;
		return number_word_of(p, kind);
	}
	return NULL;
}

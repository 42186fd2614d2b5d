#include "cmd/dedupe/rules.h"

#include <stdlib.h>

#include "common/hash.h"

enum { MAX_PHRASE = 6, MAX_AFFIXES = 64 };

/* A phrase under the hash of its words; `longest` speaks for all phrases that begin with this word. */
struct entry {
	uint64_t hash; /* 0: free */
	uint64_t same; /* hash of the word it stands for, 0: itself */
	uint32_t classes;
	uint8_t longest;
};

struct affixes {
	struct span items[MAX_AFFIXES];
	size_t count;
};

struct language {
	struct span code;
	struct entry *entries;
	size_t used, size; /* a power of two */
	enum decimal_mark decimal;
	struct affixes prefixes, suffixes;
};

struct rules {
	struct language *languages;
	size_t count;
	struct text scratch;
};

/* Which sections of the packs speak about what. The sections of other tools are read too, so that a new month name or
 * reporting verb need not be written twice. */
static const struct {
	const char *file, *section;
	uint32_t classes;
} sources[] = {
	{"guard", "negations", CLASS_NEGATION},
	{"guard", "polarity", CLASS_POLARITY},
	{"guard", "hedges", CLASS_HEDGE},
	{"guard", "conditions", CLASS_HEDGE},
	{"guard", "labels", CLASS_HEDGE},
	{"guard", "reports", CLASS_REPORT},
	{"guard", "values", CLASS_VALUE},
	{"guard", "dates", CLASS_DATE},
	{"guard", "contrasts", CLASS_CONTRAST},
	{"guard", "fillers", CLASS_FILLER},
	{"guard", "function-words", CLASS_FUNCTION},
	{"guard", "words", CLASS_COMMON},
	{"guard", "places", CLASS_PLACE},
	{"guard", "outlets", CLASS_OUTLET},
	{"guard", "heads", CLASS_HEAD},
	{"guard", "tails", CLASS_TAIL},
	{"clauses", "negators", CLASS_NEGATION},
	{"clauses", "refusals", CLASS_POLARITY},
	{"clauses", "denials", CLASS_POLARITY},
	{"hedges", "hedges", CLASS_HEDGE},
	{"cues", "cues", CLASS_REPORT},
	{"numbers", "cardinals", CLASS_VALUE},
	{"numbers", "teens", CLASS_VALUE},
	{"numbers", "multipliers", CLASS_VALUE},
	{"numbers", "scales", CLASS_VALUE},
	{"numbers", "one-scales", CLASS_VALUE},
	{"numbers", "dozens", CLASS_VALUE},
	{"numbers", "fractions", CLASS_VALUE},
	{"numbers", "denominators", CLASS_VALUE},
	{"numbers", "ordinals", CLASS_VALUE},
	{"numbers", "vague", CLASS_VALUE},
	{"numbers", "few", CLASS_VALUE},
	{"numbers", "before", CLASS_VALUE},
	{"units", "currencies", CLASS_VALUE},
	{"units", "measures", CLASS_VALUE},
	{"units", "percents", CLASS_VALUE},
	{"time", "months", CLASS_DATE},
	{"time", "weekdays", CLASS_DATE},
	{"time", "units", CLASS_DATE},
	{"time", "one-units", CLASS_DATE},
	{"time", "deixis", CLASS_DATE},
	{"time", "parts", CLASS_DATE},
	{"time", "shifts", CLASS_DATE},
	{"time", "ago", CLASS_DATE},
	{"outlets", "outlets", CLASS_OUTLET},
	{"outlets", "host-endings", CLASS_HOST},
	{"relays", "outlets", CLASS_OUTLET},
	{"roles", "places", CLASS_PLACE},
	{"roles", "heads", CLASS_COMMON},
	{"roles", "people", CLASS_COMMON},
	{"boilerplate", "start", CLASS_TAIL},
	{"boilerplate", "tail", CLASS_TAIL},
	{"boilerplate", "link", CLASS_TAIL},
	{"boilerplate", "inline", CLASS_TAIL},
};

static struct entry *entry_find(const struct language *l, uint64_t hash)
{
	if (!l->size)
		return NULL;
	for (size_t i = hash & (l->size - 1);; i = (i + 1) & (l->size - 1))
		if (!l->entries[i].hash || l->entries[i].hash == hash)
			return &l->entries[i];
}

static void language_grow(struct language *l)
{
	struct language bigger = *l;
	bigger.size = l->size ? l->size * 2 : 1024;
	bigger.entries = alloc_zeroed(bigger.size, sizeof *bigger.entries);
	for (size_t i = 0; i < l->size; i++)
		if (l->entries[i].hash)
			*entry_find(&bigger, l->entries[i].hash) = l->entries[i];
	free(l->entries);
	*l = bigger;
}

static struct entry *entry_put(struct language *l, uint64_t hash)
{
	if (l->used * 2 >= l->size)
		language_grow(l);
	struct entry *e = entry_find(l, hash);
	if (!e->hash) {
		e->hash = hash;
		l->used++;
	}
	return e;
}

static uint64_t phrase_hash(const struct text *t, size_t first, size_t count)
{
	uint64_t h = t->words[first].hash;
	for (size_t i = 1; i < count; i++)
		h = hash_mix(h, t->words[first + i].hash);
	return h;
}

/* Puts one phrase; NULL when it has no word or too many. */
static struct entry *phrase_put(struct rules *r, struct language *l, struct span phrase)
{
	struct text *t = &r->scratch;
	text_normalise(t, phrase, l->decimal, true);
	if (t->count == 0 || t->count > MAX_PHRASE)
		return NULL;
	struct entry *first = entry_put(l, t->words[0].hash);
	if (first->longest < t->count)
		first->longest = (uint8_t)t->count;
	return entry_put(l, phrase_hash(t, 0, t->count));
}

static void language_add_sources(struct rules *r, struct language *l, const struct pack *p,
				 const char *code)
{
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
		const struct pack_section *s =
			pack_section(p, code, sources[i].file, sources[i].section);
		for (size_t k = 0; k < s->count; k++) {
			/* "more:" opens a link on a line of its own; as one word inside a text it is just a word */
			bool alone = !memchr(s->entries[k].key.ptr, ' ', s->entries[k].key.len);
			if (alone && strcmp(sources[i].file, "boilerplate") == 0)
				continue;
			struct entry *e = phrase_put(r, l, s->entries[k].key);
			if (e)
				e->classes |= sources[i].classes;
		}
	}
}

/* `word` reads as `canonical`; when that has several words it is joined to one wherever it stands. */
static void put_same(struct rules *r, struct language *l, struct span word, struct span canonical)
{
	if (!canonical.ptr)
		return;
	struct entry *e = phrase_put(r, l, canonical);
	if (!e)
		return;
	uint64_t same = e->hash;
	if (r->scratch.count > 1)
		e->same = same;
	e = phrase_put(r, l, word);
	if (e && e->hash != same)
		e->same = same;
}

static void language_add_same(struct rules *r, struct language *l, const struct pack *p,
			      const char *code)
{
	const struct pack_section *s = pack_section(p, code, "guard", "same");
	for (size_t i = 0; i < s->count; i++)
		put_same(r, l, s->entries[i].key, pack_attribute(&s->entries[i], "value"));
}

/* Strong aliases only: a weak one needs its role. */
static void language_add_aliases(struct rules *r, struct language *l, const struct pack *p,
				 const char *code)
{
	const struct pack_section *s = pack_section(p, code, "aliases", "aliases");
	for (size_t i = 0; i < s->count; i++) {
		struct span names = pack_attribute(&s->entries[i], "names");
		while (names.ptr && names.len) {
			const char *bar = memchr(names.ptr, '|', names.len);
			size_t len = bar ? (size_t)(bar - names.ptr) : names.len;
			put_same(r, l, span_sub(names, 0, len), s->entries[i].key);
			names = span_sub(names, bar ? len + 1 : len, names.len);
		}
	}
}

/* "that" is a filler although "that day" is a date: the word alone is what its own pack says. */
static void language_free_fillers(struct language *l)
{
	for (size_t i = 0; i < l->size; i++)
		if (l->entries[i].classes & CLASS_FILLER)
			l->entries[i].classes &=
				~(uint32_t)(CLASS_DATE | CLASS_VALUE | CLASS_POLARITY);
}

static void affixes_add(struct affixes *a, const struct pack_section *s)
{
	for (size_t i = 0; i < s->count && a->count < MAX_AFFIXES; i++)
		a->items[a->count++] = s->entries[i].key;
}

static enum decimal_mark decimal_of(const struct pack *p, const char *code)
{
	const struct pack_section *s = pack_section(p, code, "numbers", "settings");
	for (size_t i = 0; i < s->count; i++)
		if (span_is(s->entries[i].key, "point"))
			return span_is(pack_attribute(&s->entries[i], "value"), ",")
				       ? DECIMAL_COMMA
				       : DECIMAL_POINT;
	return DECIMAL_UNKNOWN;
}

static void code_copy(char out[16], struct span code)
{
	memset(out, 0, 16);
	memcpy(out, code.ptr, code.len < 16 ? code.len : 15);
}

struct rules *rules_open_marks(const struct pack *p)
{
	struct rules *r = alloc_zeroed(1, sizeof *r);
	const struct span *codes;
	char code[16];
	r->count = pack_languages(p, &codes);
	r->languages = alloc_zeroed(r->count, sizeof *r->languages);
	for (size_t i = 0; i < r->count; i++) {
		code_copy(code, codes[i]);
		r->languages[i].code = codes[i];
		r->languages[i].decimal = decimal_of(p, code);
	}
	return r;
}

struct rules *rules_open(const struct pack *p)
{
	struct rules *r = rules_open_marks(p);
	char code[16];
	for (size_t i = 0; i < r->count; i++) {
		struct language *l = &r->languages[i];
		code_copy(code, l->code);
		language_add_sources(r, l, p, code);
		language_add_same(r, l, p, code);
		language_add_aliases(r, l, p, code);
		language_free_fillers(l);
		affixes_add(&l->prefixes, pack_section(p, code, "guard", "prefixes"));
		affixes_add(&l->suffixes, pack_section(p, code, "guard", "suffixes"));
	}
	return r;
}

void rules_close(struct rules *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->count; i++)
		free(r->languages[i].entries);
	free(r->languages);
	text_free(&r->scratch);
	free(r);
}

static const struct language *language_of(const struct rules *r, struct span lang)
{
	for (size_t i = 0; i < r->count; i++)
		if (span_equal(r->languages[i].code, lang))
			return &r->languages[i];
	return NULL;
}

enum decimal_mark rules_decimal(const struct rules *r, struct span lang)
{
	const struct language *l = language_of(r, lang);
	return l ? l->decimal : DECIMAL_UNKNOWN;
}

static void mark_phrase(struct text *t, size_t first, size_t count, uint32_t classes)
{
	uint32_t whole = classes & (CLASS_TAIL | CLASS_HEAD | CLASS_FILLER);
	/* a filler of several words is one only as a whole; a tail is opened by its first word */
	t->words[first].classes |= count > 1 ? classes & ~(uint32_t)CLASS_FILLER : classes;
	for (size_t i = 1; i < count; i++)
		t->words[first + i].classes |=
			(classes & ~whole) | (whole & (CLASS_TAIL | CLASS_HEAD) ? CLASS_INSIDE : 0);
}

/* Every phrase at word i: a short protected one counts also inside a longer one. Returns the length of the longest that is
 * the same as something, with its hash in *same. */
static size_t classify_at(const struct language *l, struct text *t, size_t i, uint32_t allowed,
			  uint64_t *same)
{
	uint64_t h = t->words[i].hash;
	const struct entry *e = entry_find(l, h);
	size_t longest = e ? e->longest : 0, joined = 0;
	for (size_t n = 1; n <= longest && i + n <= t->count; n++) {
		if (n > 1) {
			h = hash_mix(h, t->words[i + n - 1].hash);
			e = entry_find(l, h);
		}
		if (e->hash != h)
			continue;
		if (e->classes & allowed)
			mark_phrase(t, i, n, e->classes & allowed);
		if (e->same) {
			joined = n;
			*same = e->same;
		}
	}
	return joined;
}

static void join_words(struct text *t, size_t *to, size_t from, size_t count, uint64_t hash)
{
	struct word w = t->words[from];
	const struct word *last = &t->words[from + count - 1];
	if (count > 0 && hash) {
		w.hash = hash;
		w.len = last->start + last->len - w.start;
		w.raw_end = last->raw_end;
		for (size_t i = 1; i < count; i++)
			w.classes |= t->words[from + i].classes;
	}
	t->words[(*to)++] = w;
}

/* The table is larger than the fast caches, and no word waits for the one before it here. */
static void expect_entries(const struct language *l, const struct text *t)
{
#if defined(__GNUC__)
	for (size_t i = 0; l->size && i < t->count; i++)
		__builtin_prefetch(&l->entries[t->words[i].hash & (l->size - 1)]);
#else
	(void)l, (void)t;
#endif
}

void rules_classify(const struct rules *r, struct span lang, struct text *t)
{
	const struct language *l = language_of(r, lang);
	if (!l) {
		uint64_t unused;
		for (size_t k = 0; k < r->count; k++)
			for (size_t i = 0; i < t->count; i++)
				classify_at(&r->languages[k], t, i,
					    CLASS_PROTECTED | CLASS_COMMON | CLASS_FUNCTION,
					    &unused);
		return;
	}
	size_t to = 0;
	expect_entries(l, t);
	for (size_t i = 0; i < t->count;) {
		uint64_t same = 0;
		size_t joined = classify_at(l, t, i, UINT32_MAX, &same);
		for (size_t k = 1; k < joined; k++) { /* phrases that begin inside still count */
			uint64_t unused;
			classify_at(l, t, i + k, UINT32_MAX, &unused);
		}
		join_words(t, &to, i, joined ? joined : 1, same);
		i += joined ? joined : 1;
	}
	t->count = to;
}

static size_t longest_prefix(const struct affixes *a, struct span w)
{
	size_t best = 0;
	for (size_t i = 0; i < a->count; i++) {
		size_t n = a->items[i].len;
		if (n > best && w.len >= n + 3 && memcmp(w.ptr, a->items[i].ptr, n) == 0)
			best = n;
	}
	return best;
}

static size_t longest_suffix(const struct affixes *a, struct span w)
{
	size_t best = 0;
	for (size_t i = 0; i < a->count; i++)
		if (a->items[i].len > best && w.len >= a->items[i].len + 3 &&
		    span_ends(w, a->items[i]))
			best = a->items[i].len;
	return best;
}

/* The stems are equal, or one lost its first letter to a nasal prefix (meny-erang, di-serang). */
static bool stems_equal(struct span a, struct span b, bool both_prefixed)
{
	if (span_equal(a, b))
		return true;
	if (!both_prefixed)
		return false;
	return (a.len == b.len + 1 && span_equal(span_sub(a, 1, a.len), b)) ||
	       (b.len == a.len + 1 && span_equal(span_sub(b, 1, b.len), a));
}

static bool affix_differs_in(const struct language *l, struct span a, struct span b, bool garbled)
{
	size_t pa = longest_prefix(&l->prefixes, a), pb = longest_prefix(&l->prefixes, b);
	/* me- and men-, be- and ber- are one prefix before other letters */
	size_t shorter = pa < pb ? pa : pb;
	bool nested = shorter > 0 && memcmp(a.ptr, b.ptr, shorter) == 0;
	if ((pa || pb) && !nested &&
	    stems_equal(span_sub(a, pa, a.len), span_sub(b, pb, b.len), pa && pb))
		return true;
	if (garbled)
		return false;
	size_t sa = longest_suffix(&l->suffixes, a), sb = longest_suffix(&l->suffixes, b);
	return (sa || sb) && span_equal(span_sub(a, 0, a.len - sa), span_sub(b, 0, b.len - sb));
}

bool rules_affix_differs(const struct rules *r, struct span lang, struct span a, struct span b,
			 bool garbled)
{
	const struct language *known = language_of(r, lang);
	for (size_t i = 0; i < r->count; i++)
		if ((!known || known == &r->languages[i]) &&
		    affix_differs_in(&r->languages[i], a, b, garbled))
			return true;
	return false;
}

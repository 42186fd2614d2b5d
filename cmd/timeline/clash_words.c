/* The words of clash.yaml, and the decimals of number records. */
#include "cmd/timeline/dispute.h"

#include <stdlib.h>

#include "common/hash.h"

enum { STEM_BYTES = 3, SUFFIX_LEAVES = 4 };

static size_t byte_of(struct span affix, bool behind)
{
	return (unsigned char)affix.ptr[behind ? affix.len - 1 : 0];
}

/* By the byte that stands at the word's head, or at its tail. */
static struct affix_list list_affixes(const struct pack_section *s, bool behind)
{
	struct affix_list l = {.affixes = alloc_bytes((s->count + 1) * sizeof *l.affixes)};
	uint32_t next[BYTE_VALUES];

	for (size_t i = 0; i < s->count; i++)
		l.from[byte_of(s->entries[i].key, behind) + 1]++;
	for (size_t b = 0; b < BYTE_VALUES; b++)
		l.from[b + 1] += l.from[b];
	memcpy(next, l.from, sizeof next);
	for (size_t i = 0; i < s->count; i++)
		l.affixes[next[byte_of(s->entries[i].key, behind)]++] = s->entries[i].key;
	return l;
}

static void open_language(struct clash_words *w, const struct pack *p, const char *code)
{
	static const struct {
		const char *name;
		int kind;
	} sections[] = {
		{"common", CLASH_COMMON},     {"same-units", CLASH_UNIT},
		{"same-acts", CLASH_ACT},     {"negations", CLASH_NEGATION},
		{"definite", CLASH_DEFINITE}, {"open", CLASH_OPEN},
	};

	for (size_t k = 0; k < sizeof sections / sizeof *sections; k++)
		lexicon_add_section(w->lexicon, pack_section(p, code, "clash", sections[k].name),
				    sections[k].kind);
}

void clash_words_open(struct clash_words *w, const struct pack *p)
{
	const struct span *languages = NULL;
	struct buffer code = {0};

	w->count = pack_languages(p, &languages);
	w->lexicon = lexicon_new();
	w->affixes = alloc_zeroed(w->count, sizeof *w->affixes);
	for (size_t i = 0; i < w->count; i++) {
		code.len = 0;
		buffer_add_span(&code, languages[i]);
		buffer_add_byte(&code, '\0');
		open_language(w, p, code.data);
		w->affixes[i] = (struct clash_affixes){
			.language = languages[i],
			.prefixes = list_affixes(pack_section(p, code.data, "clash", "prefixes"),
						 false),
			.suffixes =
				list_affixes(pack_section(p, code.data, "clash", "suffixes"), true),
			.melting =
				list_affixes(pack_section(p, code.data, "clash", "melting"), false),
		};
	}
	buffer_free(&code);
}

void clash_words_close(struct clash_words *w)
{
	lexicon_free(w->lexicon);
	for (size_t i = 0; i < w->count; i++) {
		free(w->affixes[i].prefixes.affixes);
		free(w->affixes[i].suffixes.affixes);
		free(w->affixes[i].melting.affixes);
	}
	free(w->affixes);
}

const struct meaning *clash_word(const struct clash_words *w, const struct tokens *t, size_t i,
				 int kind, size_t *length)
{
	const struct meaning *m = lexicon_find(w->lexicon, t, i, length);
	return m ? meaning_of(m, kind) : NULL;
}

const struct clash_affixes *clash_affixes_of(const struct clash_words *w, struct span language)
{
	for (size_t i = 0; i < w->count; i++) {
		if (span_equal(w->affixes[i].language, language))
			return &w->affixes[i];
	}
	return NULL;
}

/* The longest of the affixes that stands there and leaves enough. */
static size_t longest(const struct affix_list *l, struct span word, bool behind, size_t leaves)
{
	size_t most = 0, byte = byte_of(word, behind);

	for (uint32_t i = l->from[byte]; i < l->from[byte + 1]; i++) {
		struct span a = l->affixes[i];
		if (a.len <= most || word.len < a.len + leaves)
			continue;
		const char *at = word.ptr + (behind ? word.len - a.len : 0);
		if (memcmp(at, a.ptr, a.len) == 0)
			most = a.len;
	}
	return most;
}

/* Nazief and Adriani's order (1996) without their dictionary: what two forms of a word share need not be a word. */
struct span clash_stem(const struct clash_affixes *a, struct span lower)
{
	struct span s = lower;

	if (a == NULL)
		return s;
	for (int turn = 0; turn < 2; turn++)
		s.len -= longest(&a->suffixes, s, true, SUFFIX_LEAVES);
	for (int turn = 0; turn < 2; turn++)
		s = span_sub(s, longest(&a->prefixes, s, false, STEM_BYTES), s.len);
	return span_sub(s, longest(&a->melting, s, false, STEM_BYTES), s.len);
}

struct counted clash_unit(const struct clash_words *w, struct tokens *scratch, struct span unit)
{
	size_t length;

	tokens_cut(scratch, unit);
	const struct meaning *m =
		scratch->count ? clash_word(w, scratch, 0, CLASH_UNIT, &length) : NULL;
	if (m == NULL || length != scratch->count)
		return (struct counted){hash64(buffer_span(&scratch->lower), 0), 0, false};
	struct span value = pack_attribute(m->entry, "value");
	const char *slash = value.len ? memchr(value.ptr, '/', value.len) : NULL;
	size_t end = slash ? (size_t)(slash - value.ptr) : value.len;
	return (struct counted){hash64(span_sub(value, 0, end), 1), slash ? hash64(value, 1) : 0,
				true};
}

bool clash_is_definite(const struct clash_words *w, struct tokens *scratch, struct span mention)
{
	size_t length;

	tokens_cut(scratch, mention);
	return scratch->count && clash_word(w, scratch, 0, CLASH_DEFINITE, &length);
}

size_t tokens_mention(const struct tokens *t, struct span mention)
{
	size_t i = 0;

	for (; i < t->count; i++) {
		struct span rest = span_sub(t->text, t->items[i].start, t->text.len);
		if (rest.len >= mention.len &&
		    (mention.len == 0 || (rest.ptr[0] == mention.ptr[0] &&
					  memcmp(rest.ptr, mention.ptr, mention.len) == 0)))
			break;
	}
	return i;
}

struct decimal clash_decimal(struct arena *a, struct span value)
{
	bool negative = value.len && value.ptr[0] == '-';
	const char *point = value.len ? memchr(value.ptr, '.', value.len) : NULL;
	size_t fraction = point ? value.len - (size_t)(point - value.ptr) - 1 : 0;
	struct decimal d =
		decimal_parse(a, arena_copy(a, span_sub(value, negative, value.len)), fraction);

	d.negative = negative && !decimal_is_zero(d);
	return d;
}

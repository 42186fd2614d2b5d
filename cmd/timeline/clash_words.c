/* The words of clash.yaml, and the decimals of number records. */
#include "cmd/timeline/dispute.h"

#include "common/hash.h"

void clash_words_open(struct clash_words *w, const struct pack *p)
{
	const struct span *languages = NULL;
	size_t count = pack_languages(p, &languages);

	w->lexicon = lexicon_new();
	for (size_t i = 0; i < count; i++) {
		char code[16] = {0};
		memcpy(code, languages[i].ptr,
		       languages[i].len < sizeof code ? languages[i].len : sizeof code - 1);
		lexicon_add_section(w->lexicon, pack_section(p, code, "clash", "common"),
				    CLASH_COMMON);
		lexicon_add_section(w->lexicon, pack_section(p, code, "clash", "same-units"),
				    CLASH_UNIT);
	}
}

void clash_words_close(struct clash_words *w)
{
	lexicon_free(w->lexicon);
}

bool clash_word_is_common(const struct clash_words *w, const struct tokens *t, size_t i)
{
	size_t length;
	const struct meaning *m = lexicon_find(w->lexicon, t, i, &length);
	return m && meaning_of(m, CLASH_COMMON);
}

uint64_t clash_unit(const struct clash_words *w, struct tokens *scratch, struct span unit)
{
	size_t length;

	tokens_cut(scratch, unit);
	const struct meaning *m =
		scratch->count ? lexicon_find(w->lexicon, scratch, 0, &length) : NULL;
	m = m ? meaning_of(m, CLASH_UNIT) : NULL;
	if (m && length == scratch->count)
		return hash64(pack_attribute(m->entry, "value"), 1);
	return hash64(buffer_span(&scratch->lower), 0);
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

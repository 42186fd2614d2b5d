/* What most sentences look like, told by a look at a few bytes: the rules of boundary.c and kind.c would answer the same. */
#include "cmd/segment/kind.h"
#include "cmd/segment/scan.h"
#include "cmd/segment/text.h"

/* All that period_ends asks is answered by the word's letters: it is in no list, and no list's marker, which have four letters at most and
 * nothing but blanks or a bullet in front. Few branches, since sentences end in both ways as often. */
bool boundary_is_plain(const struct scan *s, size_t at)
{
	bool last = at + 1 == s->end;
#ifdef BYTES16
	enum { LOOKED_AT = 16, MARKER = 4 };
	/* behind these words a stop may be something else than an end, before a capital too */
	const uint32_t classes = WORD_TITLE | WORD_INNER | WORD_NUMBER | WORD_CLOCK | WORD_MEASURE |
				 WORD_MAY_END | WORD_COMPANY;
	const char *p = s->text.ptr + at;
	if (at - s->sentence <= LOOKED_AT || s->text.len - at < 3)
		return last;
	uint64_t small = bytes16_bits(bytes16_within(bytes16_load(p - LOOKED_AT), 'a', 26));
	unsigned len = LOOKED_AT - 1 - mask_last((~small & 0xFFFF) | 1);
	struct span word = span_of(p - len, len);
	bool behind_word = is_alnum(word.ptr[-2]), capital = is_upper(p[2]);
	bool apart = (len > 1) & (word.ptr[-1] == ' ') & ((len > MARKER) | behind_word);
	bool ends =
		(p[0] == '.') & (p[1] == ' ') & capital & (at + 2 < s->end) & (at >= s->protect);
	if (!(last | (apart & ends)))
		return false;
	bool known = words_may_find(s->rules->words, word);
	return !(known & !last) || !(words_find_hashed(s->rules->words, word) & classes);
#else
	return last;
#endif
}

/* What kind_by_phrase and kind_is_byline ask: a blank in it tells that it is no address, a letter that it is not all marks, the full stop
 * that it is no byline. */
bool kind_is_plain(const struct place *pl, const struct piece *piece)
{
	enum { LEAST = 32 };
	struct span s = span_sub(pl->text, piece->start, piece->end);
	if (s.len < LEAST)
		return false;
	const char *last = s.ptr + s.len - 1;
	size_t len;
	bool stops = (*last == '.') & is_alnum(last[-1]) & (last[-2] != '.'); /* not 'p.m.' */
	return (piece->stopped & stops) && mask_either(s.ptr, LEAST, ' ', ' ') != 0 &&
	       phrases_find(pl->rules->phrases, s, 0, s.len, ~0u, &len) == PHRASE_NONE;
}

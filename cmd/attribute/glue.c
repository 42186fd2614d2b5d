/* Words that scraping ran together: a link's blanks get lost, as in "dikutip dariAFP", "MelansirAFPpada".
 *
 * A token is cut where a small letter meets a capital when what stands in front is a word that leads to a name (a preposition,
 * a relay, a title, a verb that reports), behind capitals when a preposition follows, and behind a name when a long word does
 * ("Lenggana|menyampaikan"). YouTube and McConnell stay whole. */
#include "cmd/attribute/model.h"

#if defined __SSE2__ && !defined KABAR_NO_SIMD
#define GLUE_SSE2 1
#include <emmintrin.h>
#endif

#include <stdlib.h>

enum { GLUED_FRONT = 2, PIECES_MAX = 3 }; /* bytes in front of the capital: "di" */

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Where a capital follows a small letter in w, behind `from`; 0 when nowhere. */
static size_t capital_behind(struct span w, size_t from)
{
	for (size_t i = from + 1; i < w.len; i++)
		if (is_upper(w.ptr[i]) && is_lower(w.ptr[i - 1]))
			return i;
	return 0;
}

/* WORD_BITs of the bytes as a word of the pack; 0 when they are none. */
static uint64_t kinds_of(const struct language *l, struct tokens *piece, struct span w)
{
	size_t length;
	tokens_cut(piece, w);
	const struct meaning *m =
		piece->count == 1 ? lexicon_find(l->words, piece, 0, &length) : NULL;
	return m ? m->kinds : 0;
}

/* Words that lead to a name, and offices in front of one: "NegeriTirta", but not "GlobalFirePower". */
#define LEADS                                                                                      \
	(WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_RELAY) | WORD_BIT(WORD_AGENT) |                \
	 WORD_BIT(WORD_ADDRESSEE) | WORD_BIT(WORD_PEOPLE) | WORD_BIT(WORD_CONJUNCTION) |           \
	 WORD_BIT(WORD_CUE) | WORD_BIT(WORD_ROLE))
#define OFFICES (WORD_BIT(WORD_INSTITUTION) | WORD_BIT(WORD_ORGANISATION) | WORD_BIT(WORD_PLACE))

/* Where "CEO" ends in "CEOTirta": a title in capitals in front of a capital and a small letter; 0 when nowhere. */
static size_t title_end(const struct language *l, struct tokens *piece, struct span w)
{
	size_t end = 0;
	while (end < w.len && is_upper(w.ptr[end]))
		end++;
	return end > GLUED_FRONT && end < w.len &&
			       kinds_of(l, piece, span_sub(w, 0, end - 1)) & WORD_BIT(WORD_ROLE)
		       ? end - 1
		       : 0;
}

/* Cuts of the token, ascending; how many. */
static size_t find_cuts(const struct language *l, struct tokens *piece, struct span w,
			size_t cuts[PIECES_MAX])
{
	size_t count = 0, at = capital_behind(w, GLUED_FRONT - 1), end, next;
	if ((end = title_end(l, piece, w)) > 0)
		cuts[count++] = end;
	if (at == 0)
		return count;
	next = capital_behind(w, at);
	if (!(kinds_of(l, piece, span_sub(w, 0, at)) & (next ? LEADS : LEADS | OFFICES)))
		return count;
	cuts[count++] = at;
	if (next && kinds_of(l, piece, span_sub(w, at, next)) & OFFICES) {
		cuts[count++] = next; /* PresidenTirtaWira */
		return count;
	}
	for (end = at; end < w.len && is_upper(w.ptr[end]);)
		end++;
	if (end > at + 1 && end < w.len &&
	    kinds_of(l, piece, span_sub(w, end, w.len)) &
		    (WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_ADDRESSEE)))
		cuts[count++] = end;
	return count;
}

/* Puts the pieces of token i in its place; the tokens behind it move up. */
static void split(struct tokens *t, struct tokens *piece, size_t i, const size_t *cuts,
		  size_t count)
{
	struct token whole = t->items[i];
	struct span w = token_text(t, i);
	for (size_t k = 0; k < count; k++)
		t->items = alloc_grown(t->items, t->count + k, &t->cap, sizeof *t->items);
	memmove(&t->items[i + count + 1], &t->items[i + 1], (t->count - i - 1) * sizeof *t->items);
	for (size_t k = 0; k <= count; k++) {
		size_t start = k ? cuts[k - 1] : 0, end = k < count ? cuts[k] : w.len;
		tokens_cut(piece, span_sub(w, start, end));
		t->items[i + k] = piece->items[0];
		t->items[i + k].start = whole.start + (uint32_t)start;
		t->items[i + k].end = whole.start + (uint32_t)end;
		t->items[i + k].space = k ? true : whole.space; /* the blank that was lost */
	}
	t->count += count;
}

#ifdef GLUE_SSE2
/* Bytes of sixteen that are letters from `first` on (26 of them). */
static __m128i letters(__m128i bytes, char first)
{
	/* `first` becomes the least signed byte, so that one comparison holds both ends of the alphabet. */
	__m128i from_first = _mm_add_epi8(bytes, _mm_set1_epi8((char)(128 - first)));
	return _mm_cmplt_epi8(from_first, _mm_set1_epi8(-128 + 26));
}

/* Whether a capital follows a small letter at p or one of the 15 bytes behind it. */
static bool joint_near(const char *p)
{
	__m128i here = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i before = _mm_loadu_si128((const __m128i *)(const void *)(p - 1));
	return _mm_movemask_epi8(_mm_and_si128(letters(here, 'A'), letters(before, 'a'))) != 0;
}
enum { STEP = 16 };
#else
/* Bytes of eight that are letters from `first` on (26 of them): their high bits. Bytes over 0x7F are none. */
static uint64_t letters(uint64_t word, unsigned char first)
{
	const uint64_t ones = 0x0101010101010101u, high = 0x80 * ones;
	uint64_t low = word & ~high;
	return (low + ones * (0x80u - first)) & ~(low + ones * (0x80u - first - 26)) & ~word & high;
}

static bool joint_near(const char *p)
{
	uint64_t here, before;
	memcpy(&here, p, 8);
	memcpy(&before, p - 1, 8);
	return (letters(here, 'A') & letters(before, 'a')) != 0;
}
enum { STEP = 8 };
#endif

/* The first place at p or behind it where a capital follows a small letter, or the length. Many bytes at a time: such a
 * place is rare, and asking each byte took 4 % of the whole run, each token 8 %. */
static size_t next_joint(struct span text, size_t p)
{
	while (p + STEP <= text.len && !joint_near(text.ptr + p))
		p += STEP;
	while (p < text.len && !(is_upper(text.ptr[p]) && is_lower(text.ptr[p - 1])))
		p++;
	return p;
}

/* Whether a word that may stand behind a name ends like w: most names do not. */
static bool may_end_tail(const struct language *l, struct span w)
{
	unsigned bit = tail_bit(w.ptr + w.len - TAIL_LETTERS);
	return l->tails[bit / 64] >> bit % 64 & 1;
}

/* Whether w looks like a verb: "menganugerahkan". */
static bool has_verb_prefix(const struct language *l, struct span w)
{
	enum { PREFIX_MIN = 3, VERB_MIN = 9 };
	if (w.len < VERB_MIN)
		return false;
	for (size_t i = 0; i < l->prefixes->count; i++) {
		struct span p = l->prefixes->entries[i].key;
		if (p.len >= PREFIX_MIN && memcmp(w.ptr, p.ptr, p.len) == 0)
			return true;
	}
	return false;
}

/* Where "menyampaikan" begins in "Lenggana|menyampaikan", or 0. Names end like many a short word (Wulandari, Wiraguna,
 * Nusantara): the shorter the word and what stands in front of it, the fewer kinds of it are asked for. */
static size_t find_tail(const struct language *l, struct tokens *piece, struct span w)
{
	enum { ACRONYM = 3, NAME_MIN = 4, SHORT = 4, VERB_MIN = 6 };
	const uint64_t addressee = WORD_BIT(WORD_ADDRESSEE),
		       joint = addressee | WORD_BIT(WORD_RELATIVE) | WORD_BIT(WORD_SUBORDINATOR),
		       word = addressee | WORD_BIT(WORD_RELATIVE) | WORD_BIT(WORD_PREPOSITION) |
			      WORD_BIT(WORD_NEGATOR) | WORD_BIT(WORD_CONJUNCTION),
		       verb = WORD_BIT(WORD_CUE) | WORD_BIT(WORD_VERB) |
			      WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_NEGATOR);
	size_t looks = 0; /* where what only looks like a verb begins */
	for (size_t at = ACRONYM; at + SHORT <= w.len; at++) {
		struct span tail = span_sub(w, at, w.len);
		if (at < NAME_MIN && tail.len < VERB_MIN)
			continue;
		uint64_t kinds = at < NAME_MIN          ? WORD_BIT(WORD_CUE)
				 : tail.len >= VERB_MIN ? verb
				 : tail.len > SHORT     ? word
				 : at > NAME_MIN        ? joint
							: addressee;
		if (kinds_of(l, piece, tail) & kinds)
			return at;
		if (looks == 0 && at >= NAME_MIN && has_verb_prefix(l, tail))
			looks = at;
	}
	return looks;
}

bool glue_split_tails(struct article *x, const struct language *l, size_t limit)
{
	enum { TAILED_MIN = 8, TAILED_MAX = 40 }; /* bytes */
	struct tokens piece = {0};
	bool any = false;
	size_t length;
	uint32_t i = 0;
	/* the bits tell the capitals until a word has been cut */
	while ((i = any ? i : article_next(x, MAP_CAPITAL, i, (uint32_t)x->tokens.count)) <
		       x->tokens.count &&
	       limit) {
		const struct token *t = &x->tokens.items[i];
		size_t cut = 0;
		if (t->capital && t->kind == TOKEN_WORD && t->end - t->start >= TAILED_MIN &&
		    t->end - t->start <= TAILED_MAX && may_end_tail(l, token_text(&x->tokens, i)) &&
		    !lexicon_find(l->words, &x->tokens, i, &length))
			cut = find_tail(l, &piece, token_text(&x->tokens, i));
		i++;
		if (cut == 0)
			continue;
		split(&x->tokens, &piece, i - 1, &cut, 1);
		any = true;
		limit--;
	}
	tokens_free(&piece);
	return any;
}

/* At most `limit` words are cut, so that moving the tokens behind them stays cheap. */
bool glue_split(struct article *x, const struct language *l, size_t limit)
{
	struct tokens piece = {0};
	struct span text = buffer_span(&x->text);
	size_t i = 0; /* the token around p */
	bool glued = false;
	for (size_t p = next_joint(text, GLUED_FRONT); p < text.len && limit;
	     p = next_joint(text, p + 1)) {
		size_t cuts[PIECES_MAX], count;
		if (!is_lower(text.ptr[p - 2]))
			continue;
		while (x->tokens.items[i].end <= p)
			i++;
		const struct token *t = &x->tokens.items[i];
		if (t->kind != TOKEN_WORD || t->start + GLUED_FRONT > p ||
		    (t->start > 0 && text.ptr[t->start - 1] == '#'))
			continue;
		count = find_cuts(l, &piece, token_text(&x->tokens, i), cuts);
		if (count == 0)
			continue;
		split(&x->tokens, &piece, i, cuts, count);
		glued = true;
		limit--;
	}
	tokens_free(&piece);
	return glued;
}

/* Words that scraping ran together: a link's blanks get lost, as in "dikutip dariAFP", "MelansirAFPpada".
 *
 * A token is cut where a small letter meets a capital when what stands in front is a word that leads to a name (a preposition,
 * a relay, a noun for people), and behind capitals when a preposition follows. YouTube and McConnell stay whole. */
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

/* Whether the bytes are a word of the pack with one of `kinds`. */
static bool known(const struct language *l, struct tokens *piece, struct span w, const int *kinds)
{
	size_t length;
	tokens_cut(piece, w);
	const struct meaning *m =
		piece->count == 1 ? lexicon_find(l->words, piece, 0, &length) : NULL;
	for (; m; m = m->next)
		for (const int *k = kinds; *k; k++)
			if (m->kind == *k)
				return true;
	return false;
}

/* Cuts of the token, ascending; how many. */
static size_t find_cuts(const struct language *l, struct tokens *piece, struct span w,
			size_t cuts[PIECES_MAX])
{
	static const int leads[] = {WORD_PREPOSITION, WORD_RELAY,       WORD_AGENT, WORD_ADDRESSEE,
				    WORD_PEOPLE,      WORD_CONJUNCTION, 0};
	static const int follows[] = {WORD_PREPOSITION, WORD_ADDRESSEE, 0};
	size_t count = 0, at = capital_behind(w, GLUED_FRONT - 1), end;
	if (at == 0 || !known(l, piece, span_sub(w, 0, at), leads))
		return 0;
	cuts[count++] = at;
	for (end = at; end < w.len && is_upper(w.ptr[end]);)
		end++;
	if (end > at + 1 && end < w.len && known(l, piece, span_sub(w, end, w.len), follows))
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

/* At most `limit` words are cut, so that moving the tokens behind them stays cheap. */
void glue_split(struct article *x, const struct language *l, size_t limit)
{
	struct tokens piece = {0};
	struct span text = buffer_span(&x->text);
	size_t i = 0; /* the token around p */
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
		limit--;
	}
	tokens_free(&piece);
}

#include "common/token.h"

#include "common/utf8.h"

#include <stdlib.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum byte_class { BYTE_MARK, BYTE_LETTER, BYTE_UPPER, BYTE_DIGIT, BYTE_BLANK, BYTE_HIGH };

/* One class a byte: the loop below never compares characters one by one. */
#define M BYTE_MARK
#define L BYTE_LETTER
#define U BYTE_UPPER
#define D BYTE_DIGIT
#define B BYTE_BLANK
#define H BYTE_HIGH
/* One row for each 32 bytes. */
/* clang-format off */
static const unsigned char byte_class[256] = {
	B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B,
	B, M, M, M, M, M, M, M, M, M, M, M, M, M, M, M, D, D, D, D, D, D, D, D, D, D, M, M, M, M, M, M,
	M, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, M, M, M, M, M,
	M, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, M, M, M, M, B,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
};
/* clang-format on */
#undef M
#undef L
#undef U
#undef D
#undef B
#undef H

static const unsigned char ascii_marks[128] = {
	['.'] = MARK_PERIOD,    [','] = MARK_COMMA,       [':'] = MARK_COLON,
	[';'] = MARK_SEMICOLON, ['?'] = MARK_QUESTION,    ['!'] = MARK_EXCLAMATION,
	['('] = MARK_OPEN,      ['['] = MARK_OPEN,        ['{'] = MARK_OPEN,
	[')'] = MARK_CLOSE,     [']'] = MARK_CLOSE,       ['}'] = MARK_CLOSE,
	['"'] = MARK_QUOTE,     ['\''] = MARK_APOSTROPHE, ['`'] = MARK_APOSTROPHE,
	['-'] = MARK_HYPHEN,    ['/'] = MARK_SLASH,       ['%'] = MARK_PERCENT,
	['$'] = MARK_CURRENCY,  ['@'] = MARK_AT,          ['+'] = MARK_PLUS,
	['&'] = MARK_AMPERSAND, ['_'] = MARK_UNDERSCORE,  ['*'] = MARK_BULLET,
};

static enum token_mark wide_mark(uint32_t cp)
{
	switch (cp) {
	case 0x2026: return MARK_ELLIPSIS;
	case 0x201C:
	case 0x201E:
	case 0xAB: return MARK_QUOTE_OPEN;
	case 0x201D:
	case 0xBB: return MARK_QUOTE_CLOSE;
	case 0x2033:
	case 0xFF02: return MARK_QUOTE;
	case 0x2018:
	case 0x201A:
	case 0x2039: return MARK_SINGLE_OPEN;
	case 0x2019:
	case 0x203A: return MARK_SINGLE_CLOSE;
	case 0xB4: return MARK_APOSTROPHE;
	case 0x2010:
	case 0x2011: return MARK_HYPHEN;
	case 0x2013:
	case 0x2014:
	case 0x2015:
	case 0x2212: return MARK_DASH;
	case 0x20AC:
	case 0xA3:
	case 0xA5:
	case 0xA2:
	case 0x20B9: return MARK_CURRENCY;
	case 0x2022:
	case 0xB7:
	case 0x25CF: return MARK_BULLET;
	default: return MARK_OTHER;
	}
}

/* Lower case of ASCII letters, 0 for all else: one look tells the end of most words and folds them. */
#define ROW(c) [c] = (c) | 32, [(c) | 32] = (c) | 32
static const unsigned char letter_lower[256] = {
	ROW('A'), ROW('B'), ROW('C'), ROW('D'), ROW('E'), ROW('F'), ROW('G'), ROW('H'), ROW('I'),
	ROW('J'), ROW('K'), ROW('L'), ROW('M'), ROW('N'), ROW('O'), ROW('P'), ROW('Q'), ROW('R'),
	ROW('S'), ROW('T'), ROW('U'), ROW('V'), ROW('W'), ROW('X'), ROW('Y'), ROW('Z'),
};
#undef ROW

enum {
	SIXTEEN = 16, /* bytes that are looked at together */
	SLACK = 32    /* behind the lower-cased text: may be written and read, and do not count */
};

/* Little endian whatever the machine; compilers make one load of it. */
static inline uint64_t load_eight(const char *text)
{
	const unsigned char *p = (const unsigned char *)text;
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
	       (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
	       (uint64_t)p[7] << 56;
}

/* The bytes of sixteen that belong to a word of so many, as two halves. */
#define FIRST(n) (~UINT64_C(0) >> (64 - 8 * (n)))
static const uint64_t word_bytes[17][2] = {
	{0, 0},
	{FIRST(1), 0},
	{FIRST(2), 0},
	{FIRST(3), 0},
	{FIRST(4), 0},
	{FIRST(5), 0},
	{FIRST(6), 0},
	{FIRST(7), 0},
	{FIRST(8), 0},
	{FIRST(8), FIRST(1)},
	{FIRST(8), FIRST(2)},
	{FIRST(8), FIRST(3)},
	{FIRST(8), FIRST(4)},
	{FIRST(8), FIRST(5)},
	{FIRST(8), FIRST(6)},
	{FIRST(8), FIRST(7)},
	{FIRST(8), FIRST(8)},
};
#undef FIRST

/* The halves are multiplied side by side (by constants of xxHash64), and once more so that low bits hang on all bytes. */
static inline uint32_t hash_halves(uint64_t first, uint64_t second)
{
	uint64_t h = first * 0xC2B2AE3D27D4EB4Fu + second * 0x9E3779B185EBCA87u;
	return (uint32_t)((h ^ h >> 32) * 0x165667B19E3779F9u >> 32);
}

/* Sixteen bytes at once; a byte at a time (FNV-1a) took half of the tokenizer's time. `text` has SLACK readable bytes behind
 * its end; len is 1 at least. Up to 16 bytes nothing is asked of the length that a processor would have to guess. */
static inline uint32_t hash_lower(const char *text, size_t len)
{
	uint64_t h = 0;
	for (; len > 16; text += 8, len -= 8) {
		h = (h ^ load_eight(text)) * 0x9E3779B185EBCA87u;
		h ^= h >> 29;
	}
	return hash_halves(h ^ (load_eight(text) & word_bytes[len][0]),
			   load_eight(text + 8) & word_bytes[len][1]);
}

/* Folds the high character at *p when it is a letter; false when it is a mark or blank. */
static bool take_high_letter(const char **p, const char *end, char *lower, bool *has_lower)
{
	unsigned len;
	uint32_t cp = utf8_decode(*p, end, &len), low;
	char bytes[4];
	if (cp == UTF8_INVALID || !utf8_is_letter(cp))
		return false;
	low = utf8_lower(cp);
	/* A folding that changes the length would move every offset: such a letter stays. */
	bool folds = low != cp && utf8_encode(low, bytes) == len;
	memcpy(lower, folds ? bytes : *p, len);
	*has_lower |= low == cp;
	*p += len;
	return true;
}

#ifdef __SSE2__
/* The 16 bytes at p: folds them; bit n tells of byte n. */
struct sixteen {
	unsigned letters; /* of ASCII */
	unsigned large;   /* no bit 5, as in capitals */
	unsigned blanks;  /* ' ' only */
};

/* Without a loop there is no branch to guess at the end of each word: extract-numbers as a whole became 12 % faster. */
static inline struct sixteen fold_sixteen(const char *p, char *lower)
{
	__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(32));
	/* 'a' becomes the least signed byte, so that one comparison holds both ends of the alphabet. */
	__m128i from_a = _mm_add_epi8(folded, _mm_set1_epi8((char)(128 - 'a')));
	_mm_storeu_si128((__m128i *)(void *)lower, folded);
	return (struct sixteen){
		(unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(from_a, _mm_set1_epi8(-128 + 26))),
		~(unsigned)_mm_movemask_epi8(_mm_slli_epi16(bytes, 2)), /* bit 5 of each */
		(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(' '))),
	};
}

/* A word of ASCII letters, 15 at the most, of which 16 bytes can be read: its length, 0 when it is no such word. *space:
 * a blank follows. That is seen in the bytes at hand, since the next token cannot begin before it is known. */
static inline unsigned cut_short(const char *p, char *lower, struct token *t, bool *space)
{
	struct sixteen s = fold_sixteen(p, lower);
	unsigned n = (unsigned)__builtin_ctz(~s.letters), all = (1u << n) - 1;
	if (n == 16 || p[n] & 0x80)
		return 0;
	t->all_capital = n > 1 && (s.large & all) == all;
	*space = s.blanks >> n & 1;
	return n;
}
#else
static inline unsigned cut_short(const char *p, char *lower, struct token *t, bool *space)
{
	(void)p, (void)lower, (void)t, (void)space;
	return 0;
}
#endif

static const char *cut_word(const char *p, const char *end, char *lower, struct token *t)
{
	const char *start = p;
	unsigned char seen = 0, c; /* bit 5 of ASCII letters: lower case */
	bool has_lower = false;
	do {
		for (; p < end && (c = letter_lower[(unsigned char)*p]) != 0; p++) {
			lower[p - start] = (char)c;
			seen |= (unsigned char)*p;
		}
	} while (p < end && (*p & 0x80) &&
		 take_high_letter(&p, end, lower + (p - start), &has_lower));
	t->all_capital = !has_lower && !(seen & 32) && p - start > 1;
	return p;
}

static const char *cut_mark(const char *p, const char *end, char *lower, struct token *t)
{
	unsigned len;
	if (!(*p & 0x80)) {
		unsigned char mark = ascii_marks[(unsigned char)*p];
		t->mark = mark ? mark : MARK_OTHER;
		*lower = *p;
		return p + 1;
	}
	t->mark = (uint8_t)wide_mark(utf8_decode(p, end, &len));
	memcpy(lower, p, len);
	return p + len;
}

static const char *cut_digits(const char *p, const char *end, char *lower)
{
	for (; p < end && byte_class[(unsigned char)*p] == BYTE_DIGIT; p++)
		*lower++ = *p;
	return p;
}

static bool starts_upper(const char *p, const char *end)
{
	unsigned len;
	uint32_t cp = utf8_decode(p, end, &len);
	return cp != UTF8_INVALID && utf8_is_upper(cp);
}

/* One token at p, where no blank stands. */
static const char *cut_token(const char *p, const char *end, char *lower, unsigned class,
			     struct token *k)
{
	const char *start = p;
	if (class == BYTE_LETTER || class == BYTE_UPPER) {
		k->capital = class == BYTE_UPPER;
		return cut_word(p, end, lower, k);
	}
	if (class == BYTE_DIGIT) {
		k->kind = TOKEN_DIGITS;
		return cut_digits(p, end, lower);
	}
	if (class == BYTE_HIGH) {
		p = cut_word(p, end, lower, k);
		k->capital = starts_upper(start, end);
	}
	if (p == start) {
		k->kind = TOKEN_MARK;
		p = cut_mark(p, end, lower, k);
	}
	return p;
}

/* Any other token than a short word of ASCII: its length. SIXTEEN bytes of p can be read. The hash is not that of what stands in
 * `lower` where the text itself will do: what was stored by bytes is waited for before it can be loaded by eight. */
static inline size_t cut_other(const char *p, const char *end, char *lower, unsigned class,
			       struct token *k, bool *space)
{
	const char *past = cut_token(p, end, lower, class, k);
	size_t len = (size_t)(past - p);
	uint32_t alike = token_mark_byte(k->mark);

	*space = past < end && *past == ' ';
	lower[len] = ' '; /* behind the text it falls into the slack */
	if (alike)
		k->hash = alike;
	else if (len == 1)
		k->hash = hash_halves((unsigned char)*lower, 0);
	else
		k->hash = hash_lower(k->kind == TOKEN_DIGITS && len <= SIXTEEN ? p : lower, len);
	return len;
}

void tokens_cut(struct tokens *t, struct span text)
{
	if (!text.len)
		text = span_of("", 0); /* a field that is not there has no pointer to count from */
	/* The last bytes are read from a copy with room behind it, so that a word there is cut as fast as any. */
	char tail[2 * SIXTEEN] = {0};
	const char *p = text.ptr, *end = p + text.len, *readable = end, *origin = p;
	uint32_t base = 0; /* where origin stands in the text */
	struct token *k = t->items, *full = k ? k + t->cap : k;
	bool space = true; /* a blank stands before p */

	t->lower.len = 0;
	buffer_reserve(&t->lower, text.len + SLACK);
	char *lower = t->lower.data;
	while (p < end) {
		if (readable - p < SIXTEEN) {
			size_t left = (size_t)(end - p);
			base = (uint32_t)(p - origin);
			origin = p = memcpy(tail, p, left);
			end = p + left;
			readable = p + sizeof tail;
		}
		unsigned class = byte_class[(unsigned char)*p];
		if (class >= BYTE_BLANK) {
			unsigned blank = class == BYTE_BLANK ? 1 : utf8_blank(p, end);
			if (blank) {
				for (; blank; blank--, p++)
					*lower++ = ' ';
				space = true;
				continue;
			}
		}
		if (k == full) {
			t->count = t->cap;
			t->items = alloc_grown(t->items, t->count, &t->cap, sizeof *t->items);
			k = t->items + t->count;
			full = t->items + t->cap;
		}
		*k = (struct token){.start = base + (uint32_t)(p - origin), .space = space};
		size_t len = 0;
		if (class == BYTE_LETTER || class == BYTE_UPPER)
			len = cut_short(p, lower, k, &space);
		if (len) {
			k->capital = class == BYTE_UPPER;
			k->hash = hash_lower(lower, len);
		} else {
			len = cut_other(p, end, lower, class, k, &space);
		}
		k->end = k->start + (uint32_t)len;
		len += space; /* mostly one blank follows: taken without a branch */
		lower += len;
		p += len;
		k++;
	}
	t->text = text;
	t->count = (size_t)(k - t->items);
	t->lower.len = text.len;
}

void tokens_free(struct tokens *t)
{
	free(t->items);
	buffer_free(&t->lower);
	*t = (struct tokens){0};
}

#include "cmd/dedupe/normalise.h"

#include <stdlib.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "common/hash.h"
#include "common/utf8.h"

enum byte_class { BYTE_MARK, BYTE_LETTER, BYTE_DIGIT, BYTE_BLANK, BYTE_HIGH };

#define M BYTE_MARK
#define L BYTE_LETTER
#define D BYTE_DIGIT
#define B BYTE_BLANK
static const unsigned char byte_class[128] = {
	B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B,
	B, B, B, B, B, B, B, M, M, M, M, M, M, M, M, M, M, M, M, M, M, M, D, D, D, D,
	D, D, D, D, D, D, M, M, M, M, M, M, M, L, L, L, L, L, L, L, L, L, L, L, L, L,
	L, L, L, L, L, L, L, L, L, L, L, L, L, M, M, M, M, M, M, L, L, L, L, L, L, L,
	L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, M, M, M, M, B,
};
#undef M
#undef L
#undef D
#undef B

/* A-Z and a-z: for the loop that takes most of the time. */
static const bool is_letter[256] = {
#define ROW(first)                                                                                 \
	[first] = 1, [first + 1] = 1, [first + 2] = 1, [first + 3] = 1, [first + 4] = 1,           \
	[first + 5] = 1, [first + 6] = 1,
	ROW('A') ROW('H') ROW('O')['V'] = 1, ['W'] = 1, ['X'] = 1, ['Y'] = 1, ['Z'] = 1,
	ROW('a') ROW('h') ROW('o')['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1,
#undef ROW
};

static unsigned class_of(char c)
{
	return c & 0x80 ? BYTE_HIGH : byte_class[(unsigned char)c];
}

struct cutter {
	struct text *t;
	const char *start, *p, *end;
	char *out;
	uint16_t marks;
	enum decimal_mark decimal;
	bool words;
};

static bool digit_at(const struct cutter *c, const char *p)
{
	return p < c->end && *p >= '0' && *p <= '9';
}

static bool ascii_letter_at(const struct cutter *c, const char *p)
{
	return p < c->end && class_of(*p) == BYTE_LETTER;
}

static void end_word(struct cutter *c, char *from, const char *raw, unsigned flags)
{
	if (c->words) {
		struct text *t = c->t;
		t->words = alloc_grown(t->words, t->count, &t->cap, sizeof *t->words);
		size_t len = (size_t)(c->out - from);
		t->words[t->count++] = (struct word){.hash = hash64(span_of(from, len), 0),
						     .start = (uint32_t)(from - t->norm.data),
						     .len = (uint32_t)len,
						     .raw = (uint32_t)(raw - c->start),
						     .raw_end = (uint32_t)(c->p - c->start),
						     .before = c->marks,
						     .flags = (uint8_t)flags};
	}
	*c->out++ = ' ';
	c->marks = 0;
}

/* An apostrophe, straight, curly or a prime, between two letters belongs to the word and is dropped. */
static unsigned apostrophe_at(const struct cutter *c, const char *p)
{
	unsigned len = 0;
	if (*p == '\'' || *p == '`')
		len = 1;
	else if (c->end - p > 3 && memcmp(p, "\xE2\x80\x99", 3) == 0)
		len = 3;
	return len && p + len < c->end &&
			       (class_of(p[len]) == BYTE_LETTER || class_of(p[len]) == BYTE_HIGH)
		       ? len
		       : 0;
}

/* Takes the letter (or the invisible character) at c->p; false when there is none. */
static bool take_high(struct cutter *c)
{
	unsigned len, folded;
	uint32_t cp = utf8_decode(c->p, c->end, &len);
	char bytes[4];
	if (cp == UTF8_INVALID || !fold_letter(cp, bytes, &folded))
		return false;
	memcpy(c->out, bytes, folded);
	c->out += folded;
	c->p += len;
	return true;
}

/* The run of ASCII letters at c->p. Local pointers: the bytes written could be anything to the compiler, also *c. */
static unsigned take_letters(struct cutter *c)
{
	const char *p = c->p, *end = c->end;
	char *out = c->out;
	unsigned upper = 0;
	for (; p < end && is_letter[(unsigned char)*p]; p++) {
		upper += *p <= 'Z';
		*out++ = (char)(*p | 32);
	}
	c->p = p;
	c->out = out;
	return upper;
}

/* Goes over what interrupts the letters of a word and belongs to it: an apostrophe, a letter outside ASCII, one digit. */
static bool take_joint(struct cutter *c, const char *from, unsigned *flags)
{
	unsigned class = class_of(*c->p), len;
	if (class == BYTE_BLANK)
		return false;
	if (class == BYTE_DIGIT && c->out > from && ascii_letter_at(c, c->p + 1)) {
		*c->out++ = *c->p++;
		*flags |= WORD_MIXED;
		return true;
	}
	if (c->out > from && (len = apostrophe_at(c, c->p)) > 0) {
		c->p += len;
		return true;
	}
	return class == BYTE_HIGH && take_high(c);
}

static void cut_word(struct cutter *c)
{
	char *from = c->out;
	const char *raw = c->p;
	unsigned flags = 0, upper = 0, len;
	if (class_of(*raw) == BYTE_HIGH ? utf8_is_upper(utf8_decode(raw, c->end, &len))
					: *raw <= 'Z')
		flags = WORD_CAPITAL;
	do
		upper += take_letters(c);
	while (c->p < c->end && take_joint(c, from, &flags));
	if (c->out - from >= 2 && upper == (unsigned)(c->out - from))
		flags |= WORD_UPPER;
	if (c->out > from)
		end_word(c, from, raw, flags);
}

enum { PLAIN_BLOCK = 16 }; /* also what may be written behind the last byte taken */

#ifdef __SSE2__
static __m128i load16(const char *at)
{
	return _mm_loadu_si128((const __m128i *)(const void *)at);
}

static unsigned equal_bits(__m128i bytes, char b)
{
	return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(b)));
}

/* Bits of the letters among sixteen bytes that have been put in lower case. */
static unsigned letter_bits(__m128i lower)
{
	return (unsigned)_mm_movemask_epi8(
		_mm_and_si128(_mm_cmpgt_epi8(lower, _mm_set1_epi8('a' - 1)),
			      _mm_cmplt_epi8(lower, _mm_set1_epi8('z' + 1))));
}
#endif

#ifdef __SSE2__
/* Marks that only part words, wherever they stand before a letter: not ' ` ? % $ < > &. */
static const bool is_parting[256] = {
	[' '] = 1, ['!'] = 1, ['"'] = 1, ['#'] = 1, ['('] = 1, [')'] = 1, ['*'] = 1,
	['+'] = 1, [','] = 1, ['-'] = 1, ['.'] = 1, ['/'] = 1, [':'] = 1, [';'] = 1,
	['='] = 1, ['@'] = 1, ['['] = 1, [']'] = 1, ['^'] = 1, ['_'] = 1, ['\\'] = 1,
	['{'] = 1, ['|'] = 1, ['}'] = 1, ['~'] = 1};

/* Where a run of plain words stands; in_word: a letter stands in front of p, so that one blank may follow. */
struct plain_run {
	const char *p;
	char *out;
	unsigned in_word;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* End of the digits at p, behind whatever parts words; p itself when there is more to such a number, or a sign before it. */
static const char *plain_digits(const char *p, const char *end)
{
	const char *q = p;
	while (q < end && is_digit(*q))
		q++;
	bool grouped = end - q > 1 && (*q == '.' || *q == ',') && is_digit(q[1]);
	return grouped || p[-1] == '-' ? p : q;
}

/* Takes words and what parts them until `limit`; sixteen bytes behind it can be read. Stops where something else stands. It begins
 * with a letter. */
static void run_on(struct plain_run *r, const char *limit, const char *end)
{
	const char *p = r->p;
	char *out = r->out;
	unsigned in_word = r->in_word;
	while (p < limit) {
		__m128i bytes = load16(p), lower = _mm_or_si128(bytes, _mm_set1_epi8(' '));
		unsigned letters = letter_bits(lower);
		unsigned other = ~(letters | (equal_bits(bytes, ' ') & (letters << 1 | in_word)));
		_mm_storeu_si128((__m128i *)(void *)out, lower);
		unsigned plain = (unsigned)__builtin_ctz(other | 1u << PLAIN_BLOCK);
		in_word = (letters << 1 | in_word) >> plain & 1;
		p += plain;
		out += plain;
		if (plain == PLAIN_BLOCK)
			continue;
		const char *next = p;
		while (next < end && is_parting[(unsigned char)*next])
			next++;
		size_t digits = 0;
		if (next < end && is_digit(*next) && (next > p || !in_word))
			digits = (size_t)(plain_digits(next, end) - next);
		if (!digits && (next == p || (next < end && !is_letter[(unsigned char)*next])))
			break;
		if (in_word)
			*out++ = ' ';
		memcpy(out, next, digits);
		out += digits;
		if (digits)
			*out++ = ' ';
		p = next + digits;
		in_word = 0;
	}
	*r = (struct plain_run){p, out, in_word};
}
#endif

/* Plain words and the marks between them, sixteen bytes at a time: most of any text. Stops in front of the first word that is
 * not plain to its end; the caller goes on from there. Only where words are not asked for: it knows nothing of them. */
static void take_plain(struct cutter *c)
{
#ifdef __SSE2__
	struct plain_run r = {c->p, c->out, 0};
	/* the end of the text, with room to read on, behind what parts words from it */
	char copy[1 + 3 * PLAIN_BLOCK] = {' '}, *last = copy + 1;
	if (c->end - r.p > PLAIN_BLOCK)
		run_on(&r, c->end - PLAIN_BLOCK, c->end);
	size_t left = (size_t)(c->end - r.p);
	if (left <= PLAIN_BLOCK) {
		memcpy(last, r.p, left);
		r.p = last;
		run_on(&r, last + left, last + left);
		r.p = c->end - left + (r.p - last);
	}
	if (r.p == c->end && r.in_word)
		*r.out++ = ' ';
	for (; r.out > c->out && r.out[-1] != ' '; r.p--)
		r.out--;
	if (r.p >
	    c->p) /* for the minus sign: the mark between two words does not matter any more */
		c->marks = is_digit(r.p[-1]) ? 0 : GAP_BLANK;
	c->p = r.p;
	c->out = r.out;
#else
	(void)c;
#endif
}

/* What the separator in front of a group of digits is: groups are dropped, a decimal mark becomes '.'. */
struct digit_group {
	const char *start;
	uint32_t len;
	char mark;
};

enum { MAX_GROUPS = 12 };

static bool groups_thousands(const struct digit_group *g, unsigned count)
{
	for (unsigned i = 1; i < count; i++)
		if (g[i].len != 3 || g[i].mark != g[1].mark)
			return false;
	return g[0].len <= 3;
}

/* Where only the shape can tell, "1.500" is 1500 and "12,5" is 12.5; three digits behind the language's own decimal
 * mark are decimals, as in the English 0.125. */
static unsigned whole_groups(const struct cutter *c, const struct digit_group *g, unsigned count)
{
	if (count > 2 && g[count - 1].mark != g[1].mark && groups_thousands(g, count - 1))
		return count - 1;
	if (!groups_thousands(g, count))
		return count == 2 ? 1 : 0;
	bool decimal = (c->decimal == DECIMAL_COMMA && g[count - 1].mark == ',') ||
		       (c->decimal == DECIMAL_POINT && g[count - 1].mark == '.') ||
		       g[0].start[0] == '0';
	return count == 2 && decimal ? 1 : count;
}

static void cut_number(struct cutter *c)
{
	struct digit_group g[MAX_GROUPS];
	char *from = c->out;
	const char *raw = c->p;
	unsigned count = 0;
	if (*c->p == '-' || *c->p & 0x80) {
		c->p += *c->p == '-' ? 1 : 3; /* the minus sign U+2212 */
		*c->out++ = '-';
	}
	for (char mark = 0; count < MAX_GROUPS; c->p++) {
		const char *start = c->p;
		while (digit_at(c, c->p))
			c->p++;
		g[count++] = (struct digit_group){start, (uint32_t)(c->p - start), mark};
		if (c->p >= c->end || (*c->p != '.' && *c->p != ',') || !digit_at(c, c->p + 1))
			break;
		mark = *c->p;
		if (count == MAX_GROUPS)
			break; /* a longer chain is cut here: it is no number anyway */
	}
	unsigned whole = count > 1 ? whole_groups(c, g, count) : 1;
	for (unsigned i = 0; i < count; i++) {
		if (i > 0 && i >= whole)
			*c->out++ = '.';
		memcpy(c->out, g[i].start, g[i].len);
		c->out += g[i].len;
	}
	end_word(c, from, raw, WORD_NUMBER);
}

static void cut_sign(struct cutter *c, unsigned len)
{
	char *from = c->out;
	const char *raw = c->p;
	memcpy(c->out, c->p, len);
	c->out += len;
	c->p += len;
	end_word(c, from, raw, WORD_SIGN);
}

static bool blank_before(const struct cutter *c)
{
	return c->p == c->start || c->marks & (GAP_BLANK | GAP_OPEN | GAP_QUOTE);
}

static uint16_t plain_mark(const struct cutter *c)
{
	switch (*c->p) {
	case '-': return c->marks & GAP_BLANK ? GAP_DASH : GAP_HYPHEN;
	case '(':
	case '[':
	case '{': return GAP_OPEN;
	case ')':
	case ']':
	case '}': return GAP_CLOSE;
	case ':': return GAP_COLON;
	case ',':
	case ';': return GAP_COMMA;
	case '!': return GAP_STOP;
	case '.':
		return c->end - c->p > 2 && c->p[1] == '.' && c->p[2] == '.' ? GAP_ELLIPSIS
									     : GAP_STOP;
	case '"':
	case '\'': return GAP_QUOTE;
	case '|': return GAP_BAR;
	case '/': return GAP_SLASH;
	default: return 0;
	}
}

static void cut_mark(struct cutter *c)
{
	char b = *c->p;
	if (b == '?') {
		bool repeated = c->out - c->t->norm.data >= 2 && c->out[-2] == '?';
		if (repeated)
			c->p++; /* "??" and "? ?" are one question mark */
		else
			cut_sign(c, 1);
		c->marks |= GAP_STOP;
		return;
	}
	if (b == '%' || b == '$' || ((b == '<' || b == '>') && digit_at(c, c->p + 1))) {
		cut_sign(c, 1);
		return;
	}
	if (b == '-' && digit_at(c, c->p + 1) && blank_before(c)) {
		cut_number(c);
		return;
	}
	c->marks |= plain_mark(c);
	c->p++;
}

/* The dashes, quotes and dots of U+2010 to U+2027: no letter, no blank, nothing invisible. */
static bool is_wide_mark(uint32_t cp)
{
	return cp >= 0x2010 && cp <= 0x2027;
}

static uint16_t wide_mark(uint32_t cp)
{
	if (cp == 0x2026)
		return GAP_ELLIPSIS;
	if (cp >= 0x2012 && cp <= 0x2015)
		return GAP_DASH;
	if ((cp >= 0x2018 && cp <= 0x201F) || cp == 0xAB || cp == 0xBB || cp == 0x2039 ||
	    cp == 0x203A)
		return GAP_QUOTE;
	return 0;
}

static void cut_high(struct cutter *c)
{
	unsigned len;
	uint32_t cp = utf8_decode(c->p, c->end, &len);
	char bytes[4];
	unsigned folded;
	if (is_wide_mark(cp)) {
		c->marks |= wide_mark(cp);
		c->p += len;
	} else if (cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x3000 ||
		   cp == 0x2028 || cp == 0x85) {
		c->marks |= GAP_BLANK;
		c->p += len;
	} else if (cp == 0x20AC || cp == 0xA3 || cp == 0xA5 || cp == 0x20B9) {
		cut_sign(c, len);
	} else if (cp == 0x2212 && digit_at(c, c->p + len) && blank_before(c)) {
		cut_number(c);
	} else if (cp != UTF8_INVALID && fold_letter(cp, bytes, &folded) && folded > 0) {
		cut_word(c);
	} else {
		c->marks |= wide_mark(cp);
		c->p += len;
	}
}

void text_normalise(struct text *t, struct span raw, enum decimal_mark decimal, bool words)
{
	if (raw.len && html_present(raw)) {
		t->clean.len = 0;
		html_clean(&t->clean, raw);
		raw = buffer_span(&t->clean);
	}
	t->source = raw;
	/* Each source byte gives at most two: a mark that stays and the space behind it. */
	t->norm.len = t->count = 0;
	buffer_reserve(&t->norm, raw.len * 2 + 2 + PLAIN_BLOCK);
	struct cutter c = {t, raw.ptr, raw.ptr, raw.ptr + raw.len, t->norm.data, 0, decimal, words};
	while (c.p < c.end)
		switch (class_of(*c.p)) {
		case BYTE_LETTER:
			if (!words)
				take_plain(&c);
			if (c.p < c.end && class_of(*c.p) == BYTE_LETTER)
				cut_word(&c);
			break;
		case BYTE_DIGIT: cut_number(&c); break;
		case BYTE_BLANK:
			c.marks |= GAP_BLANK;
			c.p++;
			break;
		case BYTE_HIGH: cut_high(&c); break;
		default: cut_mark(&c);
		}
	t->norm.len = (size_t)(c.out - t->norm.data);
	if (t->norm.len)
		t->norm.len--; /* the space behind the last word */
	t->after = c.marks;
}

void text_free(struct text *t)
{
	buffer_free(&t->norm);
	buffer_free(&t->clean);
	free(t->words);
	*t = (struct text){0};
}

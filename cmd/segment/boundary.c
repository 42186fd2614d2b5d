/* Whether a full stop ends a sentence. */
#include <string.h>

#include "cmd/segment/scan.h"
#include "cmd/segment/text.h"

enum {
	NAME_MIN = 6, /* an abbreviation with a capital is shorter */
	TOKEN_MAX =
		64 /* bytes looked at in front of a stop: keeps the scan linear on a megabyte without blanks */
};

/* What stands behind the stop. */
struct next {
	enum letter letter;
	char byte; /* the first byte */
	bool quote, bracket;
	struct span word;
	char behind; /* the byte behind the word */
	uint32_t bits;
};

static bool opens_bracket(char c)
{
	return c == '(' || c == '[' || c == '{';
}

static bool is_quote_mark(struct span text, size_t at, size_t end)
{
	static const char single[] = "\xE2\x80\x98";
	return quote_length(text, at, end) > 0 || text.ptr[at] == '\'' || text.ptr[at] == '`' ||
	       (end - at >= 3 && memcmp(text.ptr + at, single, 3) == 0);
}

static struct next next_at(const struct scan *s, size_t at)
{
	struct next n = {.letter = LETTER_NONE};
	size_t i = at;
	/* the letter behind an opening quote or bracket counts: '. (antara)' and '. "kami' are lower case */
	for (int depth = 0; depth < 3 && i < s->end && !is_alnum(s->text.ptr[i]); depth++) {
		unsigned len = quote_length(s->text, i, s->end);
		if (opens_bracket(s->text.ptr[i]))
			n.bracket = true;
		else if (is_quote_mark(s->text, i, s->end))
			n.quote = true;
		else
			break;
		i += len ? len : (unsigned char)s->text.ptr[i] == 0xE2 ? 3 : 1;
	}
	if (i >= s->end)
		return n;
	n.byte = s->text.ptr[i];
	n.letter = text_letter(s->text, i, s->end);
	size_t limit = s->end - i > TOKEN_MAX ? i + TOKEN_MAX : s->end;
	size_t end = text_word_end(s->text, i, limit);
	n.word = span_sub(s->text, i, end);
	n.behind = end < s->end ? s->text.ptr[end] : '\0';
	n.bits = words_find(s->rules->words, n.word);
	if (n.word.len == 1 && n.behind == '.') /* 'A.' is an initial, not the article */
		n.bits &= ~(uint32_t)WORD_STARTER;
	return n;
}

static bool joins_token(char c)
{
	switch (c) {
	case '.':
	case '-':
	case '\'':
	case '&':
	case '/':
	case '@':
	case ':':
	case '_':
	case '%':
	case '+':
	case '#':
	case '=':
	case '?':
	case '~':
	case '$': return true;
	default: return false;
	}
}

/* The run of letters, digits and joining marks that ends at `at`: "U.S", "www.site.id/page", "(dr" gives "dr". */
static struct span token_before(const struct scan *s, size_t at)
{
	size_t i = at, limit = at - s->sentence > TOKEN_MAX ? at - TOKEN_MAX : s->sentence;
	while ((i = text_alnum_start(s->text, limit, i)) > limit && s->text.ptr[i - 1] != ' ') {
		size_t before = text_before(s->text, s->sentence, i);
		char c = s->text.ptr[before];
		bool degree = c == '\xC2' && s->text.ptr[before + 1] == '\xB0'; /* N° */
		if (!joins_token(c) && !degree && text_letter(s->text, before, i) == LETTER_NONE)
			break;
		i = before;
	}
	return span_sub(s->text, i, at);
}

/* What stands behind the last mark inside the token: "Drs.Ir" gives "Ir", "pos-el" gives "el". */
static struct span token_tail(const struct scan *s, struct span token)
{
	size_t start = (size_t)(token.ptr - s->text.ptr), end = start + token.len, i = end;
	while ((i = text_alnum_start(s->text, start, i)) > start && is_high(s->text.ptr[i - 1]))
		i--;
	return span_sub(s->text, i, end);
}

static bool all_digits(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_digit(s.ptr[i]))
			return false;
	return s.len > 0;
}

static bool roman_numeral(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (memchr("IVXLCivxlc", s.ptr[i], 10) == NULL)
			return false;
	return s.len > 0 && s.len <= 6;
}

/* A.S, U.S.A, Ph.D: letters parted by full stops, no part longer than three. */
static bool dotted_acronym(struct span t)
{
	size_t part = 0, parts = 0;
	for (size_t i = 0; i < t.len; i++) {
		if (t.ptr[i] == '.') {
			if (part == 0)
				return false;
			part = 0;
			parts++;
		} else if (!is_alpha(t.ptr[i]) || ++part > 3) {
			return false;
		}
	}
	return parts > 0 && part > 0 && is_upper(t.ptr[0]);
}

static bool looks_like_address(struct span token)
{
	return memchr(token.ptr, '@', token.len) != NULL ||
	       memchr(token.ptr, '/', token.len) != NULL ||
	       memchr(token.ptr, '=', token.len) != NULL;
}

static bool small_vowel(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (memchr("aeiouy", word.ptr[i], 6) != NULL)
			return true;
	return false;
}

/* A word of the language by its look: lower case, three letters or more with a vowel. */
static bool plain_word(struct span token)
{
	for (size_t i = 0; i < token.len; i++)
		if (!is_lower(token.ptr[i]) && token.ptr[i] != '-')
			return false;
	return token.len >= 3 && small_vowel(token);
}

/* 'Balekarta.BPBD', '2019.WHO', 'WHO.WHO menilai': an acronym in capitals begins the sentence behind a name, a year or
 * another acronym that stands alone, not in 'KEP.BPK-2/2019' or 'S.Farm.APT'. */
static bool acronym_follows(const struct scan *s, struct span token, const struct next *n)
{
	enum { ACRONYM = 3 };
	size_t behind = (size_t)(n->word.ptr - s->text.ptr) + n->word.len;
	if (memchr(token.ptr, '.', token.len) != NULL || n->word.len < ACRONYM ||
	    memchr(n->word.ptr, '-', n->word.len) != NULL)
		return false;
	bool name = token.len > ACRONYM && is_upper(*token.ptr) &&
		    plain_word(span_sub(token, 1, token.len));
	bool year = token.len == 4 && all_digits(token);
	bool acronym = token.len >= ACRONYM && text_all_capital(token);
	bool blank = n->behind == ' ' || n->behind == ',';
	if (!blank || !(name || year || acronym))
		return false;
	size_t next = text_skip_blank(s->text, behind + (n->behind == ','), s->end);
	return name || (next < s->end && text_letter(s->text, next, s->end) == LETTER_LOWER);
}

/* 'tersebut.Deddy': a line break lost where a paragraph ended. Hosts (Kompas.Com), degrees (S.Kom) and titles (dr.Andi)
 * have a full stop inside too. */
static bool glued_ends(const struct scan *s, const struct stop *t, const struct next *n)
{
	struct span token = token_before(s, t->start);
	bool closed =
		t->close > t->end || (t->start > s->sentence && s->text.ptr[t->start - 1] == ')');
	if (t->ellipsis)
		return false;
	if (n->quote || n->bracket)
		return (token.len > 1 || closed) && n->letter == LETTER_UPPER &&
		       !(words_find(s->rules->words, token_tail(s, token)) &
			 (WORD_TITLE | WORD_NUMBER | WORD_INNER));
	if (n->letter != LETTER_UPPER || (n->bits & WORD_HOST) || n->behind == '@')
		return false;
	bool handle = token.len > 3 && is_lower(token.ptr[token.len - 1]) &&
		      (*token.ptr == '@' || (memchr(token.ptr, ':', token.len) != NULL &&
					     n->behind == ' ')); /* 'https://site.id.Login' */
	if (!handle && (looks_like_address(token) || memchr(token.ptr, '?', token.len) != NULL))
		return false;
	if (token.len == 0 || closed || token.ptr[token.len - 1] == '%')
		return n->word.len > 1 || closed;
	struct span tail = token_tail(s, token);
	uint32_t bits = words_find(s->rules->words, tail);
	if ((bits & (WORD_TITLE | WORD_NUMBER | WORD_INNER)) || tail.len == 0)
		return false;
	if (tail.len == 1 && !is_digit(tail.ptr[0]))
		return false;
	char last = tail.ptr[tail.len - 1];
	bool word_follows = n->word.len > 1 && (!text_all_capital(n->word) || plain_word(tail) ||
						acronym_follows(s, token, n));
	return word_follows &&
	       (is_lower(last) || is_digit(last) || text_all_capital(tail) || is_high(last));
}

/* "2.904. 678" and "Rp9. 050": a number torn after its separator. */
static bool torn_number(const struct scan *s, struct span token, const struct next *n)
{
	if (n->word.len != 3 || !all_digits(n->word))
		return false;
	struct span tail = token_tail(s, token);
	bool grouped = tail.len == 3 && token.len > 3 && token.ptr[token.len - 4] == '.';
	size_t letters = 0;
	while (letters < tail.len && is_alpha(tail.ptr[letters]))
		letters++;
	bool currency = letters > 0 && letters < tail.len &&
			(words_find(s->rules->words, span_sub(tail, 0, letters)) & WORD_NUMBER);
	return (grouped || currency) && is_digit(tail.ptr[tail.len - 1]);
}

/* 'No. XI. B. 02': a reference torn behind its Roman numeral. */
static bool torn_reference(const struct scan *s, struct span token, const struct next *n)
{
	if (n->word.len != 1 || n->letter != LETTER_UPPER || n->behind != '.' ||
	    !roman_numeral(token) || !text_all_capital(token))
		return false;
	size_t at = text_trim_end(s->text, s->sentence, (size_t)(token.ptr - s->text.ptr));
	at -= at > s->sentence && s->text.ptr[at - 1] == '.';
	return words_find(s->rules->words, token_before(s, at)) & WORD_NUMBER;
}

/* The word in front of the token, for 'vitamin C.' */
static uint32_t bits_before(const struct scan *s, struct span token)
{
	size_t at = text_trim_end(s->text, s->sentence, (size_t)(token.ptr - s->text.ptr));
	return words_find(s->rules->words, token_before(s, at));
}

/* 1. a. ii. at the start of the sentence, behind a bullet too. */
static bool starts_list(const struct scan *s, struct span token)
{
	size_t at = (size_t)(token.ptr - s->text.ptr),
	       i = text_skip_blank(s->text, s->sentence, at);
	i = text_skip_blank(s->text, i + text_bullet(s->text, i, at), at);
	return i == at && token.len <= 4 &&
	       (all_digits(token) || roman_numeral(token) || token.len == 1);
}

static bool number_follows(const struct next *n)
{
	return n->letter == LETTER_DIGIT ||
	       (n->letter == LETTER_UPPER && roman_numeral(n->word) && text_all_capital(n->word));
}

/* After an abbreviation that may close a sentence: only a word that begins sentences, or a quotation. */
static bool starter_follows(const struct next *n)
{
	return (n->bits & WORD_STARTER) || (n->quote && n->letter == LETTER_UPPER);
}

/* Whether a sentence can begin with this character at all. */
static bool may_begin(const struct next *n)
{
	if (n->letter != LETTER_NONE)
		return true;
	return n->byte != '\0' &&
	       (is_high(n->byte) || strchr("$#*@<-", n->byte) != NULL || n->quote || n->bracket);
}

/* 'Awan Ltd. C/O PT Bintang': a letter and a slash go on with an address. */
static bool letter_and_slash(const struct next *n)
{
	return n->word.len == 1 && n->behind == '/';
}

static bool after_may_end(const struct next *n)
{
	return n->letter != LETTER_LOWER && may_begin(n) && !n->bracket &&
	       !(n->bits & (WORD_COMPANY | WORD_NAMED)) && !letter_and_slash(n);
}

static bool after_letters(const struct scan *s, struct span token, const struct next *n)
{
	if (token.len == 1 && (bits_before(s, token) & WORD_LETTER))
		return n->letter != LETTER_LOWER;
	size_t end = (size_t)(token.ptr - s->text.ptr) + token.len;
	bool apart = s->text.ptr[end] == ' '; /* 'Kapten P . Jenderal Umar' */
	return (starter_follows(n) || (apart && (n->bits & WORD_HEAD))) &&
	       !(n->bits & WORD_COMPANY);
}

/* A capital that a lower-case word follows, which heads a sentence: 'Police said', not 'City Council'. *bits: of that word. */
static bool prose_follows(const struct scan *s, const struct next *n, uint32_t *bits)
{
	size_t second = (size_t)(n->word.ptr + n->word.len - s->text.ptr) + 1;
	if (n->letter != LETTER_UPPER || n->bracket || n->behind != ' ' || second >= s->end ||
	    !is_lower(s->text.ptr[second]))
		return false;
	*bits = words_find(s->rules->words,
			   span_sub(s->text, second, text_word_end(s->text, second, s->end)));
	return true;
}

static bool after_company(const struct next *n)
{
	if (n->bracket || (n->bits & (WORD_COMPANY | WORD_HOST)))
		return false;
	return starter_follows(n) || n->letter == LETTER_DIGIT;
}

/* 'by Stone Corp. Investors can sell'; 'Stone Corp. Chairman and founder Roe' and 'N.V. Stone' go on. */
static bool after_firm(const struct scan *s, struct span token, const struct next *n)
{
	uint32_t bits;
	return memchr(token.ptr, '.', token.len) == NULL &&
	       !(n->bits & (WORD_COMPANY | WORD_HOST)) && prose_follows(s, n, &bits) &&
	       !(bits & WORD_SMALL);
}

/* 'in Salem, Ore. Police said'; 'Ferguson, Mo. City Council' goes on. */
static bool after_state(const struct scan *s, struct span token, const struct next *n)
{
	uint32_t bits;
	size_t before = text_trim_end(s->text, s->sentence, (size_t)(token.ptr - s->text.ptr));
	return before > s->sentence && s->text.ptr[before - 1] == ',' && prose_follows(s, n, &bits);
}

/* 'At 5 a.m. Mr. Smith went': the sentence has just begun with its time. */
static bool begins_with_time(const struct scan *s, const struct next *n)
{
	enum { EARLY = 40 };
	size_t at = text_skip_blank(s->text, s->sentence, s->end),
	       now = (size_t)(n->word.ptr - s->text.ptr);
	struct span first = span_sub(s->text, at, text_word_end(s->text, at, now));
	return now - at < EARLY && (words_find(s->rules->words, first) & WORD_PREPOSITION);
}

/* '9 a.m.', '9a.m.', 'the 3rd century B.C.': without a number in front the letters are no time. */
static bool number_before(const struct scan *s, struct span token)
{
	enum { LOOKED_AT = 16 };
	size_t at = (size_t)(token.ptr - s->text.ptr);
	for (size_t i = at; i > s->sentence && at - i < LOOKED_AT; i--)
		if (is_digit(s->text.ptr[i - 1]))
			return true;
	return token.len > 0 && is_digit(token.ptr[0]);
}

static bool after_clock(const struct scan *s, const struct next *n)
{
	if (n->letter != LETTER_UPPER || n->bracket || (n->bits & WORD_TIMED) ||
	    (text_all_capital(n->word) && n->word.len > 1))
		return false;
	return (n->bits & WORD_STARTER) || !begins_with_time(s, n);
}

/* A word, not the next marker of a list ('b.', 'ii)'). */
static bool word_stands(const struct next *n)
{
	return n->word.len > 0 && n->behind != '.' && n->behind != ')';
}

/* Lower case behind a full stop: careless writing, or an abbreviation no list has. A word with a vowel and three letters
 * in front of it is taken as the end (English +0.6 of recall for -0.1 of precision on the development half). */
static bool after_word(const struct stop *t, struct span token, const struct next *n)
{
	if (n->letter != LETTER_LOWER)
		return may_begin(n);
	if (t->close > t->end || n->bracket)
		return false;
	bool name = token.len >= NAME_MIN && is_upper(token.ptr[0]) &&
		    plain_word(span_sub(token, 1, token.len));
	bool number = token.len >= 3 && all_digits(token);
	return ((plain_word(token) && !roman_numeral(token)) ||
		((name || number) && plain_word(n->word))) &&
	       word_stands(n);
}

/* "the U.S.' allies" */
static bool possessive(const struct scan *s, const struct stop *t, struct span token)
{
	return t->close == t->end + 1 && s->text.ptr[t->end] == '\'' && dotted_acronym(token);
}

/* Behind a hyphen stand endings, not abbreviations: '1980-an.' */
static uint32_t token_bits(const struct scan *s, struct span token, struct span tail)
{
	uint32_t bits = words_find(s->rules->words, token);
	if (bits != 0 || tail.len == token.len)
		return bits;
	bits = words_find(s->rules->words, tail) & ~(uint32_t)WORD_STARTER;
	return tail.ptr[-1] == '-' ? bits & WORD_NUMBER : bits;
}

static bool period_ends(const struct scan *s, const struct stop *t, const struct next *n)
{
	struct span token =
		token_before(s, text_trim_end(s->text, s->sentence, t->start)); /* 'Mr . Smith' */
	struct span tail = token_tail(s, token);
	if (starts_list(s, token) || torn_number(s, token, n) || torn_reference(s, token, n))
		return false;
	if (possessive(s, t, token))
		return starter_follows(n);
	if (token.len > 0 && t->close == t->end + 1 && s->text.ptr[t->end] == ')' &&
	    (token_bits(s, token, tail) & WORD_TITLE)) /* 'Letkol (Purn.) Umar' */
		return starter_follows(n);
	if (token.len == 0 || t->close > t->end)
		return n->letter != LETTER_LOWER && may_begin(n);
	uint32_t bits = token_bits(s, token, tail);
	if ((bits & WORD_TITLE) && (bits & WORD_MAY_END) && (n->bits & WORD_STARTER))
		return true; /* 'John Roe Sr. He': 'Sr. Maria' is a title */
	if (bits &
	    (WORD_TITLE | WORD_INNER)) /* 'KEL. Pada': capitals that only look like a title */
		return token.len > 2 && text_all_capital(token) && (n->bits & WORD_STARTER);
	if ((bits & WORD_NUMBER) && number_follows(n))
		return false;
	if ((bits & WORD_CLOCK) && number_before(s, token)) /* 'C.E. Roe' has initials */
		return after_clock(s, n);
	if (bits & WORD_MEASURE)
		return n->letter == LETTER_UPPER;
	if ((bits & WORD_MAY_END) &&
	    token.ptr == s->text.ptr + s->sentence) /* 'M.A. Roe Co said' */
		return starter_follows(n);
	if (bits & WORD_MAY_END)
		return after_may_end(n);
	if (bits & WORD_COMPANY)
		return after_company(n) || ((bits & WORD_FIRM) && after_firm(s, token, n)) ||
		       ((bits & WORD_STATE) && after_state(s, token, n));
	bool joined = tail.ptr > token.ptr && tail.ptr[-1] == '&';    /* AT&T */
	bool acronym = tail.len < token.len && dotted_acronym(token); /* else it has no full stop */
	if (acronym || (tail.len == 1 && is_upper(tail.ptr[0]) && !joined))
		return after_letters(s, token, n);
	return after_word(t, token, n);
}

/* Behind ! and ?: 'Yahoo! Inc.' goes on, '"Mengapa?" tanya' too. */
static bool mark_ends(const struct scan *s, const struct stop *t, const struct next *n)
{
	if ((n->bits & WORD_COMPANY) || quote_title_goes_on(s, t))
		return false;
	if (t->close > t->end && n->letter == LETTER_UPPER && quote_tag_follows(s, t->next))
		return false;
	if (n->letter != LETTER_LOWER)
		return may_begin(n);
	return t->close == t->end && !n->bracket && plain_word(token_before(s, t->start)) &&
	       word_stands(n);
}

bool boundary_ends(const struct scan *s, const struct stop *t)
{
	if (t->next >= s->end)
		return true;
	if (t->close <= s->protect)
		return false;
	struct next n = next_at(s, t->next);
	if (t->next == t->close && !t->mark)
		return glued_ends(s, t, &n);
	if (t->next == t->close)
		return glued_ends(s, t, &n) && n.word.len > 1;
	if (t->mark)
		return mark_ends(s, t, &n);
	if (t->ellipsis)
		return (n.letter == LETTER_UPPER || (n.quote && n.letter != LETTER_LOWER)) &&
		       !(n.bits & WORD_CAPITAL);
	return period_ends(s, t, &n);
}

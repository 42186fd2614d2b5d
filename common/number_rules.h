/* Inside the number reader: what the packs' words become, and the view of a text that its parts share.
 * Used by common/number_*.c only. */
#ifndef KABAR_NUMBER_RULES_H
#define KABAR_NUMBER_RULES_H

#include "common/lexicon.h"
#include "common/number.h"
#include "common/number_decimal.h"

/* What a phrase of a pack means to the number reader. */
enum number_word_kind {
	KIND_CARDINAL = 1,  /* value */
	KIND_CAUTIOUS,      /* kosong, single: a number only alone or in front of a point */
	KIND_TEEN,          /* belas: plus ten */
	KIND_MULTIPLIER,    /* puluh, hundred: value */
	KIND_SCALE,         /* juta: power */
	KIND_ONE_SCALE,     /* sejuta: power */
	KIND_SHORT_SCALE,   /* rb, bn: spaced, glued, money */
	KIND_DOZEN,         /* value */
	KIND_FRACTION,      /* setengah: value over other */
	KIND_FRACTION_LINK, /* half the, a third of */
	KIND_DENOMINATOR,   /* pertiga: value */
	KIND_POINT,
	KIND_NEGATIVE,
	KIND_AND,
	KIND_ARTICLE,
	KIND_ORDINAL,        /* value */
	KIND_ORDINAL_SCALE,  /* hundredth: power */
	KIND_ORDINAL_PREFIX, /* ke - 3 */
	KIND_ORDINAL_SUFFIX, /* 3 rd */
	KIND_VAGUE,          /* low, high */
	KIND_VAGUE_LINK,
	KIND_FEW,
	KIND_DECADE,
	KIND_BEFORE, /* approx */
	KIND_AFTER,
	KIND_RANGE_OPEN,
	KIND_RANGE_LINK, /* text: the openings it needs */
	KIND_LABEL,
	KIND_ID,
	KIND_TIME_BEFORE,
	KIND_TIME_AFTER,
	KIND_YEAR_BEFORE,
	KIND_YEAR_AFTER,
	KIND_DATE_BEFORE,
	KIND_MONTH,
	KIND_AGE_BEFORE,
	KIND_AGE_AFTER,
	KIND_PART,
	KIND_JOIN,
	KIND_ADDITION_BEFORE,
	KIND_ADDITION_AFTER,
	KIND_CHANGE,
	KIND_CHANGE_LINK,
	KIND_CHANGE_AFTER, /* a 3 % rise */
	KIND_SCORE,
	KIND_IDIOM,
	KIND_CLASSIFIER, /* text: drop, keep, alone */
	KIND_COUNTED,
	KIND_ADJUNCT,
	KIND_NOUN,
	KIND_NOT_NOUN,
	KIND_PLURAL,
	KIND_SINGULAR,
	KIND_ORDINAL_HEAD,
	KIND_ORDINAL_PLACE,
	KIND_ORDINAL_NEXT,
	KIND_CURRENCY, /* text: ISO 4217 */
	KIND_PERCENT,
	KIND_MEASURE,     /* text: the unit */
	KIND_UNIT_BEFORE, /* magnitudo 5,6: the same */
	KIND_HUNDREDTH,   /* cents: of the money in front */
	KIND_BEHIND       /* has a meaning behind a number only; the variant tells it */
};

/* What sets the words of some sections apart from others of their kind. */
enum number_word_variant {
	VARIANT_NONE,
	LABEL_RANK,     /* posisi: a number word behind it names a place, whatever follows */
	LABEL_GAUGE,    /* level: names it only with a number of one or two digits */
	PART_EXPLAINED, /* yakni: a part only of a larger count in front */
	LINK_AMOUNT,    /* sebanyak: what follows is no year */
	AGE_PERSON,     /* bek 24 tahun itu: whose age it is */
	AGE_CLOSER,     /* and what closes it */
	ID_PHONE,
	ID_PLATE,
	BEHIND_NEGATIVE, /* below zero */
	BEHIND_RATIO,    /* one in three */
	BEHIND_RACE      /* 60m hurdles */
};

/* A pack's entry with its attributes read. The lexicon hands back &entry, which is the word itself. */
struct number_word {
	struct pack_entry entry;
	uint64_t value, other;         /* cardinals, fractions, vague ends */
	unsigned power;                /* scales: powers of ten */
	unsigned spaced, glued, money; /* short scales; 0: not read so */
	enum number_approx approx;
	enum number_word_variant variant;
	struct span text;
	const struct number_word *unit,
		*smaller; /* measures: the word of the unit itself; foot has inch, and value 12 */
	bool capital;     /* only as a capital, or (codes) in capitals */
	bool joined;  /* ordinals: prefix and cardinal in one word, so "both" or "all three" too */
	bool careful; /* short scales: a small letter needs money in front or a noun behind */
	bool digits;  /* only directly behind digits */
	bool last;    /* only at the end of a clause ("5 in.") */
};

struct number_language {
	struct span name;
	struct lexicon *words;  /* everything */
	struct lexicon *starts; /* what a number in words may begin with */
	bool ordinal_first;     /* kedua puluh satu, not twenty-first */
	bool bare_scales;       /* "thousand liters" is a number */
	bool plural_nouns; /* the counted noun shows its plural, and may have adjectives in front */
	uint64_t both;     /* kedua N: all of them */
	struct span age_unit; /* what "Budi (34)" counts */
	char group, point;    /* 0: by shape */
	uint32_t *heads;      /* bits of the first tokens of starts, by their hash */
	uint64_t *scan;       /* bits of their letters, for numbers_may_stand */
	bool scan_all; /* a start that is neither a word nor beyond ASCII: every text is looked at */
	const struct pack_section *verb_prefixes, *noun_suffixes, *adjective_suffixes;
};

struct number_rules {
	struct number_language *languages;
	size_t count; /* the last one is for every other language */
	struct arena memory;
};

/* A text with its language. What was looked up last is kept, since several rules ask at the same token. */
enum {
	READER_CACHE = 16,
	LONGEST_BEFORE = 7
}; /* tokens of the longest phrase looked for backwards: "less than or equal to" has 5 */

/* The longest phrase at a token; kinds has a bit for each of its meanings. */
struct reader_phrase {
	size_t token, length;
	const struct meaning *meaning;
	uint64_t kinds;
};

/* The phrases that end in front of a token, the longest first. */
struct reader_ending {
	size_t token, count;
	uint64_t kinds; /* of all of them */
	struct reader_phrase phrases[LONGEST_BEFORE];
};

struct number_reader {
	const struct number_language *language;
	const struct tokens *t;
	struct arena *a;
	size_t floor; /* the first token that no number has taken */
	size_t date_end, label_end,
		score_end; /* the first token behind the last of each; 0: none */
	struct reader_phrase phrases[READER_CACHE];
	struct reader_ending endings[READER_CACHE / 4];
};

/* The rules of that language, or those for every other one. */
const struct number_language *number_language_of(const struct number_rules *rules,
						 struct span lang);

enum { HEAD_BITS = 13, HEAD_BYTES = (1 << HEAD_BITS) / 8 };

/* Whether a phrase of starts may begin with a token of that hash. */
static inline bool number_may_start(const struct number_language *l, uint32_t hash)
{
	uint32_t bit = hash >> (32 - HEAD_BITS);
	return l->heads[bit / 32] >> bit % 32 & 1;
}

/* Tells numbers_may_stand of a phrase that a number may begin with. */
void number_scan_add(struct number_rules *r, struct number_language *l, struct span phrase);

void number_reader_start(struct number_reader *r, const struct number_rules *rules,
			 struct span lang, const struct tokens *t, struct arena *a);

/* Look the phrases up that the functions below ask for; kept in the reader. */
void number_look_at(struct number_reader *r, size_t i);
void number_look_before(struct number_reader *r, size_t i);

const struct number_word *number_word_of(const struct reader_phrase *p, enum number_word_kind kind);
const struct number_word *number_word_ending(const struct number_reader *r, size_t i,
					     enum number_word_kind kind, size_t *start);

/* A bit for each kind of the longest phrase at token i. */
static inline uint64_t number_kinds_at(struct number_reader *r, size_t i)
{
	if (i >= r->t->count)
		return 0;
	if (r->phrases[i % READER_CACHE].token != i)
		number_look_at(r, i);
	return r->phrases[i % READER_CACHE].kinds;
}

/* The word of that kind which begins at token i; *length may be NULL. NULL at the end of the text too. Most questions get a
 * no, which costs a bit test. */
static inline const struct number_word *number_word_at(struct number_reader *r, size_t i,
						       enum number_word_kind kind, size_t *length)
{
	const struct reader_phrase *p = &r->phrases[i % READER_CACHE];

	if (!(number_kinds_at(r, i) >> kind & 1))
		return NULL;
	if (length)
		*length = p->length;
	return number_word_of(p, kind);
}

/* The second word of that kind there, or NULL: Nm is a newton meter, nm a nanometer. */
const struct number_word *number_word_again(struct number_reader *r, size_t i,
					    enum number_word_kind kind);

/* The word of that kind which ends in front of token i and begins at *start, not before the floor. The longest one wins. */
static inline const struct number_word *
number_word_before(struct number_reader *r, size_t i, enum number_word_kind kind, size_t *start)
{
	const struct reader_ending *e = &r->endings[i % (READER_CACHE / 4)];

	if (e->token != i)
		number_look_before(r, i);
	return e->kinds >> kind & 1 ? number_word_ending(r, i, kind, start) : NULL;
}

/* --- tokens --- */

static inline bool token_is(const struct number_reader *r, size_t i, enum token_kind kind)
{
	return i < r->t->count && r->t->items[i].kind == kind;
}

static inline bool token_is_word(const struct number_reader *r, size_t i)
{
	return token_is(r, i, TOKEN_WORD);
}

static inline bool token_is_mark(const struct number_reader *r, size_t i, enum token_mark mark)
{
	return token_is(r, i, TOKEN_MARK) && r->t->items[i].mark == mark;
}

/* Whether token i follows the one before without a blank. */
static inline bool token_is_glued(const struct number_reader *r, size_t i)
{
	return i > 0 && i < r->t->count && !r->t->items[i].space;
}

static inline bool token_is_dash(const struct number_reader *r, size_t i)
{
	return token_is_mark(r, i, MARK_HYPHEN) || token_is_mark(r, i, MARK_DASH);
}

static inline size_t token_len(const struct number_reader *r, size_t i)
{
	return r->t->items[i].end - r->t->items[i].start;
}

/* --- amounts --- */

/* A number with its scale, before anybody asks what it counts. */
struct amount {
	size_t first, last; /* tokens */
	struct decimal value;
	struct decimal low, high; /* vague only; a high that is zero is open */
	unsigned power;           /* of the scale word it ends with; 0: none */
	bool vague, ordinal, fraction, in_digits;
	bool joined; /* one word like kedua, which may also mean both */
};

/* Digits with separators, at token i (digits, or the point of ".77"): sets last and value. */
bool number_read_digits(struct number_reader *r, size_t i, size_t *last, struct decimal *value);

/* Number words, digits with scale words and mixtures of them, at token i. Currency and units are not looked at.
 * opened: behind between, so that "and" joins two ends and is no part of a number. */
bool number_read_amount(struct number_reader *r, size_t i, bool opened, struct amount *out);

/* --- shapes that are no quantities --- */

struct number_shape {
	size_t first, last; /* tokens */
	enum number_role role;
};

/* When the digits at token i are part of a date, time, phone number, plate, name, score or other label. */
bool number_read_shape(struct number_reader *r, size_t i, struct number_shape *s);
bool number_read_date(struct number_reader *r, size_t i, struct number_shape *s);
bool number_read_label(struct number_reader *r, size_t i, struct number_shape *s);
bool number_read_score(struct number_reader *r, size_t i, struct number_shape *s);

bool number_shape_set(struct number_shape *s, enum number_role role, size_t first, size_t last);

/* The last token of the run without blanks that token i is in: words, digits, and marks between digits. */
size_t number_run_end(const struct number_reader *r, size_t i);

/* Whether that mark stands at token i with digits behind it and no blanks: "/12". */
bool number_digits_glued(const struct number_reader *r, size_t i, enum token_mark mark);

/* What the Roman numeral at token i is, and its value; ROMAN_NONE: there is none, or its letters mean something else. */
enum number_roman { ROMAN_NONE, ROMAN_LABEL, ROMAN_DATE, ROMAN_ORDINAL };
enum number_roman number_read_roman(struct number_reader *r, size_t i, uint64_t *value);

/* The letters of n, from 1 to LARGEST_ROMAN, in `out`; how many. */
enum { LARGEST_ROMAN = 89, LONGEST_ROMAN = 8 /* LXXXVIII */ };
size_t number_roman_text(unsigned n, char out[LONGEST_ROMAN]);

/* Four digits that may be a year. */
bool number_is_year(const struct number_reader *r, size_t i);

/* Whether the word at token i is one that numbers count or measure. */
bool number_is_counting(struct number_reader *r, size_t i);

/* The first 18 digits of token i as a number. */
uint64_t number_digits_value(const struct number_reader *r, size_t i);

/* --- what is counted --- */

/* The noun phrase that begins at token i; an empty span when there is none. many: the number asks for a plural. */
struct span number_counted_noun(struct number_reader *r, size_t i, bool many);

/* The noun in front of token i that an ordinal numbers, or an empty span. */
struct span number_ordinal_noun(struct number_reader *r, size_t i);

/* Whether the word at token i can be a noun, by the pack's lists and prefixes. */
bool number_is_noun(struct number_reader *r, size_t i);

#endif

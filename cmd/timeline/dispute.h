/* Inside the search for disputes: dispute.c gathers, dispute_words.c weighs words, dispute_link.c decides, clash_words.c reads the
 * pack. */
#ifndef KABAR_TIMELINE_DISPUTE_H
#define KABAR_TIMELINE_DISPUTE_H

#include "cmd/timeline/timeline.h"
#include "common/lexicon.h"
#include "common/number_decimal.h"

enum { CLASH_COMMON = 1, CLASH_UNIT, CLASH_ACT, CLASH_NEGATION, CLASH_DEFINITE, CLASH_OPEN };

/* --- said.c --- */

/* ptr NULL: not there. */
struct said {
	struct span num, num_at, value, low, high, unit, numkind, numrole, approx, rel;
	struct span quote, stance, polarity, speaker_kind, role, org, event, sent, source;
};
extern const struct said said_nothing;
void said_find(const struct record *r, struct said *s);

/* --- clash_words.c --- */

enum { BYTE_VALUES = 256 };
struct affix_list { /* by the byte that a word has to have there: few of them begin with one letter */
	struct span *affixes;
	uint32_t from[BYTE_VALUES + 1]; /* where those of a byte begin */
};

struct clash_affixes { /* of one language */
	struct span language;
	struct affix_list prefixes, suffixes, melting;
};

struct clash_words {
	struct lexicon
		*lexicon; /* of all languages: a common word of one is seldom a name in another */
	struct clash_affixes *affixes;
	size_t count;
};

void clash_words_open(struct clash_words *w, const struct pack *p);
void clash_words_close(struct clash_words *w);
/* The meaning of kind `kind` at token i, and its length in tokens; NULL: none. */
const struct meaning *clash_word(const struct clash_words *w, const struct tokens *t, size_t i,
				 int kind, size_t *length);
const struct clash_affixes *clash_affixes_of(const struct clash_words *w, struct span language);
/* A word without what the language hangs on it. */
struct span clash_stem(const struct clash_affixes *a, struct span lower);
/* What a unit counts: `of` is shared by units that may count the same thing, sort 0 fits every other sort. */
struct counted {
	uint64_t of, sort;
	bool known; /* to the pack */
};
struct counted clash_unit(const struct clash_words *w, struct tokens *scratch, struct span unit);
/* Whether a mention such as "kedua korban" only points back. */
bool clash_is_definite(const struct clash_words *w, struct tokens *scratch, struct span mention);

/* The first token of a mention; t->count when it does not stand in the text. */
size_t tokens_mention(const struct tokens *t, struct span mention);

/* A field such as "-0.5" or "12000". */
struct decimal clash_decimal(struct arena *a, struct span value);

/* --- */

/* A word as it is kept: the hash of its stem, and in the lowest two bits how it was written. */
enum {
	WORD_LOWER,
	WORD_CAPITAL,
	WORD_UNKNOWN, /* at a head, in a title: a capital says nothing */
	WORD_STATES = 3
};
static inline uint32_t word_stem(uint32_t word)
{
	return word & ~(uint32_t)WORD_STATES;
}

struct words { /* a stretch of disputes.words, sorted, each stem once */
	size_t first;
	uint8_t count, specific; /* specific: how many of them are; by words_weigh */
};

struct unit {
	struct span id;
	uint64_t doc, speaker, office, start, sentence;
	int64_t lower, upper;     /* of when */
	int64_t about, about_end; /* of event, where there is one */
	struct words said, names; /* names: of the speaker */
	uint32_t was;             /* its place before sorting */
	bool denies, affirms;
	bool negative, open; /* what is said is turned round, or only supposed */
	bool named; /* the speaker's name has a capital: no "company" of whom others tell */
	struct dispute_note note;
};

struct figure {
	struct counted unit;
	int64_t day;
	struct decimal low, high;
	bool has_low, has_high;
	bool counts;         /* people or things, no money or measure */
	struct words beside; /* around the number */
	uint32_t of;         /* index of the unit that says it */
};

struct link {
	uint32_t from, to;
	bool figure;
};

struct posting {
	uint32_t word, unit;
};

struct term { /* a word of the run: where its postings are */
	uint32_t stem, first, count;
	bool name;     /* mostly written with a capital where a word would not be */
	bool specific; /* seldom enough in this run, and no name */
	uint8_t rarity;
};

/* Of a unit, what a denial asks of each one that shares a word with it: a few bytes, since most are passed over. */
struct rival {
	int32_t day; /* that of lower, or one of the two below */
	uint32_t seen;
	bool negative;
};
enum { RIVAL_NEVER = INT32_MIN, RIVAL_UNDATED }; /* never: it holds nothing */

struct disputes {
	int64_t within;
	uint64_t max_bytes;
	bool overflowed; /* there was more: nothing is compared */
	struct clash_words vocabulary;
	struct tokens tokens;
	struct arena arena;
	struct unit *units;
	size_t unit_count, unit_cap;
	uint32_t *words;
	uint32_t *
		word_terms; /* of each word its term's index plus one, 0: no statement says it; made by terms_build */
	size_t word_count, word_cap;
	struct figure *figures;
	size_t figure_count, figure_cap;
	struct link *links;
	size_t link_count, link_cap;
	struct posting *postings;
	size_t posting_count;
	struct term *terms;
	size_t term_count;
	struct rival *rivals;
	uint32_t stamp;
	uint32_t *by_id;
	size_t id_mask;
	uint32_t *
		places; /* of each unit, as they came: where it stands now, or the first one of its id */
};

/* --- dispute_words.c --- */

/* Appends the content words of tokens [from, end) of d->tokens. */
struct words words_add(struct disputes *d, struct span language, size_t from, size_t end);
void terms_build(struct disputes *d); /* of what all units say */
/* The term of d->words[word]; NULL: it has none. */
static inline const struct term *term_of_word(const struct disputes *d, size_t word)
{
	return d->word_terms[word] ? &d->terms[d->word_terms[word] - 1] : NULL;
}

struct shared {
	unsigned specific, names,
		common; /* common: neither: in every second statement of the run */
	unsigned score; /* rare ones count more */
};
struct shared words_share(const struct disputes *d, struct words a, struct words b);
void words_weigh(const struct disputes *d, struct words *w); /* once, behind terms_build */

#endif

/* What the parts of attribute share: the article being read, and what is found in it.
 *
 * An article is all records of a document, their texts joined by one blank and cut into tokens once. Stretches count
 * tokens, half open; spots are bytes of the joined text. All of it lives until the next article. */
#ifndef KABAR_ATTRIBUTE_MODEL_H
#define KABAR_ATTRIBUTE_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/attribute/attribute.h"
#include "cmd/attribute/word.h"
#include "common/alloc.h"
#include "common/token.h"

struct stretch { /* tokens */
	uint32_t first, end;
};

struct spot { /* bytes of the article's text */
	uint32_t start, end;
};

enum sentence_kind { SENTENCE_BODY, SENTENCE_HEADLINE, SENTENCE_OTHER };

/* What is read of a record, found in one pass over its fields. */
struct sentence_fields {
	struct span id, at, fold, text, kind, par, lang, mode;
};

struct sentence {
	const struct record *record;
	struct span id, at, fold;
	const struct language *language;
	struct stretch tokens;
	struct spot bytes;
	uint32_t paragraph;
	uint8_t kind;
	bool cue, relay_word; /* words that report stand in it */
	bool read_before;     /* has the fields of an earlier run */
	uint32_t statement;   /* the first that belongs to it; the next sentence's is the end */
	struct spot relay;    /* an outlet named in the next sentence alone */
};

enum { NONE = UINT32_MAX };

enum speaker_kind {
	SPEAKER_NONE,
	SPEAKER_PERSON,
	SPEAKER_OFFICE,
	SPEAKER_GROUP,
	SPEAKER_COUNTRY,
	SPEAKER_OUTLET,
	SPEAKER_DOCUMENT,
	SPEAKER_ANONYMOUS
};

enum resolved {
	RESOLVED_NAME,
	RESOLVED_ROLE,
	RESOLVED_PRONOUN,
	RESOLVED_INHERITED,
	RESOLVED_IMPERSONAL,
	RESOLVED_UNKNOWN
};

/* A noun phrase that may speak. */
struct speaker {
	struct stretch phrase; /* all of it */
	struct spot mention;   /* the name, else the whole phrase; the clitic */
	struct spot role, org;
	uint8_t kind; /* enum speaker_kind */
	bool name;    /* mention is a person's name */
	bool pronoun, plural, clitic, anaphor;
	uint8_t gender; /* 'm', 'f', 'n' (a pronoun for things) or 0 */
};

/* Somebody the article names. */
struct entity {
	struct spot name;  /* the fullest form */
	uint32_t first;    /* its first token */
	struct span alias; /* printed in its place */
	struct spot role, org;
	uint8_t kind;
	uint8_t gender;
	bool plural;
	bool speaks; /* has a title, or stands beside a cue: a person for sure */
	bool firm;   /* its name ends as those of companies do */
	bool vague;  /* "the pilot", "the plan": no list tells whether it is a person */
};

struct mention {
	uint32_t entity, token;
	bool titled; /* with a role */
};

/* Who may be meant by a pronoun. */
struct focus {
	uint32_t entity, sentence; /* entity NONE: nobody yet */
	bool spoke;
};

enum { FOCI_MAX = 4 };

enum pattern {
	PATTERN_TAG_AFTER,
	PATTERN_TAG_BEFORE,
	PATTERN_COLON,
	PATTERN_UNTAGGED,
	PATTERN_ACTIVE,
	PATTERN_POSTPOSED,
	PATTERN_ACCORDING,
	PATTERN_PASSIVE,
	PATTERN_DROPPED,
	PATTERN_HEADLINE,
	PATTERN_CLITIC,
	PATTERN_COUNT
};

enum mode { MODE_DIRECT, MODE_INDIRECT, MODE_MIXED };

enum { PARTS_MAX = 4, VIA_MAX = 3 };

struct statement {
	uint32_t sentence;
	uint8_t mode, pattern, stance,
		polarity /* enum stance: DENY, CLAIM (affirm) or OTHER (none) */, resolved;
	bool has_speaker, from_before; /* the speaker is looked for in the sentences before */
	struct speaker speaker;
	struct spot cue;
	const struct cue_word *word;
	bool negated, refused, second_confirm;
	bool answers; /* "membantahnya": what was said right before belongs to the quote */
	bool hearsay; /* "Katanya harga naik": nobody says it */
	bool silent;  /* only tells who spoke: "Hal itu dikatakan X" */
	struct spot parts[PARTS_MAX]; /* of the quote, ascending */
	uint8_t part_count;
	uint32_t quotation; /* index, or NONE */
	struct spot via[VIA_MAX];
	uint8_t via_count;
	uint32_t entity; /* or NONE */
	uint32_t
		antecedent; /* statement or sentence that gave the speaker, for --explain; or NONE */
};

struct quotation {
	struct stretch tokens; /* with its marks; a torn one may have only one */
	bool torn, single, direct, claimed;
	uint32_t next;   /* the piece in the next paragraph, or NONE */
	uint32_t before; /* the piece before it */
	/* found by direct.c */
	bool tagged;
	struct stretch tag;    /* tokens that belong to the tag */
	struct statement head; /* cue, speaker, via of it */
};

/* Which tokens a rule looks at: it goes from bit to bit, since asking each token on its own is a branch that nobody can guess. */
enum token_map {
	MAP_CAPITAL, /* words with a capital */
	MAP_START,   /* those at which a name may begin */
	MAP_QUOTE,   /* quotation marks and apostrophes */
	MAP_COMMA,
	MAP_CUE,
	MAP_HEDGE,
	MAP_DENIAL,
	MAP_QUOTED, /* inside of some quotation, marks too */
	MAP_COUNT
};

struct article {
	const struct attributor *owner;
	struct buffer text;
	struct tokens tokens;
	uint32_t *token_blocks; /* the first token that ends behind the first byte of each block */
	size_t token_block_cap;
	uint32_t *sentence_blocks; /* the sentence around it */
	size_t sentence_block_cap;
	uint64_t *maps[MAP_COUNT]; /* a bit a token */
	size_t map_cap;            /* in words of 64 */
	struct word_tag *tags;
	size_t tag_cap;
	uint32_t *quoted; /* quotation around each token, or NONE */
	size_t quoted_cap;
	struct sentence *sentences;
	size_t sentence_count, sentence_cap;
	uint32_t said_end; /* no sentence from here on holds a statement */
	struct quotation *quotations;
	size_t quotation_count, quotation_cap;
	struct statement *statements;
	size_t statement_count, statement_cap;
	struct entity *entities;
	size_t entity_count, entity_cap;
	struct name_slot *slots; /* names.c */
	size_t slot_cap, slot_used;
	uint32_t slot_age; /* of this article */
	bool names_shared; /* a word stands in the names of two persons */
	struct spelling
		*spellings; /* names_person.c: of persons' names, in the order they were met */
	size_t spelling_count, spelling_cap;
	uint32_t spellings_read
		[256]; /* so many of them stand in the slots, for words that begin with the byte */
	struct evidence *evidence; /* split.c; counted when it is asked for */
	struct mention *mentions;  /* persons outside quotations, in order */
	size_t mention_count, mention_cap, mention_next;
	struct focus foci[FOCI_MAX]; /* resolve.c: who is spoken of, latest first */
	uint32_t last_statement;
};

struct attributor {
	struct attribute_options options;
	struct language *languages;
	size_t language_count;
	struct alias *aliases; /* alias.c, sorted by hash */
	size_t alias_count, alias_cap;
	uint64_t alias_filter[256]; /* a bit for each key that may be one */
	struct arena arena;
	struct article article;
	struct buffer scratch[2]; /* emit.c */
	struct record out;
};

/* --- words.c --- */
void words_open(struct attributor *a, const struct pack *packs);
void words_close(struct attributor *a);
/* Of sentences in one language, one at least; the tags are clear. */
void words_tag(struct article *x, struct sentence *from, const struct sentence *past);

/* Whether the word is listed as a thing or a feat, which no bit of its tag tells. */
bool words_listed(const struct article *x, const struct language *l, uint32_t i, enum word kind);

/* A noun that does not speak, by the pack's list ("gol") or by its form ("kehadiran"). */
bool words_thing(const struct article *x, const struct language *l, uint32_t i);

/* --- article.c --- */
void article_build(struct attributor *a, const struct record *records, size_t count);
void article_free(struct article *x);

/* Bytes of a block: searches by halves were 4 % of the whole run. Most tokens are longer than 8. */
enum { TOKEN_BLOCK_BITS = 3, SENTENCE_BLOCK_BITS = 6 };

/* The sentence around `byte`, or the last before it. */
static inline uint32_t article_sentence_at(const struct article *x, uint32_t byte)
{
	uint32_t k = x->sentence_blocks[byte >> SENTENCE_BLOCK_BITS];
	while (k + 1 < x->sentence_count && x->sentences[k + 1].bytes.start <= byte)
		k++;
	return k;
}

/* The first token that ends behind `byte`. */
static inline uint32_t article_token_at(const struct article *x, uint32_t byte)
{
	uint32_t i = x->token_blocks[byte >> TOKEN_BLOCK_BITS];
	while (i < x->tokens.count && x->tokens.items[i].end <= byte)
		i++;
	return i;
}

/* The first token from i on that is in the map or in the other, or end. */
static inline uint32_t article_next_of(const struct article *x, enum token_map map,
				       enum token_map other, uint32_t i, uint32_t end)
{
	const uint64_t *bits = x->maps[map], *more = x->maps[other];
	if (i >= end)
		return end;
	uint64_t word = (bits[i / 64] | more[i / 64]) >> i % 64;
	while (!word) {
		i = (i / 64 + 1) * 64;
		if (i >= end)
			return end;
		word = bits[i / 64] | more[i / 64];
	}
	i += (uint32_t)__builtin_ctzll(word);
	return i < end ? i : end;
}

static inline uint32_t article_next(const struct article *x, enum token_map map, uint32_t i,
				    uint32_t end)
{
	return article_next_of(x, map, map, i, end);
}

static inline void article_mark(struct article *x, enum token_map map, uint32_t i)
{
	x->maps[map][i / 64] |= UINT64_C(1) << i % 64;
}

/* The first token that begins at `byte` or behind it. */
static inline uint32_t article_token_from(const struct article *x, uint32_t byte)
{
	uint32_t i = article_token_at(x, byte);
	return i + (i < x->tokens.count && x->tokens.items[i].start < byte);
}

static inline bool word_is(const struct article *x, uint32_t i, enum word kind)
{
	return kind < WORD_RARE ? (x->tags[i].kinds >> kind & 1) != 0
				: (x->tags[i].rare >> (kind - WORD_RARE) & 1) != 0;
}

static inline bool word_any(const struct article *x, uint32_t i, uint64_t kinds)
{
	return (x->tags[i].kinds & kinds) != 0;
}

static inline uint32_t word_length(const struct article *x, uint32_t i)
{
	return x->tags[i].length ? x->tags[i].length : 1;
}

/* Only a TOKEN_MARK has a mark. */
static inline bool mark_is(const struct article *x, uint32_t i, enum token_mark m)
{
	return x->tokens.items[i].mark == m;
}

#define MARK_BIT(mark) (UINT32_C(1) << (mark))

/* Whether the token is one of the marks, given as MARK_BITs. */
static inline bool mark_any(const struct article *x, uint32_t i, uint32_t marks)
{
	return (marks >> x->tokens.items[i].mark & 1) != 0;
}

/* U+FFFD: where a page lost its encoding, most often a dash. */
static inline bool mark_lost_dash(const struct article *x, uint32_t i)
{
	return mark_is(x, i, MARK_OTHER) &&
	       memcmp(x->text.data + x->tokens.items[i].start, "\xEF\xBF\xBD", 3) == 0;
}

static inline bool token_is_word(const struct article *x, uint32_t i)
{
	return x->tokens.items[i].kind == TOKEN_WORD;
}

static inline struct spot spot_of(const struct article *x, struct stretch s)
{
	if (s.first >= s.end)
		return (struct spot){0, 0};
	return (struct spot){x->tokens.items[s.first].start, x->tokens.items[s.end - 1].end};
}

static inline struct span spot_text(const struct article *x, struct spot s)
{
	return span_of(x->text.data + s.start, s.end - s.start);
}

static inline struct span spot_lower(const struct article *x, struct spot s)
{
	return span_of(x->tokens.lower.data + s.start, s.end - s.start);
}

static inline bool spot_empty(struct spot s)
{
	return s.start >= s.end;
}

/* prefix, suffix: the word has the first letter of a verb's prefix, the last of a suffix. */
bool article_looks_like_verb(const struct language *l, struct span word, bool prefix, bool suffix);

/* A verb by list or by its form. A capital in the middle of a sentence makes it a name. */
static inline bool article_is_verb(const struct article *x, const struct language *l, uint32_t i)
{
	const struct token *t = &x->tokens.items[i];
	uint64_t kinds = x->tags[i].kinds;
	if (t->kind != TOKEN_WORD || t->capital ||
	    kinds & (WORD_BIT(WORD_NOT_VERB) | WORD_BIT(WORD_NOUN_VERB)))
		return false;
	if (kinds & WORD_BIT(WORD_VERB))
		return true;
	if (kinds & WORD_BIT(WORD_CUE))
		return x->tags[i].cue->form != CUE_BARE && x->tags[i].cue->form != CUE_ACCORDING &&
		       x->tags[i].cue->form != CUE_BASE;
	struct span w = token_lower(&x->tokens, i);
	bool prefix = l->prefix_letter[(unsigned char)w.ptr[0]],
	     suffix = l->suffix_letter[(unsigned char)w.ptr[w.len - 1]];
	return (prefix | suffix) && article_looks_like_verb(l, w, prefix, suffix);
}

bool article_sentence_end(const struct article *x, uint32_t i, uint32_t end);
struct stretch article_trim(const struct article *x, struct stretch s);

/* --- glue.c --- */
/* Both: whether a word was cut. Tails are asked of articles that have a joint only: a link that lost the blank in front of it
 * lost the one behind it too. They need the bits of the capitals, and leave them stale. */
bool glue_split(struct article *x, const struct language *l, size_t limit);
bool glue_split_tails(struct article *x, const struct language *l, size_t limit);

/* --- quotes.c --- */
void quotes_pair(struct article *x);

/* --- speaker.c, speaker_extent.c --- */
bool speaker_parse(const struct article *x, const struct language *l, struct stretch s,
		   struct speaker *out);
uint32_t speaker_extend(const struct article *x, const struct language *l, uint32_t i,
			uint32_t end);
uint32_t speaker_past_title(const struct article *x, const struct language *l, uint32_t end,
			    uint32_t limit);
void speaker_titled(const struct article *x, struct stretch title, const struct speaker *name,
		    struct speaker *out);
bool speaker_thing(const struct article *x, const struct language *l, struct stretch s);
bool speaker_second_title(const struct article *x, uint32_t i, uint32_t end);
bool speaker_clitic(const struct article *x, const struct language *l, uint32_t i,
		    struct speaker *out);

/* --- split.c --- */
void split_start(struct article *x);
void split_free(struct article *x);
struct stretch split_name(const struct article *x, uint32_t segment, struct stretch name);

/* --- aside.c --- */
bool aside_degree(const struct article *x, struct stretch s);
bool aside_is(const struct article *x, struct stretch s);
bool aside_party(const struct article *x, struct stretch s);
bool aside_agent(const struct article *x, const struct language *l, struct stretch s);
bool aside_times(const struct article *x, uint32_t i, uint32_t end);
uint32_t aside_trim_times(const struct article *x, uint32_t first, uint32_t end);
uint32_t aside_subheadline(const struct article *x, uint32_t first, uint32_t end);

/* --- clause.c --- */
struct verb_group {
	uint32_t first; /* adverbs and negators count */
	uint32_t cue;   /* the token of the (last) cue */
	uint32_t end;
	uint32_t named_first; /* where the cue as written begins: negators count, adverbs do not */
	bool negated, refused, second_confirm, infinitive;
};
struct verb_group clause_verb(const struct article *x, const struct language *l, uint32_t cue,
			      struct stretch within);
bool clause_noun(const struct article *x, uint32_t k, uint32_t left);
bool clause_subject(const struct article *x, const struct language *l, const struct verb_group *v,
		    uint32_t left, struct speaker *out, bool *dropped);
uint32_t clause_addressee(const struct article *x, const struct language *l, uint32_t i,
			  uint32_t right);
struct stretch clause_content(const struct article *x, const struct language *l,
			      const struct verb_group *v, const struct cue_word *c, uint32_t right,
			      bool *clause);

/* --- direct.c --- */
void direct_find(struct article *x);

/* --- indirect.c --- */
void indirect_find(struct article *x, uint32_t sentence);

/* --- via.c --- */
bool via_relay(const struct article *x, uint32_t i, uint32_t end, struct stretch *outlet,
	       uint32_t *past);
struct stretch via_name(const struct article *x, uint32_t i, uint32_t end);
bool via_is_outlet(const struct article *x, struct stretch s);
struct spot via_spot(const struct article *x, const struct speaker *s);
void via_add(struct statement *s, struct spot outlet);
void via_alone(struct article *x);

/* --- alias.c --- */
void alias_open(struct attributor *a, const struct pack *packs);
void alias_close(struct attributor *a);
void alias_apply(struct article *x, struct entity *e, uint64_t key);

/* --- names.c, names_collect.c --- */
uint64_t names_key(struct span lower);
void names_collect(struct article *x);
uint32_t names_known(struct article *x, const struct speaker *s);
void names_touch(struct article *x, uint32_t entity);
bool names_vouched(struct article *x, const struct speaker *s);
uint32_t names_find(struct article *x, const struct speaker *s);
struct span names_print(const struct article *x, uint32_t entity);
void names_forget(struct article *x);

/* --- resolve.c --- */
void resolve_start(struct article *x);
void resolve_sentence(struct article *x, uint32_t sentence);

/* --- stance.c --- */
void stance_set(struct article *x, struct statement *s);
bool stance_denial_noun(const struct article *x, const struct statement *s);
size_t stance_hedges(const struct article *x, const struct statement *s, struct spot *out,
		     size_t max);

/* --- emit.c --- */
void emit_document(struct attributor *a, struct record *records, size_t count, struct sink *out);

struct statement *statement_new(struct article *x, uint32_t sentence);

#endif

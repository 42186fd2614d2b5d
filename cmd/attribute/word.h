/* The words of a language, as its packs describe them: what one can be, and what a cue or a pronoun is besides. */
#ifndef KABAR_ATTRIBUTE_WORD_H
#define KABAR_ATTRIBUTE_WORD_H

#include <stdbool.h>
#include <stdint.h>

#include "common/lexicon.h"

/* What a word can be; a token holds one bit for each: those that are asked for together with others in its `kinds`, the rest,
 * from 64 on, in `rare`. There is room for a few of the first and for many of the second. */
enum word {
	WORD_CUE = 1,
	WORD_NEGATOR,
	WORD_REFUSAL,
	WORD_ADVERB,
	WORD_ADVERB_HEAD,
	WORD_SUBORDINATOR,
	WORD_COMPLEMENTIZER,
	WORD_QUESTION,
	WORD_PREPOSITION,
	WORD_ADDRESSEE,
	WORD_CONJUNCTION,
	WORD_COORDINATOR,
	WORD_RELATIVE,
	WORD_AGENT,
	WORD_LEAD,
	WORD_TIME,
	WORD_VERB,
	WORD_NOT_VERB,
	WORD_NOUN_VERB,
	WORD_AFTER_DETERMINER,
	WORD_PARTICLE,
	WORD_OPENER,
	WORD_REPORT,
	WORD_ANAPHOR,
	WORD_PRONOUN,
	WORD_OWN,
	WORD_HEDGE,
	WORD_RELAY,
	WORD_OUTLET_HEAD,
	WORD_OUTLET,
	WORD_OUTLET_PART,
	WORD_PLATFORM,
	WORD_ROLE,
	WORD_ROLE_PART,
	WORD_HONORIFIC,
	WORD_ORGANISATION,
	WORD_INSTITUTION,
	WORD_PLACE,
	WORD_PEOPLE,
	WORD_DOCUMENT,
	WORD_DETERMINER,
	WORD_INDEFINITE,
	WORD_CONNECTOR,
	WORD_BE,
	WORD_ARTICLE,
	WORD_TERRITORY,
	WORD_PORTFOLIO,
	WORD_TOWN,
	WORD_GIVEN,
	WORD_LOCATIVE,
	WORD_ATTACHED,
	WORD_FOLLOWER,
	WORD_FEMALE,
	WORD_MALE,
	WORD_DENIAL,
	WORD_THING,
	WORD_INNER, /* inside a phrase of roles, organisations, places: no name begins here */
	WORD_COMMON_END,
	WORD_RARE = 64,
	WORD_MODAL = WORD_RARE,
	WORD_PURPOSE,
	WORD_GRANT,
	WORD_PRIZE,
	WORD_MESSAGE,
	WORD_SILENCE,
	WORD_NOBODY,
	WORD_ABSOLUTE,
	WORD_PLURAL,
	WORD_APOLOGY,
	WORD_FEAT, /* asked of the lexicon of things, no bit of a token */
	WORD_KINDS
};

_Static_assert(WORD_COMMON_END <= 64 && WORD_KINDS <= 96, "a token has 64 bits and 32");

/* For kinds below WORD_RARE. */
#define WORD_BIT(kind) (UINT64_C(1) << (kind))

enum stance {
	STANCE_CLAIM,
	STANCE_DENY,
	STANCE_CONFIRM,
	STANCE_ACCUSE,
	STANCE_DECLINE,
	STANCE_CALL,
	STANCE_OTHER
};

enum cue_form {
	CUE_ACTIVE,
	CUE_BARE,
	CUE_CLITIC,
	CUE_PASSIVE,
	CUE_ACCORDING,
	CUE_FINITE,
	CUE_BASE,
	CUE_PARTICIPLE
};

enum takes {
	TAKES_ANY,
	TAKES_CLAUSE,
	TAKES_QUOTE,
	TAKES_NAME,
	TAKES_ADDRESSEE,
	TAKES_REPORT,
	TAKES_THAT,
	TAKES_MATTER,    /* a rumour, an accusation: "menepis bola" is no denial */
	TAKES_ANSWER,    /* denies such a matter; of an offer, a plan it says something else */
	TAKES_ASSERTION, /* a clause or what is asserted: "claimed a third title" is no speech */
	TAKES_EVIDENCE,  /* as TAKES_THAT: a survey shows it, not a player */
	TAKES_FACT       /* a clause; a feat behind it is no speech: "mencatat kemenangan" */
};

struct cue_word {
	uint8_t stance, form, takes;
	int8_t negated, aim; /* enum stance, or -1 */
	bool via, names, target, agent, noun;
};

struct pronoun_word {
	uint8_t gender;
	bool plural;
};

enum { TAIL_BITS = 12, TAIL_LETTERS = 4 };

/* The bit of TAIL_LETTERS letters. */
static inline unsigned tail_bit(const char *p)
{
	uint32_t letters = (uint32_t)(unsigned char)p[0] | (uint32_t)(unsigned char)p[1] << 8 |
			   (uint32_t)(unsigned char)p[2] << 16 |
			   (uint32_t)(unsigned char)p[3] << 24;
	return letters * 0x9E3779B1u >> (32 - TAIL_BITS);
}

/* How words look: "ke*an". */
struct word_forms {
	struct word_form {
		struct span front, back;
	} * items;
	size_t count;
};

/* A language: its phrases, its cues by number of entry, and how its verbs look. */
struct language {
	struct span code;
	struct lexicon *words,
		*things; /* things are few, and asked for at the head of a phrase only */
	const struct pack_section *cue_section;
	struct cue_word *cues; /* one an entry of cue_section */
	const struct pack_section *pronoun_section;
	struct pronoun_word *pronouns; /* one an entry of pronoun_section */
	const struct pack_section *prefixes, *suffixes, *clitics, *plurals, *firms, *deputies;
	struct word_forms thing_forms, lead_forms;
	uint64_t tails[(1u << TAIL_BITS) /
		       64]; /* last letters of words that may be glued behind a name */
	bool prefix_letter[256], suffix_letter[256]; /* first of a prefix, last of a suffix */
};

struct word_tag {
	uint64_t kinds; /* WORD_BITs of the phrases that begin here; 0 for most tokens */
	const struct cue_word *cue;
	uint32_t rare;  /* the kinds from WORD_RARE on */
	uint8_t length; /* tokens of the longest phrase */
	uint8_t gender; /* of a pronoun: 'm', 'f' or 0 */
	bool plural;
};

#endif

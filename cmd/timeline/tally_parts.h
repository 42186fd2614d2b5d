/* Inside the tallies: tally.c gathers numbers and answers, tally_link.c joins them to things. */
#ifndef KABAR_TIMELINE_TALLY_PARTS_H
#define KABAR_TIMELINE_TALLY_PARTS_H

#include "cmd/timeline/dispute.h"
#include "cmd/timeline/hash_index.h"
#include "cmd/timeline/tally.h"

struct tally_word {
	uint64_t key; /* of unit and stem */
	struct span surface;
};

enum tally_naming {
	NAMED_BY_UNIT,
	NAMED_BY_WORD, /* a bare decimal, by the word in front of it */
	NAMED_BY_STEM /* the same, by what is left of that word: "bermagnitudo", but "menjadi" too */
};

struct tally_number {
	struct tally_point point;
	struct span doc, unit;
	uint64_t source, start;
	uint64_t counted; /* key of the unit */
	uint64_t value;   /* of unit and value, 0: too plain to be known again by */
	enum tally_naming naming;
	bool decimal; /* a bare one could be of its unit */
	size_t first_word, word_count;
	uint32_t thing; /* + 1; 0: none */
	uint32_t was;   /* its place before sorting */
};

struct tally {
	struct clash_words vocabulary;
	struct tokens tokens, unit_tokens;
	struct buffer text; /* that tokens are of */
	struct arena arena;
	struct tally_number *numbers;
	size_t count, cap;
	struct tally_word *words;
	size_t word_count, word_cap;
	uint64_t *names; /* keys of the words that bare decimals have, sorted */
	size_t name_count;
	struct lexicon *durations;   /* hours and years are no tally */
	int64_t first_day, last_day; /* of the story */
	struct tally_point *points;
	struct tally_thing *things;
	size_t thing_count, thing_cap;
	struct hash_index by_place; /* numbers by id and place */
	uint32_t *point_of;         /* of each number: index in points + 1 */
	uint32_t *places;           /* of each number as it came: where it stands now */
	bool linked;
};

/* --- tally_link.c --- */

void tally_join(struct tally *t);   /* numbers, sorted, to things */
void tally_points(struct tally *t); /* what is shown of each thing */

#endif

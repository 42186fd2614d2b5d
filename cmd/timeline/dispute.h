/* Inside the search for disputes: dispute.c and clash_words.c. */
#ifndef KABAR_TIMELINE_DISPUTE_H
#define KABAR_TIMELINE_DISPUTE_H

#include "cmd/timeline/timeline.h"
#include "common/lexicon.h"
#include "common/number_decimal.h"

enum { CLASH_COMMON = 1, CLASH_UNIT };

struct clash_words {
	struct lexicon
		*lexicon; /* of all languages: a common word of one is seldom a name in another */
};

void clash_words_open(struct clash_words *w, const struct pack *p);
void clash_words_close(struct clash_words *w);
bool clash_word_is_common(const struct clash_words *w, const struct tokens *t, size_t i);
/* A hash that units which count the same thing share. */
uint64_t clash_unit(const struct clash_words *w, struct tokens *scratch, struct span unit);

/* A field such as "-0.5" or "12000". */
struct decimal clash_decimal(struct arena *a, struct span value);

struct unit {
	struct span id;
	uint64_t doc, speaker, office, start;
	int64_t lower, upper;
	size_t words, names; /* into disputes.words: of what was said, of the speaker */
	uint32_t was;        /* its place before sorting */
	uint8_t word_count, name_count;
	bool denies, affirms;
	struct dispute_note note;
};

struct figure {
	uint64_t unit;
	int64_t day;
	struct decimal low, high;
	bool has_low, has_high;
	bool counts; /* people or things, no money or measure */
	uint32_t of; /* index of the unit that says it */
};

struct link {
	uint32_t from, to;
	bool figure;
};

struct posting {
	uint32_t word, unit;
};

struct disputes {
	int64_t within;
	uint64_t max_bytes;
	struct clash_words vocabulary;
	struct tokens tokens;
	struct arena arena;
	struct unit *units;
	size_t unit_count, unit_cap;
	uint32_t *words;
	size_t word_count, word_cap;
	struct figure *figures;
	size_t figure_count, figure_cap;
	struct link *links;
	size_t link_count, link_cap;
	struct posting *postings;
	size_t posting_count;
	uint32_t *seen, stamp;
	uint32_t *by_id;
	size_t id_mask;
};

#endif

/* What the page and the drawing know of all entries: who speaks, in which documents, when, and what disputes what. Gathered
 * while entries go by in their order; memory: speakers, documents, one mark a speaker, day and stance, the disputed entries
 * whole, eight bytes for every other one. */
#ifndef KABAR_TIMELINE_STORY_H
#define KABAR_TIMELINE_STORY_H

#include "cmd/timeline/hash_index.h"
#include "cmd/timeline/view.h"

enum stance { /* of an entry; the order of legends and filters */
	      STANCE_CLAIM,
	      STANCE_CONFIRM,
	      STANCE_DENY,
	      STANCE_ACCUSE,
	      STANCE_DECLINE,
	      STANCE_CALL,
	      STANCE_OTHER,
	      STANCE_NONE, /* no statement */
	      STANCES
};
enum stance stance_named(struct span stance); /* of a statement */
enum stance stance_of(const struct record *r);
const char *stance_name(enum stance s);  /* "deny" */
const char *stance_label(enum stance s); /* "denies" */

struct story_speaker {
	struct span name;
	uint64_t entries, disputed;
};

struct story_document {
	struct span name, outlet, date;
	uint64_t entries;
};

struct story_mark {  /* the entries of one speaker, day and stance */
	int64_t day; /* TIMEX_NO_DAY: undated */
	uint32_t speaker;
	enum stance stance;
	bool disputed;
	uint64_t count;
	struct span id; /* of the first one */
};

struct story_card {         /* a disputed entry */
	struct entry entry; /* spans in the story's arena */
	int64_t day;
	uint32_t speaker;
	uint32_t group; /* the first card of those that hang together */
};

struct story {
	struct arena arena;
	struct story_speaker *speakers;
	struct story_document *documents;
	struct story_mark *marks;
	struct story_card *cards;
	size_t speaker_count, document_count, mark_count, card_count, outlet_count;
	size_t speaker_cap, document_cap, mark_cap, card_cap, shown_cap;
	struct hash_index by_speaker, by_document, by_outlet, by_mark, by_card, by_id;
	uint64_t *shown; /* hashes of ids, in by_id */
	size_t shown_count;
	struct span *outlets;
	size_t outlet_cap;
	uint64_t entries, statements, stances[STANCES];
	int64_t first, last; /* dates of the documents */
};

void story_free(struct story *s);
/* The speaker's number goes to *speaker; only of a statement. */
void story_add(struct story *s, const struct entry *e, uint32_t *speaker);
/* The number of a document by name; it is new when the entry only names it in `seen`. */
uint32_t story_document(struct story *s, struct span name);
bool story_shows(const struct story *s, struct span id);
/* Joins cards that dispute each other, once, behind the last entry; the number of groups. */
size_t story_group(struct story *s);
const struct story_card *story_card(const struct story *s, struct span id); /* NULL: not shown */

/* Speakers for lanes: the most quoted, a disputed entry counting as four. At most `most`; returns how many. */
size_t story_lanes(const struct story *s, uint32_t *speakers, size_t most);

/* --- lanes.c --- */

/* The lanes as one svg element; alone: as a document of its own, else linked to the entries of the page. */
void lanes_draw(struct buffer *out, const struct story *s, bool alone);

/* --- lanes_marks.c --- */

void lanes_add_mark(struct buffer *out, enum stance s);           /* its shape, centred on 0,0 */
void lanes_add_legend(struct buffer *out, const struct story *s); /* as a list of HTML */

/* --- chart.c --- */

/* Numbers of one thing over time, and who gives which. */
struct tally_thing;
void chart_draw(struct buffer *out, const struct story *s, const struct tally_thing *t);

#endif

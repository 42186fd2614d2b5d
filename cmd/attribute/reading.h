/* One stretch of a sentence while it is read: shared by indirect.c, frame.c, content.c, cue.c, active.c and passive.c. */
#ifndef KABAR_ATTRIBUTE_READING_H
#define KABAR_ATTRIBUTE_READING_H

#include "cmd/attribute/model.h"

struct reading {
	struct article *x;
	const struct language *l;
	uint32_t sentence;
	struct stretch region;
	struct spot relays[VIA_MAX];
	uint8_t relay_count;
	uint32_t first_statement;    /* of the sentence's indirect ones */
	const struct statement *tag; /* of the quotation that the stretch follows, or NULL */
};

/* What stands around content: ", kata X", ", X said", "menurut X", ", Reuters melaporkan". */
struct frame {
	struct stretch tag; /* with the comma in front of it */
	struct stretch cue;
	struct speaker speaker;
	const struct cue_word *word;
	bool relays; /* gives way to a speaker inside */
	bool clitic;
};

/* A statement of the sentence; sp NULL: nobody says it. */
struct statement *reading_add(struct reading *r, enum pattern pattern, const struct speaker *sp,
			      struct stretch cue, const struct cue_word *c, struct stretch quote);

/* The first frame of the stretch: "Menurut X" at its start or in it, the others behind a comma. */
bool frame_find(struct reading *r, struct stretch s, struct frame *f);

/* Whether a tag may end in front of token i. */
bool frame_closes(const struct article *x, uint32_t i, uint32_t end);

/* Reads the cues of a stretch from left to right; how many statements they gave. */
size_t cues_read(struct reading *r, struct stretch s);

/* What was said before in the stretch, for a subject that is understood. */
struct heard {
	bool any, tag; /* tag: of the quotation in front of the stretch */
	struct speaker speaker;
};

/* --- active.c --- */

/* The statement of the active cue at k, or NULL; *past: where to look for the next cue. *h gets
 * the main subject where nobody has spoken yet; who spoke is the caller's to note. */
struct statement *active_read(struct reading *r, uint32_t k, struct stretch s, struct heard *h,
			      uint32_t *past);

/* --- passive.c --- */

/* Adds the statement of the passive cue at k when it has an agent that may speak. Returns where to look for the next cue. */
uint32_t passive_read(struct reading *r, uint32_t k, struct stretch s);

/* "were accused of lying |by X": an auxiliary and an agent make the finite cue of v a passive. */
bool passive_by_auxiliary(const struct reading *r, const struct verb_group *v, uint32_t end);

/* The one who did not answer: "Calls to X |were not returned". */
bool passive_unanswered(const struct reading *r, uint32_t cue, uint32_t left, struct speaker *out);

/* A passive by its auxiliary, which has no speaker without its agent. */
bool frame_passive(const struct article *x, const struct verb_group *v);

/* --- content.c --- */

/* A phrase of time or place without a verb: no content. */
bool content_adjunct(const struct article *x, const struct language *l, struct stretch s);

/* A report, an accusation, or a word for one of them, near the start of the stretch. */
bool content_matter(const struct article *x, const struct language *l, struct stretch s);

/* "denied her request", "denied the union access": an act, no speech. */
bool content_withheld(const struct article *x, const struct cue_word *c, struct stretch s);

/* Whether what stands behind the cue is what it takes. sp: NULL for nobody; clause: something opens the content. */
bool content_fits(const struct article *x, const struct language *l, const struct cue_word *c,
		  const struct verb_group *v, const struct speaker *sp, struct stretch quote,
		  bool clause);

#endif

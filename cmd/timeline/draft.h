/* An entry of the terminal view as it is kept until all have come: drawn as far as one can while nothing is known of the others.
 * What is missing is its heading, what disputes it, what its source said before, and how its figures fall into lines, since
 * further ones may come. A quarter of the bytes of its records. */
#ifndef KABAR_TIMELINE_DRAFT_H
#define KABAR_TIMELINE_DRAFT_H

#include "cmd/timeline/timeline.h"

enum draft_basis { DRAFT_OWN_DATE, DRAFT_DOCUMENT, DRAFT_CARRIED, DRAFT_ORDER };

struct draft {
	struct span doc, at, id, when;
	struct span head;     /* drawn: who, and the words */
	struct span figures;  /* by draft_add_figure; may be empty */
	struct span listed;   /* the field of that name, for an entry without figures of its own */
	struct span details;  /* behind the figures, still on one line */
	struct span warnings; /* drawn */
	struct span disputes, dispute; /* as they came in */
	enum draft_basis basis;
	bool denies;
	bool left_out; /* not shown, only counted: it has its names and nothing else */
};

struct draft_figure {
	uint64_t start;  /* num_at */
	uint32_t tally;  /* by tally_add */
	unsigned place;  /* enum shown_place */
	struct span num; /* as written */
	struct span text;
};

/* Appends one. In the text, `num` stands num_at bytes behind its start. */
void draft_add_figure(struct buffer *figures, const struct draft_figure *f, size_t num_at);
/* The next one of *figures; false at the end. */
bool draft_next_figure(struct span *figures, struct draft_figure *f);

size_t draft_room(const struct draft *d); /* bytes that draft_write needs at most */
/* Appends it; doc stands *doc_at bytes behind its start. */
void draft_write(struct buffer *out, const struct draft *d, size_t *doc_at);
void draft_read(struct span bytes, struct draft *d); /* sharing the bytes */
/* By start, at and id, then by all that they hold. */
int draft_compare(struct span a, struct span b);

#endif

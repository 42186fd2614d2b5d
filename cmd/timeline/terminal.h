/* The terminal view: draft_record.c draws a record as it comes, drafts.c gathers what was drawn, view_terminal.c shows it. */
#ifndef KABAR_TIMELINE_TERMINAL_H
#define KABAR_TIMELINE_TERMINAL_H

#include "cmd/timeline/draft.h"
#include "cmd/timeline/shown.h"
#include "cmd/timeline/tally.h"
#include "cmd/timeline/view_text.h"

/* --- draft_record.c --- */

/* Who says it with which stance, and the words. scratch: for lines, emptied. */
void draft_add_head(struct buffer *out, const struct text_style *style, const struct known *k,
		    const struct shown *s, struct buffer *scratch);
void draft_add_details(struct buffer *out, const struct shown *s, struct buffer *scratch);
/* What the view shows of a number record; nothing of one that is no figure. */
void draft_add_number(struct buffer *figures, const struct shown *s, uint32_t tally,
		      struct buffer *scratch);

/* --- left_out.c --- */

struct left_out { /* {.max_bytes}: none so far */
	uint64_t *hashes;
	size_t count, cap;
	uint64_t nameless; /* without an id */
	uint64_t max_bytes;
	bool full;
};
/* False: it cannot be remembered. */
bool left_out_add(struct left_out *l, const struct known *k);
uint64_t left_out_count(struct left_out *l); /* once, behind the last one */
uint64_t left_out_bytes(const struct left_out *l);
void left_out_free(struct left_out *l);

/* --- drafts.c --- */

struct drafts;
/* All live as long as it does. max_bytes: for what is not the sorter's. */
struct drafts *drafts_new(const struct view_options *o, struct sorter *sorter, uint64_t max_bytes);
void drafts_free(struct drafts *d);
/* Records of one unit that follow each other are one draft. k: known of r; tally: of tally_add. False: reported. */
bool drafts_add(struct drafts *d, const struct record *r, const struct known *k, uint32_t unit,
		uint32_t tally);
bool drafts_end(struct drafts *d);             /* the last one; false: reported */
uint64_t drafts_bytes(const struct drafts *d); /* memory that it holds, not counting the sorter's */
uint64_t
drafts_left_out(struct drafts *d); /* units not worth showing, of which there is no draft */

/* --- view_terminal.c --- */

struct terminal;
/* d and t, linked, live as long. */
struct terminal *terminal_new(const struct view_options *o, const struct disputes *d,
			      const struct tally *t, view_write *write, void *context);
void terminal_free(struct terminal *v);
/* The next one in the order of the timeline; those of one id, behind another, are one entry. */
void terminal_draft(struct terminal *v, struct span draft, uint32_t unit);
bool terminal_is_full(const struct terminal *v);
/* The last entry, and a line when there was nothing to show or not all was shown. */
void terminal_end(struct terminal *v, uint64_t left_out);

#endif

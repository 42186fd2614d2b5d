/* Inside the page: html.c writes the entries, html_page.c what stands before and behind them. */
#ifndef KABAR_TIMELINE_HTML_H
#define KABAR_TIMELINE_HTML_H

#include "cmd/timeline/spool.h"
#include "cmd/timeline/story.h"

struct html {
	struct view_parts parts;
	struct story story;
	struct spool list; /* the entries: the page begins with what is known only behind them */
	struct buffer heading; /* of the day being written */
	bool in_day;
};

/* All that an entry and a card of a dispute show alike: the stance, who, with role and way. */
void html_add_speaker(struct buffer *out, const struct entry *e);
void html_add_words(struct buffer *out, const struct entry *e);
/* Until the list of entries, and from its end on. */
void html_add_head(struct buffer *out, struct html *h);
void html_add_tail(struct buffer *out, struct html *h, uint64_t left_out);

#endif

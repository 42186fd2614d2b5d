/* Inside the views: view.c gathers sorted records into entries, one of the forms below shows them; the terminal's are drawn as they
 * come (terminal.h). */
#ifndef KABAR_TIMELINE_VIEW_H
#define KABAR_TIMELINE_VIEW_H

#include "cmd/timeline/timeline.h"

enum { ENTRY_FIGURES = 16 };

/* A number of the entry, in the order of the text. */
struct entry_figure {
	uint64_t start; /* num_at */
	struct span text;
	struct span value; /* decimal string, the lower end of a range; may be empty */
	uint64_t counted; /* what it counts, 0: nothing that another number could be held against */
	const struct tally_point
		*before; /* what the same source said earlier; NULL: nothing else */
};

/* A unit: a statement or a sentence with all its numbers. Valid until the form's function returns. */
struct entry {
	struct record record;
	struct entry_figure figures[ENTRY_FIGURES];
	size_t figure_count, figures_more;
	uint64_t number; /* among those shown, from 1 */
};

/* How entries are shown. */
struct view_form {
	void (*entry)(void *state, const struct entry *e);
	bool (*end)(void *state, uint64_t left_out); /* left_out: sentences not worth showing */
	void (*free)(void *state);
	void *state;
};

struct view_parts { /* what every form is made with; all live as long as the view */
	const struct view_options *options;
	view_write *write;
	void *context;
	const struct disputes *disputes;
	const struct tally *tally;
};

struct view_form view_html(const struct view_parts *p);
struct view_form view_svg(const struct view_parts *p);

/* The outlet, else the document: who tells a sentence that is nobody's statement. */
struct span entry_outlet(const struct entry *e);
/* The speaker as shown; "(speaker not named)" when there is none. Only of a statement. */
struct span entry_speaker(const struct record *r);
/* The role, but not where the speaker's name says it already. */
struct span entry_role(const struct record *r);
bool entry_denies(const struct record *r);
/* The words to show, a direct quotation without its own marks. */
void entry_add_words(struct buffer *out, const struct record *r);

/* The same of fields that were found already. */
struct span words_speaker(struct span speaker, struct span as);
struct span words_role(struct span speaker, struct span role);
bool words_deny(struct span stance, struct span polarity);
void words_add_said(struct buffer *out, struct span mode, struct span quote, struct span text);

/* What a reader of the short view wants: statements, and sentences with a date of their own. */
bool view_shows(const struct view_options *o, const struct known *k);

#endif

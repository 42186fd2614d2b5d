/* Lines of the terminal view: wrapping, colour, labels. */
#ifndef KABAR_TIMELINE_VIEW_TEXT_H
#define KABAR_TIMELINE_VIEW_TEXT_H

#include "cmd/timeline/timeline.h"

enum text_color {
	TEXT_PLAIN,
	TEXT_BOLD,
	TEXT_DIM,
	TEXT_RED,
	TEXT_YELLOW,
	TEXT_GREEN,
	TEXT_MAGENTA
};

struct text_style {
	size_t width;
	bool color;
};

void text_add_colored(struct buffer *out, const struct text_style *s, enum text_color c,
		      struct span text);
/* Breaks text at blanks so that lines, indented by `indent`, fit the width; a longer word stands on a line of its own. */
void text_add_wrapped(struct buffer *out, const struct text_style *s, struct span text,
		      size_t indent);
/* The same from a column on (0: a new line), without the line's end; returns the column it came to. */
size_t text_add_flowing(struct buffer *out, const struct text_style *s, enum text_color c,
			struct span text, size_t indent, size_t column);
void text_add_wrapped_colored(struct buffer *out, const struct text_style *s, enum text_color c,
			      struct span text, size_t indent);
/* "2024-10-23 Wednesday"; an open start stands under its end, an open end under its start. */
void text_add_heading(struct buffer *out, struct span when);
struct span text_stance(struct span stance, enum text_color *color); /* "DENIES" */
void text_add_quotation(struct buffer *out, struct span quote,
			bool direct); /* without its own outer marks */
void text_add_detail(struct buffer *line, const char *label, struct span value);
struct span text_warning(struct span item); /* an item of `warn`, in words */
void text_add_warnings(struct buffer *out, const struct text_style *s, struct span warn);
struct span text_documents(struct buffer *scratch, struct span count); /* "3 articles" */

struct text_figure { /* fields of a number record */
	struct span num, value, unit, kind, approx, rel;
};
struct text_figure text_figure_of(const struct record *r);
bool text_figure_matters(const struct text_figure *f);
/* Returns how many bytes of what it appends stand before the mention. */
size_t text_add_figure(struct buffer *out, const struct text_figure *f);
void text_add_event(struct buffer *line, struct span event); /* "speaks of since 2022" */
void text_add_note(struct buffer *out, const struct dispute_note *n);

#endif

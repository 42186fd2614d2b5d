/* Lines to paragraphs. */
#ifndef KABAR_SEGMENT_LAYOUT_H
#define KABAR_SEGMENT_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "cmd/segment/phrases.h"
#include "common/span.h"

struct paragraph {
	size_t start, end; /* trimmed, not empty */
	bool blank_behind; /* an empty line or the end of the text follows */
};

/* The next paragraph at or behind *at, which moves behind it; false at the end. A line break ends a paragraph, unless it was
 * torn into a sentence: nothing ends in front of it and the next line goes on in lower case. */
bool layout_next(struct span text, size_t *at, const struct phrases *phrases, struct paragraph *p);

/* The line at `at`, which is a line's start. ads: lines of an ad ('ADVERTISEMENT') are passed over, as below a sub-headline, which
 * reads on there. */
struct span layout_line_below(const struct phrases *phrases, struct span text, size_t at, bool ads);

#endif

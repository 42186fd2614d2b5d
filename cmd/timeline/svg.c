/* The lanes alone, as one SVG document. */
#include <stdlib.h>

#include "cmd/timeline/story.h"
#include "cmd/timeline/view.h"

struct svg {
	struct view_parts parts;
	struct story story;
};

static void svg_entry(void *state, const struct entry *e)
{
	struct svg *v = state;
	uint32_t speaker = 0;

	story_add(&v->story, e, &speaker);
}

static bool svg_end(void *state, uint64_t left_out)
{
	struct svg *v = state;
	struct buffer out = {0};

	(void)left_out;
	lanes_draw(&out, &v->story, true);
	v->parts.write(v->parts.context, buffer_span(&out));
	buffer_free(&out);
	return true;
}

static void svg_free(void *state)
{
	struct svg *v = state;

	story_free(&v->story);
	free(v);
}

struct view_form view_svg(const struct view_parts *p)
{
	struct svg *v = alloc_zeroed(1, sizeof *v);

	v->parts = *p;
	return (struct view_form){svg_entry, svg_end, svg_free, v};
}

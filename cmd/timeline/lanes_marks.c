/* What the marks of the lanes look like: a shape for each kind of statement, since colour alone tells too few readers. */
#include "cmd/timeline/story.h"

void lanes_add_mark(struct buffer *out, enum stance s)
{
	static const char *const shapes[STANCES] = {
		"<circle r=\"6\"/>",
		"<path d=\"M-5.5-5.5h11v11h-11z\"/>",
		"<path d=\"M-6-4-4-6 0-2 4-6 6-4 2 0 6 4 4 6 0 2-4 6-6 4-2 0z\"/>",
		"<path d=\"M0-7 7 5.5H-7z\"/>",
		"<circle class=\"hollow\" r=\"5\"/>",
		"<path d=\"M-5-7 7 0-5 7z\"/>",
		"<path d=\"M0-6.5 6.5 0 0 6.5-6.5 0z\"/>",
		"<path d=\"M-6-1.5H6v3H-6z\"/>",
	};
	buffer_add_text(out, "<g class=\"m ");
	buffer_add_text(out, stance_name(s));
	buffer_add_text(out, "\">");
	buffer_add_text(out, shapes[s]);
	buffer_add_text(out, "</g>");
}

void lanes_add_legend(struct buffer *out, const struct story *s)
{
	buffer_add_text(out, "<ul class=\"legend\">");
	for (int k = 0; k < STANCE_NONE; k++) {
		if (s->stances[k] == 0)
			continue;
		buffer_add_text(
			out, "<li><svg class=\"i\" viewBox=\"-8 -8 16 16\" aria-hidden=\"true\">");
		lanes_add_mark(out, (enum stance)k);
		buffer_add_text(out, "</svg>");
		buffer_add_text(out, stance_label((enum stance)k));
		buffer_add_text(out, "</li>");
	}
	if (s->card_count)
		buffer_add_text(
			out,
			"<li><svg class=\"i\" viewBox=\"-11 -11 22 22\" aria-hidden=\"true\">"
			"<circle class=\"ring\" r=\"9.5\"/></svg>disputed; lines join the two sides</li>");
	buffer_add_text(out, "</ul>\n");
}

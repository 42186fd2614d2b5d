/* Looking ahead in an input without taking anything: what recognition and the search for the next record need. */
#include "common/document_parts.h"

char look_past(struct input *in, size_t from, const char *blanks, size_t *at)
{
	struct span window;
	enum read_result result = input_peek(in, &window);
	size_t i = from;

	for (;;) {
		while (i < window.len && i - from < LOOK_MAX && window.ptr[i] &&
		       strchr(blanks, window.ptr[i]))
			i++;
		*at = i;
		if (i < window.len)
			return window.ptr[i];
		if (result != READ_OK || i - from >= LOOK_MAX)
			return '\0';
		result = input_more(in, &window);
	}
}

bool look_at_text(struct input *in, size_t from, const char *text)
{
	struct span window;
	enum read_result result = input_peek(in, &window);
	size_t len = strlen(text);

	while (result == READ_OK && window.len < from + len &&
	       (window.len <= from || memcmp(window.ptr + from, text, window.len - from) == 0))
		result = input_more(in, &window);
	return window.len >= from + len && memcmp(window.ptr + from, text, len) == 0;
}

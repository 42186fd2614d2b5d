/* Lines of an input: see input.h. One memchr a line; a line that a read has cut in two is searched from where the
 * search stopped, so a long line costs linear time. */
#include "common/input.h"
#include "common/report.h"

void lines_start(struct lines *l, struct input *in, size_t max_bytes)
{
	*l = (struct lines){.in = in, .max_bytes = max_bytes};
}

/* Passes over bytes up to and with the next LF. */
static enum read_result lines_skip(struct lines *l)
{
	struct span window;
	enum read_result result;

	while ((result = input_peek(l->in, &window)) == READ_OK) {
		const char *lf = memchr(window.ptr, '\n', window.len);
		input_consume(l->in, lf ? (size_t)(lf - window.ptr) + 1 : window.len);
		if (lf)
			break;
	}
	l->skipping = false;
	return result;
}

static struct span line_trim(struct span line)
{
	if (line.len && line.ptr[line.len - 1] == '\r')
		line.len--;
	return line;
}

static enum read_result line_refuse(struct lines *l, struct span window, struct span *line)
{
	l->pending = 0;
	l->skipping = true;
	*line = span_sub(window, 0, l->max_bytes);
	if (!l->quiet)
		report_at(input_name(l->in), l->number, "line is longer than %zu bytes",
			  l->max_bytes);
	return READ_REFUSED;
}

enum read_result lines_next(struct lines *l, struct span *line)
{
	struct span window;
	size_t scanned = 0;
	const char *lf;

	if (l->pending)
		input_consume(l->in, l->pending);
	l->pending = 0;
	if (l->skipping)
		lines_skip(l);
	if (l->number == 0)
		input_skip_bom(l->in);
	enum read_result result = input_peek(l->in, &window);
	if (result != READ_OK)
		return result;
	l->number++;
	while (!(lf = memchr(window.ptr + scanned, '\n', window.len - scanned))) {
		scanned = window.len;
		if (window.len > l->max_bytes &&
		    window.len - l->max_bytes > 1) /* 1: a CR may still be the line's end */
			return line_refuse(l, window, line);
		result = input_more(l->in, &window);
		if (result == READ_FAILED)
			return result; /* what is left is half a line */
		if (result == READ_END)
			break;
	}
	*line = line_trim(span_sub(window, 0, lf ? (size_t)(lf - window.ptr) : window.len));
	if (line->len > l->max_bytes) {
		line_refuse(l, window, line);
		return READ_REFUSED;
	}
	l->pending = lf ? (size_t)(lf - window.ptr) + 1 : window.len;
	return READ_OK;
}

struct span lines_window(struct lines *l)
{
	if (l->number == 0 || l->skipping)
		return span_of("", 0);
	if (l->pending)
		input_consume(l->in, l->pending);
	l->pending = 0;
	return input_buffered(l->in);
}

/* Plain text: a file, a paragraph or a line is a document; a long one comes in pieces. */
#include "common/document_parts.h"
#include "common/utf8.h"

/* --- where a document ends --- */

static bool line_end(struct text_reader *t, struct span view, size_t *text_end, size_t *taken)
{
	const char *lf = memchr(view.ptr + t->scanned, '\n', view.len - t->scanned);

	t->scanned = view.len;
	if (!lf)
		return false;
	*text_end = (size_t)(lf - view.ptr);
	*taken = *text_end + 1;
	return true;
}

/* The bytes at the end of the view may be the first of a blank of two or three bytes. */
static bool may_be_blank(struct span view, size_t at)
{
	unsigned char c = (unsigned char)view.ptr[at];
	return view.len - at < 3 && (c == 0xC2 || c == 0xE2 || c == 0xEF);
}

/* A line end and a blank line behind it. Resumable: each byte is looked at once over all calls. */
static bool paragraph_end(struct text_reader *t, struct span view, size_t *text_end, size_t *taken)
{
	const char *end = view.ptr + view.len;
	unsigned width;

	for (;;) {
		if (!t->line_start) {
			const char *lf = memchr(view.ptr + t->scanned, '\n', view.len - t->scanned);
			t->scanned = lf ? (size_t)(lf - view.ptr) + 1 : view.len;
			if (!lf)
				return false;
			t->line_start = t->scanned;
		}
		while (t->scanned < view.len && view.ptr[t->scanned] != '\n' &&
		       (width = utf8_blank(view.ptr + t->scanned, end)))
			t->scanned += width;
		if (t->scanned >= view.len || may_be_blank(view, t->scanned))
			return false;
		if (view.ptr[t->scanned] == '\n') {
			*text_end = t->line_start - 1;
			*taken = t->scanned + 1;
			return true;
		}
		t->line_start = 0;
	}
}

static bool unit_end(struct documents *d, struct span view, size_t *text_end, size_t *taken)
{
	if (d->o.unit == UNIT_LINE)
		return line_end(&d->text, view, text_end, taken);
	if (d->o.unit == UNIT_PARAGRAPH || d->o.live)
		return paragraph_end(&d->text, view, text_end, taken);
	return false;
}

/* --- where a long document is cut --- */

/* The last of the first max bytes that does not split a character. */
static size_t character_border(struct span s, size_t max)
{
	size_t at = max;

	while (at > 0 && max - at < 3 && ((unsigned char)s.ptr[at] & 0xC0) == 0x80)
		at--;
	return at > 0 && ((unsigned char)s.ptr[at] & 0xC0) != 0x80 ? at : max;
}

/* Behind the last blank line of the first max bytes, else the last line end, else the last blank, else a character.
 * s is longer than max. */
static size_t piece_end(struct span s, size_t max)
{
	size_t line = 0, blank = 0,
	       below = 0; /* below: a line end with only blanks between it and here */

	for (size_t i = max; i > 0; i--) {
		char c = s.ptr[i - 1];
		if (c == '\n' || c == '\r') {
			if (below)
				return below;
			below = i;
			line = line ? line : i;
			if (c == '\n' && i > 1 && s.ptr[i - 2] == '\r')
				i--;
		} else if (c == ' ' || c == '\t') {
			blank = blank ? blank : i;
		} else {
			below = 0;
		}
	}
	return line ? line : blank ? blank : character_border(s, max);
}

/* --- reading --- */

/* Blanks between documents. */
static void skip_blanks(struct documents *d)
{
	struct span window;
	enum read_result result;

	input_skip_bom(d->in);
	while ((result = input_peek(d->in, &window)) == READ_OK) {
		size_t at = 0;
		unsigned width;
		while (at < window.len &&
		       (width = utf8_blank(window.ptr + at, window.ptr + window.len)))
			at += width;
		bool cut = at < window.len && may_be_blank(window, at);
		documents_consume(d, at);
		if (cut && input_more(d->in, &window) == READ_OK)
			continue;
		if (at < window.len || cut)
			return;
	}
}

/* The id stays the same for all pieces. */
static void make_id(struct documents *d, struct span text)
{
	bool standard = strcmp(d->file, "-") == 0;
	const char *name = standard ? d->o.name : d->file;

	d->id.len = 0;
	if (!name || !*name) {
		documents_hash_text(d, text);
		return;
	}
	buffer_add_text(&d->id, name);
	if (d->o.unit != UNIT_FILE) {
		buffer_add_byte(&d->id, ':');
		buffer_add_number(&d->id, d->text.line);
	}
}

static struct span trim_line_end(struct span s)
{
	while (s.len && (s.ptr[s.len - 1] == '\n' || s.ptr[s.len - 1] == '\r'))
		s.len--;
	return s;
}

/* The next piece: *text_end bytes of the window, of which *taken are passed over. *more: the document goes on. */
static enum read_result read_piece(struct documents *d, struct span *window, size_t *text_end,
				   size_t *taken, bool *more)
{
	size_t max = (size_t)d->o.max_bytes;
	enum read_result result = READ_OK;

	*more = false;
	d->text.line_start = d->text.scanned = 0;
	while (result == READ_OK) {
		/* 2: the CR LF behind a document of just max bytes */
		bool beyond = window->len > max && window->len - max > 2;
		struct span view = span_of(window->ptr, beyond ? max + 2 : window->len);
		bool ended = unit_end(d, view, text_end, taken);
		if (ended && trim_line_end(span_sub(view, 0, *text_end)).len <= max) {
			*more = d->o.unit == UNIT_FILE;
			return READ_OK;
		}
		if (ended || beyond) {
			*text_end = *taken = piece_end(*window, max);
			*more = true;
			return READ_OK;
		}
		result = input_more(d->in, window);
	}
	*text_end = *taken = window->len;
	*more = result == READ_FAILED;
	return result;
}

enum read_result documents_next_text(struct documents *d, struct document *doc)
{
	struct text_reader *t = &d->text;
	struct span window;
	size_t text_end, taken;

	if (!t->in_unit && d->o.unit != UNIT_FILE)
		skip_blanks(d);
	enum read_result result = input_peek(d->in, &window);
	if (result == READ_FAILED || (result == READ_END && !t->in_unit))
		return result;
	if (!t->in_unit) {
		t->offset = 0;
		t->line = d->line;
	}
	read_piece(d, &window, &text_end, &taken, &doc->more);
	doc->text = span_sub(window, 0, text_end);
	if (d->o.unit != UNIT_FILE && !doc->more)
		doc->text = trim_line_end(doc->text);
	else if (d->o.unit == UNIT_FILE)
		doc->text.len = taken;
	if (!t->in_unit)
		make_id(d, doc->text);
	doc->id = buffer_span(&d->id);
	doc->offset = t->offset;
	doc->line = d->line;
	t->offset += taken;
	t->in_unit = doc->more;
	d->pending = taken;
	d->ended = d->o.unit == UNIT_FILE && !doc->more;
	return READ_OK;
}

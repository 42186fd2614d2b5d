/* What the tests of document*.c share: a whole file of documents as one text to compare. */
#ifndef KABAR_UNIT_DOCUMENTS_H
#define KABAR_UNIT_DOCUMENTS_H

#include "common/document.h"
#include "common/run.h"
#include "tests/unit/files.h"
#include "tests/unit/unit.h"

/* A text for each document ("id|text" with "+" behind when more follows, "!reason" when refused), one a line, then
 * "END" or "FAILED". */
static struct buffer log_text;

static inline void log_document(const struct document *doc)
{
	buffer_add_span(&log_text, doc->id);
	buffer_add_byte(&log_text, '|');
	buffer_add_span(&log_text, doc->text);
	buffer_add_text(&log_text, doc->more ? "+\n" : "\n");
}

static inline struct span read_form(const char *file, int form, const struct document_options *o)
{
	struct input *in = input_open(file, NULL, NULL);
	struct documents *d = documents_open(in, file, form, o);
	struct document doc;
	const char *reason = NULL;
	struct span refused;
	enum read_result result;

	log_text.len = 0;
	while ((result = documents_next(d, &doc, &reason, &refused)) == READ_OK ||
	       result == READ_REFUSED) {
		if (result == READ_OK) {
			log_document(&doc);
			continue;
		}
		buffer_add_byte(&log_text, '!');
		buffer_add_number(&log_text, doc.line);
		buffer_add_byte(&log_text, ' ');
		buffer_add_span(&log_text, refused);
		buffer_add_text(&log_text, ": ");
		buffer_add_text(&log_text, reason);
		buffer_add_byte(&log_text, '\n');
	}
	buffer_add_text(&log_text, result == READ_END ? "END" : "FAILED");
	documents_close(d);
	input_close(in);
	return buffer_span(&log_text);
}

static inline struct span read_text(const char *text)
{
	struct document_options o = {.max_bytes = 1 << 20};
	return read_form(files_put_text(text), FORM_AUTO, &o);
}

static inline struct span read_unit(const char *text, int unit, uint64_t max, bool live)
{
	struct document_options o = {.unit = unit, .max_bytes = max, .live = live};
	return read_form(files_put_text(text), FORM_TEXT, &o);
}

/* What is logged, with the name of the file as F. */
static inline struct span short_names(struct span s)
{
	static struct buffer out;
	struct span name = span_text(files_path);
	size_t tail = strlen("/input");

	out.len = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (s.len - i >= name.len + tail && memcmp(s.ptr + i, name.ptr, name.len) == 0) {
			buffer_add_byte(&out, 'F');
			i += name.len + tail - 1;
		} else {
			buffer_add_byte(&out, s.ptr[i]);
		}
	}
	return buffer_span(&out);
}

/* The first document of the text, whose spans point into log_text's neighbours: valid until the next call. */
static inline struct document first_document(const char *text)
{
	static struct input *in;
	static struct documents *d;
	struct document_options o = {.max_bytes = 1 << 20};
	struct document doc;
	const char *reason, *file = files_put_text(text);
	struct span refused;

	documents_close(d);
	input_close(in);
	in = NULL;
	d = NULL;
	if (!*text)
		return (struct document){.file = NULL};
	in = input_open(file, NULL, NULL);
	d = documents_open(in, file, FORM_AUTO, &o);
	if (documents_next(d, &doc, &reason, &refused) != READ_OK)
		return (struct document){.file = NULL};
	return doc;
}

static inline bool said(const char *part)
{
	return strstr(files_said(), part) != NULL;
}

#endif

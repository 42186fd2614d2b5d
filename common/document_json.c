/* JSON Lines, arrays and pretty-printed objects, one after the other and in constant memory.
 *
 * Between elements any mix of blanks, commas and square brackets may stand, so lines of arrays and several arrays are
 * read too. Behind an element that is no JSON the reader goes on at the next line that begins like an element. */
#include <stdio.h>

#include "common/document_parts.h"
#include "common/report.h"

#define COLUMN_UNKNOWN UINT64_MAX

/* --- going on behind a refused element --- */

/* Passes over an element that is too long, in constant memory. */
static void skip_value(struct documents *d)
{
	struct json_document_reader *j = &d->json;
	struct span window;
	const char *reason;
	size_t used;

	j->skip = SKIP_NOTHING;
	while (input_peek(d->in, &window) == READ_OK) {
		switch (json_end(&j->scan, window, &used, &reason)) {
		case JSON_INCOMPLETE:
			documents_consume(d, window.len);
			j->scan.at = 0;
			continue;
		case JSON_BAD: /* what begins this line may be the next element */
			while (used > 0 && window.ptr[used - 1] != '\n')
				used--;
			j->skip = SKIP_LINES;
			documents_consume(d, used ? used - 1 : 0);
			return;
		default: documents_consume(d, used); return;
		}
	}
}

/* To the next line that begins with '{', or with the ']' of the array. Objects inside a pretty-printed element stand further
 * to the right than the element. */
static void skip_lines(struct documents *d)
{
	struct json_document_reader *j = &d->json;
	struct span window;

	j->skip = SKIP_NOTHING;
	while (input_peek(d->in, &window) == READ_OK) {
		const char *lf = memchr(window.ptr, '\n', window.len);
		size_t column;
		documents_consume(d, lf ? (size_t)(lf - window.ptr) + 1 : window.len);
		if (!lf)
			continue;
		char c = look_past(d->in, 0, " \t\r,", &column);
		if ((c == '{' || (c == ']' && j->open_arrays)) && column <= j->column_max) {
			j->column = 0;
			return;
		}
	}
}

static enum read_result refuse_element(struct documents *d, struct span window, const char *why,
				       const char **reason, struct span *refused)
{
	struct json_document_reader *j = &d->json;
	bool alone_on_line = window.len > 1 && (window.ptr[1] == '\n' || window.ptr[1] == '\r');

	j->column_max = alone_on_line ? j->column : COLUMN_UNKNOWN;
	if (j->skip == SKIP_NOTHING)
		j->skip = SKIP_LINES;
	*refused = documents_first_line(window);
	*reason = why;
	if (j->skip == SKIP_LINES && (j->column > 1 || j->open_arrays) && !alone_on_line) {
		snprintf(j->reason, sizeof j->reason, "%s (the rest of the line is passed over)",
			 why);
		*reason = j->reason;
	}
	j->column = COLUMN_UNKNOWN;
	return READ_REFUSED;
}

/* --- elements --- */

static enum read_result json_ended(struct documents *d, enum read_result result)
{
	if (result != READ_END || d->json.open_arrays == 0)
		return result;
	report_at(d->file, d->line, "JSON: the array is not closed: the input is cut short");
	return READ_FAILED;
}

/* To the first byte of the next element. */
static enum read_result find_element(struct documents *d, struct span *window)
{
	struct json_document_reader *j = &d->json;
	enum read_result result;

	while ((result = input_peek(d->in, window)) == READ_OK) {
		size_t i = 0;
		for (; i < window->len; i++) {
			char c = window->ptr[i];
			if (c == '[')
				j->open_arrays++;
			else if (c == ']' && j->open_arrays)
				j->open_arrays--;
			else if (c != ',' && c != ' ' && c != '\t' && c != '\r' && c != '\n')
				break;
			d->line += c == '\n';
			if (c == '\n')
				j->column = 0;
			else if (j->column != COLUMN_UNKNOWN)
				j->column++;
		}
		input_consume(d->in, i);
		if (i < window->len)
			return input_peek(d->in, window);
	}
	return json_ended(d, result);
}

/* The fields of the element at the start of the window. */
static enum json_result read_fields(struct documents *d, struct span window, size_t *used,
				    const char **why)
{
	struct json_reader reader;
	struct json_field field;
	enum json_result result;

	d->found = (struct found){.crawl = false};
	json_reader_start(&reader, window, &d->arena);
	while ((result = json_field_next(&reader, &field, why)) == JSON_OK)
		found_add(&d->found, field.key, &field);
	*used = reader.at;
	return result == JSON_DONE ? JSON_OK : result;
}

/* Reads on until the element is whole. READ_REFUSED: *why. */
static enum read_result complete_element(struct documents *d, struct span *window, const char **why)
{
	struct json_scan scan = {0};
	size_t used;

	for (;;) {
		switch (json_end(&scan, *window, &used, why)) {
		case JSON_OK: return READ_OK;
		case JSON_BAD: return READ_REFUSED;
		default: break;
		}
		if (window->len > d->o.max_bytes) {
			*why = "JSON: the object is longer than the limit";
			d->json.skip = SKIP_VALUE;
			d->json.scan = scan;
			return READ_REFUSED;
		}
		enum read_result result = input_more(d->in, window);
		if (result == READ_FAILED)
			return result;
		if (result == READ_END) {
			*why = "JSON: the input ends inside an object";
			return READ_REFUSED;
		}
	}
}

enum read_result documents_next_json(struct documents *d, struct document *doc, const char **reason,
				     struct span *refused)
{
	struct span window;
	const char *why = "JSON: not an object";
	size_t used = 0;

	input_skip_bom(d->in);
	if (d->json.skip == SKIP_VALUE)
		skip_value(d);
	if (d->json.skip == SKIP_LINES)
		skip_lines(d);
	enum read_result result = find_element(d, &window);
	if (result != READ_OK)
		return result;
	doc->line = d->line;
	if (window.ptr[0] != '{')
		return refuse_element(d, window, why, reason, refused);

	enum json_result read = read_fields(d, window, &used, &why);
	if (read == JSON_INCOMPLETE) {
		result = complete_element(d, &window, &why);
		if (result == READ_FAILED)
			return result;
		read = result == READ_OK ? read_fields(d, window, &used, &why) : JSON_BAD;
	}
	if (read != JSON_OK)
		return refuse_element(d, window, why, reason, refused);

	d->pending = used;
	d->json.column = COLUMN_UNKNOWN;
	*reason = used > d->o.max_bytes ? "JSON: the object is longer than the limit"
					: documents_fill(d, doc);
	if (!*reason)
		return READ_OK;
	*refused = documents_first_line(span_sub(window, 0, used));
	return READ_REFUSED;
}

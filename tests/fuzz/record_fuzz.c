/* Records: any bytes as lines of LTSV. A line found on the way is read as the same line alone; labels stand once, fields lie in their
 * line in order; what is written is read again as the same fields. */
#include <stdlib.h>

#include "common/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void check_same(const struct record *a, const struct record *b)
{
	must(a->count == b->count);
	for (size_t i = 0; i < a->count; i++)
		must(span_equal(a->fields[i].label, b->fields[i].label) &&
		     span_equal(a->fields[i].value, b->fields[i].value));
}

static void check_fields(const struct record *r, struct span line)
{
	const char *at = line.ptr, *end = at + line.len;
	for (size_t i = 0; i < r->count; i++) {
		const struct field *f = &r->fields[i];
		must(f->label.ptr == at && f->value.ptr == at + f->label.len + 1);
		must(f->value.len <= (size_t)(end - f->value.ptr) && record_is_label(f->label));
		must(!r->not_last || !span_is(f->label, "last"));
		must(!memchr(f->value.ptr, '\t', f->value.len));
		at = f->value.ptr + f->value.len + 1;
		for (size_t k = 0; k < i; k++)
			must(!span_equal(r->fields[k].label, f->label));
	}
	must(at >= end);
	must(r->usual <= r->count && r->usual <= USUAL_LABELS);
}

/* In memory of its own, so that a byte read behind it is seen. */
static void check_line(struct span line, const struct record *front, const char *front_reason)
{
	struct record r = {0}, again = {0};
	struct buffer out = {0};
	char *copy = malloc(line.len ? line.len : 1);
	if (line.len)
		memcpy(copy, line.ptr, line.len);
	const char *reason = record_parse_ltsv(&r, span_of(copy, line.len));
	if (front)
		must((reason ? reason : "") == (front_reason ? front_reason : ""));
	if (!reason) {
		if (front)
			check_same(&r, front);
		check_fields(&r, span_of(copy, line.len));
		record_write_ltsv(&out, &r);
		must(out.len > 0 && out.data[out.len - 1] == '\n');
		must(!record_parse_ltsv(&again, span_of(out.data, out.len - 1)));
		check_same(&r, &again);
	}
	record_free(&r);
	record_free(&again);
	buffer_free(&out);
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct record front = {0};
	struct span rest = span_of((const char *)data, size);
	while (rest.len) {
		const char *reason = NULL, *lf = memchr(rest.ptr, '\n', rest.len);
		size_t len = lf ? (size_t)(lf - rest.ptr) : rest.len;
		struct span line = span_sub(rest, 0, len);
		line.len -= line.len && line.ptr[line.len - 1] == '\r';
		bool found = record_parse_front(&front, rest, &reason);
		if (found)
			must(front.source.ptr == line.ptr && front.source.len == line.len && lf);
		check_line(line, found ? &front : NULL, reason);
		rest = span_sub(rest, lf ? len + 1 : len, rest.len);
	}
	record_free(&front);
	return 0;
}

#include "common/record.h"

#include <stdlib.h>

void record_free(struct record *r)
{
	free(r->fields);
	*r = (struct record){0};
}

/* Length and last byte tell most labels apart: without them the calls of memcmp alone were a sixth of
 * extract-numbers' time. */
static struct field *find(const struct record *r, const char *label, size_t len)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct span *l = &r->fields[i].label;
		if (l->len == len && l->ptr[len - 1] == label[len - 1] &&
		    memcmp(l->ptr, label, len) == 0)
			return &r->fields[i];
	}
	return NULL;
}

struct span record_get(const struct record *r, const char *label)
{
	const struct field *f = find(r, label, strlen(label));
	return f ? f->value : (struct span){NULL, 0};
}

bool record_has(const struct record *r, const char *label)
{
	return record_get(r, label).len > 0;
}

/* From field f on the record is no longer as it was read. */
static void touch(struct record *r, const struct field *f)
{
	size_t before = (size_t)(f - r->fields);
	if (r->unmoved > before)
		r->unmoved = before;
}

void record_set(struct record *r, const char *label, struct span value)
{
	struct field *f = find(r, label, strlen(label));
	if (!f) {
		record_add(r, span_text(label), value);
		return;
	}
	f->value = value;
	f->number = false;
	touch(r, f);
}

void record_remove(struct record *r, const char *label)
{
	struct field *f = find(r, label, strlen(label));
	if (!f)
		return;
	size_t behind = r->count - (size_t)(f - r->fields) - 1;
	memmove(f, f + 1, behind * sizeof *f);
	r->count--;
	touch(r, f);
	if (r->usual > r->count - behind)
		r->usual = r->count - behind;
}

static bool inside(struct span part, struct span whole)
{
	return whole.len && part.ptr >= whole.ptr && part.ptr + part.len <= whole.ptr + whole.len;
}

static struct span moved(struct span s, struct span from, struct span to, struct arena *a)
{
	return inside(s, from) ? span_of(to.ptr + (s.ptr - from.ptr), s.len) : arena_copy(a, s);
}

/* Whether all fields lie in the source: as they were read, most are. */
static bool as_read(const struct record *r)
{
	const char *from = r->source.ptr, *stop = from + r->source.len;
	bool all = true;
	for (size_t i = 0; i < r->count; i++) {
		const struct field *f = &r->fields[i];
		all &= (f->label.ptr >= from) & (f->label.ptr < f->value.ptr) &
		       (f->value.ptr <= stop) & (f->value.len <= (size_t)(stop - f->value.ptr));
	}
	return all;
}

struct record record_copy(const struct record *r, struct arena *a)
{
	struct record copy = *r;
	copy.source = r->source.len ? arena_copy(a, r->source) : r->source;
	copy.fields = arena_alloc(a, (r->count ? r->count : 1) * sizeof *copy.fields);
	copy.cap = r->count;
	if (r->count && r->source.len && (r->unmoved == r->count || as_read(r))) {
		const char *from = r->source.ptr, *to = copy.source.ptr;
		for (size_t i = 0; i < r->count; i++) {
			/* member by member: a whole field, changed on the stack, was waited for there */
			const struct field *f = &r->fields[i];
			struct field *moved_field = &copy.fields[i];
			moved_field->label = span_of(to + (f->label.ptr - from), f->label.len);
			moved_field->value = span_of(to + (f->value.ptr - from), f->value.len);
			moved_field->number = f->number;
		}
		return copy;
	}
	for (size_t i = 0; i < r->count; i++) {
		copy.fields[i] = r->fields[i];
		copy.fields[i].label = moved(r->fields[i].label, r->source, copy.source, a);
		copy.fields[i].value = moved(r->fields[i].value, r->source, copy.source, a);
	}
	return copy;
}

void record_assign(struct record *out, const struct record *r)
{
	if (out->cap < r->count) {
		out->fields = alloc_resized(out->fields, r->count + 16, sizeof *out->fields);
		out->cap = r->count + 16;
	}
	if (r->count)
		memcpy(out->fields, r->fields, r->count * sizeof *r->fields);
	out->count = r->count;
	out->file = r->file;
	out->line = r->line;
	out->source = r->source;
	out->unmoved = r->unmoved;
	out->usual = r->usual;
}

static bool take_number(const char **p, const char *end, uint64_t *n)
{
	const char *start = *p;
	*n = 0;
	for (; *p < end && **p >= '0' && **p <= '9'; ++*p) {
		if (*n > (UINT64_MAX - 9) / 10)
			return false;
		*n = *n * 10 + (uint64_t)(**p - '0');
	}
	return *p > start;
}

bool record_range(struct span value, uint64_t *start, uint64_t *end)
{
	if (!value.ptr)
		return false;
	const char *p = value.ptr, *stop = p + value.len;
	return take_number(&p, stop, start) && p < stop && *p++ == '-' &&
	       take_number(&p, stop, end) && p == stop && *start <= *end;
}

void list_add(struct buffer *list, struct span item)
{
	if (list->len)
		buffer_add_byte(list, ',');
	for (size_t i = 0; i < item.len; i++) {
		if (item.ptr[i] == '%')
			buffer_add(list, "%25", 3);
		else if (item.ptr[i] == ',')
			buffer_add(list, "%2C", 3);
		else
			buffer_add_byte(list, item.ptr[i]);
	}
}

bool list_next(struct span *list, struct span *item)
{
	if (!list->ptr || !list->len)
		return false;
	const char *comma = memchr(list->ptr, ',', list->len);
	size_t n = comma ? (size_t)(comma - list->ptr) : list->len;
	*item = span_of(list->ptr, n);
	list->ptr += comma ? n + 1 : n;
	list->len -= comma ? n + 1 : n;
	return true;
}

void list_decode(struct buffer *out, struct span item)
{
	for (size_t i = 0; i < item.len; i++) {
		struct span code = span_of(item.ptr + i, item.len - i < 3 ? item.len - i : 3);
		bool percent = span_is(code, "%25"),
		     comma = span_is(code, "%2C") || span_is(code, "%2c");
		buffer_add_byte(out, percent ? '%' : comma ? ',' : item.ptr[i]);
		i += percent || comma ? 2 : 0;
	}
}

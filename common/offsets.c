#include "common/offsets.h"

static bool take_number(struct span *s, uint64_t *n)
{
	size_t i = 0;
	for (*n = 0; i < s->len && i < 18 && s->ptr[i] >= '0' && s->ptr[i] <= '9'; i++)
		*n = *n * 10 + (uint64_t)(s->ptr[i] - '0');
	s->ptr += i;
	s->len -= i;
	return i > 0;
}

bool offsets_start(struct offsets *o, const struct record *r)
{
	return offsets_start_at(o, record_get(r, "at"), record_get(r, "fold"));
}

bool offsets_start_at(struct offsets *o, struct span at, struct span fold)
{
	uint64_t end;

	*o = (struct offsets){.field = span_of("", 0), .fold = fold, .rest = fold};
	if (!at.ptr)
		return false;
	const char *colon = at.len ? memchr(at.ptr, ':', at.len) : NULL;
	if (colon) {
		o->field = span_of(at.ptr, (size_t)(colon - at.ptr) + 1);
		at = span_sub(at, o->field.len, at.len);
	}
	if (record_range(at, &o->base, &end))
		return true;
	*o = (struct offsets){.field = span_of("", 0)};
	return false;
}

uint64_t offsets_of(struct offsets *o, uint64_t pos)
{
	if (pos < o->position) {
		o->rest = o->fold;
		o->added = 0;
	}
	o->position = pos;
	while (o->rest.len) {
		struct span item, rest = o->rest;
		uint64_t at, more;
		if (!list_next(&rest, &item) || !take_number(&item, &at) || !item.len ||
		    *item.ptr != '+' || at > pos)
			break;
		item = span_sub(item, 1, item.len);
		if (!take_number(&item, &more))
			break;
		o->added += more;
		o->rest = rest;
	}
	return o->base + pos + o->added;
}

uint64_t offsets_end(struct offsets *o, uint64_t pos)
{
	return pos ? offsets_of(o, pos - 1) + 1 : offsets_of(o, 0);
}

void offsets_add_range(struct buffer *out, struct offsets *o, uint64_t start, uint64_t end)
{
	uint64_t first = offsets_of(o, start);
	buffer_add_span(out, o->field);
	buffer_add_range(out, first, end > start ? offsets_end(o, end) : first);
}

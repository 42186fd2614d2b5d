#include "cmd/dedupe/compact.h"

#include "cmd/dedupe/store.h"

enum code { CODE_COMMON = 192, CODE_ORIGIN = 224, CODE_EARLIER, CODE_LONG, CODE_NUMBER };

_Static_assert(CODE_ORIGIN - CODE_COMMON == COMMON_VALUES, "a code for each common value");

size_t varint_put(char out[VARINT_BYTES], uint64_t n)
{
	size_t len = 0;
	for (; n >= 0x80; n >>= 7)
		out[len++] = (char)(n | 0x80);
	out[len++] = (char)n;
	return len;
}

const char *varint_read(const char *p, uint64_t *n)
{
	unsigned shift = 0;
	*n = 0;
	do
		*n |= (uint64_t)(*p & 0x7F) << shift;
	while (shift += 7, *p++ & 0x80);
	return p;
}

/* --- common values --- */

/* The bytes of a value of 4 to 16, as two numbers that with the length tell it from all others. */
static inline void value_bits(struct span v, uint64_t *first, uint64_t *last)
{
	uint32_t a, b;
	if (v.len >= 8) {
		memcpy(first, v.ptr, 8);
		memcpy(last, v.ptr + v.len - 8, 8);
	} else {
		memcpy(&a, v.ptr, 4);
		memcpy(&b, v.ptr + v.len - 4, 4);
		*first = a;
		*last = b;
	}
}

/* Values that are new each time, such as ids, fill the places and are then found one time in thirty. */
static bool is_worth_it(struct common_values *c)
{
	enum { MISSED = 256, WORTH = 64 };
	if (++c->missed < MISSED)
		return true;
	bool worth = c->found >= WORTH;
	c->missed = c->found = 0;
	return worth;
}

/* The place of a short value among the common ones of its field, or -1. The first to come has the place. */
static int common_place(const struct shape *shape, size_t field, struct span v)
{
	struct common_values *c = &shape->common[field];
	uint64_t first, last;
	value_bits(v, &first, &last);
	uint64_t hash = ((first ^ last << 7) + v.len) * 0x9E3779B97F4A7C15u;
	unsigned place = (unsigned)(hash >> 59);
	struct common_value *mine = &c->values[place];
	if (mine->len == 0) {
		*mine = (struct common_value){.first = first, .last = last, .len = v.len};
		memcpy(mine->bytes, v.ptr, v.len);
	}
	if (mine->len == v.len && mine->first == first && mine->last == last) {
		c->found = (uint16_t)(c->found + (c->found < UINT16_MAX));
		return (int)place;
	}
	if (!is_worth_it(c))
		shape->parts[field] = PART_OTHER;
	return -1;
}

/* --- writing --- */

static char *put_code(char *to, enum code code, uint64_t n)
{
	*to++ = (char)code;
	return to + varint_put(to, n);
}

static inline char *put_plain(char *to, struct span v, const char *end)
{
	if (v.len < CODE_COMMON)
		*to++ = (char)v.len;
	else
		to = put_code(to, CODE_LONG, v.len);
	value_copy(to, v, v.ptr < end ? (size_t)(end - v.ptr) : 0);
	return to + v.len;
}

static char *put_earlier(char *to, const char *earlier, size_t len)
{
	char *behind = put_code(to, CODE_EARLIER, (uint64_t)(to - earlier));
	return behind + varint_put(behind, len);
}

/* Where the quotation begins in the text, when the places that the record gives are right; else behind its end. */
static size_t quote_start(const struct record *r, const struct shape *shape, struct span text,
			  struct span quote)
{
	uint64_t text_start, quote_at, end;
	struct span at = shape_get(shape, r, FIELD_AT), its = shape_get(shape, r, FIELD_QUOTE_AT);
	if (!at.ptr || !its.ptr || !record_range(at, &text_start, &end) ||
	    !record_range(its, &quote_at, &end) || quote_at < text_start ||
	    quote_at - text_start > text.len || text.len - (quote_at - text_start) < quote.len)
		return text.len;
	size_t start = (size_t)(quote_at - text_start);
	return memcmp(text.ptr + start, quote.ptr, quote.len) == 0 ? start : text.len;
}

static char *put_text(const struct buffer *unit, char *to, struct span v, struct coded *coded)
{
	if (coded->text_len == v.len && memcmp(unit->data + coded->text, v.ptr, v.len) == 0)
		return put_earlier(to, unit->data + coded->text, v.len);
	to = put_plain(to, v, NULL);
	coded->text = (size_t)(to - unit->data) - v.len;
	coded->text_len = v.len;
	return to;
}

static char *put_quote(const struct buffer *unit, char *to, const struct record *r,
		       const struct shape *shape, struct coded *coded)
{
	struct span v = shape_get(shape, r, FIELD_QUOTE);
	struct span text = span_of(unit->data + coded->text, coded->text_len);
	if (coded->quote_len == v.len && memcmp(unit->data + coded->quote, v.ptr, v.len) == 0)
		return put_earlier(to, unit->data + coded->quote, v.len);
	size_t start = quote_start(r, shape, text, v);
	bool inside = start < text.len;
	coded->quote_len = v.len;
	if (inside) {
		coded->quote = coded->text + start;
		return put_earlier(to, text.ptr + start, v.len);
	}
	to = put_plain(to, v, NULL);
	coded->quote = (size_t)(to - unit->data) - v.len;
	return to;
}

static inline struct span of_origin(const struct origin *origin, enum field_part part)
{
	return part == PART_DOC ? origin->doc : part == PART_DATE ? origin->date : origin->outlet;
}

/* A value that is more than a run of bytes, or may be. */
static char *put_special(const struct buffer *unit, char *to, const struct record *r,
			 const struct shape *shape, size_t field, const struct origin *origin,
			 const char *end, struct coded *coded)
{
	enum { WORTH_A_PLACE = 4 /* bytes: a shorter value is as quickly written */ };
	struct span v = r->fields[field].value;
	enum field_part part = (enum field_part)shape->parts[field];
	if (part == PART_TEXT)
		return put_text(unit, to, v, coded);
	if (part == PART_QUOTE)
		return put_quote(unit, to, r, shape, coded);
	if (part == PART_COMMON) {
		bool fits = v.len >= WORTH_A_PLACE && v.len <= COMMON_BYTES;
		int place = fits ? common_place(shape, field, v) : -1;
		if (place >= 0)
			*to++ = (char)(CODE_COMMON + place);
		return place >= 0 ? to : put_plain(to, v, end);
	}
	if (!span_equal(v, of_origin(origin, part)))
		return put_plain(to, v, end);
	*to++ = (char)CODE_ORIGIN;
	return to;
}

static char *put_number(char *to, struct span v)
{
	to = put_code(to, CODE_NUMBER, v.len);
	memcpy(to, v.ptr, v.len);
	return to + v.len;
}

void compact_add(struct buffer *unit, const struct record *r, const struct shape *shape,
		 const struct origin *origin, struct coded *coded)
{
	bool line = r->count && r->unmoved == r->count;
	const char *end = line ? r->source.ptr + r->source.len : NULL;
	size_t bytes = line ? r->source.len : 0;
	for (size_t i = 0; i < r->count && !line; i++)
		bytes += r->fields[i].value.len;
	buffer_reserve(unit, bytes + r->count * (2 * VARINT_BYTES + 1) + COPY_BYTES);
	char *to = unit->data + unit->len;
	for (size_t i = 0; i < r->count; i++) {
		struct span v = r->fields[i].value;
		if (r->fields[i].number)
			to = put_number(to, v);
		else if (shape->parts[i] && v.len)
			to = put_special(unit, to, r, shape, i, origin, end, coded);
		else
			to = put_plain(to, v, end);
	}
	unit->len = (size_t)(to - unit->data);
}

/* --- reading --- */

static const char *read_special(const char *at, struct field *out)
{
	unsigned code = (unsigned char)*at;
	uint64_t n, len;
	const char *behind = varint_read(at + 1, &n);
	if (code == CODE_EARLIER) {
		behind = varint_read(behind, &len);
		out->value = span_of(at - n, (size_t)len);
		return behind;
	}
	out->number = code == CODE_NUMBER;
	out->value = span_of(behind, (size_t)n);
	return behind + n;
}

static inline const char *read_value(const char *at, const struct shape *shape, size_t field,
				     const struct origin *origin, struct field *out)
{
	unsigned code = (unsigned char)*at;
	if (code < CODE_COMMON) {
		out->value = span_of(at + 1, code);
		return at + 1 + code;
	}
	if (code < CODE_ORIGIN) {
		const struct common_value *v = &shape->common[field].values[code - CODE_COMMON];
		out->value = span_of(v->bytes, v->len);
		return at + 1;
	}
	if (code == CODE_ORIGIN) {
		out->value = of_origin(origin, (enum field_part)shape->parts[field]);
		return at + 1;
	}
	return read_special(at, out);
}

const char *compact_read(const char *at, const struct shape *shape, const struct origin *origin,
			 struct record *r)
{
	for (size_t i = 0; i < shape->count; i++) {
		r->fields[i].number = false;
		r->fields[i].label = shape->labels[i];
		at = read_value(at, shape, i, origin, &r->fields[i]);
	}
	return at;
}

struct span compact_field(const char *at, const struct shape *shape, const struct origin *origin,
			  int32_t place)
{
	struct field f = {.value = {NULL, 0}};
	for (int32_t i = 0; i <= place; i++)
		at = read_value(at, shape, (size_t)i, origin, &f);
	return f.value;
}

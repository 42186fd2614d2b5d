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

/* The bytes of a value of at most 16, as two numbers that with the length tell it from all others. */
static void value_bits(struct span v, uint64_t *first, uint64_t *last)
{
	uint32_t a, b;
	if (v.len >= 8) {
		memcpy(first, v.ptr, 8);
		memcpy(last, v.ptr + v.len - 8, 8);
	} else if (v.len >= 4) {
		memcpy(&a, v.ptr, 4);
		memcpy(&b, v.ptr + v.len - 4, 4);
		*first = a;
		*last = b;
	} else {
		*first = (unsigned char)v.ptr[0];
		*last = (uint64_t)(unsigned char)v.ptr[v.len / 2] << 8 |
			(unsigned char)v.ptr[v.len - 1];
	}
}

/* Values that are new each time, such as ids, fill the places and are then found one time in thirty. */
static bool is_worth_it(struct common_values *c, bool found)
{
	enum { TRIES = 256, WORTH = 4 };
	c->found = (uint16_t)(c->found + found);
	if (++c->tried == TRIES) {
		c->unused = c->found < TRIES / WORTH;
		c->tried = c->found = 0;
	}
	return found;
}

/* The place of a short value among the common ones of its field, or -1. The first to come has the place. */
static int common_place(struct common_values *c, struct span v)
{
	uint64_t first, last;
	value_bits(v, &first, &last);
	uint64_t hash = ((first ^ last << 7) + v.len) * 0x9E3779B97F4A7C15u;
	unsigned place = (unsigned)(hash >> 59);
	struct common_value *mine = &c->values[place];
	if (mine->len == 0) {
		*mine = (struct common_value){.first = first, .last = last, .len = v.len};
		memcpy(mine->bytes, v.ptr, v.len);
	}
	bool same = mine->len == v.len && mine->first == first && mine->last == last;
	return is_worth_it(c, same) ? (int)place : -1;
}

/* --- writing --- */

static char *put_code(char *to, enum code code, uint64_t n)
{
	*to++ = (char)code;
	return to + varint_put(to, n);
}

static inline char *put_plain(char *to, struct span v)
{
	if (v.len < CODE_COMMON)
		*to++ = (char)v.len;
	else
		to = put_code(to, CODE_LONG, v.len);
	bytes_copy(to, v);
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
	to = put_plain(to, v);
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
	to = put_plain(to, v);
	coded->quote = (size_t)(to - unit->data) - v.len;
	return to;
}

static struct span of_origin(const struct origin *origin, enum field_part part)
{
	return part == PART_DOC ? origin->doc : part == PART_DATE ? origin->date : origin->outlet;
}

/* A value that is not empty. */
static inline char *put_value(char *to, struct span v, const struct shape *shape, size_t field,
			      const struct origin *origin)
{
	enum field_part part = (enum field_part)shape->parts[field];
	struct common_values *common = shape->common ? &shape->common[field] : NULL;
	if (part && span_equal(v, of_origin(origin, part))) {
		*to++ = (char)CODE_ORIGIN;
		return to;
	}
	if (common && !common->unused && v.len <= COMMON_BYTES) {
		int place = common_place(common, v);
		if (place >= 0) {
			*to++ = (char)(CODE_COMMON + place);
			return to;
		}
	}
	return put_plain(to, v);
}

void compact_add(struct buffer *unit, const struct record *r, const struct shape *shape,
		 const struct origin *origin, struct coded *coded)
{
	size_t bytes = r->unmoved ? r->source.len : 0;
	for (size_t i = r->unmoved; i < r->count; i++)
		bytes += r->fields[i].value.len;
	buffer_reserve(unit, bytes + r->count * (2 * VARINT_BYTES + 1));
	char *to = unit->data + unit->len;
	for (size_t i = 0; i < r->count; i++) {
		struct span v = r->fields[i].value;
		if (r->fields[i].number) {
			to = put_code(to, CODE_NUMBER, v.len);
			bytes_copy(to, v);
			to += v.len;
		} else if (v.len == 0) {
			*to++ = 0;
		} else if (shape->parts[i] == PART_TEXT) {
			to = put_text(unit, to, v, coded);
		} else if (shape->parts[i] == PART_QUOTE) {
			to = put_quote(unit, to, r, shape, coded);
		} else {
			to = put_value(to, v, shape, i, origin);
		}
	}
	unit->len = (size_t)(to - unit->data);
}

/* --- reading --- */

static const char *read_special(const char *at, const struct shape *shape, size_t field,
				const struct origin *origin, struct field *out)
{
	unsigned code = (unsigned char)*at;
	uint64_t n, len;
	if (code < CODE_ORIGIN) {
		const struct common_value *v = &shape->common[field].values[code - CODE_COMMON];
		out->value = span_of(v->bytes, v->len);
		return at + 1;
	}
	if (code == CODE_ORIGIN) {
		out->value = of_origin(origin, (enum field_part)shape->parts[field]);
		return at + 1;
	}
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
	unsigned len = (unsigned char)*at;
	if (len >= CODE_COMMON)
		return read_special(at, shape, field, origin, out);
	out->value = span_of(at + 1, len);
	return at + 1 + len;
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

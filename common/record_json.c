#include "common/record.h"
#include "common/utf8.h"

/* What a byte becomes in a JSON string: itself (0), a short escape (its letter), \u00XX (1) or a byte over 0x7F (2). */
static unsigned char escape_of(unsigned char c)
{
	switch (c) {
	case '"': return '"';
	case '\\': return '\\';
	case '\b': return 'b';
	case '\f': return 'f';
	case '\n': return 'n';
	case '\r': return 'r';
	case '\t': return 't';
	default: return c < 0x20 || c == 0x7F ? 1 : c >= 0x80 ? 2 : 0;
	}
}

static void add_escaped(struct buffer *out, unsigned char c, unsigned char escape)
{
	static const char hex[] = "0123456789abcdef";
	if (escape != 1) {
		buffer_add_byte(out, '\\');
		buffer_add_byte(out, (char)escape);
		return;
	}
	char code[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
	buffer_add(out, code, sizeof code);
}

/* Returns how many invalid bytes were replaced. */
static size_t add_string(struct buffer *out, struct span s)
{
	const char *p = s.ptr, *end = p + s.len, *plain = p;
	size_t bad = 0;

	buffer_add_byte(out, '"');
	while (p < end) {
		unsigned char escape = escape_of((unsigned char)*p);
		unsigned len = 1;
		if (escape == 0 || (escape == 2 && utf8_decode(p, end, &len) != UTF8_INVALID)) {
			p += len;
			continue;
		}
		buffer_add(out, plain, (size_t)(p - plain));
		if (escape == 2) {
			buffer_add(out, "\xEF\xBF\xBD", 3);
			bad++;
		} else {
			add_escaped(out, (unsigned char)*p, escape);
		}
		plain = ++p;
	}
	buffer_add(out, plain, (size_t)(end - plain));
	buffer_add_byte(out, '"');
	return bad;
}

/* sent, par and count are numbers in JSON (when they are: 01 is no JSON number). */
static bool is_number(const struct field *f)
{
	if (f->number)
		return true;
	if (!span_is(f->label, "sent") && !span_is(f->label, "par") && !span_is(f->label, "count"))
		return false;
	for (size_t i = 0; i < f->value.len; i++)
		if (f->value.ptr[i] < '0' || f->value.ptr[i] > '9')
			return false;
	return f->value.ptr[0] != '0' || f->value.len == 1;
}

size_t record_write_json(struct buffer *out, const struct record *r)
{
	size_t bad = 0;
	bool first = true;

	buffer_add_byte(out, '{');
	for (size_t i = 0; i < r->count; i++) {
		const struct field *f = &r->fields[i];
		if (!f->value.len)
			continue;
		if (!first)
			buffer_add_byte(out, ',');
		first = false;
		bad += add_string(out, f->label);
		buffer_add_byte(out, ':');
		if (is_number(f))
			buffer_add_span(out, f->value);
		else
			bad += add_string(out, f->value);
	}
	buffer_add(out, "}\n", 2);
	return bad;
}

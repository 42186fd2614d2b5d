/* Writing records as LTSV and TSV: see record.h. */
#include "common/record.h"

/* What may not stand in a value: the C0 bytes that end lines, fields or strings. */
static bool forbidden(char c)
{
	return (c >= '\t' && c <= '\r') || c == '\0';
}

/* Whether one of eight bytes is under 0x0E (or, rarely, a false alarm of the borrow). */
static inline bool suspect(uint64_t word)
{
	return ((word - 0x0E0E0E0E0E0E0E0Eu) & ~word & 0x8080808080808080u) != 0;
}

static inline void copy_clean(char *to, const char *from, size_t n)
{
	for (size_t i = 0; i < n; i++)
		to[i] = forbidden(from[i]) ? ' ' : from[i];
}

/* Fewer than 8 bytes. */
static inline void put_short(char *to, const char *from, size_t n)
{
	uint32_t first, last;

	if (n < 4) {
		copy_clean(to, from, n);
		return;
	}
	memcpy(&first, from, 4);
	memcpy(&last, from + n - 4, 4);
	memcpy(to, &first, 4);
	memcpy(to + n - 4, &last, 4);
	if (suspect((uint64_t)first << 32 | last))
		copy_clean(to, from, n);
}

/* Eight bytes at a time, the last of them over again those before: cleaning twice changes nothing. */
static inline void put_clean(char *to, struct span value)
{
	const char *from = value.ptr;
	size_t n = value.len;

	if (n < 8) {
		put_short(to, from, n);
		return;
	}
	for (size_t i = 0; i < n; i += 8) {
		uint64_t word;
		if (i + 8 > n)
			i = n - 8;
		memcpy(&word, from + i, 8);
		if (suspect(word))
			copy_clean(to + i, from + i, 8);
		else
			memcpy(to + i, &word, 8);
	}
}

void record_write_value(struct buffer *out, struct span value)
{
	if (value.len == 0) /* a buffer that holds nothing has no place to write to */
		return;
	buffer_reserve(out, value.len);
	put_clean(out->data + out->len, value);
	out->len += value.len;
}

/* A label holds no byte to be cleaned, but is mostly so short that a call to copy it would cost more. */
static void add_field(struct buffer *out, const struct field *f)
{
	buffer_reserve(out, f->label.len + 1 + f->value.len);
	char *to = out->data + out->len;
	put_clean(to, f->label);
	to += f->label.len;
	*to++ = ':';
	put_clean(to, f->value);
	out->len += f->label.len + 1 + f->value.len;
}

static bool from_source(const struct record *r, const struct field *f)
{
	if (!r->source.len)
		return false;
	const char *start = r->source.ptr, *end = start + r->source.len;
	return f->label.ptr >= start && f->label.ptr < end &&
	       f->value.ptr == f->label.ptr + f->label.len + 1 &&
	       f->value.ptr + f->value.len <= end;
}

/* Index behind the last field that follows field i without a gap in the source line. */
static size_t run_end(const struct record *r, size_t i)
{
	const char *at = r->fields[i].value.ptr + r->fields[i].value.len;
	size_t left = (size_t)(r->source.ptr + r->source.len - at);
	while (++i < r->count) {
		const struct field *f = &r->fields[i];
		size_t len = 1 + f->label.len + 1 + f->value.len;
		if (len > left || f->label.ptr != at + 1 ||
		    f->value.ptr != at + 1 + f->label.len + 1)
			break;
		at += len;
		left -= len;
	}
	return i;
}

void record_write_ltsv(struct buffer *out, const struct record *r)
{
	if (r->whole) {
		size_t len = r->source.len;
		if (out->cap - out->len <= len)
			buffer_reserve(out, len + 1);
		memcpy(out->data + out->len, r->source.ptr, len);
		out->data[out->len + len] = '\n';
		out->len += len + 1;
		return;
	}
	if (r->unmoved) {
		const struct span *last = &r->fields[r->unmoved - 1].value;
		buffer_add(out, r->source.ptr, (size_t)(last->ptr + last->len - r->source.ptr));
	}
	for (size_t i = r->unmoved; i < r->count;) {
		const struct field *f = &r->fields[i];
		if (i)
			buffer_add_byte(out, '\t');
		if (from_source(r, f)) {
			size_t next = run_end(r, i);
			const struct field *last = &r->fields[next - 1];
			buffer_add(out, f->label.ptr,
				   (size_t)(last->value.ptr + last->value.len - f->label.ptr));
			i = next;
			continue;
		}
		add_field(out, f);
		i++;
	}
	buffer_add_byte(out, '\n');
}

bool record_is_source(const struct record *r)
{
	if (!r->source.len || !r->count || r->fields[0].label.ptr != r->source.ptr)
		return false;
	struct span last = r->fields[r->count - 1].value;
	return last.ptr + last.len == r->source.ptr + r->source.len; /* not behind a last TAB */
}

void record_write_tsv(struct buffer *out, const struct record *r, const struct span *labels,
		      size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			buffer_add_byte(out, '\t');
		for (size_t k = 0; k < r->count; k++)
			if (span_equal(r->fields[k].label, labels[i])) {
				record_write_value(out, r->fields[k].value);
				break;
			}
	}
	buffer_add_byte(out, '\n');
}

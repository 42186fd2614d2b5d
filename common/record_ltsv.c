#include "common/record.h"

#include <stdlib.h>

#define LETTER 1
#define DIGIT 2
static const unsigned char label_class[256] = {
	['A'] = LETTER, ['B'] = LETTER, ['C'] = LETTER, ['D'] = LETTER, ['E'] = LETTER,
	['F'] = LETTER, ['G'] = LETTER, ['H'] = LETTER, ['I'] = LETTER, ['J'] = LETTER,
	['K'] = LETTER, ['L'] = LETTER, ['M'] = LETTER, ['N'] = LETTER, ['O'] = LETTER,
	['P'] = LETTER, ['Q'] = LETTER, ['R'] = LETTER, ['S'] = LETTER, ['T'] = LETTER,
	['U'] = LETTER, ['V'] = LETTER, ['W'] = LETTER, ['X'] = LETTER, ['Y'] = LETTER,
	['Z'] = LETTER, ['_'] = LETTER, ['a'] = LETTER, ['b'] = LETTER, ['c'] = LETTER,
	['d'] = LETTER, ['e'] = LETTER, ['f'] = LETTER, ['g'] = LETTER, ['h'] = LETTER,
	['i'] = LETTER, ['j'] = LETTER, ['k'] = LETTER, ['l'] = LETTER, ['m'] = LETTER,
	['n'] = LETTER, ['o'] = LETTER, ['p'] = LETTER, ['q'] = LETTER, ['r'] = LETTER,
	['s'] = LETTER, ['t'] = LETTER, ['u'] = LETTER, ['v'] = LETTER, ['w'] = LETTER,
	['x'] = LETTER, ['y'] = LETTER, ['z'] = LETTER, ['0'] = DIGIT,  ['1'] = DIGIT,
	['2'] = DIGIT,  ['3'] = DIGIT,  ['4'] = DIGIT,  ['5'] = DIGIT,  ['6'] = DIGIT,
	['7'] = DIGIT,  ['8'] = DIGIT,  ['9'] = DIGIT,
};

/* End of the label at p. */
static const char *label_end(const char *p, const char *end)
{
	if (p < end && label_class[(unsigned char)*p] != LETTER)
		return p;
	while (p < end && label_class[(unsigned char)*p])
		p++;
	return p;
}

bool record_is_label(struct span s)
{
	return s.len && label_end(s.ptr, s.ptr + s.len) == s.ptr + s.len;
}

static int compare_labels(const void *a, const void *b)
{
	const struct span *x = a, *y = b;
	return span_compare(*x, *y);
}

/* n log n, for records with very many fields: pairwise comparison took 20 s on 100,000 labels. */
static bool repeats_sorted(const struct record *r)
{
	struct span *labels = alloc_resized(NULL, r->count, sizeof *labels);
	bool twice = false;
	for (size_t i = 0; i < r->count; i++)
		labels[i] = r->fields[i].label;
	qsort(labels, r->count, sizeof *labels, compare_labels);
	for (size_t i = 1; i < r->count && !twice; i++)
		twice = span_equal(labels[i - 1], labels[i]);
	free(labels);
	return twice;
}

/* Pairwise, but only for labels whose bit in a 64-bit filter was taken before: usually none. */
static bool repeats_few(const struct record *r)
{
	uint64_t seen = 0;
	for (size_t i = 0; i < r->count; i++) {
		struct span l = r->fields[i].label;
		uint64_t bit = 1ull << (((unsigned char)l.ptr[0] * 7u +
					 (unsigned char)l.ptr[l.len - 1] * 3u + l.len) &
					63);
		for (size_t k = 0; (seen & bit) && k < i; k++)
			if (span_equal(r->fields[k].label, l))
				return true;
		seen |= bit;
	}
	return false;
}

const char *record_parse_ltsv(struct record *r, struct span line)
{
	const char *p = line.ptr, *end = p + line.len;

	record_clear(r);
	r->source = line;
	while (p < end) {
		const char *colon = label_end(p, end);
		if (colon == end || *colon != ':')
			return memchr(p, ':', (size_t)(end - p))
				       ? "a label may hold only A-Z a-z 0-9 and _"
				       : "a field without a colon";
		if (colon == p)
			return "an empty label";
		const char *value = colon + 1, *tab = memchr(value, '\t', (size_t)(end - value));
		const char *stop = tab ? tab : end;
		record_add(r, span_of(p, (size_t)(colon - p)),
			   span_of(value, (size_t)(stop - value)));
		p = tab ? tab + 1 : end;
	}
	if (r->count > 64 ? repeats_sorted(r) : repeats_few(r))
		return "a label stands twice";
	return NULL;
}

/* Bytes of the value up to the first that may not stand in it: a C0 byte that ends lines, fields or strings. */
static bool forbidden(char c)
{
	return (c >= '\t' && c <= '\r') || c == '\0';
}

static void add_clean(struct buffer *out, struct span value)
{
	buffer_reserve(out, value.len);
	char *to = out->data + out->len;
	const char *from = value.ptr;
	size_t i = 0, n = value.len;

	/* Eight bytes at a time; a word with a byte under 0x0E (or, rarely, a false alarm of the
	 * borrow) is looked at byte by byte. */
	for (uint64_t word; i + 8 <= n; i += 8) {
		memcpy(&word, from + i, 8);
		memcpy(to + i, &word, 8);
		if ((word - 0x0E0E0E0E0E0E0E0Eu) & ~word & 0x8080808080808080u)
			for (size_t k = i; k < i + 8; k++)
				to[k] = forbidden(from[k]) ? ' ' : from[k];
	}
	for (; i < n; i++)
		to[i] = forbidden(from[i]) ? ' ' : from[i];
	out->len += n;
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
	for (size_t i = 0; i < r->count;) {
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
		buffer_add_span(out, f->label);
		buffer_add_byte(out, ':');
		add_clean(out, f->value);
		i++;
	}
	buffer_add_byte(out, '\n');
}

void record_write_tsv(struct buffer *out, const struct record *r, const struct span *labels,
		      size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			buffer_add_byte(out, '\t');
		for (size_t k = 0; k < r->count; k++)
			if (span_equal(r->fields[k].label, labels[i])) {
				add_clean(out, r->fields[k].value);
				break;
			}
	}
	buffer_add_byte(out, '\n');
}

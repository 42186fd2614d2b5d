/* Objects field by field, and as records: see json.h. */
#include "common/json.h"

#include <stdlib.h>

#include "common/json_parts.h"
#include "common/utf8.h"

/* --- strings --- */

/* The value of four hex digits, or -1. */
static int hex4(const char *p)
{
	int value = 0;

	for (int i = 0; i < 4; i++) {
		char c = p[i];
		int digit = c >= '0' && c <= '9'   ? c - '0'
			    : c >= 'a' && c <= 'f' ? c - 'a' + 10
			    : c >= 'A' && c <= 'F' ? c - 'A' + 10
						   : -1;
		if (digit < 0)
			return -1;
		value = value << 4 | digit;
	}
	return value;
}

/* Length of the escape at p (a backslash): 2 or 6, 0 when the bytes end in it, -1 when it is none. */
static int escape_length(const char *p, const char *end)
{
	if (end - p < 2)
		return 0;
	switch (p[1]) {
	case '"':
	case '\\':
	case '/':
	case 'b':
	case 'f':
	case 'n':
	case 'r':
	case 't': return 2;
	case 'u': break;
	default: return -1;
	}
	if (end - p < 6)
		return 0;
	return hex4(p + 2) < 0 ? -1 : 6;
}

/* A \u escape, with the second half of a pair when it follows; *p is moved behind it. */
static uint32_t decode_unicode(const char **p, const char *end)
{
	uint32_t cp = (uint32_t)hex4(*p + 2);

	*p += 6;
	if (cp < 0xD800 || cp > 0xDFFF)
		return cp;
	if (cp < 0xDC00 && end - *p >= 6 && (*p)[0] == '\\' && (*p)[1] == 'u') {
		uint32_t low = (uint32_t)hex4(*p + 2);
		if (low >= 0xDC00 && low <= 0xDFFF) {
			*p += 6;
			return 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
		}
	}
	return 0xFFFD;
}

/* What the letter of an escape stands for. */
static char unescaped(char letter)
{
	switch (letter) {
	case 'n': return '\n';
	case 't': return '\t';
	case 'r': return '\r';
	case 'b': return '\b';
	case 'f': return '\f';
	default: return letter;
	}
}

/* Writes the checked string body s without its escapes: never more bytes than s has. Returns the end of what was written. */
static char *decode_string(struct span s, char *out)
{
	const char *p = s.ptr, *end = s.ptr + s.len;

	while (p < end) {
		p = json_copy_plain(p, end, &out);
		if (p == end)
			break;
		if (p[1] == 'u') {
			out += utf8_encode(decode_unicode(&p, end), out);
		} else {
			*out++ = unescaped(p[1]);
			p += 2;
		}
	}
	return out;
}

static struct span string_value(struct span body, bool escaped, struct arena *a)
{
	if (!escaped)
		return body;
	char *out = arena_alloc(a, body.len);
	return span_of(out, (size_t)(decode_string(body, out) - out));
}

/* --- reading --- */

void json_reader_start(struct json_reader *r, struct span bytes, struct arena *a)
{
	*r = (struct json_reader){.bytes = bytes, .arena = a};
}

static enum json_result reader_bad(const char *why, const char **reason)
{
	*reason = why;
	return JSON_BAD;
}

/* Moves to the next byte that is not blank. */
static bool reader_skip_blanks(struct json_reader *r)
{
	while (r->at < r->bytes.len && json_is_blank(r->bytes.ptr[r->at]))
		r->at++;
	return r->at < r->bytes.len;
}

/* The string at r->at (a quote), checked; *body is what stands between the quotes. */
static enum json_result read_string(struct json_reader *r, struct span *body, bool *escaped,
				    const char **reason)
{
	const char *start = r->bytes.ptr + r->at + 1, *end = r->bytes.ptr + r->bytes.len,
		   *p = start;

	*escaped = false;
	while ((p = json_string_stop(p, end)) < end && *p == '\\') {
		int length = escape_length(p, end);
		if (length == 0)
			return JSON_INCOMPLETE;
		if (length < 0) {
			r->at = (size_t)(p - r->bytes.ptr);
			return reader_bad("JSON: backslash that begins no escape", reason);
		}
		*escaped = true;
		p += length;
	}
	if (p == end)
		return JSON_INCOMPLETE;
	r->at = (size_t)(p - r->bytes.ptr);
	if (*p == '\n')
		return reader_bad(json_torn_string, reason);
	r->at++;
	*body = span_of(start, (size_t)(p - start));
	return JSON_OK;
}

static size_t count_digits(struct span s, size_t from)
{
	size_t at = from;
	while (at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9')
		at++;
	return at - from;
}

/* RFC 8259 section 6: a number is passed on as it stands, so it must be one that every reader takes. */
static bool is_number(struct span s)
{
	size_t at = s.len && s.ptr[0] == '-', whole = count_digits(s, at);

	if (whole == 0 || (whole > 1 && s.ptr[at] == '0'))
		return false;
	at += whole;
	if (at < s.len && s.ptr[at] == '.') {
		size_t part = count_digits(s, at + 1);
		if (part == 0)
			return false;
		at += 1 + part;
	}
	if (at < s.len && (s.ptr[at] == 'e' || s.ptr[at] == 'E')) {
		at++;
		at += at < s.len && (s.ptr[at] == '+' || s.ptr[at] == '-');
		size_t power = count_digits(s, at);
		if (power == 0)
			return false;
		at += power;
	}
	return at == s.len;
}

static enum json_result read_word(struct json_reader *r, struct json_field *f, const char **reason)
{
	size_t end = r->at;

	while (end < r->bytes.len && json_is_word_byte(r->bytes.ptr[end]))
		end++;
	if (end == r->bytes.len)
		return JSON_INCOMPLETE;
	f->value = span_sub(r->bytes, r->at, end);
	if (is_number(f->value))
		f->kind = JSON_NUMBER;
	else if (span_is(f->value, "true") || span_is(f->value, "false"))
		f->kind = JSON_WORD;
	else if (span_is(f->value, "null") || span_is(f->value, "NaN") ||
		 span_is(f->value, "Infinity") || span_is(f->value, "-Infinity"))
		f->kind = JSON_NULL;
	else
		return reader_bad(
			"JSON: value that is neither string, number, true, false nor null", reason);
	r->at = end;
	return JSON_OK;
}

static enum json_result read_nested(struct json_reader *r, struct json_field *f,
				    const char **reason)
{
	struct json_scan scan = {.outer = 1};
	size_t used, start = r->at;

	f->kind = r->bytes.ptr[start] == '[' ? JSON_ARRAY : JSON_OBJECT;
	enum json_result result =
		json_end(&scan, span_sub(r->bytes, start, r->bytes.len), &used, reason);
	r->at = start + used;
	f->value = span_sub(r->bytes, start, r->at);
	return result;
}

static enum json_result read_value(struct json_reader *r, struct json_field *f, const char **reason)
{
	f->escaped = false;
	switch (r->bytes.ptr[r->at]) {
	case '"': f->kind = JSON_STRING; return read_string(r, &f->value, &f->escaped, reason);
	case '[':
	case '{': return read_nested(r, f, reason);
	default: return read_word(r, f, reason);
	}
}

/* Up to the quote of the next key; JSON_DONE behind the closing brace. */
static enum json_result read_to_key(struct json_reader *r, const char **reason)
{
	if (!r->begun) {
		r->begun = r->first = true;
		r->at = 1;
	}
	if (!reader_skip_blanks(r))
		return JSON_INCOMPLETE;
	if (r->bytes.ptr[r->at] == '}') {
		r->at++;
		return JSON_DONE;
	}
	if (!r->first) {
		if (r->bytes.ptr[r->at] != ',')
			return reader_bad("JSON: neither ',' nor '}' behind a value", reason);
		r->at++;
		if (!reader_skip_blanks(r))
			return JSON_INCOMPLETE;
	}
	r->first = false;
	if (r->bytes.ptr[r->at] != '"')
		return reader_bad("JSON: key without quotes", reason);
	return JSON_OK;
}

enum json_result json_field_next(struct json_reader *r, struct json_field *f, const char **reason)
{
	struct span key;
	bool escaped;

	enum json_result result = read_to_key(r, reason);
	if (result == JSON_OK)
		result = read_string(r, &key, &escaped, reason);
	if (result != JSON_OK)
		return result;
	f->key = string_value(key, escaped, r->arena);
	if (!reader_skip_blanks(r))
		return JSON_INCOMPLETE;
	if (r->bytes.ptr[r->at] != ':')
		return reader_bad("JSON: no colon behind a key", reason);
	r->at++;
	return reader_skip_blanks(r) ? read_value(r, f, reason) : JSON_INCOMPLETE;
}

/* --- values --- */

/* The strings that stand directly in the array, joined by ", ". The array as written has room for them. */
static struct span join_strings(struct span array, struct arena *a)
{
	struct json_reader r = {.bytes = array, .at = 1};
	struct json_field f;
	const char *reason;
	char *out = NULL, *end = NULL;

	while (reader_skip_blanks(&r) && array.ptr[r.at] != ']') {
		if (array.ptr[r.at] == ',') {
			r.at++;
			continue;
		}
		if (read_value(&r, &f, &reason) != JSON_OK)
			break; /* json_end has passed the array; a word in it may still be none */
		if (f.kind != JSON_STRING)
			continue;
		if (!out)
			out = end = arena_alloc(a, array.len);
		else
			end = (char *)memcpy(end, ", ", 2) + 2;
		end = decode_string(f.value, end);
	}
	return span_of(out, (size_t)(end - out));
}

struct span json_value(const struct json_field *f, struct arena *a)
{
	switch (f->kind) {
	case JSON_STRING: return string_value(f->value, f->escaped, a);
	case JSON_NUMBER:
	case JSON_WORD: return f->value;
	case JSON_ARRAY: return join_strings(f->value, a);
	case JSON_NULL:
	case JSON_OBJECT: break;
	}
	return span_of(NULL, 0);
}

/* --- records --- */

enum { FEW_FIELDS = 64 }; /* up to here every label is compared with those before it */

struct keyed {
	struct span label;
	size_t at;
};

static int keyed_compare(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	int order = span_compare(x->label, y->label);
	return order ? order : (x->at > y->at) - (x->at < y->at);
}

/* Of the fields from `from` on, those whose label stands before go; the first gets the last one's value. */
static void drop_repeated(struct record *r)
{
	struct keyed *keys = alloc_bytes(r->count * sizeof *keys);
	size_t count = r->count, kept = 0, first = 0;

	for (size_t i = 0; i < count; i++)
		keys[i] = (struct keyed){r->fields[i].label, i};
	qsort(keys, count, sizeof *keys, keyed_compare);
	for (size_t i = 1; i < count; i++) {
		if (!span_equal(keys[i].label, keys[first].label)) {
			first = i;
			continue;
		}
		struct field *repeated = &r->fields[keys[i].at];
		r->fields[keys[first].at].value = repeated->value;
		r->fields[keys[first].at].number = repeated->number;
		repeated->label.ptr = NULL;
	}
	for (size_t i = 0; i < count; i++)
		if (r->fields[i].label.ptr)
			r->fields[kept++] = r->fields[i];
	r->count = kept;
	free(keys);
}

/* The field to fill: of the same label, else a new one. Beyond FEW_FIELDS always a new one, see drop_repeated. */
static struct field *record_slot(struct record *r, struct span label)
{
	if (r->count <= FEW_FIELDS)
		for (size_t i = 0; i < r->count; i++)
			if (span_equal(r->fields[i].label, label))
				return &r->fields[i];
	record_add(r, label, span_of(NULL, 0));
	return &r->fields[r->count - 1];
}

enum json_result json_object(struct span bytes, struct record *r, struct arena *a, size_t *used,
			     const char **reason)
{
	struct json_reader reader;
	struct json_field f;
	enum json_result result;

	record_clear(r);
	json_reader_start(&reader, bytes, a);
	while ((result = json_field_next(&reader, &f, reason)) == JSON_OK) {
		struct span value = json_value(&f, a);
		if (!value.ptr)
			continue;
		struct field *slot = record_slot(r, f.key);
		slot->value = value;
		slot->number = f.kind == JSON_NUMBER || f.kind == JSON_WORD;
	}
	*used = reader.at;
	if (result == JSON_DONE && r->count > FEW_FIELDS)
		drop_repeated(r);
	return result == JSON_DONE ? JSON_OK : result;
}

/* Common Crawl WET: WARC 1.0 and 1.1 records (ISO 28500:2017), of which `conversion` holds a page's text.
 *
 * Content-Length is believed only when another record or the end of the file stands where it leads. Where it lies, the
 * record is refused and the next line that begins with "WARC/1." is taken for the next record. */
#include "common/document_parts.h"
#include "common/report.h"

#define MAGIC "WARC/1."
enum { HEADER_MAX = 64 * 1024, LENGTH_DIGITS_MAX = 18 };

struct wet_record {
	struct span type, uri;
	bool has_length;
	uint64_t length;
	size_t header_len; /* with the blank line */
};

/* --- header --- */

static char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Names of WARC fields ignore case (section 4). */
static bool name_is(struct span s, const char *name)
{
	size_t i = 0;

	while (i < s.len && name[i] && ascii_lower(s.ptr[i]) == ascii_lower(name[i]))
		i++;
	return i == s.len && !name[i];
}

static struct span trim(struct span s)
{
	while (s.len && strchr(" \t\r", s.ptr[0]) && s.ptr[0])
		s = span_sub(s, 1, s.len);
	while (s.len && strchr(" \t\r", s.ptr[s.len - 1]) && s.ptr[s.len - 1])
		s.len--;
	return s;
}

/* Length of the header with the blank line that ends it, or 0. */
static size_t header_end(struct span window)
{
	const char *p = window.ptr, *end = p + window.len;

	while ((p = memchr(p, '\n', (size_t)(end - p)))) {
		p++;
		if (p < end && *p == '\n')
			return (size_t)(p - window.ptr) + 1;
		if (end - p >= 2 && p[0] == '\r' && p[1] == '\n')
			return (size_t)(p - window.ptr) + 2;
	}
	return 0;
}

/* Lines that begin with a blank continue the one before. */
static void header_unfold(struct buffer *out, struct span header)
{
	out->len = 0;
	for (size_t i = 0; i < header.len; i++) {
		char c = header.ptr[i];
		bool folded = c == '\n' && i + 1 < header.len &&
			      (header.ptr[i + 1] == ' ' || header.ptr[i + 1] == '\t');
		if (c != '\r')
			buffer_add_byte(out, folded ? ' ' : c);
	}
}

/* Digits only; more than LENGTH_DIGITS_MAX are no length of this world. */
static bool parse_length(struct span s, uint64_t *length)
{
	*length = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9' || i >= LENGTH_DIGITS_MAX)
			return false;
		*length = *length * 10 + (uint64_t)(s.ptr[i] - '0');
	}
	return s.len > 0;
}

static void header_field(struct documents *d, struct wet_record *r, struct span name,
			 struct span value)
{
	static const char *const kept[] = {"WARC-Date", "WARC-Target-URI",
					   "WARC-Identified-Content-Language", "WARC-Record-ID"};
	struct json_field field = {.value = value, .kind = JSON_STRING};

	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (name_is(name, kept[i]))
			found_add(&d->found, span_text(kept[i]), &field);
	if (name_is(name, "WARC-Type"))
		r->type = value;
	else if (name_is(name, "WARC-Target-URI"))
		r->uri = value;
	else if (name_is(name, "Content-Length"))
		r->has_length = parse_length(value, &r->length);
}

static void parse_header(struct documents *d, struct wet_record *r, struct span header)
{
	header_unfold(&d->wet.header, header);
	struct span rest = buffer_span(&d->wet.header);
	while (rest.len) {
		const char *lf = memchr(rest.ptr, '\n', rest.len);
		struct span line = span_sub(rest, 0, lf ? (size_t)(lf - rest.ptr) : rest.len);
		const char *colon = line.len ? memchr(line.ptr, ':', line.len) : NULL;
		if (colon) {
			size_t at = (size_t)(colon - line.ptr);
			header_field(d, r, trim(span_sub(line, 0, at)),
				     trim(span_sub(line, at + 1, line.len)));
		}
		rest = span_sub(rest, line.len + (lf != NULL), rest.len);
	}
}

/* --- finding records --- */

static enum read_result wet_cut_short(struct documents *d, enum read_result result)
{
	if (result == READ_END)
		report_at(d->file, d->line, "WARC: the input ends inside a record");
	return READ_FAILED;
}

/* Behind a damaged record: to the next line that begins one. */
static void find_magic(struct documents *d)
{
	struct span window;

	d->wet.lost = false;
	while (input_peek(d->in, &window) == READ_OK) {
		const char *lf = memchr(window.ptr, '\n', window.len);
		documents_consume(d, lf ? (size_t)(lf - window.ptr) + 1 : window.len);
		if (lf && look_at_text(d->in, 0, MAGIC))
			return;
	}
}

static enum read_result find_record(struct documents *d)
{
	struct span window;
	enum read_result result;

	if (d->wet.lost)
		find_magic(d);
	while ((result = input_peek(d->in, &window)) == READ_OK) {
		size_t blanks = 0;
		while (blanks < window.len &&
		       (window.ptr[blanks] == '\r' || window.ptr[blanks] == '\n'))
			blanks++;
		documents_consume(d, blanks);
		if (blanks < window.len)
			break;
	}
	if (result != READ_OK)
		return result;
	return look_at_text(d->in, 0, MAGIC) ? READ_OK : READ_REFUSED;
}

/* Reads on until the window holds `need` bytes. */
static enum read_result need_bytes(struct documents *d, uint64_t need, struct span *window)
{
	enum read_result result = input_peek(d->in, window);

	while (result == READ_OK && window->len < need)
		result = input_more(d->in, window);
	return window->len >= need ? READ_OK : result;
}

/* Whether a record, or the end of the file, stands behind the blank lines at `from`. */
static bool record_follows(struct documents *d, size_t from)
{
	struct span window;
	size_t at;

	look_past(d->in, from, "\r\n", &at);
	if (look_at_text(d->in, at, MAGIC))
		return true;
	input_peek(d->in, &window);
	/* The file may also be cut inside the next record's first word: this one is whole. */
	return window.len - at < strlen(MAGIC) &&
	       memcmp(window.ptr + at, MAGIC, window.len - at) == 0;
}

/* --- records --- */

static enum read_result wet_refuse(struct documents *d, const struct wet_record *r, const char *why,
				   const char **reason, struct span *refused)
{
	struct span window;

	input_peek(d->in, &window);
	*refused = r->uri.len ? r->uri : documents_first_line(window);
	*reason = why;
	d->wet.lost = true;
	return READ_REFUSED;
}

static enum read_result read_header(struct documents *d, struct wet_record *r, const char **why)
{
	struct span window;
	enum read_result result = input_peek(d->in, &window);

	while ((r->header_len = header_end(window)) == 0 && window.len <= HEADER_MAX) {
		if (result != READ_OK)
			return wet_cut_short(d, result);
		result = input_more(d->in, &window);
	}
	if (r->header_len == 0 || r->header_len > HEADER_MAX) {
		*why = "WARC: header longer than 64 KiB";
		return READ_REFUSED;
	}
	parse_header(d, r, span_sub(window, 0, r->header_len));
	*why = !r->type.ptr ? "WARC: record without WARC-Type" : "WARC: no usable Content-Length";
	return r->type.ptr && r->has_length ? READ_OK : READ_REFUSED;
}

/* The window holds the whole record afterwards. */
static enum read_result read_block(struct documents *d, const struct wet_record *r,
				   const char **why)
{
	struct span window;
	enum read_result result = need_bytes(d, r->header_len + r->length, &window);

	*why = "WARC: Content-Length does not lead to the next record";
	if (result == READ_OK)
		return record_follows(d, r->header_len + (size_t)r->length) ? READ_OK
									    : READ_REFUSED;
	for (const char *p = window.ptr, *end = p + window.len;
	     (p = memchr(p, '\n', (size_t)(end - p))); p++)
		if ((size_t)(end - p) > strlen(MAGIC) && memcmp(p + 1, MAGIC, strlen(MAGIC)) == 0)
			return READ_REFUSED; /* a record begins where this one's text should be */
	return wet_cut_short(d, result);
}

/* A long record that is not read: in constant memory. */
static enum read_result pass_block(struct documents *d, uint64_t left)
{
	struct span window;
	enum read_result result;

	while (left && (result = input_peek(d->in, &window)) == READ_OK) {
		size_t n = window.len < left ? window.len : (size_t)left;
		documents_consume(d, n);
		left -= n;
	}
	return left ? wet_cut_short(d, result) : READ_OK;
}

/* READ_END: the record is none to be given, and has been passed over. */
static enum read_result read_record(struct documents *d, struct document *doc, struct wet_record *r,
				    const char **why)
{
	struct span window;
	enum read_result result = read_header(d, r, why);

	if (result != READ_OK)
		return result;
	bool text = span_is(r->type, "conversion");
	if (span_is(r->type, "response") && !d->wet.told_html) {
		d->wet.told_html = true;
		report_at(d->file, d->line,
			  "response records hold HTML and are passed over: run trafilatura first");
	}
	if (r->length > d->o.max_bytes) {
		*why = "WARC: the record is longer than the limit";
		if (text)
			return READ_REFUSED;
		result = pass_block(d, r->header_len + r->length);
		return result == READ_OK ? READ_END : result;
	}
	result = read_block(d, r, why);
	if (result != READ_OK)
		return result;
	if (!text) {
		documents_consume(d, r->header_len + (size_t)r->length);
		return READ_END;
	}
	d->pending = r->header_len + (size_t)r->length;
	input_peek(d->in, &window);
	struct json_field field = {.value = span_sub(window, r->header_len, d->pending),
				   .kind = JSON_STRING};
	found_add(&d->found, span_text("text"), &field);
	documents_fill(d, doc);
	return READ_OK;
}

enum read_result documents_next_wet(struct documents *d, struct document *doc, const char **reason,
				    struct span *refused)
{
	enum read_result result;
	const char *why = "WARC: no record where one should begin";
	struct wet_record record;

	input_skip_bom(d->in);
	do {
		record = (struct wet_record){.has_length = false};
		d->found = (struct found){.crawl = false};
		result = find_record(d);
		doc->line = d->line;
		if (result == READ_END || result == READ_FAILED)
			return result;
		if (result == READ_OK)
			result = read_record(d, doc, &record, &why);
	} while (result == READ_END);
	return result == READ_REFUSED ? wet_refuse(d, &record, why, reason, refused) : result;
}

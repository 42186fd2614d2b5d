/* What all forms of documents share: recognition, the names of fields, ids. See document.h. */
#include "common/document.h"

#include <stdlib.h>

#include "common/document_parts.h"
#include "common/run.h"

/* --- names --- */

struct name {
	struct span name;
	enum part part;
	bool crawl; /* a date of the download */
};

/* Within a part the first name wins, wherever it stands in the object. Own names first, then those of trafilatura,
 * newspaper4k, news-please, schema.org, JSON Feed, the Hugging Face sets C4, CC-News and FineWeb, and Common Crawl's WET
 * headers. Dates of the download stand behind dates of publication; "timestamp" is one of them, since C4's is. */
#define NAME(text)                                                                                 \
	{                                                                                          \
		text, sizeof text - 1                                                              \
	}

static const struct name names[] = {
	{NAME("text"), PART_TEXT, false},
	{NAME("maintext"), PART_TEXT, false},
	{NAME("articleBody"), PART_TEXT, false},
	{NAME("content"), PART_TEXT, false},
	{NAME("body"), PART_TEXT, false},
	{NAME("content_text"), PART_TEXT, false},
	{NAME("raw_text"), PART_TEXT, false},
	{NAME("title"), PART_TITLE, false},
	{NAME("headline"), PART_TITLE, false},
	{NAME("name"), PART_TITLE, false},
	{NAME("date"), PART_DATE, false},
	{NAME("publish_date"), PART_DATE, false},
	{NAME("date_publish"), PART_DATE, false},
	{NAME("published"), PART_DATE, false},
	{NAME("datePublished"), PART_DATE, false},
	{NAME("date_published"), PART_DATE, false},
	{NAME("pubDate"), PART_DATE, false},
	{NAME("published_at"), PART_DATE, false},
	{NAME("publishedAt"), PART_DATE, false},
	{NAME("published_date"), PART_DATE, false},
	{NAME("article:published_time"), PART_DATE, false},
	{NAME("timestamp"), PART_DATE, true},
	{NAME("WARC-Date"), PART_DATE, true},
	{NAME("crawl_date"), PART_DATE, true},
	{NAME("date_download"), PART_DATE, true},
	{NAME("url"), PART_URL, false},
	{NAME("source"), PART_URL, false},
	{NAME("canonical_link"), PART_URL, false},
	{NAME("link"), PART_URL, false},
	{NAME("WARC-Target-URI"), PART_URL, false},
	{NAME("WARC-Target-URL"), PART_URL, false},
	{NAME("source"), PART_SOURCE, false},
	{NAME("hostname"), PART_SOURCE, false},
	{NAME("source-hostname"), PART_SOURCE, false},
	{NAME("sitename"), PART_SOURCE, false},
	{NAME("domain"), PART_SOURCE, false},
	{NAME("source_domain"), PART_SOURCE, false},
	{NAME("meta_site_name"), PART_SOURCE, false},
	{NAME("author"), PART_AUTHOR, false},
	{NAME("authors"), PART_AUTHOR, false},
	{NAME("byline"), PART_AUTHOR, false},
	{NAME("lang"), PART_LANGUAGE, false},
	{NAME("language"), PART_LANGUAGE, false},
	{NAME("meta_lang"), PART_LANGUAGE, false},
	{NAME("WARC-Identified-Content-Language"), PART_LANGUAGE, false},
	{NAME("id"), PART_ID, false},
	{NAME("fingerprint"), PART_ID, false},
	{NAME("WARC-Record-ID"), PART_ID, false},
};

static bool is_web_address(struct span s)
{
	return span_starts(s, "http://") || span_starts(s, "https://");
}

/* trafilatura puts the url into "source", others the outlet. Slashes may be escaped here. */
static bool name_fits(const struct name *n, struct span name, const struct json_field *value)
{
	if (n->name.len != name.len || n->name.ptr[0] != name.ptr[0] || !span_equal(name, n->name))
		return false;
	if (!span_is(name, "source"))
		return true;
	return (n->part == PART_URL) ==
	       (span_starts(value->value, "http:") || span_starts(value->value, "https:"));
}

/* A part that says nothing leaves its place to the next name. */
static bool value_usable(const struct name *n, const struct json_field *value)
{
	switch (value->kind) {
	case JSON_STRING: return value->value.len > 0;
	case JSON_NUMBER:
		return n->part == PART_ID || n->part == PART_DATE || n->part == PART_TITLE;
	case JSON_ARRAY: return n->part == PART_AUTHOR;
	default: return false;
	}
}

void found_add(struct found *f, struct span name, const struct json_field *value)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct name *n = &names[i];
		if (!name_fits(n, name, value))
			continue;
		unsigned rank = (unsigned)i + 1;
		if (n->part == PART_TEXT && value->kind != JSON_STRING)
			f->odd_text = value->kind;
		else if (n->part == PART_TEXT && !f->field[PART_TEXT].value.ptr)
			f->field[PART_TEXT] =
				*value; /* an empty text is one, if no other is found */
		if (!value_usable(n, value) || (f->rank[n->part] && f->rank[n->part] < rank))
			continue;
		f->rank[n->part] = rank;
		f->field[n->part] = *value;
		if (n->part == PART_DATE)
			f->crawl = n->crawl;
	}
}

/* --- filling --- */

/* The host of a url without "www.", port and user. */
static struct span url_host(struct span url)
{
	if (!is_web_address(url))
		return span_of(NULL, 0);
	size_t start = span_starts(url, "https://") ? 8 : 7, end = start;
	while (end < url.len && url.ptr[end] != '/' && url.ptr[end] != '?' && url.ptr[end] != '#')
		end++;
	for (size_t i = start; i < end; i++)
		if (url.ptr[i] == '@')
			start = i + 1;
	struct span host = span_sub(url, start, end);
	const char *port = host.len ? memchr(host.ptr, ':', host.len) : NULL;
	if (port)
		host.len = (size_t)(port - host.ptr);
	return span_starts(host, "www.") ? span_sub(host, 4, host.len) : host;
}

void documents_hash_text(struct documents *d, struct span text)
{
	char digits[HASH_ID_LEN];

	hash_id(text, span_text(""), 0, text.len, digits);
	buffer_add(&d->id, digits, sizeof digits);
}

static struct span documents_id(struct documents *d, const struct document *doc, struct span given)
{
	if (given.len || doc->url.len)
		return given.len ? given : doc->url;
	d->id.len = 0;
	documents_hash_text(d, doc->text.len ? doc->text : doc->title);
	return buffer_span(&d->id);
}

static const char *no_text_reason(const struct found *f)
{
	switch (f->odd_text) {
	case JSON_NULL: return "the text is null";
	case JSON_NUMBER: return "the text is a number";
	case JSON_WORD: return "the text is true or false";
	case JSON_ARRAY: return "the text is an array";
	case JSON_OBJECT: return "the text is an object";
	case JSON_STRING: /* none seen */ break;
	}
	return "no text: none of the fields text, maintext, articleBody, content, body, content_text, raw_text";
}

const char *documents_fill(struct documents *d, struct document *doc)
{
	const struct found *f = &d->found;
	struct span value[PART_COUNT];

	if (!f->field[PART_TEXT].value.ptr)
		return no_text_reason(f);
	for (int i = 0; i < PART_COUNT; i++)
		value[i] = f->field[i].value.ptr ? json_value(&f->field[i], &d->arena)
						 : span_of(NULL, 0);
	doc->text = value[PART_TEXT];
	doc->title = value[PART_TITLE];
	doc->date = value[PART_DATE];
	doc->date_is_crawl = f->crawl;
	doc->url = value[PART_URL];
	doc->source = value[PART_SOURCE].len ? value[PART_SOURCE] : url_host(doc->url);
	doc->author = value[PART_AUTHOR];
	doc->language = value[PART_LANGUAGE];
	doc->id = documents_id(d, doc, value[PART_ID]);
	return NULL;
}

struct span documents_first_line(struct span s)
{
	enum { SHOWN = 64 * 1024 };
	if (s.len > SHOWN)
		s.len = SHOWN;
	const char *lf = s.len ? memchr(s.ptr, '\n', s.len) : NULL;
	if (lf)
		s.len = (size_t)(lf - s.ptr);
	if (s.len && s.ptr[s.len - 1] == '\r')
		s.len--;
	return s;
}

/* --- LTSV --- */

static const char *document_from_record(struct documents *d, struct document *doc, struct span line)
{
	const char *reason = record_parse_ltsv(&d->record, line);

	if (reason)
		return reason;
	for (size_t i = 0; i < d->record.count; i++) {
		struct json_field value = {.value = d->record.fields[i].value, .kind = JSON_STRING};
		found_add(&d->found, d->record.fields[i].label, &value);
	}
	return documents_fill(d, doc);
}

static enum read_result documents_next_ltsv(struct documents *d, struct document *doc,
					    const char **reason, struct span *refused)
{
	struct span line;
	enum read_result result;

	do
		result = lines_next(&d->lines, &line);
	while (result == READ_OK && line.len == 0);
	doc->line = d->lines.number;
	if (result == READ_REFUSED)
		*reason = "line is longer than the limit";
	else if (result == READ_OK && (*reason = document_from_record(d, doc, line)))
		result = READ_REFUSED;
	*refused = line;
	return result;
}

/* --- recognition --- */

static int recognise_form(struct input *in)
{
	size_t start = look_at_text(in, 0, "\xEF\xBB\xBF") ? 3 : 0, at;

	if (look_at_text(in, start, "WARC/"))
		return FORM_WET;
	char first = look_past(in, start, " \t\r\n", &at);
	if (first != '{' && first != '[')
		return FORM_TEXT;
	char second = look_past(in, at + 1, " \t\r\n", &at);
	if (first == '{')
		return second == '"' || second == '}' ? FORM_JSON : FORM_TEXT;
	return second == '{' || second == ']' ? FORM_JSON : FORM_TEXT;
}

/* --- the reader --- */

struct documents *documents_open(struct input *in, const char *file, int form,
				 const struct document_options *o)
{
	struct documents *d = alloc_zeroed(1, sizeof *d);

	d->in = in;
	d->file = file;
	d->form = form;
	d->o = *o;
	if (d->o.max_bytes == 0)
		d->o.max_bytes = UINT64_C(64) << 20;
	d->line = 1;
	lines_start(&d->lines, in, (size_t)d->o.max_bytes);
	d->lines.quiet = true;
	return d;
}

void documents_close(struct documents *d)
{
	if (!d)
		return;
	arena_free(&d->arena);
	buffer_free(&d->id);
	buffer_free(&d->wet.header);
	record_free(&d->record);
	free(d);
}

void documents_consume(struct documents *d, size_t count)
{
	struct span window;

	if (count == 0 || input_peek(d->in, &window) != READ_OK)
		return;
	for (const char *p = window.ptr, *end = p + count; (p = memchr(p, '\n', (size_t)(end - p)));
	     p++)
		d->line++;
	input_consume(d->in, count);
}

enum read_result documents_next(struct documents *d, struct document *doc, const char **reason,
				struct span *refused)
{
	if (d->ended)
		input_consume(d->in, d->pending);
	else
		documents_consume(d, d->pending);
	d->pending = 0;
	arena_reset(&d->arena);
	d->found = (struct found){.crawl = false};
	*doc = (struct document){.file = d->file, .line = d->line};
	if (d->form == FORM_AUTO)
		d->form = recognise_form(d->in);
	switch (d->form) {
	case FORM_JSON: return documents_next_json(d, doc, reason, refused);
	case FORM_WET: return documents_next_wet(d, doc, reason, refused);
	case FORM_LTSV: return documents_next_ltsv(d, doc, reason, refused);
	default: return documents_next_text(d, doc);
	}
}

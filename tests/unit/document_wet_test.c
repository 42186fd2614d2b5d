/* document_wet.c: Common Crawl's text records, whole, cut and lying. */
#include "tests/unit/documents.h"

static void add_record(struct buffer *b, const char *type, const char *id, const char *length,
		       const char *text)
{
	buffer_add_text(b, "WARC/1.0\r\nWARC-Type: ");
	buffer_add_text(b, type);
	buffer_add_text(b, "\r\nWARC-Record-ID: ");
	buffer_add_text(b, id);
	buffer_add_text(
		b,
		"\r\nwarc-date: 2024-05-06T07:08:09Z\r\nWARC-Target-URI:\r\n https://www.warta.example/");
	buffer_add_text(b, id);
	buffer_add_text(b, "\r\n");
	if (*length) {
		buffer_add_text(b, "Content-Length: ");
		buffer_add_text(b, length);
		buffer_add_text(b, "\r\n");
	}
	buffer_add_text(b, "\r\n");
	buffer_add_text(b, text);
	buffer_add_text(b, "\r\n\r\n");
}

static struct span read_bytes(struct buffer *b)
{
	struct document_options o = {.max_bytes = 1 << 20};
	struct span got = read_form(files_put(b->data, b->len), FORM_AUTO, &o);
	b->len = 0;
	return got;
}

static void test_wet(void)
{
	struct buffer b = {0}, gz = {0};

	add_record(&b, "warcinfo", "0", "4", "info");
	add_record(&b, "conversion", "1", "7", "a\r\n\r\nb\n");
	add_record(&b, "conversion", "2", "1", "c");
	struct span whole = buffer_span(&b);
	files_gzip(&gz, whole.ptr, whole.len / 2);
	files_gzip(&gz, whole.ptr + whole.len / 2, whole.len - whole.len / 2);
	UNIT_EQUAL(read_bytes(&b), "1|a\r\n\r\nb\n\n2|c\nEND", "conversion records are documents");
	UNIT_EQUAL(read_bytes(&gz), "1|a\r\n\r\nb\n\n2|c\nEND", "in gzip members too");

	add_record(&b, "conversion", "1", "1", "a");
	buffer_add_byte(&b, '\0');
	struct document doc = first_document(b.data);
	UNIT_EQUAL(doc.url, "https://www.warta.example/1", "a folded header field is read");
	UNIT_EQUAL(doc.date, "2024-05-06T07:08:09Z", "names of header fields ignore case");
	UNIT_CHECK(doc.date_is_crawl, "the date of a WET record is the download's");
	UNIT_EQUAL(doc.source, "warta.example", "the source is the host");
	first_document("");
	b.len = 0;

	add_record(&b, "response", "1", "6", "<html>");
	add_record(&b, "response", "2", "6", "<html>");
	add_record(&b, "conversion", "3", "1", "a");
	UNIT_EQUAL(read_bytes(&b), "3|a\nEND", "responses are passed over");
	const char *text = files_said();
	UNIT_CHECK(strstr(text, "trafilatura") && strchr(text, '\n')[1] == '\0', "with one notice");
	buffer_add_text(
		&b,
		"WARC/1.0\nWARC-Type: conversion\nWARC-Record-ID: 1\nContent-Length: 1\n\na\n\nWARC/1.0\nWARC-Type: conversion\nWARC-Record-ID: 2\nContent-Length: 1\n\nb");
	UNIT_EQUAL(read_bytes(&b), "1|a\n2|b\nEND",
		   "lines may end in LF alone, and the last record in nothing");
	buffer_free(&b);
	buffer_free(&gz);
}

static void test_wet_lies(void)
{
	static const char *const lies[] = {
		"0",  "2", "40", "9999", "9999999", "9223372036854775808", "99999999999999999999",
		"-1", "",  "1x"};
	struct buffer b = {0};

	for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
		add_record(&b, "conversion", "1", "1", "a");
		add_record(&b, "conversion", "2", lies[i], "bbbb");
		add_record(&b, "conversion", "3", "1", "c");
		struct span got = read_bytes(&b);
		bool ok = span_starts(got, "1|a\n!11 https://www.warta.example/2: WARC: ") &&
			  got.len > 8 && memcmp(got.ptr + got.len - 8, "\n3|c\nEND", 8) == 0;
		if (!ok)
			printf("# Content-Length: %s\n# %.*s\n", lies[i], (int)got.len, got.ptr);
		UNIT_CHECK(ok, "a Content-Length that lies costs its own record only");
	}
	add_record(&b, "conversion", "1", "1", "a");
	add_record(&b, "conversion", "2", "8", "bbbb");
	b.len -= 6;
	UNIT_EQUAL(read_bytes(&b), "1|a\nFAILED",
		   "a file cut inside a record fails, what came before is given");
	UNIT_CHECK(said("ends inside a record"), "and is reported");
	add_record(&b, "conversion", "1", "1", "a");
	buffer_add_text(&b, "WARC/1.0\r\nWARC-Type: conversion\r\nX: ");
	for (int i = 0; i < 70000; i++)
		buffer_add_byte(&b, 'x');
	buffer_add_text(&b, "\r\n\r\nzzz\r\n\r\n");
	add_record(&b, "conversion", "2", "1", "b");
	UNIT_EQUAL(read_bytes(&b), "1|a\n!11 WARC/1.0: WARC: header longer than 64 KiB\n2|b\nEND",
		   "a header over 64 KiB is refused");
	buffer_add_text(&b, "WARC/1.0\r\nWARC-Type: conv");
	UNIT_EQUAL(read_bytes(&b), "FAILED", "a file cut inside a header fails");
	files_said();
	buffer_free(&b);
}

int main(void)
{
	files_start();
	test_wet();
	test_wet_lies();
	buffer_free(&log_text);
	files_end();
	return unit_done();
}

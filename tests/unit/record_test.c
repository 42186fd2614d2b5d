#include "common/offsets.h"
#include "common/record.h"
#include "tests/unit/unit.h"

static struct record parsed(const char *line)
{
	struct record r = {0};
	record_parse_ltsv(&r, span_text(line));
	return r;
}

static const char *reason(const char *line)
{
	struct record r = {0};
	const char *why = record_parse_ltsv(&r, span_text(line));
	record_free(&r);
	return why;
}

static void test_reading(void)
{
	struct record r = parsed("id:a\turl:https://x/a:b\ttext:10:30\tempty:");
	UNIT_EQUAL(record_get(&r, "url"), "https://x/a:b",
		   "a value begins after the first colon and may hold more");
	UNIT_EQUAL(record_get(&r, "empty"), "", "an empty value is there");
	UNIT_CHECK(!record_get(&r, "none").ptr, "a label that is not there gives nothing");
	UNIT_CHECK(record_has(&r, "id") && !record_has(&r, "empty"),
		   "has asks for a value with bytes");
	record_free(&r);

	UNIT_CHECK(reason("no colon here") != NULL, "a field without a colon is refused");
	UNIT_CHECK(reason(":x") != NULL, "an empty label is refused");
	UNIT_CHECK(reason("a-b:x") != NULL, "a label with another byte is refused");
	UNIT_CHECK(reason("1a:x") != NULL, "a label that begins with a digit is refused");
	UNIT_CHECK(reason("a:1\tb:2\ta:3") != NULL, "a label that stands twice is refused");
	UNIT_CHECK(reason("id:1\tdoc:2\tdoc:3\tpar:4 and sixteen bytes behind it") != NULL &&
			   reason("doc:1\tdoc:2\tsent:3\tpar:4 and sixteen bytes behind it") !=
				   NULL,
		   "so is one of segment's, in its place or out of it");
	UNIT_CHECK(!reason("id:1\tdocs:2\tsent:3\tpa:4\tat:5\tkindx:6 and sixteen bytes behind it"),
		   "a label that begins like the one expected in its place is another");
	UNIT_CHECK(reason("a:1\tb:2\tc:3") == NULL, "different labels are taken");
	UNIT_CHECK(reason("a:1\t") == NULL, "a TAB at the end of a line is forgiven");

	r = parsed(
		"a_label_of_more_than_16_letters:1\tB9:a value of more than sixteen bytes\tc:\td:2");
	UNIT_EQUAL(record_get(&r, "a_label_of_more_than_16_letters"), "1",
		   "a label may be of any length");
	UNIT_EQUAL(record_get(&r, "B9"), "a value of more than sixteen bytes", "so may a value");
	UNIT_CHECK(r.count == 4 && record_get(&r, "c").len == 0, "each TAB ends a field");
	record_free(&r);
	UNIT_CHECK(reason("a_label_of_more_than-16_letters:1") != NULL &&
			   reason("label_and_16_lette@s:1\tx:some more text here") != NULL,
		   "another byte far inside a label is refused");
}

static void test_usual_labels(void)
{
	const char *line =
		"id:a\tdoc:b\tsent:1\tpar:1\tat:0-9\tmore:x\tkind:body\tlang:id and more";
	struct record r = parsed(line);
	UNIT_CHECK(
		r.usual == 0 || r.usual == 5,
		"segment's labels count as long as they stand in its order, where they are counted");
	size_t usual = r.usual;
	record_set(&r, "doc", span_text("c"));
	UNIT_CHECK(r.usual == usual, "another value leaves a label in its place");
	record_remove(&r, "sent");
	UNIT_CHECK(r.usual <= 2, "a field that goes moves those behind it");
	record_clear(&r);
	UNIT_CHECK(r.usual == 0, "an empty record has none");
	record_free(&r);
}

/* The labels that the tools write are read in another way than others: in their order, in another, left out, at a line's end. */
static void test_known_labels(void)
{
	struct record r = parsed("id:a\ttext:b\tlast:1\tmode:direct\tvia:\tquote_parts:1-2\tnum:3\t"
				 "when:2024\twhen_kind:did\tevent:2025\tbasis:order\tcount:2");
	UNIT_CHECK(r.count == 12, "groups of labels may be left out");
	UNIT_EQUAL(record_get(&r, "quote_parts"), "1-2", "a label that few records have is read");
	UNIT_EQUAL(record_get(&r, "count"), "2", "so is one in the last bytes of a line");
	record_free(&r);

	bool found = true;
	static const char *const with_last[] = {"id:a\tlast:1", "last:1\tid:a",
						"x:1\tid:a\tlast:1\tmode:x"};
	for (size_t i = 0; i < sizeof with_last / sizeof *with_last; i++) {
		r = parsed(with_last[i]);
		found &= !r.not_last;
		record_free(&r);
	}
	r = parsed("id:a\tdoc:b\tmode:direct");
	UNIT_CHECK(found && r.not_last, "whether a record may be its document's last is known");
	record_clear(&r);
	UNIT_CHECK(!r.not_last, "and forgotten with its fields");
	record_free(&r);

	UNIT_CHECK(!reason("basis:a\twhen:b\tnum:c\tmode:d\ttext:e\tid:f"),
		   "labels may stand in another order");
	UNIT_CHECK(reason("basis:a\twhen:b\tnum:c\tmode:d\ttext:e\tbasis:f") != NULL &&
			   reason("id:a\tlast:1\tmode:direct\tspeaker:X\tlast:1\trole:x") != NULL &&
			   reason("mode:d\tx:1\tid:e\tspeaker:f\tid:g and sixteen more bytes") !=
				   NULL,
		   "a label that stands twice out of order is refused");
	UNIT_CHECK(!reason("id:a") && !reason("i:") && reason("id") != NULL && reason("i") != NULL,
		   "a line may be shorter than a label");

	char line[300];
	bool read = true;
	for (size_t len = 40; len < sizeof line; len++) {
		memset(line, 'x', len);
		memcpy(line, "id:a\tdoc:", 9);
		memcpy(line + len - 5, "\tat:1", 5);
		read &= !record_parse_ltsv(&r, span_of(line, len)) && r.count == 3 &&
			r.fields[1].value.len == len - 14 && span_is(record_get(&r, "at"), "1");
	}
	UNIT_CHECK(read, "a value may end at any byte of a line");
	record_free(&r);
}

/* Whether the first line of the bytes is found and read as line is. */
static bool front_is(const char *bytes, const char *line)
{
	struct record front = {0}, alone = {0};
	const char *reason = NULL, *expected = record_parse_ltsv(&alone, span_text(line));
	bool same = record_parse_front(&front, span_text(bytes), &reason) &&
		    span_is(front.source, line) && reason == expected && front.count == alone.count;
	for (size_t i = 0; same && i < alone.count; i++)
		same = span_equal(front.fields[i].value, alone.fields[i].value);
	record_free(&front);
	record_free(&alone);
	return same;
}

static void test_front(void)
{
	static const char more[] =
		"id:next\ttext:as many bytes as a block has, and then some others\n";
	static const char *const lines[] = {
		"",  "id:a", "id:a\t",      "id:a\tdoc:b\tx:",    "\t", "a-b:x", "no colon",
		":", " ",    "id:\xC3\xA9", "last:1\tb:2\tlast:3"};
	struct buffer bytes = {0};
	bool lf = true, crlf = true;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		bytes.len = 0;
		buffer_add_text(&bytes, lines[i]);
		size_t len = bytes.len;
		buffer_add_byte(&bytes, '\n');
		buffer_add(&bytes, more, sizeof more);
		lf &= front_is(bytes.data, lines[i]);
		bytes.len = len;
		buffer_add(&bytes, "\r\n", 2);
		buffer_add(&bytes, more, sizeof more);
		crlf &= front_is(bytes.data, lines[i]);
	}
	UNIT_CHECK(lf, "a line is found at the front of what is buffered, and read as it is alone");
	UNIT_CHECK(crlf, "so is one that ends in CR LF");
	UNIT_CHECK(!front_is(more, more), "one that ends where the bytes do is left to the caller");
	buffer_free(&bytes);
}

static void test_many_fields(void)
{
	struct buffer line = {0};
	for (unsigned i = 0; i < 100000; i++) {
		buffer_add_text(&line, i ? "\tf" : "f");
		buffer_add_number(&line, i);
		buffer_add_byte(&line, ':');
	}
	struct record r = {0};
	UNIT_CHECK(record_parse_ltsv(&r, buffer_span(&line)) == NULL && r.count == 100000,
		   "100,000 fields are taken");
	buffer_add_text(&line, "\tf7:");
	UNIT_CHECK(record_parse_ltsv(&r, buffer_span(&line)) != NULL,
		   "a label twice is found among 100,000");
	record_free(&r);
	buffer_free(&line);
}

static void test_writing(void)
{
	struct buffer out = {0};
	struct record r = parsed("id:1\tx:a\\tb\ttext:t");
	record_write_ltsv(&out, &r);
	UNIT_EQUAL(buffer_span(&out), "id:1\tx:a\\tb\ttext:t\n",
		   "a record that was read is written as the same bytes");
	out.len = 0;
	record_set(&r, "x", span_of("a\tb\nc\0d", 7));
	record_add(&r, span_text("new"), span_text("v"));
	record_write_ltsv(&out, &r);
	UNIT_EQUAL(
		buffer_span(&out), "id:1\tx:a b c d\ttext:t\tnew:v\n",
		"a field is replaced in place, and TAB, LF and NUL in a new value become spaces");
	out.len = 0;
	record_remove(&r, "x");
	record_write_ltsv(&out, &r);
	UNIT_EQUAL(buffer_span(&out), "id:1\ttext:t\tnew:v\n", "a removed field is gone");
	record_free(&r);

	out.len = 0;
	r = parsed("id:a\"b\\\tsent:12\tpar:x\tnone:\ttext:\x01\xC3\xA9\xFF");
	UNIT_CHECK(record_write_json(&out, &r) == 1, "one invalid byte is counted");
	UNIT_EQUAL(
		buffer_span(&out),
		"{\"id\":\"a\\\"b\\\\\",\"sent\":12,\"par\":\"x\",\"text\":\"\\u0001\xC3\xA9\xEF\xBF\xBD\"}\n",
		"JSON: escapes, sent as a number, empty fields left out, invalid bytes as U+FFFD");
	record_free(&r);

	out.len = 0;
	r = parsed("a:1\tb:2");
	record_write_tsv(&out, &r, (struct span[]){span_text("b"), span_text("c"), span_text("a")},
			 3);
	UNIT_EQUAL(buffer_span(&out), "2\t\t1\n", "TSV: the fields asked for, empty where missing");
	record_free(&r);
	buffer_free(&out);
}

static void test_copies(void)
{
	char line[] = "id:1\ttext:abc";
	struct arena a = {0};
	struct record r = parsed(line), copy;
	record_set(&r, "more", span_text("x"));
	copy = record_copy(&r, &a);
	memset(line, '?', sizeof line - 1);
	UNIT_EQUAL(record_get(&copy, "text"), "abc", "a copy lives on when the line is gone");
	struct buffer out = {0};
	record_write_ltsv(&out, &copy);
	UNIT_EQUAL(buffer_span(&out), "id:1\ttext:abc\tmore:x\n",
		   "a copy is written like the record");
	buffer_free(&out);
	record_free(&r);
	arena_free(&a);
}

/* What a record is written as, and again as a copy. */
static void written(const struct record *r, const char *line, const char *name)
{
	struct buffer out = {0};
	struct arena a = {0};
	struct record copy = record_copy(r, &a), assigned = {0};

	record_assign(&assigned, r);
	record_write_ltsv(&out, r);
	UNIT_EQUAL(buffer_span(&out), line, name);
	out.len = 0;
	record_write_ltsv(&out, &copy);
	UNIT_EQUAL(buffer_span(&out), line, "and so is its copy");
	out.len = 0;
	record_write_ltsv(&out, &assigned);
	UNIT_EQUAL(buffer_span(&out), line, "and one that shares its bytes");
	buffer_free(&out);
	arena_free(&a);
	record_free(&assigned);
}

static void test_changes(void)
{
	struct record r = parsed("id:1\tdoc:a\ttext:two words\tlast:1\t");

	written(&r, "id:1\tdoc:a\ttext:two words\tlast:1\n",
		"a record that was not changed is written as it was read");
	record_add(&r, span_text("num"), span_text("2\n"));
	written(&r, "id:1\tdoc:a\ttext:two words\tlast:1\tnum:2 \n",
		"a field behind those that were read is cleaned");
	record_remove(&r, "last");
	written(&r, "id:1\tdoc:a\ttext:two words\tnum:2 \n", "a field that is removed is gone");
	record_set(&r, "doc", span_text("b\tc"));
	written(&r, "id:1\tdoc:b c\ttext:two words\tnum:2 \n",
		"a field that is replaced stands in its place");
	record_remove(&r, "id");
	written(&r, "doc:b c\ttext:two words\tnum:2 \n", "the first field can be removed");
	record_clear(&r);
	record_add(&r, span_text("x"), span_text("y"));
	written(&r, "x:y\n", "nothing of a record is left when it is cleared");
	record_free(&r);
}

static void test_lists(void)
{
	struct buffer list = {0}, item_text = {0};
	list_add(&list, span_text("a,b"));
	list_add(&list, span_text("50%"));
	UNIT_EQUAL(buffer_span(&list), "a%2Cb,50%25",
		   "commas and percent signs in an item are encoded");
	struct span rest = buffer_span(&list), item;
	list_next(&rest, &item);
	list_decode(&item_text, item);
	UNIT_EQUAL(buffer_span(&item_text), "a,b", "and decoded again");
	UNIT_CHECK(list_next(&rest, &item) && !list_next(&rest, &item),
		   "a list of two items ends after two");
	buffer_free(&list);
	buffer_free(&item_text);
}

static void test_ranges(void)
{
	uint64_t start, end;
	UNIT_CHECK(record_range(span_text("3-17"), &start, &end) && start == 3 && end == 17,
		   "a range is read");
	UNIT_CHECK(!record_range(span_text("title:0-5"), &start, &end),
		   "a range of another field is none of the text");
	UNIT_CHECK(!record_range(span_text("7-3"), &start, &end),
		   "a range that runs backward is none");
	UNIT_CHECK(!record_range(span_text("1-99999999999999999999999"), &start, &end),
		   "a range beyond 64 bits is none");
}

static void test_offsets(void)
{
	struct offsets o;
	struct buffer out = {0};
	struct record r = parsed("at:100-120\tfold:2+1,5+3\ttext:a b c d");
	UNIT_CHECK(offsets_start(&o, &r), "a record with a range has offsets");
	UNIT_CHECK(offsets_of(&o, 1) == 101 && offsets_of(&o, 2) == 103,
		   "bytes left out by folding are added");
	UNIT_CHECK(offsets_of(&o, 6) == 110 && offsets_of(&o, 0) == 100,
		   "offsets can be asked for in any order");
	offsets_add_range(&out, &o, 0, 2);
	UNIT_EQUAL(buffer_span(&out), "100-102",
		   "the end of a range is behind its last byte, not behind the blanks after it");
	record_free(&r);
	out.len = 0;
	r = parsed("at:title:10-20\ttext:x");
	UNIT_CHECK(offsets_start(&o, &r), "a range in the title counts");
	offsets_add_range(&out, &o, 0, 1);
	UNIT_EQUAL(buffer_span(&out), "title:10-11", "and keeps its field's name");
	record_free(&r);
	r = parsed("text:x");
	UNIT_CHECK(!offsets_start(&o, &r) && offsets_of(&o, 4) == 4,
		   "without a range the text itself counts");
	record_free(&r);
	buffer_free(&out);
}

int main(void)
{
	test_reading();
	test_usual_labels();
	test_known_labels();
	test_front();
	test_many_fields();
	test_writing();
	test_copies();
	test_changes();
	test_lists();
	test_ranges();
	test_offsets();
	return unit_done();
}

#include "cmd/dedupe/store.h"
#include "tests/unit/unit.h"

static struct store store;
static struct buffer bytes, line;

static uint32_t origin;
static struct coded coded;

static void add(const struct record *r)
{
	const struct shape *shape = shape_of(&store.shapes, r);
	if (bytes.len == 0) {
		coded = (struct coded){0};
		origin = store_origin(&store, r, shape);
	}
	store_encode(&store, &bytes, r, shape, origin, &coded);
}

static const char *keep(const struct record *r)
{
	bytes.len = 0;
	add(r);
	return store_keep(&store, 1, buffer_span(&bytes));
}

static const struct shape *back(const char *unit, struct record *r)
{
	struct unit_reader reader = store_open(&store, unit, origin);
	return store_read(&store, &reader, r);
}

static struct span written(const struct record *r)
{
	static struct buffer out;
	out.len = 0;
	record_write_ltsv(&out, r);
	return buffer_span(&out);
}

static void test_line(void)
{
	struct record in = {0}, out = {0};
	record_parse_ltsv(&in, span_text("name:a1\tdoc:d\ttext:The mill:\xFF\tempty:\t"));
	const char *unit = keep(&in);
	const struct shape *shape = back(unit, &out);
	UNIT_EQUAL(shape_get(shape, &out, FIELD_ID), "a1", "the id is the field that was named");
	UNIT_CHECK(store_is_line(&out), "a record from a line is known to be one");
	store_line(&out, shape, &line);
	UNIT_EQUAL(written(&out), "name:a1\tdoc:d\ttext:The mill:\xFF\tempty:\n",
		   "it comes back byte by byte");
	UNIT_EQUAL(shape_get(shape, &out, FIELD_TEXT), "The mill:\xFF",
		   "fields are found by their place");
	UNIT_CHECK(!shape_get(shape, &out, FIELD_QUOTE).ptr, "a field that is not there is none");
	UNIT_CHECK(shape == shape_of(&store.shapes, &in),
		   "the shape is the one of the record read");
	record_free(&in);
	record_free(&out);
}

static void test_values(void)
{
	struct record in = {0}, out = {0};
	record_add(&in, span_text("name"), span_text("b1"));
	record_add(&in, span_text("text"), span_text("two\nlines\tand a TAB"));
	record_add(&in, span_text("n"), span_text("12"));
	in.fields[2].number = true;
	const struct shape *shape = back(keep(&in), &out);
	UNIT_EQUAL(shape_get(shape, &out, FIELD_TEXT), "two\nlines\tand a TAB",
		   "a value that no line can hold comes back as it was");
	UNIT_CHECK(out.fields[2].number && !out.fields[0].number, "JSON numbers stay numbers");
	UNIT_CHECK(!store_is_line(&out), "and the record is no line");

	record_parse_ltsv(&in, span_text("name:b2\ttext:old\tn:1"));
	record_set(&in, "text", span_text("new and longer"));
	shape = back(keep(&in), &out);
	UNIT_EQUAL(shape_get(shape, &out, FIELD_TEXT), "new and longer",
		   "a line with a value set anew keeps the new value");
	record_free(&in);
	record_free(&out);
}

/* A statement and two number records of it, as they stand in a chain; `n` makes each unit another one. */
static void three_lines(char out[3][400], unsigned n)
{
	static const char *const nums[] = {"seven", "40", "1"};
	for (unsigned i = 0; i < 3; i++)
		snprintf(
			out[i], sizeof out[i],
			"name:n%u\tdoc:d%u\tat:100-190\tkind:%s\tdate:2024-05-0%u\tsource:the long "
			"name of an outlet\ttext:Seven barges sank, \"forty sheep swam and one did "
			"not\", the ferryman of lock %u said.\tquote:%s\tquote_at:119-152\tnum:%s\trel:",
			n, n / 8, n % 3 ? "body" : "headline", n % 9, n,
			n % 2 ? "forty sheep swam and one did not" : "of the ferryman's own words",
			nums[i]);
}

static void test_units(void)
{
	enum { UNITS = 600 };
	struct record in = {0}, out = {0};
	char lines[3][400];
	bool same = true, counted = true;
	size_t kept = 0, read = 0;
	for (unsigned n = 0; n < UNITS; n++) {
		three_lines(lines, n);
		bytes.len = 0;
		for (unsigned i = 0; i < 3; i++) {
			record_parse_ltsv(&in, span_text(lines[i]));
			add(&in);
			read += strlen(lines[i]);
		}
		kept += bytes.len;
		const char *unit = store_keep(&store, 3, buffer_span(&bytes));
		struct unit_reader reader = store_open(&store, unit, origin);
		counted = counted && reader.left == 3;
		for (unsigned i = 0; i < 3; i++) {
			struct span num = store_peek(&store, &reader, FIELD_QUOTE_AT);
			const struct shape *shape = store_read(&store, &reader, &out);
			store_line(&out, shape, &line);
			same = same && span_is(num, "119-152") &&
			       span_equal(buffer_span(&line), span_text(lines[i]));
		}
	}
	UNIT_CHECK(counted, "a unit knows how many records it has");
	UNIT_CHECK(same, "the records of a unit come back byte by byte, whatever they repeat");
	UNIT_CHECK(kept * 3 < read, "what they repeat is kept once");
	record_free(&in);
	record_free(&out);
}

static void test_long_values(void)
{
	struct record in = {0}, out = {0};
	static char text[70000];
	bool same = true;
	for (size_t len = 1; len < sizeof text; len += 1 + len / 7) {
		memset(text, 'a' + (char)(len % 26), len);
		record_clear(&in);
		record_add(&in, span_text("name"), span_of(text, len));
		record_add(&in, span_text("text"), span_of(text, len));
		record_add(&in, span_text("quote"), span_of(text, len / 2));
		const struct shape *shape = back(keep(&in), &out);
		for (size_t i = 0; i < 3; i++)
			same = same && span_equal(out.fields[i].value, in.fields[i].value);
		same = same && shape->count == 3;
	}
	UNIT_CHECK(same, "values of all lengths come back");
	record_free(&in);
	record_free(&out);
}

static void test_shapes(void)
{
	struct record r = {0};
	const struct shape *shapes[200];
	char label[200][8];
	bool same = true;
	for (unsigned i = 0; i < 200; i++) {
		record_clear(&r);
		snprintf(label[i], sizeof label[i], "f%u", i);
		record_add(&r, span_text(label[i]), span_text("x"));
		shapes[i] = shape_of(&store.shapes, &r);
	}
	for (unsigned i = 0; i < 200; i++) {
		record_clear(&r);
		record_add(&r, span_text(label[i]), span_text("y"));
		same = same && shape_of(&store.shapes, &r) == shapes[i];
	}
	UNIT_CHECK(same && shapes[0] != shapes[1],
		   "each list of labels has one shape, however many there are");
	record_free(&r);
}

int main(void)
{
	store_init(&store, "name", NULL, 0, "/tmp");
	test_line();
	test_values();
	test_units();
	test_long_values();
	test_shapes();
	store_free(&store);
	buffer_free(&bytes);
	buffer_free(&line);
	return unit_done();
}

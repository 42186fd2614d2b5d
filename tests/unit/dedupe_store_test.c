#include "cmd/dedupe/store.h"
#include "tests/unit/unit.h"

static struct store store;
static struct buffer bytes;

static const char *keep(const struct record *r)
{
	bytes.len = 0;
	store_encode(&bytes, r, shape_of(&store.shapes, r));
	return store_keep(&store, 1, buffer_span(&bytes));
}

static const struct shape *back(const char *unit, struct record *r)
{
	const struct shape *shape;
	uint32_t left;
	const char *at = store_open(&store, unit, &left);
	store_read(&store, at, r, &shape);
	UNIT_CHECK(left == 1, "a unit knows how many records it has");
	return shape;
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
	UNIT_EQUAL(written(&out), "name:a1\tdoc:d\ttext:The mill:\xFF\tempty:\n",
		   "a line comes back byte by byte");
	UNIT_CHECK(out.source.len > 0, "and is known to be one, so it is written as one piece");
	UNIT_EQUAL(shape_get(shape, &out, FIELD_ID), "a1", "the id is the field that was named");
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
	UNIT_CHECK(out.source.len == 0, "and the record is no line");

	record_parse_ltsv(&in, span_text("name:b2\ttext:old\tn:1"));
	record_set(&in, "text", span_text("new and longer"));
	shape = back(keep(&in), &out);
	UNIT_EQUAL(shape_get(shape, &out, FIELD_TEXT), "new and longer",
		   "a line with a value set anew keeps the new value");
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
	test_shapes();
	store_free(&store);
	buffer_free(&bytes);
	return unit_done();
}

/* json.c and json_scan.c: RFC 8259 and what news collections make of it. */
#include "common/json.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/unit/unit.h"

struct parsed {
	enum json_result result;
	struct record record;
	struct arena arena;
	size_t used;
	const char *reason;
};

static struct parsed parse(struct span bytes)
{
	struct parsed p = {.reason = ""};
	/* A copy of just these bytes, so that a sanitizer sees any step too far. */
	char *copy = arena_alloc(&p.arena, bytes.len);
	memcpy(copy, bytes.ptr, bytes.len);
	p.result = json_object(span_of(copy, bytes.len), &p.record, &p.arena, &p.used, &p.reason);
	return p;
}

static void drop(struct parsed *p)
{
	record_free(&p->record);
	arena_free(&p->arena);
}

/* The object's fields as "label=value;", for one comparison. */
static bool reads_as(const char *json, const char *want)
{
	struct parsed p = parse(span_text(json));
	struct buffer got = {0};
	for (size_t i = 0; i < p.record.count; i++) {
		buffer_add_span(&got, p.record.fields[i].label);
		buffer_add_byte(&got, p.record.fields[i].number ? '#' : '=');
		buffer_add_span(&got, p.record.fields[i].value);
		buffer_add_byte(&got, ';');
	}
	bool ok = p.result == JSON_OK && span_is(buffer_span(&got), want);
	if (!ok)
		printf("# result %d (%s): %.*s\n", (int)p.result, p.reason, (int)got.len,
		       got.data ? got.data : "");
	buffer_free(&got);
	drop(&p);
	return ok;
}

static bool is_bad(const char *json, size_t fault)
{
	struct parsed p = parse(span_text(json));
	bool ok = p.result == JSON_BAD && p.used == fault && *p.reason;
	if (!ok)
		printf("# result %d at %zu (%s)\n", (int)p.result, p.used, p.reason);
	drop(&p);
	return ok;
}

static void test_values(void)
{
	UNIT_CHECK(reads_as("{}", ""), "an empty object has no fields");
	UNIT_CHECK(reads_as("{ \"a\" : \"b\" , \"c\":\"\"\r\n}", "a=b;c=;"),
		   "blanks may stand between all parts");
	UNIT_CHECK(reads_as("{\"a\":12345678901234567890,\"b\":1.10,\"c\":-0,\"d\":1e400}",
			    "a#12345678901234567890;b#1.10;c#-0;d#1e400;"),
		   "numbers keep their bytes");
	UNIT_CHECK(reads_as("{\"a\":true,\"b\":false,\"c\":null,\"d\":1}", "a#true;b#false;d#1;"),
		   "null is left out");
	UNIT_CHECK(reads_as("{\"a\":NaN,\"b\":-Infinity,\"c\":\"x\"}", "c=x;"),
		   "NaN and Infinity are read as null");
	UNIT_CHECK(reads_as("{\"a\":{\"b\":[1,{\"c\":\"}\"}]},\"d\":\"e\"}", "d=e;"),
		   "objects inside are stepped over");
	UNIT_CHECK(
		reads_as(
			"{\"a\":[\"x\",\"y\\u00e9\"],\"b\":[],\"c\":[1,{\"x\":\"y\"}],\"d\":[ \"z\" ]}",
			"a=x, y\xC3\xA9;d=z;"),
		"the strings of an array are joined");
}

static void test_strings(void)
{
	UNIT_CHECK(reads_as("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", "a=\"\\/\b\f\n\r\t;"),
		   "all short escapes are decoded");
	UNIT_CHECK(reads_as("{\"a\":\"\\u0041\\u00E9\\u20ac\\ud83d\\ude00\"}",
			    "a=A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80;"),
		   "\\u escapes are decoded, a pair to one character");
	UNIT_CHECK(reads_as("{\"a\":\"x\\ud800y\\udc00\\ud800\\u0041\"}",
			    "a=x\xEF\xBF\xBDy\xEF\xBF\xBD\xEF\xBF\xBD"
			    "A;"),
		   "a lone surrogate becomes U+FFFD and the record stays");
	UNIT_CHECK(reads_as("{\"na\\u006da\":\"x\"}", "nama=x;"), "keys are decoded too");
	UNIT_CHECK(reads_as("{\"a\":\"\xFF tab\there\"}", "a=\xFF tab\there;"),
		   "bytes that are not UTF-8 and raw control bytes stay");
	struct parsed p = parse(span_text("{\"a\":\"x\\u0000y\"}"));
	UNIT_CHECK(p.record.count == 1 && span_equal(p.record.fields[0].value, span_of("x\0y", 3)),
		   "\\u0000 is a NUL byte");
	drop(&p);
}

static void test_faults(void)
{
	UNIT_CHECK(is_bad("{\"a\":\"te\n{\"b\":1}", 8),
		   "a line end in a string is where a torn line shows");
	UNIT_CHECK(is_bad("{\"a\":\"\\x\"}", 6), "a backslash that begins no escape");
	UNIT_CHECK(is_bad("{\"a\":\"\\u12G4\"}", 6), "\\u without four hex digits");
	UNIT_CHECK(is_bad("{\"a\":foo }", 5), "a word that is no value");
	UNIT_CHECK(is_bad("{\"a\":01}", 5), "a number with a leading zero");
	UNIT_CHECK(is_bad("{\"a\":1.}", 5), "a number that ends in a point");
	UNIT_CHECK(is_bad("{\"a\":1e}", 5), "a number without its power");
	UNIT_CHECK(is_bad("{\"a\":1,}", 7), "a comma before the closing brace");
	UNIT_CHECK(is_bad("{,}", 1), "a comma before the first key");
	UNIT_CHECK(is_bad("{\"a\" 1}", 5), "a key without colon");
	UNIT_CHECK(is_bad("{a:1}", 1), "a key without quotes");
	UNIT_CHECK(is_bad("{\"a\":1 \"b\":2}", 7), "two fields without comma");
	UNIT_CHECK(is_bad("{\"a\":[1}}", 7), "brackets that do not match");
	UNIT_CHECK(is_bad("{\"a\":[1 2]}", 8), "two items without comma");
}

/* Every prefix of an object is incomplete, whatever it ends in. */
static void test_prefixes(void)
{
	static const char whole[] =
		"{\"k\\u00e9\":\"v\\n\\ud83d\\ude00\",\"n\":-1.5e3,\"w\":true,\"l\":[\"a\",[{}]],\"o\":{\"x\":\"y\"}}";
	bool ok = true, end_ok = true;

	for (size_t n = 1; n < sizeof whole - 1; n++) {
		struct parsed p = parse(span_of(whole, n));
		ok &= p.result == JSON_INCOMPLETE;
		drop(&p);
		struct json_scan scan = {0};
		size_t used;
		const char *reason;
		end_ok &= json_end(&scan, span_of(whole, n), &used, &reason) == JSON_INCOMPLETE;
		end_ok &= json_end(&scan, span_text(whole), &used, &reason) == JSON_OK &&
			  used == sizeof whole - 1;
	}
	UNIT_CHECK(ok, "every prefix of an object is incomplete");
	UNIT_CHECK(end_ok, "json_end goes on from every byte");
	struct parsed p = parse(span_text("{\"a\":1}}x"));
	UNIT_CHECK(p.result == JSON_OK && p.used == 7,
		   "what stands behind the object is not looked at");
	drop(&p);
}

static void test_end(void)
{
	struct json_scan scan = {0};
	const char *reason = "";
	size_t used;

	UNIT_CHECK(json_end(&scan, span_text("[1,\"]\",{}] x"), &used, &reason) == JSON_OK &&
			   used == 10,
		   "json_end finds the end of an array");
	scan = (struct json_scan){0};
	UNIT_CHECK(json_end(&scan, span_text("12 "), &used, &reason) == JSON_OK && used == 2,
		   "a number ends where a blank follows");
	scan = (struct json_scan){0};
	UNIT_CHECK(json_end(&scan, span_text("{\"a\":[1,\n{\"b\":2}\n{"), &used, &reason) ==
				   JSON_BAD &&
			   used == 17,
		   "an array torn off shows where the next line begins an object");
	scan = (struct json_scan){0};
	UNIT_CHECK(json_end(&scan, span_text("{\"a\"}"), &used, &reason) == JSON_BAD,
		   "a key alone is no field");
}

static void test_depth(void)
{
	enum { DEEP = 1000000 };
	char *deep = malloc(DEEP);
	struct json_scan scan = {0};
	const char *reason = "";
	size_t used;

	memset(deep, '[', DEEP);
	UNIT_CHECK(json_end(&scan, span_of(deep, DEEP), &used, &reason) == JSON_BAD && used == 64 &&
			   strstr(reason, "64"),
		   "a million brackets are refused at the 65th");
	memcpy(deep, "{\"a\":", 5);
	struct parsed p = parse(span_of(deep, DEEP));
	UNIT_CHECK(p.result == JSON_BAD && p.used == 5 + 63, "the object counts as one level");
	drop(&p);
	memset(deep + 5 + 63, ']', 63);
	deep[5 + 126] = '}';
	p = parse(span_of(deep, 5 + 127));
	UNIT_CHECK(p.result == JSON_OK, "64 levels pass");
	drop(&p);
	free(deep);
}

static void test_repeated_keys(void)
{
	struct buffer many = {0};

	UNIT_CHECK(reads_as("{\"a\":1,\"b\":\"x\",\"a\":\"last\"}", "a=last;b=x;"),
		   "of a repeated key the last value wins");
	buffer_add_byte(&many, '{');
	for (unsigned i = 0; i < 100000; i++) {
		buffer_add_text(&many, "\"k");
		buffer_add_number(&many, i % 50000);
		buffer_add_text(&many, "\":");
		buffer_add_number(&many, i);
		buffer_add_text(&many, i + 1 < 100000 ? "," : "}");
	}
	struct parsed p = parse(buffer_span(&many));
	UNIT_CHECK(p.result == JSON_OK && p.record.count == 50000,
		   "100,000 fields, each key twice, give 50,000");
	UNIT_EQUAL(record_get(&p.record, "k0"), "50000", "with the last value");
	UNIT_EQUAL(p.record.fields[49999].label, "k49999", "in their order");
	drop(&p);
	buffer_free(&many);
}

static void test_fields(void)
{
	struct json_reader r;
	struct json_field f;
	struct arena a = {0};
	const char *reason;

	json_reader_start(&r, span_text("{\"a\":\"x\\ty\",\"b\":[\"p\",\"q\"],\"c\":null} "), &a);
	UNIT_CHECK(json_field_next(&r, &f, &reason) == JSON_OK && f.kind == JSON_STRING &&
			   f.escaped,
		   "a field knows its kind");
	UNIT_EQUAL(f.value, "x\\ty", "its value is as it stands");
	UNIT_EQUAL(json_value(&f, &a), "x\ty", "and is decoded when asked for");
	json_field_next(&r, &f, &reason);
	UNIT_CHECK(f.kind == JSON_ARRAY && span_is(f.value, "[\"p\",\"q\"]"),
		   "an array has all its bytes");
	json_field_next(&r, &f, &reason);
	UNIT_CHECK(f.kind == JSON_NULL && !json_value(&f, &a).ptr, "null has no value");
	UNIT_CHECK(json_field_next(&r, &f, &reason) == JSON_DONE && r.at == 35,
		   "behind the last field the end is known");
	arena_free(&a);
}

int main(void)
{
	test_values();
	test_strings();
	test_faults();
	test_prefixes();
	test_end();
	test_depth();
	test_repeated_keys();
	test_fields();
	return unit_done();
}

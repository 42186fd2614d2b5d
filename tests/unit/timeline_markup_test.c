#include "cmd/timeline/markup.h"
#include "tests/unit/unit.h"

static struct buffer out;

static struct span escaped(struct span text, void (*add)(struct buffer *, struct span))
{
	out.len = 0;
	add(&out, text);
	return buffer_span(&out);
}

static void test_escaping(void)
{
	UNIT_EQUAL(escaped(span_text("<a href=\"x\">'&'</a>"), markup_add),
		   "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;",
		   "no mark of HTML comes through");
	UNIT_EQUAL(escaped(span_of("a\0b\x01\x7F", 5), markup_add),
		   "a\xEF\xBF\xBD"
		   "b\xEF\xBF\xBD\xEF\xBF\xBD",
		   "NUL and controls become the replacement character");
	UNIT_EQUAL(escaped(span_text("\xFF\xC0\xAF\xED\xA0\x80"), markup_add),
		   "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD",
		   "bytes that are no UTF-8 become it one by one");
	UNIT_EQUAL(escaped(span_text("\xEF\xBF\xBE|\xC2\x85|\xEF\xB7\x90"), markup_add),
		   "\xEF\xBF\xBD|\xEF\xBF\xBD|\xEF\xBF\xBD", "what XML or HTML forbid does, too");
	UNIT_EQUAL(escaped(span_text("tiga \xE2\x80\xAErumah \xF0\x9F\x8F\xA0"), markup_add),
		   "tiga \xE2\x80\xAErumah \xF0\x9F\x8F\xA0", "other text stays as it is");
	UNIT_EQUAL(escaped(span_text("\xE2\x80\xAE"
				     "a\xE2\x81\xA6"
				     "b\xD8\x9C"),
			   markup_add_plain),
		   "ab", "marks that turn the direction are left out where nothing isolates them");
	UNIT_EQUAL(escaped(span_text("<"), markup_add_bdi), "<bdi>&lt;</bdi>",
		   "a name is isolated and escaped");
	UNIT_EQUAL(escaped(span_text("2f0c.1"), markup_add_anchor), "e-2f0c.1",
		   "an anchor is the id");
	UNIT_EQUAL(escaped(span_text("a b\"_\xFF"), markup_add_anchor), "e-a_20b_22_5f_ff",
		   "with other bytes as hex, so that two ids never meet");
	UNIT_EQUAL(escaped(span_of("", 0), markup_add), "", "nothing stays nothing");
}

static void test_dates(void)
{
	UNIT_EQUAL(escaped(span_text("2025-05-14"), markup_add_when), "Wednesday, 14 May 2025",
		   "a day has its weekday");
	UNIT_EQUAL(escaped(span_text("../2025-05-14"), markup_add_when), "by 14 May 2025",
		   "an open start is by then");
	UNIT_EQUAL(escaped(span_text("2022/.."), markup_add_when), "since 2022",
		   "an open end is since then");
	UNIT_EQUAL(escaped(span_text("2024-10-14/2024-10-20"), markup_add_when),
		   "14 October 2024 to 20 October 2024", "a stretch has both ends");
	UNIT_EQUAL(escaped(span_text("2024-12~"), markup_add_when), "about December 2024",
		   "a tilde is about");
	UNIT_EQUAL(escaped(span_text("199X"), markup_add_when), "199X",
		   "what has no plain words stays as it is");
	UNIT_EQUAL(escaped(span_text("<2025>"), markup_add_when), "&lt;2025&gt;", "and is escaped");
	UNIT_EQUAL(escaped(span_of("", 0), markup_add_when), "Undated", "no date says so");
}

/* FIPS 180-2, appendix B, as base64. */
static void test_digest(void)
{
	UNIT_EQUAL(escaped(span_text("abc"), digest_add),
		   "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", "one block");
	UNIT_EQUAL(escaped(span_text("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
			   digest_add),
		   "sha256-JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE=", "two blocks");
	UNIT_EQUAL(escaped(span_of("", 0), digest_add),
		   "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "nothing");
}

int main(void)
{
	test_escaping();
	test_dates();
	test_digest();
	buffer_free(&out);
	return unit_done();
}

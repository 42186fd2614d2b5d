#include <stdlib.h>

#include "common/calendar.h"
#include "common/hash.h"
#include "common/report.h"
#include "common/token.h"
#include "common/utf8.h"
#include "tests/unit/unit.h"

static void test_utf8(void)
{
	static const char *const bad[] = {"\xC0\x80",         "\xE0\x80\x80", "\xED\xA0\x80",
					  "\xF5\x80\x80\x80", "\xC3",         "\x80",
					  "\xF0\x9F\x98"};
	unsigned len;
	bool all = true;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		all &= utf8_decode(bad[i], bad[i] + strlen(bad[i]), &len) == UTF8_INVALID;
	UNIT_CHECK(
		all,
		"overlong forms, surrogates, code points beyond Unicode and cut characters are invalid");

	char bytes[4];
	bool same = true;
	for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
		if (cp >= 0xD800 && cp <= 0xDFFF)
			continue;
		unsigned n = utf8_encode(cp, bytes);
		same &= utf8_decode(bytes, bytes + n, &len) == cp && len == n;
	}
	UNIT_CHECK(same, "every code point comes back from its bytes");

	UNIT_CHECK(utf8_lower('K') == 'k' && utf8_lower(0xC9) == 0xE9 &&
			   utf8_lower(0x110) == 0x111 && utf8_lower(0x41A) == 0x43A &&
			   utf8_lower(0x5317) == 0x5317,
		   "ASCII, Latin and Cyrillic have lower case, what has none stays");
	UNIT_CHECK(utf8_columns(span_text("\xE5\x8C\x97\xE4\xBA\xAC")) == 4 &&
			   utf8_columns(span_text("e\xCC\x81")) == 1,
		   "East Asian characters take two columns, combining marks none");
	const char *nbsp = "\xC2\xA0", *zwsp = "\xE2\x80\x8B", *bom = "\xEF\xBB\xBF",
		   *quote = "\xE2\x80\x9C";
	UNIT_CHECK(utf8_blank(nbsp, nbsp + 2) == 2 && utf8_blank(zwsp, zwsp + 3) == 3 &&
			   utf8_blank(bom, bom + 3) == 3 && utf8_blank(quote, quote + 3) == 0 &&
			   utf8_blank(nbsp, nbsp + 1) == 0,
		   "NBSP, ZWSP and BOM are blank; a quote mark and half a NBSP are not");
}

static void test_hash(void)
{
	/* Vectors of the xxHash specification's sanity checks (XXH64, seed 0) and widely published ones. */
	UNIT_CHECK(hash64(span_text(""), 0) == 0xEF46DB3751D8E999u, "xxHash64 of nothing");
	UNIT_CHECK(hash64(span_text("a"), 0) == 0xD24EC4F1A98C6E5Bu, "xxHash64 of one byte");
	UNIT_CHECK(hash64(span_text("abc"), 0) == 0x44BC2CF5AD770999u, "xxHash64 of three bytes");
	UNIT_CHECK(hash64(span_text("Nobody inspects the spammish repetition"), 0) ==
			   0xFBCEA83C8A378BF1u,
		   "xxHash64 of more than 32 bytes");
	char one[HASH_ID_LEN], two[HASH_ID_LEN], again[HASH_ID_LEN];
	hash_id(span_text("doc"), span_text(""), 0, 10, one);
	hash_id(span_text("doc"), span_text("title"), 0, 10, two);
	hash_id(span_text("doc"), span_text(""), 0, 10, again);
	UNIT_CHECK(memcmp(one, again, HASH_ID_LEN) == 0 && memcmp(one, two, HASH_ID_LEN) != 0,
		   "an id depends on document, field and range only");
	UNIT_EQUAL(span_of(one, HASH_ID_LEN), "7cf54c9110b669e68280",
		   "ids are the same on every machine");
}

/* Both ways of two seeds at once, short and long, and each number of bytes behind the last 32. */
static void test_hash_doc(void)
{
	enum { LONGEST = 5000 };
	static char bytes[LONGEST + 1];
	bool same = true;
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(unsigned char)(i * i * 31 >> 3 ^ i);
	for (size_t len = 0; len <= LONGEST; len += len < 100 || len > 1990 ? 1 : 61) {
		struct span text = span_of(bytes + 1, len < LONGEST ? len : LONGEST);
		struct hash_doc both = hash_doc(text);
		same = same && both.high == hash64(text, 0) &&
		       both.low == hash64(text, 0x27D4EB2F165667C5u);
	}
	UNIT_CHECK(same, "both hashes of a document are those of its text with either seed");
}

static void test_calendar(void)
{
	struct date d;
	UNIT_CHECK(calendar_weekday(calendar_days((struct date){2024, 10, 17})) == 4,
		   "2024-10-17 was a Thursday");
	UNIT_CHECK(calendar_days((struct date){1970, 1, 1}) == 0, "days count from 1970");
	bool same = true;
	for (int64_t day = -719162; day < 2932896; day += 13) {
		struct date x = calendar_date(day);
		same &= calendar_valid(x) && calendar_days(x) == day;
	}
	UNIT_CHECK(same, "every day from year 1 to 9999 comes back from its date");
	UNIT_CHECK(!calendar_valid((struct date){2023, 2, 29}) &&
			   calendar_valid((struct date){2024, 2, 29}) &&
			   !calendar_valid((struct date){1900, 2, 29}),
		   "29 February stands in leap years only");
	int32_t year;
	unsigned week;
	calendar_week(calendar_days((struct date){2021, 1, 3}), &year, &week);
	UNIT_CHECK(year == 2020 && week == 53, "2021-01-03 lies in week 53 of 2020 (ISO 8601)");
	UNIT_CHECK(calendar_date(calendar_week_start(2024, 42)).day == 14,
		   "week 42 of 2024 begins on 14 October");
	UNIT_CHECK(calendar_parse_iso(span_text("2024-10-23T17:21:00Z"), &d) && d.day == 23,
		   "a time behind a date is passed over");
	UNIT_CHECK(calendar_parse_iso(span_text("20241023"), &d) && d.month == 10 && d.day == 23,
		   "the basic form is read");
	UNIT_CHECK(calendar_parse_iso(span_text("2024-10"), &d) && d.month == 10 && d.day == 0,
		   "a month is a date");
	UNIT_CHECK(!calendar_parse_iso(span_text("2024-13-01"), &d) &&
			   !calendar_parse_iso(span_text("2024-02-30"), &d) &&
			   !calendar_parse_iso(span_text("Rabu"), &d),
		   "what is no date is none");
	struct buffer b = {0};
	calendar_add_iso(&b, (struct date){987, 6, 5});
	UNIT_EQUAL(buffer_span(&b), "0987-06-05", "years have four digits");
	buffer_free(&b);
}

static void test_numbers(void)
{
	static const uint64_t numbers[] = {0,    9,    10,    99,    100,        999,
					   1000, 9999, 10000, 65535, 4294967296, UINT64_MAX};
	static const char *const texts[] = {"0",     "9",     "10",         "99",
					    "100",   "999",   "1000",       "9999",
					    "10000", "65535", "4294967296", "18446744073709551615"};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct buffer b = {0};
		buffer_add_number(&b, numbers[i]);
		UNIT_EQUAL(buffer_span(&b), texts[i], "a number of any length is written whole");
		buffer_free(&b);
	}
	struct buffer b = {0};
	buffer_add_range(&b, 98, 1005);
	UNIT_EQUAL(buffer_span(&b), "98-1005", "a range is two numbers and a hyphen");
	buffer_free(&b);
}

static void test_tokens(void)
{
	struct tokens t = {0};
	tokens_cut(
		&t,
		span_text(
			"\xE2\x80\x9CRp12.500 ke-3,\xE2\x80\x9D kata KIM Jong-un\xC2\xA0\xC3\x89lan."));
	UNIT_CHECK(t.count == 17, "words, digit runs and single marks are tokens");
	UNIT_EQUAL(token_text(&t, 1), "Rp", "letters end where digits begin");
	UNIT_EQUAL(token_text(&t, 2), "12", "digits end at a dot");
	UNIT_CHECK(t.items[0].mark == MARK_QUOTE_OPEN && t.items[9].mark == MARK_QUOTE_CLOSE,
		   "curly quote marks have a direction");
	UNIT_CHECK(t.items[5].space && !t.items[6].space, "what stands together is known");
	UNIT_CHECK(t.items[11].all_capital && t.items[12].capital && !t.items[12].all_capital &&
			   !t.items[14].capital,
		   "capitals are known");
	UNIT_EQUAL(token_lower(&t, 15), "\xC3\xA9lan", "lower case of a letter beyond ASCII");
	UNIT_CHECK(t.items[15].capital && t.items[15].space, "NBSP parts words");
	uint32_t first = t.items[11].hash;
	tokens_cut(&t, span_text("kim"));
	UNIT_CHECK(t.items[0].hash == first, "the hash is that of the lower case");
	tokens_cut(&t, span_of("a\0b\xFF", 4));
	UNIT_CHECK(t.count == 3 && t.items[2].kind == TOKEN_MARK,
		   "NUL parts words, an invalid byte is a mark");
	/* 15 letters, 16, 17; the tokenizer reads 16 bytes at once where it can */
	tokens_cut(
		&t,
		span_text(
			"ABCDEFGHIJKLMNO ABCDEFGHIJKLMNOP ABCDEFGHIJKLMNOPq \xC3\x89LAN\xC2\xA0X  y"));
	UNIT_CHECK(t.count == 6, "words of any length are one token");
	UNIT_EQUAL(token_lower(&t, 2), "abcdefghijklmnopq", "a long one is folded whole");
	UNIT_CHECK(t.items[0].all_capital && t.items[1].all_capital && !t.items[2].all_capital &&
			   t.items[3].all_capital && !t.items[4].all_capital,
		   "all capital: every letter of two or more");
	UNIT_CHECK(t.items[4].capital && t.items[4].space && t.items[5].space,
		   "NBSP and two blanks are blanks before a word");
	UNIT_EQUAL(span_of(t.lower.data, t.lower.len),
		   "abcdefghijklmno abcdefghijklmnop abcdefghijklmnopq \xC3\xA9lan  x  y",
		   "the lower text has a blank for each byte of one");
	uint32_t hash = t.items[5].hash;
	tokens_cut(&t, span_text("Y"));
	UNIT_CHECK(t.items[0].hash == hash, "a word has its hash wherever it stands");
	tokens_cut(&t, span_text("12345678901234567890, 2024; \xE2\x80\x94 then some words more"));
	uint32_t digits = t.items[0].hash, year = t.items[2].hash, dash = t.items[4].hash;
	tokens_cut(&t, span_text("12345678901234567890"));
	UNIT_CHECK(t.items[0].hash == digits, "a long number has its hash at the end, too");
	tokens_cut(&t, span_text("2024 \xE2\x80\x94"));
	UNIT_CHECK(t.items[0].hash == year && t.items[1].hash == dash,
		   "so have a year and a mark beyond ASCII");
	tokens_cut(&t, span_text(""));
	UNIT_CHECK(t.count == 0, "no text has no tokens");
	tokens_free(&t);
}

static void test_quoted(void)
{
	UNIT_EQUAL(span_text(report_quoted(span_of("a\x1B[0m\0", 6))), "a\\x1B[0m\\x00",
		   "control bytes are shown escaped");
	char longer[100];
	memset(longer, 'x', sizeof longer);
	UNIT_CHECK(strlen(report_quoted(span_of(longer, sizeof longer))) == 63,
		   "a long text is cut at 60 bytes");
}

static void test_arena(void)
{
	struct arena a = {0};
	bool kept = true;
	char *first = arena_alloc(&a, 10);
	memset(first, 'x', 10);
	for (unsigned i = 0; i < 1000; i++)
		memset(arena_alloc(&a, i * 37), 'y', i * 37);
	for (unsigned i = 0; i < 10; i++)
		kept &= first[i] == 'x';
	UNIT_CHECK(kept, "pieces of an arena do not overlap");
	UNIT_CHECK(((uintptr_t)arena_alloc(&a, 3) & 15) == 0 &&
			   ((uintptr_t)arena_alloc(&a, 3) & 15) == 0,
		   "pieces are aligned to 16 bytes");
	arena_reset(&a);
	memset(arena_alloc(&a, 100), 'z', 100);
	arena_free(&a);
}

int main(void)
{
	test_utf8();
	test_hash();
	test_hash_doc();
	test_calendar();
	test_numbers();
	test_tokens();
	test_quoted();
	test_arena();
	return unit_done();
}

/* document.c, document_text.c, document_json.c: the forms in which articles come, and what is wrong with them. */
#include "tests/unit/documents.h"

/* --- plain text --- */

static void test_recognition(void)
{
	UNIT_EQUAL(short_names(read_text("{ bukan JSON }")), "F|{ bukan JSON }\nEND",
		   "a brace that no quote follows is text");
	UNIT_EQUAL(short_names(read_text("[[[[")), "F|[[[[\nEND", "brackets alone are text");
	UNIT_EQUAL(short_names(read_text("[1] catatan")), "F|[1] catatan\nEND",
		   "a footnote is text");
	UNIT_EQUAL(short_names(read_text("WARNA")), "F|WARNA\nEND", "a word like WARC is text");
	UNIT_EQUAL(read_text(""), "END", "an empty file has no document");
	UNIT_EQUAL(read_text(" \n[ \n]"), "END", "an empty array has none either");
	UNIT_EQUAL(read_text("\xEF\xBB\xBF \r\n{\n\"text\":\"x\",\"id\":\"1\"}"), "1|x\nEND",
		   "JSON may have a byte order mark and blanks in front");
}

static void test_plain_text(void)
{
	struct document_options o = {.name = "nama", .max_bytes = 100};

	UNIT_EQUAL(short_names(read_text("\xEF\xBB\xBF"
					 "a\r\nb\n")),
		   "F|\xEF\xBB\xBF"
		   "a\r\nb\n\nEND",
		   "a file is a document with all its bytes, so that offsets are the file's");
	UNIT_EQUAL(short_names(read_unit("\n\nsatu\r\ndua\r\n \t\r\n\n\xC2\xA0\ntiga",
					 UNIT_PARAGRAPH, 100, false)),
		   "F:3|satu\r\ndua\nF:8|tiga\nEND",
		   "paragraphs stand between blank lines, a line of NBSP is blank");
	UNIT_EQUAL(short_names(read_unit("satu\r\n\n  dua\n", UNIT_LINE, 100, false)),
		   "F:1|satu\nF:3|dua\nEND", "lines are documents");
	int in = dup(STDIN_FILENO), fd = open(files_put_text("isi"), O_RDONLY);
	dup2(fd, STDIN_FILENO);
	UNIT_EQUAL(read_form("-", FORM_AUTO, &o), "nama|isi\nEND",
		   "standard input has the name that is given");
	lseek(STDIN_FILENO, 0, SEEK_SET);
	o.name = NULL;
	struct span hashed = read_form("-", FORM_AUTO, &o);
	UNIT_CHECK(hashed.len == 20 + 8 && memchr(hashed.ptr, '|', hashed.len) == hashed.ptr + 20,
		   "else the hash of its text");
	dup2(in, STDIN_FILENO);
	close(in);
	close(fd);
}

static void test_pieces(void)
{
	UNIT_EQUAL(short_names(read_unit("aa\n\nbb\n\ncc\n", UNIT_FILE, 8, false)),
		   "F|aa\n\nbb\n\n+\nF|cc\n\nEND", "a long text is cut behind the last blank line");
	UNIT_EQUAL(short_names(read_unit("aa\r\n\r\nbb\r\ncc\r\n", UNIT_FILE, 11, false)),
		   "F|aa\r\n\r\n+\nF|bb\r\ncc\r\n\nEND", "CR LF is one line end");
	UNIT_EQUAL(short_names(read_unit("aa\rbb\r\rcccccc", UNIT_FILE, 9, false)),
		   "F|aa\rbb\r\r+\nF|cccccc\nEND", "CR alone is a line end too");
	UNIT_EQUAL(short_names(read_unit("aa bb\ncc dddd", UNIT_FILE, 8, false)),
		   "F|aa bb\n+\nF|cc dddd\nEND", "else at a line end");
	UNIT_EQUAL(short_names(read_unit("aaa bbb ccc", UNIT_FILE, 6, false)),
		   "F|aaa +\nF|bbb ccc\nEND", "else at a blank");
	UNIT_EQUAL(short_names(read_unit("aaa\xC3\xA9\xE2\x82\xAC"
					 "bcd",
					 UNIT_FILE, 6, false)),
		   "F|aaa\xC3\xA9+\nF|\xE2\x82\xAC"
		   "bcd\nEND",
		   "else between characters");
	UNIT_EQUAL(short_names(read_unit("\xA9\xA9\xA9\xA9\xA9\xA9\xA9", UNIT_FILE, 4, false)),
		   "F|\xA9\xA9\xA9\xA9+\nF|\xA9\xA9\xA9\nEND",
		   "bytes that are no characters are cut anywhere");
	UNIT_EQUAL(short_names(read_unit("x\naaa bbb ccc\ny", UNIT_LINE, 6, false)),
		   "F:1|x\nF:2|aaa +\nF:2|bbb +\nF:2|ccc\nF:3|y\nEND",
		   "a long line keeps its id in all pieces");
	UNIT_EQUAL(short_names(read_unit("satu\n\ndua\nlagi\n\n", UNIT_FILE, 100, true)),
		   "F|satu\n\n+\nF|dua\nlagi\n\n+\nF|\nEND",
		   "live, each paragraph is a piece as soon as it is whole");
}

static void test_offsets_of_pieces(void)
{
	struct document_options o = {.max_bytes = 1000};
	struct buffer text = {0};
	struct document doc;
	const char *reason;
	struct span refused;
	bool tiled = true;
	uint64_t at = 0;

	for (unsigned i = 0; i < 200000; i++)
		buffer_add_text(&text, i % 97 ? (i % 7 ? "kata " : "kalimat.\n")
					      : "\xE2\x80\x9Cpisah\xE2\x80\x9D\n\n");
	const char *file = files_put(text.data, text.len);
	struct input *in = input_open(file, NULL, NULL);
	struct documents *d = documents_open(in, file, FORM_AUTO, &o);
	do {
		if (documents_next(d, &doc, &reason, &refused) != READ_OK)
			break;
		tiled &= doc.offset == at && doc.text.len <= 1002 &&
			 memcmp(doc.text.ptr, text.data + at, doc.text.len) == 0;
		at += doc.text.len;
	} while (doc.more);
	UNIT_CHECK(tiled && at == text.len,
		   "pieces follow each other without gap and their offsets say where");
	documents_close(d);
	input_close(in);
	buffer_free(&text);
}

static void test_cut_text(void)
{
	struct buffer gz = {0};
	struct document_options o = {.max_bytes = 100};

	files_gzip(&gz, "kabar pagi", 10);
	UNIT_EQUAL(short_names(read_form(files_put(gz.data, gz.len - 4), FORM_AUTO, &o)),
		   "F|kabar pagi+\nFAILED",
		   "a text cut short is given as a piece whose rest is missing");
	UNIT_CHECK(said("unexpected end of gzip data"), "and reported");
	buffer_free(&gz);
}

/* --- JSON --- */

static void test_json_fields(void)
{
	struct document doc = first_document(
		"{\"raw_text\":\"mentah\",\"crawl_date\":\"2024-02-01\",\"text\":\"isi \\u201ckutip\\u201d\",\"source\":\"https:\\/\\/www.warta.example:80/a\","
		"\"publish_date\":\"2024-01-31\",\"headline\":\"Judul\",\"authors\":[\"A. Bima\",\"C. Dewi\"],\"meta_lang\":\"id\",\"id\":17}");
	UNIT_EQUAL(doc.text, "isi \xE2\x80\x9Ckutip\xE2\x80\x9D",
		   "the first of the accepted names wins, wherever it stands");
	UNIT_EQUAL(doc.date, "2024-01-31", "a date of publication goes before one of the download");
	UNIT_CHECK(!doc.date_is_crawl, "and is known as such");
	UNIT_EQUAL(doc.url, "https://www.warta.example:80/a",
		   "a source that is a web address is the url");
	UNIT_EQUAL(doc.source, "warta.example",
		   "without an outlet the host of the url is the source");
	UNIT_EQUAL(doc.title, "Judul", "headline is a title");
	UNIT_EQUAL(doc.author, "A. Bima, C. Dewi", "several authors are joined");
	UNIT_EQUAL(doc.language, "id", "meta_lang is the language");
	UNIT_EQUAL(doc.id, "17", "a number may be an id");

	doc = first_document(
		"{\"text\":\"x\",\"timestamp\":\"2019-04-25T12:57:54Z\",\"url\":\"http://a.example/b\",\"source\":\"Warta\"}");
	UNIT_CHECK(doc.date_is_crawl, "a timestamp beside no other date is the download's");
	UNIT_EQUAL(doc.source, "Warta", "a source that is no address is the outlet");
	UNIT_EQUAL(doc.id, "http://a.example/b", "without an id the url is the id");
	doc = first_document("{\"text\":\"\",\"maintext\":null,\"body\":\"isi\"}");
	UNIT_EQUAL(doc.text, "isi", "a name that says nothing leaves its place to the next");
	UNIT_CHECK(doc.id.len == 20, "without id and url the text is hashed");
	doc = first_document("{\"text\":\"\",\"title\":\"Judul\"}");
	UNIT_CHECK(doc.text.ptr && doc.text.len == 0 && span_is(doc.title, "Judul"),
		   "an empty text beside a title is a document");
	doc = first_document("{\"text\":\"a\\u0000b\",\"id\":\"1\"}");
	UNIT_CHECK(span_equal(doc.text, span_of("a\0b", 3)), "NUL bytes in the text stay");
	first_document("");
}

static void test_json_forms(void)
{
	UNIT_EQUAL(read_text("{\"text\":\"a\",\"id\":\"1\"}\n\n{\"text\":\"b\",\"id\":\"2\"}"),
		   "1|a\n2|b\nEND", "JSON Lines");
	UNIT_EQUAL(read_text("[{\"text\":\"a\",\"id\":\"1\"},{\"text\":\"b\",\"id\":\"2\"}]"),
		   "1|a\n2|b\nEND", "an array on one line");
	UNIT_EQUAL(
		read_text(
			"[\n  {\n    \"text\": \"a\",\n    \"id\": \"1\"\n  },\n  {\n    \"id\": \"2\",\n    \"text\": \"b\"\n  }\n]\n"),
		"1|a\n2|b\nEND", "a pretty-printed array");
	UNIT_EQUAL(read_text("{\n\"text\":\"a\",\"id\":\"1\"\n}\n{\"text\":\"b\",\"id\":\"2\"}"),
		   "1|a\n2|b\nEND", "objects one after the other");
}

#define NO_TEXT                                                                                    \
	"no text: none of the fields text, maintext, articleBody, content, body, content_text, raw_text"
#define TORN "JSON: string without its closing quote before the end of the line"

static void test_json_refused(void)
{
	UNIT_EQUAL(
		read_text(
			"{\"text\":null}\n{\"text\":5}\n{\"text\":[\"a\"]}\n{\"text\":{}}\n{\"title\":\"t\"}\n{\"text\":\"b\",\"id\":\"2\"}"),
		"!1 {\"text\":null}: the text is null\n!2 {\"text\":5}: the text is a number\n"
		"!3 {\"text\":[\"a\"]}: the text is an array\n!4 {\"text\":{}}: the text is an object\n"
		"!5 {\"title\":\"t\"}: " NO_TEXT "\n2|b\nEND",
		"an object whose text is none is refused, with the reason");
	UNIT_EQUAL(
		read_text("{\"text\":\"a\",\"id\":\"1\"}\n{\"te\n{\"text\":\"c\",\"id\":\"3\"}\n"),
		"1|a\n!2 {\"te: " TORN "\n3|c\nEND", "a torn line is refused, the next is read");
	UNIT_EQUAL(read_text("{\"text\":\"a\",\"t\":[1\n{\"text\":\"b\",\"id\":\"2\"}\n"),
		   "!1 {\"text\":\"a\",\"t\":[1: JSON: bracket where none can stand\n2|b\nEND",
		   "also one that is torn inside an array");
	UNIT_EQUAL(read_text("{\"text\":\"a\",\"id\":\"1\"}\n{\"text\":\"b"),
		   "1|a\n!2 {\"text\":\"b: JSON: the input ends inside an object\nEND",
		   "an object that the end cuts is refused");
	UNIT_EQUAL(
		read_text(
			"[\n {\n  \"text\": oops,\n  \"l\": [\n   {\n    \"text\": \"inner\"\n   }\n  ]\n },\n {\n  \"text\": \"b\", \"id\": \"2\"\n }\n]"),
		"!2 {: JSON: value that is neither string, number, true, false nor null\n2|b\nEND",
		"behind a bad pretty-printed element the next one of the same column is read, no inner one");
	UNIT_EQUAL(read_text("[{\"text\":\"a\",\"id\":\"1\"},\n{\"text\":\"b\",\"id\":\"2\"},\n"),
		   "1|a\n2|b\nFAILED", "an array that is not closed fails");
	UNIT_CHECK(said("the array is not closed"), "and is reported");
	UNIT_EQUAL(
		read_text(
			"[{\"text\":\"a\",\"id\":\"1\"},7,{\"text\":\"b\",\"id\":\"2\"}]\n{\"text\":\"c\",\"id\":\"3\"}"),
		"1|a\n!1 7,{\"text\":\"b\",\"id\":\"2\"}]: JSON: not an object (the rest of the line is passed over)\n3|c\nFAILED",
		"what is passed over with a bad element is said");
	files_said();
}

static void test_json_limits(void)
{
	struct document_options o = {.max_bytes = 1000};
	struct buffer b = {0};

	buffer_add_text(&b, "[{\"text\":\"a\",\"id\":\"1\"},{\"text\":\"");
	for (int i = 0; i < 500000; i++)
		buffer_add_text(&b, "panjang \\\"");
	buffer_add_text(&b, "\",\"id\":\"2\"},{\"text\":\"c\",\"id\":\"3\"}]\n");
	size_t len = read_form(files_put(b.data, b.len), FORM_AUTO, &o).len;
	buffer_add_byte(&log_text, '\0');
	UNIT_CHECK(strncmp(log_text.data, "1|a\n!1 {\"text\":\"panjang", 22) == 0 &&
			   strstr(log_text.data, "longer than the limit\n3|c\nEND"),
		   "an element over the limit is passed over, its neighbours on the line are read");
	UNIT_CHECK(len < 70000, "of what is refused at most 64 KiB are kept");
	b.len = 0;
	buffer_add_text(&b, "{\"text\":\"a\",\"l\":[");
	for (int i = 0; i < 500000; i++)
		buffer_add_text(&b, "1234567,");
	buffer_add_text(&b, "\n{\"text\":\"b\",\"id\":\"2\"}\n{\"text\":\"c\",\"id\":\"3\"}\n");
	read_form(files_put(b.data, b.len), FORM_AUTO, &o);
	buffer_add_byte(&log_text, '\0');
	UNIT_CHECK(strstr(log_text.data, "longer than the limit\n") &&
			   strstr(log_text.data, "3|c\nEND"),
		   "behind one that is torn as well the reader finds its way");
	buffer_free(&b);
}

/* The same documents, however the bytes fall into the reads: padding moves them across the read size. */
static void test_json_read_borders(void)
{
	static const char object[] =
		"{\"id\":\"7\",\"x\":[1,{\"y\":\"\\u00e9\"}],\"text\":\"a\\\\b\\ud83d\\ude00\"}\n";
	struct document_options o = {.max_bytes = 1 << 20};
	struct buffer b = {0};
	bool same = true;

	for (size_t pad = 0; pad < sizeof object; pad++) {
		b.len = 0;
		buffer_add_text(&b, "{\"text\":\"p\",\"id\":\"1\"}");
		while (b.len < 128 * 1024 - pad)
			buffer_add_byte(&b, ' ');
		buffer_add_byte(&b, '\n');
		buffer_add_text(&b, object);
		same &= span_is(read_form(files_put(b.data, b.len), FORM_AUTO, &o),
				"1|p\n7|a\\b\xF0\x9F\x98\x80\nEND");
	}
	UNIT_CHECK(same, "an object cut by a read at any byte is read whole");
	buffer_free(&b);
}

/* --- LTSV --- */

static void test_ltsv(void)
{
	struct document_options o = {.max_bytes = 60};

	UNIT_EQUAL(
		read_form(
			files_put_text(
				"id:1\ttext:a\ttitle:t\n\nid:2\nno field\nid:3\ttext:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nid:4\ttext:d"),
			FORM_LTSV, &o),
		"1|a\n!3 id:2: " NO_TEXT "\n!4 no field: a field without a colon\n"
		"!5 id:3\ttext:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: line is longer than the limit\n4|d\nEND",
		"LTSV documents, bad lines are refused and the rest is read");
}

int main(void)
{
	files_start();
	test_recognition();
	test_plain_text();
	test_pieces();
	test_offsets_of_pieces();
	test_cut_text();
	test_json_fields();
	test_json_forms();
	test_json_refused();
	test_json_limits();
	test_json_read_borders();
	test_ltsv();
	buffer_free(&log_text);
	files_end();
	return unit_done();
}

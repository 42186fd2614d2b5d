/* input.c and lines.c: files, pipes, gzip in every state of damage, lines. */
#include "common/input.h"

#include <poll.h>
#include <sys/wait.h>

#include "tests/unit/files.h"
#include "tests/unit/unit.h"

struct got {
	struct buffer bytes;
	enum read_result end;
};

/* All bytes of the file, taken `step` at a time. */
static struct got read_all(const char *file, size_t step)
{
	struct got got = {.end = READ_FAILED};
	struct input *in = input_open(file, NULL, NULL);
	struct span window;

	if (!in)
		return got;
	while ((got.end = input_peek(in, &window)) == READ_OK) {
		size_t n = window.len < step ? window.len : step;
		buffer_add(&got.bytes, window.ptr, n);
		input_consume(in, n);
	}
	input_close(in);
	return got;
}

/* Reads bytes as a file; says whether what came is `want` and how it ended. */
static bool gives(struct span bytes, struct span want, enum read_result end)
{
	struct got got = read_all(files_put(bytes.ptr, bytes.len), 4096);
	bool ok = span_equal(buffer_span(&got.bytes), want) && got.end == end;
	buffer_free(&got.bytes);
	return ok;
}

static bool said(const char *part)
{
	return strstr(files_said(), part) != NULL;
}

static bool said_nothing(void)
{
	return files_said()[0] == '\0';
}

static bool said_once(void)
{
	const char *text = files_said(), *lf = strchr(text, '\n');
	return lf && lf[1] == '\0';
}

/* 400,000 bytes of lines that do not compress to nothing. */
static struct buffer make_lines(void)
{
	struct buffer b = {0};
	uint32_t seed = 7;

	while (b.len < 400000) {
		seed = seed * 1664525 + 1013904223;
		buffer_add_text(&b, "muatan ");
		buffer_add_number(&b, seed);
		buffer_add_byte(&b, '\n');
	}
	return b;
}

static void test_opening(void)
{
	UNIT_CHECK(!input_open("/no/such/file", NULL, NULL) &&
			   said("/no/such/file: No such file or directory"),
		   "a missing file is named with the reason");
	UNIT_CHECK(!input_open(files_path, NULL, NULL) && said("Is a directory"),
		   "a directory is no input");
	UNIT_CHECK(gives(span_text(""), span_text(""), READ_END), "an empty file ends at once");
	UNIT_CHECK(gives(span_text("\x1f"), span_text("\x1f"), READ_END), "a lone 1f is text");
	UNIT_CHECK(gives(span_of("a\0b\r\n", 5), span_of("a\0b\r\n", 5), READ_END),
		   "NUL and CR LF come through");
	UNIT_CHECK(said_nothing(), "good input gives no message");
}

static void test_kinds(void)
{
	static const struct {
		struct span bytes;
		const char *help, *sentence;
	} kinds[] = {
		{{"\x28\xb5\x2f\xfd rest", 9},
		 "zstd -dc",
		 "zstd is named with the command that helps"},
		{{"\xfd"
		  "7zXZ\0rest",
		  10},
		 "xz -dc",
		 "xz is named with the command that helps"},
		{{"BZh91AY&SY rest", 15},
		 "bzip2 -dc",
		 "bzip2 is named with the command that helps"},
		{{"PK\3\4rest", 8}, "unzip", "a zip archive is named with the command that helps"},
		{{"\xff\xfe"
		  "a\0",
		  4},
		 "UTF-16 text: convert it with iconv -f UTF-16 -t UTF-8",
		 "UTF-16 little endian is named"},
		{{"\xfe\xff\0a", 4}, "iconv -f UTF-16", "UTF-16 big endian is named"},
		{{"\xff\xfe\0\0a\0\0\0", 8}, "iconv -f UTF-32", "UTF-32 is not taken for UTF-16"},
		{{"\xff\xfe", 2},
		 "iconv -f UTF-16",
		 "a file of nothing but the UTF-16 mark is named"},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		bool ok = gives(kinds[i].bytes, span_text(""), READ_FAILED);
		UNIT_CHECK(ok && said(kinds[i].help), kinds[i].sentence);
	}
	UNIT_CHECK(gives(span_text("BZh is a word"), span_text("BZh is a word"), READ_END),
		   "text that begins as a magic number begins is text");
	struct buffer gz = {0};
	files_gzip(&gz,
		   "\xff\xfe"
		   "a\0",
		   4);
	UNIT_CHECK(gives(buffer_span(&gz), span_text(""), READ_FAILED) && said("UTF-16"),
		   "UTF-16 inside gzip is named");
	buffer_free(&gz);
}

static void test_bom(void)
{
	struct span window;
	struct input *in = input_open(files_put_text("\xEF\xBB\xBFsatu"), NULL, NULL);

	input_peek(in, &window);
	UNIT_EQUAL(window, "\xEF\xBB\xBFsatu", "a byte order mark is among the bytes of the file");
	input_skip_bom(in);
	input_peek(in, &window);
	UNIT_EQUAL(window, "satu", "input_skip_bom passes over it");
	input_consume(in, 1);
	input_skip_bom(in);
	input_peek(in, &window);
	UNIT_EQUAL(window, "atu", "input_skip_bom does nothing behind the start");
	input_close(in);
}

static void test_gzip_whole(void)
{
	struct buffer lines = make_lines(), gz = {0};
	struct span want = buffer_span(&lines);
	size_t half = lines.len / 2;

	files_gzip(&gz, want.ptr, want.len);
	UNIT_CHECK(gives(buffer_span(&gz), want, READ_END), "gzip is known by its magic");
	size_t one = gz.len;
	buffer_add_text(&gz, "garbage");
	UNIT_CHECK(gives(buffer_span(&gz), want, READ_END),
		   "bytes behind the last member leave the status good");
	UNIT_CHECK(said("trailing garbage behind the gzip data ignored (7 bytes)"),
		   "they are reported");
	gz.len = one;
	buffer_add(&gz, "\x1f", 1);
	UNIT_CHECK(gives(buffer_span(&gz), want, READ_END) && said("(1 bytes)"),
		   "a lone 1f behind a member is garbage");
	gz.len = one;
	for (int i = 0; i < 100; i++)
		buffer_add_byte(&gz, '\0');
	UNIT_CHECK(gives(buffer_span(&gz), want, READ_END) && said_nothing(),
		   "zero bytes behind the last member are padding");

	gz.len = 0;
	files_gzip(&gz, "", 0);
	files_gzip(&gz, want.ptr, half);
	files_gzip(&gz, "", 0);
	files_gzip(&gz, want.ptr + half, want.len - half);
	UNIT_CHECK(gives(buffer_span(&gz), want, READ_END) && said_nothing(),
		   "several members, also empty ones, are read as one");
	buffer_free(&gz);
	buffer_free(&lines);
}

static void test_gzip_header_fields(void)
{
	struct buffer gz = {0};

	files_gzip(&gz, "isi\n", 4);
	struct buffer full = {0}; /* FEXTRA 4, FNAME 8, FCOMMENT 16 */
	buffer_add(&full, gz.data, 3);
	buffer_add_byte(&full, 4 | 8 | 16);
	buffer_add(&full, gz.data + 4, 6);
	buffer_add(&full,
		   "\2\0xy"
		   "nama\0"
		   "catatan\0",
		   4 + 5 + 8);
	buffer_add(&full, gz.data + 10, gz.len - 10);
	UNIT_CHECK(gives(buffer_span(&full), span_text("isi\n"), READ_END),
		   "extra field, name and comment of a member are passed over");
	buffer_free(&full);
	buffer_free(&gz);
}

static void test_gzip_cut(void)
{
	struct buffer lines = make_lines(), gz = {0};
	struct span want = buffer_span(&lines);

	files_gzip(&gz, want.ptr, want.len);
	struct span whole = buffer_span(&gz);
	for (size_t cut = 1; cut <= 8; cut++) {
		bool ok = gives(span_sub(whole, 0, whole.len - cut), want, READ_FAILED);
		if (!ok || !said("unexpected end of gzip data"))
			UNIT_CHECK(false, "a cut trailer fails");
	}
	UNIT_CHECK(true, "a trailer cut anywhere fails, after all bytes have been given");

	struct got got = read_all(files_put(whole.ptr, whole.len / 2), 1000);
	UNIT_CHECK(got.end == READ_FAILED && said_once(),
		   "a file cut in the middle fails with one message");
	UNIT_CHECK(got.bytes.len > want.len / 3 &&
			   memcmp(got.bytes.data, want.ptr, got.bytes.len) == 0,
		   "what could be read before the cut is given");
	buffer_free(&got.bytes);

	UNIT_CHECK(gives(span_text("\x1f\x8b"), span_text(""), READ_FAILED) &&
			   said("unexpected end"),
		   "a magic alone is a cut file");
	UNIT_CHECK(gives(span_sub(whole, 0, 12), span_text(""), READ_FAILED) &&
			   said("unexpected end"),
		   "a header alone is a cut file");
	size_t one = gz.len;
	files_gzip(&gz, "lagi\n", 5);
	UNIT_CHECK(gives(span_of(gz.data, one + 6), want, READ_FAILED) && said("unexpected end"),
		   "a cut second member fails");
	buffer_free(&gz);
	buffer_free(&lines);
}

static void test_gzip_damage(void)
{
	struct buffer lines = make_lines(), gz = {0};
	struct span want = buffer_span(&lines);

	files_gzip(&gz, want.ptr, want.len);
	gz.data[gz.len - 6] ^= 1;
	UNIT_CHECK(gives(buffer_span(&gz), want, READ_FAILED) && said("damaged gzip data"),
		   "a wrong checksum fails, after all bytes");
	gz.data[gz.len - 6] ^= 1;
	for (size_t at = 10; at < gz.len; at += gz.len / 50) {
		gz.data[at] ^= 0x40;
		struct got got = read_all(files_put(gz.data, gz.len), 4096);
		if (got.end != READ_FAILED || !said_once())
			UNIT_CHECK(false, "a flipped bit fails with one message");
		buffer_free(&got.bytes);
		gz.data[at] ^= 0x40;
	}
	UNIT_CHECK(true, "a bit flipped anywhere fails with one message");
	buffer_free(&gz);
	buffer_free(&lines);
}

/* --- pipes --- */

static int waits;

static void count_wait(void *context)
{
	(void)context;
	waits++;
}

/* A pipe whose reading end is /dev/fd/N of the answer. */
static struct input *open_pipe(int *writer, char name[32])
{
	int ends[2];

	if (pipe(ends) != 0)
		abort();
	*writer = ends[1];
	snprintf(name, 32, "/dev/fd/%d", ends[0]);
	struct input *in = input_open(name, count_wait, NULL);
	close(ends[0]);
	return in;
}

static void put(int fd, const void *bytes, size_t len)
{
	if (write(fd, bytes, len) != (ssize_t)len)
		abort();
}

static void test_pipe(void)
{
	char name[32];
	int writer;
	struct span line;
	struct lines l;
	struct input *in = open_pipe(&writer, name);

	waits = 0;
	put(writer, "satu\ndu", 7);
	lines_start(&l, in, 1000);
	UNIT_CHECK(lines_next(&l, &line) == READ_OK && waits == 0,
		   "a line that is there comes without waiting");
	UNIT_EQUAL(line, "satu", "it is the first one");
	close(writer);
	UNIT_CHECK(lines_next(&l, &line) == READ_OK && span_is(line, "du"),
		   "a last line without LF is a line");
	UNIT_CHECK(lines_next(&l, &line) == READ_END, "then comes the end");
	input_close(in);
}

static void test_live_gzip(void)
{
	char name[32], out[256];
	int writer;
	struct span line;
	struct lines l;
	struct input *in = open_pipe(&writer, name);
	z_stream z = {.next_in = (Bytef *)(uintptr_t) "langsung\n",
		      .avail_in = 9,
		      .next_out = (Bytef *)out,
		      .avail_out = sizeof out};

	deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
	deflate(&z, Z_SYNC_FLUSH);
	put(writer, out, z.total_out);
	lines_start(&l, in, 1000);
	UNIT_CHECK(lines_next(&l, &line) == READ_OK && span_is(line, "langsung"),
		   "a flushed line of a live gzip stream comes at once");
	deflateEnd(&z);
	close(writer);
	UNIT_CHECK(lines_next(&l, &line) == READ_FAILED && said("unexpected end"),
		   "a gzip stream that is left open is cut");
	input_close(in);
}

/* Another process writes the bytes one by one. */
static void test_short_reads(void)
{
	struct buffer gz = {0};
	char name[32];
	int writer;

	files_gzip(&gz, "sedikit demi sedikit\n", 21);
	buffer_add(&gz, "\0\0", 2);
	files_gzip(&gz, "lama-lama menjadi bukit\n", 24);
	struct input *in = open_pipe(&writer, name);
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		for (size_t i = 0; i < gz.len; i++) {
			put(writer, gz.data + i, 1);
			poll(NULL, 0, 1);
		}
		_exit(0);
	}
	close(writer);
	struct buffer got = {0};
	struct span window;
	while (input_peek(in, &window) == READ_OK) {
		buffer_add_span(&got, window);
		input_consume(in, window.len);
	}
	waitpid(child, NULL, 0);
	UNIT_EQUAL(
		buffer_span(&got), "sedikit demi sedikit\nlama-lama menjadi bukit\n",
		"members that come byte by byte are read as one, padding between them passed over");
	input_close(in);
	buffer_free(&got);
	buffer_free(&gz);
}

/* --- lines --- */

static void test_lines(void)
{
	struct lines l;
	struct span line;
	struct input *in = input_open(files_put("\xEF\xBB\xBF"
						"a\r\n\nb\0c\n\r\nlast\r",
						18),
				      NULL, NULL);

	lines_start(&l, in, 100);
	lines_next(&l, &line);
	UNIT_EQUAL(line, "a", "byte order mark and CR LF are no part of a line");
	UNIT_CHECK(lines_next(&l, &line) == READ_OK && line.len == 0, "an empty line is a line");
	UNIT_CHECK(lines_next(&l, &line) == READ_OK && span_equal(line, span_of("b\0c", 3)),
		   "a NUL does not end a line");
	UNIT_CHECK(lines_next(&l, &line) == READ_OK && line.len == 0 && l.number == 4,
		   "lines are numbered from 1");
	UNIT_CHECK(lines_next(&l, &line) == READ_OK && span_is(line, "last"),
		   "the last line needs no LF");
	UNIT_CHECK(lines_next(&l, &line) == READ_END && lines_next(&l, &line) == READ_END,
		   "the end stays the end");
	input_close(in);
}

static void test_long_lines(void)
{
	struct lines l;
	struct span line;
	struct buffer b = {0};

	buffer_add_text(&b, "12345\n12345\r\n123456\n");
	for (int i = 0; i < 1000000; i++)
		buffer_add_byte(&b, 'x');
	buffer_add_text(&b, "\nafter\n1234567");
	struct input *in = input_open(files_put(b.data, b.len), NULL, NULL);
	lines_start(&l, in, 5);
	UNIT_CHECK(lines_next(&l, &line) == READ_OK && lines_next(&l, &line) == READ_OK &&
			   line.len == 5,
		   "a line of just the limit passes, the CR not counted");
	UNIT_CHECK(lines_next(&l, &line) == READ_REFUSED && span_is(line, "12345"),
		   "a longer line is refused, its start is given");
	UNIT_CHECK(said("input:3: line is longer than 5 bytes"), "with file and line");
	UNIT_CHECK(lines_next(&l, &line) == READ_REFUSED && said_once(),
		   "a line of a million bytes is refused once");
	UNIT_CHECK(lines_next(&l, &line) == READ_OK && span_is(line, "after") && l.number == 5,
		   "the next line is read");
	UNIT_CHECK(lines_next(&l, &line) == READ_REFUSED && lines_next(&l, &line) == READ_END,
		   "a long last line without LF is refused");
	input_close(in);
	files_said();
	buffer_free(&b);
}

static void test_lines_of_cut_file(void)
{
	struct lines l;
	struct span line;
	struct buffer lines = make_lines(), gz = {0};
	enum read_result result;
	uint64_t count = 0;

	files_gzip(&gz, lines.data, lines.len);
	struct input *in = input_open(files_put(gz.data, gz.len / 2), NULL, NULL);
	bool whole = true;
	lines_start(&l, in, 1000);
	size_t at = 0;
	while ((result = lines_next(&l, &line)) == READ_OK) {
		whole &= memcmp(lines.data + at, line.ptr, line.len) == 0 &&
			 lines.data[at + line.len] == '\n';
		at += line.len + 1;
		count++;
	}
	UNIT_CHECK(result == READ_FAILED && count > 1000 && whole,
		   "of a cut file only whole lines are given");
	UNIT_CHECK(said_once() && lines_next(&l, &line) == READ_FAILED && said_nothing(),
		   "the failure is said once and stays");
	input_close(in);
	buffer_free(&gz);
	buffer_free(&lines);
}

int main(void)
{
	files_start();
	test_opening();
	test_kinds();
	test_bom();
	test_gzip_whole();
	test_gzip_header_fields();
	test_gzip_cut();
	test_gzip_damage();
	test_pipe();
	test_live_gzip();
	test_short_reads();
	test_lines();
	test_long_lines();
	test_lines_of_cut_file();
	files_end();
	return unit_done();
}

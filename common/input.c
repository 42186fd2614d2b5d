/* Files, pipes and gzip members as one stream of bytes: see input.h. */
#include "common/input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "common/pages.h"
#include "common/pipe.h"
#include "common/report.h"

/* Half of what a pipe may hold. From 32 KiB to 1 MiB 184 MB of lines took 33 to 40 ms, so the size is no matter of speed. */
enum { READ_SIZE = 128 * 1024 };

/* A file that is kept whole gets its space at once, up to here: a document is cut into pieces of that order. */
enum { LARGE = 1024 * 1024, KNOWN_SIZE_MAX = 64 * 1024 * 1024 };

struct input {
	const char *file;
	int fd;
	bool regular;
	size_t size; /* of the file, KNOWN_SIZE_MAX at most; 0 when it is not regular */
	input_wait_function *before_wait;
	void *context;

	enum read_result state; /* READ_OK while more may come */
	const char *failure;    /* why state is READ_FAILED, until it has been reported */
	bool begun;             /* the first bytes have been looked at */

	char *data; /* decoded; [start, end) is not yet consumed */
	size_t start, end, cap;
	uint64_t consumed;

	bool gzip, in_member;
	bool decoder_full; /* inflate filled its space and may hold more */
	z_stream decoder;
	char *raw; /* compressed; [raw_start, raw_end) not yet decoded */
	size_t raw_start, raw_end, raw_cap;
};

/* --- opening --- */

static const char *input_check(struct input *in)
{
	struct stat file;

	if (fstat(in->fd, &file) != 0)
		return strerror(errno);
	if (S_ISDIR(file.st_mode))
		return strerror(EISDIR);
	in->regular = S_ISREG(file.st_mode);
	if (S_ISFIFO(file.st_mode))
		pipe_widen(in->fd);
	if (in->regular)
		in->size = file.st_size < KNOWN_SIZE_MAX ? (size_t)file.st_size : KNOWN_SIZE_MAX;
	return NULL;
}

static int open_file(const char *file, input_wait_function *before_wait, void *context)
{
	struct stat st;
	int fd;

	/* Opening a FIFO waits for its writer. */
	if (before_wait && stat(file, &st) == 0 && S_ISFIFO(st.st_mode))
		before_wait(context);
	do
		fd = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	while (fd < 0 && errno == EINTR);
	return fd;
}

struct input *input_open(const char *file, input_wait_function *before_wait, void *context)
{
	bool standard = strcmp(file, "-") == 0;
	int fd = standard ? STDIN_FILENO : open_file(file, before_wait, context);

	if (fd < 0) {
		report_at(file, 0, "%s", strerror(errno));
		return NULL;
	}
	struct input *in = alloc_zeroed(1, sizeof *in);
	in->file = file;
	in->fd = fd;
	in->before_wait = before_wait;
	in->context = context;
	in->state = READ_OK;

	const char *reason = input_check(in);
	if (reason) {
		report_at(file, 0, "%s", reason);
		input_close(in);
		return NULL;
	}
	return in;
}

void input_close(struct input *in)
{
	if (!in)
		return;
	if (in->fd != STDIN_FILENO)
		close(in->fd);
	if (in->gzip)
		inflateEnd(&in->decoder);
	free(in->data);
	free(in->raw);
	free(in);
}

const char *input_name(const struct input *in)
{
	return strcmp(in->file, "-") == 0 ? "<stdin>" : in->file;
}

/* --- the descriptor --- */

static bool descriptor_ready(int fd, int timeout)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};
	return poll(&p, 1, timeout) != 0;
}

/* As read(2), but an interrupted read is taken up again and a descriptor that does not block is waited for. */
static ssize_t input_read(struct input *in, char *to, size_t size)
{
	for (;;) {
		if (in->before_wait && !in->regular && !descriptor_ready(in->fd, 0))
			in->before_wait(in->context);
		ssize_t n = read(in->fd, to, size);
		if (n >= 0)
			return n;
		if (errno == EAGAIN || errno == EWOULDBLOCK)
			descriptor_ready(in->fd, -1);
		else if (errno != EINTR)
			return n;
	}
}

static void input_fail(struct input *in, const char *why)
{
	in->state = READ_FAILED;
	in->failure = why;
}

/* Space for READ_SIZE more bytes behind [*start, *end). What is kept is moved only when at least as much has been
 * taken in front of it, or when the space doubles: so a long line costs linear time. size: of the file if known. */
static void make_room(char **data, size_t *start, size_t *end, size_t *cap, size_t size)
{
	size_t kept = *end - *start;

	if (*cap - *end >= READ_SIZE)
		return;
	if (*start >= kept) {
		if (kept)
			memmove(*data, *data + *start, kept);
		*start = 0;
		*end = kept;
	}
	if (*cap - *end >= READ_SIZE)
		return;
	size_t want = *cap ? *cap * 2 : 2 * READ_SIZE;
	if (want >= LARGE && want < size + READ_SIZE)
		want = size + READ_SIZE;
	*data = pages_grown(*data, *end, want);
	*cap = want;
}

static enum read_result fill_plain(struct input *in)
{
	make_room(&in->data, &in->start, &in->end, &in->cap, in->size);
	ssize_t n = input_read(in, in->data + in->end, READ_SIZE);
	if (n > 0)
		in->end += (size_t)n;
	else if (n == 0)
		in->state = READ_END;
	else
		input_fail(in, strerror(errno));
	return in->state;
}

/* --- gzip --- */

/* False at the end of the file and when reading failed. */
static bool raw_read(struct input *in)
{
	make_room(&in->raw, &in->raw_start, &in->raw_end, &in->raw_cap, 0);
	ssize_t n = input_read(in, in->raw + in->raw_end, READ_SIZE);
	if (n < 0)
		input_fail(in, strerror(errno));
	else
		in->raw_end += (size_t)n;
	return n > 0;
}

/* The bytes read so far are the start of a gzip file: they become the decoder's input. */
static void gzip_start(struct input *in)
{
	in->raw = in->data;
	in->raw_start = in->start;
	in->raw_end = in->end;
	in->raw_cap = in->cap;
	in->data = NULL;
	in->start = in->end = in->cap = 0;
	in->gzip = in->in_member = true;
	if (inflateInit2(&in->decoder, 15 + 16) !=
	    Z_OK) /* 15: the largest window; 16: gzip header and trailer */
		input_fail(in, "no memory for the gzip decoder");
}

/* Reads what is left, so that the writer of a pipe is not ended by SIGPIPE for bytes that do no harm. */
static void gzip_pass_garbage(struct input *in)
{
	uint64_t count = 0;

	do {
		count += in->raw_end - in->raw_start;
		in->raw_start = in->raw_end = 0;
	} while (raw_read(in));
	if (in->state == READ_FAILED)
		return;
	in->state = READ_END;
	report_at(in->file, 0, "trailing garbage behind the gzip data ignored (%llu bytes)",
		  (unsigned long long)count);
}

static void gzip_next_member(struct input *in)
{
	while (in->raw_start < in->raw_end && in->raw[in->raw_start] == 0)
		in->raw_start++;
	if (in->raw_start == in->raw_end)
		return;
	if (in->raw_end - in->raw_start == 1 && in->raw[in->raw_start] == '\x1f' && raw_read(in))
		return; /* with the second byte it is looked at again */
	const char *next = in->raw + in->raw_start;
	if (in->raw_end - in->raw_start >= 2 && next[0] == '\x1f' && next[1] == '\x8b') {
		inflateReset(&in->decoder);
		in->in_member = true;
	} else if (in->state == READ_OK) {
		gzip_pass_garbage(in);
	}
}

static void gzip_inflate(struct input *in)
{
	z_stream *z = &in->decoder;

	z->next_in = (Bytef *)in->raw + in->raw_start;
	z->avail_in = (uInt)(in->raw_end - in->raw_start < READ_SIZE ? in->raw_end - in->raw_start
								     : READ_SIZE);
	z->next_out = (Bytef *)in->data + in->end;
	z->avail_out = READ_SIZE;
	int result = inflate(z, Z_NO_FLUSH);
	in->raw_start = (size_t)((char *)z->next_in - in->raw);
	in->end = (size_t)((char *)z->next_out - in->data);
	in->decoder_full = result == Z_OK && z->avail_out == 0;

	if (result == Z_STREAM_END)
		in->in_member = false;
	else if (result == Z_MEM_ERROR)
		input_fail(in, "no memory for the gzip decoder");
	else if (result != Z_OK &&
		 result != Z_BUF_ERROR) /* Z_BUF_ERROR: nothing to do without more bytes */
		input_fail(in, "damaged gzip data");
}

static enum read_result fill_gzip(struct input *in)
{
	make_room(&in->data, &in->start, &in->end, &in->cap, 0);
	size_t before = in->end;
	while (in->state == READ_OK && in->end == before) {
		if (in->raw_start == in->raw_end && !in->decoder_full && !raw_read(in)) {
			if (in->state == READ_OK && in->in_member)
				input_fail(in, "unexpected end of gzip data");
			else if (in->state == READ_OK)
				in->state = READ_END;
		} else if (in->in_member) {
			gzip_inflate(in);
		} else {
			gzip_next_member(in);
		}
	}
	return in->end > before ? READ_OK : in->state;
}

static enum read_result input_fill(struct input *in)
{
	return in->gzip ? fill_gzip(in) : fill_plain(in);
}

/* --- what the first bytes say --- */

struct magic {
	const char *bytes;
	size_t len;
	const char *help; /* NULL: gzip, which is read */
};

/* The longer of two that begin alike stands first. bzip2: the level and the first block's mark follow "BZh". */
static const struct magic magics[] = {
	{"\x1f\x8b", 2, NULL},
	{"\x1f\x9d", 2, "compressed with compress: pipe it through gzip -dc"},
	{"\x28\xb5\x2f\xfd", 4, "zstd-compressed: pipe it through zstd -dc"},
	{"\xfd\x37zXZ\0", 6, "xz-compressed: pipe it through xz -dc"},
	{"\x04\x22\x4d\x18", 4, "lz4-compressed: pipe it through lz4 -dc"},
	{"BZh?1AY&SY", 10, "bzip2-compressed: pipe it through bzip2 -dc"},
	{"PK\x03\x04", 4, "zip archive: unpack it with unzip -p"},
	{"%PDF-", 5, "PDF: take its text out with pdftotext"},
	{"\xff\xfe\0\0", 4, "UTF-32 text: convert it with iconv -f UTF-32 -t UTF-8"},
	{"\0\0\xfe\xff", 4, "UTF-32 text: convert it with iconv -f UTF-32 -t UTF-8"},
	{"\xff\xfe", 2, "UTF-16 text: convert it with iconv -f UTF-16 -t UTF-8"},
	{"\xfe\xff", 2, "UTF-16 text: convert it with iconv -f UTF-16 -t UTF-8"},
};

/* The first `len` bytes agree; '?' in the bzip2 mark is a digit. */
static bool magic_agrees(const struct magic *m, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		bool digit = m->bytes[i] == '?' && bytes[i] >= '1' && bytes[i] <= '9';
		if (m->bytes[i] != bytes[i] && !digit)
			return false;
	}
	return true;
}

/* *undecided: with more bytes the answer may be another one. */
static const struct magic *magic_find(const char *bytes, size_t len, bool *undecided)
{
	const struct magic *found = NULL;

	*undecided = false;
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
		const struct magic *m = &magics[i];
		if (len < m->len)
			*undecided |= magic_agrees(m, bytes, len);
		else if (!found && magic_agrees(m, bytes, m->len))
			found = m;
	}
	return found;
}

/* Reads until the kind of the file is known. Decoded bytes are looked at again: UTF-16 may stand inside gzip. */
static enum read_result input_begin(struct input *in)
{
	const struct magic *m;
	bool undecided;

	in->begun = true;
	for (;;) {
		do {
			input_fill(in);
			m = magic_find(in->data + in->start, in->end - in->start, &undecided);
		} while (in->state == READ_OK && undecided);
		if (!m || m->help || in->gzip)
			break;
		gzip_start(in);
	}
	if (m) {
		in->start = in->end = 0;
		input_fail(in, m->help ? m->help : "gzip inside gzip: pipe it through gzip -dc");
	}
	return in->end > in->start ? READ_OK : in->state;
}

/* --- the window --- */

struct span input_buffered(const struct input *in)
{
	return span_of(in->data ? in->data + in->start : "", in->end - in->start);
}

enum read_result input_more(struct input *in, struct span *bytes)
{
	enum read_result result = in->state;

	if (result == READ_OK)
		result = in->begun ? input_fill(in) : input_begin(in);
	if (result == READ_FAILED && in->failure) {
		report_at(in->file, 0, "%s", in->failure);
		in->failure = NULL;
	}
	*bytes = input_buffered(in);
	return result;
}

enum read_result input_peek(struct input *in, struct span *bytes)
{
	*bytes = input_buffered(in);
	return bytes->len ? READ_OK : input_more(in, bytes);
}

void input_consume(struct input *in, size_t count)
{
	in->start += count;
	in->consumed += count;
}

void input_skip_bom(struct input *in)
{
	static const char mark[] = "\xEF\xBB\xBF";
	struct span bytes;

	if (in->consumed || input_peek(in, &bytes) != READ_OK)
		return;
	while (bytes.len < 3 && memcmp(bytes.ptr, mark, bytes.len) == 0)
		if (input_more(in, &bytes) != READ_OK)
			return;
	if (bytes.len >= 3 && memcmp(bytes.ptr, mark, 3) == 0)
		input_consume(in, 3);
}

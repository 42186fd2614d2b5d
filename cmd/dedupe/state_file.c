#include "cmd/dedupe/state_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "common/report.h"

enum {
	WAIT_STEP_NANOSECONDS = 50000000,
	STEPS_A_SECOND = 20,
	HEADER_MAX = (1 << 16) + 64,
	ZERO_BLOCK = 1 << 16
};

struct state_file {
	const char *name;
	int fd, lock; /* -1: none */
	struct span settings;
	bool other, failed, torn; /* torn: and that has been said */
	uint64_t size, first, at,
		end; /* first frame; next one to read; behind the last good one known */
	struct buffer bytes, lines;
};

static void failed_to(const char *what, const char *name)
{
	report("cannot %s '%s': %s", what, name, strerror(errno));
}

/* --- bytes --- */

static bool write_all(int fd, struct span bytes)
{
	while (bytes.len) {
		ssize_t n = write(fd, bytes.ptr, bytes.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes = span_sub(bytes, (size_t)n, bytes.len);
	}
	return true;
}

/* As much as there is of [at, at + len), into f->bytes. */
static bool read_at(struct state_file *f, uint64_t at, size_t len)
{
	f->bytes.len = 0;
	buffer_reserve(&f->bytes, len + 1);
	while (f->bytes.len < len) {
		ssize_t n = pread(f->fd, f->bytes.data + f->bytes.len, len - f->bytes.len,
				  (off_t)(at + f->bytes.len));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			failed_to("read the state", f->name);
			f->failed = true;
			return false;
		}
		if (n == 0)
			return true;
		f->bytes.len += (size_t)n;
	}
	return true;
}

/* --- the lock --- */

static enum state_opened take_lock(struct state_file *f, enum state_mode mode, uint64_t seconds)
{
	struct buffer name = {0};
	struct flock range = {.l_type = mode == STATE_WRITE ? F_WRLCK : F_RDLCK,
			      .l_whence = SEEK_SET};
	const struct timespec step = {0, WAIT_STEP_NANOSECONDS};
	enum state_opened result = STATE_OPENED;

	buffer_add_text(&name, f->name);
	buffer_add(&name, ".lock", sizeof ".lock");
	f->lock = open(name.data, (mode == STATE_WRITE ? O_RDWR | O_CREAT : O_RDONLY) | O_CLOEXEC,
		       0666);
	if (f->lock < 0 && !(mode == STATE_READ && errno == ENOENT)) { /* nobody ever wrote */
		failed_to("lock", name.data);
		result = STATE_FAILED;
	}
	for (uint64_t tries = 0; f->lock >= 0 && fcntl(f->lock, F_SETLK, &range) != 0; tries++) {
		if (errno != EACCES && errno != EAGAIN && errno != EINTR) {
			failed_to("lock", name.data);
			result = STATE_FAILED;
			break;
		}
		if (tries >= seconds * STEPS_A_SECOND) {
			report("'%s' is in use by another process; --wait SECONDS waits for it",
			       f->name);
			result = STATE_LOCKED;
			break;
		}
		nanosleep(&step, NULL);
	}
	buffer_free(&name);
	return result;
}

/* --- opening --- */

static enum state_opened check_header(struct state_file *f, bool rebuild)
{
	struct span settings;
	size_t used;

	if (!read_at(f, 0, f->size < HEADER_MAX ? (size_t)f->size : HEADER_MAX))
		return STATE_FAILED;
	if (state_read_header(buffer_span(&f->bytes), &settings, &used) != STATE_GOOD) {
		report("'%s' is no state of dedupe, or its head is damaged", f->name);
		return STATE_FAILED;
	}
	f->first = f->at = f->end = used;
	f->other = !span_equal(settings, f->settings);
	if (!f->other || rebuild)
		return STATE_OPENED;
	report("'%s' was made with other options: %.*s; now: %.*s (--rebuild takes it over)",
	       f->name, (int)settings.len, settings.ptr, (int)f->settings.len, f->settings.ptr);
	return STATE_FAILED;
}

static enum state_opened open_locked(struct state_file *f, enum state_mode mode, bool rebuild)
{
	struct stat status;

	f->fd = open(f->name, (mode == STATE_WRITE ? O_RDWR : O_RDONLY) | O_CLOEXEC);
	if (f->fd < 0 && errno == ENOENT && mode == STATE_WRITE)
		return STATE_OPENED;
	if (f->fd < 0 || fstat(f->fd, &status) != 0) {
		failed_to("open the state", f->name);
		return STATE_FAILED;
	}
	if (!S_ISREG(status.st_mode)) {
		report("'%s' is no regular file: a state needs one", f->name);
		return STATE_FAILED;
	}
	f->size = (uint64_t)status.st_size;
	return f->size ? check_header(f, rebuild) : STATE_OPENED;
}

enum state_opened state_file_open(struct state_file **out, const char *name, enum state_mode mode,
				  uint64_t wait_seconds, struct span settings, bool rebuild)
{
	struct state_file *f = alloc_zeroed(1, sizeof *f);

	*f = (struct state_file){.name = name, .fd = -1, .lock = -1, .settings = settings};
	enum state_opened result = take_lock(f, mode, wait_seconds);
	if (result == STATE_OPENED)
		result = open_locked(f, mode, rebuild);
	*out = f;
	if (result == STATE_OPENED)
		return result;
	state_file_close(f);
	*out = NULL;
	return result;
}

void state_file_close(struct state_file *f)
{
	if (f == NULL)
		return;
	if (f->fd >= 0)
		close(f->fd);
	if (f->lock >= 0)
		close(f->lock);
	buffer_free(&f->bytes);
	buffer_free(&f->lines);
	free(f);
}

bool state_file_is_other(const struct state_file *f)
{
	return f->other;
}

/* --- reading --- */

bool state_file_rewind(struct state_file *f)
{
	f->at = f->first;
	return !f->failed;
}

bool state_file_failed(const struct state_file *f)
{
	return f->failed;
}

/* Whether nothing but zeros stands from `at` to the end of the file. */
static bool rest_is_zero(struct state_file *f, uint64_t at)
{
	while (at < f->size) {
		if (!read_at(f, at, ZERO_BLOCK) || f->bytes.len == 0)
			return false;
		for (size_t i = 0; i < f->bytes.len; i++)
			if (f->bytes.data[i] != 0)
				return false;
		at += f->bytes.len;
	}
	return true;
}

/* A frame that cannot be read: the torn end that a crash leaves (a part of a frame, or room for one without its bytes) is cut
 * off by the next commit; with more behind it, it is damage, and cutting would lose what is good. */
static void meet_bad_frame(struct state_file *f, enum state_part part, size_t size)
{
	if (f->failed || part == STATE_TORN || rest_is_zero(f, f->at + size)) {
		if (!f->failed && !f->torn)
			report("'%s' ends torn at byte %llu, as after a crash: left out", f->name,
			       (unsigned long long)f->at);
		f->torn = true;
		return;
	}
	f->failed = true;
	report("'%s' is damaged at byte %llu: restore it from a copy", f->name,
	       (unsigned long long)f->at);
}

bool state_file_next(struct state_file *f, struct span *lines)
{
	if (f->fd < 0 || f->failed || f->at >= f->size || !read_at(f, f->at, STATE_FRAME_HEAD))
		return false;
	size_t size = state_frame_size(buffer_span(&f->bytes));
	if (size && !read_at(f, f->at, size < f->size - f->at ? size : (size_t)(f->size - f->at)))
		return false;
	enum state_part part = state_read_frame(buffer_span(&f->bytes), &f->lines);
	if (part != STATE_GOOD) {
		meet_bad_frame(f, part, size);
		return false;
	}
	f->at += size;
	if (f->end < f->at)
		f->end = f->at;
	*lines = buffer_span(&f->lines);
	return true;
}

/* --- writing --- */

/* The folder must know of the new name, or a crash brings the old one back. */
static bool sync_folder(const char *name)
{
	const char *slash = strrchr(name, '/');
	struct buffer folder = {0};

	buffer_add(&folder, slash ? name : ".", slash ? (size_t)(slash - name) + 1 : 1);
	buffer_add_byte(&folder, '\0');
	int fd = open(folder.data, O_RDONLY | O_CLOEXEC);
	bool good =
		fd >= 0 && (fsync(fd) == 0 || errno == EINVAL); /* EINVAL: it cannot be synced */
	if (fd >= 0)
		close(fd);
	buffer_free(&folder);
	return good;
}

static bool append_bytes(struct state_file *f, struct span bytes)
{
	if (ftruncate(f->fd, (off_t)f->end) != 0 || lseek(f->fd, (off_t)f->end, SEEK_SET) < 0)
		return false;
	if (write_all(f->fd, bytes)) {
		f->end += bytes.len;
		f->size = f->end;
		return true;
	}
	int why = errno;
	if (ftruncate(f->fd, (off_t)f->end) != 0)
		report("'%s' ends torn; the next run cuts that off", f->name);
	errno = why;
	return false;
}

/* A new file appears under its name with its first frame in it. */
static bool create(struct state_file *f, struct span lines)
{
	struct state_writer *w = state_writer_open(f->name, f->settings);
	bool good = w && state_writer_put(w, lines);

	if (w)
		good = state_writer_close(w, good) && good;
	if (!good)
		return false;
	if (f->fd >= 0)
		close(f->fd);
	return open_locked(f, STATE_WRITE, false) == STATE_OPENED && (f->end = f->size, true);
}

bool state_file_append(struct state_file *f, struct span lines)
{
	if (lines.len == 0)
		return true;
	if (f->fd < 0 || f->size == 0)
		return create(f, lines);
	f->bytes.len = 0;
	state_add_frame(&f->bytes, lines);
	if (append_bytes(f, buffer_span(&f->bytes)))
		return true;
	failed_to("write the state", f->name);
	return false;
}

bool state_file_sync(struct state_file *f)
{
	if (f->fd < 0 || fsync(f->fd) == 0)
		return true;
	failed_to("write the state", f->name);
	return false;
}

struct state_writer {
	const char *name;
	struct buffer temporary, bytes; /* temporary: its name, NUL behind */
	int fd;
};

static bool writer_failed(const struct state_writer *w)
{
	failed_to("write the state", w->temporary.data);
	return false;
}

struct state_writer *state_writer_open(const char *name, struct span settings)
{
	struct state_writer *w = alloc_zeroed(1, sizeof *w);

	w->name = name;
	buffer_add_text(&w->temporary, name);
	buffer_add(&w->temporary, ".XXXXXX", sizeof ".XXXXXX");
	w->fd = mkstemp(w->temporary.data);
	state_add_header(&w->bytes, settings);
	/* mkstemp gives it to the owner alone; a state is as open as the mask says */
	mode_t mask = umask(0);
	umask(mask);
	if (w->fd >= 0 && fchmod(w->fd, 0666 & ~mask) == 0 &&
	    write_all(w->fd, buffer_span(&w->bytes)))
		return w;
	writer_failed(w);
	state_writer_close(w, false);
	return NULL;
}

bool state_writer_put(struct state_writer *w, struct span lines)
{
	w->bytes.len = 0;
	state_add_frame(&w->bytes, lines);
	return write_all(w->fd, buffer_span(&w->bytes)) || writer_failed(w);
}

bool state_writer_close(struct state_writer *w, bool publish)
{
	bool good = publish;

	if (publish &&
	    (fsync(w->fd) != 0 || rename(w->temporary.data, w->name) != 0 || !sync_folder(w->name)))
		good = writer_failed(w);
	if (!good && w->fd >= 0)
		unlink(w->temporary.data);
	if (w->fd >= 0)
		close(w->fd);
	buffer_free(&w->temporary);
	buffer_free(&w->bytes);
	free(w);
	return good || !publish;
}

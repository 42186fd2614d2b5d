#include "common/output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/pipe.h"
#include "tests/unit/unit.h"

/* Reads all of fd in a child, slowly, and exits with 0 when it was `size` bytes of 'x'. */
static pid_t slow_reader(int fd, int other, size_t size)
{
	pid_t child = fork();
	if (child != 0)
		return child;
	char block[4096];
	size_t got = 0;
	ssize_t n;
	close(other);
	while ((n = read(fd, block, sizeof block)) > 0) {
		for (ssize_t i = 0; i < n; i++)
			if (block[i] != 'x')
				_exit(1);
		got += (size_t)n;
	}
	_exit(got == size ? 0 : 1);
}

static void test_full_pipe(void)
{
	enum { SIZE = 3 << 20 };
	int ends[2], status = -1;
	if (pipe(ends) != 0)
		return;
	pid_t child = slow_reader(ends[0], ends[1], SIZE);
	close(ends[0]);
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	struct output o = {.fd = ends[1]};
	buffer_reserve(&o.pending, SIZE);
	memset(o.pending.data, 'x', SIZE);
	o.pending.len = SIZE;
	UNIT_CHECK(output_close(&o), "a pipe that is full and does not wait is waited for");
	waitpid(child, &status, 0);
	UNIT_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0, "and gets every byte once");
}

static void test_errors(void)
{
	int ends[2], quiet = open("/dev/null", O_WRONLY), kept = dup(STDERR_FILENO);
	signal(SIGPIPE, SIG_IGN);
	if (pipe(ends) != 0)
		return;
	close(ends[0]);
	struct output o = {.fd = ends[1]};
	buffer_add_text(&o.pending, "x");
	dup2(quiet, STDERR_FILENO);
	bool first = output_flush(&o);
	buffer_add_text(&o.pending, "y");
	bool second = output_flush(&o);
	bool closed = output_close(&o);
	struct output bad = {.fd = -1};
	buffer_add_text(&bad.pending, "x");
	bool none = output_close(&bad);
	dup2(kept, STDERR_FILENO);
	close(quiet);
	close(kept);
	UNIT_CHECK(!first && !second && !closed,
		   "a write error stays an error for all that follows");
	UNIT_CHECK(!none, "a descriptor that is not open is an error");
}

/* How many bytes the pipe takes while nobody reads; 0 when there is none. */
static size_t held_by_pipe(bool wide)
{
	static const char block[4096];
	int ends[2];
	size_t held = 0;
	ssize_t n;
	if (pipe(ends) != 0)
		return 0;
	if (wide)
		pipe_widen(ends[0]);
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	while ((n = write(ends[1], block, sizeof block)) > 0)
		held += (size_t)n;
	close(ends[0]);
	close(ends[1]);
	return held;
}

static void test_wide_pipe(void)
{
	size_t plain = held_by_pipe(false), wide = held_by_pipe(true);
	int file = open("/dev/null", O_WRONLY);
	UNIT_CHECK(wide >= plain && (wide == plain || wide == 512 * 1024),
		   "a pipe is made to hold 512 KiB, or left as it is");
	errno = EAGAIN;
	pipe_widen(file);
	pipe_widen(-1);
	UNIT_CHECK(errno == EAGAIN, "what is no pipe is left alone, without an error");
	close(file);
}

int main(void)
{
	test_wide_pipe();
	test_full_pipe();
	test_errors();
	return unit_done();
}

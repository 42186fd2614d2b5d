#include "common/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/report.h"

static bool fail(struct output *o)
{
	/* A reader that left early is normal: SIGPIPE ends the program; where that is ignored the
	 * status tells it, and a message would only disturb. */
	if (!o->failed && errno != EPIPE) {
		if (o->name)
			report("%s: write error: %s", o->name, strerror(errno));
		else
			report("write error: %s", strerror(errno));
	}
	o->failed = true;
	o->pending.len = 0;
	return false;
}

bool output_flush(struct output *o)
{
	size_t done = 0;
	if (o->failed) {
		o->pending.len = 0;
		return false;
	}
	while (done < o->pending.len) {
		ssize_t n = write(o->fd, o->pending.data + done, o->pending.len - done);
		if (n >= 0) {
			done += (size_t)n;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			struct pollfd ready = {.fd = o->fd, .events = POLLOUT};
			if (poll(&ready, 1, -1) < 0 && errno != EINTR)
				return fail(o);
		} else if (errno != EINTR) {
			return fail(o);
		}
	}
	o->pending.len = 0;
	return true;
}

bool output_close(struct output *o)
{
	output_flush(o);
	if (close(o->fd) != 0 && errno != EINTR)
		fail(o);
	buffer_free(&o->pending);
	return !o->failed;
}

void output_guard_descriptors(void)
{
	static const int useless[3] = {O_WRONLY, O_RDONLY, O_WRONLY};
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF &&
		    open("/dev/null", useless[fd]) != fd)
			exit(STATUS_FAILED);
}

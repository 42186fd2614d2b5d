/* F_SETPIPE_SZ is Linux's own: hidden by _POSIX_C_SOURCE, shown by this. */
#if defined __linux__ && !defined _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#include "common/pipe.h"

#include <errno.h>
#include <fcntl.h>

/* 12.8 MB of articles through four tools took 3,300 changes of process at 64 KiB, 1,040 at 256 KiB and 530 at 1 MiB; 205 MB through
 * them on two processors 4.6 s at 256 KiB, 3.9 s at 512 KiB and at 1 MiB. Linux lets all pipes of a user hold 64 MiB, and gives each one
 * made beyond that two pages: that is twenty-five chains. */
enum { PIPE_SIZE = 512 * 1024 };

void pipe_widen(int fd)
{
#ifdef F_SETPIPE_SZ
	int before = errno, size = fcntl(fd, F_GETPIPE_SZ);
	if (size > 0 && size < PIPE_SIZE)
		(void)fcntl(fd, F_SETPIPE_SZ, PIPE_SIZE);
	errno = before;
#else
	(void)fd;
#endif
}

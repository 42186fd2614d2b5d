/* The bytes of a fuzz target as a file, since inputs are files. */
#ifndef KABAR_FUZZ_FILE_H
#define KABAR_FUZZ_FILE_H

#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

static char fuzz_name[] = "/tmp/kabar-fuzz-XXXXXX";

static inline void fuzz_remove_file(void)
{
	unlink(fuzz_name);
}

static inline const char *fuzz_file(const uint8_t *data, size_t size)
{
	static int fd = -1;

	if (fd < 0 && ((fd = mkstemp(fuzz_name)) < 0 || atexit(fuzz_remove_file) != 0))
		abort();
	if (ftruncate(fd, 0) != 0 || pwrite(fd, data, size, 0) != (ssize_t)size)
		abort();
	return fuzz_name;
}

#endif

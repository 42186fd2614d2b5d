#include "common/temporary.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/alloc.h"

const char *temporary_folder(void)
{
	const char *folder = getenv("TMPDIR");
	return folder && *folder ? folder : "/tmp";
}

FILE *temporary_open(const char *folder)
{
	static const char pattern[] = "/kabar.XXXXXX";
	struct buffer name = {0};
	FILE *file = NULL;

	buffer_add_text(&name, folder);
	buffer_add(&name, pattern, sizeof pattern);
	int fd = mkstemp(name.data);
	int error = errno;
	if (fd >= 0) {
		unlink(name.data);
		file = fdopen(fd, "w+b");
		error = errno;
		if (!file)
			close(fd);
	}
	buffer_free(&name);
	errno = error;
	return file;
}

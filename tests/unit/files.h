/* Files and messages for unit tests of readers: a directory of their own, and standard error in a file. */
#ifndef KABAR_UNIT_FILES_H
#define KABAR_UNIT_FILES_H

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "common/alloc.h"

static char files_path[64] = "/tmp/kabar-unit-XXXXXX", files_messages[96];

/* Standard error goes to a file from here on. */
static inline void files_start(void)
{
	if (!mkdtemp(files_path))
		abort();
	snprintf(files_messages, sizeof files_messages, "%s/messages", files_path);
	int fd = open(files_messages, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
	if (fd < 0 || dup2(fd, STDERR_FILENO) < 0)
		abort();
	close(fd);
}

/* What has been said since the last call. */
static inline const char *files_said(void)
{
	static char said[8192];
	FILE *f = fopen(files_messages, "rb");
	fflush(stderr);
	size_t n = f ? fread(said, 1, sizeof said - 1, f) : 0;
	if (f)
		fclose(f);
	said[n] = '\0';
	if (truncate(files_messages, 0) != 0)
		abort();
	return said;
}

/* The one input file of a test; the name stays valid. */
static inline const char *files_put(const void *bytes, size_t len)
{
	static char name[96];
	snprintf(name, sizeof name, "%s/input", files_path);
	FILE *f = fopen(name, "wb");
	if (!f || fwrite(bytes, 1, len, f) != len || fclose(f) != 0)
		abort();
	return name;
}

static inline const char *files_put_text(const char *text)
{
	return files_put(text, strlen(text));
}

/* Appends one gzip member that holds bytes. */
static inline void files_gzip(struct buffer *out, const char *bytes, size_t len)
{
	z_stream z = {0};
	if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
	size_t bound = deflateBound(&z, (uLong)len);
	buffer_reserve(out, bound);
	z.next_in = (Bytef *)(uintptr_t)bytes;
	z.avail_in = (uInt)len;
	z.next_out = (Bytef *)out->data + out->len;
	z.avail_out = (uInt)bound;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		abort();
	out->len += z.total_out;
	deflateEnd(&z);
}

static inline void files_end(void)
{
	unlink(files_messages);
	unlink(files_put("", 0));
	rmdir(files_path);
}

#endif

#include "cmd/timeline/spool.h"

#include <errno.h>

#include "common/report.h"
#include "common/temporary.h"

static void fail(struct spool *s, const char *what)
{
	if (!s->failed)
		report("cannot %s a temporary file in '%s': %s", what, s->folder, strerror(errno));
	s->failed = true;
}

void spool_check(struct spool *s)
{
	if (s->bytes.len < SPOOL_MEMORY)
		return;
	if (s->file == NULL && !s->failed && (s->file = temporary_open(s->folder)) == NULL)
		fail(s, "make");
	if (!s->failed && fwrite(s->bytes.data, s->bytes.len, 1, s->file) != 1)
		fail(s, "write");
	s->bytes.len = 0;
}

bool spool_copy(struct spool *s, view_write *write, void *context)
{
	char block[1 << 16];
	size_t n;

	if (s->file && !s->failed) {
		if (fflush(s->file) != 0 || fseek(s->file, 0, SEEK_SET) != 0)
			fail(s, "write");
		while (!s->failed && (n = fread(block, 1, sizeof block, s->file)) > 0)
			write(context, span_of(block, n));
		if (ferror(s->file))
			fail(s, "read");
	}
	if (!s->failed)
		write(context, buffer_span(&s->bytes));
	return !s->failed;
}

void spool_free(struct spool *s)
{
	if (s->file)
		fclose(s->file);
	buffer_free(&s->bytes);
}

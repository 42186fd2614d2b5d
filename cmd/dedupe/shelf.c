#include "cmd/dedupe/shelf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "common/alloc.h"
#include "common/pages.h"
#include "common/report.h"
#include "common/temporary.h"

enum {
	MEMORY_BLOCK = 1 << 20,
	LARGE_BLOCK = 8 << 20, /* where so much is held already, and may be: in huge pages */
	FILE_BLOCK = 64 << 20,
	PAGE = 1 << 16 /* a multiple of any page */
};

struct shelf_block {
	char *bytes;
	size_t size;
	uint64_t at; /* in the file */
	bool in_file;
};

/* posix_fallocate: a full disk is an error now, and not a signal at some later write into the mapping. */
static char *map_block(struct shelf *s, size_t size)
{
	void *bytes = MAP_FAILED;

	if (!s->file)
		s->file = temporary_open(s->folder);
	int error = s->file ? posix_fallocate(fileno(s->file), (off_t)s->file_bytes, (off_t)size)
			    : errno;
	if (error == 0) {
		bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fileno(s->file),
			     (off_t)s->file_bytes);
		error = errno;
	}
	if (bytes != MAP_FAILED)
		return bytes;
	report("no temporary file in '%s' (%s): --memory is exceeded instead", s->folder,
	       strerror(error));
	s->failed = true;
	return NULL;
}

static void add_block(struct shelf *s, size_t bytes)
{
	struct shelf_block b = {0};

	if (s->held >= s->max_bytes && !s->failed) {
		b.size = bytes > FILE_BLOCK ? (bytes + PAGE - 1) / PAGE * PAGE : FILE_BLOCK;
		b.at = s->file_bytes;
		b.bytes = map_block(s, b.size);
		b.in_file = b.bytes != NULL;
	}
	if (b.in_file) {
		shelf_rest(s);
		s->file_bytes += b.size;
	} else {
		bool large = s->held >= LARGE_BLOCK && s->max_bytes > s->held + LARGE_BLOCK;
		size_t usual = large ? LARGE_BLOCK : MEMORY_BLOCK;
		b.size = bytes > usual ? bytes : usual;
		b.bytes = pages_grown(NULL, 0, b.size);
		s->held += b.size;
	}
	s->blocks = alloc_grown(s->blocks, s->count, &s->cap, sizeof *s->blocks);
	s->blocks[s->count++] = b;
	s->next = b.bytes;
	s->end = b.bytes + b.size;
}

char *shelf_alloc(struct shelf *s, size_t bytes, size_t more)
{
	if ((size_t)(s->end - s->next) < bytes + more || !s->next)
		add_block(s, bytes + more);
	char *at = s->next;
	s->next += bytes;
	return at;
}

/* Mapping the same bytes of the file over themselves lets go of the pages: posix_madvise need not do anything. */
void shelf_rest(struct shelf *s)
{
	for (size_t i = 0; i < s->count; i++) {
		struct shelf_block *b = &s->blocks[i];
		if (b->in_file &&
		    mmap(b->bytes, b->size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED,
			 fileno(s->file), (off_t)b->at) == MAP_FAILED) {
			report("cannot map a temporary file again: %s", strerror(errno));
			exit(STATUS_FAILED); /* the old mapping may be gone */
		}
	}
}

void shelf_free(struct shelf *s)
{
	for (size_t i = 0; i < s->count; i++) {
		if (s->blocks[i].in_file)
			munmap(s->blocks[i].bytes, s->blocks[i].size);
		else
			free(s->blocks[i].bytes);
	}
	free(s->blocks);
	if (s->file)
		fclose(s->file);
	*s = (struct shelf){.max_bytes = s->max_bytes, .folder = s->folder};
}

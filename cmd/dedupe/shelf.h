/* Room for the records of all units: in memory, and beyond a bound in a temporary file that is mapped, so that a pointer to a record
 * stays good either way, and the system may take the pages back. */
#ifndef KABAR_DEDUPE_SHELF_H
#define KABAR_DEDUPE_SHELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct shelf_block;

/* Start with the bound and the folder (for temporary files), the rest {0}. */
struct shelf {
	uint64_t max_bytes; /* in memory */
	const char *folder;
	struct shelf_block *blocks;
	size_t count, cap;
	char *next, *end; /* room in the last block */
	uint64_t held;    /* bytes in memory */
	FILE *file;       /* NULL: none yet */
	uint64_t file_bytes;
	bool failed; /* no room for a temporary file: reported once, memory is taken instead */
};

/* Not aligned; `more` bytes behind may be read. Valid until shelf_free. */
char *shelf_alloc(struct shelf *s, size_t bytes, size_t more);

/* Gives the pages of the file back to the system; a later look reads them again. Cost: one call a block. */
void shelf_rest(struct shelf *s);

void shelf_free(struct shelf *s);

#endif

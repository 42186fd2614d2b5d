/* The files of a run in their order: arguments, --files-from0, or standard input. */
#ifndef KABAR_FILE_LIST_H
#define KABAR_FILE_LIST_H

#include <stdbool.h>
#include <stdio.h>

#include "common/run.h"

struct file_list {
	const struct run_options *options;
	size_t next;
	FILE *names; /* of --files-from0 */
	struct arena
		arena; /* its names live as long as the run: records and documents point at them */
	struct buffer name;
	bool failed;
};

void file_list_start(struct file_list *l, const struct run_options *o);

/* The next name; false at the end. Names stay valid until file_list_end. */
bool file_list_next(struct file_list *l, const char **name);

/* Whether the list itself could not be read (reported). */
bool file_list_failed(const struct file_list *l);
void file_list_end(struct file_list *l);

#endif

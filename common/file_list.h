/* The files of a run in their order: arguments, --files-from0, or standard input. */
#ifndef KABAR_FILE_LIST_H
#define KABAR_FILE_LIST_H

#include <stdbool.h>
#include <stdio.h>

#include "common/input.h"
#include "common/run.h"

struct file_list {
	const struct run_options *options;
	size_t next;
	FILE *names;   /* of --files-from0 */
	bool may_wait; /* they come through a pipe, as slowly as articles do */
	struct arena
		arena; /* its names live as long as the run: records and documents point at them */
	struct buffer name;
	bool failed;
};

void file_list_start(struct file_list *l, const struct run_options *o);

/* The next name; false at the end. Names stay valid until file_list_end. before_wait is called when it may have to be
 * waited for, so that output can be flushed. */
bool file_list_next(struct file_list *l, const char **name, input_wait_function *before_wait,
		    void *context);

/* Whether the list itself could not be read (reported). */
bool file_list_failed(const struct file_list *l);
void file_list_end(struct file_list *l);

#endif

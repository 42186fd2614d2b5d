#include "common/file_list.h"

#include <errno.h>
#include <sys/stat.h>

static void fail(struct file_list *l)
{
	report_at(l->options->files_from0, 0, "%s", strerror(errno));
	l->failed = true;
}

void file_list_start(struct file_list *l, const struct run_options *o)
{
	*l = (struct file_list){.options = o};
	if (!o->files_from0)
		return;
	l->names = strcmp(o->files_from0, "-") == 0 ? stdin : fopen(o->files_from0, "r");
	struct stat st;
	if (!l->names)
		fail(l);
	else
		l->may_wait = fstat(fileno(l->names), &st) == 0 && !S_ISREG(st.st_mode);
}

static bool next_name(struct file_list *l, const char **name)
{
	int c;
	if (!l->names)
		return false;
	l->name.len = 0;
	while ((c = getc(l->names)) != EOF && c != '\0')
		buffer_add_byte(&l->name, (char)c);
	if (ferror(l->names) && !l->failed)
		fail(l);
	if (c == EOF && !l->name.len)
		return false;
	buffer_add_byte(&l->name, '\0');
	*name = arena_copy(&l->arena, buffer_span(&l->name)).ptr;
	return true;
}

bool file_list_next(struct file_list *l, const char **name, input_wait_function *before_wait,
		    void *context)
{
	const struct run_options *o = l->options;
	if (o->files_from0) {
		if (l->may_wait)
			before_wait(context);
		return next_name(l, name);
	}
	if (l->next == (o->file_count ? o->file_count : 1))
		return false;
	*name = o->file_count ? o->files[l->next] : "-";
	l->next++;
	return true;
}

bool file_list_failed(const struct file_list *l)
{
	return l->failed;
}

void file_list_end(struct file_list *l)
{
	if (l->names && l->names != stdin)
		fclose(l->names);
	arena_free(&l->arena);
	buffer_free(&l->name);
}

/* Files and folders of a language pack. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/pack_store.h"
#include "common/report.h"

enum { MAX_FILE_BYTES = 4 << 20 };

/* --- one file --- */

static const char *read_descriptor(int fd, struct buffer *bytes)
{
	struct stat info;

	if (fstat(fd, &info))
		return strerror(errno);
	if (!S_ISREG(info.st_mode))
		return "not a regular file";
	for (;;) {
		ssize_t got;

		buffer_reserve(bytes, 1 << 16);
		got = read(fd, bytes->data + bytes->len, 1 << 16);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got < 0 ? strerror(errno) : NULL;
		bytes->len += (size_t)got;
		if (bytes->len > MAX_FILE_BYTES)
			return "larger than 4 MiB";
	}
}

unsigned pack_load_file(struct pack *p, const char *path, struct span language, struct span file)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK); /* a FIFO must not make us wait */
	struct buffer bytes = {0};
	const char *reason = NULL;
	unsigned faults = 1;

	if (fd < 0)
		reason = strerror(errno);
	else
		reason = read_descriptor(fd, &bytes);
	if (reason)
		report("%s: %s", path, reason);
	else
		faults = pack_read_yaml(p, path, language, file, buffer_span(&bytes));
	if (fd >= 0)
		close(fd);
	buffer_free(&bytes);
	return faults;
}

/* --- names in a folder, in byte order --- */

struct names {
	char **items;
	size_t count, cap;
};

static int name_compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *path_join(const char *folder, const char *name)
{
	size_t len = strlen(folder);
	char *path = alloc_bytes(len + strlen(name) + 2);

	memcpy(path, folder, len);
	path[len] = '/';
	strcpy(path + len + 1, name);
	return path;
}

static void names_free(struct names *n)
{
	while (n->count)
		free(n->items[--n->count]);
	free(n->items);
}

static void names_add(struct names *n, const char *name)
{
	char *copy = alloc_bytes(strlen(name) + 1);

	n->items = alloc_grown(n->items, n->count, &n->cap, sizeof *n->items);
	n->items[n->count++] = strcpy(copy, name);
}

/* False when the folder cannot be read (reported). Hidden names are left out. */
static bool names_read(struct names *n, const char *folder)
{
	DIR *d = opendir(folder);
	const struct dirent *e;
	int failed = d ? 0 : errno;

	while (d && (errno = 0, e = readdir(d)))
		if (e->d_name[0] != '.')
			names_add(n, e->d_name);
	if (d) {
		failed = errno;
		closedir(d);
	}
	if (failed)
		report("%s: %s", folder, strerror(failed));
	if (n->count)
		qsort(n->items, n->count, sizeof *n->items, name_compare);
	return !failed;
}

/* --- a language, a directory of languages --- */

static bool file_known(struct span file)
{
	for (size_t i = 0; i < pack_schema_count; i++)
		if (span_is(file, pack_schema[i].file))
			return true;
	return false;
}

static void report_unknown_file(const char *path)
{
	struct buffer known = {0};

	for (size_t i = 0; i < pack_schema_count; i++) {
		if (i && !strcmp(pack_schema[i].file, pack_schema[i - 1].file))
			continue;
		buffer_add_text(&known, i ? ", " : "");
		buffer_add_text(&known, pack_schema[i].file);
		buffer_add_text(&known, ".yaml");
	}
	buffer_add_byte(&known, '\0');
	report("%s: no such file in a pack; known: %s", path, known.data);
	buffer_free(&known);
}

static bool name_ends(const char *name, const char *ending)
{
	size_t n = strlen(name), e = strlen(ending);

	return n > e && !strcmp(name + n - e, ending);
}

static unsigned load_named(struct pack *p, const char *path, const char *name, struct span language)
{
	struct span file = span_of(name, strlen(name) - strlen(".yaml"));

	if (name_ends(name, ".yml")) {
		report("%s: files of a pack end in .yaml", path);
		return 1;
	}
	if (!name_ends(name, ".yaml"))
		return 0; /* a note, a backup: none of ours */
	if (!file_known(file)) {
		report_unknown_file(path);
		return 1;
	}
	return pack_load_file(p, path, language, file);
}

static unsigned load_language(struct pack *p, const char *folder, struct span language)
{
	struct names names = {0};
	unsigned faults = names_read(&names, folder) ? 0 : 1;

	for (size_t i = 0; i < names.count; i++) {
		char *path = path_join(folder, names.items[i]);
		faults += load_named(p, path, names.items[i], language);
		free(path);
	}
	names_free(&names);
	return faults;
}

/* [a-z][a-z0-9-]{1,31}: a name that cannot leave the directory. */
static bool language_valid(const char *name)
{
	size_t len = strlen(name);

	return len >= 2 && len <= 32 && *name >= 'a' && *name <= 'z' &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

static bool is_folder(const char *path)
{
	struct stat info;

	return !stat(path, &info) && S_ISDIR(info.st_mode);
}

unsigned pack_load_directory(struct pack *p, const char *directory)
{
	struct names names = {0};
	unsigned faults = names_read(&names, directory) ? 0 : 1, languages = 0;

	for (size_t i = 0; i < names.count; i++) {
		char *path = path_join(directory, names.items[i]);

		if (is_folder(path)) {
			languages++;
			if (language_valid(names.items[i])) {
				faults += load_language(p, path, span_text(names.items[i]));
			} else {
				report("%s: not a language code ([a-z][a-z0-9-]{1,31})", path);
				faults++;
			}
		}
		free(path);
	}
	if (!faults && !languages) {
		report("%s: holds no language (%s/CODE/NAME.yaml)", directory, directory);
		faults++;
	}
	names_free(&names);
	return faults;
}

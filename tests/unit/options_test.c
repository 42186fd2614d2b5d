#include "common/options.h"

#include <fcntl.h>
#include <unistd.h>

#include "common/run.h"
#include "tests/unit/unit.h"

struct wanted {
	bool flag;
	const char *text;
	int choice;
	uint64_t size, count;
	struct option_list list;
};

/* Parses the given arguments; messages of usage mistakes go nowhere. */
static int parse(struct wanted *w, struct run_options *io, int argc, char **argv)
{
	*w = (struct wanted){0};
	const struct option options[] = {
		{.letter = 'f',
		 .name = "flag",
		 .kind = OPTION_FLAG,
		 .target = &w->flag,
		 .help = ""},
		{.letter = 't',
		 .name = "text",
		 .argument = "T",
		 .kind = OPTION_TEXT,
		 .target = &w->text,
		 .help = ""},
		{.name = "choice",
		 .argument = "C",
		 .kind = OPTION_CHOICE,
		 .target = &w->choice,
		 .choices = "red|green",
		 .help = ""},
		{.name = "size",
		 .argument = "S",
		 .kind = OPTION_SIZE,
		 .target = &w->size,
		 .low = 1,
		 .help = ""},
		{.letter = 'c',
		 .name = "count",
		 .argument = "N",
		 .kind = OPTION_COUNT,
		 .target = &w->count,
		 .low = 1,
		 .high = 9,
		 .help = ""},
		{.name = "list",
		 .argument = "L",
		 .kind = OPTION_LIST,
		 .target = &w->list,
		 .help = ""},
	};
	const struct program p = {"test", "", "", "", options, sizeof options / sizeof *options};
	int quiet = open("/dev/null", O_WRONLY), kept = dup(STDERR_FILENO);
	dup2(quiet, STDERR_FILENO);
	run_options_init(io);
	int status = options_parse(&p, io, argc, argv);
	dup2(kept, STDERR_FILENO);
	close(quiet);
	close(kept);
	return status;
}

#define PARSE(...)                                                                                 \
	parse(&w, &io, (int)(sizeof((char *[]){"test", __VA_ARGS__}) / sizeof(char *)),            \
	      (char *[]){"test", __VA_ARGS__, NULL})

static void test_values(struct wanted w, struct run_options io)
{
	UNIT_CHECK(PARSE("--flag", "--text=a", "--list", "x", "--list=y") == -1 && w.flag &&
			   strcmp(w.text, "a") == 0 && w.list.count == 2 &&
			   strcmp(w.list.items[1], "y") == 0,
		   "values stand behind '=' or in the next argument, lists grow");
	UNIT_CHECK(PARSE("-fc3", "-t", "b") == -1 && w.flag && w.count == 3 &&
			   strcmp(w.text, "b") == 0,
		   "letters can be joined, the last with its value");
	UNIT_CHECK(PARSE("--size=3K") == -1 && w.size == 3072 && PARSE("--size", "2G") == -1 &&
			   w.size == (uint64_t)2 << 30,
		   "sizes take K, M and G");
	UNIT_CHECK(PARSE("--choice=green") == -1 && w.choice == 1, "a choice is an index");
}

static void test_files(struct wanted w, struct run_options io)
{
	UNIT_CHECK(PARSE("a", "--flag", "b", "-") == -1 && io.file_count == 3 &&
			   strcmp(io.files[1], "b") == 0 && strcmp(io.files[2], "-") == 0,
		   "files and options may be mixed, '-' is a file");
	UNIT_CHECK(PARSE("--", "--flag") == -1 && !w.flag && io.file_count == 1 &&
			   strcmp(io.files[0], "--flag") == 0,
		   "behind '--' all are files");
}

static void test_mistakes(struct wanted w, struct run_options io)
{
	UNIT_CHECK(PARSE("--flags") == STATUS_FAILED && PARSE("-z") == STATUS_FAILED,
		   "an unknown option is a mistake");
	UNIT_CHECK(PARSE("--fla") == STATUS_FAILED, "an abbreviation is no option");
	UNIT_CHECK(PARSE("--flag=1") == STATUS_FAILED, "a flag takes no value");
	UNIT_CHECK(PARSE("--text") == STATUS_FAILED && PARSE("-t") == STATUS_FAILED,
		   "a missing value is a mistake");
	UNIT_CHECK(PARSE("--count=0") == STATUS_FAILED && PARSE("--count=10") == STATUS_FAILED &&
			   PARSE("--count=") == STATUS_FAILED &&
			   PARSE("--count=3x") == STATUS_FAILED &&
			   PARSE("--count=99999999999999999999") == STATUS_FAILED,
		   "a number out of its range, or none, is a mistake");
	UNIT_CHECK(PARSE("--size=5T") == STATUS_FAILED &&
			   PARSE("--size=99999999999G") == STATUS_FAILED,
		   "an unknown unit and an overflow are mistakes");
	UNIT_CHECK(PARSE("--choice=blue") == STATUS_FAILED, "a choice must be one of those listed");
	UNIT_CHECK(PARSE("--json", "--ltsv") == STATUS_FAILED,
		   "two forms of output contradict each other");
	UNIT_CHECK(PARSE("--files-from0=x", "y") == STATUS_FAILED,
		   "a list of files and files contradict each other");
}

int main(void)
{
	struct wanted w = {0};
	struct run_options io;
	run_options_init(&io);
	test_values(w, io);
	test_files(w, io);
	test_mistakes(w, io);
	return unit_done();
}

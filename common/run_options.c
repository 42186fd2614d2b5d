#include "common/run.h"

#include <stdlib.h>

#include "common/pack.h"

enum { SHARED_COUNT = 18 };

void run_options_init(struct run_options *o)
{
	*o = (struct run_options){.max_record = 16u << 20};
}

const struct option *run_option_table(struct run_options *o, size_t *count)
{
	/* Static, because help and parsing keep pointers into it; filled anew for each `o`. */
	static struct option table[SHARED_COUNT];
	const struct option rows[SHARED_COUNT] = {
		{.name = "input",
		 .argument = "FORM",
		 .kind = OPTION_CHOICE,
		 .target = &o->input,
		 .choices = "auto|text|json|wet|ltsv",
		 .help = "take the input as FORM: auto, text, json, wet or ltsv"},
		{.name = "files-from0",
		 .argument = "FILE",
		 .kind = OPTION_TEXT,
		 .target = &o->files_from0,
		 .help = "read the files named in FILE, each name ended by NUL"},
		{.name = "json",
		 .kind = OPTION_FLAG,
		 .target = &o->json,
		 .help = "write JSON Lines"},
		{.name = "ltsv", .kind = OPTION_FLAG, .target = &o->ltsv, .help = "write LTSV"},
		{.name = "tsv",
		 .argument = "FIELD,...",
		 .kind = OPTION_TEXT,
		 .target = &o->tsv,
		 .help = "write these fields as TSV with a header line"},
		{.name = "no-header",
		 .kind = OPTION_FLAG,
		 .target = &o->no_header,
		 .help = "no header line with --tsv"},
		{.letter = 'n',
		 .name = "max-count",
		 .argument = "N",
		 .kind = OPTION_COUNT,
		 .target = &o->max_count,
		 .low = 1,
		 .high = UINT64_MAX / 2,
		 .help = "stop after N records have been written"},
		{.name = "max-record",
		 .argument = "SIZE",
		 .kind = OPTION_SIZE,
		 .target = &o->max_record,
		 .low = 1024,
		 .high = 1u << 30,
		 .help = "longest record: 16M by default"},
		{.name = "skip-bad",
		 .kind = OPTION_FLAG,
		 .target = &o->skip_bad,
		 .help = "refused records do not make the exit status 3"},
		{.name = "strict",
		 .kind = OPTION_FLAG,
		 .target = &o->strict,
		 .help = "stop at the first refused record"},
		{.name = "rejects",
		 .argument = "FILE",
		 .kind = OPTION_TEXT,
		 .target = &o->rejects,
		 .help = "keep refused lines in FILE"},
		{.letter = 'e',
		 .name = "exit-status",
		 .kind = OPTION_FLAG,
		 .target = &o->exit_status,
		 .help = "exit with 1 when nothing was written"},
		{.name = "line-buffered",
		 .kind = OPTION_FLAG,
		 .target = &o->line_buffered,
		 .help = "write each record at once"},
		{.name = "stats",
		 .kind = OPTION_FLAG,
		 .target = &o->stats,
		 .help = "say at the end how many records went by"},
		{.name = "progress",
		 .kind = OPTION_FLAG,
		 .target = &o->progress,
		 .help = "say now and then how many records went by"},
		{.name = "pack",
		 .argument = "DIR",
		 .kind = OPTION_LIST,
		 .target = &o->packs,
		 .help = "add or replace entries of the language packs with those in DIR"},
		{.name = "check-pack",
		 .argument = "DIR",
		 .kind = OPTION_TEXT,
		 .target = &o->check_pack,
		 .help = "only check the language packs in DIR"},
		{.name = "completions",
		 .argument = "SHELL",
		 .kind = OPTION_CHOICE,
		 .target = &o->completions,
		 .choices = "none|bash|zsh|fish",
		 .help = "print completions for bash, zsh or fish"},
	};
	for (size_t i = 0; i < SHARED_COUNT; i++)
		table[i] = rows[i];
	*count = SHARED_COUNT;
	return table;
}

struct pack *run_open_packs(const struct run_options *o)
{
	const char *directories[2 * OPTION_LIST_MAX];
	const char *named = getenv("KABAR_PACK");
	struct buffer copy = {0};
	size_t count = 0;

	/* KABAR_PACK is a list like PATH; the options come behind it and so win. */
	if (named && *named) {
		buffer_add(&copy, named, strlen(named) + 1);
		for (char *p = copy.data, *colon; p && count < OPTION_LIST_MAX; p = colon) {
			colon = strchr(p, ':');
			if (colon)
				*colon++ = '\0';
			if (*p)
				directories[count++] = p;
		}
	}
	for (size_t i = 0; i < o->packs.count; i++)
		directories[count++] = o->packs.items[i];
	struct pack *p = pack_open(directories, count);
	buffer_free(&copy);
	return p;
}

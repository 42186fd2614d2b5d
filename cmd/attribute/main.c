/* attribute: who said it, how, and through whom. */
#include "cmd/attribute/attribute.h"
#include "common/options.h"

int main(int argc, char **argv)
{
	struct attribute_options o = {0};
	struct run_options io;
	const char *aliases = NULL;
	const struct option table[] = {
		{.name = "only",
		 .kind = OPTION_FLAG,
		 .target = &o.only,
		 .help = "write statements only"},
		{.name = "aliases",
		 .argument = "FILE",
		 .kind = OPTION_TEXT,
		 .target = &aliases,
		 .help = "join the spellings of names listed in FILE (YAML)"},
		{.name = "all-kinds",
		 .kind = OPTION_FLAG,
		 .target = &o.all_kinds,
		 .help = "read links, captions, bylines and boilerplate too"},
		{.name = "explain",
		 .kind = OPTION_FLAG,
		 .target = &o.explain,
		 .help = "add the field why: the pattern, and where the speaker came from"},
	};
	const struct program program = {
		.name = "attribute",
		.purpose = "find who said it, how, and through whom",
		.usage = "[OPTION]... [FILE]...",
		.examples = "  segment article.txt | attribute --only --tsv=speaker,stance,quote\n"
			    "  segment *.txt | attribute --aliases names.yaml | extract-numbers\n",
		.options = table,
		.option_count = sizeof table / sizeof *table,
	};
	report_start(argv[0]);
	run_options_init(&io);
	int status = options_parse(&program, &io, argc, argv);
	if (status >= 0)
		return status;
	struct pack *packs = run_open_packs(&io);
	struct pack *names = aliases ? pack_open_file(aliases, "id", "aliases") : NULL;
	if (!packs || (aliases && !names)) {
		pack_close(packs);
		return STATUS_FAILED;
	}
	o.names = names;
	struct attributor *a = attributor_open(packs, &o);
	struct group *g = group_new(attribute_document, a);
	struct run *r = run_start(&io);
	run_records(r, group_record, g);
	group_free(g);
	attributor_close(a);
	pack_close(names);
	pack_close(packs);
	return run_finish(r);
}

#include "cmd/dedupe/dedupe.h"

static const char examples[] =
	"  segment articles/*.txt | attribute | extract-numbers | dedupe > claims.ltsv\n"
	"  dedupe --mark --explain sentences.ltsv | cut -f1,10- | grep near_of\n"
	"  dedupe monday.ltsv tuesday.ltsv --json | jq -r 'select(.count > 1) | .text'\n";

int main(int argc, char **argv)
{
	struct dedupe_options dedupe;
	struct run_options io;
	const struct option options[] = {
		{.name = "as",
		 .argument = "WHAT",
		 .kind = OPTION_CHOICE,
		 .target = &dedupe.as,
		 .choices = "exact|statement|article",
		 .help = "what is the same: exact text, a statement in near words, an article (statement)"},
		{.name = "same",
		 .argument = "FIELD,...",
		 .kind = OPTION_TEXT,
		 .target = &dedupe.same,
		 .help = "these fields must agree too (none)"},
		{.name = "keep",
		 .argument = "WHICH",
		 .kind = OPTION_CHOICE,
		 .target = &dedupe.keep,
		 .choices = "first|longest",
		 .help = "which of the same is printed: the first by date and id, or the longest (first)"},
		{.name = "mark",
		 .kind = OPTION_FLAG,
		 .target = &dedupe.mark,
		 .help = "print all records, repeats with dup_of (repeats are dropped)"},
		{.name = "explain",
		 .kind = OPTION_FLAG,
		 .target = &dedupe.explain,
		 .help = "add a field why: what joined or what blocked (off)"},
		{.name = "stream",
		 .kind = OPTION_FLAG,
		 .target = &dedupe.stream,
		 .help = "first come, first kept: print at once, without counts (off)"},
		{.name = "field",
		 .argument = "FIELD",
		 .kind = OPTION_TEXT,
		 .target = &dedupe.field,
		 .help = "compare this field (quote, else text)"},
		{.name = "id",
		 .argument = "FIELD",
		 .kind = OPTION_TEXT,
		 .target = &dedupe.id,
		 .help = "the field that names a record (id)"},
	};
	const struct program program = {
		"dedupe",
		"Keeps one record of each claim and tells where it was said",
		"[OPTION]... [FILE]...",
		examples,
		options,
		sizeof options / sizeof *options};

	report_start(argv[0]);
	run_options_init(&io);
	dedupe_options_init(&dedupe);
	int status = options_parse(&program, &io, argc, argv);
	if (status >= 0)
		return status;
	struct pack *packs = run_open_packs(&io);
	if (!packs)
		return STATUS_FAILED;
	struct dedupe *core = dedupe_open(&dedupe, packs);
	struct run *run = run_start(&io);
	run_records(run, dedupe_record, core);
	dedupe_close(core);
	status = run_finish(run);
	pack_close(packs);
	return status;
}

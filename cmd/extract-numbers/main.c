#include "cmd/extract-numbers/extract.h"

static const char examples[] =
	"  segment articles/*.txt | extract-numbers --only --tsv=value,low,high,unit,text\n"
	"  segment articles/*.txt | attribute | extract-numbers | grep 'unit:tentara'\n"
	"  segment --json article.txt | extract-numbers --annotate | jq -r '.figures // empty'\n";

int main(int argc, char **argv)
{
	struct extract_options extract = {0};
	struct run_options io;
	const struct option options[] = {
		{.name = "only",
		 .kind = OPTION_FLAG,
		 .target = &extract.only,
		 .help = "print number records only (off)"},
		{.name = "all",
		 .kind = OPTION_FLAG,
		 .target = &extract.all,
		 .help = "print labels, dates, times, ids, phones, plates and models too, named in numrole (off)"},
		{.name = "annotate",
		 .kind = OPTION_FLAG,
		 .target = &extract.annotate,
		 .help = "one line a record, its numbers as the list 'figures' (off)"},
	};
	const struct program program = {"extract-numbers",
					"find the quantities in sentences",
					"[OPTION]... [FILE]...",
					examples,
					options,
					sizeof options / sizeof *options};

	report_start(argv[0]);
	run_options_init(&io);
	int status = options_parse(&program, &io, argc, argv);
	if (status >= 0)
		return status;
	struct pack *packs = run_open_packs(&io);
	if (!packs)
		return STATUS_FAILED;
	struct extractor *extractor = extractor_open(packs, &extract);
	struct run *run = run_start(&io);
	run_records(run, extractor_record, extractor);
	status = run_finish(run);
	extractor_close(extractor);
	pack_close(packs);
	return status;
}

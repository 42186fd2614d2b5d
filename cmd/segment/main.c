#include "cmd/segment/segment.h"

static const char examples[] =
	"  segment articles/*.txt | attribute --only\n"
	"  segment --date=2024-10-23 article.txt | grep 'kind:body'\n"
	"  zcat news.jsonl.gz | segment --json --with=url,title | jq -r .text\n";

static int segment_files(const struct run_options *io, struct segment_options *segment,
			 const struct document_options *document)
{
	struct pack *packs = run_open_packs(io);
	segment->max_record = io->max_record;
	segment->live = document->live;
	struct segmenter *segmenter = packs ? segment_open(packs, segment) : NULL;
	int status = STATUS_FAILED;
	if (segmenter) {
		struct run *run = run_start(io);
		run_documents(run, document, segment_document, segmenter);
		status = run_finish(run);
		segment_close(segmenter);
	}
	pack_close(packs);
	return status;
}

int main(int argc, char **argv)
{
	struct segment_options segment = {0};
	struct document_options document = {.max_bytes = 64u << 20};
	struct run_options io;
	const struct option options[] = {
		{.name = "quotes",
		 .argument = "HOW",
		 .kind = OPTION_CHOICE,
		 .target = &segment.quotes,
		 .choices = "keep|split",
		 .help = "a quotation of several sentences stays one record, or is split (keep)"},
		{.name = "body",
		 .kind = OPTION_FLAG,
		 .target = &segment.body,
		 .help = "print records of kind body only"},
		{.name = "doc",
		 .argument = "UNIT",
		 .kind = OPTION_CHOICE,
		 .target = &document.unit,
		 .choices = "file|para|line",
		 .help = "what a document is in plain text: the file, a stretch between blank lines, a line (file)"},
		{.name = "doc-name",
		 .argument = "NAME",
		 .kind = OPTION_TEXT,
		 .target = &document.name,
		 .help = "name of the document on standard input (a hash of its text)"},
		{.name = "date",
		 .argument = "DATE",
		 .kind = OPTION_TEXT,
		 .target = &segment.date,
		 .help = "date of all documents, YYYY-MM-DD (found in the document)"},
		{.name = "lang",
		 .argument = "CODE",
		 .kind = OPTION_TEXT,
		 .target = &segment.lang,
		 .help = "language of all documents: id, en, und (found in the document)"},
		{.name = "source",
		 .argument = "NAME",
		 .kind = OPTION_TEXT,
		 .target = &segment.source,
		 .help = "outlet of all documents (found in the document)"},
		{.name = "live",
		 .kind = OPTION_FLAG,
		 .target = &document.live,
		 .help = "print each paragraph when it is there, with what is known by then (off)"},
		{.name = "with",
		 .argument = "LIST",
		 .kind = OPTION_TEXT,
		 .target = &segment.with,
		 .help = "add fields: url,title,author,place,sha (none)"},
	};
	const struct program program = {"segment",
					"cut news articles into sentences, one record each",
					"[OPTION]... [FILE]...",
					examples,
					options,
					sizeof options / sizeof *options};

	report_start(argv[0]);
	run_options_init(&io);
	int status = options_parse(&program, &io, argc, argv);
	return status >= 0 ? status : segment_files(&io, &segment, &document);
}

#include "cmd/dedupe/dedupe.h"
#include "cmd/dedupe/state.h"

static const char examples[] =
	"  segment articles/*.txt | attribute | extract-numbers | dedupe > claims.ltsv\n"
	"  dedupe --mark --explain sentences.ltsv | cut -f1,10- | grep near_of\n"
	"  dedupe monday.ltsv tuesday.ltsv --json | jq -r 'select(.count > 1) | .text'\n";

static int parse(struct dedupe_options *dedupe, struct state_options *state, struct run_options *io,
		 int argc, char **argv)
{
	const struct option options[] = {
		{.name = "as",
		 .argument = "WHAT",
		 .kind = OPTION_CHOICE,
		 .target = &dedupe->as,
		 .choices = "exact|statement|article",
		 .help = "what is the same: exact text, a statement in near words, an article (statement)"},
		{.name = "same",
		 .argument = "FIELD,...",
		 .kind = OPTION_TEXT,
		 .target = &dedupe->same,
		 .help = "these fields must agree too (none)"},
		{.name = "keep",
		 .argument = "WHICH",
		 .kind = OPTION_CHOICE,
		 .target = &dedupe->keep,
		 .choices = "first|longest",
		 .help = "which of the same is printed: the first by date and id, or the longest (first)"},
		{.name = "mark",
		 .kind = OPTION_FLAG,
		 .target = &dedupe->mark,
		 .help = "print all records, repeats with dup_of (repeats are dropped)"},
		{.name = "explain",
		 .kind = OPTION_FLAG,
		 .target = &dedupe->explain,
		 .help = "add a field why: what joined or what blocked (off)"},
		{.name = "stream",
		 .kind = OPTION_FLAG,
		 .target = &dedupe->stream,
		 .help = "first come, first kept: print at once, without counts (off)"},
		{.name = "field",
		 .argument = "FIELD",
		 .kind = OPTION_TEXT,
		 .target = &dedupe->field,
		 .help = "compare this field (quote, else text)"},
		{.name = "id",
		 .argument = "FIELD",
		 .kind = OPTION_TEXT,
		 .target = &dedupe->id,
		 .help = "the field that names a record (id)"},
		{.name = "state",
		 .argument = "FILE",
		 .kind = OPTION_TEXT,
		 .target = &state->file,
		 .help = "do not print what an earlier run with FILE printed, and remember in it (none)"},
		{.name = "state-out",
		 .argument = "FILE",
		 .kind = OPTION_TEXT,
		 .target = &state->out,
		 .help = "write the new state here, whole, and leave the old one alone"},
		{.name = "state-ro",
		 .kind = OPTION_FLAG,
		 .target = &state->read_only,
		 .help = "only read the state (off)"},
		{.name = "wait",
		 .argument = "SECONDS",
		 .kind = OPTION_COUNT,
		 .target = &state->wait,
		 .low = 0,
		 .high = 1000000,
		 .help = "how long to wait for a state that another process has locked (0)"},
		{.name = "window",
		 .argument = "DAYS",
		 .kind = OPTION_COUNT,
		 .target = &state->window,
		 .low = 0,
		 .high = 1000000,
		 .help = "forget what was last said so long before the newest of the state (never)"},
		{.name = "max-mem",
		 .argument = "SIZE",
		 .kind = OPTION_SIZE,
		 .target = &state->max_mem,
		 .low = 1 << 10,
		 .high = 1ull << 44,
		 .help = "refuse a state that takes more memory (no bound)"},
		{.name = "evict",
		 .kind = OPTION_FLAG,
		 .target = &state->evict,
		 .help = "forget the oldest claims instead, and say how many (off)"},
		{.name = "compact",
		 .kind = OPTION_FLAG,
		 .target = &state->compact,
		 .help = "write the state anew, without what is forgotten (off)"},
		{.name = "rebuild",
		 .kind = OPTION_FLAG,
		 .target = &state->rebuild,
		 .help = "take over a state made with other options (off)"},
	};
	const struct program program = {
		"dedupe",
		"Keeps one record of each claim and tells where it was said",
		"[OPTION]... [FILE]...",
		examples,
		options,
		sizeof options / sizeof *options};

	int status = options_parse(&program, io, argc, argv);
	return status < 0 && !state_options_check(state, io) ? STATUS_FAILED : status;
}

/* The state is written when the output is: a claim that nobody has seen must not be known. */
static int run_core(const struct run_options *io, const struct dedupe_options *dedupe,
		    const struct state_options *remember, const struct pack *packs)
{
	struct dedupe *core = dedupe_open(dedupe, packs);
	int status = STATUS_OK;
	struct state *state = state_open(remember, dedupe, core, &status);

	if (status == STATUS_OK) {
		struct run *run = run_start(io);
		if (state && dedupe->stream)
			run_on_flushed(run, state_keep, state);
		run_records(run, dedupe_record, core);
		status = run_finish(run);
		if (state && status != STATUS_FAILED && !state_commit(state))
			status = STATUS_FAILED;
	}
	state_close(state);
	dedupe_close(core);
	return status;
}

int main(int argc, char **argv)
{
	struct dedupe_options dedupe;
	struct state_options state;
	struct run_options io;

	report_start(argv[0]);
	run_options_init(&io);
	dedupe_options_init(&dedupe);
	state_options_init(&state);
	int status = parse(&dedupe, &state, &io, argc, argv);
	if (status >= 0)
		return status;
	struct pack *packs = run_open_packs(&io);
	if (!packs)
		return STATUS_FAILED;
	status = run_core(&io, &dedupe, &state, packs);
	pack_close(packs);
	return status;
}

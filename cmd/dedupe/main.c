#include "cmd/dedupe/dedupe.h"
#include "cmd/dedupe/shard.h"
#include "cmd/dedupe/state.h"
#include "common/temporary.h"

static const char examples[] =
	"  segment articles/*.txt | attribute | extract-numbers | dedupe > claims.ltsv\n"
	"  dedupe --mark --explain sentences.ltsv | cut -f1,10- | grep near_of\n"
	"  dedupe monday.ltsv tuesday.ltsv --json | jq -r 'select(.count > 1) | .text'\n";

struct options {
	struct dedupe_options core;
	struct state_options state;
	struct shard_options shard;
	enum shard_stage stage;
	struct run_options io;
};

/* A name that no record can have would quietly compare nothing. */
static bool check_same(const char *names)
{
	struct span rest = span_text(names ? names : ""), label;

	while (list_next(&rest, &label)) {
		if (!record_is_label(label)) {
			report("--same takes field names with commas between them, not '%s'",
			       report_quoted(label));
			return false;
		}
	}
	return true;
}

/* The lines of the stages are LTSV behind a key. */
static bool check_stage(struct options *o)
{
	const char *wrong = NULL;

	if (!shard_stage_of(&o->shard, &o->stage))
		return false;
	if (o->stage && (o->core.mark || o->core.stream || o->state.file))
		wrong = "--mark, --stream and --state belong to one process, not to the stages of many";
	else if (o->stage && o->stage != SHARD_VERIFY && (o->io.json || o->io.tsv))
		wrong = "the stages of many machines write LTSV behind a key; only --verify gives other forms";
	if (wrong)
		report("%s", wrong);
	return !wrong;
}

static int parse(struct options *o, int argc, char **argv)
{
	const struct option options[] = {
		{.name = "as",
		 .argument = "WHAT",
		 .kind = OPTION_CHOICE,
		 .target = &o->core.as,
		 .choices = "exact|statement|article",
		 .help = "what is the same: exact text, a statement in near words, an article (statement)"},
		{.name = "same",
		 .argument = "FIELD,...",
		 .kind = OPTION_TEXT,
		 .target = &o->core.same,
		 .help = "these fields must agree too (none)"},
		{.name = "keep",
		 .argument = "WHICH",
		 .kind = OPTION_CHOICE,
		 .target = &o->core.keep,
		 .choices = "first|longest",
		 .help = "which of the same is printed: the first by date and id, or the longest (first)"},
		{.name = "mark",
		 .kind = OPTION_FLAG,
		 .target = &o->core.mark,
		 .help = "print all records, repeats with dup_of (repeats are dropped)"},
		{.name = "explain",
		 .kind = OPTION_FLAG,
		 .target = &o->core.explain,
		 .help = "add a field why: what joined or what blocked (off)"},
		{.name = "stream",
		 .kind = OPTION_FLAG,
		 .target = &o->core.stream,
		 .help = "first come, first kept: print at once, without counts (off)"},
		{.name = "field",
		 .argument = "FIELD",
		 .kind = OPTION_TEXT,
		 .target = &o->core.field,
		 .help = "compare this field (quote, else text)"},
		{.name = "id",
		 .argument = "FIELD",
		 .kind = OPTION_TEXT,
		 .target = &o->core.id,
		 .help = "the field that names a record (id)"},
		{.name = "memory",
		 .argument = "SIZE",
		 .kind = OPTION_SIZE,
		 .target = &o->core.memory,
		 .low = 0,
		 .high = 1ull << 44,
		 .help = "memory for records, beyond it a temporary file: 1G by default"},
		{.name = "threads",
		 .argument = "N",
		 .kind = OPTION_COUNT,
		 .target = &o->core.threads,
		 .low = 1,
		 .high = 1000,
		 .help = "look for near repeats in so many threads (one a processor, at most 8)"},
		{.name = "state",
		 .argument = "FILE",
		 .kind = OPTION_TEXT,
		 .target = &o->state.file,
		 .help = "do not print what an earlier run with FILE printed, and remember in it (none)"},
		{.name = "state-out",
		 .argument = "FILE",
		 .kind = OPTION_TEXT,
		 .target = &o->state.out,
		 .help = "write the new state here, whole, and leave the old one alone"},
		{.name = "state-ro",
		 .kind = OPTION_FLAG,
		 .target = &o->state.read_only,
		 .help = "only read the state (off)"},
		{.name = "wait",
		 .argument = "SECONDS",
		 .kind = OPTION_COUNT,
		 .target = &o->state.wait,
		 .low = 0,
		 .high = 1000000,
		 .help = "how long to wait for a state that another process has locked (0)"},
		{.name = "window",
		 .argument = "DAYS",
		 .kind = OPTION_COUNT,
		 .target = &o->state.window,
		 .low = 0,
		 .high = 1000000,
		 .help = "forget what was last said so long before the newest of the state (never)"},
		{.name = "max-mem",
		 .argument = "SIZE",
		 .kind = OPTION_SIZE,
		 .target = &o->state.max_mem,
		 .low = 1 << 10,
		 .high = 1ull << 44,
		 .help = "refuse a state that takes more memory (no bound)"},
		{.name = "evict",
		 .kind = OPTION_FLAG,
		 .target = &o->state.evict,
		 .help = "forget the oldest claims instead, and say how many (off)"},
		{.name = "compact",
		 .kind = OPTION_FLAG,
		 .target = &o->state.compact,
		 .help = "write the state anew, without what is forgotten (off)"},
		{.name = "rebuild",
		 .kind = OPTION_FLAG,
		 .target = &o->state.rebuild,
		 .help = "take over a state made with other options (off)"},
		{.name = "keys",
		 .kind = OPTION_FLAG,
		 .target = &o->shard.keys,
		 .help = "stage 1 of many machines: the keys by which units can be alike (off)"},
		{.name = "pairs",
		 .kind = OPTION_FLAG,
		 .target = &o->shard.pairs,
		 .help = "stage 2: sorted keys to pairs of units (off)"},
		{.name = "cap",
		 .argument = "N",
		 .kind = OPTION_COUNT,
		 .target = &o->shard.cap,
		 .low = 1,
		 .high = UINT64_MAX,
		 .help = "with --pairs, report keys that more units share (100000)"},
		{.name = "cluster",
		 .kind = OPTION_FLAG,
		 .target = &o->shard.cluster,
		 .help = "stage 3: pairs to components (off)"},
		{.name = "tag",
		 .argument = "FILE",
		 .kind = OPTION_TEXT,
		 .target = &o->shard.tag,
		 .help = "stage 4: each record's component, as FILE from stage 3 has it, in front of it"},
		{.name = "verify",
		 .kind = OPTION_FLAG,
		 .target = &o->shard.verify,
		 .help = "stage 5: records sorted by component to distinct claims (off)"},
	};
	const struct program program = {"dedupe",
					"keep one record of each claim and tell where it was said",
					"[OPTION]... [FILE]...",
					examples,
					options,
					sizeof options / sizeof *options};

	int status = options_parse(&program, &o->io, argc, argv);
	if (status < 0 && (!check_same(o->core.same) || !state_options_check(&o->state, &o->io) ||
			   !check_stage(o)))
		return STATUS_FAILED;
	return status;
}

/* The state is written when the output is: a claim that nobody has seen must not be known. */
static int run_core(const struct options *o, const struct pack *packs)
{
	struct dedupe *core = dedupe_open(&o->core, packs);
	int status = STATUS_OK;
	struct state *state = state_open(&o->state, &o->core, core, &status);

	if (status == STATUS_OK) {
		struct run *run = run_start(&o->io);
		if (state && o->core.stream)
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

static int run_stage(const struct options *o, const struct pack *packs)
{
	struct run *run = run_start(&o->io);
	bool good = shard_run(run, o->stage, &o->shard, &o->core, packs);
	int status = run_finish(run);

	return good ? status : STATUS_FAILED;
}

int main(int argc, char **argv)
{
	struct options o;

	report_start(argv[0]);
	run_options_init(&o.io);
	dedupe_options_init(&o.core);
	state_options_init(&o.state);
	shard_options_init(&o.shard);
	o.core.folder = temporary_folder();
	int status = parse(&o, argc, argv);
	if (status >= 0)
		return status;
	struct pack *packs = run_open_packs(&o.io);
	if (!packs)
		return STATUS_FAILED;
	status = o.stage ? run_stage(&o, packs) : run_core(&o, packs);
	pack_close(packs);
	return status;
}

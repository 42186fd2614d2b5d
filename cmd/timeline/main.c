#include <stdlib.h>

#include "cmd/timeline/context.h"
#include "cmd/timeline/tally.h"
#include "cmd/timeline/terminal.h"
#include "common/group.h"
#include "common/temporary.h"

enum view_choice { CHOOSE_AUTO, CHOOSE_RECORDS, CHOOSE_TERMINAL };
enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct timeline_options {
	bool resolve, mentions, merge, keys, all, only, html, svg;
	int view, color;
	uint64_t width, memory, within;
	const char *title, *context;
};

struct timeline {
	const struct timeline_options *options;
	struct sorter *sorter;
	struct disputes *disputes;
	struct told *told;
	struct tally *tally;                 /* of a view; NULL: records are wanted */
	struct drafts *drafts, *told_drafts; /* of the terminal's; of the entries of events */
	struct group *group;
	struct record record;           /* one that is changed on its way in */
	struct buffer key, told_before; /* the last entry of an event that was written */
	bool failed;
};

/* Of an event's entry, in the place of the number of a statement. */
#define TOLD_UNIT ((uint32_t)NO_UNIT - 1)

static void put_later(struct sink *out, const struct record *r, const struct known *k,
		      void *context)
{
	struct timeline *t = context;

	if (t->options->only && !known_says_something(k, k->basis))
		return;
	uint32_t unit = disputes_add(t->disputes, r, k, out);
	if (k->mode.len == 0 && k->told_in.len)
		unit = TOLD_UNIT;
	uint32_t number = t->tally && unit != TOLD_UNIT ? tally_add(t->tally, r) : 0;
	/* an event's entry comes between the numbers of its statement, which are one draft */
	struct drafts *drafts = unit == TOLD_UNIT ? t->told_drafts : t->drafts;
	uint64_t taken = disputes_bytes(t->disputes);
	if (drafts)
		taken += drafts_bytes(t->drafts) + drafts_bytes(t->told_drafts);
	sorter_limit(t->sorter, taken < t->options->memory ? t->options->memory - taken : 0);
	if (!t->failed)
		t->failed = drafts ? !drafts_add(drafts, r, k, unit, number)
				   : !sorter_add(t->sorter, r, k, unit);
}

static void put_with_event(struct sink *out, const struct record *r, const struct known *k,
			   void *context)
{
	struct timeline *t = context;
	const struct record *entry = told_entry(t->told, r, k);

	put_later(out, r, k, t);
	if (entry) {
		struct known of_entry;
		known_find(entry, &of_entry);
		put_later(out, entry, &of_entry, t);
	}
}

/* With --merge: what a shard linked is linked anew among all of them. */
static enum step gather_dated(const struct record *in, struct sink *out, void *state)
{
	struct timeline *t = state;
	struct known k;

	if (in == NULL)
		return STEP_OK;
	if (record_has(in, "disputes")) {
		record_assign(&t->record, in);
		record_remove(&t->record, "disputes");
		record_remove(&t->record, "dispute");
		in = &t->record;
	}
	known_find(in, &k);
	put_with_event(out, in, &k, t);
	return t->failed ? STEP_FAILED : STEP_OK;
}

static enum step gather(const struct record *in, struct sink *out, void *state)
{
	struct timeline *t = state;
	enum step step = group_record(in, out, t->group);

	return t->failed ? STEP_FAILED : step;
}

static void write_bytes(void *run, struct span bytes)
{
	run_write(run, bytes);
}

/* The width asked for, else that of the terminal as the shell tells it. */
static size_t view_width(const struct timeline_options *o)
{
	const char *columns = getenv("COLUMNS");
	size_t n = 0;

	if (o->width)
		return (size_t)o->width;
	for (; columns && *columns >= '0' && *columns <= '9' && n < 1000; columns++)
		n = n * 10 + (size_t)(*columns - '0');
	return n >= 30 && n <= 1000 ? n : 80;
}

static bool wants_color(const struct timeline_options *o)
{
	const char *never = getenv("NO_COLOR");

	if (o->color != COLOR_AUTO)
		return o->color == COLOR_ALWAYS;
	return run_output_is_terminal() && !(never && *never);
}

static void put_sorted(struct run *run, struct timeline *t, const struct record *r)
{
	struct sink *out = run_sink(run);

	if (t->options->keys) {
		struct order_key key = order_key_of(r);
		t->key.len = 0;
		order_key_add(&t->key, &key);
		run_write(run, buffer_span(&t->key));
	}
	out->put(out, r);
}

/* A timeline that is read once more has the entry already that its statement makes again: they follow each other. */
static bool is_told_again(struct timeline *t)
{
	struct span id = record_get(sorter_record(t->sorter), "id");
	bool again = span_equal(id, buffer_span(&t->told_before));

	t->told_before.len = 0;
	buffer_add_span(&t->told_before, id);
	return again;
}

/* lines: those that came as lines and dispute nothing are written as they are. */
static void write_records(struct run *run, struct timeline *t, struct view *view, bool lines)
{
	struct sink *out = run_sink(run);
	struct sorted next;
	struct buffer list = {0};
	struct span kind;

	while (!t->failed && !(view && view_is_full(view))) {
		enum read_result result = sorter_next(t->sorter, &next);
		t->failed = result == READ_FAILED;
		if (result != READ_OK)
			break;
		if (next.unit == TOLD_UNIT && is_told_again(t))
			continue;
		list.len = 0;
		bool disputed = disputes_of(t->disputes, next.unit, &list, &kind);
		if (lines && !disputed) {
			out->put(out, &(struct record){.source = next.line, .whole = true});
			continue;
		}
		struct record *r = sorter_record(t->sorter);
		if (disputed) {
			record_set(r, "disputes", buffer_span(&list));
			record_set(r, "dispute", kind);
		}
		if (view)
			view_record(view, r);
		else
			put_sorted(run, t, r);
	}
	buffer_free(&list);
}

static struct view_options view_options(const struct timeline_options *o,
					const struct run_options *io, enum view_kind kind)
{
	return (struct view_options){
		.kind = kind,
		.width = view_width(o),
		.max_entries = io->max_count,
		.color = wants_color(o),
		.all = o->all,
		.only = o->only,
		.title = o->title,
		.temporary = temporary_folder(),
	};
}

static void write_terminal(struct run *run, struct timeline *t, const struct view_options *vo)
{
	struct terminal *view = terminal_new(vo, t->disputes, t->tally, write_bytes, run);
	struct sorted next;

	while (!t->failed && !terminal_is_full(view)) {
		enum read_result result = sorter_next(t->sorter, &next);
		t->failed = result == READ_FAILED;
		if (result != READ_OK)
			break;
		terminal_draft(view, next.line, next.unit);
	}
	if (!t->failed)
		terminal_end(view, drafts_left_out(t->drafts) + drafts_left_out(t->told_drafts));
	terminal_free(view);
}

static void write_page(struct run *run, struct timeline *t, const struct run_options *io,
		       struct view_options *vo)
{
	const struct timeline_options *o = t->options;
	/* Only now: a file that an earlier stage of the same pipeline writes is complete. */
	struct context *context =
		o->context ? context_open(o->context, (size_t)io->max_record) : NULL;

	vo->context = context;
	t->failed = t->failed || (o->context && context == NULL);
	struct view *view = view_new(vo, t->disputes, t->tally, write_bytes, run);
	write_records(run, t, view, false);
	if (!t->failed && !view_end(view))
		t->failed = true;
	view_free(view);
	context_free(context);
}

static void write_sorted(struct run *run, struct timeline *t, const struct run_options *io,
			 struct view_options *vo)
{
	t->failed = (t->drafts && !(drafts_end(t->drafts) && drafts_end(t->told_drafts))) ||
		    !sorter_finish(t->sorter);
	disputes_link(t->disputes);
	if (vo->kind == VIEW_NONE) {
		write_records(run, t, NULL,
			      !io->json && !io->tsv && !t->options->keys &&
				      sorter_has_lines(t->sorter));
		return;
	}
	tally_link(t->tally);
	if (vo->kind == VIEW_TERMINAL)
		write_terminal(run, t, vo);
	else
		write_page(run, t, io, vo);
}

static enum view_kind wanted_view(const struct timeline_options *o, const struct run_options *io)
{
	if (o->html || o->svg)
		return o->html ? VIEW_HTML : VIEW_SVG;
	if (o->view != CHOOSE_AUTO)
		return o->view == CHOOSE_TERMINAL ? VIEW_TERMINAL : VIEW_NONE;
	return !io->json && !io->ltsv && !io->tsv && run_output_is_terminal() ? VIEW_TERMINAL
									      : VIEW_NONE;
}

static bool run_sorted(struct run *run, const struct timeline_options *o,
		       const struct run_options *io, const struct timex_rules *rules,
		       const struct pack *packs)
{
	struct timeline t = {.options = o};
	struct resolver *resolver = resolver_new(rules, put_with_event, &t);
	struct view_options vo = view_options(o, io, wanted_view(o, io));

	t.sorter = sorter_new(o->memory, temporary_folder());
	t.told = told_new();
	t.tally = vo.kind != VIEW_NONE ? tally_new(packs) : NULL;
	if (vo.kind == VIEW_TERMINAL) {
		t.drafts = drafts_new(&vo, t.sorter, o->memory / 8);
		t.told_drafts = drafts_new(&vo, t.sorter, o->memory / 16);
	}
	t.disputes = disputes_new(packs, o->within, o->memory / 2);
	t.group = group_new(resolve_document, resolver);
	run_records(run, o->merge ? gather_dated : gather, &t);
	if (!t.failed)
		write_sorted(run, &t, io, &vo);
	record_free(&t.record);
	buffer_free(&t.key);
	buffer_free(&t.told_before);
	told_free(t.told);
	group_free(t.group);
	drafts_free(t.drafts);
	drafts_free(t.told_drafts);
	tally_free(t.tally);
	disputes_free(t.disputes);
	sorter_free(t.sorter);
	resolver_free(resolver);
	return !t.failed;
}

static void run_resolve(struct run *run, const struct timex_rules *rules, bool only)
{
	struct stream *stream = stream_new(rules, only);

	run_records(run, stream_record, stream);
	stream_free(stream);
}

static void run_mentions(struct run *run, const struct timex_rules *rules)
{
	struct mentions *m = mentions_new(rules);

	run_records(run, mentions_record, m);
	mentions_free(m);
}

/* -1: they go together; else the exit status, reported. */
static int check(const struct timeline_options *o, const struct run_options *io)
{
	bool page = o->html || o->svg;

	if (o->resolve + o->mentions + o->merge > 1)
		report("--resolve, --mentions and --merge exclude each other");
	else if (o->keys && (io->json || io->tsv || o->resolve || o->mentions || page))
		report("--keys is for sorted records in LTSV");
	else if (o->only && o->mentions)
		report("--only leaves out no mentions");
	else if (o->html && o->svg)
		report("--html and --svg exclude each other");
	else if (page && (io->json || io->ltsv || io->tsv || o->resolve || o->mentions || o->view))
		report("%s writes no records and no other view", o->html ? "--html" : "--svg");
	else if (!o->html && (o->context || o->title))
		report("%s belongs to --html", o->context ? "--context" : "--title");
	else
		return -1;
	return STATUS_FAILED;
}

static int parse(struct timeline_options *o, struct run_options *io, int argc, char **argv)
{
	const struct option table[] = {
		{.name = "resolve",
		 .kind = OPTION_FLAG,
		 .target = &o->resolve,
		 .help = "add dates only: keep the order, put each document out at once"},
		{.name = "mentions",
		 .kind = OPTION_FLAG,
		 .target = &o->mentions,
		 .help = "one record a time expression, with its TIMEX3 value"},
		{.name = "merge",
		 .kind = OPTION_FLAG,
		 .target = &o->merge,
		 .help = "make one timeline of several: sort and link, date nothing"},
		{.name = "keys",
		 .kind = OPTION_FLAG,
		 .target = &o->keys,
		 .help = "put the sort key in front, five columns, for sort -m and cut -f6-"},
		{.name = "view",
		 .argument = "VIEW",
		 .kind = OPTION_CHOICE,
		 .target = &o->view,
		 .choices = "auto|records|terminal",
		 .help = "auto (terminal on a terminal, else records), records or terminal"},
		{.name = "html",
		 .kind = OPTION_FLAG,
		 .target = &o->html,
		 .help = "write one self-contained page: lanes, figures, disputes, a filter"},
		{.name = "svg",
		 .kind = OPTION_FLAG,
		 .target = &o->svg,
		 .help = "write the lanes by speaker as a drawing"},
		{.name = "context",
		 .argument = "FILE",
		 .kind = OPTION_TEXT,
		 .target = &o->context,
		 .help = "segment's records: with --html an entry opens among its neighbours"},
		{.name = "title",
		 .argument = "TEXT",
		 .kind = OPTION_TEXT,
		 .target = &o->title,
		 .help = "title of the page: Who said what, when by default"},
		{.name = "all",
		 .kind = OPTION_FLAG,
		 .target = &o->all,
		 .help = "show sentences without a date of their own in the view, too"},
		{.name = "only",
		 .kind = OPTION_FLAG,
		 .target = &o->only,
		 .help = "leave out sentences without a statement, a number or a date of their own"},
		{.name = "width",
		 .argument = "COLUMNS",
		 .kind = OPTION_COUNT,
		 .target = &o->width,
		 .low = 30,
		 .high = 1000,
		 .help = "width of the view: COLUMNS or 80 by default"},
		{.name = "color",
		 .argument = "WHEN",
		 .kind = OPTION_CHOICE,
		 .target = &o->color,
		 .choices = "auto|always|never",
		 .help = "colour in the view: auto (on a terminal), always or never"},
		{.name = "within",
		 .argument = "DAYS",
		 .kind = OPTION_COUNT,
		 .target = &o->within,
		 .low = 0,
		 .high = 100000,
		 .help = "statements this many days apart can dispute each other: 7 by default"},
		{.name = "memory",
		 .argument = "SIZE",
		 .kind = OPTION_SIZE,
		 .target = &o->memory,
		 .low = 1 << 16,
		 .high = 1ull << 40,
		 .help = "memory for sorting, beyond it temporary files: 256M by default"},
	};
	const struct program program = {
		.name = "timeline",
		.purpose = "date statements and events and put them in order",
		.usage = "[OPTION]... [FILE]...",
		.examples =
			"  segment articles/*.txt | attribute | extract-numbers | dedupe | timeline\n"
			"  segment articles/*.txt | attribute | timeline --resolve | dedupe | timeline --view=terminal\n"
			"  segment articles/*.txt | tee s | attribute | extract-numbers | timeline --html --context=s >page.html\n"
			"  segment articles/*.txt | timeline --mentions --tsv=doc,timex_at,timex,timex3\n",
		.options = table,
		.option_count = sizeof table / sizeof *table,
	};
	int status = options_parse(&program, io, argc, argv);

	return status < 0 ? check(o, io) : status;
}

int main(int argc, char **argv)
{
	struct timeline_options o = {.memory = 256u << 20, .within = 7};
	struct run_options io;

	report_start(argv[0]);
	run_options_init(&io);
	int status = parse(&o, &io, argc, argv);
	if (status >= 0)
		return status;
	struct pack *packs = run_open_packs(&io);
	if (packs == NULL)
		return STATUS_FAILED;
	struct timex_rules *rules = timex_rules_open(packs);
	struct run *run = run_start(&io);
	bool good = true;
	if (o.mentions)
		run_mentions(run, rules);
	else if (o.resolve)
		run_resolve(run, rules, o.only);
	else
		good = run_sorted(run, &o, &io, rules, packs);
	timex_rules_close(rules);
	pack_close(packs);
	status = run_finish(run);
	return good || status == STATUS_FAILED ? status : STATUS_FAILED;
}

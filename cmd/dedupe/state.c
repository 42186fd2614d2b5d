#include "cmd/dedupe/state.h"

#include <stdlib.h>
#include <time.h>

#include "cmd/dedupe/normalise.h"
#include "cmd/dedupe/state_file.h"
#include "common/calendar.h"
#include "common/record.h"
#include "common/report.h"

enum {
	FRAME_BYTES = 1 << 20, /* of lines in a frame: what is decompressed at once */
	CLAIM_BYTES =
		500 /* of memory for a known claim beside its lines: group, bands, index, unit */
};

struct claim { /* of the file, by number */
	int64_t last;
	uint64_t bytes;
	bool live;
};

struct state {
	const struct state_options *options;
	struct dedupe *core;
	struct state_file *file, *out; /* out: holds the lock of --state-out */
	struct buffer settings, lines;
	struct claim *claims;
	size_t count, cap, fed; /* fed: read for the second time */
	struct record record;
	struct state_writer *writer;
	bool failed, broken;  /* broken: a commit on the way failed */
	struct timespec kept; /* when state_keep last wrote */
};

void state_options_init(struct state_options *o)
{
	*o = (struct state_options){.window = UINT64_MAX};
}

bool state_options_check(const struct state_options *o, const struct run_options *io)
{
	bool asked = o->out || o->read_only || o->rebuild || o->compact || o->evict || o->wait ||
		     o->max_mem || o->window != UINT64_MAX;
	const char *wrong = NULL;

	if (asked && !o->file)
		wrong = "--state FILE says which state is meant";
	else if (o->file && io->max_count)
		wrong = "-n and --state exclude each other: what is not printed would be remembered";
	else if (o->read_only && (o->out || o->rebuild || o->compact))
		wrong = "--state-ro only reads: not with --state-out, --rebuild or --compact";
	else if (o->out && o->file && strcmp(o->out, o->file) == 0)
		wrong = "--state-out must be another file than --state";
	if (wrong)
		report("%s", wrong);
	return !wrong;
}

/* What the stored lines and their comparison depend on; the sketch is made anew each time. */
static void write_settings(struct buffer *b, const struct dedupe_options *o)
{
	static const char *const names[] = {"exact", "statement", "article"};
	buffer_add_text(b, "as=");
	buffer_add_text(b, names[o->as]);
	buffer_add_text(b, " id=");
	buffer_add_text(b, o->id);
	buffer_add_text(b, " field=");
	buffer_add_text(b, o->field ? o->field : "");
	buffer_add_text(b, " same=");
	buffer_add_text(b, o->same ? o->same : "");
	buffer_add_text(b, " normaliser=");
	buffer_add_number(b, NORMALISE_VERSION);
}

/* --- reading --- */

typedef void take_line(struct state *s, char mark, struct span line);

/* Walks over the lines of all frames; line: without its mark and LF. */
static bool each_line(struct state *s, take_line *take)
{
	struct span lines;

	state_file_rewind(s->file);
	while (!s->failed && state_file_next(s->file, &lines)) {
		while (lines.len) {
			const char *end = memchr(lines.ptr, '\n', lines.len);
			size_t len = end ? (size_t)(end - lines.ptr) : lines.len;
			if (len > 0)
				take(s, lines.ptr[0], span_sub(lines, 1, len));
			lines = span_sub(lines, end ? len + 1 : len, lines.len);
		}
	}
	return !s->failed && !state_file_failed(s->file);
}

static int64_t day_of(struct span date)
{
	struct date d;
	return calendar_parse_iso(date, &d) && d.day ? calendar_days(d) : INT64_MIN;
}

static void parse(struct state *s, struct span line)
{
	const char *reason = record_parse_ltsv(&s->record, line);
	if (!reason)
		return;
	report("the state holds what is no record: %s", reason);
	s->failed = true;
}

/* "12 2024-10-23" */
static void read_day(struct state *s, struct span line)
{
	size_t i = 0, number = 0;
	for (; i < line.len && line.ptr[i] >= '0' && line.ptr[i] <= '9' && i < 15; i++)
		number = number * 10 + (size_t)(line.ptr[i] - '0');
	int64_t day = i < line.len ? day_of(span_sub(line, i + 1, line.len)) : INT64_MIN;
	if (number < s->count && day > s->claims[number].last)
		s->claims[number].last = day;
}

static void weigh_line(struct state *s, char mark, struct span line)
{
	if (mark == '~') {
		read_day(s, line);
		return;
	}
	if (mark == '+') {
		parse(s, line);
		s->claims = alloc_grown(s->claims, s->count, &s->cap, sizeof *s->claims);
		s->claims[s->count++] =
			(struct claim){day_of(record_get(&s->record, "date")), CLAIM_BYTES, true};
	}
	if (s->count)
		s->claims[s->count - 1].bytes += line.len;
}

static void feed_line(struct state *s, char mark, struct span line)
{
	if (mark == '+')
		s->fed++;
	if (mark == '~' || s->fed == 0 || s->fed > s->count || !s->claims[s->fed - 1].live)
		return;
	parse(s, line);
	if (s->failed)
		return;
	if (mark == '+')
		dedupe_know(s->core, s->fed - 1, s->claims[s->fed - 1].last, &s->record);
	else
		dedupe_know_more(s->core, &s->record);
}

/* --- what is too old, or too much --- */

/* A window of days back from the newest day that the state has seen; claims without any day stay. */
static void forget_old(struct state *s)
{
	int64_t newest = INT64_MIN;
	uint64_t window = s->options->window;

	for (size_t i = 0; i < s->count; i++)
		newest = s->claims[i].last > newest ? s->claims[i].last : newest;
	for (size_t i = 0; i < s->count && window != UINT64_MAX; i++)
		if (s->claims[i].last != INT64_MIN && newest - s->claims[i].last > (int64_t)window)
			s->claims[i].live = false;
}

static int by_age(const void *a, const void *b)
{
	const struct claim *x = *(struct claim *const *)a, *y = *(struct claim *const *)b;
	if (x->last != y->last)
		return x->last < y->last ? -1 : 1;
	return (x > y) - (x < y); /* those of one day in the order of the file */
}

/* Forgets the oldest until the rest fits; returns how many. */
static size_t evict(struct state *s, uint64_t bytes)
{
	struct claim **order = alloc_bytes((s->count + 1) * sizeof *order);
	size_t live = 0, gone = 0;

	for (size_t i = 0; i < s->count; i++)
		if (s->claims[i].live)
			order[live++] = &s->claims[i];
	if (live)
		qsort(order, live, sizeof *order, by_age);
	for (; gone < live && bytes > s->options->max_mem; gone++) {
		order[gone]->live = false;
		bytes -= order[gone]->bytes;
	}
	free(order);
	return gone;
}

static bool fit_memory(struct state *s)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < s->count; i++)
		bytes += s->claims[i].live ? s->claims[i].bytes : 0;
	if (!s->options->max_mem || bytes <= s->options->max_mem)
		return true;
	if (!s->options->evict) {
		report("'%s' takes about %llu bytes of memory, more than --max-mem: raise it, or forget by --window or --evict",
		       s->options->file, (unsigned long long)bytes);
		return false;
	}
	report("%zu of %zu claims forgotten, the oldest ones (--evict)", evict(s, bytes), s->count);
	return true;
}

static bool load(struct state *s)
{
	if (!each_line(s, weigh_line))
		return false;
	forget_old(s);
	if (!fit_memory(s) || !each_line(s, feed_line))
		return false;
	dedupe_know_end(s->core);
	return true;
}

/* --- opening --- */

static enum state_opened open_files(struct state *s)
{
	const struct state_options *o = s->options;
	struct span settings = buffer_span(&s->settings);
	bool reads = o->read_only || o->out;
	enum state_opened result = state_file_open(
		&s->file, o->file, reads ? STATE_READ : STATE_WRITE, o->wait, settings, o->rebuild);

	if (result == STATE_OPENED && o->out)
		result = state_file_open(&s->out, o->out, STATE_WRITE, o->wait, settings, true);
	return result;
}

struct state *state_open(const struct state_options *o, const struct dedupe_options *core,
			 struct dedupe *d, int *status)
{
	if (!o->file)
		return NULL;
	struct state *s = alloc_zeroed(1, sizeof *s);
	s->options = o;
	s->core = d;
	write_settings(&s->settings, core);
	enum state_opened result = open_files(s);
	if (result == STATE_OPENED && load(s))
		return s;
	*status = result == STATE_LOCKED ? STATUS_LOCKED : STATUS_FAILED;
	state_close(s);
	return NULL;
}

void state_close(struct state *s)
{
	if (s == NULL)
		return;
	state_file_close(s->file);
	state_file_close(s->out);
	buffer_free(&s->settings);
	buffer_free(&s->lines);
	record_free(&s->record);
	free(s->claims);
	free(s);
}

/* --- writing --- */

static void write_frame(struct state *s)
{
	struct span lines = buffer_span(&s->lines);

	if (lines.len && !s->failed)
		s->failed = !(s->writer ? state_writer_put(s->writer, lines)
					: state_file_append(s->file, lines));
	s->lines.len = 0;
}

static void gather_line(void *context, struct span line)
{
	struct state *s = context;

	buffer_add_span(&s->lines, line);
	if (s->lines.len >= FRAME_BYTES)
		write_frame(s);
}

static bool append(struct state *s)
{
	s->failed = false;
	dedupe_remember(s->core, gather_line, s);
	write_frame(s);
	return !s->failed && state_file_sync(s->file);
}

static bool write_whole(struct state *s)
{
	s->writer = state_writer_open(s->options->out ? s->options->out : s->options->file,
				      buffer_span(&s->settings));
	if (!s->writer)
		return false;
	dedupe_remember_all(s->core, gather_line, s);
	write_frame(s);
	return state_writer_close(s->writer, !s->failed) && !s->failed;
}

void state_keep(void *state)
{
	struct state *s = state;
	struct timespec now;

	if (s->options->read_only || s->options->out || s->options->compact ||
	    state_file_is_other(s->file))
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (now.tv_sec == s->kept.tv_sec)
		return;
	s->kept = now;
	append(s); /* a failure is reported now, and decides the status at the end */
	s->broken = s->broken || s->failed;
}

bool state_commit(struct state *s)
{
	if (s->options->read_only)
		return true;
	if (s->options->out || s->options->compact || state_file_is_other(s->file))
		return write_whole(s);
	return append(s) && !s->broken;
}

#include "common/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/file_list.h"
#include "common/json.h"
#include "common/run_output.h"

struct run {
	const struct run_options *options;
	struct run_output out;
	struct record record;
	struct arena arena; /* decoded JSON strings of the record at hand */
	uint64_t read;
	bool failed;  /* an input or a core failed */
	bool stopped; /* nothing more is wanted */
	run_flushed *flushed;
	void *flushed_context;
};

struct run *run_start(const struct run_options *o)
{
	struct run *r = alloc_zeroed(1, sizeof *r);
	r->options = o;
	if (!run_output_open(&r->out, o)) {
		r->failed = true;
		r->stopped = true;
	}
	return r;
}

struct sink *run_sink(struct run *r)
{
	return &r->out.sink;
}

void run_write(struct run *r, struct span bytes)
{
	run_output_write(&r->out, bytes);
}

bool run_output_is_terminal(void)
{
	return isatty(STDOUT_FILENO) != 0;
}

static void flush_before_wait(void *context)
{
	struct run *r = context;
	if (output_flush(&r->out.output) && r->flushed)
		r->flushed(r->flushed_context);
}

void run_on_flushed(struct run *r, run_flushed *f, void *context)
{
	r->flushed = f;
	r->flushed_context = context;
}

/* Reading a file that grows by what is read from it would never end. */
static bool is_output(const char *file)
{
	struct stat in, out;
	int found = strcmp(file, "-") == 0 ? fstat(STDIN_FILENO, &in) : stat(file, &in);
	return found == 0 && fstat(STDOUT_FILENO, &out) == 0 && S_ISREG(in.st_mode) &&
	       S_ISREG(out.st_mode) && in.st_dev == out.st_dev && in.st_ino == out.st_ino &&
	       in.st_size > 0;
}

static void count_progress(struct run *r, const char *what, unsigned every)
{
	r->read++;
	if (r->options->progress && r->read % every == 0)
		report("%llu %s read, %llu records written", (unsigned long long)r->read, what,
		       (unsigned long long)r->out.written);
}

static void settle(struct run *r, enum step step)
{
	if (step == STEP_FAILED)
		r->failed = true;
	if (step != STEP_OK || r->out.full || r->out.output.failed ||
	    (r->out.refused && r->options->strict))
		r->stopped = true;
}

/* --- records --- */

static const char *bad_label(const struct record *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (!record_is_label(r->fields[i].label))
			return "a name that is no label of a record (A-Z a-z 0-9 and _ only)";
	return NULL;
}

static bool is_blank_line(struct span line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.ptr[i] != ' ' && line.ptr[i] != '\t')
			return false;
	return true;
}

static const char *parse_json(struct run *r, struct span line)
{
	const char *reason = NULL;
	size_t used = 0;

	arena_reset(&r->arena);
	r->record.source = span_of("", 0);
	enum json_result result = json_object(line, &r->record, &r->arena, &used, &reason);
	if (result == JSON_INCOMPLETE)
		return "a JSON object that is not closed on its line";
	if (result != JSON_OK)
		return reason;
	if (!is_blank_line(span_sub(line, used, line.len)))
		return "something stands behind the JSON object";
	return bad_label(&r->record);
}

/* LTSV never begins with a brace, so the first line that is not blank decides for the file. */
static enum form form_of(struct span line)
{
	while (line.len && (*line.ptr == ' ' || *line.ptr == '\t'))
		line = span_sub(line, 1, line.len);
	return line.len && *line.ptr == '{' ? FORM_JSON : FORM_LTSV;
}

static void take_record(struct run *r, const char *reason, record_step *step, void *state)
{
	if (reason && r->record.source.len && r->read == 0 && r->record.count == 0)
		reason =
			"no record here: a field is label:value (articles go through segment first)";
	count_progress(r, "records", 1 << 16);
	if (reason) {
		run_output_refuse(&r->out, &r->record, reason);
		settle(r, STEP_OK);
		return;
	}
	settle(r, step(&r->record, &r->out.sink, state));
	if (r->options->line_buffered && !output_flush(&r->out.output))
		r->stopped = true;
}

/* Takes the records of LTSV that are buffered, without a search for the ends of their lines. */
static void take_buffered(struct run *r, struct lines *lines, record_step *step, void *state)
{
	run_output_choose_form(&r->out, FORM_LTSV);
	while (!r->stopped) {
		struct span window = lines_window(lines);
		const char *reason;
		if (!record_parse_front(&r->record, window, &reason) ||
		    r->record.source.len > lines->max_bytes)
			return;
		struct span line = r->record.source;
		lines_take(lines, line.len + 1 + (window.ptr[line.len] == '\r'));
		r->record.line = lines->number;
		r->out.line = line;
		if ((reason || !r->record.count) && is_blank_line(line))
			continue;
		take_record(r, reason, step, state);
	}
}

static void take_line(struct run *r, struct span line, enum form *form, record_step *step,
		      void *state)
{
	if (is_blank_line(line))
		return;
	if (*form == FORM_AUTO)
		*form = form_of(line);
	run_output_choose_form(&r->out, *form);
	const char *reason =
		*form == FORM_JSON ? parse_json(r, line) : record_parse_ltsv(&r->record, line);
	r->out.line = line;
	take_record(r, reason, step, state);
}

static void read_records(struct run *r, struct input *in, record_step *step, void *state)
{
	enum form form = (enum form)r->options->input;
	struct lines lines;
	struct span line;

	lines_start(&lines, in, (size_t)r->options->max_record);
	while (!r->stopped) {
		if (form == FORM_LTSV)
			take_buffered(r, &lines, step, state);
		if (r->stopped)
			return;
		enum read_result result = lines_next(&lines, &line);
		if (result == READ_END)
			return;
		if (result == READ_FAILED) {
			r->failed = true;
			return;
		}
		r->record.line = lines.number;
		if (result == READ_OK) {
			take_line(r, line, &form, step, state);
		} else {
			r->out.line =
				line; /* its first max_record bytes; lines_next has said why */
			run_output_reject(&r->out);
			settle(r, STEP_OK);
		}
	}
}

static bool records_form(struct run *r)
{
	if (r->options->input == FORM_TEXT || r->options->input == FORM_WET) {
		report("--input takes ltsv or json here; articles go through segment first");
		r->failed = true;
		return false;
	}
	return true;
}

/* The next file, opened; NULL when there is none left (files that cannot be opened have been reported). */
static struct input *next_input(struct run *r, struct file_list *files, const char **file)
{
	while (!r->stopped && file_list_next(files, file, flush_before_wait, r)) {
		if (is_output(*file)) {
			report_at(*file, 0, "input file is output file");
			r->failed = true;
			continue;
		}
		struct input *in = input_open(*file, flush_before_wait, r);
		if (in)
			return in;
		r->failed = true;
	}
	r->failed |= file_list_failed(files);
	return NULL;
}

void run_records(struct run *r, record_step *step, void *state)
{
	struct file_list files;
	const char *file;
	struct input *in;

	if (!records_form(r))
		return;
	file_list_start(&files, r->options);
	while ((in = next_input(r, &files, &file))) {
		r->record.file = file;
		read_records(r, in, step, state);
		input_close(in);
	}
	if (!r->failed || !r->stopped)
		settle(r, step(NULL, &r->out.sink, state));
	file_list_end(&files);
}

/* --- lines --- */

static void read_lines(struct run *r, struct input *in, line_step *step, void *state)
{
	struct lines lines;
	struct span line;

	lines_start(&lines, in, (size_t)r->options->max_record);
	while (!r->stopped) {
		enum read_result result = lines_next(&lines, &line);
		r->failed = r->failed || result == READ_FAILED;
		if (result == READ_END || result == READ_FAILED)
			return;
		r->record.line = lines.number;
		r->out.line = line;
		if (result == READ_OK) {
			count_progress(r, "lines", 1 << 20);
			settle(r, step(line, &r->record, &r->out.sink, state));
		} else {
			run_output_reject(&r->out);
			settle(r, STEP_OK);
		}
	}
}

void run_lines(struct run *r, line_step *step, void *state)
{
	struct file_list files;
	const char *file;
	struct input *in;

	run_output_choose_form(&r->out, FORM_LTSV);
	file_list_start(&files, r->options);
	while ((in = next_input(r, &files, &file))) {
		r->record.file = file;
		read_lines(r, in, step, state);
		input_close(in);
	}
	if (!r->failed || !r->stopped)
		settle(r, step((struct span){NULL, 0}, &r->record, &r->out.sink, state));
	file_list_end(&files);
}

/* --- documents --- */

static void read_documents(struct run *r, struct documents *documents, document_step *step,
			   void *state)
{
	struct document document;
	const char *reason;
	struct span refused;

	while (!r->stopped) {
		enum read_result result = documents_next(documents, &document, &reason, &refused);
		if (result == READ_END)
			return;
		if (result == READ_FAILED) {
			r->failed = true;
			return;
		}
		count_progress(r, "documents", 1 << 10);
		if (result == READ_REFUSED) {
			struct record bad = {.file = document.file, .line = document.line};
			r->out.line = refused;
			run_output_refuse(&r->out, &bad, reason);
			settle(r, STEP_OK);
			continue;
		}
		settle(r, step(&document, &r->out.sink, state));
		if (r->options->line_buffered && !output_flush(&r->out.output))
			r->stopped = true;
	}
}

void run_documents(struct run *r, const struct document_options *d, document_step *step,
		   void *state)
{
	struct file_list files;
	const char *file;
	struct input *in;

	run_output_choose_form(&r->out, FORM_LTSV);
	file_list_start(&files, r->options);
	while ((in = next_input(r, &files, &file))) {
		struct documents *documents = documents_open(in, file, r->options->input, d);
		read_documents(r, documents, step, state);
		documents_close(documents);
		input_close(in);
	}
	if (!r->failed || !r->stopped)
		settle(r, step(NULL, &r->out.sink, state));
	file_list_end(&files);
}

int run_finish(struct run *r)
{
	int status = STATUS_OK;
	bool written = run_output_close(&r->out);

	if (r->options->stats)
		report("%llu read, %llu written, %llu refused", (unsigned long long)r->read,
		       (unsigned long long)r->out.written, (unsigned long long)r->out.refused);
	if (r->failed || !written || (r->out.refused && r->options->strict))
		status = STATUS_FAILED;
	else if (r->out.refused && !r->options->skip_bad)
		status = STATUS_REFUSED;
	else if (r->options->exit_status && !r->out.written)
		status = STATUS_NOTHING;
	record_free(&r->record);
	arena_free(&r->arena);
	free(r);
	return status;
}

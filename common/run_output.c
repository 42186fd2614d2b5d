#include "common/run_output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/pipe.h"

static struct run_output *from_sink(struct sink *s)
{
	return (struct run_output *)s;
}

static void write_tsv_header(struct run_output *o)
{
	for (size_t i = 0; i < o->tsv_count; i++) {
		if (i)
			buffer_add_byte(&o->output.pending, '\t');
		buffer_add_span(&o->output.pending, o->tsv_labels[i]);
	}
	buffer_add_byte(&o->output.pending, '\n');
	o->header_due = false;
}

static void see_labels(struct run_output *o, const struct record *r)
{
	for (size_t i = 0; i < o->tsv_count; i++)
		for (size_t k = 0; k < r->count && !o->tsv_seen[i]; k++)
			o->tsv_seen[i] = span_equal(r->fields[k].label, o->tsv_labels[i]);
}

static void name_unseen_labels(const struct run_output *o)
{
	for (size_t i = 0; o->written && i < o->tsv_count; i++)
		if (!o->tsv_seen[i])
			report("--tsv: no record has the field '%s'; kabar-record(5) lists the fields",
			       report_quoted(o->tsv_labels[i]));
}

static void put(struct sink *s, const struct record *r)
{
	struct run_output *o = from_sink(s);
	struct buffer *b = &o->output.pending;

	if (o->full || o->output.failed)
		return;
	if (o->form == FORM_JSON) {
		if (record_write_json(b, r) && !o->noted_utf8) {
			o->noted_utf8 = true;
			report_at(r->file, r->line,
				  "bytes that are not UTF-8 are U+FFFD in JSON (said once)");
		}
	} else if (o->form == FORM_TSV) {
		if (o->header_due)
			write_tsv_header(o);
		see_labels(o, r);
		record_write_tsv(b, r, o->tsv_labels, o->tsv_count);
	} else {
		record_write_ltsv(b, r);
	}
	output_check(&o->output);
	o->written++;
	o->full = o->options->max_count && o->written >= o->options->max_count;
}

static void refuse(struct sink *s, const struct record *r, const char *reason)
{
	run_output_refuse(from_sink(s), r, reason);
}

void run_output_reject(struct run_output *o)
{
	o->refused++;
	if (!o->have_rejects)
		return;
	buffer_add_span(&o->rejects.pending, o->line);
	buffer_add_byte(&o->rejects.pending, '\n');
	output_check(&o->rejects);
}

void run_output_refuse(struct run_output *o, const struct record *r, const char *reason)
{
	enum { SHOWN = 10 };
	run_output_reject(o);
	if (o->refused <= SHOWN)
		report_at(r->file, r->line, "%s: '%s'", reason, report_quoted(o->line));
	else if (o->refused == SHOWN + 1)
		report("more records are refused; no further messages, --stats gives their number");
}

static void note(struct sink *s, const struct record *r, const char *text)
{
	struct run_output *o = from_sink(s);
	for (size_t i = 0; i < o->note_count; i++)
		if (o->notes[i] == text)
			return;
	if (o->note_count < NOTES_KEPT)
		o->notes[o->note_count++] = text;
	report_at(r ? r->file : NULL, r ? r->line : 0, "%s", text);
}

static bool split_labels(struct run_output *o, const char *names)
{
	struct span rest = span_text(names), label;
	size_t cap = 0;
	while (list_next(&rest, &label)) {
		if (!record_is_label(label)) {
			report("--tsv takes field names with commas between them, not '%s'",
			       report_quoted(label));
			return false;
		}
		o->tsv_labels = alloc_grown(o->tsv_labels, o->tsv_count, &cap, sizeof label);
		o->tsv_labels[o->tsv_count++] = label;
	}
	if (!o->tsv_count)
		report("--tsv takes field names with commas between them");
	o->tsv_seen = alloc_zeroed(o->tsv_count, sizeof *o->tsv_seen);
	return o->tsv_count > 0;
}

/* Whether the open descriptor is one of the files to read: emptying it would lose them. */
static bool is_input(int fd, const struct run_options *options)
{
	struct stat out, in;
	if (fstat(fd, &out) != 0 || !S_ISREG(out.st_mode))
		return false;
	for (size_t i = 0; i < options->file_count; i++)
		if (stat(options->files[i], &in) == 0 && in.st_dev == out.st_dev &&
		    in.st_ino == out.st_ino)
			return true;
	return fstat(STDIN_FILENO, &in) == 0 && in.st_dev == out.st_dev && in.st_ino == out.st_ino;
}

static bool open_rejects(struct run_output *o, const struct run_options *options)
{
	const char *file = options->rejects;
	int fd = open(file, O_WRONLY | O_CREAT, 0666);
	if (fd >= 0 && is_input(fd, options)) {
		report("%s: is an input file; --rejects needs another", file);
		close(fd);
		return false;
	}
	/* Devices and pipes cannot be cut, and need not be. */
	if (fd < 0 || (ftruncate(fd, 0) != 0 && errno != EINVAL)) {
		report("%s: %s", file, strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	o->rejects = (struct output){.fd = fd, .name = file};
	o->have_rejects = true;
	return true;
}

bool run_output_open(struct run_output *o, const struct run_options *options)
{
	*o = (struct run_output){
		.sink = {.put = put, .refuse = refuse, .note = note},
		.options = options,
		.output = {.fd = STDOUT_FILENO},
		.form = options->json   ? FORM_JSON
			: options->ltsv ? FORM_LTSV
			: options->tsv  ? FORM_TSV
					: FORM_AUTO,
		.line = {"", 0},
	};
	o->header_due = !options->no_header;
	pipe_widen(STDOUT_FILENO);
	if (options->tsv && !split_labels(o, options->tsv))
		return false;
	return !options->rejects || open_rejects(o, options);
}

void run_output_choose_form(struct run_output *o, enum form input)
{
	if (o->form == FORM_AUTO)
		o->form = input == FORM_JSON ? FORM_JSON : FORM_LTSV;
	o->sink.lines = o->form == FORM_LTSV;
}

void run_output_write(struct run_output *o, struct span bytes)
{
	if (o->output.failed)
		return;
	buffer_add_span(&o->output.pending, bytes);
	o->written += bytes.len > 0;
	output_check(&o->output);
}

bool run_output_close(struct run_output *o)
{
	bool ok = output_close(&o->output);
	if (o->have_rejects)
		ok &= output_close(&o->rejects);
	name_unseen_labels(o);
	free(o->tsv_labels);
	free(o->tsv_seen);
	return ok;
}

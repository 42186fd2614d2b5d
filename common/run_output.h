/* The sink of a run: records to standard output in the form wanted, refused ones to --rejects. */
#ifndef KABAR_RUN_OUTPUT_H
#define KABAR_RUN_OUTPUT_H

#include "common/output.h"
#include "common/run.h"

enum { NOTES_KEPT = 16 };

struct run_output {
	struct sink sink; /* first: a sink * of this run is a run_output * */
	const struct run_options *options;
	struct output output, rejects;
	enum form form; /* FORM_AUTO until the first input decides */
	struct span *tsv_labels;
	bool *tsv_seen; /* some record had the field: what none had may be a slip of the pen */
	size_t tsv_count;
	bool header_due, have_rejects;
	bool full; /* --max-count has been reached */
	bool noted_utf8;
	uint64_t written, refused;
	const char *notes[NOTES_KEPT]; /* said already */
	size_t note_count;
	struct span line; /* as read: what --rejects keeps */
};

bool run_output_open(struct run_output *o, const struct run_options *options);

/* The first call decides for all records, unless an option did. */
void run_output_choose_form(struct run_output *o, enum form input);

void run_output_write(struct run_output *o, struct span bytes);

/* Counts the line as refused and keeps it; run_output_refuse says so too. */
void run_output_reject(struct run_output *o);
void run_output_refuse(struct run_output *o, const struct record *r, const char *reason);

/* False on any write error. */
bool run_output_close(struct run_output *o);

#endif

/* The one loop: records in, a tool's function over each, records out, one exit status.
 *
 * A main parses options, opens its core, calls run_records (or run_documents in segment), closes, and returns run_finish. */
#ifndef KABAR_RUN_H
#define KABAR_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "common/document.h"
#include "common/options.h"
#include "common/record.h"
#include "common/report.h"

enum form { /* in the order of the choices of --input */
	    FORM_AUTO,
	    FORM_TEXT,
	    FORM_JSON,
	    FORM_WET,
	    FORM_LTSV,
	    FORM_TSV /* output only */
};

struct run_options {
	char **files; /* none: standard input */
	size_t file_count;
	int input;       /* enum form */
	bool json, ltsv; /* output; neither: as the input (segment: LTSV) */
	const char *tsv; /* FIELD,... */
	bool no_header;
	bool skip_bad, strict, line_buffered, exit_status, stats, progress;
	const char *rejects, *files_from0;
	uint64_t max_record, max_count; /* max_count 0: no limit */
	struct option_list packs;
	const char *check_pack;
	int completions; /* 0: none */
};

/* The defaults; call it before options_parse. */
void run_options_init(struct run_options *o);

/* The options that all tools share, with targets in *o. */
const struct option *run_option_table(struct run_options *o, size_t *count);

/* Directories of --pack and of KABAR_PACK (colon separated), in that order of strength: for pack_open. */
struct pack *run_open_packs(const struct run_options *o);

/* --- what a core sees --- */

enum step {
	STEP_OK,
	STEP_FAILED /* has been reported; the run ends with STATUS_FAILED */
};

/* Where a core puts records. The program's own writes them; unit tests bring their own.
 * A record is written (or copied) before put returns, so its spans may go away afterwards. */
struct sink {
	void (*put)(struct sink *s, const struct record *r);
	/* A record that cannot be used: reported with its file and line, counted, kept by --rejects. */
	void (*refuse)(struct sink *s, const struct record *r, const char *reason);
	/* Something the user should know, once a run for each text (said by pointer): "file:line: text"; changes no status. */
	void (*note)(struct sink *s, const struct record *r, const char *text);
	bool lines; /* LTSV is written: of a record that is `whole` nothing but the source is looked at */
};

/* in NULL: the end of the stream. May put none, one or many records. */
typedef enum step record_step(const struct record *in, struct sink *out, void *state);

/* For segment. in NULL: the end. */
typedef enum step document_step(const struct document *in, struct sink *out, void *state);

struct run;

/* When an option cannot be had (reported), the run reads nothing and ends with STATUS_FAILED. */
struct run *run_start(const struct run_options *o);
void run_records(struct run *r, record_step *step, void *state);
/* For filters of lines that are no records. line.ptr NULL: the end. place: file and line, for messages. */
typedef enum step line_step(struct span line, const struct record *place, struct sink *out,
			    void *state);
void run_lines(struct run *r, line_step *step, void *state);
void run_documents(struct run *r, const struct document_options *d, document_step *step,
		   void *state);

/* For tools that write something else than records (a view): bytes through the same checked output. */
void run_write(struct run *r, struct span bytes);
bool run_output_is_terminal(void);
struct sink *run_sink(struct run *r);

/* Calls back when all that was put so far has been written without error and the input makes wait for more. */
typedef void run_flushed(void *context);
void run_on_flushed(struct run *r, run_flushed *f, void *context);

/* Flushes, closes, checks both, prints --stats, frees r; the exit status of the program. */
int run_finish(struct run *r);

#endif

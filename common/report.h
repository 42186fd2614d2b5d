/* Messages on standard error and the exit status they lead to.
 *
 * Form: "segment: news.jsonl:1204: what is wrong" - the program's name without path, file, line,
 * then the reason in lower case without full stop. The status of a run is the worst seen. */
#ifndef KABAR_REPORT_H
#define KABAR_REPORT_H

#include <stdint.h>

#include "common/span.h"

enum status {
	STATUS_OK = 0,
	STATUS_NOTHING = 1, /* only with -e: nothing was printed */
	STATUS_FAILED = 2,  /* usage, input or write error */
	STATUS_REFUSED = 3, /* complete, but records were refused */
	STATUS_LOCKED = 75  /* another process holds a lock (EX_TEMPFAIL of sysexits) */
};

#if defined(__GNUC__)
#define REPORT_FORMAT(f, a) __attribute__((format(printf, f, a)))
#else
#define REPORT_FORMAT(f, a)
#endif

/* Takes the last part of argv[0] as the name in messages (so a program prefix is shown). */
void report_start(const char *argv0);
const char *report_program(void);

/* "program: message" */
void report(const char *format, ...) REPORT_FORMAT(1, 2);

/* "program: file:line: message"; line 0 leaves the line out; file NULL leaves both out. "-" is shown as <stdin>. */
void report_at(const char *file, uint64_t line, const char *format, ...) REPORT_FORMAT(3, 4);

/* The offending text for a message: at most 60 bytes, control characters and invalid bytes escaped as \xNN.
 * Returns a pointer into a rotating set of four static buffers. */
const char *report_quoted(struct span text);

#endif

/* A state file on disk: locked, read frame by frame, grown by one frame a commit or written anew beside itself.
 *
 * The lock is a POSIX record lock on FILE.lock, which stays: a lock on FILE itself would be one on the old file after a rename.
 * A commit is fsync'ed; what a crash leaves of it is cut off by the next one. */
#ifndef KABAR_DEDUPE_STATE_FILE_H
#define KABAR_DEDUPE_STATE_FILE_H

#include "cmd/dedupe/state_format.h"

struct state_file;

enum state_mode { STATE_READ, STATE_WRITE };

enum state_opened {
	STATE_OPENED,
	STATE_LOCKED, /* another process has it, and wait_seconds have passed; reported */
	STATE_FAILED  /* reported */
};

/* Locks and opens. A file that is not there yet, or empty, has no frames: in order to write; to read it is an error.
 * settings: what the lines depend on; a file with others fails, unless `rebuild`, which takes the lines as they are. */
enum state_opened state_file_open(struct state_file **out, const char *name, enum state_mode mode,
				  uint64_t wait_seconds, struct span settings, bool rebuild);

/* Releases the lock. */
void state_file_close(struct state_file *f);

/* Whether the file has other settings (rebuild): it must be written anew. */
bool state_file_is_other(const struct state_file *f);

/* From the first frame on; then the lines of each, valid until the next call. False at the end and on failure (reported). */
bool state_file_rewind(struct state_file *f);
bool state_file_next(struct state_file *f, struct span *lines);
bool state_file_failed(const struct state_file *f);

/* Appends a frame behind the last good one. False: reported, and the file is as it was before, or torn. */
bool state_file_append(struct state_file *f, struct span lines);
/* What was appended is on the disk. */
bool state_file_sync(struct state_file *f);

/* A whole file: frames go to a temporary one beside `name`, which takes its place at the end. The caller holds the lock. */
struct state_writer;
struct state_writer *state_writer_open(const char *name, struct span settings); /* NULL: reported */
bool state_writer_put(struct state_writer *w, struct span lines);
/* publish false: gives up. False: reported. */
bool state_writer_close(struct state_writer *w, bool publish);

#endif

/* What dedupe remembers from run to run: read into the core before the records, written when they are out. */
#ifndef KABAR_DEDUPE_STATE_H
#define KABAR_DEDUPE_STATE_H

#include "cmd/dedupe/dedupe.h"

struct state_options {
	const char *file, *out; /* NULL: none; out: the new state goes there, file stays */
	bool read_only, rebuild, compact, evict;
	uint64_t wait;    /* seconds */
	uint64_t window;  /* days; UINT64_MAX: none */
	uint64_t max_mem; /* bytes; 0: no bound */
};

void state_options_init(struct state_options *o);

/* False: they make no sense together; reported. */
bool state_options_check(const struct state_options *o, const struct run_options *io);

struct state;

/* Locks the state and gives its claims to d. NULL without a state, and on failure, when *status is set (reported). Strings of the
 * options must outlive it. */
struct state *state_open(const struct state_options *o, const struct dedupe_options *core,
			 struct dedupe *d, int *status);

/* In a stream, behind a flush: keeps what was printed so far, at most once a second. A run_flushed. */
void state_keep(void *state);

/* Behind the end, when all output has been written. False: reported. */
bool state_commit(struct state *s);

void state_close(struct state *s);

#endif

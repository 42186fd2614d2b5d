/* What earlier runs printed, as the core sees it: claims by number, and the last day each was said. */
#ifndef KABAR_DEDUPE_KNOWN_H
#define KABAR_DEDUPE_KNOWN_H

#include "cmd/dedupe/cluster.h"
#include "cmd/dedupe/dedupe.h"

#define KNOWN_NO_DAY INT64_MIN

struct known_claim {
	int64_t last;
	bool again; /* said since the state was written */
};

/* Start with known_init. */
struct known {
	struct known_claim *claims; /* by number; of numbers that were not fed: no day */
	size_t count, cap;
	uint64_t next;        /* the number that the next new claim gets */
	int64_t newest;       /* day of a record so far */
	struct record record; /* what is stored of one */
	struct buffer line;
};

void known_init(struct known *k);
void known_free(struct known *k);
void known_add(struct known *k, uint64_t number, int64_t last);
void known_see_day(struct known *k, int64_t day);
void known_touch(struct known *k, uint32_t number, int64_t day);

/* "+RECORD" and "=RECORD": a unit's records with the fields that comparing needs. */
void known_write_unit(struct known *k, struct clusters *c, uint32_t unit, dedupe_line *line,
		      void *context);

/* "~NUMBER DATE" */
void known_write_day(struct known *k, uint64_t number, int64_t day, dedupe_line *line,
		     void *context);

#endif

/* Time expressions (timexes): found in tokens, resolved against the document's date, written as TIMEX3 and EDTF.
 *
 * TIMEX3 is TimeML's annotation (Pustejovsky et al. 2003; ISO 24617-1); EDTF is ISO 8601-2:2019 level 1. What a language
 * says stands in lang/CODE/time.yaml; the code knows only how dates, clocks, units and shifts combine.
 *
 * News reads backward: a bare weekday is the nearest one not after the document's date, a bare month the latest not
 * after it. Day and month stand in the order of the language (pack: settings, order). The clock is never asked: without
 * a document date a part that is not said stays X ("XXXX-10-21"). Where weekday and date disagree the numbers
 * win and the conflict is flagged. */
#ifndef KABAR_TIMEX_H
#define KABAR_TIMEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/alloc.h"
#include "common/calendar.h"
#include "common/pack.h"
#include "common/span.h"
#include "common/token.h"

enum timex_type { TIMEX_DATE, TIMEX_TIME, TIMEX_DURATION, TIMEX_SET };

enum timex_warn {
	TIMEX_WARN_WEEKDAY = 1, /* weekday and date disagree: the date was taken */
	TIMEX_WARN_DAMAGED = 2, /* read in spite of stray marks, as "Kamis (24/10). /2024)" */
	TIMEX_WARN_AMBIGUOUS =
		4 /* day and month could be swapped, or the anchor is only a lower bound */
};

enum timex_signal { /* from the word in front, which is not part of the expression */
		    TIMEX_AT,
		    TIMEX_SINCE, /* sejak, since: EDTF X/.. */
		    TIMEX_UNTIL, /* hingga, until: ../X */
		    TIMEX_BEFORE,
		    TIMEX_AFTER
};

#define TIMEX_NO_DAY INT64_MIN

struct timex {
	uint32_t first, last; /* tokens, both included */
	uint32_t start, end;  /* bytes of the text, half open */
	uint8_t type;         /* enum timex_type */
	uint8_t signal;       /* enum timex_signal */
	uint8_t warn;         /* enum timex_warn, or-ed */
	bool relative; /* needed the document's date or an earlier date to be read (not: a missing year) */
	bool day; /* a calendar day at least (so it can date a statement) */
	bool label; /* part of a name, "Nomor 7 Tahun 2017", or of goods: says when nothing was said or done */
	struct span
		value; /* TIMEX3 value, "2024-10-23T13:25", "P2Y"; ptr NULL when found without a context */
	struct span edtf; /* a day at the finest; len 0 for durations, sets and PRESENT_REF */
	int64_t lower,
		upper; /* first and last day (calendar_days) of what edtf names; TIMEX_NO_DAY: open or not known */
};

/* What expressions are read against. Start with {0} and the document's date; timexes_find moves the last date on. One a document,
 * used over its records in their order. */
struct timex_context {
	struct date document; /* year 0: not known */
	uint8_t hour, minute; /* of the document, when has_clock */
	bool has_clock;
	bool lower_bound; /* the date comes from the body: the document is of that day or later ("Rabu lalu" may equal it) */
	struct date last;     /* last date read, as fine as it was said */
	struct date last_day; /* last one that named a day */
	uint8_t last_hour, last_minute;
	bool has_last_clock; /* the time of day that was last read, on last_day */
	unsigned
		history; /* how strongly the dates so far, years away from the document, say that the text narrates history */
	int32_t aside_year;    /* a year far from the others, named once in such a text */
	uint8_t said_weekdays; /* bit n: weekday n has been said for the document's own day */
	bool at_end;           /* nothing follows the text: a year alone is no heading */
	/* Of the text last read: one of the words that put what is told before what was told so far (sebelumnya, previously). */
	bool earlier;
	uint32_t earlier_at; /* its byte */
};

struct timex_rules;

/* Never NULL: a pack without time.yaml finds numeric dates only. The pack must live as long. */
struct timex_rules *timex_rules_open(const struct pack *p);
void timex_rules_close(struct timex_rules *r);

/* All time expressions of a text, ascending, not overlapping. Returns how many; *out is in the arena.
 * lang: "id" or "en"; another one gets numeric dates only. ctx NULL: ranges and types only, nothing is resolved, for those who
 * need to know which numbers are dates; about as fast as one lexicon probe a word. Time linear in the tokens. */
size_t timexes_find(const struct timex_rules *r, struct span lang, const struct tokens *t,
		    struct timex_context *ctx, struct arena *a, struct timex **out);

#endif

/* The document's own date and where it was found. Order of trust: option, metadata, byline, address, text. Never the clock. */
#ifndef KABAR_SEGMENT_DOCDATE_H
#define KABAR_SEGMENT_DOCDATE_H

#include <stdbool.h>

#include "cmd/segment/phrases.h"
#include "cmd/segment/words.h"
#include "common/calendar.h"
#include "common/document.h"

struct docdate {
	struct date date;
	const char *from; /* "metadata" "byline" "url" "text"; "" when there is no date */
	int minute;       /* of the day, as metadata give it, in their own zone; -1: not known */
};

enum date_word {
	DATE_MONTH = 0xFF, /* its number */
	DATE_WEEKDAY = 1 << 8,
	DATE_FUTURE = 1 << 9 /* will, scheduled */
};

struct date_words {
	struct words *words; /* months and weekdays */
	const struct words
		*rule;     /* of the language: what stands beside a date on a line of its own */
	bool month_first;  /* 10/23/2024 */
	bool weekday_only; /* a date in the text is the document's only beside its weekday */
};

void date_words_add(struct words *w, const struct pack *packs, const char *language);

/* How the language writes dates. */
void date_words_set(struct date_words *w, const struct pack *packs, const char *language);

/* A full date in the text. */
struct found_date {
	struct date date;
	size_t start, end;
	bool weekday; /* a weekday stands in front of it */
};

/* The first full date in [at, end); also with scraper damage: "(24/10). /2024)", "24/10/ 2024". */
bool docdate_next(const struct date_words *w, struct span text, size_t at, size_t end,
		  struct found_date *f);

/* From the digits of an address: /2024/10/23/, 20241023…, 241023165851 inside a longer run. */
bool docdate_from_url(struct span url, struct date *d);

/* From a metadata field: ISO 8601, "Wed, 23 Oct 2024 …", "23 Oktober 2024", seconds or milliseconds since 1970. */
bool docdate_from_metadata(const struct date_words *w, struct span value, struct date *d);

/* The minute of the day in a metadata field: "…T17:21:00+07:00", "Wed, 23 Oct 2024 17:21:00 +0700". -1: it has none, or midnight,
 * which programs write where they know no time. */
int docdate_minute(struct span value);

/* Appends a minute of the day as ISO 8601 has it behind a date: "T17:21". */
void docdate_add_time(struct buffer *out, unsigned minute);

/* Whether the line says when it was published and nothing else: 'Published June 4, 2024 at 7:15 a.m.', '5 hours ago'. */
bool docdate_is_stamp(const struct date_words *w, struct span line);

/* Whether the word is a month or a weekday. */
bool docdate_is_word(const struct date_words *w, struct span word);

/* dateline: the date in the text's dateline, as written; empty when it has none. */
void docdate_find(const struct date_words *w, const struct phrases *phrases,
		  const struct document *doc, struct span dateline, struct docdate *out);

#endif

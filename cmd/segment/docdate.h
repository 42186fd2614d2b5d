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
};

struct date_words {
	struct words *words; /* months and weekdays */
	bool month_first;    /* 10/23/2024 */
};

void date_words_add(struct words *w, const struct pack *packs, const char *language);

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

void docdate_find(const struct date_words *w, const struct phrases *phrases,
		  const struct document *doc, struct docdate *out);

#endif

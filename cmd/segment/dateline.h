/* The dateline in front of the lead: 'JAKARTA, KOMPAS.com -', 'Jakarta (ANTARA) -', 'Liputan6.com, Jakarta'. */
#ifndef KABAR_SEGMENT_DATELINE_H
#define KABAR_SEGMENT_DATELINE_H

#include <stdbool.h>
#include <stddef.h>

#include "cmd/segment/docdate.h"
#include "cmd/segment/outlets.h"
#include "cmd/segment/words.h"
#include "common/alloc.h"
#include "common/pack.h"

struct dateline {
	size_t start; /* behind a byline in front of it: 'By Jane Doe LONDON (Reuters) -', 'Site.com/Umar SITE.COM -' */
	size_t end;         /* behind the dash */
	struct span source; /* as written: a host or an outlet's name; empty when it has none */
	struct span place;
	bool names;       /* those in front are a byline's */
	struct span date; /* as written: 'June 4, 2024', 'June 4'; empty when it has none */
};

bool dateline_find(const struct outlets *o, const struct date_words *w, struct span text,
		   size_t start, size_t end, struct dateline *d);

/* Whether the word is a host name: labels joined by full stops, the last one a known ending. */
bool dateline_is_host(const struct words *words, struct span word);

/* The host of a byline near the end, '(site.id/Name)', which names the outlet too; else empty. */
struct span dateline_byline_host(const struct words *words, struct span text);

#endif

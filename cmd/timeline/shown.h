/* What the terminal view shows of a record, found in one walk: asking record_get for each was a fifth of its time. */
#ifndef KABAR_TIMELINE_SHOWN_H
#define KABAR_TIMELINE_SHOWN_H

#include "cmd/timeline/timeline.h"

/* Where a record stands among those of its unit before their numbers decide: only the last one of a document has a field that the
 * others have not, and its place hangs on the field behind. */
enum shown_place { SHOWN_BEFORE, SHOWN_AMONG, SHOWN_BEHIND };

/* ptr NULL: not there. */
struct shown {
	struct span speaker_as, role, org, via, stance, polarity, hedge, quote, when_kind, event,
		warn, count, figures, disputes, dispute, told_by, told_as, told_on;
	struct span num, num_at, value, unit, numkind, approx, rel;
	enum shown_place place;
};
void shown_find(const struct record *r, struct shown *s);

#endif

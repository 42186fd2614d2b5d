/* The parts of a resolver, for those that hold a document's records in another way than as records. */
#ifndef KABAR_TIMELINE_RESOLVE_H
#define KABAR_TIMELINE_RESOLVE_H

#include "cmd/timeline/timeline.h"

struct resolver {
	const struct timex_rules *rules;
	resolver_next *next;
	void *context;
	struct tokens tokens;
	struct arena arena; /* of the document */
	struct known *known;
	size_t known_cap;
	struct record out;
	struct buffer value;
	struct span until, on; /* the document's date as records have it; made when first needed */
};

/* What dates each of the records of a document, in their order; count is 1 at least. Kept in the resolver until the next call. */
const struct evidence *resolver_date(struct resolver *r, const struct known *fields, size_t count);

enum { RESOLVER_FIELDS = 5 };

/* The fields that a record gets; none when it is dated already, or nothing dates it. Valid until the next call. */
size_t resolver_fields(struct resolver *r, const struct known *f, const struct evidence *e,
		       struct field out[RESOLVER_FIELDS]);

/* The record with them goes to `next`. */
void resolver_put(struct resolver *r, const struct record *in, const struct known *f,
		  const struct evidence *e, struct sink *out);

#endif

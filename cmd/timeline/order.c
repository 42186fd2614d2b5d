/* The order of a timeline, the same whatever order the records came in. */
#include "cmd/timeline/timeline.h"

struct order_key order_key_of(const struct record *r, struct span bytes)
{
	struct order_key k = {.doc = record_get(r, "doc"),
			      .at = record_get(r, "at"),
			      .id = record_get(r, "id"),
			      .bytes = bytes};
	uint64_t end;

	if (!edtf_bounds(record_get(r, "when"), &k.lower, &k.upper)) {
		k.lower = INT64_MAX; /* undated: last */
		k.upper = INT64_MAX;
	} else if (k.lower == TIMEX_NO_DAY) {
		k.lower = k.upper;
	} else if (k.upper == TIMEX_NO_DAY) {
		k.upper = INT64_MAX;
	}
	if (!record_range(k.at, &k.start, &end))
		k.start = 0; /* "title:0-57" stands before the text */
	return k;
}

int order_compare(const struct order_key *a, const struct order_key *b)
{
	if (a->lower != b->lower)
		return a->lower < b->lower ? -1 : 1;
	if (a->upper != b->upper)
		return a->upper < b->upper ? -1 : 1;
	int order = span_compare(a->doc, b->doc);
	if (order == 0 && a->start != b->start)
		order = a->start < b->start ? -1 : 1;
	if (order == 0)
		order = span_compare(a->at, b->at);
	if (order == 0)
		order = span_compare(a->id, b->id);
	return order ? order : span_compare(a->bytes, b->bytes);
}

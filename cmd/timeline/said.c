/* What the search for disputes asks of a record, found in one walk: asking record_get for each took a twelfth of the time. */
#include "cmd/timeline/dispute.h"

static struct span *slot(struct said *s, struct span label)
{
	switch (label.len) {
	case 3:
		return span_is(label, "num")   ? &s->num
		       : span_is(label, "low") ? &s->low
		       : span_is(label, "rel") ? &s->rel
		       : span_is(label, "org") ? &s->org
					       : NULL;
	case 4:
		return span_is(label, "unit")   ? &s->unit
		       : span_is(label, "high") ? &s->high
		       : span_is(label, "role") ? &s->role
		       : span_is(label, "sent") ? &s->sent
						: NULL;
	case 5:
		return span_is(label, "value")   ? &s->value
		       : span_is(label, "quote") ? &s->quote
		       : span_is(label, "event") ? &s->event
						 : NULL;
	case 6:
		return span_is(label, "approx")   ? &s->approx
		       : span_is(label, "stance") ? &s->stance
		       : span_is(label, "num_at") ? &s->num_at
		       : span_is(label, "source") ? &s->source
						  : NULL;
	case 7:
		return span_is(label, "numkind")   ? &s->numkind
		       : span_is(label, "numrole") ? &s->numrole
						   : NULL;
	case 8: return span_is(label, "polarity") ? &s->polarity : NULL;
	case 12: return span_is(label, "speaker_kind") ? &s->speaker_kind : NULL;
	default: return NULL;
	}
}

void said_find(const struct record *r, struct said *s)
{
	*s = said_nothing;
	for (size_t i = 0; i < r->count; i++) {
		struct span *value = slot(s, r->fields[i].label);
		if (value)
			*value = r->fields[i].value;
	}
}

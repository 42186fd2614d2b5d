#include "cmd/timeline/shown.h"

static struct span *short_slot(struct shown *s, struct span label)
{
	switch (label.len) {
	case 3:
		return span_is(label, "num")   ? &s->num
		       : span_is(label, "rel") ? &s->rel
		       : span_is(label, "org") ? &s->org
		       : span_is(label, "via") ? &s->via
					       : NULL;
	case 4:
		return span_is(label, "unit")   ? &s->unit
		       : span_is(label, "role") ? &s->role
		       : span_is(label, "warn") ? &s->warn
						: NULL;
	case 5:
		return span_is(label, "value")   ? &s->value
		       : span_is(label, "quote") ? &s->quote
		       : span_is(label, "hedge") ? &s->hedge
		       : span_is(label, "event") ? &s->event
		       : span_is(label, "count") ? &s->count
						 : NULL;
	default: return NULL;
	}
}

static struct span *slot(struct shown *s, struct span label)
{
	switch (label.len) {
	case 6:
		return span_is(label, "num_at")   ? &s->num_at
		       : span_is(label, "approx") ? &s->approx
		       : span_is(label, "stance") ? &s->stance
						  : NULL;
	case 7:
		return span_is(label, "numkind")   ? &s->numkind
		       : span_is(label, "figures") ? &s->figures
		       : span_is(label, "dispute") ? &s->dispute
		       : span_is(label, "told_by") ? &s->told_by
		       : span_is(label, "told_as") ? &s->told_as
		       : span_is(label, "told_on") ? &s->told_on
						   : NULL;
	case 8:
		return span_is(label, "polarity")   ? &s->polarity
		       : span_is(label, "disputes") ? &s->disputes
						    : NULL;
	case 9: return span_is(label, "when_kind") ? &s->when_kind : NULL;
	case 10: return span_is(label, "speaker_as") ? &s->speaker_as : NULL;
	default: return short_slot(s, label);
	}
}

static enum shown_place place_of(const struct record *r, size_t i)
{
	bool before = i + 1 < r->count && order_compare_field(&r->fields[i], &r->fields[i + 1]) < 0;
	return before ? SHOWN_BEFORE : SHOWN_BEHIND;
}

void shown_find(const struct record *r, struct shown *s)
{
	static const struct shown nothing = {.place = SHOWN_AMONG};

	*s = nothing;
	for (size_t i = r->usual; i < r->count; i++) {
		struct span label = r->fields[i].label, *value = slot(s, label);
		if (value)
			*value = r->fields[i].value;
		else if (label.len == 4 && span_is(label, "last"))
			s->place = place_of(r, i);
	}
}

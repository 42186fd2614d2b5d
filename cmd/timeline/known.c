/* The fields that every record is asked for, found in one walk: asking record_get for each took a sixth of the tool's time. */
#include "cmd/timeline/timeline.h"

static struct span *slot(struct known *k, struct span label)
{
	switch (label.len) {
	case 2: return span_is(label, "at") ? &k->at : span_is(label, "id") ? &k->id : NULL;
	case 3: return span_is(label, "doc") ? &k->doc : NULL;
	case 4:
		return span_is(label, "text")   ? &k->text
		       : span_is(label, "kind") ? &k->kind
		       : span_is(label, "lang") ? &k->lang
		       : span_is(label, "mode") ? &k->mode
		       : span_is(label, "when") ? &k->when
		       : span_is(label, "warn") ? &k->dated
						: NULL;
	case 5:
		return span_is(label, "basis")   ? &k->basis
		       : span_is(label, "event") ? &k->dated
						 : NULL;
	case 7: return span_is(label, "speaker") ? &k->speaker : NULL;
	case 9: return span_is(label, "when_kind") ? &k->dated : NULL;
	default: return NULL;
	}
}

void known_find(const struct record *r, struct known *k)
{
	*k = (struct known){.doc = {NULL, 0}};
	for (size_t i = 0; i < r->count; i++) {
		struct span *s = slot(k, r->fields[i].label);
		if (s)
			*s = r->fields[i].value;
	}
}

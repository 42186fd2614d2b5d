/* The fields that every record is asked for, found in one walk: asking record_get for each took a sixth of the tool's time. */
#include "cmd/timeline/timeline.h"

static const struct known known_nothing = {.doc = {NULL, 0}};

static struct span *slot(struct known *k, struct span label)
{
	switch (label.len) {
	case 2: return span_is(label, "at") ? &k->at : span_is(label, "id") ? &k->id : NULL;
	case 3: return span_is(label, "doc") ? &k->doc : span_is(label, "num") ? &k->num : NULL;
	case 4:
		return span_is(label, "text")   ? &k->text
		       : span_is(label, "kind") ? &k->kind
		       : span_is(label, "lang") ? &k->lang
		       : span_is(label, "mode") ? &k->mode
		       : span_is(label, "when") ? &k->when
		       : span_is(label, "warn") ? &k->dated
		       : span_is(label, "date") ? &k->date
		       : span_is(label, "fold") ? &k->fold
		       : span_is(label, "last") ? &k->last
						: NULL;
	case 5:
		return span_is(label, "basis")   ? &k->basis
		       : span_is(label, "event") ? &k->event
						 : NULL;
	case 6: return span_is(label, "cue_at") ? &k->cue_at : NULL;
	case 7:
		return span_is(label, "speaker")   ? &k->speaker
		       : span_is(label, "told_in") ? &k->told_in
		       : span_is(label, "figures") ? &k->num
						   : NULL;
	case 8: return span_is(label, "quote_at") ? &k->quote_at : NULL;
	case 9:
		return span_is(label, "when_kind")   ? &k->dated
		       : span_is(label, "date_from") ? &k->date_from
						     : NULL;
	case 11: return span_is(label, "quote_parts") ? &k->quote_parts : NULL;
	default: return NULL;
	}
}

/* segment's fields stand in their places in nearly every record: no label has to be told from all the others then. */
static size_t find_usual(const struct record *r, struct known *k)
{
	const struct field *f = r->fields;

	if (r->usual < USUAL_LABELS)
		return 0;
	k->id = f[USUAL_ID].value;
	k->doc = f[USUAL_DOC].value;
	k->at = f[USUAL_AT].value;
	k->kind = f[USUAL_KIND].value;
	k->lang = f[USUAL_LANG].value;
	k->date = f[USUAL_DATE].value;
	k->date_from = f[USUAL_DATE_FROM].value;
	k->text = f[USUAL_TEXT].value;
	return USUAL_LABELS;
}

void known_find(const struct record *r, struct known *k)
{
	*k = known_nothing;
	for (size_t i = find_usual(r, k); i < r->count; i++) {
		struct span *s = slot(k, r->fields[i].label);
		if (s)
			*s = r->fields[i].value;
	}
}

bool known_says_something(const struct known *k, struct span basis)
{
	return k->mode.len || k->num.len || k->told_in.len || span_is(basis, "explicit") ||
	       span_is(basis, "relative") || (k->when.len && basis.len == 0);
}

static void move(struct span *s, const char *from, const char *to)
{
	if (s->ptr)
		s->ptr = to + (s->ptr - from);
}

void known_move(struct known *k, const char *from, const char *to)
{
	move(&k->doc, from, to);
	move(&k->at, from, to);
	move(&k->id, from, to);
	move(&k->kind, from, to);
	move(&k->lang, from, to);
	move(&k->text, from, to);
	move(&k->mode, from, to);
	move(&k->speaker, from, to);
	move(&k->when, from, to);
	move(&k->basis, from, to);
	move(&k->event, from, to);
	move(&k->told_in, from, to);
	move(&k->num, from, to);
	move(&k->date, from, to);
	move(&k->date_from, from, to);
	move(&k->fold, from, to);
	move(&k->quote_at, from, to);
	move(&k->quote_parts, from, to);
	move(&k->cue_at, from, to);
	move(&k->last, from, to);
	move(&k->dated, from, to);
}

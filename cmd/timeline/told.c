/* The entry of an event that a statement tells of.
 *
 * "Kirby said on Wednesday that they came in October" is said on that Wednesday; a reader of the story looks for it in October
 * as well. So the sentence stands there once more: no second statement, but a dated sentence like those the article tells itself. */
#include "cmd/timeline/timeline.h"

#include <stdlib.h>

struct told {
	struct record entry;
	struct buffer id,
		last; /* of the entry; of the statement it was made for: its numbers follow under the same id */
};

struct told *told_new(void)
{
	return alloc_zeroed(1, sizeof(struct told));
}

void told_free(struct told *t)
{
	if (t == NULL)
		return;
	record_free(&t->entry);
	buffer_free(&t->id);
	buffer_free(&t->last);
	free(t);
}

/* What is the statement's, or of its numbers, and not the sentence's: sorted, for bsearch. */
static const char *const statement_labels[] = {
	"approx",   "basis",      "cue",        "cue_at",       "differs", "dispute",  "disputes",
	"dup_of",   "event",      "figures",    "hedge",        "high",    "last",     "low",
	"mode",     "near_of",    "num",        "num_at",       "numkind", "numrole",  "org",
	"polarity", "quote",      "quote_at",   "quote_parts",  "rel",     "resolved", "role",
	"speaker",  "speaker_as", "speaker_at", "speaker_kind", "stance",  "unit",     "value",
	"via",      "warn",       "when",       "when_kind",
};

static int compare_label(const void *key, const void *item)
{
	const char *text = *(const char *const *)item;
	return span_compare(*(const struct span *)key, span_text(text));
}

static bool is_statements(struct span label)
{
	return bsearch(&label, statement_labels, sizeof statement_labels / sizeof *statement_labels,
		       sizeof *statement_labels, compare_label) != NULL;
}

/* Whether the event lies behind the day on which it was spoken of; "by the end of the year": its end. */
static bool is_to_come(struct span event, struct span when)
{
	int64_t lower, upper, said, said_end;

	if (!edtf_bounds(event, &lower, &upper) || !edtf_bounds(when, &said, &said_end) ||
	    said_end == TIMEX_NO_DAY)
		return false;
	int64_t day = lower != TIMEX_NO_DAY ? lower : upper;
	return day != TIMEX_NO_DAY && day > said_end;
}

/* "before tonight", said today, stands where the statement stands. */
static bool is_same_day(struct span event, struct span when)
{
	edtf_take_open(&event);
	edtf_take_open(&when);
	return span_equal(event, when);
}

static void add(struct record *r, const char *label, struct span value)
{
	if (value.len)
		record_add(r, span_text(label), value);
}

const struct record *told_entry(struct told *t, const struct record *r, const struct known *k)
{
	if (k->mode.len == 0 || k->id.len == 0)
		return NULL;
	struct span event = k->event;
	if (event.len == 0 || is_same_day(event, k->when) ||
	    span_equal(k->id, buffer_span(&t->last)))
		return NULL;
	t->last.len = t->id.len = 0;
	buffer_add_span(&t->last, k->id);
	buffer_add_span(&t->id, k->id);
	buffer_add_text(&t->id, ".event");
	record_assign(&t->entry, r);
	t->entry.count = 0;
	for (size_t i = 0; i < r->count; i++) {
		if (!is_statements(r->fields[i].label))
			t->entry.fields[t->entry.count++] = r->fields[i];
	}
	/* no longer the line that was read: its beginning must be written anew, too */
	t->entry.unmoved = t->entry.usual = 0;
	record_set(&t->entry, "id", buffer_span(&t->id));
	add(&t->entry, "when", event);
	add(&t->entry, "when_kind", span_text(is_to_come(event, k->when) ? "forecast" : "did"));
	add(&t->entry, "basis", span_text("explicit"));
	add(&t->entry, "told_in", k->id);
	add(&t->entry, "told_by", k->speaker);
	add(&t->entry, "told_as", record_get(r, "stance"));
	add(&t->entry, "told_on", k->when);
	return &t->entry;
}

/* Which of a sentence's dates says when the thing was said, which when it happened. */
#include "cmd/timeline/timeline.h"

#include "common/offsets.h"

struct range {
	uint64_t start, end;
};

enum { MAX_RANGES = 64, COMING_DAYS = 2 };

/* quote_parts when there are some, else quote_at. Ranges beyond MAX_RANGES are left to the covering one. */
static size_t quote_ranges(const struct known *r, struct range *out, size_t room)
{
	struct span parts = r->quote_parts.len ? r->quote_parts : r->quote_at, item;
	size_t n = 0;

	while (n < room && list_next(&parts, &item)) {
		if (record_range(item, &out[n].start, &out[n].end))
			n++;
	}
	return n;
}

static bool inside(const struct range *ranges, size_t n, uint64_t start, uint64_t end)
{
	for (size_t i = 0; i < n; i++) {
		if (start >= ranges[i].start && end <= ranges[i].end)
			return true;
	}
	return false;
}

static uint64_t distance(uint64_t start, uint64_t end, uint64_t from)
{
	return from < start ? start - from : from > end ? from - end : 0;
}

/* A year is too coarse to date an utterance, and "sejak 2020" bounds what is told, not the telling. */
static bool dates_utterance(const struct timex *t, int64_t document)
{
	if (t->edtf.len == 0 || t->label || t->signal != TIMEX_AT || t->lower == TIMEX_NO_DAY ||
	    t->upper - t->lower > 31)
		return false;
	return document == TIMEX_NO_DAY || t->lower <= document + COMING_DAYS;
}

static int rank(const struct timex *t)
{
	if (t->edtf.len == 0 || t->label)
		return 0;
	return t->day ? 3
	       : t->lower != TIMEX_NO_DAY && t->upper != TIMEX_NO_DAY && t->upper - t->lower <= 31
		       ? 2
		       : 1;
}

static int64_t document_day(const struct timex_context *c)
{
	if (!c->document.year || !c->document.month || !c->document.day)
		return TIMEX_NO_DAY;
	return calendar_days(c->document);
}

static void take(const struct timex *t, int64_t document, struct evidence *e)
{
	e->when = t->edtf;
	e->basis = span_text(t->relative ? "relative" : "explicit");
	e->lower = t->lower;
	e->upper = t->upper;
	e->day = t->day && t->signal == TIMEX_AT;
	e->warn |= t->warn;
	if (document != TIMEX_NO_DAY && t->lower != TIMEX_NO_DAY && t->lower > document)
		e->warn |= EVIDENCE_FUTURE;
}

/* A date that contradicts itself is worth a look wherever it stands in the sentence. */
static void warn_of_all(const struct sentence *s, struct evidence *e)
{
	for (size_t i = 0; i < s->count; i++)
		e->warn |= s->timexes[i].warn & (TIMEX_WARN_WEEKDAY | TIMEX_WARN_DAMAGED);
}

static void statement_evidence(const struct sentence *s, const struct known *r, int64_t document,
			       struct evidence *e)
{
	struct range own[MAX_RANGES], all[MAX_RANGES], cue;
	size_t own_count, all_count = 0;
	const struct timex *tag = NULL, *event = NULL;
	uint64_t nearest = UINT64_MAX;
	struct offsets o;

	own_count = quote_ranges(r, own, MAX_RANGES);
	for (size_t i = 0; i < s->record_count && all_count < MAX_RANGES; i++)
		all_count += quote_ranges(&s->records[i], all + all_count, MAX_RANGES - all_count);
	offsets_start_at(&o, r->at, r->fold);
	bool has_cue = record_range(r->cue_at, &cue.start, &cue.end);
	for (size_t i = 0; i < s->count; i++) {
		const struct timex *t = &s->timexes[i];
		uint64_t start = offsets_of(&o, t->start), end = offsets_end(&o, t->end);
		if (inside(own, own_count, start, end)) {
			if (event == NULL || rank(t) > rank(event))
				event = rank(t) ? t : event;
			continue;
		}
		if (inside(all, all_count, start, end) || !dates_utterance(t, document))
			continue;
		if (t->relative && document != TIMEX_NO_DAY && t->lower > document) {
			event = event ? event : t; /* "Besok, X memperkirakan harga naik" */
			continue;
		}
		uint64_t far = has_cue ? distance(start, end, cue.start) : i;
		if (tag == NULL || rank(t) > rank(tag) || (rank(t) == rank(tag) && far < nearest)) {
			tag = t;
			nearest = far;
		}
	}
	if (tag)
		take(tag, document, e);
	warn_of_all(s, e);
	if (event)
		e->event = event->edtf;
	if (s->earlier)
		e->earlier = !inside(all, all_count, offsets_of(&o, s->earlier_at),
				     offsets_of(&o, s->earlier_at) + 1);
}

/* Whether token i stands between double quotation marks. */
static bool is_quoted(const struct tokens *t, size_t i)
{
	bool open = false;

	for (size_t k = 0; k < i; k++) {
		if (t->items[k].mark == MARK_QUOTE)
			open = !open;
		else if (t->items[k].mark == MARK_QUOTE_OPEN ||
			 t->items[k].mark == MARK_QUOTE_CLOSE)
			open = t->items[k].mark == MARK_QUOTE_OPEN;
	}
	return open;
}

static void narration_evidence(const struct sentence *s, int64_t document, struct evidence *e)
{
	const struct timex *best = NULL;

	for (size_t i = 0; i < s->count; i++) {
		if (i < MAX_RANGES && s->timexes[i].relative &&
		    is_quoted(s->tokens, s->timexes[i].first))
			continue; /* "today", said whenever */
		if (rank(&s->timexes[i]) && (best == NULL || rank(&s->timexes[i]) > rank(best)))
			best = &s->timexes[i];
	}
	e->earlier = s->earlier;
	warn_of_all(s, e);
	if (best == NULL)
		return;
	take(best, document, e);
	int64_t at = best->lower == TIMEX_NO_DAY ? best->upper : best->lower;
	e->forecast = document != TIMEX_NO_DAY && at != TIMEX_NO_DAY && at > document;
	e->warn &= ~(unsigned)EVIDENCE_FUTURE;
}

void evidence_find(const struct sentence *s, const struct known *r, const struct timex_context *c,
		   struct evidence *e)
{
	*e = (struct evidence){.lower = TIMEX_NO_DAY, .upper = TIMEX_NO_DAY};
	if (s->count == 0 && !s->earlier)
		return; /* most sentences */
	if (r->mode.len)
		statement_evidence(s, r, document_day(c), e);
	else
		narration_evidence(s, document_day(c), e);
}

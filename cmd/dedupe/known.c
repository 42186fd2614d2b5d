#include "cmd/dedupe/known.h"

#include <stdlib.h>

#include "common/calendar.h"

void known_init(struct known *k)
{
	*k = (struct known){.newest = KNOWN_NO_DAY};
}

void known_free(struct known *k)
{
	free(k->claims);
	record_free(&k->record);
	buffer_free(&k->line);
}

void known_add(struct known *k, uint64_t number, int64_t last)
{
	while (k->count <= number) {
		k->claims = alloc_grown(k->claims, k->count, &k->cap, sizeof *k->claims);
		k->claims[k->count++] = (struct known_claim){.last = KNOWN_NO_DAY};
	}
	k->claims[number].last = last;
	if (k->next <= number)
		k->next = number + 1;
}

void known_see_day(struct known *k, int64_t day)
{
	if (day != INT64_MAX && day > k->newest)
		k->newest = day;
}

void known_touch(struct known *k, uint32_t number, int64_t day)
{
	struct known_claim *claim = &k->claims[number];
	if (day == INT64_MAX || day <= claim->last)
		return;
	claim->last = day;
	claim->again = true;
}

/* All that unit_add reads, and what names the claim. */
static bool is_stored(const struct dedupe_options *o, const struct shape *shape, size_t field)
{
	for (int name = 0; name <= FIELD_APPROX; name++)
		if (shape->place[name] == (int32_t)field && name != FIELD_SOURCE)
			return true;
	for (const char *same = o->same; same && *same;) {
		size_t len = strcspn(same, ",");
		if (span_equal(shape->labels[field], span_of(same, len)))
			return true;
		same += len + (same[len] == ',');
	}
	return false;
}

void known_write_unit(struct known *k, struct clusters *c, uint32_t unit, dedupe_line *line,
		      void *context)
{
	const struct shape *shape;
	struct unit_reader reader = cluster_open(c, unit);

	for (char mark = '+'; reader.left > 0; mark = '=') {
		shape = store_read(c->store, &reader, &c->record);
		record_clear(&k->record);
		k->record.source = span_of("", 0); /* its values are checked for line ends again */
		for (size_t i = 0; i < c->record.count; i++)
			if (is_stored(c->options, shape, i))
				record_add(&k->record, c->record.fields[i].label,
					   c->record.fields[i].value);
		k->line.len = 0;
		buffer_add_byte(&k->line, mark);
		record_write_ltsv(&k->line, &k->record);
		line(context, buffer_span(&k->line));
	}
}

void known_write_day(struct known *k, uint64_t number, int64_t day, dedupe_line *line,
		     void *context)
{
	if (day == KNOWN_NO_DAY || day == INT64_MAX)
		return;
	k->line.len = 0;
	buffer_add_byte(&k->line, '~');
	buffer_add_number(&k->line, number);
	buffer_add_byte(&k->line, ' ');
	calendar_add_iso(&k->line, calendar_date(day));
	buffer_add_byte(&k->line, '\n');
	line(context, buffer_span(&k->line));
}

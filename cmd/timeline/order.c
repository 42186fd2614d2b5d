/* The order of a timeline, the same whatever order the records came in. */
#include "cmd/timeline/timeline.h"

enum { BIAS = 1 << 30 }; /* days of the years 1 to 9999 are less, either way */

static uint64_t days_pair(int64_t lower, int64_t upper)
{
	return (uint64_t)(uint32_t)(lower + BIAS) << 32 | (uint32_t)(upper + BIAS);
}

uint64_t order_days(struct span when)
{
	int64_t lower, upper;

	if (when.len == 0 || !edtf_bounds(when, &lower, &upper))
		return UINT64_MAX;
	if (lower == TIMEX_NO_DAY)
		return days_pair(upper, -BIAS); /* "by the 16th" tells of a time before the 16th */
	return days_pair(lower, upper == TIMEX_NO_DAY ? BIAS : upper);
}

struct order_key order_key_of(const struct record *r)
{
	struct known f;
	uint64_t end;

	known_find(r, &f);
	struct order_key k = {.days = order_days(f.when), .doc = f.doc, .at = f.at, .id = f.id};
	if (!record_range(k.at, &k.start, &end))
		k.start = 0;
	return k;
}

void order_key_add(struct buffer *out, const struct order_key *k)
{
	buffer_add_hex(out, k->days);
	buffer_add_text(out, "\t");
	buffer_add_span(out, k->doc);
	buffer_add_text(out, "\t");
	buffer_add_hex(out, k->start);
	buffer_add_text(out, "\t");
	buffer_add_span(out, k->at);
	buffer_add_text(out, "\t");
	buffer_add_span(out, k->id);
	buffer_add_text(out, "\t");
}

int order_compare(const struct order_key *a, const struct order_key *b)
{
	if (a->days != b->days)
		return a->days < b->days ? -1 : 1;
	int order = span_compare(a->doc, b->doc);
	if (order == 0 && a->start != b->start)
		order = a->start < b->start ? -1 : 1;
	if (order == 0)
		order = span_compare(a->at, b->at);
	return order ? order : span_compare(a->id, b->id);
}

/* Lengths in the order of their bytes, the lowest first. */
static int compare_lengths(size_t a, size_t b)
{
	for (; a != b; a >>= 8, b >>= 8) {
		if ((a & 0xFF) != (b & 0xFF))
			return (a & 0xFF) < (b & 0xFF) ? -1 : 1;
	}
	return 0;
}

int order_compare_field(const struct field *a, const struct field *b)
{
	int order = compare_lengths(a->label.len << 1 | a->number, b->label.len << 1 | b->number);

	if (order == 0)
		order = compare_lengths(a->value.len, b->value.len);
	if (order == 0)
		order = span_compare(a->label, b->label);
	return order ? order : span_compare(a->value, b->value);
}

int order_compare_fields(const struct record *a, const struct record *b)
{
	for (size_t i = 0; i < a->count && i < b->count; i++) {
		int order = order_compare_field(&a->fields[i], &b->fields[i]);
		if (order)
			return order;
	}
	return (a->count > b->count) - (a->count < b->count);
}

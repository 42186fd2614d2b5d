/* How numbers are written: the names of their kinds, and canonical values. */
#include "common/number.h"

struct span number_kind_name(enum number_kind kind)
{
	static const struct span names[] = {{"cardinal", 8}, {"ordinal", 7}, {"percent", 7},
					    {"money", 5},    {"measure", 7}, {"range", 5},
					    {"fraction", 8}};
	return names[kind];
}

struct span number_approx_name(enum number_approx approx)
{
	static const struct span names[] = {{"", 0},     {"about", 5}, {"min", 3},  {"max", 3},
					    {"over", 4}, {"under", 5}, {"vague", 5}};
	return names[approx];
}

struct span number_rel_name(enum number_rel rel)
{
	static const struct span names[] = {
		{"", 0}, {"part", 4}, {"additional", 10}, {"change", 6}};
	return names[rel];
}

struct span number_role_name(enum number_role role)
{
	static const struct span names[] = {{"count", 5}, {"age", 3},  {"score", 5}, {"label", 5},
					    {"date", 4},  {"time", 4}, {"id", 2},    {"phone", 5},
					    {"plate", 5}, {"model", 5}};
	return names[role];
}

static void add_value(struct buffer *out, const struct number *n)
{
	if (n->value.ptr) {
		buffer_add_span(out, n->value);
		return;
	}
	if (n->approx == APPROX_VAGUE)
		buffer_add_byte(out, '~');
	if (n->low.ptr)
		buffer_add_span(out, n->low);
	if (n->low.ptr || n->high.ptr)
		buffer_add_text(out, "..");
	if (n->high.ptr)
		buffer_add_span(out, n->high);
}

void number_add_figure(struct buffer *out, const struct number *n)
{
	add_value(out, n);
	if (!n->unit.ptr)
		return;
	buffer_add_byte(out, ' ');
	buffer_add_span(out, n->unit);
}

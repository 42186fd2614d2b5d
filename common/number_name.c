/* How numbers are written: the names of their kinds, and canonical values. */
#include "common/number.h"

const char *number_kind_name(enum number_kind kind)
{
	static const char *const names[] = {"cardinal", "ordinal", "percent", "money",
					    "measure",  "range",   "fraction"};
	return names[kind];
}

const char *number_approx_name(enum number_approx approx)
{
	static const char *const names[] = {"", "about", "min", "max", "over", "under", "vague"};
	return names[approx];
}

const char *number_rel_name(enum number_rel rel)
{
	static const char *const names[] = {"", "part", "additional", "change"};
	return names[rel];
}

const char *number_role_name(enum number_role role)
{
	static const char *const names[] = {"count", "age", "score", "label", "date",
					    "time",  "id",  "phone", "plate", "model"};
	return names[role];
}

void number_add_value(struct buffer *out, const struct number *n)
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
	number_add_value(out, n);
	if (!n->unit.ptr)
		return;
	buffer_add_byte(out, ' ');
	buffer_add_span(out, n->unit);
}

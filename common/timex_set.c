/* What comes again: every Monday, weekly, Thursdays at 17.30. */
#include "common/timex_parts.h"

/* "at 9 a.m.", "pukul 09.00" behind "every Monday": the clock of each of them. */
static size_t clock_behind(const struct scan *s, size_t i, struct reading *r)
{
	struct reading try = *r;
	size_t length, link = word_entry(s, i, KIND_LINK, &length) ? length : 0;

	try.slots |= SLOT_WEEKDAY; /* a day, so that "at 9" is a time */
	size_t used = piece_clock(s, i + link, &try);
	if (used == 0 || try.has_to)
		return 0;
	*r = try;
	return link + used;
}

/* "Thursdays at 17.30": the value's last digit is the weekday. */
static size_t set_clock(const struct scan *s, size_t i, struct reading *r)
{
	size_t length;
	const struct pack_entry *link = word_entry(s, i, KIND_LINK, &length);
	int weekday = r->ref.len ? r->ref.ptr[r->ref.len - 1] - '0' : 0;

	if (link && pack_attribute(link, "clock").ptr == NULL)
		return 0;
	size_t used = weekday >= 1 && weekday <= 7 ? clock_behind(s, i, r) : 0;
	if (used) {
		r->weekday = (uint8_t)weekday;
		r->ref = (struct span){0};
	}
	return used;
}

size_t read_set(const struct scan *s, size_t i, struct reading *r)
{
	size_t at, length, more;
	const struct pack_entry *e = word_entry(s, i, KIND_SET, &length);

	if (e && i > 0 &&
	    (s->t->items[i - 1].kind == TOKEN_DIGITS || word_is(s, i - 1, KIND_NUMBER)) &&
	    span_is(pack_attribute(e, "counted"), "no"))
		return 0;                                /* rata-rata 20 harian */
	bool named = e && pack_attribute(e, "name").ptr; /* Mondays, but not the Happy Mondays */
	if (e && (!s->t->items[i].capital ||
		  (named && (i == 0 || !s->t->items[i - 1].capital || s->hits[i - 1].kinds)))) {
		r->kind = READ_SET;
		r->ref = pack_attribute(e, "value");
		return length + (named ? set_clock(s, i + length, r) : 0);
	}
	const struct pack_entry *each = word_entry(s, i, KIND_EACH, &length);
	if (each == NULL)
		return 0;
	at = i + length;
	r->kind = READ_SET;
	more = length_at(s, at, &r->amount);
	if (more)
		return at + more - i;
	struct amount one = {.whole = 1};
	int nth = timex_int(pack_attribute(each, "value"));
	if (nth == 0 && (more = read_ordinal(s, at, &nth)) > 0) { /* every second week */
		if (unit_at(s, at + more, &length) && nth < 100)
			at += more;
		else
			nth = 0;
	}
	more = counted_unit(s, at, &one);
	if (more) {
		r->amount = one;
		if (nth > 1)
			r->amount.times = (uint8_t)(nth * (one.times ? one.times : 1));
		at += more;
		return at + (one.unit == TU_DAY && nth == 0 ? clock_behind(s, at, r) : 0) - i;
	}
	if (word_is(s, at, KIND_WEEKDAY) && (more = piece_weekday(s, at, r))) {
		at += more;
		at += word_is(s, at, KIND_PART) ? piece_part(s, at, r) : 0;
		return at + clock_behind(s, at, r) - i;
	}
	if (word_is(s, at, KIND_PART) && (more = piece_part(s, at, r)))
		return at + more - i;
	if ((e = word_entry(s, at, KIND_SEASON, &more))) {
		struct span value = pack_attribute(e, "value");
		memcpy(r->season, value.ptr, value.len < 3 ? value.len : 2);
		return at + more - i;
	}
	return 0;
}

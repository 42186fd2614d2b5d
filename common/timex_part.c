/* Weekdays and parts of the day. */
#include "common/timex_parts.h"

/* A day number behind the weekday; behind a small letter nothing may be counted by it: "sat 5 exams". */
static bool day_follows(const struct scan *s, size_t i, size_t after)
{
	int n;

	if (word_is(s, after, KIND_ARTICLE) && read_ordinal(s, after + 1, &n) && n <= 31)
		return true; /* tues the 4th */
	if (!digits_at(s, after, 1, 2, &n))
		return false;
	return s->t->items[i].capital || after + 1 >= s->count ||
	       s->t->items[after + 1].kind != TOKEN_WORD || s->hits[after + 1].kinds;
}

/* Weekday with what moves it: "hari Rabu", "Rabu lalu", "last Friday". */
size_t piece_weekday(const struct scan *s, size_t i, struct reading *r)
{
	size_t at = i, length;
	const struct pack_entry *e, *move = NULL;

	if (r->slots & (SLOT_WEEKDAY | SLOT_DAY))
		return 0;
	bool headed = false;
	if ((e = word_entry(s, at, KIND_HEAD, &length)) &&
	    span_is(pack_attribute(e, "value"), "day")) {
		headed = true;
		at += length;
	}
	if (!headed && (e = word_entry(s, at, KIND_SHIFT, &length)) &&
	    !span_is(pack_attribute(e, "place"), "after")) {
		move = e;
		at += length;
	}
	e = word_entry(s, at, KIND_WEEKDAY, &length);
	if (e == NULL)
		return 0;
	int n;
	size_t after = at + length;
	after += mark_is(s, after, MARK_PERIOD) && length == 1 &&
		 span_is(pack_attribute(e, "alone"), "no") && digits_at(s, after + 1, 1, 2, &n);
	bool supported = headed || move || (r->slots & (SLOT_SHIFT | SLOT_PART | SLOT_CLOCK)) ||
			 mark_is(s, after, MARK_OPEN) || day_follows(s, at, after) ||
			 word_is(s, after, KIND_MONTH) ||
			 (mark_is(s, after, MARK_COMMA) && (digits_at(s, after + 1, 1, 2, &n) ||
							    word_is(s, after + 1, KIND_MONTH))) ||
			 (word_is(s, after, KIND_PART) && s->t->items[at].capital);
	if (mark_is(s, after, MARK_OPEN) && !digits_at(s, after + 1, 1, 2, &n))
		supported = headed;
	if (span_is(pack_attribute(e, "alone"), "inner-capital") && !s->t->items[at].capital &&
	    !headed)
		return 0; /* minggu with a small letter is the week */
	if (span_is(pack_attribute(e, "alone"), "inner-capital") &&
	    word_entry(s, after, KIND_SHIFT, &length) && at == 0)
		return 0; /* "Minggu lalu" that begins a sentence is the week, too */
	if (!name_stands(s, at, e, supported))
		return 0;
	if (move) {
		r->name_shift = (struct shift){(int8_t)timex_int(pack_attribute(move, "value")),
					       TU_DAY, ANCHOR_DOCUMENT, true};
		if (pack_attribute(move, "week").ptr)
			r->name_shift.unit = TU_WEEK;
		if (span_is(pack_attribute(move, "anchor"), "last"))
			r->name_shift.anchor = ANCHOR_LAST;
	}
	r->weekday = (uint8_t)timex_int(pack_attribute(e, "value"));
	r->slots |= SLOT_WEEKDAY;
	return after - i;
}

/* "at night": of no day in particular. */
static bool is_generic(const struct scan *s, size_t i, const struct pack_entry *part)
{
	struct span leads = pack_attribute(part, "generic");

	return leads.len && i > 0 && word_listed(leads, token_lower(s->t, i - 1));
}

/* "tomorrow am", "Monday p.m." */
static size_t half_day(const struct scan *s, size_t i, struct reading *r)
{
	size_t length;
	const struct pack_entry *e = word_entry(s, i, KIND_MERIDIEM, &length);
	struct span part = e ? pack_attribute(e, "part") : (struct span){0};

	if (part.len != 2 || !(r->slots & (SLOT_SHIFT | SLOT_WEEKDAY)) || (r->slots & SLOT_CLOCK))
		return 0;
	memcpy(r->part, part.ptr, 2);
	r->part[2] = '\0';
	r->slots |= SLOT_PART;
	return length;
}

/* "malam", "in the morning", "last night", "malam ini". */
size_t piece_part(const struct scan *s, size_t i, struct reading *r)
{
	size_t at = i, length, more;
	const struct pack_entry *e, *move = NULL;

	if ((r->slots & SLOT_PART) || longer_than_day(r))
		return 0;
	if ((length = half_day(s, at, r)))
		return length;
	bool article = word_is(s, at, KIND_ARTICLE);
	at += article;
	if (!(r->slots & (SLOT_SHIFT | SLOT_WEEKDAY | SLOT_DAY)) &&
	    (e = word_entry(s, at, KIND_SHIFT, &length)) &&
	    !span_is(pack_attribute(e, "place"), "after")) {
		move = e;
		at += length;
	}
	e = word_entry(s, at, KIND_PART, &length);
	if (e == NULL)
		return 0;
	struct span value = pack_attribute(e, "value");
	if (value.len > 2 || (pack_attribute(e, "name").ptr && s->t->items[at].capital))
		return 0;
	at += length;
	if (pack_attribute(e, "eve").ptr && word_is(s, at, KIND_WEEKDAY) &&
	    s->t->items[at].capital && r->slots == 0 && at > i && !s->t->items[i].capital) {
		const struct pack_entry *day = word_entry(s, at, KIND_WEEKDAY, &more);
		r->weekday = (uint8_t)((timex_int(pack_attribute(day, "value")) + 5) % 7 +
				       1); /* malam Minggu: Saturday night */
		r->slots |= SLOT_WEEKDAY;
		at += more;
	} else if (move == NULL && !(r->slots & (SLOT_SHIFT | SLOT_WEEKDAY | SLOT_DAY))) {
		const struct pack_entry *behind = shift_behind(
			s, at, article || (i > 0 && word_is(s, i - 1, KIND_ARTICLE)), &more);
		if (behind) {
			move = behind;
			at += more;
		}
	}
	if (move) {
		r->shift = (struct shift){(int8_t)timex_int(pack_attribute(move, "value")), TU_DAY,
					  ANCHOR_DOCUMENT, true};
		if (span_is(pack_attribute(move, "anchor"), "last") ||
		    ((article || (i > 0 && word_is(s, i - 1, KIND_ARTICLE))) &&
		     pack_attribute(move, "the-anchor").ptr))
			r->shift.anchor = ANCHOR_LAST;
		r->slots |= SLOT_SHIFT;
	}
	struct span clock = pack_attribute(e, "clock");
	if (clock.len && !(r->slots & SLOT_CLOCK)) { /* noon */
		r->hour = (uint8_t)timex_int(clock);
		r->has_minute = true;
		r->has_meridiem = true;
		r->slots |= SLOT_CLOCK;
		return at - i;
	}
	r->generic = r->slots == 0 && is_generic(s, i, e);
	memcpy(r->part, value.ptr, value.len);
	r->part[value.len] = '\0';
	r->slots |= SLOT_PART;
	return at - i;
}

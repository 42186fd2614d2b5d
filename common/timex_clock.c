/* Clock times, parts of the day and weekdays. */
#include "common/timex_parts.h"

static bool clock_head(const struct scan *s, size_t i, size_t *length)
{
	return word_head(s, i, "clock", length);
}

/* H[:.]MM[[:.]SS]; colon says which mark was there. */
static size_t clock_digits(const struct scan *s, size_t i, struct reading *r, bool *colon)
{
	int hour, minute, second;
	size_t at = i;

	*colon = false;
	if (digits_at(s, at, 4, 4, &hour) && hour % 100 < 60 && hour / 100 <= 24) { /* 0800 UTC */
		r->hour = (uint8_t)(hour / 100);
		r->minute = (uint8_t)(hour % 100);
		r->has_minute = true;
		return 1;
	}
	if (!digits_at(s, at, 1, 2, &hour) || hour > 24)
		return 0;
	r->hour = (uint8_t)hour;
	at++;
	enum token_mark mark = mark_is(s, at, MARK_COLON) ? MARK_COLON : MARK_PERIOD;
	if (mark_is(s, at, mark) && glued(s, at) && glued(s, at + 1) &&
	    digits_at(s, at + 1, 2, 2, &minute) && minute < 60) {
		*colon = mark == MARK_COLON;
		r->minute = (uint8_t)minute;
		r->has_minute = true;
		at += 2;
		if (mark_is(s, at, mark) && glued(s, at) && glued(s, at + 1) &&
		    digits_at(s, at + 1, 2, 2, &second) && second < 60) {
			r->second = (uint8_t)second;
			r->has_second = true;
			at += 2;
		}
	}
	if (glued(s, at) && !number_ends(s, at - 1))
		return 0;
	return at - i;
}

static void apply_meridiem(const struct pack_entry *e, uint8_t *hour)
{
	if (span_is(pack_attribute(e, "value"), "pm")) {
		if (*hour < 12)
			*hour = (uint8_t)(*hour + 12);
	} else if (*hour == 12) {
		*hour = 0;
	}
}

/* am/pm, zone, o'clock behind the digits. *sure: something named it a clock. */
static size_t clock_tails(const struct scan *s, size_t i, struct reading *r, bool *sure)
{
	size_t at = i, length;
	const struct pack_entry *e;

	if ((e = word_entry(s, at, KIND_MERIDIEM, &length)) && r->hour <= 12 && r->hour > 0) {
		apply_meridiem(e, &r->hour);
		r->has_meridiem = true;
		*sure = true;
		at += length;
	} else if ((e = word_entry(s, at, KIND_CLOCK_TAIL, &length)) &&
		   (r->has_minute || s->t->items[at].end - s->t->items[at].start > 5 ||
		    length > 1)) {
		*sure = true;
		at += length;
	}
	if ((e = word_entry(s, at, KIND_ZONE, &length)) &&
	    (s->t->items[at].all_capital || length > 1)) {
		r->zone = pack_attribute(e, "value");
		*sure = true;
		at += length;
	} else if (glued(s, at) && span_is(token_text(s->t, at), "Z")) {
		r->zone = token_text(s->t, at);
		at++;
	}
	return at - i;
}

/* "11.00-12.00": the end of a stretch. */
static size_t clock_range(const struct scan *s, size_t i, struct reading *r)
{
	struct reading end = {0};
	bool colon;
	size_t length, at = i;

	if (!mark_is(s, at, MARK_HYPHEN) && !mark_is(s, at, MARK_DASH))
		return 0;
	at++;
	if (clock_head(s, at, &length))
		at += length;
	size_t used = clock_digits(s, at, &end, &colon);
	if (used == 0 || !end.has_minute || end.has_second)
		return 0;
	r->has_to = true;
	r->to_hour = end.hour;
	r->to_minute = end.minute;
	return at + used - i;
}

size_t piece_clock(const struct scan *s, size_t i, struct reading *r)
{
	struct reading try = *r;
	size_t head = 0, length;
	bool colon, sure = false;

	if (r->slots & SLOT_CLOCK)
		return 0;
	bool headed = clock_head(s, i, &head);
	if (!headed && i < s->count && glued(s, i) && span_is(token_text(s->t, i), "T") &&
	    (r->slots & SLOT_DAY)) {
		head = 1; /* 2016-05-07T23:45 */
		sure = true;
	}
	size_t at = i + head;
	if (at >= s->count || s->t->items[at].kind != TOKEN_DIGITS)
		return 0;
	if (head == 0 && at > 0 && glued(s, at) && !mark_is(s, at - 1, MARK_OPEN) &&
	    !mark_is(s, at - 1, MARK_DASH) && !mark_is(s, at - 1, MARK_HYPHEN) &&
	    !mark_is(s, at - 1, MARK_AT))
		return 0;
	size_t used = clock_digits(s, at, &try, &colon);
	if (used == 0)
		return 0;
	bool four = used == 1 && try.has_minute;
	at += used;
	if (headed)
		at += clock_range(s, at, &try);
	at += clock_tails(s, at, &try, &sure);
	if (!headed && !sure && (four || !try.has_minute || !colon)) {
		bool led = i > 0 && (word_is(s, i - 1, KIND_LINK) || bar_is(s, i - 1)) &&
			   (r->slots & (SLOT_DAY | SLOT_WEEKDAY | SLOT_SHIFT));
		if (!led || four)
			return 0;
	}
	if (headed && word_entry(s, at, KIND_UNIT, &length))
		return 0; /* jam 2 menit */
	try.slots |= SLOT_CLOCK;
	*r = try;
	return at - i;
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
			 mark_is(s, after, MARK_OPEN) || digits_at(s, after, 1, 2, &n) ||
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
		if (span_is(pack_attribute(move, "anchor"), "last"))
			r->name_shift.anchor = ANCHOR_LAST;
	}
	r->weekday = (uint8_t)timex_int(pack_attribute(e, "value"));
	r->slots |= SLOT_WEEKDAY;
	return after - i;
}

/* "malam", "in the morning", "last night", "malam ini". */
size_t piece_part(const struct scan *s, size_t i, struct reading *r)
{
	size_t at = i, length, more;
	const struct pack_entry *e, *move = NULL;

	if (r->slots & SLOT_PART)
		return 0;
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
		const struct pack_entry *behind = word_entry(s, at, KIND_SHIFT, &more);
		if (behind && !span_is(pack_attribute(behind, "place"), "before")) {
			move = behind;
			at += more;
		}
	}
	if (move) {
		r->shift = (struct shift){(int8_t)timex_int(pack_attribute(move, "value")), TU_DAY,
					  ANCHOR_DOCUMENT, true};
		if (span_is(pack_attribute(move, "anchor"), "last") ||
		    (article && pack_attribute(move, "the-anchor").ptr))
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
	memcpy(r->part, value.ptr, value.len);
	r->part[value.len] = '\0';
	r->slots |= SLOT_PART;
	return at - i;
}

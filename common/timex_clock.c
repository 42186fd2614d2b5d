/* Times of day: in digits, in words, from one to another. */
#include "common/timex_parts.h"

struct clock_read {  /* what is known of a time while it is read */
	bool headed; /* pukul, jam stands in front */
	bool colon, four;
	bool sure; /* something named it a time: am, a zone, o'clock */
	bool words;
};

static bool clock_head(const struct scan *s, size_t i, size_t *length)
{
	return word_head(s, i, "clock", length);
}

/* H[:.]MM[[:.]SS[.mmm]] */
static size_t clock_digits(const struct scan *s, size_t i, struct reading *r, struct clock_read *c)
{
	int hour, minute, second;
	size_t at = i;

	if (word_is(s, at + 1, KIND_MERIDIEM) && digits_at(s, at, 3, 3, &hour) && hour % 100 < 60) {
		r->hour = (uint8_t)(hour / 100); /* 330 p.m. */
		r->minute = (uint8_t)(hour % 100);
		r->has_minute = true;
		return 1;
	}
	if (digits_at(s, at, 4, 4, &hour) && hour % 100 < 60 && hour / 100 <= 24) { /* 0800 UTC */
		r->hour = (uint8_t)(hour / 100);
		r->minute = (uint8_t)(hour % 100);
		r->has_minute = true;
		c->four = true;
		return 1;
	}
	if (!digits_at(s, at, 1, 2, &hour) || hour > 24)
		return 0;
	r->hour = (uint8_t)hour;
	at++;
	enum token_mark mark = mark_is(s, at, MARK_COLON) ? MARK_COLON : MARK_PERIOD;
	if (mark_is(s, at, mark) && glued(s, at) && glued(s, at + 1) &&
	    digits_at(s, at + 1, 2, 2, &minute) && minute < 60) {
		c->colon = mark == MARK_COLON;
		r->minute = (uint8_t)minute;
		r->has_minute = true;
		at += 2;
		if (mark_is(s, at, mark) && glued(s, at) && glued(s, at + 1) &&
		    digits_at(s, at + 1, 2, 2, &second) && second < 60) {
			r->second = (uint8_t)second;
			r->has_second = true;
			at += 2;
			if (mark_is(s, at, MARK_PERIOD) && glued(s, at) && glued(s, at + 1) &&
			    c->colon && digits_at(s, at + 1, 1, 9, &second))
				at += 2; /* parts of a second, in stamps of machines */
		}
	}
	if (glued(s, at) &&
	    (!number_ends(s, at - 1) ||
	     (mark_is(s, at, MARK_COLON) && glued(s, at + 1) && digits_at(s, at + 1, 1, 9, &hour))))
		return 0;
	if (!r->has_minute && glued(s, at) && s->t->items[at].kind == TOKEN_WORD &&
	    !word_is(s, at, KIND_MERIDIEM) && !word_is(s, at, KIND_ZONE) &&
	    !word_is(s, at, KIND_CLOCK_TAIL))
		return 0; /* the 13th */
	return at - i;
}

/* An hour as a word or in digits, for what is told in words. */
static size_t hour_word(const struct scan *s, size_t i, int *hour)
{
	struct amount n = {0};
	size_t length;

	if (digits_at(s, i, 1, 2, hour))
		return *hour >= 1 && *hour <= 12 && number_ends(s, i) ? 1 : 0;
	const struct pack_entry *e = word_entry(s, i, KIND_NUMBER, &length);
	if (e == NULL || pack_attribute(e, "unit").ptr)
		return 0;
	size_t used = read_count(s, i, &n);
	*hour = n.whole;
	return used && !n.vague && !n.milli && n.whole >= 1 && n.whole <= 12 ? used : 0;
}

/* "quarter", "seperempat", "ten", "lima menit" */
static size_t minutes_word(const struct scan *s, size_t i, int *minutes, bool *named)
{
	struct amount n = {0};
	size_t length, at = i;
	const struct pack_entry *e = word_entry(s, at, KIND_CLOCK_PART, &length);

	if (e) {
		*minutes = timex_int(pack_attribute(e, "value"));
		*named = true;
		return length;
	}
	size_t used = read_count(s, at, &n);
	if (used == 0 || n.vague || n.milli || n.whole < 1 || n.whole > 59)
		return 0;
	*minutes = n.whole;
	at += used;
	e = word_entry(s, at, KIND_UNIT, &length);
	*named = e && timex_unit_of(pack_attribute(e, "value")) == TU_MINUTE;
	return at + (*named ? length : 0) - i;
}

static void put_minutes(int hour, int minutes, struct reading *r)
{
	if (minutes < 0) {
		minutes += 60;
		hour = hour == 1 ? 12 : hour - 1;
	}
	r->hour = (uint8_t)hour;
	r->minute = (uint8_t)minutes;
	r->has_minute = true;
}

/* Whether what stands at i says that a time of day stands before it. */
static bool time_follows(const struct scan *s, size_t i)
{
	size_t length;

	return word_is(s, i, KIND_MERIDIEM) || word_is(s, i, KIND_CLOCK_TAIL) ||
	       word_is(s, i, KIND_PART) ||
	       (word_is(s, i, KIND_ZONE) && s->t->items[i].all_capital) ||
	       (word_entry(s, i, KIND_LINK, &length) && word_is(s, i + length, KIND_PART));
}

/* "half past seven", "ten to six"; "setengah delapan" is half an hour before; "tujuh lewat lima menit". */
static size_t clock_spoken(const struct scan *s, size_t i, struct reading *r, struct clock_read *c)
{
	int hour, minutes;
	bool named = false;
	size_t at = i, used, length;
	const struct pack_entry *e = word_entry(s, at, KIND_CLOCK_PART, &length), *offset;

	if (e && pack_attribute(e, "before").ptr && (used = hour_word(s, at + length, &hour)) &&
	    (c->headed || time_follows(s, at + length + used))) {
		put_minutes(hour, -timex_int(pack_attribute(e, "value")), r);
		c->sure = true;
		return length + used;
	}
	used = minutes_word(s, at, &minutes, &named);
	offset = used ? word_entry(s, at + used, KIND_CLOCK_OFFSET, &length) : NULL;
	if (offset && pack_attribute(offset, "behind").ptr == NULL &&
	    (at += used + length, used = hour_word(s, at, &hour)) &&
	    (!glued(s, at + used) || word_is(s, at + used, KIND_MERIDIEM))) {
		int way = timex_int(pack_attribute(offset, "value"));
		if (!named && (minutes % 5 || (way < 0 && (s->t->items[i].kind == TOKEN_DIGITS ||
							   !time_follows(s, at + used)))))
			return 0; /* five to seven people, 2 to 3 pm */
		put_minutes(hour, way * minutes, r);
		c->sure = true;
		return at + used - i;
	}
	at = i;
	used = c->headed ? hour_word(s, at, &hour) : 0;
	offset = used ? word_entry(s, at + used, KIND_CLOCK_OFFSET, &length) : NULL;
	if (offset && pack_attribute(offset, "behind").ptr) {
		at += used + length;
		used = minutes_word(s, at, &minutes, &named);
		if (used == 0)
			return 0;
		put_minutes(hour, timex_int(pack_attribute(offset, "value")) * minutes, r);
		return at + used - i;
	}
	return 0;
}

/* "five-thirty", "nine forty five": hour and minutes in words, where something says that it is a time. */
static size_t clock_pair(const struct scan *s, size_t i, struct reading *r, struct clock_read *c)
{
	struct amount minutes = {0};
	size_t length, at = i;
	int hour;

	if (!word_is(s, i, KIND_NUMBER))
		return 0;
	at += s->hits[i].length; /* an hour is one word, and most numbers stand alone */
	if (!word_is(s, at, KIND_NUMBER) && !mark_is(s, at, MARK_HYPHEN))
		return 0;
	if (hour_word(s, i, &hour) != at - i)
		return 0;
	at += mark_is(s, at, MARK_HYPHEN) && glued(s, at) && glued(s, at + 1);
	if (!word_is(s, at, KIND_NUMBER) || (length = read_count(s, at, &minutes)) == 0 ||
	    minutes.milli || minutes.vague || minutes.whole < 10 || minutes.whole > 59 ||
	    (minutes.whole % 5 && !word_is(s, at + length, KIND_MERIDIEM)))
		return 0;
	at += length;
	const struct pack_entry *e = i > 0 ? word_entry(s, i - 1, KIND_LINK, &length) : NULL;
	bool led = e && pack_attribute(e, "clock").ptr;
	bool free =
		at >= s->count || s->t->items[at].kind != TOKEN_WORD ||
		(s->hits[at].kinds && !word_is(s, at, KIND_UNIT) && !word_is(s, at, KIND_SCALE));
	bool dated = (r->slots & SLOT_DAY) && s->t->items[i - 1].kind == TOKEN_WORD &&
		     (at >= s->count || s->t->items[at].kind == TOKEN_MARK);
	if (!free || !(led || dated || time_follows(s, at)))
		return 0;
	put_minutes(hour, minutes.whole, r);
	c->sure = true;
	return at - i;
}

/* The hour as a word: behind a head, or where the words behind it say so. */
static size_t clock_word(const struct scan *s, size_t i, struct reading *r, struct clock_read *c)
{
	int hour;
	size_t used = word_is(s, i, KIND_NUMBER) ? hour_word(s, i, &hour) : 0;

	if (used == 0 ||
	    !(c->headed || (time_follows(s, i + used) && !word_is(s, i + used, KIND_PART))))
		return 0;
	if (word_is(s, i + used, KIND_CLOCK_TAIL) && !c->headed &&
	    s->t->items[i + used].end - s->t->items[i + used].start < 6 &&
	    s->hits[i + used].length == 1)
		return 0; /* seven hrs */
	r->hour = (uint8_t)hour;
	r->has_minute = false;
	c->words = true;
	return used;
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

/* "+01:00", "Z": the zone of ISO 8601, left out of the value like other zones that have a name. */
static size_t iso_zone(const struct scan *s, size_t i, struct reading *r)
{
	int n;

	if (!glued(s, i))
		return 0;
	if (span_is(token_text(s->t, i), "Z")) {
		r->zone = token_text(s->t, i);
		return 1;
	}
	if ((mark_is(s, i, MARK_PLUS) || mark_is(s, i, MARK_HYPHEN)) && glued(s, i + 1)) {
		if (digits_at(s, i + 1, 4, 4, &n))
			return 2;
		if (digits_at(s, i + 1, 2, 2, &n) && mark_is(s, i + 2, MARK_COLON) &&
		    glued(s, i + 2) && digits_at(s, i + 3, 2, 2, &n) && glued(s, i + 3))
			return 4;
	}
	return 0;
}

/* am/pm, zone, o'clock behind the time. */
static size_t clock_tails(const struct scan *s, size_t i, struct reading *r, struct clock_read *c)
{
	size_t at = i, length;
	const struct pack_entry *e;

	if ((e = word_entry(s, at, KIND_MERIDIEM, &length)) && r->hour <= 12 && r->hour > 0) {
		apply_meridiem(e, &r->hour);
		r->has_meridiem = true;
		c->sure = true;
		at += length;
	} else if ((e = word_entry(s, at, KIND_CLOCK_TAIL, &length)) &&
		   (r->has_minute || s->t->items[at].end - s->t->items[at].start > 5 ||
		    length > 1)) {
		c->sure = true;
		at += length;
	}
	if ((e = word_entry(s, at, KIND_ZONE, &length)) &&
	    (s->t->items[at].all_capital || length > 1)) {
		r->zone = pack_attribute(e, "value");
		c->sure = true;
		at += length;
	} else if (r->has_minute) {
		at += iso_zone(s, at, r);
	}
	return at - i;
}

/* One time of day with its tails; head: the tokens of "pukul" in front. */
static size_t clock_time(const struct scan *s, size_t i, struct reading *r, struct clock_read *c)
{
	size_t head = 0, used;

	c->headed = clock_head(s, i, &head) || c->headed;
	size_t at = i + head;
	used = clock_spoken(s, at, r, c);
	if (used == 0)
		used = clock_digits(s, at, r, c);
	if (used == 0)
		used = clock_pair(s, at, r, c);
	if (used == 0)
		used = clock_word(s, at, r, c);
	if (used == 0)
		return 0;
	at += used;
	return at + clock_tails(s, at, r, c) - i;
}

/* The end of a stretch: "11.00-12.00 WIB", "5 to 6pm". am or pm behind it holds for its start, too, if that comes before it. */
static size_t clock_range(const struct scan *s, size_t i, size_t first, struct reading *r,
			  struct clock_read *c)
{
	struct reading end = reading_none;
	struct clock_read other = {.headed = c->headed};
	size_t join = join_at(s, i, first);

	if (join == 0)
		return 0;
	size_t used = clock_time(s, i + join, &end, &other);
	bool sure = c->headed || c->sure || other.sure || (c->colon && other.colon);
	if (used == 0 || !sure || end.has_second || end.hour > 24 || c->four != other.four ||
	    (word_is(s, i + join + used, KIND_UNIT) && !other.sure) ||
	    (c->headed && !other.sure && !end.has_minute && s->t->items[i].kind == TOKEN_WORD))
		return 0;
	if (end.has_meridiem && !r->has_meridiem && r->hour <= 12 && r->hour > 0) {
		int later = r->hour % 12 + (end.hour >= 12 ? 12 : 0);
		r->hour = (uint8_t)(later < end.hour ? later : later - (end.hour >= 12 ? 12 : 0));
		r->has_meridiem = true;
	}
	if (end.zone.len && r->zone.len == 0)
		r->zone = end.zone;
	c->sure = true;
	r->has_to = true;
	r->to_hour = end.hour;
	r->to_minute = end.minute;
	r->to_has_minute = end.has_minute;
	r->to_has_meridiem = end.has_meridiem;
	return join + used;
}

/* "7 in the evening", "at 7" behind a day or "in the morning". */
static bool clock_is_led(const struct scan *s, size_t i, size_t end, const struct reading *r)
{
	size_t length;
	const struct pack_entry *e = i > 0 ? word_entry(s, i - 1, KIND_LINK, &length) : NULL;

	if (i > 0 && (e || bar_is(s, i - 1)) && (r->slots & (SLOT_DAY | SLOT_WEEKDAY | SLOT_SHIFT)))
		return true;
	if (e && (r->slots & SLOT_PART) && pack_attribute(e, "clock").ptr)
		return true;
	return r->hour <= 12 && (e = word_entry(s, end, KIND_LINK, &length)) &&
	       pack_attribute(e, "part").ptr && word_is(s, end + length, KIND_PART);
}

/* "John 3:16": behind a name that no word of time follows it is chapter and verse. */
static bool is_verse(const struct scan *s, size_t i, size_t end, const struct reading *r)
{
	return r->slots == 0 && i > 0 && s->t->items[i - 1].kind == TOKEN_WORD &&
	       s->t->items[i - 1].capital && !s->t->items[i - 1].all_capital &&
	       s->hits[i - 1].kinds == 0 && end - i == 3;
}

size_t piece_clock(const struct scan *s, size_t i, struct reading *r)
{
	struct reading try = *r;
	struct clock_read c = {0};
	size_t head = 0, length;

	if ((r->slots & SLOT_CLOCK) || i >= s->count || longer_than_day(r))
		return 0;
	if (glued(s, i) && span_is(token_text(s->t, i), "T") && (r->slots & SLOT_DAY)) {
		head = 1; /* 2016-05-07T23:45 */
		c.sure = true;
	}
	size_t at = i + head;
	if (at >= s->count)
		return 0;
	bool headed = clock_head(s, at, &length);
	if (head == 0 && !headed && at > 0 && glued(s, at) && !mark_is(s, at - 1, MARK_OPEN) &&
	    !mark_is(s, at - 1, MARK_DASH) && !mark_is(s, at - 1, MARK_HYPHEN) &&
	    !mark_is(s, at - 1, MARK_AT))
		return 0;
	size_t used = clock_time(s, at, &try, &c);
	if (used == 0)
		return 0;
	at += used;
	if (c.headed && word_entry(s, at, KIND_UNIT, &length))
		return 0; /* jam 2 menit */
	c.sure =
		c.sure || (try.has_minute && !c.four && word_is(s, at, KIND_PART)); /* 16.00 sore */
	at += clock_range(s, at, i, &try, &c);
	if (!c.headed && !c.sure && c.colon && is_verse(s, i, at, r))
		return 0;
	if (!c.headed && !c.sure && (c.four || !try.has_minute || !c.colon) &&
	    (c.four || !clock_is_led(s, i, at, &try)))
		return 0;
	try.slots |= SLOT_CLOCK;
	*r = try;
	return at - i;
}

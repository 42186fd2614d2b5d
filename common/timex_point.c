/* Points in time put together from pieces: each piece fills slots, and pieces whose slots are free may follow each other. */
#include "common/timex_parts.h"

#define BIT(kind) ((uint64_t)1 << (kind))

/* The kinds of words a piece can begin with; digits and marks are tried with those that take them. */
static const struct piece {
	size_t (*read)(const struct scan *, size_t, struct reading *);
	uint64_t kinds;
	bool digits, marks;
} pieces[] = {
	{piece_period,
	 BIT(KIND_ARTICLE) | BIT(KIND_ORDINAL) | BIT(KIND_ORDINAL_MARK) | BIT(KIND_PERIOD) |
		 BIT(KIND_UNIT),
	 true, false},
	{piece_numeric, 0, true, false},
	{piece_clock, BIT(KIND_HEAD) | BIT(KIND_NUMBER) | BIT(KIND_HALF) | BIT(KIND_CLOCK_PART),
	 true, false},
	{piece_named,
	 BIT(KIND_ARTICLE) | BIT(KIND_ORDINAL) | BIT(KIND_ORDINAL_MARK) | BIT(KIND_MONTH) |
		 BIT(KIND_HEAD) | BIT(KIND_SHIFT),
	 true, false},
	{piece_shift, BIT(KIND_ARTICLE) | BIT(KIND_SHIFT) | BIT(KIND_UNIT) | BIT(KIND_WITHIN),
	 false, false},
	{piece_weekday, BIT(KIND_HEAD) | BIT(KIND_SHIFT) | BIT(KIND_WEEKDAY), false, false},
	{piece_part, BIT(KIND_ARTICLE) | BIT(KIND_SHIFT) | BIT(KIND_PART) | BIT(KIND_MERIDIEM),
	 false, false},
	{piece_other,
	 BIT(KIND_ARTICLE) | BIT(KIND_DEIXIS) | BIT(KIND_SHIFT) | BIT(KIND_SEASON) |
		 BIT(KIND_HOLIDAY) | BIT(KIND_MOD),
	 false, false},
	{piece_year, BIT(KIND_HEAD) | BIT(KIND_NUMBER) | BIT(KIND_DECADE_WORD), true, true},
};

static size_t next_piece(const struct scan *s, size_t i, struct reading *r)
{
	if (i >= s->count)
		return 0;
	const struct token *t = &s->t->items[i];
	uint64_t kinds = s->hits[i].kinds;
	bool digits = t->kind == TOKEN_DIGITS, mark = t->kind == TOKEN_MARK;
	bool stamp = t->kind == TOKEN_WORD && glued(s, i) && (r->slots & SLOT_DAY); /* its T */
	if (kinds == 0 && !digits && !mark && !stamp)
		return 0;
	for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
		const struct piece *p = &pieces[k];
		if (!(kinds & p->kinds) && !(digits && p->digits) && !(mark && p->marks) &&
		    !(stamp && p->read == piece_clock))
			continue;
		struct reading try = *r;
		size_t used = p->read(s, i, &try);
		if (used) {
			*r = try;
			return used;
		}
	}
	return 0;
}

/* "17.40", "9:05" */
static bool clock_shape(const struct scan *s, size_t i)
{
	int hour, minute;

	return digits_at(s, i, 1, 2, &hour) && hour < 24 && glued(s, i + 1) &&
	       (mark_is(s, i + 1, MARK_PERIOD) || mark_is(s, i + 1, MARK_COLON)) &&
	       glued(s, i + 2) && digits_at(s, i + 2, 2, 2, &minute) && minute < 60 &&
	       number_ends(s, i + 2);
}

/* The 's of "last year's third quarter". */
static bool possessive_at(const struct scan *s, size_t i, const struct reading *r)
{
	return r->slots == SLOT_SHIFT && r->shift.unit == TU_YEAR &&
	       (mark_is(s, i, MARK_APOSTROPHE) || mark_is(s, i, MARK_SINGLE_CLOSE)) &&
	       glued(s, i) && glued(s, i + 1) && i + 2 < s->count &&
	       s->t->items[i + 1].end - s->t->items[i + 1].start == 1 &&
	       (word_is(s, i + 2, KIND_ORDINAL) || s->t->items[i + 2].kind == TOKEN_DIGITS) &&
	       !glued(s, i + 2);
}

/* What may stand between two pieces: the bar of a date line before its clock, a comma (not before a clock: that one is an expression of its own), a linking word. */
static size_t connector(const struct scan *s, size_t i, const struct reading *r)
{
	size_t length, at = i;

	if (mark_is(s, at, MARK_COMMA)) {
		bool date_part = (r->slots & (SLOT_WEEKDAY | SLOT_CLOCK)) &&
				 !(r->slots & (SLOT_DAY | SLOT_SHIFT));
		if (!date_part)
			return 0;
		at++;
		size_t n;
		int day;
		bool date = word_is(s, at, KIND_MONTH) || digits_at(s, at, 1, 4, &day) ||
			    word_is(s, at, KIND_HEAD) ||
			    ((r->slots & SLOT_CLOCK) &&
			     (word_is(s, at, KIND_WEEKDAY) || word_entry(s, at, KIND_DEIXIS, &n)));
		return date ? 1 : 0;
	}
	if (word_entry(s, at, KIND_LINK, &length))
		return length;
	if (possessive_at(s, at, r))
		return 2;
	if (r->slots == SLOT_YEAR && mark_is(s, at, MARK_HYPHEN) && glued(s, at) &&
	    glued(s, at + 1) && word_is(s, at + 1, KIND_PERIOD))
		return 1; /* 2017-Q1 */
	bool whole = (r->slots & SLOT_DAY) && (r->slots & SLOT_MONTH);
	return whole && bar_is(s, at) && clock_shape(s, at + 1) ? 1 : 0;
}

/* "lalu", "ini", "kemarin" behind a date: part of the expression; a name without a year is moved by it. */
static size_t tail_at(const struct scan *s, size_t i, struct reading *r)
{
	size_t length;
	const struct pack_entry *e = word_entry(s, i, KIND_SHIFT, &length);

	if (e == NULL || span_is(pack_attribute(e, "place"), "before") ||
	    pack_attribute(e, "the").ptr || r->name_shift.set ||
	    (pack_attribute(e, "end").ptr && i + length < s->count &&
	     s->t->items[i + length].kind == TOKEN_WORD))
		return 0;
	if (r->slots & (SLOT_SHIFT | SLOT_MOD) &&
	    !(r->slots & (SLOT_WEEKDAY | SLOT_DAY | SLOT_MONTH | SLOT_YEAR)))
		return 0;
	r->name_shift = (struct shift){(int8_t)timex_int(pack_attribute(e, "value")), TU_DAY,
				       ANCHOR_DOCUMENT, true};
	if (span_is(pack_attribute(e, "anchor"), "last"))
		r->name_shift.anchor = ANCHOR_LAST;
	return length;
}

/* "Minggu (31)" */
static size_t bracketed_day(const struct scan *s, size_t i, struct reading *r)
{
	int day;

	if (!(r->slots & SLOT_WEEKDAY) || (r->slots & (SLOT_DAY | SLOT_MONTH)) ||
	    !mark_is(s, i + 1, MARK_CLOSE) || !digits_at(s, i, 1, 2, &day) || day < 1 || day > 31)
		return 0;
	r->day = (uint8_t)day;
	r->slots |= SLOT_DAY;
	return 1;
}

/* Opens "(23/10" behind a weekday or month, closes it behind the date. */
static size_t bracket_at(const struct scan *s, size_t i, struct reading *r)
{
	struct reading try = *r;

	size_t comma =
		mark_is(s, i, MARK_COMMA) && r->slots == SLOT_WEEKDAY; /* Selasa, (6/5/2025) */
	i += comma;
	if (r->bracket || !(r->slots & (SLOT_WEEKDAY | SLOT_PART | SLOT_SHIFT)) ||
	    !mark_is(s, i, MARK_OPEN))
		return 0;
	try.bracket = true;
	size_t used = bracketed_day(s, i + 1, &try);
	if (used == 0)
		used = next_piece(s, i + 1, &try);
	if (used == 0 || !(try.slots & (SLOT_DAY | SLOT_MONTH | SLOT_YEAR)) ||
	    ((r->slots & SLOT_SHIFT) && !(try.day && try.month))) /* hari ini (10/8) */
		return 0;
	if (!(try.slots & SLOT_YEAR) && try.day) {
		size_t more = next_piece(s, i + 1 + used, &try); /* 23/10, then tahun 2024 */
		used += more;
	}
	*r = try;
	return used + 1 + comma;
}

static bool useful(const struct reading *r)
{
	uint16_t own = (uint16_t)(r->slots & ~(SLOT_MOD | SLOT_TAIL));
	if (own == SLOT_DAY)
		return true;
	return own != 0;
}

/* "last Friday from the week before", "in May from last month": two dates; "Sunday from last week" is one. */
static bool splits(const struct reading *before, const struct reading *r)
{
	return (r->slots & ~before->slots & SLOT_SHIFT) &&
	       (before->slots != SLOT_WEEKDAY || before->name_shift.set);
}

static bool is_from(const struct scan *s, size_t i)
{
	size_t length;
	const struct pack_entry *lead = word_entry(s, i, KIND_LEAD, &length);

	return lead && span_is(pack_attribute(lead, "value"), "since");
}

size_t read_point(const struct scan *s, size_t i, struct reading *r)
{
	size_t at = i, end = i, used;

	r->kind = READ_POINT;
	for (int n = 0; n < 8; n++) {
		used = at > i ? bracket_at(s, at, r) : 0;
		if (used == 0) {
			struct reading try = *r;
			size_t link = at > i ? connector(s, at, r) : 0;
			used = next_piece(s, at + link, &try);
			if (used && link && is_from(s, at) && splits(r, &try))
				used = 0;
			if (used) {
				*r = try;
				used += link;
			} else if (at > i && (used = tail_at(s, at, r)) == 0 && r->bracket &&
				   mark_is(s, at, MARK_CLOSE)) {
				r->bracket = false;
				used = 1;
			}
		}
		if (used == 0)
			break;
		at += used;
		if (useful(r))
			end = at;
	}
	if (end == i)
		return 0;
	r->bracket = false;
	return end - i;
}

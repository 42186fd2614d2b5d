/* Stretches between two points: from one day to another is one expression; years and months with a word between them stay two, as
 * TimeML has them, of which the later lends the earlier its year. */
#include "common/timex_parts.h"

enum {
	MOST_LISTED = 8
}; /* items of a list that are looked through for what the last one says of all */

/* What joins two points: a dash, "to", "hingga". */
static size_t join_of(const struct scan *s, size_t i)
{
	size_t length;

	if (mark_is(s, i, MARK_HYPHEN) || mark_is(s, i, MARK_DASH))
		return 1;
	return word_entry(s, i, KIND_JOIN, &length) ? length : 0;
}

size_t join_at(const struct scan *s, size_t i, size_t first)
{
	size_t length, lead;
	const struct pack_entry *e = word_entry(s, i, KIND_JOIN, &length);
	struct span after = e ? pack_attribute(e, "after") : (struct span){0};

	if (after.ptr && (first == 0 || !word_entry(s, first - 1, KIND_LEAD, &lead) ||
			  !word_listed(after, token_lower(s->t, first - 1))))
		return 0;
	return join_of(s, i);
}

/* A day number, "22", "the ninth", and the year behind it: what a second half may leave out is the month. */
static size_t bare_day(const struct scan *s, size_t i, struct reading *r)
{
	int day, year;
	size_t at = i + word_is(s, i, KIND_ARTICLE), used = read_ordinal(s, at, &day);

	if (used == 0 && at == i && digits_at(s, i, 1, 2, &day) && number_ends(s, i) &&
	    !(glued(s, i + 1) && s->t->items[i + 1].kind == TOKEN_WORD))
		used = 1;
	if (used == 0 || day < 1 || day > 31)
		return 0;
	at += used;
	r->kind = READ_POINT;
	r->day = (uint8_t)day;
	r->slots |= SLOT_DAY;
	if (s->lang && s->lang->month_first && mark_is(s, at, MARK_COMMA) && glued(s, at) &&
	    read_year(s, at + 1, &year)) {
		r->year = (int16_t)year;
		r->slots |= SLOT_YEAR;
		at += 2;
	}
	return at - i;
}

static bool is_day(const struct reading *r)
{
	const uint16_t no_day = SLOT_SHIFT | SLOT_PART | SLOT_CLOCK | SLOT_SEASON | SLOT_PERIOD |
				SLOT_DECADE | SLOT_MOD;
	return r->kind == READ_POINT && (r->slots & SLOT_DAY) && !(r->slots & no_day) && !r->has_to;
}

/* The end of the stretch into its beginning, each with what the other has of month and year. False when they do not fit. */
static bool join_days(struct reading *from, const struct reading *to)
{
	struct reading r = *from;

	if (!(r.slots & SLOT_MONTH)) {
		if (!(to->slots & SLOT_MONTH) || to->day <= r.day)
			return false;
		r.month = to->month;
		r.slots |= SLOT_MONTH;
	}
	uint8_t month = to->slots & SLOT_MONTH ? to->month : r.month;
	bool wraps = month < r.month;
	if ((to->slots & SLOT_YEAR) && !(r.slots & SLOT_YEAR)) {
		if (to->year_shift.set)
			r.year_shift = to->year_shift;
		r.year = (int16_t)(to->year - (wraps && !to->year_shift.set));
		r.slots |= SLOT_YEAR;
	}
	int32_t year = to->slots & SLOT_YEAR ? to->year : r.year ? r.year + wraps : 0;
	if (!(to->slots & SLOT_YEAR) && r.slots & SLOT_YEAR && r.year_shift.set)
		year = 0;
	if (to->day > (int)calendar_month_days(year ? year : 2000, month) ||
	    r.day > (int)calendar_month_days(r.year ? r.year : 2000, r.month) ||
	    (month == r.month && to->day <= r.day && year <= r.year))
		return false;
	if (to->name_shift.set)
		r.name_shift = to->name_shift;
	r.to_day = to->day;
	r.to_month = month;
	r.to_years = (uint8_t)(year && r.year && year > r.year ? year - r.year : wraps);
	r.warn |= to->warn;
	*from = r;
	return true;
}

/* "Senin-Rabu (21-23/10)", "Sabtu dan Minggu (26-27/10)": the bracket has the days, the first weekday is that of the first. */
static size_t weekday_range(const struct scan *s, size_t i, const struct reading *from,
			    struct reading *r)
{
	struct reading to = reading_none;
	size_t join, used;

	if (from->slots != SLOT_WEEKDAY || (join = join_of(s, from->end)) == 0)
		return 0;
	used = read_point(s, from->end + join, &to);
	if (used == 0 || !to.to_day || !(to.slots & SLOT_WEEKDAY))
		return 0;
	to.weekday = from->weekday;
	*r = to;
	return from->end + join + used - i;
}

/* "(22-25 April 1951)": alone in brackets, a gloss; gold standards have its two days as two expressions. */
static bool is_gloss(const struct scan *s, size_t first, size_t end)
{
	return first > 0 && mark_is(s, first - 1, MARK_OPEN) && mark_is(s, end, MARK_CLOSE);
}

bool read_range(const struct scan *s, size_t i, struct reading *best)
{
	struct reading from = *best, to = {0};
	size_t used, join;

	if (best->kind == READ_NONE) {
		if (!digits_start_clean(s, i) || (used = bare_day(s, i, &from)) == 0 ||
		    (from.slots & SLOT_YEAR))
			return false;
		from.first = (uint32_t)i;
		from.end = (uint32_t)(i + used);
	} else if (best->kind == READ_POINT && (used = weekday_range(s, i, best, &to))) {
		to.first = best->first;
		to.end = (uint32_t)(i + used);
		*best = to;
		return true;
	}
	if (!is_day(&from) || from.to_day || (join = join_at(s, from.end, from.first)) == 0)
		return false;
	size_t at = from.end + join;
	used = read_point(s, at, &to);
	if (used == 0 || !(to.slots & SLOT_MONTH)) {
		to = reading_none;
		if (!(from.slots & SLOT_MONTH) || !s->lang || !s->lang->month_first)
			return false;
		used = bare_day(s, at, &to);
		if (used == 0 || word_is(s, at + used, KIND_UNIT) ||
		    word_is(s, at + used, KIND_MONTH) || mark_is(s, at + used, MARK_COLON))
			return false;
		if ((to.slots & SLOT_YEAR) && to.day > calendar_month_days(to.year, from.month))
			*best = (struct reading){0}; /* April 20 - 31, 2022: no date at all */
	}
	if (is_gloss(s, i, at + used) || !is_day(&to) || !join_days(&from, &to))
		return false;
	from.end = (uint32_t)(at + used);
	*best = from;
	return true;
}

/* A comma, a word that joins, or both: between the items of a list. */
static size_t list_join(const struct scan *s, size_t i)
{
	size_t comma = mark_is(s, i, MARK_COMMA), length;

	if (comma && glued(s, i + 1))
		return 0; /* 17,5 */
	if (comma)
		return comma + (word_entry(s, i + 1, KIND_JOIN, &length) ? length : 0);
	return join_of(s, i);
}

/* The day with its month that ends a list of days: "17, 18 dan 19 Mei", seen from behind the 17. */
static bool last_of_days(const struct scan *s, size_t i, int day, struct reading *last)
{
	size_t join;
	int next;

	for (int n = 0; n < MOST_LISTED && (join = list_join(s, i)) > 0; n++) {
		i += join;
		*last = (struct reading){.kind = READ_POINT};
		if (!digits_at(s, i, 1, 2, &next) || next <= day)
			return false;
		if (piece_named(s, i, last) && last->day == next)
			return true;
		day = next;
		i++;
	}
	return false;
}

/* The first half that borrows its month, where the stretch is not read as one: "6-7 February" in brackets, "6, 7 and 9 February". */
static size_t first_half(const struct scan *s, size_t i, struct reading *r)
{
	int day;
	struct reading other;

	if (!digits_at(s, i, 1, 2, &day) || day < 1 || day > 31 || !number_ends(s, i) ||
	    (i > 0 && glued(s, i) && mark_is(s, i - 1, MARK_HYPHEN)) ||
	    !last_of_days(s, i + 1, day, &other))
		return 0;
	*r = other;
	r->day = (uint8_t)day;
	return 1;
}

/* "tanggal 17 dan 18 Mei": a day with a head before it takes the month of the last one. */
void share_month(const struct scan *s, struct reading *r)
{
	struct reading last;
	uint8_t day = r->day;
	uint32_t first = r->first, end = r->end;

	if (r->kind != READ_POINT || r->slots != SLOT_DAY || !last_of_days(s, r->end, day, &last))
		return;
	*r = last;
	r->day = day;
	r->first = first;
	r->end = end;
}

/* "Senin dan Selasa pekan depan", "Monday, Tuesday and Friday next week": what moves the last one moves all. */
void share_week(const struct scan *s, struct reading *r)
{
	size_t i = r->end, join, used;

	if (r->kind != READ_POINT || r->slots != SLOT_WEEKDAY || r->name_shift.set)
		return;
	for (int n = 0; n < MOST_LISTED && (join = list_join(s, i)) > 0; n++) {
		struct reading next = {0};
		i += join;
		if (!word_is(s, i, KIND_WEEKDAY) || (used = read_point(s, i, &next)) == 0)
			return;
		if (next.slots == (SLOT_WEEKDAY | SLOT_SHIFT) && next.shift.unit == TU_WEEK) {
			r->shift = next.shift;
			r->slots |= SLOT_SHIFT;
			return;
		}
		if (next.slots != SLOT_WEEKDAY)
			return;
		if (next.name_shift.set) {
			r->name_shift = next.name_shift;
			return;
		}
		i += used;
	}
}

/* Whether a day follows behind a comma: "May 4, 12 people" has none, "May 4, 12 and 13" and "the 4th, 12th" have. */
static bool comma_lists(const struct scan *s, size_t i)
{
	size_t length;
	int n;

	if (word_is(s, i + 1, KIND_ORDINAL_MARK) && glued(s, i + 1))
		return true;
	size_t at = i + 1 + mark_is(s, i + 1, MARK_COMMA);
	return word_entry(s, at, KIND_JOIN, &length) && digits_at(s, at + length, 1, 2, &n) &&
	       n <= 31;
}

/* The 5 of "on May 4 and 5": a second day that borrows the month. */
size_t read_range_half(const struct scan *s, size_t i, const struct reading *before,
		       struct reading *r)
{
	size_t used = first_half(s, i, r);

	if (used)
		return used;
	if (before == NULL || before->kind != READ_POINT || !before->day || !before->month ||
	    before->to_day || !s->lang || !s->lang->month_first || before->end >= i ||
	    list_join(s, before->end) != i - before->end ||
	    (i - before->end == 1 && mark_is(s, i - 1, MARK_COMMA) && !comma_lists(s, i)) ||
	    s->t->items[i].kind != TOKEN_DIGITS || (used = bare_day(s, i, r)) == 0)
		return 0;
	if (r->day <= before->day || word_is(s, i + 1, KIND_MONTH) ||
	    word_is(s, i + 1, KIND_UNIT) ||
	    r->day > calendar_month_days(r->year        ? r->year
					 : before->year ? before->year
							: 2000,
					 before->month))
		return 0;
	r->month = before->month;
	r->future = before->future;
	r->slots |= (uint16_t)(SLOT_MONTH | (before->slots & SLOT_YEAR));
	if (before->slots & SLOT_YEAR)
		r->year = before->year;
	return used;
}

/* The 12 of "between 12 and 18 months", where the language's gold standards count it. */
size_t read_count_half(const struct scan *s, size_t i, struct reading *r)
{
	struct amount first = {0}, second = {0};
	size_t length, used, join;

	if (s->lang == NULL || !s->lang->half_ranges || i == 0 ||
	    !word_entry(s, i - 1, KIND_LEAD, &length))
		return 0;
	used = read_count(s, i, &first);
	if (used == 0 || first.vague || (join = join_of(s, i + used)) == 0)
		return 0;
	size_t at = i + used + join, more = read_count(s, at, &second);
	const struct pack_entry *e = more ? word_entry(s, at + more, KIND_UNIT, &length) : NULL;
	if (e == NULL || second.vague || second.whole <= first.whole)
		return 0;
	r->kind = READ_DURATION;
	r->amount = first;
	r->amount.unit = (uint8_t)timex_unit_of(pack_attribute(e, "value"));
	return used;
}

/* A first half without a year takes that of the second: "26 June - 4 August 1952". */
void share_year(const struct scan *s, struct reading *r)
{
	size_t join;
	struct reading other = reading_none;
	int day, year;

	if (r->kind != READ_POINT || !(r->slots & SLOT_MONTH) ||
	    (r->slots & (SLOT_YEAR | SLOT_WEEKDAY)) || (join = join_of(s, r->end)) == 0)
		return;
	size_t at = r->end + join;
	if (digits_at(s, at, 1, 2, &day) && mark_is(s, at + 1, MARK_COMMA) &&
	    read_year(s, at + 2, &year)) {
		other.year = (int16_t)year;
		other.slots = SLOT_YEAR;
	} else if (read_point(s, at, &other) == 0 || !(other.slots & SLOT_MONTH)) {
		return;
	}
	if (!(other.slots & SLOT_YEAR))
		return;
	r->year_shift = other.year_shift;
	r->year = (int16_t)(other.year - (other.month && other.month < r->month));
	r->slots |= SLOT_YEAR;
}

/* "from 2014 to 2018": two expressions, but what the first dates lasts until the second. */
void timex_join(const struct scan *s, const struct reading *before, struct timex *from,
		const struct reading *r, struct timex *to, struct arena *a)
{
	struct buffer b = {0};
	int64_t first = from->upper == TIMEX_NO_DAY ? from->lower : from->upper;

	if (before->kind != READ_POINT || r->kind != READ_POINT || r->base_at ||
	    join_at(s, before->end, before->first) != r->first - before->end ||
	    from->edtf.len == 0 || to->edtf.len == 0 || first == TIMEX_NO_DAY ||
	    to->upper == TIMEX_NO_DAY || to->upper < first || from->signal == TIMEX_UNTIL ||
	    from->signal == TIMEX_BEFORE ||
	    (from->signal == TIMEX_SINCE && to->signal == TIMEX_SINCE))
		return;
	struct span start = from->edtf, end = to->edtf;
	for (size_t i = 0; i < start.len; i++) {
		if (start.ptr[i] == '/')
			start.len = i;
	}
	for (size_t i = 0; i < end.len; i++) {
		if (end.ptr[i] == '/')
			end = span_sub(end, i + 1, end.len);
	}
	buffer_add_span(&b, start);
	buffer_add_byte(&b, '/');
	buffer_add_span(&b, end);
	from->edtf = arena_copy(a, buffer_span(&b));
	buffer_free(&b);
	if (from->lower == TIMEX_NO_DAY)
		from->lower = first;
	from->upper = to->upper;
	from->day = false;
	from->signal = TIMEX_AT;
	to->edtf = from->edtf;
	to->lower = from->lower;
	to->upper = from->upper;
	to->day = false;
}

/* Expressions that move from an anchor, and references. */
#include "common/timex_parts.h"

static struct shift shift_from(const struct pack_entry *e, enum timex_unit unit, bool article)
{
	struct shift m = {(int8_t)timex_int(pack_attribute(e, "value")), (uint8_t)unit,
			  ANCHOR_DOCUMENT, true};
	struct span anchor = pack_attribute(e, "anchor");

	if (article && pack_attribute(e, "the-anchor").ptr)
		anchor = pack_attribute(e, "the-anchor");
	if (span_is(anchor, "last"))
		m.anchor = ANCHOR_LAST;
	return m;
}

enum timex_unit unit_at(const struct scan *s, size_t i, size_t *length)
{
	const struct pack_entry *e = word_entry(s, i, KIND_UNIT, length);
	if (e == NULL || pack_attribute(e, "times").ptr)
		return TU_NONE;
	return timex_unit_of(pack_attribute(e, "value"));
}

bool is_stretch(const struct pack_entry *shift, enum timex_unit unit)
{
	return pack_attribute(shift, "length").ptr ||
	       ((unit == TU_DECADE || unit == TU_HOUR) &&
		timex_int(pack_attribute(shift, "value")) != 0);
}

/* A moved year says which year the month, season or quarter read before belongs to. */
static void put_shift(struct shift m, struct reading *r)
{
	if (m.unit == TU_YEAR && (r->slots & (SLOT_MONTH | SLOT_SEASON | SLOT_PERIOD))) {
		r->year_shift = m;
		r->slots |= SLOT_YEAR;
		return;
	}
	r->shift = m;
	r->slots |= SLOT_SHIFT;
}

/* "pada Minggu lalu": what is the weekday with a capital is the week without; with a capital behind it, too, a heading. */
static bool is_capital_weekday(const struct scan *s, size_t i)
{
	size_t length;
	const struct pack_entry *e = word_entry(s, i, KIND_WEEKDAY, &length);

	return e && word_is(s, i, KIND_UNIT) && name_stands(s, i, e, false) &&
	       word_is(s, i + length, KIND_SHIFT) && !s->t->items[i + length].capital;
}

const struct pack_entry *shift_behind(const struct scan *s, size_t i, bool article, size_t *length)
{
	const struct pack_entry *e = word_entry(s, i, KIND_SHIFT, length);

	if (e == NULL || span_is(pack_attribute(e, "place"), "before"))
		return NULL;
	if (pack_attribute(e, "the").ptr &&
	    (!article || (pack_attribute(e, "end").ptr && i + *length < s->count &&
			  s->t->items[i + *length].kind != TOKEN_MARK)))
		return NULL; /* the year before the war */
	return e;
}

/* "last week", "minggu lalu"; behind a modifier also a bare unit: "akhir tahun", "the end of the year". */
size_t piece_shift(const struct scan *s, size_t i, struct reading *r)
{
	size_t at = i, length, more;
	enum timex_unit unit;
	const struct pack_entry *e;

	if ((r->slots & SLOT_SHIFT) || (r->slots & SLOT_YEAR) || is_capital_weekday(s, at))
		return 0;
	if (word_entry(s, at, KIND_WITHIN, &length)) { /* later in the week */
		size_t link = 0;
		if (!word_entry(s, at + length, KIND_LINK, &link) || link != 2)
			return 0;
		length += link;
		unit = unit_at(s, at + length, &more);
		if (unit < TU_WEEK || unit > TU_YEAR || unit == TU_WEEKEND || r->slots)
			return 0;
		put_shift((struct shift){0, (uint8_t)unit, ANCHOR_HAND, true}, r);
		return length + more;
	}
	bool article = word_is(s, at, KIND_ARTICLE);
	at += article;
	if ((e = word_entry(s, at, KIND_SHIFT, &length)) &&
	    !span_is(pack_attribute(e, "place"), "after") &&
	    (unit = unit_at(s, at + length, &more)) >= TU_DAY) {
		const struct pack_entry *name = word_entry(s, at + length, KIND_UNIT, &more);
		if (is_stretch(e, unit) || (name && pack_attribute(name, "vague").ptr))
			return 0;
		if (glued(s, at + length + more) && mark_is(s, at + length + more, MARK_HYPHEN))
			return 0;
		put_shift(shift_from(e, unit, article), r);
		r->fiscal = word_is_fiscal(s, at + length, KIND_UNIT);
		return at + length + more - i;
	}
	unit = unit_at(s, at, &length);
	if (unit < TU_DAY)
		return 0;
	if ((e = shift_behind(s, at + length, article, &more))) {
		put_shift(shift_from(e, unit, false), r);
		return at + length + more - i;
	}
	bool bare = r->slots == SLOT_MOD && unit >= TU_WEEK && unit <= TU_YEAR &&
		    !word_entry(s, at + length, KIND_ORDINAL, &more);
	int n;
	if ((bare || (unit == TU_WEEKEND && (article || i == 0 || r->slots == 0))) &&
	    !digits_at(s, at + length, 1, 4, &n)) {
		if (word_is(s, at + length, KIND_MONTH))
			return 0;
		put_shift((struct shift){0, (uint8_t)unit, ANCHOR_HAND, true}, r);
		r->fiscal = word_is_fiscal(s, at, KIND_UNIT);
		return at + length - i;
	}
	return 0;
}

static size_t take_century(int n, size_t used, struct reading *r)
{
	if (n < 1 || n > 30)
		return 0;
	r->year = (int16_t)((n - 1) * 100);
	r->digits = 2;
	r->slots |= SLOT_DECADE;
	return used;
}

static size_t take_period(const struct pack_entry *e, int n, size_t used, struct reading *r)
{
	bool half = span_is(pack_attribute(e, "value"), "half");

	if (n < 1 || n > (half ? 2 : 4))
		return 0;
	r->period = (uint8_t)n;
	r->period_unit = half ? TU_HALF : TU_QUARTER;
	r->slots |= SLOT_PERIOD;
	return used;
}

/* "semester I/2024", "Q3-2024" */
static size_t period_year(const struct scan *s, size_t i, struct reading *r)
{
	int year;

	if (!(mark_is(s, i, MARK_SLASH) || mark_is(s, i, MARK_HYPHEN)) || !glued(s, i) ||
	    !glued(s, i + 1) || !read_year(s, i + 1, &year) || (r->slots & SLOT_YEAR))
		return 0;
	r->year = (int16_t)year;
	r->slots |= SLOT_YEAR;
	return 2;
}

/* "of 2025", "of this year", "tahun ini": what tells half a year from half a match. */
static bool is_of_year(const struct scan *s, size_t i)
{
	size_t length;
	struct reading year = {.slots = SLOT_PERIOD};

	i += word_entry(s, i, KIND_LINK, &length) ? length : 0;
	i += (mark_is(s, i, MARK_HYPHEN) || mark_is(s, i, MARK_SLASH)) && glued(s, i);
	i += word_is(s, i, KIND_ARTICLE);
	if (i < s->count && s->t->items[i].kind == TOKEN_DIGITS)
		return read_year(s, i, &(int){0}) > 0;
	if (unit_at(s, i, &length) == TU_YEAR)
		return true;
	return piece_shift(s, i, &year) && year.year_shift.set;
}

/* "kuartal III", "Q1", "the first quarter", "abad ke-20", "the 20th century". */
size_t piece_period(const struct scan *s, size_t i, struct reading *r)
{
	size_t at = i, length, more;
	const struct pack_entry *e;
	int n;

	if (r->slots & (SLOT_PERIOD | SLOT_DECADE | SLOT_MONTH))
		return 0;
	at += word_is(s, at, KIND_ARTICLE);
	length = s->lang && s->lang->ordinals_behind ? 0 : read_ordinal(s, at, &n);
	if (length) {
		if (unit_at(s, at + length, &more) == TU_CENTURY)
			return take_century(n, at + length + more - i, r);
		if (mark_is(s, at + length, MARK_HYPHEN) &&
		    unit_at(s, at + length + 1, &more) == TU_CENTURY)
			return take_century(n, at + length + 1 + more - i, r);
		size_t hyphen = mark_is(s, at + length, MARK_HYPHEN) && glued(s, at + length) &&
				glued(s, at + length + 1);
		e = word_entry(s, at + length + hyphen, KIND_PERIOD, &more);
		if (e == NULL || (hyphen && span_is(pack_attribute(e, "value"), "half")))
			return 0; /* a second-half goal */
		length += hyphen;
		size_t end = at + length + more;
		if (span_is(pack_attribute(e, "value"), "half") && !(r->slots & SLOT_YEAR) &&
		    !is_of_year(s, end))
			return 0; /* the first half of a match */
		return take_period(e, n, end - i, r);
	}
	if (unit_at(s, at, &length) == TU_CENTURY && (more = read_ordinal(s, at + length, &n)))
		return take_century(n, at + length + more - i, r);
	e = word_entry(s, at, KIND_PERIOD, &length);
	if (e == NULL)
		return 0;
	if ((more = read_ordinal(s, at + length, &n)) ||
	    (digits_at(s, at + length, 1, 1, &n) && (more = 1))) {
		if (pack_attribute(e, "year").ptr && !(r->slots & SLOT_YEAR) &&
		    !is_of_year(s, at + length + more))
			return 0; /* paruh kedua pertandingan */
		size_t used = take_period(e, n, at + length + more - i, r);
		return used ? used + period_year(s, i + used, r) : 0;
	}
	return 0;
}

static size_t deixis_at(const struct scan *s, size_t i, struct reading *r)
{
	size_t length;
	bool article = word_is(s, i, KIND_ARTICLE);
	const struct pack_entry *e = word_entry(s, i + article, KIND_DEIXIS, &length);

	if (e == NULL || (pack_attribute(e, "the").ptr && !article) ||
	    (r->slots & (SLOT_SHIFT | SLOT_DAY | SLOT_MONTH | SLOT_YEAR | SLOT_WEEKDAY)))
		return 0;
	if (pack_attribute(e, "end").ptr && i + article + length < s->count &&
	    s->t->items[i + article + length].kind == TOKEN_WORD)
		return 0; /* the day after the vote: what it hangs on is not known */
	struct span skip = pack_attribute(e, "skip");
	if (skip.ptr && r->slots == 0)
		r->first = (uint32_t)(i + (size_t)timex_int(skip));
	r->shift = shift_from(e, TU_DAY, false);
	r->slots |= SLOT_SHIFT;
	struct span part = pack_attribute(e, "part");
	if (part.len == 2 && !(r->slots & SLOT_PART)) {
		memcpy(r->part, part.ptr, 2);
		r->part[2] = '\0';
		r->slots |= SLOT_PART;
	}
	return length + article;
}

static size_t season_at(const struct scan *s, size_t i, struct reading *r)
{
	size_t at = i, length;
	const struct pack_entry *e, *move = NULL;

	at += word_is(s, at, KIND_ARTICLE);
	if ((e = word_entry(s, at, KIND_SHIFT, &length)) &&
	    !span_is(pack_attribute(e, "place"), "after")) {
		move = e;
		at += length;
	}
	e = word_entry(s, at, KIND_SEASON, &length);
	if (e == NULL || (r->slots & (SLOT_SEASON | SLOT_MONTH | SLOT_SHIFT)))
		return 0;
	int year;
	size_t link;
	size_t end = at + length;
	bool dated = read_year(s, end, &year) ||
		     (word_entry(s, end, KIND_LINK, &link) && read_year(s, end + link, &year));
	if (pack_attribute(e, "alone").ptr && !move && !dated && !(r->slots & SLOT_MOD) &&
	    (!s->t->items[at].capital || s->t->items[at].all_capital) &&
	    !(at > i && i > 0 && word_is(s, i - 1, KIND_LEAD)))
		return 0;
	struct span value = pack_attribute(e, "value");
	if (value.len != 2)
		return 0;
	memcpy(r->season, value.ptr, 2);
	r->season[2] = '\0';
	r->slots |= SLOT_SEASON;
	if (move) {
		r->year_shift = shift_from(move, TU_YEAR, false);
		r->slots |= SLOT_YEAR;
	}
	return end - i;
}

/* "Labor Day weekend", "Halloween 2021 weekend" */
static size_t weekend_behind(const struct scan *s, size_t i, struct reading *r)
{
	size_t length;
	int year;
	bool dated = !(r->slots & SLOT_YEAR) && read_year(s, i, &year);

	if (unit_at(s, i + dated, &length) != TU_WEEKEND)
		return 0;
	if (dated) {
		r->year = (int16_t)year;
		r->slots |= SLOT_YEAR;
	}
	r->near_weekend = true;
	return dated + length;
}

static size_t holiday_at(const struct scan *s, size_t i, struct reading *r)
{
	size_t length, moved = 0;
	const struct pack_entry *e, *move = word_entry(s, i, KIND_SHIFT, &length);

	if (move && !span_is(pack_attribute(move, "place"), "after") && r->slots == 0)
		moved = length; /* last Christmas */
	e = word_entry(s, i + moved, KIND_HOLIDAY, &length);
	if (e == NULL || (r->slots & (SLOT_MONTH | SLOT_DAY)))
		return 0;
	length += moved;
	if (moved)
		r->name_shift = shift_from(move, TU_DAY, false);
	length += weekend_behind(s, i + length, r);
	struct span value = pack_attribute(e, "value"), nth = pack_attribute(e, "nth");
	if (value.len == 2 && nth.len) { /* the fourth Thursday of November */
		r->month = (uint8_t)timex_int(value);
		r->nth_kind = NTH_WEEKDAY;
		r->nth = (int8_t)timex_int(nth);
		r->nth_weekday = (uint8_t)timex_int(pack_attribute(e, "weekday"));
		r->nth_after = (uint8_t)timex_int(pack_attribute(e, "after"));
		r->slots |= SLOT_MONTH;
		return length;
	}
	struct span easter = pack_attribute(e, "easter");
	if (easter.len) { /* between 22 March and 8 May, and what is counted from there */
		r->month = 4;
		r->nth_kind = pack_attribute(e, "julian").ptr ? NTH_JULIAN_EASTER : NTH_EASTER;
		r->nth = (int8_t)timex_int(easter);
		r->slots |= SLOT_MONTH;
		return length;
	}
	if (value.len != 5)
		return 0;
	r->month = (uint8_t)timex_int(span_sub(value, 0, 2));
	r->day = (uint8_t)timex_int(span_sub(value, 3, 5));
	r->slots |= SLOT_MONTH | SLOT_DAY;
	return length;
}

size_t piece_other(const struct scan *s, size_t i, struct reading *r)
{
	size_t length, used = deixis_at(s, i, r);

	if (used == 0)
		used = season_at(s, i, r);
	if (used == 0)
		used = holiday_at(s, i, r);
	if (used)
		return used;
	bool article = word_is(s, i, KIND_ARTICLE);
	const struct pack_entry *e = word_entry(s, i + article, KIND_MOD, &length);
	if (e == NULL || r->slots)
		return 0;
	length += article;
	struct span value = pack_attribute(e, "value");
	r->mod = span_is(value, "START") ? MOD_START : span_is(value, "END") ? MOD_END : MOD_MID;
	struct span unit = pack_attribute(e, "unit");
	if (unit.len) { /* by year-end */
		if (i == 0 || !word_is(s, i - 1, KIND_LEAD))
			return 0;
		int year;
		if (span_is(unit, "Y") && read_year(s, i + length, &year)) {
			r->year = (int16_t)year;
			r->slots |= SLOT_MOD | SLOT_YEAR;
			return length + 1;
		}
		put_shift((struct shift){0, (uint8_t)timex_unit_of(unit), ANCHOR_HAND, true}, r);
	}
	bool hyphen = mark_is(s, i + length, MARK_HYPHEN) && glued(s, i + length) &&
		      glued(s, i + length + 1);
	if (pack_attribute(e, "hyphen").ptr && !hyphen)
		return 0;
	r->slots |= SLOT_MOD;
	if (unit.len == 0)
		length += hyphen; /* mid-1990s */
	return length;
}

/* "this year and next": the unit of the expression before, moved once more. Only where nothing follows that "next" could belong to. */
size_t read_elliptic_shift(const struct scan *s, size_t i, const struct reading *before,
			   struct reading *r)
{
	size_t length, more;
	const struct pack_entry *move = word_entry(s, i, KIND_BEFORE, &length),
				*join = i > 0 ? word_entry(s, i - 1, KIND_JOIN, &more) : NULL;

	if (move == NULL || join == NULL || before == NULL || before->kind != READ_POINT ||
	    before->slots != SLOT_SHIFT || before->shift.unit < TU_WEEK || before->end + 1 != i ||
	    pack_attribute(move, "anchor").ptr)
		return 0;
	size_t end = i + length;
	if (end < s->count && s->t->items[end].kind == TOKEN_WORD && !word_is(s, end, KIND_LEAD) &&
	    !word_is(s, end, KIND_LINK) && !word_is(s, end, KIND_FUTURE))
		return 0;
	int by = timex_int(pack_attribute(move, "value"));
	if (by == before->shift.by || mark_is(s, end, MARK_HYPHEN))
		return 0;
	r->kind = READ_POINT;
	r->shift = before->shift;
	r->shift.by = (int8_t)by;
	r->slots = SLOT_SHIFT;
	return length;
}

size_t read_reference(const struct scan *s, size_t i, struct reading *r)
{
	size_t length;
	bool article = word_is(s, i, KIND_ARTICLE) && word_is(s, i + 1, KIND_REF);
	const struct pack_entry *e = word_entry(s, i + article, KIND_REF, &length);

	if (e == NULL || (pack_attribute(e, "the").ptr != NULL) != article ||
	    (pack_attribute(e, "first").ptr && i > 0))
		return 0;
	struct span not_after = pack_attribute(e, "not-after");
	if (i > 0 && not_after.ptr && word_listed(not_after, token_lower(s->t, i - 1)))
		return 0;
	size_t skip = (size_t)timex_int(pack_attribute(e, "skip"));
	r->kind = READ_REF;
	r->ref = pack_attribute(e, "value");
	r->first = (uint32_t)(i + (skip < length ? skip : 0));
	return length + article;
}

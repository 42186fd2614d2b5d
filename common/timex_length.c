/* Lengths of time, and ways from an anchor that are as long. */
#include "common/timex_parts.h"

/* "ago", "kemudian": the length becomes a way from the anchor; "terakhir" only belongs to it. */
static size_t ago_behind(const struct scan *s, size_t first, size_t i, struct reading *r)
{
	size_t length, hyphen = mark_is(s, i, MARK_HYPHEN) && glued(s, i) && glued(s, i + 1);
	const struct pack_entry *e = word_entry(s, i + hyphen, KIND_AGO, &length);

	i += hyphen; /* a year-ago loss */
	if (e == NULL || (hyphen && pack_attribute(e, "end").ptr) ||
	    (pack_attribute(e, "end").ptr && i + length < s->count &&
	     s->t->items[i + length].kind == TOKEN_WORD))
		return 0;
	if (pack_attribute(e, "led").ptr && (first == 0 || !word_is(s, first - 1, KIND_LEAD)))
		return 0; /* selama dua pekan ini, but: pemain 26 tahun ini */
	struct span not_before = pack_attribute(e, "not-before");
	if (not_before.ptr && i + length < s->count &&
	    word_listed(not_before, token_lower(s->t, i + length)))
		return 0; /* a month earlier than usual */
	int by = timex_int(pack_attribute(e, "value"));
	if (by != 0) {
		r->kind = READ_AGO;
		r->ago = (int8_t)by;
		r->ahead = pack_attribute(e, "ahead").ptr != NULL;
		r->anchor = span_is(pack_attribute(e, "anchor"), "last") ? ANCHOR_LAST
									 : ANCHOR_DOCUMENT;
	}
	return hyphen + length;
}

/* "3h ago", "2w later"; hours, weeks and years also where a word that leads to lengths stands in front and none behind: "for 3h". All
 * but those are far oftener metres, millions and pence, even before "later". */
static size_t short_unit(const struct scan *s, size_t i, struct amount *a)
{
	size_t length;
	const struct pack_entry *e =
		glued(s, i) ? word_entry(s, i, KIND_SHORT_UNIT, &length) : NULL;

	if (e == NULL || s->t->items[i - 1].kind != TOKEN_DIGITS || !digits_start_clean(s, i - 1))
		return 0;
	const struct pack_entry *ago = word_entry(s, i + length, KIND_AGO, &(size_t){0}),
				*lead = lead_before(s, i - 1);
	bool led = pack_attribute(e, "led").ptr != NULL, word = false;
	if (i + length < s->count)
		word = s->t->items[i + length].kind == TOKEN_WORD || glued(s, i + length);
	if (i + length < s->count && s->t->items[i + length].kind == TOKEN_MARK)
		word = mark_is(s, i + length, MARK_HYPHEN) || mark_is(s, i + length, MARK_SLASH);
	bool moved = ago && (led || pack_attribute(ago, "anchor").ptr == NULL);
	bool stretch = led && !word && lead &&
		       (pack_attribute(lead, "length").ptr || pack_attribute(lead, "ahead").ptr);
	if (!moved && !stretch)
		return 0;
	a->unit = (uint8_t)timex_unit_of(pack_attribute(e, "value"));
	a->times = 1;
	return length;
}

/* The night of "a three-night stay", "for 1 night"; "one night" is mostly a night of some day. */
static size_t night_unit(const struct scan *s, size_t i, size_t at, struct amount *a)
{
	size_t length;
	const struct pack_entry *e = word_entry(s, at, KIND_PART, &length);
	struct span unit = e ? pack_attribute(e, "unit") : (struct span){0};

	if (unit.ptr == NULL || i == 0 || (at == i && s->t->items[i - 1].kind != TOKEN_DIGITS))
		return 0;
	a->unit = (uint8_t)timex_unit_of(unit);
	a->times = 1;
	return length;
}

/* The unit behind a count, with what makes it no length: an age, a further number. */
size_t counted_unit(const struct scan *s, size_t i, struct amount *a)
{
	size_t at = i, length = short_unit(s, i, a);

	if (length)
		return length;
	if (mark_is(s, at, MARK_HYPHEN) && glued(s, at) && glued(s, at + 1))
		at++;
	bool moved = word_is(s, at, KIND_BEFORE);
	if (word_entry(s, at, KIND_FILLER, &length))
		at += length;
	else if (moved)
		at += s->hits[at].length; /* the four previous weeks */
	const struct pack_entry *e = word_entry(s, at, KIND_UNIT, &length);
	if (e == NULL && (length = night_unit(s, i, at, a)))
		return at + length - i;
	if (e == NULL || (moved && pack_attribute(e, "vague").ptr == NULL) ||
	    (at > i && mark_is(s, at - 1, MARK_HYPHEN) && s->hits[at].meaning &&
	     timex_unit_of(pack_attribute(e, "value")) == TU_QUARTER))
		return 0; /* three-quarters is a fraction */
	struct span times = pack_attribute(e, "times");
	a->unit = (uint8_t)timex_unit_of(pack_attribute(e, "value"));
	a->times = (uint8_t)(times.ptr ? timex_int(times) : 1);
	at += length;
	int year;
	if (a->unit == TU_YEAR && word_head(s, at - length, "year", &length) &&
	    read_year(s, at, &year))
		return 0; /* Nomor 12 Tahun 2011: the year of a law */
	size_t after = at + (mark_is(s, at, MARK_HYPHEN) && glued(s, at));
	if (word_entry(s, after, KIND_AGE, &length))
		return 0;
	return at - i;
}

/* Lengths said in one word, and plural units that stand alone: "setahun", "years". */
static size_t one_word_length(const struct scan *s, size_t i, struct amount *a)
{
	size_t length;
	const struct pack_entry *e = word_entry(s, i, KIND_ONE_UNIT, &length);

	if (e == NULL) {
		e = word_entry(s, i, KIND_UNIT, &length);
		if (e == NULL || pack_attribute(e, "vague").ptr == NULL ||
		    (i > 0 && mark_is(s, i - 1, MARK_HYPHEN) && glued(s, i)))
			return 0;
	}
	struct span times = pack_attribute(e, "times");
	a->whole = 1;
	a->vague = pack_attribute(e, "vague").ptr != NULL;
	a->unit = (uint8_t)timex_unit_of(pack_attribute(e, "value"));
	a->times = (uint8_t)(times.ptr ? timex_int(times) : 1);
	size_t more;
	return word_entry(s, i + length, KIND_AGE, &more) ? 0 : length;
}

size_t length_at(const struct scan *s, size_t i, struct amount *a)
{
	struct amount one = {0};
	size_t used = read_count(s, i, &one), unit = used ? counted_unit(s, i + used, &one) : 0;
	size_t length;

	if (unit && one.whole != 1 && word_is(s, i + used, KIND_ORDINAL))
		return 0; /* February twenty second */
	if (unit && year_of_unit(s, i) != TU_NONE)
		return 0;
	if (unit) {
		const struct pack_entry *e = word_entry(s, i, KIND_NUMBER, &length);
		bool article = e && pack_attribute(e, "unit").ptr;
		if (article && (one.unit == TU_SECOND || one.unit == TU_QUARTER) &&
		    !word_is(s, i + used + unit, KIND_AGO))
			return 0; /* a second, a quarter: mostly not the unit */
		unit += read_part(s, i + used + unit, &one); /* a year and a half */
		*a = one;
		return used + unit;
	}
	one = (struct amount){0};
	used = one_word_length(s, i, &one);
	if (used)
		*a = one;
	return used;
}

/* The finer units behind the first: "3 years 6 months", "3 tahun dan 6 bulan". Across a comma or a word only the next finer one, so
 * that two lengths that stand side by side are not taken for one. */
static size_t finer_lengths(const struct scan *s, size_t i, struct reading *r)
{
	static const uint8_t next_finer[] = {
		[TU_MINUTE] = TU_SECOND, [TU_HOUR] = TU_MINUTE, [TU_DAY] = TU_HOUR,
		[TU_WEEK] = TU_DAY,      [TU_MONTH] = TU_DAY,   [TU_YEAR] = TU_MONTH,
	};
	size_t at = i, length;
	const struct amount *last = &r->amount;

	while (r->more_count < MORE_AMOUNTS && !last->vague && !last->milli &&
	       last->unit < sizeof next_finer && last->times <= 1) {
		struct amount one = {0};
		size_t link = mark_is(s, at, MARK_COMMA)              ? 1
			      : word_entry(s, at, KIND_JOIN, &length) ? length
								      : 0;
		size_t used =
			word_is(s, at + link, KIND_ONE_UNIT) ? 0 : length_at(s, at + link, &one);
		if (used == 0 || one.vague || one.unit == TU_NONE || one.unit >= last->unit ||
		    (link && one.unit != next_finer[last->unit]))
			break;
		r->more[r->more_count] = one;
		last = &r->more[r->more_count++];
		at += link + used;
	}
	return at - i;
}

/* "after tomorrow", "before 2 February", "setelah kemarin": the length counts from that day. */
static size_t base_behind(const struct scan *s, size_t i, size_t first, struct reading *r)
{
	size_t length;
	const struct pack_entry *e = word_entry(s, i, KIND_OFFSET, &length), *lead;
	struct reading base = reading_none;

	if (e == NULL || r->amount.vague || word_is(s, first, KIND_APPROX))
		return 0; /* over four years from April: a length */
	lead = first > 0 ? word_entry(s, first - 1, KIND_LEAD, &(size_t){0}) : NULL;
	if (lead && pack_attribute(lead, "length").ptr)
		return 0; /* for three days from Monday: a length, and its start */
	size_t used = read_point(s, i + length, &base);
	bool day = (base.slots & (SLOT_DAY | SLOT_WEEKDAY)) || base.nth_kind ||
		   (base.slots == SLOT_SHIFT && word_is(s, i + length, KIND_DEIXIS));
	if (used == 0 || !day || (base.slots & (SLOT_CLOCK | SLOT_PART)))
		return 0;
	r->kind = READ_AGO;
	r->ago = (int8_t)timex_int(pack_attribute(e, "value"));
	r->anchor = ANCHOR_DOCUMENT;
	r->exact = true;
	r->base_at = (uint32_t)(i + length);
	return length + used;
}

/* "last three days", "the past year": what stands before the count, or instead of it. */
static size_t moved_length(const struct scan *s, size_t i, struct reading *r)
{
	size_t at = i, length, used;
	const struct pack_entry *e;

	at += word_is(s, at, KIND_ARTICLE);
	e = word_entry(s, at, KIND_SHIFT, &length);
	if (e == NULL || span_is(pack_attribute(e, "place"), "after") ||
	    span_is(pack_attribute(e, "value"), "0"))
		return 0;
	at += length;
	used = length_at(s, at, &r->amount); /* "the coming days", too: plurals are vague lengths */
	if (used == 0) {
		size_t more;
		if (!is_stretch(e, unit_at(s, at, &more)) ||
		    (used = counted_unit(s, at, &r->amount)) == 0)
			return 0;
		r->amount.whole = 1;
		return at + used - i;
	}
	if (!word_is(s, at, KIND_NUMBER) && !word_is(s, at, KIND_VAGUE) &&
	    s->t->items[at].kind != TOKEN_DIGITS && !r->amount.vague)
		return 0;
	return at + used - i;
}

size_t read_duration(const struct scan *s, size_t i, struct reading *r)
{
	size_t at = i, length, used;
	const struct pack_entry *e;

	if ((e = word_entry(s, at, KIND_APPROX, &length)) &&
	    span_is(pack_attribute(e, "inside"), "yes") &&
	    !(word_is(s, at, KIND_NUMBER) &&
	      word_is(s, at + length, KIND_UNIT))) { /* another week */
		at += length;
		if (word_is(s, at, KIND_ARTICLE) && word_is(s, at + 1, KIND_BEFORE))
			return 0; /* over the past year: here "over" is no amount */
	}
	r->kind = READ_DURATION;
	used = moved_length(s, at, r);
	if (used)
		return at + used + finer_lengths(s, at + used, r) - i;
	bool digits = at + 1 < s->count && s->t->items[at + 1].kind == TOKEN_DIGITS;
	at += word_is(s, at, KIND_ARTICLE) && digits;
	used = length_at(s, at, &r->amount);
	if (used == 0)
		return 0;
	at += used;
	at += finer_lengths(s, at, r);
	if (r->amount.unit == TU_NONE)
		return at - i;
	used = base_behind(s, at, i, r);
	if (used == 0)
		used = ago_behind(s, i, at, r);
	e = i > 0 ? word_entry(s, i - 1, KIND_LEAD, &length) : NULL;
	r->ahead =
		r->ahead || (used == 0 && e && pack_attribute(e, "ahead").ptr && !r->amount.vague);
	return at + used - i;
}

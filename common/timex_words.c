/* Looking at one place of the tokens: a pack word of some kind, a mark, a small number, a year. */
#include "common/timex_parts.h"

enum { LONGEST_LEAD = 4 }; /* tokens: "as far back as" */

const struct pack_entry *word_entry_there(const struct scan *s, size_t i, enum timex_kind kind,
					  size_t *length)
{
	const struct meaning *m = meaning_of(s->hits[i].meaning, (int)kind);

	if (m == NULL)
		return NULL;
	*length = s->hits[i].length;
	return m->entry;
}

/* 0: none */
static int word_value(const struct scan *s, size_t i, enum timex_kind kind, size_t *length)
{
	const struct pack_entry *e = word_entry(s, i, kind, length);
	return e ? timex_int(pack_attribute(e, "value")) : 0;
}

bool digits_at(const struct scan *s, size_t i, size_t min, size_t max, int *value)
{
	if (i >= s->count || s->t->items[i].kind != TOKEN_DIGITS)
		return false;
	struct span d = token_text(s->t, i);
	if (d.len < min || d.len > max)
		return false;
	*value = timex_int(d);
	return true;
}

bool bar_is(const struct scan *s, size_t i)
{
	return mark_is(s, i, MARK_BULLET) ||
	       (mark_is(s, i, MARK_OTHER) && span_is(token_text(s->t, i), "|"));
}

bool number_ends(const struct scan *s, size_t i)
{
	if (!glued(s, i + 1))
		return true;
	const struct token *next = &s->t->items[i + 1];
	if (next->mark == MARK_PERCENT || next->mark == MARK_CURRENCY)
		return false;
	bool separator = next->mark == MARK_PERIOD || next->mark == MARK_COMMA;
	return !(separator && glued(s, i + 2) && s->t->items[i + 2].kind == TOKEN_DIGITS);
}

/* "1/2", "3/4" */
static size_t read_fraction(const struct scan *s, size_t i, struct amount *a)
{
	int part, whole;

	if (!digits_at(s, i, 1, 1, &part) || !mark_is(s, i + 1, MARK_SLASH) || !glued(s, i + 1) ||
	    !glued(s, i + 2) || !digits_at(s, i + 2, 1, 1, &whole) || glued(s, i + 3) ||
	    !(whole == 2 || whole == 4) || part >= whole || part == 0)
		return 0;
	a->milli = (uint16_t)(1000 * part / whole);
	return 3;
}

/* "12", "1.000", "1,5": the grouping mark is told by the three digits behind it, but not where
 * the language writes that mark before a fraction. */
static size_t read_digits(const struct scan *s, size_t i, struct amount *a)
{
	int n, more;
	size_t used;

	if (!digits_at(s, i, 1, 5, &n))
		return 0;
	if (i > 0 && glued(s, i) && s->t->items[i - 1].kind == TOKEN_MARK &&
	    (s->t->items[i - 1].mark == MARK_PERIOD || s->t->items[i - 1].mark == MARK_COMMA ||
	     s->t->items[i - 1].mark == MARK_CURRENCY))
		return 0; /* the tail of a longer number */
	if (i > 1 && glued(s, i) && mark_is(s, i - 1, MARK_SLASH) &&
	    s->t->items[i - 2].kind == TOKEN_DIGITS)
		return 0; /* the 1987/88 year */
	if (!glued(s, i + 1) && (used = read_fraction(s, i + 1, a))) {
		a->whole = n;
		return used + 1; /* 1 1/2 */
	}
	used = 1;
	if (!number_ends(s, i)) {
		bool point = s->lang && s->lang->comma_point && mark_is(s, i + 1, MARK_COMMA);
		if (point && digits_at(s, i + 2, 3, 3, &more))
			a->milli = (uint16_t)more;
		else if (digits_at(s, i + 2, 3, 3, &more) && n < 1000)
			n = n * 1000 + more;
		else if (digits_at(s, i + 2, 1, 2, &more))
			a->milli =
				(uint16_t)(more *
					   (s->t->items[i + 2].end - s->t->items[i + 2].start == 1
						    ? 100
						    : 10));
		else
			return 0;
		used = 3;
		if (!number_ends(s, i + 2))
			return 0;
	}
	a->whole = n;
	return used;
}

/* Number words up to thousands: "dua puluh lima", "twenty-five", "one hundred". */
static size_t read_words(const struct scan *s, size_t i, struct amount *a)
{
	size_t at = i, length, last_word = 0;
	int total = 0, part = 0;

	for (int words = 0; words < 8; words++) {
		int n = word_value(s, at, KIND_NUMBER, &length);
		bool joined = words > 0 && mark_is(s, at, MARK_HYPHEN) && glued(s, at);
		if (n == 0 && joined && word_value(s, at + 1, KIND_NUMBER, &length) > 0) {
			at++;
			n = word_value(s, at, KIND_NUMBER, &length);
		}
		if (n > 0 &&
		    (part == 0 || (part % 10 == 0 && n < 10) || (part % 100 == 0 && n < 100))) {
			part += n;
			at += length;
			last_word = at;
			continue;
		}
		const struct pack_entry *scale =
			words ? word_entry(s, at, KIND_SCALE, &length) : NULL;
		if (scale == NULL)
			break;
		struct span value = pack_attribute(scale, "value");
		int by = timex_int(value);
		if (value.len && value.ptr[0] == '+') {
			part += by;
		} else if (by == 1000) {
			total = part * by;
			part = 0;
		} else {
			int low = part % 10;
			part = part - low + low * by;
		}
		at += length;
		last_word = at;
	}
	if (last_word == 0)
		return 0;
	a->whole = total + part;
	return last_word - i;
}

/* "half a", "setengah", "and a quarter": thousandths. */
size_t read_part(const struct scan *s, size_t i, struct amount *a)
{
	size_t length;
	const struct pack_entry *e = word_entry(s, i, KIND_HALF, &length);

	if (e == NULL)
		return 0;
	int milli = timex_int(pack_attribute(e, "value"));
	a->milli = (uint16_t)(milli ? milli : 500);
	return length;
}

size_t read_count(const struct scan *s, size_t i, struct amount *a)
{
	size_t used = read_digits(s, i, a), length;

	if (used)
		return used;
	if (word_entry(s, i, KIND_VAGUE, &length)) {
		a->vague = true;
		return length;
	}
	size_t part = read_part(s, i, a);
	if (part)
		return part;
	used = read_words(s, i, a);
	return used ? used + read_part(s, i + used, a) : 0; /* dua setengah tahun */
}

size_t read_ordinal(const struct scan *s, size_t i, int *n)
{
	size_t length;

	*n = word_value(s, i, KIND_ORDINAL, &length);
	if (*n > 0)
		return length;
	int tens = word_value(s, i, KIND_NUMBER, &length), ones;
	size_t more;
	if (tens >= 20 && tens % 10 == 0 &&
	    (ones = word_value(s, i + length, KIND_ORDINAL, &more)) && ones < 10 && tens < 100) {
		*n = tens + ones; /* twenty second */
		return length + more;
	}
	if (digits_at(s, i, 1, 3, n) && glued(s, i + 1) && word_is(s, i + 1, KIND_ORDINAL_MARK))
		return 2; /* 20th */
	if (word_is(s, i, KIND_ORDINAL_MARK) && mark_is(s, i + 1, MARK_HYPHEN) && glued(s, i + 1) &&
	    glued(s, i + 2) && digits_at(s, i + 2, 1, 3, n))
		return 3; /* ke-20 */
	return 0;
}

size_t read_year(const struct scan *s, size_t i, int *year)
{
	if (!digits_at(s, i, 4, 4, year) || *year < 1000 || *year > 2999 || !number_ends(s, i))
		return 0;
	return 1;
}

/* Whether a month's or weekday's name may stand without a number or a head beside it: short forms never, names that are also
 * ordinary words only with a capital that is not just the start of a sentence. */
bool name_stands(const struct scan *s, size_t i, const struct pack_entry *e, bool supported)
{
	struct span alone = pack_attribute(e, "alone");
	const struct token *t = &s->t->items[i];

	if (supported || alone.ptr == NULL)
		return true;
	if (span_is(alone, "no"))
		return false;
	if (!t->capital || t->all_capital)
		return false;
	if (span_is(alone, "capital"))
		return true;
	if (i == 0)
		return false;
	const struct token *before = &s->t->items[i - 1];
	bool starts = before->kind == TOKEN_MARK && before->mark != MARK_COMMA &&
		      before->mark != MARK_HYPHEN && before->mark != MARK_DASH &&
		      before->mark != MARK_OPEN && before->mark != MARK_SLASH;
	bool led = pack_attribute(e, "lead").ptr || span_is(alone, "led");
	return !starts && (!led || word_is(s, i - 1, KIND_LEAD) || word_is(s, i - 1, KIND_SHIFT));
}

const struct pack_entry *lead_before(const struct scan *s, size_t i)
{
	size_t length;

	for (size_t back = LONGEST_LEAD < i ? LONGEST_LEAD : i; back > 0; back--) {
		const struct pack_entry *e = word_entry(s, i - back, KIND_LEAD, &length);
		if (e && length == back)
			return e;
	}
	return NULL;
}

/* Whether `list` ("lebih terlebih") holds the word. */
bool word_listed(struct span list, struct span word)
{
	size_t at = 0;

	while (at < list.len) {
		const char *end = memchr(list.ptr + at, ' ', list.len - at);
		size_t n = end ? (size_t)(end - (list.ptr + at)) : list.len - at;
		if (span_equal(span_of(list.ptr + at, n), word))
			return true;
		at += n + 1;
	}
	return false;
}

bool word_is_fiscal(const struct scan *s, size_t i, enum timex_kind kind)
{
	size_t length;
	const struct pack_entry *e = word_entry(s, i, kind, &length);

	return e && pack_attribute(e, "fiscal").ptr;
}

bool word_head(const struct scan *s, size_t i, const char *value, size_t *length)
{
	const struct pack_entry *e = word_entry(s, i, KIND_HEAD, length);
	return e && span_is(pack_attribute(e, "value"), value);
}

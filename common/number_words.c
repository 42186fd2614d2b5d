/* Number words: elements (dua puluh, two hundred), chunks of them below a scale, and scales (juta, billion), added up
 * as they come. A chunk's next element must be smaller than the room the last one left ("one two" are two numbers), and scales must fall. */
#include "common/number_words.h"

enum { NO_LIMIT = 1000000 };

/* One element: a cardinal with belas, puluh or hundred behind it. */
struct element {
	size_t next; /* first token behind it */
	uint64_t value;
	uint64_t room; /* the next element must be smaller; 1: none follows */
	bool ordinal, joined;
};

static uint64_t room_behind(uint64_t value)
{
	if (value >= 100 && value % 100 == 0)
		return 100;
	return value >= 20 && value % 10 == 0 ? 10 : 1;
}

/* The bare word: cardinal, or ordinal where one may stand. */
static bool element_start(struct number_reader *r, size_t i, bool first, struct element *e)
{
	size_t length;
	const struct number_word *w = number_word_at(r, i, KIND_CARDINAL, &length);

	*e = (struct element){.room = 1};
	if (!w && (first || !r->language->ordinal_first)) {
		w = number_word_at(r, i, KIND_ORDINAL, &length);
		e->ordinal = w != NULL;
		e->joined = w && w->joined;
	}
	if (!w && first) {
		w = r->language->bare_scales ? number_word_at(r, i, KIND_MULTIPLIER, &length)
					     : NULL;
	}
	if (!w)
		return false;
	e->value = w->value;
	e->next = i + length;
	return true;
}

static bool element_read(struct number_reader *r, size_t i, bool first, uint64_t limit,
			 struct element *e)
{
	const struct number_word *w;
	size_t length;

	if (!element_start(r, i, first, e))
		return false;
	if (e->value > 0 && e->value < 10 && number_word_at(r, e->next, KIND_TEEN, &length)) {
		e->value += 10;
		e->next += length;
	} else if (e->value > 0 && e->value < 100 && !(e->ordinal && !r->language->ordinal_first)) {
		size_t next = e->next;
		if (token_is_dash(r, next) && token_is_glued(r, next) &&
		    token_is_glued(r, next + 1))
			next++; /* one-hundred */
		w = number_word_at(r, next, KIND_MULTIPLIER, &length);
		if (w && (w->value > 10 || e->value < 10)) {
			e->value *= w->value;
			e->next = next + length;
		}
	}
	e->room = e->ordinal && !r->language->ordinal_first ? 1 : room_behind(e->value);
	return e->value < limit;
}

/* Elements that fall: dua ratus | tiga puluh | lima. */
struct chunk {
	size_t next;
	uint64_t value;
	bool found, ordinal, joined;
};

/* Where the next element may start: behind a hyphen (twenty-five), behind "and" when the chunk so far ends in a hundred. */
static size_t chunk_joint(struct number_reader *r, size_t i, uint64_t room, bool opened)
{
	size_t length;

	if (room == 10 && token_is_dash(r, i) && token_is_glued(r, i) && token_is_glued(r, i + 1))
		return i + 1;
	if (room == 10 && token_is_dash(r, i) && !token_is_glued(r, i) && !token_is_glued(r, i + 1))
		return i + 1;
	if (room >= 100 && !opened && number_word_at(r, i, KIND_AND, &length))
		return i + length;
	return i;
}

/* twelve hundred, twenty-two hundred: the multiplier behind a whole chunk. */
static void chunk_multiply(struct number_reader *r, struct chunk *c)
{
	size_t length;
	const struct number_word *w = c->value > 9 && c->value < 100
					      ? number_word_at(r, c->next, KIND_MULTIPLIER, &length)
					      : NULL;

	if (w && w->value == 100) {
		c->value *= 100;
		c->next += length;
	}
}

static struct chunk chunk_read(struct number_reader *r, size_t i, bool opened)
{
	struct chunk c = {.next = i};
	struct element e;
	uint64_t room = NO_LIMIT;

	for (size_t at = i; room > 1; at = chunk_joint(r, c.next, room, opened)) {
		if (!element_read(r, at, !c.found, room, &e))
			break;
		if (c.found && e.value == 0)
			break;
		c.value += e.value;
		c.next = e.next;
		c.ordinal |= e.ordinal;
		c.joined = e.joined && !c.found && e.next == i + 1;
		c.found = true;
		room = e.room;
		if (room == 1)
			chunk_multiply(r, &c);
	}
	return c;
}

/* Said aloud: "fiftieth fifth" and "fiftieth five" are 55, and "one twenty two" is 122 when it is all there is. In running text they are
 * two things ("on the twentieth five people", "two, three, twenty seven."), so no word and no dash may stand behind. */
static void chunk_spoken(struct number_reader *r, struct chunk *c)
{
	bool tens = c->ordinal && c->value >= 20 && c->value < 100 && c->value % 10 == 0;
	bool one = !c->ordinal && c->value > 0 && c->value < 10;

	if (r->language->ordinal_first || !r->language->bare_scales || (!tens && !one) ||
	    !token_is_word(r, c->next))
		return;
	struct chunk more = chunk_read(r, c->next, false);
	if (!more.found || token_is_word(r, more.next) || token_is_dash(r, more.next))
		return;
	if (tens && more.value < 10)
		c->value += more.value;
	else if (one && more.next == r->t->count && !more.ordinal && more.value > 20 &&
		 more.value < 100 && more.value % 10)
		c->value = c->value * 100 + more.value;
	else
		return;
	c->next = more.next;
}

/* --- what stands behind a chunk --- */

/* tujuh belas koma dua lima; at the point. False: no digits follow. */
static bool read_point(struct number_reader *r, size_t i, struct decimal *value, size_t *next)
{
	size_t length, places = 0;
	uint64_t digits = 0;
	const struct number_word *w;

	if (!number_word_at(r, i, KIND_POINT, &length))
		return false;
	for (i += length;
	     (w = number_word_at(r, i, KIND_CARDINAL, &length)) && w->value < 10 && places < 18;
	     i += length, places++)
		digits = digits * 10 + w->value;
	if (places == 0 && token_is(r, i, TOKEN_DIGITS) && token_len(r, i) < 18) { /* point 77 */
		places = token_len(r, i);
		digits = number_digits_value(r, i++);
	}
	if (places == 0)
		return false;
	*value = decimal_add(r->a, *value,
			     decimal_shift(decimal_of(r->a, digits), -(int64_t)places));
	*next = i;
	return true;
}

bool number_read_slashed(struct number_reader *r, size_t i, uint64_t *n, uint64_t *d)
{
	struct decimal x, y;

	if (!token_is(r, i, TOKEN_DIGITS) || !token_is_mark(r, i + 1, MARK_SLASH) ||
	    !token_is(r, i + 2, TOKEN_DIGITS))
		return false;
	if (r->t->items[i + 1].space != r->t->items[i + 2].space || token_len(r, i) > 4 ||
	    token_len(r, i + 2) > 4)
		return false;
	x = decimal_parse(r->a, token_text(r->t, i), 0);
	y = decimal_parse(r->a, token_text(r->t, i + 2), 0);
	return decimal_small(x, n) && decimal_small(y, d) && *d > 0;
}

/* setengah, ½, and a half, and three quarters, 1/2: added to the number in front. */
static bool read_added_fraction(struct number_reader *r, size_t i, bool opened,
				struct decimal *value, size_t *next)
{
	size_t length = 0, at = i;
	uint64_t n = 1, d = 0;
	const struct number_word *w;

	if (number_word_at(r, i, KIND_AND, &length)) {
		at = i + length;
		if (opened)
			return false;
		if (number_word_at(r, at, KIND_ARTICLE, &length)) {
			at += length;
		} else if ((w = number_word_at(r, at, KIND_CARDINAL, &length)) && w->value < 20) {
			n = w->value;
			at += length;
		} else {
			return false;
		}
		w = number_word_at(r, at, KIND_DENOMINATOR, &length);
		d = w ? w->value : 0;
	} else if ((w = number_word_at(r, at, KIND_FRACTION, &length)) &&
		   (!r->language->bare_scales || token_is_glued(r, at))) {
		n = w->value, d = w->other;
	} else if (number_read_slashed(r, at + token_is_dash(r, at), &n, &d) && n < d &&
		   d <= 32) { /* 10 1/2, 8-1/8 */
		length = 3 + token_is_dash(r, at);
	} else {
		d = 0;
	}
	if (d == 0)
		return false;
	*value = decimal_add(r->a, *value, decimal_ratio(r->a, n, d));
	*next = at + length;
	return true;
}

unsigned number_read_scales(struct number_reader *r, size_t *next)
{
	unsigned power = 0;

	for (int n = 0; n < 2; n++) {
		size_t length, at = *next;
		const struct number_word *w;
		if (token_is_dash(r, at) && token_is_glued(r, at) && token_is_glued(r, at + 1))
			at++; /* 1.8-billion */
		w = number_word_at(r, at, KIND_SCALE, &length);
		if (!w || (w->capital && !r->t->items[at].capital) || w->power < power ||
		    (w->power == power && power < 6))
			break; /* "thousand thousand" is a slip, "million million" is none */
		power += w->power;
		*next = at + length;
	}
	return power;
}

/* --- a whole number --- */

struct sum {
	struct decimal total;
	unsigned last_power; /* of the scale added last; 0: none yet */
	size_t next;
	bool found, done;
};

/* What stands in front of a scale: digits, or words. */
struct part {
	struct decimal value;
	size_t next;
	unsigned power; /* of sejuta, hundredth: the scale is in the word */
	bool found, ordinal, joined, digits;
};

/* 300, 1,25, 3 hundred */
static void part_in_digits(struct number_reader *r, size_t i, struct part *p)
{
	size_t last, length;
	const struct number_word *w;

	if (!number_read_digits(r, i, &last, &p->value))
		return;
	p->found = p->digits = true;
	p->next = last + 1;
	w = number_word_at(r, p->next, KIND_MULTIPLIER, &length);
	if (w && w->value == 100 && !token_is_glued(r, p->next)) {
		p->value = decimal_shift(p->value, 2);
		p->next += length;
	}
}

/* Words that are one of something: sejuta, a dozen, thousand, hundredth. first: they begin the number. */
static bool part_of_one(struct number_reader *r, size_t i, bool first, struct part *p)
{
	size_t length;
	const struct number_word *w = number_word_at(r, i, KIND_ONE_SCALE, &length);
	bool bare = first && r->language->bare_scales;

	p->value = decimal_of(r->a, 1);
	p->next = i;
	if (w) {
		p->power = w->power;
		p->next = i + length;
	} else if (bare && (w = number_word_at(r, i, KIND_ORDINAL_SCALE, &length))) {
		p->power = w->power;
		p->ordinal = true;
		p->next = i + length;
	} else if (!bare || (!number_word_at(r, i, KIND_SCALE, NULL) &&
			     !number_word_at(r, i, KIND_DOZEN, NULL))) {
		return false;
	}
	return p->found = true;
}

static void part_in_words(struct number_reader *r, size_t i, bool first, bool opened,
			  struct part *p)
{
	struct chunk c = chunk_read(r, i, opened);
	size_t length;
	const struct number_word *w;

	if (c.found && first)
		chunk_spoken(r, &c);
	if (!c.found) {
		p->value = decimal_of(r->a, 0);
		p->found = first && read_point(r, i, &p->value, &p->next); /* point 77 */
		return;
	}
	*p = (struct part){.value = decimal_of(r->a, c.value),
			   .next = c.next,
			   .found = true,
			   .ordinal = c.ordinal,
			   .joined = c.joined};
	if (c.ordinal && !r->language->ordinal_first)
		return;
	if ((w = number_word_at(r, p->next, KIND_ORDINAL_SCALE, &length))) { /* two hundredth */
		p->value = decimal_shift(p->value, w->power);
		p->next += length;
		p->ordinal = true;
		return;
	}
	read_point(r, p->next, &p->value, &p->next);
}

/* Adds the part at token i with its scale. False leaves the sum as it is. */
static bool sum_part(struct number_reader *r, struct sum *s, size_t i, bool opened,
		     struct amount *out)
{
	struct part p = {0};
	unsigned power;
	bool last;

	if (token_is(r, i, TOKEN_DIGITS) || token_is_mark(r, i, MARK_PERIOD))
		part_in_digits(r, i, &p);
	else if (!part_of_one(r, i, !s->found, &p))
		part_in_words(r, i, !s->found, opened, &p);
	if (!p.found)
		return false;
	last = p.ordinal && !r->language->ordinal_first;
	if (!last && !p.power)
		read_added_fraction(r, p.next, opened, &p.value, &p.next);
	power = p.power + (last ? 0 : number_read_scales(r, &p.next));
	if (s->found && (power >= s->last_power || (p.digits && power == 0)))
		return false;
	p.value = decimal_shift(p.value, power);
	s->total = s->found ? decimal_add(r->a, s->total, p.value) : p.value;
	s->last_power = out->power = power;
	s->next = p.next;
	s->found = true;
	s->done = power == 0 || last;
	out->ordinal |= p.ordinal;
	out->joined = p.joined;
	return true;
}

/* three million and a half: half of the scale. */
static void sum_add_half(struct number_reader *r, struct sum *s, bool opened)
{
	struct decimal part = {.digits = span_of("", 0)};

	if (s->last_power && read_added_fraction(r, s->next, opened, &part, &s->next))
		s->total = decimal_add(r->a, s->total, decimal_shift(part, s->last_power));
}

/* Where a further part may start: directly, or behind "and" in words. */
static size_t sum_joint(struct number_reader *r, const struct sum *s, const struct amount *out,
			bool opened)
{
	size_t length;

	size_t after;

	if (opened || token_is(r, out->first, TOKEN_DIGITS) ||
	    !number_word_at(r, s->next, KIND_AND, &length))
		return s->next;
	after = s->next + length;
	if (number_word_at(r, after, KIND_CARDINAL, &length)
		    ? !number_word_at(r, after + length, KIND_DENOMINATOR, NULL)
		    : number_word_at(r, after, KIND_ORDINAL, NULL) != NULL)
		return after;
	return s->next;
}

static bool read_sum(struct number_reader *r, size_t i, bool opened, struct amount *out)
{
	struct sum s = {.next = i};
	const struct number_word *w;
	size_t length;

	while (!s.done && sum_part(r, &s, s.found ? sum_joint(r, &s, out, opened) : i, opened, out))
		;
	if (!s.found)
		return false;
	sum_add_half(r, &s, opened);
	if ((w = number_word_at(r, s.next, KIND_DOZEN, &length))) {
		s.total = decimal_times(r->a, s.total, (uint32_t)w->value);
		s.next += length;
	}
	out->value = s.total;
	out->last = s.next - 1;
	return true;
}

/* "one in three people", "nine out of ten", "a 1-in-3 chance"; but "one in 1998", "three in two days". */
static void read_ratio(struct number_reader *r, struct amount *out)
{
	enum { WHOLE_MAX = 1000000, NOT_YEAR = 1000 };
	struct amount whole = {0};
	size_t at = out->last + 1, length;
	uint64_t n, d;
	bool dash = token_is_dash(r, at) && token_is_glued(r, at) && token_is_glued(r, at + 1);

	if (out->ordinal || out->vague || out->fraction)
		return;
	const struct number_word *link = number_word_at(r, at + dash, KIND_BEHIND, &length);
	if (!link || link->variant != BEHIND_RATIO)
		return;
	at += dash + length;
	if (dash != (token_is_dash(r, at) && token_is_glued(r, at)))
		return;
	at += dash;
	whole.first = at;
	if (!read_sum(r, at, false, &whole) || whole.ordinal || !decimal_small(whole.value, &d) ||
	    !decimal_small(out->value, &n) || n == 0 || n >= d || d > WHOLE_MAX ||
	    (d >= NOT_YEAR && token_is(r, at, TOKEN_DIGITS) && whole.last == at) ||
	    number_word_at(r, whole.last + 1, KIND_MEASURE, NULL))
		return;
	out->value = decimal_ratio(r->a, n, d);
	out->last = whole.last;
	out->fraction = true;
	out->power = 0;
}

bool number_read_amount(struct number_reader *r, size_t i, bool opened, struct amount *out)
{
	size_t length, start;

	*out = (struct amount){.first = i, .in_digits = token_is(r, i, TOKEN_DIGITS)};
	if (number_word_at(r, i, KIND_NEGATIVE, &length)) {
		if (number_word_before(r, i + length, KIND_BEFORE, &start))
			return false; /* plus minus */
		if (token_is_dash(r, i + length) && token_is_glued(r, i + length) &&
		    token_is_glued(r, i + length + 1))
			length++; /* minus-5 */
		if (number_word_at(r, i + length, KIND_NEGATIVE, NULL) ||
		    !read_sum(r, i + length, opened, out))
			return false;
		out->value.negative = !decimal_is_zero(out->value);
		out->in_digits = token_is(r, i + length, TOKEN_DIGITS);
		return !out->ordinal;
	}
	if (number_read_vague(r, i, out) || number_read_part_of(r, i, out) ||
	    number_read_fraction(r, i, out))
		return true;
	if (!read_sum(r, i, opened, out))
		return false;
	number_read_denominator(r, out);
	read_ratio(r, out);
	return true;
}

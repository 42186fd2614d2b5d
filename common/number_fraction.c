/* Fractions, and amounts that are vague. */
#include "common/number_words.h"

/* dua pertiga, one-third, 3/4: the number read so far over what follows. */
void number_read_denominator(struct number_reader *r, struct amount *out)
{
	size_t at = out->last + 1, length;
	uint64_t n, d;
	const struct number_word *w;

	if (out->ordinal || out->power || out->vague)
		return;
	if (token_is(r, out->first, TOKEN_DIGITS)) {
		if (out->first == out->last && number_read_slashed(r, out->first, &n, &d) &&
		    n < d && (d <= 10 || d % 4 == 0 || d % 10 == 0)) {
			out->value = decimal_ratio(r->a, n, d);
			out->last = out->first + 2;
			out->fraction = true;
		}
		return;
	}
	if (token_is_dash(r, at) && token_is_glued(r, at) && token_is_glued(r, at + 1))
		at++;
	w = number_word_at(r, at, KIND_DENOMINATOR, &length);
	if (!w || !decimal_small(out->value, &n))
		return;
	if (at == out->last + 1 && token_is_dash(r, at + length) && token_is_glued(r, at + length))
		return; /* eight third-placed teams */
	out->value = decimal_ratio(r->a, n, w->value);
	out->last = at + length - 1;
	out->fraction = true;
	out->power = number_read_scales(r, &at) ? out->power : 0;
}

/* setengah, half, and what they may be half of: setengah juta, half a million, half a dozen. */
bool number_read_fraction(struct number_reader *r, size_t i, struct amount *out)
{
	size_t length, next, skip;
	const struct number_word *w = number_word_at(r, i, KIND_FRACTION, &length);
	unsigned power;

	if (!w)
		return false;
	next = i + length;
	if (token_is_dash(r, next) && token_is_glued(r, next) &&
	    number_word_at(r, next + 1, KIND_DOZEN, NULL))
		next++; /* half-dozen */
	if (number_word_at(r, next, KIND_VAGUE_LINK, &skip) &&
	    number_word_at(r, next + skip, KIND_ARTICLE, NULL) &&
	    number_word_at(r, next + skip + 1, KIND_SCALE, NULL))
		next += skip; /* a quarter of a million */
	if (number_word_at(r, next, KIND_ARTICLE, &skip) &&
	    (number_word_at(r, next + skip, KIND_SCALE, NULL) ||
	     number_word_at(r, next + skip, KIND_DOZEN, NULL)))
		next += skip;
	out->value = decimal_ratio(r->a, w->value, w->other);
	power = number_read_scales(r, &next);
	out->value = decimal_shift(out->value, power);
	out->power = power;
	if ((w = number_word_at(r, next, KIND_DOZEN, &length))) {
		out->value = decimal_times(r->a, out->value, (uint32_t)w->value);
		next += length;
		power = 1;
	}
	out->fraction = power == 0;
	out->last = next - 1;
	return true;
}

/* a third of: an ordinal word behind an article and in front of what it is a part of. */
bool number_read_part_of(struct number_reader *r, size_t i, struct amount *out)
{
	size_t length, start;
	const struct number_word *w = number_word_at(r, i, KIND_DENOMINATOR, &length);

	if (!w || i <= r->floor || !number_word_at(r, i - 1, KIND_ARTICLE, NULL) ||
	    token_is_dash(r, i + length))
		return false;
	if (!number_word_at(r, i + length, KIND_FRACTION_LINK, NULL) &&
	    !(number_word_before(r, i - 1, KIND_BEFORE, &start) && !number_is_noun(r, i + length)))
		return false; /* more than a third were */
	out->value = decimal_ratio(r->a, 1, w->value);
	out->last = i + length - 1;
	out->fraction = true;
	return true;
}

/* --- vague amounts --- */

struct decimal number_vague_high(struct number_reader *r, uint64_t high, unsigned power)
{
	struct decimal x = decimal_of(r->a, high), nines = decimal_of(r->a, 1);
	uint64_t n = 1;

	for (unsigned i = 0; i < power && i < 18; i++)
		n *= 10;
	nines = decimal_of(r->a, n - 1);
	return high ? decimal_add(r->a, decimal_shift(x, power), nines) : x;
}

/* puluhan, puluhan ribu, tens of thousands; beberapa ratus, several thousand. */
bool number_read_vague(struct number_reader *r, size_t i, struct amount *out)
{
	size_t length, next, link;
	const struct number_word *w = number_word_at(r, i, KIND_VAGUE, &length), *scale;
	uint64_t low = 1, high = 0;
	unsigned power;

	if (w) {
		next = i + length;
		low = w->value, high = w->other;
		if (number_word_at(r, next, KIND_VAGUE_LINK, &link) &&
		    (scale = number_word_at(r, next + link, KIND_SCALE, &length)))
			next += link;
		power = number_read_scales(r, &next);
	} else if (number_word_at(r, i, KIND_FEW, &length)) {
		next = i + length;
		scale = number_word_at(r, next, KIND_MULTIPLIER, &link);
		if (!scale) /* a few dozen */
			scale = number_word_at(r, next, KIND_DOZEN, &link);
		if (scale)
			low = scale->value, next += link;
		power = number_read_scales(r, &next);
		if (!scale && power == 0)
			return false;
	} else {
		return false;
	}
	out->vague = true;
	out->low = decimal_shift(decimal_of(r->a, low), power);
	out->high = number_vague_high(r, high, power);
	out->power = power;
	out->last = next - 1;
	return true;
}

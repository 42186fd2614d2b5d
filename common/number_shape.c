/* Digits that count nothing: names, phone numbers, identifiers, plates. Dates and times are in number_date.c, labels and scores in
 * number_label.c. */
#include "common/number_rules.h"

bool number_shape_set(struct number_shape *s, enum number_role role, size_t first, size_t last)
{
	s->role = role;
	s->first = first;
	s->last = last;
	return true;
}

/* Digits glued to the mark at i: "/12". */
bool number_digits_glued(const struct number_reader *r, size_t i, enum token_mark mark)
{
	return token_is_mark(r, i, mark) && token_is_glued(r, i) &&
	       token_is(r, i + 1, TOKEN_DIGITS) && token_is_glued(r, i + 1);
}

/* The end of a run without blanks of words, digits, and marks between them (a sentence's last mark is left out). */
size_t number_run_end(const struct number_reader *r, size_t i)
{
	for (;;) {
		if (i + 1 < r->t->count && !r->t->items[i + 1].space &&
		    r->t->items[i + 1].kind != TOKEN_MARK)
			i++;
		else if ((token_is_dash(r, i + 1) || token_is_mark(r, i + 1, MARK_PERIOD) ||
			  token_is_mark(r, i + 1, MARK_SLASH) ||
			  token_is_mark(r, i + 1, MARK_COLON) ||
			  token_is_mark(r, i + 1, MARK_UNDERSCORE)) &&
			 token_is_glued(r, i + 1) && token_is_glued(r, i + 2) &&
			 token_is(r, i + 2, TOKEN_DIGITS))
			i += 2;
		else
			return i;
	}
}

/* --- names --- */

/* What may be glued to the end of a quantity. */
static bool is_suffix(struct number_reader *r, size_t i)
{
	static const enum number_word_kind kinds[] = {
		KIND_ORDINAL_SUFFIX, KIND_SHORT_SCALE, KIND_SCALE,  KIND_MEASURE,
		KIND_CURRENCY,       KIND_PERCENT,     KIND_DECADE, KIND_TIME_AFTER,
		KIND_FRACTION,       KIND_CLASSIFIER};

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		const struct number_word *w = number_word_at(r, i, kinds[k], NULL);
		if (w && !(w->capital && !r->t->items[i].capital) &&
		    !(w->digits && !w->capital && r->t->items[i].capital &&
		      kinds[k] == KIND_MEASURE))
			return true;
	}
	return false;
}

/* G20, MH370, France24: letters in front without a blank; COVID-19, Su-35: behind a hyphen. */
static bool name_in_front(struct number_reader *r, size_t i, struct number_shape *s)
{
	size_t word = i - 1, start, last;
	struct decimal value;

	if (i == 0 || i <= r->floor || r->t->items[i].space ||
	    number_word_before(r, i, KIND_CURRENCY, &start) ||
	    (number_word_before(r, i, KIND_UNIT_BEFORE, &start) && start == word &&
	     number_read_digits(r, i, &last, &value) && last > i)) /* M5,6 */
		return false;
	if (token_is_mark(r, word, MARK_UNDERSCORE) || token_is_mark(r, word, MARK_AT) ||
	    (token_is_mark(r, word, MARK_OTHER) && token_len(r, word) == 1 &&
	     r->t->text.ptr[r->t->items[word].start] == '#'))
		return number_shape_set(s, ROLE_LABEL, word, number_run_end(r, i));
	if (token_is_word(r, word))
		return !number_word_at(r, word, KIND_ORDINAL_PREFIX, NULL) &&
		       number_shape_set(s, ROLE_MODEL, word, number_run_end(r, i));
	if (!token_is_dash(r, word) || r->t->items[word].space || word <= r->floor ||
	    !token_is_word(r, word - 1))
		return false;
	if (number_word_at(r, word - 1, KIND_ORDINAL_PREFIX, NULL) ||
	    number_word_at(r, word - 1, KIND_NEGATIVE, NULL) ||
	    number_word_at(r, word - 1, KIND_RANGE_LINK, NULL))
		return false;
	if (!r->t->items[word - 1].capital &&
	    (number_word_at(r, i + 1, KIND_MEASURE, NULL) ||
	     (token_is_glued(r, i + 1) && token_is_word(r, i + 1))))
		return false;
	return number_shape_set(s, ROLE_MODEL, word - 1, number_run_end(r, i));
}

/* 5G, 3D, 88m7: letters behind that are no unit. */
static bool name_behind(struct number_reader *r, size_t i, struct number_shape *s)
{
	size_t last;
	struct decimal value;

	if (!number_read_digits(r, i, &last, &value) || !token_is_glued(r, last + 1) ||
	    !token_is_word(r, last + 1) || is_suffix(r, last + 1))
		return false;
	return number_shape_set(s, ROLE_MODEL, i, number_run_end(r, last));
}

/* --- phones, identifiers, plates --- */

/* A phone number goes on over blanks, hyphens and brackets as long as digits come. */
static size_t phone_end(const struct number_reader *r, size_t i)
{
	for (;;) {
		if (token_is(r, i + 1, TOKEN_DIGITS) && token_len(r, i + 1) >= 2)
			i++;
		else if ((token_is_dash(r, i + 1) || token_is_mark(r, i + 1, MARK_CLOSE) ||
			  token_is_mark(r, i + 1, MARK_SLASH)) &&
			 token_is(r, i + 2, TOKEN_DIGITS))
			i += 2;
		else
			return i;
	}
}

static bool phone(struct number_reader *r, size_t i, struct number_shape *s)
{
	size_t start, first;
	const struct number_word *w;
	bool area = i > 0 && token_is_mark(r, i - 1, MARK_OPEN) && token_is_glued(r, i) &&
		    token_is_mark(r, i + 1, MARK_CLOSE) && token_is(r, i + 2, TOKEN_DIGITS) &&
		    token_len(r, i) >= 2;
	bool plus = i > 0 && token_is_mark(r, i - 1, MARK_PLUS) && token_is_glued(r, i) &&
		    phone_end(r, i) > i;
	bool zero = r->t->text.ptr[r->t->items[i].start] == '0' && token_len(r, i) >= 3;

	first = plus || area ? i - 1 : i;
	w = number_word_before(r, first, KIND_ID, &start);
	if (w && w->variant == ID_PHONE && (phone_end(r, i) > i || token_len(r, i) >= 5))
		return number_shape_set(s, ROLE_PHONE, first, phone_end(r, i));
	if (plus || area ||
	    (zero && (token_len(r, i) >= 9 || number_digits_glued(r, i + 1, MARK_HYPHEN))))
		return number_shape_set(s, ROLE_PHONE, first, phone_end(r, i));
	return false;
}

enum {
	LONGEST_COUNT = 15
}; /* digits without separators; an Indonesian identity number has 16, a card 16 to 19 */

static bool identifier(struct number_reader *r, size_t i, struct number_shape *s)
{
	size_t start;
	bool zero = r->t->text.ptr[r->t->items[i].start] == '0' && token_len(r, i) >= 2;

	const struct number_word *w = number_word_before(r, i, KIND_ID, &start);

	if (token_len(r, i) > LONGEST_COUNT || zero || (w && w->variant == VARIANT_NONE))
		return number_shape_set(s, ROLE_ID, i, number_run_end(r, i));
	return false;
}

static bool is_plate_letters(const struct number_reader *r, size_t i, size_t longest)
{
	return token_is_word(r, i) && r->t->items[i].capital && token_len(r, i) <= longest &&
	       (token_len(r, i) == 1 || r->t->items[i].all_capital);
}

/* B 1234 XYZ */
static bool plate(struct number_reader *r, size_t i, struct number_shape *s)
{
	size_t start;
	const struct number_word *w;

	if (i <= r->floor || token_len(r, i) > 4)
		return false;
	if (is_plate_letters(r, i - 1, 2) && is_plate_letters(r, i + 1, 3) &&
	    !number_word_at(r, i + 1, KIND_CURRENCY, NULL) &&
	    !(token_len(r, i) < 3 && number_word_at(r, i + 1, KIND_MEASURE, NULL)) &&
	    !number_word_before(r, i, KIND_LABEL, &start)) /* BU 15 MW, RT 11 RW 07 */
		return number_shape_set(s, ROLE_PLATE, i - 1, i + 1);
	w = number_word_before(r, i, KIND_ID, &start);
	if (w && w->variant == ID_PLATE)
		return number_shape_set(s, ROLE_PLATE, i, i);
	return false;
}

/* ('35), (45+2'), 67': when in a match; 5' 7" in English is a height */
static bool match_minute(const struct number_reader *r, size_t i, struct number_shape *s)
{
	size_t first = i, last = i;
	bool open;

	if (token_len(r, i) > 3)
		return false;
	if (i > 0 && token_is_glued(r, i) && token_is_mark(r, i - 1, MARK_APOSTROPHE))
		first--;
	open = first > 0 && token_is_mark(r, first - 1, MARK_OPEN) && token_is_glued(r, first);
	for (int parts = 0; parts < 3; parts++) { /* 45' + 2' */
		if (token_is_mark(r, last + 1, MARK_PLUS) && token_is(r, last + 2, TOKEN_DIGITS))
			last += 2;
		else if (token_is_mark(r, last + 1, MARK_APOSTROPHE) && token_is_glued(r, last + 1))
			last++;
		else
			break;
	}
	if ((first == i && !token_is_mark(r, last, MARK_APOSTROPHE)) ||
	    !(open || (!r->language->plural_nouns && last > i)) ||
	    !(token_is_mark(r, last + 1, MARK_CLOSE) || token_is_mark(r, last + 1, MARK_COMMA) ||
	      (!open && !token_is_glued(r, last + 1))))
		return false;
	return number_shape_set(s, ROLE_LABEL, first, last);
}

/* ke-14, ke-00003 */
static bool is_ordinal(struct number_reader *r, size_t i)
{
	return i >= r->floor + 2 && token_is_dash(r, i - 1) && token_is_glued(r, i) &&
	       number_word_at(r, i - 2, KIND_ORDINAL_PREFIX, NULL);
}

bool number_read_shape(struct number_reader *r, size_t i, struct number_shape *s)
{
	if (is_ordinal(r, i))
		return false;
	return match_minute(r, i, s) || name_in_front(r, i, s) || phone(r, i, s) ||
	       plate(r, i, s) || number_read_date(r, i, s) || identifier(r, i, s) ||
	       number_read_score(r, i, s) || name_behind(r, i, s) || number_read_label(r, i, s);
}

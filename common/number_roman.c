/* Roman numerals. Behind a noun that ordinals stand behind (tahap III, ke-XXI) they are ordinals, behind one of time (kuartal III,
 * abad XX) dates; behind a label or a name (Bab IV, World War II, Ratu Elizabeth II) they tell it from others of its name, which
 * is a label. Elsewhere they are letters. */
#include "common/number_mention.h"

size_t number_roman_text(unsigned n, char out[LONGEST_ROMAN])
{
	static const struct {
		const char *letters;
		unsigned value;
	} parts[] = {{"L", 50}, {"XL", 40}, {"X", 10}, {"IX", 9}, {"V", 5}, {"IV", 4}, {"I", 1}};
	size_t len = 0;

	for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
		for (; n >= parts[p].value; n -= parts[p].value) {
			memcpy(out + len, parts[p].letters, strlen(parts[p].letters));
			len += strlen(parts[p].letters);
		}
	return len;
}

static unsigned letter_value(char c)
{
	return c == 'I' ? 1 : c == 'V' ? 5 : c == 'X' ? 10 : c == 'L' ? 50 : 0;
}

/* The value when the letters are its one way of writing, else 0. */
static unsigned roman_value(struct span s)
{
	char letters[LONGEST_ROMAN];
	unsigned value = 0;

	if (s.len == 0 || s.len > LONGEST_ROMAN)
		return 0;
	for (size_t i = 0; i < s.len; i++) {
		unsigned here = letter_value(s.ptr[i]);
		unsigned next = i + 1 < s.len ? letter_value(s.ptr[i + 1]) : 0;
		if (here == 0)
			return 0;
		value = here < next ? value - here : value + here; /* wraps back */
	}
	return value && value <= LARGEST_ROMAN &&
			       span_equal(s, span_of(letters, number_roman_text(value, letters)))
		       ? value
		       : 0;
}

/* ke-XXI */
static bool has_prefix(struct number_reader *r, size_t i)
{
	return i >= r->floor + 2 && token_is_dash(r, i - 1) && token_is_glued(r, i) &&
	       number_word_at(r, i - 2, KIND_ORDINAL_PREFIX, NULL);
}

/* II/2007, "III."; not L'Oreal, LX125 */
static bool may_follow(const struct number_reader *r, size_t i)
{
	return r->t->items[i].kind == TOKEN_MARK && !token_is_mark(r, i, MARK_APOSTROPHE) &&
	       !token_is_mark(r, i, MARK_SINGLE_CLOSE) && !token_is_dash(r, i);
}

enum number_roman number_read_roman(struct number_reader *r, size_t i, uint64_t *value)
{
	const struct token *t = &r->t->items[i];
	size_t start;

	if (!t->capital || !(t->all_capital || token_len(r, i) == 1) || i <= r->floor ||
	    (token_is_glued(r, i + 1) && !may_follow(r, i + 1)))
		return ROMAN_NONE;
	*value = roman_value(token_text(r->t, i));
	if (*value == 0 || (token_len(r, i) == 1 && *value > 10))
		return ROMAN_NONE;
	if (has_prefix(r, i))
		return ROMAN_ORDINAL;
	if (!t->space || !token_is_word(r, i - 1))
		return ROMAN_NONE;
	if (number_word_before(r, i, KIND_DATE_BEFORE, &start))
		return ROMAN_DATE;
	if (number_word_before(r, i, KIND_LABEL, &start))
		return ROMAN_LABEL;
	if (number_word_before(r, i, KIND_ORDINAL_HEAD, &start))
		return ROMAN_ORDINAL;
	return token_len(r, i) > 1 && r->t->items[i - 1].capital &&
			       !number_word_at(r, i - 1, KIND_NOT_NOUN, NULL)
		       ? ROMAN_LABEL
		       : ROMAN_NONE;
}

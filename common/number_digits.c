/* Digits with grouping marks and a decimal point.
 *
 * The language says which mark groups; a shape that is legal in one reading only is read so ("5.16" in Indonesian, "1.234.567" in
 * English). Every reader looks at each group once and a number takes all groups it has looked at, so that a megabyte of
 * "1.234.567…" stays linear. */
#include "common/number_rules.h"

/* Whether the mark at token i is `c` and digits of `len` bytes (0: any) follow, all without blanks. */
static bool part_follows(const struct number_reader *r, size_t i, char c, size_t len)
{
	if (i + 1 >= r->t->count || !token_is(r, i, TOKEN_MARK) || r->t->items[i].space)
		return false;
	if (token_len(r, i) != 1 || r->t->text.ptr[r->t->items[i].start] != c)
		return false;
	return token_is(r, i + 1, TOKEN_DIGITS) && token_is_glued(r, i + 1) &&
	       (len == 0 || token_len(r, i + 1) == len);
}

/* How many groups of three stand behind the digits at token i. */
static size_t count_groups(const struct number_reader *r, size_t i, char mark)
{
	size_t n = 0;

	if (token_len(r, i) > 3 || r->t->text.ptr[r->t->items[i].start] == '0')
		return 0;
	while (part_follows(r, i + 1 + 2 * n, mark, 3))
		n++;
	return n;
}

enum {
	LAKH_GROUPS = 8
}; /* a list of two-digit numbers is not looked through to its end for each of them */

/* 12,34,567: groups of two and a last one of three, as in India. Returns the groups. */
static size_t count_lakh_groups(const struct number_reader *r, size_t i, char mark)
{
	size_t n = 0;

	if (token_len(r, i) > 2)
		return 0;
	while (n < LAKH_GROUPS && part_follows(r, i + 1 + 2 * n, mark, 2))
		n++;
	return n && part_follows(r, i + 1 + 2 * n, mark, 3) ? n + 1 : 0;
}

/* Bytes of the blank between tokens i - 1 and i when it is a single one (plain, NBSP or U+202F), else 0. */
static size_t one_blank(const struct number_reader *r, size_t i)
{
	const struct token *t = &r->t->items[i];
	size_t len = t->start - r->t->items[i - 1].end;
	unsigned char c = len ? (unsigned char)r->t->text.ptr[t->start - len] : 0;

	return (len == 1 && c == ' ') || (len == 2 && c == 0xC2) || (len == 3 && c == 0xE2) ? len
											    : 0;
}

/* 10 000 dollars: groups behind blanks count only in front of a unit, where the blank is a no-break one, or from two of them on. */
static size_t count_spaced_groups(struct number_reader *r, size_t i)
{
	size_t n = 0;

	if (token_len(r, i) > 3 || r->t->text.ptr[r->t->items[i].start] == '0')
		return 0;
	while (token_is(r, i + 1 + n, TOKEN_DIGITS) && token_len(r, i + 1 + n) == 3 &&
	       one_blank(r, i + 1 + n))
		n++;
	if (n == 1 && one_blank(r, i + 1) == 1 && !number_word_at(r, i + 2, KIND_MEASURE, NULL) &&
	    !number_word_at(r, i + 2, KIND_CURRENCY, NULL))
		return 0;
	return n;
}

static struct decimal value_of(struct number_reader *r, size_t first, size_t last, size_t fraction)
{
	return decimal_parse(r->a, tokens_text(r->t, first, last), fraction);
}

/* Without a language: three digits behind the only mark are a group; of two marks the last is the point. */
static void marks_by_shape(const struct number_reader *r, size_t i, char *group, char *point)
{
	bool dot = part_follows(r, i + 1, '.', 0);

	*group = dot ? '.' : ',';
	*point = dot ? ',' : '.';
	if (!count_groups(r, i, *group)) {
		*point = *group;
		*group = *point == '.' ? ',' : '.';
	}
}

/* --- powers of ten --- */

enum { LARGEST_POWER = 99 };

/* ¹ to ⁹, ⁰ and ⁻ at byte p: how many bytes, and the digit, 10 for the minus. */
static size_t superscript(const char *p, const char *end, unsigned *digit)
{
	const unsigned char *u = (const unsigned char *)p;

	if (end - p >= 2 && u[0] == 0xC2 && (u[1] == 0xB9 || u[1] == 0xB2 || u[1] == 0xB3)) {
		*digit = u[1] == 0xB9 ? 1 : u[1] - 0xB0u;
		return 2;
	}
	if (end - p >= 3 && u[0] == 0xE2 && u[1] == 0x81 && u[2] >= 0xB0 && u[2] <= 0xBB &&
	    u[2] != 0xB1 && u[2] != 0xB2 && u[2] != 0xB3 && u[2] != 0xBA) {
		*digit = u[2] == 0xBB ? 10 : u[2] - 0xB0u;
		return 3;
	}
	return 0;
}

/* Digits behind an optional sign at token i, all glued: 6, -6. */
static bool read_plain_power(const struct number_reader *r, size_t i, int64_t *power, size_t *last)
{
	bool minus = token_is_dash(r, i), sign = minus || token_is_mark(r, i, MARK_PLUS);

	if (!token_is_glued(r, i) || !token_is_glued(r, i + sign) ||
	    !token_is(r, i + sign, TOKEN_DIGITS) || token_len(r, i + sign) > 2)
		return false;
	*power = (int64_t)number_digits_value(r, i + sign);
	*power = minus ? -*power : *power;
	*last = i + sign;
	return true;
}

/* What is raised behind the ten at token i: 10^6, 10⁶, 10⁻⁶. */
static bool read_power(const struct number_reader *r, size_t i, int64_t *power, size_t *last)
{
	const char *text = r->t->text.ptr, *p = text + r->t->items[i].end,
		   *end = text + r->t->text.len;
	unsigned digit;
	bool minus = false;
	size_t len;

	if (token_len(r, i) != 2 || number_digits_value(r, i) != 10 || !token_is_glued(r, i + 1))
		return false;
	if (*p == '^')
		return read_plain_power(r, i + 2, power, last);
	*power = 0;
	for (; (len = superscript(p, end, &digit)) > 0 && *power <= LARGEST_POWER; p += len) {
		minus |= digit == 10;
		*power = digit == 10 ? *power : *power * 10 + digit;
	}
	for (*last = i; *last + 1 < r->t->count && text + r->t->items[*last].end < p; ++*last)
		;
	*power = minus ? -*power : *power;
	return *last > i && text + r->t->items[*last].end == p;
}

static bool is_times(const struct number_reader *r, size_t i)
{
	struct span sign = i < r->t->count ? token_lower(r->t, i) : span_of("", 0);
	return span_is(sign, "\xC3\x97") || span_is(sign, "x") || span_is(sign, "*") ||
	       span_is(sign, "\xC2\xB7");
}

/* 3e8, 3 x 10^8, 10^6: no arithmetic but the place of the point. */
static void take_power(const struct number_reader *r, size_t first, size_t *last,
		       struct decimal *value)
{
	size_t next = *last + 1, end;
	int64_t power;

	if (first == *last && read_power(r, first, &power, &end)) {
		*value = decimal_shift(*value, power - 1);
		*last = end;
	} else if (is_times(r, next) && token_is(r, next + 1, TOKEN_DIGITS) &&
		   read_power(r, next + 1, &power, &end)) {
		*value = decimal_shift(*value, power);
		*last = end;
	} else if (token_is_glued(r, next) && token_len(r, next) == 1 &&
		   span_is(token_lower(r->t, next), "e") &&
		   read_plain_power(r, next + 1, &power, &end) && !token_is_glued(r, end + 1)) {
		*value = decimal_shift(*value, power);
		*last = end;
	}
}

/* "US$ 1,870 per ton" in a language whose comma is the point: dollars keep the marks of their own news. A scale behind them
 * says that the comma is a point: US$ 1,875 miliar. */
static bool is_dollar_group(struct number_reader *r, size_t i, char point)
{
	return point == ',' && i > 0 && r->t->items[i - 1].mark == MARK_CURRENCY &&
	       span_is(token_text(r->t, i - 1), "$") && count_groups(r, i, point) == 1 &&
	       r->t->text.ptr[r->t->items[i].start] != '0' && !part_follows(r, i + 3, '.', 0) &&
	       !number_word_at(r, i + 3, KIND_SCALE, NULL);
}

bool number_read_digits(struct number_reader *r, size_t i, size_t *last, struct decimal *value)
{
	char group = r->language->group, point = r->language->point;
	size_t end = i, groups;

	if (token_is_mark(r, i, MARK_PERIOD) && token_is(r, i + 1, TOKEN_DIGITS) &&
	    token_is_glued(r, i + 1)) { /* .77 */
		*last = i + 1;
		*value = value_of(r, i, i + 1, token_len(r, i + 1));
		return true;
	}
	if (!token_is(r, i, TOKEN_DIGITS))
		return false;
	if (!group)
		marks_by_shape(r, i, &group, &point);
	groups = count_groups(r, i, group);
	if (groups == 0 &&
	    count_groups(r, i, point) > 1) { /* the other convention, and no other reading */
		groups = count_groups(r, i, point);
		point = group;
	} else if (groups == 0 && is_dollar_group(r, i, point)) {
		groups = 1;
		point = group;
	} else if (groups == 0) {
		groups = count_lakh_groups(r, i, group);
	}
	end = i + 2 * groups;
	if (groups == 0 && (groups = count_spaced_groups(r, i)) > 0)
		end = i + groups;
	if (groups == 0 && part_follows(r, i + 1, group, 0) && !part_follows(r, i + 3, group, 0) &&
	    token_len(r, i + 2) < 8)
		point = group; /* 5.16 in Indonesian, 12,5 in English */
	*last = end;
	if (part_follows(r, end + 1, point, 0)) {
		*last = end + 2;
		*value = value_of(r, i, *last, token_len(r, *last));
	} else {
		*value = value_of(r, i, end, 0);
	}
	take_power(r, i, last, value);
	return true;
}

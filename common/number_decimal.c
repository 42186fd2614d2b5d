#include "common/number_decimal.h"

/* Leaves out the zeros at both ends. */
static struct decimal decimal_trimmed(struct decimal x)
{
	while (x.digits.len && x.digits.ptr[0] == '0') {
		x.digits.ptr++;
		x.digits.len--;
	}
	while (x.digits.len && x.digits.ptr[x.digits.len - 1] == '0') {
		x.digits.len--;
		x.power++;
	}
	if (x.digits.len == 0)
		x.power = 0, x.negative = false;
	return x;
}

struct decimal decimal_parse(struct arena *a, struct span digits, size_t fraction)
{
	char *kept = arena_alloc(a, digits.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < digits.len; i++)
		if (digits.ptr[i] >= '0' && digits.ptr[i] <= '9')
			kept[n++] = digits.ptr[i];
	return decimal_trimmed((struct decimal){{kept, n}, -(int64_t)fraction, false});
}

struct decimal decimal_of(struct arena *a, uint64_t n)
{
	char *digits = arena_alloc(a, 20);
	size_t i = 20;

	for (; n; n /= 10)
		digits[--i] = (char)('0' + n % 10);
	return decimal_trimmed((struct decimal){{digits + i, 20 - i}, 0, false});
}

static int64_t decimal_top(struct decimal x)
{
	return x.power + (int64_t)x.digits.len;
}

/* The digit at 10^place. */
static unsigned decimal_digit(struct decimal x, int64_t place)
{
	int64_t from_top = decimal_top(x) - 1 - place;

	if (from_top < 0 || from_top >= (int64_t)x.digits.len)
		return 0;
	return (unsigned)(x.digits.ptr[from_top] - '0');
}

struct decimal decimal_add(struct arena *a, struct decimal x, struct decimal y)
{
	if (decimal_is_zero(x) || decimal_is_zero(y))
		return decimal_is_zero(x) ? y : x;
	int64_t low = x.power < y.power ? x.power : y.power;
	int64_t top = decimal_top(x) > decimal_top(y) ? decimal_top(x) : decimal_top(y);
	size_t len = (size_t)(top - low) + 1;
	char *sum = arena_alloc(a, len);
	unsigned carry = 0;

	for (size_t i = len; i-- > 0;) {
		int64_t place = low + (int64_t)(len - 1 - i);
		unsigned d = decimal_digit(x, place) + decimal_digit(y, place) + carry;
		sum[i] = (char)('0' + d % 10);
		carry = d / 10;
	}
	return decimal_trimmed((struct decimal){{sum, len}, low, false});
}

struct decimal decimal_times(struct arena *a, struct decimal x, uint32_t factor)
{
	size_t len = x.digits.len + 10;
	char *product = arena_alloc(a, len);
	uint64_t carry = 0;

	for (size_t i = 0; i < len; i++) {
		if (i < x.digits.len)
			carry += (uint64_t)(x.digits.ptr[x.digits.len - 1 - i] - '0') * factor;
		product[len - 1 - i] = (char)('0' + carry % 10);
		carry /= 10;
	}
	return decimal_trimmed((struct decimal){{product, len}, x.power, x.negative});
}

struct decimal decimal_ratio(struct arena *a, uint64_t n, uint64_t d)
{
	struct decimal whole = decimal_of(a, n / d), part;
	char digits[DECIMAL_PLACES];
	uint64_t rest = n % d, scaled = 0;

	for (size_t i = 0; i < DECIMAL_PLACES; i++) {
		uint64_t digit = 0;
		/* rest * 10 / d without overflow: ten additions */
		uint64_t next = 0;
		for (unsigned k = 0; k < 10; k++) {
			if (next >= d - rest)
				next -= d - rest, digit++;
			else
				next += rest;
		}
		digits[i] = (char)('0' + digit);
		rest = next;
		scaled = scaled * 10 + digit;
	}
	if (rest >= d - rest && rest) { /* rounds half up */
		part = decimal_shift(decimal_of(a, scaled + 1), -DECIMAL_PLACES);
		return decimal_add(a, whole, part);
	}
	part = decimal_parse(a, span_of(digits, DECIMAL_PLACES), DECIMAL_PLACES);
	return decimal_add(a, whole, part);
}

static int decimal_compare_size(struct decimal x, struct decimal y)
{
	if (decimal_is_zero(x) || decimal_is_zero(y))
		return (int)decimal_is_zero(y) - (int)decimal_is_zero(x);
	if (decimal_top(x) != decimal_top(y))
		return decimal_top(x) < decimal_top(y) ? -1 : 1;
	return span_compare(x.digits, y.digits);
}

int decimal_compare(struct decimal x, struct decimal y)
{
	if (x.negative != y.negative)
		return x.negative ? -1 : 1;
	return x.negative ? -decimal_compare_size(x, y) : decimal_compare_size(x, y);
}

bool decimal_small(struct decimal x, uint64_t *n)
{
	uint64_t v = 0;

	if (x.negative || x.power < 0 || decimal_top(x) > 18)
		return false;
	for (int64_t place = decimal_top(x); place-- > 0;)
		v = v * 10 + decimal_digit(x, place);
	*n = v;
	return true;
}

struct span decimal_text(struct arena *a, struct decimal x)
{
	int64_t top = decimal_top(x) > 1 ? decimal_top(x) : 1, low = x.power < 0 ? x.power : 0;
	char *text = arena_alloc(a, (size_t)(top - low) + 3);
	size_t n = 0;

	if (x.negative)
		text[n++] = '-';
	for (int64_t place = top; place-- > low;) {
		if (place == -1)
			text[n++] = '.';
		text[n++] = (char)('0' + decimal_digit(x, place));
	}
	return span_of(text, n);
}

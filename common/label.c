/* Labels of records: see label.h. */
#include "common/label.h"

#include <stdlib.h>

#include "common/bytes16.h"

enum { STEP = 16 };

enum { LETTER = 1, DIGIT = 2 };
static const unsigned char label_class[256] = {
	['A'] = LETTER, ['B'] = LETTER, ['C'] = LETTER, ['D'] = LETTER, ['E'] = LETTER,
	['F'] = LETTER, ['G'] = LETTER, ['H'] = LETTER, ['I'] = LETTER, ['J'] = LETTER,
	['K'] = LETTER, ['L'] = LETTER, ['M'] = LETTER, ['N'] = LETTER, ['O'] = LETTER,
	['P'] = LETTER, ['Q'] = LETTER, ['R'] = LETTER, ['S'] = LETTER, ['T'] = LETTER,
	['U'] = LETTER, ['V'] = LETTER, ['W'] = LETTER, ['X'] = LETTER, ['Y'] = LETTER,
	['Z'] = LETTER, ['_'] = LETTER, ['a'] = LETTER, ['b'] = LETTER, ['c'] = LETTER,
	['d'] = LETTER, ['e'] = LETTER, ['f'] = LETTER, ['g'] = LETTER, ['h'] = LETTER,
	['i'] = LETTER, ['j'] = LETTER, ['k'] = LETTER, ['l'] = LETTER, ['m'] = LETTER,
	['n'] = LETTER, ['o'] = LETTER, ['p'] = LETTER, ['q'] = LETTER, ['r'] = LETTER,
	['s'] = LETTER, ['t'] = LETTER, ['u'] = LETTER, ['v'] = LETTER, ['w'] = LETTER,
	['x'] = LETTER, ['y'] = LETTER, ['z'] = LETTER, ['0'] = DIGIT,  ['1'] = DIGIT,
	['2'] = DIGIT,  ['3'] = DIGIT,  ['4'] = DIGIT,  ['5'] = DIGIT,  ['6'] = DIGIT,
	['7'] = DIGIT,  ['8'] = DIGIT,  ['9'] = DIGIT,
};

#ifdef BYTES16
/* How many of the STEP at p, from the first on, may stand in a label. */
static unsigned label_bytes_at(const char *p)
{
	bytes16 v = bytes16_load(p);
	uint64_t fits = bytes16_bits(bytes16_or(bytes16_alnum(v), bytes16_is(v, '_')));
	return (unsigned)__builtin_ctzll(~fits);
}
#endif

const char *label_end(const char *p, const char *end)
{
	if (p < end && label_class[(unsigned char)*p] != LETTER)
		return p;
#ifdef BYTES16
	if (end - p >= STEP) {
		unsigned n = label_bytes_at(p);
		p += n;
		if (n < STEP)
			return p;
	}
#endif
	while (p < end && label_class[(unsigned char)*p])
		p++;
	return p;
}

bool record_is_label(struct span s)
{
	return s.len && label_end(s.ptr, s.ptr + s.len) == s.ptr + s.len;
}

static int compare_labels(const void *a, const void *b)
{
	const struct span *x = a, *y = b;
	return span_compare(*x, *y);
}

bool labels_repeat(const struct record *r)
{
	struct span *labels = alloc_resized(NULL, r->count, sizeof *labels);
	bool twice = false;
	for (size_t i = 0; i < r->count; i++)
		labels[i] = r->fields[i].label;
	qsort(labels, r->count, sizeof *labels, compare_labels);
	for (size_t i = 1; i < r->count && !twice; i++)
		twice = span_equal(labels[i - 1], labels[i]);
	free(labels);
	return twice;
}

#include "cmd/dedupe/spelling.h"

enum { MIN_NAME = 4 };

static const struct {
	char first, second, sound;
} digraphs[] = {
	{'o', 'e', 'u'}, {'d', 'j', 'y'}, {'t', 'j', 'c'}, {'p', 'h', 'f'}, {'k', 'h', 'k'}};

static char single(char c)
{
	return c == 'i' || c == 'j' ? 'y' : c == 'q' ? 'k' : c;
}

/* The next sound at *i, double ones once. */
static char next_sound(struct span s, size_t *i)
{
	char c = s.ptr[*i], sound = single(c);
	size_t taken = 1;
	for (size_t k = 0; k < sizeof digraphs / sizeof *digraphs && *i + 1 < s.len; k++)
		if (digraphs[k].first == c && digraphs[k].second == s.ptr[*i + 1]) {
			sound = digraphs[k].sound;
			taken = 2;
		}
	for (*i += taken; *i < s.len && single(s.ptr[*i]) == sound;)
		++*i;
	return sound;
}

bool spelling_equal(struct span a, struct span b)
{
	size_t i = 0, k = 0;
	if (a.len < MIN_NAME || b.len < MIN_NAME)
		return false;
	while (i < a.len && k < b.len)
		if (next_sound(a, &i) != next_sound(b, &k))
			return false;
	return i == a.len && k == b.len;
}

static bool is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* What scanners take for each other: round vowels; and letters that seldom make another name. */
static bool look_alike(char a, char b)
{
	return (a == 'a' || a == 'e' || a == 'o') && (b == 'a' || b == 'e' || b == 'o');
}

static bool misread(char a, char b)
{
	static const char pairs[][2] = {{'n', 'u'}, {'c', 'e'}, {'f', 't'}, {'i', 'l'}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if ((a == pairs[i][0] && b == pairs[i][1]) ||
		    (a == pairs[i][1] && b == pairs[i][0]))
			return true;
	return false;
}

bool spelling_other_name(struct span a, struct span b, bool garbled)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++) {
		char x = a.ptr[i], y = b.ptr[i];
		bool last = i + 1 == a.len, vowels = is_vowel(x) && is_vowel(y);
		if (x == y)
			continue;
		if (!last && x == b.ptr[i + 1] && y == a.ptr[i + 1])
			i++;
		else if (garbled ? vowels && (last || !look_alike(x, y))
				 : last || i == 0 || !misread(x, y))
			return true;
	}
	return false;
}

bool spelling_other_start(struct span a, struct span b)
{
	bool swapped = a.len > 1 && b.len > 1 && a.ptr[0] == b.ptr[1] && a.ptr[1] == b.ptr[0];
	return a.len == b.len && a.len < 8 && a.ptr[0] != b.ptr[0] && !swapped;
}

/* One letter for all that look like it in small print. */
static char shape_of(char c, bool name, bool first)
{
	switch (c) {
	case '0': return 'o';
	case '5': return 's';
	case '1': return 'l';
	case 'i': return name && first ? c : 'l';
	case 'h':
	case '6': return name && first ? c : 'b';
	case 'a':
	case 'c':
	case 'e': return name ? c : 'o';
	case 'f':
	case 'j':
	case 't': return name ? c : 'l';
	case 'u': return name ? c : 'n';
	case 'q':
	case '9': return name ? c : 'g';
	case 'v': return name ? c : 'y';
	default: return c;
	}
}

/* The next shape at *i; the same letter twice and "rn" for "m" are one. */
static char next_shape(struct span s, size_t *i, bool name)
{
	char c = s.ptr[*i], next = *i + 1 < s.len ? s.ptr[*i + 1] : 0;
	bool first = *i == 0;
	char two = first && name             ? 0
		   : c == 'r' && next == 'n' ? 'm'
		   : c == 'c' && next == 'l' ? 'd'
		   : c == 'v' && next == 'v' ? 'w'
					     : 0;
	*i += two ? 2 : 1;
	while (!two && *i < s.len && s.ptr[*i] == c)
		++*i;
	return two ? shape_of(two, name, first) : shape_of(c, name, first);
}

bool spelling_misread(struct span a, struct span b, bool name)
{
	size_t i = 0, k = 0;
	while (i < a.len && k < b.len)
		if (next_shape(a, &i, name) != next_shape(b, &k, name))
			return false;
	return i == a.len && k == b.len;
}

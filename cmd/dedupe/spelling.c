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

/* Lists that run on inside a paragraph: '1. Siapkan 2. Aduk', 'a) … b) …', 'ialah: I. … II. …', 'yaitu: - Warga - Pelajar'. Each item is
 * a piece. A list begins with its first marker where a paragraph or sentence begins or behind a colon, or glued to a word
 * ('Liga1. Budi 20 gol2. Siti') when its second marker follows; after that only the next marker in order cuts. */
#include <string.h>

#include "cmd/segment/scan.h"
#include "cmd/segment/text.h"

enum {
	SECOND_WITHIN = 400, /* bytes from the first marker to the second */
	ROMAN_MAX = 5
};

/* Value of the Roman numeral in [start, end), small or capital letters; 0 when it is none. Up to 89. */
static unsigned roman_value(struct span text, size_t start, size_t end)
{
	unsigned sum = 0, last = 0;
	for (size_t i = end; i > start; i--) {
		char c = to_lower(text.ptr[i - 1]);
		unsigned v = c == 'i' ? 1 : c == 'v' ? 5 : c == 'x' ? 10 : c == 'l' ? 50 : 0;
		if (v == 0)
			return 0;
		sum = v < last ? sum - v : sum + v;
		last = v > last ? v : last;
	}
	return sum;
}

/* The marker that ends at the full stop or bracket `at`, of the list's style: where it begins, its value in *value. */
static size_t marker_start(const struct scan *s, size_t at, unsigned *value)
{
	size_t i = at;
	unsigned scale = 1;
	*value = 0;
	if (s->list.style == 'a' && i > s->sentence && is_lower(s->text.ptr[i - 1])) {
		i--;
		*value = (unsigned)(s->text.ptr[i] - 'a') + 1;
	}
	if (s->list.style == 'i') {
		while (i > s->sentence && is_alpha(s->text.ptr[i - 1]) && at - i < ROMAN_MAX)
			i--;
		*value = roman_value(s->text, i, at);
	}
	while (s->list.style == '1' && i > s->sentence && is_digit(s->text.ptr[i - 1]) &&
	       at - i < 3) {
		i--;
		*value += scale * (unsigned)(s->text.ptr[i] - '0');
		scale *= 10;
	}
	return i;
}

/* The next marker of the list. Returns true when it was one. */
static bool next_marker(struct scan *s, size_t at)
{
	unsigned value;
	size_t i = marker_start(s, at, &value);
	if (i == at || value != s->list.value + 1 || at + 1 >= s->end || i == s->start)
		return false;
	bool apart = utf8_blank(s->text.ptr + i - 1, s->text.ptr + s->end) > 0 ||
		     s->text.ptr[i - 1] == '(';
	if (!apart && (s->list.style != '1' || is_digit(s->text.ptr[i - 1]) ||
		       (s->text.ptr[i - 1] == '.' && !s->list.glued)))
		return false; /* 'Kapten3. Mayor4.' has lost its line breaks */
	size_t behind = at + (s->text.ptr[at + 1] == ')' ? 2 : 1);
	if (behind >= s->end)
		return false;
	if (utf8_blank(s->text.ptr + behind, s->text.ptr + s->end) == 0 &&
	    !(s->list.glued && is_upper(s->text.ptr[behind])))
		return false;
	s->list.value = value;
	i -= s->text.ptr[i - 1] == '(' && i > s->sentence;
	size_t begin = text_skip_blank(s->text, s->sentence, s->end);
	if (begin < i)
		scan_cut(s, i, i, KIND_BODY,
			 s->text.ptr[text_trim_end(s->text, begin, i) - 1] == '.');
	return true;
}

static void list_begin(struct scan *s, char style, unsigned value, bool glued)
{
	s->list.style = style;
	s->list.value = value;
	s->list.glued = glued;
}

/* Whether '2. Next' follows within reach, not as the end of another number. */
static bool second_follows(const struct scan *s, size_t at)
{
	size_t limit = s->end - at > SECOND_WITHIN ? at + SECOND_WITHIN : s->end;
	for (size_t i = at; i + 3 < limit; i++)
		if (s->text.ptr[i] == '2' && s->text.ptr[i + 1] == '.' &&
		    is_upper(s->text.ptr[i + 2 + (s->text.ptr[i + 2] == ' ')]) &&
		    !is_digit(s->text.ptr[i - 1]) && s->text.ptr[i - 1] != ',')
			return true;
	return false;
}

/* A list begins in the middle of its paragraph: 'ialah: 1. Budi', 'daftarnya. 1. Budi', 'Liga1. Budi'. */
static bool begins_inside(struct scan *s, size_t at)
{
	size_t digit = at - 1;
	if ((s->list.style && !s->list.glued) || digit <= s->start || at + 2 >= s->end ||
	    s->text.ptr[at + 1] != ' ')
		return false;
	size_t before = text_trim_end(s->text, s->start, digit);
	if (before == s->start)
		return false;
	char c = s->text.ptr[before - 1];
	bool colon = c == ':';
	bool one = s->text.ptr[digit] == '1';
	if (!one) {
		bool begins = colon && before < digit && is_upper(s->text.ptr[at + 2]);
		list_begin(s, begins ? 'i' : 0, 1, false);
		return begins;
	}
	if (colon || (before < digit && text_skip_blank(s->text, s->sentence, at) == digit)) {
		if (!colon && !second_follows(s, at))
			return false;
		list_begin(s, '1', 1, false);
		return true;
	}
	bool glued = before == digit && (is_lower(c) || c == '.' || c == ')' || c == '"');
	if (!glued || !is_upper(s->text.ptr[at + 2]) || !second_follows(s, at))
		return false;
	scan_cut(s, digit, digit, KIND_BODY, c != ')' && !is_lower(c));
	list_begin(s, '1', 1, true);
	return true;
}

bool list_stop(struct scan *s, size_t at)
{
	if (at <= s->sentence)
		return false;
	char c = s->text.ptr[at - 1];
	if ((c == '1' ||
	     ((c == 'I' || c == 'i') && at > s->sentence + 1 && !is_alnum(s->text.ptr[at - 2]))) &&
	    begins_inside(s, at))
		return true;
	return s->list.style && s->list.style != '*' && s->list.style != '-' && next_marker(s, at);
}

/* '1) Warga' behind a colon; in lower case it is a sentence that counts. */
static void bracket_begins(struct scan *s, size_t at)
{
	size_t i = at > s->sentence ? at - 1 : at;
	if (i == at || (s->text.ptr[i] != '1' && s->text.ptr[i] != 'a') || at + 2 >= s->end ||
	    s->text.ptr[at + 1] != ' ' || !is_upper(s->text.ptr[at + 2]))
		return;
	i -= i > s->sentence && s->text.ptr[i - 1] == '(';
	size_t before = text_trim_end(s->text, s->sentence, i);
	if (before > s->sentence && s->text.ptr[before - 1] == ':')
		list_begin(s, s->text.ptr[at - 1], 1, false);
}

void list_close(struct scan *s, size_t at)
{
	if (s->list.style == 0)
		bracket_begins(s, at);
	else if (s->list.style != '*' && s->list.style != '-')
		next_marker(s, at);
}

bool list_has_dashes(struct span text, size_t start, size_t end)
{
	for (size_t i = start; i + 4 < end; i++) {
		i = text_find_pair(text, i, end - 4, ':', '-');
		if (i + 4 < end && memcmp(text.ptr + i + 1, " - ", 3) == 0)
			return true;
	}
	return false;
}

/* ': - Warga - Pelajar': at the capital behind a dash between blanks. */
void list_dash(struct scan *s, size_t at)
{
	size_t dash = at - 2;
	if (s->text.ptr[at - 1] != ' ' || s->text.ptr[dash - 1] != ' ' || dash <= s->sentence)
		return;
	size_t before = text_trim_end(s->text, s->sentence, dash);
	bool colon = before > s->sentence && s->text.ptr[before - 1] == ':';
	bool item = s->list.style == '-' &&
		    s->text.ptr[text_skip_blank(s->text, s->sentence, s->end)] == '-';
	if (colon && s->list.style == 0) {
		size_t limit = s->end - at > SECOND_WITHIN ? at + SECOND_WITHIN : s->end;
		for (size_t i = at; i + 3 < limit && !item; i++)
			item = s->text.ptr[i] == ' ' && s->text.ptr[i + 1] == '-' &&
			       s->text.ptr[i + 2] == ' ' && is_upper(s->text.ptr[i + 3]);
		s->list.style = item ? '-' : 0;
	}
	if (item)
		scan_cut(s, dash, dash, KIND_BODY, false);
}

void list_start(struct scan *s)
{
	size_t i = text_skip_blank(s->text, s->start, s->end), from = i;
	if (i < s->end && is_lower(s->text.ptr[i])) {
		list_begin(s, 'a', (unsigned)(s->text.ptr[i] - 'a') + 1, false);
		i++;
	}
	while (i < s->end && i - from < 2 && is_digit(s->text.ptr[i])) {
		s->list.style = '1';
		s->list.value = s->list.value * 10 + (unsigned)(s->text.ptr[i] - '0');
		i++;
	}
	if (text_bullet(s->text, from, s->end) == 3) {
		s->list.style = '*';
		return;
	}
	bool marked =
		i > from && i + 1 < s->end && (s->text.ptr[i] == '.' || s->text.ptr[i] == ')');
	if (!marked || s->list.value != 1)
		s->list.style = 0;
}

size_t list_bullet(struct scan *s, size_t at)
{
	unsigned len = text_bullet(s->text, at, s->end);
	if (len == 3 && s->list.style == '*' && at > s->sentence)
		scan_cut(s, at, at, KIND_BODY, false);
	return at + (len ? len : 1);
}

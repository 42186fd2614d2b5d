/* The masks say the same as a look at each byte, whichever way they were made. */
#include "cmd/segment/mask.h"
#include "cmd/segment/text.h"
#include "tests/unit/unit.h"

enum { ROOM = 4096 };

static bool is_mark(char c)
{
	return (c != '\0' && strchr(".?!\"()[{", c) != NULL) || c == '\xC2' || c == '\xE2';
}

static bool is_fold(char c)
{
	return (unsigned char)c < ' ' || c == '\xC2' || c == '\xE2' || c == '\xEF';
}

/* All bytes, each behind each of four neighbours, in an order that repeats after ROOM bytes only. */
static void fill(char *text)
{
	static const char neighbours[] = {' ', 'a', 'Z', '.'};
	for (unsigned i = 0; i < ROOM; i++)
		text[i] = i % 2 ? (char)(i / 2 * 37 + i / 512) : neighbours[i / 512 % 4];
}

static bool bit(uint64_t mask, size_t i)
{
	return mask >> i & 1;
}

/* At each start, with each length from 1 to beyond one block. */
static bool all_places(const char *text, bool (*agree)(const char *text, size_t at, size_t n))
{
	for (size_t at = 1; at + MASK_BYTES + 2 < ROOM; at += 7)
		for (size_t n = 1; n <= MASK_BYTES + 1; n++)
			if (!agree(text, at, n))
				return false;
	return true;
}

static bool marks_agree(const char *text, size_t at, size_t n)
{
	uint64_t mask = mask_marks(text + at, n, is_alpha(text[at - 1]));
	for (size_t i = 0; i < MASK_BYTES; i++) {
		char c = text[at + i];
		bool capital = is_upper(c) && !is_alpha(text[at + i - 1]);
		if (bit(mask, i) != (i < n && (capital || is_mark(c))))
			return false;
	}
	return true;
}

static bool folds_agree(const char *text, size_t at, size_t n)
{
	uint64_t mask = mask_folds(text + at, n, text[at - 1] == ' ');
	for (size_t i = 0; i < MASK_BYTES; i++) {
		char c = text[at + i];
		bool second_space = c == ' ' && text[at + i - 1] == ' ';
		if (bit(mask, i) != (i < n && (second_space || is_fold(c))))
			return false;
	}
	return true;
}

static bool letters_agree(const char *text, size_t at, size_t n)
{
	uint64_t mask = mask_letters(text + at, n);
	for (size_t i = 0; i < MASK_BYTES; i++)
		if (bit(mask, i) != (i < n && is_alpha(text[at + i])))
			return false;
	return true;
}

static bool quotes_agree(const char *text, size_t at, size_t n)
{
	uint64_t mask = mask_quotes(text + at, n);
	for (size_t i = 0; i < MASK_BYTES; i++) {
		char c = text[at + i];
		if (bit(mask, i) != (i < n && (c == '"' || c == '\xC2' || c == '\xE2')))
			return false;
	}
	return true;
}

int main(void)
{
	char text[ROOM];
	fill(text);
	UNIT_CHECK(all_places(text, marks_agree), "marks and capitals at word starts are found");
	UNIT_CHECK(all_places(text, folds_agree), "bytes that folding may change are found");
	UNIT_CHECK(all_places(text, letters_agree), "letters are found");
	UNIT_CHECK(all_places(text, quotes_agree), "first bytes of quotation marks are found");
	UNIT_CHECK(mask_first(mask_from(0x8001, 1)) == 15, "bits below a place are left out");
	UNIT_CHECK(mask_from(~(uint64_t)0, MASK_BYTES) == 0, "behind the block there is no bit");
	return unit_done();
}

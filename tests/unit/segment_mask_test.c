/* The masks say the same as a look at each byte, whichever way they were made. */
#include "cmd/segment/mask.h"
#include "cmd/segment/phrases.h"
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
	struct mask_sets sets = mask_block(text + at, n, text[at - 1]);
	for (size_t i = 0; i < MASK_BYTES; i++) {
		char c = text[at + i];
		bool capital = is_upper(c) && !is_alpha(text[at + i - 1]);
		if (bit(sets.marks, i) != (i < n && is_mark(c)) ||
		    bit(sets.capitals, i) != (i < n && capital))
			return false;
	}
	return true;
}

static bool folds_agree(const char *text, size_t at, size_t n)
{
	uint64_t mask = mask_block(text + at, n, text[at - 1]).folds;
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

/* Where a fold must be found, while first bytes of a wide blank may be left out when its last byte does not follow. */
static bool must_fold(const char *text, size_t i)
{
	return (is_fold(text[i]) && utf8_blank(text + i, text + ROOM) > 0) ||
	       (unsigned char)text[i] < ' ' || (text[i] == ' ' && text[i - 1] == ' ');
}

/* The map of a stretch says what its blocks say, from wherever it is asked. */
static bool map_agrees(const char *text, size_t at, size_t n)
{
	struct mask_map map = {0};
	struct span s = span_of(text, ROOM);
	size_t end = at + 3 * n < ROOM ? at + 3 * n : ROOM, i = at;
	mask_map_fill(&map, s, at, end);
	while (i < end && !is_mark(text[i]))
		i++;
	bool marks = mask_next_mark(&map, at, end) == i;
	size_t fold = mask_next_fold(&map, at + n < end ? at + n : end, end);
	for (i = at + n; i < end && !must_fold(text, i);)
		i++;
	bool folds = fold <= (i < end ? i : end) &&
		     (fold == end || must_fold(text, fold) || is_fold(text[fold]));
	mask_map_free(&map);
	return marks && folds;
}

/* NBSP, ZWSP and BOM wherever they stand are folds; a curly quote is none where its bytes are seen whole. */
static bool blanks_found(const char *blank)
{
	char text[3 * MASK_BYTES];
	size_t len = strlen(blank);
	for (size_t at = 0; at + len <= 2 * MASK_BYTES; at++) {
		struct mask_map map = {0};
		memset(text, 'a', sizeof text);
		memcpy(text + at, blank, len);
		mask_map_fill(&map, span_of(text, sizeof text), 0, 2 * MASK_BYTES);
		bool found = map.folds && mask_next_fold(&map, 0, 2 * MASK_BYTES) == at;
		mask_map_free(&map);
		if (!found)
			return false;
	}
	return true;
}

/* Of any places of a block, those where a phrase may start, as they are found one by one. */
static bool starts_agree(const char *text)
{
	struct phrase_starts starts;
	for (size_t i = 0; i < sizeof starts.bits / sizeof *starts.bits; i++)
		starts.bits[i] = (uint32_t)i * 0x9E3779B1u;
	for (uint64_t places = 1; places != 0; places = places * 3 + (places >> 60)) {
		uint64_t found = phrases_may_start_in(&starts, text, places);
		for (size_t i = 0; i < MASK_BYTES; i++)
			if (bit(found, i) !=
			    (bit(places, i) && phrases_may_start(&starts, span_of(text, ROOM), i)))
				return false;
		if (places >> 63)
			break;
	}
	return phrases_may_start_in(&starts, text, 0) == 0;
}

/* A colon with a dash two bytes behind it, at each place of a short text. */
static bool pairs_agree(void)
{
	char text[48];
	for (size_t at = 0; at < sizeof text; at++)
		for (size_t end = 0; end <= sizeof text; end++) {
			memset(text, ':', sizeof text);
			if (at + 2 < sizeof text)
				text[at + 2] = '-';
			bool there = at < end && at + 2 < sizeof text;
			if (text_find_pair(span_of(text, sizeof text), 0, end, ':', '-') !=
			    (there ? at : end))
				return false;
		}
	return true;
}

static bool either_agrees(const char *text)
{
	for (size_t n = 0; n <= MASK_BYTES; n++) {
		uint64_t found = mask_either(text, n, 'a', '.');
		for (size_t i = 0; i < MASK_BYTES; i++)
			if (bit(found, i) != (i < n && (text[i] == 'a' || text[i] == '.')))
				return false;
	}
	return true;
}

/* Wherever the byte stands in a stretch, its map says that parts may stand side by side. */
static bool parts_seen(char byte)
{
	char text[ROOM];
	bool seen = true;
	memset(text, 'a', sizeof text);
	for (size_t at = 0; at < ROOM; at++) {
		struct mask_map map = {0};
		text[at] = byte;
		mask_map_fill(&map, span_of(text, ROOM), at / 2, at + 1);
		seen &= map.parts;
		mask_map_free(&map);
		text[at] = 'a';
	}
	return seen;
}

/* Runs of letters and digits, of all lengths up to two blocks of sixteen, at the borders of a text too. */
static bool runs_agree(void)
{
	char text[64];
	for (size_t start = 0; start < 20; start++)
		for (size_t end = start; end < 60; end++) {
			struct span s = span_of(text, sizeof text);
			memset(text, ':', sizeof text);
			memset(text + start, end % 2 ? 'z' : '0', end - start);
			size_t limit = end > start + 5 ? end - 5 : start;
			if (text_alnum_end(s, start, sizeof text) != end ||
			    text_alnum_end(s, start, limit) != limit ||
			    text_alnum_end(span_of(text, end), start, end) != end ||
			    text_alnum_start(s, 0, end) != start ||
			    text_alnum_start(s, limit, end) != limit)
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
	UNIT_CHECK(all_places(text, map_agrees),
		   "the map of a stretch of text finds the next place");
	UNIT_CHECK(blanks_found("\xC2\xA0") && blanks_found("\xE2\x80\x8B") &&
			   blanks_found("\xEF\xBB\xBF"),
		   "wide blanks are found across the borders of blocks");
	UNIT_CHECK(starts_agree(text), "places where a phrase may start are found together");
	UNIT_CHECK(pairs_agree(), "two bytes with one between them are found");
	UNIT_CHECK(either_agrees(text + 512), "either of two bytes is found");
	UNIT_CHECK(parts_seen('|') && parts_seen('\xE2'),
		   "bars and first bytes of bullets are seen");
	UNIT_CHECK(runs_agree(), "runs of letters and digits end where they end");
	UNIT_CHECK(mask_first(0x8000) == 15, "the lowest bit is found");
	UNIT_CHECK(mask_last(0x8001) == 15, "the highest bit is found");
	return unit_done();
}

#include "common/lexicon.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

static struct tokens text;

/* The longest phrase at token i of the text, its tokens in *length (0 when there is none). */
static const struct meaning *find(const struct lexicon *l, const char *words, size_t i,
				  size_t *length)
{
	*length = 0;
	tokens_cut(&text, span_text(words));
	return lexicon_find(l, &text, i, length);
}

static struct lexicon *lexicon_of(const char *const *phrases, size_t count)
{
	struct lexicon *l = lexicon_new();

	for (size_t i = 0; i < count; i++)
		lexicon_add(l, span_text(phrases[i]), (int)i + 1, NULL);
	return l;
}

static void check_longest(void)
{
	static const char *const phrases[] = {"juru", "juru bicara",
					      "juru bicara menteri luar negeri", "menteri"};
	struct lexicon *l = lexicon_of(phrases, 4);
	const struct meaning *m;
	size_t n;

	m = find(l, "Juru Bicara menteri itu", 0, &n);
	UNIT_CHECK(m && m->kind == 2 && n == 2, "the longest phrase wins, in lower case");
	m = find(l, "juru bicara menteri luar negeri", 0, &n);
	UNIT_CHECK(m && m->kind == 3 && n == 5, "a phrase of five words is found whole");
	m = find(l, "juru bicara menteri luar", 0, &n);
	UNIT_CHECK(m && m->kind == 2 && n == 2,
		   "a phrase cut short by the end of the text gives way to the shorter one");
	m = find(l, "para juru", 1, &n);
	UNIT_CHECK(m && m->kind == 1 && n == 1, "the last token of a text can be a phrase");
	UNIT_CHECK(!find(l, "jurus", 0, &n) && n == 0,
		   "a word that only begins like a phrase is none");
	UNIT_CHECK(!find(l, "bicara menteri", 0, &n), "the inside of a phrase does not begin one");
	lexicon_free(l);
}

static void check_spaces(void)
{
	static const char *const phrases[] = {"s.d.", "jum'at", "non-aktif", "kata nya"};
	struct lexicon *l = lexicon_of(phrases, 4);
	size_t n;

	UNIT_CHECK(find(l, "s.d. Mei", 0, &n) && n == 4, "marks inside a phrase are part of it");
	UNIT_CHECK(!find(l, "s. d.", 0, &n), "a blank where the phrase has none keeps them apart");
	UNIT_CHECK(!find(l, "katanya", 0, &n), "words run together are another word");
	UNIT_CHECK(find(l, "kata \n nya", 0, &n) && n == 2, "any blank is a blank");
	UNIT_CHECK(find(l, "(jum'at)", 1, &n) && n == 3,
		   "what stands before the first word does not matter");
	UNIT_CHECK(find(l,
			"Jum\xE2\x80\x99"
			"at",
			0, &n) &&
			   n == 3,
		   "a curly apostrophe is an apostrophe");
	UNIT_CHECK(find(l,
			"non\xE2\x80\x91"
			"aktif",
			0, &n) &&
			   n == 3,
		   "a non-breaking hyphen is a hyphen");
	UNIT_CHECK(!find(l,
			 "non\xE2\x80\x94"
			 "aktif",
			 0, &n),
		   "a dash is no hyphen");
	lexicon_free(l);
}

/* Edges hold the first 8 bytes of a word apart from the others. */
static void check_lengths(void)
{
	static const char *const phrases[] = {"bendungan", "bendunga", "bendungannya", "pegunungan",
					      "pegunungannya"};
	struct lexicon *l = lexicon_of(phrases, 5);
	const struct meaning *m;
	size_t n;

	for (int i = 0; i < 5; i++) {
		m = find(l, phrases[i], 0, &n);
		UNIT_CHECK(m && m->kind == i + 1,
			   "words with the same first bytes differ by the rest");
	}
	UNIT_CHECK(!find(l, "bendung", 0, &n) && !find(l, "bendunganku", 0, &n),
		   "a shorter or another word is none of them");
	lexicon_free(l);
}

static void check_begins(void)
{
	static const char *const phrases[] = {"kata", "jum'at"};
	struct lexicon *l = lexicon_of(phrases, 2);
	struct buffer b = {0};

	for (int i = 0; i < 100; i++)
		buffer_add_text(&b, i == 3 || i == 99 ? "kata " : i == 63 ? "Jum'at " : "x ");
	tokens_cut(&text, buffer_span(&b));
	UNIT_CHECK(lexicon_begins(l, &text, 0, text.count) ==
			   (UINT64_C(1) << 3 | UINT64_C(1) << 63),
		   "a bit for each of 64 tokens tells where phrases may begin");
	UNIT_CHECK(lexicon_begins(l, &text, 64, text.count) == UINT64_C(1) << (101 - 64),
		   "the bits count from the token asked for");
	UNIT_CHECK(lexicon_begins(l, &text, 101, 101) == 0 && lexicon_begins(l, &text, 0, 3) == 0,
		   "no bit stands behind the end");
	buffer_free(&b);
	lexicon_free(l);
}

static void check_meanings(void)
{
	struct pack_entry entry = {span_text("mei"), NULL, 0};
	struct pack_section section = {span_text("id"), span_text("time"), span_text("months"),
				       &entry, 1};
	struct lexicon *l = lexicon_new();
	const struct meaning *m;
	size_t n;

	lexicon_add(l, span_text("mei"), 7, NULL);
	lexicon_add_section(l, &section, 3);
	lexicon_add(l, span_text(""), 1, NULL);
	lexicon_add(l, span_text(" "), 1, NULL);
	m = find(l, "Mei", 0, &n);
	UNIT_CHECK(m && m->kind == 7 && m->next && m->next->kind == 3 && !m->next->next,
		   "a phrase added twice has two meanings, in the order they came");
	UNIT_CHECK(meaning_of(m, 3) == m->next && meaning_of(m, 3)->entry == &entry,
		   "a meaning is found by its kind");
	UNIT_CHECK(!meaning_of(m, 5), "a kind that is not there is not found");
	UNIT_CHECK(m->kinds == (UINT64_C(1) << 7 | UINT64_C(1) << 3),
		   "the first meaning has a bit for each kind");
	lexicon_add(l, span_text("juni"), 64, NULL);
	lexicon_add(l, span_text("juni"), 95, NULL);
	lexicon_add(l, span_text("juni"), 96, NULL);
	m = find(l, "Juni", 0, &n);
	UNIT_CHECK(m && m->kinds == 0 && m->kinds_above == (UINT32_C(1) << 31 | 1) &&
			   meaning_of(m, 96),
		   "kinds from 64 to 95 have bits of their own, later ones have none");
	lexicon_free(l);
	lexicon_free(NULL);
}

enum { MANY = 20000 };

static void check_many(void)
{
	struct lexicon *l = lexicon_new();
	size_t wrong = 0, n;
	char phrase[64];

	for (int i = 0; i < MANY; i++) {
		snprintf(phrase, sizeof phrase, "w%d x%d y", i % 500, i);
		lexicon_add(l, span_text(phrase), i + 1, NULL);
	}
	for (int i = 0; i < MANY; i++) {
		const struct meaning *m;

		snprintf(phrase, sizeof phrase, "w%d x%d y", i % 500, i);
		m = find(l, phrase, 0, &n);
		if (!m || m->kind != i + 1 || n != text.count)
			wrong++;
		snprintf(phrase, sizeof phrase, "w%d x%d z", i % 500, i);
		if (find(l, phrase, 0, &n))
			wrong++;
	}
	UNIT_CHECK(wrong == 0,
		   "twenty thousand phrases are all found, and their neighbours are not");
	lexicon_free(l);
}

static void check_bytes(void)
{
	static const char nul[] = "a\0b";
	struct lexicon *l = lexicon_new();
	size_t n = 0;

	lexicon_add(l, span_of(nul, 3), 1, NULL);
	tokens_cut(&text, span_of(nul, 3));
	UNIT_CHECK(lexicon_find(l, &text, 0, &n) && n == text.count, "a NUL is a byte like others");
	tokens_cut(&text, span_of(nul, 1));
	UNIT_CHECK(!lexicon_find(l, &text, 0, &n), "a phrase does not end at its NUL");
	lexicon_add(l, span_text("\xFF\xFE"), 2, NULL);
	UNIT_CHECK(find(l, "\xFF\xFE", 0, &n), "bytes that are not UTF-8 match themselves");
	lexicon_free(l);
}

int main(void)
{
	check_longest();
	check_spaces();
	check_lengths();
	check_begins();
	check_meanings();
	check_many();
	check_bytes();
	tokens_free(&text);
	return unit_done();
}

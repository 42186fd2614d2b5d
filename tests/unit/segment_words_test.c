#include "cmd/segment/words.h"

#include <string.h>

#include "tests/unit/unit.h"

/* Words of each length around what a print holds: three bytes, eight bytes. */
static const char *const plain[] = {"i",      "di",      "dr.",      "a.m.",     "d.c.o",
				    "s'pore", "kab-upa", "kabupate", "kabupaten"};
static const char *const named[] = {"I", "Di", "Kab", "Kabu", "Kabup", "KabupatE", "KabupatEn"};

enum { PLAIN = sizeof plain / sizeof *plain, NAMED = sizeof named / sizeof *named };

static struct words *words_of(const char *const *list, size_t count)
{
	struct words *w = words_new();
	for (size_t i = 0; i < count; i++)
		words_add(w, span_text(list[i]), 1u << i);
	return w;
}

/* Each word with one byte changed by `flip`; whether all are found as `found` says: letters, or others. */
static bool changed_found(const char *const *list, size_t count, char flip, bool letters,
			  bool found)
{
	struct words *w = words_of(list, count);
	bool right = true;
	for (size_t i = 0; i < count; i++)
		for (size_t at = 0; at < strlen(list[i]); at++) {
			char word[16];
			strcpy(word, list[i]);
			bool letter = (word[at] | 32) >= 'a' && (word[at] | 32) <= 'z';
			word[at] = (char)(word[at] ^ flip);
			if (letter == letters)
				right &= (words_find(w, span_text(word)) == 1u << i) == found;
		}
	words_free(w);
	return right;
}

static bool lengths_differ(void)
{
	struct words *w = words_new();
	words_add(w, span_text("aaaa"), 1);
	words_add(w, span_text("aaaaaa"), 2);
	bool right = words_find(w, span_text("aaaa")) == 1 &&
		     words_find(w, span_text("aaaaa")) == 0 &&
		     words_find(w, span_text("aaaaaa")) == 2;
	words_free(w);
	return right;
}

int main(void)
{
	UNIT_CHECK(changed_found(plain, PLAIN, 0, true, true), "words are found as they are");
	UNIT_CHECK(changed_found(plain, PLAIN, 0x20, true, true),
		   "a word without capitals is found in any case");
	UNIT_CHECK(changed_found(plain, PLAIN, 0x20, false, false), "no other byte has a case");
	UNIT_CHECK(changed_found(named, NAMED, 0, true, true),
		   "words with capitals are found as they are");
	UNIT_CHECK(changed_found(named, NAMED, 0x20, true, false),
		   "a word with capitals is found in that spelling only");
	UNIT_CHECK(changed_found(plain, PLAIN, 1, true, false), "another letter is another word");
	UNIT_CHECK(lengths_differ(), "words of one letter differ by their length");
	return unit_done();
}

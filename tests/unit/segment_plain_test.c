/* What is told by a look at a few bytes is what the rules would say: stops, sentences, numbers of a record, function words. */
#include "cmd/segment/emit.h"
#include "cmd/segment/language.h"
#include "tests/unit/segment_sink.h"

#include <stdio.h>

static const struct pack *packs;

static struct span cut(const char *text, const char *label)
{
	struct segment_options o = {.max_record = 1 << 20, .lang = "id"};
	struct document doc = {
		.id = span_text("d"), .text = span_text(text), .file = "test", .line = 1};
	return segment_field(packs, &o, &doc, label);
}

#define CUT(text, want, sentence) UNIT_EQUAL(cut(text, "text"), want, sentence)

/* A last word of each length around the sixteen bytes that are looked at. */
static bool lengths_end(void)
{
	for (int len = 3; len < 40; len++) {
		char text[128], want[128], word[48];
		memset(word, 'a', sizeof word);
		snprintf(text, sizeof text, "Warga menunggu di %.*s. Hujan turun.", len, word);
		snprintf(want, sizeof want, "Warga menunggu di %.*s.|Hujan turun.", len, word);
		if (!span_is(cut(text, "text"), want))
			return false;
	}
	return true;
}

static void test_stops(void)
{
	UNIT_CHECK(lengths_end(), "a word of any length ends a sentence");
	CUT("Warga menunggu di sekitar jl. Melati sejak pagi.",
	    "Warga menunggu di sekitar jl. Melati sejak pagi.",
	    "an abbreviation in small letters goes on");
	CUT("Warga sudah membaca surat itu di rumah dr. Umar.",
	    "Warga sudah membaca surat itu di rumah dr. Umar.", "a title in small letters goes on");
	CUT("Pembagian beras itu berlangsung sampai ii. Umar pulang.",
	    "Pembagian beras itu berlangsung sampai ii.|Umar pulang.",
	    "small Roman digits behind words are no marker of a list");
	CUT("Warga menunggu.Hujan turun sejak pagi.", "Warga menunggu.|Hujan turun sejak pagi.",
	    "a stop without a space is not plain");
	CUT("Warga menunggu di pasar? Hujan turun.", "Warga menunggu di pasar?|Hujan turun.",
	    "a question ends by its rules");
	CUT("KOTA, Situs.com - Warga pulang. Hujan turun.",
	    "KOTA, Situs.com - Warga pulang.|Hujan turun.", "a dateline holds no end");
}

#define LONG_BODY "Warga desa itu menunggu kabar dari pemerintah sejak pagi.\n"

static void test_kinds(void)
{
	UNIT_EQUAL(cut(LONG_BODY "\"Kami menunggu kabar dari mereka sejak pagi,\" kata Umar.\n",
		       "kind"),
		   "body|body", "a sentence that begins with a quotation is body");
	UNIT_EQUAL(cut(LONG_BODY
		       "https://situs.id/berita/2024/hujan-turun-di-desa-itu-sejak-pagi.\n",
		       "kind"),
		   "body|link", "an address with a full stop is a link");
	UNIT_EQUAL(cut(LONG_BODY "Simak selengkapnya berita desa itu di situs kami sejak pagi.\n",
		       "kind"),
		   "body|boilerplate", "a phrase in front makes boilerplate of a plain sentence");
	UNIT_EQUAL(
		cut("Umar Wijaya/Balefoto menunggu kabar dari pemerintah sejak pagi.\n" LONG_BODY,
		    "kind"),
		"body|body", "a slash among the first words is no credit by itself");
}

static void keep_range(struct sink *s, const struct record *r)
{
	struct kept *k = (struct kept *)s;
	k->out.len = 0;
	buffer_add_span(&k->out, record_get(r, "at"));
}

/* Numbers of each count of digits, up to twenty. */
static bool numbers_right(void)
{
	struct kept k = {.sink = {.put = keep_range}};
	struct emit e = {.out = &k.sink, .max_bytes = 100};
	struct mask_map map = {0};
	struct span text = span_text("Hujan turun.");
	bool right = true;
	e.doc = e.lang = e.date = e.date_from = e.source = span_text("");
	emit_start(&e);
	mask_map_fill(&map, text, 0, text.len);
	for (uint64_t n = 1; n < UINT64_C(1000000000000000000); n *= 10)
		for (int less = 0; less < 2; less++) {
			char want[64];
			uint64_t offset = n - (uint64_t)less;
			emit_piece(&e, text, &map, 0, text.len, offset, span_text(""), KIND_BODY);
			emit_now(&e);
			snprintf(want, sizeof want, "%llu-%llu", (unsigned long long)offset,
				 (unsigned long long)(offset + text.len));
			right &= span_is(buffer_span(&k.out), want);
		}
	mask_map_free(&map);
	emit_free(&e);
	buffer_free(&k.out);
	return right;
}

/* Words of a language: short ones, a long one, a name, and more than the table has places for. */
static struct function_words *words_of(const char *const *list, size_t count)
{
	struct function_words *f = function_words_new();
	for (size_t i = 0; i < count; i++) {
		struct pack_entry entry = {.key = span_text(list[i])};
		struct pack_section section = {.entries = &entry, .count = 1};
		function_words_add(f, &section, LANGUAGE_EN);
	}
	return f;
}

static void test_language(void)
{
	static const char *const list[] = {"of", "therefore", "Monday", "eighteen"};
	struct function_words *f = words_of(list, 4);
	struct {
		const char *text, *sentence;
		enum language want;
	} cases[] = {
		{"Cup OF tea", "a short word counts in any case", LANGUAGE_EN},
		{"tea therefore", "a word longer than eight bytes counts", LANGUAGE_EN},
		{"eighteen", "a word of eight bytes at the end of the text counts", LANGUAGE_EN},
		{"on Monday", "a word with a capital counts as written", LANGUAGE_EN},
		{"on monday", "a word with a capital does not count without", LANGUAGE_UND},
		{"eighteenth off therefor", "beginnings of words do not count", LANGUAGE_UND},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		UNIT_CHECK(language_detect(f, span_text(cases[i].text)) == cases[i].want,
			   cases[i].sentence);
	function_words_free(f);
}

static void test_many_words(void)
{
	enum { MANY = 3000 };
	static char names[MANY][8];
	static const char *list[MANY];
	bool found = true;
	for (int i = 0; i < MANY; i++) {
		snprintf(names[i], sizeof names[i], "%c%c%c%c", 'a' + i % 26, 'a' + i / 26 % 26,
			 'a' + i / 676, 'a' + i % 7);
		list[i] = names[i];
	}
	struct function_words *f = words_of(list, MANY);
	for (int i = 0; i < MANY; i++)
		found &= language_detect(f, span_text(names[i])) == LANGUAGE_EN;
	UNIT_CHECK(found, "more words than the table holds are all found");
	UNIT_CHECK(language_detect(f, span_text("zzzzz")) == LANGUAGE_UND, "another is not");
	function_words_free(f);
}

int main(void)
{
	struct pack *p = pack_open(NULL, 0);
	packs = p;
	test_stops();
	test_kinds();
	UNIT_CHECK(numbers_right(), "numbers of all lengths are written");
	test_language();
	test_many_words();
	pack_close(p);
	return unit_done();
}

#include "cmd/dedupe/normalise.h"
#include "tests/unit/unit.h"

static struct text text;

static struct span folded_as(const char *raw, enum decimal_mark decimal)
{
	text_normalise(&text, span_text(raw), decimal, true);
	return buffer_span(&text.norm);
}

static struct span folded(const char *raw)
{
	return folded_as(raw, DECIMAL_UNKNOWN);
}

static void test_letters(void)
{
	UNIT_EQUAL(folded("The  Mill, on: the\tORLA!"), "the mill on the orla",
		   "case, marks and runs of blanks are folded");
	UNIT_EQUAL(folded("Citro\xC3\xABn caf\xC3\xA9 \xC5\x81\xC3\xB3\x64\xC5\xBA"),
		   "citroen cafe lodz", "accents are folded to the base letter");
	UNIT_EQUAL(folded("cafe\xCC\x81"), "cafe",
		   "a combining mark is left out, so NFD equals NFC");
	UNIT_EQUAL(folded("stra\xC3\x9F"
			  "e \xC3\x86on \xEF\xAC\x81sh"),
		   "strasse aeon fish", "letters that stand for two become two");
	UNIT_EQUAL(folded("Jum'at don\xE2\x80\x99t"), "jumat dont",
		   "an apostrophe inside a word is dropped");
	UNIT_EQUAL(folded("'quoted'"), "quoted", "an apostrophe around a word is a mark");
	UNIT_EQUAL(folded("anak-anak"), "anak anak", "a hyphen separates");
	UNIT_EQUAL(folded("a\xC2\xA0"
			  "b\xE2\x80\x8B"
			  "c"),
		   "a bc", "NBSP is a blank, a zero-width space is nothing");
	UNIT_EQUAL(folded("r0cket"), "r0cket", "one digit inside a word stays in it");
	UNIT_EQUAL(folded("a\xFF"
			  "b"),
		   "a b", "an invalid byte separates");
	UNIT_EQUAL(folded(""), "", "an empty text is empty");
	UNIT_CHECK(folded("... -- !").len == 0, "a text of marks is empty");
}

static void test_numbers(void)
{
	UNIT_EQUAL(folded("3.000 rumah"), "3000 rumah", "a group mark is removed");
	UNIT_EQUAL(folded("3,000 homes"), "3000 homes", "the other group mark too");
	UNIT_EQUAL(folded("1.234.567"), "1234567", "also when it repeats");
	UNIT_EQUAL(folded("1.234,5"), "1234.5", "the decimal mark becomes a point");
	UNIT_EQUAL(folded("12,5 persen"), "12.5 persen", "one digit behind a mark is a decimal");
	UNIT_EQUAL(folded_as("1.500", DECIMAL_POINT), "1.500",
		   "three digits behind the language's decimal mark are decimals");
	UNIT_EQUAL(folded_as("1.500", DECIMAL_COMMA), "1500", "and behind its group mark a group");
	UNIT_EQUAL(folded("0.125"), "0.125", "nothing is grouped behind a zero");
	UNIT_EQUAL(folded("14.05.2025"), "14.05.2025", "a date keeps its points");
	UNIT_EQUAL(folded("Rp5.000 2nd"), "rp 5000 2 nd", "letters and digits are cut apart");
	UNIT_EQUAL(folded("suhu -5 derajat"), "suhu -5 derajat", "a minus sign stays");
	UNIT_EQUAL(folded("5-6 orang"), "5 6 orang", "a range's hyphen does not");
	UNIT_EQUAL(folded("12% $5 \xE2\x82\xAC"
			  "5"),
		   "12 % $ 5 \xE2\x82\xAC 5", "percent and currency signs stay");
	UNIT_EQUAL(folded("kalah?\?!"), "kalah ?", "a question mark stays, once");
}

static void test_html(void)
{
	UNIT_EQUAL(folded("<p>Tim &amp; pelatih</p>"), "tim pelatih",
		   "tags and entities are taken out");
	UNIT_EQUAL(folded("<P class=\"lead\">Tim</P><br/><!-- x -->tamu"), "tim tamu",
		   "tags with attributes and comments too");
	UNIT_EQUAL(folded("<General Stone Inc> said <GSI> fell"), "general stone inc said gsi fell",
		   "a name in angle brackets is no tag");
	UNIT_EQUAL(folded("&amp;quot;Ya&amp;quot;"), "ya", "also when escaped twice");
	UNIT_EQUAL(folded("Jum&#39;at caf&eacute; &#x41;"), "jumat cafe a",
		   "numeric and named entities are decoded");
	UNIT_EQUAL(folded("a < b & c"), "a b c", "a mere sign is a mark");
	UNIT_EQUAL(folded("<5 orang"), "< 5 orang", "less than a number is kept");
	UNIT_EQUAL(folded("&#99999999; &nonsense;"), "99999999 nonsense",
		   "what is no entity stays text");
}

static void test_words(void)
{
	folded("JAKARTA, Kompas.com - Warga (tua) 12 \xE2\x80\xA6");
	UNIT_CHECK(text.count == 6, "words are counted");
	UNIT_CHECK(text.words[0].flags == (WORD_CAPITAL | WORD_UPPER),
		   "capitals are told from one capital");
	UNIT_CHECK(text.words[1].flags == WORD_CAPITAL, "and one capital from all");
	UNIT_CHECK(text.words[2].before == GAP_STOP, "a point that glues two words is seen");
	UNIT_CHECK(text.words[3].before & GAP_DASH, "a hyphen between blanks is a dash");
	UNIT_CHECK(text.words[4].before & GAP_OPEN, "a parenthesis is seen");
	UNIT_CHECK(text.words[5].flags & WORD_NUMBER, "a number is marked");
	UNIT_CHECK(text.after & GAP_ELLIPSIS, "an ellipsis at the end is seen");
	UNIT_EQUAL(span_sub(text.source, text.words[1].raw, text.words[1].raw_end), "Kompas",
		   "a word knows its source bytes");
}

/* Without words a shortcut takes plain text sixteen bytes at a time. */
static void test_shortcut(void)
{
	static const char *const texts[] = {
		"the workers of the mill on the orla closed the bridge because two cables had snapped overnight",
		"The  Mill, on: the\tORLA! and then the other one -5 degrees - 7 x",
		"a b c d e f g h i j k l m n o p q r s t u v w x y z A B C D E F G H",
		"Donaudampfschifffahrtsgesellschaft and r0cket don\xE2\x80\x99t caf\xC3\xA9 au lait",
		"one two three four ' five six seven '",
		"sixteen letters. sixteen letters- sixteen letters?? ",
		"@[`{ a @b [c `d {e z",
		"                 ",
		"words and 1.500 words and 12,5 words and (3) -4 words",
	};
	struct text plain = {0};
	bool same = true;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		for (size_t from = 0; from < strlen(texts[i]); from++) {
			struct span raw = span_text(texts[i] + from);
			text_normalise(&text, raw, DECIMAL_COMMA, true);
			text_normalise(&plain, raw, DECIMAL_COMMA, false);
			same = same &&
			       span_equal(buffer_span(&text.norm), buffer_span(&plain.norm));
		}
	UNIT_CHECK(same, "the text is the same whether words are asked for or not");
	text_free(&plain);
}

/* Folding with words goes byte by byte, folding without them in blocks. */
static void test_blocks(void)
{
	static const char bytes[] = "abcdefgHIJklmnoABZ   ,,..--''??55%(\")<&;\xC3\xA9\xE2\x80\x99";
	struct text blocks = {0}, single = {0};
	char raw[80];
	uint32_t seed = 1;
	unsigned unequal = 0;
	for (unsigned n = 0; n < 40000; n++) {
		size_t len = n % sizeof raw;
		unsigned kinds = n % 3 == 0 ? sizeof bytes - 1 : n % 3 == 1 ? 21 : 26;
		for (size_t i = 0; i < len; i++) {
			seed = seed * 1664525 + 1013904223;
			raw[i] = bytes[(seed >> 16) % kinds];
		}
		text_normalise(&blocks, span_of(raw, len), DECIMAL_POINT, false);
		text_normalise(&single, span_of(raw, len), DECIMAL_POINT, true);
		unequal += !span_equal(buffer_span(&blocks.norm), buffer_span(&single.norm));
	}
	UNIT_CHECK(unequal == 0, "texts folded in blocks are those folded byte by byte");
	text_free(&blocks);
	text_free(&single);
}

int main(void)
{
	test_shortcut();
	test_letters();
	test_numbers();
	test_html();
	test_words();
	text_free(&text);
	test_blocks();
	return unit_done();
}

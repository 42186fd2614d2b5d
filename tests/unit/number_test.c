#include "common/number.h"
#include "common/number_decimal.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

static struct number_rules *rules;
static struct tokens tokens;
static struct arena arena;
static struct buffer figures;

/* The quantities of a text as "figure|figure"; others (dates, labels) as their role in brackets. */
static struct span found(const char *lang, const char *text)
{
	struct number *numbers;
	size_t count;

	arena_reset(&arena);
	tokens_cut(&tokens, span_text(text));
	count = numbers_find(rules, span_text(lang), &tokens, &arena, &numbers);
	figures.len = 0;
	for (size_t i = 0; i < count; i++) {
		if (i)
			buffer_add_byte(&figures, '|');
		if (number_is_quantity(numbers[i].role)) {
			number_add_figure(&figures, &numbers[i]);
		} else {
			buffer_add_byte(&figures, '[');
			buffer_add_span(&figures, number_role_name(numbers[i].role));
			buffer_add_byte(&figures, ']');
		}
	}
	return buffer_span(&figures);
}

/* The first number of a text. */
static struct number first(const char *lang, const char *text)
{
	struct number *numbers;

	arena_reset(&arena);
	tokens_cut(&tokens, span_text(text));
	return numbers_find(rules, span_text(lang), &tokens, &arena, &numbers) ? numbers[0]
									       : (struct number){0};
}

struct expected {
	const char *text, *figures, *sentence;
};

static void check_all(const char *lang, const struct expected *e, size_t count)
{
	for (size_t i = 0; i < count; i++)
		UNIT_EQUAL(found(lang, e[i].text), e[i].figures, e[i].sentence);
}

#define CHECK_ALL(lang, list) check_all(lang, list, sizeof(list) / sizeof *(list))

/* --- decimals --- */

static void check_decimals(void)
{
	struct decimal x = decimal_parse(&arena, span_text("1.280"), 0);

	UNIT_EQUAL(decimal_text(&arena, decimal_parse(&arena, span_text("007,500"), 3)), "7.5",
		   "zeros that say nothing are left out");
	UNIT_EQUAL(decimal_text(&arena, decimal_shift(x, 6)), "1280000000",
		   "a scale shifts exactly");
	UNIT_EQUAL(decimal_text(&arena, decimal_shift(x, -6)), "0.00128",
		   "a shift below one keeps every digit");
	UNIT_EQUAL(decimal_text(&arena, decimal_add(&arena, decimal_of(&arena, 999),
						    decimal_of(&arena, 1))),
		   "1000", "a sum carries");
	UNIT_EQUAL(
		decimal_text(&arena, decimal_add(&arena, decimal_shift(decimal_of(&arena, 1), 30),
						 decimal_shift(decimal_of(&arena, 5), -3))),
		"1000000000000000000000000000000.005", "numbers far apart are added without loss");
	UNIT_EQUAL(decimal_text(&arena, decimal_times(&arena, decimal_of(&arena, 25), 12)), "300",
		   "a dozen times");
	UNIT_EQUAL(decimal_text(&arena, decimal_ratio(&arena, 3, 8)), "0.375",
		   "a fraction with an end is exact");
	UNIT_EQUAL(decimal_text(&arena, decimal_ratio(&arena, 2, 3)), "0.666666667",
		   "one without an end has nine places");
	UNIT_CHECK(decimal_compare(decimal_of(&arena, 9), decimal_of(&arena, 10)) < 0,
		   "nine is less than ten");
}

/* --- Indonesian --- */

static const struct expected indonesian[] = {
	{"menahan 2.450 pengungsi", "2450 pengungsi", "a dot groups thousands"},
	{"naik 0,35 persen", "0.35 %", "a comma begins the decimals"},
	{"sebanyak 7,25 juta kepala", "7250000 kepala", "a scale word multiplies"},
	{"dua juta tiga ratus ribu lima belas botol", "2300015 botol", "number words add up"},
	{"sejuta lilin", "1000000 lilin", "sejuta is one million"},
	{"tiga juta seribu", "3001000", "a scale of one stands behind a larger scale"},
	{"tiga setengah juta ton", "3500000 ton", "half a scale is added"},
	{"setengah juta", "500000", "half of a scale"},
	{"dua pertiga suara", "0.666666667 suara", "a fraction in words"},
	{"sembilan belas koma nol lima", "19.05", "koma begins decimals in words"},
	{"min empat derajat", "-4 derajat", "min is negative"},
	{"Rp3,75 triliun", "3750000000000 IDR", "money in front with a scale behind"},
	{"Rp 4 M", "4000000000 IDR", "M behind rupiah is miliar"},
	{"4M", "4000000", "M glued to a bare number is a million"},
	{"12 ribu dolar AS", "12000 USD", "money behind"},
	{"belasan perahu", "~11..19 perahu", "belasan"},
	{"puluhan ribu buruh", "~10000..99999 buruh", "a vague amount times a scale"},
	{"ribuan surat", "~1000.. surat", "ribuan has no upper end"},
	{"beberapa ratus kursi", "~100.. kursi", "beberapa before a hundred is vague"},
	{"usia 40-an tahun", "~40..49 tahun", "a decade of years of age"},
	{"antara 15 dan 18 kapal", "15..18 kapal", "antara joins with dan"},
	{"15 dan 18 kapal", "15|18 kapal", "without antara they are two numbers"},
	{"40-45 juta barel", "40000000..45000000 barel",
	 "the scale of a range is carried to its first end"},
	{"8 hingga 11 persen", "8..11 %", "hingga joins a range"},
	{"dua atau tiga korban", "2..3 korban", "atau joins neighbours"},
	{"dua atau tujuh korban", "2|7 korban", "atau does not join numbers far apart"},
	{"lebih dari 60 ton", "60.. ton", "lebih dari leaves the upper end open"},
	{"minimal 5 dan maksimal 10 orang", "5..10 orang", "two bounds close a range"},
	{"hampir 900 rumah", "..900 rumah", "hampir leaves the lower end open"},
	{"60 lebih rumah", "60.. rumah", "lebih behind the number"},
	{"enam kali lebih besar", "6 kali", "lebih before an adjective is no bound"},
	{"kedua kapal itu", "2 kapal", "kedua before a noun means both"},
	{"hari kedua lomba", "2", "kedua behind a stretch of time is an ordinal"},
	{"peringatan ke-79 kemerdekaan", "79 peringatan", "ke-N is an ordinal"},
	{"lantai kesebelas", "11 lantai", "ke- and a number word"},
	{"dua puluh ekor kambing", "20 ekor kambing", "ekor stays with its noun"},
	{"tiga orang saksi", "3 saksi", "orang gives way to the noun it classifies"},
	{"tiga orang hilang", "3 orang", "what is no person does not"},
	{"700 warga sipil", "700 warga sipil", "an adjunct belongs to the noun"},
	{"700 di antaranya", "700", "a preposition is never counted"},
	{"6 (enam) kampung", "6 kampung", "the repetition in brackets belongs to the number"},
	{"salah satu sama lain", "", "idioms count nothing"},
	{"Rabu (7/8) sore", "[date]", "day and month between brackets are a date"},
	{"pada 5 September 2021 pukul 09.15 WIB", "[date]|[time]", "a date and a time"},
	{"tahun 1998", "[date]", "a year"},
	{"1998 orang", "1998 orang", "a year's shape before a classifier counts"},
	{"Pasal 33 ayat 2", "[label]|[label]", "articles of law are labels"},
	{"di posisi 3", "[label]", "a place in a list is a label"},
	{"di posisi 7.858,85", "7858.85", "a reading is not"},
	{"Nomor 463.1/Kep", "[label]", "the number of a decree is one, whatever marks it has"},
	{"emas US$ 1,870 per ons", "1870 USD", "dollars keep the marks of their own news"},
	{"laba US$ 1,875 miliar", "1875000000 USD", "in front of a scale the comma is the point"},
	{"UU No. 11 Tahun 2008", "[label]|[date]", "the year of a law is no duration"},
	{"NIK 3276010101900001", "[id]", "an identity number"},
	{"hubungi 0857-1111-2222", "[phone]", "a phone number"},
	{"truk D 9876 KL", "[plate]", "a plate"},
	{"Boeing C17 dan Covid-19", "[model]|[model]", "names with digits"},
	{"menang 3-1", "", "a score has no figure"},
	{"https://contoh.example/2023/07/9912.htm", "", "nothing in an address counts"},
	{"versi 4.11.2", "[id]", "a version is no number"},
	{"termasuk 40 bayi dan 12 lansia", "40 bayi|12 lansia", "a list of parts"},
};

/* --- English --- */

static const struct expected english[] = {
	{"some 4,350 ducks", "4350 ducks", "a comma groups thousands"},
	{"a rise of 2.75 percent", "2.75 %", "a point begins the decimals"},
	{"three hundred and twelve boats", "312 boats", "and joins below a hundred"},
	{"six million four thousand and nine", "6004009", "scales fall"},
	{"one two three", "1|2|3", "words that do not fit are several numbers"},
	{"two and a half million", "2500000", "and a half before a scale"},
	{"half a million", "500000", "half a scale"},
	{"a dozen ships", "12 ships", "a dozen"},
	{"two dozen eggs", "24 eggs", "two dozen"},
	{"$3.2 million, forty boats", "3200000 USD|40 boats", "a list is not glued to one number"},
	{"A$40 and US$7bn", "40 AUD|7000000000 USD", "dollars of several countries"},
	{"a $40 fee", "40 USD", "an article is no country"},
	{"six dollars and twenty cents", "6.2 USD", "cents are hundredths"},
	{"5 feet 10 inches tall", "70 inch", "feet and inches are one quantity"},
	{"4 km, 20 meters and 5 cm", "402005 centimeter", "so are three units"},
	{"2 feet, 3 km", "2 foot|3 kilometer", "other units are not"},
	{"£25m", "25000000 GBP", "m behind money is a million"},
	{"9m", "9 meter", "m behind a bare number is a length"},
	{"4 lakh people", "400000 people", "lakh"},
	{"12,34,567 rupees", "1234567 INR", "Indian groups"},
	{"3- to 9-meter waves", "3..9 meter", "a hyphen that waits for the second number"},
	{"six to nine thousand sheep", "6000..9000 sheep", "the scale is carried"},
	{"between one hundred and two hundred", "100..200", "and joins the ends, not the number"},
	{"The seventieth third.", "73", "tens and a unit, both as said aloud"},
	{"two thirty four", "234", "a hundred that is left out"},
	{"on the twentieth five people died", "20|5 people", "in running text they are two"},
	{"two thirty-four-year-old men", "2|34 year", "and so is an age"},
	{"at least 14 cows", "14.. cows", "at least leaves the upper end open"},
	{"14 or more cows", "14.. cows", "or more behind the number"},
	{"nearly 80 homes", "..80 homes", "nearly leaves the lower end open"},
	{"tens of thousands of fans", "~10000..99999 fans", "vague amounts multiply"},
	{"the twenty-third day", "23", "an ordinal in words"},
	{"the 42nd", "42", "an ordinal in digits"},
	{"two thirds of voters", "0.666666667 voters", "thirds"},
	{"a 61-year-old man", "61 year", "age"},
	{"Smith, 61, said", "61 year", "age behind a name"},
	{"No one saw which one it was", "", "one as a pronoun"},
	{"-12 degrees", "-12 degree", "a minus"},
	{"12 degrees below zero", "-12 degree", "below zero"},
	{"seven public housing blocks", "7 public housing blocks",
	 "adjectives stand before the plural"},
	{"Flight MH12 and 5G", "[model]|[model]", "names with digits"},
	{"since March 29, 2019 at 4:30 pm", "[date]|[time]", "a date and a time"},
	{"call +1-555-0100-2233", "[phone]", "a phone number"},
	{"IP 10.20.30.40", "[id]", "an address"},
};

static const struct expected unknown[] = {
	{"12.500", "12500", "three digits behind the only mark are a group"},
	{"12,5", "12.5", "others are decimals"},
	{"1.234,5", "1234.5", "of two marks the last is the point"},
	{"Rp 500 dan 7%", "500 IDR|7 %", "money and percent are known in any language"},
};

/* --- roles, relations, approximation --- */

static void check_fields(void)
{
	struct number n = first("id", "termasuk 40 bayi");

	UNIT_CHECK(n.rel == REL_PART, "termasuk makes a part");
	n = first("id", "naik sebesar 4 persen");
	UNIT_CHECK(n.rel == REL_CHANGE, "naik sebesar makes a change");
	n = first("id", "40 tenda lagi");
	UNIT_CHECK(n.rel == REL_ADDITIONAL, "lagi makes an addition");
	n = first("id", "9 hari lagi");
	UNIT_CHECK(n.rel == REL_NONE, "days from now are no addition");
	n = first("id", "berusia 18 tahun");
	UNIT_CHECK(n.role == ROLE_AGE, "berusia makes an age");
	n = first("id", "bek tengah 24 tahun itu");
	UNIT_CHECK(n.role == ROLE_AGE, "years behind a person and in front of 'that' are an age");
	n = first("id", "kontrak 24 tahun itu");
	UNIT_CHECK(n.role == ROLE_COUNT, "behind a contract they are none");
	n = first("id", "menyerah 1-2");
	UNIT_CHECK(n.role == ROLE_SCORE, "who gives in has a score");
	n = first("id", "sekitar 40 tenda");
	UNIT_CHECK(n.approx == APPROX_ABOUT && n.value.ptr && n.kind == NUMBER_CARDINAL,
		   "sekitar keeps the value");
	n = first("id", "maksimal 40 tenda");
	UNIT_CHECK(n.approx == APPROX_MAX && !n.low.ptr && n.high.ptr,
		   "maksimal has an upper end only");
	n = first("id", "Skor akhir 2-2");
	UNIT_CHECK(n.role == ROLE_SCORE && !n.value.ptr && !n.low.ptr, "a score has no value");
	n = first("id", "Rp 40-45 juta");
	UNIT_CHECK(n.kind == NUMBER_RANGE && n.dimension == NUMBER_MONEY,
		   "a range knows what its ends are");
	n = first("id", "ada 2.450 pengungsi");
	UNIT_CHECK(n.start == 4 && n.end == 9, "the counted noun is not in the mention");
	n = first("id", "bayar Rp 4 juta tunai");
	UNIT_CHECK(n.start == 6 && n.end == 15, "currency and scale are in the mention");
}

/* Runs that once could be read again and again must be taken: a quadratic reader would not end in a test's time. */
static void check_long(void)
{
	static const char *const pieces[] = {
		"1.",        "123.",    "123,",   "12,",           "1-",    "1/",   "1:",   "satu ",
		"ribu ",     "seribu ", "juta-",  "12 ",           "123 ",  "ke-",  "$",    "Rp",
		"+1",        "0",       "a-1",    "antara 1 dan ", "45+2+", "3-5 ", "(1) ", "10^5 ",
		"Pasal 5, ", "XX ",     "1 dan ", "a year or two "};

	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buffer text = {0};
		struct number *numbers;
		while (text.len < 400000)
			buffer_add_text(&text, pieces[i]);
		arena_reset(&arena);
		tokens_cut(&tokens, buffer_span(&text));
		numbers_find(rules, span_text(i % 2 ? "en" : "id"), &tokens, &arena, &numbers);
		numbers_find(rules, span_text("id"), &tokens, &arena, &numbers);
		buffer_free(&text);
	}
	UNIT_CHECK(true, "long runs of pieces of numbers end");
	UNIT_CHECK(first("id", "9999999999999999999999999999999999999999 juta").role == ROLE_ID,
		   "more digits than any count has are an identifier");
	UNIT_EQUAL(found("id", "999.999.999.999.999.999.999.999.999 juta"),
		   "999999999999999999999999999000000", "grouped digits have no limit");
}

/* The look at the bytes may say yes too often, never no: every word that a number begins with, at every place of a chunk. */
static void check_scan(void)
{
	static const struct expected starts[] = {
		{"id", "tujuh", "a number word"},
		{"id", "sepertiga", "a word longer than what the table holds of it"},
		{"id", "Kesembilan", "an ordinal made of a prefix"},
		{"id", "½", "a character beyond ASCII"},
		{"id", "XXI", "a Roman numeral"},
		{"en", "scores of", "a phrase"},
		{"en", "ten", "a short word"},
		{"und", "7", "a digit in a language without words"},
	};
	char text[200];

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		bool seen = true;
		for (size_t before = 0; before < 140; before++) {
			memset(text, '.', sizeof text);
			memcpy(text + before, starts[i].figures, strlen(starts[i].figures));
			seen &= numbers_may_stand(
				rules, span_text(starts[i].text),
				span_of(text, before + strlen(starts[i].figures) + 1));
		}
		UNIT_CHECK(seen, starts[i].sentence);
	}
	UNIT_CHECK(!numbers_may_stand(
			   rules, span_text("id"),
			   span_text("Ketua seperti biasa membuka rapat di pertokoan itu.")),
		   "a text whose words only begin like number words has none");
	UNIT_CHECK(!numbers_may_stand(rules, span_text("en"), span_of(NULL, 0)), "nor has no text");
}

int main(void)
{
	struct pack *pack = pack_open(NULL, 0);

	rules = number_rules_open(pack);
	check_decimals();
	CHECK_ALL("id", indonesian);
	CHECK_ALL("en", english);
	CHECK_ALL("und", unknown);
	check_fields();
	check_long();
	check_scan();
	number_rules_free(rules);
	tokens_free(&tokens);
	arena_free(&arena);
	buffer_free(&figures);
	pack_close(pack);
	return unit_done();
}

/* Values follow TIMEX3 (ISO-TimeML) and EDTF (ISO 8601-2). */
#include "common/utf8.h"
#include "tests/unit/timex_values.h"

static struct timex one(const char *lang, const char *text)
{
	struct timex_context c = news_of(2025, 5, 14);
	struct timex *list;

	tokens_cut(&tokens, span_text(text));
	size_t n = timexes_find(rules, span_text(lang), &tokens, &c, &arena, &list);
	return n == 1 ? list[0]
		      : (struct timex){.value = span_text("(not one)"),
				       .edtf = span_text("(not one)")};
}

static struct span found(const char *lang, const char *text)
{
	struct timex t = one(lang, text);
	return t.end ? span_sub(span_text(text), t.start, t.end) : span_text("(not one)");
}

static void test_dates(void)
{
	UNIT_EQUAL(values("id", "bertemu pada 3 Februari 2024 di pasar"), "2024-02-03",
		   "day, month and year in words");
	UNIT_EQUAL(values("id", "bertemu 7/4 di pasar"), "",
		   "two bare numbers with a slash are no date without a head or weekday");
	UNIT_EQUAL(values("id", "Sabtu (3/5/2025)"), "2025-05-03",
		   "Indonesian digits are day, month, year");
	UNIT_EQUAL(values("en", "on 3/5/2025 they met"), "2025-03-05",
		   "English digits are month, day, year");
	UNIT_EQUAL(values("en", "on 25/3/2025 they met"), "2025-03-25",
		   "a month over 12 is the day");
	UNIT_EQUAL(values("en", "March 5, 2025"), "2025-03-05", "the American order");
	UNIT_EQUAL(values("en", "the 2nd of April 2025"), "2025-04-02",
		   "an ordinal day before the month");
	UNIT_EQUAL(values("en", "2025-04-02T09:15"), "2025-04-02T09:15", "ISO 8601 with a clock");
	UNIT_EQUAL(values("id", "30/2/2025"), "", "an impossible date is none");
	UNIT_EQUAL(values("id", "tahun 1998 dan tahun 90-an"), "1998 199",
		   "years and decades with a head");
	UNIT_EQUAL(values("id", "abad ke-19"), "18", "a century is two digits");
	UNIT_EQUAL(values("id", "kuartal III 2024"), "2024-Q3", "quarters by Roman numbers");
}

static void test_ranges(void)
{
	UNIT_EQUAL(values("en", "26-30 November 2014"), "2014-11-26/2014-11-30",
		   "the first day of a range borrows month and year");
	UNIT_EQUAL(values("en", "from March 3 to 9, 2025"), "2025-03-03/2025-03-09",
		   "the second one may borrow the month");
	UNIT_EQUAL(values("en", "28 December - 4 January 2024"), "2023-12-28/2024-01-04",
		   "over New Year the first day has the year before");
	UNIT_EQUAL(values("en", "between the sixth and the ninth of April"),
		   "2025-04-06/2025-04-09", "'and' joins behind 'between'");
	UNIT_EQUAL(values("en", "on April 6 and 9"), "2025-04-06 2025-04-09",
		   "else it names two days");
	UNIT_EQUAL(values("en", "the fair (6-9 April 2025) drew few"), "2025-04-06 2025-04-09",
		   "a gloss in brackets is two expressions");
	UNIT_EQUAL(values("id", "tanggal 3 hingga 9 Maret 2025"), "2025-03-03/2025-03-09",
		   "hingga joins days");
	UNIT_EQUAL(values("id", "Senin-Rabu (5-7/5/2025)"), "2025-05-05/2025-05-07",
		   "weekdays in front, the days in brackets");
	UNIT_EQUAL(values("id", "Sabtu dan Minggu (3-4/5/2025)"), "2025-05-03/2025-05-04",
		   "also two of them");
	UNIT_EQUAL(values("id", "antara 3 dan 9 Maret 2025"), "2025-03-03/2025-03-09",
		   "dan joins behind antara");
	UNIT_EQUAL(values("en", "February 20 - 30, 2025"), "",
		   "a range to a day that is none is not read");
	UNIT_EQUAL(one("id", "3-9 Maret 2025").edtf, "2025-03-03/2025-03-09",
		   "a range is an interval in EDTF");
	struct timex_context c = news_of(2025, 5, 14);
	struct timex *list;
	tokens_cut(&tokens, span_text("dari 2018 hingga 2023"));
	size_t n = timexes_find(rules, span_text("id"), &tokens, &c, &arena, &list);
	UNIT_CHECK(n == 2 && span_is(list[0].edtf, "2018/2023"),
		   "years that a word joins stay two expressions and last from one to the other");
}

static void test_clock(void)
{
	UNIT_EQUAL(values("en", "at half past seven"), "T07:30", "half past the hour");
	UNIT_EQUAL(values("en", "a quarter to six in the evening"), "T17:45",
		   "a quarter before the hour, in the evening");
	UNIT_EQUAL(values("en", "from 4 to 6pm"), "T16/T18", "pm holds for both hours");
	UNIT_EQUAL(values("en", "between 11 and 2 pm"), "T11/T14",
		   "but not for a start that would come after the end");
	UNIT_EQUAL(values("en", "five to seven people"), "", "numbers of people are no time");
	UNIT_EQUAL(values("en", "in the morning at 8"), "T08",
		   "an hour behind its part of the day");
	UNIT_EQUAL(values("en", "2024-03-09T06:05:00.250+07:00"), "2024-03-09T06:05:00",
		   "a machine's stamp");
	UNIT_EQUAL(values("id", "pukul 08.00 hingga 10.30 WITA"), "T08:00/T10:30",
		   "a head holds for both times");
	UNIT_EQUAL(values("en", "at 8 in the afternoon"), "T20", "no afternoon is before noon");
	UNIT_EQUAL(values("id", "dari pukul 07.30 pagi; 15.15 sore bubar"), "T07:30 T15:15",
		   "a part of the day behind digits makes them a time");
	UNIT_EQUAL(values("id", "pukul 11 siang"), "T11", "but siang begins earlier");
	UNIT_EQUAL(values("id", "setengah sembilan malam"), "T20:30",
		   "setengah is half an hour before");
	UNIT_EQUAL(values("id", "pukul enam lewat lima menit"), "T06:05",
		   "minutes behind the hour");
	UNIT_EQUAL(values("id", "setengah juta orang"), "", "half a million is no time");
	struct timex_context c = news_of(2025, 5, 14);
	c.hour = 9;
	c.minute = 20;
	c.has_clock = true;
	UNIT_EQUAL(values_in("id", "kata dia 15 menit lalu", &c), "2025-05-14T09:05",
		   "minutes ago count from the document's clock");
	UNIT_EQUAL(values("en", "The alarm rang at 8:10. Half an hour later it stopped."),
		   "T08:10 T08:40", "later counts from the time named last");
}

static void test_lengths(void)
{
	UNIT_EQUAL(values("id", "dihukum dua tahun enam bulan"), "P2Y6M",
		   "a length of two units is one");
	UNIT_EQUAL(values("en", "4 hours and 10 minutes"), "PT4H10M", "also with a word between");
	UNIT_EQUAL(values("en", "8.25 seconds"), "PT8.25S", "hundredths are kept");
	UNIT_EQUAL(values("id", "minum obat dua kali sehari"), "P1D", "a rate");
	UNIT_CHECK(one("id", "minum obat dua kali sehari").type == TIMEX_SET, "is a set");
	UNIT_EQUAL(values("en", "two days after Christmas"), "2024-12-27",
		   "a length counts from a day named behind it");
	UNIT_EQUAL(values("id", "tiga hari setelah kemarin"), "2025-05-16", "also from kemarin");
	UNIT_EQUAL(values("en", "for two days from Monday"), "P2D 2025-05-12",
		   "but not behind 'for'");
	UNIT_EQUAL(values("en", "over four years from April 1"), "P4Y 2025-04-01", "or 'over'");
	UNIT_EQUAL(values("id", "Pada 3 Mei 2020 ia tiba. Dua tahun berselang ia pergi."),
		   "2020-05-03 2022", "berselang counts from the last date");
	UNIT_EQUAL(values("en", "it will open in two days"), "2025-05-16",
		   "in two days is a day to come");
	UNIT_EQUAL(values("en", "it fell by half in two days"), "P2D", "or a length");
	UNIT_EQUAL(values("en", "it could be the lowest price in two years"), "P2Y",
		   "as behind a record");
	UNIT_EQUAL(values("id", "41 menit 18,001 detik"), "PT41M18.001S",
		   "a comma stands before a fraction");
}

static void test_forms(void)
{
	UNIT_EQUAL(values("en", "2024/mar/09 and 2024-3"), "2024-03-09 2024-03",
		   "the year first, the month by name or number");
	UNIT_EQUAL(values("en", "Season 2011-12"), "", "two years joined are no month");
	UNIT_EQUAL(values("en", "backup of 20240309"), "2024-03-09", "eight digits in a row");
	UNIT_EQUAL(values("en", "backup of 20241309"), "", "that are no date are none");
	UNIT_EQUAL(values("en", "Sep 97, 04 Sep 97"), "1997-09 1997-09-04", "short years");
	UNIT_EQUAL(values("en", "4 May 79 AD and 300 BC"), "0079-05-04 BC0300", "eras");
	UNIT_EQUAL(values("en", "4 May 2566 BE"), "2023-05-04", "the Buddhist era");
	UNIT_EQUAL(values("en", "in nineteen seventy four"), "1974", "a year in two pairs");
	UNIT_EQUAL(values("en", "in two thousand and eleven"), "2011", "a year with 'and'");
	UNIT_EQUAL(values("en", "two thousand and eleven boats"), "", "or a number");
	UNIT_EQUAL(values("id", "tahun dua ribu sebelas"), "2011", "also in Indonesian");
	UNIT_EQUAL(values("id", "Nomor 12 Tahun 2011"), "2011", "a law's year is no length");
	UNIT_EQUAL(values("id", "tahun '97"), "1997", "a short year behind its head");
	UNIT_EQUAL(values("id", "semester II/2023"), "2023-H2", "a period with its year");
	UNIT_EQUAL(values("id", "Selasa, (6/5/2025)"), "2025-05-06", "a comma before the bracket");
	UNIT_EQUAL(values("id", "sampai tanggal 20 mendatang"), "2025-05-20",
		   "a day to come of this month");
	UNIT_EQUAL(values("id", "sampai tanggal 3 mendatang"), "2025-06-03", "or of the next");
	UNIT_EQUAL(found("en", "it fell last December again"), "last December",
		   "what moves a month belongs to it");
	UNIT_EQUAL(values("en", "in the coming days"), "PXD", "days to come are a length");
	UNIT_EQUAL(values("id", "dari kedua kuartal itu"), "", "kedua in front is both");
	UNIT_EQUAL(values("en", "PRICES FALL IN JANUARY"), "2025-01", "capitals hide a verb");
	UNIT_EQUAL(values("en", "it expects a loss in June"), "2025-06",
		   "what is expected is to come");
	UNIT_EQUAL(values("id", "rata-rata 50 harian"), "", "digits in front: an average");
	UNIT_EQUAL(values("en", "the 1960's"), "196", "a decade with an apostrophe");
}

static void test_places(void)
{
	UNIT_EQUAL(values("en", "the first week of 2021"), "2021-W01",
		   "weeks of a year are those of ISO 8601");
	UNIT_EQUAL(values("en", "the last week of June"), "2024-W26",
		   "a month's last week has its last Thursday");
	UNIT_EQUAL(values("en", "the week of April 7"), "2025-W15", "the week around a day");
	UNIT_EQUAL(values("en", "the last Friday of May 2024"), "2024-05-31", "the last Friday");
	UNIT_EQUAL(values("en", "the first Monday of next month"), "2025-06-02",
		   "in a month told by its distance");
	UNIT_EQUAL(values("en", "the first day of the strike"), "", "only in months and years");
	UNIT_EQUAL(values("en", "on March twenty second"), "2025-03-22", "an ordinal of two words");
	UNIT_EQUAL(values("en", "it opens this week, 8am"), "2025-W20 T08",
		   "a week has no time of day");
	UNIT_EQUAL(values("en", "on Thanksgiving 2023"), "2023-11-23", "a holiday by its rule");
	UNIT_EQUAL(values("id", "pekan ketiga April 2025"), "2025-W16",
		   "the place behind the unit");
	UNIT_EQUAL(values("id", "Senin pertama April 2025"), "2025-04-07", "or the weekday");
	UNIT_EQUAL(values("id", "pekan ke-5 liga"), "", "a match week is none");
	UNIT_EQUAL(values("en", "next Friday"), "2025-05-23",
		   "next Friday, said on a Wednesday, is that of the next week");
	struct timex_context none = {0};
	UNIT_EQUAL(values_in("id", "kemarin, pekan lalu", &none), "XXXX-XX-XX XXXX-WXX",
		   "without a document's date units keep their grain");
}

static void test_extent(void)
{
	UNIT_EQUAL(found("id", "pada hari Kamis lalu kata dia"), "hari Kamis lalu",
		   "head nouns are inside, prepositions outside");
	UNIT_EQUAL(found("id", "kata dia, Jumat (2/5/2025) pagi."), "Jumat (2/5/2025) pagi",
		   "a bracketed date and the part of the day are one");
	UNIT_EQUAL(found("id", "Jumat (2/5). /2025) ujarnya"), "Jumat (2/5). /2025)",
		   "a date torn by a full stop is one");
	UNIT_EQUAL(found("en", "at the end of last year they met"), "the end of last year",
		   "a modifier and its article are inside");
}

static void test_relative(void)
{
	UNIT_EQUAL(values("id", "kata dia, Jumat"), "2025-05-09",
		   "a bare weekday is the nearest not after the document");
	UNIT_EQUAL(values("id", "kata dia, Rabu"), "2025-05-14",
		   "the document's own weekday is its day");
	UNIT_EQUAL(values("id", "akan berangkat pada Jumat"), "2025-05-16",
		   "behind a word of the future it is the next one");
	UNIT_EQUAL(values("id", "pekan lalu"), "2025-W19", "a week is an ISO week");
	UNIT_EQUAL(values("id", "pada bulan Desember"), "2024-12", "a bare month is the latest");
	UNIT_EQUAL(values("id", "terjadi dua tahun lalu"), "2023",
		   "years ago are as fine as years");
	UNIT_EQUAL(values("id", "dua tahun lalu"), "2023-05-14",
		   "but a text that is nothing else is a stamp, exact to the day");
	UNIT_EQUAL(values("en", "three days ago"), "2025-05-11", "days ago are days");
	UNIT_EQUAL(values("en", "three days"), "P3D", "a length of time");
	UNIT_EQUAL(values("en", "a year and a half"), "P1.5Y", "halves are tenths");
	UNIT_EQUAL(values("id", "setengah jam"), "PT30M", "half an hour is thirty minutes");
	UNIT_EQUAL(values("id", "setiap hari"), "P1D", "each day is a set");
	UNIT_EQUAL(values("id", "pukul 13.25 WIB"), "T13:25", "a clock of no day has none");
	UNIT_EQUAL(values("id", "Selasa (6/5/2025) terjadi pukul 13.25"),
		   "2025-05-06 2025-05-06T13:25", "a clock belongs to the day named before it");
	UNIT_EQUAL(values("id", "Selasa jam 8 malam"), "2025-05-13T20",
		   "eight in the evening is twenty");
	UNIT_EQUAL(values("id", "10 April lalu"), "2025-04-10", "lalu behind a date belongs to it");
	UNIT_EQUAL(values("id", "saat ini"), "PRESENT_REF", "the present is a reference");
	struct timex_context none = {0};
	UNIT_EQUAL(values_in("id", "21 Oktober", &none), "XXXX-10-21",
		   "without a document's date the year stays open");
	UNIT_EQUAL(values("en", "Sales fell in the fourth quarter."), "2024-Q4",
		   "a quarter that has not begun is the one of last year");
	UNIT_EQUAL(values("id", "Laba turun pada kuartal IV."), "2024-Q4", "in Indonesian too");
	UNIT_EQUAL(values("en", "Sales fell in the second quarter."), "2025-Q2",
		   "one that has begun is this year's");
	UNIT_EQUAL(values("en", "Sales will rise in the fourth quarter."), "2025-Q4",
		   "behind a word of the future it is to come");
	UNIT_EQUAL(values("en", "The towns are going into November calmly."), "2025-11",
		   "what one goes into is to come");
	struct timex_context unknown = {0};
	values_in("en", "She was born on 5 April 1920.", &unknown);
	UNIT_EQUAL(values_in("en", "She died on Wednesday, two months ago, last year.", &unknown),
		   "XXXX-WXX-3 PAST_REF XXXX",
		   "what counts from a document without a date counts from no date of its text");
}

static void test_context(void)
{
	struct timex_context c = news_of(2025, 5, 14);

	values_in("id", "Pada 2 Mei 2025 ia tiba.", &c);
	UNIT_EQUAL(values_in("id", "Pada hari yang sama ia pergi.", &c), "2025-05-02",
		   "the same day is the last day named");
	UNIT_EQUAL(values_in("id", "Dua hari kemudian ia kembali.", &c), "2025-05-04",
		   "kemudian counts from the last day named");
	UNIT_EQUAL(values_in("id", "Dua hari lalu ia kembali.", &c), "2025-05-12",
		   "lalu counts from the document");
	c = news_of(2025, 5, 14);
	values_in("en", "It began in March 1911 and in June 1911 it grew.", &c);
	UNIT_EQUAL(values_in("en", "On July 4 it ended.", &c), "1911-07-04",
		   "in a text of history a month belongs to the last year named");
	UNIT_EQUAL(values_in("en", "As in 1745, it began anew on August 9.", &c), "1745 1911-08-09",
		   "but a far year is an aside");
	c = news_of(2025, 5, 14);
	values_in("id", "Rabu (14/5/2025)", &c);
	UNIT_EQUAL(values_in("id", "Rabu lalu", &c), "2025-05-14",
		   "last Wednesday is today's when the text has named today so");
	c = news_of(2025, 5, 14);
	UNIT_EQUAL(values_in("id", "Rabu lalu", &c), "2025-05-07", "else it is a week ago");
}

static void test_flags(void)
{
	UNIT_CHECK(one("id", "Jumat (1/5/2025)").warn & TIMEX_WARN_WEEKDAY,
		   "a wrong weekday is flagged");
	UNIT_EQUAL(one("id", "Jumat (1/5/2025)").value, "2025-05-01", "and the numbers win");
	UNIT_EQUAL(one("en", "Tuesday, May 14").value, "2025-05-14",
		   "a wrong weekday does not move the year");
	UNIT_CHECK(!(one("id", "Kamis (1/5/2025)").warn & TIMEX_WARN_WEEKDAY),
		   "a right one is not flagged");
	UNIT_CHECK(one("id", "Kamis (1/5). /2025)").warn & TIMEX_WARN_DAMAGED,
		   "a torn date is flagged");
	UNIT_EQUAL(one("id", "sejak 2022").edtf, "2022/..", "sejak leaves the end open");
	UNIT_EQUAL(one("id", "hingga 3 Mei").edtf, "../2025-05-03", "hingga leaves the start open");
	UNIT_EQUAL(one("id", "akhir tahun ini").edtf, "2025-12~",
		   "the end of a year is about December");
	UNIT_EQUAL(one("id", "pekan lalu").edtf, "2025-05-05/2025-05-11",
		   "a week is an interval in EDTF");
}

static void test_traps(void)
{
	static const char *const no_id[] = {"Pasal 4 ayat 2",  "nomor 17",
					    "1,28 juta orang", "3.000 tentara",
					    "skor 2-1",        "km 17",
					    "0812-3456-7890",  "Koran Minggu",
					    "harga 12.000",    "https://a.example/2025/05/17/judul",
					    "1/2 gelas"};
	static const char *const no_en[] = {"this may help", "the money",       "1.5.3",
					    "8/32/2014",     "Version: 1.1.30", "a second opinion",
					    "65 years old",  "they march on",   "2014-02-30"};
	bool clean = true;

	for (size_t i = 0; i < sizeof no_id / sizeof *no_id; i++) {
		bool ok = values("id", no_id[i]).len == 0;
		if (!ok)
			printf("# %s\n", no_id[i]);
		clean = clean && ok;
	}
	for (size_t i = 0; i < sizeof no_en / sizeof *no_en; i++) {
		bool ok = values("en", no_en[i]).len == 0;
		if (!ok)
			printf("# %s\n", no_en[i]);
		clean = clean && ok;
	}
	UNIT_CHECK(clean, "numbers, names and words that look like times are none");
	UNIT_EQUAL(values("und", "2025-05-17 in any language"), "2025-05-17",
		   "ISO dates need no language");
	struct timex *list;
	tokens_cut(&tokens, span_text("kata dia, Jumat (2/5/2025)"));
	size_t n = timexes_find(rules, span_text("id"), &tokens, NULL, &arena, &list);
	UNIT_CHECK(n == 1 && list[0].value.ptr == NULL && list[0].type == TIMEX_DATE,
		   "without a context only ranges are found");
}

int main(void)
{
	timex_test_open();
	test_dates();
	test_ranges();
	test_clock();
	test_lengths();
	test_forms();
	test_places();
	test_extent();
	test_relative();
	test_context();
	test_flags();
	test_traps();
	return timex_test_done();
}

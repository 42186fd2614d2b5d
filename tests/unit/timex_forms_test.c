/* What is said of appointments, repetitions, feasts and lists of days. Values follow TIMEX3 (ISO-TimeML). */
#include "tests/unit/timex_values.h"

static void test_coming(void)
{
	UNIT_EQUAL(values("en", "Please schedule a call on Friday"), "2025-05-16",
		   "what is to be arranged is yet to come");
	UNIT_EQUAL(values("en", "Lets meet on Monday"), "2025-05-19", "also without an apostrophe");
	UNIT_EQUAL(values("en", "Her trial begins Monday"), "2025-05-19",
		   "the present tense of a beginning looks ahead");
	UNIT_EQUAL(values("en", "The pool is closed starting Monday"), "2025-05-19",
		   "so does what starts on a day");
	UNIT_EQUAL(values("en", "On Thursday the council will vote"), "2025-05-15",
		   "will behind a day that begins the sentence makes it the next one");
	UNIT_EQUAL(values("en", "Aides said Thursday they will vote"), "2025-05-08",
		   "behind a day inside the sentence it says nothing of that day");
	UNIT_EQUAL(values("en", "The bridge is due to open on Friday"), "2025-05-16",
		   "due to open is to come");
	UNIT_EQUAL(values("en", "late due to rain on Friday"), "2025-05-09", "due to rain is not");
	UNIT_EQUAL(values("id", "Berkas diserahkan paling lambat Jumat"), "2025-05-16",
		   "paling lambat names a day to come");
	UNIT_EQUAL(values("id", "Pada Kamis, warga akan bertemu"), "2025-05-15",
		   "akan behind a day that begins the sentence");
	UNIT_EQUAL(values("id", "Tarif berlaku mulai September"), "2025-09",
		   "mulai leads to the next month of that name");
	UNIT_EQUAL(values("id", "Tarif berlaku sejak September"), "2024-09", "sejak does not");
	UNIT_EQUAL(values("id", "Sabtu besok mereka pergi"), "2025-05-17",
		   "besok behind a weekday is the next one");
	UNIT_EQUAL(values("id", "laga dini hari nanti"), "2025-05-15TNI",
		   "the small hours to come are those of the next day");
	UNIT_EQUAL(values("en", "back in two weeks' time"), "2025-W22",
		   "in two weeks' time is a date, whatever else stands there");
}

static void test_sets(void)
{
	UNIT_EQUAL(values("en", "every other week"), "P2W", "every other one");
	UNIT_EQUAL(values("en", "every third month"), "P3M", "every third one");
	UNIT_EQUAL(values("en", "pulses every second carry data"), "PT1S",
		   "but a second is a length, too");
	UNIT_EQUAL(values("en", "closed on Sundays"), "XXXX-WXX-7", "the plural of a weekday");
	UNIT_EQUAL(values("en", "they heard the Green Mondays"), "", "not within a name");
	UNIT_EQUAL(values("en", "every Monday at 9 a.m."), "XXXX-WXX-1T09",
		   "with its hour it is one expression");
	UNIT_EQUAL(values("id", "setiap Senin pukul 09.30 WIB"), "XXXX-WXX-1T09:30",
		   "the same in Indonesian");
	UNIT_EQUAL(values("id", "setiap hari pukul 07.00"), "XXXX-XX-XXT07:00",
		   "an hour of every day");
	UNIT_EQUAL(values("id", "datang seminggu sekali"), "P1W", "sekali stands behind its unit");
	UNIT_EQUAL(values("id", "iuran setiap tahunnya naik"), "P1Y", "setiap tahunnya");
}

static void test_feasts(void)
{
	UNIT_EQUAL(values("en", "on Good Friday 2024"), "2024-03-29",
		   "Easter is computed: 31 March 2024");
	UNIT_EQUAL(values("en", "on Easter Monday 2019"), "2019-04-22", "21 April 2019");
	UNIT_EQUAL(values("en", "Easter 2038"), "2038-04-25", "the latest day it can fall on");
	UNIT_EQUAL(values("en", "Easter 1818"), "1818-03-22", "the earliest");
	UNIT_EQUAL(values("id", "ibadah Jumat Agung sepi"), "2025-04-18",
		   "without a year it is the last one");
	UNIT_EQUAL(values("id", "libur Kenaikan Isa Almasih 2025"), "2025-05-29",
		   "Ascension is 39 days later");
	UNIT_EQUAL(values("en", "two weeks after Easter"), "2025-05-04",
		   "lengths count from a feast");
	UNIT_EQUAL(values("en", "last Christmas and next Thanksgiving"), "2024-12-25 2025-11-27",
		   "feasts move with last and next");
}

static void test_days(void)
{
	UNIT_EQUAL(values("en", "the 21st of this month"), "2025-05-21",
		   "a day of a month that is moved to");
	UNIT_EQUAL(values("en", "on the 5th of next month"), "2025-06-05", "of the next one");
	UNIT_EQUAL(values("en", "the last Monday of the month"), "2025-05-26",
		   "the month at hand needs no name");
	UNIT_EQUAL(values("en", "Friday the 13th"), "2025-06-13",
		   "weekday and day find their month");
	UNIT_EQUAL(values("en", "See you on Saturday 31."), "2025-05-31",
		   "a number alone behind a weekday is its day");
	UNIT_EQUAL(values("en", "On Saturday 31 people came"), "2025-05-10",
		   "one that counts is not");
	UNIT_EQUAL(values("en", "at ten twenty-five tomorrow evening"), "2025-05-15T22:25",
		   "hour and minutes in words");
	UNIT_EQUAL(values("en", "at ten twenty people came"), "", "but not a count");
	UNIT_EQUAL(values("en", "By the end of May the Second Fleet left"), "2025-05",
		   "the ordinal of a name behind a month is no day");
	UNIT_EQUAL(values("id", "pada Sabtu (31) malam"), "2025-05-31TNI",
		   "a day in brackets behind its weekday");
	UNIT_EQUAL(values("id", "hari ini (10/5)"), "2025-05-10",
		   "the numbers win over hari ini, which says when it was written");
	UNIT_EQUAL(values("id", "ditemui di Bogor, (9/5)"), "2025-05-09",
		   "day and month alone in brackets");
	UNIT_EQUAL(values("id", "setengah gelas (1/2)"), "", "a fraction in brackets is no date");
	UNIT_EQUAL(values("id", "untuk yang April (2019) sudah 60 persen"), "2019-04",
		   "a year alone in brackets belongs to the month in front of it");
	UNIT_EQUAL(values("en", "on 3 May (2019) at the harbour"), "2019-05-03",
		   "and to day and month");
	UNIT_EQUAL(values("id", "pada 3, 4, dan 7 Mei"), "2025-05-03 2025-05-04 2025-05-07",
		   "days of a list borrow the month");
	UNIT_EQUAL(values("id", "tanggal 3 dan 4 April 2025"), "2025-04-03 2025-04-04",
		   "also behind a head");
	UNIT_EQUAL(values("en", "June 3rd, 4th or 7th"), "2025-06-03 2025-06-04 2025-06-07",
		   "the English order");
	UNIT_EQUAL(values("en", "On April 4, 12 people came"), "2025-04-04",
		   "a count behind a comma is no day");
	UNIT_EQUAL(values("id", "Senin dan Selasa pekan depan"), "2025-05-19 2025-05-20",
		   "what moves the last weekday moves all");
	UNIT_EQUAL(values("id", "tiba pada Minggu lalu"), "2025-05-11",
		   "Minggu with a capital is Sunday");
	UNIT_EQUAL(values("id", "tiba minggu lalu"), "2025-W19", "minggu without is the week");
}

static void test_places_in_time(void)
{
	UNIT_EQUAL(values("id", "pada Senin (12/5/2025) waktu setempat (Selasa pagi WIB)"),
		   "2025-05-12 2025-05-13TMO", "a bracket tells the same moment by another clock");
	UNIT_EQUAL(values("id", "minyak untuk pengiriman Januari"), "2026-01",
		   "what is to be delivered comes later");
	UNIT_EQUAL(values("id", "akhir Mei mendatang"), "2025-05",
		   "the end of a month can still come within it");
	UNIT_EQUAL(values("id", "awal Mei lalu"), "2025-05", "and its beginning be past");
	UNIT_EQUAL(values("id", "kontrak tiga bulanan"), "", "a count makes bulanan another thing");
	struct timex_context c = news_of(2025, 5, 14);
	values_in("id", "terendah sejak Juni 2009 dan sejak Maret 2010", &c);
	UNIT_EQUAL(values_in("id", "pada Februari harga naik", &c), "2025-02",
		   "what is compared with does not make a text a history");
}

static void test_years(void)
{
	UNIT_EQUAL(values("id", "juara (2005, 2007, dan 2011)"), "2005 2007 2011",
		   "years of a list");
	UNIT_EQUAL(values("id", "pada paruh kedua tahun ini"), "2025-H2", "half of a year");
	UNIT_EQUAL(values("id", "pada paruh kedua laga"), "", "half of a match is none");
	UNIT_EQUAL(values("en", "the first half of this year"), "2025-H1", "the English half");
	UNIT_EQUAL(values("id", "gelar kedua tahun ini"), "2025",
		   "an ordinal in front of a unit counts something else");
	UNIT_EQUAL(values("en", "last year's third quarter"), "2024-Q3",
		   "a quarter of a year that owns it");
	UNIT_EQUAL(values("en", "profit of fiscal 2024"), "FY2024", "a fiscal year");
	UNIT_EQUAL(values("en", "by year-end"), "2025", "year-end behind a lead");
	UNIT_EQUAL(values("en", "later in the week"), "2025-W20", "within the week at hand");
	UNIT_EQUAL(values("en", "2003 to 2007"), "", "two numbers and nothing else are no years");
	UNIT_EQUAL(values("en", "Tel. +99 2011-2014-77"), "", "nor parts of a longer number");
	struct timex_context c = news_of(2025, 5, 14);
	values_in("en", "1919", &c);
	UNIT_EQUAL(values_in("en", "In April the strike ended.", &c), "1919-04",
		   "a year alone is the heading of what was done in it");
	UNIT_EQUAL(values_in("en", "It was over by the end of the year.", &c), "1919",
		   "there the year at hand is the one told of");
	c = news_of(2025, 5, 14);
	c.at_end = true;
	UNIT_EQUAL(values_in("en", "1919", &c), "", "with nothing behind it it is a number");
}

static void test_no_times(void)
{
	UNIT_EQUAL(values("en", "On Monday they learned that it freezes at night"),
		   "2025-05-12 XXXX-XX-XXTNI", "at night is of no day in particular");
	UNIT_EQUAL(values("en", "three-quarters of the town"), "", "quarters of a town");
	UNIT_EQUAL(values("en", "Ruth 4:12 says so"), "", "chapter and verse behind a name");
	UNIT_EQUAL(values("en", "doors open 4:12 pm"), "T16:12", "with pm it is a time");
	UNIT_EQUAL(values("en", "at 12:34:56:78:9a:bc"), "", "an address of hardware");
	UNIT_EQUAL(values("en", "she sat 5 exams"), "", "to sit, not Saturday");
	UNIT_EQUAL(values("en", "Sat 17 May"), "2025-05-17", "Saturday has a capital");
}

static void test_counts(void)
{
	UNIT_EQUAL(values("id", "7 rumah, 1.250 kursi dan 3,5 liter solar habis"), "",
		   "a number in front of a plain word counts");
	UNIT_EQUAL(values("en", "On May 4 and 12 people crossed"), "2025-05-04 2025-05-12",
		   "but a day in front lends its month to it");
	UNIT_EQUAL(values("id", "pada 2019 warga pindah"), "2019", "and a year may stand there");
	UNIT_EQUAL(values("en", "in 1990-94 bridges rose"), "1990 1994", "also the end of years");
	UNIT_EQUAL(values("id", "3.5.2024 kota sepi"), "2024-05-03", "also a date in digits");
}

static void test_names(void)
{
	struct timex_context c = news_of(2025, 5, 14);
	struct timex *list;

	UNIT_EQUAL(values("id", "ia kalah dari Tan Mei Ling di babak pertama"), "",
		   "a month between two names is one of them");
	UNIT_EQUAL(values("id", "Ekspor Mei Naik Tajam"), "2025-05",
		   "in a heading everything has a capital");
	tokens_cut(&tokens, span_text("menurut Perda Nomor 12 Tahun 2017 tentang parkir"));
	size_t n = timexes_find(rules, span_text("id"), &tokens, &c, &arena, &list);
	UNIT_CHECK(n == 1 && list[0].label, "the year of a law is part of its name");
}

int main(void)
{
	timex_test_open();
	test_coming();
	test_sets();
	test_feasts();
	test_days();
	test_places_in_time();
	test_years();
	test_no_times();
	test_counts();
	test_names();
	return timex_test_done();
}

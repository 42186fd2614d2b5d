/* The document's date: which source wins and which forms are read. */
#include "cmd/segment/docdate.h"
#include "tests/unit/segment_sink.h"

static const struct pack *packs;

static struct span found(struct document doc, const char *label)
{
	struct segment_options o = {.lang = "id", .max_record = 1 << 20};
	doc.id = span_text("d");
	doc.file = "test";
	return segment_field(packs, &o, &doc, label);
}

static struct span in_text(const char *text)
{
	return found((struct document){.text = span_text(text)}, "date");
}

static void test_order(void)
{
	struct document doc = {.text = span_text("Warga pulang, Rabu (5/3/2025)."),
			       .url = span_text("https://w.id/2025/03/06/warga"),
			       .date = span_text("2025-03-07T08:00:00Z")};
	UNIT_EQUAL(found(doc, "date"), "2025-03-07T08:00",
		   "the metadata's date goes first, with its time");
	doc.date_is_crawl = true;
	UNIT_EQUAL(found(doc, "date"), "2025-03-06",
		   "the time of a crawl is no date: the address goes first");
	UNIT_EQUAL(found(doc, "date_from"), "url", "date_from names the address");
	doc.url = span_of(NULL, 0);
	UNIT_EQUAL(found(doc, "date"), "2025-03-05", "else the text's date counts");
	doc.date = span_text("2025-03-01");
	UNIT_EQUAL(found(doc, "date"), "", "a date behind the crawl is not taken");
	doc = (struct document){.text = span_text("Warga pulang pada 4 Maret 2025."),
				.date = span_text("03-04-2025")};
	UNIT_EQUAL(found(doc, "date"), "2025-03-04",
		   "the text says which of two numbers in the metadata is the day");
	doc.text = span_text("Warga pulang.");
	UNIT_EQUAL(found(doc, "date"), "2025-04-03", "else the language does");
}

static void test_forms(void)
{
	UNIT_EQUAL(in_text("Ia tiba Kamis (6/3). /2025) pagi."), "2025-03-06",
		   "a broken bracket is read");
	UNIT_EQUAL(in_text("Ia tiba Kamis (6/3 /2025) pagi."), "2025-03-06",
		   "a blank before the year is read");
	UNIT_EQUAL(in_text("Ia tiba Kamis, 6 Maret 2025, pagi."), "2025-03-06",
		   "a month's name is read");
	UNIT_EQUAL(in_text("Ia tiba 31/2/2025 pagi."), "", "an impossible date is none");
	UNIT_EQUAL(in_text("Pada 3 Mei 2021 ia pergi. Ia pulang, Kamis (6/3/2025)."),
		   "2025-03-06|2025-03-06", "a date with its weekday goes before one without");
	UNIT_EQUAL(in_text("Acara akan digelar pada 3 Mei 2029."), "",
		   "an announced date is not the document's");
}

static void test_addresses(void)
{
	struct date d;
	UNIT_CHECK(docdate_from_url(span_text("https://a.vn/x-185250306162851749.htm"), &d) &&
			   d.year == 2025 && d.month == 3 && d.day == 6,
		   "a stamp inside a longer run of digits is found");
	UNIT_CHECK(docdate_from_url(span_text("https://a.id/20250306140016-203-1258476/x"), &d) &&
			   d.day == 6,
		   "a date that begins a run of digits is found");
	UNIT_CHECK(!docdate_from_url(span_text("https://a.id/d-8121081/x"), &d),
		   "other digits are no date");
}

int main(void)
{
	struct pack *p = pack_open(NULL, 0);
	packs = p;
	test_order();
	test_forms();
	test_addresses();
	pack_close(p);
	return unit_done();
}

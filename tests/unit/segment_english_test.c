/* English news: sentence ends, what outlets put around an article, datelines, dates, language. */
#include "cmd/segment/docdate.h"
#include "tests/unit/segment_sink.h"

static const struct pack *packs;

static struct span cut(const char *text, const char *label)
{
	struct segment_options o = {.max_record = 1 << 20, .with = "place"};
	struct document doc = {
		.id = span_text("d"), .text = span_text(text), .file = "test", .line = 1};
	o.lang = span_is(span_text(label), "lang") ? NULL : "en";
	return segment_field(packs, &o, &doc, label);
}

#define CUT(text, want, sentence) UNIT_EQUAL(cut(text, "text"), want, sentence)
#define KIND(text, want, sentence) UNIT_EQUAL(cut(text, "kind"), want, sentence)
#define BODY                                                                                       \
	"The river board approved the dam after two years of hearings. Two villages will move.\n"

static void test_tags(void)
{
	CUT("\"Is this fair?\" Roe asked. Nobody spoke.",
	    "\"Is this fair?\" Roe asked.|Nobody spoke.", "a question keeps the tag behind it");
	CUT("\"Go home!\" Senate Leader Ann J. Poe shouted at noon. Nobody moved.",
	    "\"Go home!\" Senate Leader Ann J. Poe shouted at noon.|Nobody moved.",
	    "a tag may have a title and an initial");
	CUT("\"Who pays?\" Ms. Poe wrote Monday. Nobody knew.",
	    "\"Who pays?\" Ms. Poe wrote Monday.|Nobody knew.", "a tag may end in a weekday");
	CUT("He asked, \"Who pays?\" Poe replied, \"The town.\"",
	    "He asked, \"Who pays?\"|Poe replied, \"The town.\"",
	    "the tag of the quotation that follows begins a sentence");
	CUT("He asked, \"Who pays?\" Poe asked the court to wait for a week.",
	    "He asked, \"Who pays?\"|Poe asked the court to wait for a week.",
	    "a speaker who asks something else begins a sentence");
	CUT("\"Is this fair?\" Roe left the room.", "\"Is this fair?\"|Roe left the room.",
	    "a name with another verb begins a sentence");
}

static void test_stops(void)
{
	CUT("She lives in Salem, Ore. Police said so.", "She lives in Salem, Ore.|Police said so.",
	    "a state behind its town ends a sentence before a capital with a lower-case word");
	CUT("She called the Salem, Ore. City Council.", "She called the Salem, Ore. City Council.",
	    "a state goes on before two capitals");
	CUT("In a reply, U.S. Officials agreed.", "In a reply, U.S. Officials agreed.",
	    "a country behind a comma is no state");
	CUT("It was bought by Stone Corp. Investors can sell.",
	    "It was bought by Stone Corp.|Investors can sell.",
	    "a company ends a sentence before a capital with a lower-case word");
	CUT("Stone Corp. Chairman and founder Ann Poe left.",
	    "Stone Corp. Chairman and founder Ann Poe left.", "a company goes on with its people");
	CUT("The U.S. Bond market fell.", "The U.S. Bond market fell.", "a country is no company");
	CUT("It left AT&T. Consolidation went on. So did Stone Bros. He is glad.",
	    "It left AT&T.|Consolidation went on.|So did Stone Bros.|He is glad.",
	    "a letter behind & is no initial, Bros. ends before a starter");
	CUT("M.A. Stone Co said so. The firm said C.E. Roe left.",
	    "M.A. Stone Co said so.|The firm said C.E. Roe left.",
	    "letters that open a sentence or have no number in front are initials");
	CUT("They meet at 5 p.m. Monday in Leeds.", "They meet at 5 p.m. Monday in Leeds.",
	    "a weekday goes on with a time");
	CUT("It begins at 10 a.m. Eastern time.", "It begins at 10 a.m. Eastern time.",
	    "a zone's name goes on with a time");
	CUT("They left at 5 p.m. The bus was late.", "They left at 5 p.m.|The bus was late.",
	    "a starter behind a time begins a sentence");
	CUT("Poe Jr. Boulevard is long. So is John Roe Sr. He is tall.",
	    "Poe Jr. Boulevard is long.|So is John Roe Sr.|He is tall.",
	    "Jr. goes on in a street's name, Sr. ends before a starter");
	CUT("The court of St. James sat. She lives on Elm St. They met there.",
	    "The court of St. James sat.|She lives on Elm St.|They met there.",
	    "St. is a saint before a name and a street before a starter");
}

static void test_bylines(void)
{
	KIND("Dam plan clears a hurdle\n\nBy JANE DOE and JOHN ROE | Associated Press\n\n" BODY,
	     "headline|byline|body|body", "names with an outlet are a byline");
	KIND("Dam plan clears a hurdle\nByJane Doe, political correspondent\nBBC News, Leeds\n" BODY,
	     "headline|byline|byline|body|body", "a trade and an outlet's line are bylines");
	KIND("Dam plan clears a hurdle\n5 hours ago\n" BODY, "headline|byline|body|body",
	     "a time without a date is a byline");
	KIND("Dam plan clears a hurdle\nVote of 4 June to Decide on Dam\n" BODY,
	     "headline|headline|body|body", "a title with a day is none");
	KIND("Dam plan clears a hurdle\nJane Doe in Leeds\nTue 4 Jun 2024 06.00 BST\n" BODY,
	     "headline|byline|byline|body|body", "names above a date are a byline");
	KIND("Dam plan clears a hurdle\nNew Leeds | Updated: June 4, 2024 07:15\n" BODY,
	     "headline|byline|byline|body|body", "a town in front of a byline belongs to it");
	KIND("Shares by year\nYear 1986\n" BODY, "headline|body|body|body",
	     "a year alone is no date");
}

static void test_tails(void)
{
	KIND(BODY
	     "Roe reported from Leeds. AP writer Ann Poe in London contributed to this report.",
	     "body|body|boilerplate|boilerplate", "credits below the text are no body");
	KIND(BODY "The minister reported from the front that snow fell.", "body|body|body",
	     "a report of something is");
	KIND(BODY "Follow Jane Doe on Twitter.", "body|body|boilerplate",
	     "an invitation to a network is boilerplate");
	KIND(BODY "Follow the river to the sea.", "body|body|body", "another invitation is not");
	CUT("It rained. (Reporting by Jane Doe; Editing by John Roe)",
	    "It rained.|(Reporting by Jane Doe; Editing by John Roe)",
	    "the tail of an agency keeps its bracket");
	KIND(BODY "Correction: The name was misspelled. It is Roe, not Row.",
	     "body|body|correction|correction", "a correction reaches to its paragraph's end");
	KIND(BODY "Copyright 2024 The Ashby Post.", "body|body|boilerplate",
	     "a copyright with its year is boilerplate");
	KIND(BODY "ALSO READ | Five things about the dam\n" BODY, "body|body|link|body|body",
	     "a bar opens a link's title as a colon does");
	KIND(BODY "(APPLAUSE)\nKey points:\n"
		  "\xE2\x80\xA2 The board voted 7-2\n",
	     "body|body|boilerplate|body|body", "a note in a transcript does not end the article");
}

static void test_pictures(void)
{
	KIND(BODY BODY "(AP Photo/Ann Poe)\n", "body|body|body|body|caption",
	     "a credit in brackets is a caption");
	KIND(BODY "Ann Poe/Getty Images\n" BODY, "body|body|caption|body|body",
	     "an agency behind a slash makes a caption");
	KIND(BODY "Image caption,\nThe river in May\n" BODY, "body|body|caption|caption|body|body",
	     "a label announces the caption below it");
	KIND(BODY "READ NEXT\nFive things about the dam\n" BODY, "body|body|link|link|body|body",
	     "a link's label announces its title");
	KIND(BODY "The dam on Monday.Credit...Ann Poe for The Ashby Post\n" BODY,
	     "body|body|caption|caption|body|body", "a credit glued to its caption goes with it");
}

static void test_datelines(void)
{
	static const struct {
		const char *line, *place, *source;
	} lines[] = {
		{"LEEDS, June 4 (Reuters) - ", "LEEDS", "reuters.com"},
		{"LEEDS/YORK, June 4 (Reuters) - ", "LEEDS/YORK", "reuters.com"},
		{"RIO GRANDE, 4 June 2024 (Reuters) - ", "RIO GRANDE", "reuters.com"},
		{"Leeds (CNN Business) \xE2\x80\x94 ", "Leeds", "cnn.com"},
		{"Leeds CNN \xE2\x80\x94 ", "Leeds", "cnn.com"},
		{"LEEDS, June 4, 2024 /PRNewswire/ -- ", "LEEDS", "prnewswire.com"},
		{"LEEDS (AP): ", "LEEDS", "apnews.com"},
		{"By Jane Doe and John Roe LEEDS (Reuters) - ", "LEEDS", "reuters.com"},
		{"LEEDS \xE2\x80\x95 ", "LEEDS", ""},
		{"Mr Roe - ", "", ""},
		{"The board - ", "", ""},
	};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		char text[200];
		snprintf(text, sizeof text, "%sThe dam is to be built.", lines[i].line);
		struct span place = cut(text, "place");
		size_t want = strlen(lines[i].place);
		UNIT_CHECK(place.len >= want && memcmp(place.ptr, lines[i].place, want) == 0 &&
				   (want > 0 || place.len == 0),
			   lines[i].line);
		struct span source = cut(text, "source");
		want = strlen(lines[i].source);
		UNIT_CHECK(source.len >= want && memcmp(source.ptr, lines[i].source, want) == 0 &&
				   (want > 0 || source.len == 0),
			   lines[i].line);
	}
	UNIT_EQUAL(
		cut("Dam\nSummary\nVotes\nMoney\nTowns\nRivers\nFarms\nRoads\nLEEDS (Reuters) - It rained.",
		    "source"),
		"reuters.com|reuters.com|reuters.com|reuters.com|reuters.com|reuters.com|reuters.com|"
		"reuters.com|reuters.com",
		"a dateline is found behind buttons and summaries");
	UNIT_EQUAL(cut("Gerard Roe - star of two films - won.", "place"), "",
		   "a dash that comes again encloses a remark");
	CUT("By Jane Doe LEEDS (Reuters) - It rained.", "By Jane Doe|LEEDS (Reuters) - It rained.",
	    "the names in front of a dateline are a record of their own");
}

static void test_dates(void)
{
	static const char *const lines[] = {
		"Published June 4, 2024 at 7:15 a.m.",
		"Updated 10:32 AM EDT, Tue June 4, 2024",
		"Last modified on Tue 4 Jun 2024 11.32 EDT",
		"June 4, 2024 / 7:15 AM EDT / CBS News",
		"Posted on June 4, 2024 by admin",
		"Updated Tue, Jun 4 2024 9:15 AM EDT",
		"June 4, 20247:15 AM GMT+7Updated 3 hours ago",
		"By Jane Doe \xE2\x80\xA2 Published June 4, 2024 \xE2\x80\xA2 Updated on June 5, 2024 at 9:02 am",
		"Updated: Jun. 5, 2024, 7:15 a.m. | Published: Jun. 4, 2024, 5:00 p.m.",
		"June 5, 2024, 7:15 AM UTC / First published June 4, 2024, 9:15 AM UTC",
		"4th of June 2024",
	};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		char text[400];
		snprintf(text, sizeof text, "Dam plan clears a hurdle\n%s\n%s", lines[i], BODY);
		struct span from = cut(text, "date_from");
		UNIT_CHECK(from.len > 6 && memcmp(from.ptr, "byline", 6) == 0, lines[i]);
		struct span date = cut(text, "date");
		UNIT_CHECK(date.len > 10 && memcmp(date.ptr, "2024-06-04", 10) == 0, lines[i]);
	}
	UNIT_EQUAL(cut("The law of March 3, 2019 stands.", "date"), "",
		   "a date in prose is not the document's");
	UNIT_EQUAL(cut("He sold 5 in May 2024, on Monday.", "date"), "", "a count is no day");
	UNIT_EQUAL(cut("LEEDS, June 4, 2024 (Reuters) - It rained.", "date"), "2024-06-04",
		   "the dateline's date is");
}

static void test_metadata(void)
{
	static const struct {
		const char *value, *date;
	} values[] = {
		{"1717485300", "2024-06-04"},
		{"1717485300.5", "2024-06-04"},
		{"1717485300000000", "2024-06-04"},
		{"20240604071500", "2024-06-04"},
		{"20240604T071500Z", "2024-06-04"},
		{"2024/6/4", "2024-06-04"},
		{"2024.06.04", "2024-06-04"},
		{"4.6.2024", "2024-06-04"},
		{"Tue, 04 Jun 2024 07:15:00 GMT", "2024-06-04T07:15"},
		{"Tue Jun  4 07:15:00 UTC 2024", "2024-06-04T07:15"},
		{"Jun 4th, 2024 7:15am", "2024-06-04"},
		{"June 2024", "2024-06"},
		{"1970-01-01", ""},
		{"0001-01-01T00:00:00", ""},
		{"2024-13-45", ""},
		{"0", ""},
	};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		struct segment_options o = {.lang = "en", .max_record = 1 << 20};
		struct document doc = {.id = span_text("d"),
				       .text = span_text("It rained."),
				       .date = span_text(values[i].value),
				       .file = "test"};
		UNIT_EQUAL(segment_field(packs, &o, &doc, "date"), values[i].date, values[i].value);
	}
}

static void test_language(void)
{
	UNIT_EQUAL(cut("Roe was held in La Paz, police in Los Alamos said.", "lang"), "en",
		   "names of places do not hide the language");
	UNIT_EQUAL(
		cut("Der Rat hat gesagt, dass das Wasser steigt, und so was ist neu in der Stadt.",
		    "lang"),
		"und", "a language that has no pack is not taken for English");
	UNIT_EQUAL(
		cut("\xD0\x94\xD0\xB0\xD0\xBC\xD0\xB1\xD0\xB0 on the \xD0\xA0\xD0\xB5\xD0\xBA\xD0\xB0",
		    "lang"),
		"und", "another script is not taken for English");
}

int main(void)
{
	struct pack *p = pack_open(NULL, 0);
	packs = p;
	test_tags();
	test_stops();
	test_bylines();
	test_tails();
	test_pictures();
	test_datelines();
	test_dates();
	test_metadata();
	test_language();
	pack_close(p);
	return unit_done();
}

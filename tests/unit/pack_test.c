#include "common/pack.h"
#include "common/pack_store.h"
#include "common/report.h"
#include "tests/unit/unit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* Faults of a YAML text; what it holds goes to p. Messages are not wanted here (tests/pack.bats reads them). */
static unsigned read_yaml(struct pack *p, struct span yaml)
{
	int kept = dup(STDERR_FILENO), nowhere = open("/dev/null", O_WRONLY);
	unsigned faults;

	dup2(nowhere, STDERR_FILENO);
	faults = pack_read_yaml(p, "time.yaml", span_text("id"), span_text("time"), yaml);
	dup2(kept, STDERR_FILENO);
	close(kept);
	close(nowhere);
	return faults;
}

static struct pack *pack_of(const char *yaml)
{
	struct pack *p = pack_new();

	if (read_yaml(p, span_text(yaml))) {
		pack_close(p);
		return NULL;
	}
	pack_finish(p, span_of(NULL, 0));
	return p;
}

static bool refused(const char *yaml)
{
	struct pack *p = pack_of(yaml);

	pack_close(p);
	return !p;
}

static void check_scalars(void)
{
	struct pack *p = pack_of(
		"months: {no: yes, '1e3': 012, ~: null, \"a b\": [x, \"y z\"], c: {value: 0x1F}, d: '', e: }\n");
	const struct pack_section *s = pack_section(p, "id", "time", "months");

	UNIT_CHECK(s->count == 7, "seven words make seven entries");
	UNIT_EQUAL(s->entries[0].key, "no", "no is the word no");
	UNIT_EQUAL(pack_attribute(&s->entries[0], "value"), "yes", "yes is the word yes");
	UNIT_EQUAL(s->entries[1].key, "1e3", "1e3 is text");
	UNIT_EQUAL(pack_attribute(&s->entries[1], "value"), "012", "012 is text");
	UNIT_EQUAL(s->entries[2].key, "~", "~ is text");
	UNIT_EQUAL(pack_attribute(&s->entries[2], "value"), "null", "null is text");
	UNIT_EQUAL(pack_attribute(&s->entries[3], "value"), "x|y z", "a list is joined by bars");
	UNIT_EQUAL(pack_attribute(&s->entries[4], "value"), "0x1F", "an attribute may be named");
	UNIT_EQUAL(pack_attribute(&s->entries[5], "value"), "", "an empty string is a value");
	UNIT_CHECK(s->entries[6].attribute_count == 0, "nothing behind the colon is no attribute");
	UNIT_CHECK(!pack_attribute(&s->entries[0], "valu").ptr,
		   "an attribute that is not there has no bytes");
	pack_close(p);
}

static void check_refusals(void)
{
	char deep[200] = "x: ";

	memset(deep + 3, '[', 100);
	UNIT_CHECK(refused("") && refused("# nothing\n") && refused("---\n"),
		   "an empty file is refused");
	UNIT_CHECK(refused("[months]\n") && refused("months\n"),
		   "a top level that is no map is refused");
	UNIT_CHECK(refused("months: mei\n") && refused("months:\n"),
		   "a section that is a word or nothing is refused");
	UNIT_CHECK(refused("months: [&a mei]\n"), "an anchor is refused");
	UNIT_CHECK(refused("months: [*a]\n"), "an alias is refused");
	UNIT_CHECK(refused("months: !!set {mei: }\n") && refused("months: [! mei]\n"),
		   "a tag is refused");
	UNIT_CHECK(refused("months: [mei]\n---\nmonths: [juni]\n"), "a second document is refused");
	UNIT_CHECK(refused("%TAG ! tag:x,2000:\n---\nmonths: [mei]\n"), "a directive is refused");
	UNIT_CHECK(refused("months: [mei]\nmonths: [juni]\n"),
		   "a section that stands twice is refused");
	UNIT_CHECK(refused("months: {mei: 5, mei: 6}\n"),
		   "a word that stands twice in a map is refused");
	UNIT_CHECK(refused("months: {mei: {value: 5, value: 5}}\n"),
		   "an attribute that stands twice is refused");
	UNIT_CHECK(refused("month: [mei]\n"), "a section that is not known is refused");
	UNIT_CHECK(refused("months: {mei: {colour: 5}}\n"),
		   "an attribute that is not known is refused");
	UNIT_CHECK(refused("months: {mei: {value: {a: b}}}\n") && refused("months: [[mei]]\n"),
		   "a level too many is refused");
	UNIT_CHECK(refused("months: {[mei]: 5}\n"), "a key that is a list is refused");
	UNIT_CHECK(refused(deep), "a hundred levels are refused");
	UNIT_CHECK(refused("months:\n\t- mei\n"), "a tab as indentation is refused");
	UNIT_CHECK(refused("months: ['mei\n"), "a quotation left open is refused");
	UNIT_CHECK(refused("months: ['']\n"), "an empty word is refused");
	UNIT_CHECK(refused("months: [\"a\\0b\"]\n") && refused("months: {mei: \"a\\nb\"}\n"),
		   "control characters are refused");
	UNIT_CHECK(refused("months: {mei: [\"a|b\"]}\n"), "a bar inside a list item is refused");
	UNIT_CHECK(refused("months: [m\xFF]\n"), "bytes that are not UTF-8 are refused");
}

static void check_repeated_item(void)
{
	struct pack *p = pack_of("months: [mei, juni, mei]\n"), *q = pack_new();

	UNIT_CHECK(p && pack_section(p, "id", "time", "months")->count == 2,
		   "a word that stands twice in a list counts once");
	q->checking = true;
	UNIT_CHECK(read_yaml(q, span_text("months: [mei, juni, mei]\n")) == 1,
		   "a check of a pack finds it");
	pack_close(p);
	pack_close(q);
}

static void check_nul(void)
{
	static const char yaml[] = "months: [mei]\n\0months: [juni]\n";
	struct pack *p = pack_new();

	UNIT_CHECK(read_yaml(p, span_of(yaml, sizeof yaml - 1)) == 1, "a NUL byte is refused");
	pack_close(p);
}

static void check_faults_counted(void)
{
	struct pack *p = pack_new();

	UNIT_CHECK(
		read_yaml(p,
			  span_text("month: [a]\nmonths: [b, '', {c: d}]\nyears: {x: {y: z}}\n")) ==
			4,
		"reading goes on behind a fault that leaves the file readable");
	pack_close(p);
}

static void check_merge(void)
{
	struct pack *p = pack_new();
	const struct pack_section *s;

	read_yaml(p, span_text("months: {mei: 5, juni: 6}\n"));
	read_yaml(p, span_text("months: {juli: 7, mei: lima}\n"));
	pack_finish(p, span_of(NULL, 0));
	s = pack_section(p, "id", "time", "months");
	UNIT_CHECK(s->count == 3, "a word given again replaces the first");
	UNIT_EQUAL(pack_attribute(&s->entries[0], "value"), "lima", "it is replaced in its place");
	UNIT_EQUAL(s->entries[2].key, "juli", "a new word stands behind the old ones");
	pack_close(p);
}

static void check_flat(void)
{
	struct pack *p = pack_of("months: {mei: {value: 5}, 'juni ': [a, b], juli: }\n"),
		    *q = pack_new();
	const struct pack_section *s;
	struct buffer flat = {0}, again = {0};

	pack_write_flat(p, &flat);
	pack_read_flat(q, buffer_span(&flat));
	pack_finish(q, span_of(NULL, 0));
	pack_write_flat(q, &again);
	s = pack_section(q, "id", "time", "months");
	UNIT_CHECK(s->count == 3 && s->entries[2].attribute_count == 0,
		   "the flat form gives the entries back");
	UNIT_EQUAL(pack_attribute(&s->entries[1], "value"), "a|b",
		   "the flat form gives attributes back");
	UNIT_CHECK(span_equal(buffer_span(&flat), buffer_span(&again)),
		   "the flat form of the flat form is the same bytes");
	UNIT_CHECK(!strcmp(pack_digest(p), pack_digest(q)) && strlen(pack_digest(p)) == 16,
		   "the digest is 16 digits over the entries");
	buffer_free(&flat);
	buffer_free(&again);
	pack_close(p);
	pack_close(q);
}

/* Words over a hundred bytes make the numbers of the flat form two bytes long. */
static void check_flat_long(void)
{
	struct pack *p = pack_new(), *q = pack_new();
	struct buffer yaml = {0}, flat = {0};

	buffer_add_text(&yaml, "months: [");
	for (int i = 0; i < 20000; i++)
		buffer_add_byte(&yaml, 'a');
	buffer_add_text(&yaml, "]");
	read_yaml(p, buffer_span(&yaml));
	pack_finish(p, span_of(NULL, 0));
	pack_write_flat(p, &flat);
	pack_read_flat(q, buffer_span(&flat));
	pack_finish(q, buffer_span(&flat));
	UNIT_CHECK(pack_section(q, "id", "time", "months")->entries[0].key.len == 20000,
		   "a long word survives the flat form");
	buffer_free(&yaml);
	buffer_free(&flat);
	pack_close(p);
	pack_close(q);
}

static void check_digest(void)
{
	struct pack *a = pack_of("months: {mei: 5}\n"),
		    *b = pack_of("months:\n  'mei':\n    value: \"5\"\n"),
		    *c = pack_of("months: {mei: 6}\n");

	UNIT_CHECK(!strcmp(pack_digest(a), pack_digest(b)),
		   "the digest does not depend on how the YAML is written");
	UNIT_CHECK(strcmp(pack_digest(a), pack_digest(c)), "another value is another digest");
	pack_close(a);
	pack_close(b);
	pack_close(c);
}

static void check_stock(void)
{
	const char *source = getenv("KABAR_SRC");
	struct pack *stock = pack_open(NULL, 0), *yaml = pack_new(), *both;
	struct buffer path = {0};
	const struct span *languages;
	const char *directory;
	size_t n;

	buffer_add_text(&path, source ? source : ".");
	buffer_add(&path, "/common/lang", sizeof "/common/lang");
	directory = path.data;
	n = pack_languages(stock, &languages);
	UNIT_CHECK(n >= 2 && span_is(languages[0], "en") && span_is(languages[1], "id"),
		   "the stock has its languages, in byte order");
	UNIT_CHECK(pack_section(stock, "id", "time", "months")->count >= 12,
		   "the stock knows the months");
	UNIT_CHECK(pack_section(stock, "id", "time", "nothing")->count == 0,
		   "a section that is not there has no entries");
	UNIT_CHECK(pack_load_directory(yaml, directory) == 0, "the stock packs load as YAML");
	pack_finish(yaml, span_of(NULL, 0));
	UNIT_CHECK(!strcmp(pack_digest(stock), pack_digest(yaml)),
		   "the compiled stock and its YAML have one digest");
	both = pack_open(&directory, 1);
	UNIT_CHECK(both && !strcmp(pack_digest(stock), pack_digest(both)),
		   "the stock with itself on top is the stock");
	pack_close(both);
	pack_close(stock);
	pack_close(yaml);
	buffer_free(&path);
}

int main(int argc, char **argv)
{
	report_start(argc ? argv[0] : "pack_test");
	check_scalars();
	check_refusals();
	check_repeated_item();
	check_nul();
	check_faults_counted();
	check_merge();
	check_flat();
	check_flat_long();
	check_digest();
	check_stock();
	return unit_done();
}

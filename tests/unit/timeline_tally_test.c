#include "cmd/timeline/tally.h"
#include "tests/unit/unit.h"

static struct record record;

static void field(const char *label, const char *value)
{
	record_set(&record, label, span_text(value));
}

/* A statement of three fields that differ; num_at is its place in the text, which all of them share. */
static void say(const char *id, const char *speaker, const char *when, const char *text,
		const char *num, const char *value, const char *unit)
{
	record_clear(&record);
	field("id", id);
	field("doc", "d");
	field("lang", "id");
	field("text", text);
	field("mode", "indirect");
	field("speaker", speaker);
	field("when", when);
	field("num", num);
	field("num_at", "0-1");
	field("value", value);
	if (*unit)
		field("unit", unit);
	field("numkind", "cardinal");
}

static const struct tally_thing *things_of(struct tally *t, size_t *count)
{
	tally_link(t);
	return tally_things(t, count);
}

static void test_series(const struct pack *p)
{
	struct tally *t = tally_new(p);
	size_t count;

	say("2", "Ani", "2025-05-14", "tujuh orang meninggal", "tujuh", "7", "orang");
	tally_add(t, &record);
	say("1", "Ani", "2025-05-13", "tiga orang meninggal", "tiga", "3", "orang");
	tally_add(t, &record);
	const struct tally_thing *things = things_of(t, &count);
	UNIT_CHECK(count == 1 && things->count == 2 && things->sources == 1,
		   "one source with two counts on two days is one thing");
	UNIT_CHECK(things->points[0].before == NULL &&
			   things->points[1].before == &things->points[0],
		   "the later count knows the earlier one, whatever came in first");
	say("2", "Ani", "2025-05-14", "", "tujuh", "7", "orang");
	const struct tally_point *before = tally_before(t, &record);
	UNIT_EQUAL(before ? before->said : span_of("", 0), "tiga orang",
		   "and is found by its record");
	say("1", "Ani", "2025-05-13", "", "tiga", "3", "orang");
	UNIT_CHECK(tally_before(t, &record) == NULL, "the first count follows nothing");
	tally_free(t);
}

static void test_things(const struct pack *p)
{
	struct tally *t = tally_new(p);
	size_t count;

	say("1", "Ani", "2025-05-13", "tiga orang meninggal", "tiga", "3", "orang");
	tally_add(t, &record);
	say("2", "Budi", "2025-05-13", "sembilan orang bernyanyi", "sembilan", "9", "orang");
	tally_add(t, &record);
	things_of(t, &count);
	UNIT_CHECK(count == 0, "people of whom other things are said are no one thing");
	tally_free(t);

	t = tally_new(p);
	say("1", "Ani", "2025-05-13", "gempa magnitudo 8,7 terjadi", "8,7", "8.7", "");
	tally_add(t, &record);
	say("2", "Budi", "2025-05-13", "kekuatannya magnitudo 8,0 saja", "8,0", "8", "");
	tally_add(t, &record);
	const struct tally_thing *things = things_of(t, &count);
	UNIT_CHECK(count == 1 && things->count == 2, "a bare decimal is named by the word before");
	UNIT_EQUAL(count ? things->unit : span_of("", 0), "magnitudo", "which is its unit");
	tally_free(t);

	t = tally_new(p);
	say("1", "Ani", "2025-05-13", "dua jam menunggu", "dua", "2", "jam");
	tally_add(t, &record);
	say("2", "Budi", "2025-05-13", "tiga jam menunggu", "tiga", "3", "jam");
	tally_add(t, &record);
	things_of(t, &count);
	UNIT_CHECK(count == 0, "lengths of time are not held against each other");
	tally_free(t);
}

static void test_window(const struct pack *p)
{
	struct tally *t = tally_new(p);
	size_t count;

	for (unsigned i = 0; i < 4; i++) {
		say(i % 2 ? "1" : "2", i % 2 ? "Ani" : "Budi", "2025-05-13",
		    i % 2 ? "1200 rumah kosong" : "450 rumah kosong", i % 2 ? "1200" : "450",
		    i % 2 ? "1200" : "450", "rumah");
		tally_add(t, &record);
	}
	say("3", "Cici", "1952", "90 rumah kosong", "90", "90", "rumah");
	tally_add(t, &record);
	const struct tally_thing *things = things_of(t, &count);
	UNIT_CHECK(count == 1 && things->count == 2 && things->points[0].times == 2,
		   "what is told of another year is left out, what is said again counted");
	tally_free(t);
}

int main(void)
{
	struct pack *p = pack_open(NULL, 0);

	test_series(p);
	test_things(p);
	test_window(p);
	record_free(&record);
	pack_close(p);
	return unit_done();
}

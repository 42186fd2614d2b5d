#include "common/group.h"

#include "tests/unit/unit.h"

/* What the step saw: the documents, each as "name:records", with blanks between. */
struct seen {
	struct sink sink;
	struct buffer text;
	unsigned notes;
};

static void put(struct sink *s, const struct record *r)
{
	(void)s, (void)r;
}

static void note(struct sink *s, const struct record *r, const char *text)
{
	(void)r, (void)text;
	((struct seen *)(void *)s)->notes++;
}

static enum step see(struct record *records, size_t count, struct sink *out, void *state)
{
	struct seen *s = state;
	(void)out;
	if (s->text.len)
		buffer_add_byte(&s->text, ' ');
	struct span doc = record_get(&records[0], "doc");
	buffer_add_span(&s->text, doc.ptr ? doc : span_text("-"));
	buffer_add_byte(&s->text, ':');
	buffer_add_number(&s->text, count);
	return STEP_OK;
}

static void feed(struct group *g, struct seen *s, const char *line)
{
	struct record r = {0};
	char copy[64];
	memcpy(copy, line, strlen(line) + 1);
	record_parse_ltsv(&r, span_text(copy));
	group_record(&r, &s->sink, g);
	memset(copy, '?', sizeof copy); /* the line does not live on */
	record_free(&r);
}

static void expect(const char *const *lines, const char *documents, unsigned notes,
		   const char *sentence)
{
	struct seen s = {.sink = {.put = put, .note = note}};
	struct group *g = group_new(see, &s);
	for (; *lines; lines++)
		feed(g, &s, *lines);
	group_record(NULL, &s.sink, g);
	UNIT_EQUAL(buffer_span(&s.text), documents, sentence);
	UNIT_CHECK(s.notes == notes, "and says so when a document comes back, and only then");
	group_free(g);
	buffer_free(&s.text);
}

int main(void)
{
	expect((const char *[]){"doc:a\ttext:1", "doc:a\ttext:2", "doc:b\ttext:3", NULL}, "a:2 b:1",
	       0, "records of one document come together");
	expect((const char *[]){"text:1", "text:2", NULL}, "-:1 -:1", 0,
	       "a record without doc is a document of its own");
	expect((const char *[]){"doc:a\ttext:1", "doc:b\ttext:2", "doc:a\ttext:3", NULL},
	       "a:1 b:1 a:1", 1, "a document that comes back is another one");
	expect((const char *[]){NULL}, "", 0, "nothing gives nothing");

	struct seen s = {.sink = {.put = put, .note = note}};
	struct group *g = group_new(see, &s);
	feed(g, &s, "doc:a\ttext:1");
	feed(g, &s, "doc:a\ttext:2\tlast:1");
	UNIT_EQUAL(buffer_span(&s.text), "a:2", "a record with last:1 ends its document at once");
	group_free(g);
	buffer_free(&s.text);
	return unit_done();
}

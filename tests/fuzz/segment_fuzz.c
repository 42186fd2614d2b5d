/* Any bytes as an article: the records' ranges ascend, do not overlap, and leave no byte out that is not blank. The first byte chooses
 * language and quotes. */
#include <stdlib.h>

#include "cmd/segment/segment.h"
#include "common/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct checked {
	struct sink sink;
	struct span text;
	uint64_t at;
};

/* Nothing but blanks stands in [from, to). */
static void must_be_blank(struct span text, uint64_t from, uint64_t to)
{
	while (from < to) {
		unsigned n = utf8_blank(text.ptr + from, text.ptr + text.len);
		if (n == 0)
			abort();
		from += n;
	}
}

static void put(struct sink *s, const struct record *r)
{
	struct checked *c = (struct checked *)s;
	uint64_t start, end;
	if (!record_range(record_get(r, "at"), &start, &end) || start < c->at || end <= start ||
	    end > c->text.len)
		abort();
	must_be_blank(c->text, c->at, start);
	c->at = end;
}

static void refuse(struct sink *s, const struct record *r, const char *reason)
{
	(void)s, (void)r, (void)reason;
	abort();
}

static void note(struct sink *s, const struct record *r, const char *text)
{
	(void)s, (void)r, (void)text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const languages[] = {NULL, "id", "en", "und"};
	static struct pack *packs;
	if (packs == NULL)
		packs = pack_open(NULL, 0);
	if (size == 0)
		return 0;
	struct segment_options o = {.lang = languages[data[0] & 3],
				    .quotes = data[0] >> 2 & 1,
				    .max_record = data[0] & 8 ? 4200 : 1u << 24};
	struct document doc = {.id = span_text("d"),
			       .text = span_of((const char *)data + 1, size - 1),
			       .file = "fuzz"};
	struct checked c = {.sink = {.put = put, .refuse = refuse, .note = note}, .text = doc.text};
	struct segmenter *s = segment_open(packs, &o);
	segment_document(&doc, &c.sink, s);
	segment_document(NULL, &c.sink, s);
	segment_close(s);
	must_be_blank(doc.text, c.at, doc.text.len);
	return 0;
}

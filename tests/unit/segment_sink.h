/* A sink that keeps one field of each record, joined by '|', for the tests of segment. */
#ifndef KABAR_TEST_SEGMENT_SINK_H
#define KABAR_TEST_SEGMENT_SINK_H

#include "cmd/segment/segment.h"
#include "common/alloc.h"
#include "common/record.h"
#include "tests/unit/unit.h"

struct kept {
	struct sink sink;
	const char *label;
	struct buffer out;
};

static void kept_put(struct sink *s, const struct record *r)
{
	struct kept *k = (struct kept *)s;
	if (k->out.len > 0)
		buffer_add_byte(&k->out, '|');
	struct span value = record_get(r, k->label);
	if (value.ptr)
		buffer_add_span(&k->out, value);
}

static void kept_refuse(struct sink *s, const struct record *r, const char *reason)
{
	(void)s, (void)r, (void)reason;
}

/* One document through the core; the value of `label` in each record. */
static inline struct span segment_field(const struct pack *packs, const struct segment_options *o,
					const struct document *doc, const char *label)
{
	static struct kept k;
	buffer_free(&k.out);
	k = (struct kept){.sink = {.put = kept_put, .refuse = kept_refuse, .note = kept_refuse},
			  .label = label};
	struct segmenter *s = segment_open(packs, o);
	segment_document(doc, &k.sink, s);
	segment_document(NULL, &k.sink, s);
	segment_close(s);
	return buffer_span(&k.out);
}

#endif

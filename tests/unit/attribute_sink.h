/* Runs texts through the core of attribute: sentences in, one field of the statements out, joined by '|'. */
#ifndef KABAR_TEST_ATTRIBUTE_SINK_H
#define KABAR_TEST_ATTRIBUTE_SINK_H

#include "cmd/attribute/attribute.h"
#include "common/alloc.h"
#include "tests/unit/unit.h"

enum { SENTENCES_MAX = 16 };

struct kept {
	struct sink sink;
	const char *label;
	struct buffer out;
};

static void kept_put(struct sink *s, const struct record *r)
{
	struct kept *k = (struct kept *)s;
	if (!record_get(r, "mode").ptr)
		return;
	if (k->out.len > 0)
		buffer_add_byte(&k->out, '|');
	buffer_add_span(&k->out, record_get(r, k->label));
}

static void kept_refuse(struct sink *s, const struct record *r, const char *reason)
{
	(void)s, (void)r, (void)reason;
}

/* The sentences of one document, separated by LF; an empty line ends a paragraph. */
static inline struct span attribute_field(const struct pack *packs, const char *lang,
					  const char *kind, const char *text, const char *label)
{
	static struct kept k;
	static const struct attribute_options none;
	struct record records[SENTENCES_MAX] = {0};
	struct buffer numbers = {0};
	size_t count = 0;
	uint64_t paragraph = 1;
	buffer_free(&k.out);
	k = (struct kept){.sink = {.put = kept_put, .refuse = kept_refuse, .note = kept_refuse},
			  .label = label};
	buffer_reserve(&numbers, 64 * SENTENCES_MAX);
	for (const char *line = text; *line && count < SENTENCES_MAX;) {
		size_t len = strcspn(line, "\n");
		if (len == 0)
			paragraph++;
		else {
			struct record *r = &records[count++];
			size_t start = numbers.len;
			buffer_add_number(&numbers, paragraph);
			record_add(r, span_text("par"),
				   span_of(numbers.data + start, numbers.len - start));
			record_add(r, span_text("kind"), span_text(kind));
			record_add(r, span_text("lang"), span_text(lang));
			record_add(r, span_text("text"), span_of(line, len));
		}
		line += len + (line[len] == '\n');
	}
	struct attributor *a = attributor_open(packs, &none);
	attribute_document(records, count, &k.sink, a);
	attributor_close(a);
	for (size_t i = 0; i < count; i++)
		record_free(&records[i]);
	buffer_free(&numbers);
	return buffer_span(&k.out);
}

#define ID(label, text, want, sentence)                                                            \
	UNIT_EQUAL(attribute_field(packs, "id", "body", text, label), want, sentence)
#define EN(label, text, want, sentence)                                                            \
	UNIT_EQUAL(attribute_field(packs, "en", "body", text, label), want, sentence)

#endif

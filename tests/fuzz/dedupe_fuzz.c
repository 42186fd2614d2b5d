/* dedupe: any lines as texts, in all modes. With --mark every record must come out, once. */
#include <stdint.h>
#include <stdlib.h>

#include "cmd/dedupe/dedupe.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct counter {
	struct sink sink;
	size_t put;
	volatile unsigned bytes;
};

static void count_put(struct sink *s, const struct record *r)
{
	struct counter *c = (struct counter *)s;
	c->put++;
	for (size_t i = 0; i < r->count; i++)
		for (size_t k = 0; k < r->fields[i].value.len; k++)
			c->bytes += (unsigned char)r->fields[i]
					    .value.ptr[k]; /* a sanitizer sees every byte */
}

static void pass_refuse(struct sink *s, const struct record *r, const char *reason)
{
	(void)s, (void)r, (void)reason;
}

static size_t feed(struct dedupe *d, struct counter *c, struct span rest, const char *lang)
{
	struct record r = {0};
	struct buffer id = {0};
	size_t lines = 0;
	while (rest.len) {
		const char *end = memchr(rest.ptr, '\n', rest.len);
		size_t len = end ? (size_t)(end - rest.ptr) : rest.len;
		id.len = 0;
		buffer_add_number(&id, lines / 2 * 7919 % 1000); /* some stand together as units */
		record_clear(&r);
		record_add(&r, span_text("id"), buffer_span(&id));
		record_add(&r, span_text("lang"), span_text(lang));
		record_add(&r, span_text("text"), span_sub(rest, 0, len));
		dedupe_record(&r, &c->sink, d);
		lines++;
		rest = span_sub(rest, end ? len + 1 : len, rest.len);
	}
	dedupe_record(NULL, &c->sink, d);
	record_free(&r);
	buffer_free(&id);
	return lines;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const languages[] = {"id", "en", "und", ""};
	static struct pack *packs;
	struct dedupe_options o;
	struct counter c = {.sink = {count_put, pass_refuse, pass_refuse}};

	if (size < 1)
		return 0;
	if (!packs)
		packs = pack_open(NULL, 0);
	dedupe_options_init(&o);
	o.as = data[0] % 3;
	o.mark = true;
	o.explain = data[0] & 64;
	o.stream = data[0] & 128;
	struct dedupe *d = dedupe_open(&o, packs);
	size_t lines =
		feed(d, &c, span_of((const char *)data + 1, size - 1), languages[data[0] / 3 % 4]);
	if (c.put != lines)
		abort();
	dedupe_close(d);
	return 0;
}

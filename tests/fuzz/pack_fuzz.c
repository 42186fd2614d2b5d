/* Any bytes as a pack file: the loader refuses them or gives entries whose flat form reads back as the same.
 * Run with -close_fd_mask=2: each refusal is a message. */
#include <stdlib.h>

#include "common/pack_store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_flat(const struct pack *p)
{
	struct pack *q = pack_new();
	struct buffer flat = {0}, again = {0};

	pack_write_flat(p, &flat);
	pack_read_flat(q, buffer_span(&flat));
	pack_finish(q, buffer_span(&flat));
	pack_write_flat(q, &again);
	if (!span_equal(buffer_span(&flat), buffer_span(&again)))
		abort();
	buffer_free(&flat);
	buffer_free(&again);
	pack_close(q);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span bytes = span_of((const char *)data, size);
	struct pack *p = pack_new();

	/* Twice: the second time every entry is a replacement. */
	for (int i = 0; i < 2; i++)
		if (pack_read_yaml(p, "fuzz", span_text("id"), span_text("time"), bytes)) {
			pack_close(p);
			return 0;
		}
	pack_finish(p, span_of(NULL, 0));
	check_flat(p);
	pack_close(p);
	return 0;
}

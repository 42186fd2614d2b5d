/* Documents: any file, in any form, with limits small enough to matter. */
#include "common/document.h"
#include "common/run.h"
#include "tests/fuzz/fuzz_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned sum(struct span s)
{
	unsigned total = 0;
	for (size_t i = 0; i < s.len; i++)
		total += (unsigned char)s.ptr[i]; /* a sanitizer sees every byte */
	return total;
}

/* A plain text that is no piece of a line or paragraph must come out whole. */
static void check_text(const struct document *doc, const uint8_t *data, uint64_t *at)
{
	if (doc->offset != *at || memcmp(doc->text.ptr, data + *at, doc->text.len) != 0)
		abort();
	*at += doc->text.len;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const int forms[] = {FORM_AUTO, FORM_TEXT, FORM_JSON, FORM_WET, FORM_LTSV};
	struct document doc;
	const char *reason = "";
	struct span refused = {"", 0};
	enum read_result result;
	uint64_t at = 0, count = 0;

	if (size < 3)
		return 0;
	struct document_options o = {
		.unit = data[0] % 3, .live = data[0] & 64, .max_bytes = 1 + data[1]};
	int form = forms[data[0] / 3 % 5];
	const char *file = fuzz_file(data + 2, size - 2);
	struct input *in = input_open(file, NULL, NULL);
	struct documents *d = documents_open(in, file, form, &o);
	volatile unsigned total = 0;
	while ((result = documents_next(d, &doc, &reason, &refused)) == READ_OK ||
	       result == READ_REFUSED) {
		if (result == READ_REFUSED) {
			total += sum(refused) + (unsigned)strlen(reason);
		} else {
			total += sum(doc.text) + sum(doc.title) + sum(doc.date) + sum(doc.url) +
				 sum(doc.source) + sum(doc.author) + sum(doc.language) +
				 sum(doc.id);
			if (doc.id.len == 0)
				abort();
			if (form == FORM_TEXT && o.unit == UNIT_FILE && data[2] != 0x1f)
				check_text(&doc, data + 2, &at);
		}
		if (++count > 2 * size + 2)
			abort(); /* it does not go on */
	}
	(void)total;
	documents_close(d);
	input_close(in);
	if (form == FORM_TEXT && o.unit == UNIT_FILE && data[2] != 0x1f && result == READ_END &&
	    at != size - 2)
		abort();
	return 0;
}

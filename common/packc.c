/* packc LANGDIR: the language packs as C, for the build. Not installed.
 *
 * Reads them by the loader that --pack uses, so the stock of an executable and the same files read at run time are the
 * same entries (tests/unit/pack_test.c compares their digests). */
#include <stdio.h>

#include "common/pack_store.h"
#include "common/report.h"

static void write_bytes(const struct buffer *flat)
{
	fputs("#include \"common/pack.h\"\n\nconst unsigned char pack_stock[] = {", stdout);
	for (size_t i = 0; i < flat->len; i++)
		printf("%s%d,", i % 24 ? "" : "\n", (unsigned char)flat->data[i]);
	fputs("\n};\n\nconst size_t pack_stock_size = sizeof pack_stock;\n", stdout);
}

int main(int argc, char **argv)
{
	struct pack *p = pack_new();
	struct buffer flat = {0};
	unsigned faults;

	report_start(argv[0]);
	if (argc != 2) {
		report("usage: packc LANGDIR > stock_pack.c");
		return STATUS_FAILED;
	}
	faults = pack_load_directory(p, argv[1]);
	if (!faults) {
		pack_finish(p, span_of(NULL, 0));
		pack_write_flat(p, &flat);
		write_bytes(&flat);
	}
	buffer_free(&flat);
	pack_close(p);
	if (faults)
		return STATUS_FAILED;
	if (fflush(stdout) || ferror(stdout)) {
		report("the output cannot be written");
		return STATUS_FAILED;
	}
	return STATUS_OK;
}

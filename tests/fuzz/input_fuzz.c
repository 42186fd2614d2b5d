/* Inputs: any file. What is no gzip and none of the named kinds must come out as it is, and as the same lines. */
#include "common/input.h"
#include "tests/fuzz/fuzz_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t count_bytes(const char *file, size_t step)
{
	struct input *in = input_open(file, NULL, NULL);
	struct span window;
	size_t total = 0;

	while (input_peek(in, &window) == READ_OK) {
		size_t n = window.len < step ? window.len : step;
		total += n;
		input_consume(in, n);
	}
	input_close(in);
	return total;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *file = fuzz_file(data, size);
	struct input *in = input_open(file, NULL, NULL);
	struct lines lines;
	struct span line;
	enum read_result result;
	size_t total = 0;

	if (size == 0)
		return input_close(in), 0;
	lines_start(&lines, in, data[0]);
	while ((result = lines_next(&lines, &line)) == READ_OK || result == READ_REFUSED)
		total += line.len;
	input_close(in);
	size_t given = count_bytes(file, 1 + data[0]);
	if (total > given || given != count_bytes(file, SIZE_MAX))
		abort();
	return 0;
}

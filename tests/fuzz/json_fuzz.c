/* JSON: any bytes, as one object and as a value whose end is found in two steps. */
#include <stdlib.h>

#include "common/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct record record = {0};
	struct arena arena = {0};
	struct json_scan whole = {0}, split = {0};
	const char *reason = "";
	size_t used = 0, end = 0, again = 0;

	if (size < 2)
		return 0;
	size_t cut = data[0] % size;
	char *copy = malloc(size - 1);
	memcpy(copy, data + 1, size - 1);
	struct span bytes = span_of(copy, size - 1);

	enum json_result found = json_end(&whole, bytes, &end, &reason);
	json_end(&split, span_sub(bytes, 0, cut < bytes.len ? cut : bytes.len), &again, &reason);
	if (json_end(&split, bytes, &again, &reason) != found || again != end || end > bytes.len)
		abort();
	if (copy[0] == '{') {
		enum json_result read = json_object(bytes, &record, &arena, &used, &reason);
		if (used > bytes.len || (read == JSON_OK && (found != JSON_OK || used != end)))
			abort();
		if (found == JSON_INCOMPLETE && read == JSON_OK)
			abort();
	}
	record_free(&record);
	arena_free(&arena);
	free(copy);
	return 0;
}

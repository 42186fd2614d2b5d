/* Time expressions in any bytes: what is found must lie in the text, in order, with a value. */
#include <stdlib.h>

#include "common/timex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct timex *list, size_t count, size_t size)
{
	uint32_t end = 0;

	for (size_t i = 0; i < count; i++) {
		if (list[i].start < end || list[i].end <= list[i].start || list[i].end > size)
			abort();
		if (list[i].value.len == 0)
			abort();
		if (list[i].lower != TIMEX_NO_DAY && list[i].upper != TIMEX_NO_DAY &&
		    list[i].lower > list[i].upper)
			abort();
		end = list[i].end;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct pack *packs;
	static struct timex_rules *rules;
	struct arena arena = {0};
	struct tokens tokens = {0};
	struct timex *list;

	if (packs == NULL) {
		packs = pack_open(NULL, 0);
		rules = timex_rules_open(packs);
	}
	if (size < 4)
		return 0;
	struct timex_context c = {.document = {1000 + data[0] * 36, (uint8_t)(data[1] % 13),
					       (uint8_t)(data[2] % 29)}};
	if (c.document.month == 0)
		c.document.day = 0;
	char *copy = malloc(size - 4);
	memcpy(copy, data + 4, size - 4);
	tokens_cut(&tokens, span_of(copy, size - 4));
	struct span lang = span_text(data[3] % 3 == 0 ? "id" : data[3] % 3 == 1 ? "en" : "und");
	for (int again = 0; again < 2; again++) {
		size_t n = timexes_find(rules, lang, &tokens, &c, &arena, &list);
		check(list, n, size - 4);
	}
	if (timexes_find(rules, lang, &tokens, NULL, &arena, &list) > tokens.count)
		abort();
	tokens_free(&tokens);
	arena_free(&arena);
	free(copy);
	return 0;
}

/* Numbers: any bytes as a text in each language. Mentions ascend, do not overlap and stay inside the text, and the look at
 * the bytes alone has not said that there are none. */
#include <stdlib.h>

#include "common/number.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void find_in(const struct number_rules *rules, const char *lang, const struct tokens *t,
		    struct arena *a)
{
	struct number *numbers;
	size_t count = numbers_find(rules, span_text(lang), t, a, &numbers);
	uint32_t end = 0;

	if (count && !numbers_may_stand(rules, span_text(lang), t->text))
		abort();
	for (size_t i = 0; i < count; i++) {
		if (numbers[i].start < end || numbers[i].end <= numbers[i].start ||
		    numbers[i].end > t->text.len)
			abort();
		if (numbers[i].first > numbers[i].last || numbers[i].last >= t->count)
			abort();
		if (numbers[i].value.ptr && (numbers[i].low.ptr || numbers[i].high.ptr))
			abort();
		end = numbers[i].end;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct pack *pack; /* opened once: the same for every input */
	static struct number_rules *rules;
	struct tokens tokens = {0};
	struct arena arena = {0};

	if (!rules) {
		pack = pack_open(NULL, 0);
		rules = number_rules_open(pack);
	}
	char *copy = malloc(size + 1);
	memcpy(copy, data, size);
	tokens_cut(&tokens, span_of(copy, size));
	find_in(rules, "id", &tokens, &arena);
	find_in(rules, "en", &tokens, &arena);
	find_in(rules, "und", &tokens, &arena);
	tokens_free(&tokens);
	arena_free(&arena);
	free(copy);
	return 0;
}

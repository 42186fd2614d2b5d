#include "common/pages.h"

#include <stdint.h>
#include <stdlib.h>

#include "tests/unit/unit.h"

static void test_growth(void)
{
	enum { COUNT = 5000000 };
	uint64_t *numbers = NULL;
	size_t cap = 0, wrong = 0;
	for (uint64_t i = 0; i < COUNT; i++) {
		numbers = pages_grown_array(numbers, i, &cap, sizeof *numbers);
		numbers[i] = i * i;
	}
	for (uint64_t i = 0; i < COUNT; i++)
		wrong += numbers[i] != i * i;
	UNIT_CHECK(cap >= COUNT && wrong == 0, "an array of 40 MB keeps what it holds as it grows");
	pages_array_free(numbers, cap, sizeof *numbers);
}

static void test_small(void)
{
	char *bytes = NULL;
	size_t cap = 0;
	pages_array_free(bytes, cap, 1);
	for (size_t i = 0; i < 100; i++) {
		bytes = pages_grown_array(bytes, i, &cap, 1);
		bytes[i] = (char)i;
	}
	UNIT_CHECK(bytes[99] == 99, "a small array grows, too");
	pages_array_free(bytes, cap, 1);
}

static void test_zeroed(void)
{
	enum { COUNT = 3000000 };
	uint32_t *numbers = pages_zeroed(COUNT, sizeof *numbers), sum = 0;
	for (size_t i = 0; i < COUNT; i++)
		sum |= numbers[i];
	UNIT_CHECK(sum == 0, "a large table begins with zeros");
	free(numbers);
}

int main(void)
{
	test_growth();
	test_small();
	test_zeroed();
	return unit_done();
}

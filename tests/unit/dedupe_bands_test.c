#include "cmd/dedupe/bands.h"
#include "tests/unit/unit.h"

enum { ROWS = 2500, PAIR = 1800 };

static uint32_t mixed(uint32_t x)
{
	x = (x + 1) * 0x9E3779B1u;
	x = (x ^ x >> 15) * 0x85EBCA6Bu;
	return x ^ x >> 13;
}

/* All keys are different, but row PAIR has two of row 3: one in the same band, one in another. */
static void fill(struct bands *b)
{
	bool numbered = true;
	for (uint32_t row = 0; row < ROWS; row++) {
		struct sketch s = {.count = SKETCH_BANDS};
		for (uint32_t k = 0; k < SKETCH_BANDS; k++)
			s.keys[k] = mixed(row * SKETCH_BANDS + k);
		if (row == PAIR) {
			s.keys[5] = mixed(3 * SKETCH_BANDS + 5);
			s.keys[7] = mixed(3 * SKETCH_BANDS + 8);
		}
		numbered = bands_add(b, &s) == row && numbered;
	}
	UNIT_CHECK(numbered, "rows are numbered in the order they come");
}

int main(void)
{
	struct bands b = {0};
	struct sketch s;
	uint32_t linked = 0;

	fill(&b);
	size_t found = bands_link(&b);
	for (uint32_t row = 0; row < ROWS; row++)
		linked += bands_linked(&b, row);
	UNIT_CHECK(bands_linked(&b, 3) && bands_linked(&b, PAIR),
		   "rows that share a key in a band are linked");
	UNIT_CHECK(found >= 2 && found < 20 && linked < 20, "nearly no other row is");
	bands_read(&b, PAIR, &s);
	UNIT_CHECK(s.count == 1 && s.keys[0] == mixed(3 * SKETCH_BANDS + 5),
		   "only the shared key is read back; one of another band does not count");
	bands_free(&b);

	UNIT_CHECK(bands_link(&b) == 0, "nothing is linked in nothing");
	s = (struct sketch){.count = SKETCH_BANDS};
	for (int i = 0; i < 3; i++)
		bands_add(&b, &s);
	UNIT_CHECK(bands_link(&b) == 3 * SKETCH_BANDS, "equal rows are linked in every band");
	bands_free(&b);
	return unit_done();
}

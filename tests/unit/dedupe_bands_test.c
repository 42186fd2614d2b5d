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

static unsigned linked_rows(const struct links *l)
{
	unsigned count = 0;
	for (uint32_t row = 0; row < l->rows; row++)
		count += links_any(l, row);
	return count;
}

static bool same_links(const struct links *a, const struct links *b)
{
	return a->rows == b->rows && a->count == b->count &&
	       memcmp(a->first, b->first, (a->rows + 1) * sizeof *a->first) == 0 &&
	       memcmp(a->keys, b->keys, a->first[a->rows] * sizeof *a->keys) == 0;
}

static void test_leaders(void)
{
	enum { COPIES = LINK_LEADERS + 4 };
	struct bands b = {0};
	struct sketch s = {.count = SKETCH_BANDS};
	for (unsigned i = 0; i < COPIES; i++)
		bands_add(&b, &s);
	struct links l = bands_link(&b, 1);
	UNIT_CHECK(l.count == SKETCH_BANDS && l.first[COPIES] == COPIES * SKETCH_BANDS,
		   "equal rows are linked in every band");
	for (uint32_t i = 0; i < COPIES; i++)
		link_put(&l, l.keys[0], 100 + i);
	const struct link *k = &l.links[l.keys[0]];
	UNIT_CHECK(k->count == LINK_LEADERS && l.leaders[k->start] == 100 &&
			   l.leaders[k->start + k->count - 1] == 100 + LINK_LEADERS - 1,
		   "a key has the leaders that were put first, as many as are looked at");
	links_free(&l);
	bands_free(&b);
}

int main(void)
{
	struct bands b = {0};

	fill(&b);
	struct links l = bands_link(&b, 1), threaded = bands_link(&b, 3);
	UNIT_CHECK(links_any(&l, 3) && links_any(&l, PAIR) && linked_rows(&l) == 2,
		   "rows that share a key in a band are linked, no others");
	UNIT_CHECK(l.count == 1 && l.first[PAIR + 1] == l.first[PAIR] + 1 &&
			   l.keys[l.first[PAIR]] == l.keys[l.first[3]],
		   "by the shared key only; one of another band does not count");
	UNIT_CHECK(same_links(&l, &threaded), "three threads find the same as one");
	links_free(&l);
	links_free(&threaded);
	bands_free(&b);

	l = bands_link(&b, 1);
	UNIT_CHECK(l.count == 0, "nothing is linked in nothing");
	links_free(&l);
	test_leaders();
	return unit_done();
}

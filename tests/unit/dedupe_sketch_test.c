#include "cmd/dedupe/index.h"
#include "cmd/dedupe/sketch.h"
#include "tests/unit/unit.h"

static const char story[] =
	"the workers of the mill on the orla closed the bridge because two cables had snapped overnight and nobody was hurt";

static struct sketch sketch_of(const struct permutations *p, const char *norm)
{
	struct sketch s;
	sketch_statement(&s, p, span_text(norm));
	return s;
}

static unsigned shared(const struct sketch *a, const struct sketch *b, unsigned from, unsigned end)
{
	unsigned n = 0;
	for (unsigned i = from; i < end; i++)
		n += a->keys[i] == b->keys[i];
	return n;
}

static void test_sketch(void)
{
	struct permutations best, plain;
	permutations_init(&best);
	permutations_init(&plain);
	plain.block = sketch_block_portable;
	struct sketch a = sketch_of(&best, story), b = sketch_of(&plain, story);
	UNIT_CHECK(memcmp(a.keys, b.keys, sizeof a.keys) == 0,
		   "the fast and the portable code give the same keys");
	UNIT_CHECK(a.keys[0] == 0x59AC5C6Du && a.keys[SKETCH_BANDS - 1] == 0x2D9B7EB1u,
		   "keys are the same on every machine");

	b = sketch_of(
		&best,
		"the workers of the mill on the orla closed the bridge because two cables had snaped overnight and nobody was hurt");
	UNIT_CHECK(shared(&a, &b, 0, SKETCH_BANDS) > 4, "a misspelling leaves bands in common");
	b = sketch_of(
		&best,
		"a museum in hadley lends its oldest map to the town for the summer and asks for a guard at the door");
	UNIT_CHECK(shared(&a, &b, 0, SKETCH_BANDS) == 0, "another text has none");

	a = sketch_of(
		&best,
		"the workers of the mill on the orla closed the bridge because 2 cables had snapped overnight and nobody was hurt");
	b = sketch_of(
		&best,
		"the workers of the mill on the orla closed the bridge because 3 cables had snapped overnight and nobody was hurt");
	UNIT_CHECK(shared(&a, &b, 0, SKETCH_BANDS_NUMBERED) == 0,
		   "with another number no numbered band is shared");
	UNIT_CHECK(shared(&a, &b, SKETCH_BANDS_NUMBERED, SKETCH_BANDS) > 2, "but plain ones are");
	UNIT_CHECK(a.numbers != b.numbers && a.numbers != 0, "other numbers have another sum");
	UNIT_CHECK(sketch_of(&best, "ia kalah lagi").count == 0, "a very short text has no sketch");
}

static void test_index(void)
{
	struct band_index x = {0};
	uint32_t found[INDEX_BUCKET];
	UNIT_CHECK(index_get(&x, 7, found) == 0, "an empty index has nothing");
	for (uint32_t i = 0; i < 30000; i++)
		index_put(&x, i % 10000 * 400000u, i);
	unsigned n = index_get(&x, 5000 * 400000u, found);
	UNIT_CHECK(n == 3 && found[0] == 5000 && found[1] == 15000 && found[2] == 25000,
		   "items of a key come in the order they were put, through growth");
	for (uint32_t i = 0; i < 100; i++)
		index_put(&x, 1, 50000 + i);
	n = index_get(&x, 1, found);
	UNIT_CHECK(n == INDEX_BUCKET && found[0] == 50000, "a key keeps the first items only");
	for (uint32_t i = 0; i < 50; i++)
		index_put(&x, UINT32_MAX - i, i);
	n = index_get(&x, UINT32_MAX, found);
	UNIT_CHECK(n == 1 && found[0] == 0, "the last slots run over to the first ones");
	index_free(&x);
}

int main(void)
{
	test_sketch();
	test_index();
	return unit_done();
}

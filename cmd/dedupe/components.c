#include "cmd/dedupe/components.h"

#include <stdlib.h>

#include "common/alloc.h"

struct component_slot {
	uint64_t unit, parent; /* a root's parent is itself */
};

/* Names are hashes: 0 marks a free slot, and the unit that is called so is kept as 1. */
static uint64_t name_of(uint64_t unit)
{
	return unit ? unit : 1;
}

static struct component_slot *slot_of(const struct components *c, uint64_t unit)
{
	size_t i = (size_t)unit & (c->size - 1);
	while (c->slots[i].unit && c->slots[i].unit != unit)
		i = (i + 1) & (c->size - 1);
	return &c->slots[i];
}

static void grow(struct components *c)
{
	struct components old = *c;
	c->size = old.size ? old.size * 2 : 1024;
	c->slots = alloc_zeroed(c->size, sizeof *c->slots);
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].unit)
			*slot_of(c, old.slots[i].unit) = old.slots[i];
	free(old.slots);
}

static struct component_slot *slot_add(struct components *c, uint64_t unit)
{
	struct component_slot *s = c->size ? slot_of(c, unit) : NULL;
	if (s && s->unit)
		return s;
	if (c->used >= c->size / 4 * 3) {
		grow(c);
		s = slot_of(c, unit);
	}
	*s = (struct component_slot){unit, unit};
	c->used++;
	return s;
}

static uint64_t root_of(struct components *c, uint64_t unit)
{
	struct component_slot *s = slot_of(c, unit);
	while (s->parent != s->unit) {
		struct component_slot *parent = slot_of(c, s->parent);
		s->parent = parent->parent;
		s = slot_of(c, s->parent);
	}
	return s->unit;
}

void components_join(struct components *c, uint64_t a, uint64_t b)
{
	slot_add(c, name_of(a));
	slot_add(c, name_of(b));
	uint64_t x = root_of(c, name_of(a)), y = root_of(c, name_of(b));
	if (x < y)
		slot_of(c, y)->parent = x;
	else
		slot_of(c, x)->parent = y;
}

uint64_t components_find(struct components *c, uint64_t unit)
{
	unit = name_of(unit);
	if (!c->size || !slot_of(c, unit)->unit)
		return unit;
	return root_of(c, unit);
}

static int by_unit(const void *a, const void *b)
{
	const struct component_slot *x = a, *y = b;
	return (x->unit > y->unit) - (x->unit < y->unit);
}

void components_write(struct components *c, components_each *each, void *context)
{
	struct component_slot *sorted = alloc_bytes((c->used + 1) * sizeof *sorted);
	size_t count = 0;

	for (size_t i = 0; i < c->size; i++)
		if (c->slots[i].unit)
			sorted[count++] = (struct component_slot){c->slots[i].unit,
								  root_of(c, c->slots[i].unit)};
	if (count > 1)
		qsort(sorted, count, sizeof *sorted, by_unit);
	for (size_t i = 0; i < count; i++)
		each(context, sorted[i].unit, sorted[i].parent);
	free(sorted);
}

void components_free(struct components *c)
{
	free(c->slots);
	*c = (struct components){0};
}

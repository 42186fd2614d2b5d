/* Connected components of named units: union by the smaller name, with path halving (Tarjan and van Leeuwen 1984). */
#ifndef KABAR_DEDUPE_COMPONENTS_H
#define KABAR_DEDUPE_COMPONENTS_H

#include <stddef.h>
#include <stdint.h>

struct component_slot;

/* Start with {0}. 16 bytes a unit, at a load of up to 3/4; units that were never joined take none. */
struct components {
	struct component_slot *slots;
	size_t size, used; /* size: a power of two */
};

void components_join(struct components *c, uint64_t a, uint64_t b);

/* The smallest unit of its component; itself when it was never joined. */
uint64_t components_find(struct components *c, uint64_t unit);

/* All units in ascending order. */
typedef void components_each(void *context, uint64_t unit, uint64_t component);
void components_write(struct components *c, components_each *each, void *context);

void components_free(struct components *c);

#endif

#include "cmd/segment/outlets.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/segment/text.h"

enum { OUTLET_BUCKETS = 256 };

struct outlet {
	struct span name, host;
	struct outlet *next;
};

/* The end of a known host as a number: asked of each article's host, and a comparison of numbers is foreseen. */
struct host_tail {
	uint64_t bytes,
		mask; /* the last eight bytes; mask leaves out what a shorter host does not have */
	struct span host;
};

struct outlets {
	struct arena arena;
	struct outlet *buckets[OUTLET_BUCKETS];
	struct host_tail *tails; /* in the order of the buckets */
	size_t tail_count, tail_cap;
};

static unsigned outlet_hash(struct span name)
{
	uint32_t h = 5381;
	for (size_t i = 0; i < name.len; i++)
		h = h * 33 ^ (unsigned char)to_lower(name.ptr[i]);
	return (h ^ h >> 8) % OUTLET_BUCKETS;
}

static void outlets_add(struct outlets *o, const struct pack_section *s)
{
	for (size_t i = 0; i < s->count; i++) {
		struct outlet **b = &o->buckets[outlet_hash(s->entries[i].key)];
		struct outlet *e = arena_alloc(&o->arena, sizeof *e);
		*e = (struct outlet){s->entries[i].key, pack_attribute(&s->entries[i], "host"), *b};
		*b = e;
	}
}

/* The last eight bytes in lower case, the last one lowest; fewer when the host is shorter. */
static uint64_t tail_bytes(struct span host)
{
	uint64_t bytes = 0;
	for (size_t i = host.len > 8 ? host.len - 8 : 0; i < host.len; i++)
		bytes = bytes << 8 | (unsigned char)to_lower(host.ptr[i]);
	return bytes;
}

static void outlets_add_tails(struct outlets *o)
{
	for (unsigned b = 0; b < OUTLET_BUCKETS; b++)
		for (const struct outlet *e = o->buckets[b]; e != NULL; e = e->next) {
			if (e->host.len == 0)
				continue;
			uint64_t mask = e->host.len < 8 ? ((uint64_t)1 << 8 * e->host.len) - 1
							: ~(uint64_t)0;
			o->tails = alloc_grown(o->tails, o->tail_count, &o->tail_cap,
					       sizeof *o->tails);
			o->tails[o->tail_count++] =
				(struct host_tail){tail_bytes(e->host), mask, e->host};
		}
}

struct outlets *outlets_new(const struct pack *packs)
{
	struct outlets *o = alloc_zeroed(1, sizeof *o);
	const struct span *languages;
	size_t count = pack_languages(packs, &languages);
	for (size_t i = 0; i < count; i++) {
		char code[16];
		if (languages[i].len >= sizeof code)
			continue;
		memcpy(code, languages[i].ptr, languages[i].len);
		code[languages[i].len] = '\0';
		outlets_add(o, pack_section(packs, code, "outlets", "outlets"));
	}
	outlets_add_tails(o);
	return o;
}

void outlets_free(struct outlets *o)
{
	if (o == NULL)
		return;
	arena_free(&o->arena);
	free(o->tails);
	free(o);
}

struct span outlets_host(const struct outlets *o, struct span name)
{
	for (const struct outlet *e = o->buckets[outlet_hash(name)]; e != NULL; e = e->next) {
		size_t i = 0;
		while (e->name.len == name.len && i < name.len &&
		       to_lower(e->name.ptr[i]) == to_lower(name.ptr[i]))
			i++;
		if (i == name.len && e->name.len == name.len)
			return e->host.ptr ? e->host : e->name;
	}
	return span_of("", 0);
}

struct span outlets_known_host(const struct outlets *o, struct span host)
{
	enum { TELLING = 8 }; /* bytes: "bbc.com" ends other hosts by chance */
	uint64_t bytes = tail_bytes(host);
	for (size_t k = 0; k < o->tail_count; k++) {
		const struct host_tail *t = &o->tails[k];
		if (((bytes ^ t->bytes) & t->mask) != 0 || t->host.len >= host.len)
			continue;
		size_t at = host.len - t->host.len, i = 0;
		while (i < t->host.len && to_lower(host.ptr[at + i]) == t->host.ptr[i])
			i++;
		if (i == t->host.len && (t->host.len >= TELLING || host.ptr[at - 1] == '.'))
			return t->host;
	}
	return host;
}

void outlets_add_source(struct buffer *out, const struct outlets *o, struct span source)
{
	struct span host = outlets_host(o, source);
	if (host.len == 0)
		host = outlets_known_host(o, source);
	if (host.len > 4 && (host.ptr[0] == 'w' || host.ptr[0] == 'W') &&
	    memcmp(host.ptr + 1, "ww.", 3) == 0)
		host = span_sub(host, 4, host.len);
	for (size_t i = 0; i < host.len; i++)
		buffer_add_byte(out, to_lower(host.ptr[i]));
}

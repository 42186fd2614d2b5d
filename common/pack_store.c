#include "common/pack_store.h"

#include <stdlib.h>

#include "common/hash.h"

/* --- keys --- */

static struct key_slot *key_slot_find(struct key_slot *slots, size_t cap, struct span key)
{
	size_t i = (size_t)hash64(key, 0) & (cap - 1);

	while (slots[i].key.ptr && !span_equal(slots[i].key, key))
		i = (i + 1) & (cap - 1);
	return &slots[i];
}

static void key_table_grow(struct key_table *t)
{
	size_t cap = t->cap ? t->cap * 2 : 16;
	struct key_slot *slots = alloc_zeroed(cap, sizeof *slots);

	for (size_t i = 0; i < t->cap; i++)
		if (t->slots[i].key.ptr)
			*key_slot_find(slots, cap, t->slots[i].key) = t->slots[i];
	free(t->slots);
	t->slots = slots;
	t->cap = cap;
}

struct key_slot *key_table_at(struct key_table *t, struct span key, bool *found)
{
	struct key_slot *slot;

	if (t->used * 2 >= t->cap)
		key_table_grow(t);
	slot = key_slot_find(t->slots, t->cap, key);
	*found = slot->key.ptr != NULL;
	if (!*found) {
		slot->key = key;
		t->used++;
	}
	return slot;
}

void key_table_free(struct key_table *t)
{
	free(t->slots);
	*t = (struct key_table){0};
}

/* --- a pack that grows --- */

struct pack *pack_new(void)
{
	return alloc_zeroed(1, sizeof(struct pack));
}

void pack_close(struct pack *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < p->count; i++) {
		free(p->sections[i].entries);
		key_table_free(&p->sections[i].index);
	}
	free(p->sections);
	key_table_free(&p->index);
	free(p->stock);
	free(p->stock_attributes);
	free(p->languages);
	arena_free(&p->memory);
	free(p);
}

static struct span section_path(struct pack *p, const struct pack_section *s)
{
	size_t len = s->language.len + s->file.len + s->name.len + 2;
	char *path = arena_alloc(&p->memory, len), *end = path;

	memcpy(end, s->language.ptr, s->language.len);
	end += s->language.len;
	*end++ = '/';
	memcpy(end, s->file.ptr, s->file.len);
	end += s->file.len;
	*end++ = '/';
	memcpy(end, s->name.ptr, s->name.len);
	return span_of(path, len);
}

/* The index of sections is built when the first entry is put: a run without --pack never needs it. */
static struct pack_store_section *section_at(struct pack *p, const struct pack_section *where)
{
	struct pack_store_section *s;
	struct key_slot *slot;
	bool found;

	while (p->index.used < p->count) {
		uint32_t n = (uint32_t)p->index.used;
		key_table_at(&p->index, section_path(p, &p->sections[n].view), &found)->value = n;
	}
	slot = key_table_at(&p->index, section_path(p, where), &found);
	if (found)
		return &p->sections[slot->value];
	slot->value = (uint32_t)p->count;
	p->sections = alloc_grown(p->sections, p->count, &p->cap, sizeof *p->sections);
	s = &p->sections[p->count++];
	*s = (struct pack_store_section){0};
	s->view.language = arena_copy(&p->memory, where->language);
	s->view.file = arena_copy(&p->memory, where->file);
	s->view.name = arena_copy(&p->memory, where->name);
	return s;
}

static void section_own_entries(struct pack_store_section *s)
{
	bool found;

	pack_read_section(s);
	s->cap = s->view.count ? s->view.count * 2 : 16;
	s->entries = alloc_bytes(s->cap * sizeof *s->entries);
	if (s->view.count)
		memcpy(s->entries, s->view.entries, s->view.count * sizeof *s->entries);
	for (size_t i = 0; i < s->view.count; i++)
		key_table_at(&s->index, s->entries[i].key, &found)->value = (uint32_t)i;
	s->view.entries = s->entries;
}

static struct pack_entry entry_copy(struct arena *a, const struct pack_entry *e)
{
	struct pack_attribute *attributes = arena_alloc(a, e->attribute_count * sizeof *attributes);

	for (size_t i = 0; i < e->attribute_count; i++) {
		attributes[i].name = arena_copy(a, e->attributes[i].name);
		attributes[i].value = arena_copy(a, e->attributes[i].value);
	}
	return (struct pack_entry){arena_copy(a, e->key), attributes, e->attribute_count};
}

void pack_put(struct pack *p, const struct pack_section *where, const struct pack_entry *entry)
{
	struct pack_store_section *s = section_at(p, where);
	struct pack_entry copy = entry_copy(&p->memory, entry);
	struct key_slot *slot;
	bool found;

	if (!s->entries)
		section_own_entries(s);
	slot = key_table_at(&s->index, copy.key, &found);
	if (!found) {
		slot->value = (uint32_t)s->view.count;
		s->entries = alloc_grown(s->entries, s->view.count, &s->cap, sizeof *s->entries);
		s->view.entries = s->entries;
		s->view.count++;
	}
	s->entries[slot->value] = copy;
}

static int section_compare(const void *a, const void *b)
{
	const struct pack_section *x = &((const struct pack_store_section *)a)->view;
	const struct pack_section *y = &((const struct pack_store_section *)b)->view;
	int order = span_compare(x->language, y->language);

	if (!order)
		order = span_compare(x->file, y->file);
	return order ? order : span_compare(x->name, y->name);
}

static void pack_list_languages(struct pack *p)
{
	size_t cap = 0;

	for (size_t i = 0; i < p->count; i++) {
		struct span language = p->sections[i].view.language;
		if (p->language_count && span_equal(p->languages[p->language_count - 1], language))
			continue;
		p->languages =
			alloc_grown(p->languages, p->language_count, &cap, sizeof *p->languages);
		p->languages[p->language_count++] = language;
	}
}

static void pack_set_digest(struct pack *p, struct span flat)
{
	static const char digits[] = "0123456789abcdef";
	uint64_t hash = hash64(flat, 0);

	for (int i = 15; i >= 0; i--, hash >>= 4)
		p->digest[i] = digits[hash & 15];
}

void pack_finish(struct pack *p, struct span flat)
{
	struct buffer own = {0};

	if (p->count)
		qsort(p->sections, p->count, sizeof *p->sections, section_compare);
	key_table_free(&p->index); /* its positions are those before the sort */
	pack_list_languages(p);
	if (!flat.ptr) {
		pack_write_flat(p, &own);
		flat = buffer_span(&own);
	}
	pack_set_digest(p, flat);
	buffer_free(&own);
}

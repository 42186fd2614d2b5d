/* The flat form of a pack: what packc compiles into each executable.
 *
 *     "KABARPK2", number of sections, of all entries, of all attributes
 *     for each section:  language, file, name, number of entries, of their attributes, of the bytes of both
 *     for each entry:    key, number of attributes
 *     for each attribute: name, value
 *
 * Numbers are 7 bits a byte, low first, the high bit saying that more follows; strings are their length and bytes. So it is
 * the same bytes on every machine and needs no alignment. Strings stay where they are, and a section is read when it
 * is asked for first: of 26,000 entries segment asks for one in six. */
#include "common/pack_store.h"

static const char flat_magic[] = "KABARPK2";

static void flat_add_number(struct buffer *flat, size_t n)
{
	for (; n > 127; n >>= 7)
		buffer_add_byte(flat, (char)(unsigned char)((n & 127) | 128));
	buffer_add_byte(flat, (char)n);
}

static void flat_add_string(struct buffer *flat, struct span s)
{
	flat_add_number(flat, s.len);
	buffer_add_span(flat, s);
}

static size_t attributes_of(const struct pack_section *s)
{
	size_t count = 0;

	for (size_t i = 0; i < s->count; i++)
		count += s->entries[i].attribute_count;
	return count;
}

/* scratch: for the bytes of the entries, whose number stands in front of them. */
static void flat_add_section(struct buffer *flat, const struct pack_section *s,
			     struct buffer *scratch)
{
	scratch->len = 0;
	for (size_t i = 0; i < s->count; i++) {
		const struct pack_entry *e = &s->entries[i];

		flat_add_string(scratch, e->key);
		flat_add_number(scratch, e->attribute_count);
		for (size_t k = 0; k < e->attribute_count; k++) {
			flat_add_string(scratch, e->attributes[k].name);
			flat_add_string(scratch, e->attributes[k].value);
		}
	}
	flat_add_string(flat, s->language);
	flat_add_string(flat, s->file);
	flat_add_string(flat, s->name);
	flat_add_number(flat, s->count);
	flat_add_number(flat, attributes_of(s));
	flat_add_string(flat, buffer_span(scratch));
}

void pack_write_flat(const struct pack *p, struct buffer *flat)
{
	size_t entries = 0, attributes = 0;
	struct buffer scratch = {0};

	for (size_t i = 0; i < p->count; i++) {
		pack_read_section(&p->sections[i]);
		entries += p->sections[i].view.count;
		attributes += attributes_of(&p->sections[i].view);
	}
	buffer_add_text(flat, flat_magic);
	flat_add_number(flat, p->count);
	flat_add_number(flat, entries);
	flat_add_number(flat, attributes);
	for (size_t i = 0; i < p->count; i++)
		flat_add_section(flat, &p->sections[i].view, &scratch);
	buffer_free(&scratch);
}

static size_t flat_number(const unsigned char **at)
{
	size_t n = 0;
	unsigned shift = 0;

	for (; **at > 127; shift += 7)
		n |= (size_t)(*(*at)++ & 127) << shift;
	return n | (size_t) * (*at)++ << shift;
}

static struct span flat_string(const unsigned char **at)
{
	size_t len = flat_number(at);
	struct span s = span_of((const char *)*at, len);

	*at += len;
	return s;
}

void pack_read_flat(struct pack *p, struct span flat)
{
	const unsigned char *at = (const unsigned char *)flat.ptr + strlen(flat_magic);
	struct pack_attribute *attribute;
	struct pack_entry *entry;

	p->cap = p->count = flat_number(&at);
	p->sections = alloc_zeroed(p->count + 1, sizeof *p->sections);
	entry = p->stock = alloc_bytes((flat_number(&at) + 1) * sizeof *entry);
	attribute = p->stock_attributes = alloc_bytes((flat_number(&at) + 1) * sizeof *attribute);
	for (size_t i = 0; i < p->count; i++) {
		struct pack_store_section *s = &p->sections[i];

		s->view.language = flat_string(&at);
		s->view.file = flat_string(&at);
		s->view.name = flat_string(&at);
		s->view.count = flat_number(&at);
		s->view.entries = s->unread_entries = entry;
		s->unread_attributes = attribute;
		entry += s->view.count;
		attribute += flat_number(&at);
		s->unread = flat_string(&at).ptr;
	}
}

void pack_read_section(struct pack_store_section *s)
{
	const unsigned char *at = (const unsigned char *)s->unread;
	struct pack_entry *entry = s->unread_entries;
	struct pack_attribute *attribute = s->unread_attributes;

	if (!at)
		return;
	for (size_t i = s->view.count; i; i--, entry++) {
		entry->key = flat_string(&at);
		entry->attribute_count = (uint16_t)flat_number(&at);
		entry->attributes = attribute;
		for (size_t n = entry->attribute_count; n; n--, attribute++) {
			attribute->name = flat_string(&at);
			attribute->value = flat_string(&at);
		}
	}
	s->unread = NULL;
}

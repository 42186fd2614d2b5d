#include "common/pack.h"

#include "common/pack_store.h"
#include "common/report.h"

struct pack *pack_open(const char *const *directories, size_t count)
{
	struct span stock = span_of((const char *)pack_stock, pack_stock_size);
	struct pack *p = pack_new();
	unsigned faults = 0;

	pack_read_flat(p, stock);
	for (size_t i = 0; i < count; i++)
		faults += pack_load_directory(p, directories[i]);
	if (faults) {
		pack_close(p);
		return NULL;
	}
	pack_finish(p, count ? span_of(NULL, 0) : stock);
	return p;
}

struct pack *pack_open_file(const char *path, const char *language, const char *file)
{
	struct pack *p = pack_new();

	if (pack_load_file(p, path, span_text(language), span_text(file))) {
		pack_close(p);
		return NULL;
	}
	pack_finish(p, span_of(NULL, 0));
	return p;
}

int pack_check(const char *directory)
{
	struct pack *p = pack_new();
	unsigned faults;

	p->checking = true;
	faults = pack_load_directory(p, directory);
	pack_close(p);
	return faults ? STATUS_FAILED : STATUS_OK;
}

/* Negative when s stands before the section asked for. */
static int section_order(const struct pack_section *s, struct span language, struct span file,
			 struct span name)
{
	int order = span_compare(s->language, language);

	if (!order)
		order = span_compare(s->file, file);
	return order ? order : span_compare(s->name, name);
}

const struct pack_section *pack_section(const struct pack *p, const char *language,
					const char *file, const char *name)
{
	static const struct pack_section nothing = {{"", 0}, {"", 0}, {"", 0}, NULL, 0};
	struct span l = span_text(language), f = span_text(file), n = span_text(name);
	size_t low = 0, high = p->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = section_order(&p->sections[middle].view, l, f, n);

		if (!order) {
			pack_read_section(&p->sections[middle]);
			return &p->sections[middle].view;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return &nothing;
}

struct span pack_attribute(const struct pack_entry *e, const char *name)
{
	for (size_t i = 0; i < e->attribute_count; i++)
		if (span_is(e->attributes[i].name, name))
			return e->attributes[i].value;
	return span_of(NULL, 0);
}

size_t pack_languages(const struct pack *p, const struct span **languages)
{
	*languages = p->languages;
	return p->language_count;
}

const char *pack_digest(const struct pack *p)
{
	return p->digest;
}

/* Language packs: words and phrases with attributes, read from YAML. Described in kabar-lang(5).
 *
 * A pack is common/lang/CODE/NAME.yaml. Its top level is a map of sections. A section is a list of words, or a map from a
 * word to its attributes:
 *
 *     before-name: [dr, prof, "k.h"]           words without attributes
 *     scales: {ribu: 1000, juta: 1000000}      one attribute, called "value"
 *     verbs:
 *       mengatakan: {stance: claim, form: active}
 *
 * Attribute values are strings, or lists of strings (joined by '|'). Everything is text: no, yes, 1e3, 012 mean themselves.
 * Refused, with file:line: anchors, aliases, tags, depth over 16, a key twice in a map, a section or attribute that the
 * schema does not know, a second document, files over 4 MiB, bytes that are not UTF-8.
 *
 * The stock packs are compiled into each executable by the same loader (packc); --pack DIR and KABAR_PACK add or replace
 * entries (same language, file, section and key) at run time. */
#ifndef KABAR_PACK_H
#define KABAR_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/span.h"

struct pack_attribute {
	struct span name, value;
};

struct pack_entry {
	struct span key;
	const struct pack_attribute *attributes;
	uint16_t attribute_count;
};

struct pack_section {
	struct span language; /* "id", "en" */
	struct span file;     /* "numbers" for numbers.yaml */
	struct span name;     /* "scales" */
	/* in the order of the files: stock first, then each DIR */
	const struct pack_entry *entries;
	size_t count;
};

struct pack;

/* The stock packs plus those of each directory (DIR/CODE/NAME.yaml). NULL when one is refused (reported with file:line). */
struct pack *pack_open(const char *const *directories, size_t count);
void pack_close(struct pack *p);

/* One file of the user's (--aliases FILE) as a pack of its own, read as if it were language/file.yaml. */
struct pack *pack_open_file(const char *path, const char *language, const char *file);

/* --check-pack: reports each fault of DIR as file:line:column; the exit status (0 or 2). */
int pack_check(const char *directory);

/* The section, or one with count 0. The entries of the stock are read when their section is first asked for. */
const struct pack_section *pack_section(const struct pack *p, const char *language,
					const char *file, const char *name);

/* Value of an attribute; ptr NULL when the entry does not have it. */
struct span pack_attribute(const struct pack_entry *e, const char *name);

/* Languages that have at least one section, in byte order. */
size_t pack_languages(const struct pack *p, const struct span **languages);

/* 16 hex digits over all entries: the same entries in the same order, the same digest. */
const char *pack_digest(const struct pack *p);

/* --- for packc and --check-pack --- */

/* What may stand in which file; the one list that loader, packs and kabar-lang(5) agree on. pack_schema.c. */
struct pack_rule {
	const char *file, *section;
	const char *attributes; /* space separated; "" for a plain list */
};
extern const struct pack_rule pack_schema[];
extern const size_t pack_schema_count;

/* The compiled stock: written by packc. Layout in pack.c. */
extern const unsigned char pack_stock[];
extern const size_t pack_stock_size;

#endif

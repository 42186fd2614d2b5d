/* The insides of a pack: how it grows while it is loaded, and its flat form. Only pack*.c include this.
 *
 * A pack owns its arena (all strings and attributes that do not lie in the compiled stock) and the arrays of its
 * sections. It grows by pack_put until pack_finish; from then on nothing in it moves. */
#ifndef KABAR_PACK_STORE_H
#define KABAR_PACK_STORE_H

#include "common/alloc.h"
#include "common/pack.h"

/* Byte strings to a number each: open addressing, at most half full, so loading is linear in the entries. */
struct key_slot {
	struct span key; /* ptr NULL: free */
	uint32_t value;
};
struct key_table {
	struct key_slot *slots;
	size_t cap, used;
};

/* The slot of the key, made with value 0 when it was not there. Valid until the next call; `key` is kept, not copied. */
struct key_slot *key_table_at(struct key_table *t, struct span key, bool *found);
void key_table_free(struct key_table *t);

struct pack_store_section {
	/* what callers see; view.entries is `entries` once something was put */
	struct pack_section view;
	struct pack_entry *entries; /* NULL: still the stock's */
	size_t cap;
	struct key_table index; /* key to position, built at the first put */
	/* the flat form of the entries until they are asked for, and their places in the pack's arrays */
	const char *unread;
	struct pack_entry *unread_entries;
	struct pack_attribute *unread_attributes;
};

struct pack {
	struct arena memory;
	struct pack_store_section *sections;
	size_t count, cap;
	struct key_table index;   /* "language/file/section" to position */
	struct pack_entry *stock; /* all entries and attributes of a flat form, in two arrays */
	struct pack_attribute *stock_attributes;
	struct span *languages;
	size_t language_count;
	char digest[17];
	bool checking; /* --check-pack: faults that do no harm count too */
};

struct pack *pack_new(void); /* freed by pack_close */

/* Adds an entry, or replaces the one with that key in its place. Everything is copied. */
void pack_put(struct pack *p, const struct pack_section *where, const struct pack_entry *entry);

/* Sorts sections, lists the languages, computes the digest: of `flat`, the pack's flat form where the caller has it at
 * hand, else ptr NULL. */
void pack_finish(struct pack *p, struct span flat);

/* The flat form of a finished pack, and back. Reading keeps spans into `flat`, which must be well formed: it comes
 * from packc only. */
void pack_write_flat(const struct pack *p, struct buffer *flat);
void pack_read_flat(struct pack *p, struct span flat);

/* Fills the entries of a section from the flat form, if they are not yet. view.count is known before. */
void pack_read_section(struct pack_store_section *s);

/* One YAML file of language/file into p. Returns the number of faults, each reported as path:line:column. */
unsigned pack_read_yaml(struct pack *p, const char *path, struct span language, struct span file,
			struct span bytes);

/* DIR/CODE/NAME.yaml, or one file. Returns the number of faults (all reported). */
unsigned pack_load_directory(struct pack *p, const char *directory);
unsigned pack_load_file(struct pack *p, const char *path, struct span language, struct span file);

#endif

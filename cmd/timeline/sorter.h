/* Inside the sorter: sorter.c keeps records in memory, items.c sorts them, spill.c keeps them in temporary files, kept.c knows the form
 * that they have in both. */
#ifndef KABAR_TIMELINE_SORTER_H
#define KABAR_TIMELINE_SORTER_H

#include <stdio.h>

#include "cmd/timeline/draft.h"

/* --- kept.c --- */

/* A record as it is kept: this, then its LTSV line where it came as one (copied in a run, and written as one again), else its
 * labels and values with their lengths, so that a JSON value with a line feed in it comes out as it went in; or a draft. */
enum kept_form { KEPT_LINE, KEPT_PACKED, KEPT_DRAFT };
struct kept {
	uint64_t size; /* of what follows, times four, and its form */
	uint32_t doc_at, doc_len;
	uint32_t keys_end; /* in the line: doc, at and id stand before it; 0: not known */
	uint32_t unit;     /* as the caller gave it */
};
enum { KEPT_SLACK = 1024 }; /* what the resolver adds to a line fits in */

static inline enum kept_form kept_form(const struct kept *k)
{
	return (enum kept_form)(k->size & 3);
}

static inline struct span kept_bytes(const struct kept *k, const char *bytes)
{
	return span_of(bytes + sizeof *k, (size_t)(k->size >> 2));
}

size_t kept_room(const struct record *r); /* bytes that kept_add needs at most, mostly */
void kept_add(struct buffer *b, const struct record *r, const struct known *f, uint32_t unit);
void kept_add_draft(struct buffer *b, const struct draft *d, uint32_t unit);
struct kept kept_head(const char *bytes);
void kept_read(const char *bytes, struct record *r); /* sharing the bytes */

/* The order of two records of the same days, document and start. Cost: what they have in common, and a field. */
struct kept_pair { /* scratch */
	struct record left, right;
};
int kept_compare(struct kept_pair *p, const char *left, const char *right);
void kept_pair_free(struct kept_pair *p);
struct span kept_doc(const char *bytes, struct record *scratch);

/* --- items.c --- */

/* A record in memory with what it is sorted by, so that sorting opens none but those of one place in one document. */
struct item {
	uint64_t days;  /* as in struct order_key */
	uint32_t start; /* the same, but none is over UINT32_MAX */
	uint32_t doc;   /* number of its document: as it came, then by the order of their names */
	uint32_t chunk, at; /* where it is kept; longer chunks hold one record, at 0 */
};

/* Sorts by days, doc, start, then by `compare`; equal ones stay in order. other: room for as many. Returns where they are then, one
 * of the two. Time is linear but for records of one place. */
typedef int item_compare(void *context, const struct item *a, const struct item *b);
struct item *items_sort(struct item *items, struct item *other, size_t count, item_compare *compare,
			void *context);

/* --- doc_names.c --- */

/* The documents of the records in memory: each name once. */
struct doc_names {
	struct arena arena;
	struct span *names;
	size_t count, cap;
	uint32_t *slots; /* by hash: number plus one; open addressing */
	size_t mask;
	uint32_t last;  /* asked for */
	uint64_t bytes; /* memory taken */
};
uint32_t doc_names_add(struct doc_names *d,
		       struct span doc); /* its number; the last one asked for is found at once */
/* rank[number]: its place among the names, in the order of their bytes. The caller frees it. */
uint32_t *doc_names_rank(const struct doc_names *d);
void doc_names_clear(struct doc_names *d);
void doc_names_free(struct doc_names *d);

/* --- spill.c --- */

struct spills;
struct spills *spills_new(const char *folder);
void spills_free(struct spills *s);
size_t spills_count(const struct spills *s);
/* A new file; spills_put appends to it, in order; false: reported. */
bool spills_begin(struct spills *s);
bool spills_put(struct spills *s, uint64_t days, uint64_t start, struct span kept);
bool spills_end(struct spills *s);
/* Gives the next of the records that are still in memory, valid as long as they are; false at the end. */
typedef bool spills_held(void *context, uint64_t *days, uint64_t *start, const char **kept);
/* Merging, once all others have been written. */
bool spills_merge(struct spills *s, spills_held *held, void *context);
/* The next one as it was kept, valid until the next call. */
enum read_result spills_next(struct spills *s, const char **kept);

#endif

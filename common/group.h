/* Gathers the records of one document for tools that must see it whole. Memory: the largest document. */
#ifndef KABAR_GROUP_H
#define KABAR_GROUP_H

#include "common/run.h"

/* All records of one document, in input order; they live until the function returns. The array may be changed. */
typedef enum step group_step(struct record *records, size_t count, struct sink *out, void *state);

struct group;

struct group *group_new(group_step *step, void *state);
void group_free(struct group *g);

/* A record_step (state: the group). The document ends when `doc` changes, behind a record with last:1, and at the end of
 * the stream. A record without doc is a document of its own. A document that comes back soon after is noted, once a run. */
enum step group_record(const struct record *in, struct sink *out, void *group);

/* --- where documents end, for tools that hold records in a way of their own --- */

struct group_edges;

struct group_edges *group_edges_new(void);
void group_edges_free(struct group_edges *e);

/* Whether a document ends in front of the record: then, and behind a record with last:1, group_edges_end is called. */
bool group_edges_between(const struct group_edges *e, const struct record *in);
void group_edges_end(struct group_edges *e);

/* Takes the record into its document; one that comes back is noted. */
void group_edges_take(struct group_edges *e, const struct record *in, struct sink *out);

#endif

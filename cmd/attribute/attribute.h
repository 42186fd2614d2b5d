/* Who said it, how, and through whom: statements of one document's sentences.
 *
 * The core is a group_step: no files, no clock, no exit. It reads the fields that segment writes (id doc par at kind lang text
 * fold) and puts every record on: a sentence with a statement with attribute's fields behind its own, one record a statement.
 * Time is linear in the text of the document; memory is some 30 times its length while the document is worked on. */
#ifndef KABAR_ATTRIBUTE_H
#define KABAR_ATTRIBUTE_H

#include <stdbool.h>

#include "common/group.h"
#include "common/pack.h"

struct attribute_options {
	bool only;                /* statements only */
	bool all_kinds;           /* statements from links, captions, bylines and boilerplate too */
	bool explain;             /* adds `why`: the pattern and the antecedent */
	const struct pack *names; /* more aliases (pack_open_file), or NULL */
};

struct attributor;

/* The packs must live as long as the attributor. */
struct attributor *attributor_open(const struct pack *packs, const struct attribute_options *o);
void attributor_close(struct attributor *a);

/* state: the attributor. */
group_step attribute_document;

#endif

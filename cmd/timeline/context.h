/* The sentences of the documents, for showing an entry among its neighbours. Memory: their texts. */
#ifndef KABAR_TIMELINE_CONTEXT_H
#define KABAR_TIMELINE_CONTEXT_H

#include "cmd/timeline/timeline.h"

struct context_sentence {
	struct span text, lang;
	uint32_t document; /* neighbours with another one belong to another text */
	bool furniture;    /* link, boilerplate */
};

/* Reads segment's records from `file`, LTSV or JSON Lines. NULL: it cannot be read, reported. */
struct context *context_open(const char *file, size_t max_record);
void context_free(struct context *c);

/* The sentence that an entry was made of, by its id (a statement's .1 may stand); *first and *end: the sentences of its
 * document in the order of the text, up to `around` before and after it. NULL: it is not there. */
const struct context_sentence *context_find(const struct context *c, struct span id, size_t around,
					    const struct context_sentence **first,
					    const struct context_sentence **end);

#endif

/* The claim inside a text: without the dateline in front and the boilerplate behind. */
#ifndef KABAR_DEDUPE_FRAME_H
#define KABAR_DEDUPE_FRAME_H

#include "cmd/dedupe/normalise.h"

struct frame {
	uint32_t first, end; /* words of the claim */
	uint64_t place;      /* over the places named in the dateline, 0: none */
	uint64_t date;       /* over its numbers and date words, 0: none */
	bool cut; /* the text stops in the middle: an ellipsis, a comma or a function word ends it */
};

/* Needs words with classes. Only what the packs know is taken off: "[HOAKS] X" and "Salah - X" keep their heads. */
void frame_find(struct frame *f, const struct text *t);

#endif

/* Labels byte by byte, and those that stand twice: what record_parse.c does with labels that it does not know. */
#ifndef KABAR_LABEL_H
#define KABAR_LABEL_H

#include "common/record.h"

enum { PAIRWISE = 64 };

/* End of the label that begins at p: p itself when none does. */
const char *label_end(const char *p, const char *end);

/* Whether two fields have the same label: n log n, as pairwise comparison took 20 s on 100,000 labels. */
bool labels_repeat(const struct record *r);

/* A bit for each label, in a filter of 64: the factors give each of segment's labels one of its own. */
static uint64_t label_bit(struct span label)
{
	return UINT64_C(1) << (((unsigned char)label.ptr[0] * 5u +
				(unsigned char)label.ptr[label.len - 1] * 24u + label.len * 11) &
			       63);
}

/* What is kept of a record's labels once one was not found in its place; before that nothing has to be. */
struct label_filter {
	uint64_t seen; /* filter: labels that were not found in their place */
	uint64_t all;  /* filter: of the first `filtered` labels */
	size_t filtered;
	bool twice;
};

/* Notes whether the record has the label already, which is to become its next: pairwise, but only if its bit was taken before. */
static inline void label_filter_add(struct label_filter *s, const struct record *r,
				    struct span label)
{
	uint64_t bit = label_bit(label);
	if (r->count >= PAIRWISE) /* they are sorted in the end */
		return;
	for (; s->filtered < r->count; s->filtered++)
		s->all |= label_bit(r->fields[s->filtered].label);
	for (size_t k = 0; (s->all & bit) != 0 && !s->twice && k < r->count; k++)
		s->twice = span_equal(r->fields[k].label, label);
	s->filtered++;
	s->all |= bit;
	s->seen |= bit;
}

#endif

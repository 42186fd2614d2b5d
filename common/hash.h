/* Hashes that are the same on every machine: defined on bytes, little endian, fixed seeds.
 *
 * hash64 is xxHash64 (Y. Collet, 2014, BSD specification), checked against its published vectors.
 * hash_id writes the 20 hex digits (80 bits of two hash64 with different seeds) of record ids;
 * it is not a cryptographic hash. */
#ifndef KABAR_HASH_H
#define KABAR_HASH_H

#include <stdint.h>

#include "common/span.h"

uint64_t hash64(struct span bytes, uint64_t seed);

/* Mixes two hashes to one; order matters. */
uint64_t hash_mix(uint64_t a, uint64_t b);

enum { HASH_ID_LEN = 20 };

/* id of the byte range [start, end) of document `doc` (field: "" for the text, else "title" …). */
void hash_id(struct span doc, struct span field, uint64_t start, uint64_t end,
	     char out[HASH_ID_LEN]);

/* The same for many ranges of one document: the document's name is hashed once. */
struct hash_doc {
	uint64_t high, low;
};
struct hash_doc hash_doc(struct span doc);
void hash_doc_id(const struct hash_doc *doc, struct span field, uint64_t start, uint64_t end,
		 char out[HASH_ID_LEN]);

#endif

/* Letters: whether two spellings are one name or word, or another one. */
#ifndef KABAR_DEDUPE_SPELLING_H
#define KABAR_DEDUPE_SPELLING_H

#include <stdbool.h>

#include "common/span.h"

/* Whether two normalised names are one name in two spellings: the Indonesian ones before and after 1947 and 1972 (Soeharto,
 * Jusuf, Tjipto), and i, y, ph, kh, q and double letters, which transliterations choose freely (Zelenskyy). */
bool spelling_equal(struct span a, struct span b);

/* Susanto and Susanti, Karang and Karung, Clayton and Clapton: one letter for another makes another name; a misspelling
 * swaps, drops or doubles. In a garbled text any consonant may be wrong, and round vowels are taken for each other inside. */
bool spelling_other_name(struct span a, struct span b, bool garbled);

/* Money and honey: where one letter makes another short word it is mostly the first one. */
bool spelling_other_start(struct span a, struct span b);

/* Whether one is the other with letters doubled or taken for others that look like them, as scanners do. In a name the
 * vowels and the first letter tell who it is. */
bool spelling_misread(struct span a, struct span b, bool name);

#endif

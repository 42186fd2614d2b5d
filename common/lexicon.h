/* Phrases to look up at a token: what a pack's words become.
 *
 * A phrase is cut by the same tokenizer as the text, so "Jum'at", "s.d." and "memberi tahu" are looked up alike. Matching is
 * on lower case; all apostrophes and single quotes are one, and all hyphens; whether capitals or spaces matter is the caller's
 * business (token flags). The longest phrase wins. A lookup costs one bit test for most tokens (9 ns among 5,000
 * phrases), else one probe for each token of a phrase; adding a phrase some 0.2 us.
 */
#ifndef KABAR_LEXICON_H
#define KABAR_LEXICON_H

#include <stddef.h>
#include <stdint.h>

#include "common/pack.h"
#include "common/span.h"
#include "common/token.h"

struct lexicon;

struct lexicon *lexicon_new(void);
void lexicon_free(struct lexicon *l);

/* What a phrase means. `kind` is the caller's enum (> 0 unless it does not care); entry may be NULL. A phrase added twice gives two meanings. */
struct meaning {
	int kind;
	uint32_t kinds_above; /* in the first: bit k for kind 64 + k; kinds from 96 on have none */
	const struct pack_entry *entry;
	const struct meaning
		*next;  /* another meaning of the same phrase, in the order they were added */
	uint64_t kinds; /* in the first: one bit for each kind of the phrase that is under 64 */
	struct meaning *last; /* in the first: for lexicon_add */
};

void lexicon_add(struct lexicon *l, struct span phrase, int kind, const struct pack_entry *entry);

/* Makes room at once for so many phrases more (a good guess will do: the table grows by itself, but slowly). */
void lexicon_reserve(struct lexicon *l, size_t phrases);

/* All entries of a section with one kind: a third of the time that lexicon_add takes for each. */
void lexicon_add_section(struct lexicon *l, const struct pack_section *s, int kind);

/* The longest phrase that begins at token i: its meanings, and how many tokens it takes in *length; NULL when none does.
 * Two words match only if what stands between them in the phrase (a space or nothing) stands in the text too. */
const struct meaning *lexicon_find(const struct lexicon *l, const struct tokens *t, size_t i,
				   size_t *length);

/* Bit k: a phrase may begin at token i + k (k < 64, i + k < end); where it is 0 none does. For callers that look up every
 * token: no branch has to be guessed for those, most of them, at which nothing is found. */
uint64_t lexicon_begins(const struct lexicon *l, const struct tokens *t, size_t i, size_t end);

/* The meaning of that kind among m and its successors, or NULL. */
const struct meaning *meaning_of(const struct meaning *m, int kind);

#endif

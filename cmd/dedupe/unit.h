/* A unit: what is kept, counted or dropped whole. Consecutive records with the same id (the numbers of one statement), or
 * with --as article the records of one document. */
#ifndef KABAR_DEDUPE_UNIT_H
#define KABAR_DEDUPE_UNIT_H

#include "cmd/dedupe/dedupe.h"
#include "cmd/dedupe/normalise.h"
#include "cmd/dedupe/rules.h"
#include "cmd/dedupe/shape.h"

/* What must agree beside the text, each as a hash of its canonical form; 0: the unit does not have it. Missing never equals present. */
struct unit_key {
	uint64_t kind;    /* statement or not, and the kinds that are not the article's own words */
	uint64_t speaker; /* an anonymous one together with its document */
	uint64_t polarity; /* where the speaker holds nothing: the stance */
	uint64_t hedge;
	uint64_t value; /* the list of its number records */
	uint64_t date;  /* the event's; of what is no statement also an explicit `when` */
	uint64_t same;  /* the fields of --same */
	uint64_t
		when; /* said on this day, when the text says so; 0 agrees with any (a guess is no difference) */
};

struct unit_view {
	struct buffer id, text, lang, doc;
	struct unit_key key;
	enum decimal_mark decimal;
	uint32_t records;
	bool comparable;             /* there is a text */
	bool numbered;               /* more records of this unit may follow */
	struct buffer last_at_bytes; /* article: the sentence added last */
	uint64_t quote_start, quote_end;
	struct text scratch;
};

void unit_start(struct unit_view *u);
void unit_free(struct unit_view *u);

/* Takes one more record into the view. */
void unit_add(struct unit_view *u, const struct dedupe_options *o, const struct rules *r,
	      const struct record *in, const struct shape *shape);

/* The text of a unit by its first record, ptr NULL: none; --as article has others. `scratch` is worked in. */
struct span unit_text(const struct dedupe_options *o, const struct record *first,
		      const struct shape *shape, enum decimal_mark decimal, struct text *scratch);

/* Whether a record goes on with the unit. */
bool unit_continues(const struct unit_view *u, const struct dedupe_options *o,
		    const struct record *in, const struct shape *shape);

/* Over the whole key but `when`. */
uint64_t unit_key_hash(const struct unit_key *k);

/* enum differs of guard.h. */
unsigned unit_key_differs(const struct unit_key *a, const struct unit_key *b);

#endif

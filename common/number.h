/* Quantities in a text: digits, number words and the two mixed, with what stands around them.
 *
 * Reads "2.450 orang", "tiga setengah juta", "Rp3,75 triliun", "between 300 and 700 people", "belasan", "ke-15". A value is an
 * exact decimal string of any size, never a binary float. All words stand in the packs (numbers.yaml, units.yaml); what the code
 * knows is the arithmetic and the order of the parts. The language decides the separators: in `id` a dot groups and a comma
 * begins the fraction, in `en` the other way round; where only one reading has a legal shape ("12,5" in English) that one is
 * taken, and for `und` the shape alone decides.
 *
 * Ownership: the rules are made from a pack, which must outlive them, and are read-only afterwards; the results live in the caller's
 * arena or point into the tokens' text, so they are valid as long as both are. Time is linear in the tokens, also for
 * a megabyte of digits, separators or number words. */
#ifndef KABAR_NUMBER_H
#define KABAR_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/alloc.h"
#include "common/pack.h"
#include "common/span.h"
#include "common/token.h"

enum number_kind {
	NUMBER_CARDINAL,
	NUMBER_ORDINAL,
	NUMBER_PERCENT,
	NUMBER_MONEY,
	NUMBER_MEASURE,
	NUMBER_RANGE, /* also a vague or open amount: low, high or both, no value */
	NUMBER_FRACTION
};

enum number_approx {
	APPROX_NONE,
	APPROX_ABOUT, /* sekitar, about */
	APPROX_MIN,   /* setidaknya, at least: low only */
	APPROX_MAX,   /* maksimal, up to: high only */
	APPROX_OVER,  /* lebih dari, more than: low only */
	APPROX_UNDER, /* kurang dari, hampir, fewer than: high only */
	APPROX_VAGUE  /* puluhan, dozens */
};

enum number_rel {
	REL_NONE,
	REL_PART,       /* termasuk 40 bayi */
	REL_ADDITIONAL, /* 75 orang lagi */
	REL_CHANGE      /* naik 4 persen */
};

enum number_role {
	ROLE_COUNT,
	ROLE_AGE,
	ROLE_SCORE, /* 3-1 */
	/* not quantities; numbers_find gives them too, the caller leaves them out or not */
	ROLE_LABEL, /* Pasal 4, No. 7, KM 50 */
	ROLE_DATE,
	ROLE_TIME,
	ROLE_ID, /* long or dotted digit strings: NIK, account, IP, version, URL */
	ROLE_PHONE,
	ROLE_PLATE, /* B 1234 XYZ */
	ROLE_MODEL  /* G20, Su-35, Covid-19 */
};

/* Whether a role is a quantity (count, age, score). */
static inline bool number_is_quantity(enum number_role role)
{
	return role <= ROLE_SCORE;
}

struct number {
	size_t first, last; /* tokens of the mention, both included */
	uint32_t start,
		end; /* its bytes in the text; the counted noun is outside, currency, scale word and measure inside */
	struct span value;     /* "12000", "0.5", "-3"; ptr NULL when low and high speak */
	struct span low, high; /* ptr NULL: an open end, or value speaks */
	struct span
		unit; /* ISO 4217, "%", a measure, or the counted noun as written; ptr NULL: none */
	enum number_kind kind;
	enum number_kind dimension; /* kind, and for a range the kind of its ends */
	enum number_approx approx;
	enum number_rel rel;
	enum number_role role;
};

/* The names that stand in records (numkind, approx, rel, numrole); "" for APPROX_NONE and REL_NONE. */
struct span number_kind_name(enum number_kind kind);
struct span number_approx_name(enum number_approx approx);
struct span number_rel_name(enum number_rel rel);
struct span number_role_name(enum number_role role);

struct number_rules;

struct number_rules *number_rules_open(const struct pack *p);
void number_rules_free(struct number_rules *r);

/* Whether a text may hold what numbers_find finds: false is certain, true is right in nine of ten sentences. Looks at the bytes
 * only, some 3 GB/s, so that half of all sentences need not be cut into tokens. */
bool numbers_may_stand(const struct number_rules *rules, struct span lang, struct span text);

/* All numbers of a text in their order, not overlapping, into *out (in the arena), those that are no quantities too (see number_is_quantity).
 * Dates of plain shape (2024-10-23, 23/10/2024, 23 Oktober 2024, tahun 2024) and clock times get their role. */
size_t numbers_find(const struct number_rules *r, struct span lang, const struct tokens *t,
		    struct arena *a, struct number **out);

/* Appends the canonical value, "3000", "5..6", "500.." (open end), "..500", and behind a blank the unit when there is one: "450 rumah",
 * "5..6 %". Two mentions of the same amount give the same value, however they are written; a vague amount is "~1000..", so that ribuan
 * never equals 1000 at least. Commas do not occur in it. */
void number_add_figure(struct buffer *out, const struct number *n);

#endif

/* Inside the number reader: a quantity in the making. */
#ifndef KABAR_NUMBER_MENTION_H
#define KABAR_NUMBER_MENTION_H

#include "common/number_rules.h"

struct mention {
	struct amount amount;
	size_t first, last; /* tokens of the mention */
	size_t before; /* the first token of its approximators: what stands in front of them says its role */
	size_t behind; /* the first token behind everything that belongs to it, unit and noun too */
	struct span unit;
	const struct number_word *measure; /* the word of its unit, when that is a measure */
	struct decimal low, high;          /* of a range or a vague amount */
	bool range, open_low, open_high;
	enum number_kind kind;
	enum number_approx approx;
	bool has_unit; /* currency, percent or measure: no noun is looked for */
	bool age;
	bool added; /* "more" stands between number and noun */
};

/* The number at token i with currency, scale letters, percent and measure. */
bool number_read_mention(struct number_reader *r, size_t i, bool opened, struct mention *m);

/* Joins the mention with a second one behind it when both are the ends of a range; opener: antara, between, or NULL. */
bool number_take_range(struct number_reader *r, struct mention *m,
		       const struct number_word *opener);

/* lebih dari, sekitar, or more: bounds make the value an open range and belong to the mention, approximators stay outside. */
void number_take_bounds(struct number_reader *r, struct mention *m);

/* The same behind the noun: 5 orang atau lebih. */
void number_take_bounds_behind(struct number_reader *r, struct mention *m);

/* Whether a number in words behind a label names something: posisi dua, level three. */
bool number_is_label_in_words(struct number_reader *r, const struct mention *m);

/* What the numbers in front leave for the relation of the next one. */
struct number_past {
	enum number_rel rel;    /* of the last one */
	size_t behind;          /* the first token behind it and what belongs to it */
	struct decimal largest; /* of the counts so far, if there were any */
	bool counted;
};

/* part, additional, change */
enum number_rel number_relation(struct number_reader *r, const struct mention *m,
				const struct number_past *past);

#endif

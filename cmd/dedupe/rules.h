/* What the packs say about words, for telling a harmless difference between two texts from one that makes another claim. */
#ifndef KABAR_DEDUPE_RULES_H
#define KABAR_DEDUPE_RULES_H

#include "cmd/dedupe/normalise.h"
#include "common/pack.h"

enum word_class {
	/* protected: a difference in such a word is never a variant of the same claim */
	CLASS_POLARITY = 1, /* antonyms and their like */
	CLASS_HEDGE = 2,    /* hedges, conditions, hoax labels */
	CLASS_REPORT = 4,   /* reporting verbs: somebody else speaks */
	CLASS_VALUE = 8,    /* number words, scales, units, more and less */
	CLASS_DATE = 16,
	CLASS_CONTRAST = 32,    /* but, except: what follows takes something back */
	CLASS_NEGATION = 32768, /* not even a misspelling of it is let through */
	CLASS_PROTECTED = 63 | CLASS_NEGATION,
	/* harmless */
	CLASS_FILLER = 64,    /* may be there or not: articles, yang */
	CLASS_FUNCTION = 128, /* known short words: never a misspelling of each other */
	CLASS_COMMON = 256,   /* known words, the same */
	/* around a text */
	CLASS_PLACE = 512,
	CLASS_OUTLET = 1024,
	CLASS_HOST = 2048,   /* com, id: the end of a host name */
	CLASS_HEAD = 4096,   /* labels in front of a text that say nothing: BREAKING, UPDATE */
	CLASS_TAIL = 8192,   /* opens boilerplate behind a text */
	CLASS_INSIDE = 16384 /* a word of such a phrase that is not its first */
};

struct rules;

struct rules *rules_open(const struct pack *p);

/* Only for rules_decimal: no word has a class. A few microseconds, where the others take two milliseconds. */
struct rules *rules_open_marks(const struct pack *p);
void rules_close(struct rules *r);

/* The mark of the decimal fraction in the language: from numbers.yaml, settings, point. */
enum decimal_mark rules_decimal(const struct rules *r, struct span lang);

/* Sets the classes of all words, and joins and renames those that the pack calls the same ("perdana menteri" is "pm"): t->words
 * shrinks, hashes change, the normalised bytes stay. Without a known language every pack's protected words count and nothing
 * is the same. Linear in the words. */
void rules_classify(const struct rules *r, struct span lang, struct text *t);

/* Whether two words differ in an affix that turns the meaning: un-, di- against me-, -less. In a garbled text letters at the
 * end of a word are lost and found anyway, so only the prefixes count. */
bool rules_affix_differs(const struct rules *r, struct span lang, struct span a, struct span b,
			 bool garbled);

#endif

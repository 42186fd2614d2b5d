/* libyaml's events, with what packs do not have refused, and faults that name their place. Only pack_yaml.c uses this.
 *
 * The events rather than the document API: libyaml 0.2.5 loads alias bombs, [*itself], repeated keys and any depth.
 * Every scalar is taken as the bytes it has: no, yes, 1e3 and 012 are words. */
#ifndef KABAR_PACK_EVENT_H
#define KABAR_PACK_EVENT_H

#include <yaml.h>

#include "common/pack_store.h"

struct reader {
	yaml_parser_t parser;
	yaml_event_t event; /* the current one; zeroed before the first */
	const char *path;
	struct span bytes;
	struct pack *pack;
	struct pack_section where; /* language, file, and the section being read */
	const struct pack_rule *rule;
	struct key_table lines; /* words of the section being read: the line each stands on */
	struct arena words;     /* what must outlive its event: words and values of one section */
	unsigned faults;
	bool stopped; /* a fault that nothing can be read behind */
};

struct place {
	size_t line, column; /* from 1 */
};

struct place event_place(const struct reader *r);

/* Reports path:line:column: text, counts it, and stops the reader when there are many. */
void event_fault(struct reader *r, struct place at, const char *text);

/* The same with a word of the file in quotes between `what` and `rest`. */
void event_fault_word(struct reader *r, struct place at, const char *what, struct span word,
		      const char *rest);
void event_fault_twice(struct reader *r, struct place at, const char *what, struct span word,
		       size_t first_line);

/* Whether the bytes may go to libyaml at all. */
bool event_bytes_acceptable(struct reader *r);

/* The next event, or YAML_NO_EVENT when nothing more can be read (reported). */
yaml_event_type_t event_next(struct reader *r);

/* The bytes of the current event, a scalar; valid until the next. */
struct span event_scalar(const struct reader *r);

/* The same kept in r->words; ptr NULL when it holds what no text has (reported). A word is not empty. */
struct span event_text(struct reader *r);
struct span event_word(struct reader *r);

/* Nothing stands behind the colon. */
bool event_is_void(const struct reader *r);

/* Steps over the value that the current event begins; over a key that is no word (reported), and its value. */
void event_skip(struct reader *r);
void event_skip_pair(struct reader *r);

#endif

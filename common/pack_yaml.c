/* The shape of a pack file: a map of sections; lists or maps of words; attributes.
 *
 * It is fixed, so a reader for each level is enough and nothing recurses. */
#include "common/pack_event.h"
#include "common/report.h"

#include <stdlib.h>

enum { MAX_ATTRIBUTES = 32 };

/* --- entries --- */

struct attributes {
	struct pack_attribute items[MAX_ATTRIBUTES];
	size_t lines[MAX_ATTRIBUTES];
	uint16_t count;
};

/* "a|b|c" of the list that the current event begins. */
static struct span read_list(struct reader *r)
{
	struct buffer list = {0};
	struct span joined;
	yaml_event_type_t type;

	while ((type = event_next(r)) != YAML_SEQUENCE_END_EVENT && type != YAML_NO_EVENT) {
		struct span word;

		if (type != YAML_SCALAR_EVENT) {
			event_fault(r, event_place(r), "a list of words holds a list or a map");
			event_skip(r);
			continue;
		}
		word = event_word(r);
		if (word.ptr && memchr(word.ptr, '|', word.len))
			event_fault_word(r, event_place(r), "the list item", word,
					 "holds '|', which joins the items");
		if (list.len)
			buffer_add_byte(&list, '|');
		buffer_add_span(&list, word);
	}
	joined = arena_copy(&r->words, buffer_span(&list));
	buffer_free(&list);
	return joined;
}

/* The value at the current event: a scalar or a list; ptr NULL when it is neither (reported). */
static struct span read_value(struct reader *r)
{
	if (r->event.type == YAML_SCALAR_EVENT)
		return event_text(r);
	if (r->event.type == YAML_SEQUENCE_START_EVENT)
		return read_list(r);
	if (r->event.type != YAML_NO_EVENT) {
		event_fault(r, event_place(r), "a value must be a word or a list of words");
		event_skip(r);
	}
	return span_of(NULL, 0);
}

/* Whether `word` stands in the space separated list. */
static bool listed(const char *list, struct span word)
{
	while (*list) {
		size_t len = strcspn(list, " ");
		if (span_equal(span_of(list, len), word))
			return true;
		list += len + (list[len] == ' ');
	}
	return false;
}

static bool attribute_allowed(struct reader *r, struct place at, struct span name,
			      const struct attributes *a)
{
	struct buffer known = {0};

	for (size_t i = 0; i < a->count; i++)
		if (span_equal(a->items[i].name, name)) {
			event_fault_twice(r, at, "the attribute", name, a->lines[i]);
			return false;
		}
	if (listed(r->rule->attributes, name) && a->count < MAX_ATTRIBUTES)
		return true;
	buffer_add_text(&known, "is unknown here; known: ");
	buffer_add_text(&known,
			*r->rule->attributes ? r->rule->attributes : "none, it is a list of words");
	buffer_add_byte(&known, '\0');
	event_fault_word(r, at, "the attribute", name, known.data);
	buffer_free(&known);
	return false;
}

static void add_attribute(struct reader *r, struct place at, struct span name, struct span value,
			  struct attributes *a)
{
	if (!value.ptr || !attribute_allowed(r, at, name, a))
		return;
	a->items[a->count] = (struct pack_attribute){name, value};
	a->lines[a->count++] = at.line;
}

static void read_attributes(struct reader *r, struct attributes *a)
{
	yaml_event_type_t type;

	while ((type = event_next(r)) != YAML_MAPPING_END_EVENT && type != YAML_NO_EVENT) {
		struct place at = event_place(r);
		struct span name;

		if (type != YAML_SCALAR_EVENT) {
			event_skip_pair(r);
			continue;
		}
		name = event_word(r);
		event_next(r);
		if (name.ptr)
			add_attribute(r, at, name, read_value(r), a);
		else
			event_skip(r);
	}
}

/* A word that a list repeats does no harm and is a fault for --check-pack only; in a map one of two meanings would
 * be lost. */
static void put_entry(struct reader *r, struct place at, struct span word,
		      const struct attributes *a)
{
	struct pack_entry entry = {word, a ? a->items : NULL, a ? a->count : 0};
	struct key_slot *line;
	bool found;

	line = key_table_at(&r->lines, word, &found);
	if (found) {
		if (a || r->pack->checking)
			event_fault_twice(r, at, "the word", word, line->value);
		return;
	}
	line->value = (uint32_t)at.line;
	pack_put(r->pack, &r->where, &entry);
}

static void read_word_list(struct reader *r)
{
	yaml_event_type_t type;

	while ((type = event_next(r)) != YAML_SEQUENCE_END_EVENT && type != YAML_NO_EVENT) {
		struct span word;

		if (type != YAML_SCALAR_EVENT) {
			event_fault(
				r, event_place(r),
				"a list of words holds a list or a map (attributes need a map of words)");
			event_skip(r);
			continue;
		}
		word = event_word(r);
		if (word.ptr)
			put_entry(r, event_place(r), word, NULL);
	}
}

static void read_word_map(struct reader *r)
{
	yaml_event_type_t type;

	while ((type = event_next(r)) != YAML_MAPPING_END_EVENT && type != YAML_NO_EVENT) {
		struct place at = event_place(r);
		struct attributes a;
		struct span word;

		if (type != YAML_SCALAR_EVENT) {
			event_skip_pair(r);
			continue;
		}
		a.count = 0;
		word = event_word(r);
		type = event_next(r);
		if (type == YAML_MAPPING_START_EVENT)
			read_attributes(r, &a);
		else if (!event_is_void(r))
			add_attribute(r, at, span_text("value"), read_value(r), &a);
		if (word.ptr && !r->stopped)
			put_entry(r, at, word, &a);
	}
}

/* --- sections --- */

static const struct pack_rule *find_rule(const struct reader *r, struct span section)
{
	for (size_t i = 0; i < pack_schema_count; i++)
		if (span_is(r->where.file, pack_schema[i].file) &&
		    span_is(section, pack_schema[i].section))
			return &pack_schema[i];
	return NULL;
}

static void fault_section(struct reader *r, struct place at, struct span name)
{
	struct buffer known = {0};
	const char *between = " ";

	buffer_add_text(&known, "is unknown; known in ");
	buffer_add_span(&known, r->where.file);
	buffer_add_text(&known, ".yaml:");
	for (size_t i = 0; i < pack_schema_count; i++)
		if (span_is(r->where.file, pack_schema[i].file)) {
			buffer_add_text(&known, between);
			buffer_add_text(&known, pack_schema[i].section);
			between = ", ";
		}
	buffer_add_byte(&known, '\0');
	event_fault_word(r, at, "the section", name, known.data);
	buffer_free(&known);
}

static void read_section_value(struct reader *r)
{
	key_table_free(&r->lines);
	arena_reset(&r->words);
	if (r->event.type == YAML_SEQUENCE_START_EVENT)
		read_word_list(r);
	else if (r->event.type == YAML_MAPPING_START_EVENT)
		read_word_map(r);
	else if (r->event.type != YAML_NO_EVENT)
		event_fault(r, event_place(r),
			    "a section must be a list of words or a map of words to attributes");
}

/* lines: where each section of the schema was seen in this file. */
static void read_section(struct reader *r, size_t *lines)
{
	struct place at = event_place(r);
	struct span name = event_scalar(r);

	r->rule = find_rule(r, name);
	if (!r->rule) {
		fault_section(r, at, name);
	} else if (lines[r->rule - pack_schema]) {
		event_fault_twice(r, at, "the section", name, lines[r->rule - pack_schema]);
		r->rule = NULL;
	} else {
		lines[r->rule - pack_schema] = at.line;
		r->where.name = span_text(r->rule->section);
	}
	if (event_next(r) == YAML_NO_EVENT)
		return;
	if (r->rule)
		read_section_value(r);
	else
		event_skip(r);
}

static void read_sections(struct reader *r)
{
	size_t *lines = alloc_zeroed(pack_schema_count, sizeof *lines);
	yaml_event_type_t type;

	while ((type = event_next(r)) != YAML_MAPPING_END_EVENT && type != YAML_NO_EVENT) {
		if (type == YAML_SCALAR_EVENT)
			read_section(r, lines);
		else
			event_skip_pair(r);
	}
	free(lines);
}

static void read_document(struct reader *r)
{
	static const char empty[] = "the file is empty: write a section, or remove the file";
	yaml_event_type_t type;

	event_next(r); /* the start of the stream */
	type = event_next(r);
	if (type == YAML_STREAM_END_EVENT)
		event_fault(r, (struct place){1, 1}, empty);
	if (type != YAML_DOCUMENT_START_EVENT)
		return;
	type = event_next(r);
	if (type == YAML_MAPPING_START_EVENT)
		read_sections(r);
	else if (type == YAML_SCALAR_EVENT && event_is_void(r))
		event_fault(r, (struct place){1, 1}, empty);
	else if (type != YAML_NO_EVENT) {
		r->stopped = true;
		event_fault(r, event_place(r), "the top level must be a map of sections");
	}
	event_next(r); /* the end of the document */
	if (event_next(r) == YAML_DOCUMENT_START_EVENT)
		event_fault(r, event_place(r), "a second document: a pack file is one");
}

unsigned pack_read_yaml(struct pack *p, const char *path, struct span language, struct span file,
			struct span bytes)
{
	struct reader r = {.path = path,
			   .bytes = bytes,
			   .pack = p,
			   .where = {.language = language, .file = file}};

	if (!event_bytes_acceptable(&r))
		return r.faults;
	if (!yaml_parser_initialize(&r.parser)) {
		report("out of memory");
		return 1;
	}
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)bytes.ptr, bytes.len);
	read_document(&r);
	yaml_event_delete(&r.event);
	yaml_parser_delete(&r.parser);
	key_table_free(&r.lines);
	arena_free(&r.words);
	return r.faults;
}

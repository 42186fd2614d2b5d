#include "common/pack_event.h"

#include "common/report.h"
#include "common/utf8.h"

enum {
	MAX_DEPTH = 16,
	MAX_FAULTS = 20 /* of one file: enough to mend it in one go, few enough to read */
};

struct place event_place(const struct reader *r)
{
	return (struct place){r->event.start_mark.line + 1, r->event.start_mark.column + 1};
}

void event_fault(struct reader *r, struct place at, const char *text)
{
	report("%s:%zu:%zu: %s", r->path, at.line, at.column, text);
	if (++r->faults == MAX_FAULTS && !r->stopped) {
		report("%s: %d faults, the rest is not read", r->path, MAX_FAULTS);
		r->stopped = true;
	}
}

void event_fault_word(struct reader *r, struct place at, const char *what, struct span word,
		      const char *rest)
{
	struct buffer text = {0};

	buffer_add_text(&text, what);
	buffer_add_text(&text, " '");
	buffer_add_text(&text, report_quoted(word));
	buffer_add_text(&text, "' ");
	buffer_add_text(&text, rest);
	buffer_add_byte(&text, '\0');
	event_fault(r, at, text.data);
	buffer_free(&text);
}

void event_fault_twice(struct reader *r, struct place at, const char *what, struct span word,
		       size_t first_line)
{
	struct buffer rest = {0};

	buffer_add_text(&rest, "stands twice, first on line ");
	buffer_add_number(&rest, first_line);
	buffer_add_byte(&rest, '\0');
	event_fault_word(r, at, what, word, rest.data);
	buffer_free(&rest);
}

/* --- bytes --- */

static struct place byte_place(struct span bytes, size_t offset)
{
	struct place at = {1, 1};

	for (size_t i = 0; i < offset && i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.ptr[i];
		if (c == '\n')
			at = (struct place){at.line + 1, 1};
		else if (c < 0x80 || c >= 0xC0)
			at.column++;
	}
	return at;
}

/* What must not come to libyaml: NUL, bytes that are not UTF-8 (its message has no line), and directives, whose list of
 * %TAG it searches from the start for each one (0.6 MB of them take 1.8 s, 4 MiB a minute and a half). */
bool event_bytes_acceptable(struct reader *r)
{
	const char *p = r->bytes.ptr, *end = p + r->bytes.len;
	bool line_start = true;

	while (p < end) {
		unsigned length;
		uint32_t c = utf8_decode(p, end, &length);
		const char *reason = NULL;

		if (c == '\0')
			reason = "a NUL byte";
		else if (c == '%' && line_start)
			reason =
				"a line that begins with % (indent it: YAML directives are not read)";
		else if (c == UTF8_INVALID)
			reason = "a byte that is not UTF-8";
		if (reason) {
			r->stopped = true;
			event_fault(r, byte_place(r->bytes, (size_t)(p - r->bytes.ptr)), reason);
			return false;
		}
		/* the line breaks of YAML 1.1, 4.1.4 */
		line_start = c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
		p += length;
	}
	return true;
}

/* Whether a tab stands in the indentation of the line: libyaml says only that a character cannot start a token. */
static bool line_has_tab(struct span bytes, size_t line)
{
	const char *p = bytes.ptr, *end = p + bytes.len;

	for (; line > 1 && p && p < end; line--) {
		p = memchr(p, '\n', (size_t)(end - p));
		if (p)
			p++;
	}
	while (p && p < end && *p == ' ')
		p++;
	return p && p < end && *p == '\t';
}

/* --- events --- */

static void fault_parser(struct reader *r)
{
	const yaml_parser_t *parser = &r->parser;
	struct place at = {parser->problem_mark.line + 1, parser->problem_mark.column + 1};
	struct buffer text = {0};

	r->stopped = true;
	if (parser->error == YAML_MEMORY_ERROR) {
		event_fault(r, at, "out of memory");
		return;
	}
	if (parser->error == YAML_READER_ERROR)
		at = byte_place(r->bytes, parser->problem_offset);
	buffer_add_text(&text, "not YAML: ");
	if (parser->context) {
		buffer_add_text(&text, parser->context);
		buffer_add_text(&text, ", ");
	}
	buffer_add_text(&text, parser->problem ? parser->problem : "unreadable");
	if (line_has_tab(r->bytes, at.line))
		buffer_add_text(&text, " (indent with spaces, not tabs)");
	buffer_add_byte(&text, '\0');
	event_fault(r, at, text.data);
	buffer_free(&text);
}

static const char *event_refusal(const yaml_event_t *e)
{
	const yaml_char_t *anchor = NULL, *tag = NULL;

	switch (e->type) {
	case YAML_ALIAS_EVENT:
		return "an alias (*name): packs have none; write the words out, or in quotes";
	case YAML_SCALAR_EVENT:
		anchor = e->data.scalar.anchor;
		tag = e->data.scalar.tag;
		break;
	case YAML_SEQUENCE_START_EVENT:
		anchor = e->data.sequence_start.anchor;
		tag = e->data.sequence_start.tag;
		break;
	case YAML_MAPPING_START_EVENT:
		anchor = e->data.mapping_start.anchor;
		tag = e->data.mapping_start.tag;
		break;
	default: break;
	}
	if (anchor)
		return "an anchor (&name): packs have none; write the word in quotes";
	return tag ? "a tag (!name): packs have none; write the word in quotes" : NULL;
}

yaml_event_type_t event_next(struct reader *r)
{
	const char *refusal;

	yaml_event_delete(&r->event);
	if (r->stopped)
		return YAML_NO_EVENT;
	if (!yaml_parser_parse(&r->parser, &r->event)) {
		fault_parser(r);
		return YAML_NO_EVENT;
	}
	refusal = event_refusal(&r->event);
	if (!refusal)
		return r->event.type;
	r->stopped = true;
	event_fault(r, event_place(r), refusal);
	return YAML_NO_EVENT;
}

struct span event_scalar(const struct reader *r)
{
	return span_of((const char *)r->event.data.scalar.value, r->event.data.scalar.length);
}

bool event_is_void(const struct reader *r)
{
	return r->event.type == YAML_SCALAR_EVENT && r->event.data.scalar.length == 0 &&
	       r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

void event_skip(struct reader *r)
{
	unsigned depth = 0;
	yaml_event_type_t type = r->event.type;

	for (;; type = event_next(r)) {
		if (type == YAML_SEQUENCE_START_EVENT || type == YAML_MAPPING_START_EVENT)
			depth++;
		else if (type == YAML_SEQUENCE_END_EVENT || type == YAML_MAPPING_END_EVENT)
			depth--;
		if (depth > MAX_DEPTH) {
			r->stopped = true;
			event_fault(r, event_place(r), "nested deeper than 16");
		}
		if (depth == 0 || r->stopped)
			return;
	}
}

void event_skip_pair(struct reader *r)
{
	event_fault(r, event_place(r), "a key must be a word, not a list or a map");
	event_skip(r);
	if (event_next(r) != YAML_NO_EVENT)
		event_skip(r);
}

/* The text of the current event, kept in the arena; ptr NULL when it holds what no line of text does (reported): line
 * ends come with block scalars (|), others with escapes ("\t"). */
struct span event_text(struct reader *r)
{
	struct span text = event_scalar(r);

	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < ' ') {
			event_fault_word(r, event_place(r), "the word", text,
					 "holds a control character");
			return span_of(NULL, 0);
		}
	return arena_copy(&r->words, text);
}

struct span event_word(struct reader *r)
{
	if (event_scalar(r).len)
		return event_text(r);
	event_fault(r, event_place(r), "an empty word");
	return span_of(NULL, 0);
}

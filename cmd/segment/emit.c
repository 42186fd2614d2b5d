#include "cmd/segment/emit.h"

#include <string.h>

#include "cmd/segment/text.h"
#include "common/hash.h"

static const char cut_note[] = "a sentence is longer than --max-record allows; it is cut";

static const char *const kind_names[] = {"body", "headline",    "byline",    "caption",
					 "link", "boilerplate", "correction"};

void emit_free(struct emit *e)
{
	record_free(&e->held);
	buffer_free(&e->text);
	buffer_free(&e->fold);
	buffer_free(&e->at);
	arena_free(&e->kept);
}

static void fold_add(struct buffer *fold, size_t position, size_t left_out)
{
	if (fold->len > 0)
		buffer_add_byte(fold, ',');
	buffer_add_number(fold, position);
	buffer_add_byte(fold, '+');
	buffer_add_number(fold, left_out);
}

/* Whether eight bytes hold nothing that folding could change: no byte under a space or over ASCII, no two spaces in a row.
 * Eight at a time is four times as fast as byte by byte. */
static bool eight_plain(const char *p)
{
	const uint64_t ones = 0x0101010101010101u, tops = ones << 7;
	uint64_t bytes;
	memcpy(&bytes, p, sizeof bytes);
	uint64_t spaces = bytes ^ ones * ' ';
	uint64_t is_space = (spaces - ones) & ~spaces & tops;
	uint64_t is_control = (bytes - ones * ' ') & ~bytes & tops;
	return !((bytes & tops) | is_control | (is_space & is_space >> 8));
}

/* First place where folding changes a byte, or the length: most sentences have none. */
static size_t fold_needed(struct span text)
{
	for (size_t i = 0; i < text.len; i++) {
		while (i + 8 <= text.len && eight_plain(text.ptr + i))
			i += 7; /* the last byte is the first of the next eight, so that two spaces are seen */
		unsigned char c = (unsigned char)text.ptr[i];
		if (c > ' ' && c < 0xC2)
			continue;
		if (c == ' ' &&
		    (i + 1 >= text.len || utf8_blank(text.ptr + i + 1, text.ptr + text.len) == 0))
			continue;
		if (utf8_blank(text.ptr + i, text.ptr + text.len) > 0)
			return i;
	}
	return text.len;
}

void emit_fold(struct span text, struct buffer *out, struct buffer *fold)
{
	size_t base = out->len, at = 0;
	while (at < text.len) {
		size_t blank = at + fold_needed(span_sub(text, at, text.len));
		buffer_add_span(out, span_sub(text, at, blank));
		if (blank == text.len)
			break;
		at = text_skip_blank(text, blank, text.len);
		buffer_add_byte(out, ' ');
		if (at - blank > 1)
			fold_add(fold, out->len - base, at - blank - 1);
	}
}

static void put_held(struct emit *e)
{
	if (e->holding)
		e->out->put(e->out, &e->held);
	e->holding = false;
	arena_reset(&e->kept);
}

static void add_fields(struct emit *e, enum kind kind, struct span text)
{
	struct record *r = &e->held;
	record_clear(r);
	record_add(r, span_of("id", 2), span_of(e->id, HASH_ID_LEN));
	record_add(r, span_of("doc", 3), e->doc);
	record_add(r, span_of("sent", 4), e->sent_text);
	record_add(r, span_of("par", 3), e->par_text);
	record_add(r, span_of("at", 2), e->range);
	record_add(r, span_of("kind", 4), span_text(kind_names[kind]));
	record_add(r, span_of("lang", 4), e->lang);
	record_add(r, span_of("date", 4), e->date);
	record_add(r, span_of("date_from", 9), e->date_from);
	record_add(r, span_of("source", 6), e->source);
	record_add(r, span_of("text", 4), text);
	if (e->fold.len > 0)
		record_add(r, span_of("fold", 4), buffer_span(&e->fold));
}

static void make_record(struct emit *e, struct span text, size_t start, size_t end, uint64_t offset,
			struct span field, enum kind kind)
{
	struct span bytes = span_sub(text, start, end);
	put_held(e);
	hash_id(e->doc, field, offset + start, offset + end, e->id);
	e->at.len = e->text.len = e->fold.len = 0;
	if (field.len > 0) {
		buffer_add_span(&e->at, field);
		buffer_add_byte(&e->at, ':');
	}
	buffer_add_range(&e->at, offset + start, offset + end);
	size_t numbers = e->at.len, par;
	buffer_add_number(&e->at, e->sent);
	par = e->at.len;
	buffer_add_number(&e->at, e->par);
	if (fold_needed(bytes) < bytes.len) {
		emit_fold(bytes, &e->text, &e->fold);
		bytes = buffer_span(&e->text);
	}
	struct span at = buffer_span(&e->at);
	e->sent_text = span_sub(at, numbers, par);
	e->par_text = span_sub(at, par, at.len);
	e->range = span_sub(at, 0, numbers);
	add_fields(e, kind, bytes);
	for (size_t i = 0; i < e->with_count; i++)
		record_add(&e->held, e->with[i].label, e->with[i].value);
	e->holding = true;
}

/* End of a part of at most max bytes: behind a blank if one is near, never inside a character. */
static size_t part_end(struct span text, size_t start, size_t end, uint64_t max)
{
	if (end - start <= max)
		return end;
	size_t limit = start + (size_t)max, i = limit;
	while (i > start + 1 && limit - i < 256 && text.ptr[i] != ' ')
		i--;
	if (text.ptr[i] == ' ' && i > start)
		return i;
	size_t character = limit + 1 < end ? text_before(text, start, limit + 1) : limit;
	return character > start && character <= limit ? character : limit;
}

void emit_piece(struct emit *e, struct span text, size_t start, size_t end, uint64_t offset,
		struct span field, enum kind kind)
{
	e->sent++;
	if (e->body_only && kind != KIND_BODY)
		return;
	while (start < end) {
		size_t stop = part_end(text, start, end, e->max_bytes);
		size_t trimmed = text_trim_end(text, start, stop);
		make_record(e, text, start, trimmed, offset, field, kind);
		if (stop < end)
			e->out->note(e->out, &e->held, cut_note);
		start = text_skip_blank(text, stop, end);
		e->sent += start < end;
	}
}

void emit_last(struct emit *e)
{
	if (!e->holding)
		return;
	struct record *r = &e->held;
	size_t with = e->with_count < r->count ? r->count - e->with_count : 0;
	record_add(r, span_of("last", 4), span_of("1", 1));
	/* last stands in front of the fields of --with */
	for (size_t i = r->count - 1; i > with; i--) {
		struct field f = r->fields[i];
		r->fields[i] = r->fields[i - 1];
		r->fields[i - 1] = f;
	}
	put_held(e);
}

void emit_more(struct emit *e, bool now)
{
	if (now)
		put_held(e);
	if (!e->holding)
		return;
	for (size_t i = 0; i < e->held.count; i++)
		e->held.fields[i].value = arena_copy(&e->kept, e->held.fields[i].value);
}

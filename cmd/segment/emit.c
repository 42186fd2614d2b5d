#include "cmd/segment/emit.h"

#include <string.h>

#include "cmd/segment/text.h"

static const char cut_note[] = "a sentence is longer than --max-record allows; it is cut";

enum { KIND_BYTES = 12 }; /* the longest name has eleven */

static const struct {
	char name[KIND_BYTES];
	uint8_t len;
} kind_names[] = {{"body", 4}, {"headline", 8},     {"byline", 6},     {"caption", 7},
		  {"link", 4}, {"boilerplate", 11}, {"correction", 10}};

void emit_free(struct emit *e)
{
	buffer_free(&e->doc_part);
	buffer_free(&e->lang_part);
	buffer_free(&e->line);
	buffer_free(&e->text);
	buffer_free(&e->fold);
}

static void fold_add(struct buffer *fold, size_t position, size_t left_out)
{
	if (fold->len > 0)
		buffer_add_byte(fold, ',');
	buffer_add_number(fold, position);
	buffer_add_byte(fold, '+');
	buffer_add_number(fold, left_out);
}

/* First place in [at, end) where folding changes a byte, or the length: most sentences have none. *nul is set when a NUL stands in
 * front of it. */
static size_t fold_needed(struct span text, const struct mask_map *map, size_t at, size_t end,
			  bool *nul)
{
	for (size_t i = at; (i = mask_next_fold(map, i, end)) < end; i++) {
		*nul |= text.ptr[i] == '\0';
		if (utf8_blank(text.ptr + i, text.ptr + end) != 0)
			return i > at && text.ptr[i - 1] == ' ' ? i - 1 : i;
	}
	return end;
}

/* Appends [at, end) of text with each run of blanks as one space to out, and to fold what offsets.h needs when a length changed. */
static void fold_text(struct span text, const struct mask_map *map, size_t at, size_t end,
		      struct buffer *out, struct buffer *fold)
{
	bool nul = false;
	while (at < end) {
		size_t blank = fold_needed(text, map, at, end, &nul);
		buffer_add_span(out, span_sub(text, at, blank));
		if (blank == end)
			break;
		at = text_skip_blank(text, blank, end);
		buffer_add_byte(out, ' ');
		if (at - blank > 1)
			fold_add(fold, out->len, at - blank - 1);
	}
}

static void put_held(struct emit *e)
{
	if (e->holding)
		e->out->put(e->out, &e->held);
	e->holding = false;
}

static bool is_clean(struct span value)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.ptr[i] == '\0' || (value.ptr[i] >= '\t' && value.ptr[i] <= '\r'))
			return false;
	return true;
}

static void add_part(struct buffer *part, const char *label, struct span value)
{
	buffer_add_text(part, label);
	buffer_add_span(part, value);
}

void emit_start(struct emit *e)
{
	e->hash = hash_doc(e->doc);
	e->doc_part.len = e->lang_part.len = 0;
	add_part(&e->doc_part, "\tdoc:", e->doc);
	buffer_add_text(&e->doc_part, "\tsent:");
	add_part(&e->lang_part, "\tlang:", e->lang);
	add_part(&e->lang_part, "\tdate:", e->date);
	add_part(&e->lang_part, "\tdate_from:", e->date_from);
	add_part(&e->lang_part, "\tsource:", e->source);
	buffer_add_text(&e->lang_part, "\ttext:");
	e->clean = is_clean(e->doc) && is_clean(e->source);
	for (size_t i = 0; i < e->with_count; i++)
		e->clean &= is_clean(e->with[i].value);
}

/* A record is made as the line that LTSV has for it, its fields are spans of that line: record_write_ltsv then copies the whole at
 * once. Eleven fields set and written one by one took a fifth of segment's time. */
struct line {
	char *at; /* the buffer has room */
	struct field *next;
};

static void line_add(struct line *l, const char *bytes, size_t len)
{
	memcpy(l->at, bytes, len);
	l->at += len;
}

/* Four digits as bytes of one word, the first lowest: two of them, then one in each byte. 103 / 1024 is a tenth up to 99. */
static uint32_t four_digits(uint32_t n)
{
	uint32_t pairs = n / 100 | (n % 100) << 16;
	uint32_t tens = pairs * 103 >> 10 & 0x000F000F;
	return (tens | (pairs - tens * 10) << 8) + 0x30303030;
}

static void line_add_digits(struct line *l, uint32_t digits, unsigned count)
{
	/* always four bytes, the room is there; compilers make one store of it */
	l->at[0] = (char)digits, l->at[1] = (char)(digits >> 8);
	l->at[2] = (char)(digits >> 16), l->at[3] = (char)(digits >> 24);
	l->at += count;
}

/* Digit by digit through memory this took a twentieth of segment's time. */
static void line_add_number(struct line *l, uint64_t n)
{
	if (n >= 10000) {
		line_add_number(l, n / 10000); /* four times at most */
		line_add_digits(l, four_digits((uint32_t)(n % 10000)), 4);
		return;
	}
	unsigned zeros = (unsigned)(n < 10) + (n < 100) + (n < 1000);
	line_add_digits(l, four_digits((uint32_t)n) >> 8 * zeros, 4 - zeros);
}

/* The next field: its label stands at `from`, its value from behind the colon to `end`. */
static void line_field(struct line *l, const char *from, size_t label, const char *end)
{
	const char *value = from + label + 1;
	*l->next++ = (struct field){.label = span_of(from, label),
				    .value = span_of(value, (size_t)(end - value))};
}

/* "\tLABEL:" and a value. */
static void line_add_field(struct line *l, struct span label, struct span value)
{
	char *from = l->at + 1;
	*l->at++ = '\t';
	line_add(l, label.ptr, label.len);
	*l->at++ = ':';
	line_add(l, value.ptr, value.len);
	line_field(l, from, label.len, l->at);
}

/* id, doc, sent and par. */
static void line_add_place(struct line *l, const struct emit *e, const char id[HASH_ID_LEN])
{
	char *from = l->at;
	line_add(l, "id:", 3);
	line_add(l, id, HASH_ID_LEN);
	line_field(l, from, 2, l->at);
	from = l->at + 1;
	line_add(l, e->doc_part.data, e->doc_part.len);
	char *sent = from + 4 + e->doc.len + 1;
	line_field(l, from, 3, sent - 1);
	line_add_number(l, e->sent);
	line_field(l, sent, 4, l->at);
	from = l->at + 1;
	line_add(l, "\tpar:", 5);
	line_add_number(l, e->par);
	line_field(l, from, 3, l->at);
}

static void line_add_range(struct line *l, struct span field, uint64_t start, uint64_t end)
{
	char *from = l->at + 1;
	line_add(l, "\tat:", 4);
	if (field.len > 0) {
		line_add(l, field.ptr, field.len);
		*l->at++ = ':';
	}
	line_add_number(l, start);
	*l->at++ = '-';
	line_add_number(l, end);
	line_field(l, from, 2, l->at);
}

static void line_add_kind(struct line *l, enum kind kind)
{
	char *from = l->at + 1;
	line_add(l, "\tkind:", 6);
	memcpy(l->at, kind_names[kind].name, KIND_BYTES); /* the room is there */
	l->at += kind_names[kind].len;
	line_field(l, from, 4, l->at);
}

/* lang, date, date_from, source and text. */
static void line_add_text(struct line *l, const struct emit *e, struct span text)
{
	char *lang = l->at + 1, *date = lang + 5 + e->lang.len + 1;
	char *date_from = date + 5 + e->date.len + 1;
	char *source = date_from + 10 + e->date_from.len + 1;
	char *from = source + 7 + e->source.len + 1;
	line_add(l, e->lang_part.data, e->lang_part.len);
	line_add(l, text.ptr, text.len);
	line_field(l, lang, 4, date - 1);
	line_field(l, date, 4, date_from - 1);
	line_field(l, date_from, 9, source - 1);
	line_field(l, source, 6, from - 1);
	line_field(l, from, 4, l->at);
}

/* Room for all that the line may hold. */
static size_t line_room(const struct emit *e, struct span field, size_t text)
{
	enum { NUMBERS = 160 }; /* id, numbers, kind and their labels */
	size_t room = NUMBERS + e->doc_part.len + e->lang_part.len + field.len + text + e->fold.len;
	for (size_t i = 0; i < e->with_count; i++)
		room += e->with[i].label.len + e->with[i].value.len + 2;
	return room;
}

static void make_record(struct emit *e, struct span text, const struct mask_map *map, size_t start,
			size_t end, uint64_t offset, struct span field, enum kind kind)
{
	struct span bytes = span_sub(text, start, end);
	char id[HASH_ID_LEN];
	bool nul = false;
	put_held(e);
	hash_doc_id(&e->hash, field, offset + start, offset + end, id);
	e->text.len = e->fold.len = e->line.len = 0;
	if (fold_needed(text, map, start, end, &nul) < end) {
		fold_text(text, map, start, end, &e->text, &e->fold);
		bytes = buffer_span(&e->text);
		nul = memchr(bytes.ptr, '\0', bytes.len) != NULL;
	}
	buffer_reserve(&e->line, line_room(e, field, bytes.len));
	struct line l = {e->line.data, e->fields};
	line_add_place(&l, e, id);
	line_add_range(&l, field, offset + start, offset + end);
	line_add_kind(&l, kind);
	line_add_text(&l, e, bytes);
	if (e->fold.len > 0)
		line_add_field(&l, span_of("fold", 4), buffer_span(&e->fold));
	for (size_t i = 0; i < e->with_count; i++)
		line_add_field(&l, e->with[i].label, e->with[i].value);
	e->line.len = (size_t)(l.at - e->line.data);
	e->held = (struct record){
		.fields = e->fields, .count = (size_t)(l.next - e->fields), .cap = EMIT_FIELDS};
	/* folded text holds no byte that LTSV forbids but NUL */
	if (e->clean && !nul) {
		e->held.source = buffer_span(&e->line);
		e->held.whole = true;
	}
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

void emit_piece(struct emit *e, struct span text, const struct mask_map *map, size_t start,
		size_t end, uint64_t offset, struct span field, enum kind kind)
{
	e->sent++;
	if (e->body_only && kind != KIND_BODY)
		return;
	while (start < end) {
		size_t stop = part_end(text, start, end, e->max_bytes);
		size_t trimmed = text_trim_end(text, start, stop);
		make_record(e, text, map, start, trimmed, offset, field, kind);
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
	r->whole = false;
	r->fields[r->count++] =
		(struct field){.label = span_of("last", 4), .value = span_of("1", 1)};
	/* last stands in front of the fields of --with */
	for (size_t i = r->count - 1; i > with; i--) {
		struct field f = r->fields[i];
		r->fields[i] = r->fields[i - 1];
		r->fields[i - 1] = f;
	}
	put_held(e);
}

void emit_now(struct emit *e)
{
	put_held(e);
}

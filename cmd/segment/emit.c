#include "cmd/segment/emit.h"

#include <string.h>

#include "cmd/segment/text.h"

static const char cut_note[] = "a sentence is longer than --max-record allows; it is cut";

enum {
	KIND_BYTES = 12, /* the longest name has eleven */
	PART_STEP = 32,
	EIGHT_DIGITS = 100000000
};

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

/* Where the fields that every record has stand. */
enum {
	AT_ID,
	AT_DOC,
	AT_SENT,
	AT_PAR,
	AT_RANGE,
	AT_KIND,
	AT_LANG,
	AT_DATE,
	AT_FROM,
	AT_SOURCE,
	AT_TEXT,
	ALWAYS
};

/* "\tLABEL:" and the value; the field. */
static void add_part(struct emit *e, int at, struct buffer *part, const char *label,
		     struct span value)
{
	e->fields[at] = (struct field){.label = span_text(label), .value = value};
	buffer_add_byte(part, '\t');
	buffer_add_text(part, label);
	buffer_add_byte(part, ':');
	buffer_add_span(part, value);
}

/* Whole steps can be read from it. */
static void end_part(struct buffer *part)
{
	buffer_reserve(part, PART_STEP);
	memset(part->data + part->len, 0, PART_STEP);
}

void emit_start(struct emit *e)
{
	static const struct span none = {"", 0};
	e->hash = hash_doc(e->doc);
	e->doc_part.len = e->lang_part.len = 0;
	add_part(e, AT_DOC, &e->doc_part, "doc", e->doc);
	add_part(e, AT_SENT, &e->doc_part, "sent", none);
	add_part(e, AT_LANG, &e->lang_part, "lang", e->lang);
	add_part(e, AT_DATE, &e->lang_part, "date", e->date);
	add_part(e, AT_FROM, &e->lang_part, "date_from", e->date_from);
	add_part(e, AT_SOURCE, &e->lang_part, "source", e->source);
	add_part(e, AT_TEXT, &e->lang_part, "text", none);
	end_part(&e->doc_part);
	end_part(&e->lang_part);
	e->fields[AT_ID].label = span_of("id", 2);
	e->fields[AT_PAR].label = span_of("par", 3);
	e->fields[AT_RANGE].label = span_of("at", 2);
	e->fields[AT_KIND].label = span_of("kind", 4);
	e->held.fields = e->fields;
	e->held.cap = EMIT_FIELDS;
	e->clean = is_clean(e->doc) && is_clean(e->source);
	for (size_t i = 0; i < e->with_count; i++)
		e->clean &= is_clean(e->with[i].value);
}

/* A record is made as the line that LTSV has for it, which record_write_ltsv copies whole: eleven fields set and written one by one
 * took a fifth of segment's time. `to` is where the line goes on, and has room; each function returns where it ends. */
static char *add_bytes(char *to, const char *bytes, size_t len)
{
	memcpy(to, bytes, len);
	return to + len;
}

/* In steps of a fixed size, no call for a few of them; what the last one has too much is written over by what comes next. */
static inline char *add_steps(char *to, const struct buffer *part)
{
	for (size_t i = 0; i < part->len; i += PART_STEP)
		memcpy(to + i, part->data + i, PART_STEP);
	return to + part->len;
}

/* Eight digits as bytes of one word, the first lowest: halves of four, pairs, then one in each byte. 10486 / 2^20 is a hundredth up to
 * 9999, 103 / 2^10 a tenth up to 99. n < 10^8. */
static uint64_t eight_digits(uint32_t n)
{
	uint64_t halves = n / 10000 | (uint64_t)(n % 10000) << 32;
	uint64_t hundreds = halves * 10486 >> 20 & 0x0000007F0000007Fu;
	uint64_t pairs = hundreds | (halves - hundreds * 100) << 16;
	uint64_t tens = pairs * 103 >> 10 & 0x000F000F000F000Fu;
	return tens | (pairs - tens * 10) << 8;
}

static char *add_large_number(char *to, uint64_t n);

/* Eight bytes whatever the number, and no branch for how many count: digit by digit this took a twentieth of segment's time. */
static inline char *add_number(char *to, uint64_t n)
{
	if (n >= EIGHT_DIGITS)
		return add_large_number(to, n);
	uint64_t digits = eight_digits((uint32_t)n);
	unsigned zeros = mask_first(digits | (uint64_t)1 << 56) / 8;
	digits = (digits + 0x3030303030303030u) >> 8 * zeros;
	/* compilers make one store of it */
	to[0] = (char)digits, to[1] = (char)(digits >> 8);
	to[2] = (char)(digits >> 16), to[3] = (char)(digits >> 24);
	to[4] = (char)(digits >> 32), to[5] = (char)(digits >> 40);
	to[6] = (char)(digits >> 48), to[7] = (char)(digits >> 56);
	return to + 8 - zeros;
}

static char *add_large_number(char *to, uint64_t n)
{
	to = add_number(to, n / EIGHT_DIGITS); /* comes back here once at most */
	for (uint64_t unit = EIGHT_DIGITS / 10; unit > 0; unit /= 10)
		*to++ = (char)('0' + n / unit % 10);
	return to;
}

static struct span span_between(const char *from, const char *to)
{
	return span_of(from, (size_t)(to - from));
}

/* id, doc, sent and par. */
static char *add_place(char *to, struct emit *e, struct span field, uint64_t start, uint64_t end)
{
	to = add_bytes(to, "id:", 3);
	hash_doc_id(&e->hash, field, start, end, to);
	e->fields[AT_ID].value = span_of(to, HASH_ID_LEN);
	char *sent = add_steps(to + HASH_ID_LEN, &e->doc_part);
	to = add_number(sent, e->sent);
	e->fields[AT_SENT].value = span_between(sent, to);
	char *par = add_bytes(to, "\tpar:", 5);
	to = add_number(par, e->par);
	e->fields[AT_PAR].value = span_between(par, to);
	return to;
}

static char *add_range(char *to, struct emit *e, struct span field, uint64_t start, uint64_t end)
{
	char *from = add_bytes(to, "\tat:", 4);
	to = from;
	if (field.len > 0) {
		to = add_bytes(to, field.ptr, field.len);
		*to++ = ':';
	}
	to = add_number(to, start);
	*to++ = '-';
	to = add_number(to, end);
	e->fields[AT_RANGE].value = span_between(from, to);
	return to;
}

static char *add_kind(char *to, struct emit *e, enum kind kind)
{
	to = add_bytes(to, "\tkind:", 6);
	memcpy(to, kind_names[kind].name, KIND_BYTES); /* more than its name; the room is there */
	e->fields[AT_KIND].value = span_of(to, kind_names[kind].len);
	return to + kind_names[kind].len;
}

/* lang, date, date_from, source and text. */
static char *add_text(char *to, struct emit *e, struct span text)
{
	to = add_steps(to, &e->lang_part);
	e->fields[AT_TEXT].value = span_of(to, text.len);
	return add_bytes(to, text.ptr, text.len);
}

/* A field that only some records have. */
static char *add_field(char *to, struct field *f, struct span label, struct span value)
{
	*to++ = '\t';
	*f = (struct field){.label = span_of(to, label.len)};
	to = add_bytes(to, label.ptr, label.len);
	*to++ = ':';
	f->value = span_of(to, value.len);
	return add_bytes(to, value.ptr, value.len);
}

/* Room for all that the line may hold. */
static size_t line_room(const struct emit *e, struct span field, size_t text)
{
	enum { NUMBERS = 192 + PART_STEP }; /* id, numbers, kind, last and their labels */
	size_t room = NUMBERS + e->doc_part.len + e->lang_part.len + field.len + text + e->fold.len;
	for (size_t i = 0; i < e->with_count; i++)
		room += e->with[i].label.len + e->with[i].value.len + 2;
	return room;
}

static void make_record(struct emit *e, struct span text, const struct mask_map *map, size_t start,
			size_t end, uint64_t offset, struct span field, enum kind kind)
{
	struct span bytes = span_sub(text, start, end);
	size_t count = ALWAYS;
	bool nul = false;
	put_held(e);
	e->text.len = e->fold.len = e->line.len = 0;
	if (fold_needed(text, map, start, end, &nul) < end) {
		fold_text(text, map, start, end, &e->text, &e->fold);
		bytes = buffer_span(&e->text);
		nul = memchr(bytes.ptr, '\0', bytes.len) != NULL;
	}
	buffer_reserve(&e->line, line_room(e, field, bytes.len));
	char *to = add_place(e->line.data, e, field, offset + start, offset + end);
	to = add_range(to, e, field, offset + start, offset + end);
	to = add_kind(to, e, kind);
	to = add_text(to, e, bytes);
	if (e->fold.len > 0)
		to = add_field(to, &e->fields[count++], span_of("fold", 4), buffer_span(&e->fold));
	for (size_t i = 0; i < e->with_count; i++)
		to = add_field(to, &e->fields[count++], e->with[i].label, e->with[i].value);
	e->line.len = (size_t)(to - e->line.data);
	e->held.count = count;
	/* folded text holds no byte that LTSV forbids but NUL */
	e->held.whole = e->clean && !nul;
	e->held.source = e->held.whole ? buffer_span(&e->line) : span_of(NULL, 0);
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
	if (end - start <= e->max_bytes) {
		make_record(e, text, map, start, end, offset, field, kind);
		return;
	}
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
	if (r->whole && e->with_count == 0) {
		e->line.len = (size_t)(add_bytes(e->line.data + e->line.len, "\tlast:1", 7) -
				       e->line.data);
		r->source = buffer_span(&e->line);
	} else {
		r->whole = false;
	}
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

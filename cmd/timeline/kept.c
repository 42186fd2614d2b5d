/* A record as the sorter keeps it, in memory and in temporary files. */
#include "cmd/timeline/sorter.h"

enum { FIELD_HEAD = 2 * sizeof(uint32_t) /* of a packed one */ };

static void add_u32(struct buffer *b, size_t n)
{
	uint32_t word = (uint32_t)n;
	buffer_add(b, &word, sizeof word);
}

static uint32_t get_u32(const char *p)
{
	uint32_t n;
	memcpy(&n, p, sizeof n);
	return n;
}

static size_t packed_size(const struct record *r)
{
	size_t size = 0;

	for (size_t i = 0; i < r->count; i++)
		size += FIELD_HEAD + r->fields[i].label.len + r->fields[i].value.len;
	return size;
}

static void add_packed(struct buffer *b, const struct record *r)
{
	for (size_t i = 0; i < r->count; i++) {
		struct span label = r->fields[i].label, value = r->fields[i].value;
		add_u32(b, label.len << 1 | r->fields[i].number);
		add_u32(b, value.len);
		buffer_add_span(b, label);
		buffer_add_span(b, value);
	}
}

static void read_packed(struct span bytes, struct record *r)
{
	record_clear(r);
	r->source = span_of("", 0);
	for (size_t at = 0; at + FIELD_HEAD <= bytes.len;) {
		uint32_t label = get_u32(bytes.ptr + at), value = get_u32(bytes.ptr + at + 4);
		at += FIELD_HEAD;
		record_add(r, span_of(bytes.ptr + at, label >> 1),
			   span_of(bytes.ptr + at + (label >> 1), value));
		r->fields[r->count - 1].number = label & 1;
		at += (label >> 1) + value;
	}
}

/* Where doc, at and id stand, when they do so in what the line will begin with. */
static void note_keys(struct kept *k, const struct record *r, const struct known *f)
{
	const struct span keys[] = {f->doc, f->at, f->id};
	const char *from = r->source.ptr;
	uint64_t end = 0, stop = 0;

	if (r->source.len && r->unmoved) {
		struct span last = r->fields[r->unmoved - 1].value;
		stop = (uint64_t)(last.ptr + last.len - from);
	}
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (keys[i].ptr == NULL)
			continue;
		if (keys[i].ptr < from || keys[i].ptr > from + stop)
			return;
		uint64_t its = (uint64_t)(keys[i].ptr - from) + keys[i].len;
		end = its > end ? its : end;
	}
	if (end > stop || end > UINT32_MAX)
		return;
	k->doc_at = f->doc.ptr ? (uint32_t)(f->doc.ptr - from) : 0;
	k->doc_len = (uint32_t)f->doc.len;
	k->keys_end = (uint32_t)end;
}

size_t kept_room(const struct record *r)
{
	return sizeof(struct kept) + KEPT_SLACK + (r->source.len ? r->source.len : packed_size(r));
}

void kept_add(struct buffer *b, const struct record *r, const struct known *f, uint32_t unit)
{
	struct kept k = {.unit = unit};
	size_t at = b->len;

	buffer_add(b, &k, sizeof k);
	if (r->source.len) {
		record_write_ltsv(b, r);
		b->len--; /* without its line feed */
		note_keys(&k, r, f);
	} else {
		add_packed(b, r);
	}
	k.size =
		(uint64_t)(b->len - at - sizeof k) << 2 | (r->source.len ? KEPT_LINE : KEPT_PACKED);
	memcpy(b->data + at, &k, sizeof k);
}

void kept_add_draft(struct buffer *b, const struct draft *d, uint32_t unit)
{
	struct kept k = {.unit = unit, .doc_len = (uint32_t)d->doc.len};
	size_t at = b->len, doc_at;

	buffer_add(b, &k, sizeof k);
	draft_write(b, d, &doc_at);
	k.doc_at = (uint32_t)doc_at;
	k.size = (uint64_t)(b->len - at - sizeof k) << 2 | KEPT_DRAFT;
	memcpy(b->data + at, &k, sizeof k);
}

struct kept kept_head(const char *bytes)
{
	struct kept k;
	memcpy(&k, bytes, sizeof k);
	return k;
}

void kept_read(const char *bytes, struct record *r)
{
	struct kept k = kept_head(bytes);

	if (kept_form(&k) == KEPT_PACKED)
		read_packed(kept_bytes(&k, bytes), r);
	else
		record_parse_ltsv(
			r, kept_bytes(&k, bytes)); /* it was parsed before: nothing to refuse */
}

/* --- comparing --- */

static size_t first_difference(struct span a, struct span b)
{
	size_t n = a.len < b.len ? a.len : b.len, i = 0;
	uint64_t x, y;

	for (; i + sizeof x <= n; i += sizeof x) {
		memcpy(&x, a.ptr + i, sizeof x);
		memcpy(&y, b.ptr + i, sizeof y);
		if (x != y)
			break;
	}
	while (i < n && a.ptr[i] == b.ptr[i])
		i++;
	return i;
}

/* A record of the one field that begins at `from`; none at the end of the line. */
static void read_field(struct span line, size_t from, struct record *r)
{
	const char *tab = from < line.len ? memchr(line.ptr + from, '\t', line.len - from) : NULL;
	size_t end = tab ? (size_t)(tab - line.ptr) : line.len;

	if (from < end)
		record_parse_ltsv(r, span_sub(line, from, end));
	else
		record_clear(r);
}

/* Lines that begin alike differ, as records, in the field that holds the first byte that is not the same: no other one has to be
 * read. False: that byte stands in the keys or before them. */
static bool compare_lines(struct kept_pair *p, const struct kept *a, const struct kept *b,
			  const char *left, const char *right, int *order)
{
	struct span x = kept_bytes(a, left), y = kept_bytes(b, right);

	if (a->keys_end == 0 || a->keys_end != b->keys_end)
		return false;
	size_t at = first_difference(x, y);
	if (at <= a->keys_end && (x.len != y.len || at < x.len))
		return false;
	if (x.len != y.len && (at < x.len ? x.ptr[at] : y.ptr[at]) == '\t' &&
	    (at == x.len || at == y.len)) {
		*order = x.len < y.len ? -1 : 1; /* a field more */
		return true;
	}
	while (at > 0 && (at < x.len || at < y.len) && x.ptr[at - 1] != '\t')
		at--;
	read_field(x, at, &p->left);
	read_field(y, at, &p->right);
	*order = order_compare_fields(&p->left, &p->right);
	return true;
}

int kept_compare(struct kept_pair *p, const char *left, const char *right)
{
	struct kept a = kept_head(left), b = kept_head(right);
	int order;

	if (kept_form(&a) == KEPT_DRAFT)
		return draft_compare(kept_bytes(&a, left), kept_bytes(&b, right));
	if (compare_lines(p, &a, &b, left, right, &order))
		return order;
	kept_read(left, &p->left);
	kept_read(right, &p->right);
	struct order_key x = order_key_of(&p->left), y = order_key_of(&p->right);
	order = order_compare(&x, &y);
	return order ? order : order_compare_fields(&p->left, &p->right);
}

struct span kept_doc(const char *bytes, struct record *scratch)
{
	struct kept k = kept_head(bytes);

	if (k.keys_end || kept_form(&k) == KEPT_DRAFT)
		return span_of(bytes + sizeof k + k.doc_at, k.doc_len);
	kept_read(bytes, scratch);
	return record_get(scratch, "doc");
}

void kept_pair_free(struct kept_pair *p)
{
	record_free(&p->left);
	record_free(&p->right);
}

#include "cmd/timeline/draft.h"

enum { SPANS = 11, NUMBER_MAX = 10 }; /* bytes of a number of 64 bits, seven in each */

static void add_number(struct buffer *b, uint64_t n)
{
	buffer_reserve(b, NUMBER_MAX);
	for (; n >= 0x80; n >>= 7)
		b->data[b->len++] = (char)(n | 0x80);
	b->data[b->len++] = (char)n;
}

static uint64_t take_number(struct span *s)
{
	uint64_t n = 0;
	unsigned char byte;
	unsigned shift = 0;

	do {
		byte = (unsigned char)*s->ptr++;
		s->len--;
		n |= (uint64_t)(byte & 0x7F) << shift;
		shift += 7;
	} while (byte & 0x80);
	return n;
}

static struct span take_span(struct span *s, size_t len)
{
	struct span taken = span_of(s->ptr, len);

	*s = span_sub(*s, len, s->len);
	return taken;
}

void draft_add_figure(struct buffer *figures, const struct draft_figure *f, size_t num_at)
{
	add_number(figures, f->start);
	add_number(figures, f->tally);
	add_number(figures, f->place);
	add_number(figures, num_at);
	add_number(figures, f->num.len);
	add_number(figures, f->text.len);
	buffer_add_span(figures, f->text);
}

bool draft_next_figure(struct span *figures, struct draft_figure *f)
{
	if (figures->len == 0)
		return false;
	f->start = take_number(figures);
	f->tally = (uint32_t)take_number(figures);
	f->place = (unsigned)take_number(figures);
	size_t num_at = (size_t)take_number(figures), num = (size_t)take_number(figures);
	size_t text = (size_t)take_number(figures);
	f->text = take_span(figures, text);
	f->num = span_of(f->text.ptr + num_at, num);
	return true;
}

/* doc first, then what drafts of one place are sorted by. */
static void list_spans(struct draft *d, struct span *spans[SPANS])
{
	struct span *all[SPANS] = {&d->doc,      &d->at,       &d->id,     &d->when,
				   &d->head,     &d->figures,  &d->listed, &d->details,
				   &d->warnings, &d->disputes, &d->dispute};
	memcpy(spans, all, sizeof all);
}

size_t draft_room(const struct draft *d)
{
	struct draft copy = *d;
	struct span *spans[SPANS];
	size_t room = 1 + SPANS * NUMBER_MAX;

	list_spans(&copy, spans);
	for (size_t i = 0; i < SPANS; i++)
		room += spans[i]->len;
	return room;
}

void draft_write(struct buffer *out, const struct draft *d, size_t *doc_at)
{
	struct draft copy = *d;
	struct span *spans[SPANS];
	size_t start = out->len;

	list_spans(&copy, spans);
	buffer_add_byte(out,
			(char)((unsigned)d->basis << 2 | (unsigned)d->left_out << 1 | d->denies));
	for (size_t i = 0; i < SPANS; i++)
		add_number(out, spans[i]->len);
	*doc_at = out->len - start;
	for (size_t i = 0; i < SPANS; i++)
		buffer_add_span(out, *spans[i]);
}

void draft_read(struct span bytes, struct draft *d)
{
	struct span *spans[SPANS];
	unsigned flags = (unsigned char)*bytes.ptr;

	d->basis = (enum draft_basis)(flags >> 2);
	d->left_out = flags & 2;
	d->denies = flags & 1;
	bytes = span_sub(bytes, 1, bytes.len);
	list_spans(d, spans);
	for (size_t i = 0; i < SPANS; i++)
		spans[i]->len = (size_t)take_number(&bytes);
	for (size_t i = 0; i < SPANS; i++)
		*spans[i] = take_span(&bytes, spans[i]->len);
}

static uint64_t start_of(struct span at)
{
	uint64_t start, end;

	return record_range(at, &start, &end) ? start : 0;
}

int draft_compare(struct span a, struct span b)
{
	struct draft x, y;

	draft_read(a, &x);
	draft_read(b, &y);
	uint64_t from = start_of(x.at), other = start_of(y.at);
	if (from != other)
		return from < other ? -1 : 1;
	int order = span_compare(x.at, y.at);
	if (order == 0)
		order = span_compare(x.id, y.id);
	return order ? order : span_compare(a, b);
}

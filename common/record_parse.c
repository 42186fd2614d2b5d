/* Reading records from LTSV: see record.h.
 *
 * The TABs of a line are found 64 bytes at a time, as bits. Most labels are those that the tools write, in the order in which
 * they write them: one comparison of 16 bytes reads such a label and tells that it was not there before. */
#include "common/bytes16.h"
#include "common/label.h"
#include "common/record.h"

enum { BLOCK = 64, LABEL_BYTES = 16, STOPS = 128 };

/* --- known labels --- */

/* With its colon, and NUL behind it. */
struct known_label {
	_Alignas(LABEL_BYTES) char text[LABEL_BYTES];
	uint32_t len;  /* without the colon */
	uint32_t bits; /* of text that count */
	unsigned side; /* a bit of its own */
};

/* The labels that the tools write, in their order. A record has those up to AT_END at growing places, so that none of them
 * can stand there twice; whole groups may be left out. The others may stand between any two. */
enum {
	AT_ID,
	AT_MODE = AT_ID + USUAL_LABELS,
	AT_NUM = AT_MODE + 16,
	AT_WHEN = AT_NUM + 10,
	AT_COUNT = AT_WHEN + 3,
	AT_NEAR_OF = AT_COUNT + 4,
	AT_DISPUTES = AT_NEAR_OF + 2,
	AT_END = AT_DISPUTES + 2,
	AT_FOLD,
	AT_LAST,
	AT_QUOTE_PARTS,
	AT_EVENT,
	AT_WARN,
	KNOWN_LABELS
};

#define LABEL(label)                                                                               \
	{                                                                                          \
		label ":", sizeof label - 1, (2u << (sizeof label - 1)) - 1, 0                     \
	}
#define SIDE(label, bit)                                                                           \
	{                                                                                          \
		label ":", sizeof label - 1, (2u << (sizeof label - 1)) - 1, 1u << (bit)           \
	}
static const struct known_label known_labels[KNOWN_LABELS] = {
	LABEL("id"),
	LABEL("doc"),
	LABEL("sent"),
	LABEL("par"),
	LABEL("at"),
	LABEL("kind"),
	LABEL("lang"),
	LABEL("date"),
	LABEL("date_from"),
	LABEL("source"),
	LABEL("text"),
	LABEL("mode"),
	LABEL("speaker"),
	LABEL("speaker_as"),
	LABEL("speaker_at"),
	LABEL("speaker_kind"),
	LABEL("role"),
	LABEL("org"),
	LABEL("resolved"),
	LABEL("cue"),
	LABEL("cue_at"),
	LABEL("stance"),
	LABEL("polarity"),
	LABEL("hedge"),
	LABEL("via"),
	LABEL("quote"),
	LABEL("quote_at"),
	LABEL("num"),
	LABEL("num_at"),
	LABEL("value"),
	LABEL("low"),
	LABEL("high"),
	LABEL("unit"),
	LABEL("numkind"),
	LABEL("approx"),
	LABEL("rel"),
	LABEL("numrole"),
	LABEL("when"),
	LABEL("when_kind"),
	LABEL("basis"),
	LABEL("count"),
	LABEL("seen"),
	LABEL("first"),
	LABEL("outlets"),
	LABEL("near_of"),
	LABEL("differs"),
	LABEL("disputes"),
	LABEL("dispute"),
	[AT_END] = {"", 0, ~0u, 0}, /* no 16 bytes give so many */
	[AT_FOLD] = SIDE("fold", 0),
	[AT_LAST] = SIDE("last", 1),
	[AT_QUOTE_PARTS] = SIDE("quote_parts", 2),
	[AT_EVENT] = SIDE("event", 3),
	[AT_WARN] = SIDE("warn", 4),
};
#undef SIDE
#undef LABEL

/* Where a group begins, by its first two bytes: no two have the same sum. */
#define BEGINS(first, second) (((first)*8 + (second)) & 31)
static const unsigned char group_places[32] = {
	[BEGINS('f', 'o')] = AT_FOLD,    [BEGINS('l', 'a')] = AT_LAST,
	[BEGINS('m', 'o')] = AT_MODE,    [BEGINS('q', 'u')] = AT_QUOTE_PARTS,
	[BEGINS('n', 'u')] = AT_NUM,     [BEGINS('w', 'h')] = AT_WHEN,
	[BEGINS('e', 'v')] = AT_EVENT,   [BEGINS('w', 'a')] = AT_WARN,
	[BEGINS('c', 'o')] = AT_COUNT,   [BEGINS('n', 'e')] = AT_NEAR_OF,
	[BEGINS('d', 'i')] = AT_DISPUTES};

static inline const struct known_label *group_at(const char *p)
{
	return &known_labels[group_places[BEGINS((unsigned char)p[0], (unsigned char)p[1])]];
}

#undef BEGINS

/* Whether the label stands, with its colon, in the LABEL_BYTES at p. */
static inline bool label_stands(const char *p, const struct known_label *known)
{
#ifdef BYTES16
	uint32_t same =
		(uint32_t)bytes16_bits(bytes16_same(bytes16_load(known->text), bytes16_load(p)));
	return (same & known->bits) == known->bits;
#else
	return known->len > 0 && memcmp(known->text, p, known->len + 1u) == 0;
#endif
}

/* --- TABs --- */

static inline uint64_t block_tabs(const char *p)
{
	uint64_t bits = 0;
#ifdef BYTES16
	for (unsigned i = 0; i < BLOCK; i += 16)
		bits |= bytes16_bits(bytes16_is(bytes16_load(p + i), '\t')) << i;
#else
	for (unsigned i = 0; i < BLOCK; i++)
		bits |= (uint64_t)(p[i] == '\t') << i;
#endif
	return bits;
}

/* Bits of the LFs, of which most blocks have none: that is asked of all 64 bytes at once. */
static inline uint64_t block_ends(const char *p)
{
	uint64_t bits = 0;
#ifdef BYTES16
	bytes16 is[BLOCK / 16];
	for (unsigned i = 0; i < BLOCK / 16; i++)
		is[i] = bytes16_is(bytes16_load(p + 16 * i), '\n');
	if (!bytes16_bits(bytes16_or(bytes16_or(is[0], is[1]), bytes16_or(is[2], is[3]))))
		return 0;
	for (unsigned i = 0; i < BLOCK / 16; i++)
		bits |= bytes16_bits(is[i]) << 16 * i;
#else
	for (unsigned i = 0; i < BLOCK; i++)
		bits |= (uint64_t)(p[i] == '\n') << i;
#endif
	return bits;
}

/* Of the last bytes of the line, less than BLOCK of them, from `at` on. */
static uint64_t last_tabs(const char *at, struct span line)
{
	const char *end = line.ptr + line.len;
	size_t left = (size_t)(end - at);
	if (line.len >= BLOCK) /* some bytes again, whose bits are shifted out */
		return block_tabs(end - BLOCK) >> (BLOCK - left);
	char padded[BLOCK] = {0};
	memcpy(padded, at, left);
	return block_tabs(padded);
}

/* Ends of fields: the next TABs of a line, and its end. */
struct stops {
	const char *at; /* what has been looked at ends here */
	size_t count;
	const char *items[STOPS + 2 * BLOCK + 1];
};

static inline const char **stops_add(const char **item, const char *at, uint64_t bits)
{
	for (; bits; bits &= bits - 1)
		*item++ = at + __builtin_ctzll(bits);
	return item;
}

static inline void stops_find(struct stops *s, struct span line)
{
	const char *at = s->at, *end = line.ptr + line.len, **item = s->items;
	for (; end - at >= BLOCK && item < s->items + STOPS; at += BLOCK)
		item = stops_add(item, at, block_tabs(at));
	if (end - at < BLOCK) {
		if (at < end)
			item = stops_add(item, at, last_tabs(at, line));
		at = end;
		if (end[-1] != '\t')
			*item++ = end;
	}
	s->at = at;
	s->count = (size_t)(item - s->items);
}

/* Finds the end of the line that the window begins with, and its TABs up to there. False: it ends in none of the whole blocks, or
 * STOPS are not enough. */
static inline bool stops_find_line(struct stops *s, struct span window, size_t *len)
{
	const char *at = window.ptr, *end = at + window.len, **item = s->items;
	for (; end - at >= BLOCK && item < s->items + STOPS; at += BLOCK) {
		uint64_t bits = block_tabs(at), ends = block_ends(at);
		if (ends) {
			const char *stop = at + __builtin_ctzll(ends);
			item = stops_add(item, at, bits & (ends ^ (ends - 1)));
			stop -= stop > window.ptr && stop[-1] == '\r';
			if (stop > window.ptr && stop[-1] != '\t')
				*item++ = stop;
			*len = (size_t)(stop - window.ptr);
			s->count = (size_t)(item - s->items);
			return true;
		}
		item = stops_add(item, at, bits);
	}
	return false;
}

/* --- lines --- */

/* The last bytes of a line with NUL behind them, so that LABEL_BYTES can be read from any of its bytes on. */
struct tail {
	char bytes[2 * LABEL_BYTES];
};

static inline void tail_copy(struct tail *t, struct span line)
{
	memset(t, 0, sizeof *t);
	if (line.len >= LABEL_BYTES)
		memcpy(t->bytes, line.ptr + line.len - LABEL_BYTES, LABEL_BYTES);
	else
		memcpy(t->bytes + LABEL_BYTES - line.len, line.ptr, line.len);
}

static inline const char *label_bytes(const struct tail *t, const char *p, const char *end)
{
	size_t left = (size_t)(end - p);
	return left >= LABEL_BYTES ? p : t->bytes + LABEL_BYTES - left;
}

/* A record that is being read. */
struct reading {
	struct record *r;
	const char *p, *end; /* the next field, and the line's end */
	const char *direct;  /* from bytes up to this LABEL_BYTES can be read; NULL: from none */
	const struct known_label *known; /* that is expected there */
	unsigned sides;                  /* of known labels that have stood */
	size_t usual;
	struct label_filter strange;
	struct tail tail;
	const char *reason; /* why the line is refused */
};

/* Length of the label at p, byte by byte; 0: it is none. */
static size_t spell_label(struct reading *g)
{
	const char *colon = label_end(g->p, g->end);
	if (colon == g->end || *colon != ':')
		g->reason = memchr(g->p, ':', (size_t)(g->end - g->p))
				    ? "a label may hold only A-Z a-z 0-9 and _"
				    : "a field without a colon";
	else if (colon == g->p)
		g->reason = "an empty label";
	else
		return (size_t)(colon - g->p);
	return 0;
}

/* Length of a label that is not the one expected, or may have stood before; 0: refused. */
static size_t read_label(struct reading *g, const char *at)
{
	const struct known_label *known = g->known;
	size_t len;
	if (!label_stands(at, known)) {
		known = group_at(at);
		g->usual = g->usual < g->r->count ? g->usual : g->r->count;
		bool new = known->side ? !(g->sides & known->side) : known > g->known;
		known = new &&label_stands(at, known) ? known : NULL;
	}
	if (known) {
		len = known->len;
		g->sides |= known->side;
		g->known = known->side ? g->known : known + 1;
		if (!g->strange.seen || !(g->strange.seen & label_bit(span_of(g->p, len))))
			return len;
	} else {
		len = spell_label(g);
	}
	if (len > 0)
		label_filter_add(&g->strange, g->r, span_of(g->p, len));
	return len;
}

static void fields_reserve(struct record *r, size_t more)
{
	while (r->cap - r->count < more)
		r->fields = alloc_grown(r->fields, r->cap, &r->cap, sizeof *r->fields);
}

/* Where the taking of fields is. */
struct place {
	const char *p;                   /* the next field */
	const struct known_label *known; /* the label that is expected there */
	struct field *f;
};

static size_t read_label_at(struct reading *g, struct place *x, const char *at)
{
	g->r->count = (size_t)(x->f - g->r->fields);
	g->p = x->p;
	g->known = x->known;
	size_t len = read_label(g, at);
	x->known = g->known;
	return len;
}

/* at: the field's first bytes, LABEL_BYTES of them. False: refused. Numbers and pointers only, as a span that two branches set goes over
 * the stack and was waited for there: half of the time. */
static inline bool take_field(struct reading *g, struct place *x, const char *at, const char *stop)
{
	size_t len = x->known->len;
	if (label_stands(at, x->known) && !g->strange.seen) {
		x->known++;
	} else {
		struct place y = *x;
		len = read_label_at(g, &y, at);
		x->known = y.known;
		if (len == 0)
			return false;
	}
	const char *value = x->p + len + 1;
	x->f->label.ptr = x->p;
	x->f->label.len = len;
	x->f->value.ptr = value;
	x->f->value.len = (size_t)(stop - value);
	x->f->number = false;
	x->f++;
	x->p = stop + 1;
	return true;
}

static inline bool take_fields(struct reading *g, const struct stops *s)
{
	struct record *r = g->r;
	struct place x = {.p = g->p, .known = g->known};
	const char *const *stop = s->items, *const *last = stop + s->count, *direct = g->direct;
	bool good = true;

	fields_reserve(r, s->count);
	x.f = r->fields + r->count;
	if (direct && stop < last) {
		if (direct > last[-1])
			direct = last[-1];
		while (good && x.p <= direct)
			good = take_field(g, &x, x.p, *stop++);
	}
	for (; good && stop < last; stop++)
		good = take_field(g, &x, label_bytes(&g->tail, x.p, g->end), *stop);
	r->count = (size_t)(x.f - r->fields);
	g->known = x.known;
	g->p = x.p;
	return good;
}

static void reading_start(struct reading *g, struct record *r, struct span line)
{
	record_clear(r);
	r->source = line;
	g->r = r;
	g->p = line.ptr;
	g->known = known_labels;
	g->sides = 0;
	g->usual = USUAL_LABELS;
	g->strange = (struct label_filter){0};
}

static const char *reading_end(struct reading *g)
{
	struct record *r = g->r;
	if (g->strange.twice || (r->count > PAIRWISE && labels_repeat(r)))
		return "a label stands twice";
	r->unmoved = r->count;
	r->not_last = !g->strange.seen && !(g->sides & known_labels[AT_LAST].side);
	r->usual = g->usual < r->count ? g->usual : r->count;
	return NULL;
}

const char *record_parse_ltsv(struct record *r, struct span line)
{
	struct reading g;
	struct stops stops;

	reading_start(&g, r, line);
	if (line.len == 0)
		return NULL;
	g.end = line.ptr + line.len;
	g.direct = line.len < LABEL_BYTES ? NULL : g.end - LABEL_BYTES;
	stops.at = line.ptr;
	tail_copy(&g.tail, line);
	while (stops.at < g.end) {
		stops_find(&stops, line);
		if (!take_fields(&g, &stops))
			return g.reason;
	}
	return reading_end(&g);
}

bool record_parse_front(struct record *r, struct span window, const char **reason)
{
	struct reading g;
	struct stops stops;
	size_t len;

	if (!stops_find_line(&stops, window, &len) || window.len - len < LABEL_BYTES)
		return false;
	reading_start(&g, r, span_of(window.ptr, len));
	*reason = NULL;
	if (len == 0)
		return true;
	g.end = g.direct = window.ptr + len;
	*reason = take_fields(&g, &stops) ? reading_end(&g) : g.reason;
	return true;
}

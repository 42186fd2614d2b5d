/* Reading records from LTSV: see record.h.
 *
 * The TABs of a line are found 64 bytes at a time, as bits. Most labels are those that the tools write, in the order in which
 * they write them: one comparison of 16 bytes reads such a label and tells that it was not there before. */
#include "common/record.h"

#include <stdlib.h>

#include "common/bytes16.h"

enum { BLOCK = 64, LABEL_BYTES = 16, PAIRWISE = 64, STOPS = 128 };

/* --- labels, byte by byte --- */

enum { LETTER = 1, DIGIT = 2 };
static const unsigned char label_class[256] = {
	['A'] = LETTER, ['B'] = LETTER, ['C'] = LETTER, ['D'] = LETTER, ['E'] = LETTER,
	['F'] = LETTER, ['G'] = LETTER, ['H'] = LETTER, ['I'] = LETTER, ['J'] = LETTER,
	['K'] = LETTER, ['L'] = LETTER, ['M'] = LETTER, ['N'] = LETTER, ['O'] = LETTER,
	['P'] = LETTER, ['Q'] = LETTER, ['R'] = LETTER, ['S'] = LETTER, ['T'] = LETTER,
	['U'] = LETTER, ['V'] = LETTER, ['W'] = LETTER, ['X'] = LETTER, ['Y'] = LETTER,
	['Z'] = LETTER, ['_'] = LETTER, ['a'] = LETTER, ['b'] = LETTER, ['c'] = LETTER,
	['d'] = LETTER, ['e'] = LETTER, ['f'] = LETTER, ['g'] = LETTER, ['h'] = LETTER,
	['i'] = LETTER, ['j'] = LETTER, ['k'] = LETTER, ['l'] = LETTER, ['m'] = LETTER,
	['n'] = LETTER, ['o'] = LETTER, ['p'] = LETTER, ['q'] = LETTER, ['r'] = LETTER,
	['s'] = LETTER, ['t'] = LETTER, ['u'] = LETTER, ['v'] = LETTER, ['w'] = LETTER,
	['x'] = LETTER, ['y'] = LETTER, ['z'] = LETTER, ['0'] = DIGIT,  ['1'] = DIGIT,
	['2'] = DIGIT,  ['3'] = DIGIT,  ['4'] = DIGIT,  ['5'] = DIGIT,  ['6'] = DIGIT,
	['7'] = DIGIT,  ['8'] = DIGIT,  ['9'] = DIGIT,
};

#ifdef BYTES16
/* How many of the LABEL_BYTES at p, from the first on, may stand in a label. */
static unsigned label_bytes_at(const char *p)
{
	bytes16 v = bytes16_load(p);
	uint64_t fits = bytes16_bits(bytes16_or(bytes16_alnum(v), bytes16_is(v, '_')));
	return (unsigned)__builtin_ctzll(~fits);
}
#endif

/* End of the label at p. */
static const char *label_end(const char *p, const char *end)
{
	if (p < end && label_class[(unsigned char)*p] != LETTER)
		return p;
#ifdef BYTES16
	if (end - p >= LABEL_BYTES) {
		unsigned n = label_bytes_at(p);
		p += n;
		if (n < LABEL_BYTES)
			return p;
	}
#endif
	while (p < end && label_class[(unsigned char)*p])
		p++;
	return p;
}

bool record_is_label(struct span s)
{
	return s.len && label_end(s.ptr, s.ptr + s.len) == s.ptr + s.len;
}

/* --- labels that stand twice --- */

static int compare_labels(const void *a, const void *b)
{
	const struct span *x = a, *y = b;
	return span_compare(*x, *y);
}

/* n log n, for records with very many fields: pairwise comparison took 20 s on 100,000 labels. */
static bool repeats_sorted(const struct record *r)
{
	struct span *labels = alloc_resized(NULL, r->count, sizeof *labels);
	bool twice = false;
	for (size_t i = 0; i < r->count; i++)
		labels[i] = r->fields[i].label;
	qsort(labels, r->count, sizeof *labels, compare_labels);
	for (size_t i = 1; i < r->count && !twice; i++)
		twice = span_equal(labels[i - 1], labels[i]);
	free(labels);
	return twice;
}

/* A bit for each label, in a filter of 64: the factors give each of segment's labels one of its own. */
static uint64_t label_bit(struct span label)
{
	return UINT64_C(1) << (((unsigned char)label.ptr[0] * 5u +
				(unsigned char)label.ptr[label.len - 1] * 24u + label.len * 11) &
			       63);
}

/* What is kept of a record's labels once one was not found in its place; before that nothing has to be. */
struct strange {
	uint64_t seen; /* filter: labels that were not found in their place */
	uint64_t all;  /* filter: of the first `filtered` labels */
	size_t filtered;
	bool twice;
};

/* Notes whether the record has the label already, which is to become its next: pairwise, but only if its bit was taken before. */
static inline void compare_label(struct strange *s, const struct record *r, struct span label)
{
	uint64_t bit = label_bit(label);
	if (r->count >= PAIRWISE) /* they are sorted in the end */
		return;
	for (; s->filtered < r->count; s->filtered++)
		s->all |= label_bit(r->fields[s->filtered].label);
	for (size_t k = 0; (s->all & bit) != 0 && !s->twice && k < r->count; k++)
		s->twice = span_equal(r->fields[k].label, label);
	s->filtered++;
	s->all |= bit;
	s->seen |= bit;
}

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
	struct strange strange;
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
		compare_label(&g->strange, g->r, span_of(g->p, len));
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

const char *record_parse_ltsv(struct record *r, struct span line)
{
	struct reading g;
	struct stops stops;

	record_clear(r);
	r->source = line;
	if (line.len == 0)
		return NULL;
	g = (struct reading){.r = r,
			     .p = line.ptr,
			     .end = line.ptr + line.len,
			     .direct = line.len < LABEL_BYTES ? NULL
							      : line.ptr + line.len - LABEL_BYTES,
			     .known = known_labels,
			     .usual = USUAL_LABELS};
	stops.at = line.ptr;
	tail_copy(&g.tail, line);
	while (stops.at < g.end) {
		stops_find(&stops, line);
		if (!take_fields(&g, &stops))
			return g.reason;
	}
	if (g.strange.twice || (r->count > PAIRWISE && repeats_sorted(r)))
		return "a label stands twice";
	r->unmoved = r->count;
	r->usual = g.usual < r->count ? g.usual : r->count;
	return NULL;
}

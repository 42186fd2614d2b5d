#include "common/record.h"

#include <stdlib.h>
#if defined __SSE2__ && !defined KABAR_NO_SIMD
#define LTSV_SSE2 1
#include <emmintrin.h>
#endif

#define LETTER 1
#define DIGIT 2
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

#ifdef LTSV_SSE2
/* How many of the 16 bytes at p, from the first on, may stand in a label. */
static unsigned label_bytes(const char *p)
{
	__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
	/* 'a' and '0' become the least signed byte, so that one comparison holds both ends of a range. */
	__m128i from_a = _mm_add_epi8(_mm_or_si128(bytes, _mm_set1_epi8(32)),
				      _mm_set1_epi8((char)(128 - 'a')));
	__m128i from_0 = _mm_add_epi8(bytes, _mm_set1_epi8((char)(128 - '0')));
	__m128i fits = _mm_or_si128(_mm_cmplt_epi8(from_a, _mm_set1_epi8(-128 + 26)),
				    _mm_cmplt_epi8(from_0, _mm_set1_epi8(-128 + 10)));
	fits = _mm_or_si128(fits, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_')));
	return (unsigned)__builtin_ctz(~(unsigned)_mm_movemask_epi8(fits));
}
#endif

/* End of the label at p. */
static inline const char *label_end(const char *p, const char *end)
{
	if (p < end && label_class[(unsigned char)*p] != LETTER)
		return p;
#ifdef LTSV_SSE2
	if (end - p >= 16) {
		unsigned n = label_bytes(p);
		p += n;
		if (n < 16)
			return p;
	}
#endif
	while (p < end && label_class[(unsigned char)*p])
		p++;
	return p;
}

/* The next TAB, or end. Most values are short: calls of memchr were 2 % of attribute's time. */
static inline const char *value_end(const char *p, const char *end)
{
#ifdef LTSV_SSE2
	for (; end - p >= 16; p += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
		unsigned tabs =
			(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t')));
		if (tabs)
			return p + __builtin_ctz(tabs);
	}
#endif
	const char *tab = memchr(p, '\t', (size_t)(end - p));
	return tab ? tab : end;
}

bool record_is_label(struct span s)
{
	return s.len && label_end(s.ptr, s.ptr + s.len) == s.ptr + s.len;
}

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
static inline uint64_t label_bit(const char *label, size_t len)
{
	return UINT64_C(1) << (((unsigned char)label[0] * 5u + (unsigned char)label[len - 1] * 24u +
				len * 11) &
			       63);
}

/* Which labels a record has so far. */
struct seen {
	uint64_t all,
		unexpected; /* filters; unexpected: those that stood where none or another one was expected */
	size_t place; /* in expected_labels: what is expected next */
};

/* Whether the record has the label already: pairwise, but only if its bit in the filter was taken before. */
static inline bool repeats_one(const struct record *r, struct span l, struct seen *s)
{
	uint64_t bit = label_bit(l.ptr, l.len);
	bool taken = (s->all & bit) != 0;
	s->all |= bit;
	s->unexpected |= bit;
	for (size_t k = 0; taken && k < r->count; k++)
		if (span_equal(r->fields[k].label, l))
			return true;
	return false;
}

#ifdef LTSV_SSE2
/* The labels that segment, attribute, extract-numbers and timeline write, in their order, each with its colon: most are where they are
 * expected. Whole groups may be left out: AT_MODE and so on are where one begins. */
enum { AT_MODE = USUAL_LABELS, AT_NUM = 27, AT_WHEN = 37, EXPECTED_LABELS = 40 };
static const char expected_labels[EXPECTED_LABELS][16] = {
	"id:",       "doc:",        "sent:",       "par:",          "at:",       "kind:",
	"lang:",     "date:",       "date_from:",  "source:",       "text:",     "mode:",
	"speaker:",  "speaker_as:", "speaker_at:", "speaker_kind:", "role:",     "org:",
	"resolved:", "cue:",        "cue_at:",     "stance:",       "polarity:", "hedge:",
	"via:",      "quote:",      "quote_at:",   "num:",          "num_at:",   "value:",
	"low:",      "high:",       "unit:",       "numkind:",      "approx:",   "rel:",
	"numrole:",  "when:",       "when_kind:",  "basis:"};

/* Length of the label at p, when it is the one expected and cannot have been seen before (places only grow); else 0. */
static inline size_t expected_label(const char *p, const char *end, struct seen *s)
{
	if (s->place >= EXPECTED_LABELS || end - p < 16)
		return 0;
	const char *expected = expected_labels[s->place];
	__m128i usual = _mm_loadu_si128((const __m128i *)(const void *)expected);
	__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
	unsigned none = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(usual, _mm_setzero_si128()));
	unsigned same = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(usual, bytes));
	size_t len = (size_t)__builtin_ctz(none) - 1;
	uint64_t bit = label_bit(expected, len);
	if ((same | none) != 0xFFFF || s->unexpected & bit)
		return 0;
	s->all |= bit;
	s->place++;
	return len;
}

/* Behind a label that was not expected: where its group goes on. */
static inline void expect_behind(struct span label, struct seen *s)
{
	size_t group = span_is(label, "num")    ? AT_NUM
		       : span_is(label, "when") ? AT_WHEN
		       : span_is(label, "mode") ? AT_MODE
						: EXPECTED_LABELS;
	if (group < EXPECTED_LABELS && group >= s->place)
		s->place = group + 1;
}
#else
static inline size_t expected_label(const char *p, const char *end, struct seen *s)
{
	(void)p, (void)end, (void)s;
	return 0;
}

static inline void expect_behind(struct span label, struct seen *s)
{
	(void)label, (void)s;
}
#endif

const char *record_parse_ltsv(struct record *r, struct span line)
{
	enum { PAIRWISE = 64 };
	const char *p = line.ptr, *end = p + line.len;
	struct seen seen = {0};
	size_t usual = 0;
	bool twice = false;

	record_clear(r);
	r->source = line;
	while (p < end) {
		struct span label = span_of(p, expected_label(p, end, &seen));
		usual += label.len && usual == r->count && usual < USUAL_LABELS;
		if (!label.len) {
			const char *colon = label_end(p, end);
			if (colon == end || *colon != ':')
				return memchr(p, ':', (size_t)(end - p))
					       ? "a label may hold only A-Z a-z 0-9 and _"
					       : "a field without a colon";
			if (colon == p)
				return "an empty label";
			label.len = (size_t)(colon - p);
			if (r->count < PAIRWISE)
				twice |= repeats_one(r, label, &seen);
			expect_behind(label, &seen);
		}
		p += label.len + 1;
		const char *stop = value_end(p, end);
		record_add(r, label, span_of(p, (size_t)(stop - p)));
		p = stop < end ? stop + 1 : end;
	}
	if (twice || (r->count > PAIRWISE && repeats_sorted(r)))
		return "a label stands twice";
	r->unmoved = r->count;
	r->usual = usual;
	return NULL;
}

/* What may not stand in a value: the C0 bytes that end lines, fields or strings. */
static bool forbidden(char c)
{
	return (c >= '\t' && c <= '\r') || c == '\0';
}

/* Whether one of eight bytes is under 0x0E (or, rarely, a false alarm of the borrow). */
static inline bool suspect(uint64_t word)
{
	return ((word - 0x0E0E0E0E0E0E0E0Eu) & ~word & 0x8080808080808080u) != 0;
}

static inline void copy_clean(char *to, const char *from, size_t n)
{
	for (size_t i = 0; i < n; i++)
		to[i] = forbidden(from[i]) ? ' ' : from[i];
}

/* Fewer than 8 bytes. */
static inline void put_short(char *to, const char *from, size_t n)
{
	uint32_t first, last;

	if (n < 4) {
		copy_clean(to, from, n);
		return;
	}
	memcpy(&first, from, 4);
	memcpy(&last, from + n - 4, 4);
	memcpy(to, &first, 4);
	memcpy(to + n - 4, &last, 4);
	if (suspect((uint64_t)first << 32 | last))
		copy_clean(to, from, n);
}

/* Eight bytes at a time, the last of them over again those before: cleaning twice changes nothing. */
static inline void put_clean(char *to, struct span value)
{
	const char *from = value.ptr;
	size_t n = value.len;

	if (n < 8) {
		put_short(to, from, n);
		return;
	}
	for (size_t i = 0; i < n; i += 8) {
		uint64_t word;
		if (i + 8 > n)
			i = n - 8;
		memcpy(&word, from + i, 8);
		if (suspect(word))
			copy_clean(to + i, from + i, 8);
		else
			memcpy(to + i, &word, 8);
	}
}

void record_write_value(struct buffer *out, struct span value)
{
	if (value.len == 0) /* a buffer that holds nothing has no place to write to */
		return;
	buffer_reserve(out, value.len);
	put_clean(out->data + out->len, value);
	out->len += value.len;
}

/* A label holds no byte to be cleaned, but is mostly so short that a call to copy it would cost more. */
static void add_field(struct buffer *out, const struct field *f)
{
	buffer_reserve(out, f->label.len + 1 + f->value.len);
	char *to = out->data + out->len;
	put_clean(to, f->label);
	to += f->label.len;
	*to++ = ':';
	put_clean(to, f->value);
	out->len += f->label.len + 1 + f->value.len;
}

static bool from_source(const struct record *r, const struct field *f)
{
	if (!r->source.len)
		return false;
	const char *start = r->source.ptr, *end = start + r->source.len;
	return f->label.ptr >= start && f->label.ptr < end &&
	       f->value.ptr == f->label.ptr + f->label.len + 1 &&
	       f->value.ptr + f->value.len <= end;
}

/* Index behind the last field that follows field i without a gap in the source line. */
static size_t run_end(const struct record *r, size_t i)
{
	const char *at = r->fields[i].value.ptr + r->fields[i].value.len;
	size_t left = (size_t)(r->source.ptr + r->source.len - at);
	while (++i < r->count) {
		const struct field *f = &r->fields[i];
		size_t len = 1 + f->label.len + 1 + f->value.len;
		if (len > left || f->label.ptr != at + 1 ||
		    f->value.ptr != at + 1 + f->label.len + 1)
			break;
		at += len;
		left -= len;
	}
	return i;
}

void record_write_ltsv(struct buffer *out, const struct record *r)
{
	if (r->whole) {
		size_t len = r->source.len;
		if (out->cap - out->len <= len)
			buffer_reserve(out, len + 1);
		memcpy(out->data + out->len, r->source.ptr, len);
		out->data[out->len + len] = '\n';
		out->len += len + 1;
		return;
	}
	if (r->unmoved) {
		const struct span *last = &r->fields[r->unmoved - 1].value;
		buffer_add(out, r->source.ptr, (size_t)(last->ptr + last->len - r->source.ptr));
	}
	for (size_t i = r->unmoved; i < r->count;) {
		const struct field *f = &r->fields[i];
		if (i)
			buffer_add_byte(out, '\t');
		if (from_source(r, f)) {
			size_t next = run_end(r, i);
			const struct field *last = &r->fields[next - 1];
			buffer_add(out, f->label.ptr,
				   (size_t)(last->value.ptr + last->value.len - f->label.ptr));
			i = next;
			continue;
		}
		add_field(out, f);
		i++;
	}
	buffer_add_byte(out, '\n');
}

bool record_is_source(const struct record *r)
{
	if (!r->source.len || !r->count || r->fields[0].label.ptr != r->source.ptr)
		return false;
	struct span last = r->fields[r->count - 1].value;
	return last.ptr + last.len == r->source.ptr + r->source.len; /* not behind a last TAB */
}

void record_write_tsv(struct buffer *out, const struct record *r, const struct span *labels,
		      size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			buffer_add_byte(out, '\t');
		for (size_t k = 0; k < r->count; k++)
			if (span_equal(r->fields[k].label, labels[i])) {
				record_write_value(out, r->fields[k].value);
				break;
			}
	}
	buffer_add_byte(out, '\n');
}

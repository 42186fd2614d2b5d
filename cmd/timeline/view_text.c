#include "cmd/timeline/view_text.h"

#include "common/utf8.h"

#if defined __SSE2__ && !defined KABAR_NO_SIMD
#define TEXT_SSE2 1
#include <emmintrin.h>
#endif

static void begin_color(struct buffer *out, const struct text_style *s, enum text_color c)
{
	static const char *const codes[] = {"",         "\033[1m",  "\033[2m", "\033[31m",
					    "\033[33m", "\033[32m", "\033[35m"};

	if (s->color && c != TEXT_PLAIN)
		buffer_add_text(out, codes[c]);
}

static void end_color(struct buffer *out, const struct text_style *s, enum text_color c)
{
	if (s->color && c != TEXT_PLAIN)
		buffer_add_text(out, "\033[0m");
}

/* What a record holds must not steer the terminal. */
static bool is_harmful(unsigned char byte)
{
	return byte < 0x20 || byte == 0x7F;
}

static void add_harmless(struct buffer *out, struct span text)
{
	size_t from = out->len;

	buffer_add_span(out, text);
	for (size_t i = from; i < out->len; i++)
		out->data[i] = is_harmful((unsigned char)out->data[i]) ? '?' : out->data[i];
}

void text_add_colored(struct buffer *out, const struct text_style *s, enum text_color c,
		      struct span text)
{
	begin_color(out, s, c);
	add_harmless(out, text);
	end_color(out, s, c);
}

static void indent_by(struct buffer *out, size_t n)
{
	while (n-- > 0)
		buffer_add_byte(out, ' ');
}

/* What stands in a word that has to be looked at more closely. */
enum { WORD_HIGH = 1, WORD_HARMFUL = 2 };

/* The end of the word at i. */
static size_t word_end(struct span text, size_t i, unsigned *found)
{
#ifdef TEXT_SSE2
	for (; text.len - i >= 16; i += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text.ptr + i));
		unsigned blanks =
			(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(' ')));
		unsigned n = blanks ? (unsigned)__builtin_ctz(blanks) : 16;
		unsigned word = (1u << n) - 1, high = (unsigned)_mm_movemask_epi8(bytes);
		unsigned low = (unsigned)_mm_movemask_epi8(
			_mm_or_si128(_mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)),
				     _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7F))));
		*found |= high & word ? WORD_HIGH : 0;
		*found |= low & ~high & word ? WORD_HARMFUL : 0;
		if (blanks)
			return i + n;
	}
#endif
	for (; i < text.len && text.ptr[i] != ' '; i++) {
		unsigned char byte = (unsigned char)text.ptr[i];
		*found |= byte >= 0x80 ? WORD_HIGH : is_harmful(byte) ? WORD_HARMFUL : 0;
	}
	return i;
}

/* Text on its way to lines: words that stay on one, with one blank between them, are copied at once. */
struct flow {
	struct buffer *out;
	const struct text_style *style;
	enum text_color color;
	bool colored; /* a run of words is coloured at once, line ends and indents never */
	struct span run;
	unsigned found;
};

static void put_run(struct flow *f)
{
	if (f->run.len == 0)
		return;
	if (!f->colored)
		begin_color(f->out, f->style, f->color);
	f->colored = true;
	if (f->found & WORD_HARMFUL)
		add_harmless(f->out, f->run);
	else
		buffer_add_span(f->out, f->run);
	f->run.len = 0;
	f->found = 0;
}

static void end_line(struct flow *f)
{
	put_run(f);
	if (f->colored)
		end_color(f->out, f->style, f->color);
	f->colored = false;
}

size_t text_add_flowing(struct buffer *out, const struct text_style *s, enum text_color c,
			struct span text, size_t indent, size_t column)
{
	struct flow f = {.out = out, .style = s, .color = c, .run = {"", 0}};

	for (size_t i = 0;;) {
		while (i < text.len && text.ptr[i] == ' ')
			i++;
		if (i == text.len)
			break;
		unsigned found = 0;
		size_t end = word_end(text, i, &found);
		struct span word = span_sub(text, i, end);
		size_t width = found & WORD_HIGH ? utf8_columns(word) : word.len;
		if (column && column + 1 + width > s->width) {
			end_line(&f);
			buffer_add_byte(out, '\n');
			column = 0;
		}
		if (column == 0) {
			put_run(&f);
			indent_by(out, indent);
			column = indent;
			f.run = word;
		} else if (f.run.len && word.ptr == f.run.ptr + f.run.len + 1) {
			f.run.len += 1 + word.len;
			column++;
		} else {
			put_run(&f);
			buffer_add_byte(out, ' ');
			column++;
			f.run = word;
		}
		f.found |= found;
		column += width;
		i = end;
	}
	end_line(&f);
	return column;
}

void text_add_wrapped_colored(struct buffer *out, const struct text_style *s, enum text_color c,
			      struct span text, size_t indent)
{
	if (text_add_flowing(out, s, c, text, indent, 0))
		buffer_add_byte(out, '\n');
}

void text_add_wrapped(struct buffer *out, const struct text_style *s, struct span text,
		      size_t indent)
{
	text_add_wrapped_colored(out, s, TEXT_PLAIN, text, indent);
}

void text_add_heading(struct buffer *out, struct span when)
{
	static const char *const days[] = {"",         "Monday", "Tuesday",  "Wednesday",
					   "Thursday", "Friday", "Saturday", "Sunday"};
	struct span day = when;
	int64_t lower, upper;

	if (when.len == 0) {
		buffer_add_text(out, "Undated");
		return;
	}
	if (edtf_take_open(&day) == EDTF_CLOSED && memchr(day.ptr, '/', day.len)) {
		size_t at = (size_t)((const char *)memchr(day.ptr, '/', day.len) - day.ptr);
		buffer_add_span(out, span_sub(day, 0, at));
		buffer_add_text(out, " to ");
		buffer_add_span(out, span_sub(day, at + 1, day.len));
		return;
	}
	if (day.len && day.ptr[day.len - 1] == '~') {
		buffer_add_text(out, "about ");
		day.len--;
	}
	buffer_add_span(out, day);
	if (edtf_bounds(day, &lower, &upper) && lower == upper && lower != TIMEX_NO_DAY) {
		buffer_add_byte(out, ' ');
		buffer_add_text(out, days[calendar_weekday(lower)]);
	}
}

struct span text_stance(struct span stance, enum text_color *color)
{
	static const struct {
		const char *name, *label;
		enum text_color color;
	} labels[] = {
		{"claim", "SAYS", TEXT_PLAIN},
		{"deny", "DENIES", TEXT_RED},
		{"confirm", "CONFIRMS", TEXT_GREEN},
		{"accuse", "ACCUSES", TEXT_YELLOW},
		{"decline", "DECLINES TO SAY", TEXT_YELLOW},
		{"call", "CALLS FOR", TEXT_MAGENTA},
	};

	*color = TEXT_PLAIN;
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		if (span_is(stance, labels[i].name)) {
			*color = labels[i].color;
			return span_text(labels[i].label);
		}
	}
	return span_text("SPEAKS");
}

/* Length of an opening or closing double quotation mark at p. */
static size_t mark_length(struct span s, size_t at)
{
	static const char *const marks[] = {"\"", "“", "”", "„", "«", "»"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t n = strlen(marks[i]);
		if (s.len - at >= n && memcmp(s.ptr + at, marks[i], n) == 0)
			return n;
	}
	return 0;
}

void text_add_quotation(struct buffer *out, struct span quote, bool direct)
{
	if (direct) {
		quote = span_sub(quote, mark_length(quote, 0), quote.len);
		for (size_t n = 1; n <= 3 && n <= quote.len; n++) {
			if (mark_length(quote, quote.len - n) == n) {
				quote.len -= n;
				break;
			}
		}
	}
	buffer_add_span(out, quote);
}

void text_add_detail(struct buffer *line, const char *label, struct span value)
{
	if (line->len)
		buffer_add_text(line, " · ");
	buffer_add_text(line, label);
	buffer_add_byte(line, ' ');
	buffer_add_span(line, value);
}

void text_add_event(struct buffer *line, struct span event)
{
	struct buffer words = {0};
	enum edtf_reach reach = edtf_take_open(&event);

	if (reach == EDTF_CLOSED) {
		text_add_heading(&words, event);
	} else {
		buffer_add_text(&words, reach == EDTF_UNTIL ? "until " : "since ");
		buffer_add_span(&words, event);
	}
	text_add_detail(line, "speaks of", buffer_span(&words));
	buffer_free(&words);
}

struct span text_warning(struct span item)
{
	static const struct {
		const char *name, *text;
	} warnings[] = {
		{"weekday", "weekday and date disagree in the article; the date was taken"},
		{"damaged", "the date is damaged in the article"},
		{"ambiguous", "the date can be read in more than one way"},
		{"future", "the date lies after the article's own"},
	};

	for (size_t i = 0; i < sizeof warnings / sizeof *warnings; i++) {
		if (span_is(item, warnings[i].name))
			return span_text(warnings[i].text);
	}
	return item;
}

void text_add_warnings(struct buffer *out, const struct text_style *s, struct span warn)
{
	struct buffer line = {0};
	struct span item;

	while (list_next(&warn, &item)) {
		line.len = 0;
		buffer_add_text(&line, "! ");
		buffer_add_span(&line, text_warning(item));
		text_add_wrapped_colored(out, s, TEXT_YELLOW, buffer_span(&line), 4);
	}
	buffer_free(&line);
}

struct span text_documents(struct buffer *scratch, struct span count)
{
	scratch->len = 0;
	buffer_add_span(scratch, count);
	buffer_add_text(scratch, " articles");
	return buffer_span(scratch);
}

struct text_figure text_figure_of(const struct record *r)
{
	return (struct text_figure){
		.num = record_get(r, "num"),
		.value = record_get(r, "value"),
		.unit = record_get(r, "unit"),
		.kind = record_get(r, "numkind"),
		.approx = record_get(r, "approx"),
		.rel = record_get(r, "rel"),
	};
}

/* "pertama", "the second", a bare "tiga": words of the sentence, no figures to compare. */
bool text_figure_matters(const struct text_figure *f)
{
	if (span_is(f->kind, "ordinal"))
		return false;
	return f->unit.len || f->rel.len || f->kind.len == 0 ||
	       !(span_is(f->kind, "cardinal") && f->value.len == 1);
}

static bool is_currency(struct span unit)
{
	for (size_t i = 0; i < unit.len; i++) {
		if (unit.ptr[i] < 'A' || unit.ptr[i] > 'Z')
			return false;
	}
	return unit.len == 3;
}

size_t text_add_figure(struct buffer *out, const struct text_figure *f)
{
	struct span unit = f->unit;
	size_t start = out->len;

	/* The mention holds "at least" and its like, but not "about". */
	if (span_is(f->approx, "about"))
		buffer_add_text(out, "about ");
	size_t num_at = out->len - start;
	buffer_add_span(out, f->num);
	if (span_is(f->kind, "money") || span_is(f->kind, "percent") ||
	    span_is(f->kind, "measure") || is_currency(unit))
		unit.len = 0; /* the mention has its sign: "19,3 km" is no "19,3 km kilometer" */
	if (unit.len && !span_ends(f->num, unit)) {
		buffer_add_byte(out, ' ');
		buffer_add_span(out, unit);
	}
	if (span_is(f->rel, "part"))
		buffer_add_text(out, " (of these)");
	else if (span_is(f->rel, "additional"))
		buffer_add_text(out, " (more)");
	else if (span_is(f->rel, "change"))
		buffer_add_text(out, " (change)");
	return num_at;
}

void text_add_note(struct buffer *out, const struct dispute_note *n)
{
	buffer_add_span(out, n->speaker.len ? n->speaker : span_text("(speaker not named)"));
	buffer_add_byte(out, ' ');
	enum text_color color;
	buffer_add_span(out, text_stance(n->stance, &color));
	if (n->words.len) {
		buffer_add_text(out, ": ");
		buffer_add_span(out, n->words);
		if (n->cut)
			buffer_add_text(out, " …");
	}
}

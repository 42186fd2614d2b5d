/* A news corpus for `make bench`: corpus [-t] BYTES FILE... > articles.jsonl
 *
 * -t: the same articles as plain text, a blank line behind each.
 *
 * Articles are variations of the given ones: paragraphs in order, some left out (most of the short ones: the examples are
 * full of furniture, news is not: its sentences have 131 bytes on average), three in four of the longer words exchanged for
 * words made of syllables, the low ranks often, the high ones seldom, names for names. So sentences differ from
 * each other as in news (1 to 2 % look like another and are not; here 3 %), while statements (39 %; in news
 * 31 to 50 %), figures and dates stay frequent. Figures are changed; days and months stay
 * possible. A fifth of the articles repeats a paragraph of the one before. One seed: the same bytes on every machine.
 * Stops when the text has reached BYTES, and says on standard error how many bytes it was. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/alloc.h"
#include "common/record.h"

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t next_random(uint64_t *state)
{
	uint64_t z = (*state += 0x9E3779B97F4A7C15u);
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

static size_t below(uint64_t *state, size_t limit)
{
	return (size_t)(next_random(state) % limit);
}

static bool lower_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool letter(char c)
{
	return lower_letter((char)(c | 32)) || (c & 0x80);
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Length of the word or digit run at p. */
static size_t run_length(const char *p, const char *end, bool (*belongs)(char))
{
	const char *start = p;
	while (p < end && belongs(*p))
		p++;
	return (size_t)(p - start);
}

/* Longer words in lower case, and names: the short ones hold the sentence together. */
static bool exchangeable(const char *p, size_t len)
{
	for (size_t i = 1; i < len; i++)
		if (!lower_letter(p[i]))
			return false;
	return len >= 5 && !(p[0] & 0x80);
}

static void add_word(struct buffer *out, bool capital, uint64_t *seed)
{
	enum { VOCABULARY = 30000 };
	static const char *const starts[] = {"b", "d", "g", "k", "l", "m", "n", "p",
					     "r", "s", "t", "w", "j", "h", "c", "y"};
	static const char *const middles[] = {"a",  "i",   "u",  "e",  "o",  "ai", "an",
					      "ar", "ang", "in", "er", "un", "as", "at"};
	double u = (double)(next_random(seed) >> 11) / 9007199254740992.0;
	uint64_t word =
		(uint64_t)(u * u * u * VOCABULARY); /* its rank, and the seed of its syllables */
	size_t at = out->len;
	for (size_t i = 2 + word % 3; i > 0; i--) {
		buffer_add_text(out, starts[below(&word, 16)]);
		buffer_add_text(out, middles[below(&word, 14)]);
	}
	if (capital)
		out->data[at] = (char)(out->data[at] - 32);
}

static struct buffer load(const char *file)
{
	struct buffer text = {0};
	char block[4096];
	size_t n;
	FILE *in = fopen(file, "rb");
	if (!in) {
		fprintf(stderr, "corpus: %s: %s\n", file, strerror(errno));
		exit(2);
	}
	while ((n = fread(block, 1, sizeof block, in)) > 0)
		buffer_add(&text, block, n);
	fclose(in);
	return text;
}

static void add_figure(struct buffer *out, struct span digits, uint64_t *seed)
{
	if (digits.len == 4 && span_starts(digits, "20")) {
		buffer_add_span(out, digits);
	} else if (digits.len <= 2) {
		buffer_add_number(out, 1 + below(seed, 12)); /* a day and a month in any order */
	} else {
		buffer_add_byte(out, (char)('1' + below(seed, 9)));
		for (size_t i = 1; i < digits.len; i++)
			buffer_add_byte(out, (char)('0' + below(seed, 10)));
	}
}

static void add_paragraph(struct buffer *out, struct span line, uint64_t *seed)
{
	const char *p = line.ptr, *end = p + line.len;
	while (p < end) {
		size_t len = run_length(p, end, letter);
		size_t figures = len ? 0 : run_length(p, end, digit);
		if (exchangeable(p, len) && below(seed, 4) < 3) {
			/* One to three for one, for sentences as long as in news. */
			for (size_t more = lower_letter(*p) ? below(seed, 3) : 0; more > 0;
			     more--) {
				add_word(out, false, seed);
				buffer_add_byte(out, ' ');
			}
			add_word(out, !lower_letter(*p), seed);
		} else if (figures) {
			add_figure(out, span_of(p, figures), seed);
		} else {
			buffer_add(out, p, len ? len : 1);
		}
		p += len ? len : figures ? figures : 1;
	}
	buffer_add_byte(out, '\n');
}

static void make_article(struct buffer *out, struct span model, struct buffer *repeated,
			 uint64_t *seed)
{
	enum { SHORT = 90 };
	const char *p = model.ptr, *end = p + model.len;
	bool keep = below(seed, 5) == 0;
	out->len = 0;
	if (repeated->len && below(seed, 5) == 0)
		buffer_add_span(out, buffer_span(repeated));
	while (p < end) {
		const char *lf = memchr(p, '\n', (size_t)(end - p)), *stop = lf ? lf : end;
		size_t before = out->len, len = (size_t)(stop - p);
		/* Long paragraphs come up to three times, with other words, for articles as long as in news (2.2 KB). */
		for (size_t times = len < SHORT ? below(seed, 8) == 0 : below(seed, 4);
		     len && times > 0; times--)
			add_paragraph(out, span_of(p, len), seed);
		if (keep && out->len - before > SHORT) {
			repeated->len = 0;
			buffer_add(repeated, out->data + before, out->len - before);
			keep = false;
		}
		p = lf ? lf + 1 : end;
	}
}

static void write_article(uint64_t number, const struct buffer *text)
{
	static struct buffer line;
	struct buffer id = {0};
	struct record r = {0};
	buffer_add_text(&id, "bench-");
	buffer_add_number(&id, number);
	record_add(&r, span_text("id"), buffer_span(&id));
	record_add(&r, span_text("date"), span_text("2025-05-18"));
	record_add(&r, span_text("text"), buffer_span(text));
	line.len = 0;
	record_write_json(&line, &r);
	fwrite(line.data, 1, line.len, stdout);
	record_free(&r);
	buffer_free(&id);
}

int main(int argc, char **argv)
{
	bool plain = argc > 1 && strcmp(argv[1], "-t") == 0;
	argv += plain;
	argc -= plain;
	if (argc < 3) {
		fprintf(stderr, "usage: corpus [-t] BYTES FILE...\n");
		return 2;
	}
	size_t want = (size_t)strtoull(argv[1], NULL, 10), done = 0, count = (size_t)argc - 2;
	struct buffer *models = alloc_zeroed(count, sizeof *models);
	struct buffer text = {0}, repeated = {0};
	uint64_t seed = 20250518, number = 0;

	for (size_t i = 0; i < count; i++)
		models[i] = load(argv[i + 2]);
	while (done < want) {
		make_article(&text, buffer_span(&models[below(&seed, count)]), &repeated, &seed);
		if (!text.len)
			continue;
		done += text.len;
		if (!plain) {
			write_article(++number, &text);
			continue;
		}
		fwrite(text.data, 1, text.len, stdout);
		putchar('\n');
	}
	fprintf(stderr, "%zu\n", done);
	return fflush(stdout) == 0 ? 0 : 2;
}

/* A news corpus for `make bench`: corpus BYTES FILE... > articles.jsonl
 *
 * Articles are variations of the given ones: paragraphs in order, some left out, some words exchanged for others of the same
 * article, figures changed (years and days of a month stay possible). One seed, own generator: the same bytes on
 * every machine. Stops when the articles' text has reached BYTES; a fifth of the articles repeats a paragraph of the one before. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/alloc.h"
#include "common/record.h"

struct article {
	struct buffer text;
	struct span *words; /* lower case words of four letters or more */
	size_t word_count, word_cap;
};

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

static bool exchangeable(const char *p, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!lower_letter(p[i]))
			return false;
	return len >= 4;
}

static void load(struct article *a, const char *file)
{
	char block[4096];
	size_t n;
	FILE *in = fopen(file, "rb");
	if (!in) {
		fprintf(stderr, "corpus: %s: %s\n", file, strerror(errno));
		exit(2);
	}
	while ((n = fread(block, 1, sizeof block, in)) > 0)
		buffer_add(&a->text, block, n);
	fclose(in);
	const char *p = a->text.data, *end = p + a->text.len;
	while (p < end) {
		size_t len = run_length(p, end, letter);
		if (exchangeable(p, len)) {
			a->words = alloc_grown(a->words, a->word_count, &a->word_cap, sizeof *a->words);
			a->words[a->word_count++] = span_of(p, len);
		}
		p += len ? len : 1;
	}
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

static void add_paragraph(struct buffer *out, const struct article *a, struct span line, uint64_t *seed)
{
	const char *p = line.ptr, *end = p + line.len;
	while (p < end) {
		size_t len = run_length(p, end, letter);
		size_t figures = len ? 0 : run_length(p, end, digit);
		if (exchangeable(p, len) && below(seed, 6) == 0)
			buffer_add_span(out, a->words[below(seed, a->word_count)]);
		else if (figures)
			add_figure(out, span_of(p, figures), seed);
		else
			buffer_add(out, p, len ? len : 1);
		p += len ? len : figures ? figures : 1;
	}
	buffer_add_byte(out, '\n');
}

static void make_article(struct buffer *out, const struct article *a, struct buffer *repeated, uint64_t *seed)
{
	const char *p = a->text.data, *end = p + a->text.len;
	bool keep = below(seed, 5) == 0;
	out->len = 0;
	if (repeated->len && below(seed, 5) == 0)
		buffer_add_span(out, buffer_span(repeated));
	while (p < end) {
		const char *lf = memchr(p, '\n', (size_t)(end - p)), *stop = lf ? lf : end;
		size_t before = out->len;
		if (below(seed, 8))
			add_paragraph(out, a, span_of(p, (size_t)(stop - p)), seed);
		if (keep && out->len - before > 80) {
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
	if (argc < 3) {
		fprintf(stderr, "usage: corpus BYTES FILE...\n");
		return 2;
	}
	size_t want = (size_t)strtoull(argv[1], NULL, 10), done = 0, count = (size_t)argc - 2;
	struct article *articles = alloc_zeroed(count, sizeof *articles);
	struct buffer text = {0}, repeated = {0};
	uint64_t seed = 20250518, number = 0;

	for (size_t i = 0; i < count; i++)
		load(&articles[i], argv[i + 2]);
	while (done < want) {
		make_article(&text, &articles[below(&seed, count)], &repeated, &seed);
		if (!text.len)
			continue;
		write_article(++number, &text);
		done += text.len;
	}
	fprintf(stderr, "%zu\n", done);
	return fflush(stdout) == 0 ? 0 : 2;
}

/* Reads texts for time expressions as one article of a given day would be. */
#ifndef KABAR_TEST_TIMEX_VALUES_H
#define KABAR_TEST_TIMEX_VALUES_H

#include "common/timex.h"
#include "tests/unit/unit.h"

static struct pack *packs;
static struct timex_rules *rules;
static struct arena arena;
static struct tokens tokens;

static struct timex_context news_of(int32_t year, uint8_t month, uint8_t day)
{
	return (struct timex_context){.document = {year, month, day}};
}

/* All values of a text, joined by blanks. */
static struct span values_in(const char *lang, const char *text, struct timex_context *c)
{
	static struct buffer all;
	struct timex *list;

	tokens_cut(&tokens, span_text(text));
	size_t n = timexes_find(rules, span_text(lang), &tokens, c, &arena, &list);
	all.len = 0;
	for (size_t i = 0; i < n; i++) {
		if (i)
			buffer_add_byte(&all, ' ');
		buffer_add_span(&all, list[i].value);
	}
	return arena_copy(&arena, buffer_span(&all));
}

/* A Wednesday. */
static struct span values(const char *lang, const char *text)
{
	struct timex_context c = news_of(2025, 5, 14);
	return values_in(lang, text, &c);
}

static void timex_test_open(void)
{
	packs = pack_open(NULL, 0);
	rules = timex_rules_open(packs);
}

/* Frees all, too; returns what main does. */
static int timex_test_done(void)
{
	timex_rules_close(rules);
	pack_close(packs);
	tokens_free(&tokens);
	arena_free(&arena);
	return unit_done();
}

#endif

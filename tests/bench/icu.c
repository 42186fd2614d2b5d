/* icu LOCALE: the sentences of the plain text on standard input, as ICU's BreakIterator (UAX #29, UText over UTF-8) finds them; says how
 * many. A blank line ends an article. Built without ICU it says so and fails, and `make bench` leaves its row out. */
#include <stdio.h>

#ifdef KABAR_ICU
#include <stdlib.h>
#include <unicode/ubrk.h>

#include "common/alloc.h"

static void check(UErrorCode status)
{
	if (U_FAILURE(status)) {
		fprintf(stderr, "icu: %s\n", u_errorName(status));
		exit(2);
	}
}

static size_t count_sentences(UBreakIterator *sentences, UText *text, struct span article)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t count = 0;
	utext_openUTF8(text, article.ptr, (int64_t)article.len, &status);
	ubrk_setUText(sentences, text, &status);
	check(status);
	while (ubrk_next(sentences) != UBRK_DONE)
		count++;
	return count;
}

int main(int argc, char **argv)
{
	UErrorCode status = U_ZERO_ERROR;
	UBreakIterator *sentences =
		ubrk_open(UBRK_SENTENCE, argc > 1 ? argv[1] : "en", NULL, 0, &status);
	UText text = UTEXT_INITIALIZER;
	struct buffer article = {0};
	char *line = NULL;
	size_t cap = 0, count = 0;
	ssize_t len;

	check(status);
	while ((len = getline(&line, &cap, stdin)) > 0) {
		if (len > 1) {
			buffer_add(&article, line, (size_t)len);
			continue;
		}
		count += count_sentences(sentences, &text, buffer_span(&article));
		article.len = 0;
	}
	count += count_sentences(sentences, &text, buffer_span(&article));
	printf("%zu\n", count);
	utext_close(&text);
	ubrk_close(sentences);
	buffer_free(&article);
	free(line);
	return 0;
}

#else

int main(void)
{
	fputs("icu: built without ICU\n", stderr);
	return 2;
}

#endif

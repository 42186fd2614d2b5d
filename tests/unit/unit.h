/* A unit test program prints TAP: one line a check, and the plan last. */
#ifndef KABAR_UNIT_H
#define KABAR_UNIT_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "common/span.h"

static int unit_count, unit_failures;

static inline void unit_check(bool ok, const char *sentence, const char *file, int line)
{
	printf("%s %d - %s\n", ok ? "ok" : "not ok", ++unit_count, sentence);
	if (!ok) {
		printf("# at %s:%d\n", file, line);
		unit_failures++;
	}
}

static inline void unit_equal(struct span got, const char *want, const char *sentence,
			      const char *file, int line)
{
	bool ok = got.ptr && span_is(got, want);
	unit_check(ok, sentence, file, line);
	if (!ok)
		printf("# want: %s\n# got:  %.*s\n", want, (int)got.len,
		       got.ptr ? got.ptr : "(nothing)");
}

static inline int unit_done(void)
{
	printf("1..%d\n", unit_count);
	return unit_failures != 0;
}

#define UNIT_CHECK(condition, sentence) unit_check((condition), (sentence), __FILE__, __LINE__)
#define UNIT_EQUAL(got, want, sentence) unit_equal((got), (want), (sentence), __FILE__, __LINE__)

#endif

#include "common/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Set once by report_start, before anything else runs. */
static const char *program = "kabar";

void report_start(const char *argv0)
{
	if (!argv0 || !*argv0)
		return;
	const char *slash = strrchr(argv0, '/');
	program = slash && slash[1] ? slash + 1 : argv0;
}

const char *report_program(void)
{
	return program;
}

/* One fprintf a message: lines of five tools on one terminal stay whole. */
static void say(const char *place, const char *format, va_list args)
{
	char text[1024];
	vsnprintf(text, sizeof text, format, args);
	fprintf(stderr, "%s: %s%s\n", program, place, text);
}

void report(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	say("", format, args);
	va_end(args);
}

void report_at(const char *file, uint64_t line, const char *format, ...)
{
	char place[512] = "";
	va_list args;
	if (file) {
		const char *name =
			strcmp(file, "-") == 0 ? "<stdin>" : report_quoted(span_text(file));
		if (line)
			snprintf(place, sizeof place, "%s:%llu: ", name, (unsigned long long)line);
		else
			snprintf(place, sizeof place, "%s: ", name);
	}
	va_start(args, format);
	say(place, format, args);
	va_end(args);
}

const char *report_quoted(struct span text)
{
	enum { SHOWN = 60, SLOTS = 4 };
	static char slots[SLOTS][SHOWN * 4 + 8];
	static unsigned turn;
	char *out = slots[turn++ % SLOTS], *p = out;
	size_t n = text.len < SHOWN ? text.len : SHOWN;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		/* 0x80-0x9F alone are C1 controls only when they do not continue a character; every
		 * terminal that matters takes UTF-8, so bytes over 0x7F go through. */
		if (c < 0x20 || c == 0x7F)
			p += snprintf(p, 5, "\\x%02X", c);
		else
			*p++ = (char)c;
	}
	if (n < text.len) {
		memcpy(p, "...", 3);
		p += 3;
	}
	*p = '\0';
	return out;
}

#include "common/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "common/utf8.h"

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

/* Escapes s into out, which has room for four bytes each of its first `most` bytes and the dots; ends it with NUL. */
static void escape(char *out, struct span s, size_t most)
{
	const char *p = s.ptr, *end = p + s.len;
	while (p < end) {
		unsigned len;
		uint32_t cp = utf8_decode(p, end, &len);
		if ((size_t)(p - s.ptr) + len > most) {
			memcpy(out, "...", 3);
			out += 3;
			break;
		}
		if (cp == UTF8_INVALID || cp < 0x20 || (cp >= 0x7F && cp < 0xA0)) {
			for (unsigned i = 0; i < len; i++)
				out += snprintf(out, 5, "\\x%02X", (unsigned char)p[i]);
		} else {
			memcpy(out, p, len);
			out += len;
		}
		p += len;
	}
	*out = '\0';
}

void report_at(const char *file, uint64_t line, const char *format, ...)
{
	enum { NAME = 1024 }; /* a longer name is cut: nothing on a system has one in use */
	char name[NAME * 4 + 8], place[NAME * 4 + 40] = "";
	va_list args;
	if (file) {
		escape(name, span_text(strcmp(file, "-") == 0 ? "<stdin>" : file), NAME);
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
	char *out = slots[turn++ % SLOTS];
	escape(out, text, SHOWN);
	return out;
}

/* What json.c and json_scan.c share. */
#ifndef KABAR_JSON_PARTS_H
#define KABAR_JSON_PARTS_H

#include "common/json.h"

static const char json_torn_string[] =
	"JSON: string without its closing quote before the end of the line";

/* The first quote, backslash or LF of [p, end), or end. */
const char *json_string_stop(const char *p, const char *end);

/* Copies [p, end) up to its first backslash to *out, which is moved on and has room for as many bytes; returns where it stopped. */
const char *json_copy_plain(const char *p, const char *end, char **out);

/* A byte of numbers and of true, false, null, NaN. */
bool json_is_word_byte(char c);

static inline bool json_is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

#endif

/* HTML and SVG text: everything a record says goes through markup_add or markup_add_plain. */
#ifndef KABAR_TIMELINE_MARKUP_H
#define KABAR_TIMELINE_MARKUP_H

#include "common/alloc.h"

/* Element content. & < > " ' are escaped; bytes that are not UTF-8, NUL and other controls become U+FFFD. */
void markup_add(struct buffer *out, struct span text);
/* For attributes and SVG text, where nothing can isolate them: the marks that turn the direction of writing are left out. */
void markup_add_plain(struct buffer *out, struct span text);
/* Isolated from the text around it, whatever direction it turns to. */
void markup_add_bdi(struct buffer *out, struct span text);

/* The anchor of an entry: "e-" and its id, other bytes than letters, digits, '.', '-' and '_' as their hex code. */
void markup_add_anchor(struct buffer *out, struct span id);

/* Numbers for coordinates: percent with one place behind the point, from per mille. */
void markup_add_percent(struct buffer *out, uint64_t per_mille);

/* "14 May 2025" */
void markup_add_day(struct buffer *out, int64_t day);
/* An EDTF value in words, "by 14 May 2025", "Wednesday, 14 May 2025", as it is where it is none that timeline writes. */
void markup_add_when(struct buffer *out, struct span when);

/* The files of the page, compiled in. */
struct asset {
	const unsigned char *bytes;
	size_t size;
};
extern const struct asset asset_page_css, asset_page_js, asset_lanes_css;
static inline struct span asset_span(const struct asset *a)
{
	return span_of((const char *)a->bytes, a->size);
}

/* --- digest.c --- */

/* Appends "sha256-" and the base64 of the digest of text, as Content-Security-Policy wants it (FIPS 180-4, RFC 4648). */
void digest_add(struct buffer *out, struct span text);

#endif

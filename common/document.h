/* Articles in: plain text, JSON Lines, a JSON array, pretty-printed objects, Common Crawl WET; each also gzipped. */
#ifndef KABAR_DOCUMENT_H
#define KABAR_DOCUMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "common/alloc.h"
#include "common/input.h"
#include "common/span.h"

enum document_unit { /* in the order of the choices of --doc */
		     UNIT_FILE,
		     UNIT_PARAGRAPH, /* stretches between blank lines */
		     UNIT_LINE
};

struct document_options {
	int unit;         /* enum document_unit: plain text only */
	const char *name; /* --doc-name: the id of standard input as plain text */
	uint64_t
		max_bytes; /* a longer plain text comes in pieces; a longer JSON, WET or LTSV document is refused. 64 MiB */
	bool live; /* UNIT_FILE: give a piece as soon as a paragraph is whole and reading on would wait */
};

/* Spans are valid until the next documents_next. A field that is not known has len 0. */
struct document {
	/* Never empty: the path, the input's id, else its url, else 20 hex digits of a hash of the text. A line or
	 * paragraph of a file, or of a named standard input, has the number of its first line behind: "FILE:LINE". */
	struct span id;
	struct span text;
	struct span title, date, url, source, author,
		language; /* as given: language "id", "en-US", "ind,eng" … */
	bool date_is_crawl; /* the date is that of the download (WARC-Date, crawl_date, C4's timestamp …) */
	uint64_t
		offset; /* where text begins in the document: not 0 in a later piece of a long plain text */
	/* Another piece of this document follows, or is lost because the input failed (READ_FAILED comes next). Pieces are
	 * cut between paragraphs, else at a line end, a blank, a character. The text of a last piece may be empty. */
	bool more;
	const char *file; /* for messages; file and line are also set with READ_REFUSED */
	uint64_t line;
};

/* Accepted names (first found wins) stand in a table in document.c: trafilatura, newspaper4k, news-please, C4, cc_news, JSON Feed. */

struct documents;

/* input form: FORM_AUTO, FORM_TEXT, FORM_JSON, FORM_WET or FORM_LTSV of run.h (LTSV: text, title, date … fields).
 * Takes text unless the input begins as JSON ('{' then '"' or '}', '[' then '{' or ']', white space between allowed) or "WARC/".
 * Owns neither in nor file; o is copied, its name is not. */
struct documents *documents_open(struct input *in, const char *file, int form,
				 const struct document_options *o);
void documents_close(struct documents *d);

/* READ_REFUSED: this document was bad (*reason), *refused holds its first line for --rejects; go on.
 * READ_FAILED: reported; nothing more comes. */
enum read_result documents_next(struct documents *d, struct document *doc, const char **reason,
				struct span *refused);

#endif

/* segment: documents in, one record a sentence out.
 *
 * The core is a function over a document: no files, no clock, no exit. Its parts, in the order they work:
 *   language.c  which language, by function words          docdate.c  the document's own date
 *   dateline.c  "CITY, HOST -" in front of the lead        layout.c   lines to paragraphs
 *   scan.c      a paragraph to pieces (with boundary.c at each full stop, close.c, quote.c and link.c)
 *   kind.c      what each piece is                         emit.c     records
 * Sets of bytes are found 64 at a time by mask.c and mask_wide.c, ends of words 16 at a time (bytes16.h); phrases and words of the packs are
 * asked for only where a bit says that their first bytes may stand there, the rules only where plain.c does not know. What is left of the time are branches that hang on the text: six
 * articles repeated take two thirds of the time of as many different ones.
 * Together the pieces of a document hold every non-blank byte once; nothing here can drop one, since pieces tile the text. */
#ifndef KABAR_SEGMENT_H
#define KABAR_SEGMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "common/pack.h"
#include "common/run.h"

enum quotes {
	QUOTES_KEEP, /* a quotation of several sentences with its tag is one record */
	QUOTES_SPLIT
};

struct segment_options {
	int quotes;
	bool body;                        /* --body: only records of kind body */
	bool live;                        /* a document's first piece is all that is known */
	const char *date, *lang, *source; /* NULL: not given */
	const char *with;                 /* comma list, or NULL */
	uint64_t max_record;              /* a longer sentence is cut */
};

struct segmenter;

/* The packs must live as long as the segmenter. NULL when an option's value makes no sense (reported). */
struct segmenter *segment_open(const struct pack *packs, const struct segment_options *o);
void segment_close(struct segmenter *s);

/* A document_step; state: the segmenter. Pieces of one document (doc->more) carry numbers, date, language and source on. */
enum step segment_document(const struct document *doc, struct sink *out, void *segmenter);

#endif

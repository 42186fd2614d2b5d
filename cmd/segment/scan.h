/* A paragraph cut into pieces: sentences, and what scraping put between them. */
#ifndef KABAR_SEGMENT_SCAN_H
#define KABAR_SEGMENT_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cmd/segment/mask.h"
#include "cmd/segment/phrases.h"
#include "cmd/segment/words.h"

enum kind {
	KIND_BODY, /* first: what a piece is until kind.c says otherwise */
	KIND_HEADLINE,
	KIND_BYLINE,
	KIND_CAPTION,
	KIND_LINK,
	KIND_BOILERPLATE,
	KIND_CORRECTION
};

struct piece {
	size_t start, end; /* bytes of the text, trimmed, not empty */
	enum kind kind;
	bool fixed;   /* the scanner knew the kind */
	bool stopped; /* ends with . ! ? … and what closes behind it */
	bool glued;   /* the next piece follows without a blank */
};

struct pieces {
	struct piece *items;
	size_t count, cap;
};

/* The rules for one language; owned by the segmenter. */
struct rules {
	const struct words *words;
	const struct date_words *dates;
	const struct phrases *phrases;
	bool keep_quotes;
	bool closing_credits; /* the language has words for them */
	uint8_t classes[256]; /* by scan_classes: what to do at a byte of mask_sets.marks */
};

void scan_classes(uint8_t classes[256]);

struct list_marker {
	char style; /* 0 none, '1' digits, 'a' letters, 'i' Roman, '*' bullets, '-' dashes */
	unsigned value;
	bool dashes; /* ': - ' stands in the paragraph */
	bool glued;  /* its markers may follow a full stop without a blank */
};

struct scan {
	const struct rules *rules;
	struct span text;
	const struct mask_map *map;
	size_t start, end; /* the paragraph */
	size_t sentence;   /* start of the sentence being read */
	size_t protect;    /* no sentence ends before here (a dateline) */
	bool quote_open;   /* --quotes=split: inside double quotes */
	size_t no_bracket; /* no closing bracket stands before here */
	struct list_marker list;
	enum kind forced; /* kind of all that follows when not KIND_BODY */
	struct pieces *out;
};

/* Appends the pieces of the paragraph [start, end) of text to out; together they hold all its non-blank bytes.
 * map: of the paragraph, or more; protect: end of the dateline, or start. Time linear in the paragraph. */
void scan_paragraph(const struct rules *r, struct span text, const struct mask_map *map,
		    size_t start, size_t end, size_t protect, struct pieces *out);

/* Ends the piece that is being read at `at`, the next begins at `next`. Nothing when it would be empty. */
void scan_cut(struct scan *s, size_t at, size_t next, enum kind kind, bool stopped);

/* --- list.c --- */

/* At the beginning of the paragraph: whether it is a list's. */
void list_start(struct scan *s);

/* At a full stop: whether it belongs to a list's marker; the item in front of the marker is cut off. */
bool list_stop(struct scan *s, size_t at);

/* The cheap test for each full stop: a list goes on, or '1.' or 'I.' may begin one. */
static inline bool list_may_stop(const struct scan *s, size_t at)
{
	char c = at > s->sentence ? s->text.ptr[at - 1] : '\0';
	return s->list.style || c == '1' || c == 'I' || c == 'i';
}

/* At a closing bracket: '2)'. */
void list_close(struct scan *s, size_t at);

/* Whether ': - ' stands in [start, end): else no dash is asked whether it begins an item. */
bool list_has_dashes(struct span text, size_t start, size_t end);

/* At a capital two bytes behind a hyphen. */
void list_dash(struct scan *s, size_t at);

/* At what may be a bullet; where to read on. */
size_t list_bullet(struct scan *s, size_t at);

/* --- close.c --- */

/* Behind the closing marks at `at`. */
size_t close_marks(struct scan *s, size_t at);

/* Behind a closing quote or note's number that blanks part from the sentence which ends at `at`: '… ini? " ujar Rini'; else `at`. */
size_t close_torn(struct scan *s, size_t at);

/* --- subhead.c --- */

/* Where the sub-headline ends that lost its line break in front of a sentence, in a piece [start, end) that begins with two
 * capitalised words; start when there is none. Looks at 110 bytes. */
size_t subhead_end(const struct scan *s, size_t start, size_t end);

/* --- boundary.c --- */

struct stop {
	size_t start, end; /* the run of . ! ? … */
	size_t close;      /* behind closing quotes and brackets */
	size_t next;       /* next character that is not blank; s->end when there is none */
	bool mark;         /* holds ! or ? */
	bool ellipsis;
};

/* Whether a sentence ends at the stop. Method: lists of abbreviations by what follows them, as in UAX #29 (SB8) and
 * Kiss & Strunk 2006, but with fixed lists instead of trained ones. */
bool boundary_ends(const struct scan *s, const struct stop *t);

/* Whether the stop at `at` ends its paragraph, or is a full stop behind a word in small letters that is no abbreviation, with a space and a
 * capital behind it: so end most sentences, and boundary_ends need not be asked. No marker of a list is being waited for. */
bool boundary_is_plain(const struct scan *s, size_t at);

/* --- quote.c --- */

enum quote_side { QUOTE_NONE, QUOTE_OPENS, QUOTE_CLOSES, QUOTE_EITHER };

/* Length of the double quotation mark at `at` (" “ ” „ « »), 0 when there is none. */
static inline unsigned quote_length(struct span text, size_t at, size_t end)
{
	const unsigned char *p = (const unsigned char *)text.ptr + at;
	if (*p == '"')
		return 1;
	if (*p == 0xC2 && end - at >= 2 && (p[1] == 0xAB || p[1] == 0xBB))
		return 2;
	if (*p == 0xE2 && end - at >= 3 && p[1] == 0x80 && p[2] >= 0x9C && p[2] <= 0x9F)
		return 3;
	return 0;
}

enum quote_side quote_side(const struct scan *s, size_t at);

/* The mark that closes the quotation opened at `at`, or 0 when it is never closed in this paragraph. */
size_t quote_find_close(const struct scan *s, size_t at);

/* "artikel 'Mengejutkan! Ini Kata Polisi' .": a title in single marks of which the second half is behind the stop. */
bool quote_title_goes_on(const struct scan *s, const struct stop *t);

/* --- link.c --- */

/* End of the title that begins at `at`, when it stands in a paragraph without a full stop behind it. */
size_t link_title_end(const struct scan *s, size_t at);

/* 'Laporan Wartawan Tribunnews.com, Budi TRIBUNNEWS.COM, JAKARTA - Polisi': where the dateline's host stands, in capitals. */
size_t link_byline_end(const struct scan *s, size_t at);

/* Whether the capitalised word is a common noun, which heads a sentence as 'Polisi' does: it stands in lower case within 3,000
 * bytes. */
bool link_common_word(const struct scan *s, struct span word);

/* Whether the word stands again as it is within 3,000 bytes. */
bool link_said_again(const struct scan *s, struct span word);

/* Whether who said the quotation that ended in front of `at` follows: '"Is this fair?" Mayor Roe asked.' */
bool quote_tag_follows(const struct scan *s, size_t at);

#endif

/* What the pieces of a paragraph are: headline, byline, caption, link, boilerplate, correction, or body. */
#ifndef KABAR_SEGMENT_KIND_H
#define KABAR_SEGMENT_KIND_H

#include "cmd/segment/layout.h"
#include "cmd/segment/scan.h"

/* What is known of the place of a paragraph in its document. */
struct place {
	const struct rules *rules;
	struct span text;
	struct paragraph paragraph;
	bool body_seen; /* a body sentence came before */
	bool headline_seen;
	bool is_title;      /* it is the metadata's title */
	bool last;          /* nothing follows */
	size_t below;       /* start of the next line */
	bool caption_below; /* the next line is a photo's credit */
	bool stamp_below;   /* the next line says when it was published */
	enum kind
		opened; /* the paragraph above announces this one: 'Image caption,', 'READ MORE'; else KIND_BODY */
	bool short_before; /* the paragraph before is an unstopped line of the text, no title */
	bool ended;        /* the tail of promos has begun: kept from paragraph to paragraph */
};

/* Sets the kinds of pieces [first, p->count), all of one paragraph, that the scanner left open. */
void kind_set(struct place *place, struct pieces *p, size_t first);

/* Whether the piece that the scanner left open is a sentence of the article by its look: it begins with no phrase, ends with a full stop and
 * is no short one. Lines of credits look so too, see kind_is_closing_credit. */
bool kind_is_plain(const struct place *place, const struct piece *piece);

/* A short line with a date, a name or both, as they stand above the text: docdate.c trusts its date. */
bool kind_is_byline(const struct phrases *phrases, struct span line);

/* A line that is a date and nothing else: 'May 15, 2025', 'Rabu, 14 Mei 2025'. */
bool kind_is_date_line(struct span line);

/* Lines of names, outlets and dates between title and text: 'By Jane Doe and John Roe', 'BBC News, Leeds'. */
bool kind_is_head_byline(const struct place *place, struct span line);

/* Whether all words are names, or known on bylines. */
bool kind_is_names(const struct place *place, struct span line);

/* 'Published June 4, 2024 at 7:15 a.m.', below the text too when it says so. */
bool kind_is_stamp_line(const struct place *place, struct span line);

/* 'Doe reported from Leeds.', 'AP writer Ann Poe in London contributed to this report.' */
bool kind_is_closing_credit(const struct place *place, struct span line);

/* Whether the line opens as a photo's credit or caption does, and is no label ('Image caption,'): the short paragraph above it is its
 * caption. */
bool kind_is_caption_line(const struct phrases *phrases, struct span line);

#endif

/* Bylines that lost their line break and stand in front of the dateline. */
#ifndef KABAR_SEGMENT_FRONT_H
#define KABAR_SEGMENT_FRONT_H

#include "cmd/segment/dateline.h"
#include "cmd/segment/phrases.h"

/* 'Laporan Wartawan SITE.com, First Name SITE.COM, KOTA -': the last host in reach, which begins the dateline of the paragraph
 * [start, end); else start. */
size_t front_reporter(const struct phrases *phrases, const struct words *words, struct span text,
		      size_t start, size_t end);

/* 'Kabar Kota | Rabu, 14 Mei 2025 | 17.40 kabarkota.com, KOTA - Polisi …': where the dateline begins behind a byline that lost its
 * line break; else start. */
size_t front_byline(const struct outlets *outlets, const struct date_words *dates, struct span text,
		    size_t start, size_t end);

#endif

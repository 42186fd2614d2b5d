/* The bytes of a state file: what earlier runs printed, so that it is not printed again.
 *
 * A header, then frames, each appended by one commit:
 *   header  "kabardup", u32 version, u32 length of the settings, the settings as text, u32 CRC-32 of all before it
 *   frame   "FRAM", u32 length of the lines, u32 length of them compressed, u32 CRC-32 of the compressed lines, u32 CRC-32 of
 *           the sixteen bytes before it, the lines compressed by zlib
 * Numbers are little-endian. A frame's lines, each ended by LF:
 *   "+RECORD"      the first record of a claim, LTSV; claims are numbered from 0 as they stand in the file
 *   "=RECORD"      the further records of its unit
 *   "~NUMBER DATE" the claim was said again, on that day
 * Stored are texts, not sketches: another version with another sketch reads them all the same, and a torn file can be read by
 * eye with zlib-flate. */
#ifndef KABAR_DEDUPE_STATE_FORMAT_H
#define KABAR_DEDUPE_STATE_FORMAT_H

#include <stdbool.h>

#include "common/alloc.h"

enum { STATE_FRAME_HEAD = 20 };

enum state_part {
	STATE_GOOD,
	STATE_TORN, /* the bytes end in the middle of it */
	STATE_DAMAGED
};

void state_add_header(struct buffer *out, struct span settings);

/* The header at the start of the bytes; *used: its length. */
enum state_part state_read_header(struct span bytes, struct span *settings, size_t *used);

/* Lines must be shorter than 2 GiB. */
void state_add_frame(struct buffer *out, struct span lines);

/* How long the frame with this head is; 0: the head is not to be believed. */
size_t state_frame_size(struct span head);

/* The frame at the start of the bytes, its lines into `lines`. */
enum state_part state_read_frame(struct span bytes, struct buffer *lines);

#endif

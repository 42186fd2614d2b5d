/* News outlets: their names and the hosts that `source` shows for them. */
#ifndef KABAR_SEGMENT_OUTLETS_H
#define KABAR_SEGMENT_OUTLETS_H

#include "common/alloc.h"
#include "common/pack.h"

/* The outlets of the packs, name to host. */
struct outlets;
struct outlets *outlets_new(const struct pack *packs);
void outlets_free(struct outlets *o);

/* Host of an outlet by its name (any case), or empty. */
struct span outlets_host(const struct outlets *o, struct span name);

/* 'SURABAYASURYA.co.id' (a lost blank) and 'regional.kompas.com' both end in an outlet's host: that one, else `host`. */
struct span outlets_known_host(const struct outlets *o, struct span host);

/* Appends the outlet as `source` has it: the host in lower case, without "www." */
void outlets_add_source(struct buffer *out, const struct outlets *o, struct span source);

#endif

/* Work cut into parts that several threads take as they come. What each part gives must not depend on who does it, or when. */
#ifndef KABAR_DEDUPE_CREW_H
#define KABAR_DEDUPE_CREW_H

#include <stddef.h>

struct crew;

/* Takes parts until there are none left. worker: 0 for the caller, each other thread has its number. */
typedef void crew_work(void *context, struct crew *crew, unsigned worker);

/* Lets `threads` of them work, of which the caller is one, and waits for all. One that cannot be started leaves its parts to the
 * others. The context is shared. */
void crew_run(unsigned threads, crew_work *work, void *context);

/* The first of the next `count` parts, numbered from 0, for the one who asks: there is no end to them. */
size_t crew_take(struct crew *crew, size_t count);

/* How many threads can run at once here, at most CREW_MAX. */
enum { CREW_MAX = 8 };
unsigned crew_processors(void);

#endif

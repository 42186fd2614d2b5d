/* Memory for what is large and read once. */
#ifndef KABAR_PAGES_H
#define KABAR_PAGES_H

#include <stddef.h>

/* alloc_resized for `size` bytes of which the first `used` are kept. From 4 MiB on in huge pages where the system has them: to touch
 * 16 MB for the first time in pages of 4 KiB took a fifth of the time that segment has for a plain file. Freed by free. */
void *pages_grown(void *old, size_t used, size_t size);

#endif

/* Memory for what is large: read once, or looked up all over. */
#ifndef KABAR_PAGES_H
#define KABAR_PAGES_H

#include <stddef.h>

/* alloc_resized for `size` bytes of which the first `used` are kept. From 4 MiB on in huge pages where the system has them: to touch
 * 16 MB for the first time in pages of 4 KiB took a fifth of the time that segment has for a plain file. Freed by free. */
void *pages_grown(void *old, size_t used, size_t size);

/* The same as alloc_zeroed: for a table that is looked up at random every page of 4 KiB costs a look into the system's tables as
 * well, which in a virtual machine took as long as all the rest of the look-up. Freed by free. */
void *pages_zeroed(size_t count, size_t size);

/* The same as alloc_grown. From 8 MiB on, where the system can, the pages go with the array when it moves: to copy it touched as much
 * memory again for the first time. Freed by pages_array_free only. */
void *pages_grown_array(void *array, size_t used, size_t *cap, size_t size);
void pages_array_free(void *array, size_t cap, size_t size);

#endif

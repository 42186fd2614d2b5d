/* MADV_HUGEPAGE is Linux's own: hidden by _POSIX_C_SOURCE, shown by this. */
#if defined __linux__ && !defined _DEFAULT_SOURCE
#define _DEFAULT_SOURCE 1
#endif

#include "common/pages.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/alloc.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

enum { LARGE = 4 * 1024 * 1024 };

#ifdef MADV_HUGEPAGE

enum { HUGE_PAGE = 2 * 1024 * 1024 };

void *pages_grown(void *old, size_t used, size_t size)
{
	void *p;
	if (size < LARGE || size > SIZE_MAX - HUGE_PAGE)
		return alloc_resized(old, size, 1);
	/* whole pages: the bytes of a part of one would be touched in small ones */
	size_t whole = (size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
	if (posix_memalign(&p, HUGE_PAGE, whole) != 0)
		return alloc_resized(old, size, 1);
	/* an advice: where it is not taken the memory is as good */
	(void)madvise(p, whole, MADV_HUGEPAGE);
	if (used > 0)
		memcpy(p, old, used);
	free(old);
	return p;
}

#else

void *pages_grown(void *old, size_t used, size_t size)
{
	(void)used;
	return alloc_resized(old, size, 1);
}

#endif

void *pages_grown_array(void *array, size_t used, size_t *cap, size_t size)
{
	if (used < *cap)
		return array;
	if (used * size < LARGE)
		return alloc_grown(array, used, cap, size);
	*cap *= 2;
	return pages_grown(array, used * size, *cap * size);
}

void *pages_zeroed(size_t count, size_t size)
{
	if (count * size < LARGE)
		return alloc_zeroed(count, size);
	void *p = pages_grown(NULL, 0, count * size);
	memset(p, 0, count * size);
	return p;
}

/* MADV_HUGEPAGE and mremap are Linux's own: hidden by _POSIX_C_SOURCE, shown by this. */
#if defined __linux__ && !defined _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#include "common/pages.h"

#include <stdbool.h>
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

#if defined MADV_HUGEPAGE && defined MREMAP_MAYMOVE && defined MREMAP_FIXED

/* Arrays that alloc_grown has made are smaller: they were doubled when they held less than LARGE. */
static bool is_mapped(size_t cap, size_t size)
{
	return cap * size >= 2 * (size_t)LARGE;
}

static size_t whole_pages(size_t size)
{
	return (size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
}

/* Pages not touched yet, from the start of a huge one on; NULL: there is no room. */
static char *map_pages(size_t whole)
{
	char *p = mmap(NULL, whole + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
		       -1, 0);
	if (p == MAP_FAILED)
		return NULL;
	size_t front = (HUGE_PAGE - (uintptr_t)p % HUGE_PAGE) % HUGE_PAGE;
	if (front > 0)
		munmap(p, front);
	if (front < HUGE_PAGE)
		munmap(p + front + whole, HUGE_PAGE - front);
	(void)madvise(p + front, whole, MADV_HUGEPAGE);
	return p + front;
}

/* Both begin with a huge page, so huge pages stay whole when they move. */
static void *move_pages(void *old, size_t old_size, size_t used, char *to, size_t whole)
{
	if (mremap(old, whole_pages(old_size), whole, MREMAP_MAYMOVE | MREMAP_FIXED, to) == to)
		return to;
	memcpy(to, old, used);
	munmap(old, whole_pages(old_size));
	return to;
}

void *pages_grown_array(void *array, size_t used, size_t *cap, size_t size)
{
	if (used < *cap)
		return array;
	if (used * size < LARGE)
		return alloc_grown(array, used, cap, size);
	size_t old = *cap;
	*cap *= 2;
	char *to = map_pages(whole_pages(*cap * size));
	if (!to)
		return alloc_resized(NULL, SIZE_MAX, size); /* says so, and exits */
	if (is_mapped(old, size))
		return move_pages(array, old * size, used * size, to, whole_pages(*cap * size));
	memcpy(to, array, used * size);
	free(array);
	return to;
}

void pages_array_free(void *array, size_t cap, size_t size)
{
	if (array && is_mapped(cap, size))
		munmap(array, whole_pages(cap * size));
	else
		free(array);
}

#else

void *pages_grown_array(void *array, size_t used, size_t *cap, size_t size)
{
	if (used < *cap)
		return array;
	if (used * size < LARGE)
		return alloc_grown(array, used, cap, size);
	*cap *= 2;
	return pages_grown(array, used * size, *cap * size);
}

void pages_array_free(void *array, size_t cap, size_t size)
{
	(void)cap;
	(void)size;
	free(array);
}

#endif

void *pages_zeroed(size_t count, size_t size)
{
	if (count * size < LARGE)
		return alloc_zeroed(count, size);
	void *p = pages_grown(NULL, 0, count * size);
	memset(p, 0, count * size);
	return p;
}

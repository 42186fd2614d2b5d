/* sched_getaffinity is Linux's own: hidden by _POSIX_C_SOURCE, shown by this. */
#if defined __linux__ && !defined _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#include "cmd/dedupe/crew.h"

#include <unistd.h>

#if KABAR_THREADS

#include <pthread.h>
#include <sched.h>

struct crew {
	pthread_mutex_t lock;
	size_t next;
	crew_work *work;
	void *context;
};

size_t crew_take(struct crew *crew, size_t count)
{
	pthread_mutex_lock(&crew->lock);
	size_t first = crew->next;
	crew->next += count;
	pthread_mutex_unlock(&crew->lock);
	return first;
}

struct worker {
	struct crew *crew;
	unsigned number;
	pthread_t thread;
};

static void *work(void *worker)
{
	struct worker *w = worker;
	w->crew->work(w->crew->context, w->crew, w->number);
	return NULL;
}

void crew_run(unsigned threads, crew_work *todo, void *context)
{
	struct crew crew = {PTHREAD_MUTEX_INITIALIZER, 0, todo, context};
	struct worker workers[CREW_MAX];
	unsigned started = 1;
	for (; started < threads && started < CREW_MAX; started++) {
		workers[started] = (struct worker){.crew = &crew, .number = started};
		if (pthread_create(&workers[started].thread, NULL, work, &workers[started]) != 0)
			break;
	}
	todo(context, &crew, 0);
	while (--started > 0)
		pthread_join(workers[started].thread, NULL);
}

unsigned crew_processors(void)
{
	long count = sysconf(_SC_NPROCESSORS_ONLN);
#ifdef CPU_COUNT
	/* taskset, a container or a Slurm task may leave fewer of them */
	cpu_set_t mine;
	if (sched_getaffinity(0, sizeof mine, &mine) == 0 && CPU_COUNT(&mine) > 0)
		count = CPU_COUNT(&mine);
#endif
	return count < 1 ? 1 : count > CREW_MAX ? CREW_MAX : (unsigned)count;
}

#else

struct crew {
	size_t next;
};

size_t crew_take(struct crew *crew, size_t count)
{
	size_t first = crew->next;
	crew->next += count;
	return first;
}

void crew_run(unsigned threads, crew_work *work, void *context)
{
	struct crew crew = {0};
	(void)threads;
	work(context, &crew, 0);
}

unsigned crew_processors(void)
{
	return 1;
}

#endif

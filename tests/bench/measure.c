/* measure RUNS INPUT OUTPUT COMMAND...: runs COMMAND with standard input and output redirected, after one run that does
 * not count; prints the median CPU time (user and system) in seconds and the largest peak memory in MB. Whole process.
 * CPU time, because a busy machine changes the wall clock and not much else: the tools are single-threaded. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static double seconds_of(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

/* CPU seconds of all children that have ended. */
static double used_by_children(void)
{
	struct rusage used;
	getrusage(RUSAGE_CHILDREN, &used);
	return seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
}

static void redirect(const char *file, int flags, int to)
{
	int fd = open(file, flags, 0666);
	if (fd < 0 || dup2(fd, to) < 0) {
		fprintf(stderr, "measure: %s: %s\n", file, strerror(errno));
		_exit(127);
	}
	close(fd);
}

static double run_once(char **argv)
{
	double start = used_by_children();
	pid_t child = fork();
	int status;
	if (child == 0) {
		redirect(argv[2], O_RDONLY, STDIN_FILENO);
		redirect(argv[3], O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
		execvp(argv[4], argv + 4);
		fprintf(stderr, "measure: %s: %s\n", argv[4], strerror(errno));
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) < 0 || !WIFEXITED(status) ||
	    WEXITSTATUS(status) != 0) {
		fprintf(stderr, "measure: %s failed\n", argv[4]);
		exit(2);
	}
	return used_by_children() - start;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	enum { MOST = 99 };
	double seconds[MOST];
	struct rusage used;
	int runs = argc > 4 ? atoi(argv[1]) : 0;

	if (runs < 1 || runs > MOST) {
		fprintf(stderr, "usage: measure RUNS INPUT OUTPUT COMMAND...\n");
		return 2;
	}
	run_once(argv);
	for (int i = 0; i < runs; i++)
		seconds[i] = run_once(argv);
	qsort(seconds, (size_t)runs, sizeof *seconds, compare);
	getrusage(RUSAGE_CHILDREN, &used);
	/* ru_maxrss is in KiB on Linux and the BSDs, in bytes on macOS. */
#ifdef __APPLE__
	double megabytes = (double)used.ru_maxrss / 1e6;
#else
	double megabytes = (double)used.ru_maxrss * 1024 / 1e6;
#endif
	printf("%.4f %.1f\n", seconds[runs / 2], megabytes);
	return 0;
}

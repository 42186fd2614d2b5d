/* What an option table prints of itself. Each function writes to standard output, checked, and returns the exit status. */
#ifndef KABAR_OPTIONS_HELP_H
#define KABAR_OPTIONS_HELP_H

#include "common/options.h"

int options_print_help(const struct program *p, const struct option *shared, size_t shared_count);

/* "segment (kabar) 0.1.0", then the digest of the stock packs. */
int options_print_version(const struct program *p);

/* shell: 1 bash, 2 zsh, 3 fish; for the name that the program was called by. */
int options_print_completions(const struct program *p, const struct option *shared,
			      size_t shared_count, int shell);

#endif

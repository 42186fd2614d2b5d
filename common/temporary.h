/* Files for what exceeds the memory that may be taken: they lose their name at once, so nothing of them stays behind however the
 * program ends. */
#ifndef KABAR_TEMPORARY_H
#define KABAR_TEMPORARY_H

#include <stdio.h>

/* TMPDIR, else /tmp. A main asks; the cores are told. */
const char *temporary_folder(void);

/* Open for writing and reading; NULL with errno, not reported. The caller closes it. */
FILE *temporary_open(const char *folder);

#endif

/* Options as a table: parsing, --help, completions and the man page check read the same one. */
#ifndef KABAR_OPTIONS_H
#define KABAR_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum option_kind {
	OPTION_FLAG,   /* target: bool * */
	OPTION_TEXT,   /* target: const char ** */
	OPTION_LIST,   /* may be given many times; target: struct option_list * */
	OPTION_CHOICE, /* target: int *, the index in `choices` ("text|json|wet") */
	OPTION_SIZE,   /* bytes with K, M or G behind; target: uint64_t * */
	OPTION_COUNT   /* whole number in [low, high]; target: uint64_t * */
};

enum { OPTION_LIST_MAX = 16 };

struct option_list {
	const char *items[OPTION_LIST_MAX];
	size_t count;
};

struct option {
	char letter; /* 0: none */
	const char *name;
	const char *argument; /* NULL for a flag; else its name in the help, as FILE */
	const char *help;     /* one line, with the default */
	enum option_kind kind;
	void *target;
	const char *choices;
	uint64_t low, high;
};

struct program {
	const char *name;             /* segment */
	const char *purpose;          /* one line, as .Nd of its page */
	const char *usage;            /* "[OPTION]... [FILE]..." */
	const char *examples;         /* whole lines, shown first in --help */
	const struct option *options; /* its own; the shared ones of run.h come behind them */
	size_t option_count;
};

struct run_options;

/* Parses argv into the targets and io (files, shared options). Returns -1 to go on, else the exit status:
 * 0 after --help, --version or --completions, STATUS_FAILED after a usage mistake (one line that names the option).
 * Options may stand anywhere; "--" ends them; "-" is standard input. No abbreviations. The files are gathered
 * in argv itself, which must live as long as io. Also guards the standard descriptors (output.h), since it comes first. */
int options_parse(const struct program *p, struct run_options *io, int argc, char **argv);

#endif

#include "common/options_help.h"

#include <string.h>
#include <unistd.h>

#include "common/output.h"
#include "common/pack.h"
#include "common/report.h"

#ifndef KABAR_VERSION
#error "KABAR_VERSION comes from config.h, which configure writes"
#endif

static int print(struct buffer *text)
{
	struct output out = {.fd = STDOUT_FILENO, .pending = *text};
	return output_close(&out) ? STATUS_OK : STATUS_FAILED;
}

static void add_spaces(struct buffer *b, size_t count)
{
	while (count--)
		buffer_add_byte(b, ' ');
}

static void add_option(struct buffer *b, const struct option *o)
{
	enum { HELP_COLUMN = 28 };
	size_t start = b->len;
	buffer_add_text(b, o->letter ? "  -" : "      --");
	if (o->letter) {
		buffer_add_byte(b, o->letter);
		buffer_add_text(b, ", --");
	}
	buffer_add_text(b, o->name);
	if (o->argument) {
		buffer_add_byte(b, '=');
		buffer_add_text(b, o->argument);
	}
	size_t width = b->len - start;
	if (width + 2 > HELP_COLUMN) {
		buffer_add_byte(b, '\n');
		width = 0;
	}
	add_spaces(b, HELP_COLUMN - width);
	buffer_add_text(b, o->help);
	buffer_add_byte(b, '\n');
}

int options_print_help(const struct program *p, const struct option *shared, size_t shared_count)
{
	static const struct option always[] = {
		{.letter = 'h', .name = "help", .help = "print this"},
		{.name = "version",
		 .help = "print the version and the digest of the language packs"},
	};
	struct buffer b = {0};
	buffer_add_text(&b, report_program());
	buffer_add_text(&b, " - ");
	buffer_add_text(&b, p->purpose);
	buffer_add_text(&b, "\n\nExamples:\n");
	buffer_add_text(&b, p->examples);
	buffer_add_text(&b, "\nUsage: ");
	buffer_add_text(&b, report_program());
	buffer_add_byte(&b, ' ');
	buffer_add_text(&b, p->usage);
	buffer_add_text(&b, "\n\n");
	for (size_t i = 0; i < p->option_count; i++)
		add_option(&b, &p->options[i]);
	buffer_add_text(&b, "\nShared by all tools:\n");
	for (size_t i = 0; i < shared_count; i++)
		add_option(&b, &shared[i]);
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		add_option(&b, &always[i]);
	buffer_add_text(
		&b,
		"\nExit status: 0 done, 2 usage, input or write error, 3 complete but records were refused;\n"
		"1 only with -e: nothing was written. The manual page has more.\n");
	return print(&b);
}

int options_print_version(const struct program *p)
{
	struct buffer b = {0};
	struct pack *stock = pack_open(NULL, 0);
	if (!stock)
		return STATUS_FAILED;
	buffer_add_text(&b, p->name);
	buffer_add_text(&b, " (kabar) " KABAR_VERSION "\npacks ");
	buffer_add_text(&b, pack_digest(stock));
	buffer_add_byte(&b, '\n');
	pack_close(stock);
	return print(&b);
}

static void add_choices(struct buffer *b, const char *choices)
{
	for (; *choices; choices++)
		buffer_add_byte(b, *choices == '|' ? ' ' : *choices);
}

/* Text within single quotes of a shell. */
static void add_quoted(struct buffer *b, const char *text)
{
	for (; *text; text++)
		if (*text == '\'')
			buffer_add_text(b, "'\\''");
		else
			buffer_add_byte(b, *text);
}

static void add_bash(struct buffer *b, const struct option *o)
{
	buffer_add_text(b, " --");
	buffer_add_text(b, o->name);
	if (o->argument)
		buffer_add_byte(b, '=');
}

static void add_fish(struct buffer *b, const struct option *o)
{
	buffer_add_text(b, "complete -c ");
	buffer_add_text(b, report_program());
	buffer_add_text(b, " -l ");
	buffer_add_text(b, o->name);
	if (o->letter) {
		buffer_add_text(b, " -s ");
		buffer_add_byte(b, o->letter);
	}
	if (o->kind == OPTION_CHOICE) {
		buffer_add_text(b, " -x -a '");
		add_choices(b, o->choices);
		buffer_add_byte(b, '\'');
	} else if (o->argument) {
		buffer_add_text(b, " -r");
	}
	buffer_add_text(b, " -d '");
	add_quoted(b, o->help);
	buffer_add_text(b, "'\n");
}

static void add_zsh(struct buffer *b, const struct option *o)
{
	buffer_add_text(b, " \\\n  '--");
	buffer_add_text(b, o->name);
	if (o->argument)
		buffer_add_byte(b, '=');
	buffer_add_byte(b, '[');
	for (const char *p = o->help; *p; p++) { /* ] and : would end the description */
		if (*p == ']' || *p == '[' || *p == ':')
			buffer_add_byte(b, '\\');
		char one[2] = {*p, '\0'};
		add_quoted(b, one);
	}
	buffer_add_byte(b, ']');
	if (o->argument) {
		buffer_add_text(b, ":value:");
		if (o->kind == OPTION_CHOICE) {
			buffer_add_byte(b, '(');
			add_choices(b, o->choices);
			buffer_add_byte(b, ')');
		} else {
			buffer_add_text(b, "_files");
		}
	}
	buffer_add_byte(b, '\'');
}

int options_print_completions(const struct program *p, const struct option *shared,
			      size_t shared_count, int shell)
{
	static void (*const add[])(struct buffer *, const struct option *) = {NULL, add_bash,
									      add_zsh, add_fish};
	struct buffer b = {0};
	const char *name = report_program();

	if (shell == 1) {
		buffer_add_text(&b, "complete -o default -W '--help --version");
	} else if (shell == 2) {
		buffer_add_text(&b, "#compdef ");
		buffer_add_text(&b, name);
		buffer_add_text(&b, "\n_arguments '*:file:_files'");
	}
	for (size_t i = 0; i < p->option_count; i++)
		add[shell](&b, &p->options[i]);
	for (size_t i = 0; i < shared_count; i++)
		add[shell](&b, &shared[i]);
	if (shell == 1) {
		buffer_add_text(&b, "' ");
		buffer_add_text(&b, name);
	}
	buffer_add_byte(&b, '\n');
	return print(&b);
}

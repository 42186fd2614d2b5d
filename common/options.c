#include "common/options.h"

#include "common/options_help.h"
#include "common/output.h"
#include "common/pack.h"
#include "common/run.h"

/* Both tables as one: the program's own options first. */
struct tables {
	const struct program *program;
	const struct option *shared;
	size_t shared_count;
};

static const struct option *option_at(const struct tables *t, size_t i)
{
	if (i < t->program->option_count)
		return &t->program->options[i];
	i -= t->program->option_count;
	return i < t->shared_count ? &t->shared[i] : NULL;
}

static const struct option *by_name(const struct tables *t, struct span name)
{
	const struct option *o;
	for (size_t i = 0; (o = option_at(t, i)); i++)
		if (span_is(name, o->name))
			return o;
	return NULL;
}

static const struct option *by_letter(const struct tables *t, char letter)
{
	const struct option *o;
	for (size_t i = 0; (o = option_at(t, i)); i++)
		if (o->letter == letter)
			return o;
	return NULL;
}

static bool usage(const char *what, struct span which)
{
	report("%s '%s'; see '%s --help'", what, report_quoted(which), report_program());
	return false;
}

static bool take_digits(const char **p, uint64_t *n)
{
	const char *start = *p;
	for (*n = 0; **p >= '0' && **p <= '9'; ++*p) {
		if (*n > (UINT64_MAX - 9) / 10)
			return false;
		*n = *n * 10 + (uint64_t)(**p - '0');
	}
	return *p > start;
}

static bool set_count(const struct option *o, const char *value)
{
	const char *p = value;
	uint64_t n, scale = 1;
	bool ok = take_digits(&p, &n);
	if (ok && o->kind == OPTION_SIZE && *p) {
		scale = *p == 'K' || *p == 'k'   ? 1u << 10
			: *p == 'M' || *p == 'm' ? 1u << 20
			: *p == 'G' || *p == 'g' ? 1u << 30
						 : 0;
		p++;
	}
	if (!ok || *p || !scale || n > UINT64_MAX / scale || n * scale < o->low ||
	    (o->high && n * scale > o->high)) {
		report("--%s takes %s from %llu to %llu, not '%s'", o->name,
		       o->kind == OPTION_SIZE ? "a size (with K, M or G behind it)"
					      : "a whole number",
		       (unsigned long long)o->low,
		       (unsigned long long)(o->high ? o->high : UINT64_MAX),
		       report_quoted(span_text(value)));
		return false;
	}
	*(uint64_t *)o->target = n * scale;
	return true;
}

static bool set_choice(const struct option *o, const char *value)
{
	int index = 0;
	for (const char *p = o->choices; p; index++) {
		const char *bar = strchr(p, '|');
		size_t n = bar ? (size_t)(bar - p) : strlen(p);
		if (n == strlen(value) && memcmp(p, value, n) == 0) {
			*(int *)o->target = index;
			return true;
		}
		p = bar ? bar + 1 : NULL;
	}
	report("--%s takes one of %s, not '%s'", o->name, o->choices,
	       report_quoted(span_text(value)));
	return false;
}

static bool add_to_list(const struct option *o, const char *value)
{
	struct option_list *l = o->target;
	if (l->count == OPTION_LIST_MAX) {
		report("--%s can be given %d times at most", o->name, OPTION_LIST_MAX);
		return false;
	}
	l->items[l->count++] = value;
	return true;
}

static bool set_option(const struct option *o, const char *value)
{
	switch (o->kind) {
	case OPTION_FLAG: *(bool *)o->target = true; return true;
	case OPTION_TEXT: *(const char **)o->target = value; return true;
	case OPTION_LIST: return add_to_list(o, value);
	case OPTION_CHOICE: return set_choice(o, value);
	case OPTION_SIZE:
	case OPTION_COUNT: return set_count(o, value);
	}
	return false;
}

/* "--name", "--name=value" or "--name value"; *next is the argument behind, set to NULL when it was taken. */
static bool take_long(const struct tables *t, const char *argument, const char **next)
{
	const char *equals = strchr(argument, '=');
	struct span name = span_of(argument + 2,
				   equals ? (size_t)(equals - argument) - 2 : strlen(argument + 2));
	const struct option *o = by_name(t, name);
	const char *value = equals ? equals + 1 : NULL;

	if (!o)
		return usage("unknown option", span_of(argument, name.len + 2));
	if (o->kind == OPTION_FLAG && value)
		return usage("no value is taken by", span_of(argument, name.len + 2));
	if (o->kind != OPTION_FLAG && !value) {
		value = *next;
		*next = NULL;
		if (!value)
			return usage("a value is missing behind", span_text(argument));
	}
	return set_option(o, value);
}

static bool take_letters(const struct tables *t, const char *argument, const char **next)
{
	for (const char *p = argument + 1; *p; p++) {
		const struct option *o = by_letter(t, *p);
		char shown[3] = {'-', *p, '\0'};
		if (!o)
			return usage("unknown option", span_text(shown));
		if (o->kind == OPTION_FLAG) {
			if (!set_option(o, NULL))
				return false;
			continue;
		}
		const char *value = p[1] ? p + 1 : *next;
		if (!p[1])
			*next = NULL;
		return value ? set_option(o, value)
			     : usage("a value is missing behind", span_text(shown));
	}
	return true;
}

static bool is_help(const char *argument)
{
	return strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0;
}

static bool contradicts(const struct run_options *io)
{
	int forms = (int)io->json + (int)io->ltsv + (io->tsv != NULL);
	if (forms > 1)
		report("only one of --json, --ltsv and --tsv can be given");
	else if (io->files_from0 && io->file_count)
		report("--files-from0 and file arguments cannot be given together");
	else
		return false;
	return true;
}

int options_parse(const struct program *p, struct run_options *io, int argc, char **argv)
{
	struct tables t = {.program = p};
	bool options_ended = false;
	t.shared = run_option_table(io, &t.shared_count);
	io->files = argv;
	output_guard_descriptors();

	for (int i = 1; i < argc; i++) {
		char *argument = argv[i];
		const char *next = i + 1 < argc ? argv[i + 1] : NULL, *before = next;
		if (options_ended || argument[0] != '-' || !argument[1]) {
			io->files[io->file_count++] = argument;
			continue;
		}
		if (strcmp(argument, "--") == 0) {
			options_ended = true;
			continue;
		}
		if (is_help(argument))
			return options_print_help(p, t.shared, t.shared_count);
		if (strcmp(argument, "--version") == 0)
			return options_print_version(p);
		bool ok = argument[1] == '-' ? take_long(&t, argument, &next)
					     : take_letters(&t, argument, &next);
		if (!ok)
			return STATUS_FAILED;
		i += before && !next;
	}
	if (io->completions)
		return options_print_completions(p, t.shared, t.shared_count, io->completions);
	if (io->check_pack)
		return pack_check(io->check_pack);
	return contradicts(io) ? STATUS_FAILED : -1;
}

/* The record layer alone: every record is parsed, put and written, as a tool that knows none of its fields would. */
#include "common/run.h"

static enum step pass(const struct record *in, struct sink *out, void *state)
{
	(void)state;
	if (in)
		out->put(out, in);
	return STEP_OK;
}

int main(int argc, char **argv)
{
	const struct program program = {.name = "records",
					.purpose = "pass records on",
					.usage = "[FILE]...",
					.examples = ""};
	struct run_options options;
	report_start(argv[0]);
	run_options_init(&options);
	int status = options_parse(&program, &options, argc, argv);
	if (status >= 0)
		return status;
	struct run *run = run_start(&options);
	run_records(run, pass, NULL);
	return run_finish(run);
}

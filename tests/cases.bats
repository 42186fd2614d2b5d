#!/usr/bin/env bats
# Golden cases: tests/cases/TOOL/CASE/{args,in,out,err}. args holds one argument a line (may be missing), in goes to
# standard input, out is what must come, err (may be missing) what must stand on standard error.
# KABAR_ACCEPT=1 writes out anew: look at the difference before you commit it.

load helper

run_cases() {
	local tool=$1 case failed=0 args line
	for case in "$SRC/tests/cases/$tool"/*/; do
		case=${case%/}
		args=()
		if [ -f "$case/args" ]; then
			while IFS= read -r line; do args+=("$line"); done <"$case/args"
		fi
		"$tool" "${args[@]}" <"$case/in" >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" || :
		if [ -n "${KABAR_ACCEPT:-}" ]; then
			cp "$BATS_TEST_TMPDIR/out" "$case/out"
		elif ! diff -u "$case/out" "$BATS_TEST_TMPDIR/out"; then
			echo "^ case $tool/${case##*/}"
			cat "$BATS_TEST_TMPDIR/err"
			failed=1
		fi
		if [ -f "$case/err" ] && ! diff -u "$case/err" "$BATS_TEST_TMPDIR/err"; then
			echo "^ messages of case $tool/${case##*/}"
			failed=1
		fi
	done
	[ "$failed" -eq 0 ]
}

@test "cases: segment" { run_cases segment; }
@test "cases: attribute" { run_cases attribute; }
@test "cases: extract-numbers" { run_cases extract-numbers; }
@test "cases: dedupe" { run_cases dedupe; }
@test "cases: timeline" { run_cases timeline; }

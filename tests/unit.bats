#!/usr/bin/env bats
# Runs the unit test programs; a program's TAP is shown when one of its checks fails.

load helper

@test "unit: every unit test program passes all its checks" {
	local failed=0 program
	for program in "${KABAR_UNIT:-$SRC/objs/unit}"/*_test; do
		if ! ${KABAR_WRAPPER:-} "$program" >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err"; then
			echo "$program:"
			grep -v '^ok' "$BATS_TEST_TMPDIR/out" || :
			cat "$BATS_TEST_TMPDIR/err"
			failed=1
		fi
		# A program that stops half way prints no plan.
		grep -q '^1\.\.[1-9]' "$BATS_TEST_TMPDIR/out" || { echo "$program: no plan"; failed=1; }
	done
	[ "$failed" -eq 0 ]
}

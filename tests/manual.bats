#!/usr/bin/env bats
# Help, manual pages, README and the programs tell the same.

load helper

TOOLS='segment attribute extract-numbers dedupe timeline'

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# The long options that --help names, but the shared ones.
own_options() {
	"$1" --help | sed -n '/^Shared by all tools:/q; s/^  *\(-.,\)\{0,1\} *--\([a-z0-9-]*\).*/\2/p' | sort
}

@test "manual: each option in --help stands in the tool's page, and no other does" {
	for tool in $TOOLS; do
		own_options "$tool" >help
		# .It Fl c , Fl -color Ns = …: the long names of the option list
		sed -n 's/^\.It .*Fl -\([a-z0-9-]*\).*/\1/p' "$SRC/cmd/$tool/$tool.1" | sort -u >page
		"$tool" --help | sed -n '1,/^Shared by all tools:/d; s/^  *\(-.,\)\{0,1\} *--\([a-z0-9-]*\).*/\2/p' | sort >shared
		comm -23 page shared >own
		diff help own || { echo "^ $tool: < help, > page"; return 1; }
	done
}

@test "manual: each shared option stands in kabar-record(5)" {
	segment --help | sed -n '1,/^Shared by all tools:/d; s/^  *\(-.,\)\{0,1\} *--\([a-z0-9-]*\).*/\2/p' | sort >help
	sed -n 's/^\.It .*Fl -\([a-z0-9-]*\).*/\1/p' "$SRC/common/kabar-record.5" | sort >page
	diff help page
}

@test "manual: --help and the page begin with the same line" {
	for page in "$SRC"/cmd/*/*.1 "$SRC"/pipelines/*.1; do
		name=$(basename "$page" .1)
		# Installed under a prefix, the name has it in front.
		[[ "$("$name" --help | head -n 1)" == *"$name - $(sed -n 's/^\.Nd //p' "$page")" ]] || { echo "$name"; return 1; }
	done
}

@test "manual: --help shows examples before options" {
	for tool in $TOOLS; do
		"$tool" --help >out
		[ "$(grep -n '^Examples:' out | cut -d: -f1)" -lt "$(grep -n '^Usage:' out | cut -d: -f1)" ]
	done
}

@test "manual: --version names the tool, the version and the packs' digest" {
	for tool in $TOOLS; do
		"$tool" --version >out
		[ "$(sed -n 1p out)" = "$tool (kabar) $(cat "$SRC/VERSION")" ]
		grep -Eq '^packs [0-9a-f]{16}$' out
	done
}

@test "manual: completions name every option of the table" {
	for tool in $TOOLS; do
		for shell in bash zsh fish; do
			"$tool" --completions="$shell" >out
			for option in $(own_options "$tool"); do
				grep -q -- "$option" out || { echo "$tool $shell: $option"; return 1; }
			done
		done
		"$tool" --completions=bash | bash -n
	done
}

@test "manual: pages have no faults that mandoc knows" {
	command -v mandoc >/dev/null || skip 'mandoc is not installed'
	mandoc -Tlint -Wwarning "$SRC"/cmd/*/*.1 "$SRC"/common/*.5 "$SRC"/pipelines/*.[17]
}

# Whether a command line succeeds in every stage; a reader that has seen enough (head) is no failure.
runs() {
	local status=0
	bash -c "set -o pipefail; $1" >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" </dev/null || status=$?
	[ "$status" -eq 0 ] || [ "$status" -eq 141 ]
}

# A place with the examples in it, where commands may leave files behind.
place() {
	mkdir -p "$BATS_TEST_TMPDIR/place/common" && cp -R "$SRC"/examples "$SRC"/tests "$BATS_TEST_TMPDIR/place" &&
		cp -R "$SRC"/common/lang "$BATS_TEST_TMPDIR/place/common" || return
	chmod -R u+w "$BATS_TEST_TMPDIR/place"
	cd "$BATS_TEST_TMPDIR/place" || return
}

# Whether the tools of a command line that not every machine has are here.
can_run() {
	for tool in mlr jq rg datamash sqlite3 duckdb gnuplot parallel; do
		case " $1 " in *" $tool "*) command -v $tool >/dev/null || return ;; esac
	done
	for script in timeline-ical timeline-markdown timeline-mermaid timeline-timelinejs; do
		case " $1 " in *" $script "*) command -v jq >/dev/null || return ;; esac
	done
}

# The commands of EXAMPLES in a page: lines of literal displays, run in such a place.
examples() {
	sed -n '/^\.Sh EXAMPLES/,/^\.Sh [^E]/{/^\.Bd -literal/,/^\.Ed/{/^\.[BE]d/!p;}; s/^\.Dl //p;}' "$1" | sed 's/\\e/\\/g'
}

@test "manual: every example of every page runs" {
	place
	ran=0
	claims --ltsv examples/*.txt >"$BATS_TEST_TMPDIR/ledger"
	for page in "$SRC"/cmd/*/*.1 "$SRC"/common/*.5 "$SRC"/pipelines/*.1; do
		examples "$page" >"$BATS_TEST_TMPDIR/lines"
		while IFS= read -r line; do
			# What never ends is passed over, too.
			can_run "$line" || continue
			case $line in
			'tail -f'* | *'...'* | '#'* | '') continue ;;
			esac
			line=${line// ledger/ $BATS_TEST_TMPDIR/ledger}
			runs "$line" || { echo "$page: $line"; cat "$BATS_TEST_TMPDIR/err"; return 1; }
			ran=$((ran + 1))
		done <"$BATS_TEST_TMPDIR/lines"
	done
	[ "$ran" -gt 10 ]
}

@test "manual: the one-liners of kabar(7) are twenty or more, and each of them finds something" {
	place
	total=0
	examples "$SRC/pipelines/kabar.7" >"$BATS_TEST_TMPDIR/lines"
	while IFS= read -r line; do
		total=$((total + 1))
		can_run "$line" || continue
		runs "$line" || { echo "$line"; cat "$BATS_TEST_TMPDIR/err"; return 1; }
		[ -s "$BATS_TEST_TMPDIR/out" ] || [[ "$line" == *'> '* ]] || { echo "prints nothing: $line"; return 1; }
	done <"$BATS_TEST_TMPDIR/lines"
	[ "$total" -ge 20 ]
}

@test "manual: every command line in the README runs" {
	place
	# Between fences marked sh; the two set-up commands are another test's (CI runs them in a clean clone).
	sed -n '/^```sh$/,/^```$/{/^```/!p;}' "$SRC/README.md" >"$BATS_TEST_TMPDIR/lines"
	ran=0
	while IFS= read -r line; do
		case $line in
		*configure* | '#'* | '') continue ;;
		esac
		can_run "$line" || continue
		line=${line//bin\//$BIN/}
		runs "$line" || { echo "README: $line"; cat "$BATS_TEST_TMPDIR/err"; return 1; }
		ran=$((ran + 1))
	done <"$BATS_TEST_TMPDIR/lines"
	[ "$ran" -gt 3 ]
}

@test "manual: the sample of the README is what the examples give" {
	cd "$SRC" || return
	claims examples/*.txt >"$BATS_TEST_TMPDIR/view"
	sed -n '/^<!-- sample -->$/,/^```$/{/^<!--/d;/^```/d;p;}' README.md >"$BATS_TEST_TMPDIR/sample"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/sample")" -gt 20 ]
	while IFS= read -r line; do
		[ "$line" = ... ] || grep -Fxq -- "$line" "$BATS_TEST_TMPDIR/view" || { echo "not there: $line"; return 1; }
	done <"$BATS_TEST_TMPDIR/sample"
}

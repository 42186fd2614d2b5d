#!/usr/bin/env bats
# What every tool does with broken input and output: all tools times all faults.

# Commands are strings, since they run once for each tool; the rest is how bats is.
# shellcheck disable=SC2016,SC2034,SC2046,SC2143,SC2317
load helper

TOOLS='segment attribute extract-numbers dedupe timeline'
FILTERS='attribute extract-numbers dedupe timeline'

setup() {
	cd "$BATS_TEST_TMPDIR" || exit
	export KABAR_TEST_DIR=$PWD
	printf '%s\n' 'Kepala dinas mengatakan tiga jembatan rusak.' '' \
		'"Kami butuh 40 orang," kata Wirya Saman, Senin (3/3/2025).' >article.txt
	segment article.txt >ok.ltsv
}

# A file that TOOL takes, with the given number of copies of its content.
feed() {
	local i
	for i in $(seq "${2:-1}"); do
		if [ "$1" = segment ]; then cat article.txt; else cat ok.ltsv; fi
	done
}

# Far more than a pipe holds, each copy a document with a name of its own.
feed_many() {
	feed "$1" | awk '{ line[NR] = $0 }
		END { for (i = 1; i <= 4000; i++) for (k = 1; k <= NR; k++) { one = line[k]; sub(/doc:[^\t]*/, "doc:" i, one); print one } }'
}

# Runs the command given as one string for each tool ($tool) and fails, naming it, when the status is another.
each() {
	local want=$1 tools=$2 command=$3 tool status
	for tool in $tools; do
		feed "$tool" >in
		status=0
		eval "$command" >out 2>err || status=$?
		if [ "$status" -ne "$want" ]; then
			echo "$tool: status $status, not $want, of: $command"
			head -c 300 err
			return 1
		fi
		check_each || { echo "$tool: $command"; head -c 500 out err; return 1; }
	done
}

check_each() { :; }

# dedupe would print one of many equal records, which a pipe holds.
all_of() { [ "$1" != dedupe ] || echo --mark; }

sanitized() { grep -q __asan_init "$BIN/segment" || [ -n "${KABAR_WRAPPER:-}" ]; }

@test "io: a full device is an error that names the reason" {
	[ -w /dev/full ] || skip 'no /dev/full here'
	check_each() { grep -q 'write error: No space left on device' err; }
	each 2 "$TOOLS" '$tool in >/dev/full'
}

@test "io: --help and --version on a full device are errors too" {
	[ -w /dev/full ] || skip 'no /dev/full here'
	each 2 "$TOOLS" '$tool --help >/dev/full'
	each 2 "$TOOLS" '$tool --version >/dev/full'
}

@test "io: a closed standard output is an error" {
	check_each() { grep -q 'write error: Bad file descriptor' err; }
	each 2 "$TOOLS" '$tool in >&-'
}

@test "io: a closed standard input is an error" {
	each 2 "$TOOLS" '$tool <&-'
}

@test "io: a reader that leaves ends the tool by SIGPIPE, without a word" {
	for tool in $TOOLS; do
		feed_many "$tool" >in
		(
			trap - PIPE
			ended=0
			"$tool" $(all_of "$tool") in 2>err || ended=$?
			echo "$ended" >status
		) | head -n 1 >/dev/null
		[ "$(cat status)" -eq 141 ] || { echo "$tool: status $(cat status)"; return 1; }
		[ ! -s err ] || { echo "$tool"; cat err; return 1; }
	done
}

@test "io: where SIGPIPE is ignored, a reader that leaves ends the tool with status 2 and without a word" {
	for tool in $TOOLS; do
		feed_many "$tool" >in
		(
			trap '' PIPE
			ended=0
			"$tool" $(all_of "$tool") in 2>err || ended=$?
			echo "$ended" >status
		) | head -n 1 >/dev/null
		[ "$(cat status)" -eq 2 ] || { echo "$tool: status $(cat status)"; return 1; }
		[ ! -s err ] || { echo "$tool"; cat err; return 1; }
	done
}

@test "io: a missing file is named, the other files are done" {
	check_each() { grep -q "^$tool: nofile: No such file or directory$" err && [ -s out ]; }
	each 2 "$TOOLS" '$tool nofile in'
}

@test "io: a directory is named as such" {
	check_each() { grep -q 'Is a directory' err; }
	each 2 "$TOOLS" '$tool .'
}

@test "io: an unreadable file is named, the other files are done" {
	# Root reads everything: it becomes somebody else, who must be able to run the tools.
	as=
	if [ "$(id -u)" -eq 0 ]; then
		as='setpriv --reuid=65534 --regid=65534 --clear-groups --'
		$as segment --version >/dev/null 2>&1 || skip 'nobody else can run the tools here'
	fi
	shared=$(mktemp -d)
	chmod 755 "$shared"
	check_each() { grep -q "^$tool: $shared/locked: Permission denied$" err && [ -s out ]; }
	status=0
	each 2 "$TOOLS" 'cp in $shared/open; cp in $shared/locked; chmod 644 $shared/open; chmod 0 $shared/locked; $as $tool $shared/locked $shared/open' || status=1
	rm -rf "$shared"
	[ "$status" -eq 0 ]
}

@test "io: gzip is known by its magic, by name and on standard input" {
	for tool in $TOOLS; do
		feed "$tool" >in
		gzip -c in >in.gz
		"$tool" --input=auto <in >plain
		"$tool" <in.gz >packed
		cmp plain packed
		cp in.gz without-suffix
		"$tool" without-suffix >named
		[ "$(wc -l <named)" -eq "$(wc -l <plain)" ]
	done
}

@test "io: all members of a .gz are read, an empty one too" {
	check_each() { [ "$(wc -l <out)" -eq "$(wc -l <twice)" ]; }
	each 0 "$TOOLS" 'cat in in | $tool >twice; { : | gzip; gzip -c in; gzip -c in; } | $tool'
}

@test "io: a truncated .gz gives what could be read, then fails" {
	check_each() { grep -q 'unexpected end' err && [ -s out ]; }
	each 2 "$TOOLS" 'feed $tool 3000 | gzip -c >whole.gz; head -c $(($(wc -c <whole.gz) * 2 / 3)) whole.gz >cut.gz; $tool cut.gz'
}

@test "io: a checksum error in a .gz is an error, the data before it is kept" {
	check_each() { [ -s out ] && [ -s err ]; }
	each 2 "$TOOLS" 'gzip -c in >bad.gz; size=$(wc -c <bad.gz); { head -c $((size - 8)) bad.gz; printf "\0\0\0\0"; tail -c 4 bad.gz; } >crc.gz; $tool crc.gz'
}

@test "io: garbage behind a .gz is a warning, zeros are padding" {
	check_each() { grep -q 'garbage' err && [ -s out ]; }
	each 0 "$TOOLS" '{ gzip -c in; echo garbage; } | $tool'
	check_each() { [ ! -s err ] && [ -s out ]; }
	each 0 "$TOOLS" '{ gzip -c in; head -c 100 /dev/zero; } | $tool'
}

@test "io: other compressors are named with what helps" {
	check_each() { grep -q 'zstd -dc' err && [ ! -s out ]; }
	each 2 "$TOOLS" 'printf "\050\265\057\375rest" | $tool'
	check_each() { grep -q 'pdftotext' err && [ ! -s out ]; }
	each 2 "$TOOLS" 'printf "%%PDF-1.4 rest" | $tool'
}

@test "io: UTF-16 is named with what helps" {
	check_each() { grep -q 'iconv' err && [ ! -s out ]; }
	each 2 "$TOOLS" 'printf "\377\376a\0" | $tool'
}

@test "io: empty input gives empty output and status 0" {
	check_each() { [ ! -s out ] && [ ! -s err ]; }
	each 0 "$TOOLS" '$tool </dev/null'
	each 0 "$TOOLS" '$tool --tsv=id </dev/null'
	each 1 "$TOOLS" '$tool -e </dev/null'
}

@test "io: a last line without newline is a line" {
	# Without the fields that come from the hash of an article on standard input.
	check_each() { cut -f 3- out | cmp -s - full; }
	each 0 "$TOOLS" '$tool <in | cut -f 3- >full; printf %s "$(cat in)" | $tool'
}

@test "io: two files without a last newline are not joined" {
	check_each() { [ "$(wc -l <out)" -eq "$(wc -l <full)" ]; }
	each 0 "$TOOLS" 'printf %s "$(cat in)" >short; cat in in | $tool >full; $tool short short'
}

@test "io: CR LF and a byte order mark change nothing in a record" {
	check_each() { cmp -s out plain; }
	each 0 "$FILTERS" '$tool <in >plain; { printf "\357\273\277"; sed "s/\$/$(printf "\r")/" in; } | $tool'
}

@test "io: NUL and invalid UTF-8 go through, and the line is not cut there" {
	check_each() { grep -q 'tail end' out; }
	each 0 segment 'printf "a\0b \377\300\200 tail end.\n" | $tool'
	each 0 "$FILTERS" 'printf "text:a \377\300\200 tail end.\n" | $tool'
	check_each() { grep -q 'tail end' out && ! LC_ALL=C grep -q "$(printf '\377')" out; }
	each 0 "$TOOLS" 'printf "text:a \377 tail end.\n" | $tool --json'
}

@test "io: a broken record is named with file and line, the others are done" {
	check_each() { grep -q "^$tool: in:2: " err && [ "$(grep -c 'fine' out)" -eq 2 ]; }
	each 3 "$FILTERS" 'printf "%s\n" "id:1	text:all is fine" "no record" "id:2	text:it is fine" >in; $tool in'
	each 0 "$FILTERS" 'printf "%s\n" "id:1	text:all is fine" "no record" "id:2	text:it is fine" >in; $tool --skip-bad in'
	check_each() { [ "$(cat refused)" = 'no record' ]; }
	each 3 "$FILTERS" 'printf "%s\n" "id:1	text:all is fine" "no record" "id:2	text:it is fine" >in; $tool --rejects=refused in'
	check_each() { ! grep -q 'id:2' out; }
	each 2 "$FILTERS" 'printf "%s\n" "id:1	text:all is fine" "no record" "id:2	text:it is fine" >in; $tool --strict in'
}

@test "io: the first line is told to be an article only where it holds no field" {
	check_each() { grep -q 'articles go through segment first' err; }
	each 3 "$FILTERS" 'echo "A man was heard. He left at 9:30." | $tool'
	check_each() { grep -q "<stdin>:1: a label stands twice" err; }
	each 3 "$FILTERS" 'printf "id:1\ttext:a\tid:2\n" | $tool'
}

@test "io: a line over --max-record is refused, and its beginning kept by --rejects" {
	check_each() { [ "$(wc -c <refused)" -eq 1025 ] && grep -q 'id:2' out; }
	each 3 "$FILTERS" '{ printf "text:%02000d\n" 7; echo "id:2	text:It is fine."; } | $tool --max-record=1K --rejects=refused'
}

@test "io: --rejects never empties an input file" {
	check_each() { grep -q 'is an input file' err && [ -s in ]; }
	each 2 "$TOOLS" '$tool --rejects=in in'
	each 2 "$TOOLS" '$tool --rejects=in <in'
}

@test "io: a long file name is shown whole, control bytes escaped" {
	long=$(printf 'd%.0s' $(seq 90))/nofile
	check_each() { grep -q "$long: No such file" err; }
	each 2 "$TOOLS" '$tool $long'
	check_each() { grep -qF 'a\x1B[31mb' err; }
	each 2 "$TOOLS" '$tool "$(printf "a\033[31mb")"'
}

@test "io: a broken JSON line is refused, the lines around it are done" {
	check_each() { [ "$(grep -c 'fine' out)" -eq 2 ] && grep -q ':2: ' err; }
	each 3 "$TOOLS" 'printf "%s\n" "{\"id\":\"1\",\"text\":\"All is fine.\"}" "{\"te" "{\"id\":\"3\",\"text\":\"It is fine.\"}" | $tool'
}

@test "io: JSON in gives JSON out, and numbers keep their bytes" {
	check_each() { grep -q '"big":12345678901234567890' out && grep -q '"text":"All is fine."' out; }
	each 0 "$FILTERS" 'echo "{\"id\":\"1\",\"big\":12345678901234567890,\"text\":\"All is fine.\"}" | $tool'
}

@test "io: unknown fields pass as the same bytes, in place" {
	check_each() { grep -q '^zzz:1	id:a	my_field: x\\t:y	text:All is fine.' out; }
	each 0 "$FILTERS" 'printf "zzz:1\tid:a\tmy_field: x\\\\t:y\ttext:All is fine.\n" | $tool'
}

@test "io: a line of 300 MB is bounded in memory" {
	sanitized && skip 'address space cannot be limited under a sanitizer'
	check_each() { grep -q "$tool: <stdin>" err; }
	each 3 "$FILTERS" '(ulimit -v 400000; { printf text:; head -c 300000000 /dev/zero | tr "\0" x; echo; } | $tool)'
	check_each() { [ "$(wc -c <out)" -gt 300000000 ]; }
	each 0 segment '(ulimit -v 800000; head -c 300000000 /dev/zero | tr "\0" x | $tool)'
}

@test "io: one line through a live pipe comes at once" {
	for tool in segment attribute extract-numbers dedupe; do
		rm -f live answer
		mkfifo live
		case $tool in
		segment) option=--doc=line ;;
		dedupe) option=--stream ;;
		*) option=--line-buffered ;;
		esac
		"$tool" "$option" <live >answer 2>err &
		exec 9>live
		if [ "$tool" = segment ]; then cat article.txt >&9; else sed 's/$/	last:1/; s/	last:1	last:1/	last:1/' ok.ltsv >&9; fi
		for _ in $(seq 100); do [ ! -s answer ] || break; sleep 0.05; done
		exec 9>&-
		wait
		[ -s answer ] || { echo "$tool"; cat err; return 1; }
	done
}

@test "io: an input file that is the output file is refused" {
	check_each() { grep -q 'input file is output file' err; }
	each 2 "$TOOLS" 'cp in self; $tool self >>self'
}

@test "io: ten thousand files do not run out of descriptors" {
	for _ in $(seq 1000); do echo ./article.txt; done | tr '\n' '\0' >names
	(ulimit -n 16; segment --files-from0=names >out)
	[ "$(grep -c 'Wirya Saman' out)" -eq 1000 ]
}

@test "io: the locale and the time zone change no byte" {
	check_each() { cmp -s out plain; }
	each 0 "$TOOLS" 'env -i PATH="$PATH" $tool in >plain; LC_ALL=tr_TR.UTF-8 TZ=Pacific/Kiritimati $tool in'
}

@test "io: an unknown option, a bad number and a bad form are usage errors that name the option" {
	check_each() { grep -q -- '--zz' err && [ ! -s out ]; }
	each 2 "$TOOLS" '$tool --zz in'
	check_each() { grep -q 'max-count' err && [ ! -s out ]; }
	each 2 "$TOOLS" '$tool -n -1 in'
	each 2 "$TOOLS" '$tool -n 1e9 in'
	check_each() { grep -q -- '--input' err && [ ! -s out ]; }
	each 2 "$TOOLS" '$tool --input=csv in'
}

@test "io: --tsv names a field that no record has" {
	check_each() { grep -q "no record has the field 'txet'" err && ! grep -q "'id'" err; }
	each 0 "$TOOLS" '$tool --tsv=id,txet in'
}

@test "io: -n stops after so many records" {
	check_each() { [ "$(wc -l <out)" -eq 1 ]; }
	each 0 "$TOOLS" '$tool -n 1 in'
}

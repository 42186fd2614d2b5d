#!/usr/bin/env bats
# The pipelines over the example story, in each shell, from any place, with every stage's status seen.

load helper
bats_require_minimum_version 1.5.0

CHAINS='claims speakers disputes repeats figures'

setup_file() {
	cd "$SRC" || return
	claims --ltsv examples/*.txt >"$BATS_FILE_TMPDIR/ledger"
}

setup() {
	ledger=$BATS_FILE_TMPDIR/ledger
	cd "$BATS_TEST_TMPDIR" || return
}

# The shells that are here.
shells() {
	for shell in dash 'busybox sh' 'bash --posix' mksh; do
		if command -v "${shell%% *}" >/dev/null; then echo "$shell"; fi
	done
}

# A feed to append to: article NAME TEXT.
article() { printf '{"id":"%s","date":"2025-05-0%s","text":"%s"}\n' "$1" "$1" "$2"; }
closed='The mayor said the bridge was closed on Monday.'
harbour='The minister said the harbour would open again in June.'

# until_true COMMAND...: within some seconds.
until_true() {
	for _ in $(seq 150); do
		if "$@"; then return; fi
		sleep 0.1
	done
	return 1
}

has_lines() { [ "$(wc -l <"$1")" -eq "$2" ]; }

# --- each pipeline says what it is for ---

@test "speakers: counts claims, articles and stances of each speaker, the most heard first" {
	cd "$SRC" || return
	speakers --tsv examples/*.txt >"$BATS_TEST_TMPDIR/out"
	cd "$BATS_TEST_TMPDIR" || return
	[ "$(head -n 1 out)" = "$(printf 'statements\tarticles\tclaim\tdeny\tconfirm\taccuse\tdecline\tspeaker\trole')" ]
	sed 1d out | cut -f 1 | sort -c -rn
	# one quotation in two articles is one statement in two articles
	mkdir twice
	echo 'Bupati Sulastri Wirangga mengatakan jembatan gantung itu akan dibangun lagi tahun depan.' | tee twice/a.txt >twice/b.txt
	run speakers --tsv --date=2025-05-13 twice/*.txt
	[ "${lines[1]}" = "$(printf '1\t2\t1\t0\t0\t0\t0\tSulastri Wirangga\tBupati')" ]
	# denials are counted as such
	[ "$(awk -F '\t' '$8 == "Otorita" { print $4 }' out)" -ge 1 ]
}

@test "speakers, disputes, figures: a ledger that is there gives the same as its articles" {
	cd "$SRC" || return
	for chain in speakers disputes figures; do
		$chain examples/*.txt | cmp - <($chain --ledger "$ledger")
		$chain --ledger <"$ledger" | cmp - <($chain --ledger "$ledger")
	done
	claims --mark examples/*.txt >"$BATS_TEST_TMPDIR/marked"
	repeats examples/*.txt | cmp - <(repeats --ledger "$BATS_TEST_TMPDIR/marked")
}

@test "disputes: each pair once, the claim and its denial, with figures and places" {
	disputes --ledger "$ledger" >out
	grep -A 3 '^denial' out | grep -q 'Markus Lenggana, Koordinator (accuse): Otorita Bendungan'
	grep -q '(deny): ' out
	grep -q 'figures: 450 rumah' out
	# a dispute is linked from both of its sides, and printed once
	links=$(awk -F '\t' '{ for (i = 1; i <= NF; i++) if ($i ~ /^disputes:/ && $1 != last) { n += split($i, a, ","); last = $1 } } END { print n }' "$ledger")
	[ $((2 * $(grep -Ec '^(denial|figure)$' out))) -ge "$links" ]
	[ "$(grep -Ec '^(denial|figure)$' out)" -lt "$links" ]
	run --separate-stderr disputes "$SRC/examples/1-lembahpos.txt"
	[ "$status" -eq 0 ]
	[ -z "$output$stderr" ]
}

@test "repeats: the first by date, the outlets after it, and who comes after whom" {
	cd "$SRC" || return
	run repeats examples/*.txt
	[[ "${lines[0]}" == '2 articles: Sulastri Wirangga (claim): “Sebanyak 1.200 rumah'* ]]
	[ "${lines[1]}" = '  2025-05-13  lembahpos.example  (first)' ]
	[ "${lines[2]}" = '  2025-05-14  suaramuara.example' ]
	[ "${lines[4]}" = '     1  suaramuara.example after lembahpos.example' ]
	run repeats --min=3 examples/*.txt
	[ -z "$output" ]
}

@test "repeats: an article whose every claim is a repeat has its date and outlet all the same" {
	for day in 3 1 2; do
		printf '{"id":"d%s","date":"2025-05-0%s","source":"outlet%s","text":"%s"}\n' $day $day $day "$closed"
	done >feed.jsonl
	run repeats feed.jsonl
	[[ "${lines[0]}" == '3 articles: '* ]]
	[ "${lines[1]}" = '  2025-05-01  outlet1  (first)' ]
	[ "${lines[3]}" = '  2025-05-03  outlet3' ]
	[[ "$output" == *'outlet3 after outlet1'* ]]
}

@test "figures: by unit and day, with the change against the speaker's last figure" {
	figures --ledger --unit=orang "$ledger" >out
	[ "$(head -n 1 out)" = orang ]
	grep -Eq '^  2025-05-13 +tiga +Yusran Talibeka' out
	grep -Eq '^  2025-05-16 +Dua belas +\+9  Yusran Talibeka' out
	[ "$(grep -c '^[^ ]' out)" -eq 1 ]
	run figures --ledger --min=99 "$ledger"
	[ -z "$output" ]
	[ "$(figures --ledger --tsv --unit=IDR "$ledger" | sed 1d | cut -f 3 | sort -n | tail -n 1)" = 85000000000 ]
}

@test "figures: a plot is drawn where gnuplot is, and where it is not that is said" {
	if command -v gnuplot >/dev/null; then
		figures --ledger --plot='my plot.svg' "$ledger" >/dev/null
		grep -q '</svg>' 'my plot.svg'
		grep -q '>pintu<' 'my plot.svg'
		figures --ledger --plot=p.png "$ledger" >/dev/null
		[ "$(head -c 4 p.png | tail -c 3)" = PNG ]
	fi
	run figures --ledger --plot=p.gif "$ledger"
	[ "$status" -eq 2 ]
	mkdir few
	PATH=$BATS_TEST_TMPDIR/few run /bin/sh "$BIN/figures" --ledger --plot=p.svg "$ledger"
	[ "$status" -eq 2 ]
	[[ "$output" == *'needs gnuplot'* ]]
}

# --- claims in halves and by many processes ---

@test "claims: -j gives the same bytes, from any number of files, and from one file of lines" {
	cd "$SRC" || return
	for jobs in 2 3 20; do
		claims -j "$jobs" --ltsv examples/*.txt | cmp - "$ledger"
	done
	claims --mark -j2 examples/*.txt | cmp - <(claims --mark examples/*.txt)
	claims -j 2 --width=100 examples/*.txt | cmp - <(claims --width=100 examples/*.txt)
	printf '%s\0' examples/*.txt | claims --files-from0=- --ltsv | cmp - "$ledger"
	cd "$BATS_TEST_TMPDIR" || return
	for day in 1 2 3 4 5 6 7 8 9; do article $day "$closed $harbour"; done >'a feed.jsonl'
	claims --ltsv 'a feed.jsonl' >one
	[ -s one ]
	claims --ltsv -j 3 'a feed.jsonl' | cmp - one
}

@test "claims: -j whose processes cannot be run, or whose parts cannot be put together, has failed" {
	cd "$SRC" || return
	copy_tools "$BATS_TEST_TMPDIR/bin"
	printf '#!/bin/sh\ncat >/dev/null\nexit 123\n' >"$BATS_TEST_TMPDIR/bin/xargs"
	cat >"$BATS_TEST_TMPDIR/bin/parallel" <<-'END'
		#!/bin/sh
		[ "$1" != --version ] || { echo GNU parallel; exit; }
		printf 'Seq\tHost\tStart\tRun\tSend\tReceive\tExit\n1\t:\t0\t0\t0\t0\t0\n' >"$work/log"
		exit 255
	END
	chmod +x "$BATS_TEST_TMPDIR"/bin/xargs "$BATS_TEST_TMPDIR"/bin/parallel
	run "$BATS_TEST_TMPDIR/bin/claims" -j 2 examples/*.txt
	[ "$status" -eq 2 ]
	run "$BATS_TEST_TMPDIR/bin/claims" -j 2 tests/data/articles.jsonl
	[ "$status" -eq 2 ]
}

@test "claims: --map and --reduce are the halves, and -j sees what fails in a part" {
	cd "$SRC" || return
	claims --map examples/*.txt >"$BATS_TEST_TMPDIR/half"
	claims --reduce --ltsv "$BATS_TEST_TMPDIR/half" | cmp - "$ledger"
	claims --reduce --ltsv <"$BATS_TEST_TMPDIR/half" | cmp - "$ledger"
	for file in examples/*.txt; do claims --map "$file"; done | cmp - "$BATS_TEST_TMPDIR/half"
	printf '%s\n' examples/*.txt | xargs -n 2 -P 2 sh -c 'claims --map "$@" >"$0/part.$(basename "$1")"' "$BATS_TEST_TMPDIR"
	cat "$BATS_TEST_TMPDIR"/part.* | cmp - "$BATS_TEST_TMPDIR/half"
	run claims -j 2 --ltsv examples/1-lembahpos.txt no-such-file examples/2-kabarhilir.txt
	[ "$status" -eq 2 ]
	[[ "$output" == *'no-such-file: No such file'*'Markus Lenggana'* ]]
	run claims -j 0 examples/*.txt
	[ "$status" -eq 2 ]
	cd "$BATS_TEST_TMPDIR" || return
	{ article 1 "$closed"; echo '{"text":'; article 2 "$harbour"; } >broken.jsonl
	for jobs in 1 2; do
		run claims -j $jobs --ltsv broken.jsonl
		[ "$status" -eq 3 ]
	done
}

# --- follow ---

@test "follow: a feed that grows gives its new claims at once, and remembers them" {
	article 1 "$closed" >feed.jsonl
	follow --state=seen feed.jsonl >out 3>&- &
	pid=$!
	until_true has_lines out 1
	{ article 2 "$closed"; article 3 "$harbour"; } >>feed.jsonl
	until_true has_lines out 2
	kill "$pid"
	wait "$pid"
	[ "$(cut -f 1-4 out)" = "$(printf '2025-05-01\tclaim\tmayor\tthe bridge was closed on Monday\n2025-05-03\tclaim\tminister\tthe harbour would open again in June')" ]
	article 4 'The mayor denied that the harbour was full.' >>feed.jsonl
	follow --once --state=seen feed.jsonl >out
	[ "$(cut -f 2 out)" = deny ]
}

@test "follow: a folder's new files are read once they have stopped growing" {
	mkdir 'the articles'
	cp "$SRC"/examples/1-*.txt 'the articles'
	follow --every=1 'the articles' >out 3>&- &
	pid=$!
	until_true grep -q Sulastri out
	cp "$SRC"/examples/2-*.txt 'the articles/second article.txt'
	until_true grep -q 'Markus Lenggana' out
	kill "$pid"
	wait "$pid"
	[ "$(sort out | uniq -d | wc -l)" -eq 0 ]
	[ "$(cut -f 6 out | uniq)" = "$(printf 'the articles/1-lembahpos.txt\nthe articles/second article.txt')" ]
	follow --once --json 'the articles' >json
	[ "$(wc -l <json)" -eq "$(wc -l <out)" ]
	[ "$(grep -c '"mode":' json)" -eq "$(wc -l <json)" ]
}

@test "follow: a stage that fails ends it, also when nothing more comes" {
	copy_tools bin
	break_tool bin attribute 'exit 2'
	article 1 "$closed" >feed.jsonl
	run timeout 20 ./bin/follow feed.jsonl
	[ "$status" -eq 2 ]
	run follow nowhere
	[ "$status" -eq 2 ]
}

# --- each shell, each place ---

@test "pipelines: the same under dash, busybox and bash, with set -eu, from a path with blanks, by another name" {
	mkdir -p 'a place/bin' 'a place/tmp dir'
	for program in "$BIN"/*; do cp "$program" 'a place/bin/'; done
	for chain in $CHAINS; do (cd "$SRC" && $chain examples/*.txt) >"want.$chain"; done
	cp -R "$SRC/examples" 'a place/'
	cd 'a place' || return
	shells >shells
	while read -r shell; do
		for chain in $CHAINS 'claims -j 3'; do
			# shellcheck disable=SC2086
			TMPDIR="$PWD/tmp dir" PATH=/usr/bin:/bin $shell -eu "./bin/"$chain examples/*.txt </dev/null >got ||
				{ echo "$shell $chain: $?"; return 1; }
			cmp got "../want.${chain%% *}" || { echo "$shell $chain"; return 1; }
		done
		$shell -eu ./bin/show examples/5-wartatirta.txt#198-366 </dev/null | grep -q '^> 198-366'
		$shell -eu ./bin/follow --once examples </dev/null | cut -f 2 | grep -qx deny
		rm -rf store
		TMPDIR="$PWD/tmp dir" $shell -eu ./bin/nightly examples store </dev/null | grep -q 'generation 000001'
		$shell -eu ./bin/claims --map examples/*.txt </dev/null >half
		$shell -eu ./bin/dedupe-sharded -n 3 half </dev/null | sort >many
		./bin/dedupe half | sort | cmp - many
		rm -rf job
		$shell -eu ./bin/claims-slurm --local=2 -m 3 job examples/*.txt </dev/null
		./bin/claims --ltsv "$PWD"/examples/*.txt | cmp - job/ledger.0/claims.ltsv
		[ -z "$(ls 'tmp dir')" ] || { echo "$shell left:"; ls 'tmp dir'; return 1; }
	done <shells
}

@test "pipelines: an installed tree with a prefix calls its own names" {
	command -v "${MAKE:-make}" >/dev/null || skip 'no make here'
	mkdir 'build' 'inst'
	(cd build && "$SRC/configure" --prefix=/usr --program-prefix=kb- && "${MAKE:-make}" -s out/pipelines/kb-claims) >log 2>&1 ||
		{ tail log; return 1; }
	for chain in $CHAINS show follow nightly dedupe-sharded claims-slurm; do
		(cd build && "${MAKE:-make}" -s "out/pipelines/kb-$chain") >/dev/null
		install -m 755 "build/out/pipelines/kb-$chain" inst/
	done
	for tool in segment attribute extract-numbers dedupe timeline; do ln -s "$BIN/$tool" "inst/kb-$tool"; done
	cd "$SRC" || return
	for chain in $CHAINS; do
		PATH=/usr/bin:/bin "$BATS_TEST_TMPDIR/inst/kb-$chain" examples/*.txt | cmp - <($chain examples/*.txt)
	done
	PATH=/usr/bin:/bin "$BATS_TEST_TMPDIR/inst/kb-follow" --once examples | grep -q deny
	PATH=/usr/bin:/bin "$BATS_TEST_TMPDIR/inst/kb-nightly" examples "$BATS_TEST_TMPDIR/store" | grep -q 'generation 000001'
	PATH=/usr/bin:/bin "$BATS_TEST_TMPDIR/inst/kb-claims-slurm" --local=1 "$BATS_TEST_TMPDIR/job" examples/*.txt
	[ -s "$BATS_TEST_TMPDIR/job/ledger.0/claims.ltsv" ]
	for chain in $CHAINS show follow nightly dedupe-sharded claims-slurm; do
		"$BATS_TEST_TMPDIR/inst/kb-$chain" --help | grep -q "^kb-$chain - "
	done
}

@test "pipelines: whichever stage fails, the whole fails" {
	cd "$SRC" || return
	for stage in segment attribute extract-numbers dedupe timeline; do
		rm -rf "${BATS_TEST_TMPDIR:?}/bin"
		copy_tools "$BATS_TEST_TMPDIR/bin"
		break_tool "$BATS_TEST_TMPDIR/bin" "$stage" 'cat >/dev/null; exit 2'
		for chain in $CHAINS 'claims -j 2' 'follow --once' nightly; do
			case $chain in
			follow*) set -- examples ;;
			nightly) set -- examples "$BATS_TEST_TMPDIR/store" ;;
			*) set -- examples/*.txt ;;
			esac
			# shellcheck disable=SC2086
			run timeout 30 "$BATS_TEST_TMPDIR/bin/"$chain "$@"
			[ "$status" -eq 2 ] || { echo "$stage $chain: $status"; return 1; }
		done
	done
	for tool in awk sort; do
		rm -rf "${BATS_TEST_TMPDIR:?}/bin"
		copy_tools "$BATS_TEST_TMPDIR/bin"
		printf '#!/bin/sh\nexit 7\n' >"$BATS_TEST_TMPDIR/bin/$tool"
		chmod +x "$BATS_TEST_TMPDIR/bin/$tool"
		for chain in speakers repeats figures; do
			run "$BATS_TEST_TMPDIR/bin/$chain" --ledger "$ledger"
			[ "$status" -ne 0 ] || { echo "$tool $chain"; return 1; }
		done
	done
}

@test "pipelines: files that are not there, refused records and unknown options give their status" {
	cd "$SRC" || return
	for chain in speakers disputes figures repeats; do
		run "$chain" no-such-file
		[ "$status" -eq 2 ]
		run "$chain" examples/1-lembahpos.txt no-such-file
		[ "$status" -eq 2 ]
		run "$chain" --ledger no-such-file
		[ "$status" -eq 2 ]
		run "$chain" --ledger examples/1-lembahpos.txt
		[ "$status" -eq 2 ]
		[[ "$output" == *"no ledger; "*"claims --"*" writes one" ]]
		run "$chain" --no-such-option
		[ "$status" -eq 2 ]
		run "$chain" --lang=en -- examples/4-nusalayaherald.txt
		[ "$status" -eq 0 ]
	done
	{ article 1 "$closed"; echo '{"text":'; } >"$BATS_TEST_TMPDIR/broken.jsonl"
	run speakers "$BATS_TEST_TMPDIR/broken.jsonl"
	[ "$status" -eq 3 ]
	[[ "$output" == *mayor* ]]
}

@test "pipelines: --help shows examples first, and each option stands in the page" {
	for chain in $CHAINS follow nightly show dedupe-sharded claims-slurm; do
		$chain --help >help
		[ "$(grep -n '^Examples:' help | cut -d: -f1)" -lt "$(grep -n '^Usage:' help | cut -d: -f1)" ]
		sed -n 's/^  \(-.*\)/\1/p' help | sed 's/   *[^-].*//' | grep -Eo -- '--[a-z0-9-]+' | sort -u >options
		while read -r option; do
			grep -q -- "Fl ${option#-}" "$SRC/pipelines/$chain.1" || { echo "$chain $option"; return 1; }
		done <options
	done
}

#!/usr/bin/env bats
# shellcheck disable=SC2154 # run sets stderr
# nightly: new claims of a folder, published whole or not at all.

load helper
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir 'the articles'
	cp "$SRC"/examples/[1-3]*.txt 'the articles'
}

ids() { cat store/gen.*/claims.ltsv | cut -f1 | uniq; }

@test "nightly: a summary when something is new, silence when nothing is" {
	run --separate-stderr nightly 'the articles' store
	[ "$status" -eq 0 ]
	[[ "${lines[0]}" == "3 new articles, 0 revised: "*" new claims, "*"; generation 000001" ]]
	[ -z "$stderr" ]
	run nightly 'the articles' store
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[ "$(ls store)" = gen.000001 ]
}

@test "nightly: generations add up to the claims of all articles at once, each once" {
	nightly 'the articles' store >/dev/null
	cp "$SRC"/examples/[45]*.txt 'the articles'
	nightly 'the articles' store >/dev/null
	cp "$SRC"/examples/[67]*.txt 'the articles'
	run nightly 'the articles' store
	[[ "${lines[0]}" == "2 new articles"*"generation 000003" ]]
	ids | sort >all
	uniq -d all | cmp - /dev/null
	nightly 'the articles' other >/dev/null
	cut -f1 other/gen.*/claims.ltsv | sort -u >once
	# what a later article says again with an earlier date is kept where it was first seen
	[ "$(wc -l <all)" -ge "$(wc -l <once)" ]
	[ "$(wc -l <all)" -le $(($(wc -l <once) + 3)) ]
	[ ! -e store/gen.000001/state ]
	[ -s store/gen.000003/state ]
}

@test "nightly: a changed article is a revision, and only what is new in it is new" {
	nightly 'the articles' store >/dev/null
	echo 'Bupati Sulastri Wirangga mengatakan jembatan gantung itu akan dibangun lagi tahun depan.' >>'the articles/1-lembahpos.txt'
	run nightly 'the articles' store
	[[ "${lines[0]}" == "0 new articles, 1 revised: 1 new claims"* ]]
	[[ "${lines[1]}" == "  revised: the articles/1-lembahpos.txt" ]]
	[ "$(grep $'\tmode:' store/gen.000002/claims.ltsv | cut -f1 | uniq | wc -l)" -eq 1 ]
	[ "$(grep -vc $'\tmode:' store/gen.000002/claims.ltsv)" -eq "$(grep -c $'\ttold_in:' store/gen.000002/claims.ltsv)" ]
}

@test "nightly: a feed that grows gives its new documents only" {
	mkdir feeds
	printf '{"id":"a","text":"The mayor said the bridge was closed on Monday."}\n' >feeds/feed.jsonl
	nightly feeds store >/dev/null
	printf '{"id":"b","text":"The minister said the harbour would open again in June."}\n' >>feeds/feed.jsonl
	run nightly feeds store
	[[ "${lines[0]}" == "1 new articles, 0 revised: 1 new claims"* ]]
}

@test "nightly: killed anywhere and run again, every claim comes exactly once" {
	command -v setsid >/dev/null || skip "no setsid here"
	nightly 'the articles' plain >/dev/null
	cp "$SRC"/examples/[4-7]*.txt 'the articles'
	nightly 'the articles' plain >/dev/null
	rm 'the articles'/[4-7]*
	for _ in $(seq "${KILLS:-12}"); do
		rm -rf store
		nightly 'the articles' store >/dev/null
		cp "$SRC"/examples/[4-7]*.txt 'the articles'
		setsid nightly 'the articles' store >out 2>&1 &
		pid=$!
		sleep "0.0$((RANDOM % 10))$((RANDOM % 10))"
		kill -9 -- "-$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
		nightly 'the articles' store >>out
		nightly 'the articles' store >again
		[ ! -s again ]
		cat store/gen.*/claims.ltsv | sort | cmp - <(cat plain/gen.*/claims.ltsv | sort)
		[ "$(grep -c 'generation 000002' out)" -ge 1 ]
		rm 'the articles'/[4-7]*
	done
}

@test "nightly: two at once: one waits its turn with status 75" {
	mkdir store
	echo $$ >store/lock
	run nightly 'the articles' store
	[ "$status" -eq 75 ]
	[[ "$output" == *"another run (process $$) is at work"* ]]
	echo 999999999 >store/lock # nobody: it was killed
	run nightly 'the articles' store
	[ "$status" -eq 0 ]
}

@test "nightly: a failing stage publishes nothing and says so" {
	copy_tools bin
	break_tool bin attribute 'exit 2'
	run ./bin/nightly 'the articles' store
	[ "$status" -eq 2 ]
	[[ "$output" == *"nothing was published"* ]]
	[ -z "$(ls store)" ]
	run nightly nowhere store
	[ "$status" -eq 2 ]
	run nightly 'the articles'
	[ "$status" -eq 2 ]
	[ "${#lines[@]}" -eq 1 ]
}

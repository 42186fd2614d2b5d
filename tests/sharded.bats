#!/usr/bin/env bats
# shellcheck disable=SC2154 # run sets stderr
# dedupe in stages: the claims of one process, from any number of shards.

load helper
bats_require_minimum_version 1.5.0

setup() {
	cd "$SRC" || return
	segment examples/*.txt | attribute | extract-numbers | timeline --resolve >"$BATS_TEST_TMPDIR/in"
	cd "$BATS_TEST_TMPDIR" || return
}

@test "sharded: 1, 4 and 16 shards give the claims of one process" {
	dedupe in | sort >one
	for n in 1 4 16; do
		dedupe-sharded -n $n in | sort >many
		cmp one many
	done
	dedupe-sharded -n 5 -j 3 <in | sort >many
	cmp one many
	grep -q near_of one
	grep -q 'count:[2-9]' one
}

@test "sharded: articles, exact repeats and --same agree with one process, too" {
	for options in --as=article --as=exact --same=source --keep=longest '--same=source --as=exact'; do
		# shellcheck disable=SC2086
		dedupe $options in | sort >one
		# shellcheck disable=SC2086
		dedupe-sharded -n 3 $options in | sort >many
		cmp one many
	done
}

@test "sharded: blanks in names and empty input are ordinary" {
	mkdir 'a folder'
	cp in 'a folder/in put'
	TMPDIR="$PWD/a folder" dedupe-sharded 'a folder/in put' | sort >many
	dedupe in | sort | cmp - many
	dedupe-sharded </dev/null >none
	[ ! -s none ]
	[ "$(ls 'a folder')" = 'in put' ]
}

@test "sharded: a failing stage decides the status" {
	run dedupe-sharded no-such-file
	[ "$status" -eq 2 ]
	run dedupe-sharded in .
	[ "$status" -eq 2 ]
	printf 'no record\n' >bad
	run dedupe-sharded in bad
	[ "$status" -eq 3 ]
	run dedupe-sharded --bad
	[ "$status" -eq 2 ]
}

@test "sharded: a folder among the files fails the run, and the other files are read" {
	printf 'id:a\ttext:Sungai meluap di tiga kecamatan sejak subuh tadi.\n' >one
	mkdir folder
	run --separate-stderr dedupe-sharded folder one
	[ "$status" -eq 2 ]
	[[ $output == id:a* ]]
}

@test "sharded: --pairs and --verify refuse lines out of order, and name a key that many share" {
	printf '%016x\t%016x\n' 2 1 1 1 >unsorted
	run dedupe --pairs unsorted
	[ "$status" -eq 3 ]
	[[ "$output" == *"unsorted:2: not sorted by key"* ]]
	printf '%016x\t%016x\n' 1 1 1 2 1 3 >keys
	run --separate-stderr dedupe --pairs --cap=2 keys
	[ "$status" -eq 0 ]
	[ "${#lines[@]}" -eq 2 ]
	[[ "$stderr" == *"skew: 3 units share the key 0000000000000001"* ]]
	printf '%016x\tid:1\ttext:a\n' 2 1 >tagged
	run dedupe --verify tagged
	[ "$status" -eq 3 ]
	[[ "$output" == *"not sorted by component"* ]]
	printf 'id:1\ttext:a\n' >plain
	run dedupe --verify plain
	[ "$status" -eq 3 ]
}

@test "sharded: --cluster names a component by its smallest unit, whatever the order of the pairs" {
	printf '%016x\t%016x\n' 5 4 9 8 4 3 8 5 20 21 >pairs
	dedupe --cluster pairs >labels
	[ "$(cut -c16,33 labels | tr '\n' ' ')" = '33 43 53 83 93 44 54 ' ]
	sort -r pairs | dedupe --cluster | cmp - labels
}

@test "sharded: stages exclude each other and what belongs to one process" {
	for options in '--keys --pairs' '--keys --mark' '--verify --state s' '--keys --json'; do
		# shellcheck disable=SC2086
		run dedupe $options in
		[ "$status" -eq 2 ]
	done
}

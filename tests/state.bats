#!/usr/bin/env bats
# shellcheck disable=SC2154 # run sets stderr
# dedupe --state: what was printed once is not printed again, whatever happens in between.

load helper
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	claims 1 40 2025-05-01 >monday
	claims 31 60 2025-05-02 >tuesday
}

# claims FROM TO DATE: statements that differ in more than a number.
claims() {
	awk -v from="$1" -v to="$2" -v date="$3" 'BEGIN {
		split("bridge harbour school market dam stadium library airport hospital museum", place, " ")
		split("collapsed reopened flooded burned closed grew moved shrank", act, " ")
		for (i = from; i <= to; i++)
			printf "id:%s-%d\tdoc:%s\tat:%d-%d\tlang:en\tdate:%s\ttext:The old %s of valley number %d %s while the new %s of the northern district %s before noon.\n",
				date, i, date, i * 100, i * 100 + 99, date, place[i % 10 + 1], i, act[i % 8 + 1], place[i % 7 + 1], act[i % 5 + 1]
	}'
}

ids() { sed 's/\t.*//; s/^id:[0-9-]*-//' "$@" | sort -n; }

@test "state: a second run with the same input prints nothing" {
	dedupe --state s monday >first
	[ "$(wc -l <first)" -eq 40 ]
	dedupe --state s monday >second
	[ ! -s second ]
}

@test "state: what is new is printed, what was said before is not, by the letter or nearly" {
	dedupe --state s monday >/dev/null
	sed 's/The old/The  OLD/; s/northern/nothern/' tuesday >changed
	dedupe --state s changed >out
	[ "$(ids out | tr '\n' ' ')" = "$(seq -s ' ' 41 60) " ]
}

@test "state: --mark prints all, and a repeat names the claim of the earlier run" {
	dedupe --state s monday >/dev/null
	dedupe --state s --mark tuesday >out
	[ "$(wc -l <out)" -eq 30 ]
	[ "$(grep -c 'dup_of:2025-05-01-' out)" -eq 10 ]
	grep -q 'id:2025-05-02-35.*dup_of:2025-05-01-35$' out
}

@test "state: a number or a not makes a new claim, which names the one it looks like" {
	printf 'id:1\tlang:en\tdate:2025-05-01\ttext:The mayor said the flood had killed 12 people in the lower town.\n' | dedupe --state s >/dev/null
	printf 'id:2\tlang:en\tdate:2025-05-02\ttext:The mayor said the flood had killed 21 people in the lower town.\n' | dedupe --state s >out
	grep -q 'near_of:1.*differs:value' out
}

@test "state: the order of the input changes no byte of it" {
	dedupe --state a monday tuesday >/dev/null
	sort -r monday tuesday | dedupe --state b >/dev/null
	cmp a b
}

@test "state: --stream remembers, too, and before it ends" {
	mkfifo pipe
	dedupe --stream --state s <pipe >out &
	exec 8>pipe
	head -n 3 monday >&8
	for _ in $(seq 100); do [ -s s ] && break; sleep 0.05; done
	dedupe --state s --state-out copy monday >/dev/null && return 1 # it is locked as long as the stream runs
	[ -s s ]
	exec 8>&-
	wait
	dedupe --state s monday >rest
	[ "$(wc -l <rest)" -eq 37 ]
}

@test "state: other options are refused, --rebuild takes the state over" {
	dedupe --state s monday >/dev/null
	cp s before
	run --separate-stderr dedupe --state s --same lang monday
	[ "$status" -eq 2 ]
	[[ "$stderr" == *"made with other options"*"--rebuild"* ]]
	cmp s before
	dedupe --state s --same lang --rebuild monday >out
	[ ! -s out ]
	dedupe --state s --same lang tuesday >out
	[ "$(wc -l <out)" -eq 20 ]
}

@test "state: a locked one is status 75, --wait waits for it" {
	mkfifo pipe
	dedupe --state s <pipe >/dev/null &
	exec 8>pipe
	for _ in $(seq 100); do [ -e s.lock ] && break; sleep 0.05; done
	run --separate-stderr dedupe --state s monday
	[ "$status" -eq 75 ]
	[ -z "$output" ]
	[[ "$stderr" == *"in use by another process"* ]]
	dedupe --wait 30 --state s monday >out 8>&- &
	exec 8>&-
	wait
	[ "$(wc -l <out)" -eq 40 ]
}

@test "state: the torn end of a crash is left out, and mended by the next run" {
	dedupe --state s monday >/dev/null
	size=$(wc -c <s)
	dedupe --state s tuesday >/dev/null
	head -c $((size + 30)) s >torn
	run --separate-stderr dedupe --state torn tuesday
	[ "$status" -eq 0 ]
	[ "${#lines[@]}" -eq 20 ]
	[[ "$stderr" == *"ends torn at byte $size"* ]]
	run --separate-stderr dedupe --state torn monday tuesday
	[ -z "$output" ]
	[ -z "$stderr" ]
}

@test "state: damage inside is an error and nothing is written over it" {
	dedupe --state s monday >/dev/null
	size=$(wc -c <s)
	dedupe --state s tuesday >/dev/null
	printf X | dd of=s bs=1 seek=$((size - 9)) conv=notrunc status=none
	cp s before
	run --separate-stderr dedupe --state s monday
	[ "$status" -eq 2 ]
	[ -z "$output" ]
	[[ "$stderr" == *"is damaged at byte"* ]]
	cmp s before
	run dedupe --state monday tuesday
	[ "$status" -eq 2 ]
	[[ "$output" == *"'monday' is no state of dedupe"* ]]
}

@test "state: nothing is remembered of what could not be printed" {
	[ -e /dev/full ] || skip 'no /dev/full'
	dedupe --state s monday >/dev/null
	cp s before
	dedupe --state s tuesday >/dev/full 2>err && return 1
	cmp s before
	dedupe --state s tuesday >out
	[ "$(wc -l <out)" -eq 20 ]
}

@test "state: a full disk leaves the old state readable" {
	dedupe --state s monday >/dev/null
	claims 1000 3000 2025-05-03 >many
	(
		trap '' XFSZ
		ulimit -f 8
		dedupe --state s many 2>err | cat >/dev/null
		[ "${PIPESTATUS[0]}" -eq 2 ]
	)
	grep -q "cannot write the state 's'" err
	dedupe --state s monday >out
	[ ! -s out ]
}

@test "state: an injected EIO or ENOSPC loses no claim" {
	strace -o /dev/null true 2>/dev/null || skip 'strace does not work here'
	for fault in 'fsync:error=EIO' 'pwrite64,write:error=ENOSPC:when=2+' 'ftruncate:error=EIO' 'rename:error=EACCES'; do
		rm -f s
		dedupe --state s monday >/dev/null
		status=0
		strace -qq -o /dev/null -e inject="$fault" -e trace="${fault%%:*}" "$BIN/dedupe" --state s tuesday >out 2>err || status=$?
		dedupe --state s monday tuesday >again
		if [ "$status" -eq 0 ]; then continue; fi # the fault was not on its way
		cat out again | ids | sort -nu | grep -vx '[1-9]\|[12][0-9]' >printed || true
		seq 41 60 | while read -r id; do grep -qx "$id" printed || return 1; done
	done
}

@test "state: killed at any moment, no claim is lost and the state stays whole" {
	claims 1 4000 2025-05-01 >in
	: >printed
	for i in $(seq 30); do
		dedupe --state s in >out 2>err &
		pid=$!
		sleep "0.0$((RANDOM % 9))$((RANDOM % 10))"
		kill -9 "$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
		grep -a 'outlets:' out >>printed || true # whole lines
		[ "$i" -lt 29 ] || rm -f s
	done
	dedupe --state s in >>printed
	[ "$(ids printed | uniq | wc -l)" -eq 4000 ]
	dedupe --state s in >out
	[ ! -s out ]
}

@test "state: --window forgets what was last said long before the newest, --compact drops it from the file" {
	dedupe --state s monday >/dev/null
	claims 35 36 2025-05-09 | dedupe --state s >out
	[ ! -s out ]
	dedupe --state s --window 3 --compact </dev/null >out
	dedupe --state s monday >out
	[ "$(wc -l <out)" -eq 38 ]
	[ "$(ids out | grep -cx '3[56]')" -eq 0 ]
}

@test "state: --max-mem refuses a large state, --evict forgets the oldest" {
	dedupe --state s monday >/dev/null
	dedupe --state s tuesday >/dev/null
	run dedupe --state s --max-mem 16K monday
	[ "$status" -eq 2 ]
	[[ "$output" == *"more than --max-mem"* ]]
	run --separate-stderr dedupe --state s --max-mem 24K --evict --state-out new tuesday
	[ "$status" -eq 0 ]
	[[ "$stderr" == *"of 60 claims forgotten, the oldest ones"* ]]
	[ -z "$output" ]
}

@test "state: --state-out leaves the old state as it was" {
	dedupe --state s monday >/dev/null
	cp s before
	dedupe --state s --state-out new tuesday >out
	[ "$(wc -l <out)" -eq 20 ]
	cmp s before
	dedupe --state new monday tuesday >out
	[ ! -s out ]
	ls new.?????? 2>/dev/null && return 1
	:
}

@test "state: --state-ro reads it beside other readers and writes nothing" {
	dedupe --state s monday >/dev/null
	cp s before
	dedupe --state s --state-ro tuesday >out
	[ "$(wc -l <out)" -eq 20 ]
	cmp s before
	run dedupe --state none --state-ro monday
	[ "$status" -eq 2 ]
}

@test "state: statements with numbers and articles are known again" {
	cd "$SRC" || return
	segment examples/*.txt | attribute | extract-numbers | timeline --resolve >"$BATS_TEST_TMPDIR/in"
	cd "$BATS_TEST_TMPDIR" || return
	dedupe --state s in >out
	[ -s out ]
	dedupe --state s in >out
	[ ! -s out ]
	dedupe --as article --state a in >out
	[ -s out ]
	dedupe --as article --state a in >out
	[ ! -s out ]
	dedupe --as exact --state e --keep longest in >out
	[ -s out ]
	dedupe --as exact --state e in >out
	[ ! -s out ]
}

@test "state: options that make no sense together are refused" {
	for options in '--wait 3' '--state s -n 1' '--state s --state-ro --compact' '--state s --state-out s'; do
		# shellcheck disable=SC2086
		run dedupe $options monday
		[ "$status" -eq 2 ]
		[ ! -e s ]
	done
}

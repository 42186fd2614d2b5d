#!/usr/bin/env bats
# A small set that touches every tool and form once: what runs under valgrind.

load helper

setup() {
	cd "$SRC" || return
}

@test "smoke: the chain runs from an article to a timeline" {
	segment examples/5-wartatirta.txt >"$BATS_TEST_TMPDIR/1"
	attribute "$BATS_TEST_TMPDIR/1" >"$BATS_TEST_TMPDIR/2"
	extract-numbers "$BATS_TEST_TMPDIR/2" >"$BATS_TEST_TMPDIR/3"
	timeline --resolve "$BATS_TEST_TMPDIR/3" >"$BATS_TEST_TMPDIR/4"
	dedupe "$BATS_TEST_TMPDIR/4" >"$BATS_TEST_TMPDIR/5"
	timeline --view=terminal "$BATS_TEST_TMPDIR/5" >"$BATS_TEST_TMPDIR/6"
	grep -q 'Dewi Pramesthika' "$BATS_TEST_TMPDIR/6"
}

@test "smoke: each form of article is read" {
	[ -n "$(segment tests/data/articles.jsonl)" ]
	[ -n "$(segment tests/data/array.json)" ]
	[ -n "$(segment tests/data/sample.warc.wet)" ]
	[ -n "$(gzip -c examples/1-lembahpos.txt | segment)" ]
}

@test "smoke: JSON goes through every filter" {
	segment --json examples/6-meridianwire.txt | attribute | extract-numbers | timeline --resolve | dedupe |
		timeline >"$BATS_TEST_TMPDIR/out"
	grep -q '^{"id":"' "$BATS_TEST_TMPDIR/out"
}

@test "smoke: bad bytes and refused records leave nothing behind" {
	printf 'a\0b \377\300 c. d "e' | segment >"$BATS_TEST_TMPDIR/out"
	run attribute --skip-bad --rejects="$BATS_TEST_TMPDIR/refused" <<<'no record'
	[ "$status" -eq 0 ]
}

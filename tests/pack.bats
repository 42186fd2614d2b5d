#!/usr/bin/env bats
# Language packs: what is read, what is refused, and the page that says so.

load helper

bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir -p p/id
}

# The pack p holds one file, time.yaml, with this text.
pack() {
	printf '%b' "$1" >p/id/time.yaml
}

# shellcheck disable=SC2154 # run sets stderr and stderr_lines
# --check-pack refuses p: status 2, nothing on stdout, and a message with these words.
refused() {
	run -2 --separate-stderr segment --check-pack p
	[ -z "$output" ]
	case $stderr in
	*"$1"*) ;;
	*)
		printf 'want: %s\ngot:  %s\n' "$1" "$stderr"
		return 1
		;;
	esac
}

accepted() {
	run -0 segment --check-pack p
	[ -z "$output" ]
}

@test "pack: the stock packs are in order" {
	run -0 segment --check-pack "$SRC/common/lang"
	[ -z "$output" ]
}

@test "pack: a fault names file, line and column" {
	pack 'months:\n  mei: 5\n  juni: {colour: 6}\n'
	refused "segment: p/id/time.yaml:3:10: the attribute 'colour' is unknown here; known: value"
}

@test "pack: all faults of all files are reported" {
	pack 'month: [mei]\nmonths: {mei: {colour: 5}}\n'
	printf 'hedges: [[x]]\n' >p/id/hedges.yaml
	refused 'p/id/hedges.yaml:1:10:'
	refused 'p/id/time.yaml:1:1:'
	refused 'p/id/time.yaml:2:16:'
}

@test "pack: an unknown section is refused with the known ones" {
	pack 'month: [mei]\n'
	refused "the section 'month' is unknown; known in time.yaml: "
	refused ' months,'
}

@test "pack: an unknown file is refused with the known ones" {
	pack 'months: [mei]\n'
	printf 'months: [mei]\n' >p/id/times.yaml
	refused 'p/id/times.yaml: no such file in a pack; known: '
	refused ' time.yaml,'
}

@test "pack: a file that ends in .yml is refused, one with another ending is passed over" {
	pack 'months: [mei]\n'
	echo 'not [yaml' >p/id/README
	echo 'not [yaml' >p/id/.time.yaml
	accepted
	mv p/id/README p/id/time.yml
	refused 'files of a pack end in .yaml'
}

@test "pack: no, yes, 1e3 and 012 are words" {
	pack 'months: {no: yes, 1e3: 012, ~: null}\n'
	accepted
	pack 'months: {no: a, "no": b}\n'
	refused "the word 'no' stands twice, first on line 1"
}

@test "pack: a key twice is refused with both lines" {
	pack 'months:\n  mei: 5\n  juni: 6\n  mei: 6\n'
	refused "time.yaml:4:3: the word 'mei' stands twice, first on line 2"
	pack 'months: [mei]\n\nmonths: [juni]\n'
	refused "time.yaml:3:1: the section 'months' stands twice, first on line 1"
	pack 'months:\n  mei:\n    value: 5\n    value: 6\n'
	refused "time.yaml:4:5: the attribute 'value' stands twice, first on line 3"
}

@test "pack: anchors, aliases and tags are refused" {
	pack 'months: [&a mei]\n'
	refused 'time.yaml:1:10: an anchor'
	pack 'months: &a [*a]\n'
	refused 'time.yaml:1:9: an anchor'
	pack 'months: [*a]\n'
	refused 'time.yaml:1:10: an alias'
	pack 'months: !!python/object [mei]\n'
	refused 'time.yaml:1:9: a tag'
}

@test "pack: a second document and directives are refused" {
	pack 'months: [mei]\n---\nmonths: [juni]\n'
	refused 'time.yaml:2:1: a second document'
	pack '%YAML 1.1\n---\nmonths: [mei]\n'
	refused 'time.yaml:1:1: a line that begins with %'
}

@test "pack: what is not YAML is refused" {
	pack 'months:\n\t- mei\n'
	refused 'time.yaml:2:1: not YAML: '
	refused 'indent with spaces, not tabs'
	pack 'months: ["mei\n'
	refused 'not YAML: '
	pack 'months: [mei\xff]\n'
	refused 'time.yaml:1:13: a byte that is not UTF-8'
	pack 'months:\n  - mei\0\n'
	refused 'time.yaml:2:8: a NUL byte'
	pack 'months: ["a\\nb"]\n'
	refused 'control character'
}

@test "pack: an empty file is refused" {
	pack ''
	refused 'time.yaml:1:1: the file is empty'
	pack '# nothing\n'
	refused 'the file is empty'
}

@test "pack: an empty section is fine" {
	pack 'months: []\ntraps: {}\n'
	accepted
}

@test "pack: a hundred thousand levels are refused at once" {
	{ printf 'unknown: ' && head -c 100000 /dev/zero | tr '\0' '['; } >p/id/time.yaml
	refused 'nested deeper than 16'
	{ printf 'months: ' && head -c 100000 /dev/zero | tr '\0' '['; } >p/id/time.yaml
	SECONDS=0
	refused 'a list of words holds a list'
	[ "$SECONDS" -lt 2 ]
}

@test "pack: more than 4 MiB are refused" {
	{ printf 'months: [' && head -c 4194304 /dev/zero | tr '\0' 'a' && echo ']'; } >p/id/time.yaml
	refused 'p/id/time.yaml: larger than 4 MiB'
}

@test "pack: a FIFO, a missing folder and a folder without languages are refused" {
	mkfifo p/id/time.yaml
	refused 'p/id/time.yaml: not a regular file'
	run -2 segment --check-pack nowhere
	[ "$output" = 'segment: nowhere: No such file or directory' ]
	mkdir none
	run -2 segment --check-pack none
	[ "$output" = 'segment: none: holds no language (none/CODE/NAME.yaml)' ]
}

@test "pack: a file that may not be read is refused" {
	pack 'months: [mei]\n'
	chmod 0 p/id/time.yaml
	[ ! -r p/id/time.yaml ] || skip 'this user may read everything'
	refused 'p/id/time.yaml: Permission denied'
}

@test "pack: language codes cannot leave the folder" {
	for code in ID 1d i 'i d' id_ID aaaaaaaaaabbbbbbbbbbccccccccccddd; do
		mkdir "p/$code"
		refused "p/$code: not a language code"
		rmdir "p/$code"
	done
	mkdir p/zh-hant
	accepted
}

@test "pack: a faulty pack stops a run before its input is read" {
	pack 'month: [mei]\n'
	run -2 --separate-stderr segment --pack p nowhere.txt
	[ -z "$output" ]
	# shellcheck disable=SC2154
	[ "${#stderr_lines[@]}" -eq 1 ]
	KABAR_PACK=$PWD/p run -2 segment nowhere.txt
	[ "${#lines[@]}" -eq 1 ]
}

# Sections and attributes as "file section attribute...", attributes sorted.
sorted_attributes() {
	while read -r file section rest; do
		echo "$file $section $(tr ' ' '\n' <<<"$rest" | sort | tr '\n' ' ')"
	done | sort
}

@test "pack: kabar-lang(5) lists the sections and attributes that the loader knows, and no others" {
	sed -n 's/^	{"\([^"]*\)", "\([^"]*\)", "\([^"]*\)"},$/\1 \2 \3/p' "$SRC/common/pack_schema.c" |
		sorted_attributes >schema
	sed -n '/^\.Sh FILES/,/^\.Sh ENV/{s/^\.Ss \(.*\)\.yaml$/= \1/p; s/^\.It Ic //p;}' "$SRC/common/kabar-lang.5" |
		awk '$1 == "=" {file = $2; next} {sub(/ Ar /, " "); print file, $0}' | sorted_attributes >page
	[ "$(wc -l <schema)" -gt 100 ]
	diff schema page
}

@test "pack: the list of sections is in byte order" {
	sed -n 's/^	{"\([^"]*\)", "\([^"]*\)".*/\1 \2/p' "$SRC/common/pack_schema.c" >schema
	LC_ALL=C sort -u schema | diff schema -
}

#!/usr/bin/env bats
# segment: the program around the core. Rules for sentences and kinds: unit/segment_*_test.c and cases/segment.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || exit
}

# All values of a field, one on a line.
field() {
	sed -n "s/^\(.*\t\)\{0,1\}$1:\([^\t]*\).*/\2/p"
}

# The document without blanks, and what its records point at without blanks.
covers() {
	local file=$1
	shift
	segment --doc-name=d "$@" <"$file" | field at | while IFS=- read -r start end; do
		tail -c "+$((start + 1))" "$file" | head -c "$((end - start))"
	done | tr -d ' \t\n\r\v\f' >got
	tr -d ' \t\n\r\v\f' <"$file" >want
	cmp want got
}

@test "segment: every byte that is not blank stands in exactly one record" {
	printf '%s\n' 'Judul Berita' '' 'Dr. A. Sari (40) berkata: "Ya. Tidak." Baca juga: X' '[iklan_3]' '.. ?! " (' "$(printf '\377\376 a\302 b.C')" >doc
	covers doc
	covers doc --quotes=split
	covers doc --lang=en
	covers doc --max-record=4200
}

@test "segment: every byte is covered in a stream of chance bytes" {
	# fixed seed: the same bytes on every machine
	awk 'BEGIN { srand(7); s = ". \n\"(ab)1A!?-\047:,/[]"; for (i = 0; i < 40000; i++) { r = (r * 1103515245 + 12345) % 2147483648; printf "%s", substr(s, int(r / 65536) % length(s) + 1, 1) } }' >doc
	covers doc
	covers doc --quotes=split
}

@test "segment: fields stand in the order of the man page" {
	printf 'Satu kalimat.\n' | segment --doc-name=d >out
	[ "$(tr '\t' '\n' <out | cut -d: -f1 | tr '\n' ' ')" = 'id doc sent par at kind lang date date_from source text last ' ]
}

@test "segment: only the last record of a document has last:1" {
	printf 'Satu selesai. Dua selesai.\n' >a
	printf 'Tiga selesai.\n' >b
	segment a b >out
	[ "$(grep -c 'last:1' out)" -eq 2 ]
	[ "$(field text <out | sed -n 2p)" = 'Dua selesai.' ]
	sed -n 2p out | grep -q 'last:1'
}

@test "segment: the same bytes come out whatever stands beside the document" {
	printf 'Satu selesai.\n' >a
	printf 'Dua selesai, Rabu (5/3/2025).\n' >b
	segment a >alone
	segment b a >both
	[ "$(tail -n 1 both)" = "$(cat alone)" ]
}

@test "segment: a title from the metadata comes first unless the text begins with it" {
	printf '%s\n' '{"id":"1","title":"Pasar Ditutup","text":"Pedagang pulang."}' '{"id":"2","title":"Pasar Ditutup","text":"Pasar  Ditutup\n\nPedagang pulang."}' | segment --ltsv >out
	[ "$(field at <out | tr '\n' ' ')" = 'title:0-13 0-16 0-14 16-32 ' ]
	[ "$(field kind <out | tr '\n' ' ')" = 'headline body headline body ' ]
}

@test "segment: --date, --lang and --source go before what the document says" {
	printf '%s\n' '{"id":"1","date":"2025-03-05","source":"a.id","lang":"id","text":"Pedagang pulang."}' |
		segment --ltsv --date=2024-01-02 --lang=en --source=b >out
	grep -q 'lang:en	date:2024-01-02	date_from:option	source:b	' out
}

@test "segment: --with adds fields behind the others" {
	printf '%s\n' '{"id":"1","url":"https://a.id/x","text":"JAKARTA, KOMPAS.com - Pedagang pulang."}' | segment --ltsv --with=url,place >out
	grep -q 'last:1	url:https://a.id/x	place:JAKARTA$' out
	run segment --with=wrong </dev/null
	[ "$status" -eq 2 ]
	[[ $output == *wrong* ]]
	printf 'Pedagang pulang.\n' | segment --with=sha,url,sha,place,title,author,url | attribute >out
	[ "$(grep -o 'sha:' out | wc -l)" -eq 1 ]
}

@test "segment: --body leaves only the article, and marks its last record" {
	printf 'Pedagang pulang ke rumah masing-masing.\n(abc/def)\n' | segment --body >out
	[ "$(field kind <out)" = body ]
	grep -q 'last:1' out
}

@test "segment: --doc=line makes each line a document" {
	printf 'Satu selesai.\nDua selesai.\n' | segment --doc=line >out
	[ "$(field doc <out | sort -u | wc -l)" -eq 2 ]
}

@test "segment: a sentence over --max-record is cut, with one message" {
	awk 'BEGIN { for (i = 0; i < 4000; i++) printf "kata%d ", i }' >doc
	segment --doc-name=d --max-record=8K <doc >out 2>err
	[ "$(wc -l <err)" -eq 1 ]
	awk 'length > 8192 { exit 1 }' out
	covers doc --max-record=8K
}

@test "segment: --live puts a paragraph out before the next one has come" {
	mkfifo pipe
	{
		printf 'Satu selesai, Rabu (5/3/2025).\n\n'
		for _ in $(seq 100); do
			grep -qs Satu out && break
			sleep 0.1
		done
		grep -c Satu out >seen || :
		printf 'Dua selesai.\n'
	} >pipe &
	segment --live --doc-name=d <pipe >out
	wait
	[ "$(cat seen)" = 1 ]
	[ "$(field text <out | tail -n 1)" = 'Dua selesai.' ]
}

@test "segment: a wrong --date is a mistake in usage" {
	run segment --date=kemarin </dev/null
	[ "$status" -eq 2 ]
	[[ $output == *"--date takes"*"'kemarin'"* ]]
}

@test "segment: time is linear in hard input" {
	for unit in . '"' '(' '. ' "' " 'a. ' '“' 'Baca juga: ' '1. ' '[' '?"' 'A.'; do
		awk -v u="$unit" 'BEGIN { for (i = 0; i < 1000000; i += length(u)) printf "%s", u }' >doc
		timeout 10 "$BIN/segment" --doc-name=d doc >out || { echo "slow or failed on $unit"; return 1; }
	done
}

@test "segment: metadata give the date its time of day, but for midnight, half days and seconds since 1970" {
	printf '{"text":"A b.","date":"%s"}\n' 2025-08-10T12:14:00 'Wed, 23 Oct 2024 07:05:00 +0700' 2024-05-01T00:00:00Z \
		'2024-05-01 05:21 PM' 1712345678 2024-05-01+07:00 | segment | cut -f8 >out
	printf 'date:%s\n' 2025-08-10T12:14 2024-10-23T07:05 2024-05-01 2024-05-01 2024-04-05 2024-05-01 | cmp - out
}

#!/usr/bin/env bats
# extract-numbers: records in, one record a number out. What a number is stands in tests/unit/number_test.c.

bats_require_minimum_version 1.5.0
load helper

setup() { cd "$BATS_TEST_TMPDIR" || return; }

# A record of one sentence: record LANG TEXT [FIELD...]
record() {
	printf 'id:s1\tdoc:d\tat:100-900\tlang:%s\ttext:%s' "$1" "$2"
	shift 2
	[ $# -eq 0 ] || printf '\t%s' "$@"
	printf '\n'
}

# The values of some fields of each record: fields NAME,NAME
fields() {
	awk -F'\t' -v names="$1" 'BEGIN { n = split(names, want, ",") }
		{ line = ""
		  for (w = 1; w <= n; w++) { v = "-"
			for (i = 1; i <= NF; i++) if (index($i, want[w] ":") == 1) v = substr($i, length(want[w]) + 2)
			line = line (w > 1 ? " / " : "") v }
		  print line }'
}

@test "extract-numbers: a sentence with three numbers gives three records with its id" {
	record id 'Kapal itu membawa 40 kambing, 7 sapi dan 300 ayam.' >in
	extract-numbers in >out
	[ "$(fields id,value,unit <out)" = "s1 / 40 / kambing
s1 / 7 / sapi
s1 / 300 / ayam" ]
}

@test "extract-numbers: the fields of a number stand behind the record's own, in one order, empty ones too" {
	record id 'Ada 40 kambing.' | extract-numbers >out
	[ "$(tr '\t' '\n' <out | sed 's/:.*//' | paste -s -d' ' -)" = 'id doc at lang text num num_at value low high unit numkind approx rel numrole' ]
}

@test "extract-numbers: num_at is a range of the document" {
	record id 'Ada 40 kambing.' | extract-numbers | fields num,num_at >out
	[ "$(cat out)" = '40 / 104-106' ]
}

@test "extract-numbers: num_at counts the blanks that segment folded" {
	record id 'Ada 40 kambing.' 'fold:4+3' | extract-numbers | fields num_at >out
	[ "$(cat out)" = '107-109' ]
}

@test "extract-numbers: a record without a number passes as the same bytes" {
	record id 'Tidak ada apa-apa.' 'extra:%2C : x' >in
	extract-numbers in | cmp - in
}

@test "extract-numbers: a record without text passes as it is" {
	printf 'a:1\tb:2\n' >in
	extract-numbers in | cmp - in
}

@test "extract-numbers: unknown fields stay in place in number records" {
	record id 'Ada 40 kambing.' 'zz:1' | extract-numbers | cut -f6 >out
	[ "$(cat out)" = 'zz:1' ]
}

@test "extract-numbers: records that have been through it once do not change" {
	record id 'Ada 40 kambing dan 7 sapi.' | extract-numbers >once
	extract-numbers once | cmp - once
}

@test "extract-numbers: --only drops records without a number" {
	{ record id 'Tidak ada apa-apa.'; record id 'Ada 40 kambing.'; } | extract-numbers --only | fields value >out
	[ "$(cat out)" = 40 ]
}

@test "extract-numbers: dates, times, labels and names are no counts" {
	record id 'Pada 5 September 2021 pukul 09.15 WIB, Pasal 7 dibahas di KTT G20.' >in
	run -1 extract-numbers --only -e in
	[ -z "$output" ]
}

@test "extract-numbers: --all names what is no count" {
	record id 'Pada 5 September 2021 pukul 09.15 WIB, Pasal 7 dibahas di KTT G20.' | extract-numbers --all | fields num,numrole,numkind,value >out
	[ "$(cat out)" = '5 September 2021 / date /  / 
09.15 WIB / time /  / 
7 / label /  / 
G20 / model /  / ' ]
}

@test "extract-numbers: --annotate puts the figures into one line" {
	record id 'Ada 40 kambing, 1,5 ton beras dan 10-20 sapi.' | extract-numbers --annotate >out
	[ "$(wc -l <out)" -eq 1 ]
	[ "$(fields figures <out)" = '40 kambing,1.5 ton,10..20 sapi' ]
}

@test "extract-numbers: --annotate leaves a record without a number as it is" {
	record id 'Tidak ada apa-apa.' >in
	extract-numbers --annotate in | cmp - in
	[ -z "$(extract-numbers --annotate --only in)" ]
}

@test "extract-numbers: a value is exact however long it is" {
	record en 'It cost 123,456,789,012,345,678,901,234,567.000000000000000000001 dollars.' | extract-numbers | fields value,unit >out
	[ "$(cat out)" = '123456789012345678901234567.000000000000000000001 / USD' ]
}

@test "extract-numbers: each statement of a sentence takes the numbers of its own quotation" {
	text='"Ada 40 kambing," kata Ali, tetapi Budi menghitung 38 ekor dari 5 kandang.'
	{
		record id "$text" mode:direct quote_at:101-115 | sed 's/^id:s1/id:s1.1/'
		record id "$text" mode:indirect quote_at:140-158 | sed 's/^id:s1/id:s1.2/'
	} | extract-numbers | fields id,value >out
	[ "$(cat out)" = 's1.1 / 40
s1.1 / 5
s1.2 / 38' ]
}

@test "extract-numbers: a statement without a number of its own passes once" {
	text='"Ada 40 kambing," kata Ali, tetapi Budi diam.'
	{
		record id "$text" mode:direct quote_at:101-115 | sed 's/^id:s1/id:s1.1/'
		record id "$text" mode:indirect quote_at:133-143 | sed 's/^id:s1/id:s1.2/'
	} | extract-numbers | fields id,value >out
	[ "$(cat out)" = 's1.1 / 40
s1.2 / -' ]
}

@test "extract-numbers: the record's language decides what the marks mean" {
	{ record id '1.500'; record en '1.500'; record und '1.500'; } | extract-numbers | fields value >out
	[ "$(paste -s -d' ' out)" = '1500 1.5 1500' ]
}

@test "extract-numbers: a pack adds a unit" {
	mkdir -p pack/id
	printf 'measures:\n  takar: {forms: [tkr]}\n' >pack/id/units.yaml
	record id 'Ada 40 tkr beras.' | extract-numbers --pack=pack | fields unit,numkind >out
	[ "$(cat out)" = 'takar / measure' ]
}

@test "extract-numbers: bytes that are not UTF-8 are kept" {
	printf 'lang:id\ttext:Ada 40 \377\376 kambing \300\257.\n' >in
	extract-numbers in >out
	LC_ALL=C grep -q "$(printf '40 \377\376 kambing')" out
}

@test "extract-numbers: a long text full of numbers is left as one record, with a note" {
	{ printf 'lang:id\ttext:'; yes '12 ekor' | head -n 60000 | tr '\n' ' '; echo; } >in
	extract-numbers in >out 2>err
	cmp in out
	[ "$(wc -l <err)" -eq 1 ]
}

@test "extract-numbers: a text of eight times the length takes about eight times as long" {
	piece='Sebanyak 12.500 orang, termasuk 40 bayi, antara Rp 5 juta dan Rp 7 juta, lima ratus dua puluh ribu '
	long() { printf 'lang:id\ttext:'; for _ in $(seq "$1"); do printf '%s' "$piece"; done; echo; }
	long 2000 >one
	long 16000 >eight
	ms() { local s; s=$(date +%s%N); extract-numbers --annotate "$1" >/dev/null; echo $((($(date +%s%N) - s) / 1000000)); }
	extract-numbers --annotate one | grep -q figures:
	one=$(ms one) eight=$(ms eight)
	# Room for a busy machine: a quadratic reader would need 64 times as long.
	[ "$eight" -lt $((24 * one + 200)) ]
}

@test "extract-numbers: the furniture of a page counts nothing, unless --all" {
	record id 'Komentar (12)' 'kind:boilerplate' >in
	[ "$(extract-numbers --only in | wc -l)" -eq 0 ]
	extract-numbers in | cmp - in
	[ "$(extract-numbers --all in | fields num)" = 12 ]
	record en 'Photo 3 of 12' 'kind:byline' >in
	[ "$(extract-numbers --only in | wc -l)" -eq 0 ]
	record en 'Read also: 12 barges sink' 'kind:link' >in
	[ "$(extract-numbers --only in | fields value)" = 12 ]
}

@test "extract-numbers: of several records made from a document's last one, the final one keeps last" {
	record id 'Ada 3 sapi, 4 kambing dan 5 ayam.' 'last:1' >in
	[ "$(extract-numbers in | fields value,last)" = "3 / -
4 / -
5 / 1" ]
}

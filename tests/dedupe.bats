#!/usr/bin/env bats
# shellcheck disable=SC2154 # run sets stderr
# dedupe: the program around the core. What is the same and what is not: cases/dedupe and unit/dedupe_*_test.c.

load helper
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_TMPDIR" || exit
}

record() {
	printf '%s' "$1"
	shift
	printf '\t%s' "$@"
	printf '\n'
}

# The value of a field, one a line; empty where it is missing.
field() {
	awk -F'\t' -v label="$1:" '{ v = ""; for (i = 1; i <= NF; i++) if (index($i, label) == 1) v = substr($i, length(label) + 1); print v }'
}

says() {
	record "id:$1" "doc:$2" at:0-60 lang:en "date:$3" "text:$4" mode:direct "speaker:$5" polarity:affirm "quote:$4"
}

@test "dedupe: a repeat is dropped, and the first by date tells count, places, first document and outlets" {
	{
		record id:b doc:later.txt at:10-60 date:2025-05-14 source:b.example 'text:The mill on the Orla burned down during the night.'
		record id:a doc:early.txt at:0-50 date:2025-05-13 source:a.example 'text:The mill on the Orla burned down during the night.'
	} >in
	dedupe in >out
	[ "$(wc -l <out)" -eq 1 ]
	[ "$(cat out)" = "$(record id:a doc:early.txt at:0-50 date:2025-05-13 source:a.example 'text:The mill on the Orla burned down during the night.' count:2 seen:early.txt#0-50,later.txt#10-60 first:early.txt outlets:a.example,b.example)" ]
}

@test "dedupe: headline and body of one document count once, and both places are seen" {
	{
		record id:1 doc:a at:0-40 kind:headline 'text:Ferry runs aground off Port Lissan'
		record id:2 doc:a at:50-90 kind:body 'text:Ferry runs aground off Port Lissan.'
		record id:3 doc:b at:0-40 kind:headline 'text:Ferry runs aground off Port Lissan'
	} | dedupe >out
	[ "$(field count <out)" = 2 ]
	[ "$(field seen <out)" = 'a#0-40,a#50-90,b#0-40' ]
}

@test "dedupe: a link's title does not repeat the headline it points to" {
	{
		record id:1 doc:a at:0-40 kind:headline 'text:Ferry runs aground off Port Lissan'
		record id:2 doc:b at:50-90 kind:link 'text:Ferry runs aground off Port Lissan'
	} | dedupe >out
	[ "$(wc -l <out)" -eq 2 ]
	[ "$(field differs <out | tail -1)" = kind ]
}

@test "dedupe: the number records of a statement are one unit, kept and dropped whole" {
	for doc in a b; do
		for num in 1,200 300; do
			record "id:$doc" "doc:$doc" at:0-90 lang:en 'text:We moved 1,200 homes and 300 barns.' mode:direct speaker:Ada 'quote:We moved 1,200 homes and 300 barns.' quote_at:0-90 "num:$num" num_at:9-14 "value:${num/,/}"
		done
	done >in
	dedupe in >out
	[ "$(field id <out | tr '\n' ' ')" = 'a a ' ]
	[ "$(field count <out | tr '\n' ' ')" = '2 2 ' ]
	dedupe --mark in >out
	[ "$(field dup_of <out | tr '\n' ' ')" = '  a a ' ]
}

@test "dedupe: other numbers, speakers, polarity, hedge, event or day keep equal words apart, and differs says which" {
	base=(lang:en 'text:They told us that the gates were opened by hand.' mode:direct 'quote:that the gates were opened by hand')
	{
		record id:1 "${base[@]}" speaker:Ada polarity:affirm hedge: event:2025-05-12
		record id:2 "${base[@]}" speaker:Ben polarity:affirm hedge: event:2025-05-12
		record id:3 "${base[@]}" speaker:Ada polarity:deny hedge: event:2025-05-12
		record id:4 "${base[@]}" speaker:Ada polarity:affirm hedge:reportedly event:2025-05-12
		record id:5 "${base[@]}" speaker:Ada polarity:affirm hedge: event:2025-05-13
		record id:6 "${base[@]}" speaker:Ada polarity:affirm hedge: event:2025-05-12 num:3 num_at:0-1 value:3
		record id:7 "${base[@]}" polarity:affirm hedge: event:2025-05-12
		record id:8 "${base[@]}" speaker:Ada polarity:affirm hedge:
	} | dedupe >out
	[ "$(wc -l <out)" -eq 8 ]
	[ "$(field differs <out | sed -n '2,8p' | tr '\n' ' ')" = 'speaker polarity hedge date value speaker date ' ]
}

@test "dedupe: anonymous speakers of two documents are never the same, those of one document may be" {
	anonymous=(mode:indirect 'speaker:an official' speaker_kind:anonymous polarity:affirm 'quote:the gates were opened by hand at ten')
	{
		record id:1 doc:a at:0-9 "${anonymous[@]}" text:x
		record id:2 doc:b at:0-9 "${anonymous[@]}" text:x
		record id:3 doc:a at:20-29 "${anonymous[@]}" text:x
	} | dedupe >out
	[ "$(field id <out | tr '\n' ' ')" = '1 2 ' ]
}

@test "dedupe: a day that only the document gives is no difference, two days that the texts say are" {
	said=(mode:direct speaker:Ada polarity:affirm 'quote:we counted every single door in the valley' text:x)
	{
		record id:1 "${said[@]}" when:2025-05-13 basis:explicit
		record id:2 "${said[@]}" when:2025-05-14 basis:document
		record id:3 "${said[@]}" when:2025-05-15 basis:relative
	} | dedupe >out
	[ "$(field id <out | tr '\n' ' ')" = '1 3 ' ]
	[ "$(field differs <out | tail -1)" = date ]
}

@test "dedupe: a short quotation is compared with its sentence" {
	{
		record id:1 mode:direct speaker:Ada polarity:deny 'quote:“That is false,”' 'text:“That is false,” Ada said of the missing siren.'
		record id:2 mode:direct speaker:Ada polarity:deny 'quote:“That is false,”' 'text:“That is false,” Ada said when asked about the money.'
	} | dedupe >out
	[ "$(wc -l <out)" -eq 2 ]
}

@test "dedupe: the result does not depend on the order of the input" {
	for i in 1 2 3 4 5 6 7 8 9; do
		says "i$i" "d$i" "2025-05-1$((i % 4))" 'The bridge at Tolmin has been closed to heavy trucks since the flood.' Ada
		says "j$i" "d$i" "2025-05-1$((i % 3))" "The bridge at Tolmin has been clsoed to heavy trucks since the floood$((i % 2))." Ada
		says "k$i" "d$i" 2025-05-10 "The bridge at Tolmin has been closed to heavy trucks for $i days." Ada
	done >in
	dedupe in | sort >want
	for seed in 1 2 3 4 5; do
		awk -v seed="$seed" 'BEGIN { srand(seed) } { print rand() "\t" $0 }' in | sort | cut -f2- >shuffled
		dedupe shuffled | sort >got
		diff want got
	done
}

@test "dedupe: output stands in the order of the input" {
	{
		record id:9 date:2025-01-09 'text:Nine sheep were found in the upper valley.'
		record id:1 date:2025-01-01 'text:One goat was found in the lower valley of Orla.'
		record id:5 date:2025-01-05 'text:Five geese came back to the mill pond alone.'
	} | dedupe | field id | tr '\n' ' ' >out
	[ "$(cat out)" = '9 1 5 ' ]
}

@test "dedupe: parts deduped one by one and then together give the same counts" {
	for i in 1 2 3 4; do
		says "i$i" "d$i,x" "2025-05-1$i" 'The bridge at Tolmin has been closed to heavy trucks since the flood.' Ada
	done >in
	dedupe in >want
	head -2 in | dedupe >one
	tail -2 in | dedupe >two
	dedupe two one >got
	diff want got
	[ "$(field seen <got)" = 'd1%2Cx#0-60,d2%2Cx#0-60,d3%2Cx#0-60,d4%2Cx#0-60' ]
}

@test "dedupe: --keep longest prints the longest, counted with the others" {
	{
		record id:1 lang:en 'text:The council voted to repair the old harbour wall before the …'
		record id:2 lang:en 'text:The council voted to repair the old harbour wall before the storms come.'
	} >in
	[ "$(dedupe in | field id)" = 1 ]
	dedupe --keep longest in >out
	[ "$(field id <out)" = 2 ]
	[ "$(field count <out)" = 2 ]
	[ "$(dedupe --keep longest --mark in | field dup_of | head -1)" = 2 ]
}

@test "dedupe: a cut text does not swallow two endings" {
	{
		record id:1 lang:en 'text:The council voted to repair the old harbour wall with …'
		record id:2 lang:en 'text:The council voted to repair the old harbour wall with granite blocks.'
		record id:3 lang:en 'text:The council voted to repair the old harbour wall with concrete blocks.'
	} | dedupe >out
	[ "$(field id <out | tr '\n' ' ')" = '1 3 ' ]
}

@test "dedupe: --same asks for agreement of fields, and missing never equals present" {
	{
		record id:1 source:a 'text:The mill on the Orla burned down during the night.'
		record id:2 source:A 'text:The mill on the Orla burned down during the night.'
		record id:3 source:b 'text:The mill on the Orla burned down during the night.'
		record id:4 'text:The mill on the Orla burned down during the night.'
		record id:5 'text:The mill on the Orla burned down during the night.'
	} | dedupe --same=source,kind >out
	[ "$(field id <out | tr '\n' ' ')" = '1 3 4 ' ]
	run dedupe --same=source,kind-of </dev/null
	[ "$status" -eq 2 ]
	[[ "$output" == *"--same takes"*"'kind-of'" ]]
}

@test "dedupe: --as exact leaves a misspelling, --explain says why records joined or did not" {
	{
		record id:1 lang:en 'text:The harbour commission published the tender documents yesterday.'
		record id:2 lang:en 'text:THE HARBOUR COMMISSION published the “tender” documents yesterday'
		record id:3 lang:en 'text:The harbour commisssion published the tender documents yesterday.'
		record id:4 lang:en 'text:The harbour commission never published the tender documents yesterday.'
	} >in
	[ "$(dedupe --as exact in | field id | tr '\n' ' ')" = '1 3 4 ' ]
	dedupe --mark --explain in >out
	[ "$(field dup_of <out | tr '\n' ' ')" = ' 1 1  ' ]
	[ "$(field why <out | sed -n 2p)" = exact ]
	field why <out | sed -n 3p | grep -q '^near 0\.9[0-9][0-9]$'
	field why <out | sed -n 4p | grep -q '^near 0\.[0-9]*, blocked by polarity: "never" for ""$'
	[ "$(field differs <out | sed -n 4p)" = polarity ]
}

@test "dedupe: --as article joins the records of a document and forgives edits" {
	words=$(awk 'BEGIN { srand(4); for (i = 0; i < 200; i++) printf "word%d ", int(rand() * 5000) }')
	{
		for i in 1 2; do record "id:a$i" doc:a "at:$i-9" "text:$words part $i"; done
		for i in 1 2; do record "id:b$i" doc:b "at:$i-9" "text:$words part $i"; done
		record id:b2 doc:b at:2-9 "text:$words part 2" num:2
		record id:c1 doc:c at:1-9 'text:Quite another article about the mill on the Orla that burned down.'
	} >in
	dedupe --as article in >out
	[ "$(field id <out | tr '\n' ' ')" = 'a1 a2 c1 ' ]
	[ "$(field seen <out | head -1)" = a,b ]
	[ "$(dedupe --as article --mark in | field dup_of | tr '\n' ' ')" = '  a1 a1 a1  ' ]
}

@test "dedupe: --stream prints the first at once, without counts" {
	mkfifo pipe
	dedupe --stream <pipe >out &
	exec 7>pipe
	record id:1 'text:The mill on the Orla burned down during the night.' >&7
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		[ -s out ] && break
		sleep 0.2
	done
	[ "$(cat out)" = "$(record id:1 'text:The mill on the Orla burned down during the night.')" ]
	record id:2 'text:The mill on the Orla burned down during the night' >&7
	exec 7>&-
	wait
	[ "$(wc -l <out)" -eq 1 ]
}

@test "dedupe: without ids every record is a unit, and --mark says that nothing can name it" {
	printf 'text:The mill burned down.\ntext:The mill burned down.\n' >in
	[ "$(dedupe in | field count)" = 2 ]
	dedupe --mark in 2>err >out
	[ "$(wc -l <out)" -eq 2 ]
	grep -q 'without id' err
	sed 's/^/key:k\t/' in >keyed
	dedupe --mark --id key keyed 2>err | field text >out
	[ ! -s err ]
}

@test "dedupe: a record without the field that is compared is kept, with a note" {
	printf 'id:1\tbody:x\nid:2\tbody:x\n' >in
	dedupe in >out 2>err
	[ "$(wc -l <out)" -eq 2 ]
	grep -q 'without the field' err
	[ "$(dedupe --field body in | wc -l)" -eq 1 ]
}

@test "dedupe: JSON comes out as JSON, with a number for count" {
	printf '{"id":"1","n":1.50,"text":"The mill on the Orla burned."}\n{"id":"2","n":2,"text":"The mill on the Orla burned!"}\n' | dedupe >out
	[ "$(cat out)" = '{"id":"1","n":1.50,"text":"The mill on the Orla burned.","count":2,"seen":"1,2"}' ]
}

@test "dedupe: work grows with the input and not faster, on lines that are nearly equal" {
	# Steps, not seconds: the output of 4 times the lines must come within 12 times the time of one.
	lines() {
		awk -v n="$1" 'BEGIN { srand(3); for (i = 0; i < n; i++) printf "id:%d\ttext:Regional office number%s reports that the river gauge at Orla stands steady tonight.\n", i, substr("abcdefghijklmnopqrstuvwxyz", 1 + int(rand() * 26), 1) int(rand() * 1000000) }'
	}
	lines 5000 >one
	lines 20000 >four
	before=$(date +%s%N)
	dedupe one >/dev/null
	between=$(date +%s%N)
	dedupe four >/dev/null
	after=$(date +%s%N)
	[ $((after - between)) -lt $(((between - before) * 12 + 2000000000)) ]
}

@test "dedupe: records beyond --memory go through a temporary file and come out the same" {
	cd "$SRC" || return
	segment examples/*.txt | attribute | extract-numbers >"$BATS_TEST_TMPDIR/in"
	cd "$BATS_TEST_TMPDIR" || return
	for options in --as=statement --as=article '--keep=longest --mark --explain'; do
		# shellcheck disable=SC2086
		dedupe $options in >one
		# shellcheck disable=SC2086
		dedupe $options --memory=0 in >two
		cmp one two
	done
	run --separate-stderr env TMPDIR=/no/such/folder dedupe --memory=0 in
	[ "$status" -eq 0 ]
	[[ "$stderr" == *"no temporary file in '/no/such/folder'"*"--memory is exceeded instead" ]]
}

@test "dedupe: any number of threads finds the same claims, also among cut and garbled copies of one day" {
	cd "$BATS_TEST_TMPDIR" || return
	awk 'BEGIN {
		srand(11)
		split("ferry barge mill lock ridge harbour orchard quarry bridge tunnel depot clinic school market tower canal", noun)
		split("opens closes floods burns moves sinks grows repairs paints sells buys", verb)
		for (i = 0; i < 4000; i++) {
			text = ""
			x = int(rand() * 500)
			for (k = 0; k < 14; k++) {
				x = (x * 1103 + 12345 + k) % 65521
				text = text (k % 4 == 1 ? verb[1 + x % 11] : noun[1 + x % 16]) " "
			}
			text = text "near lock " x % 7
			kind = int(rand() * 6)
			if (kind == 1) text = substr(text, 1, 40 + int(rand() * 50)) " ..."
			if (kind == 2) { p = 5 + int(rand() * 60); text = substr(text, 1, p) substr(text, p + 2) }
			if (kind == 3) sub(/near/, "not near", text)
			if (kind == 4) text = text " and " int(rand() * 40) " boats"
			printf "id:%05d\tdoc:d%d\tdate:2024-05-%02d\tlang:en\ttext:%s\n", rand() * 99999, i % 977, 1 + i % 3, text
		}
	}' >in
	for options in --mark '--mark --as=article' --keep=longest; do
		# shellcheck disable=SC2086
		dedupe --threads=1 $options in >one
		for threads in 2 3 8; do
			# shellcheck disable=SC2086
			dedupe --threads="$threads" $options in >threaded
			cmp one threaded
		done
	done
	dedupe --threads=2 --mark in >threaded
	[ "$(grep -c dup_of: threaded)" -gt 1000 ]
	[ "$(grep -c near_of: threaded)" -gt 20 ]
}

#!/usr/bin/env bats
# timeline: dates, order, disputes, the view.

load helper

# record FIELD=VALUE ...: one LTSV line.
record() {
	local line='' field
	for field; do line+="${field%%=*}:${field#*=}"$'\t'; done
	printf '%s\n' "${line%$'\t'}"
}

# field NAME [FILE]: its values, one a line.
field() {
	awk -F '\t' -v name="$1" '{ for (i = 1; i <= NF; i++) if (index($i, name ":") == 1) print substr($i, length(name) + 2) }' "${2:--}"
}

statement() { # ID SPEAKER STANCE POLARITY TEXT [FIELD=VALUE...]
	local id=$1 speaker=$2 stance=$3 polarity=$4 text=$5
	shift 5
	record id="$id" doc=d at="${id}00-${id}99" lang=id date=2025-05-16 text="$text" mode=indirect speaker="$speaker" \
		stance="$stance" polarity="$polarity" quote="$text" quote_at="${id}00-${id}99" "$@"
}

@test "timeline: the date beside the speaker is when it was said, the one inside the quotation is the event" {
	record id=1 doc=d at=0-68 lang=id date=2025-05-16 mode=direct speaker=Ani quote_at=0-27 \
		text='"Jembatan ambruk 3 Mei 2025" kata Ani, Kamis (15/5/2025).' |
		timeline --resolve >"$BATS_TEST_TMPDIR/out"
	[ "$(field when "$BATS_TEST_TMPDIR/out")" = 2025-05-15 ]
	[ "$(field event "$BATS_TEST_TMPDIR/out")" = 2025-05-03 ]
	[ "$(field when_kind "$BATS_TEST_TMPDIR/out")" = said ]
	[ "$(field basis "$BATS_TEST_TMPDIR/out")" = explicit ]
}

@test "timeline: --resolve puts its fields behind a line, and into the place of those that are there" {
	cd "$BATS_TEST_TMPDIR"
	text='Jembatan ambruk pada 3 Mei 2025.'
	{
		record id=1 doc=d at=0-32 lang=id date=2025-05-16 text="$text"
		record id=2 basis=old doc=d at=33-65 lang=id date=2025-05-16 text="$text" last=1
	} >in
	timeline --resolve in >out
	{
		sed -n 1p in | sed 's/$/	when:2025-05-03	when_kind:did	basis:explicit/'
		sed -n 2p in | sed 's/old/explicit/; s/$/	when:2025-05-03	when_kind:did/'
	} | diff - out
	timeline --resolve --json in >json
	timeline --resolve --ltsv <json | sort >back
	timeline --resolve --json out | diff - json
	sort out | diff - back
}

@test "timeline: an event that a statement tells of has an entry on its own day, with whose word it is" {
	cd "$BATS_TEST_TMPDIR"
	statement 1 Ani deny deny 'Jembatan ditutup pada 3 Mei.' when=2025-05-15 event=2025-05-03 num=3 >in
	statement 1 Ani deny deny 'Jembatan ditutup pada 3 Mei.' when=2025-05-15 event=2025-05-03 num=4 >>in
	timeline in >out
	[ "$(field when out | tr '\n' ' ')" = '2025-05-03 2025-05-15 2025-05-15 ' ]
	head -n 1 out >entry
	[ "$(field id entry) $(field when_kind entry) $(field basis entry)" = '1.event did explicit' ]
	[ "$(field told_in entry) $(field told_by entry) $(field told_as entry) $(field told_on entry)" = '1 Ani deny 2025-05-15' ]
	for label in mode speaker stance quote num event; do ! grep -q "	$label:" entry || return; done
	# nothing of what attribute, extract-numbers and dedupe say of the statement is left
	labels=$(sed -n '/^\.Ss Fields of attribute/,/^\.Ss Fields of dedupe/s/^\.It Cm \([a-z_ ,]*\) Ta.*/\1/p' "$SRC/common/kabar-record.5" | tr -d ,)
	[ "$(echo $labels | wc -w)" -gt 25 ]
	fields=()
	for label in $labels dup_of near_of differs last; do fields+=("$label=1"); done
	record id=9 doc=d at=0-9 date=2025-05-16 text=T "${fields[@]}" when=2025-05-15 event=2025-05-03 count=2 |
		timeline | grep 'told_in:' | tr '\t' '\n' | cut -d: -f1 | tr '\n' ' ' >left
	[ "$(cat left)" = 'id doc at date text count when when_kind basis told_in told_by told_as told_on ' ]
	[ "$(field doc entry) $(field text entry)" = 'd Jembatan ditutup pada 3 Mei.' ]
	timeline --view=terminal out | grep -qx '  REPORTED told by Ani (DENIES, 2025-05-15 Thursday)'
	timeline --resolve in | cmp - in
}

@test "timeline: an event of the statement's own day has no entry, one behind it is to come" {
	cd "$BATS_TEST_TMPDIR"
	statement 1 Ani claim affirm 'Hari ini jembatan dibuka.' when=2025-05-15 event=2025-05-15 >in
	statement 2 Ani claim affirm 'Sebelum malam.' when=2025-05-15 event=../2025-05-15 >>in
	statement 3 Ani claim affirm 'Dibuka bulan depan.' when=2025-05-15 event=2025-06 >>in
	statement 4 Ani claim affirm 'Sebelum akhir tahun.' when=2025-05-15 event=../2025-12~ >>in
	timeline in | grep 'told_in:' >out
	[ "$(field id out | tr '\n' ' ')" = '3.event 4.event ' ]
	[ "$(field when_kind out | uniq)" = forecast ]
	timeline --view=terminal in | grep -qx '  TO COME told by Ani (SAYS, 2025-05-15 Thursday)'
}

@test "timeline: read again, merged or as JSON, a timeline has each event told of once" {
	cd "$BATS_TEST_TMPDIR"
	statement 1 Ani claim affirm 'Jembatan ditutup pada 3 Mei.' when=2025-05-15 event=2025-05-03 >a
	statement 2 Budi claim affirm 'Ditutup pada 3 Mei.' when=2025-05-16 event=2025-05-03 >b
	timeline a b >all
	[ "$(grep -c 'told_in:' all)" -eq 2 ]
	timeline all | cmp - all
	timeline --memory=64K all | cmp - all
	timeline --merge all | cmp - all
	timeline a >first
	timeline b >second
	timeline --merge first second | cmp - all
	[ "$(timeline --json all | timeline --json | grep -c 'told_in')" -eq 2 ]
	# an entry whose statement was filtered out stays
	grep 'told_in:' all | timeline | cmp - <(grep 'told_in:' all)
}

@test "timeline: --only leaves out the sentences that neither say, count nor date anything" {
	cd "$BATS_TEST_TMPDIR"
	{
		statement 1 Ani claim affirm 'Jembatan ditutup.'
		record id=2 doc=d at=200-299 lang=id date=2025-05-16 text='Hujan turun.'
		record id=3 doc=d at=300-399 lang=id date=2025-05-16 text='Tiga rumah roboh.' num=Tiga num_at=300-304 value=3
		record id=4 doc=d at=400-499 lang=id date=2025-05-16 text='Rabu (14/5/2025) hujan turun.'
		record id=5 doc=d at=500-599 lang=id date=2025-05-16 text='Air naik.' when=2025-05-15
		record id=6 doc=d at=600-699 lang=id date=2025-05-16 text='Warga pulang.' last=1
	} >in
	timeline --resolve --only in >out
	[ "$(field id out | tr '\n' ' ')" = '1 3 4 5 ' ]
	timeline --resolve in | grep -vE '^id:[26]	' | cmp - out
	timeline --resolve --json in | timeline --resolve --only --json | jq -r .id | tr '\n' ' ' >ids
	[ "$(cat ids)" = '1 3 4 5 ' ] || ! command -v jq >/dev/null
	[ "$(timeline --only in | field id | sort | tr '\n' ' ')" = '1 3 4 5 ' ]
	timeline --only in >all
	timeline in | grep -vE '^id:[26]	' | cmp - all
	# what did not come cannot be counted
	timeline --view=terminal in | grep -qE '^\([0-9]+ sentences without'
	timeline --view=terminal --only in | grep -q '^(sentences without'
	[ "$(timeline --html --only in | grep -cE '[0-9]+ sentences without')" -eq 0 ]
	run timeline --mentions --only in
	[ "$status" -eq 2 ]
}

@test "timeline: nobody says tomorrow what he says, so the date is that of the event" {
	record id=1 doc=d at=0-40 lang=id date=2025-05-16 mode=indirect speaker=Ani cue_at=11-19 quote_at=20-40 text='Besok, Ani menduga bahwa air akan surut.' |
		timeline --resolve >"$BATS_TEST_TMPDIR/out"
	[ "$(field when "$BATS_TEST_TMPDIR/out")" = 2025-05-16 ]
	[ "$(field event "$BATS_TEST_TMPDIR/out")" = 2025-05-17 ]
}

@test "timeline: the month a delivery is due dates no sentence" {
	record id=1 doc=d at=0-40 lang=id date=2025-05-16 text='Minyak untuk pengiriman Juni turun tajam.' |
		timeline --resolve >"$BATS_TEST_TMPDIR/out"
	[ "$(field when "$BATS_TEST_TMPDIR/out")" = ../2025-05-16 ]
}

@test "timeline: a statement without a date has its speaker's, in front of it or behind it" {
	{
		statement 1 Ani claim affirm 'sungai meluap'
		statement 2 Budi claim affirm 'air surut'
		record id=3 doc=d at=300-360 lang=id date=2025-05-16 mode=indirect speaker=Ani quote_at=300-310 text='air tinggi kata Ani Rabu (14/5/2025).'
		statement 4 Ani claim affirm 'warga pulang'
	} | timeline --resolve >"$BATS_TEST_TMPDIR/out"
	[ "$(field when "$BATS_TEST_TMPDIR/out" | tr '\n' ' ')" = '2025-05-14 2025-05-16 2025-05-14 2025-05-14 ' ]
	[ "$(field basis "$BATS_TEST_TMPDIR/out" | tr '\n' ' ')" = 'carried document explicit carried ' ]
}

@test "timeline: the year in the name of a law dates nothing" {
	{
		record id=1 doc=d at=0-60 lang=id date=2025-05-16 text='Warga memakai Perda Nomor 12 Tahun 2017 tentang parkir.'
		record id=2 doc=d at=61-99 lang=id date=2025-05-16 text='Perda itu disahkan pada tahun 2017.'
	} | timeline --resolve >"$BATS_TEST_TMPDIR/out"
	[ "$(field when "$BATS_TEST_TMPDIR/out" | tr '\n' ' ')" = '../2025-05-16 2017 ' ]
}

@test "timeline: words such as sebelumnya put an undated statement before the article" {
	record id=1 doc=d at=0-40 lang=id date=2025-05-16 mode=indirect speaker=Ani quote_at=20-40 text='Sebelumnya Ani kata air sudah surut semua' |
		timeline --resolve >"$BATS_TEST_TMPDIR/out"
	[ "$(field when "$BATS_TEST_TMPDIR/out")" = ../2025-05-16 ]
	[ "$(field basis "$BATS_TEST_TMPDIR/out")" = order ]
}

@test "timeline: a sentence of narration has its own date, one to come is a forecast" {
	{
		record id=1 doc=d at=0-30 lang=id date=2025-05-16 text='Sungai meluap pada Senin malam.'
		record id=2 doc=d at=31-70 lang=id date=2025-05-16 text='Sekolah akan dibuka pada 26 Mei.'
		record id=3 doc=d at=71-90 lang=id date=2025-05-16 text='Air surut.'
	} | timeline --resolve >"$BATS_TEST_TMPDIR/out"
	[ "$(field when "$BATS_TEST_TMPDIR/out" | tr '\n' ' ')" = '2025-05-12 2025-05-26 ../2025-05-16 ' ]
	[ "$(field when_kind "$BATS_TEST_TMPDIR/out" | tr '\n' ' ')" = 'did forecast did ' ]
}

@test "timeline: a wrong weekday and a torn date are read and marked" {
	{
		record id=1 doc=d at=0-40 lang=id date=2025-05-16 text='Hujan turun Jumat (15/5/2025) di hulu.'
		record id=2 doc=d at=41-80 lang=id date=2025-05-16 text='Hujan turun Kamis (15/5). /2025) di hulu.'
		record id=3 doc=e at=0-30 lang=id date=2025-05-16 text='Hujan turun Kamis (15/5).'
		record id=4 doc=e at=31-50 lang=id date=2025-05-16 text='/2025) di hulu.'
	} | timeline --resolve >"$BATS_TEST_TMPDIR/out"
	[ "$(field warn "$BATS_TEST_TMPDIR/out" | tr '\n' ' ')" = 'weekday damaged damaged ' ]
	[ "$(field when "$BATS_TEST_TMPDIR/out" | head -n 3 | sort -u)" = 2025-05-15 ]
}

@test "timeline: a when that is there is kept, with all the other fields as they were" {
	record id=1 doc=d at=0-9 date=2025-05-16 mine='a b' when=2001 text='pada 3 Mei 2025' >"$BATS_TEST_TMPDIR/in"
	timeline --resolve "$BATS_TEST_TMPDIR/in" | cmp - "$BATS_TEST_TMPDIR/in"
}

@test "timeline: without a document date an undated record stays undated, a dated one is dated" {
	{
		record id=1 doc=d at=0-9 lang=id text='Air surut.'
		record id=2 doc=d at=10-40 lang=id text='Air naik 3 Mei 2025.'
	} | timeline >"$BATS_TEST_TMPDIR/out"
	[ "$(field id "$BATS_TEST_TMPDIR/out" | tr -d '\n')" = 21 ]
	[ "$(field when "$BATS_TEST_TMPDIR/out")" = 2025-05-03 ]
}

@test "timeline: the order is the same whatever the order and the memory" {
	cd "$SRC" || return
	segment examples/*.txt | timeline --resolve >"$BATS_TEST_TMPDIR/in"
	timeline "$BATS_TEST_TMPDIR/in" >"$BATS_TEST_TMPDIR/a"
	sort -r "$BATS_TEST_TMPDIR/in" | timeline --memory=64K >"$BATS_TEST_TMPDIR/b" 2>/dev/null
	cmp "$BATS_TEST_TMPDIR/a" "$BATS_TEST_TMPDIR/b"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/a")" -eq "$(wc -l <"$BATS_TEST_TMPDIR/in")" ]
}

@test "timeline: undated records come last, an open start stands before its end" {
	{
		record id=1 doc=d at=0-1 text=a
		record id=2 doc=d at=1-2 text=b when=2025-05-02
		record id=3 doc=d at=2-3 text=c when=2025-05-01
		record id=4 doc=d at=3-4 text=d when=../2025-05-01
		record id=5 doc=d at=4-5 text=e when=2025
	} | timeline >"$BATS_TEST_TMPDIR/out"
	[ "$(field id "$BATS_TEST_TMPDIR/out" | tr -d '\n')" = 54321 ]
}

# Sets one and two: the examples' statements, timed by shard and all at once.
shards() {
	cd "$SRC" || return
	segment examples/*.txt | attribute | extract-numbers | timeline --resolve >"$BATS_TEST_TMPDIR/all"
	timeline "$BATS_TEST_TMPDIR/all" >"$BATS_TEST_TMPDIR/whole"
	cd "$BATS_TEST_TMPDIR" || return
	grep -E "doc:examples/[0-9]*[02468]" all >even || true
	grep -vE "doc:examples/[0-9]*[02468]" all >odd || true
	[ -s even ] && [ -s odd ]
}

@test "timeline: --merge of shards is the timeline of all, disputes between shards included" {
	shards
	timeline even >even.timeline
	timeline odd >odd.timeline
	timeline --merge odd.timeline even.timeline >merged
	cmp whole merged
	grep -q "disputes:" whole
	[ "$(cat even.timeline odd.timeline | grep -c disputes:)" -lt "$(grep -c disputes: whole)" ]
}

@test "timeline: sort -m of shards with --keys has the order of the timeline of all" {
	shards
	timeline --keys even >even.keyed
	timeline --keys odd >odd.keyed
	LC_ALL=C sort -m odd.keyed even.keyed | cut -f6- | timeline --merge >merged
	cmp whole merged
	LC_ALL=C sort -m odd.keyed even.keyed | cut -f6- | field id - >ids
	field id whole | cmp - ids
}

@test "timeline: --keys refuses what has no sorted lines" {
	run timeline --keys --json /dev/null
	[ "$status" -eq 2 ]
	[[ "$output" == *"--keys is for sorted records in LTSV"* ]]
}

@test "timeline: a denial and what it denies dispute each other, a decline does not" {
	{
		statement 1 Forum accuse affirm 'tiga pintu bendungan dibuka tanpa peringatan'
		statement 2 Otorita deny deny 'pintu bendungan dibuka tanpa peringatan'
		statement 3 Menteri decline none 'pintu bendungan dibuka tanpa peringatan'
	} | timeline >"$BATS_TEST_TMPDIR/out"
	[ "$(field disputes "$BATS_TEST_TMPDIR/out" | tr '\n' ' ')" = '2 1 ' ]
	[ "$(field dispute "$BATS_TEST_TMPDIR/out" | sort -u)" = denial ]
}

@test "timeline: figures of one thing dispute when their ranges do not meet" {
	{
		statement 1 Ani claim affirm 'rumah di empat desa Tirawening dikosongkan' num=1.200 value=1200 unit=rumah numkind=cardinal
		statement 2 Budi claim affirm 'rumah di desa Tirawening dikosongkan' num=3.000 value=3000 unit=rumah numkind=cardinal
		statement 3 Cici claim affirm 'rumah di desa Tirawening dikosongkan' num=1.000-2.000 low=1000 high=2000 unit=rumah numkind=range
		statement 4 Dedi claim affirm 'rumah di desa Tirawening dikosongkan' num=500 value=500 unit=rumah rel=additional
	} | timeline >"$BATS_TEST_TMPDIR/out"
	[ "$(awk -F '\t' '{ id = d = ""; for (i = 1; i <= NF; i++) { if ($i ~ /^id:/) id = substr($i, 4); if ($i ~ /^disputes:/) d = substr($i, 10) } print id "=" d }' "$BATS_TEST_TMPDIR/out" | tr '\n' ' ')" = '1=2 2=1,3 3=2 4= ' ]
}

@test "timeline: what lies further apart than --within does not dispute" {
	{
		statement 1 Forum accuse affirm 'tiga pintu bendungan dibuka tanpa peringatan' when=2025-05-01
		statement 2 Otorita deny deny 'pintu bendungan dibuka tanpa peringatan' when=2025-05-14
	} >"$BATS_TEST_TMPDIR/in"
	[ -z "$(timeline "$BATS_TEST_TMPDIR/in" | field disputes)" ]
	[ -n "$(timeline --within=13 "$BATS_TEST_TMPDIR/in" | field disputes)" ]
}

@test "timeline: the view prints no quotation without speaker and stance" {
	cd "$SRC" || return
	segment examples/*.txt | attribute | timeline --view=terminal >"$BATS_TEST_TMPDIR/out"
	# the line above each direct quotation names stance and speaker
	awk '/^    “/ && !(last ~ /^  (SAYS|DENIES|CONFIRMS|ACCUSES|DECLINES TO SAY|CALLS FOR|SPEAKS) ./) { print last; print; bad = 1 } { last = $0 } END { exit bad }' "$BATS_TEST_TMPDIR/out"
	grep -q '^    “' "$BATS_TEST_TMPDIR/out"
}

@test "timeline: the number records of one statement are one entry with its figures" {
	{
		statement 1 Ani claim affirm 'dua belas orang, lima anak' num='dua belas orang' value=12 unit=orang
		statement 1 Ani claim affirm 'dua belas orang, lima anak' num='lima anak' value=5 unit=anak rel=part
	} | timeline --view=terminal >"$BATS_TEST_TMPDIR/out"
	[ "$(grep -c 'SAYS Ani' "$BATS_TEST_TMPDIR/out")" -eq 1 ]
	grep -q 'lima anak (of these)' "$BATS_TEST_TMPDIR/out"
	grep -q 'dua belas orang' "$BATS_TEST_TMPDIR/out"
}

@test "timeline: the view keeps to its width, and is plain unless asked for colour" {
	cd "$SRC" || return
	segment examples/*.txt | attribute | timeline --view=terminal --width=60 >"$BATS_TEST_TMPDIR/out"
	# mawk counts bytes: without continuation bytes these are characters
	[ "$(tr -d '\200-\277' <"$BATS_TEST_TMPDIR/out" | awk 'length > 60 && !/#/' | wc -l)" -eq 0 ]
	[ "$(grep -c $'\033' "$BATS_TEST_TMPDIR/out")" -eq 0 ]
	statement 1 Ani deny deny 'air surut' | timeline --view=terminal --color=always | grep -q $'\033'
}

@test "timeline: what a record holds does not steer the terminal" {
	statement 1 $'Ani\033[2J' claim affirm $'air \033]0;x\007 surut' | timeline --view=terminal >"$BATS_TEST_TMPDIR/out"
	[ "$(grep -c $'[\033\007]' "$BATS_TEST_TMPDIR/out")" -eq 0 ]
}

@test "timeline: the view is the same whatever the order of its records and the memory" {
	cd "$SRC" || return
	segment examples/*.txt | attribute | extract-numbers | timeline --resolve >"$BATS_TEST_TMPDIR/dated"
	timeline --view=terminal "$BATS_TEST_TMPDIR/dated" >"$BATS_TEST_TMPDIR/out"
	tac "$BATS_TEST_TMPDIR/dated" | timeline --view=terminal | cmp - "$BATS_TEST_TMPDIR/out"
	sort -t "$(printf '\t')" -k 11 "$BATS_TEST_TMPDIR/dated" | timeline --view=terminal | cmp - "$BATS_TEST_TMPDIR/out"
	# without disputes, which need memory as well
	timeline --view=terminal --memory=64K "$BATS_TEST_TMPDIR/dated" 2>/dev/null >"$BATS_TEST_TMPDIR/small"
	tac "$BATS_TEST_TMPDIR/dated" | timeline --view=terminal --memory=64K 2>/dev/null | cmp - "$BATS_TEST_TMPDIR/small"
	timeline --view=terminal --memory=64K --width=1000 "$BATS_TEST_TMPDIR/dated" 2>/dev/null >"$BATS_TEST_TMPDIR/small"
	timeline --view=terminal --width=1000 "$BATS_TEST_TMPDIR/dated" | grep -Ev '^    (⇄|≠|…)' | cmp - "$BATS_TEST_TMPDIR/small"
}

@test "timeline: a million sentences that the view leaves out are counted" {
	awk 'BEGIN { for (i = 0; i < 1100000; i++) printf "id:%d\tdoc:d\tdate:2025-05-16\ttext:x\n", i }' >"$BATS_TEST_TMPDIR/in"
	run timeline --view=terminal "$BATS_TEST_TMPDIR/in"
	[ "$status" -eq 0 ]
	[[ "$output" == *'(1100000 sentences without a statement or a date of their own'* ]]
}

@test "timeline: a document that comes twice is shown and counted once, its sentences that are left out too" {
	cd "$SRC" || return
	segment examples/*.txt | attribute | timeline --resolve >"$BATS_TEST_TMPDIR/dated"
	# with so little memory no disputes are looked for, which there would be two of
	timeline --view=terminal --memory=64K "$BATS_TEST_TMPDIR/dated" 2>/dev/null >"$BATS_TEST_TMPDIR/out"
	grep -q 'are not shown' "$BATS_TEST_TMPDIR/out"
	timeline --view=terminal --memory=64K "$BATS_TEST_TMPDIR/dated" "$BATS_TEST_TMPDIR/dated" 2>/dev/null |
		cmp - "$BATS_TEST_TMPDIR/out"
}

@test "timeline: of very many figures the view shows sixteen and says how many more there are" {
	for i in 12 3 7 19 1 15 4 9 18 2 11 6 14 8 17 5 13 10; do
		statement 1 Ani claim affirm 'banyak orang' num="$i orang" num_at="$((i + 10))-$((i + 11))" value="$i" unit=orang numkind=cardinal
	done >"$BATS_TEST_TMPDIR/units"
	timeline --view=terminal --width=300 "$BATS_TEST_TMPDIR/units" >"$BATS_TEST_TMPDIR/out"
	grep -q 'figures 1 orang; 2 orang; 3 orang; 4 orang; .*; 16 orang and 2 more\|figures 1 orang; .* and 2 more' "$BATS_TEST_TMPDIR/out"
	tac "$BATS_TEST_TMPDIR/units" | timeline --view=terminal --width=300 | cmp - "$BATS_TEST_TMPDIR/out"
}

@test "timeline: --mentions gives each expression once, with its bytes in the document" {
	cd "$SRC" || return
	segment examples/3-suaramuara.txt | attribute | extract-numbers |
		timeline --mentions --tsv=timex_at,timex --no-header >"$BATS_TEST_TMPDIR/out"
	[ -z "$(sort "$BATS_TEST_TMPDIR/out" | uniq -d)" ]
	while IFS=$'\t' read -r at timex; do
		[ "$(tail -c +$((${at%-*} + 1)) examples/3-suaramuara.txt | head -c $((${at#*-} - ${at%-*})) | tr '\n' ' ')" = "$timex" ]
	done <"$BATS_TEST_TMPDIR/out"
	[ -s "$BATS_TEST_TMPDIR/out" ]
}

@test "timeline: JSON comes out as JSON, with line feeds and numbers as they were" {
	printf '%s\n' '{"id":"1","doc":"d","sent":3,"text":"a","note":"x\ny","n":1.50}' | timeline >"$BATS_TEST_TMPDIR/out"
	[ "$(cat "$BATS_TEST_TMPDIR/out")" = '{"id":"1","doc":"d","sent":3,"text":"a","note":"x\ny","n":1.50}' ]
}

@test "timeline: the time grows with the text, not with its square" {
	awk 'BEGIN { printf "id:1\tdoc:d\tat:0-9\tlang:id\tdate:2025-05-16\ttext:"; for (i = 0; i < 60000; i++) printf "sekitar lebih dari dua puluh "; print "" }' >"$BATS_TEST_TMPDIR/long"
	timeout 10 timeline --resolve "$BATS_TEST_TMPDIR/long" >/dev/null
	awk 'BEGIN { printf "id:1\tdoc:d\tat:0-9\tlang:en\tdate:2025-05-16\ttext:"; for (i = 0; i < 60000; i++) printf "(Monday the end of 26-"; print "" }' >"$BATS_TEST_TMPDIR/long"
	timeout 10 timeline --resolve "$BATS_TEST_TMPDIR/long" >/dev/null
}

@test "timeline: --resolve, --mentions and --merge exclude each other" {
	run timeline --resolve --mentions </dev/null
	[ "$status" -eq 2 ]
}

@test "timeline: a temporary folder that is not there is an error" {
	cd "$SRC" || return
	cat examples/*.txt examples/*.txt examples/*.txt | segment --doc=para >"$BATS_TEST_TMPDIR/in"
	run env TMPDIR=/nonexistent timeline --memory=64K "$BATS_TEST_TMPDIR/in"
	[ "$status" -eq 2 ]
}

@test "timeline: a denial that shares only the story's names and common words disputes nothing" {
	{
		for i in 1 2 3 4 5 6 7 8; do
			statement "$i" "Saksi $i" claim affirm "polisi dan warga di desa Tirawening membahas perkara $i"
		done
		statement 9 Otorita deny deny 'laporan bahwa warga Tirawening meracuni sungai dengan limbah pabrik'
		statement 10 Forum claim affirm 'warga Tirawening menggelar doa bersama di balai desa'
	} | timeline >"$BATS_TEST_TMPDIR/out"
	[ -z "$(field disputes "$BATS_TEST_TMPDIR/out")" ]
}

@test "timeline: one act in other forms of its word, or in another word of the pack, is denied as the same" {
	{
		statement 1 Forum accuse affirm 'pemerintah mengerahkan relawan ke Tirawening'
		statement 2 Otorita deny deny 'pengerahan relawan ke Tirawening'
		statement 3 Dinas deny deny 'pengiriman relawan ke Tirawening'
	} | timeline >"$BATS_TEST_TMPDIR/out"
	[ "$(field disputes "$BATS_TEST_TMPDIR/out" | tr '\n' ' ')" = '2,3 1 1 ' ]
}

@test "timeline: a negation in each of two clauses is no affirmation" {
	{
		statement 1 Ani deny deny 'siswa kami keracunan makanan kantin'
		statement 2 Budi claim affirm 'siswa tidak keracunan, tidak ada kaitannya dengan makanan kantin'
		statement 3 Cici claim affirm 'bukanlah keracunan makanan kantin siswa itu'
	} | timeline --ltsv >"$BATS_TEST_TMPDIR/out"
	[ "$(grep -c dispute "$BATS_TEST_TMPDIR/out")" -eq 0 ]
}

@test "timeline: what is only supposed, or says the same in the negative, is no opponent of a denial" {
	{
		statement 1 Forum claim affirm 'apakah petugas membuka pintu bendungan'
		statement 2 Dinas claim affirm 'petugas tidak membuka pintu bendungan'
		statement 3 Otorita deny deny 'petugas membuka pintu bendungan'
	} | timeline >"$BATS_TEST_TMPDIR/out"
	[ -z "$(field disputes "$BATS_TEST_TMPDIR/out")" ]
}

@test "timeline: a denial of claims told before is no denial of what they stand in, two words of four prove nothing" {
	{
		statement 1 Forum claim affirm 'the harbour book must be shown to the council at once' lang=en
		statement 2 Otorita deny deny 'the claims, made in a new harbour book of the council' lang=en sent=9
		statement 3 Dinas claim affirm 'the ferry toll a steep price' lang=en sent=20
		statement 4 Balai deny deny 'skippers feel betrayed by his ferry toll on nets' lang=en sent=30
		statement 5 '' deny deny 'the harbour book must be shown to the council' lang=en sent=40
		statement 6 Panti claim affirm 'the rule sets zero precedent for mayors' lang=en sent=50
		statement 7 Wisma deny deny 'the rule sets a precedent for mayors' lang=en sent=60
	} | sed 's/lang:id\t//' | timeline >"$BATS_TEST_TMPDIR/out"
	[ -z "$(field disputes "$BATS_TEST_TMPDIR/out")" ]
}

@test "timeline: percentages and money of different things are no dispute" {
	{
		statement 1 Ani claim affirm 'pertumbuhan ekonomi mencapai 5,1 persen' num='5,1 persen' value=5.1 unit=% numkind=percent
		statement 2 Budi claim affirm 'pertumbuhan ekonomi dunia 3 persen' num='3 persen' value=3 unit=% numkind=percent
		statement 3 Cici claim affirm 'denda Rp 3 juta' num='Rp 3 juta' value=3000000 unit=IDR numkind=money
		statement 4 Dedi claim affirm 'hadiah Rp 9 juta' num='Rp 9 juta' value=9000000 unit=IDR numkind=money
	} | timeline >"$BATS_TEST_TMPDIR/out"
	[ -z "$(field disputes "$BATS_TEST_TMPDIR/out")" ]
}

@test "timeline: who also gives the other one's number does not dispute it" {
	{
		statement 1 Ani claim affirm 'dari 1.200 rumah di desa Tirawening 900 rumah dikosongkan' num=1.200 value=1200 unit=rumah numkind=cardinal
		statement 1 Ani claim affirm 'dari 1.200 rumah di desa Tirawening 900 rumah dikosongkan' num=900 value=900 unit=rumah numkind=cardinal
		statement 2 Budi claim affirm 'rumah di desa Tirawening dikosongkan 1.200' num=1.200 value=1200 unit=rumah numkind=cardinal
	} | timeline >"$BATS_TEST_TMPDIR/out"
	[ -z "$(field disputes "$BATS_TEST_TMPDIR/out")" ]
}

@test "timeline: a bar and a clock time behind a date belong to it" {
	record id=1 doc=d at=0-30 lang=id date=2025-05-16 text='Rabu, 14 Mei 2025 | 17.40' |
		timeline --mentions --tsv=timex,timex3 --no-header >"$BATS_TEST_TMPDIR/out"
	[ "$(cat "$BATS_TEST_TMPDIR/out")" = $'Rabu, 14 Mei 2025 | 17.40\t2025-05-14T17:40' ]
	record id=1 doc=d at=0-30 lang=id date=2025-05-16 text='14 Mei 2025 | 17.400 orang' |
		timeline --mentions --tsv=timex --no-header >"$BATS_TEST_TMPDIR/out"
	[ "$(cat "$BATS_TEST_TMPDIR/out")" = '14 Mei 2025' ]
}

@test "timeline: -n ends the view behind so many entries" {
	{
		statement 1 Ani claim affirm 'air naik'
		statement 2 Budi claim affirm 'air surut'
		statement 3 Cici claim affirm 'air tenang'
	} | timeline --view=terminal -n 2 >"$BATS_TEST_TMPDIR/out"
	[ "$(grep -c SAYS "$BATS_TEST_TMPDIR/out")" -eq 2 ]
	grep -q 'no more was asked for' "$BATS_TEST_TMPDIR/out"
}

@test "timeline: the view shows three disputes of an entry and says how many more there are" {
	{
		statement 1 Ani claim affirm '500 rumah di desa Tirawening dikosongkan' num=500 value=500 unit=rumah numkind=cardinal
		for i in 2 3 4 5 6; do
			statement "$i" "Saksi$i" claim affirm "${i}000 rumah di desa Tirawening dikosongkan" num="${i}000" value="${i}000" unit=rumah numkind=cardinal
		done
	} | timeline --view=terminal >"$BATS_TEST_TMPDIR/out"
	grep -q '… and 2 more' "$BATS_TEST_TMPDIR/out"
	[ "$(sed -n '/SAYS Ani/,/d#100/p' "$BATS_TEST_TMPDIR/out" | grep -c '≠')" -eq 3 ]
}

@test "timeline: ordinals and bare number words are no figures of the view" {
	{
		statement 1 Ani claim affirm 'langkah pertama dari tiga' num=pertama value=1 unit=langkah numkind=ordinal
		statement 1 Ani claim affirm 'langkah pertama dari tiga' num=tiga value=3 numkind=cardinal
	} | timeline --view=terminal >"$BATS_TEST_TMPDIR/out"
	! grep -q figures "$BATS_TEST_TMPDIR/out"
}

@test "timeline: a language with a long code has its own words" {
	mkdir -p "$BATS_TEST_TMPDIR/pack/zz-a-long-language-code"
	printf 'earlier: [zuvor]\nmonths: {Blumenmond: 5}\n' >"$BATS_TEST_TMPDIR/pack/zz-a-long-language-code/time.yaml"
	record id=1 doc=d at=0-30 lang=zz-a-long-language-code date=2025-05-16 mode=indirect speaker=A text='zuvor war es still' |
		timeline --resolve --pack="$BATS_TEST_TMPDIR/pack" >"$BATS_TEST_TMPDIR/out"
	[ "$(field basis "$BATS_TEST_TMPDIR/out")" = order ]
}

@test "timeline: in a sentence that is no statement, a relative date inside quotation marks does not date it" {
	{
		record id=1 doc=d at=0-60 lang=id date=2025-05-16 text='"Kemarin air naik," tulis spanduk di Tirawening, Senin (12/5/2025).'
		record id=2 doc=d at=61-90 lang=id date=2025-05-16 text='"Kemarin air naik," tulis spanduk itu.'
	} | timeline --resolve >"$BATS_TEST_TMPDIR/out"
	[ "$(field when "$BATS_TEST_TMPDIR/out" | tr '\n' ' ')" = '2025-05-12 ../2025-05-16 ' ]
}

@test "timeline: with too little memory no disputes are looked for, whatever the order of the input" {
	cd "$BATS_TEST_TMPDIR" || return
	{
		statement 1 Forum accuse affirm 'tiga pintu bendungan dibuka tanpa peringatan'
		statement 2 Otorita deny deny 'pintu bendungan dibuka tanpa peringatan'
		for i in $(seq 3 300); do
			statement "$i" "Wira $i" claim affirm "Pasar nomor $i di hulu ramai sejak pagi karena hari libur"
		done
	} >in
	timeline in >all
	grep -q disputes: all
	timeline --memory=64K in >some 2>err
	grep -q 'give more --memory' err
	[ "$(grep -c disputes: some)" -eq 0 ]
	sort -r in | timeline --memory=64K 2>/dev/null | cmp - some
}

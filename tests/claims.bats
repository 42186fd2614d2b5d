#!/usr/bin/env bats
# The main job, end to end, on the example story: what examples/expected.md asks for.

load helper

setup_file() {
	cd "$SRC" || return
	claims --ltsv examples/*.txt >"$BATS_FILE_TMPDIR/ledger"
	claims --width=100 examples/*.txt >"$BATS_FILE_TMPDIR/timeline"
}

setup() {
	ledger=$BATS_FILE_TMPDIR/ledger
	timeline=$BATS_FILE_TMPDIR/timeline
}

# matching LABEL REGEX ...: the records in which each field matches its (awk) regular expression.
matching() {
	awk -F '\t' 'BEGIN { n = 0; for (i = 1; i < ARGC - 1; i += 2) { label[++n] = ARGV[i]; regex[n] = ARGV[i + 1]; ARGV[i] = ARGV[i + 1] = "" } }
		{
			split("", f)
			for (i = 1; i <= NF; i++) { c = index($i, ":"); f[substr($i, 1, c - 1)] = substr($i, c + 1) }
			for (i = 1; i <= n; i++) if (f[label[i]] !~ regex[i]) next
			print
			found = 1
		}
		END { exit !found }' "$@" "$ledger"
}

none() { ! matching "$@"; }

@test "claims: the denial of the Authority is a denial, on the day of the article" {
	matching speaker '^Otorita' stance '^deny$' polarity '^deny$' when '^(\.\./)?2025-05-15$'
}

@test "claims: the spokeswoman's denial came through a radio and has the day of the damaged date" {
	matching speaker '^Dewi Pramesthika$' via 'Radio Lembah' when '^2025-05-15$' warn damaged
}

@test "claims: who neither confirms nor denies, declines, in both languages" {
	matching speaker '^Harsa Widuraka$' stance '^decline$' polarity '^none$' lang '^id$'
	matching speaker '^Harsa Widuraka$' stance '^decline$' polarity '^none$' lang '^en$'
	none speaker '^Harsa Widuraka$' stance '^(deny|confirm)$'
}

@test "claims: a negated denial is no denial" {
	matching cue 'membantah' stance '^other$' text 'satu sirene'
}

@test "claims: a date whose weekday is wrong is read by its number, and marked" {
	matching text 'Kamis .14/5/2025' when '^2025-05-14$' warn 'weekday'
}

@test "claims: three speakers count the same homes differently" {
	matching speaker '^Sulastri Wirangga$' value '^1200$' unit '^rumah$'
	matching speaker '^Markus Lenggana$' value '^3000$' unit '^rumah$'
	matching value '^450$' unit '^(rumah|homes?)$'
}

@test "claims: one quotation in two outlets is one unit" {
	matching speaker '^Sulastri Wirangga$' text 'Sebanyak 1.200 rumah sudah kami kosongkan' count '^2$'
}

@test "claims: money is exact, across a torn line" {
	matching value '^2500000000$' unit '^IDR$'
}

@test "claims: parts, additions and vague amounts are told apart from counts" {
	matching value '^300$' rel '^part$'
	matching value '^500$' rel '^additional$'
	matching low '^11$' high '^19$' approx '^vague$'
}

@test "claims: nothing is claimed from a link" {
	none mode . text 'Akui Pintu Bendungan Dibuka'
	none mode . text 'Mundur dari Otorita'
	none mode . text 'Regent admits sirens'
}

@test "claims: a sub-headline glued to a tag is nobody's words" {
	none speaker '^Dewi' quote 'Rekaman Pintu Disembunyikan'
}

@test "claims: who was spoken to is no source" {
	none via 'Kabar Hilir|Warta Tirta'
}

@test "claims: dates, clock times and page furniture are no counts" {
	none num '13/5/2025|22\.40|17\.40'
	none num '^0$' text 'Komentar'
}

@test "claims: the timeline has days, speakers, stances and marks conflicts" {
	grep -Eq '2025-05-15' "$timeline"
	grep -Eq 'Dewi Pramesthika' "$timeline"
	grep -Eiq 'denies' "$timeline"
	grep -Eiq 'weekday' "$timeline"
}

@test "claims: no line of the timeline is wider than asked for" {
	# Columns: bytes but those that continue a character. A name of a file is not broken.
	run awk '{ gsub(/[\200-\277]/, "") } length > 100 && !/#[0-9]/' "$timeline"
	[ -z "$output" ]
}

@test "claims: the same articles give the same bytes, from files, gzipped, in another order of options" {
	cd "$SRC" || return
	claims --ltsv -- examples/*.txt | cmp - "$ledger"
}

@test "claims: options may stand behind files" {
	cd "$SRC" || return
	claims examples/*.txt --ltsv | cmp - "$ledger"
}

@test "claims: a script alone says which tool is missing" {
	cp "$BIN/claims" "$BATS_TEST_TMPDIR/lonely"
	PATH=/usr/bin:/bin run "$BATS_TEST_TMPDIR/lonely" --ltsv
	[ "$status" -eq 2 ]
	[[ "$output" == *"segment is neither beside"* ]]
}

@test "claims: a file that is not there is an error, the others are done" {
	cd "$SRC" || return
	run claims --ltsv examples/1-lembahpos.txt nofile
	[ "$status" -eq 2 ]
	[[ "$output" == *"nofile: No such file"* ]]
	[[ "$output" == *"Sulastri"* ]]
}

@test "claims: works from a path with blanks in it" {
	mkdir -p "$BATS_TEST_TMPDIR/a place/bin"
	cp "$BIN"/* "$BATS_TEST_TMPDIR/a place/bin/"
	cp "$SRC"/examples/*.txt "$BATS_TEST_TMPDIR/a place/"
	cd "$BATS_TEST_TMPDIR/a place" || return
	PATH=/usr/bin:/bin "./bin/claims" --ltsv ./*.txt >ledger
	[ "$(wc -l <ledger)" -eq "$(wc -l <"$BATS_FILE_TMPDIR/ledger")" ]
}

@test "claims: an unknown option is an error" {
	run claims --zz
	[ "$status" -eq 2 ]
}

@test "show: a range leads to its sentence and the neighbours" {
	cd "$SRC" || return
	at=$(segment examples/5-wartatirta.txt | sed -n 's/.*\tat:\([0-9-]*\)\t.*tidak benar.*/\1/p' | head -n 1)
	run show -C 1 "examples/5-wartatirta.txt#$at"
	[ "$status" -eq 0 ]
	[[ "${lines[2]}" == "> $at "*"tidak benar"* ]]
	[ "${#lines[@]}" -eq 4 ]
}

@test "show: an id, with a statement's number behind it, leads there too" {
	cd "$SRC" || return
	id=$(segment examples/5-wartatirta.txt | sed -n 's/^id:\([0-9a-f]*\).*hanya satu pintu.*/\1/p')
	run show "$id.2" examples/*.txt
	[ "$status" -eq 0 ]
	[[ "$output" == *"> "*"hanya satu pintu"* ]]
}

@test "show: what is not there gives status 1" {
	cd "$SRC" || return
	run show 00000000000000000000 examples/1-lembahpos.txt
	[ "$status" -eq 1 ]
	run show examples/nofile.txt#1-2
	[ "$status" -eq 2 ]
}

@test "seeds: the first acceptance text reads as a fact-checker wants" {
	seeds=$SRC/../shared/seeds
	[ -d "$seeds" ] || skip 'the seed articles are not here'
	ledger=$BATS_TEST_TMPDIR/seeds
	claims --ltsv "$seeds"/*.txt >"$ledger"
	matching speaker '^Volodymyr Zelensk[iy]y?$' value '^10000$' unit tentara when '^2024-10-17$' warn weekday
	matching speaker '^NATO$' stance '^accuse$' value '^3000$' when '^(\.\./)?2024-10-23$'
	matching speaker 'ntelijen' value '^12000$' when '^2024-10-24$'
	matching speaker '^Maria Zakharova$' stance '^deny$' when '^2024-10-23$'
	matching speaker '^Dmitry Peskov$' stance '^deny$' polarity '^deny$'
	matching speaker '^Vladimir Putin$' stance '^decline$' polarity '^none$' text 'tidak membantah maupun membenarkan'
	matching speaker '^Vladimir Putin$' when '^2024-10-24$' warn damaged
	none speaker Putin quote 'bukti kehadiran tentara'
}

@test "claims: sentences that neither say, count nor date anything are kept by --all only, also with -j" {
	cd "$BATS_TEST_TMPDIR"
	claims --ltsv "$SRC"/examples/*.txt >ledger
	claims --all --ltsv "$SRC"/examples/*.txt >whole
	[ "$(wc -l <whole)" -gt "$(wc -l <ledger)" ]
	[ "$(grep -c $'\tmode:' whole)" -eq "$(grep -c $'\tmode:' ledger)" ]
	[ "$(grep -c $'\tnum:' whole)" -eq "$(grep -c $'\tnum:' ledger)" ]
	! grep -v $'\tmode:' ledger | grep -v $'\tnum:' | grep -qvE $'\tbasis:(explicit|relative)' || return
	grep -v $'\tmode:' whole | grep -v $'\tnum:' | grep -qvE $'\tbasis:(explicit|relative)'
	claims --all --ltsv -j 2 "$SRC"/examples/*.txt | cmp - whole
}

#!/usr/bin/env bats
# timeline-markdown, -mermaid, -timelinejs, -ical: the timeline in other formats.

load helper

setup_file() {
	cd "$SRC" || return
	claims --json examples/*.txt >"$BATS_FILE_TMPDIR/ledger.json"
	printf '%s\n' \
		'{"id":"a,1","doc":"d","at":"0-9","date":"2025-05-16","mode":"indirect","speaker":"Ani <b>","stance":"claim","polarity":"affirm","quote":"air: naik; cepat, *tebal* [x](y) `z` #1 \\ <script>alert(1)</script>\nbaris","text":"t","when":"2025-05-16","basis":"document","disputes":"b%2C2","dispute":"denial"}' \
		'{"id":"b,2","doc":"d","at":"10-19","date":"2025-05-16","mode":"indirect","speaker":"Budi","stance":"deny","polarity":"deny","quote":"air naik","text":"t","when":"2025-12~","basis":"document","disputes":"a%2C1","dispute":"denial"}' \
		'{"id":"c","doc":"d","at":"20-29","mode":"indirect","speaker":"Cici","stance":"claim","quote":"tanpa tanggal","text":"t"}' \
		'{"id":"e","doc":"d","at":"30-39","text":"Pada 2024 air surut.","when":"../2024","when_kind":"did","basis":"explicit","num":"dua","num_at":"9-10","unit":"orang","numkind":"cardinal"}' \
		'{"id":"e","doc":"d","at":"30-39","text":"Pada 2024 air surut.","when":"../2024","when_kind":"did","basis":"explicit","num":"10","num_at":"3-5","unit":"rumah","numkind":"cardinal","approx":"about"}' \
		'{"id":"w","doc":"d","at":"60-69","text":"Musim dingin.","when":"2024-24","when_kind":"did","basis":"explicit"}' \
		'{"id":"f","doc":"d","at":"40-49","text":"tanpa apa pun","when":"../2025-05-16","basis":"document"}' \
		>"$BATS_FILE_TMPDIR/odd.json"
}

setup() {
	command -v jq >/dev/null || skip 'jq is not installed'
	cd "$BATS_FILE_TMPDIR" || return
}

@test "formats: each shows the same entries as the terminal view, none without speaker and stance" {
	entries=$(timeline --view=terminal ledger.json | grep -Ec '^  [A-Z]+ ?([A-Z]|$)')
	[ "$(timeline-markdown ledger.json | grep -Ec '^- \*\*[^*]+\*\*.* \*[a-z ]+\*: ')" -eq "$entries" ]
	[ "$(timeline-mermaid ledger.json | grep -c '^        : .* – ')" -eq "$entries" ]
	[ "$(timeline-ical ledger.json | grep -c '^SUMMARY:[^:]* [a-z]*: ')" -ge $((entries - 5)) ] # some are folded before the colon
	[ "$(timeline-ical ledger.json | grep -c '^BEGIN:VEVENT')" -eq "$entries" ]
	[ "$(timeline-timelinejs ledger.json | jq '.events | length')" -eq "$entries" ]
}

@test "formats: a dispute shows its other side" {
	timeline-markdown ledger.json | grep -A 3 'Sebanyak 1.200 rumah sudah kami' | grep -q '  - ≠ \*\*Dewi Pramesthika\*\*'
	timeline-mermaid odd.json | grep -q 'Ani .*(⇄ Budi denies)'
	timeline-timelinejs odd.json | jq -r '.events[0].text.text' | grep -q '⇄ Budi denies: air naik'
	timeline-ical odd.json | tr -d '\r\n' | grep -q '⇄ Budi denies'
}

@test "formats: numbers stand in the order of the text, once an entry" {
	[ "$(timeline-markdown odd.json | grep -c 'about 10 rumah; dua orang')" -eq 1 ]
}

@test "formats: what a record says is text in Markdown" {
	timeline-markdown odd.json >out
	grep -Fq '\*tebal\* \[x\](y) \`z\` \#1 \\ &lt;script&gt;' out
	grep -Fq '**Ani &lt;b&gt;**' out
	[ "$(grep -c '<script' out)" -eq 0 ]
}

@test "formats: nothing that Mermaid reads as its own stands in a text" {
	timeline-mermaid --title='a: b' odd.json >out
	[ "$(sed -n 1p out)" = timeline ]
	[ "$(sed -n 2p out)" = '    title a∶ b' ]
	# period, or one event: no other colon, no mark of a comment, no bracket
	[ "$(sed 1,2d out | sed 's/^        : //; s/^    //' | grep -c '[:;#<>]')" -eq 0 ]
	[ "$(sed 1,2d out | grep -Evc '^    [^ ]|^        : ')" -eq 0 ]
}

@test "formats: TimelineJS has dates as fine as they are, text as HTML, and says what has no place" {
	timeline-timelinejs odd.json >out
	[ "$(jq -c '.events[] | select(.unique_id == "b,2") | .start_date' out)" = '{"year":2025,"month":12}' ]
	[ "$(jq -c '.events[] | select(.unique_id == "e") | .start_date, .display_date' out | tr '\n' ' ')" = '{"year":2024} "../2024" ' ]
	[ "$(jq .left_out out)" -eq 2 ] # no date, and a season
	[ "$(grep -c '<script' out)" -eq 0 ]
	[ "$(jq -r '.title.text.headline' out)" = 'Who said what, when' ]
}

@test "formats: the calendar keeps to RFC 5545" {
	timeline-ical odd.json >out
	[ "$(tr -d '\r' <out | head -n 1)" = BEGIN:VCALENDAR ]
	[ "$(grep -c $'\r$' out)" -eq "$(wc -l <out)" ]
	[ "$(tr -d '\r' <out | LC_ALL=C awk 'length > 75' | wc -l)" -eq 0 ]
	iconv -f UTF-8 -t UTF-8 out >/dev/null
	# unfolded
	tr -d '\r' <out | awk 'NR > 1 && !/^ / { print line; line = "" } { sub(/^ /, ""); line = line $0 } END { print line }' >lines
	grep -Fq 'SUMMARY:Ani <b> says: air: naik\; cepat\, *tebal* [x](y) `z` #1 \\ <script>alert(1)</script>\nbaris' lines
	grep -Fxq 'DTSTART;VALUE=DATE:20251201' lines
	grep -Fxq 'DTEND;VALUE=DATE:20260101' lines
	grep -Fxq 'DTSTART;VALUE=DATE:20240101' lines
	grep -Fxq 'DTEND;VALUE=DATE:20250101' lines
	grep -Fxq 'DTEND;VALUE=DATE:20250517' lines
	grep -Fxq 'UID:a\,1@kabar' lines
	grep -Fxq 'DTSTAMP:20250516T000000Z' lines
	grep -Fxq 'X-KABAR-LEFT-OUT:2' lines
	[ -z "$(grep '^UID:' lines | sort | uniq -d)" ]
}

@test "formats: a strict reader takes the calendar" {
	python3 -c 'import icalendar' 2>/dev/null || skip 'python3-icalendar is not installed'
	timeline-ical ledger.json >out
	python3 - <<-'END'
		import icalendar
		events = icalendar.Calendar.from_ical(open("out", "rb").read()).walk("VEVENT")
		assert events and all(e["DTEND"].dt > e["DTSTART"].dt and not e.errors for e in events)
	END
}

@test "formats: the same records give the same bytes" {
	for format in markdown mermaid timelinejs ical; do
		"timeline-$format" ledger.json >one
		TZ=Asia/Jakarta "timeline-$format" <ledger.json | cmp - one
	done
}

@test "formats: a file that is not there, a line that is no JSON and an unknown option are errors" {
	printf 'id:1\tdoc:d\n' >ltsv
	for format in markdown mermaid timelinejs ical; do
		for arguments in nofile ltsv --zz; do
			run "timeline-$format" $arguments
			[ "$status" -eq 2 ] || { echo "$format $arguments: $status"; return 1; }
			[[ "$output" == *"timeline-$format: "* ]]
		done
		"timeline-$format" --version | grep -q "^timeline-$format (kabar)"
	done
}

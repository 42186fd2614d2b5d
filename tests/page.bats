#!/usr/bin/env bats
# timeline --html and --svg: what is written, and what a browser makes of it.

load helper

setup_file() {
	cd "$SRC" || return
	segment examples/*.txt >"$BATS_FILE_TMPDIR/sentences"
	attribute "$BATS_FILE_TMPDIR/sentences" | extract-numbers | timeline --resolve --only | dedupe >"$BATS_FILE_TMPDIR/units"
	timeline --html --only --context="$BATS_FILE_TMPDIR/sentences" --title='The night of the sluices' \
		"$BATS_FILE_TMPDIR/units" >"$BATS_FILE_TMPDIR/page.html"
	hostile >"$BATS_FILE_TMPDIR/hostile"
	timeline --html "$BATS_FILE_TMPDIR/hostile" >"$BATS_FILE_TMPDIR/hostile.html"
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return
	case $BATS_TEST_DESCRIPTION in
	browser:*) find_browser || skip 'no chromium is installed' ;;
	esac
}

# record FIELD=VALUE ...: one LTSV line.
record() {
	local line='' field
	for field; do line+="${field%%=*}:${field#*=}"$'\t'; done
	printf '%s\n' "${line%$'\t'}"
}

statement() { # ID SPEAKER STANCE POLARITY TEXT [FIELD=VALUE...]
	local id=$1 speaker=$2 stance=$3 polarity=$4 text=$5
	shift 5
	record id="$id" doc=d at="${id}00-${id}99" lang=id date=2025-05-16 text="$text" mode=indirect speaker="$speaker" \
		stance="$stance" polarity="$polarity" quote="$text" quote_at="${id}00-${id}99" "$@"
}

hostile() {
	local words='air </script><img src=http://example.invalid/x onerror=alert(1)> & "naik" '"'cepat'"
	record id=1 doc=d at=0-9 'lang="><b>' date=2025-05-16 'source=--><svg onload=alert(2)>' text="$words" mode=indirect \
		'speaker=</title><script>document.body.id="broken"</script>' stance=claim polarity=affirm quote="$words"
	words=$'bad \xff\xfe bytes \x01 and \xe2\x80\xae turned'
	record 'id=2" onclick="x' 'doc=a"b<c>#&' at=0-9 lang=id date=2025-05-16 text="$words" mode=indirect \
		speaker=$'\xe2\x80\xaeirbarat' stance=deny polarity=deny quote="$words"
	statement 3 Ani claim affirm '500 rumah di desa Tirawening dikosongkan' num='500<i>' num_at=300-303 value=500 unit='rumah' numkind=cardinal
	statement 4 Budi claim affirm '900 rumah di desa Tirawening dikosongkan' num=900 num_at=400-403 value=900 unit='rumah' numkind=cardinal
}

count() { # PATTERN FILE: how often it stands there
	grep -o -e "$1" "$2" | wc -l
}

find_browser() {
	browser=$(type -P chromium chromium-browser google-chrome | head -n 1)
	[ "$browser" ]
}

# chrome ARGUMENT...: headless, with nothing kept and nothing fetched by itself.
chrome() {
	timeout 120 "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
		--disable-component-update --disable-sync --disable-dev-shm-usage --hide-scrollbars \
		--user-data-dir="$(mktemp -d "$BATS_TEST_TMPDIR/profile.XXXXXX")" "$@" 2>"$BATS_TEST_TMPDIR/log"
}

# dom FILE[#FILTER]: the page as the browser has it once its script has run.
dom() {
	chrome --dump-dom "file://$BATS_FILE_TMPDIR/$1" >"$BATS_TEST_TMPDIR/dom"
}

# How many entries are not hidden.
shown() {
	grep '^<li class="entry' "$BATS_TEST_TMPDIR/dom" | grep -vc ' hidden=""'
}

# --- what is written ---

@test "page: one file, nothing outside of it is asked for" {
	[ "$(count 'src=' page.html)" -eq 0 ]
	[ "$(count '<link' page.html)" -eq 0 ]
	[ "$(count '@import' page.html)" -eq 0 ]
	[ "$(count 'url(' page.html)" -eq 0 ]
	[ "$(grep -o 'href="[^"]*"' page.html | grep -vc 'href="#')" -eq 0 ]
}

@test "page: its policy lets only its own style and script in, by their hashes" {
	command -v openssl >/dev/null || skip 'openssl is not installed'
	hash_of() { # TAG
		awk -v tag="$1" '
			BEGIN { RS = "\001" }
			{
				a = index($0, "<" tag ">") + length(tag) + 2
				rest = substr($0, a)
				printf "%s", substr(rest, 1, index(rest, "</" tag ">") - 1)
			}' page.html | openssl dgst -sha256 -binary | openssl base64
	}
	grep -q "style-src 'sha256-$(hash_of style)'; script-src 'sha256-$(hash_of script)'" page.html
	grep -q "default-src 'none'" page.html
	[ "$(count ' style=' page.html)" -eq 0 ]
	[ "$(count ' on[a-z]*=' page.html)" -eq 0 ]
}

@test "page: no quotation stands without speaker and stance" {
	[ "$(count '<blockquote' page.html)" -eq "$(count '<p class="head"><span class="stance [a-z]*">.*<b class="speaker"><bdi>[^<]' page.html)" ]
	[ "$(count '<blockquote' page.html)" -gt 70 ]
}

@test "page: conflicting counts of the same homes stand in one dispute, with speaker and outlet" {
	awk '/<li class="dispute">/ { n++ } n { print n "\t" $0 }' page.html >disputes
	for figure in '1.200 rumah' 'tiga ribu rumah' '450 rumah'; do
		grep '^1' disputes | grep -q "class=\"big\"><bdi>$figure" || { echo "$figure"; return 1; }
	done
	grep '^1' disputes | grep -q 'Sulastri Wirangga'
	grep '^1' disputes | grep -q 'wartatirta.example'
}

@test "page: claim and denial stand together, the denial behind the claim" {
	awk '/⇄ Said and denied/ { on = 1 } on && /class="card/ { print } on && /^<\/ul><\/li>/ { exit }' page.html >cards
	[ "$(head -n 1 cards)" = '<li class="card accuse">' ]
	[ "$(tail -n 1 cards)" = '<li class="card deny">' ]
}

@test "page: a tally that grows is shown as a series, not as a dispute" {
	grep -q '↗ series: before it <bdi>tiga orang</bdi>, 13 May 2025' page.html
	grep -q 'class="step"' page.html
	timeline --view=terminal units | grep -q '↗ series: Tujuh orang, before it tiga orang (2025-05-13)'
}

@test "page: an entry opens its sentence between its neighbours" {
	# The second sentence of a document: one before it, itself, two behind it.
	awk '/<blockquote[^>]*>Air mulai surut/ { on = 1 } on && /class="around"/ { inside = 1; next }
		inside && /<\/div>/ { exit } inside { print }' page.html >around
	[ "$(grep -c '^<p' around)" -eq 5 ]
	[ "$(grep -c '<mark>' around)" -eq 1 ]
	sed -n 3p around | grep -q '<mark>Air mulai surut'
	[ "$(timeline --html units | grep -c '<mark>')" -eq "$(grep -c '<li class="entry' page.html)" ]
}

@test "page: what a record says stays text, whatever it is" {
	[ "$(count '<script' hostile.html)" -eq 1 ]
	[ "$(count '<img' hostile.html)" -eq 0 ]
	[ "$(count 'onload=alert(2)' hostile.html)" -eq "$(count '&lt;svg onload=alert(2)' hostile.html)" ]
	[ "$(count 'onclick="' hostile.html)" -eq 0 ]
	grep -q 'id="e-2_22_20onclick_3d_22x"' hostile.html
	grep -q 'lang="&quot;&gt;&lt;b&gt;"' hostile.html
	grep -q 'bad �� bytes � and' hostile.html
	iconv -f UTF-8 -t UTF-8 hostile.html >/dev/null
	# Marks that turn the direction stand in elements that isolate, never in attributes or drawings.
	[ "$(grep -o '<[^>]*'$'\xe2\x80\xae' hostile.html | wc -l)" -eq 0 ]
	grep -q '<bdi>'$'\xe2\x80\xae''irbarat</bdi>' hostile.html
}

@test "page: the same records give the same bytes, in any order of the input" {
	timeline --html --only --title='The night of the sluices' --context=sentences units >again.html
	cmp page.html again.html
	cd "$SRC" || return
	for f in examples/7* examples/3* examples/1* examples/2* examples/6* examples/5* examples/4*; do segment "$f"; done |
		attribute | extract-numbers | timeline --resolve --only | dedupe | timeline --html --only --context="$BATS_FILE_TMPDIR/sentences" \
		--title='The night of the sluices' | cmp - "$BATS_FILE_TMPDIR/page.html"
}

@test "page: what does not fit the memory goes through a temporary file" {
	awk 'BEGIN { for (i = 0; i < 9000; i++) {
		printf "id:%d\tdoc:d\tat:%d-%d\tdate:2025-05-16\ttext:x\tmode:direct\tspeaker:S%d\tstance:claim\tquote:", i, i, i + 1, i % 40
		for (k = 0; k < 300; k++) printf "kata%d ", k
		print "" } }' >large
	timeline --html large >large.html
	[ "$(grep -c '<li class="entry' large.html)" -eq 9000 ]
	[ "$(tail -n 1 large.html)" = '</html>' ]
	run env TMPDIR=/nonexistent timeline --html large
	[ "$status" -eq 2 ]
	[[ "$output" == *"temporary file"* ]]
}

@test "page: many entries take time that grows with their number" {
	awk 'BEGIN { for (i = 0; i < 60000; i++)
		printf "id:%d\tdoc:d%d\tat:%d-%d\tdate:20%02d-%02d-16\ttext:%d rumah kosong\tmode:indirect\tspeaker:S%d\tstance:claim\tpolarity:affirm\tquote:%d rumah kosong\tnum:%d\tnum_at:0-3\tvalue:%d\tunit:rumah\tnumkind:cardinal\n", \
			i, i % 500, i, i + 1, i % 20 + 5, i % 12 + 1, i, i, i, i, i }' >many
	timeout 60 timeline --html many >many.html
	[ "$(grep -c '<li class="entry' many.html)" -eq 60000 ]
}

@test "page: nothing to show is a page, too" {
	timeline --html </dev/null >empty.html
	grep -q 'Nothing to show' empty.html
	[ "$(tail -n 1 empty.html)" = '</html>' ]
	timeline --svg </dev/null | grep -q '</svg>'
}

@test "page: context that is no record is an error that names the line" {
	printf 'no record\n' >bad
	run timeline --html --context=bad units
	[ "$status" -eq 2 ]
	[[ "$output" == *"bad:1: --context takes segment's records:"* ]]
	run timeline --html --context=nofile units
	[ "$status" -eq 2 ]
}

@test "page: text colours reach a contrast of 4.5 on their paper, in the light and the dark scheme (WCAG AA)" {
	sed -n 's/;/;\n/gp' "$SRC/cmd/timeline/lanes.css" | sed -n 's/.*--\([a-z]*\): #\([0-9a-f]*\);/\1 \2/p' | awk '
		function digit(c) { return index("0123456789abcdef", c) - 1 }
		function part(h, i,    v) {
			v = length(h) == 3 ? digit(substr(h, i, 1)) * 17 : digit(substr(h, 2 * i - 1, 1)) * 16 + digit(substr(h, 2 * i, 1))
			v /= 255
			return v <= 0.03928 ? v / 12.92 : exp(2.4 * log((v + 0.055) / 1.055))
		}
		function light(h) { return 0.2126 * part(h, 1) + 0.7152 * part(h, 2) + 0.0722 * part(h, 3) + 0.05 }
		$1 == "paper" { paper = light($2); next }
		$1 != "rule" {
			one = light($2)
			ratio = one > paper ? one / paper : paper / one
			print $1, $2, ratio
			if (ratio < 4.5) bad = 1
			n++
		}
		END { exit bad || n < 20 }'
}

@test "page: options that belong to other forms are refused" {
	for options in '--html --svg' '--html --json' '--svg --title=x' '--context=sentences' '--html --resolve' '--html --view=terminal'; do
		# shellcheck disable=SC2086
		run timeline $options units
		[ "$status" -eq 2 ] || { echo "$options"; return 1; }
	done
}

@test "page: claims --html keeps the sentences for it and leaves no file" {
	cd "$SRC" || return
	mkdir "$BATS_TEST_TMPDIR/tmp"
	TMPDIR=$BATS_TEST_TMPDIR/tmp claims --html --title='The night of the sluices' examples/*.txt | cmp - "$BATS_FILE_TMPDIR/page.html"
	[ -z "$(ls "$BATS_TEST_TMPDIR/tmp")" ]
}

@test "svg: one drawing that stands alone, with a title, escaped" {
	timeline --svg units >lanes.svg
	grep -q '<title id="lanes-title">' lanes.svg
	grep -q '<desc id="lanes-desc">' lanes.svg
	[ "$(count '<a ' lanes.svg)" -eq 0 ]
	[ "$(count '<script' lanes.svg)" -eq 0 ]
	grep -q 'Sulastri Wirangga' lanes.svg
	grep -q 'class="clash' lanes.svg
	timeline --svg hostile >hostile.svg
	grep -q '&lt;/title&gt;&lt;script&gt;' hostile.svg
	if command -v xmllint >/dev/null; then xmllint --noout lanes.svg hostile.svg; fi
}

# --- in a browser ---

@test "browser: the page opens, the script runs under its policy, everything is shown" {
	dom page.html
	grep -q '<form id="filter"[^>]*>' "$BATS_TEST_TMPDIR/dom"
	[ "$(grep -c '<form id="filter"[^>]*hidden' "$BATS_TEST_TMPDIR/dom")" -eq 0 ]
	[ "$(shown)" -eq "$(grep -c '<li class="entry' page.html)" ]
	grep -q '>All [0-9]* entries</output>' "$BATS_TEST_TMPDIR/dom"
	[ "$(grep -ic 'content security policy' "$BATS_TEST_TMPDIR/log")" -eq 0 ]
}

@test "browser: filters by stance, speaker, article and text, together and from the address" {
	dom 'page.html#stance=deny'
	[ "$(shown)" -eq "$(grep -c '<li class="entry deny' page.html)" ]
	dom 'page.html#stance=deny,accuse'
	[ "$(shown)" -eq "$(grep -Ec '<li class="entry (deny|accuse)' page.html)" ]
	dom 'page.html#speaker=Markus%20Lenggana'
	his=$(grep $'\tspeaker:Markus Lenggana\t' units | cut -f 1 | sort -u | wc -l)
	[ "$(shown)" -eq "$his" ]
	dom 'page.html#speaker=Markus%20Lenggana&q=RIBU%20rumah'
	[ "$(shown)" -ge 1 ]
	[ "$(shown)" -lt "$his" ]
	grep -q ">$(shown) of [0-9]* entries</output>" "$BATS_TEST_TMPDIR/dom"
	dom 'page.html#doc=examples/3-suaramuara.txt&q=sebanyak'
	[ "$(shown)" -eq 1 ] # the quotation stands in two articles, its entry is of the other one
	dom 'page.html#disputed=1'
	[ "$(shown)" -eq "$(grep -c '<li class="entry.* data-x>' page.html)" ]
	dom 'page.html#q=nothingofthekind'
	[ "$(shown)" -eq 0 ]
}

@test "browser: hostile text stays text" {
	dom hostile.html
	[ "$(grep -c '<body id="broken"' "$BATS_TEST_TMPDIR/dom")" -eq 0 ]
	[ "$(count '<img' "$BATS_TEST_TMPDIR/dom")" -eq 0 ]
	[ "$(shown)" -eq 4 ]
	dom 'hostile.html#speaker=Ani'
	[ "$(shown)" -eq 1 ]
}

@test "browser: without a script the page is the whole list" {
	sed 's/<script>.*/<script>/' page.html | awk '/^<script>|<script>$/ { off = 1 } !off { print } /<\/script>/ { off = 0 }' >plain.html
	dom plain.html
	[ "$(shown)" -eq "$(grep -c '<li class="entry' page.html)" ]
	grep -q '<form id="filter"[^>]*hidden' "$BATS_TEST_TMPDIR/dom"
}

@test "browser: a phone need not scroll sideways" {
	# The frame is as wide as a phone; the script of the outer page may look inside it.
	cat >phone.html <<-'END'
		<iframe id=f width=390 height=800 src="page.html"></iframe><p id=out></p>
		<script>f.onload = function () { var e = f.contentDocument.documentElement; out.textContent = e.scrollWidth + "/" + e.clientWidth }</script>
	END
	chrome --allow-file-access-from-files --dump-dom "file://$BATS_FILE_TMPDIR/phone.html" >"$BATS_TEST_TMPDIR/dom"
	grep -q '<p id="out">390/390</p>\|<p id="out">375/375</p>' "$BATS_TEST_TMPDIR/dom" || { grep -o '<p id="out">[^<]*' "$BATS_TEST_TMPDIR/dom"; return 1; }
}

# in_frame SCRIPT: what it returns in the page, which stands in a frame of another one; w is the page's window.
in_frame() {
	cat >"$BATS_FILE_TMPDIR/frame.html" <<-END
		<iframe id=f width=1000 height=800 src="page.html"></iframe><p id=out></p>
		<script>f.onload = function () { var w = f.contentWindow, d = w.document; $1 }</script>
	END
	chrome --allow-file-access-from-files --virtual-time-budget=3000 --dump-dom "file://$BATS_FILE_TMPDIR/frame.html" |
		sed -n 's|.*<p id="out">\(.*\)</p>.*|\1|p'
}

@test "browser: works by keyboard: / searches, Escape ends it, marks and fields take the focus" {
	result=$(in_frame "
		d.body.dispatchEvent(new w.KeyboardEvent('keydown', {key: '/', bubbles: true}));
		var first = d.activeElement.name;
		d.activeElement.value = 'sirene';
		d.activeElement.dispatchEvent(new w.Event('input', {bubbles: true}));
		setTimeout(function () {
			var few = d.querySelectorAll('.entry:not([hidden])').length;
			d.activeElement.dispatchEvent(new w.KeyboardEvent('keydown', {key: 'Escape', bubbles: true}));
			setTimeout(function () {
				d.querySelector('.lanes a').focus();
				out.textContent = [first, few > 2, few < 20, w.location.hash, d.querySelectorAll('.entry[hidden]').length,
					d.activeElement.localName].join(' ');
			}, 400);
		}, 400);")
	echo "$result"
	[ "$result" = 'q true true  0 a' ]
}

@test "browser: a link to an entry that is filtered away shows it, opened" {
	[ "$(in_frame "
		w.location.hash = '#stance=deny';
		setTimeout(function () {
			var entry = d.querySelector('.entry.claim'), before = entry.hidden;
			w.location.hash = '#' + entry.id;
			setTimeout(function () { out.textContent = [before, entry.hidden, entry.querySelector('details').open].join(' '); }, 400);
		}, 400);")" = 'true false true' ]
}

@test "browser: it can be drawn and printed" {
	chrome --window-size=390,844 --screenshot="$BATS_TEST_TMPDIR/phone.png" "file://$BATS_FILE_TMPDIR/page.html"
	[ "$(wc -c <"$BATS_TEST_TMPDIR/phone.png")" -gt 10000 ]
	chrome --print-to-pdf="$BATS_TEST_TMPDIR/page.pdf" "file://$BATS_FILE_TMPDIR/page.html"
	[ "$(head -c 5 "$BATS_TEST_TMPDIR/page.pdf")" = '%PDF-' ]
	if command -v pdftotext >/dev/null; then
		pdftotext "$BATS_TEST_TMPDIR/page.pdf" "$BATS_TEST_TMPDIR/text"
		grep -q 'Dewi Pramesthika' "$BATS_TEST_TMPDIR/text"
		[ "$(grep -c 'press / to search' "$BATS_TEST_TMPDIR/text")" -eq 0 ]
	fi
}

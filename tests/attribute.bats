#!/usr/bin/env bats
# attribute: the program around the core. Rules for speakers and stance: unit/attribute_*_test.c and cases/attribute.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || exit
	cat >article.txt <<'TEXT'
Wali Kota Lestari Dewi membantah kabar bahwa bendungan itu retak.

"Airnya surut sejak pagi," katanya,   "dan pintu air dijaga." Pintu itu dibuka pukul enam.

Baca juga: Pengembang membantah kabar kebocoran pipa
TEXT
}

# All values of a field, one on a line.
field() {
	sed -n "s/^\(.*\t\)\{0,1\}$1:\([^\t]*\).*/\2/p"
}

# Source bytes of each range in a field, one on a line.
bytes_of() {
	field "$1" | while IFS=- read -r start end; do
		tail -c "+$((start + 1))" article.txt | head -c "$((end - start))"
		echo
	done
}

@test "attribute: the core fields stand on statements, in order, and on no other record" {
	segment --lang=id article.txt | attribute >out
	grep -o '	mode:.*' out | sed 's/:[^\t]*//g' | sort -u >labels
	[ "$(sed -n 1p labels)" = "$(printf '\tmode\tspeaker\tspeaker_as\tspeaker_at\tspeaker_kind\trole\torg\tresolved\tcue\tcue_at\tstance\tpolarity\thedge\tvia\tquote\tquote_at')" ]
	[ "$(grep -c 'mode:' out)" -eq "$(grep -c 'quote_at:' out)" ]
	grep -v 'mode:' out >plain
	[ "$(grep -Ec '(speaker|stance|quote|via):' plain)" -eq 0 ]
}

@test "attribute: no record is lost and a plain one keeps its bytes" {
	segment --lang=id article.txt >in
	attribute <in >out
	[ "$(cut -f1 out | sed 's/\.[0-9]*$//' | sort -u)" = "$(cut -f1 in | sort -u)" ]
	grep -v 'mode:' out | grep -vxFf in >changed || :
	[ ! -s changed ]
}

@test "attribute: LTSV, which is written as lines, and TSV, from fields, hold the same values" {
	{
		cat article.txt
		printf '\nMenurut Bupati Tuban Raka Wijaya, "air sudah surut," dan, kata Dewi, pintu diduga macet.\n'
	} >both.txt
	segment --lang=id both.txt | attribute --only --explain >out
	[ "$(grep -c . out)" -ge 3 ]
	for label in id text mode speaker speaker_as speaker_at speaker_kind role org resolved cue cue_at stance polarity \
		hedge via quote quote_at why; do
		segment --lang=id both.txt | attribute --only --explain --tsv="$label" --no-header >column
		field "$label" <out | cmp - column
	done
}

@test "attribute: ranges point at the bytes of the document over folded blanks" {
	segment --lang=id article.txt | attribute --only >out
	[ "$(bytes_of cue_at <out | sed -n 1p)" = membantah ]
	[ "$(bytes_of speaker_at <out | sed -n 2p)" = nya ]
	[ "$(bytes_of quote_at <out | sed -n 2p)" = '"Airnya surut sejak pagi," katanya,   "dan pintu air dijaga."' ]
}

@test "attribute: a link has no statement unless --all-kinds asks for it" {
	segment --lang=id article.txt >in
	[ "$(attribute --only <in | grep -c 'kind:link')" -eq 0 ]
	[ "$(attribute --only --all-kinds <in | grep -c 'kind:link')" -ge 1 ]
}

@test "attribute: several statements of one sentence are numbered" {
	printf 'Wira Sanjaya mengatakan air surut dan menambahkan bahwa jalan kering.\n' | segment --lang=id | attribute >out
	[ "$(field id <out | grep -c '\.[12]$')" -eq 2 ]
	[ "$(field id <out | sed 's/\..*//' | sort -u | wc -l)" -eq 1 ]
}

@test "attribute: --aliases joins spellings and wins over the document's form" {
	printf 'aliases:\n  Sari Wulandari: {names: [Sary Wulandary]}\n' >names.yaml
	printf '"Kami siap," kata Sary Wulandary.\n' | segment --lang=id >in
	[ "$(attribute --only <in | field speaker)" = 'Sary Wulandary' ]
	[ "$(attribute --only --aliases names.yaml <in | field speaker)" = 'Sari Wulandari' ]
}

@test "attribute: public bodies have one name in all their spellings" {
	{
		printf 'Survei Geologi Amerika Serikat mengatakan gempa terjadi di laut.\n\n'
		printf 'USGS mencatat magnitudo 6,1.\n\nBadan Survei Geologi AS (USGS) menyebut gempa itu dangkal.\n'
	} | segment --lang=id | attribute --only >out
	[ "$(field speaker <out | sort -u)" = USGS ]
	printf 'The U.S. Geological Survey said the quake was shallow.\n' | segment --lang=en | attribute --only >out
	[ "$(field speaker <out)" = USGS ]
}

@test "attribute: a weak alias asks for the role" {
	printf 'aliases:\n  Sari Wulandari: {weak: [Wulandary], role: Bupati Muara}\n' >names.yaml
	printf 'Wulandary mengatakan air surut.\n' | segment --lang=id | attribute --only --aliases names.yaml >out
	[ "$(field speaker <out)" = Wulandary ]
	printf 'Bupati Muara Wulandary mengatakan air surut.\n' | segment --lang=id | attribute --only --aliases names.yaml >out
	[ "$(field role <out)" = Bupati ]
}

@test "attribute: a bad alias file stops the run with its line" {
	printf 'aliases:\n  X: {nick: [Y]}\n' >names.yaml
	run attribute --aliases names.yaml article.txt
	[ "$status" -eq 2 ]
	[[ "$output" == *names.yaml:2* ]]
}

@test "attribute: --explain names the pattern and where the speaker came from" {
	segment --lang=id article.txt | attribute --only --explain >out
	first=$(field id <out | sed -n 1p)
	[ "$(field why <out | sed -n 2p)" = "clitic on the cue; speaker from $first" ]
}

@test "attribute: its own output gives the same statements again" {
	segment --lang=id article.txt | attribute >once
	[ "$(grep -c mode: once)" -eq "$(attribute <once | grep -c mode:)" ]
}

@test "attribute: records without fields of segment pass" {
	printf 'x:1\ntext:\n' >in
	attribute <in >out
	diff in out
}

@test "attribute: a pack adds a reporting verb" {
	mkdir -p pack/id
	printf 'cues:\n  mengabari: {stance: claim, form: active}\n' >pack/id/cues.yaml
	printf 'Wira Sanjaya mengabari bahwa air surut.\n' | segment --lang=id >in
	[ "$(attribute --only <in | wc -l)" -eq 0 ]
	[ "$(attribute --only --pack pack <in | field cue)" = mengabari ]
}

@test "attribute: only the last of several statements in a document's last sentence ends the document" {
	echo 'Lestari mengatakan air surut dan menambahkan bahwa jalan kering.' | segment --lang=id | attribute >out
	[ "$(grep -c 'mode:' out)" -eq 2 ]
	[ "$(grep -c 'last:1' out)" -eq 1 ]
	tail -n 1 out | grep -q 'last:1'
}

@test "attribute: degrees behind a name are no speakers" {
	echo 'Kepala Dinas Ratna Dewantari, S.H., M.Hum., mengatakan jembatan itu aman.' | segment --lang=id | attribute --only >out
	[ "$(field speaker <out)" = 'Ratna Dewantari' ]
	[ "$(field quote <out)" = 'jembatan itu aman' ]
	echo 'Ann Dale, Ph.D., said the roof had been tested.' | segment --lang=en | attribute --only >out
	[ "$(field speaker <out)" = 'Ann Dale' ]
}

# tests/data/TABLE-LANG.tsv: a text; speaker, stance and polarity of each of its statements, "-" where it has none.
reads_table() {
	grep -v '^#' "$SRC/tests/data/$1-$2.tsv" >want
	cut -f1 want >texts
	segment --lang="$2" --doc=line texts | attribute | awk -F'\t' '
	{
		split("", f)
		for (i = 1; i <= NF; i++) f[substr($i, 1, index($i, ":") - 1)] = substr($i, index($i, ":") + 1)
		if (f["doc"] != doc && doc != "") {
			print said == "" ? "-\t-\t-" : said
			said = ""
		}
		doc = f["doc"]
		if ("mode" in f) said = said (said == "" ? "" : "\t") f["speaker"] "\t" f["stance"] "\t" f["polarity"]
	}
	END { print said == "" ? "-\t-\t-" : said }' | paste texts - >got
	diff want got
}

@test "attribute: who denies, refuses, confirms or accuses in English, one sentence a line" {
	reads_table denials en
}

@test "attribute: who denies, refuses, confirms or accuses in Indonesian, one text a line" {
	reads_table denials id
}

@test "attribute: who speaks in English, one sentence a line" {
	reads_table speakers en
}

@test "attribute: a pronoun looks at its own sentence, at first names and at titles" {
	cat >article.txt <<'TEXT'
Senator Lisa Dorn spoke first. As he left the hall, Governor Ruben Hale said the dam was safe.

"It holds," he said, adding that the gates were new.

Harbour officers closed the pier because they believed it was no longer safe.
TEXT
	segment --lang=en article.txt | attribute --only >out
	[ "$(field speaker <out | sort -u | head -n 3)" = "$(printf 'Harbour officers\nRuben Hale')" ]
	[ "$(field cue <out | sed -n 3p)" = adding ]
}

@test "attribute: a tag cut off behind a question or an exclamation still has its quotation" {
	printf '"Who will pay for it?" Ruben Hale told the paper.\n' | segment --lang=en | attribute --only >out
	[ "$(field speaker <out)" = 'Ruben Hale' ]
}

@test "attribute: a son is not his father, nor a wife her husband" {
	printf 'President Dorn resigned. Senator Adam Dorn Jr. said it was late. "It is," President Dorn said.\n\n%s\n' \
		'Mr. Hale and his wife, Lisa Hale, left. Ms. Hale said it was cold. Mr. Hale said it was late.' |
		segment --lang=en | attribute --only >out
	[ "$(field speaker <out)" = "$(printf 'Adam Dorn Jr\nDorn\nLisa Hale\nHale')" ]
}

@test "attribute: a noun in front of a colon is no cue, and a family name alone joins nobody" {
	cat >article.txt <<'TEXT'
Karim Dorn said it was late. Minister Abel Senn said in a post on the portal: "It is late."

Azmat Dorn, father of Karim, said it was cold.
TEXT
	segment --lang=en article.txt | attribute --only >out
	[ "$(field speaker <out)" = "$(printf 'Karim Dorn\nAbel Senn\nAzmat Dorn')" ]
}

@test "attribute: time is linear in hard input" {
	# One sentence of 1 MB, then 1 MB of sentences that are one document.
	# shellcheck disable=SC1112 # a curly quotation mark, and meant
	for unit in 'mengatakan ' 'kata ' 'katanya ' '"' '"ya," ' 'Wira ' 'Wira: ' ', kata Wira' 'menurut Wira, ' \
		'Menteri ' 'Menteri Wira dan ' 'Wira yang mengatakan ' 'tidak membantah maupun ' 'Wira ( ' a 'DariWira ' \
		'“ ya ‘'; do
		awk -v u="$unit" 'BEGIN {
			printf "doc:d\tlang:id\tkind:body\ttext:"
			for (i = 0; i < 1000000; i += length(u)) printf "%s", u
			print ""
			for (i = 0; i < 1000000; i += length(t)) {
				t = ""
				for (k = 0; k < 10; k++) t = t u
				print "doc:e\tlang:id\tkind:body\tpar:" int(i / 800) "\ttext:" t
			}
		}' >in
		timeout 20 "$BIN/attribute" in >out || { echo "slow or failed on $unit"; return 1; }
	done
}

@test "attribute: many names that differ cost no more than names that return" {
	awk 'BEGIN {
		for (i = 0; i < 20000; i++) {
			name = sprintf("%c%c%c%c", 65 + i % 26, 97 + int(i / 26) % 26, 97 + int(i / 676) % 26, 97 + i % 23)
			print "doc:d\tlang:id\tkind:body\tpar:" i "\ttext:Menteri " name "ono W" name " mengatakan W" name " datang."
		}
	}' >in
	timeout 20 "$BIN/attribute" --only in >out
	[ "$(wc -l <out)" -eq 20000 ]
}

@test "attribute: memory is that of the largest document, not of all" {
	grep -q __asan_init "$BIN/attribute" && skip 'address space cannot be limited under a sanitizer'
	awk 'BEGIN {
		for (d = 0; d < 400; d++)
			for (i = 0; i < 500; i++)
				print "doc:" d "\tlang:id\tkind:body\tpar:" i "\ttext:Bupati Wira Santosa mengatakan air surut di desa " d "."
	}' >in
	(ulimit -v 60000; attribute in >out)
	[ "$(wc -l <out)" -eq 200000 ]
}

@test "attribute: --explain says how the name was found and what turned the stance" {
	printf '%s\n' 'Jokowi tidak membantah kabar itu. "Itu tidak benar," kata Dewi Anjani.' >t
	segment --lang=id t | attribute --only --explain | field why >out
	[ "$(sed -n 1p out)" = "subject, cue, content; spelling joined by an alias; negated" ]
	[ "$(sed -n 2p out)" = "tag after the quotation; stance from the content" ]
}

@test "attribute: a company is the same by its short form, its initials and 'it'" {
	cat >article.txt <<'TEXT'
Gerana Motors Corp said its directors had agreed. GM said the plant would stay.

It said nobody would lose his job.

Pellbury Oil Co said it had filed a statement. Pellbury said the sale would come soon.
TEXT
	segment --lang=en article.txt | attribute --only >out
	[ "$(field speaker <out | uniq)" = "$(printf 'Gerana Motors Corp\nPellbury Oil Co')" ]
	[ "$(field speaker_kind <out | sort -u)" = group ]
}

@test "attribute: who owns what is spoken of is named with his title, and a vice president is not 'the president'" {
	printf "President Hale's plan to close the pier is new.\n\nThe president said it was late.\n" |
		segment --lang=en | attribute --only >out
	[ "$(field speaker <out)" = Hale ]
	printf 'Anna Holt took office on Friday beside Vice President Nora Quist.\n\n%s\n' \
		'Holt said it was late. The new president told the crowd that work would begin.' |
		segment --lang=en | attribute --only >out
	[ "$(field speaker <out | sort -u)" = 'Anna Holt' ]
}

@test "attribute: 'he' is none of several colleagues, and an apposition does not hide a subject" {
	cat >article.txt <<'TEXT'
Adam Schell declared in May that he would not run again. A few of his colleagues urged him to resign.

"I know it is time," he said.

While Rick Mutler says his report "does not conclude" anything, it helps. Schell, in response to his critics, doubled down.

"I don't think it is right," he said.
TEXT
	segment --lang=en article.txt | attribute --only >out
	[ "$(field speaker <out | sed -n '3p;$p' | uniq)" = 'Adam Schell' ]
}

@test "attribute: inside what an outlet says the witness speaks too, and the outlet relays" {
	printf '"Seorang saksi mengaku mendengar suara mesin di pagi hari," kata harian setempat.\n' |
		segment --lang=id | attribute --only >out
	[ "$(field speaker <out)" = "$(printf 'harian setempat\nSeorang saksi')" ]
	[ "$(field via <out | sed -n 2p)" = 'harian setempat' ]
}

@test "attribute: a hyphened pair of names takes no name from a person" {
	cat >article.txt <<'TEXT'
Representative Paul Ryker's plan is new. Mr. Orne likes it.

The Orne-Ryker Medicare plan was better, a commercial said.

Mr. Ryker said he welcomed it.
TEXT
	segment --lang=en article.txt | attribute --only >out
	[ "$(field speaker <out | tail -n 1)" = 'Paul Ryker' ]
}

@test "attribute: a title behind the name in a tag without marks, and the body behind the nouns of a title" {
	cat >want <<'TSV'
The fault lies with the pumps, said Ruben Hale, head of spare parts at Altara.	Ruben Hale	head	Altara
The fault lies with the pumps, said Ruben Hale, an analyst at research firm Altara.	Ruben Hale	analyst	research firm Altara
"It was late," said Lena Ford, director of sea safety at Harwell Marine.	Lena Ford	director	Harwell Marine
It was late, said Lena Ford, editor of Pump Weekly.	Lena Ford	editor	Pump Weekly
Official figures show that rents rose.	Official figures		
Ruben Hale, president of National Rope Corp, said it was late.	Ruben Hale	president	National Rope Corp
Ruben Hale, executive chairman of Altara, said it was late.	Ruben Hale	executive chairman	Altara
Speaking before the general election, Mr Hale said it was late.	Hale		
TSV
	cut -f1 want | segment --lang=en --doc=line | attribute --only --tsv=text,speaker,role,org --no-header >got
	diff want got
}

@test "attribute: 'that' behind the cue is the subject where a verb follows it" {
	printf 'Ford said that was a mistake. Hale said that ropes were dear.\n' | segment --lang=en | attribute --only >out
	[ "$(field quote <out)" = "$(printf 'that was a mistake\nropes were dear')" ]
}

@test "attribute: in a headline what follows the second verb is a clause, not its speaker" {
	printf '{"title":"Ford Defends Bridge, Says Council Knew About Cracks","text":"Mayor Lena Ford spoke on Friday.","lang":"en"}' |
		segment | attribute --only >out
	[ "$(field speaker <out)" = 'Lena Ford' ]
	[ "$(field quote <out)" = 'Council Knew About Cracks' ]
}

@test "attribute: 'the company' is the firm spoken of last, by its full name where a headline has the short one" {
	printf '{"title":"ALTARA <ALT> SAYS MILL SOLD","text":"%s","lang":"en"}' \
		'Altara Rope Corp <ALT> said the mill was sold. The company said it was paid. It added that more would follow.' |
		segment | attribute --only >out
	[ "$(field speaker <out | sort -u)" = 'Altara Rope Corp' ]
}

@test "attribute: a title in marks behind a tag is no part of the quotation" {
	echo '"I will fight for it," says Ruben Hale in the new film titled "Strong."' | segment --lang=en | attribute --only >out
	[ "$(field quote <out)" = '"I will fight for it,"' ]
}

@test "attribute: a described office is the person spoken of last, a body in front of a title is no person" {
	cat >article.txt <<'TEXT'
Ruben Hale visited the harbour and said the nets were new. The Harbour Party leader said they had cost little. "They hold," he said.

Lena Ford, head of the coast guard, left. Kestrel chief executive Adam Dorn stayed. It would take a year, Kestrel predicts.
TEXT
	segment --lang=en article.txt | attribute --only >out
	[ "$(field speaker <out)" = "$(printf 'Ruben Hale\nRuben Hale\nRuben Hale\nKestrel')" ]
	[ "$(field speaker_kind <out | tail -n 1)" = group ]
}

@test "attribute: the subject of a participle behind 'with', a name with its honorific behind a noun" {
	printf 'The film ends with Hale claiming, "Nets made us strong."\n\nWith prices set to fall in coming months Mr Dorn advises everyone to wait until June.\n' |
		segment --lang=en | attribute --only >out
	[ "$(field speaker <out)" = "$(printf 'Hale\nDorn')" ]
}

@test "attribute: who stands behind the last dash of a headline says it, and capitals are no other name" {
	printf '{"title":"LITTLE NEED FOR NEW NETS - HALE","text":"Secretary Ruben Hale spoke in Kelso. Harbour pilots said it was late.","lang":"en"}{"title":"HARBOUR PILOTS SAY NETS LATE","text":"%s","lang":"en"}{"title":"Floods hit the coast - BBC News","text":"It rained.","lang":"en"}' \
		'The harbour pilots said it was late.' | segment | attribute --only >out
	[ "$(field speaker <out)" = "$(printf 'Ruben Hale\nHarbour pilots\nharbour pilots\nharbour pilots')" ]
	[ "$(field quote <out | head -n 1)" = 'LITTLE NEED FOR NEW NETS' ]
}

@test "attribute: behind the colon of a headline words in marks and what follows them are one" {
	printf '{"title":"Hale: %s nets could fail in May","text":"Ruben Hale spoke in Kelso.","lang":"en"}' "'Small chance'" |
		segment | attribute --only >out
	[ "$(field quote <out)" = "'Small chance' nets could fail in May" ]
}

@test "attribute: 'the spokesman' is the one met before, a newspaper is no person, the bank's minutes are a document" {
	cat >article.txt <<'TEXT'
A Harbour Office spokesman said the pier was safe. Some walked on. The spokesman added that it would be mended.

Mayor Ruben Hale waited. The Shelton Weekly reported that he had left. "I have not," he said.

The bank's minutes showed that nothing had been paid.
TEXT
	segment --lang=en article.txt | attribute --only >out
	[ "$(field speaker <out)" = "$(printf 'A Harbour Office spokesman\nA Harbour Office spokesman\nShelton Weekly\nRuben Hale\nbank\047s minutes')" ]
	[ "$(field speaker_kind <out | tail -n 1)" = document ]
}

@test "attribute: a participle behind a quotation's own comma begins a statement of its own" {
	echo 'Ruben Hale called the case "very unfair," claiming that others had walked free.' | segment --lang=en | attribute --only >out
	[ "$(field quote <out)" = "$(printf 'the case "very unfair,"\nothers had walked free')" ]
}

@test "attribute: who somebody is, behind the colon of a headline, nobody says; officials of a firm name it" {
	printf '{"title":"Ruben Hale: King of the nets","text":"%s","lang":"en"}' \
		'Harwell Boat Inc officials were away. Ruben Hale, who mended nets, left. Harwell said it was late.' |
		segment | attribute --only >out
	[ "$(field speaker <out)" = 'Harwell Boat Inc' ]
	[ "$(field speaker_kind <out)" = group ]
}

@test "attribute: what says of itself that it has something is no person, a news agency is an outlet" {
	cat >article.txt <<'TEXT'
Altara said it has sold the mill. Hale said it was late. The Kelso news agency said that ropes were dear.

Lena Ford is head of the Harbour Safety Centre (HSC). The HSC said boats were safe.
TEXT
	segment --lang=en article.txt | attribute --only >out
	[ "$(field speaker_kind <out | head -n 3)" = "$(printf 'group\nperson\noutlet')" ]
	[ "$(field speaker <out | tail -n 1)" = 'Harbour Safety Centre' ]
}

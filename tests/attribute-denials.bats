#!/usr/bin/env bats
# attribute: denials, refusals and confirmations in all word orders, one text a line of data/denials-*.tsv.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || exit
}

# Reads records and the table; prints each text whose statements are not what the table says.
judge() {
	awk -F '\t' -v table="$1" '
	BEGIN {
		while ((getline line < table) > 0)
			if (line != "" && line !~ /^#/) {
				split(line, part, "\t")
				who[++rows] = part[2]
				stance[rows] = part[3]
				polarity[rows] = part[4]
				text[rows] = part[1]
			}
	}
	{
		split("", f)
		for (i = 1; i <= NF; i++) {
			colon = index($i, ":")
			f[substr($i, 1, colon - 1)] = substr($i, colon + 1)
		}
		if (f["doc"] != doc) {
			doc = f["doc"]
			n++
		}
		if (!("mode" in f))
			next
		got[n] = got[n] " (" f["speaker"] ", " f["stance"] ", " f["polarity"] ")"
		some[n] = 1
		if ((who[n] == "-" || f["speaker"] == who[n]) && f["stance"] == stance[n] && f["polarity"] == polarity[n])
			met[n] = 1
		if (f["stance"] == "deny" || f["stance"] == "confirm")
			answered[n] = 1
	}
	END {
		if (n != rows)
			print n " documents, " rows " rows"
		for (i = 1; i <= rows; i++)
			if (stance[i] == "-" ? some[i] : !met[i] || (stance[i] !~ /^(deny|confirm)$/ && answered[i]))
				print text[i] ":" got[i]
	}'
}

@test "attribute: a hundred Indonesian denials, refusals and confirmations have their speaker, stance and polarity" {
	grep -v '^#' "$SRC/tests/data/denials-id.tsv" | cut -f1 >texts
	[ "$(wc -l <texts)" -ge 100 ]
	segment --lang=id --doc=line texts | attribute | judge "$SRC/tests/data/denials-id.tsv" >wrong
	cat wrong
	[ ! -s wrong ]
}

# Where things are. `make check` says so; a bats started by hand takes the tree's own bin/.
# SRC and BIN are absolute, and the tools stand first in PATH.
SRC=${KABAR_SRC:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)}
BIN=${KABAR_BIN:-$SRC/bin}

# Neither the user's packs nor the user's locale may change what a test sees.
unset KABAR_PACK NO_COLOR
export LC_ALL=C

# KABAR_WRAPPER='valgrind -q' runs every tool under a checker: the tests then see
# a directory of small scripts in the place of the programs.
if [ -n "${KABAR_WRAPPER:-}" ]; then
	wrapped=$(mktemp -d "$BATS_RUN_TMPDIR/wrapped.XXXXXX")
	for program in "$BIN"/*; do
		if [ "$(head -c 2 "$program")" = '#!' ]; then
			cp "$program" "$wrapped"
		else
			printf '#!/bin/sh\nexec %s %s "$@"\n' "$KABAR_WRAPPER" "$program" \
				>"$wrapped/${program##*/}"
			chmod 755 "$wrapped/${program##*/}"
		fi
	done
	BIN=$wrapped
fi
PATH=$BIN:$PATH

# copy_tools DIR: the programs themselves, where BIN holds links: what is written over a copy must not reach them.
copy_tools() {
	mkdir -p "$1" || return
	cp -RL "$BIN"/. "$1"
}

# break_tool DIR TOOL BODY: sh in its place, also under the name that it is installed by.
break_tool() {
	local program
	for program in "$1"/*"$2"; do printf '#!/bin/sh\n%s\n' "$3" >"$program" || return; done
}

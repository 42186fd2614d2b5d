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

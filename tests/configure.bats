#!/usr/bin/env bats
# configure and the Makefile it writes. Every test works in a build directory of
# its own and builds nothing that `make -n` can show.

load helper

MAKE=$(command -v make || command -v gmake || command -v bmake)

setup_file() {
	# A compiler that has no libraries.
	mkdir -p "$BATS_FILE_TMPDIR/fake"
	cat >"$BATS_FILE_TMPDIR/fake/cc-without-libraries" <<-'EOF'
		#!/bin/sh
		case " $* " in *' -lyaml '* | *' -lz '*) echo "cannot find it" >&2; exit 1 ;; esac
		exec cc "$@"
	EOF
	chmod 755 "$BATS_FILE_TMPDIR"/fake/*
}

setup() {
	unset CC CFLAGS CPPFLAGS LDFLAGS LIBS AR INSTALL PKG_CONFIG BATS
	FAKE=$BATS_FILE_TMPDIR/fake
	mkdir "$BATS_TEST_TMPDIR/build"
	cd "$BATS_TEST_TMPDIR/build" || return
}

configure() {
	"$SRC/configure" "$@"
}

# bats passes over a failed `! command`, but not over a function.
refute() {
	if "$@"; then return 1; fi
}

# fake NAME: a command that writes down how it was called.
fake() {
	printf '#!/bin/sh\necho "%s $*" >>"%s/calls"\n' "$1" "$PWD" >"$1"
	chmod 755 "$1"
}

@test "configure: a missing library is named with its package for four systems, all in one answer" {
	run configure CC="$FAKE/cc-without-libraries" PKG_CONFIG=false
	[ "$status" -eq 1 ]
	[[ $output == *'missing: libyaml zlib'* ]]
	[[ $output == *'apt-get install libyaml-dev zlib1g-dev'* ]]
	[[ $output == *'dnf install libyaml-devel zlib-devel'* ]]
	[[ $output == *'apk add yaml-dev zlib-dev'* ]]
	[[ $output == *'brew install libyaml zlib'* ]]
	[[ $output == *'see config.log' ]]
	grep -q 'cannot find it' config.log
	[ ! -e Makefile ]
}

@test "configure: it finds the libraries without pkg-config" {
	run configure PKG_CONFIG=false
	[ "$status" -eq 0 ]
	[[ $output == *'libyaml... yes (-lyaml)'* ]]
}

@test "configure: CC=false gives one clean message" {
	run configure CC=false
	[ "$status" -eq 1 ]
	[[ ${lines[-1]} == "configure: the compiler CC='false' "*'cannot make a program; see config.log' ]]
	[ "${#lines[@]}" -eq 2 ]
}

@test "configure: a mistyped option, word or variable is an error that names it" {
	for word in --prefx=/usr -x prefix CFLAG=-O0; do
		run configure "$word"
		[ "$status" -eq 1 ]
		[[ $output == *"'${word%%=-*}'"* ]]
		[ ! -e Makefile ]
	done
}

@test "configure: features it does not know are warned about, the ones distributions pass are not" {
	run configure --enable-fnord --without-x --disable-silent-rules --disable-dependency-tracking \
		--libdir=/usr/lib --sysconfdir=/etc
	[ "$status" -eq 0 ]
	[[ $output == *"unrecognized option '--enable-fnord'"* ]]
	[[ $output == *"unrecognized option '--without-x'"* ]]
	[ "$(grep -c unrecognized <<<"$output")" -eq 2 ]
}

@test "configure: the option line of a Debian package is taken as it is" {
	run configure --build=x86_64-linux-gnu --host=x86_64-linux-gnu --prefix=/usr \
		'--includedir=${prefix}/include' '--mandir=${prefix}/share/man' \
		'--infodir=${prefix}/share/info' --sysconfdir=/etc --localstatedir=/var \
		--disable-option-checking --disable-silent-rules '--libdir=${prefix}/lib/x86_64-linux-gnu' \
		--runstatedir=/run --disable-maintainer-mode --disable-dependency-tracking
	[ "$status" -eq 0 ]
	[[ $output != *'configure: warning'* ]]
	grep -q '^mandir = ${prefix}/share/man$' Makefile
}

@test "configure: an empty program prefix is no prefix" {
	configure --program-prefix= --program-suffix= --prefix=/usr
	[ ! -s out/manual.sed ]
	refute grep -q '^program_prefix = .' Makefile
	grep -q '^PAGES = .*segment' Makefile
}

@test "configure: --program-prefix and --program-suffix reach binaries, pages, pipelines, completions" {
	configure --program-prefix=np- --program-suffix=.x
	for made in out/man/np-segment.x.1 out/pipelines/np-claims.x; do
		"$MAKE" "$made" >/dev/null
	done
	grep -q '^\.Dt NP-SEGMENT.X 1$' out/man/np-segment.x.1
	grep -q '^\.Nm np-segment.x$' out/man/np-segment.x.1
	refute grep -q '^\.Xr segment 1' out/man/*.1
	grep -q 'np-attribute\.x' out/pipelines/np-claims.x
	refute grep -q '@[A-Z_]*@' out/pipelines/np-claims.x
	grep -q 'out/completions/np-segment.x --completions' Makefile
	"$MAKE" bin/claims >/dev/null
	refute grep -q 'np-' bin/claims
}

@test "configure: the examples of a page call the programs by their installed names" {
	configure --program-prefix=np-
	printf '%s\n' '.Bd -literal' '$ segment a.txt | attribute |' '  dedupe --mark | timeline' '.Ed' \
		'.Dl extract-numbers a | show' 'attribute is a word' '.Pq Xr dedupe 1 ,' >page
	run sed -f out/manual.sed page
	[ "${lines[1]}" = '$ np-segment a.txt | np-attribute |' ]
	[ "${lines[2]}" = '  np-dedupe --mark | np-timeline' ]
	[ "${lines[4]}" = '.Dl np-extract-numbers a | np-show' ]
	[ "${lines[5]}" = 'attribute is a word' ]
	[ "${lines[6]}" = '.Pq Xr np-dedupe 1 ,' ]
}

@test "configure: a second run leaves every generated file's time stamp as it was" {
	configure
	touch -t 200001010000 out/*
	touch -t 200001010001 stamp
	configure
	[ -z "$(find out -type f -newer stamp)" ]
}

@test "configure: other flags change config.h, which compiles everything again" {
	configure CFLAGS=-O1
	cp out/config.h before
	./config.status CFLAGS=-O0
	refute cmp -s before out/config.h
}

@test "configure: without CFLAGS -O3 with debug information, instrumented -O2; what is given is all there is" {
	configure
	grep -q '^CFLAGS = -O3 -g$' Makefile
	configure --enable-coverage
	grep -q '^CFLAGS = -O2 -g$' Makefile
	configure --enable-coverage CFLAGS=
	grep -q '^CFLAGS = $' Makefile
	CFLAGS=-Os configure
	grep -q '^CFLAGS = -Os$' Makefile
}

@test "configure: config.status repeats arguments and environment, blanks and quotes included" {
	LDFLAGS='-L/a -L/b' configure --prefix=/opt/x 'CPPFLAGS=-DX="it'\''s" -DY'
	cp Makefile before
	env -i PATH="$PATH" ./config.status
	cmp before Makefile
	grep -q '^LDFLAGS = -L/a -L/b$' Makefile
}

@test "configure: nothing but the named variables leaks in from the environment" {
	prefix=/evil srcdir=/evil missing=evil host=evil werror=yes auto_cflags=-evil make=evil run configure
	[ "$status" -eq 0 ]
	refute grep -q evil Makefile
}

@test "configure: a path with a blank is refused" {
	mkdir 'a b'
	cd 'a b'
	run configure
	[ "$status" -eq 1 ]
	[[ $output == *'build directory'*'blanks'* ]]
}

@test "configure: --srcdir that is not the source tree is refused" {
	run configure --srcdir=/
	[ "$status" -eq 1 ]
	[[ $output == *"'/' is not the source tree"* ]]
}

@test "configure: config.log tells the command line and every probe" {
	configure --prefix=/opt/y
	grep -q -- '--prefix=/opt/y' config.log
	grep -q '^\$ cc .*probe.c' config.log
	grep -q 'inflateInit2' config.log
	[ -z "$(find . -name 'conf[0-9]*')" ]
}

@test "configure: a sanitizer the compiler cannot link stops it" {
	run configure --enable-sanitizers=fnord
	[ "$status" -eq 1 ]
	[[ $output == *'--enable-sanitizers=fnord'*'see config.log'* ]]
}

@test "configure: --install-deps with nothing missing runs no package manager" {
	for c in apt-get dnf apk brew sudo bats; do fake $c; done
	PATH=$PWD:$PATH run configure --install-deps
	[ "$status" -eq 0 ]
	[ ! -e calls ]
	refute grep -q install-deps config.status
}

@test "configure: --install-deps as root updates, then installs, and says so" {
	fake apt-get
	printf '#!/bin/sh\necho 0\n' >id
	chmod 755 id
	PATH=$PWD:$PATH run configure --install-deps CC="$FAKE/cc-without-libraries" PKG_CONFIG=false \
		BATS=no-such-bats
	[ "$status" -eq 1 ]
	[ "$(cat calls)" = "apt-get update
apt-get install -y --no-install-recommends libyaml-dev zlib1g-dev bats" ]
	[[ $output == *'running: env DEBIAN_FRONTEND=noninteractive apt-get update'* ]]
}

@test "configure: --install-deps without root goes through sudo, and without sudo says what to run" {
	fake apt-get
	fake sudo
	printf '#!/bin/sh\necho 1000\n' >id
	chmod 755 id
	PATH=$PWD:$PATH run configure --install-deps BATS=no-such-bats
	[ "$status" -eq 0 ]
	grep -q '^sudo env DEBIAN_FRONTEND=noninteractive apt-get install .* bats$' calls
	# A PATH that has what the probes need and no sudo.
	rm sudo calls
	mkdir only
	for c in cat sed cmp mv rm mkdir date uname cc as ld make tr sort install; do
		ln -s "$(command -v $c)" only/$c
	done
	PATH=$PWD:$PWD/only run "$(command -v sh)" "$SRC/configure" --install-deps BATS=no-such-bats
	[ "$status" -eq 1 ]
	[[ $output == *'as root, run: env DEBIAN_FRONTEND=noninteractive apt-get'* ]]
	[ ! -e calls ]
}

@test "configure: missing bats does not stop it" {
	run configure BATS=no-such-bats
	[ "$status" -eq 0 ]
	run "$MAKE" -o all check BATS=no-such-bats UNIT= PRODUCTS=
	[ "$status" -ne 0 ]
	[[ $output == *'make check needs bats'* ]]
}

@test "configure: a cross build takes the host's compiler, and cc for what runs here" {
	command -v aarch64-linux-gnu-gcc >/dev/null || skip 'no aarch64-linux-gnu-gcc'
	run configure --host=aarch64-linux-gnu PKG_CONFIG=false
	[[ $output == *'a C compiler... aarch64-linux-gnu-gcc'* ]]
	[ "$status" -eq 0 ] || {
		[[ $output == *'missing: libyaml zlib'* ]]
		# Stand-ins for the libraries of the host are enough for the probes.
		mkdir inc
		echo 'typedef struct { int x; } yaml_parser_t; int yaml_parser_initialize(yaml_parser_t *p);' \
			>inc/yaml.h
		echo 'typedef struct { int x; } z_stream; int inflateInit2(z_stream *z, int bits);' >inc/zlib.h
		echo 'int yaml_parser_initialize(void) { return 1; } int inflateInit2(void) { return 0; }' |
			aarch64-linux-gnu-gcc -x c -c -o stub.o -
		aarch64-linux-gnu-ar rc libyaml.a stub.o
		aarch64-linux-gnu-ar rc libz.a stub.o
		configure --host=aarch64-linux-gnu PKG_CONFIG=false CPPFLAGS=-Iinc LDFLAGS=-L.
	}
	"$MAKE" -n >plan
	grep -q '^aarch64-linux-gnu-gcc .* -o objs/segment/main.o ' plan
	grep -q '^cc -o objs/packc ' plan
	refute grep -q 'aarch64.*-o objs/packc' plan
}

@test "configure: without a compiler for the host the build machine's own is not taken" {
	run configure --host=vax-dec-ultrix
	[ "$status" -eq 1 ]
	[[ $output == *'missing: compiler'* ]]
}

@test "make: out of tree, twice, every object is compiled once and the source tree stays as it was" {
	configure CFLAGS=-O0
	touch stamp
	"$MAKE" -j4 >/dev/null
	[ -x bin/segment ]
	"$MAKE" >second
	refute grep -q -e ' -c -o ' -e ' -o bin/' second
	[ -z "$(find "$SRC/cmd" "$SRC/common" "$SRC/pipelines" -newer stamp)" ]
	"$MAKE" distclean >/dev/null
	rm -f stamp second
	[ -z "$(ls -A)" ]
}

@test "make: installed under a prefix, the programs and pipelines know their names; uninstall leaves nothing" {
	configure CFLAGS=-O0 --program-prefix=np- --prefix=/opt/kabar
	"$MAKE" -j4 install DESTDIR="$PWD/dest" >/dev/null
	bin=$PWD/dest/opt/kabar/bin
	for t in segment attribute extract-numbers dedupe timeline; do
		run "$bin/np-$t" --no-such-option
		[[ $output == "np-$t: "* ]]
		[ -f "dest/opt/kabar/share/bash-completion/completions/np-$t" ]
		grep -q "np-$t" "dest/opt/kabar/share/zsh/site-functions/_np-$t"
		grep -q "np-$t" "dest/opt/kabar/share/fish/vendor_completions.d/np-$t.fish"
	done
	# Its neighbours are found beside it, not in PATH.
	printf 'Menteri Sri berkata, "Harga naik 5 persen."\n' >article
	PATH=/usr/bin:/bin "$bin/np-claims" article
	run "$bin/np-claims" --no-such-option
	[[ $output == 'np-claims: '* ]]
	[ -f dest/opt/kabar/share/man/man1/np-segment.1 ]
	"$MAKE" uninstall DESTDIR="$PWD/dest" >/dev/null
	[ -z "$(find dest ! -type d)" ]
}

@test "make: no program holds the name of the directory it was built in" {
	configure CFLAGS=-O0
	"$MAKE" bin/segment >/dev/null
	refute grep -aqF "$PWD" bin/segment
}

@test "make: a header that changes compiles its users again and nothing else" {
	configure CFLAGS=-O0
	"$MAKE" -j4 bin/segment >/dev/null
	touch -t 203001010000 later
	"$MAKE" -n bin/segment >quiet
	refute grep -q ' -c -o ' quiet
	touch out/config.h
	"$MAKE" -n bin/segment >loud
	grep -q ' -c -o objs/segment/main.o' loud
}

@test "sh: every script passes sh -n, and shellcheck where it is installed" {
	for f in "$SRC/configure" "$SRC"/pipelines/*.in; do
		sh -n "$f"
	done
	bash -n "$SRC/.ci/run"
	command -v shellcheck >/dev/null || skip 'no shellcheck'
	shellcheck -s sh "$SRC/configure" "$SRC"/pipelines/*.in
	shellcheck "$SRC/.ci/run" "$SRC/tests/helper.bash"
}

#!/usr/bin/env bats
# claims-slurm: the ledger of one process, from tasks that fail, are lost and are run twice. On a real Slurm where there
# is one: a controller and four nodes on this machine, unless KABAR_CLUSTER says no.

load helper
bats_require_minimum_version 1.5.0

setup_file() {
	cd "$SRC" || return
	claims --ltsv "$SRC"/examples/*.txt >"$BATS_FILE_TMPDIR/ledger"
	cluster=$BATS_FILE_TMPDIR/slurm
	export cluster
	if [ "${KABAR_CLUSTER:-yes}" = yes ] && [ "$(id -u)" -eq 0 ] && command -v slurmctld slurmd munged sbatch >/dev/null; then
		start_cluster >"$BATS_FILE_TMPDIR/start" 2>&1 || { cat "$BATS_FILE_TMPDIR/start" "$cluster"/*.log; return 1; }
	fi
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	mkdir 'a place'
	copy_tools 'a place/bin'
	cd 'a place' || return
	export SLURM_CONF=$cluster/slurm.conf
}

teardown_file() {
	[ -d "$cluster" ] || return 0
	for file in "$cluster"/*.pid; do
		pid=$(cat "$file") && kill "$pid" || continue
		for _ in $(seq 100); do kill -0 "$pid" || break; sleep 0.1; done
	done 2>/dev/null
}

# One host plays a controller and four nodes: each slurmd has its own name, port and spool.
start_cluster() {
	mkdir "$cluster" "$cluster/state" && chmod 755 "$BATS_RUN_TMPDIR" "$BATS_FILE_TMPDIR" "$cluster" || return
	local port=$((20000 + $$ % 10000)) host
	host=$(hostname -s)
	(umask 077 && head -c 128 /dev/urandom >"$cluster/key")
	munged --force --key-file="$cluster/key" --socket="$cluster/munge" --pid-file="$cluster/munged.pid" \
		--log-file="$cluster/munged.log" --seed-file="$cluster/seed" || return
	cat >"$cluster/slurm.conf" <<-END
		ClusterName=kabar
		SlurmctldHost=$host(127.0.0.1)
		SlurmUser=root
		SlurmctldPort=$port
		AuthInfo=socket=$cluster/munge
		StateSaveLocation=$cluster/state
		SlurmctldPidFile=$cluster/slurmctld.pid
		SlurmctldLogFile=$cluster/slurmctld.log
		SlurmdSpoolDir=$cluster/spool.%n
		SlurmdPidFile=$cluster/slurmd.%n.pid
		SlurmdLogFile=$cluster/slurmd.%n.log
		ProctrackType=proctrack/linuxproc
		TaskPlugin=task/none
		SelectType=select/cons_tres
		SelectTypeParameters=CR_Core
		SchedulerParameters=sched_interval=1,bf_interval=2
		ReturnToService=2
		MailProg=/bin/true
		SlurmdParameters=config_overrides
		NodeName=k[1-4] NodeHostname=$host NodeAddr=127.0.0.1 Port=[$((port + 1))-$((port + 4))] CPUs=1 RealMemory=1000
		PartitionName=all Nodes=ALL Default=YES OverSubscribe=NO
	END
	export SLURM_CONF=$cluster/slurm.conf
	slurmctld -c 3>&- || return
	for node in k1 k2 k3 k4; do slurmd -N $node 3>&- || return; done
	for _ in $(seq 200); do
		[ "$(sinfo -h -t idle -o %D)" = 4 ] && return
		sleep 0.1
	done
	return 1
}

needs_slurm() { [ -d "$cluster" ] || skip 'needs slurmctld, slurmd and munged, root, and KABAR_CLUSTER other than no'; }

# slow TOOL: it takes a while, and says where.
slow() {
	for program in bin/*"$1"; do cp "$program" "$program.quick"; done
	break_tool bin "$1" "echo \"\$SLURM_ARRAY_TASK_ID \$SLURMD_NODENAME \$\$\" >>'$PWD/started'
sleep 5
exec \"\$0.quick\" \"\$@\""
}

until_true() {
	for _ in $(seq 300); do
		if "$@"; then return; fi
		sleep 0.1
	done
	return 1
}

# A lost machine: the processes from the one that Slurm runs for a task down to this one, all at once and that one first.
kill_task() { # PID
	local pid=$1 pids='' name=
	while [ "$name" != slurmstepd ] && [ "$pid" -gt 1 ]; do
		name=$(cat "/proc/$pid/comm") || return
		pids="$pid $pids"
		pid=$(awk '/^PPid:/ { print $2 }' "/proc/$pid/status") || return
	done
	# shellcheck disable=SC2086
	kill -9 $pids || true
}

requeued() {
	requeued=$(squeue -h -r -n kabar-map -t PENDING -o %A)
	[ "$requeued" ]
}

@test "claims-slurm: without Slurm, the same ledger from any number of tasks and parts, and again for nothing" {
	for shape in '-m 1 -r 1' '-m 3 -r 2' '-m 9 -r 16'; do
		rm -rf job
		# shellcheck disable=SC2086
		./bin/claims-slurm --local=2 $shape job "$SRC"/examples/*.txt
		cmp job/ledger.0/claims.ltsv "$BATS_FILE_TMPDIR/ledger"
	done
	run ! ls -d job/making.*
	touch -d '2001-01-01' job/map.0/units job/ledger.0/claims.ltsv
	./bin/claims-slurm --local=2 job
	[ -z "$(find job -name claims.ltsv -newermt 2002-01-01)" ]
	run ./bin/claims-slurm --local=2 job "$SRC/examples/1-lembahpos.txt"
	[ "$status" -eq 2 ]
}

@test "claims-slurm: without Slurm, a failing task publishes nothing, and the next run goes on" {
	break_tool bin attribute 'cat >/dev/null; exit 2'
	run ./bin/claims-slurm --local=2 -m 2 job "$SRC"/examples/*.txt
	[ "$status" -eq 2 ]
	run ! ls -d job/map.* job/ledger.* job/making.* 2>/dev/null
	copy_tools bin
	./bin/claims-slurm --local=2 job
	cmp job/ledger.0/claims.ltsv "$BATS_FILE_TMPDIR/ledger"
	printf '{"id":"a","text":"The mayor said the bridge was closed."}\n{"text":\n' >broken.jsonl
	run ./bin/claims-slurm --local=1 other broken.jsonl
	[ "$status" -eq 3 ]
	[ -s other/ledger.0/claims.ltsv ]
	for tool in sort awk; do
		printf '#!/bin/sh\nexit 7\n' >bin/$tool
		chmod +x bin/$tool
		run ./bin/claims-slurm --local=2 "job.$tool" "$SRC"/examples/*.txt
		[ "$status" -eq 2 ]
		[ ! -e "job.$tool/ledger.0" ]
		rm bin/$tool
	done
}

@test "claims-slurm: on Slurm, the same ledger as one process" {
	needs_slurm
	./bin/claims-slurm --wait -m 4 -r 3 job "$SRC"/examples/*.txt
	cmp job/ledger.0/claims.ltsv "$BATS_FILE_TMPDIR/ledger"
}

@test "claims-slurm: on Slurm, a node that dies in the middle changes nothing" {
	needs_slurm
	slow attribute
	./bin/claims-slurm --wait -m 4 -r 2 job "$SRC"/examples/*.txt 3>&- &
	pid=$!
	until_true test -s started
	read -r task node shell <started
	kill -9 "$(cat "$cluster/slurmd.$node.pid")"
	kill_task "$shell"
	scontrol update nodename="$node" state=down reason=killed
	# Slurm lets a requeued task wait for two minutes.
	until_true requeued
	scontrol update jobid="$requeued" starttime=now || true # it may have begun by itself
	wait "$pid"
	cmp job/ledger.0/claims.ltsv "$BATS_FILE_TMPDIR/ledger"
	[ "$(grep -c "^$task " started)" -eq 2 ]
	run ! ls -d job/making.*
	slurmd -N "$node" 3>&-
	scontrol update nodename="$node" state=resume || true
}

@test "claims-slurm: on Slurm, a failing task publishes nothing, the rest is cancelled, and the next run goes on" {
	needs_slurm
	for program in bin/*attribute; do cp "$program" "$program.works"; done
	break_tool bin attribute 'if [ "$SLURM_ARRAY_TASK_ID" = 1 ]; then cat >/dev/null; exit 2; fi
exec "$0.works" "$@"'
	run ./bin/claims-slurm --wait -m 4 -r 2 job "$SRC"/examples/*.txt
	[ "$status" -eq 2 ]
	[ ! -e job/map.1 ]
	run ! ls -d job/pairs.* job/ledger.* 2>/dev/null
	[ -z "$(squeue -h)" ]
	copy_tools bin
	./bin/claims-slurm --wait job
	cmp job/ledger.0/claims.ltsv "$BATS_FILE_TMPDIR/ledger"
}

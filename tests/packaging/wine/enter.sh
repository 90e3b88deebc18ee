#!/bin/bash
# enter.sh FOLDER ROOT COMMAND…: run it in the Debian of FOLDER/system. FOLDER, and ROOT to read, lie there at the same
# places as outside. When the command or its caller ends, all that it began ends, and nothing
# stays mounted.
set -euo pipefail
exec setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child -- bash -euo pipefail -c '
  folder=$1 root=$2 system=$1/system; shift 2
  mount --make-rprivate /
  mkdir -p "$system$folder" "$system$root"
  mount -t proc proc "$system/proc"
  mount --rbind /dev "$system/dev"
  mount --bind "$folder" "$system$folder"
  mount --bind -o ro "$root" "$system$root"
  exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 \
    ${MOPHIC_TEST_DATABASE:+"MOPHIC_TEST_DATABASE=$MOPHIC_TEST_DATABASE"} \
    chroot "$system" bash -c "cd \"\$1\"; shift; exec \"\$@\"" - "$root" "$@"
' - "$@"

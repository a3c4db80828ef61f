#!/bin/sh
# Writes macros.txt and globals.txt: what the headers of C, POSIX, Linux, X11 and Windows (MinGW) have that a name in a
# generated header could be. Run it in this folder, with gcc, x86_64-w64-mingw32-gcc and the headers of X11 and ncurses:
#
#     sh words.sh .
#
# A name that was in a list stays in it: what is released is not renamed.
set -eu
export LC_ALL=C
out=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

standard="assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign stdarg stdatomic
stdbool stddef stdint stdio stdlib stdnoreturn string tgmath threads time uchar wchar wctype"
posix="aio arpa/inet cpio dirent dlfcn fcntl fmtmsg fnmatch ftw glob grp iconv langinfo libgen monetary mqueue net/if netdb
netinet/in netinet/tcp nl_types poll pthread pwd regex sched search semaphore spawn strings sys/ipc sys/mman sys/msg
sys/resource sys/select sys/sem sys/shm sys/socket sys/stat sys/statvfs sys/time sys/times sys/types sys/uio sys/un
sys/utsname sys/wait syslog tar termios ulimit unistd utime utmpx wordexp"
linux="curses endian err error execinfo getopt ifaddrs malloc sys/epoll sys/eventfd sys/inotify sys/ioctl sys/mount
sys/prctl sys/ptrace sys/sendfile sys/signalfd sys/sysmacros sys/timerfd"
x11="X11/Xlib X11/Xutil X11/Xatom"
windows="winsock2 windows ole2 process io direct tchar"

headers() { for name in "$@"; do echo "#include <$name.h>"; done; }
# shellcheck disable=SC2086 # a word is a header
{
    headers $standard $posix $linux > "$work/system.c"
    headers $x11 > "$work/x11.c"
    headers $windows $(echo $standard | sed "s,threads ,,") > "$work/windows.c"
}
unix="gcc -std=gnu17 -D_GNU_SOURCE"
mingw="x86_64-w64-mingw32-gcc -std=gnu17"
$unix -dM -E "$work/system.c" > "$work/system.macros"
$unix -dM -E "$work/x11.c" > "$work/x11.macros"
$mingw -dM -E "$work/windows.c" > "$work/windows.macros"

# Macros without parameters, which replace a member or parameter wherever it stands: in snake or Pascal case, as those are.
one='^([a-z][a-z0-9]*(_[a-z0-9]+)*|([A-Z][a-z0-9]*)+)$'
{
    sed -nE 's/^#define ([A-Za-z][A-Za-z0-9_]*)( .*)?$/\1/p' "$work"/*.macros | grep -E "$one" | grep -E '[a-z]|^[A-Z]$'
    cat macros.txt 2>/dev/null || true
} | sort -u > "$work/macros.txt"

# Functions, types, variables and macros of several words, in lower case: no header's own name is one of these.
several='^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)+$'
{
    sed -nE 's/^#define ([A-Za-z][A-Za-z0-9_]*).*/\1/p' "$work/system.macros"
    $unix -P -E "$work/system.c" | tr -c 'A-Za-z0-9_' '\n'
    $mingw -P -E "$work/windows.c" | tr -c 'A-Za-z0-9_' '\n' | grep -E '^[a-z]' || true
    cat globals.txt 2>/dev/null || true
} | grep -E "$several" | tr 'A-Z' 'a-z' | sort -u > "$work/globals.txt"

mv "$work/macros.txt" "$work/globals.txt" "$out"

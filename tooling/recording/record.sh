#!/usr/bin/env bash
# Makes docs/pictures/terminal.svg from a real run: play.sh in asciinema (Debian's package), drawn by svg-term-cli.
# Needs the model of `pnpm start` at hand, so that no download is in the picture.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PATH="$PWD/node_modules/.bin:$PATH" TERM=xterm-256color
cast=$(mktemp --suffix .cast)
trap 'rm -f "$cast"' EXIT
env -u NO_COLOR asciinema rec --quiet --overwrite --cols 84 --rows 24 --idle-time-limit 2.5 --command 'bash tooling/recording/play.sh' "$cast"
npx -y svg-term-cli@2.1.1 --in "$cast" --out docs/pictures/terminal.svg --window --width 84 --height 24 --padding 12

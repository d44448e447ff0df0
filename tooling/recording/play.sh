#!/usr/bin/env bash
# What the recording in the README shows: commands as somebody types them, each really run.
type_and_run() {
  printf '\e[1;32m$\e[0m '
  local text=$1 at
  for ((at = 0; at < ${#text}; at++)); do
    printf '%s' "${text:at:1}"
    sleep 0.03
  done
  sleep 0.4
  printf '\n'
  eval "$1"
  sleep "${2:-1.5}"
  printf '\n'
}

g4f() { node packages/cli/src/main.ts "$@"; }

type_and_run 'g4f chat --temperature 0 "Name three colours."'
type_and_run 'export G4F_PROVIDERS=anthropic,aibn,llama ANTHROPIC_API_KEY=your-key' 0.5
type_and_run 'g4f resolve --require tools,images'  2.5
type_and_run 'g4f resolve --local' 4

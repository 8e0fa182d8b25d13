import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { processesAbout } from './processes.ts'
import type { Sandbox } from './sandbox.ts'

/** Between two looks at what a stopped git has left as its sign. */
const lookMs = 5

/**
 * A git that stands before the real one and stops at one of its calls: before it does anything, or
 * after it has done it and before its caller hears.
 */
export class GitGate {
  /** Folder for the PATH. */
  readonly programs: string
  readonly #control: string

  constructor(sandbox: Sandbox) {
    this.programs = path.join(sandbox.folder, 'programs')
    this.#control = path.join(sandbox.folder, 'control')
    const real = execFileSync('/bin/sh', ['-c', 'command -v git'], {
      env: sandbox.environment,
      encoding: 'utf8',
    }).trim()
    mkdirSync(this.programs)
    mkdirSync(this.#control)
    writeFileSync(path.join(this.programs, 'git'), script(real, this.#control), { mode: 0o755 })
  }

  /** Stops at the nth call from now, or at one of those beside it. */
  arm(call: number, moment: 'before' | 'after'): void {
    writeFileSync(path.join(this.#control, 'calls'), '')
    writeFileSync(path.join(this.#control, `stop-${moment}`), `${call}`)
  }

  /** Lets the one that was stopped go on, late; resolves when it has ended. */
  async release(): Promise<void> {
    writeFileSync(path.join(this.#control, 'go'), '')
    while (processesAbout(this.programs).some(({ command }) => command.includes(this.programs))) {
      await new Promise((resolve) => setTimeout(resolve, lookMs))
    }
  }

  /** Resolves with the call that was stopped; `over` gives up waiting. */
  async stopped(over: () => boolean): Promise<string | null> {
    const sign = path.join(this.#control, 'stopped')
    while (!existsSync(sign)) {
      if (over()) return null
      await new Promise((resolve) => setTimeout(resolve, lookMs))
    }
    return readFileSync(sign, 'utf8').trim()
  }
}

function script(real: string, control: string): string {
  return `#!/bin/sh
control_folder='${control}'
stop() {
  number=$(cat "$control_folder/stop-$1" 2>/dev/null) || return 0
  [ "$call" -ge "$number" ] || return 0
  mv "$control_folder/stop-$1" "$control_folder/taken" 2>/dev/null || return 0
  echo "$2" > "$control_folder/stopping" && mv "$control_folder/stopping" "$control_folder/stopped"
  while [ ! -e "$control_folder/go" ]; do sleep 0.02; done
}
[ -e "$control_folder/calls" ] || exec '${real}' "$@"
echo "$*" >> "$control_folder/calls"
call=$(wc -l < "$control_folder/calls" | tr -d ' ')
stop before "$*"
[ -e "$control_folder/stop-after" ] || exec '${real}' "$@"
'${real}' "$@"
status=$?
stop after "$*"
exit $status
`
}

import { access, constants } from 'node:fs/promises'
import path from 'node:path'
import type { AwakeHold, AwakeMeans, AwakePort } from '../../ports/awake.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ManagedProcess, ProcessPort } from '../../ports/process.ts'

export interface ProgramAwakeOptions {
  readonly processes: ProcessPort
  readonly clock: Clock
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string>>
}

interface Program {
  readonly name: string
  /** Holds as long as its input stays open, so that it can't outlive the host. */
  args(why: string): readonly string[]
}

const programs: { readonly [Platform in NodeJS.Platform]?: Program } = {
  linux: {
    name: 'systemd-inhibit',
    args: (why) => ['--what=idle:sleep', '--who=Switchyard', `--why=${why}`, '--mode=block', 'cat'],
  },
  darwin: { name: 'caffeinate', args: () => ['-i', 'cat'] },
}

/** A program that refuses ends within this time, in milliseconds. */
const refusesWithinMs = 1000
const graceMs = 500
const passed = ['PATH', 'HOME', 'LANG', 'XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS', 'DBUS_SYSTEM_BUS_ADDRESS']
const nothingHeld: AwakeHold = { held: false, release: async () => undefined }

/** Keeps awake by the system's own program, held by a process with an open input. */
export function createProgramAwake(options: ProgramAwakeOptions): AwakePort {
  const { environment, platform, processes } = options
  const program = programs[platform]
  let refused = false

  const find = async () => (program === undefined ? null : findInPath(program.name, environment.PATH ?? ''))

  return {
    async means(): Promise<AwakeMeans> {
      if (program === undefined) return noWay(platform)
      if ((await find()) === null) return missing(program)
      return refused ? refusing(program) : { kind: 'ready', by: program.name }
    },
    async hold(why) {
      const file = await find()
      if (program === undefined || file === null) return nothingHeld
      const spawned = await processes.spawn({
        file,
        args: program.args(why),
        cwd: '/',
        env: Object.fromEntries(passed.flatMap((name) => pick(name, environment[name]))),
        owner: 'awake',
      })
      refused = !spawned.ok || (await endsSoon(spawned.value, options.clock))
      if (!spawned.ok || refused) return nothingHeld
      return { held: true, release: () => spawned.value.terminate(graceMs) }
    },
  }
}

function pick(name: string, value: string | undefined): readonly (readonly [string, string])[] {
  return value === undefined ? [] : [[name, value]]
}

function endsSoon(holder: ManagedProcess, clock: Clock): Promise<boolean> {
  holder.stdout.resume()
  holder.stderr.resume()
  return new Promise((resolve) => {
    const cancel = clock.after(refusesWithinMs, () => resolve(false))
    void holder.exited.then(() => {
      cancel()
      resolve(true)
    })
  })
}

async function findInPath(name: string, folders: string): Promise<string | null> {
  for (const folder of folders.split(path.delimiter)) {
    if (!path.isAbsolute(folder)) continue
    const file = path.join(folder, name)
    const there = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (there) return file
  }
  return null
}

const setItUp = 'Set the machine so that it does not sleep while agents work.'

function noWay(platform: NodeJS.Platform): AwakeMeans {
  return { kind: 'none', why: `Switchyard can’t keep this machine awake (${platform}).`, remedy: setItUp }
}

function missing({ name }: Program): AwakeMeans {
  return { kind: 'none', why: `${name} is not there to keep this machine awake.`, remedy: setItUp }
}

function refusing({ name }: Program): AwakeMeans {
  return { kind: 'none', why: `${name} refused to keep this machine awake.`, remedy: setItUp }
}

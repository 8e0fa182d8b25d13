import { renameSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { parseJson } from '../../../shared/kernel/parse-json.ts'
import { spawnDetached } from '../../adapters/process/spawn-detached.ts'
import { programs } from '../compose/programs.ts'
import { Refused } from './failure-exit.ts'

/** A log longer than this, in bytes, is put aside before the next host begins; one old log is kept. */
const logLimit = 1_000_000

export interface BackgroundHost {
  readonly pid: number
  /** Why it ended, as it said itself; null where it said nothing. */
  refusal(): Promise<Failure | null>
}

export interface BackgroundPlace {
  readonly dataFolder: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Starts a host that ends by itself when it has nothing left to do; throws the refusal where none can start. */
export function startBackgroundHost({ dataFolder, environment }: BackgroundPlace): BackgroundHost {
  const known = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const args = [programs.cli, 'serve', '--data', dataFolder, '--until-idle']
  const logFile = hostLog(dataFolder)
  const from = putAside(logFile)
  const spawned = spawnDetached({ file: programs.node, args, env: Object.fromEntries(known), logFile })
  if (!spawned.ok) throw new Refused(spawned.error)
  return { pid: spawned.value, refusal: async () => refusalIn((await readFile(logFile)).subarray(from).toString()) }
}

export function hostLog(dataFolder: string): string {
  return path.join(dataFolder, 'host.log')
}

/** Answers where in the log the next host begins. */
function putAside(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size <= logLimit) return size
  renameSync(file, `${file}.old`)
  return 0
}

/** The refusal in what a host wrote; of two hosts that started at once both lines may be there, the last counts. */
export function refusalIn(text: string): Failure | null {
  const line = text
    .split('\n')
    .slice(0, -1)
    .findLast((candidate) => candidate.startsWith('{"error":'))
  // Two hosts may write into each other's lines.
  return line === undefined ? null : ((parseJson(line) as { readonly error: Failure } | null)?.error ?? null)
}

import type { Stillness } from './commands.ts'

/** A process that waits uses next to no processor time: at most so many milliseconds in a minute. */
const idleCpuPerMinute = 50
/** Bytes that a program which waits may still read and write in a minute. */
const idleIoPerMinute = 64 * 1024
/** A tool that runs may be still so much longer than an agent that waits for its model. */
const toolPatience = 8

const minute = 60_000

/**
 * What says that an agent hangs, one sentence each, or null where anything speaks against it. Silence alone never does,
 * nor do idle processes alone: it takes all of it together.
 */
export function hangs(still: Stillness): readonly string[] | null {
  const patience = still.openTool === null ? still.patienceMs : still.patienceMs * toolPatience
  if (!still.alive || still.filesChanged || still.silentMs < patience) return null
  // Where neither can be known, nothing but silence would speak for it.
  if (still.cpuMs === null && still.ioBytes === null) return null
  if (!isIdle(still.cpuMs, still.silentMs, idleCpuPerMinute)) return null
  if (!isIdle(still.ioBytes, still.silentMs, idleIoPerMinute)) return null
  return sentences(still)
}

/** Unknown counts as idle: the other one decides. */
function isIdle(used: number | null, ms: number, perMinute: number): boolean {
  return used === null || used * minute < perMinute * ms
}

function sentences({ cpuMs, ioBytes, openTool, silentMs }: Stillness): readonly string[] {
  return [
    `Nothing was heard from the agent for ${duration(silentMs)}.`,
    cpuMs === null
      ? 'How much processor time its processes used is not known.'
      : `Its processes used ${cpuMs} ms of processor time.`,
    ioBytes === null
      ? 'How much its processes read and wrote is not known.'
      : `Its processes read and wrote ${ioBytes} bytes.`,
    'No file of its worktree changed.',
    openTool === null ? 'No tool call of it is open.' : `The tool call "${openTool}" is open.`,
  ]
}

function duration(ms: number): string {
  const minutes = Math.round(ms / minute)
  if (minutes >= 1) return minutes === 1 ? '1 minute' : `${minutes} minutes`
  return `${Math.round(ms / 1000)} seconds`
}

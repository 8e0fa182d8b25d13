import { upToTen } from './format-number.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** A span of `ms` for reading: '240 ms', '6.1 s', '52 min', '1 h 5 min', '2 d 3 h'. */
export function formatDuration(ms: number): string {
  if (ms < second) return `${Math.max(0, Math.round(ms))} ms`
  if (ms < 59.5 * second) return `${upToTen(ms / second)} s`
  if (ms < hour) return `${Math.min(59, Math.round(ms / minute))} min`
  if (ms < day) return inTwo(ms, [hour, 'h', minute, 'min'])
  return inTwo(ms, [day, 'd', hour, 'h'])
}

/** The same for a narrow column, whole units only: '40 s', '9 m', '3 h', '2 d'. */
export function formatWait(ms: number): string {
  if (ms < minute) return `${Math.max(0, Math.floor(ms / second))} s`
  if (ms < hour) return `${Math.floor(ms / minute)} m`
  if (ms < day) return `${Math.floor(ms / hour)} h`
  return `${Math.floor(ms / day)} d`
}

function inTwo(ms: number, [large, largeName, small, smallName]: readonly [number, string, number, string]): string {
  const whole = Math.floor(ms / large)
  const rest = Math.floor((ms - whole * large) / small)
  return rest === 0 ? `${whole} ${largeName}` : `${whole} ${largeName} ${rest} ${smallName}`
}

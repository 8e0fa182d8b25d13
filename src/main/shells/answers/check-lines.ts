import type { HostCheck } from '../../../shared/contract/channels/host.ts'
import { visible } from './output.ts'

/** One check a line, and below it what to do where something is wrong. */
export function checkLines(checks: readonly HostCheck[]): string {
  return checks
    .map(({ detail, name, remedy, state }) => {
      const line = `${state.padEnd(8)} ${name.padEnd(12)} ${visible(detail)}`
      return remedy === null ? line : `${line}\n${' '.repeat(22)}${remedy}`
    })
    .join('\n')
}

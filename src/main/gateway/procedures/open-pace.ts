import type { Clock } from '../../ports/clock.ts'
import type { Connection } from '../connection.ts'
import { Pace } from '../streams/pace.ts'

export type OpenPace = (connection: Connection, signal: AbortSignal | undefined) => Pace

export function paceOpener(clock: Clock, bufferedBytes: number): OpenPace {
  return (connection, signal) => new Pace({ clock, connection, signal, bufferedBytes })
}

import { createContext, useContext } from 'react'
import { useNow } from '../../client/clock.ts'
import { type Range, type RangeFacts, rangeLength, rangePace } from './ranges.ts'

export interface AxisSettings extends RangeFacts {
  readonly range: Range
  /** Of the track's column in px; 0 where there is no room for it. */
  readonly width: number
}

export const AxisContext = createContext<AxisSettings>({ range: '15m', width: 0, oldest: null, seen: null })

export interface AxisView extends AxisSettings {
  /** Both ends in ms since the epoch. */
  readonly since: number
  readonly now: number
}

/** The time axis as it is now; it moves on by itself. */
export function useAxis(): AxisView {
  const axis = useContext(AxisContext)
  const pace = rangePace(rangeLength(axis.range, Date.now(), axis))
  const now = useNow(pace)
  return { ...axis, now, since: now - rangeLength(axis.range, now, axis) }
}

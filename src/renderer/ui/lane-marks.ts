export type LaneKind = 'think' | 'read' | 'edit' | 'run' | 'peer' | 'you' | 'error' | 'ok'

export type LaneTexture = 'solid' | 'hatched' | 'dashed' | 'outlined' | 'tick'

/** How an activity is drawn on a track, by what doesn't need colour. */
export interface LaneMark {
  /** In px of a row of 28. */
  readonly height: number
  /** A tick is a line of a fixed width at one moment, everything else spans its time. */
  readonly texture: LaneTexture
}

/** Height and texture tell activities apart, colour only helps: no two kinds share both. */
export const laneMarks: Readonly<Record<LaneKind, LaneMark>> = {
  think: { height: 3, texture: 'solid' },
  read: { height: 7, texture: 'solid' },
  edit: { height: 14, texture: 'solid' },
  run: { height: 14, texture: 'hatched' },
  peer: { height: 20, texture: 'tick' },
  you: { height: 14, texture: 'dashed' },
  error: { height: 14, texture: 'tick' },
  ok: { height: 14, texture: 'outlined' },
}

import { isMac } from '../../lib/platform.ts'
import { type Action, isBlocked } from './action.ts'
import { type Chord, chordOf, isTyped, matchKeys, parseKeys } from './match-keys.ts'
import { reachableActions, useActionRegistry } from './registry.ts'

export interface KeyDispatch {
  /** Called for an action that can't be done now, so that the reason can be shown. */
  readonly refused: (action: Action) => void
  /** Presses of a sequence may be this far apart, in ms. */
  readonly within?: number
  readonly mac?: boolean
}

/** The page's only listener of keys: runs the actions in reach. Returns its closing. */
export function dispatchKeys({ refused, within = 1000, mac = isMac }: KeyDispatch): () => void {
  let presses: readonly Chord[] = []
  let last = 0
  const listen = (event: KeyboardEvent) => {
    const chord = event.defaultPrevented || event.isComposing ? null : chordOf(event, mac)
    if (chord === null) return
    const begun = event.timeStamp - last <= within ? presses : []
    last = event.timeStamp
    const step = isTyped(chord) && belongsToTarget(event.target, chord) ? nothing : advance(begun, chord)
    presses = step.presses
    if (step.action === undefined) return
    event.preventDefault()
    perform(step.action, event.repeat, refused)
  }
  window.addEventListener('keydown', listen)
  return () => window.removeEventListener('keydown', listen)
}

function perform(action: Action, repeated: boolean, refused: (action: Action) => void): void {
  if (isBlocked(action)) refused(action)
  // Holding a key moves a selection on, but must not merge twice.
  else if (!repeated || action.hidden === true) void action.run()
}

/** Where one more press leads: to an action, further into a sequence, or to nothing. */
interface Step {
  readonly action?: Action | undefined
  readonly presses: readonly Chord[]
}

const nothing: Step = { presses: [] }

function advance(begun: readonly Chord[], chord: Chord): Step {
  const presses = [...begun, chord]
  const action = withMatch(presses, 'whole')
  if (action !== undefined) return { action, presses: [] }
  if (withMatch(presses, 'begun') !== undefined) return { presses }
  // The press that breaks a sequence off counts by itself.
  return begun.length === 0 ? nothing : advance([], chord)
}

function withMatch(presses: readonly Chord[], wanted: 'whole' | 'begun'): Action | undefined {
  return reachableActions(useActionRegistry.getState()).find(
    ({ keys }) => keys !== undefined && parseKeys(keys).some((sequence) => matchKeys(sequence, presses) === wanted),
  )
}

const fields =
  'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select, [contenteditable="true"]'
const widgets = '[role="menu"], [role="listbox"], [role="combobox"], [data-keys="own"]'
const pressed = 'button, a[href], summary, input, [role="button"], [role="switch"], [role="checkbox"], [role="tab"]'
const moved = '[role="radiogroup"], [role="tablist"], [role="slider"], [role="separator"], [role="tree"], [role="grid"]'

/** Whether the element with focus does something itself with this key, such as writing it. */
function belongsToTarget(target: EventTarget | null, chord: Chord): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest(`${fields}, ${widgets}`) !== null) return true
  if (chord.key === 'tab') return true
  if (chord.key === 'enter' || chord.key === ' ') return target.closest(pressed) !== null
  return chord.key.startsWith('arrow') && target.closest(moved) !== null
}

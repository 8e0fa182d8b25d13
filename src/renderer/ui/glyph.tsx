import { classNames } from '../lib/class-names.ts'

export type GlyphKind = 'you' | 'ok' | 'error' | 'work' | 'wait' | 'clash' | 'done' | 'stopped'

const signs: Readonly<Record<GlyphKind, { readonly sign: string; readonly name: string; readonly look: string }>> = {
  you: { sign: '?', name: 'Needs you', look: 'bg-you text-on-you' },
  ok: { sign: '✓', name: 'Ready', look: 'text-ok' },
  error: { sign: '!', name: 'In trouble', look: 'text-error' },
  work: { sign: '›', name: 'Working', look: 'text-muted' },
  wait: { sign: '·', name: 'Waiting', look: 'text-muted' },
  clash: { sign: '≠', name: 'Likely to collide', look: 'text-run' },
  done: { sign: '✓', name: 'Landed', look: 'text-muted' },
  stopped: { sign: '×', name: 'Stopped', look: 'text-muted' },
}

export interface GlyphProps {
  readonly kind: GlyphKind
  /** What a screen reader says; an empty text where words beside it already do. */
  readonly name?: string | undefined
  readonly className?: string | undefined
}

/** A state as one sign. The only pictures there are. */
export function Glyph({ kind, name, className }: GlyphProps) {
  const { sign, name: usual, look } = signs[kind]
  const said = name ?? usual
  const shape = 'inline-grid size-4 shrink-0 place-items-center rounded-inner text-11 leading-none font-bold'
  return (
    <span className={classNames(shape, look, className)}>
      <span aria-hidden>{sign}</span>
      {said !== '' && <span className="sr-only">{said}</span>}
    </span>
  )
}

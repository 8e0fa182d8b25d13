import { classNames } from '../lib/class-names.ts'

export interface BegunMarkProps {
  /** 'by Investigate new issue' */
  readonly words: string
  /** Of the firing that it was begun for. */
  readonly address: string
  readonly className?: string | undefined
}

/** Says that nobody dispatched a piece of work but an automation, and leads to what it was told of. */
export function BegunMark({ words, address, className }: BegunMarkProps) {
  return (
    <a
      href={address}
      title="Begun by an automation: show the event"
      className={classNames(
        'rounded text-muted underline decoration-line underline-offset-2 hover:text-text',
        className,
      )}
    >
      {words}
    </a>
  )
}

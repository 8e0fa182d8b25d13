import type { Action } from './actions/action.ts'
import { Button, type ButtonKind, type ButtonSize } from './button.tsx'

export interface ActionButtonProps {
  readonly action: Action
  readonly kind?: ButtonKind | undefined
  readonly size?: ButtonSize | undefined
  /** Adds what it is done to, for those who don't see where the button stands: 'Merge: Invoice endpoints'. */
  readonly of?: string | undefined
  readonly showKeys?: boolean | undefined
  readonly className?: string | undefined
}

/** An action as a button: its title, its shortcut, and why it can't be done now. */
export function ActionButton({ action, of, ...look }: ActionButtonProps) {
  return (
    <Button
      {...look}
      why={action.blocked}
      keys={action.keys}
      tip={action.keys === undefined ? undefined : action.title}
      onClick={() => void action.run()}
    >
      <span>
        {action.title}
        {of !== undefined && <span className="sr-only">{`: ${of}`}</span>}
      </span>
    </Button>
  )
}

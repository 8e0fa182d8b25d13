import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement } from 'react'
import { classNames } from '../lib/class-names.ts'
import { explain } from '../lib/refusal.ts'
import { type Action, isBlocked } from './actions/action.ts'
import { Kbd } from './kbd.tsx'
import { popupLook } from './popup-look.ts'

export interface MenuProps {
  /** A Button. */
  readonly trigger: ReactElement<Record<string, unknown>>
  /** Groups of actions with a line between them. */
  readonly groups: readonly (readonly MenuAction[])[]
  readonly align?: 'start' | 'end' | undefined
}

/** An action, which here needs neither section nor key. */
export type MenuAction = Pick<Action, 'id' | 'title' | 'keys' | 'blocked' | 'run'> & {
  /** Whether it is the choice now in effect. */
  readonly chosen?: boolean | undefined
}

export const itemLook =
  'flex items-center gap-3 rounded-inner px-2 py-1 outline-none select-none data-highlighted:bg-raised'

/** A list of actions behind a button. */
export function Menu({ trigger, groups, align = 'start' }: MenuProps) {
  const filled = groups.filter((group) => group.length > 0)
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} collisionPadding={8} className="z-50 outline-none">
          <Base.Popup className={classNames(popupLook, 'max-h-(--available-height) min-w-40 overflow-y-auto p-1')}>
            {filled.map((group, at) => (
              <div key={group[0]?.id}>
                {at > 0 && <Base.Separator className="mx-1 my-1 h-px bg-line" />}
                {group.map((action) => (
                  <MenuItem key={action.id} action={action} />
                ))}
              </div>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function MenuItem({ action }: { readonly action: MenuAction }) {
  const blocked = isBlocked({ ...action, section: '' })
  const reason = blocked ? explain(action.blocked ?? '') : undefined
  return (
    <Base.Item
      disabled={blocked}
      aria-current={action.chosen === true || undefined}
      onClick={() => void action.run()}
      className={classNames(itemLook, blocked && 'text-muted')}
    >
      <span className="flex-1">
        {action.title}
        {reason !== undefined && <span className="block max-w-64 text-12 text-muted">{reason}</span>}
      </span>
      {action.chosen === true && <span aria-hidden>✓</span>}
      {action.keys !== undefined && <Kbd keys={action.keys} />}
    </Base.Item>
  )
}

import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import { Kbd } from './kbd.tsx'

export interface Tip {
  readonly text: string
  readonly keys?: string | undefined
}

const nothing: Tip = { text: '' }

/** One popup serves every trigger, so that a row of a board costs no popup of its own. */
const handle = Base.createHandle<Tip>()

export interface TooltipProps {
  /** Nothing is shown for null. It repeats or adds to the name of the control, it never is the name. */
  readonly tip: Tip | null
  /** One element that takes a ref and events: a button, a link. */
  readonly children: ReactElement<Record<string, unknown>>
}

/** Shows a hint and a shortcut after a moment of hovering, at once on keyboard focus. */
export function Tooltip({ tip, children }: TooltipProps) {
  return (
    <Base.Trigger
      handle={handle}
      payload={tip ?? nothing}
      // Not left away instead: the control would be made anew, and lose the focus, when a hint appears.
      disabled={tip === null}
      delay={450}
      closeOnClick={false}
      render={children}
    />
  )
}

/** The popup of every Tooltip; stands once on the page. */
export function TooltipHost() {
  return (
    <Base.Provider timeout={300}>
      <Base.Root handle={handle}>
        {({ payload }) => (
          <Base.Portal>
            <Base.Positioner sideOffset={6} collisionPadding={8} className="z-50">
              {/* Screen readers get the reason and the shortcut from the control itself. */}
              <Base.Popup
                aria-hidden
                className="flex max-w-80 items-center gap-2 rounded border border-line bg-raised px-2 py-1 text-12 text-text shadow-float"
              >
                <span className="whitespace-pre-line">{payload?.text}</span>
                {payload?.keys !== undefined && <Kbd keys={payload.keys} />}
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        )}
      </Base.Root>
    </Base.Provider>
  )
}

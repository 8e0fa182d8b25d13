import { Toaster as Base, toast } from 'sonner'
import { explain, type Refusal } from '../lib/refusal.ts'
import { announce } from './announce.tsx'

export interface Notice {
  readonly text: string
  /** What takes it back, such as Undo. */
  readonly action?: { readonly title: string; readonly run: () => unknown } | undefined
  /** The same id replaces an earlier notice. */
  readonly id?: string | undefined
}

/** In ms: long enough to reach Undo. */
const patience = 8000

/** Says in passing what happened; nothing that only a notice says may matter later. */
export function notify({ text, action, id }: Notice): void {
  announce(action === undefined ? text : `${text}. ${action.title} is in the notices.`)
  toast(text, {
    duration: patience,
    ...(id === undefined ? {} : { id }),
    ...(action === undefined ? {} : { action: { label: action.title, onClick: () => void action.run() } }),
  })
}

/** Says why something didn't happen, where there is no better place for it. */
export function notifyRefused(refusal: Refusal): void {
  const text = explain(refusal)
  announce(text, 'assertive')
  toast(text, { duration: patience, classNames: { toast: 'border-l-[3px] border-l-error' } })
}

/** Where notices appear; stands once on the page. F8 moves the focus there. */
export function Toaster() {
  return (
    <Base
      position="bottom-left"
      hotkey={['F8']}
      containerAriaLabel="Notices"
      offset={{ bottom: 36, left: 16 }}
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-90 items-center gap-3 rounded border border-line bg-raised px-3 py-2 text-13 text-text shadow-float',
          content: 'min-w-0 flex-1 wrap-anywhere',
          actionButton:
            'shrink-0 rounded border border-line bg-bg px-2 py-px text-12 font-medium text-text hover:border-faint',
        },
      }}
    />
  )
}

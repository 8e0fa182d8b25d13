import { lazy, Suspense } from 'react'
import type { ExternalToast } from 'sonner'
import { explain, type Refusal } from '../lib/refusal.ts'
import { announce } from './announce.tsx'

export interface Notice {
  readonly text: string
  /** What takes it back, such as Undo. */
  readonly action?: { readonly title: string; readonly run: () => unknown } | undefined
  /** The same id replaces an earlier notice. */
  readonly id?: string | undefined
}

const Notices = lazy(async () => ({ default: (await import('./notices/notices.tsx')).Notices }))

/** In ms: long enough to reach Undo. */
const patience = 8000

/** Says in passing what happened; nothing that only a notice says may matter later. */
export function notify({ text, action, id }: Notice): void {
  announce(action === undefined ? text : `${text}. ${action.title} is in the notices.`)
  show(text, {
    ...(id === undefined ? {} : { id }),
    ...(action === undefined ? {} : { action: { label: action.title, onClick: () => void action.run() } }),
  })
}

/** Says why something didn't happen, where there is no better place for it. */
export function notifyRefused(refusal: Refusal): void {
  const text = explain(refusal)
  announce(text, 'assertive')
  show(text, { classNames: { toast: 'border-l-[3px] border-l-error' } })
}

/** Where notices appear; stands once on the page. */
export function Toaster() {
  return (
    <Suspense fallback={null}>
      <Notices />
    </Suspense>
  )
}

function show(text: string, options: ExternalToast): void {
  void import('sonner').then(({ toast }) => toast(text, { duration: patience, ...options }))
}

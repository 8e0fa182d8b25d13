import { lazy, Suspense } from 'react'
import type { DiffViewProps } from './diff/diff-body.tsx'
import { QuietLoading } from './quiet-loading.tsx'

const load = () => import('./diff/diff-body.tsx')
const Body = lazy(async () => ({ default: (await load()).DiffBody }))

/** Starts reading the code of the view, so that the first diff opens at once. */
export function preloadDiffView(): void {
  void load()
}

/** One file's change, side by side or in one column, with notes between its lines. */
export function DiffView(props: DiffViewProps) {
  return (
    <Suspense fallback={<QuietLoading text="Reading the change" className="px-4 py-3" />}>
      <Body {...props} />
    </Suspense>
  )
}

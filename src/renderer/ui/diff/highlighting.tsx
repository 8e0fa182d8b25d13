import { registerCustomCSSVariableTheme } from '@pierre/diffs'
import { WorkerPoolContextProvider } from '@pierre/diffs/react'
import type { ReactNode } from 'react'

/** Colours are CSS variables, so a change of theme highlights nothing anew. */
export const codeTheme = 'switchyard'

registerCustomCSSVariableTheme(codeTheme, {
  background: 'var(--bg)',
  foreground: 'var(--text)',
  'token-comment': 'var(--muted)',
  'token-keyword': 'var(--peer)',
  'token-string': 'var(--add)',
  'token-string-expression': 'var(--add)',
  'token-constant': 'var(--read)',
  'token-function': 'var(--read)',
  'token-parameter': 'var(--text)',
  'token-punctuation': 'var(--text)',
  'token-link': 'var(--read)',
  'token-inserted': 'var(--add)',
  'token-deleted': 'var(--del)',
})

const poolOptions = {
  workerFactory: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
  poolSize: 2,
  // A round trip to a worker takes longer than so little text.
  mainThreadMaxCharacters: 2000,
  onWorkerError: (event: Event) => event.preventDefault(),
}

const highlighterOptions = { theme: codeTheme, preferredHighlighter: 'shiki-js', lineDiffType: 'word-alt' } as const

/** Shares the workers among the diffs of a page; they end with the last one. */
export function Highlighting({ children }: { readonly children: ReactNode }) {
  return (
    <WorkerPoolContextProvider poolOptions={poolOptions} highlighterOptions={highlighterOptions}>
      {children}
    </WorkerPoolContextProvider>
  )
}

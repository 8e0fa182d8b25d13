import { lazy, Suspense } from 'react'
import { visibleText } from '../lib/visible-text.ts'
import type { MarkdownBodyProps } from './markdown/markdown-body.tsx'

const Body = lazy(async () => ({ default: (await import('./markdown/markdown-body.tsx')).MarkdownBody }))

/** Text of an agent or a person as Markdown. Until its reader is loaded the text stands as it is. */
export function Markdown(props: MarkdownBodyProps) {
  return (
    <Suspense fallback={<div className="wrap-anywhere whitespace-pre-wrap">{visibleText(props.text)}</div>}>
      <Body {...props} />
    </Suspense>
  )
}

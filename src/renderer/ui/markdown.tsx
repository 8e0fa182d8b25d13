import { Suspense } from 'react'
import { visibleText } from '../lib/visible-text.ts'
import type { MarkdownBodyProps } from './markdown/markdown-body.tsx'
import { preloadable } from './preloadable.tsx'

const { Component: Body, preload } = preloadable<MarkdownBodyProps>(
  async () => (await import('./markdown/markdown-body.tsx')).MarkdownBody,
)

/** Fetches the reader ahead of the first text. */
export const preloadMarkdown = preload

/** Text of an agent or a person as Markdown. Until its reader is loaded the text stands as it is. */
export function Markdown(props: MarkdownBodyProps) {
  return (
    <Suspense fallback={<div className="wrap-anywhere whitespace-pre-wrap">{visibleText(props.text)}</div>}>
      <Body {...props} />
    </Suspense>
  )
}

import type { ReactNode } from 'react'
import { type Components, type ExtraProps, Streamdown } from 'streamdown'
import { visibleText } from '../../lib/visible-text.ts'
import { Scroller } from '../scroller.tsx'
import { safeLink } from './safe-link.ts'

export interface MarkdownBodyProps {
  readonly text: string
  /** Whether more is coming, so that an unfinished mark isn't shown as characters. */
  readonly streaming?: boolean | undefined
}

interface Part extends ExtraProps {
  readonly children?: ReactNode
}

/** Markup of strangers: no HTML is made of it, nothing is fetched, no code in it is run. */
export function MarkdownBody({ text, streaming = false }: MarkdownBodyProps) {
  return (
    <Streamdown
      mode={streaming ? 'streaming' : 'static'}
      className="flex flex-col gap-2 wrap-anywhere"
      components={components}
      controls={false}
      // Without a plugin that reads HTML, tags stay the text they are.
      rehypePlugins={[]}
      linkSafety={{ enabled: false }}
      urlTransform={(address) => safeLink(address)}
      lineNumbers={false}
    >
      {visibleText(text)}
    </Streamdown>
  )
}

/** Below the headings of the page, whatever level the text asks for. */
function Heading({ children }: Part) {
  return <h4 className="mt-1 font-bold">{children}</h4>
}

const components: Components = {
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
  p: ({ children }) => <p>{children}</p>,
  ul: ({ children }) => <ul className="list-disc pl-5">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="list-decimal pl-5">
      {children}
    </ol>
  ),
  li: ({ children }) => <li className="my-0.5">{children}</li>,
  blockquote: ({ children }) => <blockquote className="border-l-2 border-line pl-3 text-muted">{children}</blockquote>,
  hr: () => <hr className="border-t border-line" />,
  strong: ({ children }) => <strong className="font-bold">{children}</strong>,
  a: ({ href, children }) => {
    const target = safeLink(href)
    if (target === null) return <span>{children}</span>
    return (
      <a href={target} target="_blank" rel="noreferrer" title={target} className="text-focus underline">
        {children}
      </a>
    )
  },
  // Fetching an image tells its server who reads, and when.
  img: ({ alt }) => <span className="text-muted">{`[image${alt ? `: ${alt}` : ''}]`}</span>,
  code: ({ children }) => <code className="rounded-inner bg-raised px-1 font-mono text-12">{children}</code>,
  pre: ({ children }) => (
    <Scroller label="Code" className="max-h-100 rounded border border-line bg-bg">
      <pre className="w-max min-w-full px-2.5 py-1.5 leading-normal [&_code]:bg-transparent [&_code]:p-0">
        {children}
      </pre>
    </Scroller>
  ),
  table: ({ children }) => (
    <Scroller label="Table">
      <table className="border-collapse text-12">{children}</table>
    </Scroller>
  ),
  th: ({ children }) => <th className="border-b border-line px-2 py-1 text-left font-medium text-muted">{children}</th>,
  td: ({ children }) => <td className="border-b border-soft px-2 py-1 align-top">{children}</td>,
}

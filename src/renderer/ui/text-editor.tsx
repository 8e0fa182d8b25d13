import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { OpenEditor, TextProblem } from './editor/editor-code.ts'
import { QuietLoading } from './quiet-loading.tsx'

export interface TextEditorProps {
  readonly path: string
  /** What the editor begins with; a later value replaces what it shows only where `follow` says so. */
  readonly text: string
  /** A newer version to show beside it. */
  readonly newer: string | null
  readonly follow: boolean
  readonly onText: (text: string) => void
  /** The editor can't keep the line ends exactly as they are. */
  readonly onAltered: () => void
  readonly problems?: readonly TextProblem[] | undefined
  /** Where the caret goes; another object goes there again. */
  readonly place?: { readonly line: number; readonly column: number } | null | undefined
}

const none: readonly TextProblem[] = []

/** In ms: a draft is written so soon after typing, and at once when the editor goes. */
const soon = 250

/** The code editor, whose code is read when it is first needed. Another file or newer version needs another key. */
export function TextEditor(props: TextEditorProps) {
  const { path, text, newer, follow, onText, onAltered, problems = none, place = null } = props
  const element = useRef<HTMLDivElement>(null)
  const open = useRef<OpenEditor | null>(null)
  const [ready, setReady] = useState(false)
  const typed = useEffectEvent((next: string) => onText(next))
  const start = useEffectEvent(
    (code: typeof import('./editor/editor-code.ts'), node: HTMLElement, report: (next: string) => void) => {
      const edited = { label: `Text of ${path}`, path, text, onText: report }
      const editor = newer === null ? code.openEditor(node, edited) : code.openBeside(node, { ...edited, newer })
      if (editor.altered) onAltered()
      editor.focus()
      setReady(true)
      return editor
    },
  )
  useEffect(() => {
    const node = element.current
    if (node === null) return
    let [closed, waiting, timer]: [boolean, string | null, ReturnType<typeof setTimeout> | undefined] = [
      false,
      null,
      undefined,
    ]
    const flush = () => {
      clearTimeout(timer)
      timer = undefined
      if (waiting !== null) typed(waiting)
      waiting = null
    }
    // The first change is told at once, so that there is something to save as soon as a key was pressed.
    const report = (next: string) => {
      waiting = next
      const first = timer === undefined
      if (first) flush()
      clearTimeout(timer)
      timer = setTimeout(flush, soon)
    }
    // A shortcut, such as that of saving, means the text as it is now.
    const beforeShortcut = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey) flush()
    }
    void import('./editor/editor-code.ts').then((code) => {
      if (!closed) open.current = start(code, node, report)
    })
    window.addEventListener('pagehide', flush)
    node.addEventListener('focusout', flush)
    node.addEventListener('keydown', beforeShortcut, { capture: true })
    return () => {
      closed = true
      flush()
      window.removeEventListener('pagehide', flush)
      node.removeEventListener('focusout', flush)
      node.removeEventListener('keydown', beforeShortcut, { capture: true })
      open.current?.close()
      open.current = null
    }
  }, [])
  useEffect(() => {
    if (follow) open.current?.setText(text)
  }, [follow, text])
  useEffect(() => {
    if (ready) open.current?.setProblems(problems)
  }, [ready, problems])
  useEffect(() => {
    if (ready && place !== null) open.current?.show(place.line, place.column)
  }, [ready, place])
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {!ready && <QuietLoading text="Opening the editor" className="absolute px-4 py-3" />}
      <div ref={element} data-keys="own" data-part="editor" className="min-h-0 flex-1" />
    </div>
  )
}

import { editor, languages, MarkerSeverity } from 'monaco-editor/editor'
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/comment/register'
import 'monaco-editor/features/cursorUndo/register'
import 'monaco-editor/features/diffEditor/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/folding/register'
import 'monaco-editor/features/gotoError/register'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/indentation/register'
import 'monaco-editor/features/lineSelection/register'
import 'monaco-editor/features/linesOperations/register'
import 'monaco-editor/features/multicursor/register'
import 'monaco-editor/features/smartSelect/register'
import 'monaco-editor/features/toggleTabFocusMode/register'
import 'monaco-editor/features/tokenization/register'
import 'monaco-editor/features/unicodeHighlighter/register'
import 'monaco-editor/features/unusualLineTerminators/register'
import 'monaco-editor/features/wordOperations/register'
import 'monaco-editor/languages/definitions/register.all'

self.MonacoEnvironment = {
  getWorker: () => new Worker(new URL('./editor-worker.ts', import.meta.url), { type: 'module' }),
}

const theme = 'switchyard'
const colours: Readonly<Record<string, string>> = {
  'editor.background': '--bg',
  'editor.foreground': '--text',
  'editorLineNumber.foreground': '--faint',
  'editorLineNumber.activeForeground': '--text',
  'editorCursor.foreground': '--text',
  'editor.lineHighlightBorder': '--soft',
  'editorWidget.background': '--panel',
  'editorWidget.border': '--line',
  'input.background': '--bg',
  focusBorder: '--focus',
}
const tokens: Readonly<Record<string, string>> = {
  comment: '--muted',
  keyword: '--peer',
  string: '--add',
  number: '--read',
  type: '--read',
  tag: '--peer',
  'attribute.name': '--read',
}

/** Draws editors in the page's own colours, as they are now. */
function paint(): void {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const dark = document.documentElement.dataset.theme !== 'light'
  editor.defineTheme(theme, {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: Object.entries(tokens).map(([token, name]) => ({ token, foreground: colour(name).slice(1) })),
    colors: Object.fromEntries(Object.entries(colours).map(([id, name]) => [id, colour(name)])),
  })
  editor.setTheme(theme)
}

const common = {
  theme,
  automaticLayout: true,
  fontFamily: 'JetBrains Mono Variable, JetBrains Mono, ui-monospace, monospace',
  fontLigatures: false,
  fontSize: 12,
  lineHeight: 19,
  minimap: { enabled: false },
  bracketPairColorization: { enabled: false },
  renderLineHighlight: 'line',
  // The editor's other way of drawing the last line's number is too faint to read.
  renderFinalNewline: 'on',
  scrollBeyondLastLine: false,
  fixedOverflowWidgets: true,
} as const

/** One text that is edited; `label` names it for screen readers. */
export interface EditedText {
  readonly label: string
  readonly path: string
  readonly text: string
  readonly onText: (text: string) => void
}

/** Something wrong with the text, from where it stands; lines and columns count from 1. */
export interface TextProblem {
  readonly line: number
  readonly column: number
  readonly text: string
}

export interface OpenEditor {
  /** Replaces the whole text, which can be undone in the editor. */
  setText(text: string): void
  setProblems(problems: readonly TextProblem[]): void
  /** Puts the caret there, in view. */
  show(line: number, column: number): void
  /** Line ends or a mark at the start can't be kept exactly as they were. */
  readonly altered: boolean
  focus(): void
  close(): void
}

export function openEditor(element: HTMLElement, { label, path, text, onText }: EditedText): OpenEditor {
  const model = modelOf(text, path)
  const shown = editor.create(element, { ...common, model, ariaLabel: label })
  const stopPainting = keepPainted()
  const changes = model.onDidChangeContent(() => onText(read(model)))
  return {
    setText: (next) => {
      if (read(model) !== next)
        model.pushEditOperations([], [{ range: model.getFullModelRange(), text: next }], () => null)
    },
    setProblems: (problems) =>
      editor.setModelMarkers(
        model,
        'problems',
        problems.map((problem) => markerOf(model, problem)),
      ),
    show: (lineNumber, column) => {
      shown.setPosition({ lineNumber, column })
      shown.revealLineInCenterIfOutsideViewport(lineNumber)
      shown.focus()
    },
    altered: read(model) !== text,
    focus: () => shown.focus(),
    close: () => {
      stopPainting()
      changes.dispose()
      shown.dispose()
      model.dispose()
    },
  }
}

/** The text with a newer version of it beside, which can't be changed. */
export function openBeside(
  element: HTMLElement,
  { newer, ...edited }: EditedText & { readonly newer: string },
): OpenEditor {
  const [original, modified] = [modelOf(newer, edited.path), modelOf(edited.text, edited.path)]
  const shown = editor.createDiffEditor(element, {
    ...common,
    maxComputationTime: 800,
    originalEditable: false,
    originalAriaLabel: `Newer version of ${edited.path}`,
    modifiedAriaLabel: edited.label,
    renderSideBySide: true,
  })
  shown.setModel({ original, modified })
  const stopPainting = keepPainted()
  const changes = modified.onDidChangeContent(() => edited.onText(read(modified)))
  return {
    setText: () => undefined,
    setProblems: () => undefined,
    show: () => undefined,
    altered: false,
    focus: () => shown.getModifiedEditor().focus(),
    close: () => {
      stopPainting()
      changes.dispose()
      shown.dispose()
      original.dispose()
      modified.dispose()
    },
  }
}

/** The word at the place, else the rest of its line. */
function markerOf(model: editor.ITextModel, { line, column, text }: TextProblem): editor.IMarkerData {
  const place = model.validatePosition({ lineNumber: line, column })
  const word = model.getWordAtPosition(place)
  const endColumn = word?.endColumn ?? Math.max(place.column + 1, model.getLineMaxColumn(place.lineNumber))
  return {
    severity: MarkerSeverity.Error,
    message: text,
    startLineNumber: place.lineNumber,
    startColumn: place.column,
    endLineNumber: place.lineNumber,
    endColumn,
  }
}

function modelOf(text: string, path: string): editor.ITextModel {
  return editor.createModel(text, languageOf(path))
}

/** The language of a file by its name or ending; plain text where none claims it. */
function languageOf(path: string): string {
  const name = (path.split('/').at(-1) ?? '').toLowerCase()
  const claims = ({ filenames = [], extensions = [] }: languages.ILanguageExtensionPoint) =>
    filenames.some((other) => other.toLowerCase() === name) ||
    extensions.some((ending) => name.endsWith(ending.toLowerCase()))
  return languages.getLanguages().find(claims)?.id ?? 'plaintext'
}

function read(model: editor.ITextModel): string {
  return model.getValue(undefined, true)
}

function keepPainted(): () => void {
  paint()
  const watcher = new MutationObserver(paint)
  watcher.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => watcher.disconnect()
}

import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { AgentFailure } from '../../../ports/agent.ts'

type Quote = 'single' | 'double'

interface State {
  readonly words: string[]
  /** Null between words; an empty string is a word of its own, as in `''`. */
  word: string | null
  quote: Quote | null
}

/** What a backslash escapes inside double quotes; before anything else it stands for itself. */
const ESCAPED_IN_DOUBLE = new Set(['"', '\\', '$', '`'])

/**
 * Splits a command line into words as a POSIX shell would: blanks, both quotes, backslashes. There is no shell, so
 * variables, globs, pipes and substitutions have no meaning and stay as they are.
 */
export function splitCommand(command: string): Result<readonly string[], AgentFailure> {
  const state: State = { words: [], word: null, quote: null }
  const characters = [...command]
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? ''
    if (character === '\\' && state.quote !== 'single') {
      index += 1
      const escaped = characters[index]
      if (escaped === undefined) return err(unfinished('It ends with a backslash that escapes nothing.'))
      takeEscaped(state, escaped)
    } else {
      accept(state, character)
    }
  }
  if (state.quote !== null) return err(unfinished(`A ${state.quote} quote is opened and never closed.`))
  endWord(state)
  return ok(state.words)
}

function takeEscaped(state: State, escaped: string): void {
  if (escaped === '\n') return
  const kept = state.quote === 'double' && !ESCAPED_IN_DOUBLE.has(escaped) ? `\\${escaped}` : escaped
  state.word = (state.word ?? '') + kept
}

function accept(state: State, character: string): void {
  const quote = quoteOf(character)
  if (state.quote === null && /[ \t\r\n]/.test(character)) {
    endWord(state)
  } else if (quote !== null && (state.quote === null || state.quote === quote)) {
    state.quote = state.quote === null ? quote : null
    state.word ??= ''
  } else {
    state.word = (state.word ?? '') + character
  }
}

function quoteOf(character: string): Quote | null {
  if (character === "'") return 'single'
  return character === '"' ? 'double' : null
}

function endWord(state: State): void {
  if (state.word !== null) state.words.push(state.word)
  state.word = null
}

function unfinished(what: string): AgentFailure {
  return failure(
    'agent-not-found',
    `The agent's command line can't be read. ${what}`,
    'Close it, or escape it with a backslash.',
  )
}

import Mustache from 'mustache'
import type { TemplatePart } from '../../../shared/domain/automation/template.ts'
import { failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { TemplateFailure, TextTemplates } from '../../ports/text-template.ts'

/** Tags of the language that decide, repeat, include, comment, or change the language. */
const special = /\{\{\s*([#^/>{&=!])/
const variable = /^event(\.[A-Za-z_][\w-]{0,63}){1,8}$/

const kinds: Readonly<Record<string, string>> = {
  '#': 'A section',
  '^': 'A section',
  '/': 'The end of a section',
  '>': 'A part from elsewhere',
  '{': 'A third brace',
  '&': 'An &',
  '=': 'Another mark for variables',
  '!': 'A comment',
}

/** The one way to write something in a template; nothing is escaped, since nothing is HTML. */
export const mustacheTemplates: TextTemplates = { parse }

function parse(text: string): Result<readonly TemplatePart[], TemplateFailure> {
  const found = special.exec(text)
  if (found !== null) return err(invalid(found.index, `${kinds[found[1] ?? ''] ?? 'This'} can't stand in a template.`))
  const unclosed = unclosedAt(text)
  if (unclosed !== null) return err(invalid(unclosed, 'The variable that begins here has no end.'))
  const parts: TemplatePart[] = []
  for (const [kind, value, start] of tokensOf(text)) {
    if (kind === 'text') parts.push({ kind, text: value })
    else if (variable.test(value)) parts.push({ kind: 'variable', path: value.split('.').slice(1) })
    else return err(invalid(start, `“${value.slice(0, 80)}” is no variable of an event.`))
  }
  return ok(parts)
}

/** A writer of its own for each text: it would keep all that it ever read. */
function tokensOf(text: string): readonly (readonly [kind: string, value: string, start: number])[] {
  return new Mustache.Writer().parse(text, ['{{', '}}'])
}

function unclosedAt(text: string): number | null {
  for (let start = text.indexOf('{{'); start >= 0; ) {
    const end = text.indexOf('}}', start)
    if (end < 0) return start
    start = text.indexOf('{{', end)
  }
  return null
}

function invalid(index: number, message: string): TemplateFailure {
  return { ...failure('template-invalid', message, 'Write {{event.NAME}}; nothing else is known.'), index }
}

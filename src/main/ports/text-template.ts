import type { TemplatePart } from '../../shared/domain/automation/template.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { Result } from '../../shared/kernel/result.ts'

/** `index`: UTF-16 offset in the text. */
export type TemplateFailure = Failure<'template-invalid'> & { readonly index: number }

/** Reads the template language of briefs and keys: text with `{{event.…}}`, and nothing that decides or repeats. */
export interface TextTemplates {
  parse(text: string): Result<readonly TemplatePart[], TemplateFailure>
}

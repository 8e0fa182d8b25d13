/** A template taken apart: text, and variables by their path below the event. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  /** `['title']` for `{{event.title}}`. */
  | { readonly kind: 'variable'; readonly path: readonly string[] }

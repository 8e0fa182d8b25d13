import type { AutomationDefinition } from '../../shared/domain/automation/definition.ts'
import type { CompiledPatterns } from '../../shared/domain/automation/filter.ts'
import type { TextPatterns } from '../ports/text-pattern.ts'

/** Definitions whose patterns stay compiled. */
const kept = 200

/** The patterns of definitions, compiled once for all events. */
export class PatternCache {
  readonly #patterns: TextPatterns
  readonly #compiled = new Map<AutomationDefinition, CompiledPatterns>()

  constructor(patterns: TextPatterns) {
    this.#patterns = patterns
  }

  of(definition: AutomationDefinition | null): CompiledPatterns {
    if (definition === null) return new Map()
    const known = this.#compiled.get(definition)
    if (known !== undefined) return known
    if (this.#compiled.size >= kept) this.#compiled.clear()
    const compiled = new Map(
      definition.if.flatMap(({ test }) => (test.kind === 'matches' ? [this.#entry(test.pattern)] : [])),
    )
    this.#compiled.set(definition, compiled)
    return compiled
  }

  /** A file with a pattern that can't be read never comes into force. */
  #entry(pattern: string): readonly [string, (text: string) => boolean] {
    const compiled = this.#patterns.compile(pattern)
    if (!compiled.ok) throw new Error(`a definition in force has the pattern ${pattern}: ${compiled.error.message}`)
    return [pattern, compiled.value]
  }
}

/** What one reads of a file: references stand at its beginning in most languages. */
export const referenceBytes = 200_000
const mostReferences = 200

interface Language {
  readonly endings: RegExp
  readonly patterns: readonly RegExp[]
  /** What separates the names of a module's path, where it is not a slash. */
  readonly separator?: string
}

const languages: readonly Language[] = [
  {
    endings: /\.(?:[cm]?[jt]sx?|vue|svelte)$/,
    patterns: [/(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*['"]([^'"\n]+)['"]/g],
  },
  {
    endings: /\.py$/,
    patterns: [/^[ \t]*from[ \t]+([.\w]+)[ \t]+import\b/gm, /^[ \t]*import[ \t]+([.\w]+)/gm],
    separator: '.',
  },
  { endings: /\.go$/, patterns: [/^[ \t]*(?:import[ \t]+)?(?:[\w.]+[ \t]+)?"([^"\n]+)"/gm] },
  {
    endings: /\.rs$/,
    patterns: [/^[ \t]*(?:pub[ \t]+)?use[ \t]+([\w:]+)/gm, /^[ \t]*(?:pub[ \t]+)?mod[ \t]+(\w+)[ \t]*;/gm],
    separator: '::',
  },
  {
    endings: /\.(?:java|kt|kts|scala|cs|swift)$/,
    patterns: [/^[ \t]*(?:import|using)[ \t]+(?:static[ \t]+)?([\w.]+)/gm],
    separator: '.',
  },
  {
    endings: /\.(?:c|cc|cpp|cxx|h|hh|hpp|m|mm)$/,
    patterns: [/^[ \t]*#[ \t]*(?:include|import)[ \t]*[<"]([^>"\n]+)[>"]/gm],
  },
  { endings: /\.rb$/, patterns: [/^[ \t]*(?:require|require_relative|load)[ \t(]+['"]([^'"\n]+)['"]/gm] },
  { endings: /\.php$/, patterns: [/^[ \t]*use[ \t]+([\w\\]+)/gm], separator: '\\' },
  { endings: /\.(?:css|scss|sass|less)$/, patterns: [/@(?:import|use|forward)[ \t]+(?:url\()?['"]([^'"\n]+)['"]/g] },
]

/** Whether references of such a file can be found. */
export function isReadable(path: string): boolean {
  return languages.some(({ endings }) => endings.test(path))
}

/** Modules that a file refers to, as slash-separated paths; those that begin with a dot are meant from its folder. */
export function referencesIn(path: string, text: string): readonly string[] {
  const language = languages.find(({ endings }) => endings.test(path))
  if (language === undefined) return []
  const found = new Set<string>()
  for (const pattern of language.patterns) {
    for (const [, named = ''] of text.slice(0, referenceBytes).matchAll(pattern)) {
      if (found.size >= mostReferences) break
      found.add(asPath(named, language.separator))
    }
  }
  return [...found]
}

function asPath(named: string, separator: string | undefined): string {
  if (separator === undefined) return named
  const dots = separator === '.' ? (/^\.+/.exec(named)?.[0].length ?? 0) : 0
  const names = named.slice(dots).split(separator).join('/')
  if (dots === 0) return names
  return `${dots === 1 ? './' : '../'.repeat(dots - 1)}${names}`
}

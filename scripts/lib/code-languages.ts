import type { Plugin } from 'vite'

/** What the diff view colours; other files show as plain text. The library brings some 240, at 18 MB built. */
const languages: ReadonlySet<string> = new Set(
  [
    'astro bat c clojure cmake cpp csharp css csv dart diff docker dotenv elixir erlang fish fsharp go graphql groovy',
    'haskell hcl html http ini java javascript json json5 jsonc jsonl jsx julia kotlin latex less lua make markdown',
    'mdx nginx nix objective-c ocaml perl php powershell prisma proto python r ruby rust sass scala scss shellscript',
    'solidity sql svelte swift systemd terraform toml tsx typescript vue xml yaml zig',
  ]
    .join(' ')
    .split(' '),
)

const languageList = /\/shiki\/dist\/langs-bundle-full-[^/]+\.mjs$/
/** Its themes too; ours is made of the page's own tokens. */
const themeLists = /\/@pierre\/theming\/dist\/collections\/(pierre|shiki)\.js$/
const entry = /\t\{\n\t\t"id": "([^"]+)",[\s\S]*?\n\t\}(?:,\n)?/g
/** WebAssembly of highlighters that aren't used, and that the page's security policy wouldn't run. */
const binaries = /\/(shiki\/dist\/wasm|@pierre\/highlights\/dist\/highlights\.wasm)\.mjs$/

/** Leaves out of the build what the highlighter could load but never does. */
export function codeLanguages(kept: ReadonlySet<string> = languages): Plugin {
  return {
    name: 'code-languages',
    enforce: 'pre',
    load: (id) => {
      const [, collection] = themeLists.exec(id) ?? []
      if (collection !== undefined) return `export const ${collection}Themes = []`
      return binaries.test(id) ? 'export default undefined' : null
    },
    transform: (code, id) => (languageList.test(id) ? keepLanguages(code, kept) : null),
  }
}

/** The same for workers, which get their languages from the page. */
export function noLanguages(): Plugin {
  return codeLanguages(new Set())
}

/** The library's list of languages with only those of `kept`; throws if it doesn't know them all. */
export function keepLanguages(code: string, kept: ReadonlySet<string>): string {
  const found = new Set([...code.matchAll(entry)].map(([, id]) => id))
  const unknown = [...kept].filter((id) => !found.has(id))
  if (found.size === 0 || unknown.length > 0) {
    throw new Error(`The highlighter's list of languages has changed; not found: ${unknown.join(', ') || 'any'}.`)
  }
  return code.replace(entry, (whole: string, id: string) => (kept.has(id) ? whole : ''))
}

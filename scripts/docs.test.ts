import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseScript } from '../src/main/adapters/agents/scripted/parse-script.ts'
import { createProgram } from '../src/main/shells/cli/program.ts'
import { contractLimits } from '../src/shared/domain/contracts/state.ts'
import { defaultCaps } from '../src/shared/domain/negotiation/state.ts'
import { burst, messageLimits, perMessageMs } from '../src/shared/domain/peers/limits.ts'
import { itemLimits } from '../src/shared/domain/team/state.ts'
import { teamBudget, teamLimits, thresholds, weights } from '../src/shared/domain/topology/weights.ts'
import { root } from './lib/root.ts'

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

const documents = ['.', 'docs', 'docs/adr'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
)

const program = createProgram(() => {
  throw new Error('the program is only looked at')
})

/** What the command takes that these words begin with, its parents' options included; null where there is none. */
function optionsOf(said: readonly string[]): readonly string[] | null {
  const options: string[] = []
  let [command, depth] = [program, 0]
  for (let below = belowOf(command, said[0]); below !== undefined; below = belowOf(command, said[depth])) {
    command = below
    depth += 1
    options.push(...command.options.flatMap(({ long }) => long ?? []))
  }
  const takesMore = command.commands.length === 0 || command.registeredArguments.length > 0
  return depth === 0 || (!takesMore && /^[a-z]/.test(said[depth] ?? '')) ? null : options
}

function belowOf(command: typeof program, name: string | undefined) {
  return command.commands.find((each) => each.name() === name)
}

/** The words that `pattern`'s first group finds, each once, sorted. */
function words(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))].sort()
}

function section(text: string, heading: string): string {
  const found = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`))
  if (found === undefined) throw new Error(`no section ${heading}`)
  return found
}

/** The declaration of a type, up to the empty line after it. */
function declaration(path: string, name: string): string {
  const found = new RegExp(`^export type ${name} =[\\s\\S]*?(?=\\n\\n|$(?![\\s\\S]))`, 'm').exec(read(path))
  if (found === null) throw new Error(`${path} declares no ${name}`)
  return found[0]
}

/** As a heading is linked to. */
function anchor(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(/\s/g, '-')
}

function brokenLinks(document: string): readonly string[] {
  const links = [...read(document).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '')
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false
    const [path = '', fragment] = link.split('#', 2)
    const target = path === '' ? document : join(dirname(document), path)
    if (!existsSync(join(root, target))) return true
    if (fragment === undefined) return false
    const anchors = [...read(target).matchAll(/^#+ (.+)$/gm)].map((match) => anchor(match[1] ?? ''))
    return !anchors.includes(fragment)
  })
}

describe('every document', () => {
  it.each(documents)('%s links only to what is there', (document) => {
    expect(brokenLinks(document)).toEqual([])
  })

  it.each(documents)('%s names only files and folders of the project that are there', (document) => {
    const named = words(read(document), /`((?:src|scripts|docs|bench|e2e|bin|resources)\/[\w./-]+)`/g)
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it.each(documents)('%s names only npm scripts that are there', (document) => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> }
    const named = words(read(document), /\bnpm (?:run )?(?!ci\b|run\b)((?:(?<=run )[\w:]+)|start|test)\b/g)
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
  })

  it.each(documents)('%s uses only commands and options that the program has', (document) => {
    const calls = [...read(document).matchAll(/\bnpx switchyard ([a-z][^\n|`#]*)/g)]
    const wrong = calls.flatMap(([call, said = '']) => {
      const known = optionsOf(said.trim().split(/\s+/))
      const used = words(said.replaceAll(/'[^']*'/g, ''), /(?:^|\s)(--[a-z-]+)/g)
      return known !== null && used.every((option) => known.includes(option)) ? [] : [call]
    })
    expect(wrong).toEqual([])
  })

  it.each(documents)('%s shows only scripts that the scripted agent takes', (document) => {
    const scripts = [...read(document).matchAll(/^```steps\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '')
    expect(scripts.map(parseScript).filter((script) => !script.ok)).toEqual([])
  })
})

describe('lists that follow the code', () => {
  it('has every command in the README', () => {
    const listed = words(section(read('README.md'), 'The command line'), /^\| `switchyard ([a-z]+)/gm)
    expect(listed).toEqual(program.commands.map((command) => command.name()).sort())
  })

  it('names no option in the README’s list that its command lacks', () => {
    const rows = [...section(read('README.md'), 'The command line').matchAll(/^\| `switchyard ([a-z]+)` \| (.*) \|$/gm)]
    const wrong = rows.flatMap(([, verb, text = '']) => {
      const known = program.commands.find((each) => each.name() === verb)?.options.map((option) => option.long) ?? []
      return words(text, /`(--[a-z-]+)`/g).filter((option) => !known.includes(option))
    })
    expect(wrong).toEqual([])
  })

  it('has every agent of the catalogue in the README', () => {
    const entries = 'src/main/adapters/agents/catalog/entries'
    const ids = readdirSync(join(root, entries)).flatMap((file) =>
      words(read(`${entries}/${file}`), /^ +id: '(.+)',$/gm),
    )
    expect(words(section(read('README.md'), 'Your own repository and agents'), /^\| `(\w[\w-]*)` \|/gm)).toEqual(
      ids.sort(),
    )
  })

  it('has every state of a thread in ARCHITECTURE.md', () => {
    const states = words(declaration('src/shared/domain/thread/state.ts', 'ThreadState'), /readonly kind: '([\w-]+)'/g)
    expect(words(section(read('ARCHITECTURE.md'), 'Thread states'), /^\| `([\w-]+)` \|/gm)).toEqual(states)
  })

  it('has every reason to be parked in ARCHITECTURE.md', () => {
    const reasons = words(declaration('src/shared/domain/thread/state.ts', 'ParkCode'), /'([\w-]+)'/g)
    const line = /^Reasons to be parked: .*$/m.exec(read('ARCHITECTURE.md'))?.[0] ?? ''
    expect(words(line, /`([\w-]+)`/g)).toEqual(reasons)
  })

  it('has every capability and folder of the host in ARCHITECTURE.md', () => {
    const folders = readdirSync(join(root, 'src/main'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const listed = words(section(read('ARCHITECTURE.md'), 'Layers'), /^\| `src\/main\/([\w-]+)` \|/gm)
    expect(listed).toEqual(folders.map((folder) => folder.name).sort())
  })

  it('has every step of the scripted agent in its document', () => {
    const steps = words(read('src/main/adapters/agents/scripted/steps.ts'), /readonly kind: '(\w+)'/g)
    expect(words(section(read('docs/scripted-agent.md'), 'Steps'), /^\| `(\w+)` \|/gm)).toEqual(steps)
  })

  it('has the weight of each kind of evidence in docs/peers.md', () => {
    const rows = [...read('docs/peers.md').matchAll(/^\| (\w+) \| .* \| (\d\.\d+) \|$/gm)]
    expect(Object.fromEntries(rows.map(([, kind, weight]) => [kind, Number(weight)]))).toEqual(weights)
    expect(read('docs/peers.md')).toContain(
      `From ${thresholds.show} on a pair is listed as a likely collision, from ${thresholds.propose} on a team is proposed; where Switchyard may make teams, it does so from ${thresholds.automatic} on.`,
    )
  })

  it('has the limits of messages, contracts, lists and exchanges in docs/peers.md', () => {
    const rows = [...section(read('docs/peers.md'), 'Limits').matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)]
    const numbers = Object.fromEntries(
      rows.map(([, what = '', most = '']) => [what, [...most.replaceAll(',', '').matchAll(/\d+/g)].map(Number)]),
    )
    const { ofCluster, detail } = itemLimits
    const pair = teamBudget(2)
    expect(numbers).toMatchObject({
      'a message': [messageLimits.text],
      'messages that a thread sends': [burst, perMessageMs / 1_000, messageLimits.recipients],
      'messages that wait for a thread': [messageLimits.waiting],
      'messages put whole into one turn': [messageLimits.perTurn, messageLimits.perTurnText],
      'refused messages of a thread that are kept': [messageLimits.refusedKept, messageLimits.refusedText],
      'a negotiation': [defaultCaps.rounds, defaultCaps.messages, defaultCaps.tokens, defaultCaps.minutes],
      'a team’s budget, for each member but one': [pair.messages, pair.tokens],
      'members of a team that the host makes': [teamLimits.members],
      'a contract': [contractLimits.text, contractLimits.ofProject],
      'a finding': [messageLimits.findingText, messageLimits.findingPaths, messageLimits.findings],
      'a shared list': [ofCluster, detail],
    })
  })

  it('has every decision in their list', () => {
    const files = readdirSync(join(root, 'docs/adr')).filter((name) => /^\d{4}-.*\.md$/.test(name))
    expect(words(read('docs/adr/README.md'), /\]\((\d{4}-[\w-]+\.md)\)/g)).toEqual(files.sort())
  })
})

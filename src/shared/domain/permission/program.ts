/** How a program is told before its subcommand what the subcommand is not. */
interface Usage {
  /** Options that take the next word. */
  readonly taking: readonly string[]
  /** Options that stand alone. */
  readonly alone: readonly string[]
}

const usages: Readonly<Record<string, Usage>> = {
  git: {
    taking: ['-C', '-c', '--git-dir', '--work-tree', '--namespace', '--exec-path', '--super-prefix', '--config-env'],
    alone: ['-p', '-P', '--paginate', '--no-pager', '--bare', '--no-replace-objects', '--literal-pathspecs'],
  },
  gh: { taking: ['-R', '--repo', '--hostname'], alone: [] },
  npm: { taking: ['-C', '--prefix', '-w', '--workspace', '--registry', '--userconfig'], alone: ['-s', '--silent'] },
  pnpm: { taking: ['-C', '--dir', '-F', '--filter'], alone: ['-r', '--recursive', '-w', '-s', '--silent'] },
  yarn: { taking: ['--cwd'], alone: ['-s', '--silent'] },
  cargo: { taking: ['-C', '-Z', '--config', '--color', '--manifest-path'], alone: ['-q', '-v', '--offline'] },
  docker: { taking: ['-H', '--host', '-c', '--context', '--config', '-l'], alone: ['-D', '--debug'] },
  kubectl: { taking: ['-n', '--namespace', '--context', '--kubeconfig', '--cluster', '--user'], alone: [] },
}

/** Name of a program without its folder and ending, as every system would find it. */
export function programOf(word: string): string {
  const name = word.replaceAll('\\', '/').split('/').at(-1) ?? word
  return name.toLowerCase().replace(/\.(exe|cmd|bat|com|ps1)$/, '')
}

/**
 * The words without a program's own options before its subcommand. `certain`: nothing stands there whose meaning
 * isn't known, so that the second word is the subcommand.
 */
export function withoutOptions(words: readonly string[]): {
  readonly words: readonly string[]
  readonly certain: boolean
} {
  const [first, ...rest] = words
  if (first === undefined) return { words, certain: false }
  const program = programOf(first)
  const usage = Object.hasOwn(usages, program) ? usages[program] : undefined
  let certain = usage !== undefined
  while (rest[0]?.startsWith('-')) {
    const [option = ''] = rest
    if (usage?.taking.includes(option)) rest.shift()
    else if (!knows(usage, option)) certain = false
    rest.shift()
  }
  return { words: [program, ...rest], certain }
}

function knows(usage: Usage | undefined, option: string): boolean {
  const [name = option, ...value] = option.split('=')
  return usage?.alone.includes(option) === true || (value.length > 0 && usage?.taking.includes(name) === true)
}

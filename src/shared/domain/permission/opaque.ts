import { programOf, withoutOptions } from './program.ts'

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** They run what their words or their input say, or change what later words mean. */
const runners = set(
  'eval source . exec xargs parallel env sudo doas su command builtin nohup time timeout nice ionice setsid stdbuf ' +
    'watch ssh script busybox toybox trap alias unalias enable coproc at batch crontab strace ltrace gdb lldb chroot ' +
    'unshare nsenter flock entr expect screen tmux systemd-run launchctl osascript pwsh powershell cmd start wsl ' +
    'docker-entrypoint hash export declare typeset local readonly set shopt unset read mapfile printf-eval fc history ' +
    'vim vi nvim ex ed emacs less more man m4 dc bc tclsh',
)
const shells = set('sh bash zsh dash ksh mksh ash fish csh tcsh')
const interpreters = set(
  'node nodejs deno bun python python2 python3 pypy pypy3 perl ruby php lua luajit rscript tsx ts-node',
)
const inline =
  /^-[a-z]*[cepr]|^--?(eval|print|exec|run|execute|require|import|code|command|interactive)\b|^-$|^(eval|timeit|pdb)$/i
/** Options of any program that name another one to be run. */
const running =
  /^--(checkpoint-action|to-command|use-compress-program|compress-program|rsh|exec|eval|shell|script-shell|pager)\b/
const ghVerbs = set(
  'pr issue repo run api browse search status release label workflow cache ruleset org gist help version',
)

/** Subcommands of git that run nothing but git, and change none of what it does later. */
const gitVerbs = set(
  'add am annotate apply archive blame branch bundle cat-file check-ignore checkout cherry cherry-pick clean clone ' +
    'commit count-objects describe diff diff-files diff-index diff-tree fetch for-each-ref format-patch fsck grep ' +
    'hash-object help init log ls-files ls-remote ls-tree merge merge-base mv notes patch-id pull push range-diff ' +
    'rebase reflog remote reset restore rev-list rev-parse revert rm send-email send-pack shortlog show show-ref ' +
    'sparse-checkout stash status switch symbolic-ref tag update-index update-ref version whatchanged worktree ' +
    'write-tree',
)
/** Git takes the beginning of an option's name for the whole. */
const gitRuns = /^(-x|--e(x(e|=|$)|=|$)|--up?(l|=|$)|--rece|-u$|-[A-Za-z]*O|--op|--ext(-|$)|--output(=|$)|ext::)/
/** The same of one subcommand alone. */
const gitRunsOf = new Map([
  ['clone', /^(-[a-z]*[cu]|--co|--te)/],
  ['init', /^--te/],
  ['rebase', /^-[a-z]*x/],
])

type Hides = (rest: readonly string[], words: readonly string[]) => boolean

const some =
  (pattern: RegExp): Hides =>
  (rest) =>
    rest.some((word) => pattern.test(word))

const tarRuns = /^-[A-Za-z]*[FI]|^--(ch|in|ne|rm|rsh|to|us)/

/** Programs that only run something else where certain words say so. */
const hiding: readonly (readonly [RegExp, Hides])[] = [
  [/^(find|fd)$/, some(/^-{1,2}(exec|ok|x$|X$|delete|fprint|fls)/)],
  [/^[gmn]?awk$/, some(/system|\||getline|>|-f|-i|@/)],
  [/^g?sed$/, some(/(^|[^a-z])e|[/|#,][a-z0-9]*[ew]/i)],
  [/^(g?make|ninja)$/, some(/--eval|-f|=/)],
  [/^rg$/, some(/^--(pre|hostname-bin)(=|$)/)],
  [/^[bg]?tar$/, (rest) => /^[A-Za-z]*[FI]/.test(rest[0] ?? '') || rest.some((word) => tarRuns.test(word))],
  [/^sort$/, some(/^--co/)],
  [/^split$/, some(/^--f/)],
  [/^zip$/, some(/^-[A-Za-z]*T|^--(te|un)/)],
  [/^go$/, some(/^--?(exec|toolexec|vettool)/)],
  [/^wget$/, some(/^-[a-z]*[ei]|^--(exe|use-a)/)],
  [/^install$/, some(/^--str/)],
  [/^printf$/, some(/^-v/)],
  [/^git$/, (_rest, words) => isOpaqueGit(words)],
  // What isn't a verb of its own may be somebody's short name for one.
  [/^gh$/, (rest, words) => rest.includes('--') || !ghVerbs.has(withoutOptions(words).words[1] ?? 'help')],
]

/** Whether a simple command may run something that its words don't show plainly. */
export function isOpaque(words: readonly string[]): boolean {
  const [first = '', ...rest] = words
  // What stands for a program is plain letters; anything else only looks like one.
  if (!/^[\w@%+=:,./-]+$/.test(first) || first.startsWith('-')) return true
  const program = programOf(first)
  if (runners.has(program) || rest.some((word) => running.test(word))) return true
  if (shells.has(program)) return rest[0] === undefined || rest[0].startsWith('-')
  if (interpreters.has(program) || interpreters.has(program.replace(/[\d.]+$/, ''))) {
    return rest.length === 0 || rest.some((word) => inline.test(word))
  }
  return hiding.some(([name, hides]) => name.test(program) && hides(rest, words))
}

function isOpaqueGit(words: readonly string[]): boolean {
  const { certain, words: bare } = withoutOptions(words)
  if (!certain || !gitVerbs.has(bare[1] ?? 'help')) return true
  const before = words.slice(1, words.indexOf(bare[1] ?? '', 1))
  return before.some((word) => /^(-c|--config-env|--exec-path)/.test(word)) || bare.slice(2).some(runs(bare[1] ?? ''))
}

function runs(verb: string): (word: string) => boolean {
  const own = gitRunsOf.get(verb)
  return (word) =>
    own?.test(word) === true || (gitRuns.test(word) && !(word === '-u' && verb !== 'clone' && verb !== 'fetch'))
}

/** Letters of two scripts in a word, or ones that only look like others: nobody can tell by eye what it says. */
export function isConfusable(word: string): boolean {
  if (/^[\u0020-\u007e\n\t]*$/.test(word)) return false
  if (word.normalize('NFKC') !== word) return true
  return (
    /[A-Za-z]/.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u.test(word)
  )
}

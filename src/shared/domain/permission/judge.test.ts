import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge } from './judge.ts'
import type { PermissionPolicy, PermissionRule } from './policy.ts'
import type { RequestFacts } from './request-facts.ts'

const run = (command: string): RequestFacts => ({ kind: 'execute', command, paths: [], text: command })
const policy = (rules: readonly PermissionRule[], profile: PermissionPolicy['profile'] = 'standard') => ({
  profile,
  rules,
})
const allow = (command: string): PermissionRule => ({ verdict: 'allow', command })
const deny = (command: string): PermissionRule => ({ verdict: 'deny', command })

/** As wide as a person would ever write it, but for pushing. */
const wide = policy([
  ...'npm git echo ls cat cd node bash sh env xargs find make sed awk true curl python3 time sudo grep tee printf'
    .split(' ')
    .map((program) => allow(`${program} *`)),
  deny('git push*'),
])

describe('a command under wide allowances and a denial', () => {
  it.each([
    'npm test',
    'npm run build -- --watch',
    'npm ci && npm test',
    'npm ci; npm test',
    'npm ci\nnpm test',
    'npm test || echo failed',
    'npm test | tee /dev/null',
    'npm test 2>&1',
    'npm test > /dev/null 2>&1',
    'npm test &>/dev/null',
    "git commit -m 'a message; with && signs'",
    'git commit -m "a (message) with > signs"',
    'git status --short',
    'git -C sub status',
    'git log --oneline HEAD~3',
    'git --no-pager diff HEAD^',
    "bash -lc 'npm test'",
    'bash -c "npm ci && npm test"',
    '/bin/sh -c "npm test"',
    'bash scripts/check.sh',
    'node scripts/check.js --all',
    'cat a\\ b.txt',
    'echo "öffnen und schließen"',
    "find src -name '*.ts'",
    'git commit -m "the push button"',
    'git commit -m push',
    'cd sub && npm test',
    'python3 -m pytest',
  ])('%s is allowed', (command) => {
    expect(judge(wide, run(command))).toMatchObject({ verdict: 'allow' })
  })

  it.each([
    'git push',
    'git push origin main',
    'git  push',
    'git\tpush',
    '/usr/bin/git push',
    './git push',
    'GIT push',
    'git.exe push',
    'g\\it push',
    "g'i't push",
    'g"i"t pu"sh"',
    "'git' 'push'",
    'git -C . push',
    'git -c a.b=c push',
    'git --git-dir=.git push',
    'git --git-dir .git --work-tree . push',
    'git --no-pager push',
    'npm test && git push',
    'npm test; git push',
    'npm test | git push',
    'npm test || git push',
    'npm test & git push',
    'npm test\ngit push',
    'git push &',
    '(git push)',
    '{ git push; }',
    'echo $(git push)',
    'echo `git push`',
    'echo "$(git push)"',
    'cat <(git push)',
    'if true; then git push; fi',
    '! git push',
    'for i in a; do git push; done',
    'A=b git push',
    'env A=b git push',
    'sudo git push',
    'time git push',
    'nice -n 5 git push',
    'nohup git push',
    'command git push',
    'exec git push',
    'xargs git push',
    'timeout 5 git push',
    'find . -exec git push ;',
    "bash -c 'git push'",
    "bash -lc 'npm test && git push'",
    `sh -c "bash -c 'git push'"`,
    'git push > /dev/null',
    '2>&1 git push',
    '> out git push',
    'git \\\npush',
    'eval git push',
    'true && \\\n  git push --force',
    'git-push origin main',
    '/usr/lib/git-core/git-push',
    'npx git push',
    'npm exec -- git push',
    'docker run --rm x git push',
    'noglob git push',
    'bash -c git push',
    'npm test&git push',
    'npm test&&git push',
    'echo a>/dev/null;git push',
    'git push 2>&1',
    'busybox sh -c "git push"',
  ])('%s is denied', (command) => {
    expect(judge(wide, run(command))).toMatchObject({ verdict: 'deny' })
  })

  it.each([
    'eval "git push"',
    'echo "git push" | sh',
    'echo push | xargs git',
    "node -e \"require('child_process').execSync('git push')\"",
    'python3 -c "import os; os.system(chr(103))"',
    'G=git; $G push',
    'x=push; git $x',
    'git ${X:-push}',
    "git $'\\x70ush'",
    'git pus[h]',
    'git p?sh',
    'git {push,}',
    '~/bin/git-thing',
    'git p*',
    'alias p=push; git p',
    'git config alias.p push',
    'git -c alias.p=push p',
    'git p',
    'git unknown-verb',
    'git rebase --exec "git push" main',
    'git submodule foreach git push',
    'base64 -d <<< Z2l0IHB1c2g= | bash',
    'cat script | bash',
    'bash <(echo x)',
    'bash -s < x',
    'sh',
    'node',
    'python3 -',
    'node < x.js',
    'npm test > package.json',
    'npm test >> .bashrc',
    'cat < /etc/passwd',
    'echo $HOME',
    'echo "$(date)"',
    'echo `date`',
    'cat *.ts',
    'PATH=. npm test',
    'NODE_OPTIONS=--require=./x npm test',
    'A=b',
    'npm test #',
    'npm test\r',
    'npm\u00a0test',
    'git pu\u200bsh',
    'npm test \u202e hsup tig',
    'nрm test',
    'ｇｉｔ ｐｕｓｈ',
    'npm test\u0000',
    "npm test 'unclosed",
    'npm test "unclosed',
    'npm test \\',
    '',
    '   ',
    ';;',
    '> x',
    'unknown-program',
    'awk \'BEGIN { system("git push") }\'',
    "sed '1e git push' file",
    'find . -delete',
    'make --eval x',
    'bash -c "npm test" extra',
    'bash -xc "npm test"',
    'source ./x',
    '. ./x',
    'function git() { true; }',
    'git() { true; }',
    '=git status',
    "fish -c 'npm test'",
    'sh -c \'git "$@"\' sh push',
    "python3 -m timeit 'x'",
    'node --eval=x',
    'node -pe x',
    'node --import=data:text/javascript,x',
    'npm --script-shell=./x test',
    'grep -r x --pager=./x',
    'npm test >&out',
    'npm test >| out',
    'npm test <&3',
    'npm test 2>&1x',
    '[ -f x ]',
    'git fetch "ext::sh -c x"',
    'git clone --upload-pack=./x y',
    'git -c core.pager=./x log',
    'git difftool -x ./x',
    `bash -c "${"bash -c '".repeat(5)}`,
    `echo ${'a '.repeat(500)}`,
  ])('%j is not allowed', (command) => {
    expect(judge(wide, run(command)).verdict).not.toBe('allow')
  })
})

describe('a restricted thread that may do almost anything', () => {
  const restricted = policy([...wide.rules.filter(({ verdict }) => verdict === 'allow'), allow('*')], 'restricted')

  it.each([
    'git push',
    'gh pr create --fill',
    'gh -R acme/x pr merge 4',
    'gh pr comment 4 -b hi',
    'gh issue create',
    'gh api -X POST repos/a/b/issues',
    'gh api repos/a/b/issues -f title=x',
    'gh api graphql -f query=x',
    'gh pr --repo a/b create',
    'gh pr -R a/b comment 4',
    'gh issue --repo=a/b close 4',
    'gh auth token',
    'npx semantic-release',
    'lerna publish',
    'gh release create v1',
    'hub pull-request',
    'glab mr create',
    'curl -d @x https://x',
    'curl -sSd @x https://x',
    'curl https://x -T file',
    'curl --data-binary=@x https://x',
    'curl -XPOST https://x',
    'curl -sXPOST https://x',
    'curl https://x --form a=@b',
    'curl --upload-file x https://x',
    'wget --post-file=x https://x',
    'npm publish',
    'npm --prefix x publish',
    'pnpm publish',
    'yarn npm publish',
    'cargo publish',
    'twine upload dist/x',
    'docker push x',
    'ssh host ls',
    'scp a host:b',
    'rsync -a . host:b',
    'nc host 80',
    'kubectl apply -f x',
    "bash -lc 'gh pr create'",
    'npm test && npm publish',
  ])('%s is denied all the same', (command) => {
    expect(judge(restricted, run(command))).toMatchObject({ verdict: 'deny', rule: 'restricted' })
  })

  it.each(['curl -fsSL https://x', 'gh pr view 4', 'gh api repos/a/b', 'npm test', 'git fetch origin', 'rsync -a a b'])(
    '%s is not',
    (command) => {
      expect(judge(restricted, run(command)).verdict).toBe('allow')
    },
  )

  const reading = policy(
    'git gh rg tar sort split zip go wget install printf'.split(' ').map((one) => allow(`${one} *`)),
  )
  it.each([
    'git log --format=x --output=.git/hooks/post-checkout',
    'git diff --output x',
    'git fetch --upload-pa=./x .',
    'git ls-remote --u=./x .',
    'git archive --e=./x --remote=. HEAD',
    'git rebase --ex ./x HEAD~1',
    'git rebase -ix ./x HEAD~1',
    'git grep -nO./x foo',
    'git grep --open=./x foo',
    'git log -p --ext-d',
    'git clone -c core.sshCommand=./x a b',
    'git clone -qu ./x a b',
    'git clone --conf core.sshCommand=./x a b',
    'git clone --templ=./x a b',
    'git init --template=./x',
    'gh repo clone a/b -- --upload-pack=./x',
    'rg --pre ./x y',
    'rg --pre=./x y',
    'tar --use-c=./x -cf a b',
    'tar --checkpoint-act=exec=./x -cf a b',
    'tar -cI ./x -f a b',
    'tar cIf ./x a b',
    'tar -F ./x -cf a b',
    'sort --compress-pro=./x a',
    'split --filter=./x a',
    'zip a b -T -TT ./x',
    'go test -exec ./x',
    'go build -toolexec=./x',
    'wget -e use_askpass=./x y',
    'wget --use-ask=./x y',
    'install -s --strip-program=./x a b',
    'printf -v PATH .',
  ])('%s runs or writes what nobody allowed, and is asked about', (command) => {
    expect(judge(reading, run(command))).toMatchObject({ verdict: 'ask' })
  })

  it.each([
    'git log --oneline --exclude=x --extended-regexp --all',
    'git clean -fdn',
    'git clone --recurse-submodules a b',
    'git fetch origin a',
    'git commit -c HEAD',
    'rg --pretty --pre-glob x y',
    'tar -xzf a -C b',
    'tar xzf a',
    'sort -u a',
    'zip -r a b',
    'go test ./...',
    'wget -q x',
    'printf %s x',
  ])('%s runs nothing else', (command) => {
    expect(judge(reading, run(command))).toMatchObject({ verdict: 'allow' })
  })

  it('asks about what no rule names', () => {
    expect(judge(policy([], 'restricted'), run('npm test'))).toEqual({ verdict: 'ask', rule: null, because: null })
  })
})

describe('rules by path and by tool', () => {
  const edit = (...paths: string[]): RequestFacts => ({ kind: 'edit', command: null, paths, text: '' })
  const rules = policy([
    { verdict: 'deny', path: 'infra/**' },
    { verdict: 'allow', tool: 'edit', path: 'src/**' },
    { verdict: 'allow', tool: 'read' },
    { verdict: 'allow', command: 'rm *' },
    { verdict: 'allow', command: 'cd *' },
  ])

  it.each([
    ['allow', edit('src/a.ts')],
    ['allow', edit('src/a.ts', 'src/deep/b.ts')],
    ['allow', { ...edit('/etc/hosts'), kind: 'read' }],
    ['ask', edit('src/a.ts', 'docs/b.md')],
    ['ask', edit()],
    ['ask', { ...edit(), paths: null }],
    ['ask', edit('/etc/passwd')],
    ['ask', edit('../src/a.ts')],
    ['deny', edit('infra/main.tf')],
    ['deny', edit('src/a.ts', 'infra/main.tf')],
    ['deny', edit('Infra/main.tf')],
    ['deny', { ...edit('infra/x'), kind: 'read' }],
    ['allow', run('rm src/a')],
    ['deny', run('rm infra/a')],
    ['deny', run('rm ./src/../infra/a')],
    ['deny', run('cd infra && rm a')],
    ['deny', run('cd src && rm ../infra/a')],
    ['deny', run('rm --file=infra/a')],
    ['ask', run('rm -r .')],
    ['ask', run('rm -r *')],
  ] as const)('%s %j', (verdict, facts) => {
    expect(judge(rules, facts).verdict).toBe(verdict)
  })

  it('names the rule', () => {
    expect(judge(rules, edit('infra/x'))).toEqual({
      verdict: 'deny',
      rule: 1,
      because: 'Denied by rule 1 of its permissions (deny path “infra/**”).',
    })
  })

  it('lets no path bound what a command does', () => {
    const byPath = policy([{ verdict: 'allow', tool: 'execute', path: '**' }])
    expect(judge(byPath, { ...run('rm a'), paths: ['src'] }).verdict).toBe('ask')
    expect(judge(policy([{ verdict: 'allow', tool: 'execute' }]), run('rm a')).verdict).toBe('allow')
    expect(judge(policy([{ verdict: 'allow', tool: 'execute' }]), { ...run('x'), command: null }).verdict).toBe('ask')
  })
})

const spelled = fc
  .tuple(fc.constantFrom('git', '/usr/bin/git', 'git.exe'), fc.array(fc.constantFrom('-C x', '--bare', '-c a=b')))
  .chain(([program, options]) =>
    fc
      .array(fc.constantFrom('', "'", '"', '\\'), { minLength: 30, maxLength: 30 })
      .map((quotes) => [program, ...options, dressed('push', quotes)].join(' ')),
  )

function dressed(word: string, quotes: readonly string[]): string {
  return [...word].map((letter, at) => `${quotes[at]}${letter}${quotes[at] === '\\' ? '' : quotes[at]}`).join('')
}

const filler = fc.constantFrom('npm test', 'echo "a b"', "git commit -m 'x && y'", 'cd sub', 'true', 'ls -la')
const joint = fc.constantFrom(' && ', ' || ', '; ', ' | ', ' & ', '\n', ' ;')
const wrapped = (inner: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    inner,
    inner.map((text) => `(${text})`),
    inner.map((text) => `$(${text})`),
    inner.map((text) => `echo \`${text}\``),
    inner.map((text) => `sudo ${text}`),
    inner.map((text) => `env A=b ${text}`),
    inner.map((text) => `A=b ${text}`),
    inner.map((text) => `xargs -n1 ${text}`),
    inner.map((text) => `if true; then ${text}; fi`),
    inner.map((text) => `bash -c '${text.replaceAll("'", `'\\''`)}'`),
    inner.map((text) => `> /dev/null ${text}`),
    inner.map((text) => `eval ${text}`),
  )

describe('whatever a command is made of', () => {
  it('is never allowed with a denied part in it', () => {
    const denied = wrapped(wrapped(spelled))
    const command = fc.tuple(fc.array(fc.tuple(filler, joint)), denied, fc.array(fc.tuple(joint, filler)))
    fc.assert(
      fc.property(command, ([before, bad, after]) => {
        const text = [...before.flat(), bad, ...after.flat()].join('')
        expect(judge(wide, run(text)).verdict).not.toBe('allow')
      }),
      { numRuns: 500 },
    )
  })

  it('stays denied with one more allowance', () => {
    const rule = fc.record({
      verdict: fc.constantFrom('allow', 'ask', 'deny'),
      command: fc.constantFrom('git *', '*', 'git push*', 'npm *', 'echo *', '* push', 'git commit*'),
    })
    const command = fc.array(fc.oneof(filler, joint, spelled), { maxLength: 6 }).map((list) => list.join(' '))
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 5 }), rule, command, (rules, more, text) => {
        const before = judge(policy(rules as PermissionRule[]), run(text)).verdict
        const after = judge(policy([...rules, { ...more, verdict: 'allow' }] as PermissionRule[]), run(text)).verdict
        if (before === 'deny') expect(after).toBe('deny')
      }),
      { numRuns: 500 },
    )
  })

  it('ends, and soon, whatever the text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'git push\'"\\$`(){}<>|&;\n =-*~#'), maxLength: 300 })
    fc.assert(fc.property(text, (command) => judge(wide, run(command)).verdict !== undefined))
    const started = performance.now()
    judge(policy([], 'restricted'), run('git gh curl '.repeat(60).concat('; git gh curl '.repeat(200))))
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

import { expect, type Locator, type Page, test } from '@playwright/test'
import type { Repository } from '../../cli/kit/repository.ts'
import { conversationOf } from './conversation.ts'
import type { Hands } from './hands.ts'
import type { RealHost } from './real-host.ts'

const script = (title: string, steps: string) => `${title}\n\n\`\`\`steps\n${steps.trim()}\n\`\`\`\n`

const allowed = script(
  'Remove the exports',
  `
- ask:
    title: Delete the folder exports
    command: rm -r exports
    then:
      - run: rm -r exports
`,
)
const always = script(
  'Tidy twice',
  `
- ask: {title: Tidy up, command: tidy, then: [{write: {path: tidy-1.txt, content: "1\\n"}}]}
- ask: {title: Tidy up, command: tidy, then: [{write: {path: tidy-2.txt, content: "2\\n"}}]}
`,
)
const denied = script(
  'Publish it',
  `
- ask:
    title: Publish the package
    command: npm publish
    then: [{write: {path: published.txt, content: "yes\\n"}}]
    otherwise: [{say: Then it stays unpublished.}]
`,
)
const word = script(
  'Write the greeting',
  `
- write: {path: greeting.txt, content: "Good mourning\\nBye\\n"}
- run: {command: grep -q "Good morning" greeting.txt}
- say: The check fails, and I stop here.
- onTurn:
    3: [{edit: {path: greeting.txt, find: Bye, replace: Goodbye}}, {say: Done as the comment says.}]
`,
)
const change = (title: string, to: string) =>
  script(title, `- edit: {path: title.txt, find: Plain, replace: ${to}}\n- say: The title is ${to} now.`)

/** The main job from the first dispatch to the last merge, told with a pair of hands. */
export class MainStory {
  readonly #hands: Hands
  readonly #host: RealHost
  readonly #repository: Repository

  constructor(hands: Hands, host: RealHost) {
    this.#hands = hands
    this.#host = host
    this.#repository = host.repository({
      'title.txt': 'Plain\n',
      'exports/2024.txt': 'old\n',
      'notes.txt': 'first\n',
    })
  }

  async tell(): Promise<void> {
    await test.step('a repository is opened', () => this.#open())
    await test.step('tasks are dispatched, one by one and several at once', () => this.#dispatchAll())
    await test.step('a permission is allowed', () => this.#allow())
    await test.step('a permission is given for always, and not asked for again', () => this.#allowAlways())
    await test.step('a permission is denied with a reason', () => this.#deny())
    await test.step('a prompt repairs what failed', () => this.#repair())
    await test.step('the change is read, and a comment sent as a request', () => this.#request())
    await test.step('it is merged', () => this.#merge('Write the greeting'))
    await test.step('a conflict is refused and named', () => this.#conflict())
    await test.step('a thread is discarded and restored', () => this.#discard())
    await test.step('a merge is undone, and the other one lands', () => this.#undo())
    await test.step('a new attempt is edited and merged', () => this.#again())
    await test.step('the repository says so', () => this.#check())
  }

  get #page(): Page {
    return this.#hands.page
  }

  #button(name: string | RegExp, within: Page | Locator = this.#page): Locator {
    return within.getByRole('button', { name })
  }

  #row(title: string): Locator {
    return this.#page.getByRole('row').filter({ has: this.#page.getByRole('rowheader', { name: title }) })
  }

  #panel(title: string): Locator {
    return this.#page.getByRole('region', { name: `Thread: ${title}` })
  }

  async #open(): Promise<void> {
    const { folder } = this.#repository
    await this.#hands.press(this.#button('Choose folder'))
    const dialog = this.#page.getByRole('dialog', { name: 'Open a repository' })
    await this.#hands.write(dialog.getByRole('combobox', { name: 'Folder' }), folder)
    await expect(dialog.getByText('is on main at')).toBeVisible()
    await this.#hands.press(dialog.getByRole('button', { name: /^Open$/ }))
    await expect(dialog).toHaveCount(0)
  }

  async #dispatchAll(): Promise<void> {
    for (const task of [
      allowed,
      always,
      denied,
      word,
      change('Make it loud', 'Loud'),
      change('Make it calm', 'Calm'),
    ]) {
      await this.#dispatch(task, /^Dispatch$/)
    }
    await this.#dispatch('echo one > one.txt\necho two > two.txt', /^Dispatch 2/)
    for (const title of ['echo one > one.txt', 'echo two > two.txt']) {
      await expect(this.#button(`Review: ${title}`)).toBeVisible({ timeout: 20_000 })
    }
  }

  async #dispatch(task: string, go: RegExp): Promise<void> {
    await this.#hands.press(this.#page.getByRole('banner').getByRole('button', { name: /^Dispatch/ }))
    const dialog = this.#page.getByRole('dialog', { name: 'Dispatch' })
    await this.#hands.write(dialog.getByRole('textbox', { name: 'Task' }), task)
    await this.#hands.press(dialog.getByRole('button', { name: go }))
    await expect(dialog).toHaveCount(0)
  }

  async #decide(title: string): Promise<Locator> {
    await this.#hands.press(this.#button(`Decide: ${title}`))
    const panel = this.#panel(title)
    await expect(panel).toBeVisible()
    return panel
  }

  async #close(panel: Locator): Promise<void> {
    await this.#hands.press(panel.getByRole('button', { name: 'Close', exact: true }))
    await expect(panel).toHaveCount(0)
  }

  async #allow(): Promise<void> {
    const panel = await this.#decide('Remove the exports')
    await expect(panel.getByText('rm -r exports').first()).toBeVisible()
    await this.#hands.press(this.#button('Allow once', panel))
    await expect(panel.getByText('1 file changed', { exact: false }).first()).toBeVisible({ timeout: 20_000 })
    await this.#close(panel)
  }

  async #allowAlways(): Promise<void> {
    const panel = await this.#decide('Tidy twice')
    await this.#hands.press(this.#button(/^Always/, panel))
    await expect(panel.getByText('2 files changed', { exact: false }).first()).toBeVisible({ timeout: 20_000 })
    await this.#close(panel)
  }

  async #deny(): Promise<void> {
    const panel = await this.#decide('Publish it')
    await this.#hands.press(this.#button('Deny and say why', panel))
    await this.#hands.write(panel.getByRole('textbox', { name: /^Why not/ }), 'Not before the release')
    await this.#hands.press(panel.getByRole('button', { name: /^Deny/ }).last())
    await expect(conversationOf(this.#page).getByText('Then it stays unpublished.', { exact: true })).toBeVisible()
    await this.#hands.press(this.#button(/^Asked: Publish the package/, conversationOf(this.#page)))
    await expect(conversationOf(this.#page).getByText('Your reason: Not before the release')).toBeVisible()
    await this.#close(panel)
  }

  async #review(title: string): Promise<void> {
    await this.#hands.press(this.#button(`Review: ${title}`))
    await expect(this.#page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
  }

  async #leave(): Promise<void> {
    await this.#hands.press(this.#page.getByRole('link', { name: /^Board/ }))
    await expect(this.#page.getByRole('grid', { name: 'Threads' })).toBeVisible()
  }

  async #repair(): Promise<void> {
    await this.#hands.open(this.#row('Write the greeting'))
    const panel = this.#panel('Write the greeting')
    await expect(
      conversationOf(this.#page).getByText('The check fails, and I stop here.', { exact: true }),
    ).toBeVisible()
    await this.#hands.write(panel.getByRole('textbox', { name: 'Prompt' }), 'sed -i s/mourning/morning/ greeting.txt')
    await this.#hands.press(this.#button(/^Send/, panel))
    await expect.poll(async () => (await this.#host.facts.titled('Write the greeting')).turns).toBe(2)
    await expect(this.#button('Review: Write the greeting')).toBeVisible({ timeout: 20_000 })
    await this.#close(panel)
  }

  async #request(): Promise<void> {
    await this.#review('Write the greeting')
    const shown = this.#page.getByRole('region', { name: 'Changes of greeting.txt' })
    await expect(shown.getByText('Good morning')).toBeVisible()
    await this.#hands.commentOn(shown, 'Good morning')
    const field = this.#page.getByRole('textbox', { name: /^Comment on line/ })
    await this.#hands.write(field, 'Say goodbye in full.')
    await this.#hands.press(this.#button('Keep comment'))
    await this.#hands.press(this.#button('Request changes (1)'))
    await expect.poll(async () => (await this.#host.facts.titled('Write the greeting')).turns).toBe(3)
    await expect(shown.getByText('Goodbye', { exact: true })).toBeVisible({ timeout: 20_000 })
    const { id } = await this.#host.facts.titled('Write the greeting')
    const prompts = (await this.#host.facts.transcript(id)).filter(({ kind }) => kind === 'prompt')
    expect(prompts.at(-1)?.text).toMatch(/greeting\.txt:1[\s\S]*Good morning[\s\S]*Say goodbye in full\./)
  }

  /** From its review. */
  async #merge(title: string): Promise<void> {
    await expect(this.#page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
    await this.#hands.press(this.#button('Merge into main'))
    await expect(this.#decision.getByText(/^Merged on main as [0-9a-f]{7}/).first()).toBeVisible({ timeout: 20_000 })
  }

  get #decision(): Locator {
    return this.#page.getByRole('complementary', { name: 'Decision' })
  }

  async #conflict(): Promise<void> {
    await this.#leave()
    await this.#review('Make it loud')
    await this.#merge('Make it loud')
    await this.#leave()
    await this.#review('Make it calm')
    await this.#hands.press(this.#button('Merge into main'))
    await expect(this.#decision.getByRole('heading', { name: 'Not merged into main' })).toBeVisible({ timeout: 20_000 })
    await expect(this.#decision.getByRole('listitem').filter({ hasText: 'title.txt' })).toBeVisible()
    expect(this.#repository.read('title.txt')).toBe('Loud\n')
  }

  async #discard(): Promise<void> {
    await this.#hands.press(this.#decision.getByRole('button', { name: 'Discard' }))
    await expect(this.#page.getByText('Everything it did is kept in the trash.', { exact: false })).toBeVisible()
    await this.#hands.press(this.#decision.getByRole('button', { name: 'Restore' }))
    await expect(this.#button('Merge into main')).toBeVisible({ timeout: 20_000 })
  }

  async #undo(): Promise<void> {
    await this.#leave()
    await this.#openLanded()
    await this.#hands.press(this.#button('Undo merge: Make it loud'))
    await expect(this.#button('Review: Make it loud')).toBeVisible({ timeout: 20_000 })
    expect(this.#repository.read('title.txt')).toBe('Plain\n')
    await this.#review('Make it calm')
    await this.#merge('Make it calm')
  }

  async #openLanded(): Promise<void> {
    const section = this.#button(/^Landed/)
    if ((await section.getAttribute('aria-expanded')) === 'false') await this.#hands.press(section)
  }

  async #again(): Promise<void> {
    await this.#leave()
    await this.#openLanded()
    await this.#hands.open(this.#row('Write the greeting'))
    const landed = this.#panel('Write the greeting')
    await this.#hands.write(landed.getByRole('textbox', { name: 'Prompt' }), 'echo more >> greeting.txt')
    await this.#hands.press(this.#button(/^Start a new attempt/, landed))
    await expect(this.#button('Review: Write the greeting')).toBeVisible({ timeout: 20_000 })
    await this.#review('Write the greeting')
    await this.#hands.press(this.#button(/^Edit/))
    const editor = this.#page.getByRole('textbox', { name: 'Text of greeting.txt' })
    await this.#hands.append(editor, 'by hand\n')
    await this.#hands.save()
    await expect(this.#page.getByText('Not saved yet', { exact: false })).toHaveCount(0)
    await this.#hands.leaveEditor()
    await expect(this.#page.getByRole('region', { name: 'Changes of greeting.txt' }).getByText('by hand')).toBeVisible({
      timeout: 20_000,
    })
    await this.#merge('Write the greeting')
  }

  async #check(): Promise<void> {
    const subjects = this.#repository.git('log', '--format=%s', 'main').split('\n')
    expect(subjects).toEqual(['Write the greeting', 'Make it calm', 'Write the greeting', 'first'])
    expect(this.#repository.read('greeting.txt')).toBe('Good morning\nGoodbye\nmore\nby hand\n')
    expect(this.#repository.read('title.txt')).toBe('Calm\n')
    expect(this.#repository.git('status', '--porcelain')).toBe('')
  }
}

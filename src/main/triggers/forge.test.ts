import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { Scope } from '../../shared/kernel/scope.ts'
import { createForgeWatch } from '../adapters/forge-watch/forge-watch.ts'
import { ForgeWorld } from '../ports/testing/fake-github/world.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { MemoryForge } from '../ports/testing/memory-forge.ts'
import { MemoryGit } from '../ports/testing/memory-git.ts'
import type { Trigger } from '../ports/trigger.ts'
import { checkTrigger } from './check.ts'
import type { ForgeServices } from './follow-forge.ts'
import { mentions } from './forge-event.ts'
import { issueTrigger } from './issue.ts'
import { pullRequestTrigger } from './pull-request.ts'
import { Told } from './testing/told.ts'

const name = 'acme/payments'
const settle = () => new Promise((resolve) => setImmediate(resolve))
const problem = (message: string, error: unknown) => {
  throw new Error(message, { cause: error })
}

function open(origin: string | null = 'git@github.com:acme/payments.git') {
  const clock = createManualClock()
  const world = new ForgeWorld(() => clock.now())
  world.addToken('memory')
  world.addRepository(name)
  const forge = new MemoryForge(world)
  const git = new MemoryGit()
  git.addRepository('/nowhere', { 'a.txt': 'a\n' })
  if (origin !== null) git.addRemote('/nowhere', 'origin', origin)
  const forgeWatch = createForgeWatch({ forge, clock, problem })
  const services: ForgeServices = { clock, git, forge, forgeWatch, problem }
  const told = new Told()
  const look = async () => {
    clock.advance(60_000)
    for (let turn = 0; turn < 5; turn += 1) await settle()
  }
  /** Begins, and waits until the first look is over. */
  const begin = async <Settings extends JsonObject>(
    trigger: Trigger<Settings>,
    settings: JsonObject,
  ): Promise<Scope> => {
    const scope = told.begin(trigger, settings)
    for (let turn = 0; turn < 5; turn += 1) await settle()
    return scope
  }
  return { clock, world, forge, git, services, told, look, begin }
}

describe('an issue', () => {
  it('fires once as it is opened, with what it says and where an answer goes', async () => {
    const { begin, look, services, told, world } = open()
    world.openIssue(name, { title: 'Old' })
    const scope = await begin(issueTrigger(services), {})
    world.openIssue(name, { title: 'Rounding is off', body: 'By a cent', labels: ['bug'], author: 'renovate[bot]' })
    world.openPull(name, { title: 'No issue', head: 'topic' })
    await look()
    await look()
    await scope.close()
    expect(told.twice).toEqual([])
    expect(told.events).toEqual([
      {
        id: 'opened:2',
        source: {
          words: 'GitHub issue #2 of acme/payments, by renovate[bot]',
          link: 'https://github.com/acme/payments/issues/2',
          outside: true,
          reply: { kind: 'github', host: 'github.com', repository: name, number: 2 },
        },
        subject: '#2 Rounding is off',
        fields: {
          repository: name,
          number: 2,
          title: 'Rounding is off',
          body: 'By a cent',
          author: 'renovate[bot]',
          authorIsBot: true,
          labels: ['bug'],
          state: 'open',
          action: 'opened',
          url: 'https://github.com/acme/payments/issues/2',
          actor: 'renovate[bot]',
          label: '',
          comment: '',
        },
      },
    ])
  })

  it('has every field that is promised, whatever happened to it, and no other', async () => {
    const { begin, look, services, told, world } = open()
    const trigger = issueTrigger(services)
    const scope = await begin(trigger, { events: ['opened', 'labelled', 'commented'] })
    const issue = world.openIssue(name, { title: 'One' })
    const label = world.label(name, issue, { label: 'bug', by: 'maintainer' })
    const comment = world.comment(name, issue, { body: 'Me, too', by: 'someone' })
    await look()
    await scope.close()
    expect(told.ids.toSorted()).toEqual([`commented:${comment}`, `labelled:1:${label}`, 'opened:1'])
    const promised = trigger.fields.map((field) => field.name).toSorted()
    for (const { fields } of told.events) expect(Object.keys(fields).toSorted()).toEqual(promised)
    const fields = Object.fromEntries(told.events.map((event) => [event.fields.action, event.fields]))
    expect(fields.labelled).toMatchObject({ label: 'bug', actor: 'maintainer', author: 'octocat' })
    expect(fields.commented).toMatchObject({ comment: 'Me, too', actor: 'someone', author: 'someone', labels: ['bug'] })
  })

  it('fires only for the labels and the word that are asked for', async () => {
    const { begin, look, services, told, world } = open()
    const settings = { events: ['labelled', 'commented'], labels: ['agent'], mention: '@switchyard' }
    const scope = await begin(issueTrigger(services), settings)
    const [one, other] = [world.openIssue(name, { title: 'One' }), world.openIssue(name, { title: 'Two' })]
    const pull = world.openPull(name, { title: 'Three', head: 'topic' })
    for (const number of [one, other, pull]) world.label(name, number, { label: 'bug' })
    const label = world.label(name, one, { label: 'agent' })
    world.label(name, pull, { label: 'agent' })
    for (const number of [one, other, pull]) world.comment(name, number, { body: 'Nobody is asked' })
    const comment = world.comment(name, one, { body: 'Please look, @switchyard!' })
    world.comment(name, other, { body: '@switchyard, without a label' })
    world.comment(name, pull, { body: '@switchyard, on a pull request' })
    await look()
    await scope.close()
    expect(told.ids.toSorted()).toEqual([`commented:${comment}`, `labelled:1:${label}`])
  })

  it('never fires for what the host itself has written there', async () => {
    const { begin, look, services, told, world } = open()
    const scope = await begin(issueTrigger(services), { events: ['opened', 'commented'] })
    const issue = world.openIssue(name, { title: 'One', body: 'x <!-- switchyard:o1 -->' })
    world.comment(name, issue, { body: 'Under way\n<!-- switchyard:o1 -->' })
    await look()
    await scope.close()
    expect(told.ids).toEqual([])
  })

  it('is told again where its answer to what it is about is lost, and not where it is deleted', async () => {
    const { begin, look, services, told, world } = open()
    const scope = await begin(issueTrigger(services), { events: ['commented'] })
    const issue = world.openIssue(name, { title: 'One' })
    await look()
    const comment = world.comment(name, issue, { body: 'x' })
    const asked = services.forge.issue.bind(services.forge)
    const lost = { count: 2 }
    services.forge.issue = async (at, number) => {
      lost.count -= 1
      if (lost.count >= 0) world.troubles.push({ kind: 'cut' })
      return asked(at, number)
    }
    await look()
    expect(told.ids).toEqual([])
    expect(told.troubles.at(-1)?.code).toBe('forge-unreachable')
    await look()
    await look()
    await scope.close()
    expect(told.ids).toEqual([`commented:${comment}`])
  })
})

describe('a pull request', () => {
  it('fires as it is opened, gets commits, and is ready', async () => {
    const { begin, look, services, told, world } = open()
    const trigger = pullRequestTrigger(services)
    const scope = await begin(trigger, { events: ['opened', 'updated', 'ready'], branch: 'main' })
    const pull = world.openPull(name, { title: 'Fix', head: 'topic', draft: true, from: 'fork/payments' })
    world.openPull(name, { title: 'Elsewhere', head: 'other', base: 'next' })
    world.openPull(name, { title: 'Own', head: 'sy/fix', body: '<!-- switchyard:o1 -->' })
    await look()
    const commit = world.push(name, pull)
    await look()
    const ready = world.ready(name, pull)
    await look()
    await scope.close()
    expect(told.ids).toEqual([`opened:${pull}`, `updated:${pull}:${commit}`, `ready:${pull}:${ready}`])
    expect(told.events[1]?.fields).toMatchObject({
      base: 'main',
      head: 'topic',
      headRepository: 'fork/payments',
      commit,
    })
    expect(told.events.map(({ fields }) => fields.draft)).toEqual([true, true, false])
    const promised = trigger.fields.map((field) => field.name).toSorted()
    for (const { fields } of told.events) expect(Object.keys(fields).toSorted()).toEqual(promised)
  })

  it('is ready too where it was opened as no draft', async () => {
    const { begin, look, services, told, world } = open()
    const scope = await begin(pullRequestTrigger(services), { events: ['ready'] })
    world.openPull(name, { title: 'Draft', head: 'one', draft: true })
    world.openPull(name, { title: 'Ready', head: 'two' })
    await look()
    await scope.close()
    expect(told.ids).toEqual(['ready:2:opened'])
  })
})

describe('a check', () => {
  it('fires as it fails, by its name, on the branch', async () => {
    const { begin, look, services, told, world } = open()
    const commit = world.commit(name, 'main')
    world.check(name, { name: 'test', commit, conclusion: 'failure' })
    const trigger = checkTrigger(services)
    const scope = await begin(trigger, { branch: 'main', names: ['test', 'build'] })
    const failed = world.check(name, { name: 'test', commit, conclusion: 'timed_out', summary: '3 of 400 failed' })
    world.check(name, { name: 'build', commit, conclusion: 'success' })
    world.check(name, { name: 'other', commit, conclusion: 'failure' })
    await look()
    await scope.close()
    expect(told.ids).toEqual([`check:${failed}`])
    expect(told.events[0]).toMatchObject({ source: { outside: true, reply: null }, subject: 'test on main' })
    expect(told.events[0]?.fields).toMatchObject({ commit, conclusion: 'timed_out', summary: '3 of 400 failed' })
    expect(Object.keys(told.events[0]?.fields ?? {}).toSorted()).toEqual(
      trigger.fields.map((one) => one.name).toSorted(),
    )
  })
})

describe('the repository', () => {
  it('is the one that is named, wherever the project comes from', async () => {
    const { begin, look, services, told, world } = open(null)
    const scope = await begin(issueTrigger(services), { repository: name })
    world.openIssue(name, { title: 'One' })
    await look()
    await scope.close()
    expect(told.ids).toEqual(['opened:1'])
  })

  it('is looked for until there is one', async () => {
    const { begin, git, look, services, told, world } = open('https://example.org/acme/payments.git')
    const scope = await begin(issueTrigger(services), {})
    expect(told.troubles.at(-1)?.code).toBe('forge-repository-unknown')
    git.addRemote('/nowhere', 'origin', 'https://github.com/acme/payments')
    await look()
    world.openIssue(name, { title: 'One' })
    await look()
    await scope.close()
    expect(told.ids).toEqual(['opened:1'])
    expect(told.troubles.at(-1)).toBeNull()
  })
})

describe('settings', () => {
  const { services } = open()
  it.each<[string, JsonObject]>([
    ['issue', { repository: 'acme' }],
    ['issue', { repository: '../../payments/x/y' }],
    ['issue', { events: [] }],
    ['issue', { events: ['closed'] }],
    ['issue', { mention: 'two words' }],
    ['issue', { every: '1s' }],
    ['issue', { label: 'bug' }],
    ['pull-request', { branch: 'a..b' }],
    ['pull-request', { branch: '-x' }],
    ['check', { names: [] }],
  ])('of %s are refused: %j', (kind, settings) => {
    const triggers = [issueTrigger(services), pullRequestTrigger(services), checkTrigger(services)]
    expect(triggers.find((one) => one.kind === kind)?.settings.safeParse(settings).success).toBe(false)
  })

  it('are said in one line', () => {
    const issue = issueTrigger(services)
    const settings = issue.settings.parse({ events: ['opened', 'labelled'], labels: ['bug'], mention: '@switchyard' })
    expect(issue.words(settings)).toBe(
      'GitHub issue is opened or labelled (bug) with @switchyard · looked at every 60 s',
    )
    const [pull, check] = [pullRequestTrigger(services), checkTrigger(services)]
    const elsewhere = { repository: 'acme/other' }
    const words = [
      issue.words(issue.settings.parse(elsewhere)),
      pull.words(pull.settings.parse(elsewhere)),
      check.words(check.settings.parse(elsewhere)),
    ]
    for (const one of words) expect(one).toContain('acme/other')
  })
})

describe('a mention', () => {
  it.each([
    ['@switchyard please', true],
    ['Please, @Switchyard!', true],
    ['(@switchyard)', true],
    ['> @switchyard please\n\nAgreed', false],
    ['mail me@switchyard.example', false],
    ['@switchyard-bot', false],
    ['@switchyards', false],
    ['acme/@switchyard', false],
  ])('%j: %s', (text, expected) => {
    expect(mentions(text, '@switchyard')).toBe(expected)
  })
})

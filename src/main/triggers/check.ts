import { z } from 'zod'
import { ok } from '../../shared/kernel/result.ts'
import type { ForgeCheck, ForgeRepository } from '../ports/forge.ts'
import type { Trigger, TriggerEvent } from '../ports/trigger.ts'
import { durationWords } from './duration.ts'
import { branchSetting, type ForgeServices, followForge, forgeSettings, textsSetting } from './follow-forge.ts'
import { bounded } from './forge-event.ts'

const settings = z.strictObject({
  ...forgeSettings,
  branch: branchSetting.describe('Branch whose checks are looked at; the default branch without one'),
  names: textsSetting.describe('Only checks of these names'),
})
type Settings = z.output<typeof settings>

const failing: ReadonlySet<string | null> = new Set(['failure', 'timed_out', 'startup_failure'])

/** A check of a branch's commit failed. What checks say is written by whoever changed the code, so it is outside text. */
export function checkTrigger(services: ForgeServices): Trigger<Settings> {
  return {
    kind: 'check',
    title: 'GitHub check failed',
    outside: true,
    settings,
    fields: [
      { name: 'repository', kind: 'text', words: 'owner/name', example: 'acme/payments' },
      { name: 'branch', kind: 'text', words: 'Branch; HEAD is the default branch', example: 'main' },
      { name: 'commit', kind: 'text', words: 'Commit it ran on', example: '9fceb02d0ae598e95dc970b74767f19372d61af8' },
      { name: 'check', kind: 'text', words: 'Its name', example: 'test / unit' },
      { name: 'conclusion', kind: 'text', words: 'failure, timed_out or startup_failure', example: 'failure' },
      { name: 'summary', kind: 'text', words: 'What it says, or nothing', example: '3 of 400 tests failed' },
      { name: 'action', kind: 'text', words: 'What happened', example: 'failed' },
      { name: 'url', kind: 'text', words: 'Its address', example: 'https://github.com/acme/payments/runs/5001' },
    ],
    words: ({ branch, every, names, repository }) => {
      const which = names === undefined ? 'A check' : names.join(' or ')
      return `${which} of ${branch ?? 'the default branch'} fails on GitHub${repository === undefined ? '' : `, ${repository}`} · looked at every ${durationWords(every)}`
    },
    begin(of, watch, scope) {
      const branch = of.branch ?? 'HEAD'
      followForge(
        services,
        {
          settings: of,
          watch,
          feeds: [{ checksOf: branch }],
          async eventsOf(news, at) {
            const checks = news.flatMap((one) => (one.kind === 'check' ? [one] : []))
            const wanted = checks.filter(({ check }) => failing.has(check.conclusion) && named(of, check))
            return ok(wanted.map(({ check, id }) => eventOf(at, { check, id, branch })))
          },
        },
        scope,
      )
    },
  }
}

function named({ names }: Settings, { name }: ForgeCheck): boolean {
  return names === undefined || names.includes(name)
}

function eventOf(
  at: ForgeRepository,
  { branch, check, id }: { readonly id: string; readonly check: ForgeCheck; readonly branch: string },
): TriggerEvent {
  const { commit, conclusion, name, summary, url } = check
  return {
    id,
    source: { words: `GitHub check ${name} of ${at.repository}`, link: url, outside: true, reply: null },
    subject: `${name} on ${branch}`,
    fields: {
      repository: at.repository,
      branch,
      commit,
      check: name,
      conclusion: conclusion ?? '',
      summary: bounded(summary),
      action: 'failed',
      url,
    },
  }
}

import type { DryRun } from '../../../shared/contract/automation-views.ts'
import type { Outbound } from '../../../shared/domain/outbound/state.ts'
import type { AutomationView, FiringView } from './automation-views.ts'
import { visible } from './output.ts'

export function automationLines(views: readonly AutomationView[]): string {
  if (views.length === 0) return 'No automations. They are files in .switchyard/automations/ of a repository.'
  return views.flatMap(linesOf).join('\n')
}

function linesOf(view: AutomationView): readonly string[] {
  const counts = `fired ${view.fired}, dispatched ${view.dispatched}, held ${view.held}, useful ${view.useful} of ${view.over}`
  const next = view.next === null ? '' : ` · next ${new Date(view.next).toISOString()}`
  return [
    `${view.on ? 'on ' : 'off'}  ${visible(view.name)}${view.scope === 'own' ? ' (private)' : ''}  ${visible(view.when ?? '')}${next}`,
    `     ${counts} · $${view.spentToday.toFixed(2)} today, $${view.spent.toFixed(2)} in all`,
    ...(view.webhook === null ? [] : [`     takes webhooks in at ${view.webhook}`]),
    ...view.health.map((line) => `     ${visible(line)}`),
    ...(view.proposed?.widens ?? []).map((line) => `     It may do more: ${visible(line)}`),
  ]
}

export function firingLine(firing: FiringView): string {
  const what = firing.subject === null ? firing.source.words : firing.subject
  const cost = firing.cost === null ? '' : `  $${firing.cost.toFixed(2)}`
  const at = new Date(firing.firedAt).toISOString()
  return `${at}  ${firing.id}  ${firing.state.padEnd(11)} ${visible(what)}: ${visible(firing.reason)}${cost}`
}

export function dryRunLines(run: DryRun): string {
  return [
    `Would be ${run.decision.kind}: ${visible(run.reason)}. Nothing was dispatched.`,
    ...run.filters.map(({ passed, words }) => `  ${passed ? 'passes' : 'fails '}  ${visible(words)}`),
    ...(run.key === null ? [] : [`Dedupe key: ${visible(run.key)}`]),
    `Agent: ${run.agents.join(', then ')} · ${run.effort} · ${run.topology} · ${run.permissions.profile} permissions`,
    ...run.limits.map(visible),
    ...run.blocks.flatMap((block) =>
      block.kind === 'text'
        ? [
            `— ${block.origin}`,
            ...visible(block.text)
              .split('\n')
              .map((line) => `  ${line}`),
          ]
        : [],
    ),
  ].join('\n')
}

export function outboundLines(rows: readonly Outbound[]): string {
  if (rows.length === 0) return 'Nothing waits to be written outside this machine.'
  return rows
    .flatMap(({ because, content, id, state }) => {
      const target =
        content.kind === 'comment'
          ? `comment on ${content.target.repository}#${content.target.number}`
          : `pull request of ${content.branch} into ${content.into} of ${content.repository}`
      return [
        `${id}  ${state.kind}  ${visible(target)}`,
        `    ${visible(because)}`,
        ...visible(content.text)
          .split('\n')
          .map((line) => `    > ${line}`),
      ]
    })
    .join('\n')
}

import type { Model } from '../../../../shared/domain/model.ts'

/** Differs once something has happened to the run that its timeline tells; not with every step of an agent. */
export function runVersion(model: Model, id: string): string {
  const run = model.run.get(id)
  const parts: unknown[] = [run?.plan?.state, run?.plan?.since, run?.plan?.policy, run?.plan?.warned, run?.attempts]
  for (const task of model.task.values()) {
    if (task.run !== id) continue
    const { after, attempts, chosen, report, since, state, title, warned } = task
    parts.push(task.id, state.kind, since, attempts, after.length, chosen, report?.at, warned, title)
  }
  const threads = new Set<string>()
  for (const thread of model.thread.values()) {
    if (thread.run !== id) continue
    threads.add(thread.id)
    const verification = model.verification.get(thread.id)
    parts.push(thread.id, thread.state.kind, model.recovery.get(thread.id)?.number)
    parts.push(verification?.round, verification?.state.kind, verification?.voided)
  }
  for (const { id: landing, state, thread } of model.landing.values()) {
    if (threads.has(thread)) parts.push(landing, state.kind)
  }
  return JSON.stringify(parts)
}

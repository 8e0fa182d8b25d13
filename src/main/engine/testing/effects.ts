import type { EffectKind } from '../../../shared/domain/effect.ts'
import type { AnyEffectHandler } from '../effect-handler.ts'

const known: Readonly<Record<EffectKind, true>> = {
  'worktree.create': true,
  'worktree.checkpoint': true,
  'worktree.edit': true,
  'worktree.trash': true,
  'worktree.restore': true,
  'session.prompt': true,
  'session.answer': true,
  'session.interrupt': true,
  'session.close': true,
  'terminals.close': true,
  'landing.merge': true,
  'landing.follow': true,
  'landing.undo': true,
  'landing.undo-follow': true,
  'landing.prove': true,
  'gates.run': true,
  'gates.cancel': true,
  'task.start': true,
  'task.land': true,
  'task.verify': true,
  'negotiation.arbitrate': true,
  'firing.dispatch': true,
  'firing.then': true,
  'outbound.send': true,
  'outbound.progress': true,
}

export const effectKinds = Object.keys(known) as readonly EffectKind[]

/** Effects that change nothing by themselves: a test says with commands what happened. */
export const idleHandlers = effectKinds.map(
  (kind) => ({ kind, run: async () => [], abandon: () => [] }) as unknown as AnyEffectHandler,
)

/** What git said of the one repository that tests dispatch on. */
export const dispatchFacts = {
  root: '/repository',
  gitDirectory: '/repository/.git',
  prefix: '',
  branchPrefix: 'sy',
  base: { ref: 'main', commit: 'a'.repeat(40) },
  into: 'main',
}

declare const brand: unique symbol

type Branded<Name extends string> = string & { readonly [brand]: Name }

export type ProjectId = Branded<'project'>
export type RunId = Branded<'run'>
export type TaskId = Branded<'task'>
export type ThreadId = Branded<'thread'>
export type LandingId = Branded<'landing'>
export type CommandId = Branded<'command'>
export type EffectKey = Branded<'effect'>
export type RequestId = Branded<'request'>
export type PromptId = Branded<'prompt'>

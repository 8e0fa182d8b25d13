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
export type MessageId = Branded<'message'>
export type FindingId = Branded<'finding'>
export type ContractId = Branded<'contract'>
/** `<contract>@<number>`. */
export type ContractVersionId = Branded<'contract-version'>
export type NegotiationId = Branded<'negotiation'>
/** An entry of a team's shared list. */
export type ItemId = Branded<'item'>
export type ClusterId = Branded<'cluster'>
/** Two task ids in order, joined by `~`. */
export type CouplingId = Branded<'coupling'>
/** Of one automation in one project: a name in a file, as the host derives it. */
export type AutomationId = Branded<'automation'>
/** One event that an automation was told of. The same event has the same id, however often it is told. */
export type FiringId = Branded<'firing'>
/** An automation and a dedupe key: what was dispatched once is not dispatched again. */
export type ClaimId = Branded<'claim'>
/** Something that is to be written outside this machine. */
export type OutboundId = Branded<'outbound'>

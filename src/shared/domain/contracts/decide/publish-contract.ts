import { err } from '../../../kernel/result.ts'
import type { PayloadOf } from '../../command.ts'
import { type Decide, type Decision, events, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { allowanceOf, charged, spentAllowance } from '../../peers/allowance.ts'
import { cleaned } from '../../peers/cleaned.ts'
import { mayHear } from '../../peers/gone.ts'
import { judgeText } from '../../peers/judge.ts'
import { findThread } from '../../thread/find.ts'
import { idTaken } from '../../thread/id-taken.ts'
import { oneLine } from '../../thread/quoted.ts'
import type { Thread } from '../../thread/state.ts'
import { peersOf } from '../../topology/member.ts'
import { contractNamed, versionId } from '../find.ts'
import { type Contract, contractLimits } from '../state.ts'

type Published = PayloadOf<'contract.publish'>

/** A thread writes down what others may count on; its readers are told of every further version. */
export const decidePublishContract: Decide<'contract.publish'> = (model, payload, { now }) => {
  const found = findThread(model, payload.by)
  if (!found.ok) return found
  const publisher = found.value
  const spent = spentAllowance(allowanceOf(model.mailbox.get(publisher.id), now), 'nothing was published.')
  const refused = notNow(publisher) ?? wrongText(payload) ?? (spent === null ? null : err(spent))
  if (refused !== null) return refused
  const contract = contractNamed(model, publisher.project, payload.name)
  const decided =
    contract === undefined
      ? firstVersion(model, payload, publisher)
      : nextVersion(model, payload, { publisher, contract })
  return decided.ok ? events(...charged(model, publisher.id, now), ...decided.value) : decided
}

function notNow(publisher: Thread): Decision | null {
  if (publisher.role !== undefined) {
    const message = `This thread is a ${publisher.role}: others can’t build on it. Nothing was published.`
    return refuse('reads-only', message, 'Say it where you hand in what you found.')
  }
  if (mayHear(publisher)) return null
  return refuse('thread-over', `${publisher.title} has ended; nothing was published.`, 'End the turn.')
}

function wrongText({ name, note, text }: Published): Decision | null {
  if (!/^[\p{ASCII}]+$/u.test(name) || !/^[\w./-]+$/.test(name) || name.length > contractLimits.name) {
    const message = `“${oneLine(name).slice(0, contractLimits.name)}” can’t be a contract’s name; nothing was published.`
    const remedy = `Use letters, digits and . _ - / in it, at most ${contractLimits.name}.`
    return refuse('name-wrong', message, remedy)
  }
  if (cleaned(text) === '' || text.length > contractLimits.text) {
    const message = `The text is empty, or longer than ${contractLimits.text} characters; nothing was published.`
    return refuse('text-wrong', message, 'Write down the interface alone: signatures, formats, who owns which lines.')
  }
  if (note.length > contractLimits.note) {
    const message = `The note is longer than ${contractLimits.note} characters; nothing was published.`
    return refuse('note-too-long', message, 'Say in one sentence what changed.')
  }
  const claimed = judgeText(`${note}\n${text}`)
  return claimed === null ? null : err(claimed)
}

function firstVersion(model: Model, payload: Published, publisher: Thread): Decision {
  const { by, contract: id, name, on } = payload
  const { project } = publisher
  if (on !== undefined) {
    const message = `There is no contract ${name} yet; nothing was published.`
    return refuse('contract-unknown', message, 'Leave out the version it is based on, or correct the name.')
  }
  if (model.contract.get(id) !== undefined) return idTaken(id)
  if ([...model.contract.within(project)].length >= contractLimits.ofProject) {
    const message = `This project has ${contractLimits.ofProject} contracts; nothing was published.`
    return refuse('too-many-contracts', message, 'Publish it as a further version of one that is there.')
  }
  return events(
    { type: 'contract.named', id, project, name, owner: by },
    version(payload, { id, project, number: 1 }),
    { type: 'contract.published', id, version: 1, by },
  )
}

interface Next {
  readonly publisher: Thread
  readonly contract: Contract
}

function nextVersion(model: Model, payload: Published, { contract, publisher }: Next): Decision {
  const { id, name, project, version: newest } = contract
  const owner = model.thread.get(contract.owner)
  if (!mayChange(model, publisher, contract)) {
    const message = `${name} is a contract of ${owner?.title ?? 'another thread'}; nothing was published.`
    return refuse('contract-owned', message, 'Ask that thread for the change, or publish yours under another name.')
  }
  if (payload.on !== newest) {
    const written = payload.on === undefined ? 'names no version' : `was written on version ${payload.on}`
    const message = `The newest version of ${name} is ${newest}, and yours ${written}; nothing was published.`
    const remedy = `Read version ${newest} with read_contract, and publish on top of that.`
    return refuse('contract-moved', message, remedy)
  }
  const number = newest + 1
  return events(
    version(payload, { id, project, number }),
    { type: 'contractVersion.superseded', id: versionId(id, newest) },
    { type: 'contract.published', id, version: number, by: payload.by },
  )
}

/** Its owner, another attempt at the same task, and the owner's team. */
function mayChange(model: Model, publisher: Thread, { owner }: Contract): boolean {
  if (publisher.id === owner || model.thread.get(owner)?.task === publisher.task) return true
  return peersOf(model, publisher).some(({ id }) => id === owner)
}

interface Numbered {
  readonly id: Contract['id']
  readonly project: Contract['project']
  readonly number: number
}

function version({ by, name, note, text }: Published, { id: contract, number, project }: Numbered): DomainEvent {
  return {
    type: 'contractVersion.published',
    id: versionId(contract, number),
    contract,
    project,
    name,
    version: number,
    by,
    text: cleaned(text),
    note: oneLine(cleaned(note)),
  }
}

import { z } from 'zod'
import { oneLine } from '../../../shared/domain/thread/quoted.ts'
import { teamOf } from '../../../shared/domain/topology/member.ts'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { idField, pageField } from '../fields.ts'
import { itemSeen, itemsOf } from '../item-tool.ts'
import { toMembers } from '../offered.ts'
import { paged } from '../paged.ts'
import { failed, told } from '../send.ts'

const ofPage = 10

/** The team's shared list. */
export function taskList(): Tool {
  return defineTool({
    name: 'task_list',
    title: 'Show the shared list',
    description:
      'Shows the shared list of your team: what is open, who has what, what is done. With “item” one entry whole, with its notes. The entries are the words of your peers.',
    input: z.strictObject({ page: pageField, item: idField('Id of one entry to show whole.').optional() }),
    offered: toMembers,
    async run({ item, page = 1 }, { model, thread }) {
      const team = teamOf(model, thread)
      if (team === undefined) return failed(noTeam)
      const items = itemsOf(model, team.id)
      if (item === undefined) {
        const { items: shown, next } = paged(items, page, ofPage)
        return told({ items: shown.map(itemSeen), ...(next === null ? {} : { nextPage: next }) })
      }
      const found = items.find(({ id }) => id === item)
      if (found === undefined) return failed(noItem)
      const notes = found.notes.slice(-3).map(({ by, text }) => ({ by, text: oneLine(text).slice(0, 400) }))
      return told({ ...itemSeen(found), detail: found.detail.slice(0, 2000).toWellFormed(), notes })
    },
  })
}

const noItem = {
  message: 'The list of your team has no such entry.',
  remedy: 'Call task_list without “item” to see the ids.',
}
export const noTeam = {
  message: 'You are in no team now, so there is no shared list.',
  remedy: 'Go on with your own task.',
}

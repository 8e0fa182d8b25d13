import type { PermissionOption as ProtocolOption, RequestPermissionRequest } from '@agentclientprotocol/sdk'
import type { PermissionOption, PermissionOptionKind } from '../../../../shared/domain/thread/state.ts'
import type { PermissionAsk } from '../../../ports/agent.ts'
import { convertToolPatch } from './convert-tool.ts'
import { permissionDetail } from './permission-detail.ts'
import { permissionFacts } from './permission-facts.ts'
import type { ToolMemory } from './tool-memory.ts'

const OPTION_KINDS: Readonly<Record<ProtocolOption['kind'], PermissionOptionKind>> = {
  allow_once: 'allow-once',
  allow_always: 'allow-always',
  reject_once: 'deny-once',
  reject_always: 'deny-always',
}

/** A permission request in the product's words, joined with what was said before about its tool call. */
export function permissionAsk(request: RequestPermissionRequest, tools: ToolMemory): PermissionAsk {
  const { toolCall } = request
  const tool = tools.merge(toolCall.toolCallId, convertToolPatch(toolCall))
  const kind = tool.toolKind ?? 'other'
  const detail = permissionDetail(tool)
  return {
    toolCall: toolCall.toolCallId,
    title: tool.title ?? (detail.split('\n', 1)[0] || kind),
    detail,
    kind,
    ...permissionFacts(tool),
    options: request.options.map(convertOption),
  }
}

function convertOption(option: ProtocolOption): PermissionOption {
  return { id: option.optionId, kind: OPTION_KINDS[option.kind], name: option.name }
}

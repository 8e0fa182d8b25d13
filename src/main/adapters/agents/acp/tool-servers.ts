import type { InitializeResponse, McpServer } from '@agentclientprotocol/sdk'
import type { SessionRequest } from '../../../ports/agent.ts'
import type { AcpDriverOptions } from './options.ts'

/** The host's tools as the agent can use them: by HTTP where it says that it can, else through the bridge over stdio. */
export function toolServers(
  { options, request }: { readonly options: AcpDriverOptions; readonly request: Pick<SessionRequest, 'tools'> },
  { agentCapabilities }: Pick<InitializeResponse, 'agentCapabilities'>,
): McpServer[] {
  const { tools } = request
  if (tools == null) return []
  const { name, token, url } = tools
  if (agentCapabilities?.mcpCapabilities?.http === true) {
    return [{ type: 'http', name, url, headers: [{ name: 'Authorization', value: `Bearer ${token}` }] }]
  }
  if (options.toolsBridge === undefined) return []
  const { entryFile, nodeFile } = options.toolsBridge
  const env = [
    { name: 'SWITCHYARD_TOOLS_URL', value: url },
    { name: 'SWITCHYARD_TOOLS_TOKEN', value: token },
  ]
  return [{ name, command: nodeFile, args: [entryFile], env }]
}

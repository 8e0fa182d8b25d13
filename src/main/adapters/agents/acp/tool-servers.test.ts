import { describe, expect, it } from 'vitest'
import type { AcpDriverOptions } from './options.ts'
import { toolServers } from './tool-servers.ts'

const tools = { name: 'switchyard', url: 'http://127.0.0.1:4000/mcp', token: 'a-token' }
const bridged = { toolsBridge: { nodeFile: '/bin/node', entryFile: '/b.js' } } as AcpDriverOptions
const speaksHttp = { agentCapabilities: { mcpCapabilities: { http: true } } }

const offered = (greeting: Parameters<typeof toolServers>[1], options = bridged, given: typeof tools | null = tools) =>
  toolServers({ options, request: { tools: given } }, greeting)

describe('the tools offered to an agent', () => {
  it('come by HTTP where it says that it can', () => {
    const headers = [{ name: 'Authorization', value: 'Bearer a-token' }]
    expect(offered(speaksHttp)).toEqual([{ type: 'http', name: 'switchyard', url: tools.url, headers }])
  })

  it.each([{}, { agentCapabilities: {} }, { agentCapabilities: { mcpCapabilities: { http: false } } }])(
    'come through the bridge else: %j',
    (greeting) => {
      const env = [
        { name: 'SWITCHYARD_TOOLS_URL', value: tools.url },
        { name: 'SWITCHYARD_TOOLS_TOKEN', value: 'a-token' },
      ]
      expect(offered(greeting)).toEqual([{ name: 'switchyard', command: '/bin/node', args: ['/b.js'], env }])
    },
  )

  it('are none where there are none, or no way to them', () => {
    expect(offered(speaksHttp, bridged, null)).toEqual([])
    expect(offered({}, {} as AcpDriverOptions)).toEqual([])
  })
})

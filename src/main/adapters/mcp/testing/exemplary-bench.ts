import type { ThreadId } from '../../../../shared/kernel/ids.ts'
import type { ToolAnswer, ToolBench, ToolCall, ToolDescription } from '../../../ports/tools.ts'

const described = (name: string, properties: object = {}): ToolDescription => ({
  name,
  title: name,
  description: `Does ${name}.`,
  inputSchema: { type: 'object', properties, additionalProperties: false } as ToolDescription['inputSchema'],
})

/** The tools that the protocol's own suite looks for in a server that answers with text. */
export const exemplaryBench: ToolBench = {
  instructions: (thread) => `For ${thread}.`,
  list: () => [
    described('test_simple_text'),
    described('test_error_handling'),
    described('echo', { text: { type: 'string' } }),
    {
      ...described('json_schema_2020_12_tool'),
      inputSchema: {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        type: 'object',
        $defs: { address: { type: 'object', properties: { street: { type: 'string' }, city: { type: 'string' } } } },
        properties: { name: { type: 'string' }, address: { $ref: '#/$defs/address' } },
        additionalProperties: false,
      },
    },
  ],
  call: async (_thread: ThreadId, { input, name }: ToolCall): Promise<ToolAnswer | null> => {
    switch (name) {
      case 'test_simple_text':
        return { isError: false, text: 'This is a simple text response for testing.' }
      case 'test_error_handling':
        return { isError: true, text: 'This tool fails on purpose.' }
      case 'echo':
        return { isError: false, text: JSON.stringify(input), beside: 'A message waited.' }
      default:
        return null
    }
  },
}

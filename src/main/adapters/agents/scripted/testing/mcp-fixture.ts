import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { z } from 'zod'

/** An MCP server with tools that answer what they were given; run as a program it speaks over stdio. */
export function mcpFixture(): McpServer {
  const server = new McpServer({ name: 'fixture', version: '1.0.0' })
  const answer = (text: string) => ({ content: [{ type: 'text' as const, text }] })
  server.registerTool('echo', { inputSchema: { text: z.string() } }, ({ text }) => answer(text))
  server.registerTool('add', { inputSchema: { a: z.number(), b: z.number() } }, ({ a, b }) => ({
    ...answer(`${a + b}`),
    structuredContent: { sum: a + b, parts: [{ a }, { b }] },
  }))
  server.registerTool('break', { inputSchema: {} }, () => ({ ...answer('broken'), isError: true }))
  server.registerTool('wait', { inputSchema: {} }, () => new Promise<never>(() => undefined))
  return server
}

if (import.meta.main) await mcpFixture().connect(new StdioServerTransport())

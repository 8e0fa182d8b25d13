/** Where the host at `url` (a fragment is ignored) speaks the contract. */
export function rpcAddress(url: string): URL {
  const address = new URL('/rpc', url)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  return address
}

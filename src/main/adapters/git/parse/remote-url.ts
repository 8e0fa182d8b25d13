import { resolve } from 'node:path'

/** A remote's address as an agent may have it: without a password or token, independent of the folder it was written for. */
export function publicRemoteUrl(url: string, root: string): string {
  if (/^(\.|\.\.)(\/|$)/.test(url)) return resolve(root, url)
  return url.replace(/^(https?:\/\/)[^/@]*@/i, '$1')
}

/** Files that many changes touch in passing, and that tools make anew: that two threads change one says little. */
const common = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'cargo.lock',
  'go.sum',
  'poetry.lock',
  'uv.lock',
  'pipfile.lock',
  'composer.lock',
  'gemfile.lock',
  'packages.lock.json',
  'flake.lock',
  'changelog.md',
])

/** What a file counts for, from 0 to 1. */
export function weightOf(path: string): number {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  return common.has(name) || /\.(min\.(js|css)|snap|map)$/.test(name) ? 0.2 : 1
}

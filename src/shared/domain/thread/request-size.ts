import type { PermissionRequest } from './state.ts'

/** What one request may say, in UTF-16 units: nobody reads more, and a state row stays bounded by it. */
export const requestSizeLimit = 1_000_000

export function requestSize({
  command = '',
  detail,
  kind,
  options,
  paths = [],
  title,
}: Omit<PermissionRequest, 'id' | 'askedAt'>): number {
  const offered = options.reduce((sum, option) => sum + option.id.length + option.name.length, 0)
  const named = paths.reduce((sum, path) => sum + path.length, command.length)
  return title.length + detail.length + kind.length + offered + named
}

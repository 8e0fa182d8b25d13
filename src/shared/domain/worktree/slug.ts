/** Longest readable part of a branch name; a short id follows it. */
export const slugLimit = 40

/** A title as the readable part of a branch name: ASCII letters, digits and single hyphens, or '' if none are left. */
export function slugOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, slugLimit)
  return plain.replace(/^-+|-+$/g, '')
}

/** The thread's branch, without refs/heads/: prefix, what it is about, and enough of its id to be unique. */
export function branchOf(prefix: string, title: string, id: string): string {
  const slug = slugOf(title)
  const short = id.slice(-6)
  return slug === '' ? `${prefix}/${short}` : `${prefix}/${slug}-${short}`
}

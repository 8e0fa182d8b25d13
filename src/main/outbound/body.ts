import type { OutboundId } from '../../shared/kernel/ids.ts'

/** Stands in what was written, unseen, so that it is found again and not written twice. */
export function markOf(outbound: OutboundId): string {
  return `<!-- switchyard:${outbound} -->`
}

/** What was approved, a line of the host's about how it goes, and the mark. No text can bring a mark of its own. */
export function bodyOf(outbound: OutboundId, text: string, progress: string | null): string {
  const own = text.replaceAll(/<!--\s*switchyard\s*:/gi, '<!-- ').trimEnd()
  return [own, ...(progress === null ? [] : [`_${progress}_`]), markOf(outbound)].join('\n\n')
}

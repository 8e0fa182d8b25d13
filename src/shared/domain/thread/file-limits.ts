/** Bytes of one file that is shown or edited; larger ones are only named with their size. */
export const fileSizeLimit = 4_000_000

/** The value that a text says, or null where it is no JSON: for text that others may have cut or damaged. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

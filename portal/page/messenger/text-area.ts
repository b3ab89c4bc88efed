export interface Insertion { text: string, withNewLine: boolean, replace: boolean }

/** Longest message in characters; what is longer is cut when it is sent. */
export const maxMessage = 20_000

/**
 * Puts a text into the message being written (`sdk/b24jssdk/iframe-messenger-textarea`): in the place of everything, on a
 * new line at the end, or where the cursor stands.
 * @returns the text, and where the cursor stands after what was put in
 */
export function insertText(value: string, [from, to]: [number, number], { text, withNewLine, replace }: Insertion): { value: string, cursor: number } {
  if (replace) return { value: text, cursor: text.length }
  if (withNewLine) {
    const next = value === '' ? text : `${value}\n${text}`
    return { value: next, cursor: next.length }
  }
  return { value: value.slice(0, from) + text + value.slice(to), cursor: from + text.length }
}

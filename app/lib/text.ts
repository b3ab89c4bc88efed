/** Whether a text would fill the screen: decided by the text alone, so that server and browser agree. */
export function isLong(text: string): boolean {
  return text.length > 1_200 || text.split('\n').length > 16
}

/** Up to two letters that stand for a person without a photo. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(word => /\p{L}|\p{N}/u.test(word))
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words
  return letters.map(word => [...word!][0]!.toLocaleUpperCase()).join('')
}

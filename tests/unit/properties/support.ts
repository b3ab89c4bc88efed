import fc from 'fast-check'

/** The same texts in every run; few, because `npm test` runs them each time. `npm run test:hard` has the many. */
export const runs = { seed: 20_261_121, numRuns: 300 }

/** Any text, lone surrogates and control characters among them. */
export const anyText = fc.string({ unit: 'binary', maxLength: 300 })

/** Text made of these signs and of words: what a reader of a language is likely to stumble over. */
export const textOf = (...signs: string[]) => fc.array(fc.oneof(fc.constantFrom(...signs), fc.stringMatching(/^[a-z]{1,8}$/)), { maxLength: 60 }).map(parts => parts.join(''))

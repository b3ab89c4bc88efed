import type { SubjectKey } from '#shared/subjects'

/** Subjects asked about in one batch of at most 50 commands (settings/how-to-call-rest-api/batch): one is left for who asks. */
export const subjectsPerBatch = 49

/** A command's name in a batch: letters, digits and `_`. */
export const commandOf = (key: SubjectKey): string => key.replaceAll(/\W/g, '_')

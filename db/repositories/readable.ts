import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { notes, subjectGrants } from '../schema'

/** A person's id, or the placeholder it comes in. */
type Person = number | ReturnType<typeof sql.placeholder>

/** Notes that are not deleted and for this person: the team's and their own. Says nothing of the subject: {@link grantedTo} does. */
export const readableBy = (person: Person) => and(isNull(notes.deletedAt), or(eq(notes.visibility, 'team'), eq(notes.authorId, person)))

/** Notes on subjects that Bitrix24 has shown to this person. Every list over more than one subject needs it: a note is as visible as its subject. */
export const grantedTo = (person: Person) => sql`exists (select 1 from ${subjectGrants} where ${subjectGrants.portalId} = ${notes.portalId} and ${subjectGrants.userId} = ${person} and ${subjectGrants.key} = ${notes.subject} and ${subjectGrants.allowed} = 1)`

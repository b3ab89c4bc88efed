import type { SubjectCard } from '#shared/subjects'
import type { PlaceholderValues } from '#shared/templates'
import { valuesOf } from '#shared/templates'
import { format } from '~/app/lib/time'

interface Known { subject: SubjectCard | null, others: SubjectCard[], phone: string | null }

/** What the placeholders of a call script stand for: what the CRM says of the caller, then of what else the call belongs to. */
export function useCallValues(known: () => Known): ComputedRef<PlaceholderValues> {
  const launch = useLaunch()
  const { reader } = useClock()

  return computed(() => {
    const { subject, others, phone } = known()
    const related = Object.assign({}, ...others.map(({ kind, title }) => kind === 'contact' || kind === 'company' ? { [kind]: title } : {})) as PlaceholderValues
    // A number is nobody's name: without an entity there is no subject to speak of.
    const { subject: title, ...rest } = valuesOf(subject)
    return {
      ...related,
      ...(phone && { phone }),
      ...rest,
      ...(title && subject?.kind !== 'phone' && { subject: title }),
      ...(subject?.kind === 'contact' && { contact: subject.title }),
      ...(subject?.kind === 'company' && { company: subject.title }),
      me: launch.value.user.name,
      today: format(reader.value.now, reader.value, { dateStyle: 'long' }),
    }
  })
}

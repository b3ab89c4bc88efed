import type { CallRecord } from '../../shared/telephony'

export interface DayOfCalls { day: string, incoming: number, outgoing: number, missed: number }

const kindOf = (call: CallRecord): 'incoming' | 'outgoing' | 'missed' =>
  call.seconds === 0 ? 'missed' : call.type === 2 || call.type === 3 ? 'incoming' : 'outgoing'

/** Calls by day (`YYYY-MM-DD` of the portal's zone), every one of the last `days` until `today`, oldest first. */
export function callsByDay(calls: CallRecord[], today: string, days: number): DayOfCalls[] {
  const end = Date.parse(`${today}T00:00:00Z`)
  return Array.from({ length: days }, (_, index) => {
    const day = new Date(end - (days - 1 - index) * 86_400_000).toISOString().slice(0, 10)
    const own = calls.filter(call => call.startedAt.startsWith(day))
    const count = (kind: ReturnType<typeof kindOf>) => own.filter(call => kindOf(call) === kind).length
    return { day, incoming: count('incoming'), outgoing: count('outgoing'), missed: count('missed') }
  })
}

/** What each person did, those with the most calls first. */
export function callsByPerson(calls: CallRecord[]): { userId: number, calls: number, missed: number, seconds: number }[] {
  const people = [...new Set(calls.map(call => call.userId))]
  return people.map((userId) => {
    const own = calls.filter(call => call.userId === userId)
    return { userId, calls: own.length, missed: own.filter(call => kindOf(call) === 'missed').length, seconds: own.reduce((sum, call) => sum + call.seconds, 0) }
  }).sort((one, other) => other.calls - one.calls)
}

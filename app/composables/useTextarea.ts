import { isUnanswered } from '~/app/lib/placement-interface'

type Answer = { text?: unknown, success?: unknown, message?: unknown } | null

/**
 * The message being written in the messenger around us (sdk/b24jssdk/iframe-messenger-textarea). Nothing here rejects or
 * waits for ever: without an answer within 900 ms the SDK gives up. Only inside a chat's own widgets is there somebody to answer.
 */
export function useTextarea() {
  const { connect } = useFrame()

  async function ask(command: string, parameters: Record<string, unknown> = {}): Promise<Answer> {
    try {
      const b24 = await connect()
      const answer: unknown = await b24.parent.message.send(command, { ...parameters, requestId: crypto.randomUUID(), isSafely: true })
      return isUnanswered(answer) ? null : answer as Answer
    }
    catch {
      return null
    }
  }

  return {
    /**
     * Puts a text where the cursor stands, or in the place of everything typed.
     * @returns false when nobody took it
     */
    async insert(text: string, replace: boolean): Promise<boolean> {
      return (await ask('im:setImTextareaContent', { text, replace }))?.success === true
    },
    /** What is typed so far; null when nobody says. */
    async read(): Promise<string | null> {
      const text = (await ask('im:getImTextareaContent'))?.text
      return typeof text === 'string' ? text : null
    },
  }
}

import { createHash, randomBytes } from 'node:crypto'

/** Tokens of Bitrix24 are 70 hexadecimal digits. */
export const newToken = (): string => randomBytes(35).toString('hex')

/** 32 hexadecimal digits, as `md5(uniqid())` gives: APP_SID, application_token, authorization code. */
export const newId = (): string => randomBytes(16).toString('hex')

/** The application token depends on the portal and the app; `turn` makes the next one after an update or reinstall. */
export function applicationToken(memberId: string, clientId: string, secret: string, turn: number): string {
  return createHash('md5').update([memberId, clientId, secret, turn].join('|')).digest('hex')
}

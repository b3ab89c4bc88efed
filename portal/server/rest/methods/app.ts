import { asText, upperKeys } from '../../core/php'
import { isoInZone } from '../../core/clock'
import type { RestMethods } from '../types'

/** Methods about the application itself. Source: "Common methods", "System". */
export const appMethods: RestMethods = {
  'app.info': {
    run: ({ world, portal }) => ({
      ID: portal.appId,
      CODE: world.app.code,
      VERSION: portal.installation?.version ?? world.app.version,
      STATUS: portal.installation?.status ?? 'F',
      INSTALLED: portal.installation?.finished === true,
      PAYMENT_EXPIRED: 'N',
      DAYS: null,
      LANGUAGE_ID: portal.language,
      LICENSE: portal.licence,
      LICENSE_TYPE: portal.licence.split('_').at(-1),
      LICENSE_FAMILY: portal.licence.split('_').at(-1),
    }),
  },
  'scope': {
    run: ({ token, params }) => upperKeys(params).FULL ? allScopes : token.scope.split(','),
  },
  'method.get': {
    run: async ({ token, params }) => {
      const { restMethods } = await import('./index')
      const method = restMethods[asText(upperKeys(params).NAME).toLowerCase()]
      const granted = token.scope.split(',')
      return {
        isExisting: method !== undefined,
        isAvailable: method !== undefined && (!method.scopes || method.scopes.some(scope => granted.includes(scope))),
      }
    },
  },
  'server.time': {
    run: ({ portal }) => isoInZone(new Date(), portal.timeZone),
  },
}

const allScopes = [
  'calendar', 'contact_center', 'crm', 'im', 'imbot', 'imopenlines', 'placement', 'pull', 'sonet_group', 'task', 'telephony',
  'user', 'user_basic', 'user_brief', 'userfieldconfig',
]

import { t, type MessageKey } from '../i18n'

const known: Record<string, MessageKey> = {
  'basic': 'scope.basic', 'placement': 'scope.placement', 'task': 'scope.task', 'tasks': 'scope.task', 'tasks_extended': 'scope.task',
  'user': 'scope.user', 'user_brief': 'scope.user_brief', 'user_basic': 'scope.user_brief', 'sonet_group': 'scope.sonet_group',
  'im': 'scope.im', 'im.import': 'scope.im', 'imbot': 'scope.imbot', 'imopenlines': 'scope.imopenlines', 'contact_center': 'scope.contact_center',
  'crm': 'scope.crm', 'calendar': 'scope.calendar', 'telephony': 'scope.telephony', 'call': 'scope.telephony', 'userfieldconfig': 'scope.userfield',
  'entity': 'scope.entity', 'log': 'scope.log', 'disk': 'scope.disk', 'mobile': 'scope.mobile', 'pull': 'scope.pull', 'pull_channel': 'scope.pull',
  'department': 'scope.department', 'bizproc': 'scope.bizproc',
}

export interface ScopeLine { scope: string, text: string }

/** The scopes of an app in plain words, as the install dialog lists them; a scope without words is shown by its name. */
export const describeScopes = (scopes: string[]): ScopeLine[] =>
  scopes.map(scope => ({ scope, text: known[scope] ? t(known[scope]) : scope }))
